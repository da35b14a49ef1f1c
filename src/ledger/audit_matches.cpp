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
  if (match.in_offset < 0 || match.amount <= 0 || match.in_offset + match.amount > in->amount)
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

}  // namespace

void Audit::matches() {
  std::vector<MatchRow> group;
  auto const finish = [&] {
    if (!group.empty()) matches_of(group.front().account, group);
    group.clear();
  };
  std::vector<MatchRow> all;
  store::each_match(view_.rows, book_, [&](MatchRow const& row) {
    all.push_back(row);
    return true;
  });
  for (auto const& row : all) {
    if (!group.empty() && group.front().account != row.account) finish();
    group.push_back(row);
  }
  finish();
  // Trees of accounts without a match must be empty.
  for (auto const no : store::accounts_with_matched(view_.rows, book_)) {
    auto const* found = account(no);
    if (found == nullptr || found->matched == 0) report(0, "matched_differs", "account " + std::to_string(no));
  }
}

void Audit::matches_of(int64_t no, std::span<MatchRow const> matches) {
  auto* about = account(no);
  if (about == nullptr || !about->row.carries()) {
    report(0, "match_differs", "matches of account " + std::to_string(no));
    return;
  }
  Replay replay;
  int64_t running = 0;
  for (std::size_t first = 0; first < matches.size();) {
    auto const out = store::transfer(view_.rows, book_, matches[first].out_transfer);
    auto const fault = [&](std::string_view what) {
      report(out ? out->entry : 0, "match_differs",
             std::string(what) + ", transfer " + std::to_string(matches[first].out_transfer));
    };
    auto end = first;
    int64_t taken = 0;
    std::vector<int64_t> postings;
    for (; end < matches.size() && matches[end].out_transfer == matches[first].out_transfer; ++end) {
      auto const& match = matches[end];
      if (match.out_offset != taken || match.before != running + taken) fault("sums of matches differ");
      auto const judged =
          out ? judge(view_, book_, about->row, match, replay, *out, running) : Judged{"taken by no transfer"};
      if (!judged.wrong.empty()) fault(judged.wrong);
      postings.push_back(judged.posting);
      taken += match.amount;
    }
    if (out && taken != out->amount) fault("matches do not sum to the transfer");
    for (auto at = first; at < end; ++at)
      if (postings[at - first] > 0) replay.add(matches[at], postings[at - first]);
    running += taken;
    first = end;
  }
  about->matched = running;
  tree_of(no, replay.tree());
}

void Audit::tree_of(int64_t no, std::map<int64_t, MatchedRow> const& expected) {
  auto const found = store::matched_of(view_.rows, book_, no);
  bool const same = std::equal(found.begin(), found.end(), expected.begin(), expected.end(),
                               [](auto const& a, auto const& b) { return a.posting == b.first && a.row == b.second; });
  if (!same) report(0, "matched_differs", "sums of matches of account " + account(no)->row.about.id.text());
}

}  // namespace lumbung::ledger
