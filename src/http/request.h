// What comes in through a door and what goes out. No library shows through here: whoever writes routes sees only this.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/id.h"
#include "core/result.h"
#include "http/problems.h"

namespace lumbung::http {

class Packed;

enum class Method { get, head, post, put, patch, remove };  // remove is DELETE
std::string_view name_of(Method method);                    // "GET"

enum class Language { id, en };
std::string_view name_of(Language language);  // "id"

struct Header {
  std::string name;  // as it came; compared without regard to case
  std::string value;
};

// One request, read whole and within the limits (headers 16 KiB and 100 fields, body 256 KiB unless the door says
// more).
struct Request {
  Method method = Method::get;
  std::string path;                                        // decoded, always begins with '/', no "." or ".." segments
  std::string raw_target;                                  // as sent (for signatures over it); never log it
  std::vector<std::pair<std::string, std::string>> query;  // decoded, in order; read it with `Fields::of_query`
  std::vector<Header> headers;
  std::string body;     // the very bytes that came
  std::string address;  // of the client, "203.0.113.7" or "2001:db8::1"; for limits only, never stored or logged
  std::string id;       // request id, also in the answer's X-Request-Id and in the log
  Language language = Language::id;  // ?lang=id|en, else Accept-Language, else Indonesian
  bool secure = false;               // came by TLS (at a trusted proxy)

  // What the router found for "{name}" in the pattern of the door.
  std::vector<std::pair<std::string, std::string>> parameters;
  std::string_view pattern;  // "/api/campaigns/{campaign}": the only form of the path that is ever logged

  // The first header of that name; empty when there is none.
  std::string_view header(std::string_view name) const;
  std::optional<std::string_view> find_header(std::string_view name) const;
  // The value of a cookie; none when it is missing or sent twice with different values.
  std::optional<std::string_view> cookie(std::string_view name) const;
  // A part of the path by name; a mistake (throws) if the pattern has none of that name.
  std::string_view part(std::string_view name) const;
  // The same as an id. What cannot be an id cannot be found: refuses with `no_such_thing` (404).
  template <class Thing>
  Result<Id<Thing>> id_in_path(std::string_view name) const {
    auto parsed = Id<Thing>::parse(part(name));
    if (parsed.refused()) return refuse(no_such_thing);
    return *parsed;
  }
};

// How long others may keep an answer.
enum class Caching {
  never,       // "no-store": whatever is not the same for everybody
  revalidate,  // "no-cache" for everybody: kept, but asked for again with If-None-Match (304 when unchanged)
  briefly,     // a minute, for everybody
  for_ever     // a year and immutable: what has its hash in its name
};

struct Cookie {
  std::string name;  // "__Host-…" is forced to Secure, Path=/ and no Domain, as RFC 6265bis asks
  std::string value;
  std::optional<std::int64_t> max_age_seconds;  // none: until the browser closes; 0: forget it
  bool http_only = true;
  bool secure = true;  // SameSite=Lax, Path=/ always
};

// What goes out.
struct Answer {
  int status = 200;
  std::string type = "application/json";  // text types get "; charset=utf-8" from the server
  std::string body;
  std::vector<Header> headers;  // besides those that the server sets itself (security, length, date, ETag, …)
  Caching caching = Caching::never;
  // Instead of `body`: a file to be sent from the disk …
  std::string file;
  // … or what comes in pieces: fills the piece and returns true, or returns false at the end. Runs on an I/O thread:
  // keep each piece quick and below 256 KiB. It must carry all it needs (its View is gone by then).
  std::function<bool(std::string& piece)> stream;

  // … or what is sent many times and was made ready once (static files, answers that are the same for all).
  std::shared_ptr<Packed const> packed;
  // The pattern of the door that answered, for the log; set by Doors, and lives as long as they.
  std::string_view pattern = "-";

  Answer&& with(std::string_view name, std::string_view value) &&;
  Answer&& keep(Caching how) &&;
  Answer&& set(Cookie const& cookie) &&;
};

class Json;

Answer shown(Json&& json);                            // 200
Answer made(std::string_view location, Json&& json);  // 201 and Location
Answer accepted(Json&& json);                         // 202
Answer nothing();                                     // 204
Answer see_other(std::string_view location);          // 303
Answer text(std::string body, std::string type = "text/plain");
Answer bytes(std::string body, std::string type);  // 200
// For a file that the browser shall save: Content-Disposition with a safe ASCII name and the real one (RFC 6266).
Answer download(std::string body, std::string type, std::string_view file_name);

// The HTTP status that a kind of trouble answers with.
int status_of(Trouble trouble);
// RFC 9457 application/problem+json in the language of the request, with details in both languages.
Answer problem_answer(Problem const& problem, Request const& request);

}  // namespace lumbung::http
