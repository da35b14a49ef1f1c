// How an installation is told what it needs: defaults, then one TOML file, then the environment (LUMBUNG_…); `lumbung
// config` prints every value and where it came from. Secrets are never values here: they lie in files of the data
// directory.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/chance.h"
#include "core/result.h"
#include "core/time.h"

namespace lumbung::app {

struct Config {
  std::string data_dir = "lumbung-data";  // database, keys, pictures; mode 0700
  std::string database;                   // "" for SQLite in data_dir, or "postgresql://…"
  std::string address = "127.0.0.1";
  int port = 8080;
  std::string public_url;  // "http://127.0.0.1:8080" when empty; no slash at the end
  std::string log_origin;  // "<host of public_url>/lumbung/1" when empty
  Zone zone = Zone::wib;
  std::string web_dir = "web/dist";
  std::string areas_dir = "data/node_modules/idn-area-data/data";
  std::string sandbox_bank;  // where browsers reach the sandbox bank; "" outside demos
  std::string mail;          // "smtp://host:587" or "smtps://host:465"; "sandbox" in demos; "" when no letters go out
  std::string mail_from = "Lumbung <tidak-dibalas@localhost>";
  std::string backup_dir;                      // copies of the embedded database go here all the time; "" for none
  std::vector<std::string> backup_recipients;  // who may open them: "age1…", commas between them
  int backup_hour = 1;                         // of the local day: when the night's whole copy begins, 0 to 23
  int backup_days = 7;                         // every moment of so many days can be restored
  int check_hour = 2;                          // of the local day (`zone`): when the nightly check begins, 0 to 23
  std::string mail_user;                       // its password lies in <data_dir>/keys/mail.password
  int threads = 0;                             // 0: one for each core
  int demo_days_ago = 0;                       // demos only: the program lives so many days in the past
  bool demo = false;      // the sandbox parts may stand under a public https address: everybody reads all letters
  bool contract = false;  // hold every request and answer to the OpenAPI document (tests)
  std::vector<std::string> trusted_proxies;
  std::vector<std::string> metrics_readers;  // addresses that may read /metrics, besides this machine

  std::string database_url() const;
  std::string public_address() const;
  std::string origin() const;
};

// The clock of an installation: the machine's, or one that lags behind it (demo_days_ago).
Clock& clock_of(Config const& config);

struct Setting {
  std::string_view name;
  std::string value;
  std::string source;  // "default", "file lumbung.toml", "environment LUMBUNG_PORT"
};
struct Configured {
  Config config;
  std::vector<Setting> settings;
};

inline constexpr Refusal config_unreadable{"app.config_unreadable", Trouble::bad_input,
                                           "Berkas konfigurasi {file} tidak terbaca pada baris {line}: {what}.",
                                           "The configuration file {file} cannot be read at line {line}: {what}."};
inline constexpr Refusal config_unknown{
    "app.config_unknown", Trouble::bad_input,
    "Pengaturan \"{name}\" di {source} tidak dikenal. Jalankan `lumbung config` untuk daftar pengaturan.",
    "The setting \"{name}\" in {source} is unknown. Run `lumbung config` for the list of settings."};
inline constexpr Refusal config_value_wrong{"app.config_value_wrong", Trouble::bad_input,
                                            "Nilai \"{name}\" dari {source} tidak sah.",
                                            "The value of \"{name}\" from {source} is not valid."};

inline constexpr Refusal config_sandbox_in_production{
    "app.config_sandbox_in_production", Trouble::bad_input,
    "\"{name}\" hanya untuk uji coba, tetapi public_url memakai https. Hapus pengaturan itu; atau, bila ini memang "
    "tempat uji coba yang terbuka untuk umum, tulis demo = true.",
    "\"{name}\" is for trials only, but public_url is https. Take the setting out; or, if this is a trial place that "
    "is open to everybody, write demo = true."};

// Whether a server may start so. The sandbox mailbox shows everybody the codes that sign people in, and a clock that
// lags tells wrong days: neither may stand where people give real money, without a word that it is a demo.
Verdict fit_to_serve(Config const& config);

// `file` may be empty: then "lumbung.toml" in the working directory is read when it is there. `environment` is a list
// of "NAME=value", as the process has it.
Result<Configured> configure(std::string const& file, char const* const* environment);

}  // namespace lumbung::app
