// What a disk must know of a life that ended without a cut: which sectors and names had not reached it yet.
#include <filesystem>
#include <fstream>

#include "core/result.h"
#include "tests/power/disk.h"

namespace lumbung::power {
namespace {

class Writing {
 public:
  explicit Writing(std::string const& path) : out_(path, std::ios::binary | std::ios::trunc) {}
  ~Writing() { out_.close(); }
  void number(std::uint64_t number) { out_.write(reinterpret_cast<char const*>(&number), sizeof number); }
  void text(std::string const& text) {
    number(text.size());
    out_.write(text.data(), static_cast<std::streamsize>(text.size()));
  }

 private:
  std::ofstream out_;
};

class Reading {
 public:
  explicit Reading(std::string const& path) : in_(path, std::ios::binary) {}
  std::uint64_t number() {
    std::uint64_t number = 0;
    in_.read(reinterpret_cast<char*>(&number), sizeof number);
    must(in_.good());
    return number;
  }
  std::string text() {
    std::string text(number(), '\0');
    in_.read(text.data(), static_cast<std::streamsize>(text.size()));
    return text;
  }

 private:
  std::ifstream in_;
};

}  // namespace

void Disk::remember() const {
  std::map<Contents const*, std::uint64_t> numbers;  // from 1; 0 is nothing
  std::vector<Contents const*> files;
  auto const meet = [&](File const& file) {
    if (file && numbers.emplace(file.get(), files.size() + 1).second) files.push_back(file.get());
  };
  for (auto const& one : now_) meet(one.second);
  for (auto const& one : kept_) meet(one.second);
  for (auto const& naming : namings_) meet(naming.file);

  Writing out(memory_);
  out.number(files.size());
  for (auto const* file : files) {
    out.number(file->is_directory ? 1 : 0);
    out.number(file->known ? 1 : 0);
    out.number(file->kept_size);
    out.number(file->real ? 1 : 0);
    if (file->real) out.text(*file->real);
    out.number(file->differs.size());
    for (auto const& [which, bytes] : file->differs) {
      out.number(which);
      out.text(bytes);
    }
    out.number(file->changes.size());
    for (auto const& change : file->changes) {
      out.number(change.at);
      out.number(change.cuts ? 1 : 0);
      out.text(change.bytes);
    }
  }
  for (auto const* names : {&now_, &kept_}) {
    out.number(names->size());
    for (auto const& [name, file] : *names) {
      out.text(name);
      out.number(numbers.at(file.get()));
    }
  }
  out.number(namings_.size());
  for (auto const& naming : namings_) {
    out.text(naming.name);
    out.number(naming.file ? numbers.at(naming.file.get()) : 0);
    out.text(naming.instead_of);
  }
}

void Disk::recall() {
  Reading in(memory_);
  std::vector<File> files{nullptr};
  for (auto left = in.number(); left > 0; --left) {
    auto file = std::make_shared<Contents>();
    file->is_directory = in.number() != 0;
    file->known = in.number() != 0;
    file->kept_size = in.number();
    if (in.number() != 0) file->real = in.text();
    for (auto left_too = in.number(); left_too > 0; --left_too) {
      auto const which = in.number();
      file->differs[which] = in.text();
    }
    for (auto changes = in.number(); changes > 0; --changes) {
      Change change;
      change.at = in.number();
      change.cuts = in.number() != 0;
      change.bytes = in.text();
      file->changes.push_back(std::move(change));
    }
    files.push_back(std::move(file));
  }
  for (auto* names : {&now_, &kept_}) {
    names->clear();
    for (auto left = in.number(); left > 0; --left) {
      auto const name = in.text();
      (*names)[name] = files.at(in.number());
    }
  }
  for (auto left = in.number(); left > 0; --left) {
    Naming naming;
    naming.name = in.text();
    naming.file = files.at(in.number());
    naming.instead_of = in.text();
    namings_.push_back(std::move(naming));
  }
}

}  // namespace lumbung::power
