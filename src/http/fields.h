// The fields of a request, read strictly.
//
//     auto const id = f.id<Gift>("id");
//     auto const amount = f.money("amount");
//     auto const note = f.optional_text("note", {.max = 500});
//
// Errors are collected, each with the place it happened (RFC 6901 pointer), so that a person can mend all at once.
// After an error a reader returns a value of its type that means nothing, so the code that reads stays straight; the
// door looks at `finish()` when the handler is done and answers with all errors, whatever the handler returned. Unknown
// fields are errors, and so is null: what is optional is left out.
//
// Amounts travel as whole numbers of minor units: "amount": 2500000 is Rp25.000,00 (sen), for goods the unit of the
// asset.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/bytes.h"
#include "core/id.h"
#include "core/money.h"
#include "core/result.h"
#include "core/time.h"

namespace lumbung::http {

struct Request;
struct Value;

// How long a text may be, in characters (code points). Blanks at both ends are taken off first.
struct TextLimits {
  std::size_t min = 1;
  std::size_t max = 200;
  bool lines = false;  // whether line breaks (and tabs) may be in it; other control characters never may
  bool exact = false;  // keep it as it came: no trimming (passwords, signed text)
};

class Fields {
 public:
  // Over the object of a JSON body. The value must live as long as the Fields.
  explicit Fields(Value const& object);
  // Over the query of a request: every value is a text, so numbers, yes/no ("true", "false") and the rest are read from
  // text. `lang` is always known. Call `TRY(q.finish())` when done: only bodies are finished by the door.
  static Fields of_query(Request const& request);

  std::string text(std::string_view name, TextLimits limits = {});
  std::optional<std::string> optional_text(std::string_view name, TextLimits limits = {});

  // More than zero, at most `max` (Rp1 triliun unless said otherwise).
  Money money(std::string_view name, Money max = 1'000'000'000'000_rp);
  std::optional<Money> optional_money(std::string_view name, Money max = 1'000'000'000'000_rp);
  // Zero is allowed too.
  Money money_or_zero(std::string_view name, Money max = 1'000'000'000'000_rp);
  Asset asset(std::string_view name);

  std::int64_t integer(std::string_view name, std::int64_t min, std::int64_t max);
  std::optional<std::int64_t> optional_integer(std::string_view name, std::int64_t min, std::int64_t max);
  std::int64_t integer_or(std::string_view name, std::int64_t otherwise, std::int64_t min, std::int64_t max);
  // Plain decimal numbers that are no money: coordinates, rates. Never NaN or infinite.
  double number(std::string_view name, double min, double max);
  std::optional<double> optional_number(std::string_view name, double min, double max);
  bool boolean(std::string_view name);
  std::optional<bool> optional_boolean(std::string_view name);

  Date date(std::string_view name);  // "2026-11-22"
  std::optional<Date> optional_date(std::string_view name);
  Instant instant(std::string_view name);  // RFC 3339
  std::optional<Instant> optional_instant(std::string_view name);

  template <class Thing>
  Id<Thing> id(std::string_view name) {
    return parsed<Id<Thing>>(name, Id<Thing>::parse);
  }
  template <class Thing>
  std::optional<Id<Thing>> optional_id(std::string_view name) {
    return optional_parsed<Id<Thing>>(name, Id<Thing>::parse);
  }
  template <class Thing>
  std::vector<Id<Thing>> ids(std::string_view name, std::size_t max, std::size_t min = 0);

  Hash hash(std::string_view name);  // SHA-256, 64 hexadecimal digits
  std::optional<Hash> optional_hash(std::string_view name);

  // One of the names; returns its place in the list (0 after an error).
  std::size_t choice(std::string_view name, std::initializer_list<std::string_view> names);
  std::optional<std::size_t> optional_choice(std::string_view name, std::initializer_list<std::string_view> names);
  // The same for an enum: f.choice<Fee>("fee", {{"none", Fee::none}, {"share", Fee::share}}).
  template <class Enum>
  Enum choice(std::string_view name, std::initializer_list<std::pair<std::string_view, Enum>> choices) {
    return optional_choice_of(name, choices, true).value_or(choices.begin()->second);
  }
  template <class Enum>
  std::optional<Enum> optional_choice(std::string_view name,
                                      std::initializer_list<std::pair<std::string_view, Enum>> choices) {
    return optional_choice_of(name, choices, false);
  }

