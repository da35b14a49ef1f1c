#include "http/value.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>

#include "http/problems.h"

namespace lumbung::http {
namespace {

constexpr std::size_t depth_limit = 32;
constexpr std::size_t repeats_told = 20;

// Listens to Boost.JSON's parser and builds the tree. The parser checks the grammar, UTF-8, surrogates and depth.
struct Builder {
  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1);
  using Error = boost::json::error_code;
  using Text = boost::json::string_view;

  Value root;
  std::vector<Value*> open;  // the objects and lists around us; none of them grows while an inner one is open
  std::string piece;
  std::vector<Problem> problems;

  // Where we stand, from the last members and items of what is open.
  std::string here() const {
    std::string pointer;
    for (auto const* around : open) {
      if (around->is(Value::Kind::object) && !around->members.empty())
        pointer = pointer_to(pointer, around->members.back().first);
      else if (around->is(Value::Kind::list) && !around->items.empty())
        pointer = pointer_to(pointer, std::to_string(around->items.size() - 1));
    }
    return pointer;
  }
  Value& place() {
    if (open.empty()) return root;
    auto& around = *open.back();
    if (around.is(Value::Kind::list)) return around.items.emplace_back();
    return around.members.back().second;
  }
  void begin(Value::Kind kind) {
    auto& value = place();
    value.kind = kind;
    open.push_back(&value);
  }
  void tell(Problem problem) {
    if (problems.size() < repeats_told) problems.push_back(std::move(problem));
  }
  void look_for_repeats() {
    auto const& members = open.back()->members;
    std::vector<std::string_view> keys;
    keys.reserve(members.size());
    for (auto const& member : members) keys.push_back(member.first);
    std::sort(keys.begin(), keys.end());
    std::string_view told;
    auto const around = [&] {
      auto inner = open.back();
      open.pop_back();
      auto pointer = here();
      open.push_back(inner);
      return pointer;
    };
    for (std::size_t i = 1; i < keys.size(); ++i)
      if (keys[i] == keys[i - 1] && (told.data() == nullptr || told != keys[i])) {
        told = keys[i];
        tell(refuse(field_repeated).at(pointer_to(around(), told)));
      }
  }
  void look_for_nul(std::string_view text) {
    if (text.find('\0') != text.npos) tell(refuse(text_has_nul).at(here()));
  }

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_object_begin(Error&) {
    begin(Value::Kind::object);
    return true;
  }
  bool on_object_end(std::size_t, Error&) {
    look_for_repeats();
    open.pop_back();
    return true;
  }
  bool on_array_begin(Error&) {
    begin(Value::Kind::list);
    return true;
  }
  bool on_array_end(std::size_t, Error&) {
    open.pop_back();
    return true;
  }
  bool on_key_part(Text text, std::size_t, Error&) {
    piece.append(text.data(), text.size());
    return true;
  }
  bool on_key(Text text, std::size_t, Error&) {
    piece.append(text.data(), text.size());
    open.back()->members.emplace_back(std::move(piece), Value());
    piece.clear();
    look_for_nul(open.back()->members.back().first);
    return true;
  }
  bool on_string_part(Text text, std::size_t n, Error& error) { return on_key_part(text, n, error); }
  bool on_string(Text text, std::size_t, Error&) {
    piece.append(text.data(), text.size());
    auto& value = place();
    value.kind = Value::Kind::text;
    value.text = std::move(piece);
    piece.clear();
    look_for_nul(value.text);
    return true;
  }
  bool on_number_part(Text text, Error&) {
    piece.append(text.data(), text.size());
    return true;
  }
  Value& number(Text text, Value::Kind kind) {
    piece.append(text.data(), text.size());
    auto& value = place();
    value.kind = kind;
    value.text = std::move(piece);
    piece.clear();
    return value;
  }
  bool on_int64(std::int64_t number_, Text text, Error&) {
    number(text, Value::Kind::integer).integer = number_;
    return true;
  }
  bool on_uint64(std::uint64_t, Text text, Error&) {
    number(text, Value::Kind::fraction);
    return true;
  }
  bool on_double(double, Text text, Error&) {
    number(text, Value::Kind::fraction);
    return true;
  }
  bool on_bool(bool yes, Error&) {
    auto& value = place();
    value.kind = Value::Kind::boolean;
    value.boolean = yes;
    return true;
  }
  bool on_null(Error&) {
    place().kind = Value::Kind::null;
    return true;
  }
  bool on_comment_part(Text, Error&) { return true; }
  bool on_comment(Text, Error&) { return true; }
};

bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// UTF-16 order of two UTF-8 texts (RFC 8785 section 3.2.3): as bytes, but U+E000 to U+FFFF come after all others.
bool before_in_utf16(std::string_view a, std::string_view b) {
  auto const weight = [](char c) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte >= 0xF0) return byte - 2;
    if (byte >= 0xEE) return byte + 0x10;
    return int{byte};
  };
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [&](char x, char y) { return weight(x) < weight(y); });
}

