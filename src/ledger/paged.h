// A table by number that grows without ever moving what is in it: a million balances are not copied because one more is
// opened while people wait.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace lumbung::ledger {

template <class T>
class Paged {
 public:
  // Null for numbers beyond every one that was asked for with at().
  T const* find(std::size_t number) const {
    return number < size_ ? &(*pages_[number / per_page])[number % per_page] : nullptr;
  }
  // Makes it, and those before it, when they are not there.
  T& at(std::size_t number) {
    while (pages_.size() * per_page <= number) pages_.push_back(std::make_unique<std::array<T, per_page>>());
    if (size_ <= number) size_ = number + 1;
    return (*pages_[number / per_page])[number % per_page];
  }
  std::size_t size() const { return size_; }
  void clear() {
    pages_.clear();
    size_ = 0;
  }

 private:
  static constexpr std::size_t per_page = 1'024;
  std::vector<std::unique_ptr<std::array<T, per_page>>> pages_;
  std::size_t size_ = 0;
};

}  // namespace lumbung::ledger
