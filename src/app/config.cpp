#include "app/config.h"

#include <charconv>
#include <filesystem>
#include <functional>

#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>

namespace lumbung::app {
namespace {

// One setting: its name, how its text is shown and how it is read. The same list serves file, environment and `config`.
struct Known {
  std::string_view name;
  std::function<std::string(Config const&)> show;
  std::function<bool(Config&, std::string const&)> read;
};

Known text(std::string_view name, std::string Config::* member) {
  return {name, [=](Config const& c) { return c.*member; },
          [=](Config& c, std::string const& value) {
            c.*member = value;
            return true;
          }};
}

Known number(std::string_view name, int Config::* member, int least, int most) {
  return {name, [=](Config const& c) { return std::to_string(c.*member); },
          [=](Config& c, std::string const& value) {
            int read = 0;
            auto const [end, error] = std::from_chars(value.data(), value.data() + value.size(), read);
            if (error != std::errc() || end != value.data() + value.size() || read < least || read > most) return false;
            c.*member = read;
            return true;
          }};
}

bool read_zone(Config& c, std::string const& value) {
  for (auto const zone : {Zone::wib, Zone::wita, Zone::wit})
    if (value == name_of(zone)) {
      c.zone = zone;
      return true;
    }
  return false;
}

Known flag(std::string_view name, bool Config::* member) {
  return {name, [=](Config const& c) { return std::string(c.*member ? "true" : "false"); },
          [=](Config& c, std::string const& value) {
            c.*member = value == "true" || value == "1";
            return c.*member || value == "false" || value == "0" || value.empty();
          }};
}

std::string joined_list(std::vector<std::string> const& items) {
  std::string text;
  for (auto const& item : items) text += (text.empty() ? "" : ",") + item;
  return text;
}

// Addresses with commas between them.
Known list_of(std::string_view name, std::vector<std::string> Config::* member) {
  return {name, [=](Config const& c) { return joined_list(c.*member); },
          [=](Config& c, std::string const& value) {
            (c.*member).clear();
            for (std::size_t at = 0; at < value.size();) {
              auto const comma = std::min(value.find(',', at), value.size());
              if (comma > at) (c.*member).push_back(value.substr(at, comma - at));
              at = comma + 1;
            }
            return true;
          }};
}

std::vector<Known> const& known_settings() {
  static std::vector<Known> const list{
      text("data_dir", &Config::data_dir),
      text("database", &Config::database),
      text("address", &Config::address),
      number("port", &Config::port, 0, 65535),
      text("public_url", &Config::public_url),
      text("log_origin", &Config::log_origin),
      {"zone", [](Config const& c) { return std::string(name_of(c.zone)); }, read_zone},
      text("web_dir", &Config::web_dir),
      text("areas_dir", &Config::areas_dir),
      text("sandbox_bank", &Config::sandbox_bank),
      text("mail", &Config::mail),
      text("mail_from", &Config::mail_from),
      text("mail_user", &Config::mail_user),
      text("backup_dir", &Config::backup_dir),
      list_of("backup_recipients", &Config::backup_recipients),
      number("backup_hour", &Config::backup_hour, 0, 23),
      number("backup_days", &Config::backup_days, 1, 365),
      number("check_hour", &Config::check_hour, 0, 23),
      number("threads", &Config::threads, 0, 256),
      number("demo_days_ago", &Config::demo_days_ago, 0, 365),
      flag("demo", &Config::demo),
      flag("contract", &Config::contract),
      list_of("trusted_proxies", &Config::trusted_proxies),
      list_of("metrics_readers", &Config::metrics_readers),
  };
  return list;
}

class Configuring {
 public:
  Configuring() {
    for (auto const& known : known_settings())
      made_.settings.push_back({known.name, known.show(made_.config), "default"});
  }

