#include <algorithm>
#include <iterator>

#include "access/approvals.h"
#include "ledger/ledger.h"
#include "programme/received.h"
#include "programme/routes_parts.h"
#include "registry/heads.h"

namespace lumbung::programme {
namespace {

using http::Act;
using http::Answer;
using http::Fields;
using http::Json;
using http::Method;
using http::Request;

constexpr std::array<std::string_view, 3> states{"draft", "open", "closed"};
constexpr std::array<std::string_view, 3> release_states{"proposed", "released", "refused"};

std::vector<Hash> read_hashes(Fields& f, std::string_view name) {
  std::vector<Hash> hashes;
  auto const texts = f.texts(name, 20, {.min = 64, .max = 64, .exact = true});
  for (std::size_t i = 0; i < texts.size(); ++i) {
    auto const bytes = from_hex(texts[i]);
    if (bytes)
      hashes.push_back(hash_from(*bytes));
    else
      f.wrong(std::string(name) + "/" + std::to_string(i), refuse(evidence_not_stored));
  }
  return hashes;
}

void show_programme(Json& j, work::View const& view, ProgrammeRecord const& p) {
  j("id", p.id);
  j("organisation", p.organisation);
  j("title", p.title);
  j("summary", p.summary);
  show_area(j, "area", view, p.area);
  j("starts", p.starts);
  j("ends", p.ends);
  j("state", states[static_cast<std::size_t>(p.state)]);
}

Result<ProgrammeRecord> seen(work::View const& view, Request const& request) {
  auto const id = TRY(request.id_in_path<Programme>("programme"));
  auto const programme = TRY(find(view, id));
  TRY(work::require(view.actor, view_programme, programme.organisation, programme.area));
  return programme;
}

// A page of things, newest first: as many as fit, and where the next page begins.
template <class Thing, class Show>
Answer listed(std::vector<Thing> const& things, Show&& show, std::size_t full = page) {
  Json j;
  j.object([&] {
    j.list("items", things, show);
    if (things.size() == full)
      j("next", things.back().id);
    else
      j.null("next");
  });
  return http::shown(std::move(j));
}

// ---- Programmes and plans
// -----------------------------------------------------------------------------------------------

Result<Act> create_door(Request const&, Fields& f) {
  ProgrammeWish const wish{.id = f.id<Programme>("id"),
                           .organisation = f.id<Organisation>("organisation"),
                           .title = f.text("title", {.max = 120}),
                           .summary = f.text("summary", {.max = 500, .lines = true}),
                           .area = f.text("area", {.max = 13}),
                           .starts = f.date("starts"),
                           .ends = f.date("ends")};
  return Act([wish](work::Work& work) -> Result<Answer> {
    auto const id = TRY(create(work, wish));
    return made_at("/api/programmes/", id.uuid);
  });
}

Result<Answer> list_door(work::View const& view, Request const& request) {
  auto query = Fields::of_query(request);
  auto const organisation = query.id<Organisation>("organisation");
  TRY(query.finish());
  TRY(work::require(view.actor, view_programme, organisation));
  Json j;
  j.object([&] {
    j.list("items", of_organisation(view, organisation), [&](ProgrammeRecord const& p) { show_programme(j, view, p); });
    j.null("next");
  });
  return http::shown(std::move(j));
}

void show_standing(Json& j, Standing const& s) {
  j("released", s.released);
  j("in_goods", s.in_goods);
  j("delivered", s.delivered);
  j("service_costs", s.service_costs);
  j("collection_costs", s.collection_costs);
}

Result<Answer> programme_door(work::View const& view, Request const& request) {
  auto const p = TRY(seen(view, request));
  auto const its_plan = plan(view, p.id);
  auto const sums = standing(view, p.id);
  Json j;
  j.object([&] {
    show_programme(j, view, p);
    if (its_plan.refused())
      j.null("plan");
    else
      j.object("plan", [&] { show_plan(j, *its_plan); });
    j.object("money", [&] { show_standing(j, sums); });
    j.list("stock", stock(view, p.id), [&](StockLine const& line) {
      j("item", line.item.id);
      j("name", line.item.name);
      j("planned", line.item.units);
      j("bought", line.bought);
      j("delivered", line.delivered);
      j("units", line.in_stock);
      j("value", line.value);
    });
    j.list("milestones", milestones(view, p.id), [&](MilestoneRecord const& m) {
      j("id", m.id);
      j("title", m.title);
      j("due", m.due);
      j("amount", m.amount);
    });
    j.list("indicators", indicators(view, p.id), [&](IndicatorRecord const& i) {
      j("id", i.id);
      j("name", i.name);
      j("unit", i.unit);
      j("baseline", i.baseline);
      j("target", i.target);
      j("actual", i.actual);
    });
    j("units_delivered", sums.units_delivered);
    j("units_proven", sums.units_proven);
    j("households_served", sums.households_served);
  });
  return http::shown(std::move(j));
}

Result<Act> plan_door(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Programme>("programme"));
  PlanWish wish;
  wish.version = static_cast<int>(f.integer("version", 0, 100'000));
  wish.target_households = f.integer("target_households", 1, 100'000'000);
  wish.reason = f.optional_text("reason", {.max = 500}).value_or("");
  wish.needs = f.list("needs", 50, [](Fields& n) {
    return Need{n.text("text", {.max = 300}), n.integer("households", 0, 100'000'000)};
  });
  wish.items = f.list("items", 100, [](Fields& i) {
    return Item{i.id<PlanItem>("id"), i.text("name", {.max = 80}), i.asset("asset"), i.money("unit_cost"),
                i.integer("units", 1, 100'000'000)};
  });
  wish.activities = f.list("activities", 100, [](Fields& a) {
    return Activity{a.text("title", {.max = 120}), a.date("from"), a.date("to")};
  });
  wish.budget = f.list("budget", 100, [](Fields& b) {
    return BudgetLine{b.text("name", {.max = 120}), b.money("amount"),
                      b.choice<BudgetKind>("kind", {{"goods", BudgetKind::goods},
                                                    {"service", BudgetKind::service},
                                                    {"collection", BudgetKind::collection}})};
  });
  return Act([id, wish](work::Work& work) -> Result<Answer> {
    auto const version = TRY(change_plan(work, id, wish));
    Json j;
    j.object([&] { j("version", version); });
    return http::shown(std::move(j));
  });
}

Result<Act> milestone_door(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Programme>("programme"));
  MilestoneRecord const wish{f.id<Milestone>("id"), f.text("title", {.max = 120}), f.date("due"), f.money("amount")};
  return Act([id, wish](work::Work& work) -> Result<Answer> {
    auto const milestone = TRY(set_milestone(work, id, wish));
    return made_at("/api/programmes/" + id.text() + "/milestones/", milestone.uuid);
  });
}

Result<Act> indicator_door(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Programme>("programme"));
  constexpr std::int64_t most = 1'000'000'000'000;
  IndicatorRecord const wish{.id = f.id<Indicator>("id"),
                             .name = f.text("name", {.max = 120}),
                             .unit = f.text("unit", {.max = 40}),
                             .baseline = f.integer("baseline", -most, most),
                             .target = f.integer("target", -most, most),
                             .actual = {},
                             .measured_on = {}};
  return Act([id, wish](work::Work& work) -> Result<Answer> {
    auto const indicator = TRY(set_indicator(work, id, wish));
    return made_at("/api/programmes/" + id.text() + "/indicators/", indicator.uuid);
  });
}

Result<Act> measure_door(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Programme>("programme"));
  auto const indicator = TRY(request.id_in_path<Indicator>("indicator"));
  auto const measurement = f.id<Measurement>("id");
  auto const on = f.date("on");
  auto const actual = f.integer("actual", -1'000'000'000'000, 1'000'000'000'000);
  auto const note = f.optional_text("note", {.max = 500}).value_or("");
  return Act([=](work::Work& work) -> Result<Answer> {
    TRY(measure(work, id, indicator, measurement, on, actual, note));
    return made_at("/api/programmes/" + id.text() + "/indicators/" + indicator.text() + "/measurements/",
                   measurement.uuid);
  });
}

