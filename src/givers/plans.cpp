#include <algorithm>
#include <map>

#include "access/organisations.h"
#include "givers/rules.h"
#include "givers/store.h"
#include "giving/giving.h"

namespace lumbung::givers {
namespace {

int days_in_month(int year, int month) {
  for (int day = 31; day > 28; --day)
    if (is_calendar_day(year, month, day)) return day;
  return 28;
}

std::string account_link(View const& view) { return view.house.public_url + "/donatur"; }

bool is_over(PlanRecord const& plan) { return plan.state == PlanState::stopped || plan.state == PlanState::ended; }

Result<PlanRecord> own(View const& view, Id<Giver> giver, Id<GivingPlan> id) {
  auto const found = store::find_plan(view.rows, id);
  if (!found || found->giver != giver) return refuse(unknown_plan);
  return *found;
}

Verdict dates_fit(View const& view, PlanWish const& wish) {
  if (wish.starts < view.today() || wish.starts > view.today() + 366) return refuse(start_wrong).at("/starts");
  if (wish.ends && *wish.ends <= wish.starts) return refuse(end_wrong).at("/ends");
  return done;
}

Verdict room_for_one(View const& view, Id<Giver> giver) {
  auto const all = store::plans_of(view.rows, giver);
  if (std::ranges::count_if(all, [](PlanRecord const& plan) { return !is_over(plan); }) >= most_plans)
    return refuse(too_many_plans).with("most", std::to_string(most_plans));
  return done;
}

void set_state(Work& work, PlanRecord plan, PlanState state) {
  static constexpr std::string_view words[] = {"active", "paused", "choosing", "stopped", "ended"};
  plan.state = state;
  store::set_plan(work.rows, plan);
  record(work, plan_changed, plan.id, {{"state", std::string(words[static_cast<std::size_t>(state)])}},
         plan.organisation);
}

// The first period whose day is not before `today` and that had none yet.
void skip_to(PlanRecord& plan, Date today) {
  while (plan.next_due < today) plan.next_due = day_of_period(plan.starts, plan.every, ++plan.next);
}

// ---- The periods that are due ----------------------------------------------------------------------------------

giving::GiftWish gift_of(PlanRecord const& plan, giving::CampaignRecord const& campaign) {
  return {.id = {derived_uuid(plan.id.uuid, "period " + std::to_string(plan.next))},
          .campaign = campaign.slug,
          .amount = plan.amount,
          .anonymous = plan.anonymous,
          .name = plan.name,
          .message = {},
          .method = plan.method,
          .waits = plan.every == Every::week ? weekly_waits : monthly_waits};
}

bool takes_no_more(Problem const& problem) {
  return problem.code() == giving::campaign_closed.code || problem.code() == giving::target_reached.code;
}

class DuePlan {
 public:
  DuePlan(Work& work, PlanRecord const& plan) : work_(work), plan_(plan) {}

  // Charges what is due, `limit` periods at most; returns how many.
  Result<int> charge(int limit) {
    auto const campaign = TRY(giving::find(work_, plan_.campaign));
    int made = 0;
    while (made < limit && plan_.state == PlanState::active && plan_.next_due <= work_.today()) {
      if (plan_.ends && plan_.next_due > *plan_.ends) {
        finish(PlanState::ended);
        ++made;
        break;
      }
      TRY(one_period(campaign));
      ++made;
    }
    if (plan_.state == PlanState::active && plan_.ends && plan_.next_due > *plan_.ends) finish(PlanState::ended);
    store::set_plan(work_.rows, plan_);
    if (last_) write_reminder(campaign);
    return made;
  }

