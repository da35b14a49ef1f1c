#include "programme/losses.h"

#include <algorithm>

#include "access/approvals.h"
#include "core/public_text.h"
#include "programme/rules.h"
#include "programme/store.h"

namespace lumbung::programme {
namespace {

constexpr std::size_t least_reason = 10;

std::string canonical_text(LossRecord const& loss) {
  std::string text = "lumbung/loss@v1\nid " + loss.id.text() + "\nprogramme " + loss.programme.text() + "\nitem " +
                     loss.item.text() + "\nkind " + (loss.kind == LossKind::lost ? "lost" : "spoiled") + "\nunits " +
                     std::to_string(loss.units) + "\non " + iso(loss.on) + "\nreason " + loss.reason + "\n";
  for (auto const& hash : loss.evidence) text += "evidence " + hex(view_of(hash)) + "\n";
  return text;
}

Verdict may_report(View const& view, ProgrammeRecord const& programme) {
  if (view.actor.may(buy, programme.organisation, programme.area)) return done;
  return work::require(view.actor, deliver_goods, programme.organisation, programme.area);
}

Verdict in_stock(View const& view, ProgrammeRecord const& programme, Id<PlanItem> item, std::int64_t units) {
  auto const left = store::units_bought(view, programme, item) - store::units_out(view, programme, item);
  if (units > left) return refuse(no_stock).at("/units").with("left", std::to_string(left));
  return done;
}

Verdict open_loss_accounts(Work& work, ProgrammeRecord const& programme, Item const& item) {
  auto const account = [&](Id<LedgerAccount> id, Asset asset, ledger::Side grows, ledger::Class account_class,
                           std::string purpose) {
    return ledger::open_account(work, {.id = id,
                                       .book = {programme.book},
                                       .asset = asset,
                                       .grows = grows,
                                       .account_class = account_class,
                                       .owner_kind = "programme",
                                       .owner = programme.id.uuid,
                                       .purpose = std::move(purpose)});
  };
  using enum ledger::Side;
  using enum ledger::Class;
  TRY(account(lost_of(programme.id), rupiah, credit, net_assets_unrestricted, "lost"));
  TRY(account(loss_expense_of(programme.id), rupiah, debit, expense, "stock_loss"));
  TRY(account(goods_account(programme.id, item.id, "units_lost"), item.asset, debit, expense, "units_lost"));
  return done;
}

}  // namespace

Id<LedgerAccount> lost_of(Id<Programme> programme) { return {derived_uuid(programme.uuid, "lost")}; }
Id<LedgerAccount> loss_expense_of(Id<Programme> programme) { return {derived_uuid(programme.uuid, "stock_loss")}; }
Id<Approval> approval_of(Id<StockLoss> loss) { return {derived_uuid(loss.uuid, "approval")}; }

Result<Id<StockLoss>> report_loss(Work& work, Id<Programme> id, LossWish const& wish) {
  auto const programme = TRY(find(work, id));
  TRY(may_report(work, programme));
  auto const item = store::item(work, programme, wish.item);
  if (!item) return refuse(unknown_item).at("/item");
  if (wish.units <= 0) return refuse(ledger::amount_not_positive).at("/units");
  if (wish.on > work.today()) return refuse(not_yet_happened).at("/on");
  if (wish.reason.size() < least_reason) return refuse(loss_needs_reason).at("/reason");
  TRY(fit_for_public(wish.reason, work.today(), "/reason"));
  if (wish.evidence.empty()) return refuse(loss_needs_evidence).at("/evidence");
  TRY(all_stored(work, programme.book, wish.evidence));
  TRY(in_stock(work, programme, wish.item, wish.units));
  if (store::loss(work, wish.id)) return refuse(id_reused).at("/id");
  LossRecord const made{.id = wish.id,
                        .programme = id,
                        .item = wish.item,
                        .item_name = item->name,
                        .kind = wish.kind,
                        .units = wish.units,
                        .cost = 0_rp,
                        .reason = wish.reason,
                        .on = wish.on,
                        .evidence = wish.evidence,
                        .reported_at = work.now};
  store::insert_loss(work, programme, made);
  store::insert_documents(work, programme.book, wish.id.uuid, wish.evidence);
  record(work, programme, loss_reported, wish.id, {{"units", std::to_string(wish.units)}});
  TRY(access::open_approval(work, {.id = approval_of(wish.id),
                                   .kind = std::string(loss_approval),
                                   .subject = wish.id.uuid,
                                   .content = *loss_content(work, wish.id),
                                   .organisation = programme.organisation,
                                   .area = programme.area,
                                   .needed = std::string(approve_release),
                                   .stakes = access::Stakes::moves_money}));
  return wish.id;
}

std::optional<std::string> loss_content(View const& view, Id<StockLoss> id) {
  auto const found = store::loss(view, id);
  if (!found) return std::nullopt;
  return canonical_text(*found);
}

Verdict book_loss(Work& work, Id<StockLoss> id) {
  auto const found = TRY(loss(work, id));
  auto const programme = TRY(find(work, found.programme));
  auto const item = store::item(work, programme, found.item);
  if (!item) return refuse(unknown_item);
  TRY(in_stock(work, programme, found.item, found.units));
  auto const from = store::units_out(work, programme, found.item);
  auto const cost = cost_of(work, programme, found.item, from, from + found.units);
  TRY(open_loss_accounts(work, programme, *item));
  auto const its = accounts(programme.id);
  TRY(ledger::post(
      work, {.id = as<Entry>(id),
             .book = {programme.book},
             .kind = "loss",
             .day = work.today(),
             .subject = id.uuid,
             .transfers = {{loss_expense_of(programme.id), its.stock_value, cost},
                           {its.in_goods, lost_of(programme.id), cost},
                           {goods_account(programme.id, item->id, "units_lost"),
                            goods_account(programme.id, item->id, "units_stock"), Money{found.units, item->asset}}},
             .evidence = found.evidence}));
  store::book_loss(work, programme, found, from, cost);
  record(work, programme, goods_lost, id,
         {{"units", std::to_string(found.units)}, {"amount", std::to_string(cost.minor)}});
  return done;
}

Verdict refuse_loss(Work& work, Id<StockLoss> id) {
  auto const found = TRY(loss(work, id));
  auto const programme = TRY(find(work, found.programme));
  store::refuse_loss(work, programme, found);
  record(work, programme, loss_refused, id);
  return done;
}

Result<LossRecord> loss(View const& view, Id<StockLoss> id) {
  auto found = store::loss(view, id);
  if (!found) return refuse(unknown_loss);
  return *std::move(found);
}

std::vector<LossRecord> losses(View const& view, Id<Programme> id) {
  auto const programme = store::find(view, id);
  return programme ? store::losses(view, *programme) : std::vector<LossRecord>();
}

}  // namespace lumbung::programme
