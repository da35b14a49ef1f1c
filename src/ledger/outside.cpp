#include "ledger/outside.h"

#include "ledger/shelf.h"

namespace lumbung::ledger {

Uuid outside_book_owner(Id<Organisation> organisation) { return derived_uuid(organisation.uuid, "outside-book"); }

std::optional<BookId> find_outside_book(View const& view, Id<Organisation> organisation) {
  return find_book(view, outside_book_owner(organisation));
}

Result<std::vector<std::int64_t>> open_outside_accounts(Work& work, Id<Organisation> organisation,
                                                        std::span<OutsideAccount const> accounts) {
  TRY(work::require(work.actor, post_runs, organisation));
  auto const book = TRY(open_book(work, outside_book_owner(organisation), "Sistem luar"));
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    auto const& one = accounts[i];
    auto opened = open_account(work, {.id = one.id,
                                      .book = book,
                                      .grows = one.grows,
                                      .account_class = one.account_class,
                                      .floor = one.floor,
                                      .owner_kind = std::string(outside_owner),
                                      .owner = outside_book_owner(organisation),
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
  TRY(work::require(work.actor, post_runs, organisation));
  auto const book = find_outside_book(work, organisation);
  if (!book) return refuse(no_outside_accounts);
  wish.book = *book;
  wish.kind = outside_run;
  auto const posted = TRY(post_run(work, wish));
  work.record({.kind = posted.replayed ? event::run_repeated : event::run_posted,
               .subject = wish.id.uuid,
               .organisation = organisation,
               .facts = {{"lines", std::to_string(wish.lines.size())}}});
  return posted;
}

}  // namespace lumbung::ledger
