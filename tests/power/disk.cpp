#include "tests/power/disk.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "core/bytes.h"
#include "core/result.h"

namespace lumbung::power {
namespace {

namespace fs = std::filesystem;

Disk* the_one = nullptr;

std::string read_real(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes(fs::file_size(path), '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  must(file.good() || bytes.empty());
  return bytes;
}

void write_real(std::string const& path, std::string const& bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  must(file.good());
}

// Only what differs; a file of megabytes is cut many times.
void mend_real(std::string const& path, Contents const& file) {
  auto const mode = fs::status(path).permissions();
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);  // a key is not to be written otherwise
  int const number = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  must(number >= 0);
  for (auto const& [which, kept] : file.differs) {
    auto const at = which * block;
    if (at >= file.kept_size) continue;
    auto bytes = kept;
    bytes.resize(std::min(block, file.kept_size - at), '\0');
    must(::pwrite(number, bytes.data(), bytes.size(), static_cast<off_t>(at)) == static_cast<ssize_t>(bytes.size()));
  }
  must(::ftruncate(number, static_cast<off_t>(file.kept_size)) == 0);
  ::close(number);
  fs::permissions(path, mode);
}

std::string above(std::string const& path) { return path.substr(0, path.rfind('/')); }

void put(Contents& file, std::size_t at, std::string_view bytes) {
  file.kept_size = std::max(file.kept_size, at + bytes.size());
  while (!bytes.empty()) {
    auto& kept = file.differs[at / block];
    auto const length = std::min(bytes.size(), block - at % block);
    if (kept.size() < at % block + length) kept.resize(at % block + length, '\0');
    std::memcpy(kept.data() + at % block, bytes.data(), length);
    at += length;
    bytes.remove_prefix(length);
  }
}

void cut_off(Contents& file, std::size_t size) {
  file.kept_size = size;
  for (auto& [which, bytes] : file.differs)
    bytes.resize(std::min(bytes.size(), size <= which * block ? 0 : size - which * block));
}

}  // namespace

Disk::Disk(std::string root, std::string memory, std::uint64_t seed, Defects defects)
    : root_(std::move(root)), memory_(std::move(memory)), chance_(seed), defects_(defects) {
  must(the_one == nullptr);
  scan();
  if (fs::exists(memory_)) recall();
  fs::remove(memory_);
  the_one = this;
}

Disk::~Disk() { the_one = nullptr; }
Disk* Disk::watching() { return the_one; }

void Disk::scan() {
  auto const meet = [this](std::string const& path, bool is_directory) {
    auto file = std::make_shared<Contents>();
    file->is_directory = is_directory;
    now_[path] = kept_[path] = file;
  };
  meet(root_, true);
  for (auto const& entry : fs::recursive_directory_iterator(root_))
    if (is_mine(entry.path().string())) meet(entry.path().string(), entry.is_directory());
}

// The index of a write-ahead log is memory that processes share, and worth nothing after a start.
bool Disk::is_mine(std::string_view path) const {
  if (!path.starts_with(root_) || path.ends_with("-shm")) return false;
  return path.size() == root_.size() || path[root_.size()] == '/';
}

void Disk::end_at(std::uint64_t call, bool by_cut, int status) {
  end_at_ = call;
  ends_by_cut_ = by_cut;
  end_status_ = status;
}

void Disk::step(std::string_view what, std::string_view where, std::uint64_t number, std::string_view bytes) {
  ++calls_;
  for (auto const part : {what, where, bytes}) add_to_fingerprint(part);
  add_to_fingerprint({reinterpret_cast<char const*>(&number), sizeof number});
  if (calls_ != end_at_) return;
  if (ends_by_cut_) cut(end_status_);
  kill(end_status_);
}

// FNV-1a, eight bytes at a time.
void Disk::add_to_fingerprint(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size(); at += 8) {
    std::uint64_t word = bytes.size();
    std::memcpy(&word, bytes.data() + at, std::min<std::size_t>(8, bytes.size() - at));
    fingerprint_ = (fingerprint_ ^ word) * 0x100000001b3;
    fingerprint_ ^= fingerprint_ >> 29;
  }
}

void Disk::know(std::string const& path, File const& file) {
  if (file->known) return;
  file->known = true;
  if (!file->is_directory) file->kept_size = fs::file_size(path);
}

