#include "payments/reference.h"

#include <algorithm>
#include <array>

#include "core/result.h"

namespace lumbung::payments {
namespace {

constexpr std::string_view base36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view easily_read = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford's 32: no I, L, O, U
constexpr std::size_t by_chance = 14;
constexpr std::size_t longest_book = 8;

}  // namespace

std::string new_reference(ledger::BookId book, Chance& chance) {
  must(book.number >= 0);
  std::string digits;
  for (auto left = book.number; left > 0 || digits.empty(); left /= 36)
    digits.insert(digits.begin(), base36[left % 36]);
  must(digits.size() <= longest_book);
  auto reference = "L" + std::to_string(digits.size()) + digits;
  std::array<std::uint8_t, by_chance> bytes;
  chance.fill(bytes);
  for (auto const byte : bytes) reference += easily_read[byte % 32];
  return reference;
}

std::optional<ledger::BookId> book_of_reference(std::string_view reference) {
  if (reference.size() < 3 + by_chance || reference[0] != 'L') return std::nullopt;
  auto const length = static_cast<std::size_t>(reference[1] - '0');
  if (length < 1 || length > longest_book || reference.size() != 2 + length + by_chance) return std::nullopt;
  std::int64_t number = 0;
  for (char const c : reference.substr(2, length)) {
    auto const digit = base36.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    number = number * 36 + static_cast<std::int64_t>(digit);
  }
  return ledger::BookId{number};
}

}  // namespace lumbung::payments
