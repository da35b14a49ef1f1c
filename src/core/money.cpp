#include "core/money.h"

#include <algorithm>
#include <numeric>

#include "core/canary.h"

namespace lumbung {
namespace {

__extension__ typedef __int128 Wide;  // for products on their way to a quotient

// |n|, also of the smallest number, which has no positive twin.
std::uint64_t magnitude(std::int64_t n) {
  return n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
}

// 1234567 as "1.234.567".
std::string grouped(std::uint64_t number) {
  auto text = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), 1, '.');
  return text;
}

std::string two_digits(std::uint64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

enum class Sen { always, when_any };

std::string in_rupiah(std::int64_t sen, Sen showing) {
  auto const size = magnitude(sen);
  auto text = (sen < 0 ? "-Rp" : "Rp") + grouped(size / 100);
  if (showing == Sen::always || size % 100 != 0) text += "," + two_digits(size % 100);
  return text;
}

std::string in_goods(Money amount) {
  return (amount.minor < 0 ? "-" : "") + grouped(magnitude(amount.minor)) + " " + std::string(amount.asset.code());
}

}  // namespace

Result<Asset> Asset::parse(std::string_view code) {
  Asset made;
  auto const allowed = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; };
  if (code.empty() || code.size() >= made.code_.size()) return refuse(asset_code_wrong);
  if (!std::all_of(code.begin(), code.end(), allowed)) return refuse(asset_code_wrong);
  std::copy(code.begin(), code.end(), made.code_.begin());
  return made;
}

Money& Money::operator+=(Money other) {
  must(asset == other.asset);
  must(!__builtin_add_overflow(minor, other.minor, &minor));
  return *this;
}

Money& Money::operator-=(Money other) {
  must(asset == other.asset);
  must(!__builtin_sub_overflow(minor, other.minor, &minor));
  return *this;
}

Result<Money> plus(Money a, Money b) {
  must(a.asset == b.asset);
  Money sum{0, a.asset};
  if (__builtin_add_overflow(a.minor, b.minor, &sum.minor)) return refuse(amount_out_of_range);
  return sum;
}

Result<Money> times(Money a, std::int64_t factor) {
  Money product{0, a.asset};
  if (__builtin_mul_overflow(a.minor, factor, &product.minor)) return refuse(amount_out_of_range);
  return product;
}

Money share_of(Money amount, std::int64_t part, std::int64_t whole) {
  must(whole > 0 && part >= 0 && part <= whole);
  auto const product = static_cast<Wide>(amount.minor) * part;
  auto quotient = product / whole;
  if (product % whole > 0 && canary("core.shares_round_up")) ++quotient;
  if (product % whole < 0) --quotient;  // down, not towards nothing
  return {static_cast<std::int64_t>(quotient), amount.asset};
}

std::string shown(Money amount) {
  return amount.asset == rupiah ? in_rupiah(amount.minor, Sen::when_any) : in_goods(amount);
}

std::string shown_in_reports(Money amount) {
  return amount.asset == rupiah ? in_rupiah(amount.minor, Sen::always) : in_goods(amount);
}

std::string decimal(Money amount) {
  if (amount.asset != rupiah) return std::to_string(amount.minor);
  auto const size = magnitude(amount.minor);
  return (amount.minor < 0 ? "-" : "") + std::to_string(size / 100) + "." + two_digits(size % 100);
}

std::vector<Money> split(Money total, std::span<std::int64_t const> weights) {
  must(total.minor >= 0);
  Wide whole = 0;
  for (auto const weight : weights) {
    must(weight >= 0);
    whole += weight;
  }
  must(whole > 0);

  std::vector<Money> parts;
  std::vector<Wide> remainders;
  auto left = total.minor;
  for (auto const weight : weights) {
    auto const product = static_cast<Wide>(total.minor) * weight;
    parts.push_back({static_cast<std::int64_t>(product / whole), total.asset});
    remainders.push_back(product % whole);
    left -= parts.back().minor;
  }

  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return remainders[a] > remainders[b]; });
  for (std::size_t i = 0; left > 0 && !canary("core.split_loses_the_rest"); ++i, --left) parts[order[i]].minor += 1;
  return parts;
}

}  // namespace lumbung
