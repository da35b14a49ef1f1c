// Writes JSON straight into text, without a tree in between.
//
//     Json j;
//     j.object([&] {
//       j("id", gift.id);
//       j("amount", gift.amount);           // whole minor units (sen)
//       j("note", gift.note);               // an empty std::optional is left out
//       j.object("campaign", [&] { j("title", campaign.title); });
//       j.list("uses", uses, [&](Use const& use) { j("at", use.at); });   // a list of objects
//       j.values("tags", tags);                                          // a list of plain values
//     });
//     return http::shown(std::move(j));
//
// A type of a room plugs in by a free function `void write(http::Json& j, Mine const& mine)` beside it, which calls
// `j.value(...)` or `j.object(...)` once.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/bytes.h"
#include "core/id.h"
#include "core/money.h"
#include "core/time.h"

namespace lumbung::http {

class Json {
 public:
  Json() { text_.reserve(512); }

  // The whole, or an item of a list.
  template <class Write>
  void object(Write&& write) {
    open('{');
    write();
    close('}');
  }
  // Named, inside an object.
  template <class Write>
  void object(std::string_view name, Write&& write) {
    key(name);
    object(std::forward<Write>(write));
  }
  // A list of objects: `write(item)` writes the members of each.
  template <class Range, class Write>
  void list(std::string_view name, Range const& range, Write&& write) {
    key(name);
    list(range, std::forward<Write>(write));
  }
  template <class Range, class Write>
  void list(Range const& range, Write&& write) {
    array([&] {
      for (auto const& item : range) object([&] { write(item); });
    });
  }
  // A list of plain values.
  template <class Range>
  void values(std::string_view name, Range const& range) {
    key(name);
    array([&] {
      for (auto const& item : range) value(item);
    });
  }
  // A list whose items are written one by one, by `value`, `object` or `array`.
  template <class Write>
  void array(Write&& write) {
    open('[');
    write();
    close(']');
  }
  template <class Write>
  void array(std::string_view name, Write&& write) {
    key(name);
    array(std::forward<Write>(write));
  }

  template <class T>
  void operator()(std::string_view name, T const& value_) {
    key(name);
    value(value_);
  }
  template <class T>
  void operator()(std::string_view name, std::optional<T> const& maybe) {
    if (maybe) (*this)(name, *maybe);
  }
  // Says null where a reader must tell "none" from "not told".
  void null(std::string_view name) {
    key(name);
    raw("null");
  }

  void value(std::string_view text);
  void value(std::string const& text) { value(std::string_view(text)); }
  void value(char const* text) { value(std::string_view(text)); }
  void value(bool yes) { raw(yes ? "true" : "false"); }
  void value(double number);  // shortest form that reads back the same; a mistake if it is not finite
  template <std::integral I>
  void value(I number) {
    integer(static_cast<std::int64_t>(number));
  }
  void value(Money amount) { integer(amount.minor); }
  void value(Asset const& asset) { value(asset.code()); }
  void value(Instant moment) { value(std::string_view(iso(moment))); }  // RFC 3339, UTC
  void value(Date date) { value(std::string_view(iso(date))); }
  void value(Hash const& hash) { value(std::string_view(hex(view_of(hash)))); }
  template <class Thing>
  void value(Id<Thing> const& id) {
    value(std::string_view(id.text()));
  }
  template <class Mine>
    requires requires(Json& j, Mine const& mine) { write(j, mine); }
  void value(Mine const& mine) {
    write(*this, mine);
  }
  // JSON that was written before and is known to be well-formed, as it is.
  void ready(std::string_view json) { raw(json); }
  void ready(std::string_view name, std::string_view json) {
    key(name);
    raw(json);
  }

  std::string const& text() const { return text_; }
  std::string take() && { return std::move(text_); }

 private:
  void open(char bracket);
  void close(char bracket);
  void key(std::string_view name);
  void comma();
  void raw(std::string_view json);
  void integer(std::int64_t number);
  void quote(std::string_view text);

  std::string text_;
  bool first_ = true;       // nothing stands yet in the innermost bracket
  bool after_key_ = false;  // a value must follow, without a comma
};

// The text as a JSON string with quotes. Bytes that are no UTF-8 become U+FFFD; '<', '>' and '&' are escaped, so that
// the text may stand inside an HTML page.
void append_quoted(std::string& out, std::string_view text);

}  // namespace lumbung::http
