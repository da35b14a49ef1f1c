#include "cooperative/wajib.h"

#include <algorithm>

#include "cooperative/cooperative.h"

namespace lumbung::cooperative {
namespace {

// A life of members and more; whoever reaches it owes nothing beyond.
constexpr std::size_t most_months = 1'500;

WajibMonth month_at(std::vector<Bylaws> const& all, Date since, CalendarMonth month) {
  auto const& rules = in_force(all, std::max(first_day(month), since));
  auto const due = std::max(day_in(month, rules.due_day), since);
  return {.month = month, .rate = rules.wajib, .paid = 0_rp, .due = due, .late_from = due + rules.grace_days + 1};
}

}  // namespace

std::vector<WajibMonth> wajib_months(std::vector<Bylaws> const& all, Date since, CalendarMonth through, Money paid) {
  std::vector<WajibMonth> months;
  auto left = paid;
  for (auto month = month_of(since); month <= through || left > 0_rp; month = next(month)) {
    if (months.size() == most_months) break;
    auto made = month_at(all, since, month);
    if (made.rate == 0_rp && month > through && all.back().from <= first_day(month)) break;  // nothing to fill any more
    made.paid = std::min(made.rate, left);
    left = left - made.paid;
    months.push_back(made);
  }
  return months;
}

WajibStanding wajib_standing(std::vector<Bylaws> const& all, Date since, Date day, Money paid) {
  WajibStanding standing{.paid = paid, .paid_through = {}, .arrears = {}, .owed = 0_rp};
  bool whole = true;
  for (auto const& month : wajib_months(all, since, month_of(day), paid)) {
    whole = whole && month.paid == month.rate;
    if (whole && (month.month <= month_of(day) || month.paid > 0_rp)) standing.paid_through = month.month;
    if (!month.in_arrears(day)) continue;
    standing.arrears.push_back(month);
    standing.owed = standing.owed + month.left();
  }
  return standing;
}

WholeMonths whole_months(std::vector<Bylaws> const& all, Date since, Date day, Money paid, Money amount) {
  WholeMonths found{.fits = false, .below = 0_rp, .above = 0_rp, .first = {}, .last = {}};
  auto const reached = wajib_months(all, since, month_of(day), paid);
  auto month = reached.empty() ? month_of(since) : reached.back().month;
  auto const first = std::find_if(reached.begin(), reached.end(), [](WajibMonth const& m) { return m.paid < m.rate; });
  std::vector<WajibMonth> unpaid(first, reached.end());
  for (int ahead = 0; ahead < most_months_ahead; ++ahead) {
    month = next(month);
    unpaid.push_back(month_at(all, since, month));
  }
  auto sum = 0_rp;
  found.first = found.last = unpaid.front().month;
  for (auto const& one : unpaid) {
    if (one.left() == 0_rp) continue;
    sum = sum + one.left();
    found.last = one.month;
    found.fits = sum == amount;
    if (found.fits) return found;
    if (sum > amount) {
      found.above = sum;
      return found;
    }
    found.below = sum;
  }
  return found;
}

}  // namespace lumbung::cooperative
