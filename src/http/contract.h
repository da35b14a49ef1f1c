// Holds what really goes in and out against the OpenAPI document. Used by the tests, where every request of every
// journey passes through it: an answer that the document does not describe is a mistake of ours, found before others
// find it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.h"
#include "http/value.h"

namespace lumbung::http {

// Checks a value against a JSON Schema (2020-12) as far as our documents use it: $ref (inside the document), type (one
// or a list), properties, required, additionalProperties, items, enum, const, minimum, maximum, exclusiveMinimum,
// minLength, maxLength, minItems, maxItems, pattern (literals, classes, quantifiers), format (uuid, date, date-time),
// oneOf, anyOf, allOf. Returns the first fault as "/pointer what is wrong"; a word it does not know is a fault, too.
std::optional<std::string> schema_fault(Value const& document, Value const& schema, Value const& value);

class Contract {
 public:
  // Needs an OpenAPI 3.1 document; a mistake (throws) when an operation has no operationId or two have the same.
  explicit Contract(Value document);

  struct Operation {
    Method method;
    std::string path;
    std::string id;
    friend auto operator<=>(Operation const&, Operation const&) = default;
  };
  std::vector<Operation> operations() const;  // sorted

  // What is wrong with a request that was accepted, or an answer that was given; nothing when all is well.
  std::optional<std::string> fault_in_request(std::string_view operation, Request const& request) const;
  std::optional<std::string> fault_in_answer(std::string_view operation, Answer const& answer) const;

 private:
  struct Place {
    Operation operation;
    Value const* item;  // the operation object
    Value const* path;  // the path item, for parameters that all its methods share
  };
  std::optional<std::string> fault_in_query(Place const& place, Request const& request) const;
  Value const* followed(Value const* value) const;  // through one $ref

  Value document_;
  std::map<std::string, Place, std::less<>> places_;
};

}  // namespace lumbung::http
