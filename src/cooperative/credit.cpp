#include "cooperative/credit.h"

#include <algorithm>
#include <set>

#include "cooperative/eligibility.h"
#include "cooperative/rules.h"
#include "cooperative/store_credit.h"
#include "cooperative/store_loan.h"
#include "cooperative/store_members.h"
#include "cooperative/store_peer_group.h"
#include "cooperative/store_pledge.h"
#include "cooperative/store_product.h"

namespace lumbung::cooperative {
namespace {

struct Spoken {
  CreditState state;
  std::string_view id, en;
};
constexpr Spoken spoken[] = {{CreditState::applied, "diajukan", "applied for"},
                             {CreditState::proposed, "menunggu persetujuan", "waits for approval"},
                             {CreditState::approved, "disetujui", "approved"},
                             {CreditState::refused, "ditolak", "refused"},
                             {CreditState::disbursed, "sudah dicairkan", "disbursed"},
                             {CreditState::settled, "lunas", "settled"}};

bool same(View const& view, CreditRecord const& there, CreditWish const& wish) {
  auto const loans = store::loans(view.rows, there);
  bool all = there.group == wish.group && there.applied == wish.on && loans.size() == wish.members.size();
  for (std::size_t i = 0; all && i < loans.size(); ++i)
    all = loans[i].member == wish.members[i].member && loans[i].amount == wish.members[i].amount;
  return all;
}

Verdict may_borrow(View const& view, PeerGroupRecord const& group, ProductRecord const& terms, CreditWish const& wish,
                   std::size_t place) {
  auto const& one = wish.members[place];
  auto const at = "/members/" + std::to_string(place);
  auto const& all = group.members;
  bool const inside = std::find(all.begin(), all.end(), one.member) != all.end();
  auto const before = std::count_if(wish.members.begin(), wish.members.begin() + static_cast<std::ptrdiff_t>(place),
                                    [&](Asked const& other) { return other.member == one.member; });
  if (!inside || before > 0) return refuse(not_in_this_group).at(at);
  auto const member = store::member(view.rows, group.book, one.member);
  if (member->state != MemberState::member) return refuse(not_a_member).at(at);
  if (!one.amount.positive() || one.amount.minor % 100 != 0 || one.amount > terms.member_limit)
    return refuse(above_member_limit).at(at + "/amount").with("limit", shown(terms.member_limit));
  auto const plan = schedule(terms.terms(one.amount), wish.on);
  if (plan.refused()) return Problem(plan.problem()).at(at + "/amount");
  auto const eligible = require_eligible(view, *member, terms.borrower_rules, wish.on);
  if (eligible.refused()) return Problem(eligible.problem()).at(at);
  return done;
}

Result<Money> sum_of(CreditWish const& wish) {
  auto sum = 0_rp;
  for (auto const& one : wish.members) sum = TRY(plus(sum, one.amount));
  return sum;
}

Verdict sound(View const& view, PeerGroupRecord const& group, ProductRecord const& terms, CreditWish const& wish) {
  if (!group.running()) return refuse(group_has_ended).at("/group").with("on", shown_short(*group.ended));
  if (wish.on < group.formed) return refuse(group_formed_later).at("/on").with("from", shown_short(group.formed));
  if (store::has_live_credit(view.rows, group)) return refuse(group_has_credit).at("/group");
  if (wish.members.empty()) return refuse(nobody_applies).at("/members");
  std::optional<Problem> problem;
  for (std::size_t i = 0; i < wish.members.size(); ++i) {
    auto verdict = may_borrow(view, group, terms, wish, i);
    if (!verdict.refused()) continue;
    problem = problem ? std::move(*problem).also(std::move(verdict).problem()) : std::move(verdict).problem();
  }
  if (problem) return *std::move(problem);
  auto const sum = TRY(sum_of(wish));
  if (sum > terms.group_limit)
    return refuse(above_group_limit).at("/members").with("sum", shown(sum)).with("limit", shown(terms.group_limit));
  return done;
}

struct Place {
  CooperativeRecord of;
  CreditRecord credit;
  PeerGroupRecord group;
};
Result<Place> place_of(View const& view, Id<Organisation> id, Id<PeerCredit> credit_id, work::Right right) {
  auto const of = TRY(cooperative_of(view, id));
  auto const found = store::credit(view.rows, of.book, credit_id);
  auto const group = found ? store::peer_group(view.rows, of.book, found->group) : std::nullopt;
  TRY(work::require(view.actor, right, id, group ? group->area : ""));
  if (!found) return refuse(unknown_credit);
  return Place{of, *found, *group};
}

// Which checks are missing or did not pass, as a sentence's part; empty: none.
std::string missing_checks(View const& view, CreditRecord const& credit, bool indonesian) {
  auto const all = store::checks(view.rows, credit);
  auto const passed = [&](CheckKind kind, std::optional<Id<CooperativeMember>> member) {
    auto const last = std::find_if(all.rbegin(), all.rend(), [&](VerificationRecord const& one) {
      return one.kind == kind && one.member == member;
    });
    return last != all.rend() && last->passed;
  };
  std::string words;
  if (!passed(CheckKind::desk, std::nullopt)) words = indonesian ? "pemeriksaan berkas" : "the desk check";
  int homes = 0;
  for (auto const& loan : store::loans(view.rows, credit)) homes += passed(CheckKind::home, loan.member) ? 0 : 1;
  if (homes > 0)
    words += (words.empty() ? "" : ", ") + (indonesian ? "kunjungan rumah " + std::to_string(homes) + " anggota"
                                                       : "the home visits of " + std::to_string(homes) + " members");
  return words;
}

void release_pledges(Work& work, CreditRecord const& credit) {
  for (auto pledge : store::pledges(work.rows, credit)) {
    auto const lender = store::member(work.rows, credit.book, pledge.lender);
    auto const untied = untie(work, *lender, as<Hold>(pledge.id));
    must(!untied.refused());
    pledge.state = PledgeState::withdrawn;
    store::update(work.rows, pledge);
  }
}

Verdict same_disbursement(CreditRecord const& credit, Disbursement const& wish) {
  if (credit.disbursed != wish.on || credit.till != wish.till) return refuse(id_reused).at("/id");
  return done;
}

Verdict may_disburse(View const& view, Place const& place, ProductRecord const& terms, Disbursement const& wish) {
  auto const& credit = place.credit;
  if (credit.state != CreditState::approved) return not_in_state(credit);
  TRY(has_come(view, wish.on, "/on"));
  if (wish.on < credit.applied) return refuse(before_application).at("/on").with("from", shown_short(credit.applied));
  for (auto const& loan : store::loans(view.rows, credit))
    if (store::member(view.rows, credit.book, loan.member)->state != MemberState::member) return refuse(not_a_member);
  auto pledged = 0_rp;
  for (auto const& one : store::pledges(view.rows, credit)) pledged += one.amount;
  if (pledged != credit.amount)
    return refuse(pledges_not_exact).with("pledged", shown(pledged)).with("needed", shown(credit.amount));
  bool const package = terms.handed_over == HandedOver::package;
  if (!package && !wish.till) return refuse(till_needed).at("/till");
  Id<LedgerAccount> out_of = stock_of(terms.id);
  if (!package) {
    auto const from = till(view, credit.book, *wish.till);
    if (from.refused()) return Problem(from.problem()).at("/till");
    out_of = from->account();
  }
  auto const there = TRY(ledger::balance(view, {credit.book}, out_of));
  if (there < credit.amount)
    return refuse(package ? stock_short : till_short)
        .at(package ? "" : "/till")
        .with("there", shown(there))
        .with("needed", shown(credit.amount));
  return all_uploaded(view, credit.book, wish.evidence);
}

Verdict open_loan_accounts(Work& work, LoanRecord const& loan) {
  TRY(ledger::open_account(work, {.id = owed_on(loan.id),
                                  .book = {loan.book},
                                  .owner_kind = "member",
                                  .owner = loan.member.uuid,
                                  .purpose = "loan"}));
  return ledger::open_account(work, {.id = lent_on(loan.id),
                                     .book = {loan.book},
                                     .grows = ledger::Side::credit,
                                     .account_class = ledger::Class::liability,
                                     .passage = ledger::Passage::carries,
                                     .owner_kind = "loan",
                                     .owner = loan.id.uuid,
                                     .purpose = "lent"});
}

// What is handed to one member: from stock, or from the till less what is kept back.
void hand_over(std::vector<ledger::TransferWish>& transfers, Place const& place, ProductRecord const& terms,
               Disbursement const& wish, LoanRecord const& loan) {
  if (terms.handed_over == HandedOver::package) {
    transfers.push_back({owed_on(loan.id), stock_of(terms.id), loan.amount});
    return;
  }
  auto const kept = charges_paid(terms.terms(loan.amount), ChargePaid::at_disbursement);
  if (kept < loan.amount)
    transfers.push_back({owed_on(loan.id), Id<LedgerAccount>{wish.till->uuid}, loan.amount - kept});
  if (kept.positive())
    transfers.push_back({owed_on(loan.id), lending_account(place.of, LendingAccount::service), kept});
}

Result<ledger::Posted> post_disbursement(Work& work, Place const& place, ProductRecord const& terms,
                                         Disbursement const& wish) {
  auto const& credit = place.credit;
  auto const loans = store::loans(work.rows, credit);
  std::vector<ledger::TransferWish> transfers;
  // The ties end and the entry takes the money in one unit of work: nothing can come between.
  for (auto pledge : store::pledges(work.rows, credit)) {
    auto const lender = store::member(work.rows, credit.book, pledge.lender);
    TRY(untie(work, *lender, as<Hold>(pledge.id)));
    transfers.push_back({account_of(pledge.lender, Saving::sukarela), fund_of(credit.id), pledge.amount});
    pledge.state = PledgeState::lent;
    store::update(work.rows, pledge);
  }
  for (auto const& loan : loans) {
    TRY(open_loan_accounts(work, loan));
    transfers.push_back({fund_of(credit.id), lent_on(loan.id), loan.amount});
  }
  for (auto const& loan : loans) hand_over(transfers, place, terms, wish, loan);
  return ledger::post(work, {.id = as<Entry>(credit.id),
                             .book = {credit.book},
                             .kind = disbursement_entry,
                             .day = wish.on,
                             .subject = credit.id.uuid,
                             .transfers = transfers,
                             .evidence = wish.evidence});
}

Verdict make_plans(Work& work, CreditRecord const& credit, ProductRecord const& terms, Date day) {
  for (auto loan : store::loans(work.rows, credit)) {
    auto const plan = TRY(schedule(terms.terms(loan.amount), day));
    loan.plan = 1;
    loan.state = LoanState::open;
    loan.last_due = plan.last_due();
    store::insert_plan(work.rows, loan, plan.instalments);
    store::update(work.rows, loan);
  }
  return done;
}

}  // namespace

Problem not_in_state(CreditRecord const& credit) {
  for (auto const& one : spoken)
    if (one.state == credit.state) return refuse(credit_not_open).with("state", one.id, one.en);
  must(false);
  return refuse(credit_not_open);
}

Result<CreditRecord> apply_for_credit(Work& work, Id<Organisation> id, CreditWish const& wish) {
  auto const of = TRY(cooperative_of(work, id));
  auto const group = store::peer_group(work.rows, of.book, wish.group);
  TRY(work::require(work.actor, apply, id, group ? group->area : ""));
  if (!group) return refuse(unknown_group).at("/group");
  if (auto const there = store::credit(work.rows, of.book, wish.id)) {
    if (!same(work, *there, wish)) return refuse(id_reused).at("/id");
    return *there;
  }
  TRY(has_come(work, wish.on, "/on"));
  auto const terms = TRY(product(work, of.book, group->product, wish.on));
  TRY(sound(work, *group, terms, wish));
  auto const sum = TRY(sum_of(wish));
  CreditRecord const made{.book = of.book,
                          .id = wish.id,
                          .group = group->id,
                          .product = terms.id,
                          .terms_from = terms.from,
                          .amount = sum,
                          .state = CreditState::applied,
                          .applied = wish.on,
                          .applied_by = work.actor.account,
                          .disbursed = {},
                          .till = {}};
  store::insert(work, made);
  int place = 0;
  for (auto const& one : wish.members)
    store::insert(work.rows, {.book = of.book,
                              .id = loan_of(made.id, one.member),
                              .credit = made.id,
                              .place = ++place,
                              .member = one.member,
                              .amount = one.amount,
                              .last_due = {}});
  TRY(ledger::open_account(work, {.id = fund_of(made.id),
                                  .book = {of.book},
                                  .grows = ledger::Side::credit,
                                  .account_class = ledger::Class::liability,
                                  .passage = ledger::Passage::carries,
                                  .owner_kind = "credit",
                                  .owner = made.id.uuid,
                                  .purpose = "group_fund"}));
  record(work, of, credit_applied, made.id,
         {{"group", made.group.text()}, {"amount", std::to_string(made.amount.minor)}});
  return made;
}

Verdict record_check(Work& work, Id<Organisation> id, Id<PeerCredit> credit_id, VerificationRecord const& wish) {
  auto const place = TRY(place_of(work, id, credit_id, apply));
  auto const& credit = place.credit;
  auto const all = store::checks(work.rows, credit);
  if (!all.empty() && all.back().kind == wish.kind && all.back().member == wish.member &&
      all.back().passed == wish.passed && all.back().on == wish.on && all.back().note == wish.note)
    return done;
  if (credit.state != CreditState::applied) return not_in_state(credit);
  TRY(has_come(work, wish.on, "/on"));
  if (wish.on < credit.applied) return refuse(before_application).at("/on").with("from", shown_short(credit.applied));
  auto const loans = store::loans(work.rows, credit);
  bool const borrower =
      std::any_of(loans.begin(), loans.end(), [&](LoanRecord const& loan) { return loan.member == wish.member; });
  bool const fits = wish.kind == CheckKind::home ? borrower : !wish.member.has_value();
  if (!fits) return refuse(not_in_this_group).at("/member");
  store::add_check(work, credit, wish);
  record(work, place.of, credit_checked, credit.id,
         {{"kind", std::string(word_in(check_kinds, wish.kind))}, {"passed", wish.passed ? "yes" : "no"}});
  return done;
}

Result<CreditRecord> propose_credit(Work& work, Id<Organisation> id, Id<PeerCredit> credit_id) {
  auto place = TRY(place_of(work, id, credit_id, apply));
  auto& credit = place.credit;
  if (credit.state == CreditState::proposed) return credit;
  if (credit.state != CreditState::applied) return not_in_state(credit);
  auto const missing = missing_checks(work, credit, true);
  if (!missing.empty()) return refuse(not_checked_yet).with("missing", missing, missing_checks(work, credit, false));
  credit.state = CreditState::proposed;
  store::update(work.rows, credit);
  record(work, place.of, credit_proposed, credit.id);
  TRY(access::open_approval(work, {.id = approval_of(credit.id),
                                   .kind = std::string(credit_approval),
                                   .subject = credit.id.uuid,
                                   .content = *credit_content(work, credit.id),
                                   .organisation = place.of.organisation,
                                   .area = place.group.area,
                                   .needed = std::string(approve_payout),
                                   .stakes = access::Stakes::moves_money}));
  return credit;
}

Id<Approval> approval_of(Id<PeerCredit> credit) { return {derived_uuid(credit.uuid, "approval")}; }

std::optional<std::string> credit_content(View const& view, Id<PeerCredit> id) {
  auto const credit = store::credit(view.rows, id);
  if (!credit) return std::nullopt;
  auto const terms = product_of(view, *credit);
  std::string text = "lumbung/peer-credit@v1\nid " + id.text() + "\ngroup " + credit->group.text() + "\nproduct " +
                     terms.id.text() + " " + iso(terms.from) + "\napplied " + iso(credit->applied) + "\namount " +
                     shown(credit->amount) + "\n";
  for (auto const& loan : store::loans(view.rows, *credit)) {
    auto const member = store::member(view.rows, credit->book, loan.member);
    text += "member " + std::to_string(member->number) + " " + loan.member.text() + " " + shown(loan.amount) + "\n";
  }
  return text;
}

Verdict approve_credit(Work& work, Id<PeerCredit> id) {
  auto credit = store::credit(work.rows, id);
  if (!credit) return refuse(unknown_credit);
  if (credit->state != CreditState::proposed) return done;
  for (auto const& voice : access::voices(work, approval_of(id)))
    if (!credit->applied_by.none() && voice.account == credit->applied_by) return refuse(own_application);
  credit->state = CreditState::approved;
  store::update(work.rows, *credit);
  auto const of = TRY(cooperative_in(work, credit->book));
  record(work, of, credit_approved, id);
  return done;
}

Verdict refuse_credit(Work& work, Id<PeerCredit> id) {
  auto credit = store::credit(work.rows, id);
  if (!credit) return refuse(unknown_credit);
  if (credit->state != CreditState::proposed) return done;
  release_pledges(work, *credit);
  credit->state = CreditState::refused;
  store::update(work.rows, *credit);
  auto const of = TRY(cooperative_in(work, credit->book));
  record(work, of, credit_refused, id);
  return done;
}

Result<ledger::Posted> disburse(Work& work, Id<Organisation> id, Disbursement const& wish) {
  auto place = TRY(place_of(work, id, wish.credit, pay_out));
  auto& credit = place.credit;
  if (credit.disbursed) {
    TRY(same_disbursement(credit, wish));
    auto posted = ledger::find_entry(work, {credit.book}, as<Entry>(credit.id))->posted;
    posted.replayed = true;
    return posted;
  }
  auto const terms = product_of(work, credit);
  TRY(may_disburse(work, place, terms, wish));
  auto const posted = TRY(post_disbursement(work, place, terms, wish));
  TRY(make_plans(work, credit, terms, wish.on));
  credit.state = CreditState::disbursed;
  credit.disbursed = wish.on;
  credit.till = wish.till;
  store::update(work.rows, credit);
  record(work, place.of, credit_disbursed, credit.id, {{"amount", std::to_string(credit.amount.minor)}});
  return posted;
}

Result<CreditRecord> credit(View const& view, std::int64_t book, Id<PeerCredit> id) {
  auto found = store::credit(view.rows, book, id);
  if (!found) return refuse(unknown_credit);
  return *std::move(found);
}

std::vector<VerificationRecord> checks_of(View const& view, CreditRecord const& credit) {
  return store::checks(view.rows, credit);
}

std::vector<LoanRecord> loans_of(View const& view, CreditRecord const& credit) {
  return store::loans(view.rows, credit);
}

std::vector<CreditRecord> credits(View const& view, std::int64_t book, std::optional<CreditState> state,
                                  std::optional<Id<PeerCredit>> after, int limit) {
  return store::credits(view.rows, book, state, after.value_or(Id<PeerCredit>{}), limit);
}

ProductRecord product_of(View const& view, CreditRecord const& credit) {
  auto const all = store::products(view.rows, credit.book, credit.product);
  auto const found =
      std::find_if(all.begin(), all.end(), [&](ProductRecord const& one) { return one.from == credit.terms_from; });
  must(found != all.end());
  return *found;
}

}  // namespace lumbung::cooperative
