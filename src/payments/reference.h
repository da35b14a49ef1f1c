// Our references: what a QR code carries in 62-05 and a notice brings back. At most 25 capital letters and digits:
// "L", how many digits the book has, the book in base 36, 14 characters by chance (70 bits). The book stands inside so
// that a notice finds its tenant without a table over all of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/chance.h"
#include "ledger/types.h"

namespace lumbung::payments {

// The book's number must be below 36^8.
std::string new_reference(ledger::BookId book, Chance& chance);
// The book a reference names; nothing when the text was never a reference of ours.
std::optional<ledger::BookId> book_of_reference(std::string_view reference);

}  // namespace lumbung::payments
