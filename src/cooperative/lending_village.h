// For tests of lending: KAMURA in RW 08 of Mekarmukti (journey J1). Members who may borrow or lend, the product of the
// pilot, and the steps of a credit as one call each.
#pragma once

#include "cooperative/cooperative_village.h"
#include "cooperative/pledge.h"
#include "cooperative/rules.h"

namespace lumbung::cooperative {

class LendingVillage : public CooperativeVillage {
 public:
  explicit LendingVillage(std::vector<std::vector<storage::Migration>> more = {}, std::uint64_t seed = 1)
      : CooperativeVillage(std::move(more), seed) {
    go_to(2023, 12, 28);
    open();
    set("borrower", {{.kind = RuleKind::paper, .words = {"ktp", "kk"}, .sentence = "Salinan KTP dan KK"},
                     {.kind = RuleKind::member_for, .number = 3, .words = {}, .sentence = "Anggota 3 bulan"},
                     {.kind = RuleKind::pokok_paid, .words = {}, .sentence = "Simpanan pokok lunas"},
                     {.kind = RuleKind::wajib_paid, .words = {}, .sentence = "Simpanan wajib lunas"},
                     {.kind = RuleKind::business, .words = {"pindang"}, .sentence = "Usaha pindang"}});
    set("lender", {{.kind = RuleKind::paper, .words = {"ktp", "kk"}, .sentence = "Salinan KTP dan KK"},
                   {.kind = RuleKind::pokok_paid, .words = {}, .sentence = "Simpanan pokok lunas"},
                   {.kind = RuleKind::wajib_paid, .words = {}, .sentence = "Simpanan wajib lunas"}});
  }

