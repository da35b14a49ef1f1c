// The sandbox bank against real doors, over real sockets.
#include "sandbox_bank/sandbox_bank.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

#include "access/access.h"
#include "http/door.h"
#include "http/server.h"
#include "http/value.h"
#include "ledger/ledger.h"
#include "payments/payments.h"
#include "payments/routes.h"
#include "sandbox_bank/bank.h"
#include "sandbox_bank/outgoing.h"
#include "sandbox_bank/page.h"
#include "tests/village.h"
#include "translog/translog.h"

namespace lumbung::sandbox_bank {
namespace {

using payments::ChargeState;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char static_code[] =
    "00020101021126630016ID.CO.CONTOH.WWW01189360099900000000010210CONTOH00010303UKE51440014ID.CO.QRIS.WWW0215"
    "ID10990000000190303UKE5204839853033605802ID5922YAYASAN CONTOH LUMBUNG6013BANDUNG "
    "BARAT61054056262070703A0163041733";

class SandboxBank : public ::testing::Test {
 protected:
  Village village{
      {translog::migrations(), ledger::migrations(), access::migrations(), payments::migrations(), http::migrations()}};
  Id<Organisation> organisation{make_uuid(Village::morning, village.chance)};
  Keys keys = load_or_make_keys(village.directory() + "/bank", village.chance);
  http::Doors doors{village.engine(), {}};
  std::optional<http::Server> server;
  Options options;

  SandboxBank() {
    auto const answer = village.work([&](work::Work& work) -> Verdict {
      auto const book = TRY(ledger::open_book(work, organisation.uuid, "Yayasan Contoh Lumbung"));
      payments::MerchantWish merchant{.organisation = organisation,
                                      .book = book,
                                      .bank = work.new_id<LedgerAccount>(),
                                      .suspense = work.new_id<LedgerAccount>(),
                                      .name = "YAYASAN CONTOH LUMBUNG",
                                      .static_qris = static_code,
                                      .va_prefix = "8808"};
      TRY(ledger::open_account(work,
                               {.id = merchant.bank, .book = book, .owner_kind = "organisation", .purpose = "bank"}));
      TRY(ledger::open_account(work, {.id = merchant.suspense,
                                      .book = book,
                                      .grows = ledger::Side::credit,
                                      .account_class = ledger::Class::liability,
                                      .owner_kind = "organisation",
                                      .purpose = "suspense"}));
      TRY(payments::set_up_merchant(work, merchant));
      TRY(payments::set_up_partner(work, {.client_key = keys.client_key,
                                          .name = "Bank Uji Coba",
                                          .public_key = keys.public_pem,
                                          .secret = keys.secret,
                                          .home = organisation}));
      return done;
    });
    EXPECT_EQ(answer.code(), "");
    payments::open_doors(doors);
    server.emplace(doors, http::ServerOptions{.threads = 1});
    options.lumbung = "http://127.0.0.1:" + std::to_string(server->port());
    options.keys = keys;
    options.clock = &village.clock;
  }
  ~SandboxBank() override { server->stop(); }