void append_plain_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte >= 0x20) {
      out += c;
    } else {
      static constexpr char short_ones[] = "btn\0fr";  // of 8 to 13; 11 has none
      out += '\\';
      if (byte >= 8 && byte <= 13 && byte != 11)
        out += short_ones[byte - 8];
      else
        (out += "u00") += {"0123456789abcdef"[byte >> 4], "0123456789abcdef"[byte & 15]};
    }
  }
  out += '"';
}

void append(std::string& out, Value const& value, bool sorted);

void append_members(std::string& out, Value const& value, bool sorted) {
  std::vector<Value::Member const*> members;
  for (auto const& member : value.members) members.push_back(&member);
  if (sorted)
    std::sort(members.begin(), members.end(),
              [](auto const* a, auto const* b) { return before_in_utf16(a->first, b->first); });
  out += '{';
  for (auto const* member : members) {
    if (member != members.front()) out += ',';
    append_plain_quoted(out, member->first);
    out += ':';
    append(out, member->second, sorted);
  }
  out += '}';
}

void append(std::string& out, Value const& value, bool sorted) {
  switch (value.kind) {
    case Value::Kind::null:
      out += "null";
      break;
    case Value::Kind::boolean:
      out += value.boolean ? "true" : "false";
      break;
    case Value::Kind::integer:
      out += std::to_string(value.integer);
      break;
    case Value::Kind::fraction:
      out += value.text;
      break;
    case Value::Kind::text:
      append_plain_quoted(out, value.text);
      break;
    case Value::Kind::list:
      out += '[';
      for (auto const& item : value.items) {
        if (&item != &value.items.front()) out += ',';
        append(out, item, sorted);
      }
      out += ']';
      break;
    case Value::Kind::object:
      append_members(out, value, sorted);
      break;
  }
}

}  // namespace

Value::Value() = default;
Value::Value(Kind kind_) : kind(kind_) {}
Value::Value(Value const&) = default;
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(Value const&) = default;
Value& Value::operator=(Value&&) noexcept = default;
Value::~Value() = default;

Value const* Value::find(std::string_view key) const {
  for (auto const& [name, value] : members)
    if (name == key) return &value;
  return nullptr;
}

Value& Value::operator[](std::string_view key) {
  kind = Kind::object;
  for (auto& [name, value] : members)
    if (name == key) return value;
  return members.emplace_back(std::string(key), Value()).second;
}

std::pair<std::string_view, std::string_view> words_for(Value::Kind kind) {
  switch (kind) {
    case Value::Kind::null:
      return {"null", "null"};
    case Value::Kind::boolean:
      return {"ya atau tidak (true, false)", "true or false"};
    case Value::Kind::integer:
      return {"angka bulat", "a whole number"};
    case Value::Kind::fraction:
      return {"angka", "a number"};
    case Value::Kind::text:
      return {"teks", "text"};
    case Value::Kind::list:
      return {"daftar", "a list"};
    case Value::Kind::object:
      return {"objek", "an object"};
  }
  return {};
}

Result<Value> parse_json(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = depth_limit;
  boost::json::basic_parser<Builder> parser(options);
  boost::json::error_code error;
  auto read = parser.write_some(false, text.data(), text.size(), error);
  while (!error && read < text.size() && blank(text[read])) ++read;
  if (error == boost::json::error::too_deep) return refuse(body_too_deep).with("limit", std::to_string(depth_limit));
  if (error || read < text.size()) return refuse(body_unreadable).with("place", std::to_string(read));
  auto& builder = parser.handler();
  if (builder.problems.empty()) return std::move(builder.root);
  auto first = std::move(builder.problems.front());
  for (std::size_t i = 1; i < builder.problems.size(); ++i)
    first = std::move(first).also(std::move(builder.problems[i]));
  return first;
}

std::string canonical(Value const& value) {
  std::string out;
  append(out, value, true);
  return out;
}

std::string text_of(Value const& value) {
  std::string out;
  append(out, value, false);
  return out;
}

std::string pointer_to(std::string_view parent, std::string_view key) {
  std::string pointer(parent);
  pointer += '/';
  for (char const c : key) {
    if (c == '~')
      pointer += "~0";
    else if (c == '/')
      pointer += "~1";
    else
      pointer += c;
  }
  return pointer;
}

}  // namespace lumbung::http
