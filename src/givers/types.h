// Givers who have an account, and what they give again and again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "giving/types.h"
#include "payments/types.h"

namespace lumbung {
struct Giver;
struct GiverCode;
struct GivingPlan;
}  // namespace lumbung

namespace lumbung::givers {

enum class Language { indonesian, english };  // of letters

struct GiverRecord {
  Id<Giver> id;
  std::string email;  // opened for the giver alone, and for letters to them
  std::string name;   // as they want to be addressed; may be empty
  Language language = Language::indonesian;
  Instant since;
};

enum class Every { week, month };
// active → paused ⇄ active; → stopped (by the giver), ended (the last day came, or the campaign did and the giver
// wanted no other), choosing (the campaign ended and the organisation is asked for another).
enum class PlanState { active, paused, choosing, stopped, ended };
// What happens when the campaign takes no more: the giver's answer, asked once, when the plan is made.
enum class AtCampaignsEnd { stop, organisation_chooses };

struct PlanRecord {
  Id<GivingPlan> id;
  std::int64_t book = 0;
  Id<Giver> giver;
  Id<Organisation> organisation;
  Id<Campaign> campaign;
  Money amount;
  payments::Method method = payments::Method::qris;
  bool anonymous = true;
  std::string name;  // shown with each gift, when not anonymous
  Every every = Every::month;
  Date starts;               // the first period's day; the others follow from it
  std::optional<Date> ends;  // no period begins after it
  AtCampaignsEnd at_end = AtCampaignsEnd::stop;
  PlanState state = PlanState::active;
  int next = 0;   // the first period that has no charge yet
  Date next_due;  // its day
  Instant made;
};

// One period of a plan: the charge that was made for it, or why none could be.
struct PeriodRecord {
  int number = 0;
  Date due;
  std::optional<Id<Gift>> gift;
  std::string refusal;  // "giving.target_reached"; empty when there is a gift
};

// A gift that stands in somebody's account.
struct OwnGift {
  giving::GiftRecord gift;
  giving::CampaignRecord campaign;
  std::string organisation;
  std::optional<Id<GivingPlan>> plan;
};
struct YearOfGifts {
  int year = 0;
  Money given;     // paid that year, less what was given back of it
  Money refunded;  // of what was paid that year
  std::int64_t gifts = 0;
};

}  // namespace lumbung::givers
