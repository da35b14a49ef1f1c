// Payment notices in any order equal a plain model to the sen. ./test hears ten thousand; tests/long a million:
// LUMBUNG_REPLAY_NOTICES, in seasons of 100,000 with a seed each (LUMBUNG_REPLAY_SEED the first; a run that was stopped
// is taken up with the seed it printed last).
#include <gmock/gmock.h>

#include <cstdlib>
#include <iostream>

#include "app/replay_season_test.h"
#include "giving/rules.h"
#include "ledger/ledger.h"
#include "payments/snap.h"
#include "tests/told.h"

namespace lumbung::app {
namespace {

constexpr std::int64_t notices_in_batch = 400;
constexpr auto between_batches = minutes(40);
constexpr int fee_permille = 50;
constexpr std::int64_t longest_season = 100'000;

payments::snap::KeyPair const& acquirer_keys() {
  static auto const made = payments::snap::make_keys();
  return made;
}

giving::CampaignWish open_ended(giving::GivingVillage& v) {
  auto wish = v.campaign_wish("kit-sekolah", fee_permille);
  wish.over_funding = giving::OverFunding::carry_on;
  return wish;
}

}  // namespace

ReplaySeason::ReplaySeason(std::uint64_t seed, std::int64_t notices, Planted planted)
    : v(seed, giving::GivingVillage::Wired::elsewhere), chance_(seed), planted_(planted), clerk_(fee_permille) {
  wire_followers(v.village.engine());
  campaign_ = v.opened(open_ended(v));
  access::sure(v.village.work([&](work::Work& work) {
    return payments::set_up_partner(work, {.client_key = v.client,
                                           .name = "Bank Uji Coba",
                                           .public_key = acquirer_keys().public_pem,
                                           .secret = "rahasia-bank-uji",
                                           .home = v.organisation});
  }));
  batches_.resize(static_cast<std::size_t>(notices / notices_in_batch + 1));
  heard["wished"] = notices;
}

// Gifts begin as people begin them: some wait an hour, some a day.
void ReplaySeason::open_gifts(std::size_t count) {
  auto const first = charges_.size();
  charges_.resize(first + count);
  std::latch all(static_cast<std::ptrdiff_t>(count));
  for (std::size_t i = 0; i < count; ++i) {
    auto wish = v.gift_wish(campaign_, Money{static_cast<std::int64_t>(100 + any(900)) * 10'000, rupiah});
    wish.name = "Warga";
    wish.waits = hours(1 + static_cast<int>(any(24)));
    v.village.engine().queue(
        work::Actor::visitor(), [wish](work::Work& work) { return giving::give(work, wish); },
        [&, at = first + i](Result<giving::GiftBegun> begun) {
          if (!begun.refused()) charges_[at] = begun->charge;
          all.count_down();
        },
        [&](std::exception_ptr const&) { all.count_down(); });
  }
  all.wait();
  for (auto at = first; at < charges_.size(); ++at) {
    must(!charges_[at].id.none());
    clerk_.gifts.push_back({.amount = charges_[at].amount, .expires = charges_[at].expires});
  }
}

void ReplaySeason::put(std::size_t batch, Message message) {
  batches_[std::min(batch, batches_.size() - 1)].push_back(std::move(message));
}

// One payment and all that will be said of it, now and in later batches, in whatever order.
void ReplaySeason::imagine_payment(int gift, std::size_t now) {
  Message message{.number = "A" + std::to_string(++payments_made_), .gift = one_in(12) ? -1 : gift};
  auto const& wanted = clerk_.gifts[static_cast<std::size_t>(gift)];
  message.amount = one_in(10) ? wanted.amount + 100_rp : wanted.amount;
  message.paid_at =
      one_in(10) ? wanted.expires + seconds(1) : v.village.clock.now() + seconds(static_cast<int>(any(60)));
  auto const soon = [&] { return now + any(3); };
  auto const whenever = [&] { return now + (one_in(4) ? any(batches_.size()) : any(8)); };
  auto const first = one_in(6) ? whenever() : soon();
  message.late = first > now + 4;
  put(first, message);
  message.late = false;
  for (auto times = any(3); times > 0; --times) put(whenever(), message);
  auto const told = [&](char const* status, std::size_t batch) {
    message.status = status;
    put(batch, message);
  };
  if (one_in(5)) told("03", soon());
  if (one_in(8)) told("06", soon());
  if (one_in(6))
    for (auto times = 1 + any(2); times > 0; --times) told("04", whenever());
  if (one_in(30)) {  // the same number, told otherwise
    message.amount += 1_rp;
    told("00", whenever());
  }
}

std::string ReplaySeason::fresh_token() {
  payments::PartnerRequest request;
  request.client_key = v.client;
  request.signed_part.path = "/v1.0/access-token/b2b";
  request.signed_part.timestamp = iso(v.village.clock.now(), Zone::wib);
  request.signed_part.signature = payments::snap::sign_rsa(
      acquirer_keys().private_pem, payments::snap::token_text(v.client, request.signed_part.timestamp));
  return access::sure(v.village.work([&](work::Work& work) { return payments::issue_token(work, request); }))
      .access_token;
}

payments::PartnerRequest ReplaySeason::signed_request(Message const& message) {
  payments::PartnerRequest request;
  request.client_key = v.client;
  request.external_id = "EXT-" + std::to_string(++external_);
  request.authorization = "Bearer " + token_;
  auto const reference =
      message.gift < 0 ? "LMB" + message.number : charges_[static_cast<std::size_t>(message.gift)].reference;
  auto& part = request.signed_part;
  part.path = "/v1.0/qr/qr-mpm-notify";
  part.body = R"({"originalReferenceNo":")" + message.number + R"(","originalPartnerReferenceNo":")" + reference +
              R"(","latestTransactionStatus":")" + message.status + R"(","amount":{"value":")" +
              decimal(message.amount) + R"(","currency":"IDR"},"additionalInfo":{"paidTime":")" +
              iso(message.paid_at, Zone::wib) + R"("}})";
  part.timestamp = iso(v.village.clock.now() - minutes(4) + Duration{++in_batch_ * 1'000}, Zone::wib);
  part.signature = payments::snap::sign_hmac(
      "rahasia-bank-uji", payments::snap::transaction_text("POST", part.path, token_,
                                                           payments::snap::body_hash(part.body), part.timestamp));
  return request;
}

// The clerk hears what was said; the house hears it signed, and now and then forged or once more.
void ReplaySeason::add(std::vector<Sent>& sent, Message message) {
  bool const first = told_once_.insert(message.number).second;
  bool const good = clerk_.hear(message.number, message.status, message.amount, message.gift,
                                std::min(message.paid_at, v.village.clock.now()));
  if (planted_ == Planted::late_one_lost && message.late) return;
  if (planted_ == Planted::early_reversal_ignored && first && std::string_view(message.status) == "04") return;
  if (planted_ == Planted::twice_booked && !first && one_in(20)) message.number += "B";
  auto request = signed_request(message);
  if (one_in(40)) {
    auto forged = request;
    forged.signed_part.body[10] ^= 1;
    sent.push_back({std::move(forged), "payments.signature_wrong"});
  } else if (one_in(40) && !sent.empty()) {
    auto const& earlier = sent[any(sent.size())];
    if (earlier.expected.empty()) sent.push_back({earlier.request, "payments.replayed"});
  }
  sent.push_back({std::move(request), good ? "" : "payments.other_content"});
}

void ReplaySeason::send(std::vector<Message> const& messages) {
  in_batch_ = 0;
  std::vector<Sent> sent;
  for (auto const& message : messages) add(sent, message);
  std::vector<std::string> answers(sent.size());
  std::latch all(std::ssize(sent));
  for (std::size_t i = 0; i < sent.size(); ++i)
    v.village.engine().queue(
        work::Actor::visitor(),
        [request = sent[i].request](work::Work& work) { return payments::take_qr_notice(work, request); },
        [&, i](Result<payments::Outcome> outcome) {
          answers[i] = outcome.refused() ? std::string(outcome.code()) : std::string(name_of(*outcome));
          all.count_down();
        },
        [&, i](std::exception_ptr const&) {
          answers[i] = "thrown";
          all.count_down();
        });
  all.wait();
  for (std::size_t i = 0; i < sent.size(); ++i) {
    ++heard[answers[i]];
    bool const refused = answers[i].find('.') != std::string::npos || answers[i] == "thrown";
    if (planted_ == Planted::nothing) {
      EXPECT_EQ(refused ? answers[i] : "", sent[i].expected);
    }
  }
}

void ReplaySeason::run(std::function<void(std::int64_t)> const& progress) {
  auto const wished = heard["wished"];
  std::int64_t done_so_far = 0;
  for (std::size_t batch = 0; batch < batches_.size() || done_so_far < wished; ++batch) {
    if (batch == batches_.size()) batches_.emplace_back();  // fewer were said than wished: the season lasts longer
    v.village.clock.advance(between_batches);
    token_ = fresh_token();
    while (std::ssize(batches_[batch]) < notices_in_batch && done_so_far + std::ssize(batches_[batch]) < wished) {
      auto const from = static_cast<int>(clerk_.gifts.size());
      open_gifts(20);
      for (int gift = from; gift < std::ssize(clerk_.gifts); ++gift)
        for (auto times = 1 + (one_in(15) ? 1 : 0); times > 0; --times) imagine_payment(gift, batch);
    }
    auto& messages = batches_[batch];
    for (auto i = messages.size(); i > 1; --i) std::swap(messages[i - 1], messages[any(i)]);
    send(messages);
    done_so_far += std::ssize(messages);
    messages = {};
    if (batch % 5 == 4)
      access::sure(v.village.work([](work::Work& work) { return payments::expire_charges(work, 500); }));
    if (progress) progress(done_so_far);
  }
}

void ReplaySeason::compare(std::vector<std::string>& found, std::string_view what, Id<LedgerAccount> account,
                           Money expected) {
  auto const real = v.village.view([&](work::View const& view) {
    auto const balance = ledger::balance(view, v.book(), account);
    return balance.refused() ? 0_rp : *balance;
  });
  if (real != expected)
    found.push_back(std::string(what) + ": ledger " + decimal(real) + ", clerk " + decimal(expected));
}

void ReplaySeason::compare_gifts(std::vector<std::string>& found) {
  using enum payments::ChargeState;
  v.village.view([&](work::View const& view) {
    for (std::size_t i = 0; i < charges_.size() && found.size() < 20; ++i) {
      auto const real = *payments::find_charge(view, charges_[i].id);
      auto const& gift = clerk_.gifts[i];
      auto const expected = gift.state == waiting && gift.expires < view.now ? expired : gift.state;
      if (real.state != expected || real.paid_amount.value_or(0_rp) != gift.paid)
        found.push_back("gift " + std::to_string(i) + ": " + std::string(name_of(real.state)) + " " +
                        decimal(real.paid_amount.value_or(0_rp)) + ", clerk " + std::string(name_of(expected)) + " " +
                        decimal(gift.paid));
    }
    return done;
  });
}

std::vector<std::string> ReplaySeason::differences() {
  std::vector<std::string> found;
  compare(found, "bank", programme::bank_of(v.organisation), clerk_.bank);
  compare(found, "fund", giving::fund_of(campaign_.id), clerk_.fund);
  compare(found, "fees", giving::fee_account_of(campaign_.id), clerk_.fees);
  compare(found, "losses", giving::loss_account_of(campaign_.id), clerk_.losses);
  compare(found, "suspense", v.suspense, clerk_.suspense);
  compare_gifts(found);
  std::map<payments::SuspenseReason, std::int64_t> waiting;
  v.village.view([&](work::View const& view) {
    view.rows.each("SELECT reason FROM payment_suspense WHERE state = 0", {}, [&](storage::Row const& row) {
      ++waiting[static_cast<payments::SuspenseReason>(row.integer(0))];
      return true;
    });
    return done;
  });
  std::erase_if(clerk_.waiting, [](auto const& one) { return one.second == 0; });
  if (waiting != clerk_.waiting) found.emplace_back("other items lie in suspense, or for other reasons");
  return found;
}

namespace {

TEST(Replay, NoticesInAnyOrderEqualAPlainModelToTheSen) {
  auto left = tests::told("LUMBUNG_REPLAY_NOTICES", 10'000);
  auto seed = static_cast<std::uint64_t>(tests::told("LUMBUNG_REPLAY_SEED", 20'261'122));
  for (std::int64_t all = 0; left > 0; ++seed) {
    auto const notices = std::min(left, longest_season);
    std::cout << "seed " << seed << ": " << notices << " of " << left << " notices" << std::endl;
    ReplaySeason season(seed, notices);
    season.run([&](std::int64_t now) {
      if (now % 10'000 < notices_in_batch && notices >= longest_season) std::cout << "  " << now << std::endl;
    });
    EXPECT_THAT(season.differences(), testing::IsEmpty()) << "seed " << seed;
    EXPECT_EQ(season.v.faults(), 0u) << "seed " << seed;
    for (auto const* outcome : {"paid", "suspended", "refunded", "nothing_new", "noted", "payments.other_content",
                                "payments.replayed", "payments.signature_wrong"})
      EXPECT_GT(season.heard[outcome], notices / 1'000) << outcome;
    all += notices;
    left -= notices;
    std::cout << all << " notices heard:";
    for (auto const& [answer, times] : season.heard) std::cout << " " << answer << " " << times;
    std::cout << std::endl;
  }
}

// Each planted fault must be found by the comparison, or it could find nothing.
class PlantedFault : public testing::TestWithParam<Planted> {};
TEST_P(PlantedFault, IsFoundByTheComparison) {
  ReplaySeason season(7, 1'200, GetParam());
  season.run();
  EXPECT_THAT(season.differences(), testing::Not(testing::IsEmpty()));
}
INSTANTIATE_TEST_SUITE_P(Replay, PlantedFault,
                         testing::Values(Planted::twice_booked, Planted::late_one_lost,
                                         Planted::early_reversal_ignored));

}  // namespace
}  // namespace lumbung::app