void Disk::opened(int number, std::string const& path, bool made, bool emptied) {
  if (made) {
    auto file = std::make_shared<Contents>();
    file->known = true;
    now_[path] = file;
    namings_.push_back({path, file, ""});
  }
  auto const found = now_.find(path);
  must(found != now_.end());
  open_[number] = {path, found->second};
  if (emptied && !made) found->second->changes.push_back({0, "", true});
  if (made || emptied) step("open", below(path), static_cast<std::uint64_t>(made), "");
}

bool Disk::fits(int number, std::int64_t end) const {
  if (defects_.room == 0) return true;
  std::int64_t used = 0;
  for (auto const& [path, file] : now_) {
    if (file->is_directory) continue;
    auto const size = static_cast<std::int64_t>(fs::file_size(path));
    used += path == open_.at(number).path ? std::max(size, end) : size;
  }
  return used <= defects_.room;
}

void Disk::keep_block(int number, Contents& file, std::size_t which) {
  if (file.differs.contains(which)) return;
  auto const at = which * block;
  std::string bytes(at < file.kept_size ? std::min(block, file.kept_size - at) : 0, '\0');
  if (!bytes.empty()) {
    auto const got = ::pread(number, bytes.data(), bytes.size(), static_cast<off_t>(at));
    must(got >= 0);
    bytes.resize(static_cast<std::size_t>(got));
  }
  file.differs.emplace(which, std::move(bytes));
}

// A cut may leave part of what was under way; whoever is killed before the call has not made it.
void Disk::change(int number, Change change) {
  auto const open = open_.at(number);
  know(open.path, open.file);
  auto const end = change.cuts ? std::max(open.file->kept_size, change.at) : change.at + change.bytes.size();
  for (auto at = change.at / block; at * block < end; ++at) keep_block(number, *open.file, at);
  open.file->changes.push_back(std::move(change));
  auto const& last = open.file->changes.back();
  if (!ends_by_cut_ && calls_ + 1 == end_at_) {
    open.file->changes.pop_back();
    kill(end_status_);
  }
  step(last.cuts ? "truncate" : "write", below(open.path), last.at, last.bytes);
}

void Disk::will_write(int number, std::size_t at, std::string_view bytes) {
  change(number, {at, std::string(bytes), false});
}

void Disk::will_cut(int number, std::size_t size) { change(number, {size, "", true}); }

// Everything is on the disk now, but for what an earlier sync has dropped and nobody wrote again.
void Disk::settle(Contents& file) {
  for (auto const& change : file.changes) {
    auto const first = file.differs.lower_bound(change.at / block);
    if (change.cuts) {
      file.kept_size = change.at;
      file.differs.erase(first, file.differs.end());
      continue;
    }
    file.kept_size = std::max(file.kept_size, change.at + change.bytes.size());
    file.differs.erase(first, file.differs.upper_bound((change.at + change.bytes.size() - 1) / block));
  }
  file.changes.clear();
}

bool Disk::survives() { return chance_.number(4) < odds_; }

// Each sector of each write for itself, in the order of the writes: what a page cache may have sent on until now.
void Disk::settle_some(Contents& file) {
  for (auto const& change : file.changes) {
    if (change.cuts) {
      if (survives()) cut_off(file, change.at);
      continue;
    }
    for (std::size_t from = 0; from < change.bytes.size();) {
      auto const length = std::min(change.bytes.size() - from, sector - (change.at + from) % sector);
      if (survives()) put(file, change.at + from, std::string_view(change.bytes).substr(from, length));
      from += length;
    }
  }
  file.changes.clear();
}

bool Disk::sync(int number) {
  auto& open = open_.at(number);
  know(open.path, open.file);
  step("sync", below(open.path), 0, "");
  if (defects_.sync_fails_one_in != 0 && chance_.number(defects_.sync_fails_one_in) == 0) {
    ++failed_syncs_;
    settle_some(*open.file);
    return false;
  }
  if (open.file->is_directory) {
    if (defects_.directories_never_sync) return true;
    for (auto const& naming : namings_) {
      bool const here = above(naming.name) == open.path;
      if (here && naming.file) kept_[naming.name] = naming.file;
      if (here && !naming.file) kept_.erase(naming.name);
      if (!naming.instead_of.empty() && above(naming.instead_of) == open.path) kept_.erase(naming.instead_of);
    }
    std::erase_if(namings_, [&](Naming const& naming) { return above(naming.name) == open.path; });
    return true;
  }
  if (defects_.files_never_sync) return true;
  if (!held_.empty() && open.path.ends_with(held_))
    waiting_.insert(open.file);
  else
    settle(*open.file);
  return true;
}

