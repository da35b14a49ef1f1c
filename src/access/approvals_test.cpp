#include "access/approvals.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "access/staff_village.h"

namespace lumbung::access {
namespace {

constexpr std::string_view release = "test.release";
constexpr std::string_view right = "test.approve";

// The text of the one subject, as its module would have it.
struct Subject {
  Uuid id{};
  std::string text = "release 1\namount 100000000\n";
};

work::Actor person(std::uint8_t number, std::string session, Id<Organisation> organisation = {}) {
  work::Actor actor;
  actor.kind = work::Kind::staff;
  actor.account.uuid.fill(number);
  actor.session = std::move(session);
  actor.grants = {{.right = std::string(right), .organisation = organisation, .area = {}}};
  return actor;
}

class Approvals : public testing::Test {
 protected:
  Approvals() {
    subject.id.fill(9);
    contents.of(std::string(release), [this](View const&, Uuid const& id) -> std::optional<std::string> {
      if (id != subject.id || subject.text.empty()) return std::nullopt;
      return subject.text;
    });
  }

  ApprovalWish wish(int people = 2, Stakes stakes = Stakes::ordinary) {
    return {.id = {make_uuid(village.clock.now(), village.chance)},
            .kind = std::string(release),
            .subject = subject.id,
            .content = subject.text,
            .organisation = organisation,
            .area = {},
            .needed = std::string(right),
            .stakes = stakes,
            .people = people};
  }
  Id<Approval> opened(work::Actor const& who, int people = 2, Stakes stakes = Stakes::ordinary) {
    return sure(village.work_as(who, [w = wish(people, stakes)](Work& work) { return open_approval(work, w); }));
  }
  Result<ApprovalRecord> agree(work::Actor const& who, Id<Approval> id, Hash const& seen) {
    return village.work_as(who, [&](Work& work) { return approve(work, id, seen, contents); });
  }
  Result<ApprovalRecord> agree(work::Actor const& who, Id<Approval> id) { return agree(who, id, sha256(subject.text)); }
  ApprovalState state(Id<Approval> id) {
    return village.view([&](View const& view) { return find_approval(view, id).value().state; });
  }

