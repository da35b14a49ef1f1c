// Entries and transfers in their order: numbers, places, dates.
#include <algorithm>

#include "ledger/audit.h"

namespace lumbung::ledger {
namespace {

using std::int64_t;

constexpr int entries_at_a_time = 500;
constexpr int transfers_at_a_time = 2'048;
constexpr int papers_at_a_time = 2'048;
constexpr int64_t told_one_by_one = 10'000;  // of entries that are missing side by side

std::string differs(std::string_view name, int64_t expected, int64_t found) {
  return std::string(name) + ": expected " + std::to_string(expected) + ", found " + std::to_string(found);
}

}  // namespace

TransferRow const* TransferStream::peek() {
  if (at_ < rows_.size()) return &rows_[at_];
  if (ended_) return nullptr;
  rows_.clear();
  at_ = 0;
  store::each_transfer(view_.rows, book_, from_, transfers_at_a_time, [&](TransferRow const& row) {
    rows_.push_back(row);
    return true;
  });
  ended_ = rows_.size() < transfers_at_a_time;
  if (rows_.empty()) return nullptr;
  from_ = rows_.back().number + 1;
  return &rows_.front();
}

store::PaperRow const* PaperStream::peek() {
  if (at_ < rows_.size()) return &rows_[at_];
  if (ended_) return nullptr;
  auto const from = rows_.empty() ? store::PaperRow{.entry = INT64_MIN} : rows_.back();
  rows_ = store::papers_after(view_.rows, book_, from.entry, from.position, papers_at_a_time);
  at_ = 0;
  ended_ = rows_.size() < papers_at_a_time;
  return rows_.empty() ? nullptr : &rows_.front();
}

std::vector<store::PaperRow> PaperStream::of(int64_t entry, std::function<void(int64_t)> const& stray) {
  std::vector<store::PaperRow> found;
  for (auto const* next = peek(); next != nullptr && next->entry <= entry; ++at_, next = peek()) {
    if (next->entry == entry)
      found.push_back(*next);
    else
      stray(next->entry);
  }
  return found;
}

// The page that begins at `from`, which then is where the next one begins; 0 after the last. When a row cannot be read
// they are read one by one, and that one is named and left out.
std::vector<EntryRow> Audit::page_of_entries(int64_t& from) {
  std::vector<EntryRow> rows;
  try {
    store::each_entry(view_.rows, book_, from, entries_at_a_time, [&](EntryRow const& row) {
      rows.push_back(row);
      return true;
    });
    from = rows.size() < entries_at_a_time ? 0 : rows.back().number + 1;
    return rows;
  } catch (Mistake const&) {
    rows.clear();
  }
  auto const numbers = store::entry_numbers(view_.rows, book_, from, entries_at_a_time);
  from = numbers.size() < entries_at_a_time ? 0 : numbers.back() + 1;
  for (auto const number : numbers) {
    try {
      if (auto row = store::entry(view_.rows, book_, number)) rows.push_back(*std::move(row));
    } catch (Mistake const& unreadable) {
      report(number, "entry_changed", std::string("the row cannot be read: ") + unreadable.what());
    }
  }
  return rows;
}

// False when the caller stopped it. One entry behind the reading, so that the next one can be asked too.
bool Audit::entries() {
  std::optional<EntryRow> waiting;
  for (int64_t next = 1; next != 0 && !full();) {
    auto const page = page_of_entries(next);
    fetch_records(page);
    for (auto const& row : page) {
      if (row.number > counters_.last_entry) {
        report(row.number, "entry_beyond", "the counters of the book do not know this entry");
        continue;
      }
      if (waiting) entry(*waiting, &row);
      waiting = row;
      if (full()) return true;
    }
    if (progress_ && !progress_(expected_.last_transfer, counters_.last_transfer)) return false;
  }
  if (waiting) entry(*waiting, nullptr);
  missing_until(counters_.last_entry + 1);
  stray_transfers(INT64_MAX, INT64_MAX);
  static_cast<void>(paper_rows_.of(INT64_MAX, [&](int64_t of) { stray_paper(of); }));
  return true;
}

// Entries that are not there: their numbers are known from the gap, their ids perhaps from the table of ids (ids()).
void Audit::missing_until(int64_t number) {
  auto& last = expected_.last_entry;
  if (number - last - 1 > told_one_by_one) {
    report(last + 1, "entry_missing", "entries up to " + std::to_string(number - 1) + " are not there");
    last = number - 1;
  }
  for (; last + 1 < number && !full(); ++last) {
    missing_faults_[last + 1] = faults_.size();
    report(last + 1, "entry_missing", "entry " + std::to_string(last + 1) + " is not there");
  }
}

// Transfers of entries whose rows are gone: they move their accounts all the same. Those of entries before
// `before_entry`, and in any case no further than `before`.
void Audit::stray_transfers(int64_t before_entry, int64_t before) {
  for (auto const* next = transfers_.peek();
       next != nullptr && next->entry < before_entry && next->number < before && !full(); next = transfers_.peek()) {
    auto const row = *next;
    transfers_.pop();
    if (!missing_faults_.contains(row.entry))
      report(row.entry, "transfer_without_entry", "transfer " + std::to_string(row.number));
    leg(row.entry, row);
    expected_.last_transfer = std::max(expected_.last_transfer, row.number);
    next_transfer_ = std::max(next_transfer_, row.number + 1);
  }
}

// Transfers that nobody took lie before those of this entry, which begin where it says.
bool Audit::lost_step_before(EntryRow const& row) {
  auto const* next = transfers_.peek();
  if (next == nullptr || next->number >= row.first_transfer || next->entry == row.number) return false;
  auto const first = store::transfer(view_.rows, book_, row.first_transfer);
  return first && first->entry == row.number;
}

// The transfers of an entry. Where it ends is certain when the next one begins there; else by whose they say they are.
Audit::Taken Audit::take_transfers(EntryRow const& row, EntryRow const* after, bool after_gap) {
  Taken taken;
  if (after_gap || lost_step_before(row)) {
    stray_transfers(after_gap ? row.number : INT64_MAX, row.first_transfer);
    auto const* next = transfers_.peek();
    if (row.first_transfer >= next_transfer_ && (next == nullptr || next->number >= row.first_transfer)) {
      for (; next_transfer_ < row.first_transfer && row.first_transfer - next_transfer_ < told_one_by_one;)
        doubtful_.insert(next_transfer_++);
      next_transfer_ = row.first_transfer;
    }
  }
  bool const begins = row.first_transfer == next_transfer_;
  int64_t end = 0;
  bool const counts = !__builtin_add_overflow(row.first_transfer, row.transfers, &end);
  bool const certain = begins && counts &&
                       (after != nullptr ? after->number == row.number + 1 && after->first_transfer == end
                                         : end - 1 == counters_.last_transfer);
  for (auto const* next = transfers_.peek(); next != nullptr; next = transfers_.peek()) {
    if (certain ? next->number >= end : next->entry != row.number) break;
    taken.transfers.push_back(*next);
    transfers_.pop();
  }
  taken.end = certain ? end : taken.transfers.empty() ? next_transfer_ : taken.transfers.back().number + 1;
  if (!begins) {
    report(row.number, "first_transfer_differs", differs("first transfer", next_transfer_, row.first_transfer));
    taken.sound = false;
  }
  miss_transfers(taken, next_transfer_);
  if (static_cast<int64_t>(taken.transfers.size()) != row.transfers) {
    report(row.number, "transfer_missing",
           differs("transfers", row.transfers, static_cast<int64_t>(taken.transfers.size())));
    taken.sound = false;
  }
  return taken;
}

// Whoever says that he follows upon one that is gone is believed.
void Audit::miss_transfers(Taken const& taken, int64_t start) {
  if (taken.end - start == static_cast<int64_t>(taken.transfers.size())) return;
  if (taken.end - start > std::ssize(taken.transfers) + told_one_by_one) return;
  auto next = start;
  for (auto const& transfer : taken.transfers) {
    for (; next < transfer.number; ++next) doubtful_.insert(next);
    next = transfer.number + 1;
  }
  for (; next < taken.end; ++next) doubtful_.insert(next);
}

// The latest value date so far and the order of booking, by the entries whose records say when they were booked.
bool Audit::dates(EntryRow const& row, EntryRow const* after) {
  if (row.booked < expected_.last_booked) {
    report(row.number, "order_differs", differs("booked", expected_.last_booked.micros, row.booked.micros));
    return false;
  }
  expected_.last_booked = row.booked;
  auto const latest = std::max(row.day, expected_.latest_day);
  expected_.latest_day = latest;
  if (row.latest_day == latest) return true;
  // An entry that is gone, or was changed, may have been the latest; then all that follow say so.
  if (days_unsure_ && row.latest_day > latest && (after == nullptr || after->latest_day >= row.latest_day)) {
    expected_.latest_day = row.latest_day;
    days_unsure_ = false;
    return true;
  }
  report(row.number, "latest_day_differs", differs("latest day", latest.day_number, row.latest_day.day_number));
  return false;
}

void Audit::entry(EntryRow const& row, EntryRow const* after) {
  bool const after_gap = row.number != expected_.last_entry + 1;
  days_unsure_ = days_unsure_ || after_gap;
  missing_until(row.number);
  expected_.last_entry = row.number;
  ++found_entries_;
  auto const taken = take_transfers(row, after, after_gap);
  bool sound = taken.sound;
  for (auto const& transfer : taken.transfers) {
    if (transfer.entry != row.number) {
      report(row.number, "transfer_moved", differs("entry of transfer", row.number, transfer.entry));
      sound = false;
    }
    sound = leg(row.number, transfer) && sound;
    if (row.day < row.latest_day) {
      backdated_.push_back({transfer.debit_no, transfer.number, row.day, transfer.amount, 0});
      backdated_.push_back({transfer.credit_no, transfer.number, row.day, 0, transfer.amount});
    }
  }
  next_transfer_ = taken.end;
  expected_.last_transfer = std::max(expected_.last_transfer, taken.end - 1);
  if (!content(row, taken.transfers)) {
    sound = false;
    days_unsure_ = true;
  } else if (!dates(row, after)) {
    return;
  }
  if (!sound) doubt(taken.transfers);
}

// What follows upon them may have other sums before it than we have.
void Audit::doubt(std::span<TransferRow const> transfers) {
  for (auto const& transfer : transfers)
    for (auto const no : {transfer.debit_no, transfer.credit_no})
      if (auto* found = account(no)) found->suspect = true;
}

}  // namespace lumbung::ledger
