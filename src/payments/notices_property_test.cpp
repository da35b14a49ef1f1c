// Ten thousand notices, shuffled, repeated, late, in the wrong order, forged and replayed: charges, suspense and ledger
// equal a plain model that thinks about one notice at a time.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "payments/world_test.h"

namespace lumbung::payments {
namespace {

using testing::Told;
using testing::World;

// ---- The model: what a clerk with a pencil would do.

struct ModelCharge {
  Money amount;
  Instant expires;
  ChargeState state = ChargeState::waiting;
  Money paid;
};
struct ModelPayment {
  Money amount;
  int charge = -1;  // which charge its reference names; -1: none
  bool succeeded = false, refunded = false;
  int paid_charge = -1;
  bool in_suspense = false;
  SuspenseReason reason{};
};

class Model {
 public:
  std::vector<ModelCharge> charges;
  std::map<std::string, ModelPayment> payments;

  void tell(Told const& told, int charge, Instant paid_at) {
    if (told.status != "00" && told.status != "04") return;
    auto& payment = payments[told.acquirer_reference];
    payment.amount = told.amount;
    payment.charge = charge;
    if (told.status == "04" && !payment.refunded) {
      payment.refunded = true;
      if (payment.paid_charge >= 0) charge_of(payment).state = ChargeState::refunded;
    }
    if (told.status == "00" && !payment.succeeded) {
      payment.succeeded = true;
      if (!payment.refunded) settle(payment, paid_at);
    }
  }

  Money open_suspense() const {
    Money sum = 0_rp;
    for (auto const& [name, payment] : payments)
      if (payment.in_suspense && !payment.refunded) sum += payment.amount;
    return sum;
  }
  Money held() const {  // by charges
    Money sum = 0_rp;
    for (auto const& charge : charges)
      if (charge.state == ChargeState::paid) sum += charge.paid;
    return sum;
  }
  // In whatever order the notices came: what succeeded and was not refunded.
  Money received() const {
    Money sum = 0_rp;
    for (auto const& [name, payment] : payments)
      if (payment.succeeded && !payment.refunded) sum += payment.amount;
    return sum;
  }

 private:
  ModelCharge& charge_of(ModelPayment const& payment) { return charges[static_cast<std::size_t>(payment.paid_charge)]; }
  void settle(ModelPayment& payment, Instant paid_at) {
    payment.in_suspense = true;
    payment.reason = SuspenseReason::unknown_reference;
    if (payment.charge < 0) return;
    auto& charge = charges[static_cast<std::size_t>(payment.charge)];
    if (charge.state == ChargeState::cancelled)
      payment.reason = SuspenseReason::cancelled;
    else if (charge.state != ChargeState::waiting)
      payment.reason = SuspenseReason::second_payment;
    else if (paid_at > charge.expires)
      payment.reason = SuspenseReason::late;
    else if (payment.amount != charge.amount)
      payment.reason = SuspenseReason::wrong_amount;
    else {
      payment.in_suspense = false;
      payment.paid_charge = payment.charge;
      charge.state = ChargeState::paid;
      charge.paid = payment.amount;
    }
  }
};

// ---- The season

struct Message {
  Told told;
  int charge = -1;
  Instant paid_at;
};

class Season : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  World world{GetParam()};
  SeededChance chance{GetParam()};
  Model model;
  std::vector<ChargeRecord> charges;
  std::vector<Message> messages;
  std::vector<PartnerRequest> sent;
  std::string token = world.token();

