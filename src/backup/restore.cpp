#include "backup/restore.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "backup/generation.h"
#include "backup/record.h"
#include "core/canary.h"
#include "storage/copying.h"
#include "storage/directories.h"
#include "storage/disk_full.h"
#include "storage/files.h"

namespace lumbung::backup {
namespace {

namespace fs = std::filesystem;
constexpr std::uint64_t largest_record = std::uint64_t{1} << 30, largest_base = std::uint64_t{1} << 42;
constexpr std::uint64_t largest_picture = std::uint64_t{1} << 30;

// The database while it is put together: written where records say.
class Target {
 public:
  explicit Target(std::string path)
      : path_(std::move(path)), file_(::open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {
    if (file_ < 0) fail("make");
  }
  ~Target() { ::close(file_); }
  Target(Target const&) = delete;
  Target& operator=(Target const&) = delete;

  void write(std::string_view bytes, std::uint64_t at) {
    while (!bytes.empty()) {
      auto const written = ::pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(at));
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail("write");
      bytes.remove_prefix(static_cast<std::size_t>(written));
      at += static_cast<std::uint64_t>(written);
    }
  }
  void resize(std::uint64_t bytes) {
    if (::ftruncate(file_, static_cast<off_t>(bytes)) != 0) fail("resize");
  }
  void sync() {
    if (::fsync(file_) != 0) fail("sync");
  }

 private:
  [[noreturn]] void fail(std::string_view doing) const {
    auto const said = "restore: cannot " + std::string(doing) + " " + path_ + ": " + std::strerror(errno);
    if (errno == ENOSPC || errno == EDQUOT) throw storage::DiskFull(said);
    throw Breakdown(said);
  }
  std::string path_;
  int file_;
};

class Restoring {
 public:
  Restoring(std::string from, std::vector<Identity> const& identities, std::optional<Instant> until,
            RestoreProgress const& go_on)
      : from_(std::move(from)), identities_(identities), until_(until), go_on_(go_on) {}

  Result<Restored> run(std::string const& database_file, std::string const& files_dir) {
    auto const chosen = TRY(choose());
    auto const unfinished = database_file + ".restoring";
    {
      Target target(unfinished);
      TRY(write_base(chosen, target));
      TRY(write_records(chosen, target));
      target.sync();
    }
    made_.bytes = static_cast<std::int64_t>(fs::file_size(unfinished));
    TRY(write_pictures(files_dir));
    tell("quick_check", 0, 1);
    if (auto const fault = storage::quick_fault(unfinished)) return refuse(database_damaged).with("what", *fault);
    tell("quick_check", 1, 1);
    for (auto const* more : {"-wal", "-shm"}) ::unlink((unfinished + more).c_str());
    if (::rename(unfinished.c_str(), database_file.c_str()) != 0)
      throw Breakdown("restore: cannot rename to " + database_file);
    storage::sync_directory(fs::path(database_file).parent_path().string());
    return made_;
  }

 private:
  // The generation that reaches farthest, of those that begin early enough.
  Result<Shelved> choose() {
    std::optional<Shelved> best;
    std::optional<Instant> reach;
    for (auto const& one : generations_on(from_)) {
      if (!one.finished) continue;
      auto const first = TRY(read_record(one, 0));
      if (until_ && first.at > *until_) continue;
      auto reached = first.at;
      if (one.newest > 0) {
        // One that cannot be read reaches far, too: what is wrong with it is to be said, not passed over.
        auto const newest = read_record(one, one.newest);
        reached = newest.refused() ? Instant{INT64_MAX} : newest->at;
      }
      if (until_) reached = std::min(reached, *until_);
      if (!reach || reached >= *reach) best = one, reach = reached;
    }
    if (!best) return refuse(no_copy);
    return *best;
  }

  static std::string shown(Shelved const& one, std::uint32_t number) { return one.name + "/" + record_name(number); }

