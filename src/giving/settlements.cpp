#include "giving/settlements.h"

#include "access/approvals.h"
#include "giving/rules.h"
#include "giving/store_holds.h"
#include "programme/programme.h"

namespace lumbung::giving {
namespace {

constexpr std::size_t least_reason = 10;

std::string_view word_of(PaidFrom from) { return from == PaidFrom::bank ? "bank" : "own_account"; }

using access::on_one_line;

std::string canonical_text(SettlementRecord const& s) {
  std::string text = "lumbung/settlement@v1\nid " + s.id.text() + "\namount " + decimal(s.amount) + "\norganisation " +
                     s.organisation.text() + "\npaid_from " + std::string(word_of(s.from)) + "\n";
  if (!s.reference.empty()) text += "reference " + on_one_line(s.reference) + "\n";
  return text + "reason " + on_one_line(s.reason) + "\n";
}

Result<ledger::BookId> book_of(View const& view, Id<Organisation> organisation) {
  auto const book = ledger::find_book(view, organisation.uuid);
  if (!book) return refuse(ledger::book_unknown);
  return *book;
}

Money owed_now(View const& view, ledger::BookId book, Id<Organisation> organisation) {
  auto const account = ledger::find_account(view, book, payments::owed_account_of(organisation));
  return account ? account->balance() : 0_rp;
}

// The bank account's balance less all that is not the organisation's: what is restricted and is not goods by now, and
// what it keeps for others. What it owes the acquirer is not taken off: that is what shall be paid.
Money own_money(View const& view, ledger::BookId book, Id<Organisation> organisation) {
  auto own = 0_rp;
  for (auto const& account : ledger::balances_on(view, book, view.today())) {
    if (account.about.asset != rupiah || account.about.id == payments::owed_account_of(organisation)) continue;
    switch (account.about.account_class) {
      case ledger::Class::asset:
        if (account.about.purpose == "bank" || account.about.purpose == "stock_value") own += account.balance;
        break;
      case ledger::Class::liability:
      case ledger::Class::net_assets_restricted:
        own -= account.balance;
        break;
      default:
        break;
    }
  }
  return own;
}

Verdict can_be_paid(View const& view, ledger::BookId book, Id<Organisation> organisation, Money amount, PaidFrom from) {
  auto const left = owed_now(view, book, organisation);
  if (amount > left) return refuse(beyond_what_is_owed).at("/amount").with("left", shown(left));
  if (from == PaidFrom::own_account) return done;
  auto const own = own_money(view, book, organisation);
  if (amount > own) return refuse(own_money_short).at("/amount").with("left", shown(own.positive() ? own : 0_rp));
  return done;
}

Result<SettlementRecord> found(View const& view, Id<Settlement> id) {
  auto settlement = store::settlement(view, id);
  if (!settlement) return refuse(unknown_settlement);
  return *settlement;
}

void tell(Work& work, SettlementRecord const& s, std::string_view kind) {
  work.record({.kind = kind,
               .subject = s.id.uuid,
               .organisation = s.organisation,
               .facts = {{"amount", std::to_string(s.amount.minor)}}});
}

}  // namespace

Id<LedgerAccount> own_contribution_of(Id<Organisation> organisation) {
  return {derived_uuid(organisation.uuid, "own_contribution")};
}
Id<Approval> approval_of(Id<Settlement> settlement) { return {derived_uuid(settlement.uuid, "approval")}; }

Result<Id<Settlement>> propose_settlement(Work& work, SettlementWish const& wish) {
  TRY(work::require(work.actor, refund_gifts, wish.organisation));
  auto const book = TRY(book_of(work, wish.organisation));
  if (!wish.amount.positive()) return refuse(ledger::amount_not_positive).at("/amount");
  if (wish.reason.size() < least_reason) return refuse(settlement_needs_reason).at("/reason");
  TRY(can_be_paid(work, book, wish.organisation, wish.amount, wish.from));
  if (store::settlement(work, wish.id)) return refuse(programme::id_reused).at("/id");
  SettlementRecord const made{.id = wish.id,
                              .book = book.number,
                              .organisation = wish.organisation,
                              .amount = wish.amount,
                              .from = wish.from,
                              .reference = wish.reference,
                              .reason = wish.reason,
                              .proposed = work.now,
                              .decided = {}};
  store::insert_settlement(work, made);
  tell(work, made, settlement_proposed);
  TRY(access::open_approval(work, {.id = approval_of(wish.id),
                                   .kind = std::string(settlement_approval),
                                   .subject = wish.id.uuid,
                                   .content = canonical_text(made),
                                   .organisation = wish.organisation,
                                   .area = "",
                                   .needed = std::string(programme::approve_release),
                                   .stakes = access::Stakes::moves_money}));
  return wish.id;
}

std::optional<std::string> settlement_content(View const& view, Id<Settlement> id) {
  auto const settlement = store::settlement(view, id);
  if (!settlement) return std::nullopt;
  return canonical_text(*settlement);
}

Verdict pay_settlement(Work& work, Id<Settlement> id) {
  auto const s = TRY(found(work, id));
  TRY(can_be_paid(work, {s.book}, s.organisation, s.amount, s.from));
  auto paid_by = programme::bank_of(s.organisation);
  if (s.from == PaidFrom::own_account) {
    paid_by = own_contribution_of(s.organisation);
    TRY(ledger::open_account(work, {.id = paid_by,
                                    .book = {s.book},
                                    .grows = ledger::Side::credit,
                                    .account_class = ledger::Class::net_assets_unrestricted,
                                    .owner_kind = "organisation",
                                    .owner = s.organisation.uuid,
                                    .purpose = "own_contribution"}));
  }
  TRY(ledger::post(work, {.id = as<Entry>(id),
                          .book = {s.book},
                          .kind = "settlement",
                          .day = work.today(),
                          .subject = id.uuid,
                          .transfers = {{payments::owed_account_of(s.organisation), paid_by, s.amount}}}));
  store::set_state(work, s, SettlementState::paid);
  tell(work, s, settlement_paid);
  return done;
}

Verdict refuse_settlement(Work& work, Id<Settlement> id) {
  auto const s = TRY(found(work, id));
  store::set_state(work, s, SettlementState::refused);
  tell(work, s, settlement_refused);
  return done;
}

Result<Owed> owed(View const& view, Id<Organisation> organisation) {
  TRY(work::require(view.actor, view_gifts, organisation));
  auto const book = TRY(book_of(view, organisation));
  return Owed{owed_now(view, book, organisation), own_money(view, book, organisation),
              store::settlements(view, book.number, organisation)};
}

}  // namespace lumbung::giving
