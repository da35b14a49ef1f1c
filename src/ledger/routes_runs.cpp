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
constexpr std::size_t most_run_bytes = 13'000'000, most_account_bytes = 3'000'000;
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

Result<Act> open_accounts_door(Request const&, Fields& f) {
  auto const organisation = f.id<Organisation>("organisation");
  auto const asset = f.asset("asset");
  auto accounts = f.list("accounts", most_accounts_at_once, read_account, 1);
  return Act([=](Work& work) -> Result<Answer> {
    auto const numbers = TRY(open_outside_accounts(work, organisation, asset, accounts));
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

// What a run says, wherever it is said: in the query beside a binary body, or in the JSON.
struct Asked {
  Id<Organisation> organisation;
  RunWish wish;
  std::vector<RunLine> numbered;   // of a binary body
  std::vector<OutsideLine> by_id;  // of JSON
};

void read_head(Fields& f, Asked& asked) {
  asked.organisation = f.id<Organisation>("organisation");
  asked.wish.id = f.id<Entry>("id");
  asked.wish.day = f.date("on");
  if (auto const order = f.optional_id<Entry>("order")) asked.wish.subject = order->uuid;
  asked.wish.asset = f.asset("asset");
}

Result<std::vector<RunLine>> lines_in(std::string_view bytes) {
  if (bytes.empty() || bytes.size() % sizeof(RunLine) != 0 || bytes.size() / sizeof(RunLine) > most_run_lines)
    return refuse(run_bytes_wrong);
  std::vector<RunLine> lines(bytes.size() / sizeof(RunLine));
  std::memcpy(lines.data(), bytes.data(), bytes.size());
  return lines;
}

Result<Asked> read_binary(Request const& request) {
  auto query = Fields::of_query(request);
  Asked asked;
  read_head(query, asked);
  TRY(query.finish());
  asked.numbered = TRY(lines_in(request.body));
  return asked;
}

Result<Asked> read_json(Request const& request) {
  auto const body = TRY(http::parse_json(request.body));
  Fields f(body);
  Asked asked;
  read_head(f, asked);
  asked.by_id = f.list(
      "lines", most_run_lines,
      [](Fields& line) {
        return OutsideLine{line.id<LedgerAccount>("debit"), line.id<LedgerAccount>("credit"),
                           line.integer("amount", 1, INT64_MAX)};
      },
      1);
  TRY(f.finish());
  return asked;
}

Result<Answer> answer_of(View const& view, Posted const& posted, std::size_t lines) {
  Json j;
  j.object([&] {
    j("id", posted.id);
    j("number", posted.number);
    j("first_transfer", posted.first_transfer);
    j("lines", static_cast<std::int64_t>(lines));
    j("booked", posted.booked);
    j("replayed", posted.replayed);
  });
  static_cast<void>(view);
  return http::made("/api/ledger/entries/" + posted.id.text(), std::move(j));
}

Result<Act> run_door(View const& view, Request const& request) {
  auto const type = request.find_header("Content-Type");
  auto asked =
      std::make_shared<Asked>(TRY(type && type->starts_with(as_bytes) ? read_binary(request) : read_json(request)));
  TRY(work::require(view.actor, post_runs, asked->organisation));
  if (!asked->by_id.empty()) {
    auto const book = find_book(view, asked->organisation.uuid);
    if (!book) return refuse(book_unknown).at("/organisation");
    asked->numbered = TRY(numbered(view, *book, asked->by_id));
  }
  return Act([asked](Work& work) -> Result<Answer> {
    auto wish = asked->wish;
    wish.lines = asked->numbered;
    auto const posted = TRY(post_outside_run(work, asked->organisation, wish));
    return answer_of(work, posted, wish.lines.size());
  });
}

Result<Answer> line_receipt_door(View const& view, Request const& request) {
  auto const id = TRY(request.id_in_path<Entry>("run"));
  auto query = Fields::of_query(request);
  auto const organisation = query.id<Organisation>("organisation");
  auto const line = query.integer("line", 0, most_run_lines - 1);
  TRY(query.finish());
  auto const book = TRY(book_seen(view, organisation));
  auto const entry = find_entry(view, book, id);
  if (!entry) return refuse(entry_unknown);
  if (!entry->run || line >= entry->lines) return refuse(line_unknown).at("line");
  auto receipt = TRY(translog::line_receipt(view, entry->posted.leaf, line));
  return http::download(std::move(receipt), "text/plain",
                        "bukti-" + id.text() + "-" + std::to_string(line) + ".tlog-proof");
}

}  // namespace

void open_run_doors(http::Doors& doors) {
  doors.change({http::Method::post, "/api/ledger/outside-accounts", "openOutsideAccounts"}, open_accounts_door,
               {.not_remembered = true, .body_limit = most_account_bytes});
  doors.upload({http::Method::post, "/api/ledger/runs", "postRun"}, run_door,
               {.body_limit = most_run_bytes, .types = {std::string(as_json), std::string(as_bytes)}});
  doors.slow_look({http::Method::get, "/api/ledger/runs/{run}/receipt", "getLineReceipt"}, line_receipt_door);
}

}  // namespace lumbung::ledger
