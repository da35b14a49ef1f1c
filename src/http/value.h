// JSON that has been read, kept in the order it came. Strict where the common readers are lax: a repeated key, invalid
// UTF-8, a NUL inside a string, more than 32 levels, or anything after the value is refused (RFC 8259; the repeats as
// I-JSON, RFC 7493, asks, since two readers may otherwise see two different requests under one signature).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/bytes.h"
#include "core/result.h"

namespace lumbung::http {

struct Value {
  enum class Kind { null, boolean, integer, fraction, text, list, object };
  using Member = std::pair<std::string, Value>;

  // Written in value.cpp, where the type is complete (clang wants it so for the vectors inside).
  Value();
  explicit Value(Kind kind);
  Value(Value const&);
  Value(Value&&) noexcept;
  Value& operator=(Value const&);
  Value& operator=(Value&&) noexcept;
  ~Value();

  Kind kind = Kind::null;
  bool boolean = false;
  std::int64_t integer = 0;     // when Kind::integer: written without '.' or 'e', and within 64 bits
  std::string text;             // of a text; of an integer or a fraction, the number as it was written
  std::vector<Value> items;     // of a list
  std::vector<Member> members;  // of an object, keys all different

  Value const* find(std::string_view key) const;
  // The member, made when it is missing (turns a null into an object).
  Value& operator[](std::string_view key);
  bool is(Kind wanted) const { return kind == wanted; }
};

// Words for a kind, Indonesian and English: {"teks", "text"}.
std::pair<std::string_view, std::string_view> words_for(Value::Kind kind);

// Refuses with body_unreadable, body_too_deep, text_has_nul, or field_repeated (with pointers, all at once).
Result<Value> parse_json(std::string_view text);
// Sorted keys, no blanks, shortest escapes (RFC 8785 but for fractions, which stay as they were written): one text for
// one meaning.
std::string canonical(Value const& value);
// In the order it is kept, no blanks.
std::string text_of(Value const& value);

// `parent`/`key` as RFC 6901 writes it ("~" is "~0", "/" is "~1").
std::string pointer_to(std::string_view parent, std::string_view key);

}  // namespace lumbung::http