// ---- Households
// -----------------------------------------------------------------------------------------------------------

void show_enrolment(Json& j, work::View const& view, ProgrammeRecord const& programme, EnrolmentRecord const& e,
                    std::vector<Received> const& got) {
  j("id", e.id);
  j("label", e.label);
  j("family", e.family);
  show_area(j, "area", view, e.area);
  j("decile", e.decile);
  j("state", e.ended ? "ended" : "active");
  j("delivered", e.delivered);
  auto const head = registry::name_of_head(view, {programme.book, programme.organisation}, e.family);
  if (!head.empty()) j("head", head);
  std::vector<Received> its;
  std::ranges::copy_if(got, std::back_inserter(its), [&](Received const& one) { return one.enrolment == e.id; });
  j.list("received", its, [&](Received const& one) {
    j("item", one.item);
    j("units", one.units);
  });
}

Result<Act> enrol_door(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Programme>("programme"));
  auto const enrolment = f.id<Enrolment>("id");
  auto const family = f.id<Family>("family");
  return Act([=](work::Work& work) -> Result<Answer> {
    auto const made = TRY(enrol(work, id, enrolment, family));
    Json j;
    j.object([&] {
      j("id", made.id);
      j("label", made.label);
    });
    return http::made("/api/programmes/" + id.text() + "/enrolments/" + made.id.text(), std::move(j));
  });
}

