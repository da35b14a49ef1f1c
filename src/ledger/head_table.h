// Heads by account number, in the order in which they were first put: open addressing over a plain row of heads. Within
// a commit of a payment run it is asked twice for every line.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "ledger/rows.h"

namespace lumbung::ledger {

class HeadTable {
 public:
  struct Item {
    std::int64_t account = 0;
    Head head;
  };

  bool empty() const { return items_.empty(); }
  std::size_t size() const { return items_.size(); }
  std::vector<Item> const& items() const { return items_; }
  std::vector<Item> take_items() {
    slots_.clear();
    return std::exchange(items_, {});
  }

  void reserve(std::size_t heads) {
    items_.reserve(heads);
    while (slots_.size() < 2 * heads) grow();
  }

  Head const* find(std::int64_t account) const {
    if (items_.empty()) return nullptr;
    auto const place = slots_[slot_of(account)];
    return place == 0 ? nullptr : &items_[place - 1].head;
  }
  // The head of the account, put there by `make()` when it is new. Valid until the next call.
  template <class Make>
  Head& get(std::int64_t account, Make const& make) {
    if (slots_.size() < 2 * (items_.size() + 1)) grow();
    auto& slot = slots_[slot_of(account)];
    if (slot == 0) {
      items_.push_back({account, make()});
      slot = static_cast<std::uint32_t>(items_.size());
    }
    return items_[slot - 1].head;
  }
  void put(std::int64_t account, Head head) {
    get(account, [] { return Head{}; }) = std::move(head);
  }
  // All of the other's heads, newer than one's own.
  void take_over(HeadTable&& other) {
    if (empty()) {
      *this = std::move(other);
      other = HeadTable();
      return;
    }
    for (auto& [account, head] : other.take_items()) put(account, std::move(head));
  }

 private:
  // The account's slot, or the free one where it would go.
  std::size_t slot_of(std::int64_t account) const {
    auto const mask = slots_.size() - 1;
    auto at = static_cast<std::size_t>(static_cast<std::uint64_t>(account) * 0x9e3779b97f4a7c15U >> 20) & mask;
    while (slots_[at] != 0 && items_[slots_[at] - 1].account != account) at = (at + 1) & mask;
    return at;
  }
  void grow() {
    slots_.assign(slots_.empty() ? 16 : slots_.size() * 2, 0);
    for (std::size_t i = 0; i < items_.size(); ++i)
      slots_[slot_of(items_[i].account)] = static_cast<std::uint32_t>(i + 1);
  }

  std::vector<Item> items_;
  std::vector<std::uint32_t> slots_;  // place in items_, from 1; 0 is free; a power of two, at most half of it used
};

}  // namespace lumbung::ledger