  void set(std::string const& name, std::vector<Rule> rules) {
    sure(as(board, [&](Work& work) {
      return set_rules(work, organisation, {.name = name, .version = 0, .rules = rules, .made = {}});
    }));
  }
  // A member who paid everything through March 2024.
  Id<CooperativeMember> good_member(std::string const& name, Money sukarela = 0_rp) {
    auto const id = admitted(name);
    sure(put(id, Saving::pokok, 50'000_rp));
    sure(put(id, Saving::wajib, 40'000_rp));
    if (sukarela.positive()) sure(put(id, Saving::sukarela, sukarela));
    return id;
  }
  std::vector<Id<CooperativeMember>> five(std::string const& names) {
    std::vector<Id<CooperativeMember>> all;
    for (int i = 1; i <= 5; ++i) all.push_back(good_member(names + " " + std::to_string(i)));
    return all;
  }

  ProductRecord kamura() {
    return {.id = new_id<CreditProduct>(),
            .from = make_date(2024, 3, 1),
            .name = "KAMURA",
            .member_limit = 25'000_rp,
            .group_limit = 125'000_rp,
            .rest_weekdays = {},
            .holidays = {},
            .charges = {},
            .source = "RAT 28-02-2024"};
  }
  Id<CreditProduct> offered(ProductRecord const& product) {
    return sure(as(board, [&](Work& work) { return set_product(work, organisation, product); })).id;
  }
  Result<ledger::Posted> buy(Id<CreditProduct> product, Money amount) {
    auto const id = new_id<Entry>();
    return as(treasurer, [&](Work& work) {
      return buy_packages(work, organisation,
                          {.id = id, .product = product, .amount = amount, .day = today(), .till = till});
    });
  }

  Id<LendingGroup> group_of(Id<CreditProduct> product, std::vector<Id<CooperativeMember>> const& members) {
    auto const id = new_id<LendingGroup>();
    sure(as(officer, [&](Work& work) {
      return form_group(work, organisation,
                        {.id = id,
                         .product = product,
                         .name = "Kelompok",
                         .members = members,
                         .leader = members.front(),
                         .reason = "bertetangga satu gang",
                         .on = today()});
    }));
    return id;
  }
  CreditWish asking(Id<LendingGroup> group, Money each = 25'000_rp) {
    CreditWish wish{.id = new_id<PeerCredit>(), .group = group, .members = {}, .on = today()};
    auto const where = book();
    auto const found = sure(village.view([&](View const& view) { return peer_group(view, where, group); }));
    for (auto const& member : found.members) wish.members.push_back({member, each});
    return wish;
  }
  Result<CreditRecord> ask_for(CreditWish const& wish) {
    return as(officer, [&](Work& work) { return apply_for_credit(work, organisation, wish); });
  }
  Verdict check_it(Id<PeerCredit> credit, VerificationRecord const& seen) {
    return as(officer, [&](Work& work) { return record_check(work, organisation, credit, seen); });
  }
  void check_all(CreditWish const& wish) {
    sure(check_it(wish.id, {.kind = CheckKind::desk, .member = {}, .passed = true, .on = today(), .note = {}}));
    for (auto const& one : wish.members)
      sure(check_it(wish.id,
                    {.kind = CheckKind::home, .member = one.member, .passed = true, .on = today(), .note = {}}));
  }
  // Applied for, checked, proposed, approved by another.
  Id<PeerCredit> approved_credit(Id<LendingGroup> group, Money each = 25'000_rp) {
    auto const wish = asking(group, each);
    sure(ask_for(wish));
    check_all(wish);
    sure(as(officer, [&](Work& work) { return propose_credit(work, organisation, wish.id); }));
    approver = staff.again(approver);
    sure(staff.agree(approver.actor, approval_of(wish.id)));
    return wish.id;
  }
  Result<PledgeRecord> give(Id<PeerCredit> credit, Id<CooperativeMember> lender, Money amount) {
    auto const id = new_id<LenderPledge>();
    return as(officer, [&](Work& work) {
      return pledge(work, organisation,
                    {.id = id, .credit = credit, .lender = lender, .amount = amount, .on = today()});
    });
  }
  Result<ledger::Posted> hand_out(Id<PeerCredit> credit) {
    return as(treasurer,
              [&](Work& work) { return disburse(work, organisation, {.credit = credit, .on = today(), .till = {}}); });
  }

  Collection collecting(Id<PeerCredit> credit, std::vector<CollectedLine> lines) {
    return {
        .id = new_id<Entry>(), .credit = credit, .day = today(), .till = till, .lines = std::move(lines), .lump = {}};
  }
  Result<ledger::Posted> collected(Collection const& wish) {
    return as(officer, [&](Work& work) { return collect_instalments(work, organisation, wish); });
  }
  // The leader brings one instalment of every member.
  void a_day(Id<PeerCredit> credit, std::optional<int> instalment = {}) {
    std::vector<CollectedLine> lines;
    for (auto const& loan : loans(credit)) lines.push_back({loan.member, 4'200_rp, instalment});
    sure(collected(collecting(credit, lines)));
  }
  Result<ledger::Posted> reversed(Id<Entry> what) {
    auto const id = new_id<Entry>();
    return as(treasurer, [&](Work& work) {
      return reverse_payment(work, organisation, {.id = id, .reverses = what, .reason = "salah ketik jumlah"});
    });
  }

  CreditRecord seen_credit(Id<PeerCredit> credit_id) {
    auto const where = book();
    return sure(village.view([&](View const& view) { return credit(view, where, credit_id); }));
  }
  std::vector<LoanRecord> loans(Id<PeerCredit> credit_id) {
    auto const found = seen_credit(credit_id);
    return village.view([&](View const& view) { return loans_of(view, found); });
  }
  std::vector<InstalmentRecord> plan(LoanRecord const& loan) {
    return village.view([&](View const& view) { return plan_of(view, loan); });
  }
  std::vector<PledgeRecord> pledges(Id<PeerCredit> credit_id) {
    auto const found = seen_credit(credit_id);
    return village.view([&](View const& view) { return pledges_of(view, found); });
  }
  Portfolio standing(Id<PeerCredit> credit_id) {
    auto const found = seen_credit(credit_id);
    return village.view([&](View const& view) { return portfolio_of(view, found, today() + 1); });
  }
  LenderSeen as_lender(Id<CooperativeMember> id) {
    auto const whose = seen(id);
    return village.view([&](View const& view) { return lender_seen(view, whose); });
  }
  Money balance(Id<LedgerAccount> account) {
    auto const where = book();
    return sure(village.view([&](View const& view) { return ledger::balance(view, {where}, account); }));
  }
};

}  // namespace lumbung::cooperative