  void make_charges(int count) {
    for (int i = 0; i < count; ++i) {
      charges.push_back(world.charge(Money{static_cast<std::int64_t>(1 + chance.number(1'000)) * 100'000, rupiah},
                                     Method::qris, hours(1 + static_cast<int>(chance.number(48)))));
      model.charges.push_back({charges.back().amount, charges.back().expires, ChargeState::waiting, {}});
    }
  }

  Message one_payment(int number) {
    Message message;
    message.told.acquirer_reference = "A" + std::to_string(number);
    auto const which = static_cast<int>(chance.number(charges.size()));
    auto const& charge = charges[static_cast<std::size_t>(which)];
    message.charge = chance.number(10) == 0 ? -1 : which;
    message.told.reference = message.charge < 0 ? "LMB" + std::to_string(number) : charge.reference;
    message.told.amount = charge.amount;
    if (chance.number(8) == 0) message.told.amount.minor += 100;
    message.paid_at = Village::morning - seconds(static_cast<int>(chance.number(3'600)));
    if (chance.number(8) == 0) message.paid_at = charge.expires + seconds(1);
    message.told.paid_at = iso(message.paid_at);
    return message;
  }

  void make_messages(std::size_t count) {
    for (int number = 0; messages.size() < count; ++number) {
      auto message = one_payment(number);
      auto add = [&](char const* status) {
        message.told.status = status;
        messages.push_back(message);
      };
      for (auto times = 1 + chance.number(4); times > 0; --times) add("00");
      if (chance.number(4) == 0) add("03");
      if (chance.number(5) == 0) add("06");
      if (chance.number(6) == 0)
        for (auto times = 1 + chance.number(2); times > 0; --times) add("04");
    }
    messages.resize(count);
  }

  void shuffle() {
    for (auto i = messages.size(); i > 1; --i) std::swap(messages[i - 1], messages[chance.number(i)]);
  }

  // Many in one commit, as the group commit does; some forged, some sent once more as they were.
  void send_all(bool with_model) {
    for (std::size_t from = 0; from < messages.size(); from += 200) {
      std::vector<std::pair<PartnerRequest, std::string>> batch;  // and the code to be expected
      for (std::size_t i = from; i < std::min(from + 200, messages.size()); ++i) add(batch, messages[i], with_model);
      auto const answer = world.village.work([&](Work& work) -> Verdict {
        for (auto const& [request, expected] : batch) EXPECT_EQ(take_qr_notice(work, request).code(), expected);
        return done;
      });
      ASSERT_EQ(answer.code(), "");
    }
  }
  void add(std::vector<std::pair<PartnerRequest, std::string>>& batch, Message const& message, bool with_model) {
    auto request = world.transaction("/v1.0/qr/qr-mpm-notify", World::body_of(message.told), token);
    world.village.clock.advance(seconds(-1));
    request.signed_part.timestamp = iso(world.village.clock.now() - minutes(4) + Duration{time_ += 1'000});
    sign(request);
    auto const dice = chance.number(20);
    if (dice == 0) {
      auto forged = request;
      forged.signed_part.body[10] ^= 1;
      batch.emplace_back(std::move(forged), "payments.signature_wrong");
    } else if (dice == 1 && !sent.empty()) {
      batch.emplace_back(sent[chance.number(sent.size())], "payments.replayed");
    }
    if (with_model) model.tell(message.told, message.charge, std::min(message.paid_at, world.village.clock.now()));
    sent.push_back(request);
    batch.emplace_back(std::move(request), "");
  }
  void sign(PartnerRequest& request) {
    auto& part = request.signed_part;
    part.signature = snap::sign_hmac(
        world.secret, snap::transaction_text("POST", part.path, token, snap::body_hash(part.body), part.timestamp));
  }

  void compare() {
    for (std::size_t i = 0; i < charges.size(); ++i) {
      auto const real = world.village.view([&](View const& view) { return find_charge(view, charges[i].id); });
      auto expected = model.charges[i].state;
      if (expected == ChargeState::waiting && model.charges[i].expires < world.village.clock.now())
        expected = ChargeState::expired;
      EXPECT_EQ(name_of(real->state), name_of(expected)) << i;
      EXPECT_EQ(real->paid_amount.value_or(0_rp), model.charges[i].paid) << i;
    }
    std::map<SuspenseReason, std::int64_t> expected, found;
    for (auto const& [name, payment] : model.payments)
      if (payment.in_suspense && !payment.refunded) ++expected[payment.reason];
    world.village.view([&](View const& view) {
      view.rows.each("SELECT reason FROM payment_suspense WHERE state = 0", {}, [&](storage::Row const& row) {
        ++found[static_cast<SuspenseReason>(row.integer(0))];
        return true;
      });
      return done;
    });
    EXPECT_EQ(found, expected);
    EXPECT_EQ(world.balance(world.suspense), model.open_suspense());
    EXPECT_EQ(world.balance(world.bank), model.open_suspense());
    EXPECT_EQ(model.held() + model.open_suspense(), model.received());
  }

 private:
  std::int64_t time_ = 0;
};

TEST_P(Season, NoticesInAnyOrderEqualThePlainModel) {
  make_charges(500);
  for (std::size_t i = 0; i < charges.size(); i += 25) {
    ASSERT_EQ(world.village.work([&](Work& work) { return cancel_charge(work, charges[i].id); }).code(), "");
    model.charges[i].state = ChargeState::cancelled;
  }
  // Late payments carry a time that must have passed.
  world.village.clock.advance(days(3));
  token = world.token();
  make_messages(5'000);
  shuffle();
  send_all(true);
  compare();
  auto const paid = world.times(charge_paid), suspended = world.times(suspense_opened);
  EXPECT_GT(paid, 200);
  EXPECT_GT(suspended, 200);
  EXPECT_GT(world.times(charge_refunded), 20);
  // The whole season once more, in another order, freshly signed: nothing moves.
  shuffle();
  send_all(false);
  compare();
  EXPECT_EQ(world.times(charge_paid), paid);
  EXPECT_EQ(world.times(suspense_opened), suspended);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Season, ::testing::Values(2026));

}  // namespace
}  // namespace lumbung::payments
