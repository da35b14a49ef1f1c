// Campaigns, gifts, and what became of them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/bytes.h"
#include "core/id.h"
#include "core/money.h"
#include "core/time.h"
#include "programme/losses.h"

namespace lumbung {
struct Campaign;
struct CampaignUpdate;
struct Gift;
struct Refund;
struct Charge;
struct Report;
}  // namespace lumbung

namespace lumbung::giving {

enum class CampaignState { draft, open, closed, suspended };
// As the tables and the API say it, in the order of the states.
inline constexpr std::array<std::string_view, 4> campaign_states{"draft", "open", "closed", "suspended"};
enum class OverFunding { stop, carry_on };  // when the target is reached: take no more, or carry on for more households
enum class UnderFunding { carry_on, refund };  // when the deadline passes below the target

struct CampaignRecord {
  Id<Campaign> id;
  std::int64_t book = 0;
  Id<Organisation> organisation;
  Id<Programme> programme;
  std::string slug;  // "kit-sekolah-mekarmukti": a-z, 0-9 and '-'
  std::string title, summary, story;
  Money target;
  std::optional<Date> deadline;
  int fee_permille = 0;  // of each gift, 0 to 100; 0 for disasters
  bool disaster = false;
  OverFunding over_funding = OverFunding::carry_on;
  UnderFunding under_funding = UnderFunding::carry_on;
  std::optional<Hash> picture;
  CampaignState state = CampaignState::draft;
  std::optional<Instant> opened, closed;
  std::string closed_reason;
};

// The three bars of a campaign (row G4). Each figure opens the entries that sum to it.
struct Bars {
  // raised = fee + waiting + released, and released = spent + in_goods + lost + what the organisation still holds;
  // `refunded` was taken off what was raised.
  Money raised, target, fee, released, spent, in_goods, lost, waiting, refunded;
  Money held;  // of what waits or was released, what lies still for an examination
  // What this campaign's own money paid for; of it, `shared` was paid for together with other campaigns. The plan is
  // the programme's.
  std::int64_t planned = 0, delivered = 0, proven = 0, shared = 0;
  std::string unit;  // the name of the item when there is only one, else ""
  std::int64_t served = 0, with_decile = 0, in_1_to_4 = 0;
};

enum class GiftState { waiting, paid, expired, cancelled, refunded };
inline constexpr std::array<std::string_view, 5> gift_states{"waiting", "paid", "expired", "cancelled", "refunded"};
inline std::string_view name_of(GiftState state) { return gift_states[static_cast<std::size_t>(state)]; }
struct GiftRecord {
  Id<Gift> id;
  std::int64_t book = 0;
  Id<Campaign> campaign;
  Money amount;
  Money fee;
  bool anonymous = true;
  std::string name;  // as the giver wants to be shown; "" when anonymous
  std::string message;
  GiftState state = GiftState::waiting;
  Id<Charge> charge;
  Instant at;
  std::optional<Instant> paid_at;
  Money refunded;
};

struct UpdateRecord {
  Id<CampaignUpdate> id;
  std::string title, text;
  std::optional<Hash> picture;
  Instant at;
};

// What a gift became, for the one link without sign-in (row G6).
enum class PartKind { fee, delivered, cost, lost, in_goods, released, waiting, held, refunded };
struct EntryRef {
  Id<Entry> id;
  std::string kind;
  Date on;
  std::optional<std::int64_t> log_index;  // none until it stands in a published checkpoint
};
struct TracePart {
  PartKind kind = PartKind::waiting;
  Money amount;
  std::optional<programme::DeliveryRecord> delivery;  // for `delivered`
  Money from_others;                                  // what other gifts paid of the same delivery
  std::optional<programme::CostRecord> cost;          // for `cost`
  std::optional<programme::LossRecord> loss;          // for `lost`: goods that spoiled or disappeared
  std::vector<EntryRef> entries;                      // the way it went, first to last
};
struct Trace {
  GiftRecord gift;
  CampaignRecord campaign;
  Money used, unused;  // amount = fee + used + refunded + unused, always
  std::vector<TracePart> parts;
  EntryRef entry;  // the gift's own
  bool more = false;
};

}  // namespace lumbung::giving
