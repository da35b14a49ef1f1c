// A season of payment notices as acquirers send them: shuffled, repeated, late, taken back before or after, with wrong
// amounts and unknown references, forged and replayed; and beside it a clerk with a pencil, who thinks about one notice
// at a time. Everything goes through the real rules and the group commit, and is booked as the installation wires it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <latch>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/installation.h"
#include "giving/giving_village.h"

namespace lumbung::app {

// Faults that the comparison must find: what a house would do that is not quite honest with notices.
enum class Planted { nothing, twice_booked, late_one_lost, early_reversal_ignored };

// What the clerk knows of one payment, by the acquirer's number.
struct ClerkPayment {
  Money amount;
  int gift = -1;  // which gift's reference it names; -1: nobody's
  bool known = false, succeeded = false, refunded = false, paid = false, in_suspense = false;
};
struct ClerkGift {
  Money amount;
  Instant expires;
  payments::ChargeState state = payments::ChargeState::waiting;
  Money paid = 0_rp;
};

class Clerk {
 public:
  explicit Clerk(int fee_permille) : fee_permille_(fee_permille) {}
  std::vector<ClerkGift> gifts;
  Money bank = 0_rp, fund = 0_rp, fees = 0_rp, losses = 0_rp, suspense = 0_rp;
  std::map<payments::SuspenseReason, std::int64_t> waiting;  // in suspense, by why

  // False when the acquirer tells of a payment otherwise than before: that is refused.
  bool hear(std::string const& number, std::string_view status, Money amount, int gift, Instant paid_at) {
    if (status != "00" && status != "04") return true;
    auto& payment = payments_[number];
    if (payment.known && (payment.amount != amount || payment.gift != gift)) return false;
    payment.known = true;
    payment.amount = amount;
    payment.gift = gift;
    if (status == "04") {
      if (!payment.refunded && payment.succeeded) take_back(payment);
      payment.refunded = true;
    } else if (!payment.succeeded) {
      payment.succeeded = true;
      if (!payment.refunded) settle(payment, paid_at);
    }
    return true;
  }

 private:
  Money fee(Money amount) const {
    auto const sen = amount.minor * fee_permille_ / 1'000;
    return {sen - sen % 100, rupiah};
  }
  void settle(ClerkPayment& payment, Instant paid_at) {
    bank += payment.amount;
    if (auto const why = against(payment, paid_at)) {
      payment.in_suspense = true;
      suspense += payment.amount;
      ++waiting[*why];
      reasons_[&payment] = *why;
      return;
    }
    auto& gift = gifts[static_cast<std::size_t>(payment.gift)];
    payment.paid = true;
    gift.state = payments::ChargeState::paid;
    gift.paid = payment.amount;
    fund += payment.amount - fee(payment.amount);
    fees += fee(payment.amount);
  }
  std::optional<payments::SuspenseReason> against(ClerkPayment const& payment, Instant paid_at) const {
    using enum payments::SuspenseReason;
    if (payment.gift < 0) return unknown_reference;
    auto const& gift = gifts[static_cast<std::size_t>(payment.gift)];
    if (gift.state != payments::ChargeState::waiting) return second_payment;
    if (paid_at > gift.expires) return late;
    if (payment.amount != gift.amount) return wrong_amount;
    return std::nullopt;
  }
  void take_back(ClerkPayment& payment) {
    bank -= payment.amount;
    if (payment.in_suspense) {
      suspense -= payment.amount;
      --waiting[reasons_[&payment]];
      return;
    }
    gifts[static_cast<std::size_t>(payment.gift)].state = payments::ChargeState::refunded;
    fund -= payment.amount - fee(payment.amount);
    losses += fee(payment.amount);  // the acquirer takes all of it; what was a fee is the organisation's loss
  }

  int fee_permille_;
  std::map<std::string, ClerkPayment> payments_;  // nodes stay where they are
  std::map<ClerkPayment const*, payments::SuspenseReason> reasons_;
};

class ReplaySeason {
 public:
  ReplaySeason(std::uint64_t seed, std::int64_t notices, Planted planted = Planted::nothing);
  // Sends all; `progress` is told how many notices are done, now and then.
  void run(std::function<void(std::int64_t)> const& progress = {});
  // Where ledger and clerk disagree, to the sen; empty when they are one.
  std::vector<std::string> differences();

  std::map<std::string, std::int64_t> heard;  // how often which answer came
  giving::GivingVillage v;

 private:
  struct Message {
    std::string number;
    char const* status = "00";
    Money amount;
    int gift = -1;
    Instant paid_at;
    bool late = false;  // long after it was paid
  };
  struct Sent {
    payments::PartnerRequest request;
    std::string expected;
  };

  std::uint64_t any(std::uint64_t below) { return chance_.number(below); }
  bool one_in(std::uint64_t n) { return any(n) == 0; }
  void open_gifts(std::size_t count);
  void imagine_payment(int gift, std::size_t now);
  void put(std::size_t batch, Message message);
  void send(std::vector<Message> const& messages);
  void add(std::vector<Sent>& sent, Message message);
  payments::PartnerRequest signed_request(Message const& message);
  std::string fresh_token();
  void compare(std::vector<std::string>& found, std::string_view what, Id<LedgerAccount> account, Money expected);
  void compare_gifts(std::vector<std::string>& found);

  SeededChance chance_;
  Planted planted_;
  Clerk clerk_;
  giving::CampaignRecord campaign_;
  std::vector<payments::ChargeRecord> charges_;  // of the clerk's gifts
  std::vector<std::vector<Message>> batches_;
  std::set<std::string> told_once_;  // numbers of payments that were told of
  std::string token_;
  std::int64_t payments_made_ = 0, external_ = 0, in_batch_ = 0;
};

}  // namespace lumbung::app
