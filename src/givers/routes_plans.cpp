#include <array>

#include "access/organisations.h"
#include "givers/routes_parts.h"
#include "giving/giving.h"

namespace lumbung::givers {
namespace {

std::string_view name_of(PlanState state) {
  constexpr std::array<std::string_view, 5> names{"active", "paused", "choosing", "stopped", "ended"};
  return names[static_cast<std::size_t>(state)];
}

void show_plan(Json& j, work::View const& view, PlanRecord const& plan) {
  auto const campaign = giving::find(view, plan.campaign);
  must(!campaign.refused());
  auto const organisation = access::find_organisation(view, plan.organisation);
  must(organisation.has_value());
  j("id", plan.id);
  j("state", name_of(plan.state));
  j("title", campaign->title);
  j("slug", campaign->slug);
  j("organisation", organisation->name);
  j("amount", plan.amount);
  j("method", payments::name_of(plan.method));
  j("every", plan.every == Every::week ? "week" : "month");
  j("starts", plan.starts);
  if (plan.ends)
    j("ends", *plan.ends);
  else
    j.null("ends");
  j("at_end", plan.at_end == AtCampaignsEnd::stop ? "stop" : "organisation_chooses");
  if (plan.state == PlanState::active)
    j("next_due", plan.next_due);
  else
    j.null("next_due");
}

void show_period(Json& j, work::View const& view, PeriodRecord const& period) {
  j("number", static_cast<std::int64_t>(period.number));
  j("due", period.due);
  if (!period.gift) {
    j("state", "none");
    j("refusal", period.refusal);
    return j.null("trace");
  }
  auto const gift = giving::find(view, *period.gift);
  must(!gift.refused());
  j("state", giving::name_of(giving::state_now(view, *gift)));
  j("refusal", "");
  j("trace", giving::trace_token(view, gift->id));
  j("gift", gift->id);
}

http::Look plans_door(Neighbours const& neighbours) {
  return [neighbours](work::View const& view, Request const& request) -> Result<Answer> {
    auto const giver = TRY(giver_of(view, token_of(request, neighbours)));
    Json j;
    j.object([&] { j.list("items", plans(view, giver), [&](PlanRecord const& plan) { show_plan(j, view, plan); }); });
    return http::shown(std::move(j));
  };
}

http::Look plan_door(Neighbours const& neighbours) {
  return [neighbours](work::View const& view, Request const& request) -> Result<Answer> {
    auto const giver = TRY(giver_of(view, token_of(request, neighbours)));
    auto const id = TRY(request.id_in_path<GivingPlan>("plan"));
    auto const found = TRY(plan(view, giver, id));
    Json j;
    j.object([&] {
      show_plan(j, view, found);
      j.list("periods", periods(view, found), [&](PeriodRecord const& period) { show_period(j, view, period); });
    });
    return http::shown(std::move(j));
  };
}

http::Change make_door(Neighbours const& neighbours) {
  return [neighbours](Request const& request, Fields& f) -> Result<Act> {
    PlanWish const wish{
        .id = f.id<GivingPlan>("id"),
        .campaign = f.text("campaign", {.max = 60}),
        .amount = f.money("amount"),
        .method =
            f.choice<payments::Method>("method", {{"qris", payments::Method::qris}, {"va", payments::Method::va}}),
        .anonymous = f.choice("shown_as", {"name", "anonymous"}) == 1,
        .name = f.optional_text("name", {.max = 60}).value_or(""),
        .every = f.choice<Every>("every", {{"week", Every::week}, {"month", Every::month}}),
        .starts = f.date("starts"),
        .ends = f.optional_date("ends"),
        .at_end = f.choice<AtCampaignsEnd>("at_end", {{"stop", AtCampaignsEnd::stop},
                                                      {"organisation_chooses", AtCampaignsEnd::organisation_chooses}})};
    return Act([wish, token = token_of(request, neighbours)](work::Work& work) -> Result<Answer> {
      auto const giver = TRY(giver_of(work, token));
      auto const made = TRY(make_plan(work, giver, wish));
      Json j;
      j.object([&] { show_plan(j, work, made); });
      return http::made("/api/giver/plans/" + made.id.text(), std::move(j));
    });
  };
}

http::Change state_door(Neighbours const& neighbours) {
  return [neighbours](Request const& request, Fields& f) -> Result<Act> {
    auto const id = TRY(request.id_in_path<GivingPlan>("plan"));
    auto const what = f.choice("state", {"active", "paused", "stopped"});
    return Act([id, what, token = token_of(request, neighbours)](work::Work& work) -> Result<Answer> {
      auto const giver = TRY(giver_of(work, token));
      auto const rule = what == 0 ? resume : what == 1 ? pause : stop;
      TRY(rule(work, giver, id));
      auto const now = TRY(plan(work, giver, id));
      Json j;
      j.object([&] { show_plan(j, work, now); });
      return http::shown(std::move(j));
    });
  };
}

Result<Answer> recurring_door(work::View const& view, Request const& request) {
  auto const organisation = TRY(request.id_in_path<Organisation>("organisation"));
  auto const found = TRY(recurring(view, organisation));
  Json j;
  j.object([&] {
    j.list("items", found, [&](Recurring const& one) {
      j("campaign", one.campaign.id);
      j("title", one.campaign.title);
      j("active", one.active);
      j("choosing", one.choosing);
      j("each_month", one.each_month);
    });
  });
  return http::shown(std::move(j));
}

Result<Act> successor_door(Request const& request, Fields& f) {
  auto const from = TRY(request.id_in_path<Campaign>("campaign"));
  auto const to = f.id<Campaign>("to");
  return Act([from, to](work::Work& work) -> Result<Answer> {
    auto const moved = TRY(choose_successor(work, from, to));
    Json j;
    j.object([&] { j("moved", static_cast<std::int64_t>(moved)); });
    return http::shown(std::move(j));
  });
}

}  // namespace

void open_plan_doors(Doors& doors, Neighbours const& neighbours) {
  doors.look({Method::get, "/api/giver/plans", "listOwnPlans"}, plans_door(neighbours));
  doors.change({Method::post, "/api/giver/plans", "makePlan"}, make_door(neighbours), {.not_remembered = true});
  doors.look({Method::get, "/api/giver/plans/{plan}", "getOwnPlan"}, plan_door(neighbours));
  doors.change({Method::put, "/api/giver/plans/{plan}/state", "setPlanState"}, state_door(neighbours),
               {.not_remembered = true});
  doors.look({Method::get, "/api/console/organisations/{organisation}/recurring", "listRecurring"}, recurring_door);
  doors.change({Method::post, "/api/campaigns/{campaign}/successor", "chooseSuccessor"}, successor_door);
}

}  // namespace lumbung::givers
