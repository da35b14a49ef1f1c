// Following value through the book, unit by unit: the rupiah has an address.
//
// In a `carries` account the inflows lie end to end on one axis and the outflows on another. First in, first out means
// that units [c, d) of the outflow axis were paid by the inflows that overlap [c, d). A transfer from one such account
// to another is an outflow here and an inflow there: unit u of the one is unit u of the other. So whoever asks for an
// interval of a transfer's units is answered by intervals of other transfers, exactly, over any number of hops.
//
// What is taken by name (earmark, refund, reversal) is a match: an interval of an inflow's units became an interval of
// an outflow's units, and both are taken off the axes. Taking them off never changes what was decided before. Let F be
// the frontier, the sum of all outflows that were not matched: everything decided lies at free places below F. A match
// takes only units that wait, which is to say at free places at or beyond F; all free places below F therefore keep
// their inflow and their offset in it. And later outflows are laid from F upwards. Outflows never run ahead of inflows,
// because a `carries` account cannot go below zero, so what paid for an outflow is always an earlier transfer.
//
// A reversal brings value back from where it rested: that inflow has no source account, but a twin, the outflow that it
// reverses. Backward, the walk goes on at the twin, to the gifts that had paid for it; forward, it passes from a
// reversed outflow to the twin that brought its units back.
//
// Forward the numbers of transfers only rise, backward they only fall, except from a twin to its twin, which obeys the
// same order: so no walk can run in a circle. Both walks hand out their pieces one at a time, the last unit first, with
// a stack of their own, so neither a long way nor a big gift needs memory for more than what is still to be asked.
#pragma once

#include <optional>
#include <vector>

#include "ledger/search.h"
#include "ledger/shelf.h"

namespace lumbung::ledger {

// Where a walk begins: units [from, upto) of `transfer`, on the side of `account`.
struct Start {
  std::int64_t transfer = 0;
  std::int64_t account = 0;  // a `carries` account
  bool inside = false;       // the units have come into the account (else: they are leaving it)
  std::int64_t from = 0;
  std::int64_t upto = 0;
};

// Where the value of an entry comes in, and where it goes out, of `carries` accounts: every unit that the entry moved,
// once. Units that one leg brings and a later leg of the same entry passes on (the fee out of a gift) begin at the
// former for entrances, at the latter for exits. When both sides of one transfer gain (a gift of goods), the credit
// side is followed; when both lose, the debit side. With `only`: all legs that touch that account.
std::vector<Start> entrances(Shelf& shelf, EntryRow const& entry, std::optional<std::int64_t> only = std::nullopt);
std::vector<Start> exits(Shelf& shelf, EntryRow const& entry, std::optional<std::int64_t> only = std::nullopt);

// A step of the way: value went through this transfer, into (forward) or out of (backward) this account.
struct Waypoint {
  std::int64_t transfer = 0;
  std::int64_t account = 0;
  int parent = -1;
};

// One piece found.
struct Found {
  std::int64_t amount = 0;
  bool waits = false;         // forward: in `account`; else it came to rest there
  std::int64_t account = 0;   // backward: the one that the source transfer brought it into
  std::int64_t transfer = 0;  // the inflow in which it waits; the transfer by which it rests; the source
  std::int64_t offset = 0;    // of its first unit in that transfer
};

// How far a walk goes: to the end, or to the next transfer only.
enum class Reach { all_the_way, one_step };

class Walk {
 public:
  // The waypoints of the piece last found, from the start to its end. Valid until the next piece.
  std::vector<Waypoint> path() const;

 protected:
  // Units [from, upto) of `transfer`; `inside` an account, or still to be placed.
  struct Item {
    bool inside = false;
    std::int64_t transfer = 0;
    std::int64_t account = 0;
    std::int64_t from = 0;
    std::int64_t upto = 0;
    int parent = -1;
    std::optional<Stand> finger = std::nullopt;       // where the last search on this axis ended
    std::optional<std::int64_t> base = std::nullopt;  // the free place of the transfer's first unit
  };
  Walk(Shelf& shelf, Reach reach) : shelf_(shelf), reach_(reach) {}
  int add(std::int64_t transfer, std::int64_t account, int parent);
  void push(Item item);
  Item pop();

  Shelf& shelf_;
  Reach reach_;
  std::vector<Item> stack_;
  std::vector<Waypoint> way_;
  int last_ = -1;
};

class ForwardWalk : public Walk {
 public:
  explicit ForwardWalk(Shelf& shelf, Start const& start, Reach reach = Reach::all_the_way);
  std::optional<Found> next();

 private:
  std::optional<Found> leave(Item const& item);
  std::optional<Found> look_inside(Item item);
  std::optional<Found> look_free(Item& item, std::int64_t gap, std::int64_t removed);
};

class BackwardWalk : public Walk {
 public:
  explicit BackwardWalk(Shelf& shelf, Start const& start, Reach reach = Reach::all_the_way);
  std::optional<Found> next();

 private:
  std::optional<Found> arrive(Item const& item);
  void look_inside(Item item);
  void look_free(Item& item);
};

// Units of inflows of `account` that came through `starts` and wait there, in the order of the axis.
struct WaitingUnits {
  std::int64_t transfer = 0;  // the inflow
  std::int64_t offset = 0;
  std::int64_t amount = 0;
};
std::vector<WaitingUnits> waiting_in(Shelf& shelf, std::int64_t account, std::vector<Start> const& starts);

}  // namespace lumbung::ledger
