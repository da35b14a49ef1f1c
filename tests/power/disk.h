// A disk that can lose its power, below everything that our programs write: the calls open, write, fsync, rename,
// unlink and the like of this process are caught (calls.cpp), for SQLite's as for our own. Below a watched directory
//   - what was written since the last fsync of a file survives a cut only as a random subset of sectors (512 bytes);
//   - a name that was made, moved or taken away survives for sure only when its directory was synced afterwards;
//   - an fsync that fails has dropped what it should have written, and the next one says nothing of it (as Linux does).
// Meanwhile the real files show what a page cache would show. One thread only.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/chance.h"

namespace lumbung::power {

inline constexpr std::size_t sector = 512;   // bytes that reach the disk together
inline constexpr std::size_t block = 4'096;  // bytes that the page cache holds together

// What this disk does wrong.
struct Defects {
  bool directories_never_sync = false;
  bool files_never_sync = false;        // fsync says yes and does nothing
  std::uint64_t sync_fails_one_in = 0;  // 0: never
  std::int64_t room = 0;                // bytes that fit; 0: no end
};

// A change of a file that no sync has covered yet.
struct Change {
  std::size_t at = 0;
  std::string bytes;
  bool cuts = false;  // it makes the file `at` bytes long instead
};

struct Contents {  // of one file, whatever its name is
  bool is_directory = false;
  bool known = false;  // the rest is filled in; before, the real file is what the disk keeps
  std::size_t kept_size = 0;
  std::map<std::size_t, std::string> differs;  // blocks that are kept otherwise than the real file has them
  std::vector<Change> changes;                 // since the last sync
  std::optional<std::string> real;             // what the real file had in it when it lost its name
};
using File = std::shared_ptr<Contents>;

// A change of the names in a directory: `name` now means `file`, or nothing.
struct Naming {
  std::string name;
  File file;
  std::string instead_of;  // the old name of what was moved
};

class Disk {
 public:
  // Watches everything below `root` (a real path); goes on from what `memory` says of a life that ended without a cut,
  // when there is such a file.
  Disk(std::string root, std::string memory, std::uint64_t seed, Defects defects);
  ~Disk();
  Disk(Disk const&) = delete;
  Disk& operator=(Disk const&) = delete;
  static Disk* watching();  // the one that lives, if any

  // At the call with this number (from 1; 0: never) the process ends with `status`. By a cut the real files become what
  // survives it; else the process alone is killed, the page cache lives on, and the next disk remembers.
  void end_at(std::uint64_t call, bool by_cut, int status);
  [[noreturn]] void cut(int status);
  [[noreturn]] void kill(int status);

  std::uint64_t calls() const { return calls_; }
  std::uint64_t failed_syncs() const { return failed_syncs_; }
  std::uint64_t fingerprint() const { return fingerprint_; }  // of all calls so far, with their bytes
  // Syncs of files whose name ends so take effect only when it is empty again (a planted fault).
  void hold_syncs_of(std::string_view ending);
  std::function<void(std::string const& path)> moved;  // told of each rename, when it is done
  std::function<void()> ends;                          // told before a cut or a kill

  // ---- For calls.cpp: what happened, or is about to
  bool is_mine(std::string_view path) const;
  bool is_there(std::string const& path) const { return now_.contains(path); }
  void opened(int number, std::string const& path, bool made, bool emptied);
  void closed(int number) { open_.erase(number); }
  bool is_open(int number) const { return open_.contains(number); }
  bool fits(int number, std::int64_t end) const;
  void will_write(int number, std::size_t at, std::string_view bytes);
  void will_cut(int number, std::size_t size);
  bool sync(int number);  // whether it succeeds
  void directory_made(std::string const& path);
  void will_forget(std::string const& path);  // before unlink and rmdir, and before a rename over it
  void forgotten(std::string const& path);
  void will_move(std::string const& from, std::string const& to);
  void was_moved(std::string const& from, std::string const& to);

 private:
  struct Open {
    std::string path;
    File file;
  };
  using Names = std::map<std::string, File>;

  void scan();
  void remember() const;
  void recall();
  void know(std::string const& path, File const& file);
  void step(std::string_view what, std::string_view where, std::uint64_t number, std::string_view bytes);
  void add_to_fingerprint(std::string_view bytes);
  void change(int number, Change change);
  static void keep_block(int number, Contents& file, std::size_t which);
  static void settle(Contents& file);
  void settle_some(Contents& file);
  bool survives();
  Names surviving_names();
  std::string whole(File const& file) const;
  void make_real(Names const& names);
  std::string below(std::string const& path) const { return path.substr(root_.size()); }

  std::string const root_, memory_;
  SeededChance chance_;
  Defects const defects_;
  Names now_, kept_;
  std::vector<Naming> namings_;  // in order, none of them synced
  std::map<int, Open> open_;
  std::string held_;
  std::set<File> waiting_;  // for held syncs
  std::uint64_t calls_ = 0, end_at_ = 0, fingerprint_ = 0, failed_syncs_ = 0;
  std::uint64_t odds_ = 2;  // of four sectors so many survive
  int end_status_ = 0;
  bool ends_by_cut_ = true;
};

}  // namespace lumbung::power
