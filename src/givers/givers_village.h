// For tests of givers: the village of giving, and a postman whose bag can be looked into.
#pragma once

#include "givers/givers.h"
#include "giving/giving_village.h"
#include "mail/mail.h"

namespace lumbung::givers {

using access::sure;

class GiversVillage : public giving::GivingVillage {
 public:
  explicit GiversVillage(std::uint64_t seed = 1)
      : GivingVillage(seed, Wired::here, {mail::migrations(), givers::migrations()}) {}

  template <class Act>
  auto visitor(Act act) {
    return village.work_as(work::Actor::visitor(), std::move(act));
  }

  // The letters that wait; they are gone then.
  std::vector<mail::LetterRecord> letters() {
    auto const lent = sure(village.work([](Work& work) { return mail::lend(work, 1000); }));
    for (auto const& letter : lent) sure(village.work([&](Work& work) { return mail::carried(work, letter.id); }));
    return lent;
  }
  Verdict ask(std::string const& email) {
    return visitor([&](Work& work) { return ask_code(work, email, Language::indonesian); });
  }
  // "1234 5678" out of a letter.
  static std::string code_in(mail::LetterRecord const& letter) {
    return letter.subject.substr(letter.subject.size() - 9);
  }
  std::string code_for(std::string const& email) {
    sure(ask(email));
    return code_in(letters().back());
  }
  Tried try_code(std::string const& email, std::string const& code) {
    return sure(visitor([&](Work& work) -> Result<Tried> { return sign_in(work, {.email = email, .code = code}); }));
  }
  // Signed in: the token of the session.
  std::string signed_in(std::string const& email = "siti@contoh.id") {
    return try_code(email, code_for(email)).opened->token;
  }
  Id<Giver> giver(std::string const& email = "siti@contoh.id") {
    auto const token = signed_in(email);
    return sure(village.view([&](View const& view) { return giver_of(view, token); }));
  }

  PlanWish plan_wish(giving::CampaignRecord const& campaign, Every every = Every::month) {
    return {.id = new_id<GivingPlan>(),
            .campaign = campaign.slug,
            .amount = 50'000_rp,
            .name = {},
            .every = every,
            .starts = today(),
            .ends = {}};
  }
  Result<PlanRecord> make(Id<Giver> whose, PlanWish const& wish) {
    return visitor([&](Work& work) { return make_plan(work, whose, wish); });
  }
  PlanRecord planned(Id<Giver> whose, PlanWish const& wish) { return sure(make(whose, wish)); }
  PlanRecord seen(Id<Giver> whose, Id<GivingPlan> id) {
    return sure(village.view([&](View const& view) { return plan(view, whose, id); }));
  }
  using GivingVillage::seen;
  std::vector<PeriodRecord> periods_of(PlanRecord const& of) {
    return village.view([&](View const& view) { return periods(view, of); });
  }
  // As the job does it.
  int run_job(int at_once = 3) {
    int all = 0;
    for (int made = 1; made > 0; all += made)
      made = sure(village.work([&](Work& work) { return charge_due(work, at_once); }));
    return all;
  }
  std::vector<OwnGift> gifts_of(Id<Giver> whose) {
    return village.view([&](View const& view) { return gifts(view, whose, {}, 1000); });
  }
};

}  // namespace lumbung::givers
