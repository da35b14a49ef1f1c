#include "http/outgoing.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "http/json.h"
#include "http/problems.h"
#include "http/target.h"

namespace lumbung::http {
namespace {

// Standards, trust and reliability, section 4.2, to the letter.
constexpr std::string_view site_manners =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Permissions-Policy: camera=(self), geolocation=(self), microphone=()\r\n";
constexpr std::string_view strict_transport = "Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n";

std::string http_date(std::int64_t seconds) {
  // Not strftime: it speaks the language of the machine.
  static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto const time = static_cast<std::time_t>(seconds);
  std::tm parts{};
  gmtime_r(&time, &parts);
  char text[40];
  auto const length = std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT",
                                    days[static_cast<std::size_t>(parts.tm_wday)], parts.tm_mday,
                                    months[static_cast<std::size_t>(parts.tm_mon)], parts.tm_year + 1900, parts.tm_hour,
                                    parts.tm_min, parts.tm_sec);
  return {text, static_cast<std::size_t>(length)};
}

// One answer a second would do; thousands share the text.
std::string_view date_line(std::int64_t now) {
  thread_local std::int64_t kept_second = -1;
  thread_local std::string line;
  if (now != kept_second) {
    kept_second = now;
    line = "Date: " + http_date(now) + "\r\n";
  }
  return line;
}

void add(std::string& head, std::string_view name, std::string_view value) {
  head += name;
  head += ": ";
  head += value;
  head += "\r\n";
}

std::string_view words_for(Caching caching) {
  switch (caching) {
    case Caching::never:
      return "no-store";
    case Caching::revalidate:
      return "no-cache";
    case Caching::briefly:
      return "public, max-age=60";
    case Caching::for_ever:
      return "public, max-age=31536000, immutable";
  }
  return "no-store";
}

std::string_view header_of(Answer const& answer, std::string_view name) {
  for (auto const& one : answer.headers)
    if (same_word(one.name, name)) return one.value;
  return {};
}

std::string with_charset(std::string const& type) {
  bool const add_charset = type.starts_with("text/") && type.find("charset") == type.npos;
  return add_charset ? type + "; charset=utf-8" : type;
}

// Puts the body where it will be sent from, in the best coding; returns that coding.
Coding place_body(Outgoing& out, Answer& answer, Coding wanted) {
  auto coding = wanted;
  if (answer.packed) {
    out.kept = std::move(answer.packed);
    out.kept_body = out.kept->body(coding);
    return coding;
  }
  coding = Coding::none;
  if (wanted != Coding::none && answer.body.size() >= worth_compressing && is_text(answer.type) &&
      header_of(answer, "Content-Encoding").empty())
    if (auto smaller = compressed(answer.body, wanted); !smaller.empty()) {
      answer.body = std::move(smaller);
      coding = wanted;
    }
  out.body = std::move(answer.body);
  return coding;
}

void add_length(Outgoing& out, Asked const& asked, Answer& answer) {
  if (!answer.file.empty()) {
    struct stat facts{};
    if (::stat(answer.file.c_str(), &facts) != 0) throw Breakdown("a file to be sent is not there");
    add(out.head, "Content-Length", std::to_string(facts.st_size));
    out.file = std::move(answer.file);
  } else if (answer.stream) {
    out.chunked = asked.minor_version > 0;
    if (out.chunked)
      add(out.head, "Transfer-Encoding", "chunked");
    else
      out.keep_alive = false;
    out.stream = std::move(answer.stream);
  } else if (out.status != 204 && out.status != 304) {
    add(out.head, "Content-Length", std::to_string(out.whole_body().size()));
  }
}

void begin_head(Outgoing& out, Asked const& asked, Manners const& manners, std::int64_t now) {
  out.head.reserve(1280);
  out.head += asked.minor_version == 0 ? "HTTP/1.0 " : "HTTP/1.1 ";
  out.head += std::to_string(out.status);
  out.head += ' ';
  out.head += phrase_of(out.status);
  out.head += "\r\n";
  out.head += date_line(now);
  add(out.head, "X-Request-Id", asked.request_id);
  out.head += site_manners;
  if (manners.strict_transport) out.head += strict_transport;
}

void empty_for_head(Outgoing& out) {
  out.body.clear();
  out.kept_body = {};
  out.file.clear();
  out.stream = nullptr;
  out.chunked = false;
}

// What to tell people whose request could not be read.
Refusal const& refusal_of(int status) {
  switch (status) {
    case 408:
      return too_slow;
    case 413:
      return too_large_to_read;
    case 414:
      return address_too_long;
    case 431:
      return headers_too_large;
    case 405:
    case 417:
    case 501:
    case 505:
      return not_spoken_here;
    case 503:
      return too_crowded;
    default:
      return not_http;
  }
}

}  // namespace