  Verdict take(std::string_view name, std::string const& value, std::string const& source) {
    for (std::size_t i = 0; i < known_settings().size(); ++i) {
      auto const& known = known_settings()[i];
      if (known.name != name) continue;
      if (!known.read(made_.config, value)) return refuse(config_value_wrong).with("name", name).with("source", source);
      made_.settings[i].value = known.show(made_.config);
      made_.settings[i].source = source;
      return done;
    }
    return refuse(config_unknown).with("name", name).with("source", source);
  }

  Verdict take_file(std::string const& file) {
    try {
      auto const table = toml::parse_file(file);
      for (auto const& [key, node] : table) {
        std::string value;
        if (auto const words = node.value<std::string>())
          value = *words;
        else if (auto const whole = node.value<std::int64_t>())
          value = std::to_string(*whole);
        else if (auto const flag = node.value<bool>())
          value = *flag ? "true" : "false";
        TRY(take(key.str(), value, "file " + file));
      }
      return done;
    } catch (toml::parse_error const& error) {
      return refuse(config_unreadable)
          .with("file", file)
          .with("line", std::to_string(error.source().begin.line))
          .with("what", error.description());
    }
  }

  // Addresses may carry a password, which must not be printed: the database's, the post office's, any.
  Configured finish() {
    for (auto& setting : made_.settings) {
      auto const scheme = setting.value.find("://"), at = setting.value.rfind('@');
      if (scheme == std::string::npos || at == std::string::npos || at < scheme) continue;
      setting.value = setting.value.substr(0, scheme + 3) + "…" + setting.value.substr(at);
    }
    return std::move(made_);
  }

 private:
  Configured made_;
};

constexpr std::string_view prefix = "LUMBUNG_";

// "LUMBUNG_DATA_DIR=x" → "data_dir", "x"; nothing for what is not ours (LUMBUNG_TEST_… belongs to the tests).
std::optional<std::pair<std::string, std::string>> setting_of(std::string_view line) {
  if (!line.starts_with(prefix) || line.starts_with("LUMBUNG_TEST_")) return std::nullopt;
  auto const equals = line.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  std::string name(line.substr(prefix.size(), equals - prefix.size()));
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return std::pair(name, std::string(line.substr(equals + 1)));
}

class LaggingClock final : public Clock {
 public:
  explicit LaggingClock(Duration lag) : lag_(lag) {}
  Instant now() override { return machine_clock().now() - lag_; }

 private:
  Duration lag_;
};

}  // namespace

Clock& clock_of(Config const& config) {
  if (config.demo_days_ago == 0) return machine_clock();
  static LaggingClock lagging(days(config.demo_days_ago));  // one configuration a process
  return lagging;
}

std::string Config::database_url() const { return database.empty() ? "sqlite:" + data_dir + "/lumbung.db" : database; }

std::string Config::public_address() const {
  return public_url.empty() ? "http://" + address + ":" + std::to_string(port) : public_url;
}

std::string Config::origin() const {
  if (!log_origin.empty()) return log_origin;
  auto const url = public_address();
  auto const host = url.substr(url.find("://") + 3);
  return host.substr(0, host.find_first_of(":/")) + "/lumbung/1";
}

Verdict fit_to_serve(Config const& config) {
  if (config.demo || !config.public_address().starts_with("https://")) return done;
  auto const sandbox = [](std::string_view name) { return refuse(config_sandbox_in_production).with("name", name); };
  if (config.mail == "sandbox") return sandbox("mail");
  if (config.demo_days_ago != 0) return sandbox("demo_days_ago");
  if (!config.sandbox_bank.empty()) return sandbox("sandbox_bank");
  return done;
}

Result<Configured> configure(std::string const& file, char const* const* environment) {
  Configuring configuring;
  auto const named = file.empty() ? std::string("lumbung.toml") : file;
  if (!file.empty() || std::filesystem::exists(named)) TRY(configuring.take_file(named));
  for (auto line = environment; line && *line; ++line)
    if (auto const setting = setting_of(*line))
      TRY(configuring.take(
          setting->first, setting->second,
          "environment " + std::string(std::string_view(*line).substr(0, std::string_view(*line).find('=')))));
  return configuring.finish();
}

}  // namespace lumbung::app