  payments::ChargeRecord charge(payments::Method method) {
    auto made = village.work([&](work::Work& work) {
      return payments::create_charge(work, {.id = work.new_id<Charge>(),
                                            .organisation = organisation,
                                            .method = method,
                                            .amount = 25'000_rp,
                                            .expires = work.now + hours(1),
                                            .title = "Donasi: Tas sekolah"});
    });
    EXPECT_EQ(made.code(), "");
    return *made;
  }
  ChargeState state(payments::ChargeRecord const& charge) {
    return village.view([&](work::View const& view) { return payments::find_charge(view, charge.id); })->state;
  }
  std::size_t suspended() {
    return village
        .view([&](work::View const& view) {
          return payments::list_suspense(view, organisation, payments::SuspenseState::open, std::nullopt, 100);
        })
        ->size();
  }
  static std::vector<std::string> codes(Payment const& payment) {
    std::vector<std::string> all;
    for (auto const& sent : payment.sent) all.push_back(sent.response_code);
    return all;
  }
};

TEST_F(SandboxBank, PaysAQrisCodeAndTheChargeIsPaid) {
  Bank bank(options);
  auto const asked = charge(payments::Method::qris);
  auto const payment = bank.pay(asked.payload, {});
  ASSERT_EQ(payment.code(), "");
  EXPECT_TRUE(payment->accepted);
  EXPECT_THAT(codes(*payment), ElementsAre("2005200"));
  EXPECT_EQ(payment->merchant, "YAYASAN CONTOH LUMBUNG");
  EXPECT_EQ(state(asked), ChargeState::paid);
  EXPECT_EQ(bank.sent().size(), 1u);
}

TEST_F(SandboxBank, PaysAVirtualAccountAfterAskingWhatItIsFor) {
  Bank bank(options);
  auto const asked = charge(payments::Method::va);
  auto const bill = bank.inquire(asked.va_number);
  ASSERT_EQ(bill.code(), "");
  EXPECT_EQ(bill->amount, 25'000_rp);
  EXPECT_EQ(bill->name, "YAYASAN CONTOH LUMBUNG");
  auto const payment = bank.pay_va(asked.va_number, {});
  ASSERT_EQ(payment.code(), "");
  EXPECT_THAT(codes(*payment), ElementsAre("2002500"));
  EXPECT_EQ(state(asked), ChargeState::paid);
  EXPECT_EQ(bank.pay_va(asked.va_number, {}).code(), "sandbox.bill_not_payable");
  EXPECT_EQ(bank.inquire("8808000000000000").code(), "sandbox.bill_not_payable");
  EXPECT_EQ(bank.inquire("8808-1").code(), "sandbox.bill_not_payable");
}

TEST_F(SandboxBank, MisbehavesOnDemandAndLumbungKeepsItsOrder) {
  Bank bank(options);
  auto pay = [&](char const* mischief) {
    auto const asked = charge(payments::Method::qris);
    auto const payment = bank.pay(asked.payload, {.mischief = mischief});
    EXPECT_EQ(payment.code(), "");
    return std::pair(codes(*payment), state(asked));
  };
  using Codes = std::vector<std::string>;
  // The clock stands still, so a duplicate is the very same content at the same moment: already taken.
  EXPECT_EQ(pay("duplicate"), std::pair(Codes({"2005200", "4095200", "4095200"}), ChargeState::paid));
  EXPECT_EQ(pay("replay"), std::pair(Codes({"4095200"}), ChargeState::paid));
  EXPECT_EQ(pay("refund"), std::pair(Codes({"2005200", "2005200"}), ChargeState::refunded));
  EXPECT_EQ(pay("refund_first"), std::pair(Codes({"2005200", "2005200"}), ChargeState::waiting));
  EXPECT_EQ(pay("wrong_signature"), std::pair(Codes({"4015200"}), ChargeState::waiting));
  EXPECT_EQ(pay("old"), std::pair(Codes({"4015200"}), ChargeState::waiting));
  EXPECT_EQ(suspended(), 0u);
  EXPECT_EQ(pay("wrong_amount"), std::pair(Codes({"2005200"}), ChargeState::waiting));
  EXPECT_EQ(pay("unknown_reference"), std::pair(Codes({"2005200"}), ChargeState::waiting));
  EXPECT_EQ(pay("twice"), std::pair(Codes({"2005200", "2005200"}), ChargeState::paid));
  EXPECT_EQ(suspended(), 3u);
  EXPECT_EQ(bank.pay(static_code, {.mischief = "reorder"}).code(), "sandbox.amount_needed");
  EXPECT_EQ(bank.pay(static_code, {.mischief = "theft"}).code(), "sandbox.mischief_unknown");
  EXPECT_EQ(bank.pay("0002", {}).code(), "payments.qris_structure");
}

TEST_F(SandboxBank, KeepsTellingUntilItIsHeard) {
  auto const asked = charge(payments::Method::qris);
  auto const port = server->port();
  server->stop();
  Bank bank(options);
  auto const payment = bank.pay(asked.payload, {});
  ASSERT_EQ(payment.code(), "");
  EXPECT_FALSE(payment->accepted);
  server.emplace(doors, http::ServerOptions{.port = port, .threads = 1});
  for (int tries = 0; tries < 100 && state(asked) != ChargeState::paid; ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_EQ(state(asked), ChargeState::paid);
}

TEST_F(SandboxBank, ItsPagesSayThatNoMoneyMoves) {
  std::promise<std::uint16_t> listening;
  std::atomic<bool> enough = false;
  options.port = 0;
  options.listening = [&](std::uint16_t port) { listening.set_value(port); };
  options.stop = [&] { return enough.load(); };
  std::thread bank([&] { EXPECT_EQ(run_sandbox_bank(options), 0); });
  auto const base = "http://127.0.0.1:" + std::to_string(listening.get_future().get());
  auto const asked = charge(payments::Method::qris);
  auto const reply = post(base + "/pay", {}, "{\"qr\":\"" + asked.payload + "\"}");
  EXPECT_EQ(reply.status, 200);
  auto const body = http::parse_json(reply.body);
  ASSERT_EQ(body.code(), "");
  EXPECT_TRUE(body->find("accepted")->boolean);
  EXPECT_EQ(state(asked), ChargeState::paid);
  EXPECT_EQ(post(base + "/pay", {}, "{\"qr\":\"x\",\"qr\":\"x\"}").status, 422);
  EXPECT_EQ(post(base + "/pay", {}, "{").status, 400);
  EXPECT_EQ(post(base + "/nowhere", {}, "{}").status, 404);
  enough = true;
  bank.join();
  auto const code = payments::qris::parse(asked.payload);
  for (auto const& html : {page::start(page::Language::indonesian),
                           page::confirm_qr(page::Language::indonesian, asked.payload, *code, "")}) {
    EXPECT_THAT(html, HasSubstr("Tidak ada uang sungguhan"));
    EXPECT_THAT(html, Not(HasSubstr("style=")));
  }
  auto const english = page::confirm_qr(page::Language::english, "\"><script>", *code, "");
  EXPECT_THAT(english, HasSubstr("No real money moves"));
  EXPECT_THAT(english, HasSubstr("Pay Rp25.000"));
  EXPECT_THAT(english, Not(HasSubstr("<script>")));
}

TEST_F(SandboxBank, ItsKeysStayTheSame) {
  auto const again = load_or_make_keys(village.directory() + "/bank", village.chance);
  EXPECT_EQ(again.private_pem, keys.private_pem);
  EXPECT_EQ(again.secret, keys.secret);
}

}  // namespace
}  // namespace lumbung::sandbox_bank
