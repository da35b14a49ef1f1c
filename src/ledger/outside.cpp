#include "ledger/outside.h"

#include "ledger/shelf.h"

namespace lumbung::ledger {

namespace {

Result<BookId> book_for_runs(Work& work, Id<Organisation> organisation) {
  TRY(work::require(work.actor, post_runs, organisation));
  auto const book = find_book(work, organisation.uuid);
  if (!book) return refuse(book_unknown).at("/organisation");
  return *book;
}

}  // namespace

Result<std::vector<std::int64_t>> open_outside_accounts(Work& work, Id<Organisation> organisation, Asset asset,
                                                        std::span<OutsideAccount const> accounts) {
  auto const book = TRY(book_for_runs(work, organisation));
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    auto const& one = accounts[i];
    auto opened = open_account(work, {.id = one.id,
                                      .book = book,
                                      .asset = asset,
                                      .grows = one.grows,
                                      .account_class = one.account_class,
                                      .floor = one.floor,
                                      .owner_kind = std::string(outside_owner),
                                      .purpose = one.purpose});
    if (!opened.refused()) continue;
    auto problem = std::move(opened).problem();
    auto const pointer = "/accounts/" + std::to_string(i) + std::string(problem.pointer());
    return std::move(problem).at(pointer);
  }
  Shelf shelf(work, book);
  std::vector<std::int64_t> numbers;
  numbers.reserve(accounts.size());
  for (auto const& one : accounts) numbers.push_back(shelf.find_account(one.id)->no);
  work.record({.kind = event::accounts_opened,
               .subject = organisation.uuid,
               .organisation = organisation,
               .facts = {{"accounts", std::to_string(accounts.size())}}});
  return numbers;
}

Result<std::vector<RunLine>> numbered(View const& view, BookId book, std::span<OutsideLine const> lines) {
  Shelf shelf(view, book);
  std::vector<RunLine> made;
  made.reserve(lines.size());
  auto const number = [&](Id<LedgerAccount> id, char const* field) -> Result<std::uint32_t> {
    auto const* account = shelf.find_account(id);
    if (account == nullptr) return refuse(account_unknown).at("/lines/" + std::to_string(made.size()) + field);
    return static_cast<std::uint32_t>(account->no);
  };
  for (auto const& line : lines) {
    auto const debit = TRY(number(line.debit, "/debit"));
    auto const credit = TRY(number(line.credit, "/credit"));
    made.push_back({debit, credit, line.amount});
  }
  return made;
}

Result<Posted> post_outside_run(Work& work, Id<Organisation> organisation, RunWish wish) {
  wish.book = TRY(book_for_runs(work, organisation));
  wish.kind = outside_run;
  wish.outside = true;
  auto const posted = TRY(post_run(work, wish));
  work.record({.kind = posted.replayed ? event::run_repeated : event::run_posted,
               .subject = wish.id.uuid,
               .organisation = organisation,
               .facts = {{"lines", std::to_string(wish.lines.size())}}});
  return posted;
}

}  // namespace lumbung::ledger