Outgoing make_outgoing(Asked const& asked, Answer answer, Manners const& manners, std::int64_t now_seconds) {
  Outgoing out;
  out.keep_alive = asked.keep_alive;
  auto tag = std::string(header_of(answer, "ETag"));
  bool const may_be_kept = answer.caching != Caching::never && answer.status == 200;
  bool const set_by_us = tag.empty() && may_be_kept && answer.file.empty() && !answer.stream;
  if (set_by_us) tag = answer.packed ? answer.packed->tag() : tag_of(answer.body);
  bool const reads = asked.method == Method::get || asked.method == Method::head;
  bool const unchanged = reads && answer.status == 200 && !tag.empty() && names_tag(asked.if_none_match, tag);
  out.status = unchanged ? 304 : answer.status;

  if (answer.packed && answer.type == Answer().type) answer.type = answer.packed->type();
  auto const type = with_charset(answer.type);
  bool const varies = is_text(type);
  auto const coding = unchanged ? Coding::none : place_body(out, answer, asked.coding);

  begin_head(out, asked, manners, now_seconds);
  if (!type.empty() && !unchanged) add(out.head, "Content-Type", type);
  if (coding != Coding::none) add(out.head, "Content-Encoding", name_of(coding));
  if (varies) add(out.head, "Vary", may_be_kept ? "Accept-Encoding, Accept-Language" : "Accept-Encoding");
  if (header_of(answer, "Cache-Control").empty()) add(out.head, "Cache-Control", words_for(answer.caching));
  if (set_by_us) add(out.head, "ETag", coding == Coding::none ? tag : "W/" + tag);
  for (auto const& [name, value] : answer.headers) add(out.head, name, value);
  if (!unchanged) add_length(out, asked, answer);
  if (!out.keep_alive)
    add(out.head, "Connection", "close");
  else if (asked.minor_version == 0)
    add(out.head, "Connection", "keep-alive");
  out.head += "\r\n";
  if (asked.method == Method::head) empty_for_head(out);
  return out;
}

std::string refusal_on_the_wire(int status, std::string_view request_id) {
  Json json;
  json.object([&] {
    auto const& refusal = refusal_of(status);
    json("type", "urn:lumbung:problem:" + std::string(refusal.code));
    json("title", phrase_of(status));
    json("status", status);
    json("detail", refusal.id);  // nobody knows yet which language is wanted
    json("code", refusal.code);
    json("request_id", request_id);
    json.object("details", [&] {
      json("id", refusal.id);
      json("en", refusal.en);
    });
  });
  Answer answer{.status = status, .type = "application/problem+json", .body = std::move(json).take()};
  if (status == 503) answer.headers.push_back({"Retry-After", "2"});
  Asked const asked{.keep_alive = false, .request_id = std::string(request_id)};
  auto const out = make_outgoing(asked, std::move(answer), {}, std::time(nullptr));
  return out.head + std::string(out.whole_body());
}

std::string_view phrase_of(int status) {
  struct Phrase {
    int status;
    std::string_view words;
  };
  // RFC 9110 section 15.
  static constexpr std::array phrases{
      Phrase{200, "OK"},
      Phrase{201, "Created"},
      Phrase{202, "Accepted"},
      Phrase{204, "No Content"},
      Phrase{303, "See Other"},
      Phrase{304, "Not Modified"},
      Phrase{307, "Temporary Redirect"},
      Phrase{308, "Permanent Redirect"},
      Phrase{400, "Bad Request"},
      Phrase{401, "Unauthorized"},
      Phrase{403, "Forbidden"},
      Phrase{404, "Not Found"},
      Phrase{405, "Method Not Allowed"},
      Phrase{408, "Request Timeout"},
      Phrase{409, "Conflict"},
      Phrase{410, "Gone"},
      Phrase{412, "Precondition Failed"},
      Phrase{413, "Content Too Large"},
      Phrase{414, "URI Too Long"},
      Phrase{415, "Unsupported Media Type"},
      Phrase{417, "Expectation Failed"},
      Phrase{422, "Unprocessable Content"},
      Phrase{429, "Too Many Requests"},
      Phrase{431, "Request Header Fields Too Large"},
      Phrase{500, "Internal Server Error"},
      Phrase{501, "Not Implemented"},
      Phrase{503, "Service Unavailable"},
      Phrase{505, "HTTP Version Not Supported"},
      Phrase{507, "Insufficient Storage"},
  };
  for (auto const& phrase : phrases)
    if (phrase.status == status) return phrase.words;
  return "Unknown";
}

}  // namespace lumbung::http
