// Ids and reversals: every one leads to its entry and back.
#include <charconv>

#include "ledger/audit.h"

namespace lumbung::ledger {
namespace {

using std::int64_t;
constexpr int at_a_time = 10'000;

}  // namespace

// Every id leads to its entry and every entry has an id that does.
void Audit::ids() {
  int64_t leading = 0;
  for (Id<Entry> after{};;) {
    auto const page = store::ids_with_entries(view_.rows, book_, after, at_a_time);
    for (auto const& known : page) {
      if (auto const at = missing_faults_.find(known.number); at != missing_faults_.end())
        faults_[at->second].entry = known.id;
      else if (known.found != known.id.bytes())
        report(0, "id_differs", "the id " + known.id.text() + " does not lead to its entry");
      else
        ++leading;
    }
    if (page.size() < at_a_time) break;
    after = page.back().id;
  }
  if (leading != found_entries_) unknown_ids();
}

// Which entries no id leads to. Slow, and only done when there must be one.
void Audit::unknown_ids() {
  for (int64_t from = 1; from != 0 && !full();) {
    for (auto const& row : page_of_entries(from))
      if (store::entry_number(view_.rows, book_, row.id) != row.number)
        report(row.number, "id_missing", "the id of this entry does not lead to it");
  }
}

void Audit::reversals() {
  std::vector<store::ReversalRow> wrong;
  store::each_reversal(view_.rows, book_, [&](store::ReversalRow const& row) {
    if (row.reverses != row.entry && !missing_faults_.contains(row.by)) wrong.push_back(row);
    return wrong.size() < most_faults_;
  });
  for (auto const& row : wrong)
    report(0, "reversal_differs",
           "entry " + std::to_string(row.by) + " is said to reverse entry " + std::to_string(row.entry));
}

std::vector<BookId> books_to_check(View const& view) { return store::books_of_all_tables(view.rows); }

std::int64_t entries_in(View const& view, BookId book) {
  auto const head = store::book_head(view.rows, book);
  return head ? head->last_entry : 0;
}

std::optional<Fault> entry_of_record(View const& view, std::string_view record) {
  constexpr std::string_view id_line = "lumbung/record@v1\nid ", book_line = "\nbook ";
  auto const at = record.find(book_line);
  if (at == record.npos || !record.starts_with(id_line)) return std::nullopt;
  BookId book;
  auto const digits = record.substr(at + book_line.size());
  if (std::from_chars(digits.data(), digits.data() + digits.size(), book.number).ec != std::errc()) return std::nullopt;
  auto const id = Id<Entry>::parse(record.substr(id_line.size(), record.find('\n', id_line.size()) - id_line.size()));
  if (!id || store::entry_number(view.rows, book, *id)) return std::nullopt;
  return Fault{.book = book,
               .entry = *id,
               .entry_number = 0,
               .what = "entry_missing",
               .detail = "the public log holds a record of it"};
}

}  // namespace lumbung::ledger
