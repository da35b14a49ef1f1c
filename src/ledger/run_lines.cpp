// The record of each line of a run, told again from its row.
#include <algorithm>
#include <charconv>
#include <cstring>
#include <span>
#include <unordered_map>
#include <vector>

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

// The names of accounts: from memory, or read for many lines at once.
class Names {
 public:
  using Words = BookStanding::Words;

  Names(View const& view, BookId book) : rows_(view.rows), book_(book) {
    if (view.house.residents != nullptr) standing_ = &view.house.residents->get<Standings>().of(book);
  }
  // What these lines will ask for, in few journeys to the database; nothing to do where all of it stands in memory.
  void read_for(std::span<store::Movement const> lines) {
    read_.clear();
    if (standing_ != nullptr && standing_->knows_all()) return;
    std::vector<std::int64_t> unknown;
    for (auto const& line : lines)
      for (auto const account : {line.debit_no, line.credit_no}) {
        auto words = standing_ == nullptr ? std::nullopt : standing_->words_of(account);
        if (words)
          read_.emplace(account, *std::move(words));
        else
          unknown.push_back(account);
      }
    std::ranges::sort(unknown);
    unknown.erase(std::ranges::unique(unknown).begin(), unknown.end());
    store::each_id(rows_, book_, unknown, [&](std::int64_t account, Id<LedgerAccount> id, Asset const& asset) {
      Words const words{id, asset};
      if (standing_ != nullptr) standing_->remember(account, words);
      read_.emplace(account, words);
    });
  }
  Words of(std::int64_t account) {
    if (auto const at = read_.find(account); at != read_.end()) return at->second;
    if (standing_ != nullptr)
      if (auto found = standing_->words_of(account)) return *found;
    auto const row = store::account(rows_, book_, account);
    must(row.has_value());
    return read_.emplace(account, Words{row->about.id, row->about.asset}).first->second;
  }

 private:
  storage::Reader& rows_;
  BookId book_;
  BookStanding* standing_ = nullptr;
  std::unordered_map<std::int64_t, Words> read_;
};

// "lumbung/record@v1": id of the run, the line's number from 1, and its two legs. What the lines have in common (kind,
// time, day, subject) stands in the record of the run itself, under the same id.
class LineRecord {
 public:
  LineRecord(EntryRow const& entry, Names& names) : entry_(entry), names_(names) {
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
    auto const words = names_.of(account);
    text_ += name;
    append_text(text_, words.id.uuid);
    text_ += ' ';
    add_number(text_, amount);
    text_ += ' ';
    text_ += words.asset.code();
  }

  EntryRow const& entry_;
  Names& names_;
  std::string head_, text_;
};

constexpr std::int64_t lines_at_once = 8'192;

class RunLines final : public translog::RollLines {
 public:
  void each(View const& view, std::string_view source, std::int64_t first, std::int64_t end,
            Take const& take) const override {
    std::array<std::int64_t, 2> from{};
    must(source.size() == sizeof from);
    std::memcpy(from.data(), source.data(), sizeof from);
    BookId const book{from[0]};
    auto const entry = store::entry(view.rows, book, from[1]);
    if (!entry) return;
    Names names(view, book);
    LineRecord record(*entry, names);
    auto const upto = std::min(end, entry->transfers);
    for (bool more = true; more && first < upto; first += lines_at_once) {
      auto const lines = movements(view.rows, book, entry->first_transfer + first,
                                   entry->first_transfer + std::min(first + lines_at_once, upto) - 1);
      names.read_for(lines);
      for (auto const& line : lines)
        if (more = take(line.transfer - entry->first_transfer, record.of(line)); !more) break;
    }
  }

 private:
  static std::vector<store::Movement> movements(storage::Reader& rows, BookId book, std::int64_t from,
                                                std::int64_t upto) {
    std::vector<store::Movement> found;
    found.reserve(static_cast<std::size_t>(upto - from + 1));
    store::each_movement(rows, book, from, upto, [&](store::Movement const& row) {
      found.push_back(row);
      return true;
    });
    return found;
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
