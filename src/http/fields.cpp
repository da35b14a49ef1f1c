#include "http/fields.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <deque>

#include "http/problems.h"
#include "http/request.h"
#include "http/utf8.h"
#include "http/value.h"

namespace lumbung::http {

struct Fields::Node {
  Value const* object;  // null after an error: everything is then silently missing
  std::string pointer;
  std::vector<bool> asked;  // which members were asked for
};

struct Fields::State {
  bool query = false;
  Value owned;  // the query made into an object
  std::deque<Node> nodes;
  std::vector<Problem> problems;
  bool finished = false;

  Node* add(Value const* object, std::string pointer) {
    return &nodes.emplace_back(
        Node{object, std::move(pointer), std::vector<bool>(object != nullptr ? object->members.size() : 0)});
  }
};

namespace {

constexpr std::size_t problems_told = 50;
constexpr std::size_t longest_name_told = 100;
using Kind = Value::Kind;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// Control characters, and those that turn the direction of writing: with them a name can be made to look like another.
bool is_control(char32_t point, bool lines) {
  if (lines && (point == '\n' || point == '\t' || point == '\r')) return false;
  return point < 0x20 || (point >= 0x7F && point < 0xA0) || (point >= 0x202A && point <= 0x202E) ||
         (point >= 0x2066 && point <= 0x2069) || point == 0xFEFF;
}

bool has_controls(std::string_view text, bool lines) {
  while (!text.empty()) {
    if (is_control(utf8_first(text), lines)) return true;
    text.remove_prefix(std::max<std::size_t>(1, utf8_length(text)));
  }
  return false;
}

std::string with_plain_line_ends(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != '\r')
      out += text[i];
    else if (i + 1 == text.size() || text[i + 1] != '\n')
      out += '\n';
  return out;
}

// Whole, but beyond 64 bits.
bool is_huge(Value const& value) {
  return value.is(Kind::fraction) && value.text.find_first_of(".eE") == std::string::npos;
}

// A number that came in a query, as a text.
Value number_from(std::string const& text) {
  Value value;
  value.text = text;
  auto const* end = text.data() + text.size();
  auto const read = std::from_chars(text.data(), end, value.integer);
  bool const digits = !text.empty() && text.find_first_not_of("0123456789", text[0] == '-' ? 1 : 0) == text.npos;
  if (read.ec == std::errc() && read.ptr == end && digits) {
    value.kind = Kind::integer;
    return value;
  }
  double number = 0;
  auto const as_double = std::from_chars(text.data(), end, number);
  value.kind = as_double.ptr == end && !text.empty() && std::isfinite(number) ? Kind::fraction : Kind::text;
  return value;
}

}  // namespace

Fields::Fields(Value const& object) : state_(std::make_shared<State>()), node_(nullptr) {
  bool const fine = object.is(Kind::object);
  if (!fine) state_->problems.push_back(refuse(body_not_object));
  node_ = state_->add(fine ? &object : nullptr, "");
}

Fields::Fields(std::shared_ptr<State> state, Node* node) : state_(std::move(state)), node_(node) {}

Fields Fields::of_query(Request const& request) {
  auto state = std::make_shared<State>();
  state->query = true;
  state->owned.kind = Kind::object;
  for (auto const& [name, text] : request.query) {
    if (name == "lang") continue;
    if (state->owned.find(name) != nullptr) {
      state->problems.push_back(refuse(field_repeated).at(name));
      continue;
    }
    auto& value = state->owned[name];
    value.kind = Kind::text;
    value.text = text;
  }
  auto* node = state->add(&state->owned, "");
  return Fields(std::move(state), node);
}

std::string Fields::place_of(std::string_view name) const {
  return state_->query ? std::string(name) : pointer_to(node_->pointer, name);
}

void Fields::wrong_at(std::string const& pointer, Problem problem) {
  if (state_->problems.size() < problems_told) state_->problems.push_back(std::move(problem).at(pointer));
}