 private:
  Verdict one_period(giving::CampaignRecord const& campaign) {
    auto begun = giving::give(work_, gift_of(plan_, campaign));
    PeriodRecord period{.number = plan_.next, .due = plan_.next_due, .gift = {}, .refusal = {}};
    if (begun.refused() && takes_no_more(begun.problem())) return campaign_ended(campaign);
    if (begun.refused())
      period.refusal = begun.code();  // suspended, no merchant: the next period is tried all the same
    else
      period.gift = begun->gift.id;
    store::add_period(work_.rows, plan_, period, work_.now);
    record(work_, period.gift ? period_charged : period_empty, plan_.id,
           period.gift
               ? std::vector<work::Fact>{{"period", std::to_string(period.number)}}
               : std::vector<work::Fact>{{"period", std::to_string(period.number)}, {"refusal", period.refusal}},
           plan_.organisation);
    if (period.gift) {
      store::keep_gift(work_.rows, {plan_.book, *period.gift, plan_.id}, plan_.giver, work_.now);
      ++charged_;
      last_ = *begun;
    }
    plan_.next_due = day_of_period(plan_.starts, plan_.every, ++plan_.next);
    return done;
  }

  Verdict campaign_ended(giving::CampaignRecord const& campaign) {
    bool const chooses = plan_.at_end == AtCampaignsEnd::organisation_chooses;
    finish(chooses ? PlanState::choosing : PlanState::ended);
    if (auto const giver = find(work_, plan_.giver); !giver.refused())
      write_to(work_, giver->email, campaign_over_letter(giver->language, campaign.title, chooses, account_link(work_)),
               days(14));
    return done;
  }

  void finish(PlanState state) {
    plan_.state = state;
    set_state(work_, plan_, state);
  }

  void write_reminder(giving::CampaignRecord const& campaign) {
    auto const giver = find(work_, plan_.giver);
    if (giver.refused()) return;
    auto const organisation = access::find_organisation(work_, plan_.organisation);
    must(organisation.has_value());
    auto const& gift = last_->gift;
    Reminder const reminder{
        .campaign = campaign.title,
        .organisation = organisation->name,
        .amount = gift.amount,
        .va = last_->charge.va_number,
        .link = work_.house.public_url + "/bayar/" + gift.id.text() + "#" + giving::trace_token(work_, gift.id),
        .account = account_link(work_),
        .expires = last_->charge.expires,
        .also_late = charged_ - 1};
    write_to(work_, giver->email, reminder_letter(giver->language, reminder, work_.house.zone),
             last_->charge.expires - work_.now);
  }

