// What stands in the first line of a request and in its headers, taken apart: pure functions, fuzzed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/request.h"

namespace lumbung::http {

struct Target {
  std::string path;  // decoded
  std::vector<std::pair<std::string, std::string>> query;
  std::string host;  // of an absolute target, "http://host/path", which servers must accept (RFC 9112 section 3.2.2)
};

// Nothing when it is not one: bad percent-encoding, no UTF-8, control characters, an encoded slash, "." or ".." as a
// part, more than 100 query parameters.
std::optional<Target> parse_target(std::string_view target);
// "a%20b+c" as a query has it; nothing when it is not well-formed.
std::optional<std::string> decoded(std::string_view text, bool plus_is_blank);
// The same the other way, for links: everything but letters, digits and "-._~" is encoded.
std::string encoded(std::string_view text);

// The language that the header prefers among ours; Indonesian when it says nothing of use (RFC 9110 section 12.5.4).
Language language_of(std::string_view accept_language);
// Whether `coding` ("br", "gzip") may be used (RFC 9110 section 12.5.3).
bool accepts_coding(std::string_view accept_encoding, std::string_view coding);
// Whether one of the tags of If-None-Match is this one, weakly compared, or "*".
bool names_tag(std::string_view if_none_match, std::string_view tag);

bool same_word(std::string_view a, std::string_view b);  // ASCII letters without regard to case
std::string_view without_blanks(std::string_view text);  // without spaces and tabs at both ends
// The parts of a comma-separated header, without blanks.
std::vector<std::string_view> parts_of(std::string_view header);
// "application/json; charset=utf-8" → "application/json"
std::string_view media_type(std::string_view content_type);

}  // namespace lumbung::http
