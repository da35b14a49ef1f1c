#include "cooperative/shu.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

namespace lumbung::cooperative {
namespace {

constexpr int whole_in_basis_points = 10'000;
constexpr std::size_t most_purposes = 20;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes a run of digits off the front, without its leading zeros.
std::string_view take_number(std::string_view& text) {
  std::size_t size = 0;
  while (size < text.size() && is_digit(text[size])) ++size;
  auto run = text.substr(0, size);
  text.remove_prefix(size);
  while (run.size() > 1 && run.front() == '0') run.remove_prefix(1);
  return run;
}

// 9.999 as "99,99 %" and "99.99%".
std::string percent(std::int64_t basis_points, std::string_view point, std::string_view sign) {
  auto const rest = basis_points % 100;
  return std::to_string(basis_points / 100) + std::string(point) + (rest < 10 ? "0" : "") + std::to_string(rest) +
         std::string(sign);
}

Verdict check_purposes(ShuRule const& rule) {
  std::int64_t sum = 0;
  bool sound = !rule.purposes.empty() && rule.purposes.size() <= most_purposes;
  for (auto const& purpose : rule.purposes) {
    sum += std::max(purpose.basis_points, 0);
    sound = sound && purpose.basis_points >= 0 && !purpose.code.empty() &&
            std::count_if(rule.purposes.begin(), rule.purposes.end(),
                          [&](auto const& other) { return other.code == purpose.code; }) == 1;
  }
  if (sound && sum == whole_in_basis_points) return done;
  return refuse(shu_percentages_wrong).at("/purposes").with("sum", percent(sum, ",", " %"), percent(sum, ".", "%"));
}

std::optional<std::size_t> members_place(ShuRule const& rule) {
  for (std::size_t i = 0; i < rule.purposes.size(); ++i)
    if (rule.purposes[i].code == rule.members_purpose) return i;
  return std::nullopt;
}

// Splits whole rupiah; `total` has no sen.
std::vector<Money> split_whole(Money total, std::span<std::int64_t const> weights) {
  auto parts = split({total.minor / 100, rupiah}, weights);
  for (auto& part : parts) part.minor *= 100;
  return parts;
}

// The places of the members in the order of their numbers.
std::vector<std::size_t> by_number(std::span<ShuMember const> members) {
  std::vector<std::size_t> order(members.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](auto a, auto b) { return comes_before(members[a].number, members[b].number); });
  return order;
}

Verdict check_members(std::span<ShuMember const> members, std::span<std::size_t const> order) {
  auto const unusable = [](std::size_t place) {
    return refuse(shu_member_unusable)
        .at("/members/" + std::to_string(place))
        .with("position", std::to_string(place + 1));
  };
  auto const counts = [](Money amount) { return amount.asset == rupiah && amount.minor >= 0; };
  for (std::size_t i = 0; i < members.size(); ++i)
    if (members[i].number.empty() || !counts(members[i].savings) || !counts(members[i].business)) return unusable(i);
  for (std::size_t i = 1; i < order.size(); ++i)
    if (members[order[i]].number == members[order[i - 1]].number) return unusable(std::max(order[i], order[i - 1]));
  return done;
}

// One pool and what it goes by.
struct Pool {
  Money amount;
  Money ShuMember::* basis;
  Money ShuShare::* into;
  std::string_view name, basis_id, basis_en;
};

Verdict share_pool(Pool const& pool, std::span<ShuMember const> members, std::span<std::size_t const> order,
                   std::vector<ShuShare>& shares) {
  if (pool.amount.zero()) return done;
  std::vector<std::int64_t> weights;
  auto sum = 0_rp;
  for (auto const place : order) {
    weights.push_back((members[place].*pool.basis).minor);
    sum = TRY(plus(sum, members[place].*pool.basis));
  }
  if (sum.zero())
    return refuse(shu_no_basis)
        .at("/members")
        .with("pool", pool.name)
        .with("amount", shown(pool.amount))
        .with("basis_id", pool.basis_id)
        .with("basis_en", pool.basis_en);
  auto const parts = split_whole(pool.amount, weights);
  for (std::size_t i = 0; i < order.size(); ++i) shares[order[i]].*pool.into = parts[i];
  return done;
}

}  // namespace

bool comes_before(std::string_view a, std::string_view b) {
  auto left = a, right = b;
  while (!left.empty() && !right.empty()) {
    if (is_digit(left.front()) && is_digit(right.front())) {
      auto const number = take_number(left), other = take_number(right);
      if (number.size() != other.size()) return number.size() < other.size();
      if (number != other) return number < other;
    } else {
      if (left.front() != right.front())
        return static_cast<unsigned char>(left.front()) < static_cast<unsigned char>(right.front());
      left.remove_prefix(1);
      right.remove_prefix(1);
    }
  }
  if (left.empty() != right.empty()) return left.empty();
  return a < b;  // "07" and "7" are of one value, and still two numbers
}

Result<ShuAllocation> allocate_shu(Money shu, ShuRule const& rule) {
  if (shu.asset != rupiah || !shu.positive()) return refuse(shu_nothing_to_share).at("/shu").with("result", shown(shu));
  TRY(check_purposes(rule));
  auto const members = members_place(rule);
  if (!members) return refuse(shu_members_purpose_unknown).at("/members_purpose").with("code", rule.members_purpose);
  auto const capital = rule.capital_basis_points;
  if (capital < 0 || capital >= whole_in_basis_points) return refuse(shu_capital_alone).at("/capital_basis_points");

  std::vector<std::int64_t> weights;
  for (auto const& purpose : rule.purposes) weights.push_back(purpose.basis_points);
  Money const sen{shu.minor % 100, rupiah};
  ShuAllocation made{.purposes = split_whole(shu - sen, weights)};
  auto const pools =
      split_whole(made.purposes[*members], std::array<std::int64_t, 2>{capital, whole_in_basis_points - capital});
  made.purposes.front() += sen;
  made.savings_pool = pools[0];
  made.business_pool = pools[1];
  return made;
}

Result<ShuResult> share_shu(Money shu, ShuRule const& rule, std::span<ShuMember const> members) {
  ShuResult result;
  result.allocation = TRY(allocate_shu(shu, rule));
  auto const order = by_number(members);
  TRY(check_members(members, order));
  result.members.resize(members.size());
  Pool const savings{
      result.allocation.savings_pool, &ShuMember::savings, &ShuShare::for_savings, "Jasa modal", "simpanan", "savings"};
  Pool const business{result.allocation.business_pool,
                      &ShuMember::business,
                      &ShuShare::for_business,
                      "Jasa usaha",
                      "transaksi",
                      "business"};
  TRY(share_pool(savings, members, order, result.members));
  TRY(share_pool(business, members, order, result.members));
  return result;
}

}  // namespace lumbung::cooperative
