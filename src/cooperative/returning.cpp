#include "cooperative/returning.h"

#include <algorithm>
#include <numeric>

namespace lumbung::cooperative {
namespace {

__extension__ typedef __int128 Wide;

// What is shared: each lender's whole, and how much of it is gone already. In whole rupiah.
struct Shares {
  std::vector<std::int64_t> whole, gone;
  std::int64_t all() const { return std::accumulate(whole.begin(), whole.end(), std::int64_t{0}); }
  std::int64_t all_gone() const { return std::accumulate(gone.begin(), gone.end(), std::int64_t{0}); }
};

bool is_whole(Money amount) { return amount.asset == rupiah && amount.minor % 100 == 0 && amount.minor >= 0; }

bool is_usable(Stake const& stake) {
  if (!is_whole(stake.lent) || !is_whole(stake.returned) || !is_whole(stake.lost)) return false;
  return stake.lent.positive() && stake.returned <= stake.lent && stake.lost <= stake.lent - stake.returned;
}

// How far above its exact due a part is, times the whole (so that it stays an integer).
Wide above_due(Shares const& shares, std::int64_t part, std::size_t lender, std::int64_t total, std::int64_t all) {
  return Wide{part} * all - Wide{shares.whole[lender]} * total;
}

// Where somebody was to give back, she keeps it, and those who get most above their due today get less.
void let_nobody_give_back(std::vector<std::int64_t>& parts, Shares const& shares, std::int64_t total,
                          std::int64_t all) {
  std::int64_t over = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i] >= shares.gone[i]) continue;
    over += shares.gone[i] - parts[i];
    parts[i] = shares.gone[i];
  }
  for (; over > 0; --over) {
    std::size_t most = parts.size();
    for (std::size_t i = 0; i < parts.size(); ++i)
      if (parts[i] > shares.gone[i] && (most == parts.size() || above_due(shares, parts[i], i, total, all) >
                                                                    above_due(shares, parts[most], most, total, all)))
        most = i;
    must(most < parts.size());
    --parts[most];
  }
}

// What each gets of `amount`. Needs 0 <= amount <= all - all_gone.
std::vector<Money> next_parts(Shares const& shares, std::int64_t amount) {
  auto const all = shares.all();
  auto const total = shares.all_gone() + amount;
  std::vector<std::int64_t> parts;
  for (auto const& part : split({total, rupiah}, shares.whole)) parts.push_back(part.minor);
  let_nobody_give_back(parts, shares, total, all);
  std::vector<Money> today;
  for (std::size_t i = 0; i < parts.size(); ++i) today.push_back({(parts[i] - shares.gone[i]) * 100, rupiah});
  return today;
}

Verdict check_stakes(std::span<Stake const> stakes, Money amount) {
  if (stakes.empty()) return refuse(no_lenders).at("/lenders");
  auto sum = 0_rp;
  for (std::size_t i = 0; i < stakes.size(); ++i) {
    if (!is_usable(stakes[i])) return refuse(stake_unusable).at("/lenders/" + std::to_string(i));
    sum = TRY(plus(sum, stakes[i].lent));
  }
  if (!is_whole(amount)) return refuse(share_not_whole).at("/amount");
  return done;
}

Result<std::vector<Money>> share_of_what_is_out(std::span<Stake const> stakes, Money amount) {
  TRY(check_stakes(stakes, amount));
  Shares shares;
  for (auto const& stake : stakes) {
    shares.whole.push_back(stake.lent.minor / 100);
    shares.gone.push_back((stake.returned + stake.lost).minor / 100);
  }
  auto const outstanding = shares.all() - shares.all_gone();
  if (amount.minor / 100 > outstanding)
    return refuse(more_than_outstanding)
        .at("/amount")
        .with("amount", shown(amount))
        .with("outstanding", shown(Money{outstanding * 100, rupiah}));
  return next_parts(shares, amount.minor / 100);
}

}  // namespace

Result<std::vector<Money>> share_repayment(std::span<Stake const> stakes, Money amount) {
  return share_of_what_is_out(stakes, amount);
}

Result<std::vector<Money>> share_loss(std::span<Stake const> stakes, Money amount) {
  return share_of_what_is_out(stakes, amount);
}

Result<std::vector<Money>> share_recovery(std::span<Stake const> stakes, Money amount) {
  TRY(check_stakes(stakes, amount));
  Shares shares;
  for (auto const& stake : stakes) shares.whole.push_back(stake.lost.minor / 100);
  shares.gone.assign(stakes.size(), 0);
  if (amount.minor / 100 > shares.all())
    return refuse(more_than_lost)
        .at("/amount")
        .with("amount", shown(amount))
        .with("lost", shown(Money{shares.all() * 100, rupiah}));
  if (shares.all() == 0) return std::vector<Money>(stakes.size(), 0_rp);
  return next_parts(shares, amount.minor / 100);
}

}  // namespace lumbung::cooperative
