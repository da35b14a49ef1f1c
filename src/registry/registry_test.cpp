#include "registry/registry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "access/access.h"
#include "access/vault.h"
#include "tests/small_areas.h"
#include "tests/village.h"

namespace lumbung::registry {
namespace {

using testing::ElementsAre;

AreaCode area(std::string_view code) { return AreaCode::parse(code).value(); }
Date day(std::string_view text) { return parse_iso_date(text).value(); }
Date const today = day("2026-11-22");
Nik nik(std::string_view digits) { return Nik::parse(digits, today).value(); }
KkNumber kk(std::string_view digits) { return KkNumber::parse(digits, today).value(); }

class Registry : public testing::Test {
 protected:
  Registry() : village({access::migrations(), migrations()}) { tests::load_small_areas(village); }

  template <class Thing>
  Id<Thing> id() {
    return {make_uuid(village.clock.now(), village.chance)};
  }
  NewPerson person(std::string name, Relation relation, std::string_view number = "") {
    NewPerson made{.id = id<Person>(), .name = std::move(name), .relation = relation};
    made.birth_date = day("1985-07-05");
    if (!number.empty()) made.nik = nik(number);
    return made;
  }
  // Ani with her child, in Mekarmukti.
  NewFamily ani() {
    NewFamily family{.id = id<Family>(), .since = day("2024-01-01")};
    family.home = {.area = area("32.17.10.2005"), .rt = "003", .rw = "008", .hamlet = "Cibodas", .street = ""};
    family.kk = kk("3217102203180007");
    family.decile = Decile{2, "DTSEN", day("2026-10-01")};
    family.members.push_back(person("Ani Djoeariah", Relation::head, "3217104507850003"));
    family.members.front().phone = Phone::parse("0812-3456-7890").value();
    family.members.push_back(person("Budi", Relation::child));
    family.members.back().sex = Sex::male;
    return family;
  }
  // A family of one, in the village `code`.
  NewFamily one(std::string name, std::string_view code = "32.17.10.2005") {
    NewFamily family{.id = id<Family>(), .since = day("2024-01-01")};
    family.home.area = area(code);
    family.members.push_back(person(std::move(name), Relation::head));
    return family;
  }
  Result<FamilyRecord> add(NewFamily const& wish) {
    return village.work([&](Work& work) { return register_family(work, owner, wish); });
  }
  FamilyDetail shown(Id<Family> family) {
    return village.view([&](View const& view) { return show_family(view, owner, family).value(); });
  }
  template <class Act>
  auto work(Act act) {
    return village.work(std::move(act));
  }
  template <class Look>
  auto look(Look see) {
    return village.view(std::move(see));
  }
  std::vector<std::string> found(FamilySearch search) {
    return look([&](View const& view) {
      std::vector<std::string> names;
      for (;;) {
        auto const page = find_families(view, owner, search);
        if (page.refused()) return std::vector<std::string>{std::string(page.code())};
        for (auto const& line : page->lines) names.push_back(line.found.empty() ? line.head_name : line.found);
        if (page->next.empty()) return names;
        search.after = page->next;
      }
    });
  }
  work::Actor officer(std::string where, std::initializer_list<work::Right> rights) {
    work::Actor actor{.kind = work::Kind::staff, .organisation = owner.organisation};
    for (auto const right : rights) actor.grants.push_back({std::string(right), owner.organisation, where});
    return actor;
  }

