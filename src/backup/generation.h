// One generation of copies while it is written: a whole copy, records of what changed since, and the pictures that both
// name. Order of writes: pictures before the record that may name them, record 0 when all of the whole copy is there.
#pragma once

#include <string>
#include <vector>

#include "backup/record.h"
#include "backup/shelf.h"
#include "storage/copying.h"
#include "storage/files.h"

namespace lumbung::backup {

// Where copies go, and who may open them.
struct Shelf {
  std::string directory;
  std::vector<Recipient> recipients;
};

// The database of an installation, and its pictures.
struct Original {
  std::string database_file;
  std::string scratch;  // a directory of the installation: the whole copy lies there, unsealed, until it is sealed
  storage::Files& files;
};

// How far a whole copy is: bytes of the database (read twice), then pictures. False stops it.
enum class Part { reading, sealing, pictures };
using Progress = std::function<bool(Part part, std::int64_t done, std::int64_t of)>;

class Generation {
 public:
  // Makes its directory, `name` being its name on the shelf while it is written.
  static Generation begin(Shelf const& shelf, Chance& chance, std::string id, std::string name);
  // Goes on behind record `newest`, whose link was `link`.
  static Generation take_up(Shelf const& shelf, Chance& chance, std::string id, std::uint32_t newest, Hash const& link);

  std::string const& id() const { return id_; }
  std::uint32_t newest() const { return newest_; }
  Hash const& link() const { return link_; }
  std::uint64_t bytes() const { return bytes_; }  // written by this object
  bool finished() const { return finished_; }

  // A whole copy as of now or later. False when it was stopped: then nothing of it is left but the directory.
  bool write_base(Original const& original, Progress const& go_on);
  // The next record; of `changes` the pages, their size and the size of the database.
  void write_changes(storage::ChangedPages const& changes, Instant at);
  // Record 0. Needs write_base.
  void finish(Instant at);

 private:
  Generation(Shelf const& shelf, Chance& chance, std::string id, std::string name);
  void write(Record const& record);

  Shelf const* shelf_;
  Chance* chance_;
  std::string id_, directory_;
  std::uint32_t newest_ = 0;
  Hash link_{};
  Hash base_{};
  std::uint32_t page_size_ = 0, pages_ = 0;
  std::uint64_t bytes_ = 0;
  bool finished_ = false;
};

// Copies of the pictures: what is not yet on the shelf is put there. A copy that is seen again gets today's date, so
// that one whose original is gone can be told by its age.
class Pictures {
 public:
  Pictures(Original const& original, Shelf const& shelf, Chance& chance);
  // All of them. False when it was stopped. `unreadable`, if not null, counts those that could not be read.
  bool copy_all(Progress const& go_on);
  // Those that came since the last call of either; cheap when there are none.
  void copy_new();
  std::uint64_t bytes() const { return bytes_; }
  std::int64_t copied() const { return copied_; }
  std::int64_t unreadable() const {
    return unreadable_;
  }  // damaged on our own disk; the others are copied all the same

 private:
  void copy_folder(int folder);
  void copy_one(Hash const& hash);

  storage::Files* files_;
  std::string originals_;
  Shelf const* shelf_;
  Chance* chance_;
  std::vector<std::int64_t> seen_;  // when each folder was last changed, nanoseconds; -1: not known
  std::uint64_t bytes_ = 0;
  std::int64_t copied_ = 0, unreadable_ = 0;
};

// Where the copy of a picture lies on the shelf.
std::string path_of_picture(std::string const& directory, Hash const& hash);

}  // namespace lumbung::backup
