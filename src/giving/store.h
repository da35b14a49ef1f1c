// The tables of campaigns and gifts. Seen by this room's own rules only.
#pragma once

#include "giving/giving.h"

namespace lumbung::giving::store {

void insert(Work& work, CampaignRecord const& campaign, std::string_view area);
void update(Work& work, CampaignRecord const& campaign);
void set_state(Work& work, CampaignRecord const& campaign, CampaignState state, std::string_view reason);
void count_gift(Work& work, CampaignRecord const& campaign, int by);
std::optional<CampaignRecord> find(View const& view, Id<Campaign> campaign);
std::optional<CampaignRecord> find_by_slug(View const& view, std::string_view slug);
bool slug_taken(View const& view, std::string_view slug);
std::vector<CampaignRecord> campaigns(View const& view, CampaignFilter const& filter);
// All campaigns of a programme, drafts too.
std::vector<CampaignRecord> campaigns_of(View const& view, programme::ProgrammeRecord const& programme);
// Over all books.
Money all_raised(View const& view);
std::int64_t open_campaigns(View const& view);
std::int64_t paid_gifts(View const& view, CampaignRecord const& campaign);

void insert_update(Work& work, CampaignRecord const& campaign, UpdateRecord const& update);
bool has_update(View const& view, CampaignRecord const& campaign, Id<CampaignUpdate> update);
std::vector<UpdateRecord> updates(View const& view, CampaignRecord const& campaign);

void insert_gift(Work& work, GiftRecord const& gift);
std::optional<GiftRecord> gift(View const& view, Id<Gift> gift);
std::optional<GiftRecord> gift_of(View const& view, Id<Charge> charge);
// Writes state, amount, fee, paid_at and refunded.
void settle_gift(Work& work, GiftRecord const& gift);
void unname_gift(Work& work, GiftRecord const& gift);
void clear_message(Work& work, GiftRecord const& gift);
std::vector<GiftRecord> gifts(View const& view, CampaignRecord const& campaign, std::optional<Id<Gift>> after,
                              int limit, bool paid_only);
std::vector<GiftRecord> public_gifts(View const& view, CampaignRecord const& campaign, std::int64_t skipped, int limit);
void insert_refund(Work& work, GiftRecord const& gift, Id<Refund> id, Money amount, std::string_view reason);
bool has_refund(View const& view, GiftRecord const& gift, Id<Refund> id);

// Adds (or takes away) on a day of a campaign.
void add_to_day(Work& work, CampaignRecord const& campaign, Date day, Money amount);
std::vector<std::pair<Date, Money>> days_in(View const& view, CampaignRecord const& campaign);
// The books whose campaigns (no drafts) or updates show it.
std::vector<std::int64_t> books_that_show(View const& view, Hash const& hash);
bool is_picture(View const& view, Hash const& hash);  // of any campaign or update, drafts as well

}  // namespace lumbung::giving::store
