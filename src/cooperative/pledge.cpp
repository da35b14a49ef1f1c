#include "cooperative/pledge.h"

#include <algorithm>

#include "cooperative/eligibility.h"
#include "cooperative/rules.h"
#include "cooperative/store_credit.h"
#include "cooperative/store_members.h"
#include "cooperative/store_pledge.h"

namespace lumbung::cooperative {
namespace {

Money unused_of(View const& view, MemberRecord const& member) {
  auto const account = ledger::find_account(view, {member.book}, account_of(member.id, Saving::sukarela));
  return account ? account->available() : 0_rp;
}

bool still_open(CreditRecord const& credit) {
  return credit.state == CreditState::applied || credit.state == CreditState::proposed ||
         credit.state == CreditState::approved;
}

Verdict fits(View const& view, CreditRecord const& credit, MemberRecord const& lender, PledgeWish const& wish) {
  if (!still_open(credit)) return not_in_state(credit);
  if (lender.state != MemberState::member) return refuse(not_a_member).at("/lender");
  if (!wish.amount.positive() || wish.amount.minor % 100 != 0) return refuse(pledge_not_whole).at("/amount");
  TRY(has_come(view, wish.on, "/on"));
  if (wish.on < credit.applied) return refuse(before_application).at("/on").with("from", shown_short(credit.applied));
  auto const eligible = require_eligible(view, lender, product_of(view, credit).lender_rules, wish.on);
  if (eligible.refused()) return Problem(eligible.problem()).at("/lender");
  auto missing = credit.amount;
  for (auto const& one : store::pledges(view.rows, credit)) {
    if (one.lender == lender.id) return refuse(pledged_already).at("/lender");
    missing -= one.amount;
  }
  auto const unused = unused_of(view, lender);
  if (wish.amount > unused)
    return refuse(pledge_beyond_unused).at("/amount").with("unused", shown(unused)).with("asked", shown(wish.amount));
  if (wish.amount > missing) return refuse(pledge_beyond_credit).at("/amount").with("missing", shown(missing));
  return done;
}

}  // namespace

Result<PledgeRecord> pledge(Work& work, Id<Organisation> id, PledgeWish const& wish) {
  auto const of = TRY(cooperative_of(work, id));
  auto const lender = store::member(work.rows, of.book, wish.lender);
  TRY(work::require(work.actor, apply, id, lender ? lender->area : ""));
  if (!lender) return refuse(unknown_member).at("/lender");
  auto const credit = store::credit(work.rows, of.book, wish.credit);
  if (!credit) return refuse(unknown_credit).at("/credit");
  if (auto const there = store::pledge(work.rows, of.book, wish.id)) {
    bool const same = there->credit == wish.credit && there->lender == wish.lender && there->amount == wish.amount &&
                      there->on == wish.on;
    if (!same) return refuse(id_reused).at("/id");
    return *there;
  }
  TRY(fits(work, *credit, *lender, wish));
  TRY(tie(work, *lender, {.id = as<Hold>(wish.id), .why = TieReason::pledged, .amount = wish.amount, .until = {}},
          fund_of(credit->id)));
  PledgeRecord const made{.book = of.book,
                          .id = wish.id,
                          .credit = wish.credit,
                          .lender = wish.lender,
                          .place = store::next_place(work.rows, *credit),
                          .amount = wish.amount,
                          .state = PledgeState::pledged,
                          .on = wish.on};
  store::insert(work.rows, made, work.now);
  record(work, of, credit_pledged, made.id,
         {{"credit", wish.credit.text()}, {"amount", std::to_string(wish.amount.minor)}});
  return made;
}

Verdict withdraw_pledge(Work& work, Id<Organisation> id, Id<LenderPledge> pledge_id) {
  auto const of = TRY(cooperative_of(work, id));
  auto found = store::pledge(work.rows, of.book, pledge_id);
  auto const lender = found ? store::member(work.rows, of.book, found->lender) : std::nullopt;
  TRY(work::require(work.actor, apply, id, lender ? lender->area : ""));
  if (!found) return refuse(unknown_pledge);
  if (found->state == PledgeState::withdrawn) return done;
  if (found->state != PledgeState::pledged) return refuse(lent_already);
  TRY(untie(work, *lender, as<Hold>(found->id)));
  found->state = PledgeState::withdrawn;
  store::update(work.rows, *found);
  record(work, of, pledge_withdrawn, found->id);
  return done;
}

std::vector<PledgeRecord> pledges_of(View const& view, CreditRecord const& credit) {
  return store::pledges(view.rows, credit);
}

LenderSeen lender_seen(View const& view, MemberRecord const& lender) {
  LenderSeen seen{.unused = unused_of(view, lender),
                  .pledged = 0_rp,
                  .lent = 0_rp,
                  .out = 0_rp,
                  .returned = 0_rp,
                  .lost = 0_rp,
                  .pledges = store::pledges_of(view.rows, lender.book, lender.id)};
  for (auto const& one : seen.pledges) {
    if (one.state == PledgeState::withdrawn) continue;
    if (one.state == PledgeState::pledged) {
      seen.pledged += one.amount;
      continue;
    }
    seen.lent += one.amount;
    seen.out += one.outstanding();
    seen.returned += one.returned;
    seen.lost += one.lost;
  }
  return seen;
}

}  // namespace lumbung::cooperative
