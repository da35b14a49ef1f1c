#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/id.h"
#include "core/time.h"
#include "http/contract.h"
#include "http/pattern.h"
#include "http/utf8.h"

namespace lumbung::http {
namespace {

using Kind = Value::Kind;
using Fault = std::optional<std::string>;

class Checker {
 public:
  explicit Checker(Value const& document) : document_(document) {}

  Fault check(Value const& schema, Value const& value, std::string const& pointer, int depth = 0) const {
    if (depth > 64) return pointer + " schema goes round in circles";
    if (schema.is(Kind::boolean)) return schema.boolean ? Fault() : pointer + " must not be there";
    for (auto const& [word, rule] : schema.members)
      if (auto fault = check_word(word, rule, schema, value, pointer, depth)) return fault;
    return {};
  }

 private:
  Fault check_word(std::string const& word, Value const& rule, Value const& schema, Value const& value,
                   std::string const& pointer, int depth) const {
    static constexpr std::string_view told[] = {"description", "title",      "example",          "examples",
                                                "default",     "deprecated", "readOnly",         "writeOnly",
                                                "x-code",      "$comment",   "contentMediaType", "discriminator"};
    if (std::find(std::begin(told), std::end(told), word) != std::end(told)) return {};
    if (word == "$ref") return check_ref(rule, value, pointer, depth);
    if (word == "type") return check_type(rule, value, pointer);
    if (word == "enum") return check_enum(rule, value, pointer);
    if (word == "const") return canonical(rule) == canonical(value) ? Fault() : pointer + " is not the constant";
    if (word == "oneOf" || word == "anyOf" || word == "allOf") return check_many(word, rule, value, pointer, depth);
    if (word == "not") return check(rule, value, pointer, depth + 1) ? Fault() : pointer + " is what it must not be";
    if (word == "format") return value.is(Kind::text) ? check_format(rule.text, value.text, pointer) : Fault();
    if (value.is(Kind::object) || is_object_word(word)) return check_object(word, rule, schema, value, pointer, depth);
    if (word == "items") return check_items(rule, value, pointer, depth);
    return check_size(word, rule, value, pointer);
  }

  static bool is_object_word(std::string_view word) {
    return word == "properties" || word == "required" || word == "additionalProperties";
  }

  Value const* find(std::string_view reference) const {
    if (!reference.starts_with("#/")) return nullptr;
    auto const* at = &document_;
    reference.remove_prefix(1);
    while (at != nullptr && !reference.empty()) {
      reference.remove_prefix(1);
      auto const part = reference.substr(0, reference.find('/'));
      reference.remove_prefix(part.size());
      std::string key;
      for (std::size_t i = 0; i < part.size(); ++i)
        if (part[i] == '~' && i + 1 < part.size())
          key += part[++i] == '1' ? '/' : '~';
        else
          key += part[i];
      at = at->find(key);
    }
    return at;
  }

  Fault check_ref(Value const& rule, Value const& value, std::string const& pointer, int depth) const {
    auto const* target = find(rule.text);
    if (target == nullptr) return pointer + " $ref leads nowhere: " + rule.text;
    return check(*target, value, pointer, depth + 1);
  }

  static bool has_type(std::string_view type, Value const& value) {
    switch (value.kind) {
      case Kind::null:
        return type == "null";
      case Kind::boolean:
        return type == "boolean";
      case Kind::integer:
        return type == "integer" || type == "number";
      case Kind::fraction:
        return type == "number";
      case Kind::text:
        return type == "string";
      case Kind::list:
        return type == "array";
      case Kind::object:
        return type == "object";
    }
    return false;
  }

  static Fault check_type(Value const& rule, Value const& value, std::string const& pointer) {
    if (rule.is(Kind::text)) return has_type(rule.text, value) ? Fault() : pointer + " is not of type " + rule.text;
    for (auto const& one : rule.items)
      if (has_type(one.text, value)) return {};
    return pointer + " is of none of the types";
  }

  static Fault check_enum(Value const& rule, Value const& value, std::string const& pointer) {
    for (auto const& one : rule.items)
      if (canonical(one) == canonical(value)) return {};
    return pointer + " is none of the enum";
  }

