#include <algorithm>

#include "access/vault.h"
#include "payments/payments.h"
#include "payments/qris.h"
#include "payments/store.h"

namespace lumbung::payments {
namespace {

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Reads the organisation's own static code into the merchant.
Verdict take_static_code(Merchant& merchant) {
  if (merchant.static_qris.empty()) return done;
  auto const code = TRY(qris::parse(merchant.static_qris));
  if (code.dynamic || code.amount) return refuse(qris::not_static).at("/static_qris");
  merchant.static_qris = TRY(qris::write(code.fields));
  merchant.nmid = code.nmid;
  merchant.merchant_pan = code.merchant_pan;
  return done;
}

Verdict check_prefix(View const& view, Merchant const& merchant) {
  if (merchant.va_prefix.empty()) return done;
  if (merchant.va_prefix.size() > 8 || !all_digits(merchant.va_prefix)) return refuse(prefix_wrong).at("/va_prefix");
  auto const other = store::merchant_by_prefix(view.rows, merchant.va_prefix);
  if (other && other->book != merchant.book) return refuse(prefix_taken).at("/va_prefix");
  return done;
}

}  // namespace

std::string_view name_of(Method method) { return method == Method::qris ? "qris" : "va"; }

std::string_view name_of(ChargeState state) {
  constexpr std::string_view names[] = {"waiting", "paid", "expired", "cancelled", "refunded"};
  return names[static_cast<int>(state)];
}

Id<LedgerAccount> owed_account_of(Id<Organisation> organisation) {
  return {derived_uuid(organisation.uuid, "owed_to_acquirer")};
}

Verdict open_owed_account(Work& work, BookId book, Id<Organisation> organisation) {
  TRY(ledger::open_account(work, {.id = owed_account_of(organisation),
                                  .book = book,
                                  .grows = ledger::Side::credit,
                                  .account_class = ledger::Class::liability,
                                  .owner_kind = "organisation",
                                  .owner = organisation.uuid,
                                  .purpose = "owed_to_acquirer"}));
  return done;
}

Result<Merchant> set_up_merchant(Work& work, MerchantWish const& wish) {
  TRY(work::require(work.actor, may_manage_merchant, wish.organisation));
  Merchant merchant{.organisation = wish.organisation,
                    .book = wish.book,
                    .bank = wish.bank,
                    .suspense = wish.suspense,
                    .name = wish.name.substr(0, 40),
                    .static_qris = wish.static_qris,
                    .nmid = {},
                    .merchant_pan = {},
                    .va_prefix = wish.va_prefix};
  TRY(take_static_code(merchant));
  TRY(check_prefix(work, merchant));
  store::put_merchant(work.rows, merchant);
  work.record({merchant_set_up, wish.organisation.uuid, wish.organisation, {{"nmid", merchant.nmid}}});
  return merchant;
}

std::optional<Merchant> find_merchant(View const& view, Id<Organisation> organisation) {
  return store::merchant(view.rows, organisation);
}

Result<Partner> set_up_partner(Work& work, Partner const& wish) {
  TRY(work::require(work.actor, may_manage_merchant, wish.home));
  if (!snap::is_public_key(wish.public_key)) return refuse(key_wrong).at("/public_key");
  if (wish.client_key.empty() || wish.client_key.size() > 64) return refuse(header_wrong).with("name", "X-CLIENT-KEY");
  auto const home = store::merchant(work.rows, wish.home);
  if (!home) return refuse(no_merchant).at("/home");
  auto const known = store::partner(work.rows, wish.client_key);
  store::PartnerRow row{
      .partner = wish, .home_book = home->book, .sealed_secret = {}, .secret_cell = work.new_id<Partner>().uuid};
  row.partner.number = known ? known->partner.number : store::partners(work.rows) + 1;
  // The home book is part of the keys of what came in already, so it stays.
  if (known) row.home_book = known->home_book;
  if (!wish.secret.empty())
    row.sealed_secret = access::seal_secret(work, {"payment_partners", "secret", row.secret_cell}, wish.secret);
  store::put_partner(work.rows, row);
  work.record({partner_set_up, wish.home.uuid, wish.home, {{"partner", std::to_string(row.partner.number)}}});
  row.partner.secret.clear();
  return row.partner;
}

}  // namespace lumbung::payments
