#include "givers/store.h"

namespace lumbung::givers::store {
namespace {

PlanState state_of(std::string_view word) {
  if (word == "active") return PlanState::active;
  if (word == "paused") return PlanState::paused;
  if (word == "choosing") return PlanState::choosing;
  if (word == "stopped") return PlanState::stopped;
  must(word == "ended");
  return PlanState::ended;
}

std::string_view word_of(PlanState state) {
  constexpr std::string_view words[] = {"active", "paused", "choosing", "stopped", "ended"};
  return words[static_cast<std::size_t>(state)];
}

PlanRecord read_plan(storage::Row const& row) {
  return {.id = row.get<Id<GivingPlan>>(0),
          .book = row.integer(1),
          .giver = row.get<Id<Giver>>(2),
          .organisation = row.get<Id<Organisation>>(3),
          .campaign = row.get<Id<Campaign>>(4),
          .amount = Money{row.integer(5), rupiah},
          .method = row.text(6) == "va" ? payments::Method::va : payments::Method::qris,
          .anonymous = row.get<bool>(7),
          .name = row.get<std::string>(8),
          .every = row.text(9) == "week" ? Every::week : Every::month,
          .starts = row.get<Date>(10),
          .ends = row.get<std::optional<Date>>(11),
          .at_end = row.text(12) == "stop" ? AtCampaignsEnd::stop : AtCampaignsEnd::organisation_chooses,
          .state = state_of(row.text(13)),
          .next = row.get<int>(14),
          .next_due = row.get<Date>(15),
          .made = row.get<Instant>(16)};
}

}  // namespace

void add_plan(Writer& rows, PlanRecord const& p) {
  rows.run(
      "INSERT INTO giving_plans (book_id, id, giver, organisation, campaign, amount, method, anonymous, name, every, "
      "starts, ends, at_end, state, next_period, next_due, made_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
      {p.book, p.id, p.giver, p.organisation, p.campaign, p.amount.minor, payments::name_of(p.method), p.anonymous,
       p.name, p.every == Every::week ? "week" : "month", p.starts, p.ends,
       p.at_end == AtCampaignsEnd::stop ? "stop" : "organisation_chooses", word_of(p.state), p.next, p.next_due,
       p.made});
}

void set_plan(Writer& rows, PlanRecord const& p) {
  rows.run(
      "UPDATE giving_plans SET campaign = $3, state = $4, next_period = $5, next_due = $6, anonymous = $7, name = $8 "
      "WHERE book_id = $1 AND id = $2",
      {p.book, p.id, p.campaign, word_of(p.state), p.next, p.next_due, p.anonymous, p.name});
}

std::optional<PlanRecord> find_plan(Reader& rows, Id<GivingPlan> id) {
  return rows.first(
      "SELECT id, book_id, giver, organisation, campaign, amount, method, anonymous, name, every, starts, ends, "
      "at_end, state, next_period, next_due, made_at FROM giving_plans WHERE id = $1",
      {id}, read_plan);
}

std::vector<PlanRecord> plans_of(Reader& rows, Id<Giver> giver) {
  return rows.all(
      "SELECT id, book_id, giver, organisation, campaign, amount, method, anonymous, name, every, starts, ends, "
      "at_end, state, next_period, next_due, made_at FROM giving_plans WHERE giver = $1 ORDER BY id DESC LIMIT 200",
      {giver}, read_plan);
}

std::vector<PlanRecord> due_plans(Reader& rows, Date today, int limit) {
  return rows.all(
      "SELECT id, book_id, giver, organisation, campaign, amount, method, anonymous, name, every, starts, ends, "
      "at_end, state, next_period, next_due, made_at FROM giving_plans WHERE state = 'active' AND next_due <= $1 "
      "ORDER BY next_due, id LIMIT $2",
      {today, limit}, read_plan);
}

std::vector<PlanRecord> plans_for(Reader& rows, std::int64_t book, Id<Organisation> organisation) {
  return rows.all(
      "SELECT id, book_id, giver, organisation, campaign, amount, method, anonymous, name, every, starts, ends, "
      "at_end, state, next_period, next_due, made_at FROM giving_plans WHERE book_id = $1 AND organisation = $2 AND "
      "state IN ('active', 'choosing') ORDER BY id DESC LIMIT 100000",
      {book, organisation}, read_plan);
}

std::vector<PlanRecord> choosing_plans(Reader& rows, std::int64_t book, Id<Campaign> campaign) {
  return rows.all(
      "SELECT id, book_id, giver, organisation, campaign, amount, method, anonymous, name, every, starts, ends, "
      "at_end, state, next_period, next_due, made_at FROM giving_plans WHERE book_id = $1 AND campaign = $2 AND "
      "state = 'choosing' ORDER BY id LIMIT 10000",
      {book, campaign}, read_plan);
}

void add_period(Writer& rows, PlanRecord const& plan, PeriodRecord const& period, Instant now) {
  rows.run(
      "INSERT INTO giving_plan_periods (book_id, plan, period, due, gift, refusal, made_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {plan.book, plan.id, period.number, period.due, period.gift, period.refusal, now});
}

std::vector<PeriodRecord> periods(Reader& rows, PlanRecord const& plan, int limit) {
  return rows.all(
      "SELECT period, due, gift, refusal FROM giving_plan_periods WHERE book_id = $1 AND plan = $2 "
      "ORDER BY period DESC LIMIT $3",
      {plan.book, plan.id, limit}, [](storage::Row const& row) {
        return PeriodRecord{row.get<int>(0), row.get<Date>(1), row.get<std::optional<Id<Gift>>>(2),
                            row.get<std::string>(3)};
      });
}

}  // namespace lumbung::givers::store