  Work& work_;
  PlanRecord plan_;
  std::optional<giving::GiftBegun> last_;
  int charged_ = 0;
};

}  // namespace

Date day_of_period(Date starts, Every every, int period) {
  if (every == Every::week) return starts + 7 * period;
  auto const first = calendar(starts);
  int const months = first.month - 1 + period;
  int const year = first.year + months / 12, month = months % 12 + 1;
  return make_date(year, month, std::min(first.day, days_in_month(year, month)));
}

Result<PlanRecord> make_plan(Work& work, Id<Giver> giver, PlanWish const& wish) {
  auto const campaign = TRY(giving::find_by_slug(work, wish.campaign));
  if (auto const known = store::find_plan(work.rows, wish.id)) {
    bool const same = known->giver == giver && known->campaign == campaign.id && known->amount == wish.amount &&
                      known->every == wish.every && known->starts == wish.starts;
    if (!same) return refuse(id_reused).at("/id");
    return *known;
  }
  TRY(dates_fit(work, wish));
  TRY(room_for_one(work, giver));
  // What a gift of today would be refused for, the plan is refused for.
  giving::GiftWish const first{.id = as<Gift>(wish.id),
                               .campaign = wish.campaign,
                               .amount = wish.amount,
                               .anonymous = wish.anonymous,
                               .name = wish.name,
                               .message = {},
                               .method = wish.method};
  TRY(giving::can_give(work, first));
  PlanRecord const plan{.id = wish.id,
                        .book = campaign.book,
                        .giver = giver,
                        .organisation = campaign.organisation,
                        .campaign = campaign.id,
                        .amount = wish.amount,
                        .method = wish.method,
                        .anonymous = wish.anonymous,
                        .name = wish.anonymous ? std::string() : wish.name,
                        .every = wish.every,
                        .starts = wish.starts,
                        .ends = wish.ends,
                        .at_end = wish.at_end,
                        .next_due = wish.starts,
                        .made = work.now};
  store::add_plan(work.rows, plan);
  record(work, plan_made, plan.id,
         {{"amount", std::to_string(plan.amount.minor)}, {"every", plan.every == Every::week ? "week" : "month"}},
         plan.organisation);
  return plan;
}

Verdict pause(Work& work, Id<Giver> giver, Id<GivingPlan> id) {
  auto const plan = TRY(own(work, giver, id));
  if (is_over(plan)) return refuse(plan_over);
  if (plan.state == PlanState::choosing) return refuse(plan_waits_for_choice);
  if (plan.state == PlanState::active) set_state(work, plan, PlanState::paused);
  return done;
}

Verdict resume(Work& work, Id<Giver> giver, Id<GivingPlan> id) {
  auto plan = TRY(own(work, giver, id));
  if (is_over(plan)) return refuse(plan_over);
  if (plan.state == PlanState::choosing) return refuse(plan_waits_for_choice);
  if (plan.state == PlanState::active) return done;
  skip_to(plan, work.today());
  bool const past = plan.ends && plan.next_due > *plan.ends;
  set_state(work, plan, past ? PlanState::ended : PlanState::active);
  return done;
}

Verdict stop(Work& work, Id<Giver> giver, Id<GivingPlan> id) {
  auto const plan = TRY(own(work, giver, id));
  if (!is_over(plan)) set_state(work, plan, PlanState::stopped);
  return done;
}

std::vector<PlanRecord> plans(View const& view, Id<Giver> giver) { return store::plans_of(view.rows, giver); }

Result<PlanRecord> plan(View const& view, Id<Giver> giver, Id<GivingPlan> id) { return own(view, giver, id); }

std::vector<PeriodRecord> periods(View const& view, PlanRecord const& plan) {
  return store::periods(view.rows, plan, 60);
}

Result<int> charge_due(Work& work, int limit) {
  int made = 0;
  for (auto const& plan : store::due_plans(work.rows, work.today(), limit)) {
    if (made >= limit) break;
    made += TRY(DuePlan(work, plan).charge(limit - made));
  }
  return made;
}

Result<std::vector<Recurring>> recurring(View const& view, Id<Organisation> id) {
  TRY(work::require(view.actor, giving::view_gifts, id));
  auto const organisation = access::find_organisation(view, id);
  if (!organisation) return refuse(access::unknown_organisation);
  std::map<Id<Campaign>, Recurring> by_campaign;
  for (auto const& plan : store::plans_for(view.rows, organisation->book.number, id)) {
    auto& sums = by_campaign[plan.campaign];
    if (plan.state == PlanState::choosing) {
      ++sums.choosing;
      continue;
    }
    ++sums.active;
    sums.each_month += plan.every == Every::month ? plan.amount : Money{plan.amount.minor * 52 / 12, rupiah};
  }
  std::vector<Recurring> all;
  for (auto& [campaign, sums] : by_campaign) {
    sums.campaign = TRY(giving::find(view, campaign));
    all.push_back(std::move(sums));
  }
  return all;
}

Result<int> choose_successor(Work& work, Id<Campaign> from_id, Id<Campaign> to_id) {
  auto const from = TRY(giving::find(work, from_id));
  TRY(work::require(work.actor, giving::edit_campaign, from.organisation));
  auto const to = giving::find(work, to_id);
  if (to.refused() || to->organisation != from.organisation || to->id == from.id ||
      to->state != giving::CampaignState::open)
    return refuse(successor_wrong).at("/to");
  auto const waiting = store::choosing_plans(work.rows, from.book, from.id);
  for (auto plan : waiting) {
    plan.campaign = to->id;
    plan.state = PlanState::active;
    skip_to(plan, work.today());
    bool const past = plan.ends && plan.next_due > *plan.ends;
    if (past) plan.state = PlanState::ended;
    store::set_plan(work.rows, plan);
    record(work, plan_moved, plan.id, {{"campaign", to->id.text()}}, plan.organisation);
    auto const giver = find(work, plan.giver);
    if (giver.refused() || past) continue;
    write_to(work, giver->email,
             moved_letter(giver->language, from.title, to->title, plan.next_due, account_link(work)), days(14));
  }
  return static_cast<int>(waiting.size());
}

}  // namespace lumbung::givers
