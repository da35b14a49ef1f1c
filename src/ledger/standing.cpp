#include "ledger/standing.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "ledger/ledger.h"
#include "ledger/store.h"

namespace lumbung::ledger {
namespace {

// Between two sweeps lie also several times as many transfers as there are accounts to write: a book of a million
// accounts does not write its balances all the time. A small book replays some hundred thousand transfers at a start.
constexpr std::int64_t transfers_a_changed_account = 4;
constexpr std::int64_t fewest_rows = 64;  // of a sweep, with each commit

constexpr std::size_t most_words = 100'000;  // some 10 MB

Head const nothing_posted{};

}  // namespace

// ---- Loading

void BookStanding::load(storage::Reader& rows) {
  if (loaded_) return;
  std::unique_lock const held(gate_);
  auto const counters = store::book_head(rows, book_);
  if (!counters) return;
  writes_through_ = rows.engine() == storage::Engine::postgresql;
  if (writes_through_) {
    load_pages(rows, counters->last_account);
  } else {
    store::each_account(rows, book_, [&](AccountRow const& account) { keep_facts(account); });
    store::each_head(rows, book_, [&](std::int64_t account, Head head) { place(account) = std::move(head); });
    replay(rows, store::swept_upto(rows, book_), counters->last_transfer);
  }
  upto_ = counters->last_transfer;
  sweep_upto_ = upto_;
  loaded_ = true;
}

// PostgreSQL hands over an answer as a whole, so it is asked for some at a time.
void BookStanding::load_pages(storage::Reader& rows, std::int64_t accounts) {
  constexpr std::int64_t page = 8'192;
  for (std::int64_t first = 1; first <= accounts; first += page) {
    std::vector<std::int64_t> numbers(static_cast<std::size_t>(std::min(page, accounts - first + 1)));
    std::iota(numbers.begin(), numbers.end(), first);
    store::each_of(rows, book_, numbers, [&](AccountRow const& account, Head head) {
      keep_facts(account);
      place(account.no) = std::move(head);
    });
  }
}

void BookStanding::heed(std::uint64_t others) {
  if (others == others_) return;
  std::unique_lock const held(gate_);
  others_ = others;
  read_ = 0;
  loaded_ = false;
  upto_ = 0;
  heads_.clear();
  facts_.clear();
  assets_.clear();
}

void BookStanding::replay(storage::Reader& rows, std::int64_t from, std::int64_t last) {
  auto const push = [&](std::int64_t account, std::int64_t transfer, Side side, std::int64_t amount) {
    auto& head = place(account);
    if (transfer <= head.last) return;
    head.push(transfer, side, amount);
    mark(account);
  };
  store::each_movement(rows, book_, from + 1, last, [&](store::Movement const& moved) {
    push(moved.debit_no, moved.transfer, Side::debit, moved.amount);
    push(moved.credit_no, moved.transfer, Side::credit, moved.amount);
    return true;
  });
}

void BookStanding::catch_up(storage::Reader& rows) { replay(rows, store::swept_upto(rows, book_), upto_); }

void BookStanding::write_behind(storage::Writer& rows) const {
  must(loaded_);
  for (auto const account : changed_) store::set_head(rows, book_, account, head(account));
  store::set_swept_upto(rows, book_, upto_);
}

void BookStanding::keep_facts(AccountRow const& account) {
  auto const asset = std::find(assets_.begin(), assets_.end(), account.about.asset);
  must(asset - assets_.begin() < 65'536);
  facts_.at(static_cast<std::size_t>(account.no)) = {.id = account.about.id,
                                                     .asset = static_cast<std::uint16_t>(asset - assets_.begin()),
                                                     .grows = account.about.grows,
                                                     .floor = account.about.floor,
                                                     .passage = account.about.passage,
                                                     .closed = account.closed.has_value()};
  if (asset == assets_.end()) assets_.push_back(account.about.asset);
}

// ---- The writer's thread

Head const& BookStanding::head(std::int64_t account) const {
  auto const* found = heads_.find(static_cast<std::size_t>(account));
  return found == nullptr ? nothing_posted : *found;
}

AccountFacts const* BookStanding::facts(std::int64_t account) const {
  return account > 0 ? facts_.find(static_cast<std::size_t>(account)) : nullptr;
}

void BookStanding::mark(std::int64_t account) {
  auto const at = static_cast<std::size_t>(account);
  if (is_changed_.size() <= at) is_changed_.resize(std::max(at + 1, heads_.size()));
  if (is_changed_[at]) return;
  is_changed_[at] = true;
  changed_.push_back(account);
}

std::span<std::int64_t const> BookStanding::due(std::int64_t transfers) const {
  auto const left = sweep_.size() - next_;
  if (left == 0) return {};
  auto const share = static_cast<std::int64_t>(sweep_.size()) * transfers / std::max<std::int64_t>(sweep_transfers_, 1);
  auto const count = static_cast<std::size_t>(std::max(fewest_rows, share + 1));
  return std::span(sweep_).subspan(next_, std::min(count, left));
}

std::optional<std::int64_t> BookStanding::complete_with(std::size_t written) const {
  if (written == 0 || next_ + written < sweep_.size()) return std::nullopt;
  return sweep_upto_;
}

// Sorted; where most of them are there, by looking through all, for people wait meanwhile.
std::vector<std::int64_t> BookStanding::in_order(std::vector<std::int64_t> accounts) const {
  if (accounts.size() * 16 < is_changed_.size()) {
    std::ranges::sort(accounts);
    return accounts;
  }
  accounts.clear();
  for (std::size_t at = 0; at < is_changed_.size(); ++at)
    if (is_changed_[at]) accounts.push_back(static_cast<std::int64_t>(at));
  return accounts;
}

void BookStanding::begin_sweep() {
  auto const a_while = transfers_a_changed_account * static_cast<std::int64_t>(changed_.size());
  auto const wanted = pace_ == 0 ? 0 : std::max(pace_, a_while);
  if (next_ < sweep_.size() || upto_ - sweep_upto_ < wanted) return;
  sweep_ = in_order(std::exchange(changed_, {}));
  for (auto const account : sweep_) is_changed_[static_cast<std::size_t>(account)] = false;
  next_ = 0;
  sweep_upto_ = upto_;
  sweep_transfers_ = wanted / 2;
}

void BookStanding::commit(std::vector<HeadTable::Item>&& changes, std::int64_t upto, std::size_t swept) {
  std::unique_lock const held(gate_);
  next_ += swept;
  for (auto& change : changes) {
    place(change.account) = std::move(change.head);
    if (!writes_through_) mark(change.account);
  }
  upto_ = upto;
  if (!writes_through_) begin_sweep();
}

void BookStanding::commit(AccountRow const& account) {
  std::unique_lock const held(gate_);
  keep_facts(account);
}

// ---- Carried elsewhere

void complete_heads(storage::Writer& rows, Heads heads) {
  for (auto const book : store::books(rows)) {
    auto const counters = store::book_head(rows, book);
    if (!counters) continue;  // a fault that the check names
    if (heads == Heads::complete) {
      store::set_swept_upto(rows, book, counters->last_transfer);
      continue;
    }
    BookStanding standing(book, 0);
    standing.load(rows);
    standing.catch_up(rows);
    standing.write_behind(rows);
  }
}

// ---- Everyone

std::optional<Head> BookStanding::head_as_of(std::int64_t account, std::int64_t last) const {
  std::shared_lock const held(gate_);
  if (!loaded_ || upto_ < last) return std::nullopt;
  auto const& found = head(account);
  if (found.last > last) return std::nullopt;
  return found;
}

std::optional<BookStanding::Words> BookStanding::words_of(std::int64_t account) const {
  std::shared_lock const held(gate_);
  if (auto const* found = facts(account); found != nullptr && !found->id.none())
    return Words{found->id, assets_[found->asset]};
  auto const at = words_.find(account);
  return at == words_.end() ? std::nullopt : std::optional(at->second);
}

bool BookStanding::knows_all() const {
  std::shared_lock const held(gate_);
  return loaded_;
}

void BookStanding::remember(std::int64_t account, Words const& words) {
  std::unique_lock const held(gate_);
  if (loaded_) return;
  if (words_.size() >= most_words) words_.clear();
  words_.emplace(account, words);
}

std::optional<std::vector<AssetSum>> BookStanding::sums_as_of(std::int64_t last) const {
  std::shared_lock const held(gate_);
  if (!loaded_ || upto_ != last) return std::nullopt;
  std::vector<AssetSum> sums;
  for (auto const& asset : assets_) sums.push_back({.asset = asset});
  for (std::size_t at = 1; at < std::min(heads_.size(), facts_.size()); ++at) {
    auto& sum = sums[facts_.find(at)->asset];
    sum.debits += heads_.find(at)->debits;
    sum.credits += heads_.find(at)->credits;
  }
  std::erase_if(sums, [](AssetSum const& sum) { return sum.debits == 0 && sum.credits == 0; });
  std::sort(sums.begin(), sums.end(),
            [](AssetSum const& a, AssetSum const& b) { return a.asset.code() < b.asset.code(); });
  return sums;
}

}  // namespace lumbung::ledger
