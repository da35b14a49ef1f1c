#include "ledger/memory.h"

namespace lumbung::ledger {
namespace {

template <class Map, class Key>
auto const* find_in(Map const& map, Key const& key) {
  auto const at = map.find(key);
  return at == map.end() ? nullptr : &at->second;
}

}  // namespace

void Memory::merge_into(work::Extension& group) {
  auto& into = static_cast<Memory&>(group).books_;
  for (auto& [number, mine] : books_) {
    auto& theirs = into[number];
    if (mine.counters) theirs.counters = mine.counters;
    for (auto& [no, account] : mine.accounts) theirs.accounts.insert_or_assign(no, std::move(account));
    for (auto& [id, no] : mine.numbers) theirs.numbers.insert_or_assign(id, no);
    for (auto& [no, head] : mine.heads) theirs.heads.insert_or_assign(no, std::move(head));
  }
}

Memory::OfBook const* Memory::of(BookId book) const { return find_in(books_, book.number); }

BookHead const* Memory::book(BookId book) const {
  if (auto const* mine = of(book); mine != nullptr && mine->counters) return &*mine->counters;
  return below_ == nullptr ? nullptr : below_->book(book);
}

AccountRow const* Memory::account(BookId book, std::int64_t no) const {
  if (auto const* mine = of(book))
    if (auto const* found = find_in(mine->accounts, no)) return found;
  return below_ == nullptr ? nullptr : below_->account(book, no);
}

AccountRow const* Memory::account(BookId book, Id<LedgerAccount> id) const {
  if (auto const* mine = of(book))
    if (auto const* no = find_in(mine->numbers, id)) return account(book, *no);
  return below_ == nullptr ? nullptr : below_->account(book, id);
}

Head const* Memory::head(BookId book, std::int64_t account) const {
  if (auto const* mine = of(book))
    if (auto const* found = find_in(mine->heads, account)) return found;
  return below_ == nullptr ? nullptr : below_->head(book, account);
}

void Memory::remember(BookId book, BookHead const& head) { books_[book.number].counters = head; }

void Memory::remember(BookId book, AccountRow const& account) {
  auto& mine = books_[book.number];
  mine.numbers[account.about.id] = account.no;
  mine.accounts.insert_or_assign(account.no, account);
}

void Memory::remember(BookId book, std::int64_t account, Head const& head) {
  books_[book.number].heads.insert_or_assign(account, head);
}

}  // namespace lumbung::ledger