  Village village;
  Owner owner{7, {make_uuid({1}, machine_chance())}};
};

TEST_F(Registry, AFamilyIsRegisteredWithItsMembersInOneGo) {
  auto const wish = ani();
  auto const made = add(wish);
  ASSERT_FALSE(made.refused()) << made.problem().sentence_en();
  EXPECT_EQ(made->area, wish.home.area);
  EXPECT_EQ(made->decile->value, 2);
  EXPECT_EQ(made->head, wish.members[0].id);
  EXPECT_EQ(made->members, 2);

  auto const family = shown(wish.id);
  EXPECT_EQ(family.home.rt, "003");
  ASSERT_EQ(family.members.size(), 2u);
  EXPECT_EQ(family.members[0].person.name, "Ani Djoeariah");
  EXPECT_EQ(family.members[0].person.nik_masked, "3217********0003");
  EXPECT_EQ(family.members[0].person.phone_masked, "0812-****-7890");
  EXPECT_EQ(family.members[0].person.warnings, std::vector<NikWarning>{});
  EXPECT_EQ(family.members[1].relation, Relation::child);
  ASSERT_EQ(family.kk_numbers.size(), 1u);
  EXPECT_EQ(family.kk_numbers[0].masked, "3217********0007");
  EXPECT_EQ(family.kk_numbers[0].until, std::nullopt);
}

TEST_F(Registry, TheSameFamilyTwiceIsOneFamily) {
  auto wish = ani();
  ASSERT_FALSE(add(wish).refused());
  EXPECT_EQ(add(wish)->id, wish.id);
  EXPECT_EQ(found({}).size(), 1u);
  wish.members[1].name = "Budi Santoso";
  EXPECT_EQ(add(wish).code(), id_reused.code);
  village.restart();
  EXPECT_EQ(add(wish).code(), id_reused.code);
}

TEST_F(Registry, NoNumberOfAnyoneStandsReadableInTheDatabase) {
  if (village.on_postgresql()) GTEST_SKIP() << "looks into the files of SQLite";
  ASSERT_FALSE(add(ani()).refused());
  village.restart();
  std::string all;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(village.directory())) {
    if (!entry.is_regular_file()) continue;
    std::ostringstream out;
    out << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    all += out.str();
  }
  EXPECT_NE(all.find("Djoeariah"), std::string::npos);  // the search itself works
  for (auto const* secret : {"3217104507850003", "3217102203180007", "6281234567890"})
    EXPECT_EQ(all.find(secret), std::string::npos) << secret;
}

TEST_F(Registry, AKnownNikIsRefusedAtItsFieldAndTellsNoMore) {
  ASSERT_FALSE(add(ani()).refused());
  auto again = one("Orang Lain");
  again.members[0].nik = nik("3217104507850003");
  auto const refused = add(again);
  ASSERT_EQ(refused.code(), nik_known.code);
  EXPECT_EQ(refused.problem().pointer(), "/members/0/nik");
  EXPECT_EQ(refused.problem().sentence_id().find("Ani"), std::string::npos);
  EXPECT_EQ(refused.problem().sentence_id().find("3217"), std::string::npos);
  // Another organisation knows nothing of it.
  Owner const other{8, {make_uuid({2}, machine_chance())}};
  EXPECT_FALSE(work([&](Work& work) { return register_family(work, other, again); }).refused());
}

TEST_F(Registry, EverythingWrongIsToldAtOnce) {
  auto wish = ani();
  wish.home.area = area("32.17.10");
  wish.home.rt = "3";
  wish.home.latitude = -6.9;
  wish.since = today + 1;
  wish.decile->value = 11;
  wish.members[1].name = "...";
  wish.members[1].nik = wish.members[0].nik;
  wish.members[1].relation = Relation::head;
  wish.members[1].birth_date = today + 1;
  auto const refused = add(wish);
  ASSERT_TRUE(refused.refused());
  std::vector<std::string> places{refused.problem().pointer()};
  for (auto const& other : refused.problem().others()) places.push_back(other.pointer());
  EXPECT_THAT(places, testing::UnorderedElementsAre("/area", "/rt", "/longitude", "/since", "/decile", "/members",
                                                    "/members/1/name", "/members/1/birth_date", "/members/1/nik"));
  EXPECT_EQ(found({}).size(), 0u);
}

TEST_F(Registry, AFamilyNeedsAHeadAndAMember) {
  auto wish = ani();
  wish.members.clear();
  EXPECT_EQ(add(wish).code(), family_empty.code);
  wish.members.push_back(person("Ani", Relation::wife));
  EXPECT_EQ(add(wish).code(), heads_not_one.code);
}

TEST_F(Registry, WhatLooksOddIsKeptAsAWarning) {
  auto wish = one("Yohana");
  wish.members[0].nik = nik("9101010101800001");  // a district code of before 2022, a man born on another day
  ASSERT_FALSE(add(wish).refused());
  EXPECT_THAT(shown(wish.id).members[0].person.warnings,
              ElementsAre(NikWarning::area_historic, NikWarning::dob_mismatch, NikWarning::gender_mismatch));
}

TEST_F(Registry, AKkNumberHasAHistory) {
  auto const wish = ani();
  ASSERT_FALSE(add(wish).refused());
  auto const change = [&](std::string_view number, std::string_view from) {
    return work([&](Work& work) { return change_kk(work, owner, wish.id, kk(number), day(from), "pindah"); });
  };
  EXPECT_EQ(change("3217100101250001", "2023-12-31").code(), kk_overlaps.code);
  EXPECT_EQ(change("3217100101250001", "2026-11-23").code(), day_not_come.code);
  EXPECT_FALSE(change("3217100101250001", "2025-01-10").refused());
  EXPECT_FALSE(change("3217100101250001", "2025-01-10").refused());  // sent again
  auto const history = shown(wish.id).kk_numbers;
  ASSERT_EQ(history.size(), 2u);
  EXPECT_EQ(history[0].masked, "3217********0001");
  EXPECT_EQ(history[0].from, day("2025-01-10"));
  EXPECT_EQ(history[1].until, day("2025-01-10"));
}

TEST_F(Registry, TwoFamiliesNeverHaveOneKkNumberNow) {
  ASSERT_FALSE(add(ani()).refused());
  auto wish = one("Siti");
  wish.kk = kk("3217102203180007");
  auto const refused = add(wish);
  EXPECT_EQ(refused.code(), kk_known.code);
  EXPECT_EQ(refused.problem().pointer(), "/kk");
}

TEST_F(Registry, AFamilySplitsWhenAChildMarries) {
  auto const parents = ani();
  ASSERT_FALSE(add(parents).refused());
  auto const son = parents.members[1].id;
  NewFamily young{.id = id<Family>(), .home = {.area = area("32.17.10.2006")}, .since = day("2026-05-01")};
  young.members.push_back(person("Citra", Relation::wife));
  young.moving.push_back({son, Relation::head});
  ASSERT_FALSE(add(young).refused());
  EXPECT_EQ(shown(parents.id).members.size(), 1u);
  EXPECT_EQ(shown(young.id).family.head, son);
  auto const stays = look([&](View const& view) { return stays_of(view, owner, son).value(); });
  ASSERT_EQ(stays.size(), 2u);
  EXPECT_EQ(stays[0].until, day("2026-05-01"));
  EXPECT_EQ(stays[1].from, day("2026-05-01"));
  EXPECT_THAT(found({.name = "budi"}), ElementsAre("Budi"));  // found once, in the new family
  EXPECT_FALSE(add(young).refused());                         // sent again
}

TEST_F(Registry, MovesAreRefusedThatCannotHaveBeen) {
  auto const home = ani(), other = one("Siti");
  ASSERT_FALSE(add(home).refused());
  ASSERT_FALSE(add(other).refused());
  auto const budi = home.members[1].id;
  auto const move = [&](Id<Person> who, Id<Family> to, Relation relation, Date on) {
    return work([&](Work& work) { return move_member(work, owner, who, to, relation, on); });
  };
  EXPECT_EQ(move(budi, home.id, Relation::child, today).code(), lives_there_already.code);
  EXPECT_EQ(move(budi, other.id, Relation::head, today).code(), head_is_there.code);
  EXPECT_EQ(move(budi, other.id, Relation::relative, today + 1).code(), day_not_come.code);
  EXPECT_EQ(move(budi, other.id, Relation::relative, day("2023-12-31")).code(), stay_overlaps.code);
  EXPECT_EQ(move(budi, id<Family>(), Relation::relative, today).code(), unknown_family.code);
  EXPECT_EQ(move(id<Person>(), other.id, Relation::relative, today).code(), unknown_person.code);
  EXPECT_FALSE(move(budi, other.id, Relation::relative, today).refused());
}

TEST_F(Registry, TheHeadMayLeaveAndAnotherIsNamed) {
  auto const wish = ani();
  ASSERT_FALSE(add(wish).refused());
  auto const head = wish.members[0].id, child = wish.members[1].id;
  auto const leave = [&](Work& work) { return end_membership(work, owner, head, today, "meninggal"); };
  ASSERT_FALSE(work(leave).refused());
  EXPECT_EQ(work(leave).code(), not_a_member.code);
  EXPECT_EQ(shown(wish.id).family.head, std::nullopt);
  auto const name = [&](Id<Person> who) {
    return work([&](Work& work) { return name_head(work, owner, wish.id, who, Relation::parent); });
  };
  EXPECT_EQ(name(head).code(), not_a_member.code);
  EXPECT_FALSE(name(child).refused());
  EXPECT_EQ(shown(wish.id).family.head, child);
}

TEST_F(Registry, NamesAreFoundInEverySpellingAndByTheirBeginnings) {
  ASSERT_FALSE(add(ani()).refused());
  ASSERT_FALSE(add(one("H. Muh. Soekarno, S.Pd.", "35.79.01.1001")).refused());
  EXPECT_THAT(found({.name = "juariah"}), ElementsAre("Ani Djoeariah"));
  EXPECT_THAT(found({.name = "an dju"}), ElementsAre("Ani Djoeariah"));
  EXPECT_THAT(found({.name = "Sukar"}), ElementsAre("H. Muh. Soekarno, S.Pd."));
  EXPECT_THAT(found({.area = area("32.17"), .name = "Sukar"}), ElementsAre());
  EXPECT_THAT(found({.area = area("35"), .name = "mohammad sukarno"}), ElementsAre("H. Muh. Soekarno, S.Pd."));
  EXPECT_THAT(found({.name = "ani budi"}), ElementsAre());  // words of one person, not of two
  EXPECT_THAT(found({.name = "a"}), ElementsAre("registry.search_too_short"));
  EXPECT_THAT(found({.name = "an", .after = "x"}), ElementsAre("registry.page_wrong"));
}

TEST_F(Registry, ListsComeInPagesThatMissNobodyAndRepeatNobody) {
  std::set<std::string> names;
  for (int i = 0; i < 2 * page_limit + 7; ++i) {
    auto family = one("Siti Nomor" + std::string(1, static_cast<char>('a' + i % 26)) +
                          std::string(1, static_cast<char>('a' + i / 26)),
                      i % 2 == 0 ? "32.17.10.2005" : "32.17.10.2006");
    family.members.push_back(person("Siti Anak", Relation::child));
    names.insert(family.members[0].name);
    ASSERT_FALSE(add(family).refused());
  }
  for (auto const& search : {FamilySearch{}, FamilySearch{.area = area("32.17")}}) {
    auto const all = found(search);
    EXPECT_EQ(all.size(), names.size());
    EXPECT_EQ(std::set<std::string>(all.begin(), all.end()), names);
  }
  for (int const many : {5'000, 20}) {  // where "siti" is a common name, districts are walked through
    auto const search = [&](std::string_view where, std::string name) {
      FamilySearch wish{.area = {}, .name = std::move(name), .after = {}, .many_hits = many};
      if (!where.empty()) wish.area = area(where);
      return found(wish).size();
    };
    EXPECT_EQ(search("", "siti"), names.size());  // a family once, though two of it are called so
    EXPECT_EQ(search("", "siti no"), names.size());
    EXPECT_EQ(search("32.17.10.2006", "siti"), names.size() / 2);
    EXPECT_EQ(search("32.17.10", "siti anak"), names.size());
    EXPECT_EQ(search("32.17", "siti anak"), names.size());
    EXPECT_EQ(search("32.17.10", "siti nomorkc"), 1u);
    EXPECT_EQ(search("", "nomorkc siti"), 1u);
    EXPECT_EQ(search("35", "siti anak"), 0u);
    EXPECT_EQ(search("", "siti xqwz"), 0u);
  }
  look([&](View const& view) {
    auto const page = find_families(view, owner, {.area = {}, .name = "siti", .after = ""});
    EXPECT_EQ(page->lines.size(), static_cast<std::size_t>(page_limit));
    EXPECT_EQ(page->lines[0].members, 2);
    return done;
  });
}

TEST_F(Registry, AFullNikIsSeenByFewAndEveryLookIsWrittenDown) {
  auto const wish = ani();
  ASSERT_FALSE(add(wish).refused());
  auto const who = wish.members[0].id;
  auto const see = [&](Work& work) { return see_nik(work, owner, who, Reason::verification); };
  auto const events = [&] {
    return look([&](View const& view) {
      return view.rows.number("SELECT COUNT(*) FROM audit_events WHERE kind = 'registry.identity_seen'");
    });
  };
  EXPECT_EQ(village.work_as(officer("", {view_families, edit}), see).code(), work::not_allowed.code);
  EXPECT_EQ(village.work_as(work::Actor::visitor(), see).code(), work::sign_in_first.code);
  EXPECT_EQ(village.work_as(officer("35", {view_identity}), see).code(), work::not_allowed.code);
  EXPECT_EQ(events(), 0);
  EXPECT_EQ(village.work_as(officer("32.17", {view_identity}), see)->digits(), "3217104507850003");
  EXPECT_EQ(events(), 1);
  auto const unknown = [&](Work& work) { return see_nik(work, owner, wish.members[1].id, Reason::hand_over); };
  EXPECT_EQ(work(unknown).code(), nik_unknown.code);
}

TEST_F(Registry, RightsEndAtTheBorderOfTheArea) {
  auto const wish = ani();
  ASSERT_FALSE(add(wish).refused());
  auto const there = officer("35.79", {edit, view_families}), here = officer("32.17", {edit, view_families});
  auto const show = [&](View const& view) { return show_family(view, owner, wish.id); };
  EXPECT_EQ(village.view_as(there, show).code(), work::not_allowed.code);
  EXPECT_FALSE(village.view_as(here, show).refused());
  auto const list = [&](View const& view) { return find_families(view, owner, {}); };
  EXPECT_EQ(village.view_as(here, list).code(), work::not_allowed.code);  // the whole country
  auto const list_here = [&](View const& view) { return find_families(view, owner, {.area = area("32.17.10")}); };
  EXPECT_EQ(village.view_as(here, list_here)->lines.size(), 1u);
  auto const add_here = [&](Work& work) { return register_family(work, owner, one("Siti")); };
  EXPECT_EQ(village.work_as(there, add_here).code(), work::not_allowed.code);
  auto const move_home = [&](Work& work) { return change_home(work, owner, wish.id, {.area = area("35.79.01.1001")}); };
  EXPECT_EQ(village.work_as(here, move_home).code(), work::not_allowed.code);
  EXPECT_FALSE(work(move_home).refused());
  EXPECT_EQ(shown(wish.id).home.area, area("35.79.01.1001"));
  EXPECT_THAT(found({.area = area("35.79"), .name = "ani"}), ElementsAre("Ani Djoeariah"));
  EXPECT_THAT(found({.area = area("32.17"), .name = "ani"}), ElementsAre());
}

TEST_F(Registry, OtherRoomsLearnWhereAndHowPoorAndNoMore) {
  auto const wish = ani();
  ASSERT_FALSE(add(wish).refused());
  ASSERT_FALSE(work([&](Work& work) { return set_decile(work, owner, wish.id, {3, "survei desa", today}); }).refused());
  look([&](View const& view) {
    auto const family = find_family(view, owner.book, wish.id);
    EXPECT_EQ(family->area, area("32.17.10.2005"));
    EXPECT_EQ(family->decile->value, 3);
    EXPECT_EQ(family->decile->source, "survei desa");
    EXPECT_FALSE(find_family(view, owner.book + 1, wish.id).has_value());
    return done;
  });
}

TEST_F(Registry, TheLatestWordOnAConsentHolds) {
  auto const wish = ani();
  ASSERT_FALSE(add(wish).refused());
  auto const who = wish.members[0].id;
  auto const say = [&](Id<Consent> which, Decision decision, Instant at) {
    return work([&](Work& work) {
      return record_consent(work, owner, {which, who, Purpose::pictures, decision, Manner::thumbprint, at});
    });
  };
  auto const yes = [&] {
    return look([&](View const& view) { return consents_to(view, owner.book, who, Purpose::pictures); });
  };
  auto const now = village.clock.now();
  EXPECT_FALSE(yes());
  auto const given = id<Consent>();
  EXPECT_FALSE(say(given, Decision::given, now - days(3)).refused());
  EXPECT_FALSE(say(given, Decision::given, now - days(3)).refused());  // sent again
  EXPECT_EQ(say(given, Decision::withdrawn, now - days(3)).code(), id_reused.code);
  EXPECT_TRUE(yes());
  EXPECT_FALSE(say(id<Consent>(), Decision::withdrawn, now - days(1)).refused());
  EXPECT_FALSE(yes());
  EXPECT_FALSE(say(id<Consent>(), Decision::given, now - days(2)).refused());  // came late from the field
  EXPECT_FALSE(yes());
  EXPECT_EQ(say(id<Consent>(), Decision::given, now + hours(1)).code(), day_not_come.code);
  auto const all = look([&](View const& view) { return consents_of(view, owner, who).value(); });
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].decision, Decision::withdrawn);
}

