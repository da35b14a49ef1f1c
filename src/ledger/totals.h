// The sums over all accounts of a book, remembered from one look to the next: with a million accounts they take a
// second to add up. Transfers are never changed, so what was true up to a transfer stays true; the next look adds what
// came since.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "ledger/rows.h"

namespace lumbung::ledger {

// Of all books of an engine (work::Residents). Thread-safe.
class Totals {
 public:
  struct Known {
    std::int64_t upto = 0;  // the transfer
    std::vector<AssetSum> sums;
  };
  // The newest known sums that are not newer than transfer `last`.
  std::optional<Known> of(BookId book, std::int64_t last) const {
    std::lock_guard const held(mutex_);
    auto const at = books_.find(book);
    if (at == books_.end() || at->second.upto > last) return std::nullopt;
    return at->second;
  }
  void remember(BookId book, Known known) {
    std::lock_guard const held(mutex_);
    auto& kept = books_[book];
    if (kept.upto < known.upto) kept = std::move(known);
  }

 private:
  mutable std::mutex mutex_;
  std::map<BookId, Known> books_;
};

}  // namespace lumbung::ledger