  Village village{{migrations()}};
  Subject subject;
  Contents contents;
  Id<Organisation> organisation{{7}};
  work::Actor const siti = person(1, "siti's phone"), budi = person(2, "budi's laptop"), ana = person(3, "ana's phone");
};

TEST_F(Approvals, TwoPeopleOverTheSameTextComplete) {
  int followed = 0;
  village.engine().after(approved, [&](Work&, work::Event const& event) -> Verdict {
    ++followed;
    EXPECT_EQ(event.facts.at(0).value, release);
    return done;
  });
  auto const id = opened(siti);
  auto const answer = agree(budi, id);
  ASSERT_FALSE(answer.refused()) << answer.code();
  EXPECT_EQ(answer->state, ApprovalState::approved);
  EXPECT_EQ(state(id), ApprovalState::approved);
  EXPECT_EQ(followed, 1);
}

TEST_F(Approvals, WhoPreparedItCannotApproveItFromWhateverSession) {
  auto const id = opened(siti);
  EXPECT_EQ(agree(siti, id).code(), own_approval.code);
  EXPECT_EQ(agree(person(1, "siti's other phone"), id).code(), own_approval.code);
  EXPECT_EQ(state(id), ApprovalState::open);
}

TEST_F(Approvals, TwoVoicesFromOneSessionAreRefused) {
  auto const id = opened(siti);
  EXPECT_EQ(agree(person(2, "siti's phone"), id).code(), same_session.code);
  auto const three = opened(siti, 3);
  EXPECT_FALSE(agree(budi, three).refused());
  EXPECT_EQ(agree(person(3, "budi's laptop"), three).code(), same_session.code);
  EXPECT_EQ(agree(budi, three).code(), approved_already.code);
  EXPECT_EQ(agree(person(2, "budi's phone"), three).code(), approved_already.code);
  EXPECT_EQ(state(three), ApprovalState::open);
  EXPECT_EQ(agree(ana, three)->state, ApprovalState::approved);
}

TEST_F(Approvals, WithoutTheRightNobodyIsHeard) {
  auto const id = opened(siti);
  auto elsewhere = person(2, "s", Id<Organisation>{{8}});
  EXPECT_EQ(agree(elsewhere, id).code(), work::not_allowed.code);
  auto nobody = budi;
  nobody.grants.clear();
  EXPECT_EQ(agree(nobody, id).code(), work::not_allowed.code);
  EXPECT_EQ(agree(work::Actor::visitor(), id).code(), work::not_allowed.code);
  EXPECT_EQ(agree(work::Actor::system(), id).code(), work::not_allowed.code);
}

TEST_F(Approvals, AnotherHashIsRefused) {
  auto const id = opened(siti);
  EXPECT_EQ(agree(budi, id, sha256("release 1\namount 999900000000\n")).code(), content_differs.code);
  EXPECT_EQ(state(id), ApprovalState::open);
}

TEST_F(Approvals, AnyChangeVoidsIt) {
  auto const id = opened(siti);
  auto const seen = sha256(subject.text);
  subject.text = "release 1\namount 100000001\n";  // one sen more
  auto const answer = agree(budi, id, seen);
  ASSERT_FALSE(answer.refused()) << answer.code();
  EXPECT_EQ(answer->state, ApprovalState::voided);
  EXPECT_EQ(state(id), ApprovalState::voided);
  EXPECT_EQ(agree(budi, id, seen).code(), approval_closed.code);
  subject.text = "release 1\namount 100000000\n";  // and changing it back does not revive it
  EXPECT_EQ(agree(budi, id, seen).code(), approval_closed.code);
}

TEST_F(Approvals, AChangeBetweenTheSecondAndTheThirdVoiceVoidsItToo) {
  auto const id = opened(siti, 3);
  EXPECT_FALSE(agree(budi, id).refused());
  auto const seen = sha256(subject.text);
  subject.text += "note more\n";
  EXPECT_EQ(agree(ana, id, seen)->state, ApprovalState::voided);
}

TEST_F(Approvals, ASubjectThatIsGoneVoidsIt) {
  auto const id = opened(siti);
  auto const seen = sha256(subject.text);
  subject.text.clear();
  EXPECT_EQ(agree(budi, id, seen)->state, ApprovalState::voided);
}

TEST_F(Approvals, ANewerOneTakesThePlaceOfAnOlder) {
  auto const older = opened(siti), newer = opened(siti);
  EXPECT_EQ(state(older), ApprovalState::voided);
  EXPECT_EQ(agree(budi, newer)->state, ApprovalState::approved);
}

TEST_F(Approvals, TheSameAgainIsOneAndOtherContentUnderTheIdIsRefused) {
  auto first = wish();
  auto const open = [&](work::Actor const& who, ApprovalWish const& w) {
    return village.work_as(who, [&](Work& work) { return open_approval(work, w); });
  };
  EXPECT_FALSE(open(siti, first).refused());
  EXPECT_FALSE(open(siti, first).refused());
  EXPECT_EQ(open(budi, first).code(), id_has_other_content.code);
  first.content += "x\n";
  EXPECT_EQ(open(siti, first).code(), id_has_other_content.code);
  EXPECT_EQ(open(work::Actor::visitor(), wish()).code(), work::sign_in_first.code);
}

TEST_F(Approvals, RefusingNeedsAReasonAndEndsIt) {
  auto const id = opened(siti);
  auto const say_no = [&](work::Actor const& who, std::string_view reason) {
    return village.work_as(who, [&](Work& work) { return refuse_approval(work, id, reason); });
  };
  EXPECT_EQ(say_no(budi, "").code(), reason_missing.code);
  EXPECT_EQ(say_no(work::Actor::visitor(), "tidak").code(), work::not_allowed.code);
  EXPECT_EQ(say_no(budi, "Buktinya belum lengkap.")->state, ApprovalState::refused);
  EXPECT_EQ(agree(ana, id).code(), approval_closed.code);
}

TEST_F(Approvals, AFollowerThatRefusesUndoesTheLastVoice) {
  static constexpr Refusal no_money{"test.no_money", Trouble::conflict, "Dana tidak cukup.", "Not enough."};
  village.engine().after(approved, [](Work&, work::Event const&) -> Verdict { return refuse(no_money); });
  auto const id = opened(siti);
  EXPECT_EQ(agree(budi, id).code(), no_money.code);
  EXPECT_EQ(state(id), ApprovalState::open);
}

TEST_F(Approvals, WhatThePreparerIsTheSystemNeedsTwoVoices) {
  auto const id = opened(work::Actor::system());
  EXPECT_EQ(agree(budi, id)->state, ApprovalState::open);
  EXPECT_EQ(agree(ana, id)->state, ApprovalState::approved);
}

TEST_F(Approvals, OnlyThoseConcernedSeeThem) {
  auto const id = opened(siti);
  auto const seen_by = [&](work::Actor const& who) {
    return village.view_as(who,
                           [&](View const& view) { return approvals(view, {.organisation = organisation}).size(); });
  };
  EXPECT_EQ(seen_by(siti), 1U);
  EXPECT_EQ(seen_by(budi), 1U);
  EXPECT_EQ(seen_by(person(4, "s", Id<Organisation>{{8}})), 0U);
  EXPECT_EQ(seen_by(work::Actor::visitor()), 0U);
  EXPECT_FALSE(agree(budi, id).refused());
  EXPECT_EQ(seen_by(siti), 0U);
}

TEST_F(Approvals, WhatWasDecidedIsListedNewestFirstInPagesThatJoin) {
  std::vector<Id<Approval>> voided;
  for (int i = 0; i < 7; ++i) {
    village.clock.advance(minutes(1));
    voided.push_back(opened(siti));  // each makes the one before it void
  }
  auto const last = voided.back();
  voided.pop_back();
  std::reverse(voided.begin(), voided.end());
  std::vector<Id<Approval>> seen;
  for (ApprovalList list{.organisation = organisation, .state = ApprovalState::voided, .limit = 4};;) {
    auto const some = village.view_as(budi, [&](View const& view) { return approvals(view, list); });
    for (auto const& one : some) seen.push_back(one.id);
    if (some.size() < 4) break;
    list.after = some.back().id;
  }
  EXPECT_EQ(seen, voided);
  EXPECT_EQ(village.view_as(budi, [&](View const& view) { return approvals(view, {}); }).at(0).id, last);
}

TEST_F(Approvals, WhoMayNotDecideLearnsWhy) {
  auto const id = opened(siti, 3);
  auto const why = [&](work::Actor const& who) {
    return village.view_as(
        who, [&](View const& view) { return std::string(may_decide(view, *find_approval(view, id)).code()); });
  };
  EXPECT_EQ(why(siti), own_approval.code);
  EXPECT_EQ(why(budi), "");
  EXPECT_EQ(why(person(4, "s", Id<Organisation>{{8}})), work::not_allowed.code);
  EXPECT_EQ(why(person(5, siti.session, organisation)), same_session.code);
  EXPECT_FALSE(agree(budi, id).refused());
  EXPECT_EQ(why(budi), approved_already.code);
  EXPECT_FALSE(agree(ana, id).refused());
  EXPECT_EQ(why(person(6, "neu", organisation)), approval_closed.code);
}

// ---- 10,000 random histories: nothing completes without two distinct people over the same hash.

// One history: people with two sessions each try whatever comes to mind, inside one work to be quick. A function that
// refuses must have changed nothing, which holds here without any undoing.
class History {
 public:
  History(Work& outside, SeededChance& chance, int people) : outside_(outside), chance_(chance), people_(people) {
    subject_ = outside.new_id<Approval>().uuid;
    contents_.of(std::string(release), [this](View const&, Uuid const&) { return std::optional(text()); });
  }

