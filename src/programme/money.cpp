#include <algorithm>

#include "access/approvals.h"
#include "core/public_text.h"
#include "programme/rules.h"
#include "programme/store.h"

namespace lumbung::programme {
namespace {

Id<LedgerAccount> part(Id<Programme> programme, std::string_view name) { return {derived_uuid(programme.uuid, name)}; }

using access::on_one_line;

std::string evidence_lines(ReleaseRecord const& release) {
  std::string text;
  for (auto const& hash : release.evidence) text += "evidence " + hex(view_of(hash)) + "\n";
  return text;
}

// The form of releases that were proposed before titles stood in the text: their approvals are bound to it.
std::string first_form(store::ReleasePlace const& place) {
  auto const& release = place.release;
  std::string text = "lumbung/release@v1\nid " + release.id.text() + "\nprogramme " + place.programme.text() +
                     "\nsource " + text_of(release.source) + "\namount " + decimal(release.amount) + "\n";
  if (release.milestone) text += "milestone " + release.milestone->text() + "\n";
  return text + "reason " + release.reason + "\n" + evidence_lines(release);
}

std::string canonical_text(View const& view, store::ReleasePlace const& place) {
  if (!place.source_title) return first_form(place);
  auto const programme = store::find(view, place.programme);
  must(programme.has_value());
  auto const& release = place.release;
  std::string text = "lumbung/release@v2\nid " + release.id.text() + "\namount " + decimal(release.amount) +
                     "\nprogramme " + place.programme.text() + "\nprogramme_title " + on_one_line(programme->title) +
                     "\ncampaign " + text_of(release.source) + "\ncampaign_title " + on_one_line(*place.source_title) +
                     "\n";
  if (release.milestone) {
    auto const known = store::milestones(view, *programme);
    auto const milestone = std::ranges::find(known, *release.milestone, &MilestoneRecord::id);
    must(milestone != known.end());
    text += "milestone " + milestone->id.text() + "\nmilestone_title " + on_one_line(milestone->title) +
            "\nmilestone_due " + iso(milestone->due) + "\nmilestone_amount " + decimal(milestone->amount) + "\n";
  }
  return text + "reason " + on_one_line(release.reason) + "\n" + evidence_lines(release);
}

Verdict released_covers(View const& view, ProgrammeRecord const& programme, Money amount, std::string_view field) {
  auto const left = TRY(ledger::balance(view, {programme.book}, accounts(programme.id).released));
  if (left < amount) return refuse(not_enough_released).at(field).with("left", shown(left));
  return done;
}

// What other proposals ask for is spoken for, so that an approver never meets a fund that is empty.
Verdict fund_covers(View const& view, ProgrammeRecord const& programme, ReleaseWish const& wish) {
  auto const in_fund = TRY(ledger::balance(view, {programme.book}, wish.source_account));
  if (in_fund < wish.amount) return refuse(nothing_to_release).at("/amount").with("left", shown(in_fund));
  auto const asked = store::proposed_of(view, programme, wish.source);
  if (in_fund - asked >= wish.amount) return done;
  return refuse(release_already_asked)
      .at("/amount")
      .with("fund", shown(in_fund))
      .with("asked", shown(asked))
      .with("left", shown(asked < in_fund ? in_fund - asked : 0_rp));
}

Verdict prices_compared(PurchaseRecord const& wish) {
  if (wish.total > quotes_needed_above && wish.quotes.size() < 2)
    return refuse(quotes_missing).at("/quotes").with("limit", shown(quotes_needed_above));
  return done;
}

Verdict within_plan(View const& view, ProgrammeRecord const& programme, Item const& item, std::int64_t units) {
  // What was lost may be bought again.
  auto const bought = store::units_bought(view, programme, item.id) - store::units_lost(view, programme, item.id);
  if (units > item.units - bought)
    return refuse(purchase_beyond_plan)
        .at("/units")
        .with("planned", std::to_string(item.units))
        .with("bought", std::to_string(bought));
  return done;
}

}  // namespace

Accounts accounts(Id<Programme> programme) {
  return {part(programme, "released"), part(programme, "in_goods"), part(programme, "spent"),
          part(programme, "stock_value"), part(programme, "expense")};
}

Id<LedgerAccount> bank_of(Id<Organisation> organisation) { return {derived_uuid(organisation.uuid, "bank")}; }

Id<LedgerAccount> goods_account(Id<Programme> programme, Id<PlanItem> item, std::string_view purpose) {
  return {derived_uuid(derived_uuid(programme.uuid, item.text()), purpose)};
}

Verdict all_stored(View const& view, std::int64_t book, std::vector<Hash> const& hashes) {
  for (std::size_t i = 0; i < hashes.size(); ++i)
    if (!store::is_upload(view, book, hashes[i], UploadFor::evidence) || !view.house.files->has(hashes[i]))
      return refuse(evidence_not_stored).at("/evidence/" + std::to_string(i));
  return done;
}

Result<Id<Release>> propose_release(Work& work, Id<Programme> id, ReleaseWish const& wish) {
  auto const programme = TRY(find(work, id));
  TRY(work::require(work.actor, prepare_release, programme.organisation, programme.area));
  if (!wish.amount.positive()) return refuse(ledger::amount_not_positive).at("/amount");
  if (wish.evidence.empty()) return refuse(release_needs_evidence).at("/evidence");
  TRY(all_stored(work, programme.book, wish.evidence));
  if (wish.milestone) {
    auto const known = store::milestones(work, programme);
    if (std::ranges::find(known, *wish.milestone, &MilestoneRecord::id) == known.end())
      return refuse(unknown_milestone).at("/milestone");
    if (store::milestone_in_use(work, programme, *wish.milestone))
      return refuse(milestone_released_already).at("/milestone");
  }
  if (store::release(work, wish.id)) return refuse(id_reused).at("/id");
  TRY(fund_covers(work, programme, wish));
  store::insert_release(work, programme, wish);
  store::insert_documents(work, programme.book, wish.id.uuid, wish.evidence);
  record(work, programme, release_proposed, wish.id, {{"amount", std::to_string(wish.amount.minor)}});
  TRY(access::open_approval(work, {.id = approval_of(wish.id),
                                   .kind = std::string(release_approval),
                                   .subject = wish.id.uuid,
                                   .content = *release_content(work, wish.id),
                                   .organisation = programme.organisation,
                                   .area = programme.area,
                                   .needed = std::string(approve_release),
                                   .stakes = access::Stakes::moves_money}));
  return wish.id;
}

Id<Approval> approval_of(Id<Release> release) { return {derived_uuid(release.uuid, "approval")}; }

std::optional<std::string> release_content(View const& view, Id<Release> id) {
  auto const place = store::release(view, id);
  if (!place) return std::nullopt;
  return canonical_text(view, *place);
}

Verdict carry_out_release(Work& work, Id<Release> id) {
  auto const place = store::release(work, id);
  if (!place) return refuse(unknown_release);
  auto const programme = TRY(find(work, place->programme));
  auto const left = TRY(ledger::balance(work, {programme.book}, place->source_account));
  if (left < place->release.amount)
    return refuse(fund_too_low_now).with("left", shown(left)).with("amount", shown(place->release.amount));
  TRY(ledger::post(work,
                   {.id = as<Entry>(id),
                    .book = {programme.book},
                    .kind = "release",
                    .day = work.today(),
                    .subject = id.uuid,
                    .transfers = {{place->source_account, accounts(programme.id).released, place->release.amount}},
                    .evidence = place->release.evidence}));
  store::settle_release(work, *place, ReleaseState::released);
  record(work, programme, money_released, id, {{"amount", std::to_string(place->release.amount.minor)}});
  return done;
}

Verdict refuse_release(Work& work, Id<Release> id) {
  auto const place = store::release(work, id);
  if (!place) return refuse(unknown_release);
  auto const programme = TRY(find(work, place->programme));
  store::settle_release(work, *place, ReleaseState::refused);
  record(work, programme, release_refused, id);
  return done;
}

std::vector<ReleaseRecord> releases(View const& view, Id<Programme> id) {
  auto const programme = store::find(view, id);
  return programme ? store::releases(view, *programme) : std::vector<ReleaseRecord>();
}

Result<Id<Purchase>> purchase(Work& work, Id<Programme> id, PurchaseRecord const& wish) {
  auto const programme = TRY(find(work, id));
  TRY(work::require(work.actor, buy, programme.organisation, programme.area));
  auto const item = store::item(work, programme, wish.item);
  if (!item) return refuse(unknown_item).at("/item");
  if (wish.units <= 0 || !wish.total.positive())
    return refuse(ledger::amount_not_positive).at(wish.units <= 0 ? "/units" : "/total");
  if (wish.on > work.today()) return refuse(not_yet_happened).at("/on");
  TRY(prices_compared(wish));
  TRY(within_plan(work, programme, *item, wish.units));
  if (wish.evidence.empty()) return refuse(spending_needs_receipt).at("/evidence");
  TRY(all_stored(work, programme.book, wish.evidence));
  TRY(released_covers(work, programme, wish.total, "/total"));
  if (ledger::find_entry(work, {programme.book}, as<Entry>(wish.id))) return refuse(id_reused).at("/id");
  auto const its = accounts(id);
  Money const units{wish.units, item->asset};
  TRY(ledger::post(work, {.id = as<Entry>(wish.id),
                          .book = {programme.book},
                          .kind = "purchase",
                          .day = wish.on,
                          .subject = wish.id.uuid,
                          .transfers = {{its.stock_value, bank_of(programme.organisation), wish.total},
                                        {its.released, its.in_goods, wish.total},
                                        {goods_account(id, item->id, "units_stock"),
                                         goods_account(id, item->id, "units_bought"), units}},
                          .evidence = wish.evidence}));
  store::insert_purchase(work, programme, wish);
  store::insert_documents(work, programme.book, wish.id.uuid, wish.evidence);
  record(work, programme, goods_bought, wish.id,
         {{"units", std::to_string(wish.units)}, {"amount", std::to_string(wish.total.minor)}});
  return wish.id;
}

std::vector<PurchaseRecord> purchases(View const& view, Id<Programme> id) {
  auto const programme = store::find(view, id);
  return programme ? store::purchases(view, *programme) : std::vector<PurchaseRecord>();
}

Result<Id<Cost>> pay_cost(Work& work, Id<Programme> id, CostRecord const& wish) {
  auto const programme = TRY(find(work, id));
  TRY(work::require(work.actor, buy, programme.organisation, programme.area));
  if (!wish.amount.positive()) return refuse(ledger::amount_not_positive).at("/amount");
  if (wish.on > work.today()) return refuse(not_yet_happened).at("/on");
  TRY(fit_for_public(wish.name, work.today(), "/name"));
  if (wish.evidence.empty()) return refuse(spending_needs_receipt).at("/evidence");
  TRY(all_stored(work, programme.book, wish.evidence));
  TRY(released_covers(work, programme, wish.amount, "/amount"));
  if (ledger::find_entry(work, {programme.book}, as<Entry>(wish.id))) return refuse(id_reused).at("/id");
  auto const its = accounts(id);
  TRY(ledger::post(work, {.id = as<Entry>(wish.id),
                          .book = {programme.book},
                          .kind = wish.kind == BudgetKind::collection ? "collection_cost" : "cost",
                          .day = wish.on,
                          .subject = wish.id.uuid,
                          .transfers = {{its.expense, bank_of(programme.organisation), wish.amount},
                                        {its.released, its.spent, wish.amount}},
                          .evidence = wish.evidence}));
  store::insert_cost(work, programme, wish);
  store::insert_documents(work, programme.book, wish.id.uuid, wish.evidence);
  record(work, programme, cost_paid, wish.id,
         {{"amount", std::to_string(wish.amount.minor)},
          {"programme", id.text()},
          {"kind", wish.kind == BudgetKind::collection ? "collection" : "service"}});
  return wish.id;
}

std::vector<CostRecord> costs(View const& view, Id<Programme> id) {
  auto const programme = store::find(view, id);
  return programme ? store::costs(view, *programme) : std::vector<CostRecord>();
}

}  // namespace lumbung::programme
