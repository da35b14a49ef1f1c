#include "giving/holds.h"

#include "giving/rules.h"
#include "giving/store_holds.h"
#include "programme/programme.h"

namespace lumbung::giving {
namespace {

constexpr std::size_t least_reason = 10;

std::string_view word_of(HoldState state) { return store::hold_states[static_cast<std::size_t>(state)]; }

Verdict may_hold(View const& view, CampaignRecord const& campaign) {
  if (view.actor.may(refund_gifts, campaign.organisation)) return done;
  auto const programme = TRY(programme::find(view, campaign.programme));
  return work::require(view.actor, programme::approve_release, campaign.organisation, programme.area);
}

Verdict fields_hold(View const& view, HoldWish const& wish) {
  if (wish.reason.size() < least_reason) return refuse(hold_needs_reason).at("/reason");
  if (wish.kind == HoldKind::dispute && (!wish.deadline || *wish.deadline < view.today()))
    return refuse(dispute_needs_deadline).at("/deadline");
  return done;
}

Verdict open_held_accounts(Work& work, CampaignRecord const& campaign) {
  ledger::AccountWish held{.id = held_of(campaign.id),
                           .book = {campaign.book},
                           .grows = ledger::Side::credit,
                           .account_class = ledger::Class::net_assets_restricted,
                           .passage = ledger::Passage::carries,
                           .owner_kind = "campaign",
                           .owner = campaign.id.uuid,
                           .purpose = "held"};
  TRY(ledger::open_account(work, held));
  held.id = held_released_of(campaign.id);
  held.purpose = "held_released";
  TRY(ledger::open_account(work, held));
  return done;
}

// Both ways by name: only this gift's units.
Verdict move(Work& work, CampaignRecord const& campaign, HoldRecord const& hold, bool away) {
  auto const released = programme::accounts(campaign.programme).released;
  ledger::EntryWish entry{.id = away ? as<Entry>(hold.id) : Id<Entry>{derived_uuid(hold.id.uuid, "ending")},
                          .book = {campaign.book},
                          .kind = away ? "gift_hold" : "gift_hold_end",
                          .day = work.today(),
                          .subject = hold.gift.uuid,
                          .transfers = {}};
  auto const add = [&](Id<LedgerAccount> free, Id<LedgerAccount> held, Money amount) {
    if (amount.zero()) return;
    entry.transfers.push_back({away ? free : held, away ? held : free, amount, as<Entry>(hold.gift)});
  };
  add(fund_of(campaign.id), held_of(campaign.id), hold.from_fund);
  add(released, held_released_of(campaign.id), hold.from_released);
  if (!entry.transfers.empty()) TRY(ledger::post(work, entry));
  return done;
}

Verdict outcome_fits(View const& view, CampaignRecord const& campaign, HoldKind kind, HoldState outcome) {
  bool const of_dispute = outcome == HoldState::won || outcome == HoldState::lost;
  if (outcome == HoldState::open || of_dispute != (kind == HoldKind::dispute))
    return refuse(outcome_does_not_fit).at("/outcome");
  bool const moves_out = outcome == HoldState::returned || outcome == HoldState::lost;
  return moves_out ? work::require(view.actor, refund_gifts, campaign.organisation) : may_hold(view, campaign);
}

}  // namespace

Id<LedgerAccount> held_of(Id<Campaign> campaign) { return {derived_uuid(campaign.uuid, "held")}; }
Id<LedgerAccount> held_released_of(Id<Campaign> campaign) { return {derived_uuid(campaign.uuid, "held_released")}; }

Verdict hold_gift(Work& work, HoldWish const& wish) {
  auto const gift = TRY(find(work, wish.gift));
  auto const campaign = TRY(find(work, gift.campaign));
  TRY(may_hold(work, campaign));
  TRY(fields_hold(work, wish));
  if (!gift.paid_at) return refuse(gift_not_paid);
  if (open_hold(work, gift)) return refuse(gift_is_held);
  if (store::has_hold(work, gift, wish.id)) return refuse(programme::id_reused).at("/id");
  auto const unspent = [&](Id<LedgerAccount> account) {
    return ledger::unspent(work, {gift.book}, as<Entry>(gift.id), account);
  };
  HoldRecord const hold{.id = wish.id,
                        .gift = gift.id,
                        .kind = wish.kind,
                        .reason = wish.reason,
                        .reference = wish.reference,
                        .deadline = wish.kind == HoldKind::dispute ? wish.deadline : std::nullopt,
                        .from_fund = TRY(unspent(fund_of(campaign.id))),
                        .from_released = TRY(unspent(programme::accounts(campaign.programme).released)),
                        .note = {},
                        .placed = work.now,
                        .ended = {}};
  if (gift.state == GiftState::refunded || (hold.amount().zero() && hold.kind == HoldKind::suspicion))
    return refuse(nothing_to_hold);
  TRY(open_held_accounts(work, campaign));
  TRY(move(work, campaign, hold, true));
  store::insert_hold(work, gift, hold);
  record(work, campaign, gift_held, gift.id,
         {{"kind", hold.kind == HoldKind::dispute ? "dispute" : "suspicion"},
          {"amount", std::to_string(hold.amount().minor)}});
  return done;
}

Verdict settle_hold(Work& work, CampaignRecord const& campaign, HoldRecord const& hold, HoldState outcome,
                    std::string_view note) {
  TRY(move(work, campaign, hold, false));
  store::end_hold(work, campaign, hold, outcome, note);
  record(work, campaign, hold_ended, hold.gift,
         {{"outcome", std::string(word_of(outcome))}, {"amount", std::to_string(hold.amount().minor)}});
  return done;
}

Verdict end_hold(Work& work, Id<Gift> id, HoldState outcome, std::string_view note) {
  auto const gift = TRY(find(work, id));
  auto const campaign = TRY(find(work, gift.campaign));
  TRY(may_hold(work, campaign));
  auto const hold = open_hold(work, gift);
  if (!hold) return refuse(gift_not_held);
  TRY(outcome_fits(work, campaign, hold->kind, outcome));
  if (note.size() < least_reason) return refuse(hold_needs_reason).at("/note");
  if (outcome == HoldState::lost) return take_back(work, gift.charge, note);
  TRY(settle_hold(work, campaign, *hold, outcome, note));
  if (outcome == HoldState::returned && hold->from_fund.positive())
    TRY(refund(work, id, {derived_uuid(hold->id.uuid, "refund")}, hold->from_fund, note));
  return done;
}

std::optional<HoldRecord> open_hold(View const& view, GiftRecord const& gift) { return store::open_hold(view, gift); }

std::vector<HoldRecord> holds(View const& view, GiftRecord const& gift) { return store::holds(view, gift); }

Left left_of(View const& view, GiftRecord const& gift) {
  Left left{0_rp, 0_rp};
  if (!gift.paid_at) return left;
  auto const state = ledger::state_of(view, {gift.book}, as<Entry>(gift.id));
  must(!state.refused());  // a paid gift has its entry
  left.unused = state->unused;
  for (auto const& waiting : state->waiting)
    if (waiting.account == fund_of(gift.campaign)) left.in_fund += waiting.amount;
  return left;
}

std::vector<HoldRecord> open_holds(View const& view, CampaignRecord const& campaign,
                                   std::vector<GiftRecord> const& of) {
  if (of.empty()) return {};
  return store::open_holds(view, campaign, of.back().id, of.front().id);
}

std::vector<GiftRecord> held_gifts(View const& view, CampaignRecord const& campaign, std::optional<Id<Gift>> after,
                                   int limit) {
  return store::held_gifts(view, campaign, after, limit);
}

}  // namespace lumbung::giving