TEST_F(Registry, ThePersonWhoWasErasedIsNobody) {
  auto const wish = ani();
  ASSERT_FALSE(add(wish).refused());
  auto const who = wish.members[0].id;
  auto const has_key = [&](View const& view) { return access::PersonKey::find(view, {owner.book}, who).has_value(); };
  ASSERT_TRUE(village.view(has_key));
  auto const erase = [&](Work& work) { return erase_person(work, owner, who); };
  ASSERT_FALSE(work(erase).refused());
  EXPECT_FALSE(village.view(has_key));  // what older copies of the database hold of them opens no more
  EXPECT_FALSE(work(erase).refused());
  auto const left = shown(wish.id).members[0].person;
  EXPECT_EQ(left.name + left.nik_masked + left.phone_masked, "");
  EXPECT_THAT(found({.name = "ani"}), ElementsAre());
  EXPECT_EQ(work([&](Work& work) { return see_nik(work, owner, who, Reason::verification); }).code(), nik_unknown.code);
  auto again = one("Ani");
  again.members[0].nik = nik("3217104507850003");
  EXPECT_FALSE(add(again).refused());  // the number is free again
  auto const moved = work([&](Work& work) { return move_member(work, owner, who, again.id, Relation::wife, today); });
  EXPECT_EQ(moved.code(), person_erased_already.code);
}