  void run(int steps) {
    for (int i = 0; i < steps; ++i) step();
    for (auto const& [id, preparer] : opened_) look_at(id, preparer);
  }
  int completed() const { return completed_; }

 private:
  std::string text() const { return "amount " + std::to_string(amount_) + "\n"; }

  work::Actor somebody() {
    auto const who = static_cast<std::uint8_t>(1 + chance_.number(4));
    // One time in eight, somebody sits at another's machine.
    auto const machine = chance_.number(8) == 0 ? 1 + chance_.number(4) : who;
    auto actor = person(who, "machine " + std::to_string(machine) + std::to_string(chance_.number(2)));
    if (chance_.number(10) == 0) actor.grants.clear();
    return actor;
  }

  void step() {
    auto const who = somebody();
    work::Extensions extensions;
    Work work(who, outside_.now, outside_.rows, outside_.house, outside_.chance, extensions);
    switch (chance_.number(8)) {
      case 0:
        open(work);
        break;
      case 1:
        if (chance_.number(3) == 0) amount_ = chance_.number(3);
        break;
      case 2:
        if (!opened_.empty() && chance_.number(4) == 0) static_cast<void>(refuse_approval(work, pick(), "tidak"));
        break;
      case 3:
        if (chance_.number(6) == 0) void_approvals(work, release, subject_, "changed");
        break;
      default:
        if (!opened_.empty()) voice(work);
    }
  }