void Fields::wrong(std::string_view name, Problem problem) { wrong_at(place_of(name), std::move(problem)); }

void Fields::wrong_type(std::string const& pointer, Value const& found, int wanted) {
  auto const [wanted_id, wanted_en] = words_for(static_cast<Kind>(wanted));
  auto const [found_id, found_en] = words_for(found.kind);
  wrong_at(pointer, refuse(field_wrong_type).with("wanted", wanted_id, wanted_en).with("found", found_id, found_en));
}

bool Fields::bad() const { return !state_->problems.empty(); }

bool Fields::has(std::string_view name) const {
  return node_->object != nullptr && node_->object->find(name) != nullptr;
}

void Fields::need(std::string_view name) {
  if (node_->object != nullptr && !has(name)) wrong(name, refuse(field_missing));
}

Value const* Fields::take(std::string_view name, bool required) {
  if (node_->object == nullptr) return nullptr;
  auto const& members = node_->object->members;
  for (std::size_t i = 0; i < members.size(); ++i)
    if (members[i].first == name) {
      node_->asked[i] = true;
      return &members[i].second;
    }
  if (required) wrong(name, refuse(field_missing));
  return nullptr;
}

std::optional<std::string> Fields::take_text(std::string_view name, bool required, TextLimits limits) {
  auto const* value = take(name, required);
  if (value == nullptr) return std::nullopt;
  if (!value->is(Kind::text)) {
    wrong_type(place_of(name), *value, static_cast<int>(Kind::text));
    return std::nullopt;
  }
  return checked(place_of(name), value->text, limits);
}

std::optional<std::string> Fields::checked(std::string const& pointer, std::string const& sent, TextLimits limits) {
  auto text = limits.exact ? sent : std::string(trimmed(sent));
  auto const length = characters_in(text);
  if (length > limits.max)
    wrong_at(pointer, refuse(text_too_long).with("max", std::to_string(limits.max)));
  else if (length < limits.min && length == 0)
    wrong_at(pointer, refuse(text_empty));
  else if (length < limits.min)
    wrong_at(pointer, refuse(text_too_short).with("min", std::to_string(limits.min)));
  else if (has_controls(text, limits.lines))
    wrong_at(pointer, refuse(text_has_controls));
  else
    return limits.lines && !limits.exact ? with_plain_line_ends(text) : text;
  return std::nullopt;
}

std::string Fields::text(std::string_view name, TextLimits limits) {
  return take_text(name, true, limits).value_or(std::string());
}

std::optional<std::string> Fields::optional_text(std::string_view name, TextLimits limits) {
  return take_text(name, false, limits);
}

// A whole number, or one beyond 64 bits told as the end of the range that it passed.
std::optional<std::int64_t> Fields::take_integer(std::string_view name, bool required) {
  auto const* found = take(name, required);
  if (found == nullptr) return std::nullopt;
  auto const value = state_->query ? number_from(found->text) : *found;
  if (value.is(Kind::integer)) return value.integer;
  if (is_huge(value)) return value.text.starts_with('-') ? INT64_MIN : INT64_MAX;
  if (value.is(Kind::fraction))
    wrong(name, refuse(field_not_whole));
  else
    wrong_type(place_of(name), value, static_cast<int>(Kind::integer));
  return std::nullopt;
}

std::optional<std::int64_t> Fields::optional_integer(std::string_view name, std::int64_t min, std::int64_t max) {
  auto const number = take_integer(name, false);
  if (!number) return std::nullopt;
  if (*number < min)
    wrong(name, refuse(field_too_small).with("min", std::to_string(min)));
  else if (*number > max)
    wrong(name, refuse(field_too_big).with("max", std::to_string(max)));
  else
    return number;
  return std::nullopt;
}

std::int64_t Fields::integer(std::string_view name, std::int64_t min, std::int64_t max) {
  need(name);
  return optional_integer(name, min, max).value_or(min);
}

std::int64_t Fields::integer_or(std::string_view name, std::int64_t otherwise, std::int64_t min, std::int64_t max) {
  return optional_integer(name, min, max).value_or(otherwise);
}

