// For tests of this room and of what stands beside it: a verified co-operative with staff in every role, by-laws, a
// till, and people of Mekarmukti who may become members.
#pragma once

#include "access/staff_village.h"
#include "cooperative/credit.h"
#include "cooperative/eligibility.h"
#include "cooperative/leaving.h"
#include "cooperative/savings.h"
#include "cooperative/write_off.h"
#include "programme/uploads.h"
#include "registry/registry.h"
#include "tests/small_areas.h"
#include "tests/village.h"
#include "translog/translog.h"

namespace lumbung::cooperative {

using access::sure;

class CooperativeVillage {
 public:
  explicit CooperativeVillage(std::vector<std::vector<storage::Migration>> more = {}, std::uint64_t seed = 1)
      : village(with_more(std::move(more)), {}, seed), staff(village) {
    village.clock.set(make_instant(2023, 9, 1));
    tests::load_small_areas(village);
    organisation = staff.verified_organisation("Koperasi Mekar Mandiri", "32.17", access::OrganisationKind::koperasi);
    board = staff.signed_in(access::Role::org_admin, organisation);
    treasurer = staff.signed_in(access::Role::treasurer, organisation);
    approver = staff.signed_in(access::Role::approver, organisation);
    officer = staff.signed_in(access::Role::field_officer, organisation);
    auditor = staff.signed_in(access::Role::auditor, organisation);
    staff.contents.of(std::string(payout_approval),
                      [](View const& view, Uuid const& id) { return payout_content(view, {id}); });
    staff.contents.of(std::string(credit_approval),
                      [](View const& view, Uuid const& id) { return credit_content(view, {id}); });
    staff.contents.of(std::string(write_off_approval),
                      [](View const& view, Uuid const& id) { return write_off_content(view, {id}); });
    village.engine().after(access::approved, [](Work& work, work::Event const& event) -> Verdict {
      auto const approval = access::find_approval(work, access::approval_of(event));
      if (approval->kind == credit_approval) return approve_credit(work, {approval->subject});
      if (approval->kind == write_off_approval) return carry_out_write_off(work, {approval->subject});
      if (approval->kind != payout_approval) return done;
      return carry_out_payout(work, {approval->subject});
    });
    village.engine().after(access::approval_refused, [](Work& work, work::Event const& event) -> Verdict {
      auto const approval = access::find_approval(work, access::approval_of(event));
      if (approval->kind == credit_approval) return refuse_credit(work, {approval->subject});
      if (approval->kind == write_off_approval) return refuse_write_off(work, {approval->subject});
      if (approval->kind != payout_approval) return done;
      return refuse_payout(work, {approval->subject});
    });
  }

  template <class Act>
  auto as(access::SignedIn const& person, Act act) {
    return village.work_as(person.actor, std::move(act));
  }
  template <class Thing>
  Id<Thing> new_id() {
    return {make_uuid(village.clock.now(), village.chance)};
  }

  static Instant make_instant(int year, int month, int day) {
    return start_of(make_date(year, month, day), Zone::wib) + hours(10);
  }
  void go_to(int year, int month, int day) { village.clock.set(make_instant(year, month, day)); }

  static Bylaws usual_bylaws() {
    return {.from = make_date(2023, 9, 1),
            .pokok = 50'000_rp,
            .wajib = 10'000_rp,
            .due_day = 10,
            .two_people_above = {},
            .source = "ART pasal 5"};
  }
  void open(Bylaws const& with = usual_bylaws()) {
    sure(as(board, [&](Work& work) {
      return open_cooperative(
          work, organisation,
          {.legal_number = "AHU-0012345.AH.01.26", .founded = make_date(2023, 9, 1), .bylaws = with});
    }));
    till = new_till(TillKind::cash, "Kas");
  }
  Id<CooperativeTill> new_till(TillKind kind, std::string const& name) {
    auto const id = new_id<CooperativeTill>();
    sure(as(board, [&](Work& work) {
      return open_till(work, organisation, {.id = id, .kind = kind, .name = name, .opened = {}});
    }));
    return id;
  }

  Date today() { return day_of(village.clock.now(), Zone::wib); }
  std::int64_t book() {
    return village.view([&](View const& view) { return ledger::find_book(view, organisation.uuid); })->number;
  }