Result<Answer> enrolments_door(work::View const& view, Request const& request) {
  auto const programme = TRY(seen(view, request));
  auto query = Fields::of_query(request);
  auto const after = query.optional_id<Enrolment>("after");
  TRY(query.finish());
  auto const found = enrolments(view, programme.id, after, page);
  auto const got = received(view, programme, found);
  Json j;
  j.object([&] {
    j.list("items", found, [&](EnrolmentRecord const& e) { show_enrolment(j, view, programme, e, got); });
    found.size() == page ? j("next", found.back().id) : j.null("next");
  });
  return http::shown(std::move(j));
}

Result<Act> end_door(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Enrolment>("enrolment"));
  auto const reason = f.text("reason", {.max = 300});
  return Act([=](work::Work& work) -> Result<Answer> {
    TRY(end_enrolment(work, id, reason));
    return http::nothing();
  });
}

// ---- Money
// ------------------------------------------------------------------------------------------------------------------

Result<Act> purchase_door(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Programme>("programme"));
  PurchaseRecord const wish{
      .id = f.id<Purchase>("id"),
      .item = f.id<PlanItem>("item"),
      .units = f.integer("units", 1, 100'000'000),
      .total = f.money("total"),
      .vendor = f.text("vendor", {.max = 120}),
      .on = f.date("on"),
      .quotes = f.list("quotes", 10, [](Fields& q) { return Quote{q.text("vendor", {.max = 120}), q.money("total")}; }),
      .evidence = read_hashes(f, "evidence")};
  return Act([id, wish](work::Work& work) -> Result<Answer> {
    auto const made = TRY(purchase(work, id, wish));
    return made_at("/api/programmes/" + id.text() + "/purchases/", made.uuid);
  });
}

Result<Answer> purchases_door(work::View const& view, Request const& request) {
  auto const programme = TRY(seen(view, request));
  Json j;
  j.object([&] {
    j.list("items", purchases(view, programme.id), [&](PurchaseRecord const& p) {
      j("id", p.id);
      j("item", p.item);
      j("units", p.units);
      j("total", p.total);
      j("vendor", p.vendor);
      j("on", p.on);
      j.list("quotes", p.quotes, [&](Quote const& q) {
        j("vendor", q.vendor);
        j("total", q.total);
      });
      j.values("evidence", p.evidence);
    });
    j.null("next");
  });
  return http::shown(std::move(j));
}

Result<Act> cost_door(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Programme>("programme"));
  CostRecord const wish{
      .id = f.id<Cost>("id"),
      .name = f.text("name", {.max = 120}),
      .kind = f.choice<BudgetKind>("kind", {{"service", BudgetKind::service}, {"collection", BudgetKind::collection}}),
      .amount = f.money("amount"),
      .on = f.date("on"),
      .evidence = read_hashes(f, "evidence")};
  return Act([id, wish](work::Work& work) -> Result<Answer> {
    auto const made = TRY(pay_cost(work, id, wish));
    return made_at("/api/programmes/" + id.text() + "/costs/", made.uuid);
  });
}

Result<Answer> costs_door(work::View const& view, Request const& request) {
  auto const programme = TRY(seen(view, request));
  Json j;
  j.object([&] {
    j.list("items", costs(view, programme.id), [&](CostRecord const& c) {
      j("id", c.id);
      j("name", c.name);
      j("kind", c.kind == BudgetKind::collection ? "collection" : "service");
      j("amount", c.amount);
      j("on", c.on);
      j.values("evidence", c.evidence);
    });
    j.null("next");
  });
  return http::shown(std::move(j));
}

