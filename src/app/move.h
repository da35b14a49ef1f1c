// An installation leaves by a file and arrives from one (`lumbung export`, `lumbung import`): journey J14. The file
// holds all rows and all pictures and papers; the keys are carried by hand, before (docs/operate/moving.md).
#pragma once

#include <string>

#include "app/config.h"
#include "app/examination.h"
#include "moving/moving.h"

namespace lumbung::app {

inline constexpr Refusal move_keys_missing{
    "app.move_keys_missing", Trouble::conflict,
    "Kunci {file} tidak ada di {directory}. Salin dulu folder keys/ dari tempat lama, dengan modus berkas yang sama.",
    "The key {file} is not in {directory}. Copy the folder keys/ from the old place first, with its file modes."};
inline constexpr Refusal move_keys_differ{
    "app.move_keys_differ", Trouble::conflict,
    "Kunci {file} di sini bukan kunci yang dipakai berkas pindahan ini. Salin folder keys/ dari tempat lama.",
    "The key {file} here is not the one that the moving file was made with. Copy the folder keys/ from the old place."};
inline constexpr Refusal move_other_origin{
    "app.move_other_origin", Trouble::conflict,
    "Log publik di berkas ini bernama \"{given}\", sedangkan di sini \"{here}\". Tulis log_origin = \"{given}\" di "
    "lumbung.toml.",
    "The public log in this file is named \"{given}\", here it is \"{here}\". Write log_origin = \"{given}\" into "
    "lumbung.toml."};
inline constexpr Refusal move_published_here{
    "app.move_published_here", Trouble::conflict,
    "Di data_dir ini sudah ada kepala log yang lain yang pernah diterbitkan. Impor hanya ke data_dir yang baru.",
    "Another head of a log was published from this data_dir already. Import into a new data_dir only."};
inline constexpr Refusal move_must_stop{
    "app.move_must_stop", Trouble::conflict,
    "Di Citus tidak ada gambar satu saat untuk semua simpul. Hentikan server dulu, lalu ekspor lagi.",
    "With Citus there is no one moment of all nodes. Stop the server first, then export again."};

struct Left {
  moving::Carried carried;
  bool running = false;  // a server was at work: the file is a copy of one moment, and more may have followed
  std::int64_t log_size = 0;
  Hash log_root{};
};
// `to` is a path or "-".
Result<Left> export_installation(Config const& config, std::string const& to, moving::Progress const& progress = {});

struct Arrived {
  moving::Carried carried;
  bool from_running = false;
  std::int64_t log_size = 0;  // of the newest published head, as it arrived
  Hash log_root{};
  Examined examined;
};
// Everything or nothing; afterwards all is checked as `lumbung check` does, and `found` is told each fault.
Result<Arrived> import_installation(Config const& config, std::string const& from,
                                    moving::Progress const& progress = {},
                                    std::function<void(Finding const&)> const& found = {});

}  // namespace lumbung::app
