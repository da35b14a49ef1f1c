// Copies of the embedded database (SQLite) while it is in use: the whole of it, and afterwards only the pages that
// commits changed. PostgreSQL has an archive of its own (pg_basebackup, archive_command) and is not copied here.
//
// The log (SQLite's write-ahead log) holds every page that a commit changed, until it is written back and begun anew.
// Who follows it is asked before that, so that no change passes unseen; and whoever reuses the log without asking
// (another program) is found out by its salts. Source: https://www.sqlite.org/fileformat2.html#walformat
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace lumbung::storage {

// Up to where the log was read. Taken up again after a restart, when the log is still that one and its frames until
// here are the same: `sum` is the log's own running checksum.
struct LogPlace {
  std::uint64_t salts = 0;
  std::uint32_t frames = 0;
  std::uint64_t sum = 0;
  friend bool operator==(LogPlace const&, LogPlace const&) = default;
};

struct ChangedPages {
  std::uint32_t page_size = 0;
  std::uint32_t pages = 0;  // of the database, after the newest of these commits; 0: no commit came
  std::map<std::uint32_t, std::string> pages_by_number;  // the newest content of each page that was changed
  LogPlace until;
  bool lost = false;  // something passed unseen: only a new whole copy helps
};

class Following {
 public:
  virtual ~Following() = default;
  // Whether the log still had the place it was to begin at; otherwise it began where the log ended.
  virtual bool took_up() const = 0;
  // What was committed durably since the last take, or since the place it began at.
  virtual ChangedPages take() = 0;
};

// How a whole copy goes on: pages done, pages in all. False stops it.
using CopyProgress = std::function<bool(std::int64_t done, std::int64_t of)>;

// Writes one consistent copy of the database file `from` into the file `to`, which must not be there yet (mode 0600),
// by SQLite's online backup. Everything that was committed before the call is in it. Takes no lock that anybody waits
// for; the server may be running. False when it was stopped; then, and when it throws (Breakdown, DiskFull), `to` is
// gone.
bool copy_whole(std::string const& from, std::string const& to, CopyProgress const& go_on);

// Nothing, or what SQLite's quick_check says first of a database file that nobody has open.
std::optional<std::string> quick_fault(std::string const& file);

}  // namespace lumbung::storage