// Whatever families do, nobody is in two of them on one day, and no family has two KK numbers at once.
TEST_F(Registry, AfterAnySeasonOfMovesEveryoneIsInAtMostOneFamily) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    SeededChance chance(seed);
    std::vector<Id<Family>> families;
    std::vector<Id<Person>> people;
    auto const a_relation = [&] { return relations[chance.number(std::size(relations))].value; };
    for (int step = 0; step < 120; ++step) {
      auto const what = families.size() < 3 ? 0 : chance.number(7);
      // Time goes on, but the papers come in disorder.
      auto const any_day = [&] { return day("2024-01-01") + 8 * step + static_cast<int>(chance.number(100)); };
      if (what == 0) {
        auto wish = one("Warga " + std::string(1, static_cast<char>('a' + step % 26)));
        wish.since = any_day();
        if (chance.number(2) == 1 && !people.empty())
          wish.moving.push_back({people[chance.number(people.size())], Relation::child});
        if (add(wish).refused()) continue;
        families.push_back(wish.id);
        people.push_back(wish.members[0].id);
      } else {
        auto const who = people[chance.number(people.size())];
        auto const where = families[chance.number(families.size())];
        auto const on = any_day();
        auto const number =
            "32171001012" + std::to_string(chance.number(7)) + "000" + std::to_string(1 + chance.number(9));
        auto const relation = a_relation();
        (void)work([&](Work& work) -> Verdict {
          if (what == 1) return end_membership(work, owner, who, on, "pergi");
          if (what == 2) return name_head(work, owner, where, who, Relation::other);
          if (what == 3) return change_kk(work, owner, where, kk(number), on, "pecah KK");
          return move_member(work, owner, who, where, relation, on);
        }).refused();
      }
    }
    std::size_t stays_seen = 0, kk_seen = 0;
    for (auto const who : people) {
      auto const stays = look([&](View const& view) { return stays_of(view, owner, who).value(); });
      stays_seen += stays.size();
      for (std::size_t i = 0; i + 1 < stays.size(); ++i) {
        ASSERT_TRUE(stays[i].until.has_value()) << "seed " << seed;
        EXPECT_LE(stays[i].from, *stays[i].until) << "seed " << seed;
        EXPECT_LE(*stays[i].until, stays[i + 1].from) << "seed " << seed;
      }
    }
    std::map<Id<Person>, int> homes;
    for (auto const family : families) {
      auto const detail = shown(family);
      auto const heads = std::count_if(detail.members.begin(), detail.members.end(),
                                       [](Member const& member) { return member.relation == Relation::head; });
      EXPECT_LE(heads, 1);
      for (auto const& member : detail.members) ++homes[member.person.id];
      kk_seen += detail.kk_numbers.size();
      for (std::size_t i = 0; i + 1 < detail.kk_numbers.size(); ++i)  // newest first
        EXPECT_EQ(detail.kk_numbers[i + 1].until, detail.kk_numbers[i].from) << "seed " << seed;
    }
    for (auto const& [who, count] : homes) EXPECT_EQ(count, 1) << "seed " << seed;
    EXPECT_GT(stays_seen, people.size() + 10) << "the season was too quiet to say anything";
    EXPECT_GT(kk_seen, 5u);
  }
}

}  // namespace
}  // namespace lumbung::registry
