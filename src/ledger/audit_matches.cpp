// What was taken by name: every match against its two transfers, against the frontier of its time, and the sums of
// matches over postings. The whole of it is replayed in the order of the outflows.
#include <algorithm>

#include "ledger/audit.h"
#include "ledger/store.h"

namespace lumbung::ledger {
namespace {

using std::int64_t;

// An account's matches so far.
class Replay {
 public:
  void add(MatchRow const& match, int64_t posting) {
    auto& taken = taken_[match.in_transfer];
    taken.emplace_back(match.in_offset, match.amount);
    std::sort(taken.begin(), taken.end());
    for (auto k = posting; k < most_postings; k += k & -k) {
      auto& row = tree_[k];
      if (k == posting) row.own += match.amount;
      row.node += match.amount;
    }
  }
  // Matched over postings 1 to `posting`.
  int64_t upto(int64_t posting) const {
    int64_t sum = 0;
    for (; posting > 0; posting &= posting - 1)
      if (auto const at = tree_.find(posting); at != tree_.end()) sum += at->second.node;
    return sum;
  }
  int64_t before_in(int64_t transfer, int64_t offset) const {
    int64_t sum = 0;
    if (auto const at = taken_.find(transfer); at != taken_.end())
      for (auto const& [from, amount] : at->second)
        if (from < offset) sum += amount;
    return sum;
  }
  bool overlaps(MatchRow const& match) const {
    auto const at = taken_.find(match.in_transfer);
    if (at == taken_.end()) return false;
    return std::any_of(at->second.begin(), at->second.end(), [&](auto const& units) {
      return units.first < match.in_offset + match.amount && match.in_offset < units.first + units.second;
    });
  }
  std::map<int64_t, MatchedRow> const& tree() const { return tree_; }

 private:
  std::map<int64_t, std::vector<std::pair<int64_t, int64_t>>> taken_;
  std::map<int64_t, MatchedRow> tree_;
};

struct Judged {
  std::string_view wrong;  // empty: it fits
  int64_t posting = 0;     // of the inflow
};

// One match against its transfers and the frontier.
Judged judge(View const& view, BookId book, AccountRow const& account, MatchRow const& match, Replay const& replay,
             TransferRow const& out, int64_t matched_before) {
  auto const in = store::transfer(view.rows, book, match.in_transfer);
  if (!in || (in->debit_no != account.no && in->credit_no != account.no) || !account.gains_by(*in))
    return {"takes from what is no inflow"};
  if (match.in_offset < 0 || match.amount <= 0 || match.amount > in->amount ||
      match.in_offset > in->amount - match.amount)
    return {"takes more than the inflow was"};
  if (match.in_transfer >= match.out_transfer) return {"takes what was not there yet"};
  if (replay.overlaps(match)) return {"takes what was taken before"};
  auto const& side = in->side_of(account.no);
  auto const place = account.in_before(side) - replay.upto(side.posting - 1) + match.in_offset -
                     replay.before_in(match.in_transfer, match.in_offset);
  auto const frontier = account.out_before(out.side_of(account.no)) - matched_before;
  if (place < frontier) return {"takes what had been spent"};
  return {"", side.posting};
}

// The matches that one outflow took.
struct TakenByName {
  std::span<MatchRow const> matches;
  std::optional<TransferRow> out;
  int64_t amount = 0;    // of the outflow, or their sum where it is not there
  bool in_order = true;  // what stands on them of the matches before is right
  int64_t before = 0;    // matched before it
};

// How far each is beyond the sum of those before it.
std::vector<int64_t> levels_of(std::span<TakenByName const> all) {
  std::vector<int64_t> levels;
  int64_t sum = 0;
  for (auto const& taken : all) {
    levels.push_back(taken.matches.front().before - sum);
    sum += taken.amount;
  }
  return levels;
}

// The longest row of levels that does not fall, of those that are not left out.
void mark_longest_row(std::vector<TakenByName>& all, std::span<int64_t const> levels,
                      std::function<bool(std::size_t)> const& left_out) {
  std::vector<std::size_t> ends, came_from(all.size(), SIZE_MAX);  // of the best row of each length, its last
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (left_out(i)) continue;
    auto const at = std::upper_bound(ends.begin(), ends.end(), levels[i],
                                     [&](int64_t level, std::size_t end) { return level < levels[end]; });
    if (at != ends.begin()) came_from[i] = *std::prev(at);
    if (at == ends.end())
      ends.push_back(i);
    else
      *at = i;
  }
  for (auto i = ends.empty() ? SIZE_MAX : ends.back(); i != SIZE_MAX; i = came_from[i]) all[i].in_order = true;
}

// Which of them say rightly what was matched before. When none is gone, as the account's head says (`in_all`), that is
// the sum. After each that is gone it is more, never less: so whoever is not of the longest row that does not fall was
// changed; whoever is beyond the head, unless most are; and whoever agrees with neither neighbour.
void mark_order(std::vector<TakenByName>& all, int64_t in_all) {
  auto const levels = levels_of(all);
  int64_t sum = 0, told = 0;
  for (auto& taken : all) {
    taken.in_order = false;
    sum += taken.amount;
    for (auto const& match : taken.matches) told += match.amount;
  }
  auto const top = in_all - sum;
  if (told == in_all) {
    for (std::size_t i = 0; i < all.size(); ++i) all[i].in_order = levels[i] == 0;
  } else {
    bool const top_holds =
        std::ranges::count_if(levels, [&](int64_t level) { return level > top; }) * 2 <= std::ssize(all);
    auto const alone = [&](std::size_t i) {
      auto const before = i == 0 ? 0 : levels[i - 1];
      auto const after = i + 1 == levels.size() ? top : levels[i + 1];
      return levels[i] != before && levels[i] != after;
    };
    mark_longest_row(all, levels, [&](std::size_t i) { return (top_holds && levels[i] > top) || alone(i); });
  }
  int64_t level = 0;
  sum = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].in_order) level = levels[i];
    all[i].before = level + sum;
    sum += all[i].amount;
  }
}

