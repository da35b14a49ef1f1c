#include "ledger/memory.h"

#include <algorithm>

#include "ledger/store.h"

namespace lumbung::ledger {
namespace {

// From here on they are worth a table of their own on the way.
constexpr std::size_t many_heads = 64;

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
    theirs.heads.take_over(std::move(mine.heads));
    if (mine.standing != nullptr) theirs.standing = mine.standing;
  }
}

// ---- At the commit

void Memory::before_commit(storage::Writer& rows) {
  for (auto& [number, mine] : books_) {
    if (mine.standing == nullptr || rows.engine() == storage::Engine::postgresql)
      write_all(rows, {number}, mine);
    else
      sweep(rows, {number}, mine);
  }
}

void Memory::write_all(storage::Writer& rows, BookId book, OfBook const& mine) {
  std::vector<HeadTable::Item const*> changed;
  changed.reserve(mine.heads.size());
  for (auto const& item : mine.heads.items()) changed.push_back(&item);
  std::ranges::sort(changed, {}, &HeadTable::Item::account);
  if (changed.size() >= many_heads) return store::set_heads(rows, book, changed);
  for (auto const* item : changed) store::set_head(rows, book, item->account, item->head);
}

// Rows that are due, as they stood before this commit; and of this commit only what no transfer can tell again: sums
// that are held, or were taken by name.
void Memory::sweep(storage::Writer& rows, BookId book, OfBook& mine) {
  if (mine.heads.empty()) return;
  std::int64_t postings = 0;
  for (auto const& [account, head] : mine.heads.items()) {
    auto const& stood = mine.standing->head(account);
    postings += head.postings - stood.postings;
    if (head.held != stood.held || head.matched != stood.matched) store::set_head(rows, book, account, head);
  }
  auto const due = mine.standing->due(postings / 2);
  for (auto const account : due) {
    auto const* now = mine.heads.find(account);
    store::set_head(rows, book, account, now == nullptr ? mine.standing->head(account) : *now);
  }
  mine.swept = due.size();
  if (auto const upto = mine.standing->complete_with(due.size())) store::set_swept_upto(rows, book, *upto);
}

void Memory::committed() noexcept {
  for (auto& [number, mine] : books_) {
    if (mine.standing == nullptr) continue;
    for (auto const& [no, account] : mine.accounts) mine.standing->commit(account);
    if (mine.heads.empty()) continue;
    mine.standing->commit(mine.heads.take_items(), mine.counters->last_transfer, mine.swept);
  }
}

// ---- Looking and remembering

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
    if (auto const* found = mine->heads.find(account)) return found;
  return below_ == nullptr ? nullptr : below_->head(book, account);
}

bool Memory::has_accounts(BookId book) const {
  auto const* mine = of(book);
  return (mine != nullptr && !mine->accounts.empty()) || (below_ != nullptr && below_->has_accounts(book));
}

BookStanding* Memory::standing(BookId book) const {
  if (auto const* mine = of(book); mine != nullptr && mine->standing != nullptr) return mine->standing;
  return below_ == nullptr ? nullptr : below_->standing(book);
}

void Memory::remember(BookId book, BookHead const& head) { books_[book.number].counters = head; }

void Memory::remember(BookId book, BookHead const& head, BookStanding* standing) {
  auto& mine = books_[book.number];
  mine.counters = head;
  mine.standing = standing;
}

void Memory::remember(BookId book, AccountRow const& account) {
  auto& mine = books_[book.number];
  mine.numbers[account.about.id] = account.no;
  mine.accounts.insert_or_assign(account.no, account);
}

void Memory::remember(BookId book, HeadTable&& heads) { books_[book.number].heads.take_over(std::move(heads)); }

void Memory::remember(BookId book, std::int64_t account, Head head) {
  books_[book.number].heads.put(account, std::move(head));
}

}  // namespace lumbung::ledger