std::optional<Money> Fields::take_money(std::string_view name, bool required, bool zero, Money max) {
  auto const minor = take_integer(name, required);
  if (!minor) return std::nullopt;
  if (*minor < 0 || (*minor == 0 && !zero))
    wrong(name, zero ? refuse(field_too_small).with("min", "0") : refuse(amount_not_positive));
  else if (*minor > max.minor)
    wrong(name, refuse(amount_too_big).with("max", shown(max)));
  else
    return Money{*minor, max.asset};
  return std::nullopt;
}

// After an error: one minor unit, so that rules about positive amounts hold while the rest is read.
Money Fields::money(std::string_view name, Money max) {
  return take_money(name, true, false, max).value_or(Money{1, max.asset});
}

std::optional<Money> Fields::optional_money(std::string_view name, Money max) {
  return take_money(name, false, false, max);
}

Money Fields::money_or_zero(std::string_view name, Money max) {
  return take_money(name, true, true, max).value_or(Money{0, max.asset});
}

Asset Fields::asset(std::string_view name) { return parsed<Asset>(name, Asset::parse); }

std::optional<double> Fields::optional_number(std::string_view name, double min, double max) {
  auto const* found = take(name, false);
  if (found == nullptr) return std::nullopt;
  auto const value = state_->query ? number_from(found->text) : *found;
  if (!value.is(Kind::integer) && !value.is(Kind::fraction)) {
    wrong_type(place_of(name), value, static_cast<int>(Kind::fraction));
    return std::nullopt;
  }
  double number = 0;
  auto const read = std::from_chars(value.text.data(), value.text.data() + value.text.size(), number);
  auto const shown_number = [](double bound) {
    char digits[40];
    return std::string(digits, std::to_chars(digits, digits + sizeof digits, bound).ptr);
  };
  bool const beyond = read.ec == std::errc::result_out_of_range;
  if (beyond ? value.text.starts_with('-') : number < min)
    wrong(name, refuse(field_too_small).with("min", shown_number(min)));
  else if (beyond || number > max)
    wrong(name, refuse(field_too_big).with("max", shown_number(max)));
  else
    return number;
  return std::nullopt;
}

double Fields::number(std::string_view name, double min, double max) {
  need(name);
  return optional_number(name, min, max).value_or(min);
}

std::optional<bool> Fields::optional_boolean(std::string_view name) {
  auto const* value = take(name, false);
  if (value == nullptr) return std::nullopt;
  if (value->is(Kind::boolean)) return value->boolean;
  if (state_->query && (value->text == "true" || value->text == "false")) return value->text == "true";
  wrong_type(place_of(name), *value, static_cast<int>(Kind::boolean));
  return std::nullopt;
}

bool Fields::boolean(std::string_view name) {
  need(name);
  return optional_boolean(name).value_or(false);
}

Date Fields::date(std::string_view name) { return parsed<Date>(name, parse_iso_date); }
std::optional<Date> Fields::optional_date(std::string_view name) { return optional_parsed<Date>(name, parse_iso_date); }
Instant Fields::instant(std::string_view name) { return parsed<Instant>(name, parse_iso_time); }
std::optional<Instant> Fields::optional_instant(std::string_view name) {
  return optional_parsed<Instant>(name, parse_iso_time);
}

namespace {
Result<Hash> parse_hash(std::string_view text) {
  auto const bytes = from_hex(text);
  if (!bytes || bytes->size() != 32) return refuse(hash_unreadable);
  return hash_from(*bytes);
}
}  // namespace

Hash Fields::hash(std::string_view name) { return parsed<Hash>(name, parse_hash); }
std::optional<Hash> Fields::optional_hash(std::string_view name) { return optional_parsed<Hash>(name, parse_hash); }