  Fault check_many(std::string_view word, Value const& rule, Value const& value, std::string const& pointer,
                   int depth) const {
    std::size_t fit = 0;
    Fault first;
    for (auto const& one : rule.items) {
      auto fault = check(one, value, pointer, depth + 1);
      if (!fault) ++fit;
      if (fault && !first) first = fault;
    }
    if (word == "allOf") return first;
    if (fit == 0) return pointer + " fits none of " + std::string(word) + (first ? ", the first since" + *first : "");
    if (word == "oneOf" && fit > 1) return pointer + " fits more than one of oneOf";
    return {};
  }

  Fault check_object(std::string const& word, Value const& rule, Value const& schema, Value const& value,
                     std::string const& pointer, int depth) const {
    if (!value.is(Kind::object)) return {};
    if (word == "required") {
      for (auto const& name : rule.items)
        if (value.find(name.text) == nullptr) return pointer_to(pointer, name.text) + " is missing";
      return {};
    }
    if (word == "properties") {
      for (auto const& [name, inner] : rule.members)
        if (auto const* member = value.find(name))
          if (auto fault = check(inner, *member, pointer_to(pointer, name), depth + 1)) return fault;
      return {};
    }
    if (word != "additionalProperties") return pointer + " schema word not known: " + word;
    auto const* properties = schema.find("properties");
    for (auto const& [name, member] : value.members) {
      if (properties != nullptr && properties->find(name) != nullptr) continue;
      auto fault = check(rule, member, pointer_to(pointer, name), depth + 1);
      if (fault) return rule.is(Kind::boolean) ? pointer_to(pointer, name) + " is not in the document" : fault;
    }
    return {};
  }

  Fault check_items(Value const& rule, Value const& value, std::string const& pointer, int depth) const {
    if (!value.is(Kind::list)) return {};
    for (std::size_t i = 0; i < value.items.size(); ++i)
      if (auto fault = check(rule, value.items[i], pointer_to(pointer, std::to_string(i)), depth + 1)) return fault;
    return {};
  }

  static double number_of(Value const& value) {
    double number = std::nan("");
    std::from_chars(value.text.data(), value.text.data() + value.text.size(), number);
    return number;
  }

  static Fault check_size(std::string const& word, Value const& rule, Value const& value, std::string const& pointer) {
    bool const is_number = value.is(Kind::integer) || value.is(Kind::fraction);
    bool const is_text = value.is(Kind::text);
    bool const is_list = value.is(Kind::list);
    auto const bound = number_of(rule);
    auto const beyond = [&](bool wrong) { return wrong ? Fault(pointer + " breaks " + word) : Fault(); };
    if (word == "minimum") return beyond(is_number && number_of(value) < bound);
    if (word == "maximum") return beyond(is_number && number_of(value) > bound);
    if (word == "exclusiveMinimum") return beyond(is_number && number_of(value) <= bound);
    if (word == "exclusiveMaximum") return beyond(is_number && number_of(value) >= bound);
    if (word == "minLength") return beyond(is_text && static_cast<double>(characters_in(value.text)) < bound);
    if (word == "maxLength") return beyond(is_text && static_cast<double>(characters_in(value.text)) > bound);
    if (word == "minItems") return beyond(is_list && static_cast<double>(value.items.size()) < bound);
    if (word == "maxItems") return beyond(is_list && static_cast<double>(value.items.size()) > bound);
    if (word == "uniqueItems") return beyond(is_list && rule.boolean && has_twins(value));
    if (word == "pattern") return beyond(is_text && !fits_pattern(rule.text, value.text));
    return pointer + " schema word not known: " + word;
  }

  static bool has_twins(Value const& list) {
    std::vector<std::string> texts;
    for (auto const& item : list.items) texts.push_back(canonical(item));
    std::sort(texts.begin(), texts.end());
    return std::adjacent_find(texts.begin(), texts.end()) != texts.end();
  }

  static Fault check_format(std::string_view format, std::string const& text, std::string const& pointer) {
    bool fine = true;
    if (format == "uuid") fine = !parse_uuid(text).refused();
    if (format == "date") fine = !parse_iso_date(text).refused();
    if (format == "date-time") fine = !parse_iso_time(text).refused();
    return fine ? Fault() : pointer + " is no " + std::string(format);
  }

  Value const& document_;
};

}  // namespace

std::optional<std::string> schema_fault(Value const& document, Value const& schema, Value const& value) {
  return Checker(document).check(schema, value, "");
}

}  // namespace lumbung::http
