// For tests of programme and of what stands above it: a verified foundation with staff in every role, a programme for
// school kits, and families to serve.
#pragma once

#include <vector>

#include "access/staff_village.h"
#include "ledger/ledger.h"
#include "programme/programme.h"
#include "programme/uploads.h"
#include "registry/registry.h"
#include "tests/small_areas.h"
#include "tests/village.h"
#include "translog/translog.h"

namespace lumbung::programme {

using access::sure;

class ProgrammeVillage {
 public:
  explicit ProgrammeVillage(std::vector<std::vector<storage::Migration>> more = {}, std::uint64_t seed = 1)
      : village(with_more(std::move(more)), {}, seed), staff(village) {
    tests::load_small_areas(village);
    organisation = staff.verified_organisation("Yayasan Kasih Ibu");
    editor = staff.signed_in(access::Role::campaign_editor, organisation);
    treasurer = staff.signed_in(access::Role::treasurer, organisation);
    approver = staff.signed_in(access::Role::approver, organisation);
    officer = staff.signed_in(access::Role::field_officer, organisation);
    photo = uploaded("sebuah foto");
    form = uploaded("sebuah formulir");
  }

  // Stores a picture for the organisation at hand, or another, as a member of staff would send it in.
  Hash uploaded(std::string_view bytes, UploadFor purpose = UploadFor::evidence,
                std::optional<Id<Organisation>> by = {}) {
    auto const hash = village.files().put(bytes);
    sure(village.work([&](Work& work) { return keep_upload(work, by.value_or(organisation), purpose, hash); }));
    return hash;
  }
  // One that nobody has sent in yet.
  Hash fresh() { return uploaded("gambar nomor " + std::to_string(++pictures_)); }

  template <class Act>
  auto as(access::SignedIn const& person, Act act) {
    return village.work_as(person.actor, std::move(act));
  }
  template <class Thing>
  Id<Thing> new_id() {
    return {make_uuid(village.clock.now(), village.chance)};
  }
  Date today() { return day_of(village.clock.now(), Zone::wib); }

  // A programme whose plan promises `units` school kits at `unit_cost`.
  Id<Programme> kits(std::int64_t units = 100, Money unit_cost = 70'000_rp) {
    programme = new_id<Programme>();
    item = new_id<PlanItem>();
    sure(as(editor, [&](Work& work) {
      return create(work, {.id = programme,
                           .organisation = organisation,
                           .title = "Kit sekolah",
                           .summary = "Kit untuk anak",
                           .area = "32.17",
                           .starts = today(),
                           .ends = today() + 90});
    }));
    sure(as(editor, [&](Work& work) { return change_plan(work, programme, plan_of(0, units, unit_cost)); }));
    return programme;
  }

  PlanWish plan_of(int version, std::int64_t units, Money unit_cost) {
    auto const kit = item;
    return {.version = version,
            .needs = {{"Anak tanpa alat tulis", units}},
            .items = {{kit, "Kit sekolah", asset("KIT-SEKOLAH"), unit_cost, units}},
            .activities = {{"Penyerahan", today(), today() + 30}},
            .budget = {{"Kit", Money{unit_cost.minor * units, rupiah}, BudgetKind::goods}},
            .target_households = units,
            .reason = {}};
  }

  // A family of one in Mekarmukti, with a decile, enrolled.
  Id<Enrolment> household(int decile = 2, char const* village_code = "32.17.10.2005") {
    auto const family = new_id<Family>();
    auto const owner = registry::Owner{book().number, organisation};
    sure(as(officer, [&](Work& work) {
      registry::NewFamily wish{.id = family, .home = {.area = *AreaCode::parse(village_code)}, .since = today()};
      wish.decile = registry::Decile{decile, "survei desa", today()};
      wish.members.push_back({.id = work.new_id<Person>(), .name = "Ibu Contoh", .relation = registry::Relation::head});
      return registry::register_family(work, owner, wish);
    }));
    auto const enrolment = new_id<Enrolment>();
    sure(as(officer, [&](Work& work) { return enrol(work, programme, enrolment, family); }));
    return enrolment;
  }

  ledger::BookId book() {
    return *village.view([&](View const& view) { return ledger::find_book(view, organisation.uuid); });
  }
  Money balance(Id<LedgerAccount> account) {
    return sure(village.view([&](View const& view) { return ledger::balance(view, book(), account); }));
  }

  // Puts money where a campaign would have raised it, and releases it to the programme by two people.
  Id<LedgerAccount> raised(Money amount) {
    Id<LedgerAccount> const fund{derived_uuid(programme.uuid, "test fund")};
    sure(village.work([&](Work& work) -> Verdict {
      TRY(ledger::open_account(work, {.id = fund,
                                      .book = book(),
                                      .grows = ledger::Side::credit,
                                      .account_class = ledger::Class::net_assets_restricted,
                                      .passage = ledger::Passage::carries,
                                      .owner_kind = "campaign",
                                      .owner = programme.uuid,
                                      .purpose = "fund"}));
      TRY(ledger::post(work, {.id = work.new_id<Entry>(),
                              .book = book(),
                              .kind = "gift",
                              .day = today(),
                              .transfers = {{bank_of(organisation), fund, amount}}}));
      work.record({.kind = "test.raised", .subject = programme.uuid, .organisation = organisation, .facts = {}});
      return done;
    }));
    return fund;
  }
  ReleaseWish release_of(Id<LedgerAccount> fund, Money amount) {
    return {.id = new_id<Release>(),
            .source = programme.uuid,
            .source_title = "Seratus kit sekolah",
            .source_account = fund,
            .milestone = {},
            .amount = amount,
            .reason = "Tahap pertama",
            .evidence = {form}};
  }
  Id<Release> released(Id<LedgerAccount> fund, Money amount) {
    auto const wish = release_of(fund, amount);
    sure(as(treasurer, [&](Work& work) { return propose_release(work, programme, wish); }));
    sure(village.work([&](Work& work) { return carry_out_release(work, wish.id); }));
    return wish.id;
  }
  PurchaseRecord purchase_of(std::int64_t units, Money total) {
    return {.id = new_id<Purchase>(),
            .item = item,
            .units = units,
            .total = total,
            .vendor = "Toko Jaya",
            .on = today(),
            .quotes = {},
            .evidence = {form}};
  }
  DeliveryWish hand_over(Id<Enrolment> to, std::int64_t units = 1) {
    return {.id = new_id<Delivery>(),
            .item = item,
            .enrolment = to,
            .units = units,
            .at = village.clock.now(),
            .place = Place{-6.93, 107.48, 12},
            .evidence = {{new_id<Evidence>(), EvidenceKind::photo, fresh()},
                         {new_id<Evidence>(), EvidenceKind::signature, fresh()}}};
  }

  Village village;
  access::StaffVillage staff;
  Id<Organisation> organisation;
  access::SignedIn editor, treasurer, approver, officer;
  Id<Programme> programme;
  Id<PlanItem> item;
  Hash photo{}, form{};

 private:
  int pictures_ = 0;
  static std::vector<std::vector<storage::Migration>> with_more(std::vector<std::vector<storage::Migration>> more) {
    std::vector<std::vector<storage::Migration>> all{translog::migrations(), ledger::migrations(), access::migrations(),
                                                     registry::migrations(), migrations()};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
};

}  // namespace lumbung::programme