  Id<Person> person(std::string const& name, std::string const& rw = "008") {
    auto const id = new_id<Person>();
    auto const owner = registry::Owner{book(), organisation};
    sure(village.work([&](Work& work) {
      registry::NewFamily wish{.id = work.new_id<Family>(),
                               .home = {.area = *AreaCode::parse("32.17.10.2005"), .rt = "001", .rw = rw},
                               .since = today()};
      wish.members.push_back({.id = id, .name = name, .relation = registry::Relation::head});
      return registry::register_family(work, owner, wish);
    }));
    return id;
  }
  Id<CooperativeMember> candidate(std::string const& name = "Ibu Contoh",
                                  std::vector<Paper> with = {Paper::ktp, Paper::kk}) {
    auto const who = person(name);
    auto const id = new_id<CooperativeMember>();
    sure(as(officer, [&](Work& work) {
      return apply_for_membership(work, organisation,
                                  {.id = id, .person = who, .on = today(), .business = "Pindang", .papers = with});
    }));
    return id;
  }
  DecisionRecord admission() {
    return {.decision = MemberDecision::admitted, .on = today(), .minutes = "BA-01/2024", .reason = {}};
  }
  // Candidate and admitted on the day at hand.
  Id<CooperativeMember> admitted(std::string const& name = "Ibu Contoh",
                                 std::vector<Paper> with = {Paper::ktp, Paper::kk}) {
    auto const id = candidate(name, std::move(with));
    sure(as(approver, [&](Work& work) { return decide_on(work, organisation, id, admission()); }));
    return id;
  }

  SavingWish wish(Id<CooperativeMember> whose, Saving saving, Money amount) {
    return {.id = new_id<Entry>(), .member = whose, .saving = saving, .amount = amount, .day = today(), .till = till};
  }
  Result<ledger::Posted> put(SavingWish const& what) {
    return as(treasurer, [&](Work& work) { return deposit(work, organisation, what); });
  }
  Result<ledger::Posted> put(Id<CooperativeMember> whose, Saving saving, Money amount) {
    return put(wish(whose, saving, amount));
  }
  Result<ledger::Posted> take(SavingWish const& what) {
    return as(treasurer, [&](Work& work) { return withdraw(work, organisation, what); });
  }
  Result<ledger::Posted> take(Id<CooperativeMember> whose, Money amount) {
    return take(wish(whose, Saving::sukarela, amount));
  }
  Result<ledger::Posted> undo(Id<Entry> what, std::string const& reason = "salah ketik jumlah") {
    return as(treasurer, [&](Work& work) {
      return correct(work, organisation, {.id = work.new_id<Entry>(), .reverses = what, .reason = reason});
    });
  }
  Departure gone(Because because = Because::asked) {
    return {
        .because = because,
        .decision = {.decision = MemberDecision::left, .on = today(), .minutes = "BA-09", .reason = "sesuai surat"}};
  }
  Result<PayoutRecord> let_go(Id<CooperativeMember> whose, Departure const& departure) {
    auto const id = new_id<MemberPayout>();
    return as(board, [&](Work& work) {
      return settle(work, organisation, {.id = id, .member = whose, .till = till}, departure);
    });
  }

  MemberRecord seen(Id<CooperativeMember> id) {
    auto const where = book();
    return sure(village.view([&](View const& view) { return member(view, where, id); }));
  }
  SavingsSeen saved(Id<CooperativeMember> id) {
    auto const whose = seen(id);
    return sure(village.view([&](View const& view) { return savings_of(view, whose, today()); }));
  }
  Money in_till() {
    auto const where = book();
    return sure(
        village.view([&](View const& view) { return ledger::balance(view, {where}, Id<LedgerAccount>{till.uuid}); }));
  }
  // Debits equal credits, the ledger's own check finds nothing, nor does this room's.
  bool holds() {
    auto const where = book();
    return village.view([&](View const& view) {
      auto const trial = ledger::trial_balance(view, {where});
      for (auto const& total : trial.totals)
        if (total.debits != total.credits) return false;
      return ledger::check(view, {where}).empty() && check_members(view).empty();
    });
  }

  Village village;
  access::StaffVillage staff;
  Id<Organisation> organisation;
  access::SignedIn board, treasurer, approver, officer, auditor;
  Id<CooperativeTill> till;

 private:
  static std::vector<std::vector<storage::Migration>> with_more(std::vector<std::vector<storage::Migration>> more) {
    std::vector<std::vector<storage::Migration>> all{translog::migrations(),  ledger::migrations(),
                                                     access::migrations(),    registry::migrations(),
                                                     programme::migrations(), migrations()};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
};

}  // namespace lumbung::cooperative
