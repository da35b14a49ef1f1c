#include "tests/village.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>

namespace lumbung {

namespace {

std::string fresh_name() {
  static std::atomic<int> count{0};
  std::array<std::uint8_t, 6> bytes{};
  machine_chance().fill(bytes);
  return "village_" + hex(view_of(bytes)) + "_" + std::to_string(++count);
}

std::string fresh_directory() {
  auto path = (std::filesystem::temp_directory_path() / "lumbung-village-XXXXXX").string();
  if (::mkdtemp(path.data()) == nullptr) throw Breakdown("no directory for a village");
  return path;
}

std::string postgres_url() {
  char const* const url = std::getenv("LUMBUNG_TEST_POSTGRES");
  return url == nullptr ? "" : url;
}

std::string inside_schema(std::string const& url, std::string const& schema) {
  return url + (url.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + schema;
}

void define_at(std::string const& url, std::string const& statement) {
  auto const database = storage::Database::open({.url = url, .data_dir = ""});
  auto const writer = database->writer();
  writer->begin();
  writer->define(statement);
  writer->commit();
}

}  // namespace

ForgottenDatabase::ForgottenDatabase() : directory_(fresh_directory()) {
  auto const server = postgres_url();
  if (server.empty()) {
    url_ = "sqlite:" + directory_ + "/village.db";
    return;
  }
  schema_ = fresh_name();
  define_at(server, "CREATE SCHEMA " + schema_);
  url_ = inside_schema(server, schema_);
}

ForgottenDatabase::~ForgottenDatabase() {
  try {
    if (!schema_.empty()) define_at(postgres_url(), "DROP SCHEMA " + schema_ + " CASCADE");
  } catch (std::exception const&) {
    // The server went away before us, and the village with it.
  }
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

Village::Village(std::vector<std::vector<storage::Migration>> migrations, work::Engine::Options options,
                 std::uint64_t seed)
    : chance(seed), steps_(work::migrations()), options_(options) {
  for (auto const& room : migrations) steps_.insert(steps_.end(), room.begin(), room.end());
  files_ = std::make_unique<storage::Files>(place_.directory() + "/files");
  house.keys.field_root.fill(0x11);
  house.keys.blind_index.fill(0x22);
  house.files = files_.get();
  house.public_url = "https://lumbung.example";
  open();
}

Village::~Village() = default;

void Village::open() {
  database_ = storage::Database::open(place_.options());
  auto writer = database_->writer();
  storage::migrate(*writer, steps_, clock.now());
  writer.reset();
  engine_ = std::make_unique<work::Engine>(*database_, house, clock, chance, options_);
}

void Village::restart() {
  engine_.reset();
  database_.reset();
  open();
}

}  // namespace lumbung
