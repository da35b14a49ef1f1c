#include "ledger/draft.h"

#include <algorithm>

#include "ledger/record.h"
#include "ledger/run.h"
#include "ledger/store.h"
#include "translog/translog.h"

namespace lumbung::ledger {

namespace {

// So that the shelf finds what this work remembers.
work::Work& remembering(work::Work& work) {
  static_cast<void>(work.extension<Memory>());
  return work;
}

}  // namespace

Draft::Draft(work::Work& work, BookId book)
    : Shelf(remembering(work), book), work_(work), remembered_(work.extension<Memory>()) {
  if (auto const* known = remembered_.book(book)) {
    counters_ = *known;
    known_ = true;
    return;
  }
  store::lock_book(work.rows, book);
  auto const found = store::book_head(work.rows, book);
  if (!found) return;
  counters_ = *found;
  known_ = true;
  remembered_.remember(book, counters_, brought_up());
}

// Before anything of this commit is opened or posted in the book.
BookStanding* Draft::brought_up() const {
  if (work_.house.residents == nullptr) return nullptr;
  auto& standing = work_.house.residents->get<Standings>().of(book_);
  if (work_.rows.engine() == storage::Engine::postgresql) {
    standing.heed(work_.house.residents->others());
    if (!standing.loaded() && !standing.is_worth_loading(counters_.last_account)) return nullptr;
  }
  standing.load(work_.rows);
  return &standing;
}

Head& Draft::change_head(std::int64_t account) {
  static_cast<void>(head(account));
  changed_heads_.insert(account);
  return heads_.find(account)->second;
}

EntryRow& Draft::begin_entry(EntryRow entry, std::span<Hash const> evidence, std::span<Uuid const> parties) {
  entry.number = ++counters_.last_entry;
  entry.first_transfer = counters_.last_transfer + 1;
  entry.transfers = 0;
  entry.booked = std::max(work_.now, counters_.last_booked);
  entry.latest_day = std::max(entry.day, counters_.latest_day);
  counters_.last_booked = entry.booked;
  counters_.latest_day = entry.latest_day;
  begun_.push_back({entry.number, {evidence.begin(), evidence.end()}, {parties.begin(), parties.end()}});
  if (entry.reverses) {
    reversals_.emplace(*entry.reverses, entry.number);
    new_reversals_.emplace_back(*entry.reverses, entry.number);
  }
  entry_numbers_.emplace(entry.id, entry.number);
  auto const number = entry.number;
  return entries_.insert_or_assign(number, std::move(entry)).first->second;
}

TransferRow const& Draft::add_transfer(AccountRow const& debit, AccountRow const& credit, std::int64_t amount) {
  auto& entry = entries_.find(begun_.back().number)->second;
  ++entry.transfers;
  TransferRow row{.number = ++counters_.last_transfer,
                  .entry = entry.number,
                  .debit_no = debit.no,
                  .credit_no = credit.no,
                  .amount = amount};
  row.debit = change_head(debit.no).push(row.number, Side::debit, amount);
  row.credit = change_head(credit.no).push(row.number, Side::credit, amount);
  new_transfers_.push_back(row.number);
  return transfers_.insert_or_assign(row.number, row).first->second;
}

void Draft::add_match(MatchRow match, std::int64_t in_posting) {
  auto& head = change_head(match.account);
  match.before = head.matched;
  head.matched += match.amount;
  static_cast<void>(matches_into(match.account, match.in_transfer));
  static_cast<void>(matches_out_of(match.account, match.out_transfer));
  auto& into = into_.find({match.account, match.in_transfer})->second;
  into.insert(std::upper_bound(into.begin(), into.end(), match,
                               [](auto const& a, auto const& b) { return a.in_offset < b.in_offset; }),
              match);
  out_of_.find({match.account, match.out_transfer})->second.push_back(match);
  fresh_[match.account].push_back(match);
  new_matches_.push_back(match);
  for (auto k = in_posting; k < most_postings; k += k & -k) {
    static_cast<void>(matched(match.account, k));
    auto& row = matched_.find({match.account, k})->second;
    if (k == in_posting) row.own += match.amount;
    row.node += match.amount;
    changed_matched_.emplace_back(match.account, k);
  }
}

void Draft::note_backdated(EntryRow const& entry) {
  std::vector<BackdatedRow> rows;
  for (auto number = entry.first_transfer; number < entry.end(); ++number) {
    auto const& t = transfer(number);
    rows.push_back({t.debit_no, number, entry.day, t.amount, 0});
    rows.push_back({t.credit_no, number, entry.day, 0, t.amount});
  }
  note_backdated(rows);
}

void Draft::note_backdated(std::span<BackdatedRow const> rows) {
  if (!rows.empty()) store::add_backdated(work_.rows, book_, rows);
}

// ---- A run

AccountRow const* Draft::account_by_number(std::int64_t no) {
  if (auto const at = accounts_.find(no); at != accounts_.end()) return &at->second;
  if (auto const* known = remembered_.account(book_, no)) return &keep(*known);
  auto found = store::account(rows_, book_, no);
  return found ? &keep(*std::move(found)) : nullptr;
}

Head Draft::head_now(std::int64_t account) {
  if (auto const* known = remembered_.head(book_, account)) return *known;
  if (auto const at = heads_.find(account); at != heads_.end()) return at->second;
  return stood(account);
}

void Draft::read_accounts(std::span<std::int64_t const> numbers) {
  if (rows_.engine() == storage::Engine::sqlite) return;  // rows of heads are behind there
  if (work_.house.residents != nullptr) work_.house.residents->get<Standings>().of(book_).count_read(numbers.size());
  store::each_of(rows_, book_, numbers, [&](AccountRow account, Head head) {
    if (remembered_.head(book_, account.no) == nullptr) heads_.insert_or_assign(account.no, std::move(head));
    keep(std::move(account));
  });
}

std::unique_ptr<storage::BulkLoad> Draft::bulk_transfers() { return store::bulk_transfers(work_.rows); }

void Draft::count_line(TransferRow const& row, storage::BulkLoad& load) {
  ++counters_.last_transfer;
  store::add_transfer(load, book_, row);
}

void Draft::take_heads(HeadTable&& heads) { remembered_.remember(book_, std::move(heads)); }

void Draft::write_run(Asset const& asset, std::int64_t total) {
  auto& entry = entries_.find(begun_.back().number)->second;
  entry.leaf = translog::commit_roll(work_, entry.day, record_of_run(book_, entry, asset, total), entry.transfers,
                                     source_of(book_, entry.number));
  store::add_entry(work_.rows, book_, entry);
  store::set_book_head(work_.rows, book_, counters_);
  remembered_.remember(book_, counters_);
}

void Draft::write() {
  auto& rows = work_.rows;
  for (auto const& begun : begun_) {
    auto& entry = entries_.find(begun.number)->second;
    must(entry.transfers > 0);
    entry.leaf = translog::commit(work_, entry.day, record_of(*this, entry, begun.evidence, begun.parties));
    store::add_entry(rows, book_, entry);
    store::add_papers(rows, book_, entry.number, begun.evidence, begun.parties);
    if (entry.day < entry.latest_day) note_backdated(entry);
  }
  std::vector<TransferRow> transfers;
  transfers.reserve(new_transfers_.size());
  for (auto const number : new_transfers_) transfers.push_back(transfers_.find(number)->second);
  if (!transfers.empty()) store::add_transfers(rows, book_, transfers);
  for (auto const& match : new_matches_) store::add_match(rows, book_, match);
  std::sort(changed_matched_.begin(), changed_matched_.end());
  changed_matched_.erase(std::unique(changed_matched_.begin(), changed_matched_.end()), changed_matched_.end());
  for (auto const& [account, posting] : changed_matched_)
    store::set_matched(rows, book_, account, posting, matched_.find({account, posting})->second);
  for (auto const& [entry, by] : new_reversals_) store::add_reversal(rows, book_, entry, by);
  for (auto const account : changed_heads_) remembered_.remember(book_, account, heads_.find(account)->second);
  if (!begun_.empty()) {
    store::set_book_head(rows, book_, counters_);
    remembered_.remember(book_, counters_);
  }
  for (auto const& [no, account] : accounts_)
    if (remembered_.account(book_, no) == nullptr) remembered_.remember(book_, account);
}

}  // namespace lumbung::ledger
