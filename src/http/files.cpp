#include "http/files.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "http/door.h"

namespace lumbung::http {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t most_bytes = 64 << 20;

std::string read_whole(fs::path const& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Breakdown("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string read_if_there(fs::path const& path) { return fs::is_regular_file(path) ? read_whole(path) : std::string(); }

// "index-B3x9Yz1a.js": a dash and eight characters of base64url before the extension.
bool carries_a_hash(std::string_view name) {
  name.remove_prefix(name.rfind('/') + 1);
  auto const dot = name.find('.');
  if (dot == name.npos || dot < 9 || name[dot - 9] != '-') return false;
  auto const hash = name.substr(dot - 8, 8);
  bool mixed = false;
  for (char const c : hash) {
    bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    bool const digit = c >= '0' && c <= '9';
    if (!letter && !digit && c != '-' && c != '_') return false;
    mixed = mixed || digit || (c >= 'A' && c <= 'Z');
  }
  return mixed;  // "my-document.js" is a word
}

}  // namespace

std::string_view type_of_file(std::string_view name) {
  struct Known {
    std::string_view extension, type;
  };
  static constexpr std::array known{
      Known{".html", "text/html"},        Known{".js", "text/javascript"},
      Known{".mjs", "text/javascript"},   Known{".css", "text/css"},
      Known{".json", "application/json"}, Known{".webmanifest", "application/manifest+json"},
      Known{".svg", "image/svg+xml"},     Known{".png", "image/png"},
      Known{".jpg", "image/jpeg"},        Known{".jpeg", "image/jpeg"},
      Known{".webp", "image/webp"},       Known{".ico", "image/x-icon"},
      Known{".woff2", "font/woff2"},      Known{".txt", "text/plain"},
      Known{".pdf", "application/pdf"},   Known{".wasm", "application/wasm"},
  };
  for (auto const& [extension, type] : known)
    if (name.ends_with(extension)) return type;
  return "application/octet-stream";
}

WebFiles::WebFiles(std::string const& directory) {
  if (directory.empty()) return;
  std::error_code error;
  std::size_t total = 0;
  for (fs::recursive_directory_iterator at(directory, error), end; at != end; at.increment(error)) {
    if (error) break;
    auto const name = fs::relative(at->path(), directory).generic_string();
    bool const packed_beside = name.ends_with(".br") || name.ends_with(".gz");
    if (!at->is_regular_file() || packed_beside || name.starts_with('.') || name.find("/.") != name.npos) continue;
    auto plain = read_whole(at->path());
    total += plain.size();
    if (total > most_bytes) throw Breakdown("the web files are larger than 64 MiB");
    auto packed = std::make_shared<Packed>(std::string(type_of_file(name)), std::move(plain),
                                           read_if_there(at->path().string() + ".gz"),
                                           read_if_there(at->path().string() + ".br"));
    files_.emplace(name, File{std::move(packed), carries_a_hash(name) ? Caching::for_ever : Caching::revalidate});
  }
  if (error) throw Breakdown("cannot read the web files in " + directory + ": " + error.message());
}

Answer WebFiles::serve(std::string_view name, Request const& request) const {
  auto const found = files_.find(name);
  if (found == files_.end()) return problem_answer(refuse(no_such_page), request);
  Answer answer{.type = found->second.packed->type(), .caching = found->second.caching};
  answer.packed = found->second.packed;
  return answer;
}

bool WebFiles::has(std::string_view name) const { return files_.contains(name); }

std::string_view WebFiles::read(std::string_view name) const {
  auto const found = files_.find(name);
  return found == files_.end() ? std::string_view() : found->second.packed->plain();
}

void WebFiles::open_doors(Doors& doors) const {
  for (auto const& [name, file] : files_) {
    if (name == "index.html") continue;
    doors.raw({Method::get, "/" + name, ""},
              [this, name = name](Request const& request) { return serve(name, request); });
  }
}

}  // namespace lumbung::http
