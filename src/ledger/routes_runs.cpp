// Payment runs of outside systems: their accounts, the runs, the receipt of a line.
#include <bit>
#include <cstring>
#include <memory>

#include "http/value.h"
#include "ledger/outside.h"
#include "ledger/routes_parts.h"
#include "translog/translog.h"

namespace lumbung::ledger {
namespace {

using http::Act;
using http::Answer;
using http::Fields;
using http::Json;
using http::Request;

constexpr std::string_view as_json = "application/json", as_bytes = "application/octet-stream";
// A line as an outside system writes it in JSON takes about 120 bytes.
constexpr std::size_t most_run_bytes = 13'000'000, most_account_bytes = 600'000;
static_assert(std::endian::native == std::endian::little,
              "binary lines come little end first and are used as they are");

OutsideAccount read_account(Fields& f) {
  OutsideAccount account;
  account.id = f.id<LedgerAccount>("id");
  account.grows = f.choice<Side>("grows", {{"debit", Side::debit}, {"credit", Side::credit}});
  account.account_class = f.choice<Class>("class", {{"asset", Class::asset},
                                                    {"liability", Class::liability},
                                                    {"income", Class::income},
                                                    {"expense", Class::expense}});
  account.floor =
      f.optional_boolean("may_go_below_zero").value_or(false) ? Floor::may_go_below_zero : Floor::never_below_zero;
  account.purpose = f.text("purpose", {.max = 40});
  return account;
}

// Asked before the body is even read: who may, and whether the organisation is one that may keep books here.
Verdict admitted(View const& view, Id<Organisation> organisation, MayKeepBooks const& may_keep_books) {
  TRY(work::require(view.actor, post_runs, organisation));
  return may_keep_books(view, organisation);
}

Result<Act> open_accounts_door(View const& view, Request const& request, MayKeepBooks const& may_keep_books) {
  auto query = Fields::of_query(request);
  auto const organisation = query.id<Organisation>("organisation");
  TRY(query.finish());
  TRY(admitted(view, organisation, may_keep_books));
  auto const body = TRY(http::parse_json(request.body));
  Fields f(body);
  auto accounts = f.list("accounts", most_accounts_at_once, read_account, 1);
  TRY(f.finish());
  return Act([=](Work& work) -> Result<Answer> {
    TRY(admitted(work, organisation, may_keep_books));
    auto const numbers = TRY(open_outside_accounts(work, organisation, accounts));
    Json j;
    j.object([&] {
      std::size_t at = 0;
      j.list("accounts", accounts, [&](OutsideAccount const& account) {
        j("id", account.id);
        j("number", numbers[at++]);
      });
    });
    return http::shown(std::move(j));
  });
}

Result<std::vector<RunLine>> lines_in(std::string_view bytes) {
  if (bytes.empty() || bytes.size() % sizeof(RunLine) != 0 || bytes.size() / sizeof(RunLine) > most_run_lines)
    return refuse(run_bytes_wrong);
  std::vector<RunLine> lines(bytes.size() / sizeof(RunLine));
  std::memcpy(lines.data(), bytes.data(), bytes.size());
  return lines;
}

Result<std::vector<RunLine>> lines_by_id(View const& view, Id<Organisation> organisation, std::string_view json) {
  auto const body = TRY(http::parse_json(json));
  Fields f(body);
  auto const lines = f.list(
      "lines", most_run_lines,
      [](Fields& line) {
        return OutsideLine{line.id<LedgerAccount>("debit"), line.id<LedgerAccount>("credit"),
                           line.integer("amount", 1, INT64_MAX)};
      },
      1);
  TRY(f.finish());
  auto const book = find_outside_book(view, organisation);
  if (!book) return refuse(no_outside_accounts);
  return numbered(view, *book, lines);
}

Answer answer_of(Posted const& posted, std::size_t lines) {
  Json j;
  j.object([&] {
    j("id", posted.id);
    j("number", posted.number);
    j("first_transfer", posted.first_transfer);
    j("lines", static_cast<std::int64_t>(lines));
    j("booked", posted.booked);
    j("replayed", posted.replayed);
  });
  return http::made("/api/ledger/entries/" + posted.id.text(), std::move(j));
}

Result<Act> run_door(View const& view, Request const& request, MayKeepBooks const& may_keep_books) {
  auto query = Fields::of_query(request);
  auto const organisation = query.id<Organisation>("organisation");
  RunWish wish{.id = query.id<Entry>("id"), .book = {}, .kind = {}, .day = query.date("on"), .lines = {}};
  if (auto const order = query.optional_id<Entry>("order")) wish.subject = order->uuid;
  TRY(query.finish());
  TRY(admitted(view, organisation, may_keep_books));
  auto const type = request.find_header("Content-Type");
  bool const binary = type && type->starts_with(as_bytes);
  auto const lines = std::make_shared<std::vector<RunLine> const>(
      TRY(binary ? lines_in(request.body) : lines_by_id(view, organisation, request.body)));
  return Act([=](Work& work) -> Result<Answer> {
    TRY(admitted(work, organisation, may_keep_books));
    auto now = wish;
    now.lines = *lines;
    auto const posted = TRY(post_outside_run(work, organisation, now));
    return answer_of(posted, lines->size());
  });
}

Result<Answer> line_receipt_door(View const& view, Request const& request) {
  auto const id = TRY(request.id_in_path<Entry>("run"));
  auto query = Fields::of_query(request);
  auto const organisation = query.id<Organisation>("organisation");
  auto const line = query.integer("line", 0, most_run_lines - 1);
  TRY(query.finish());
  auto const book = TRY(book_seen(view, organisation, Whose::outside_system));
  auto const entry = find_entry(view, book, id);
  if (!entry) return refuse(entry_unknown);
  if (!entry->run || line >= entry->lines) return refuse(line_unknown).at("line");
  auto receipt = TRY(translog::line_receipt(view, entry->posted.leaf, line));
  return http::download(std::move(receipt), "text/plain",
                        "bukti-" + id.text() + "-" + std::to_string(line) + ".tlog-proof");
}

}  // namespace

void open_run_doors(http::Doors& doors, MayKeepBooks const& may_keep_books) {
  doors.upload(
      {http::Method::post, "/api/ledger/outside-accounts", "openOutsideAccounts"},
      [=](View const& view, Request const& request) { return open_accounts_door(view, request, may_keep_books); },
      {.body_limit = most_account_bytes, .types = {std::string(as_json)}});
  doors.upload({http::Method::post, "/api/ledger/runs", "postRun"},
               [=](View const& view, Request const& request) { return run_door(view, request, may_keep_books); },
               {.body_limit = most_run_bytes,
                .types = {std::string(as_json), std::string(as_bytes)},
                .turn = work::Engine::Turn::patient});
  doors.slow_look({http::Method::get, "/api/ledger/runs/{run}/receipt", "getLineReceipt"}, line_receipt_door);
}

}  // namespace lumbung::ledger
