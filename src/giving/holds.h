// A gift that is held for examination: while it is, its unspent rupiah can be neither released, spent nor given back.
//
// What waits of the gift in the campaign's fund, and what was released of it and not spent, is moved by name into two
// accounts of the campaign that nothing else takes from: `held` and `held_released`. When the hold ends, exactly these
// units go back to where they came from. So provenance stays exact and what others gave stays free. What had become
// goods stays goods: that cash has left already. Decision 0042.
//
// There are two kinds: a suspicion of staff, and a dispute that the acquirer announced before it takes any money. A
// dispute has a deadline for the organisation's answer; that it passes ends nothing.
#pragma once

#include "giving/giving.h"

namespace lumbung {
struct GiftHold;
}  // namespace lumbung

namespace lumbung::giving {

// Events.
inline constexpr std::string_view gift_held = "giving.gift_held";    // facts: kind, amount (sen)
inline constexpr std::string_view hold_ended = "giving.hold_ended";  // facts: outcome, amount (sen)

// Refusals.
inline constexpr Refusal gift_is_held{"giving.gift_is_held", Trouble::conflict,
                                      "Donasi ini sedang ditahan untuk diperiksa. Akhiri penahanannya dulu.",
                                      "This gift is held for examination. End the hold first."};
inline constexpr Refusal gift_not_held{"giving.gift_not_held", Trouble::conflict, "Donasi ini tidak sedang ditahan.",
                                       "This gift is not held."};
inline constexpr Refusal nothing_to_hold{"giving.nothing_to_hold", Trouble::conflict,
                                         "Tidak ada lagi dari donasi ini yang belum terpakai, jadi tidak ada yang bisa "
                                         "ditahan.",
                                         "Nothing of this gift is unspent, so nothing can be held."};
inline constexpr Refusal hold_needs_reason{"giving.hold_needs_reason", Trouble::bad_input,
                                           "Tuliskan alasannya, paling sedikit 10 huruf dan tanpa nama orang.",
                                           "Write the reason, in at least 10 characters and without names of people."};
inline constexpr Refusal dispute_needs_deadline{
    "giving.dispute_needs_deadline", Trouble::bad_input,
    "Sengketa perlu batas waktu jawaban dari penyelenggara pembayaran: hari ini atau sesudahnya.",
    "A dispute needs the payment provider's deadline for an answer: today or later."};
inline constexpr Refusal outcome_does_not_fit{
    "giving.outcome_does_not_fit", Trouble::bad_input,
    "Sengketa berakhir menang atau kalah; penahanan lain berakhir dilepas atau dikembalikan.",
    "A dispute ends won or lost; another hold ends released or returned."};

enum class HoldKind { suspicion, dispute };
enum class HoldState { open, released, returned, won, lost };

struct HoldRecord {
  Id<GiftHold> id;
  Id<Gift> gift;
  HoldKind kind = HoldKind::suspicion;
  std::string reason;
  std::string reference;         // the acquirer's number of the dispute; may be ""
  std::optional<Date> deadline;  // of disputes
  Money from_fund, from_released;
  HoldState state = HoldState::open;
  std::string note;  // why it ended so
  Instant placed;
  std::optional<Instant> ended;
  Money amount() const { return from_fund + from_released; }
};

struct HoldWish {
  Id<GiftHold> id;
  Id<Gift> gift;
  HoldKind kind = HoldKind::suspicion;
  std::string reason;
  std::string reference;
  std::optional<Date> deadline;
};

// Needs `giving.refund` or `programme.approve_release`. A dispute may be opened for a gift of which nothing is left,
// so that its deadline is known; a suspicion then is refused.
Verdict hold_gift(Work& work, HoldWish const& wish);
// released: all is as before. returned: what had waited in the fund goes back to the giver at once. won: as released.
// lost: the acquirer takes the gift, as in take_back. The two that move money out need `giving.refund`.
Verdict end_hold(Work& work, Id<Gift> gift, HoldState outcome, std::string_view note);

std::optional<HoldRecord> open_hold(View const& view, GiftRecord const& gift);
// All holds of a gift, newest first; at most 100.
std::vector<HoldRecord> holds(View const& view, GiftRecord const& gift);
// The open holds of these gifts of one campaign, newest gift first, as `gifts` gives them.
std::vector<HoldRecord> open_holds(View const& view, CampaignRecord const& campaign, std::vector<GiftRecord> const& of);
// Held gifts only, newest first.
std::vector<GiftRecord> held_gifts(View const& view, CampaignRecord const& campaign, std::optional<Id<Gift>> after,
                                   int limit);

// What is left of a gift: all that is unused wherever it waits, and of it what lies free in the campaign's fund and so
// can be given back. One walk in the ledger.
struct Left {
  Money unused, in_fund;
};
Left left_of(View const& view, GiftRecord const& gift);

Id<LedgerAccount> held_of(Id<Campaign> campaign);
Id<LedgerAccount> held_released_of(Id<Campaign> campaign);

}  // namespace lumbung::giving