  Result<Record> read_record(Shelved const& one, std::uint32_t number) {
    encoded_.clear();
    auto const name = shown(one, number);
    TRY(read_sealed(from_ + "/" + name, name, identities_, Squeezed::yes, largest_record,
                    [&](std::string_view bytes) { encoded_ += bytes; }));
    auto record = decoded(encoded_);
    if (!record || record->generation != one.name || record->number != number)
      return refuse(file_damaged)
          .with("file", name)
          .with("what", "bukan catatan dari rangkaian ini", "it is no record of this chain");
    return *std::move(record);
  }

  Verdict write_base(Shelved const& one, Target& target) {
    auto const first = TRY(read_record(one, 0));
    made_.generation = one.name;
    made_.until = first.at;
    auto const whole = std::int64_t{first.pages} * first.page_size;
    Sha256 sum;
    std::int64_t at = 0;
    auto const name = one.name + "/" + base_name();
    TRY(read_sealed(from_ + "/" + name, name, identities_, Squeezed::yes, largest_base, [&](std::string_view bytes) {
      sum.add(bytes);
      target.write(bytes, static_cast<std::uint64_t>(at));
      at += std::ssize(bytes);
      tell("basis data / database", at, std::max(whole, at));
    }));
    bool const good = sum.finish() == *first.base && at == whole && first.previous == first_link(one.name);
    if (!good) return refuse(base_foreign).with("generation", one.name);
    return done;
  }

  Verdict write_records(Shelved const& one, Target& target) {
    auto link = first_link(one.name);
    for (std::uint32_t number = 1; number <= one.newest; ++number) {
      if (until_ && made_.until >= *until_) return done;  // what is wrong behind it need not matter
      auto const record = read_record(one, number);
      auto const but_before = [&](Refusal const& refusal) {
        return refuse(refusal).with("file", shown(one, number)).with("generation", one.name).with("until", reached());
      };
      if (record.code() == file_missing.code) return but_before(record_missing);
      if (record.refused())
        return but_before(record_damaged).with("what", record.problem().sentence_id(), record.problem().sentence_en());
      if (record->previous != link && !canary("backup.links_not_compared")) return but_before(record_foreign);
      if (until_ && record->at > *until_) return done;
      for (auto const& [page, bytes] : record->changed)
        target.write(bytes, std::uint64_t{page - 1} * record->page_size);
      target.resize(std::uint64_t{record->pages} * record->page_size);
      link = link_of(encoded_);
      made_.until = record->at;
      made_.records = number;
      tell("perubahan / changes", number, one.newest);
    }
    return done;
  }

  std::string reached() const { return iso(made_.until); }

  Verdict write_pictures(std::string const& files_dir) {
    storage::Files files(files_dir);
    std::vector<std::string> all;
    std::error_code trouble;
    for (auto const& folder : fs::directory_iterator(from_ + "/files", trouble))
      for (auto const& file : fs::directory_iterator(folder.path(), trouble))
        if (file.path().extension() == ".age")
          all.push_back("files/" + folder.path().filename().string() + "/" + file.path().filename().string());
    for (auto const& name : all) {
      std::string bytes;
      TRY(read_sealed(from_ + "/" + name, name, identities_, Squeezed::no, largest_picture,
                      [&](std::string_view more) { bytes += more; }));
      if (path_of_picture(from_, sha256(bytes)) != from_ + "/" + name)
        return refuse(file_damaged)
            .with("file", name)
            .with("what", "isinya bukan yang disebut namanya", "it is not what its name says");
      files.put(bytes);
      tell("gambar / pictures", ++made_.pictures, std::ssize(all));
    }
    return done;
  }

  void tell(std::string_view what, std::int64_t finished, std::int64_t of) const {
    if (go_on_ && !go_on_(what, finished, of)) throw Breakdown("restore: stopped");
  }

  std::string from_;
  std::vector<Identity> const& identities_;
  std::optional<Instant> until_;
  RestoreProgress const& go_on_;
  std::string encoded_;  // the record read last
  Restored made_;
};

}  // namespace

Result<Restored> restore(std::string const& from, std::vector<Identity> const& identities,
                         std::string const& database_file, std::string const& files_dir, std::optional<Instant> until,
                         RestoreProgress const& go_on) {
  return Restoring(from, identities, until, go_on).run(database_file, files_dir);
}

}  // namespace lumbung::backup
