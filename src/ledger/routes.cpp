#include "ledger/routes.h"

#include <map>

#include "ledger/ledger.h"
#include "translog/translog.h"

namespace lumbung::ledger {
namespace {

using http::Act;
using http::Answer;
using http::Fields;
using http::Json;
using http::Request;

constexpr std::array<std::string_view, 6> classes{
    "asset", "liability", "net_assets_restricted", "net_assets_unrestricted", "income", "expense"};

std::string_view name_of(Class account_class) { return classes[static_cast<std::size_t>(account_class)]; }

Result<BookId> book_seen(View const& view, Id<Organisation> organisation) {
  TRY(work::require(view.actor, view_books, organisation));
  auto const book = find_book(view, organisation.uuid);
  if (!book) return refuse(book_unknown).at("organisation");
  return *book;
}

void or_null(Json& j, std::string_view name, std::optional<std::int64_t> const& number) {
  if (number)
    j(name, *number);
  else
    j.null(name);
}

std::optional<std::int64_t> log_index(View const& view, EntrySeen const& entry) {
  return translog::index_of(view, entry.posted.leaf);
}

// In the sense of the account: positive on the side on which it grows.
Money balance_of(Side grows, Money debits, Money credits) {
  return grows == Side::debit ? debits - credits : credits - debits;
}

Result<Answer> accounts_door(View const& view, Request const& request) {
  auto query = Fields::of_query(request);
  auto const organisation = query.id<Organisation>("organisation");
  auto const after = query.optional_integer("after", 0, INT64_MAX);
  TRY(query.finish());
  auto const book = TRY(book_seen(view, organisation));
  auto const trial = trial_balance(view, book, after);
  Json j;
  j.object([&] {
    j.list("items", trial.lines, [&](TrialLine const& line) {
      auto const account = find_account(view, book, line.account);
      must(account.has_value());
      j("id", line.account);
      j("class", name_of(line.account_class));
      j("owner_kind", line.owner_kind);
      j("owner", text_of(account->about.owner));
      j("purpose", line.purpose);
      j("asset", account->about.asset);
      j("debits", line.debits);
      j("credits", line.credits);
      j("balance", balance_of(account->about.grows, line.debits, line.credits));
      j("held", account->held);
    });
    j.list("totals", trial.totals, [&](TrialTotal const& total) {
      j("asset", total.debits.asset);
      j("debits", total.debits);
      j("credits", total.credits);
    });
    trial.next ? j("next", std::to_string(*trial.next)) : j.null("next");
  });
  return http::shown(std::move(j));
}

void show_line(Json& j, StatementLine const& line) {
  j("transfer", line.transfer);
  j("entry", line.entry);
  j("kind", line.kind);
  j("subject", text_of(line.subject));
  j("on", line.day);
  j("booked", line.booked);
  j("debit", line.side == Side::debit ? line.amount.minor : 0);
  j("credit", line.side == Side::credit ? line.amount.minor : 0);
  j("balance", line.balance);
  j("other", line.other);
}

Result<Answer> statement_door(View const& view, Request const& request) {
  auto const account = TRY(request.id_in_path<LedgerAccount>("account"));
  auto query = Fields::of_query(request);
  auto const organisation = query.id<Organisation>("organisation");
  auto const after = query.optional_integer("after", 0, INT64_MAX);
  TRY(query.finish());
  auto const book = TRY(book_seen(view, organisation));
  auto const found = TRY(statement(view, {.book = book, .account = account, .limit = 50, .from = after}));
  Json j;
  j.object([&] {
    j.list("items", found.lines, [&](StatementLine const& line) { show_line(j, line); });
    found.next ? j("next", std::to_string(*found.next)) : j.null("next");
  });
  return http::shown(std::move(j));
}

Result<Answer> balance_door(View const& view, Request const& request) {
  auto const account = TRY(request.id_in_path<LedgerAccount>("account"));
  auto query = Fields::of_query(request);
  auto const organisation = query.id<Organisation>("organisation");
  auto const on = query.optional_date("on");
  TRY(query.finish());
  auto const book = TRY(book_seen(view, organisation));
  auto const found = TRY(on ? balance_on(view, book, account, *on) : balance(view, book, account));
  Json j;
  j.object([&] {
    j("account", account);
    j("asset", found.asset);
    j("balance", found);
  });
  return http::shown(std::move(j));
}

Result<Answer> entry_door(View const& view, Request const& request) {
  auto const id = TRY(request.id_in_path<Entry>("entry"));
  auto query = Fields::of_query(request);
  auto const organisation = query.id<Organisation>("organisation");
  TRY(query.finish());
  auto const book = TRY(book_seen(view, organisation));
  auto const entry = find_entry(view, book, id);
  if (!entry) return refuse(entry_unknown);
  Json j;
  j.object([&] {
    j("id", id);
    j("number", entry->posted.number);
    j("kind", entry->kind);
    j("on", entry->day);
    j("booked", entry->posted.booked);
    j("subject", text_of(entry->subject));
    j.list("transfers", entry->transfers, [&](TransferSeen const& transfer) {
      j("debit", transfer.debit);
      j("credit", transfer.credit);
      j("amount", transfer.amount);
      j("asset", transfer.amount.asset);
    });
    j.values("evidence", entry->evidence);
    or_null(j, "log_index", log_index(view, *entry));
  });
  return http::shown(std::move(j));
}

Result<Act> close_door(Request const&, Fields& f) {
  auto const organisation = f.id<Organisation>("organisation");
  auto const last_day = f.date("last_day");
  return Act([=](Work& work) -> Result<Answer> {
    TRY(work::require(work.actor, close_books, organisation));
    auto const book = find_book(work, organisation.uuid);
    if (!book) return refuse(book_unknown).at("/organisation");
    TRY(close_period(work, *book, last_day));
    return http::nothing();
  });
}

// The sums of a book by class of account: what the statements of ISAK 35 are drawn from.
Result<Answer> sums_door(View const& view, Request const& request) {
  auto query = Fields::of_query(request);
  auto const organisation = query.id<Organisation>("organisation");
  TRY(query.finish());
  auto const book = TRY(book_seen(view, organisation));
  std::map<std::pair<Class, std::string>, Money> sums;
  std::optional<std::int64_t> from;
  do {
    auto const trial = trial_balance(view, book, from);
    for (auto const& line : trial.lines) {
      if (line.debits.asset != rupiah) continue;
      auto const grows_by_debit = line.account_class == Class::asset || line.account_class == Class::expense;
      auto const amount = balance_of(grows_by_debit ? Side::debit : Side::credit, line.debits, line.credits);
      sums.try_emplace({line.account_class, line.purpose}, 0_rp).first->second += amount;
    }
    from = trial.next;
  } while (from);
  Json j;
  j.object([&] {
    j.list("items", sums, [&](auto const& sum) {
      j("class", name_of(sum.first.first));
      j("purpose", sum.first.second);
      j("balance", sum.second);
    });
  });
  return http::shown(std::move(j));
}

}  // namespace

void open_doors(http::Doors& doors) {
  doors.look({http::Method::get, "/api/ledger/accounts", "listAccounts"}, accounts_door);
  doors.look({http::Method::get, "/api/ledger/accounts/{account}/statement", "getStatement"}, statement_door);
  doors.look({http::Method::get, "/api/ledger/accounts/{account}/balance", "getBalance"}, balance_door);
  doors.look({http::Method::get, "/api/ledger/entries/{entry}", "getEntry"}, entry_door);
  doors.look({http::Method::get, "/api/ledger/sums", "getBookSums"}, sums_door);
  doors.change({http::Method::post, "/api/ledger/closings", "closePeriod"}, close_door);
}

}  // namespace lumbung::ledger
