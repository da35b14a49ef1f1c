// The record of each line of a run, told again from its row.
#include <algorithm>
#include <charconv>
#include <cstring>
#include <unordered_map>

#include "ledger/run.h"
#include "ledger/standing.h"
#include "ledger/store.h"

namespace lumbung::ledger {
namespace {

void add_number(std::string& text, std::int64_t number) {
  std::array<char, 24> digits;
  auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  text.append(digits.data(), end);
}

// "lumbung/record@v1": id of the run, the line's number from 1, and its two legs. What the lines have in common (kind,
// time, day, subject) stands in the record of the run itself, under the same id.
class LineRecord {
 public:
  LineRecord(View const& view, BookId book, EntryRow const& entry) : view_(view), book_(book), entry_(entry) {
    if (view.house.residents != nullptr) standing_ = &view.house.residents->get<Standings>().of(book);
    head_ = "lumbung/record@v1\nid " + entry.id.text() + "\nline ";
    text_ = head_;
  }
  std::string_view of(store::Movement const& row) {
    text_.resize(head_.size());
    add_number(text_, row.transfer - entry_.first_transfer + 1);
    add_leg("\ndebit ", row.debit_no, row.amount);
    add_leg("\ncredit ", row.credit_no, row.amount);
    text_ += '\n';
    return text_;
  }

 private:
  void add_leg(std::string_view name, std::int64_t account, std::int64_t amount) {
    auto const words = words_of(account);
    text_ += name;
    append_text(text_, words.id.uuid);
    text_ += ' ';
    add_number(text_, amount);
    text_ += ' ';
    text_ += words.asset.code();
  }
  BookStanding::Words words_of(std::int64_t account) {
    if (standing_ != nullptr)
      if (auto found = standing_->words_of(account)) return *found;
    if (auto const at = read_.find(account); at != read_.end()) return at->second;
    if (read_.size() > 20'000) read_.clear();
    auto const row = store::account(view_.rows, book_, account);
    must(row.has_value());
    return read_.emplace(account, BookStanding::Words{row->about.id, row->about.asset}).first->second;
  }

  View const& view_;
  BookId book_;
  EntryRow const& entry_;
  BookStanding const* standing_ = nullptr;
  std::string head_, text_;
  std::unordered_map<std::int64_t, BookStanding::Words> read_;  // from rows, where nothing stands in memory
};

class RunLines final : public translog::RollLines {
 public:
  void each(View const& view, std::string_view source, std::int64_t first, std::int64_t end,
            Take const& take) const override {
    std::array<std::int64_t, 2> from{};
    must(source.size() == sizeof from);
    std::memcpy(from.data(), source.data(), sizeof from);
    BookId const book{from[0]};
    auto const entry = store::entry(view.rows, book, from[1]);
    if (!entry || first >= end) return;
    LineRecord record(view, book, *entry);
    auto const last = std::min(end, entry->transfers) - 1;
    store::each_movement(
        view.rows, book, entry->first_transfer + first, entry->first_transfer + last,
        [&](store::Movement const& row) { return take(row.transfer - entry->first_transfer, record.of(row)); });
  }
};

}  // namespace

translog::RollLines const& run_lines() {
  static RunLines const lines;
  return lines;
}

void tell_runs(work::House const& house) { translog::let_tell(house, run_lines()); }

std::string source_of(BookId book, std::int64_t entry) {
  std::array<std::int64_t, 2> const from{book.number, entry};
  return {reinterpret_cast<char const*>(from.data()), sizeof from};
}

}  // namespace lumbung::ledger
