// The way back from an account's newest posting along the skip list: as many numbers as its posting number has ones, so
// mostly few. Kept for every account in memory, hence small: eight in place (posting 255), more on the heap.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

namespace lumbung::ledger {

class Path {
 public:
  Path() = default;
  Path(std::span<std::int64_t const> numbers) {
    for (auto const number : numbers) push_back(number);
  }
  Path(Path const& other) : Path(other.all()) {}
  Path(Path&& other) noexcept : few_(other.few_), more_(std::move(other.more_)), size_(std::exchange(other.size_, 0)) {}
  Path& operator=(Path const& other) {
    if (this == &other) return *this;
    size_ = 0;
    for (auto const number : other.all()) push_back(number);
    return *this;
  }
  Path& operator=(Path&& other) noexcept {
    few_ = other.few_;
    more_ = std::move(other.more_);
    size_ = std::exchange(other.size_, 0);
    return *this;
  }
  ~Path() = default;

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  std::int64_t back() const { return data()[size_ - 1]; }
  std::span<std::int64_t const> all() const { return {data(), size_}; }
  void drop(std::size_t count) { size_ -= static_cast<std::uint32_t>(count); }
  void push_back(std::int64_t number) {
    if (size_ == in_place && !more_) spill();
    (more_ ? more_.get() : few_.data())[size_++] = number;
  }
  friend bool operator==(Path const& a, Path const& b) { return std::ranges::equal(a.all(), b.all()); }

 private:
  static constexpr std::size_t in_place = 8;
  static constexpr std::size_t most = 40;  // ones in a posting number below most_postings, and a few to spare

  std::int64_t const* data() const { return more_ ? more_.get() : few_.data(); }
  void spill() {
    more_ = std::make_unique<std::int64_t[]>(most);
    std::copy_n(few_.begin(), size_, more_.get());
  }

  std::array<std::int64_t, in_place> few_{};
  std::unique_ptr<std::int64_t[]> more_;
  std::uint32_t size_ = 0;
};

}  // namespace lumbung::ledger