  void open(Work& work) {
    auto const id = work.new_id<Approval>();
    auto const answer = open_approval(work, {.id = id,
                                             .kind = std::string(release),
                                             .subject = subject_,
                                             .content = text(),
                                             .organisation = {},
                                             .area = {},
                                             .needed = std::string(right),
                                             .people = people_});
    if (!answer.refused()) opened_[id] = {work.actor.account, sha256(text())};
  }

  void voice(Work& work) {
    auto const id = pick();
    auto const seen = chance_.number(5) == 0 ? sha256("something else") : opened_[id].hash;
    auto const answer = approve(work, id, seen, contents_);
    if (answer.refused() || answer->state == ApprovalState::voided) return;
    voices_[id].insert(work.actor.account);
    hashes_[id].insert(seen);
    EXPECT_EQ(seen, sha256(text())) << "a voice for what is not there any more";
    EXPECT_EQ(work.actor.grants.size(), 1U);
  }

  Id<Approval> pick() {
    auto at = opened_.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(chance_.number(opened_.size())));
    return at->first;
  }

  struct Prepared {
    Id<Account> by;
    Hash hash{};
  };

  void look_at(Id<Approval> id, Prepared const& prepared) {
    auto const record = find_approval(outside_, id).value();
    if (record.state != ApprovalState::approved) return;
    ++completed_;
    auto people = voices_[id];
    EXPECT_FALSE(people.contains(prepared.by)) << "the preparer approved";
    people.insert(prepared.by);
    EXPECT_GE(static_cast<int>(people.size()), people_) << "completed without enough people";
    EXPECT_EQ(hashes_[id], std::set<Hash>{prepared.hash}) << "completed over different hashes";
    EXPECT_EQ(record.content_hash, prepared.hash);
    EXPECT_EQ(voices(outside_, id).size() + 1, people.size());
  }

  Work& outside_;
  SeededChance& chance_;
  int const people_;
  Uuid subject_{};
  std::uint64_t amount_ = 0;
  Contents contents_;
  std::map<Id<Approval>, Prepared> opened_;
  std::map<Id<Approval>, std::set<Id<Account>>> voices_;
  std::map<Id<Approval>, std::set<Hash>> hashes_;
  int completed_ = 0;
};

TEST_F(Approvals, In10000RandomHistoriesNoneCompletesWithoutTwoPeopleOverOneHash) {
  SeededChance chance(20261122);
  int completed = 0;
  for (int batch = 0; batch < 20; ++batch) {
    auto const answer = village.work([&](Work& work) -> Result<int> {
      int here = 0;
      for (int i = 0; i < 500; ++i) {
        History history(work, chance, i % 5 == 0 ? 3 : 2);
        history.run(14);
        here += history.completed();
      }
      work.record({.kind = "access.test", .subject = {}, .organisation = {}, .facts = {}});
      return here;
    });
    completed += sure(answer);
  }
  RecordProperty("completed", completed);
  EXPECT_GT(completed, 2'000);  // the histories do reach the end often enough to mean something
}

}  // namespace
}  // namespace lumbung::access
