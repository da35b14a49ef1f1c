// A JSON object read into its scalar members, by path: {"amount":{"value":"1.00"}} has "amount.value". Members of lists
// are passed over. Strict where two readers could differ: repeated keys, anything after the object, or more than 16
// levels make it unreadable.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace lumbung::payments {

struct Scalar {
  enum class Kind { text, number, other };  // other: true, false, null
  Kind kind = Kind::other;
  std::string text;  // of a number: as it was written
};
using FlatJson = std::map<std::string, Scalar, std::less<>>;

// Nothing when it is not one well-formed JSON object.
std::optional<FlatJson> read_flat_json(std::string_view text);

}  // namespace lumbung::payments
