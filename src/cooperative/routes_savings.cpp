// Deposits, withdrawals, corrections, the passbook.
#include "cooperative/routes_parts.h"

namespace lumbung::cooperative {
namespace {

std::vector<Hash> read_evidence(Fields& f) {
  std::vector<Hash> evidence;
  for (auto const& text : f.texts("evidence", 20, {.min = 64, .max = 64})) {
    auto const bytes = from_hex(text);
    if (bytes && bytes->size() == 32)
      evidence.push_back(hash_from(*bytes));
    else
      f.wrong("evidence", refuse(http::field_unknown));
  }
  return evidence;
}

SavingWish read_saving(Fields& f) {
  return {.id = f.id<Entry>("id"),
          .member = f.id<CooperativeMember>("member"),
          .saving = choice_of(f, "saving", savings),
          .amount = f.money("amount"),
          .day = f.date("day"),
          .till = f.id<CooperativeTill>("till"),
          .evidence = read_evidence(f)};
}

Answer booked_answer(Id<Organisation> organisation, ledger::Posted const& posted) {
  Json j;
  j.object([&] {
    j("id", posted.id);
    j("number", posted.number);
    j("booked", posted.booked);
  });
  return http::made(base_of(organisation), std::move(j));
}

Result<Act> depositing(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Organisation>("organisation"));
  auto const wish = read_saving(f);
  return Act([=](Work& work) -> Result<Answer> {
    auto const posted = TRY(deposit(work, id, wish));
    return booked_answer(id, posted);
  });
}

Result<Act> withdrawing(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Organisation>("organisation"));
  auto const wish = read_saving(f);
  return Act([=](Work& work) -> Result<Answer> {
    auto const posted = TRY(withdraw(work, id, wish));
    return booked_answer(id, posted);
  });
}

Result<Act> correcting(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Organisation>("organisation"));
  CorrectionWish const wish{
      .id = f.id<Entry>("id"), .reverses = f.id<Entry>("reverses"), .reason = f.text("reason", {.min = 5, .max = 300})};
  return Act([=](Work& work) -> Result<Answer> {
    auto const posted = TRY(correct(work, id, wish));
    return booked_answer(id, posted);
  });
}

void show_month(Json& j, WajibMonth const& one) {
  j("month", iso(one.month));
  j("rate", one.rate);
  j("left", one.left());
  j("due", one.due);
}

Result<Answer> showing(View const& view, Request const& request) {
  auto const member = TRY(member_to_show(view, request));
  auto query = Fields::of_query(request);
  auto const day = query.optional_date("day").value_or(view.today());
  TRY(query.finish());
  auto const seen = TRY(savings_of(view, member, day));
  Json j;
  j.object([&] {
    j("day", day);
    j("pokok", seen.pokok);
    j("pokok_due", seen.pokok_due);
    j("wajib", seen.wajib);
    if (seen.months.paid_through)
      j("wajib_paid_through", iso(*seen.months.paid_through));
    else
      j.null("wajib_paid_through");
    j.list("arrears", seen.months.arrears, [&](WajibMonth const& one) { show_month(j, one); });
    j("owed", seen.months.owed);
    j("sukarela", seen.sukarela);
    j("available", seen.available);
    j.list("ties", seen.ties, [&](Tie const& one) {
      j("id", one.id);
      j("why", word_in(tie_reasons, one.why));
      j("amount", one.amount);
      or_null(j, "until", one.until);
    });
  });
  return http::shown(std::move(j));
}

void show_line(Json& j, View const& view, MemberRecord const& member, ledger::StatementLine const& line) {
  j("entry", line.entry);
  j("kind", line.kind);
  j("day", line.day);
  j("in", line.side == ledger::Side::credit);
  j("amount", line.amount);
  j("balance", line.balance);
  auto const entry = ledger::find_entry(view, {member.book}, line.entry);
  or_null(j, "reverses", entry ? entry->reverses : std::nullopt);
  or_null(j, "reversed_by", entry ? entry->reversed_by : std::nullopt);
  auto const reason = reason_of_correction(view, member.book, line.entry);
  or_null(j, "reason", reason.empty() ? std::nullopt : std::optional(reason));
}

Result<Answer> showing_passbook(View const& view, Request const& request) {
  auto const member = TRY(member_to_show(view, request));
  auto query = Fields::of_query(request);
  auto const saving = choice_of(query, "saving", savings);
  auto const from = query.optional_integer("from", 0, INT64_MAX);
  TRY(query.finish());
  auto const seen = TRY(passbook(view, member, saving, page_limit, from));
  Json j;
  j.object([&] {
    j.list("items", seen.lines, [&](ledger::StatementLine const& line) { show_line(j, view, member, line); });
    or_null(j, "next", seen.next);
  });
  return http::shown(std::move(j));
}

}  // namespace

void open_saving_doors(Doors& doors) {
  doors.change({Method::post, "/api/organisations/{organisation}/cooperative/deposits", "depositSavings"}, depositing);
  doors.change({Method::post, "/api/organisations/{organisation}/cooperative/withdrawals", "withdrawSavings"},
               withdrawing);
  doors.change({Method::post, "/api/organisations/{organisation}/cooperative/corrections", "correctSavings"},
               correcting);
  doors.look({Method::get, "/api/organisations/{organisation}/cooperative/members/{member}/savings", "getSavings"},
             showing);
  doors.look({Method::get, "/api/organisations/{organisation}/cooperative/members/{member}/passbook", "getPassbook"},
             showing_passbook);
}

}  // namespace lumbung::cooperative
