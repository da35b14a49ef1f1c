#include "backup/generation.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "storage/directories.h"

namespace lumbung::backup {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t piece = std::size_t{1} << 18;

// Whatever lies here goes with us.
class Scratch {
 public:
  explicit Scratch(std::string path) : path_(std::move(path)) { ::unlink(path_.c_str()); }
  ~Scratch() { ::unlink(path_.c_str()); }
  Scratch(Scratch const&) = delete;
  Scratch& operator=(Scratch const&) = delete;
  std::string const& path() const { return path_; }

 private:
  std::string path_;
};

std::uint32_t page_size_of(std::string_view header) {
  auto const at = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<std::uint8_t>(header[i])); };
  auto const size = at(16) << 8 | at(17);
  return size == 1 ? 65'536 : size;
}

struct Stopped {};

std::int64_t changed_at(std::string const& path) {
  struct stat facts{};
  if (::stat(path.c_str(), &facts) != 0) return -1;
  return std::int64_t{facts.st_mtim.tv_sec} * 1'000'000'000 + facts.st_mtim.tv_nsec;
}

}  // namespace

Generation::Generation(Shelf const& shelf, Chance& chance, std::string id, std::string name)
    : shelf_(&shelf),
      chance_(&chance),
      id_(std::move(id)),
      directory_(shelf.directory + "/" + name),
      link_(first_link(id_)) {}

Generation Generation::begin(Shelf const& shelf, Chance& chance, std::string id, std::string name) {
  Generation made(shelf, chance, std::move(id), std::move(name));
  storage::make_directory(made.directory_);
  return made;
}

Generation Generation::take_up(Shelf const& shelf, Chance& chance, std::string id, std::uint32_t newest,
                               Hash const& link) {
  Generation made(shelf, chance, id, id);
  made.newest_ = newest;
  made.link_ = link;
  made.finished_ = true;
  return made;
}

bool Generation::write_base(Original const& original, Progress const& go_on) {
  Scratch const whole(original.scratch + "/copying.db");
  auto const read = [&](std::int64_t done, std::int64_t of) { return go_on(Part::reading, done, of); };
  if (!storage::copy_whole(original.database_file, whole.path(), read)) return false;
  auto const size = static_cast<std::int64_t>(fs::file_size(whole.path()));
  std::ifstream in(whole.path(), std::ios::binary);
  Sha256 sum;
  try {
    bytes_ += write_sealed(directory_ + "/" + base_name(), shelf_->recipients, *chance_, Squeezed::yes,
                           [&](Sink const& sink) {
                             std::string some(piece, '\0');
                             for (std::int64_t at = 0; at < size; at += std::ssize(some)) {
                               some.resize(static_cast<std::size_t>(std::min<std::int64_t>(piece, size - at)));
                               if (!in.read(some.data(), std::ssize(some))) throw Breakdown("the copy cannot be read");
                               if (at == 0) page_size_ = page_size_of(some);
                               sum.add(some);
                               sink(some);
                               if (!go_on(Part::sealing, at + std::ssize(some), size)) throw Stopped();
                             }
                           });
  } catch (Stopped const&) {
    return false;
  }
  base_ = sum.finish();
  must(page_size_ >= 512 && size % page_size_ == 0);
  pages_ = static_cast<std::uint32_t>(size / page_size_);
  return true;
}

void Generation::write_changes(storage::ChangedPages const& changes, Instant at) {
  write({.generation = id_,
         .number = newest_ + 1,
         .previous = link_,
         .at = at,
         .page_size = changes.page_size,
         .pages = changes.pages,
         .base = std::nullopt,
         .changed = changes.pages_by_number});
}

void Generation::finish(Instant at) {
  must(pages_ > 0 && !finished_);
  auto const newest = newest_;
  auto const link = link_;
  write({.generation = id_,
         .number = 0,
         .previous = first_link(id_),
         .at = at,
         .page_size = page_size_,
         .pages = pages_,
         .base = base_,
         .changed = {}});
  newest_ = newest;
  link_ = link;
  finished_ = true;
}

void Generation::write(Record const& record) {
  auto const text = encoded(record);
  bytes_ += write_sealed(directory_ + "/" + record_name(record.number), shelf_->recipients, *chance_, Squeezed::yes,
                         [&](Sink const& sink) { sink(text); });
  newest_ = record.number;
  link_ = link_of(text);
}

std::string path_of_picture(std::string const& directory, Hash const& hash) {
  auto const name = hex(view_of(hash));
  return directory + "/files/" + name.substr(0, 2) + "/" + name.substr(2) + ".age";
}

Pictures::Pictures(Original const& original, Shelf const& shelf, Chance& chance)
    : files_(&original.files),
      originals_(original.files.directory()),
      shelf_(&shelf),
      chance_(&chance),
      seen_(storage::Files::folders, -1) {}

bool Pictures::copy_all(Progress const& go_on) {
  std::fill(seen_.begin(), seen_.end(), -1);
  unreadable_ = 0;
  for (int folder = 0; folder < storage::Files::folders; ++folder) {
    copy_folder(folder);
    if (!go_on(Part::pictures, folder + 1, storage::Files::folders)) return false;
  }
  return true;
}

void Pictures::copy_new() {
  for (int folder = 0; folder < storage::Files::folders; ++folder) copy_folder(folder);
}

// A folder that did not change since it was looked at is passed over.
void Pictures::copy_folder(int folder) {
  auto const first = static_cast<char>(folder);
  auto const changed = changed_at(originals_ + "/" + hex(std::string_view(&first, 1)));
  if (changed < 0 || changed == seen_[static_cast<std::size_t>(folder)]) return;
  auto const now =
      std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  for (auto const& hash : files_->put_before(Instant{INT64_MAX}, folder)) copy_one(hash);
  // What comes within the same tick of the disk's clock would not be seen: so a fresh change is looked at once more.
  constexpr std::int64_t settled = 2'000'000'000;
  seen_[static_cast<std::size_t>(folder)] = now - changed > settled ? changed : -1;
}

void Pictures::copy_one(Hash const& hash) {
  auto const path = path_of_picture(shelf_->directory, hash);
  if (::utimensat(AT_FDCWD, path.c_str(), nullptr, 0) == 0) return;
  std::optional<std::string> bytes;
  try {
    bytes = files_->get(hash);
  } catch (Breakdown const&) {
    ++unreadable_;
    return;
  }
  if (!bytes) return;  // taken away meanwhile
  storage::make_directory(fs::path(path).parent_path().string());
  bytes_ += write_sealed(path, shelf_->recipients, *chance_, Squeezed::no, [&](Sink const& sink) { sink(*bytes); });
  ++copied_;
}

}  // namespace lumbung::backup
