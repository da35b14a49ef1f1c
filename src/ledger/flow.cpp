#include "ledger/flow.h"

#include <algorithm>
#include <unordered_set>

#include "core/canary.h"

namespace lumbung::ledger {
namespace {

using std::int64_t;

// The `carries` account that a transfer takes out of, or brings into; 0 where there is none.
struct Ends {
  int64_t out = 0;
  int64_t in = 0;
};

Ends ends_of(Shelf& shelf, TransferRow const& transfer) {
  Ends ends;
  auto const& debit = shelf.account(transfer.debit_no);
  auto const& credit = shelf.account(transfer.credit_no);
  if (credit.carries() && credit.gains_by(transfer)) ends.in = credit.no;
  if (debit.carries() && debit.gains_by(transfer) && ends.in == 0) ends.in = debit.no;
  if (debit.carries() && !debit.gains_by(transfer)) ends.out = debit.no;
  if (credit.carries() && !credit.gains_by(transfer) && ends.out == 0) ends.out = credit.no;
  return ends;
}

// The legs of an entry that touch one account.
std::vector<Start> legs_at(Shelf& shelf, EntryRow const& entry, int64_t account) {
  std::vector<Start> starts;
  auto const& about = shelf.account(account);
  if (!about.carries()) return starts;
  for (auto number = entry.first_transfer; number < entry.end(); ++number) {
    auto const& transfer = shelf.transfer(number);
    if (transfer.debit_no == account || transfer.credit_no == account)
      starts.push_back(
          {.transfer = number, .account = account, .inside = about.gains_by(transfer), .upto = transfer.amount});
  }
  return starts;
}

// The match that holds unit `unit` of an inflow, or else the last one before it; null when there is none.
MatchRow const* at_or_before(std::vector<MatchRow> const& matches, int64_t unit) {
  auto const after = std::upper_bound(matches.begin(), matches.end(), unit,
                                      [](int64_t place, MatchRow const& match) { return place < match.in_offset; });
  return after == matches.begin() ? nullptr : &*std::prev(after);
}

int64_t sum_before(std::vector<MatchRow> const& matches, int64_t unit) {
  int64_t sum = 0;
  for (auto const& match : matches) {
    if (match.in_offset >= unit) break;
    sum += match.amount;
  }
  return sum;
}

}  // namespace

namespace {

// Adds units [low, low + amount) of a leg, which come in falling order.
void add_units(std::vector<Start>& starts, Start leg, int64_t low, int64_t amount) {
  if (!starts.empty() && starts.back().transfer == leg.transfer && starts.back().from == low + amount) {
    starts.back().from = low;
    return;
  }
  leg.from = low;
  leg.upto = low + amount;
  starts.push_back(leg);
}

// The units of `leg` for which the next step of a walk is not one of the entry's own transfers, in falling order.
template <class AnyWalk>
void add_foreign_units(Shelf& shelf, EntryRow const& entry, Start const& leg, std::vector<Start>& starts) {
  AnyWalk walk(shelf, leg, Reach::one_step);
  auto upto = leg.upto;
  while (auto const found = walk.next()) {
    upto -= found->amount;
    bool const own = !found->waits && found->transfer >= entry.first_transfer && found->transfer < entry.end();
    if (!own) add_units(starts, leg, upto, found->amount);
  }
  must(upto == leg.from);
}

}  // namespace

std::vector<Start> entrances(Shelf& shelf, EntryRow const& entry, std::optional<int64_t> only) {
  if (only) return legs_at(shelf, entry, *only);
  std::vector<Start> starts;
  std::unordered_set<int64_t> fed;
  for (auto number = entry.first_transfer; number < entry.end(); ++number) {
    auto const& transfer = shelf.transfer(number);
    auto const ends = ends_of(shelf, transfer);
    if (ends.in == 0 && ends.out == 0) continue;
    Start leg{.transfer = number, .account = ends.in, .inside = true, .upto = transfer.amount};
    if (ends.out != 0) {
      leg.account = ends.out;
      leg.inside = false;
    }
    auto const before = static_cast<std::ptrdiff_t>(starts.size());
    if (ends.out != 0 && fed.contains(ends.out))
      add_foreign_units<BackwardWalk>(shelf, entry, leg, starts);
    else
      starts.push_back(leg);
    std::reverse(starts.begin() + before, starts.end());
    if (ends.in != 0) fed.insert(ends.in);
  }
  return starts;
}

std::vector<Start> exits(Shelf& shelf, EntryRow const& entry, std::optional<int64_t> only) {
  if (only) return legs_at(shelf, entry, *only);
  std::vector<Start> starts;
  std::unordered_set<int64_t> drained;
  for (auto number = entry.end() - 1; number >= entry.first_transfer; --number) {
    auto const& transfer = shelf.transfer(number);
    auto const ends = ends_of(shelf, transfer);
    if (ends.in == 0 && ends.out == 0) continue;
    Start const leg{.transfer = number,
                    .account = ends.out != 0 ? ends.out : ends.in,
                    .inside = ends.out == 0,
                    .upto = transfer.amount};
    if (ends.in != 0 && drained.contains(ends.in)) {
      std::vector<Start> staying;
      Start const came{.transfer = number, .account = ends.in, .inside = true, .upto = transfer.amount};
      add_foreign_units<ForwardWalk>(shelf, entry, came, staying);
      for (auto& units : staying) {
        units.account = leg.account;
        units.inside = leg.inside;
        starts.push_back(units);
      }
    } else {
      starts.push_back(leg);
    }
    if (ends.out != 0) drained.insert(ends.out);
  }
  std::reverse(starts.begin(), starts.end());
  return starts;
}

// ---- Walk

std::vector<Waypoint> Walk::path() const {
  std::vector<Waypoint> path;
  for (auto at = last_; at >= 0; at = way_[static_cast<std::size_t>(at)].parent)
    path.push_back(way_[static_cast<std::size_t>(at)]);
  std::reverse(path.begin(), path.end());
  return path;
}

int Walk::add(int64_t transfer, int64_t account, int parent) {
  way_.push_back({transfer, account, parent});
  return last_ = static_cast<int>(way_.size()) - 1;
}

void Walk::push(Item item) {
  must(item.from < item.upto);
  stack_.push_back(std::move(item));
}

Walk::Item Walk::pop() {
  auto item = std::move(stack_.back());
  stack_.pop_back();
  // Parents never fall along the stack: waypoints after this one's belong to pieces already handed out.
  way_.resize(static_cast<std::size_t>(item.parent + 1));
  last_ = item.parent;
  return item;
}

// ---- Forward

ForwardWalk::ForwardWalk(Shelf& shelf, Start const& start, Reach reach) : Walk(shelf, reach) {
  if (start.inside) add(start.transfer, start.account, -1);
  push({.inside = start.inside,
        .transfer = start.transfer,
        .account = start.account,
        .from = start.from,
        .upto = start.upto,
        .parent = last_});
}

std::optional<Found> ForwardWalk::next() {
  while (!stack_.empty()) {
    auto item = pop();
    auto found = item.inside ? look_inside(std::move(item)) : leave(item);
    if (found) return found;
  }
  return std::nullopt;
}

// Units leave item.account by item.transfer: into another account that carries, back by a reversal, or to rest.
std::optional<Found> ForwardWalk::leave(Item const& item) {
  auto const& transfer = shelf_.transfer(item.transfer);
  auto const other = transfer.other_than(item.account);
  auto const& account = shelf_.account(other);
  auto const way = add(item.transfer, other, item.parent);
  Found const rests{.amount = item.upto - item.from, .account = other, .transfer = item.transfer, .offset = item.from};
  if (reach_ == Reach::one_step) return rests;
  Item inside{.inside = true, .transfer = item.transfer, .account = other, .from = item.from, .upto = item.upto};
  if (account.carries() && account.gains_by(transfer)) {
    inside.parent = way;
    push(inside);
    return std::nullopt;
  }
  auto const by = shelf_.reversed_by(transfer.entry);
  if (auto const twin = by ? shelf_.twin(transfer, shelf_.entry(*by)) : std::nullopt) {
    inside.account = item.account;
    inside.transfer = *twin;
    inside.parent = add(inside.transfer, item.account, way);
    push(inside);
    return std::nullopt;
  }
  return rests;
}

// Units of an inflow inside an account: the last of them were taken by name, or spent first in first out, or wait.
std::optional<Found> ForwardWalk::look_inside(Item item) {
  static std::vector<MatchRow> const none;
  bool const any = shelf_.head(item.account).matched > 0;
  auto const& matches = any ? shelf_.matches_into(item.account, item.transfer) : none;
  auto const* match = at_or_before(matches, item.upto - 1);
  if (match == nullptr) return look_free(item, 0, 0);
  auto const end = match->in_offset + match->amount;
  if (item.upto - 1 >= end) return look_free(item, end, sum_before(matches, item.upto));
  auto const low = std::max(item.from, match->in_offset);
  Item leaving{.transfer = match->out_transfer,
               .account = item.account,
               .from = match->out_offset + (low - match->in_offset),
               .upto = match->out_offset + (item.upto - match->in_offset),
               .parent = item.parent};
  item.upto = low;
  if (item.from < item.upto) push(item);
  push(leaving);
  return std::nullopt;
}

// The last units lie on the free axis, unbroken from unit `gap` on; `removed` units of the inflow before them are off
// it.
std::optional<Found> ForwardWalk::look_free(Item& item, int64_t gap, int64_t removed) {
  auto const& account = shelf_.account(item.account);
  auto const& head = shelf_.head(item.account);
  if (!item.base) item.base = InflowAxis(shelf_, account).at(item.transfer).value;
  auto const frontier = head.outflow(account.in_side()) - head.matched;
  if (canary("ledger.earmarked_units_stay_in_line")) removed = 0;
  auto const low = *item.base + std::max(item.from, gap) - removed;
  auto const high = *item.base + item.upto - removed;
  Item const whole = item;
  if (high > frontier) {
    auto const amount = high - std::max(low, frontier);
    item.upto -= amount;
    if (item.from < item.upto) push(item);
    return Found{
        .amount = amount, .waits = true, .account = whole.account, .transfer = whole.transfer, .offset = item.upto};
  }
  OutflowAxis const axis(shelf_, account);
  auto const spent = search(axis, item.finger ? *item.finger : axis.at(head.last), high - 1);
  must(high <= spent.value + spent.amount);
  auto const begin = std::max(low, spent.value);
  item.finger = spent;
  item.upto -= high - begin;
  if (item.from < item.upto) push(item);
  push({.transfer = spent.transfer,
        .account = whole.account,
        .from = begin - spent.value,
        .upto = high - spent.value,
        .parent = whole.parent});
  return std::nullopt;
}

// ---- Backward

BackwardWalk::BackwardWalk(Shelf& shelf, Start const& start, Reach reach) : Walk(shelf, reach) {
  if (!start.inside) add(start.transfer, start.account, -1);
  push({.inside = !start.inside,
        .transfer = start.transfer,
        .account = start.account,
        .from = start.from,
        .upto = start.upto,
        .parent = last_});
}

std::optional<Found> BackwardWalk::next() {
  while (!stack_.empty()) {
    auto item = pop();
    if (item.inside) {
      look_inside(std::move(item));
    } else if (auto found = arrive(item)) {
      return found;
    }
  }
  return std::nullopt;
}

// Units had come into item.account by item.transfer: out of another account that carries, back from rest by a reversal,
// or from outside.
std::optional<Found> BackwardWalk::arrive(Item const& item) {
  auto const& transfer = shelf_.transfer(item.transfer);
  auto const& entry = shelf_.entry(transfer.entry);
  auto const& other = shelf_.account(transfer.other_than(item.account));
  Found const source{
      .amount = item.upto - item.from, .account = item.account, .transfer = item.transfer, .offset = item.from};
  if (reach_ == Reach::one_step) return source;
  Item inside{.inside = true, .transfer = item.transfer, .account = other.no, .from = item.from, .upto = item.upto};
  if (other.carries() && !other.gains_by(transfer)) {
    inside.parent = add(item.transfer, other.no, item.parent);
    push(inside);
    return std::nullopt;
  }
  auto const way = add(item.transfer, item.account, item.parent);
  if (entry.reverses) {
    auto const twin = shelf_.twin(transfer, shelf_.entry(*entry.reverses));
    must(twin.has_value());
    inside.account = item.account;
    inside.transfer = *twin;
    inside.parent = add(inside.transfer, item.account, way);
    push(inside);
    return std::nullopt;
  }
  return source;
}

// Units of an outflow inside an account: the last of them were taken by name, or first in first out.
void BackwardWalk::look_inside(Item item) {
  static std::vector<MatchRow> const none;
  bool const any = shelf_.head(item.account).matched > 0;
  auto const& matches = any ? shelf_.matches_out_of(item.account, item.transfer) : none;
  if (matches.empty()) return look_free(item);
  auto const after = std::upper_bound(matches.begin(), matches.end(), item.upto - 1,
                                      [](int64_t place, MatchRow const& match) { return place < match.out_offset; });
  must(after != matches.begin());
  auto const& match = *std::prev(after);
  auto const low = std::max(item.from, match.out_offset);
  Item came{.transfer = match.in_transfer,
            .account = item.account,
            .from = match.in_offset + (low - match.out_offset),
            .upto = match.in_offset + (item.upto - match.out_offset),
            .parent = item.parent};
  item.upto = low;
  if (item.from < item.upto) push(item);
  push(came);
}

void BackwardWalk::look_free(Item& item) {
  auto const& account = shelf_.account(item.account);
  if (!item.base) item.base = OutflowAxis(shelf_, account).at(item.transfer).value;
  auto const low = *item.base + item.from;
  auto const high = *item.base + item.upto;
  InflowAxis const axis(shelf_, account);
  auto const paid = search(axis, item.finger ? *item.finger : axis.at(item.transfer), high - 1);
  // From a free place in that inflow to its unit: over the matches that lie before it.
  int64_t unit = high - 1 - paid.value;
  int64_t gap = 0;
  if (paid.matched.own > 0)
    for (auto const& match : shelf_.matches_into(account.no, paid.transfer)) {
      if (unit < match.in_offset) break;
      unit += match.amount;
      gap = match.in_offset + match.amount;
    }
  must(unit < paid.amount);
  auto const begin = std::max(low, paid.value);
  auto const first = std::max(unit + 1 - (high - begin), gap);
  auto const parent = item.parent;
  item.finger = paid;
  item.upto -= unit + 1 - first;
  if (item.from < item.upto) push(item);
  push({.transfer = paid.transfer, .account = account.no, .from = first, .upto = unit + 1, .parent = parent});
}

std::vector<WaitingUnits> waiting_in(Shelf& shelf, int64_t account, std::vector<Start> const& starts) {
  std::vector<WaitingUnits> waiting;
  for (auto const& start : starts) {
    ForwardWalk walk(shelf, start);
    while (auto const found = walk.next())
      if (found->waits && found->account == account) waiting.push_back({found->transfer, found->offset, found->amount});
  }
  std::sort(waiting.begin(), waiting.end(), [](auto const& a, auto const& b) {
    return a.transfer != b.transfer ? a.transfer < b.transfer : a.offset < b.offset;
  });
  return waiting;
}

}  // namespace lumbung::ledger
