// Setting up how an organisation is paid: its merchant account, and the partner (acquirer) that sends us notices.
#include "access/access.h"
#include "app/doors.h"
#include "ledger/ledger.h"
#include "payments/payments.h"
#include "programme/programme.h"

namespace lumbung::app {
namespace {

using http::Act;
using http::Answer;
using http::Fields;
using http::Json;
using http::Request;

Id<LedgerAccount> suspense_of(Id<Organisation> organisation) { return {derived_uuid(organisation.uuid, "suspense")}; }

Verdict open_accounts(work::Work& work, ledger::BookId book, Id<Organisation> organisation) {
  ledger::AccountWish account{.id = programme::bank_of(organisation),
                              .book = book,
                              .grows = ledger::Side::debit,
                              .account_class = ledger::Class::asset,
                              .owner_kind = "organisation",
                              .owner = organisation.uuid,
                              .purpose = "bank"};
  TRY(ledger::open_account(work, account));
  account.id = suspense_of(organisation);
  account.grows = ledger::Side::credit;
  account.account_class = ledger::Class::liability;
  account.purpose = "suspense";
  TRY(ledger::open_account(work, account));
  return done;
}

Result<Act> merchant_door(Request const& request, Fields& f) {
  auto const organisation = TRY(request.id_in_path<Organisation>("organisation"));
  auto const name = f.text("name", {.max = 40});
  auto const qris = f.optional_text("static_qris", {.max = 512, .exact = true}).value_or("");
  auto const prefix = f.optional_text("va_prefix", {.max = 8}).value_or("");
  return Act([=](work::Work& work) -> Result<Answer> {
    TRY(work::require(work.actor, payments::may_manage_merchant, organisation));
    auto const book = ledger::find_book(work, organisation.uuid);
    if (!book) return refuse(access::unknown_organisation);
    TRY(open_accounts(work, *book, organisation));
    auto const merchant = TRY(payments::set_up_merchant(work, {.organisation = organisation,
                                                               .book = *book,
                                                               .bank = programme::bank_of(organisation),
                                                               .suspense = suspense_of(organisation),
                                                               .name = name,
                                                               .static_qris = qris,
                                                               .va_prefix = prefix}));
    Json j;
    j.object([&] {
      j("organisation", organisation);
      j("name", merchant.name);
      j("nmid", merchant.nmid);
      j("va_prefix", merchant.va_prefix);
    });
    return http::shown(std::move(j));
  });
}

Result<Act> partner_door(Request const&, Fields& f) {
  payments::Partner const wish{.client_key = f.text("client_key", {.max = 64}),
                               .name = f.text("name", {.max = 60}),
                               .public_key = f.text("public_key", {.max = 2000, .lines = true, .exact = true}),
                               .secret = f.optional_text("secret", {.max = 200, .exact = true}).value_or(""),
                               .home = f.id<Organisation>("home")};
  return Act([wish](work::Work& work) -> Result<Answer> {
    auto const partner = TRY(payments::set_up_partner(work, wish));
    Json j;
    j.object([&] {
      j("client_key", partner.client_key);
      j("name", partner.name);
    });
    return http::shown(std::move(j));
  });
}

}  // namespace

void open_setup_doors(http::Doors& doors) {
  doors.change({http::Method::put, "/api/organisations/{organisation}/merchant", "setUpMerchant"}, merchant_door);
  // The secret must not lie in the table of remembered requests.
  doors.change({http::Method::put, "/api/partners", "setUpPartner"}, partner_door, {.not_remembered = true});
}

}  // namespace lumbung::app
