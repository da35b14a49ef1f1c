#include "ledger/shelf.h"

#include <algorithm>
#include <map>
#include <string>

#include "ledger/store.h"

namespace lumbung::ledger {
namespace {

// In the order of the assets' codes.
void add(std::vector<AssetSum>& sums, Asset const& asset, std::int64_t debits, std::int64_t credits) {
  auto at = std::ranges::lower_bound(sums, asset.code(), {}, [](AssetSum const& sum) { return sum.asset.code(); });
  if (at == sums.end() || at->asset != asset) at = sums.insert(at, AssetSum{.asset = asset});
  at->debits += debits;
  at->credits += credits;
}

}  // namespace

BookStanding* Shelf::standing_of(work::View const& view, BookId book) {
  if (view.rows.engine() != storage::Engine::sqlite || view.house.residents == nullptr) return nullptr;
  return &view.house.residents->get<Standings>().of(book);
}

Shelf::Shelf(work::View const& view, BookId book)
    : rows_(view.rows),
      book_(book),
      memory_(view.inside<Memory>()),
      standing_(standing_of(view, book)),
      totals_(view.house.residents == nullptr ? nullptr : &view.house.residents->get<Totals>()) {}

AccountRow const& Shelf::keep(AccountRow account) {
  auto const no = account.no;
  account_numbers_[account.about.id] = no;
  return accounts_.insert_or_assign(no, std::move(account)).first->second;
}

AccountRow const* Shelf::find_account(Id<LedgerAccount> id) {
  if (auto const at = account_numbers_.find(id); at != account_numbers_.end()) return &account(at->second);
  if (memory_ != nullptr)
    if (auto const* known = memory_->account(book_, id)) return &keep(*known);
  auto found = store::account(rows_, book_, id);
  return found ? &keep(*std::move(found)) : nullptr;
}

AccountRow const& Shelf::account(std::int64_t no) {
  if (auto const at = accounts_.find(no); at != accounts_.end()) return at->second;
  if (memory_ != nullptr)
    if (auto const* known = memory_->account(book_, no)) return keep(*known);
  auto found = store::account(rows_, book_, no);
  must(found.has_value());
  return keep(*std::move(found));
}

Id<LedgerAccount> Shelf::id_of(std::int64_t no) {
  if (standing_ != nullptr)
    if (auto const words = standing_->words_of(no)) return words->id;
  return account(no).about.id;
}

Head const& Shelf::head(std::int64_t account) {
  if (auto const at = heads_.find(account); at != heads_.end()) return at->second;
  if (memory_ != nullptr)
    if (auto const* known = memory_->head(book_, account)) return heads_.emplace(account, *known).first->second;
  return heads_.emplace(account, stood(account)).first->second;
}

Head Shelf::stood(std::int64_t account) {
  // Inside a work this runs on the writer's thread: what stands is what was committed, and the rest is in the memory.
  if (memory_ != nullptr)
    if (auto const* standing = memory_->standing(book_)) return standing->head(account);
  if (rows_.engine() != storage::Engine::sqlite) return store::head(rows_, book_, account).value_or(Head{});
  if (memory_ != nullptr && standing_ != nullptr && standing_->loaded()) return standing_->head(account);
  auto const last = last_transfer();
  if (standing_ != nullptr)
    if (auto found = standing_->head_as_of(account, last)) return *std::move(found);
  return head_from_rows(account, last);
}

// The row may be behind. The newest transfer that touches the account tells all sums; the way back from it is the path.
Head Shelf::head_from_rows(std::int64_t account, std::int64_t last) {
  auto head = store::head(rows_, book_, account).value_or(Head{});
  auto const complete = std::max(head.last, store::swept_upto(rows_, book_));
  auto const newest = store::newest_of(rows_, book_, account, complete, last);
  return newest ? brought_up(std::move(head), account, *newest) : head;
}

Head Shelf::brought_up(Head head, std::int64_t account, TransferRow const& newest) {
  auto const& side = newest.side_of(account);
  bool const debited = newest.debits_account(account);
  head.debits = side.debits + (debited ? newest.amount : 0);
  head.credits = side.credits + (debited ? 0 : newest.amount);
  head.postings = side.posting;
  head.last = newest.number;
  std::vector<std::int64_t> way{newest.number};
  for (auto next = side.skip; next != 0; next = transfer(next).side_of(account).skip) way.push_back(next);
  std::reverse(way.begin(), way.end());
  head.path = Path(way);
  return head;
}

void Shelf::stand(std::span<AccountRow const> accounts) {
  for (auto const& account : accounts) put(account);
  if (memory_ == nullptr && !accounts.empty()) stand_from_rows(accounts);
}

// The rows of the embedded database may be behind: where nothing stands in memory yet, one walk through the transfers
// since finds the newest of every account.
void Shelf::stand_from_rows(std::span<AccountRow const> accounts) {
  auto const last = last_transfer();
  if (standing_ != nullptr && standing_->head_as_of(accounts.front().no, last)) return;
  std::vector<std::int64_t> numbers;
  for (auto const& account : accounts) numbers.push_back(account.no);
  store::each_of(rows_, book_, numbers,
                 [&](AccountRow const& account, Head head) { heads_.insert_or_assign(account.no, std::move(head)); });
  if (rows_.engine() != storage::Engine::sqlite) return;
  std::unordered_map<std::int64_t, std::int64_t> newest;
  store::each_movement(rows_, book_, store::swept_upto(rows_, book_) + 1, last, [&](store::Movement const& moved) {
    for (auto const no : {moved.debit_no, moved.credit_no})
      if (auto const at = heads_.find(no); at != heads_.end() && at->second.last < moved.transfer)
        newest[no] = moved.transfer;
    return true;
  });
  for (auto const& [no, transfer_no] : newest) heads_[no] = brought_up(heads_[no], no, transfer(transfer_no));
}

std::vector<AssetSum> Shelf::sums() {
  if (memory_ != nullptr) return sums_inside_a_work();
  // So many are added one by one; beyond that the heads are added up anew.
  constexpr std::int64_t most_late = 10'000;
  auto const last = last_transfer();
  auto known = totals_ == nullptr ? std::nullopt : totals_->of(book_, last);
  if (!known || last - known->upto > most_late) {
    known = {.upto = last, .sums = sums_from_rows()};
  } else if (known->upto < last) {
    store::each_movement(rows_, book_, known->upto + 1, last, [&](store::Movement const& moved) {
      add(known->sums, account(moved.debit_no).about.asset, moved.amount, 0);
      add(known->sums, account(moved.credit_no).about.asset, 0, moved.amount);
      return true;
    });
    known->upto = last;
  }
  if (totals_ != nullptr) totals_->remember(book_, *known);
  return std::move(known->sums);
}

std::vector<AssetSum> Shelf::sums_from_rows() {
  if (rows_.engine() != storage::Engine::sqlite) return store::sums(rows_, book_);
  if (standing_ != nullptr)
    if (auto found = standing_->sums_as_of(last_transfer())) return *std::move(found);
  auto sums = store::sums(rows_, book_);
  for (auto const& late : store::late_sums(rows_, book_, store::swept_upto(rows_, book_), last_transfer()))
    add(sums, late.asset, late.debits, late.credits);
  return sums;
}

std::vector<AssetSum> Shelf::sums_inside_a_work() {
  std::map<std::string, AssetSum, std::less<>> by_asset;
  store::each_account(rows_, book_, [&](AccountRow const& account) {
    auto const& head_now = head(account.no);
    if (head_now.postings == 0) return;
    auto& sum = by_asset.try_emplace(std::string(account.about.asset.code()), AssetSum{.asset = account.about.asset})
                    .first->second;
    sum.debits += head_now.debits;
    sum.credits += head_now.credits;
  });
  std::vector<AssetSum> sums;
  for (auto& [code, sum] : by_asset) sums.push_back(std::move(sum));
  return sums;
}

std::int64_t Shelf::last_transfer() {
  if (!last_transfer_) {
    auto const counters = store::book_head(rows_, book_);
    last_transfer_ = counters ? counters->last_transfer : 0;
  }
  return *last_transfer_;
}

TransferRow const& Shelf::transfer(std::int64_t number) {
  if (auto const at = transfers_.find(number); at != transfers_.end()) return at->second;
  auto const found = store::transfer(rows_, book_, number);
  must(found.has_value());
  return transfers_.emplace(number, *found).first->second;
}

EntryRow const& Shelf::entry(std::int64_t number) {
  if (auto const at = entries_.find(number); at != entries_.end()) return at->second;
  auto found = store::entry(rows_, book_, number);
  must(found.has_value());
  return entries_.emplace(number, *std::move(found)).first->second;
}

EntryRow const* Shelf::find_entry(Id<Entry> id) {
  if (auto const at = entry_numbers_.find(id); at != entry_numbers_.end()) return &entry(at->second);
  auto const number = store::entry_number(rows_, book_, id);
  if (!number) return nullptr;
  entry_numbers_.emplace(id, *number);
  return &entry(*number);
}

std::optional<std::int64_t> Shelf::reversed_by(std::int64_t entry) {
  if (auto const at = reversals_.find(entry); at != reversals_.end()) return at->second;
  if (!any_reversals_) any_reversals_ = store::has_reversals(rows_, book_);
  if (!*any_reversals_) return std::nullopt;
  return store::reversed_by(rows_, book_, entry);
}

std::vector<MatchRow> const& Shelf::matches_into(std::int64_t account, std::int64_t in_transfer) {
  Pair const key{account, in_transfer};
  if (auto const at = into_.find(key); at != into_.end()) return at->second;
  return into_.emplace(key, store::matches_into(rows_, book_, account, in_transfer)).first->second;
}

std::vector<MatchRow> const& Shelf::matches_out_of(std::int64_t account, std::int64_t out_transfer) {
  Pair const key{account, out_transfer};
  if (auto const at = out_of_.find(key); at != out_of_.end()) return at->second;
  return out_of_.emplace(key, store::matches_out_of(rows_, book_, account, out_transfer)).first->second;
}

std::int64_t Shelf::matched_out_before(std::int64_t account, std::int64_t transfer) {
  if (auto const at = fresh_.find(account); at != fresh_.end())
    for (auto match = at->second.rbegin(); match != at->second.rend(); ++match)
      if (match->out_transfer < transfer) return match->before + match->amount;
  auto const match = store::match_before(rows_, book_, account, transfer);
  return match ? match->before + match->amount : 0;
}

MatchedRow Shelf::matched(std::int64_t account, std::int64_t posting) {
  Pair const key{account, posting};
  if (auto const at = matched_.find(key); at != matched_.end()) return at->second;
  return matched_.emplace(key, store::matched(rows_, book_, account, posting)).first->second;
}

std::optional<std::int64_t> Shelf::twin(TransferRow const& transfer, EntryRow const& other) {
  auto const& own = entry(transfer.entry);
  auto const legs = other.reverses == own.number ? own.transfers : other.transfers;
  auto const number = other.first_transfer + (legs - 1 - (transfer.number - own.first_transfer));
  if (number >= other.end()) return std::nullopt;
  return number;
}

}  // namespace lumbung::ledger