std::optional<std::size_t> Fields::optional_choice(std::string_view name,
                                                   std::initializer_list<std::string_view> names) {
  auto const text = take_text(name, false, {.min = 0, .exact = true});
  if (!text) return std::nullopt;
  auto const found = std::find(names.begin(), names.end(), *text);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  unknown_choice(name, names);
  return std::nullopt;
}

std::size_t Fields::choice(std::string_view name, std::initializer_list<std::string_view> names) {
  need(name);
  return optional_choice(name, names).value_or(0);
}

void Fields::unknown_choice(std::string_view name, std::vector<std::string_view> const& names) {
  std::string listed;
  for (auto const known : names) {
    if (!listed.empty()) listed += ", ";
    listed += known;
  }
  wrong(name, refuse(choice_unknown).with("choices", listed));
}

std::optional<Fields> Fields::take_object(std::string_view name, bool required) {
  auto const* value = take(name, required);
  if (value == nullptr) return std::nullopt;
  if (value->is(Kind::object)) return Fields(state_, state_->add(value, place_of(name)));
  wrong_type(place_of(name), *value, static_cast<int>(Kind::object));
  return std::nullopt;
}

Fields Fields::object(std::string_view name) {
  auto fields = take_object(name, true);
  return fields ? *fields : Fields(state_, state_->add(nullptr, place_of(name)));
}

std::optional<Fields> Fields::optional_object(std::string_view name) { return take_object(name, false); }

Value const* Fields::take_list(std::string_view name, std::size_t max, std::size_t min) {
  auto const* value = take(name, min > 0);
  if (value == nullptr) return nullptr;
  if (!value->is(Kind::list))
    wrong_type(place_of(name), *value, static_cast<int>(Kind::list));
  else if (value->items.size() > max)
    wrong(name, refuse(list_too_long).with("max", std::to_string(max)));
  else if (value->items.size() < min)
    wrong(name, refuse(list_too_short).with("min", std::to_string(min)));
  else
    return value;
  return nullptr;
}

std::vector<Fields> Fields::objects(std::string_view name, std::size_t max, std::size_t min) {
  std::vector<Fields> things;
  auto const* list = take_list(name, max, min);
  if (list == nullptr) return things;
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    auto const& item = list->items[i];
    auto pointer = pointer_to(place_of(name), std::to_string(i));
    if (item.is(Kind::object))
      things.push_back(Fields(state_, state_->add(&item, std::move(pointer))));
    else
      wrong_type(pointer, item, static_cast<int>(Kind::object));
  }
  return things;
}

std::vector<std::pair<std::string, std::string>> Fields::words(std::string_view name, std::size_t max,
                                                               std::size_t min) {
  std::vector<std::pair<std::string, std::string>> words;
  auto const* list = take_list(name, max, min);
  if (list == nullptr) return words;
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    auto pointer = pointer_to(place_of(name), std::to_string(i));
    if (list->items[i].is(Kind::text))
      words.emplace_back(std::move(pointer), list->items[i].text);
    else
      wrong_type(pointer, list->items[i], static_cast<int>(Kind::text));
  }
  return words;
}

std::vector<std::string> Fields::texts(std::string_view name, std::size_t max, TextLimits limits, std::size_t min) {
  std::vector<std::string> texts;
  for (auto const& [pointer, word] : words(name, max, min))
    if (auto text = checked(pointer, word, limits)) texts.push_back(std::move(*text));
  return texts;
}

Verdict Fields::finish() {
  if (!state_->finished) {
    state_->finished = true;
    for (auto const& node : state_->nodes)
      for (std::size_t i = 0; i < node.asked.size(); ++i) {
        if (node.asked[i]) continue;
        auto const name = std::string_view(node.object->members[i].first).substr(0, longest_name_told);
        wrong_at(state_->query ? std::string(name) : pointer_to(node.pointer, name), refuse(field_unknown));
      }
  }
  if (state_->problems.empty()) return done;
  auto first = state_->problems.front();
  for (std::size_t i = 1; i < state_->problems.size(); ++i) first = std::move(first).also(state_->problems[i]);
  return first;
}

}  // namespace lumbung::http
