// How campaigns and what belongs to them are shown. For the routes of this room.
#pragma once

#include "access/organisations.h"
#include "giving/giving.h"
#include "http/json.h"
#include "work/work.h"

namespace lumbung::giving {

void show_organisation(http::Json& j, work::View const& view, Id<Organisation> organisation);
// permit and exemption: one of them, or both null.
void show_permit(http::Json& j, work::View const& view, Id<Organisation> organisation);
void show_bars(http::Json& j, Bars const& bars);
// The members of a CampaignCard.
void show_card(http::Json& j, work::View const& view, CampaignRecord const& campaign);
// The members that a whole campaign has beyond its card.
void show_campaign(http::Json& j, work::View const& view, CampaignRecord const& campaign);
void show_public_gift(http::Json& j, GiftRecord const& gift);
void show_trace(http::Json& j, work::View const& view, Trace const& trace, std::string const& token);
std::string_view name_of(GiftState state);

}  // namespace lumbung::giving