Result<Answer> releases_door(work::View const& view, Request const& request) {
  auto const programme = TRY(seen(view, request));
  Json j;
  j.object([&] {
    j.list("items", releases(view, programme.id), [&](ReleaseRecord const& r) {
      j("id", r.id);
      j("approval", r.approval);
      j("campaign", text_of(r.source));
      j("milestone", r.milestone);
      j("amount", r.amount);
      j("reason", r.reason);
      j.values("evidence", r.evidence);
      j("state", release_states[static_cast<std::size_t>(r.state)]);
      j("proposed_at", r.proposed_at);
      j("released_at", r.released_at);
    });
    j.null("next");
  });
  return http::shown(std::move(j));
}

// ---- Deliveries and their evidence
// -------------------------------------------------------------------------------------------

Result<Act> deliver_door(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Programme>("programme"));
  DeliveryWish wish{.id = f.id<Delivery>("id"),
                    .item = f.id<PlanItem>("item"),
                    .enrolment = f.id<Enrolment>("enrolment"),
                    .units = f.integer("units", 1, 1'000'000),
                    .at = f.instant("at"),
                    .place = {},
                    .evidence = f.list("evidence", 10, read_evidence)};
  if (auto place = f.optional_object("place"))
    wish.place = Place{place->number("lat", -90, 90), place->number("lon", -180, 180),
                       static_cast<int>(place->integer("accuracy", 0, 100'000))};
  return Act([id, wish](work::Work& work) -> Result<Answer> {
    auto const made = TRY(deliver(work, id, wish));
    return made_at("/api/deliveries/", made.uuid);
  });
}

Result<Answer> deliveries_door(work::View const& view, Request const& request) {
  auto const programme = TRY(seen(view, request));
  auto query = Fields::of_query(request);
  auto const after = query.optional_id<Delivery>("after");
  TRY(query.finish());
  auto const found = deliveries(view, programme.id, after, page);
  Json j;
  j.object([&] {
    j.list("items", found, [&](DeliveryRecord const& d) {
      show_delivery(j, view, programme, d);
      j("enrolment", d.enrolment);
      j.list("evidence", d.evidence, [&](EvidenceRecord const& e) {
        j("id", e.id);
        j("kind", evidence_kinds[static_cast<std::size_t>(e.kind)]);
        j("hash", e.hash);
        j("cleared", e.cleared);
        j("revoked", e.revoked);
      });
    });
    found.size() == page ? j("next", found.back().id) : j.null("next");
  });
  return http::shown(std::move(j));
}

}  // namespace

void open_doors(http::Doors& doors) {
  open_loss_doors(doors);
  doors.change({Method::post, "/api/programmes", "createProgramme"}, create_door);
  doors.look({Method::get, "/api/programmes", "listProgrammes"}, list_door);
  doors.look({Method::get, "/api/programmes/{programme}", "getProgramme"}, programme_door);
  doors.change({Method::put, "/api/programmes/{programme}/plan", "changePlan"}, plan_door);
  doors.change({Method::post, "/api/programmes/{programme}/milestones", "setMilestone"}, milestone_door);
  doors.change({Method::post, "/api/programmes/{programme}/indicators", "setIndicator"}, indicator_door);
  doors.change({Method::post, "/api/programmes/{programme}/indicators/{indicator}/measurements", "measureIndicator"},
               measure_door);
  doors.change({Method::post, "/api/programmes/{programme}/enrolments", "enrolHousehold"}, enrol_door);
  doors.look({Method::get, "/api/programmes/{programme}/enrolments", "listEnrolments"}, enrolments_door);
  doors.change({Method::post, "/api/enrolments/{enrolment}/end", "endEnrolment"}, end_door);
  doors.look({Method::get, "/api/programmes/{programme}/releases", "listReleases"}, releases_door);
  doors.change({Method::post, "/api/programmes/{programme}/purchases", "recordPurchase"}, purchase_door);
  doors.look({Method::get, "/api/programmes/{programme}/purchases", "listPurchases"}, purchases_door);
  doors.change({Method::post, "/api/programmes/{programme}/costs", "payCost"}, cost_door);
  doors.look({Method::get, "/api/programmes/{programme}/costs", "listCosts"}, costs_door);
  doors.change({Method::post, "/api/programmes/{programme}/deliveries", "recordDelivery"}, deliver_door);
  doors.look({Method::get, "/api/programmes/{programme}/deliveries", "listDeliveries"}, deliveries_door);
  open_evidence_doors(doors);
}

}  // namespace lumbung::programme