  // A text read by a parser of ours, `Result<T> parse(std::string_view)`; its refusal is put at the field:
  // f.parsed<Nik>("nik", Nik::parse).
  template <class T, class Parse>
  T parsed(std::string_view name, Parse&& parse) {
    return read<T>(name, parse, true).value_or(T{});
  }
  template <class T, class Parse>
  std::optional<T> optional_parsed(std::string_view name, Parse&& parse) {
    return read<T>(name, parse, false);
  }

  // An object inside. After an error (missing, no object) it is empty and complains no further.
  Fields object(std::string_view name);
  std::optional<Fields> optional_object(std::string_view name);
  // A list of objects, each read by `read(Fields&)`: f.list("items", 50, [](Fields& item) { return …; }).
  // A missing list is an empty one when `min` is 0.
  template <class Read>
  auto list(std::string_view name, std::size_t max, Read&& read, std::size_t min = 0)
      -> std::vector<decltype(read(std::declval<Fields&>()))> {
    std::vector<decltype(read(std::declval<Fields&>()))> things;
    for (auto& item : objects(name, max, min)) things.push_back(read(item));
    return things;
  }
  std::vector<std::string> texts(std::string_view name, std::size_t max, TextLimits limits = {}, std::size_t min = 0);

  // Whether the field was sent at all.
  bool has(std::string_view name) const;
  // A refusal of a rule about one field, found while reading: f.wrong("end", refuse(ends_before_it_begins)).
  void wrong(std::string_view name, Problem problem);
  // Whether anything was wrong so far.
  bool bad() const;

  // The first problem with all others inside it; `done` when there is none. Looks for unknown fields as well.
  Verdict finish();

 private:
  struct State;  // what all Fields of one request share: the problems, and which members were asked for
  struct Node;   // one object of it
  Fields(std::shared_ptr<State> state, Node* node);
  Value const* take(std::string_view name, bool required);
  std::optional<std::string> take_text(std::string_view name, bool required, TextLimits limits);
  std::optional<std::int64_t> take_integer(std::string_view name, bool required);
  std::optional<Money> take_money(std::string_view name, bool required, bool zero, Money max);
  std::optional<Fields> take_object(std::string_view name, bool required);
  Value const* take_list(std::string_view name, std::size_t max, std::size_t min);
  std::vector<Fields> objects(std::string_view name, std::size_t max, std::size_t min);
  std::vector<std::pair<std::string, std::string>> words(std::string_view name, std::size_t max, std::size_t min);
  std::optional<std::string> checked(std::string const& pointer, std::string const& sent, TextLimits limits);
  void need(std::string_view name);
  void wrong_at(std::string const& pointer, Problem problem);
  void wrong_type(std::string const& pointer, Value const& found, int wanted);
  std::string place_of(std::string_view name) const;
  void unknown_choice(std::string_view name, std::vector<std::string_view> const& names);

  template <class T, class Parse>
  std::optional<T> read(std::string_view name, Parse&& parse, bool required) {
    auto const text = take_text(name, required, {.max = 4096, .exact = true});
    if (!text) return std::nullopt;
    auto result = parse(std::string_view(*text));
    if (result.refused()) {
      wrong(name, std::move(result).problem());
      return std::nullopt;
    }
    return std::move(result).value();
  }
  template <class Enum>
  std::optional<Enum> optional_choice_of(std::string_view name,
                                         std::initializer_list<std::pair<std::string_view, Enum>> choices,
                                         bool required) {
    auto const text = take_text(name, required, {.max = 200, .exact = true});
    if (!text) return std::nullopt;
    std::vector<std::string_view> names;
    for (auto const& [known, value] : choices) {
      if (known == *text) return value;
      names.push_back(known);
    }
    unknown_choice(name, names);
    return std::nullopt;
  }

  std::shared_ptr<State> state_;
  Node* node_;  // owned by the state
};

template <class Thing>
std::vector<Id<Thing>> Fields::ids(std::string_view name, std::size_t max, std::size_t min) {
  std::vector<Id<Thing>> ids;
  for (auto const& [pointer, text] : words(name, max, min)) {
    auto id = Id<Thing>::parse(text);
    if (id.refused())
      wrong_at(pointer, std::move(id).problem());
    else
      ids.push_back(*id);
  }
  return ids;
}

}  // namespace lumbung::http
