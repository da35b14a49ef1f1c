// The tables of holds on gifts and of what is paid to the acquirer. Seen by this room's own rules only.
#pragma once

#include <array>

#include "giving/holds.h"
#include "giving/settlements.h"

namespace lumbung::giving::store {

inline constexpr std::array<std::string_view, 5> hold_states{"open", "released", "returned", "won", "lost"};

void insert_hold(Work& work, GiftRecord const& gift, HoldRecord const& hold);
void end_hold(Work& work, CampaignRecord const& campaign, HoldRecord const& hold, HoldState outcome,
              std::string_view note);
bool has_hold(View const& view, GiftRecord const& gift, Id<GiftHold> id);
std::optional<HoldRecord> open_hold(View const& view, GiftRecord const& gift);
std::vector<HoldRecord> holds(View const& view, GiftRecord const& gift);
std::vector<HoldRecord> open_holds(View const& view, CampaignRecord const& campaign, Id<Gift> from, Id<Gift> to);
std::vector<GiftRecord> held_gifts(View const& view, CampaignRecord const& campaign, std::optional<Id<Gift>> after,
                                   int limit);

void insert_settlement(Work& work, SettlementRecord const& settlement);
void set_state(Work& work, SettlementRecord const& settlement, SettlementState state);
std::optional<SettlementRecord> settlement(View const& view, Id<Settlement> id);
std::vector<SettlementRecord> settlements(View const& view, std::int64_t book, Id<Organisation> organisation);

}  // namespace lumbung::giving::store
