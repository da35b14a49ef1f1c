#include "ledger/outside.h"
#include "ledger/routes_parts.h"
#include "translog/translog.h"

namespace lumbung::ledger {

Result<BookId> book_seen(View const& view, Id<Organisation> organisation, Whose whose) {
  TRY(work::require(view.actor, view_books, organisation));
  auto const book = whose == Whose::own ? find_book(view, organisation.uuid) : find_outside_book(view, organisation);
  if (!book) return refuse(book_unknown).at("organisation");
  return *book;
}

Whose whose_book(http::Fields& query) {
  return query.optional_choice<Whose>("book", {{"own", Whose::own}, {"outside", Whose::outside_system}})
      .value_or(Whose::own);
}

AccountName const& Names::of(AccountWish const& account) {
  auto const known = known_.find(account.id);
  if (known != known_.end()) return known->second;
  return known_.emplace(account.id, name_of_(view_, account)).first->second;
}

AccountName const& Names::of(Id<LedgerAccount> account) {
  auto const known = known_.find(account);
  if (known != known_.end()) return known->second;
  auto const found = find_account(view_, book_, account);
  must(found.has_value());
  return of(found->about);
}

void Names::show(http::Json& j, std::string_view field, AccountName const& name) const {
  j.object(field, [&] {
    j("id", name.id);
    j("en", name.en);
  });
}

namespace {

using http::Act;
using http::Answer;
using http::Fields;
using http::Json;
using http::Request;

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

Result<Answer> accounts_door(View const& view, Request const& request, NameOfAccount const& name_of_account) {
  auto query = Fields::of_query(request);
  auto const organisation = query.id<Organisation>("organisation");
  auto const after = query.optional_integer("after", 0, INT64_MAX);
  auto const whose = whose_book(query);
  TRY(query.finish());
  auto const book = TRY(book_seen(view, organisation, whose));
  auto const trial = trial_balance(view, book, after);
  Names names(view, book, name_of_account);
  Json j;
  j.object([&] {
    j.list("items", trial.lines, [&](TrialLine const& line) {
      auto const& account = line.about;
      j("id", account.id);
      names.show(j, "name", names.of(account));
      j("class", name_of(account.account_class));
      j("owner_kind", account.owner_kind);
      j("owner", text_of(account.owner));
      j("purpose", account.purpose);
      j("asset", account.asset);
      j("debits", line.debits);
      j("credits", line.credits);
      j("balance", balance_of(account.grows, line.debits, line.credits));
      j("held", line.held);
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

void show_line(Json& j, Names& names, StatementLine const& line) {
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
  names.show(j, "other_name", names.of(line.other));
}

Result<Answer> statement_door(View const& view, Request const& request, NameOfAccount const& name_of_account) {
  auto const account = TRY(request.id_in_path<LedgerAccount>("account"));
  auto query = Fields::of_query(request);
  auto const organisation = query.id<Organisation>("organisation");
  auto const after = query.optional_integer("after", 0, INT64_MAX);
  auto const whose = whose_book(query);
  TRY(query.finish());
  auto const book = TRY(book_seen(view, organisation, whose));
  auto const found = TRY(statement(view, {.book = book, .account = account, .limit = 50, .from = after}));
  auto const state = find_account(view, book, account);
  must(state.has_value());
  Names names(view, book, name_of_account);
  Json j;
  j.object([&] {
    j.object("account", [&] {
      j("id", account);
      names.show(j, "name", names.of(state->about));
      j("class", name_of(state->about.account_class));
      j("asset", state->about.asset);
      j("debits", state->debits);
      j("credits", state->credits);
      j("balance", state->balance());
    });
    j.list("items", found.lines, [&](StatementLine const& line) { show_line(j, names, line); });
    found.next ? j("next", std::to_string(*found.next)) : j.null("next");
  });
  return http::shown(std::move(j));
}

Result<Answer> balance_door(View const& view, Request const& request) {
  auto const account = TRY(request.id_in_path<LedgerAccount>("account"));
  auto query = Fields::of_query(request);
  auto const organisation = query.id<Organisation>("organisation");
  auto const on = query.optional_date("on");
  auto const whose = whose_book(query);
  TRY(query.finish());
  auto const book = TRY(book_seen(view, organisation, whose));
  auto const found = TRY(on ? balance_on(view, book, account, *on) : balance(view, book, account));
  Json j;
  j.object([&] {
    j("account", account);
    j("asset", found.asset);
    j("balance", found);
  });
  return http::shown(std::move(j));
}

Result<Answer> entry_door(View const& view, Request const& request, NameOfAccount const& name_of_account) {
  auto const id = TRY(request.id_in_path<Entry>("entry"));
  auto query = Fields::of_query(request);
  auto const organisation = query.id<Organisation>("organisation");
  auto const whose = whose_book(query);
  TRY(query.finish());
  auto const book = TRY(book_seen(view, organisation, whose));
  auto const entry = find_entry(view, book, id);
  if (!entry) return refuse(entry_unknown);
  Names names(view, book, name_of_account);
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
      names.show(j, "debit_name", names.of(transfer.debit));
      j("credit", transfer.credit);
      names.show(j, "credit_name", names.of(transfer.credit));
      j("amount", transfer.amount);
      j("asset", transfer.amount.asset);
    });
    j("lines", entry->lines);
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

}  // namespace

void open_doors(http::Doors& doors, NameOfAccount name_of_account, MayKeepBooks may_keep_books) {
  auto const named = [&](auto door) {
    return [=](View const& view, Request const& request) { return door(view, request, name_of_account); };
  };
  doors.look({http::Method::get, "/api/ledger/accounts", "listAccounts"}, named(accounts_door));
  doors.look({http::Method::get, "/api/ledger/accounts/{account}/statement", "getStatement"}, named(statement_door));
  doors.look({http::Method::get, "/api/ledger/accounts/{account}/balance", "getBalance"}, balance_door);
  doors.look({http::Method::get, "/api/ledger/entries/{entry}", "getEntry"}, named(entry_door));
  doors.change({http::Method::post, "/api/ledger/closings", "closePeriod"}, close_door);
  open_opening_doors(doors, name_of_account);
  open_run_doors(doors, may_keep_books);
  open_report_doors(doors, name_of_account);
}

}  // namespace lumbung::ledger