void Disk::hold_syncs_of(std::string_view ending) {
  held_ = ending;
  if (!held_.empty()) return;
  for (auto const& file : waiting_) settle(*file);
  waiting_.clear();
}

void Disk::directory_made(std::string const& path) {
  auto file = std::make_shared<Contents>();
  file->is_directory = file->known = true;
  now_[path] = file;
  namings_.push_back({path, file, ""});
  step("mkdir", below(path), 0, "");
}

void Disk::will_forget(std::string const& path) {
  auto const found = now_.find(path);
  if (found == now_.end()) return;
  know(path, found->second);
  if (!found->second->is_directory) found->second->real = read_real(path);
}

void Disk::forgotten(std::string const& path) {
  now_.erase(path);
  namings_.push_back({path, nullptr, ""});
  step("unlink", below(path), 0, "");
}

void Disk::will_move(std::string const& from, std::string const& to) {
  if (auto const found = now_.find(from); found != now_.end()) know(from, found->second);
  will_forget(to);
}

void Disk::was_moved(std::string const& from, std::string const& to) {
  auto const file = now_.at(from);
  now_.erase(from);
  now_[to] = file;
  namings_.push_back({to, file, from});
  if (moved) moved(to);
  step("rename", below(from) + " " + below(to), 0, "");
}

// A journal keeps the order of what it keeps; POSIX promises not even that.
Disk::Names Disk::surviving_names() {
  auto names = kept_;
  bool const in_order = chance_.number(2) == 0;
  for (auto const& naming : namings_) {
    if (!survives()) {
      if (in_order) break;
      continue;
    }
    if (naming.file)
      names[naming.name] = naming.file;
    else
      names.erase(naming.name);
    if (!naming.instead_of.empty()) names.erase(naming.instead_of);
  }
  std::erase_if(names, [&](auto const& one) {  // what lies in a directory that is gone
    for (auto path = above(one.first); path.size() > root_.size(); path = above(path))
      if (!names.contains(path)) return true;
    return false;
  });
  return names;
}

std::string Disk::whole(File const& file) const {
  std::string bytes;
  if (file->real) {
    bytes = *file->real;
  } else {
    auto const here = std::ranges::find(now_, file, &Names::value_type::second);
    if (here != now_.end()) bytes = read_real(here->first);
  }
  bytes.resize(file->kept_size, '\0');
  for (auto const& [which, kept] : file->differs) {
    auto const at = which * block;
    if (at >= bytes.size()) continue;
    auto padded = kept;
    padded.resize(std::min(block, bytes.size() - at), '\0');
    bytes.replace(at, padded.size(), padded);
  }
  return bytes;
}

void Disk::make_real(Names const& names) {
  std::map<std::string, std::string> elsewhere;  // what has another name than the real file, or none
  for (auto const& [path, file] : names) {
    auto const here = now_.find(path);
    if (!file->is_directory && (here == now_.end() || here->second != file)) elsewhere[path] = whole(file);
  }
  for (auto one = now_.rbegin(); one != now_.rend(); ++one) {  // what lies in a directory goes before it
    auto const stays = names.find(one->first);
    if (stays == names.end() || stays->second->is_directory != one->second->is_directory) fs::remove_all(one->first);
  }
  for (auto const& [path, file] : names) {
    if (file->is_directory) {
      fs::create_directory(path);
    } else if (auto const other = elsewhere.find(path); other != elsewhere.end()) {
      fs::remove(path);
      write_real(path, other->second);
      fs::permissions(
          path, fs::perms::owner_read | (path.find(".key") != path.npos ? fs::perms::none : fs::perms::owner_write));
    } else if (file->known) {
      mend_real(path, *file);
    }
  }
}

void Disk::kill(int status) {
  the_one = nullptr;
  if (ends) ends();
  remember();
  ::_exit(status);
}

void Disk::cut(int status) {
  the_one = nullptr;
  if (ends) ends();
  odds_ = chance_.number(5);
  auto const names = surviving_names();
  std::set<File> done;  // in the order of names, not of addresses: one seed repeats everything
  for (auto const* all : {&names, static_cast<Names const*>(&now_)})
    for (auto const& one : *all)
      if (done.insert(one.second).second) settle_some(*one.second);
  make_real(names);
  ::_exit(status);
}

}  // namespace lumbung::power
