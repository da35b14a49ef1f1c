// Whole copies of an SQLite file, on connections of their own.
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <memory>

#include "core/result.h"
#include "storage/copying.h"
#include "storage/disk_full.h"

namespace lumbung::storage {
namespace {

constexpr int pages_at_once = 256;  // 4 MiB
constexpr int patience_ms = 10'000;

struct Close {
  void operator()(sqlite3* db) const { sqlite3_close(db); }
};
using Open = std::unique_ptr<sqlite3, Close>;

[[noreturn]] void failed(sqlite3* db, int code, std::string_view doing) {
  auto const said = std::string(doing) + ": " + (db == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(db));
  if ((code & 0xff) == SQLITE_FULL) throw DiskFull(said);
  throw Breakdown(said);
}

Open opened(std::string const& file, int flags) {
  sqlite3* db = nullptr;
  int const code = sqlite3_open_v2(file.c_str(), &db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  Open open(db);
  if (code != SQLITE_OK) failed(db, code, "cannot open the database file");
  sqlite3_busy_timeout(db, patience_ms);
  sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  return open;
}

void run(sqlite3* db, char const* text) {
  int const code = sqlite3_exec(db, text, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) failed(db, code, text);
}

// The copy is for us alone from its first byte.
void make_private(std::string const& file) {
  int const made = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (made < 0) throw Breakdown("cannot make the file for the copy");
  ::close(made);
}

bool copied(sqlite3* from, sqlite3* to, CopyProgress const& go_on) {
  auto* const backup = sqlite3_backup_init(to, "main", from, "main");
  if (backup == nullptr) failed(to, sqlite3_errcode(to), "cannot begin the copy");
  struct Finish {
    ~Finish() { sqlite3_backup_finish(backup); }
    sqlite3_backup* backup;
  } const finish{backup};
  while (true) {
    int const code = sqlite3_backup_step(backup, pages_at_once);
    if (code == SQLITE_DONE) return true;
    if (code != SQLITE_OK && code != SQLITE_BUSY && code != SQLITE_LOCKED) failed(nullptr, code, "copying");
    auto const of = sqlite3_backup_pagecount(backup);
    if (!go_on(of - sqlite3_backup_remaining(backup), of)) return false;
    if (code != SQLITE_OK) sqlite3_sleep(20);
  }
}

}  // namespace

bool copy_whole(std::string const& from, std::string const& to, CopyProgress const& go_on) {
  make_private(to);
  try {
    auto const source = opened(from, SQLITE_OPEN_READWRITE);  // a reader of a log needs its index file, too
    run(source.get(), "PRAGMA query_only=ON");
    run(source.get(), "PRAGMA mmap_size=0");
    // One picture for all steps: without it the copy would begin again whenever somebody commits.
    run(source.get(), "BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1");
    auto const target = opened(to, SQLITE_OPEN_READWRITE);
    run(target.get(), "PRAGMA journal_mode=OFF");
    run(target.get(), "PRAGMA synchronous=OFF");  // it is read once, and thrown away
    if (copied(source.get(), target.get(), go_on)) return true;
  } catch (...) {
    ::unlink(to.c_str());
    throw;
  }
  ::unlink(to.c_str());
  return false;
}

std::optional<std::string> quick_fault(std::string const& file) {
  auto const db = opened(file, SQLITE_OPEN_READWRITE);
  std::string said;
  int const code = sqlite3_exec(
      db.get(), "PRAGMA quick_check(1)",
      [](void* into, int, char** columns, char**) {
        *static_cast<std::string*>(into) = columns[0] == nullptr ? "" : columns[0];
        return 0;
      },
      &said, nullptr);
  if (code != SQLITE_OK) return sqlite3_errmsg(db.get());
  return said == "ok" ? std::nullopt : std::optional(said);
}

}  // namespace lumbung::storage
