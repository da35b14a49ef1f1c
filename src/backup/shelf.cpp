#include "backup/shelf.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>

#include "backup/squeeze.h"
#include "storage/directories.h"
#include "storage/disk_full.h"
#include "storage/handle.h"

namespace lumbung::backup {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view record_end = ".gz.age";
constexpr std::size_t digits = 6, time_letters = 18, chance_letters = 6;

[[noreturn]] void failed(std::string_view what, std::string const& path) {
  auto const reason = errno;
  auto const said = "backup: " + std::string(what) + " " + path + ": " + std::strerror(reason);
  if (reason == ENOSPC || reason == EDQUOT) throw storage::DiskFull(said);
  throw Breakdown(said);
}

// A file that has its name only once it is whole and on the disk.
class NewFile {
 public:
  NewFile(std::string path, unsigned mode)
      : path_(std::move(path)), unfinished_(path_ + ".new"), file_(unfinished_, O_WRONLY | O_CREAT | O_TRUNC, mode) {
    if (!file_.is_open()) failed("cannot make", unfinished_);
  }
  ~NewFile() {
    if (!kept_) ::unlink(unfinished_.c_str());
  }
  void write(std::string_view bytes) {
    written_ += bytes.size();
    while (!bytes.empty()) {
      auto const written = ::write(file_.number(), bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) failed("cannot write", unfinished_);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  std::uint64_t keep() {
    if (::fsync(file_.number()) != 0) failed("cannot sync", unfinished_);
    if (::rename(unfinished_.c_str(), path_.c_str()) != 0) failed("cannot rename to", path_);
    kept_ = true;
    storage::sync_directory((fs::path(".") / path_).parent_path().string());  // "here" has a name, too
    return written_;
  }

 private:
  std::string path_, unfinished_;
  storage::Handle file_;
  std::uint64_t written_ = 0;
  bool kept_ = false;
};

std::optional<std::uint32_t> number_of(std::string_view name) {
  std::uint32_t number = 0;
  if (!name.ends_with(record_end)) return std::nullopt;
  name.remove_suffix(record_end.size());
  auto const [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc() || end != name.data() + name.size() || name.size() < digits) return std::nullopt;
  return number;
}

Shelved looked_at(fs::path const& directory, Instant begun) {
  Shelved found{directory.filename().string(), begun, false, 0, true};
  std::vector<std::uint32_t> numbers;
  std::error_code trouble;
  for (auto const& file : fs::directory_iterator(directory, trouble))
    if (auto const number = number_of(file.path().filename().string())) numbers.push_back(*number);
  std::sort(numbers.begin(), numbers.end());
  found.finished = !numbers.empty() && numbers.front() == 0;
  found.newest = numbers.empty() ? 0 : numbers.back();
  found.whole = numbers.empty() || found.newest + std::size_t{1} == numbers.size();
  return found;
}

}  // namespace

std::string generation_name(Instant begun, Chance& chance) {
  auto time = iso(Instant{begun.micros / 1'000'000 * 1'000'000});
  time.erase(std::remove(time.begin(), time.end(), ':'), time.end());
  std::array<std::uint8_t, chance_letters / 2> few;
  chance.fill(few);
  return time + "-" + hex(view_of(few));
}

std::optional<Instant> begun_of(std::string_view name) {
  if (name.size() != time_letters + 1 + chance_letters || name[time_letters] != '-') return std::nullopt;
  if (!from_hex(name.substr(time_letters + 1))) return std::nullopt;
  auto time = std::string(name.substr(0, time_letters));
  time.insert(13, ":").insert(16, ":");
  auto const begun = parse_iso_time(time);
  return begun.refused() ? std::nullopt : std::optional(*begun);
}

std::vector<Shelved> generations_on(std::string const& directory) {
  std::vector<Shelved> found;
  std::error_code trouble;
  for (auto const& one : fs::directory_iterator(directory, trouble)) {
    auto const begun = begun_of(one.path().filename().string());
    if (begun && one.is_directory()) found.push_back(looked_at(one.path(), *begun));
  }
  std::sort(found.begin(), found.end(), [](auto const& a, auto const& b) { return a.name < b.name; });
  return found;
}

std::string base_name() { return "base.db.gz.age"; }

std::string record_name(std::uint32_t number) {
  auto text = std::to_string(number);
  return std::string(digits - std::min(digits, text.size()), '0') + text + std::string(record_end);
}

std::uint64_t write_sealed(std::string const& path, std::span<Recipient const> recipients, Chance& chance,
                           Squeezed squeezed, std::function<void(Sink const&)> const& fill) {
  NewFile file(path, 0600);
  AgeWriter sealed(recipients, chance, [&](std::string_view bytes) { file.write(bytes); });
  if (squeezed == Squeezed::yes) {
    Squeezer squeezer([&](std::string_view bytes) { sealed.write(bytes); });
    fill([&](std::string_view bytes) { squeezer.write(bytes); });
    squeezer.finish();
  } else {
    fill([&](std::string_view bytes) { sealed.write(bytes); });
  }
  sealed.finish();
  return file.keep();
}

Verdict read_sealed(std::string const& path, std::string const& name, std::span<Identity const> identities,
                    Squeezed squeezed, std::uint64_t most, Sink const& sink) {
  storage::Handle const file(path, O_RDONLY);
  if (!file.is_open() && errno == ENOENT) return refuse(file_missing).with("file", name);
  if (!file.is_open()) failed("cannot open", path);
  auto const damaged = [&](Problem const& why) {
    return refuse(file_damaged).with("file", name).with("what", why.sentence_id(), why.sentence_en());
  };
  std::string ahead(std::size_t{1} << 18, '\0');
  std::size_t at = 0, end = 0;
  auto const more = [&](std::span<char> room) {
    if (at == end) {
      ssize_t got = 0;
      do got = ::read(file.number(), ahead.data(), ahead.size());
      while (got < 0 && errno == EINTR);
      if (got < 0) failed("cannot read", path);
      at = 0, end = static_cast<std::size_t>(got);
    }
    auto const piece = std::min(room.size(), end - at);
    std::copy_n(ahead.data() + at, piece, room.data());
    at += piece;
    return piece;
  };
  auto opened = AgeReader::open(identities, more);
  if (opened.refused()) return damaged(opened.problem());
  std::optional<Unsqueezer> unsqueezer;
  if (squeezed == Squeezed::yes) unsqueezer.emplace(sink, most);
  while (true) {
    auto const piece = (*opened)->next();
    if (piece.refused()) return damaged(piece.problem());
    if (piece->empty()) break;
    if (unsqueezer && !unsqueezer->write(*piece)) return damaged(refuse(age_changed));
    if (!unsqueezer && piece->size() > most) return damaged(refuse(age_changed));
    if (!unsqueezer) sink(*piece), most -= piece->size();
  }
  if (unsqueezer && !unsqueezer->ended()) return damaged(refuse(age_changed));
  return done;
}

std::optional<std::string> read_small(std::string const& path) {
  storage::Handle const file(path, O_RDONLY);
  if (!file.is_open() && errno == ENOENT) return std::nullopt;
  if (!file.is_open()) failed("cannot open", path);
  std::string text(std::size_t{1} << 20, '\0');
  auto const got = ::read(file.number(), text.data(), text.size());
  if (got < 0) failed("cannot read", path);
  text.resize(static_cast<std::size_t>(got));
  return text;
}

void write_small(std::string const& path, std::string_view text, unsigned mode) {
  NewFile file(path, mode);
  file.write(text);
  file.keep();
}

}  // namespace lumbung::backup
