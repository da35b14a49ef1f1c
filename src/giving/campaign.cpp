#include <map>

#include "access/organisations.h"
#include "core/canary.h"
#include "core/public_text.h"
#include "giving/rules.h"
#include "giving/store.h"
#include "programme/programme.h"
#include "programme/reach.h"
#include "programme/uploads.h"

namespace lumbung::giving {
namespace {

bool is_slug(std::string_view slug) {
  if (slug.size() < 3 || slug.size() > 60 || slug.front() == '-' || slug.back() == '-') return false;
  for (char const c : slug)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return false;
  return true;
}

// Only what the organisation itself sent in to be shown; never what proves something, nor anybody's papers.
Verdict may_be_shown(View const& view, std::int64_t book, std::optional<Hash> const& picture) {
  if (!picture) return done;
  bool const its_own =
      programme::is_upload(view, book, *picture, programme::UploadFor::campaign) && view.house.files->has(*picture);
  if (!its_own || programme::is_evidence(view, *picture) || access::is_document(view, *picture))
    return refuse(picture_not_stored).at("/picture");
  return done;
}

Verdict fields_hold(View const& view, CampaignWish const& wish) {
  if (!is_slug(wish.slug)) return refuse(slug_wrong).at("/slug");
  TRY(fit_for_public(wish.title, view.today(), "/title"));
  TRY(fit_for_public(wish.summary, view.today(), "/summary"));
  TRY(fit_for_public(wish.story, view.today(), "/story"));
  if (!wish.target.positive()) return refuse(ledger::amount_not_positive).at("/target");
  if (wish.fee_permille < 0 || wish.fee_permille > 100 || (wish.disaster && wish.fee_permille > 0))
    return refuse(fee_too_high).at("/fee_permille");
  if (wish.deadline && *wish.deadline <= view.today()) return refuse(deadline_passed).at("/deadline");
  return done;
}

CampaignRecord draft_of(CampaignWish const& wish, std::int64_t book) {
  return {.id = wish.id,
          .book = book,
          .organisation = wish.organisation,
          .programme = wish.programme,
          .slug = wish.slug,
          .title = wish.title,
          .summary = wish.summary,
          .story = wish.story,
          .target = wish.target,
          .deadline = wish.deadline,
          .fee_permille = wish.fee_permille,
          .disaster = wish.disaster,
          .over_funding = wish.over_funding,
          .under_funding = wish.under_funding,
          .picture = wish.picture,
          .opened = {},
          .closed = {},
          .closed_reason = {}};
}

Verdict open_accounts(Work& work, CampaignRecord const& campaign) {
  ledger::AccountWish fund{.id = fund_of(campaign.id),
                           .book = {campaign.book},
                           .grows = ledger::Side::credit,
                           .account_class = ledger::Class::net_assets_restricted,
                           .passage = ledger::Passage::carries,
                           .owner_kind = "campaign",
                           .owner = campaign.id.uuid,
                           .purpose = "fund"};
  TRY(ledger::open_account(work, fund));
  auto fee = fund;
  fee.id = fee_account_of(campaign.id);
  fee.account_class = ledger::Class::income;
  fee.passage = ledger::Passage::rests;
  fee.purpose = "collection_fee";
  TRY(ledger::open_account(work, fee));
  return done;
}

struct Held {
  Money in, back;     // ever moved out of the fund, and back into it
  Money of_released;  // now
};
Held sums_of_held(View const& view, CampaignRecord const& campaign) {
  auto const held = ledger::find_account(view, {campaign.book}, held_of(campaign.id));
  if (!held) return {0_rp, 0_rp, 0_rp};  // nothing was ever held
  auto const of_released = ledger::balance(view, {campaign.book}, held_released_of(campaign.id));
  must(!of_released.refused());  // opened together
  return {{held->credits, rupiah}, {held->debits, rupiah}, *of_released};
}

Result<CampaignRecord> owned(View const& view, Id<Campaign> id) {
  auto const campaign = TRY(find(view, id));
  TRY(work::require(view.actor, edit_campaign, campaign.organisation));
  return campaign;
}

}  // namespace

Id<LedgerAccount> fund_of(Id<Campaign> campaign) { return {derived_uuid(campaign.uuid, "fund")}; }
Id<LedgerAccount> fee_account_of(Id<Campaign> campaign) { return {derived_uuid(campaign.uuid, "collection_fee")}; }
Id<LedgerAccount> loss_account_of(Id<Campaign> campaign) { return {derived_uuid(campaign.uuid, "chargeback_loss")}; }

Result<Id<Campaign>> create_campaign(Work& work, CampaignWish const& wish) {
  TRY(work::require(work.actor, edit_campaign, wish.organisation));
  TRY(fields_hold(work, wish));
  auto const programme = TRY(programme::find(work, wish.programme));
  if (programme.organisation != wish.organisation) return refuse(programme::unknown_programme).at("/programme");
  TRY(may_be_shown(work, programme.book, wish.picture));
  if (store::find(work, wish.id)) return refuse(programme::id_reused).at("/id");
  if (store::slug_taken(work, wish.slug)) return refuse(slug_taken).at("/slug");
  auto const campaign = draft_of(wish, programme.book);
  store::insert(work, campaign, programme.area);
  record(work, campaign, campaign_created, campaign.id);
  return campaign.id;
}

Verdict change_campaign(Work& work, CampaignWish const& wish) {
  auto const old = TRY(owned(work, wish.id));
  if (old.state != CampaignState::draft) return refuse(not_a_draft);
  if (wish.organisation != old.organisation) return refuse(campaign_stays).at("/organisation");
  if (wish.programme != old.programme) return refuse(campaign_stays).at("/programme");
  TRY(fields_hold(work, wish));
  TRY(may_be_shown(work, old.book, wish.picture));
  auto changed = draft_of(wish, old.book);
  if (changed.slug != old.slug) return refuse(slug_taken).at("/slug");
  store::update(work, changed);
  record(work, old, campaign_changed, old.id);
  return done;
}

Verdict open_campaign(Work& work, Id<Campaign> id) {
  auto const campaign = TRY(owned(work, id));
  if (campaign.state == CampaignState::open) return done;
  if (campaign.state != CampaignState::draft) return refuse(campaign_closed);
  TRY(access::collecting_organisation(work, campaign.organisation, work.today()));
  if (!payments::find_merchant(work, campaign.organisation)) return refuse(payments::no_merchant);
  TRY(programme::open(work, campaign.programme));
  TRY(open_accounts(work, campaign));
  store::set_state(work, campaign, CampaignState::open, "");
  record(work, campaign, campaign_opened, id);
  return done;
}

Verdict close_campaign(Work& work, Id<Campaign> id, std::string_view reason) {
  auto const campaign = TRY(owned(work, id));
  if (campaign.state == CampaignState::closed) return done;
  if (campaign.state == CampaignState::draft) return refuse(campaign_not_open);
  TRY(fit_for_public(reason, work.today(), "/reason"));
  store::set_state(work, campaign, CampaignState::closed, reason);
  record(work, campaign, campaign_was_closed, id);
  return done;
}

Verdict post_update(Work& work, Id<Campaign> id, UpdateRecord const& update) {
  auto const campaign = TRY(owned(work, id));
  TRY(may_be_shown(work, campaign.book, update.picture));
  TRY(fit_for_public(update.title, work.today(), "/title"));
  TRY(fit_for_public(update.text, work.today(), "/text"));
  if (store::has_update(work, campaign, update.id)) return refuse(programme::id_reused).at("/id");
  store::insert_update(work, campaign, update);
  record(work, campaign, update_posted, update.id);
  return done;
}

Result<CampaignRecord> find(View const& view, Id<Campaign> id) {
  auto found = store::find(view, id);
  if (!found) return refuse(unknown_campaign);
  return *found;
}

Result<CampaignRecord> find_by_slug(View const& view, std::string_view slug) {
  auto found = store::find_by_slug(view, slug);
  if (!found) return refuse(unknown_campaign);
  return *found;
}

std::vector<CampaignRecord> campaigns(View const& view, CampaignFilter const& filter) {
  return store::campaigns(view, filter);
}

std::vector<CampaignRecord> all_campaigns(View const& view, CampaignFilter filter) {
  filter.after.reset();
  filter.limit = 500;
  std::vector<CampaignRecord> all;
  for (bool more = true; more;) {
    auto page = store::campaigns(view, filter);
    more = page.size() == static_cast<std::size_t>(filter.limit);
    if (more) filter.after = page.back().id;
    all.insert(all.end(), page.begin(), page.end());
  }
  return all;
}

PublicTotals public_totals(View const& view) {
  return {.raised = store::all_raised(view), .open_campaigns = store::open_campaigns(view)};
}

bool has_published_campaign(View const& view, Id<Programme> id) {
  auto const programme = programme::find(view, id);
  if (programme.refused()) return false;
  for (auto const& campaign : store::campaigns_of(view, *programme))
    if (campaign.state != CampaignState::draft) return true;
  return false;
}

bool has_public_page(View const& view, Id<Organisation> id) {
  auto const found = access::find_organisation(view, id);
  // A suspended one was verified before: its givers must still find it.
  return found &&
         (found->state == access::OrganisationState::verified || found->state == access::OrganisationState::suspended);
}

std::vector<UpdateRecord> updates(View const& view, Id<Campaign> id) {
  auto const campaign = store::find(view, id);
  return campaign ? store::updates(view, *campaign) : std::vector<UpdateRecord>();
}

std::int64_t givers(View const& view, CampaignRecord const& campaign) { return store::paid_gifts(view, campaign); }

Bars bars(View const& view, CampaignRecord const& campaign) {
  Bars bars{.raised = 0_rp,
            .target = campaign.target,
            .fee = 0_rp,
            .released = 0_rp,
            .spent = 0_rp,
            .in_goods = 0_rp,
            .lost = 0_rp,
            .waiting = 0_rp,
            .refunded = 0_rp,
            .held = 0_rp,
            .unit = {}};
  auto const reach = programme::reach(view, campaign.programme, campaign.id.uuid);
  bars.released = reach.released;
  bars.spent = reach.spent;
  bars.in_goods = reach.in_goods;
  bars.lost = reach.lost;
  auto const fund = ledger::find_account(view, {campaign.book}, fund_of(campaign.id));
  if (fund) {
    auto const fee = ledger::balance(view, {campaign.book}, fee_account_of(campaign.id));
    must(!fee.refused());  // opened together with the fund
    bars.fee = *fee;
    // What is held was moved aside and comes back: neither raised twice nor given back.
    auto const held = sums_of_held(view, campaign);
    bars.waiting = fund->balance() + held.in - held.back;
    bars.held = held.in - held.back + held.of_released;
    bars.refunded = Money{fund->debits, rupiah} - bars.released - held.in;
    bars.raised = Money{fund->credits, rupiah} - held.back + bars.fee - bars.refunded;
  }
  bars.delivered = reach.units;
  bars.proven = reach.proven;
  bars.shared = reach.shared;
  bars.served = reach.households;
  bars.with_decile = reach.with_decile;
  bars.in_1_to_4 = reach.in_1_to_4;
  auto const plan = programme::plan(view, campaign.programme);
  if (!plan.refused())
    for (auto const& item : plan->items) bars.planned += item.units;
  if (!plan.refused() && plan->items.size() == 1) bars.unit = plan->items.front().name;
  return bars;
}

std::vector<DayOfMoney> days_of(View const& view, CampaignRecord const& campaign) {
  std::map<Date, DayOfMoney> days;
  auto const on = [&](Date day) -> DayOfMoney& {
    return days.try_emplace(day, DayOfMoney{day, 0_rp, 0_rp}).first->second;
  };
  for (auto const& [day, amount] : store::days_in(view, campaign)) on(day).in += amount;
  for (auto const& [day, amount] : programme::reach(view, campaign.programme, campaign.id.uuid).days)
    on(day).out += amount;
  std::vector<DayOfMoney> in_order;
  for (auto const& [day, money] : days) in_order.push_back(money);
  return in_order;
}

bool is_shown_picture(View const& view, Hash const& hash) {
  for (auto const book : store::books_that_show(view, hash))
    if (!programme::is_withheld(view, book, hash)) return true;
  return false;
}
bool is_picture(View const& view, Hash const& hash) { return store::is_picture(view, hash); }

Money most_collection_cost(Money collected, bool disaster) { return disaster ? 0_rp : share_of(collected, 1, 10); }

Verdict within_cost_cap(View const& view, Id<Programme> id, Money booked) {
  auto const programme = TRY(programme::find(view, id));
  auto const its_campaigns = store::campaigns_of(view, programme);
  if (its_campaigns.empty()) return done;  // the law speaks of collections
  auto most = 0_rp;
  auto spent = programme::standing(view, id).collection_costs;
  for (auto const& campaign : its_campaigns) {
    auto const sums = bars(view, campaign);
    most += most_collection_cost(sums.raised, campaign.disaster);
    spent += sums.fee;
  }
  if (spent <= most || canary("giving.costs_without_cap")) return done;
  auto const left = most - (spent - booked);
  return refuse(cost_cap).at("/amount").with("left", shown(left.positive() ? left : 0_rp));
}

}  // namespace lumbung::giving
