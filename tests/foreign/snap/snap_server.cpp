// A server with nothing but the doors of payments, for clients that this project did not write. Prints one line of JSON
// (where it is, keys, charges to pay) and runs until its standard input ends.
#include <cstdio>
#include <iostream>

#include "access/access.h"
#include "http/door.h"
#include "http/json.h"
#include "http/server.h"
#include "ledger/ledger.h"
#include "payments/payments.h"
#include "payments/routes.h"
#include "tests/village.h"
#include "translog/translog.h"

namespace {

using namespace lumbung;

constexpr char static_code[] =
    "00020101021126630016ID.CO.CONTOH.WWW01189360099900000000010210CONTOH00010303UKE51440014ID.CO.QRIS.WWW0215"
    "ID10990000000190303UKE5204839853033605802ID5922YAYASAN CONTOH LUMBUNG6013BANDUNG "
    "BARAT61054056262070703A0163041733";
constexpr char client_key[] = "LMB-TEST-0001";
constexpr char secret[] = "lumbung-test-secret-0001";

Result<std::vector<payments::ChargeRecord>> set_up(work::Work& work, std::string const& public_pem) {
  Id<Organisation> const organisation{make_uuid(work.now, work.chance)};
  auto const book = TRY(ledger::open_book(work, organisation.uuid, "Yayasan Contoh Lumbung"));
  payments::MerchantWish merchant{.organisation = organisation,
                                  .book = book,
                                  .bank = work.new_id<LedgerAccount>(),
                                  .suspense = work.new_id<LedgerAccount>(),
                                  .name = "YAYASAN CONTOH LUMBUNG",
                                  .static_qris = static_code,
                                  .va_prefix = "12345"};
  TRY(ledger::open_account(work, {.id = merchant.bank, .book = book, .owner_kind = "organisation", .purpose = "bank"}));
  TRY(ledger::open_account(work, {.id = merchant.suspense,
                                  .book = book,
                                  .grows = ledger::Side::credit,
                                  .account_class = ledger::Class::liability,
                                  .owner_kind = "organisation",
                                  .purpose = "suspense"}));
  TRY(payments::set_up_merchant(work, merchant));
  TRY(payments::set_up_partner(work, {.client_key = client_key,
                                      .name = "Foreign client",
                                      .public_key = public_pem,
                                      .secret = secret,
                                      .home = organisation}));
  std::vector<payments::ChargeRecord> charges;
  for (int i = 0; i < 8; ++i)
    charges.push_back(
        TRY(payments::create_charge(work, {.id = work.new_id<Charge>(),
                                           .organisation = organisation,
                                           .method = i < 4 ? payments::Method::qris : payments::Method::va,
                                           .amount = 25'000_rp,
                                           .expires = work.now + hours(1),
                                           .title = "Donasi: Tas sekolah"})));
  return charges;
}

}  // namespace

int main() {
  Village village(
      {translog::migrations(), ledger::migrations(), access::migrations(), payments::migrations(), http::migrations()});
  village.clock.set(machine_clock().now());
  auto const keys = payments::snap::make_keys();
  auto const charges = village.work([&](work::Work& work) { return set_up(work, keys.public_pem); });
  must(!charges.refused());
  http::Doors doors(village.engine(), {});
  payments::open_doors(doors);
  http::Server server(doors, {.threads = 1});
  http::Json j;
  j.object([&] {
    j("url", "http://127.0.0.1:" + std::to_string(server.port()));
    j("client_key", client_key);
    j("secret", secret);
    j("private_pem", keys.private_pem);
    j("public_pem", keys.public_pem);
    j.list("charges", *charges, [&](payments::ChargeRecord const& charge) {
      j("id", charge.id);
      j("reference", charge.reference);
      j("va_number", charge.va_number);
    });
  });
  std::cout << j.text() << std::endl;
  while (std::getchar() != EOF) {
  }
  server.stop();
}