int64_t sum_of(std::span<MatchRow const> matches) {
  int64_t sum = 0;
  for (auto const& match : matches) sum += match.amount;
  return sum;
}

}  // namespace

void Audit::matches() {
  for (auto const no : store::accounts_with_matches(view_.rows, book_)) {
    if (full()) return;
    matches_of(no, store::matches_of(view_.rows, book_, no));
  }
  // Trees of accounts without a match must be empty.
  for (auto const no : store::accounts_with_matched(view_.rows, book_)) {
    auto const* found = account(no);
    if (found == nullptr || found->matched == 0) report(0, "matched_differs", "account " + std::to_string(no));
  }
}

void Audit::matches_of(int64_t no, std::span<MatchRow const> matches) {
  auto* about = account(no);
  if (about == nullptr || !about->carries) {
    report(0, "match_differs", "matches of account " + std::to_string(no));
    return;
  }
  std::vector<TakenByName> all;
  for (auto rest = matches; !rest.empty(); rest = rest.subspan(all.back().matches.size())) {
    std::size_t count = 1;
    while (count < rest.size() && rest[count].out_transfer == rest.front().out_transfer) ++count;
    auto out = store::transfer(view_.rows, book_, rest.front().out_transfer);
    auto const amount = out ? out->amount : sum_of(rest.first(count));
    all.push_back({.matches = rest.first(count), .out = std::move(out), .amount = amount});
  }
  mark_order(all, store::matched_in_all(view_.rows, book_, no));
  Replay replay;
  auto const account_row = about->row(book_, no);
  for (auto const& taken : all) {
    if (full()) return;
    auto const fault = [&](std::string_view what) {
      report(taken.out ? taken.out->entry : 0, "match_differs",
             std::string(what) + ", transfer " + std::to_string(taken.matches.front().out_transfer));
    };
    if (!taken.in_order) fault("sums of matches differ");
    std::vector<std::pair<MatchRow const*, int64_t>> fitting;
    int64_t offset = 0;
    for (auto const& match : taken.matches) {
      if (match.out_offset != offset || match.before != taken.matches.front().before + offset)
        fault("sums of matches differ");
      auto const judged = taken.out ? judge(view_, book_, account_row, match, replay, *taken.out, taken.before)
                                    : Judged{"taken by no transfer"};
      if (!judged.wrong.empty()) fault(judged.wrong);
      if (judged.posting > 0) fitting.emplace_back(&match, judged.posting);
      offset += match.amount;
    }
    if (taken.out && offset != taken.amount) fault("matches do not sum to the transfer");
    for (auto const& [match, posting] : fitting) replay.add(*match, posting);
  }
  about->matched = all.back().before + all.back().amount;
  tree_of(no, replay.tree());
}

void Audit::tree_of(int64_t no, std::map<int64_t, MatchedRow> const& expected) {
  auto const found = store::matched_of(view_.rows, book_, no);
  auto const tell = [&](int64_t posting) {
    report(0, "matched_differs",
           "sums of matches of account " + account(no)->id.text() + ", posting " + std::to_string(posting));
  };
  auto next = expected.begin();
  for (auto const& row : found) {
    for (; next != expected.end() && next->first < row.posting; ++next) tell(next->first);
    if (next == expected.end() || next->first != row.posting) {
      tell(row.posting);
    } else {
      if (next->second != row.row) tell(row.posting);
      ++next;
    }
  }
  for (; next != expected.end(); ++next) tell(next->first);
}

}  // namespace lumbung::ledger
