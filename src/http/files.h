// What the web application consists of: files from a directory, read once at the start, with what was compressed
// beforehand (name.br, name.gz) beside them. Names with a hash in them may be kept for ever.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "http/packed.h"
#include "http/request.h"

namespace lumbung::http {

class Doors;

class WebFiles {
 public:
  // Reads everything below `directory`, at most 64 MiB; throws Breakdown when it cannot. An empty name makes an empty
  // set. Hidden files are left out.
  explicit WebFiles(std::string const& directory);

  // "assets/index-B3x9Yz1a.js"; no_such_page when it is not there. In a `Caching::for_ever` answer when the name
  // carries a hash (Vite's "-" and eight characters before the extension), else `revalidate`.
  Answer serve(std::string_view name, Request const& request) const;
  bool has(std::string_view name) const;
  // The plain bytes; empty when it is not there.
  std::string_view read(std::string_view name) const;

  // A door for each file: "/assets/…", "/favicon.svg", "/sw.js"; all but index.html, which is the Shell's.
  void open_doors(Doors& doors) const;

 private:
  struct File {
    std::shared_ptr<Packed const> packed;
    Caching caching;
  };
  std::map<std::string, File, std::less<>> files_;
};

// The type of a file by its extension; "application/octet-stream" when it is not known.
std::string_view type_of_file(std::string_view name);

}  // namespace lumbung::http
