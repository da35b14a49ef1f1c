// The doors to provenance: pieces with their ways, pages of them, and sums.
#include <algorithm>
#include <map>

#include "ledger/flow.h"
#include "ledger/ledger.h"

namespace lumbung::ledger {
namespace {

using std::int64_t;

Step step_from(Shelf& shelf, int64_t transfer, int64_t account) {
  auto const& entry = shelf.entry(shelf.transfer(transfer).entry);
  return {.entry = entry.id,
          .kind = entry.kind,
          .subject = entry.subject,
          .day = entry.day,
          .transfer = transfer,
          .account = shelf.account(account).about.id};
}

std::vector<Step> steps_from(Shelf& shelf, std::vector<Waypoint> const& path) {
  std::vector<Step> steps;
  steps.reserve(path.size());
  for (auto const& point : path) steps.push_back(step_from(shelf, point.transfer, point.account));
  return steps;
}

Fate fate_of(Shelf& shelf, Found const& found) {
  if (found.waits) return Fate::waiting;
  auto const& entry = shelf.entry(shelf.transfer(found.transfer).entry);
  bool const went_back = entry.reverses || entry.kind == kind_refund || entry.kind == kind_chargeback;
  return went_back ? Fate::refunded : Fate::used;
}

ForwardPiece piece_from(Shelf& shelf, ForwardWalk const& walk, Found const& found) {
  auto const& about = shelf.account(found.account).about;
  return {.amount = {found.amount, about.asset},
          .fate = fate_of(shelf, found),
          .account = about.id,
          .path = steps_from(shelf, walk.path())};
}

BackwardPiece piece_from(Shelf& shelf, BackwardWalk const& walk, Found const& found) {
  auto const& source = shelf.entry(shelf.transfer(found.transfer).entry);
  return {.amount = {found.amount, shelf.account(found.account).about.asset},
          .source = source.id,
          .kind = source.kind,
          .subject = source.subject,
          .day = source.day,
          .path = steps_from(shelf, walk.path())};
}

// Goes through the starts from the last to the first, handing out pieces until the page is full.
template <class AnyWalk, class Piece>
Result<Traced<Piece>> traced(Shelf& shelf, std::vector<Start> const& starts, TraceWish const& wish) {
  if (wish.limit < 1 || wish.limit > 10'000) return refuse(page_wrong).at("/limit");
  Traced<Piece> made;
  bool resumed = !wish.from;
  for (auto at = starts.rbegin(); at != starts.rend(); ++at) {
    auto start = *at;
    if (!resumed) {
      if (start.transfer != wish.from->transfer) continue;
      if (wish.from->upto <= start.from || wish.from->upto > start.upto) continue;
      start.upto = wish.from->upto;
      resumed = true;
    }
    AnyWalk walk(shelf, start);
    auto upto = start.upto;
    while (upto > start.from) {
      if (made.pieces.size() == static_cast<std::size_t>(wish.limit)) {
        made.next = TraceMark{start.transfer, upto};
        return made;
      }
      auto const found = walk.next();
      must(found.has_value());
      made.pieces.push_back(piece_from(shelf, walk, *found));
      upto -= found->amount;
    }
    must(upto == start.from);
  }
  if (!resumed) return refuse(page_wrong).at("/from");
  return made;
}

struct Asked {
  EntryRow const* entry;
  std::optional<int64_t> account;
};
Result<Asked> asked(Shelf& shelf, Id<Entry> id, std::optional<Id<LedgerAccount>> account) {
  Asked found{shelf.find_entry(id), std::nullopt};
  if (found.entry == nullptr) return refuse(entry_unknown).at("/entry");
  if (!account) return found;
  auto const* row = shelf.find_account(*account);
  if (row == nullptr) return refuse(account_unknown).at("/account");
  found.account = row->no;
  return found;
}

// Legs that bring value from outside to where it rests at once, never passing a `carries` account: fees.
int64_t straight_to_rest(Shelf& shelf, EntryRow const& entry, Asset const& asset) {
  int64_t sum = 0;
  for (auto number = entry.first_transfer; number < entry.end(); ++number) {
    auto const& transfer = shelf.transfer(number);
    auto const& debit = shelf.account(transfer.debit_no);
    auto const& credit = shelf.account(transfer.credit_no);
    if (!debit.carries() && !credit.carries() && debit.about.asset == asset) sum += transfer.amount;
  }
  return sum;
}

void add_waiting(GiftState& state, Shelf& shelf, std::map<int64_t, int64_t> const& waiting) {
  for (auto const& [account, amount] : waiting) {
    auto const& about = shelf.account(account).about;
    state.waiting.push_back({about.id, {amount, about.asset}});
    state.unused.minor += amount;
  }
}

}  // namespace

Result<Traced<ForwardPiece>> trace_forward(View const& view, TraceWish const& wish) {
  Shelf shelf(view, wish.book);
  auto const found = TRY(asked(shelf, wish.entry, wish.account));
  return traced<ForwardWalk, ForwardPiece>(shelf, entrances(shelf, *found.entry, found.account), wish);
}

Result<Traced<BackwardPiece>> trace_backward(View const& view, TraceWish const& wish) {
  Shelf shelf(view, wish.book);
  auto const found = TRY(asked(shelf, wish.entry, wish.account));
  return traced<BackwardWalk, BackwardPiece>(shelf, exits(shelf, *found.entry, found.account), wish);
}

Result<GiftState> state_of(View const& view, BookId book, Id<Entry> gift, Asset asset) {
  Shelf shelf(view, book);
  auto const found = TRY(asked(shelf, gift, std::nullopt));
  auto const& entry = *found.entry;
  Money const none{0, asset};
  GiftState state{.amount = none, .fees = none, .used = none, .refunded = none, .unused = none, .waiting = {}};
  auto const straight = straight_to_rest(shelf, entry, asset);
  state.amount.minor = straight;
  (shelf.reversed_by(entry.number) ? state.refunded : state.fees).minor = straight;
  std::map<int64_t, int64_t> waiting;
  for (auto const& start : entrances(shelf, entry)) {
    if (shelf.account(start.account).about.asset != asset) continue;
    state.amount.minor += start.upto - start.from;
    ForwardWalk walk(shelf, start);
    while (auto const piece = walk.next()) {
      auto const fate = fate_of(shelf, *piece);
      if (fate == Fate::waiting)
        waiting[piece->account] += piece->amount;
      else if (shelf.transfer(piece->transfer).entry == entry.number)
        state.fees.minor += piece->amount;
      else
        (fate == Fate::used ? state.used : state.refunded).minor += piece->amount;
    }
  }
  add_waiting(state, shelf, waiting);
  must(state.amount == state.fees + state.used + state.refunded + state.unused);
  return state;
}

Result<Money> unspent(View const& view, BookId book, Id<Entry> id, Id<LedgerAccount> account) {
  Shelf shelf(view, book);
  auto const found = TRY(asked(shelf, id, account));
  auto const& row = shelf.account(*found.account);
  int64_t sum = 0;
  if (row.carries())
    for (auto const& units : waiting_in(shelf, row.no, entrances(shelf, *found.entry))) sum += units.amount;
  return Money{sum, row.about.asset};
}

}  // namespace lumbung::ledger
