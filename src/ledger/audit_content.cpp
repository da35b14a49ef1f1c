// What an entry says: the content by which its wish is known again, and the record that the public log committed to.
#include <algorithm>

#include "ledger/audit.h"
#include "ledger/record.h"
#include "ledger/run.h"
#include "translog/translog.h"

namespace lumbung::ledger {
namespace {

using std::int64_t;

// The wish that a row was made from, as far as its content goes.
EntryWish wish_from(Shelf& shelf, EntryRow const& row, std::span<TransferRow const> transfers,
                    store::Papers const& papers) {
  EntryWish wish{.id = row.id,
                 .book = shelf.book(),
                 .kind = row.kind,
                 .day = row.day,
                 .subject = row.subject,
                 .transfers = {},
                 .evidence = papers.evidence,
                 .parties = papers.parties};
  for (auto const& transfer : transfers) {
    auto const& debit = shelf.account(transfer.debit_no).about;
    auto const& credit = shelf.account(transfer.credit_no).about;
    TransferWish leg{.debit = debit.id, .credit = credit.id, .amount = {transfer.amount, debit.asset}};
    for (auto const no : {transfer.debit_no, transfer.credit_no})
      if (!row.reverses && shelf.head(no).matched > 0)
        for (auto const& match : shelf.matches_out_of(no, transfer.number))
          leg.takes_from = shelf.entry(match.takes).id;
    wish.transfers.push_back(leg);
  }
  return wish;
}

}  // namespace

AccountRow AuditedAccount::row(BookId book, int64_t no) const {
  AccountRow row{.no = no, .about = {}, .opened = {}, .closed = std::nullopt};
  row.about.id = id;
  row.about.book = book;
  row.about.asset = asset;
  row.about.grows = grows;
  row.about.passage = carries ? Passage::carries : Passage::rests;
  return row;
}

bool Audit::content(EntryRow const& row, std::span<TransferRow const> transfers) {
  bool const known = !transfers.empty() && std::ranges::all_of(transfers, [&](TransferRow const& transfer) {
    return account(transfer.debit_no) != nullptr && account(transfer.credit_no) != nullptr;
  });
  try {
    if (!known) {
      static_cast<void>(papers_of(row));
      return false;  // which was told already
    }
    // Which transfers these are was told already, should the row say otherwise: it may name more than fit in memory.
    auto told = row;
    told.first_transfer = transfers.front().number;
    told.transfers = std::ssize(transfers);
    return row.run ? content_of_run(told, transfers) : content_of_entry(told, transfers);
  } catch (Mistake const& unreadable) {
    report(row.number, "entry_changed", std::string("what it names cannot be read: ") + unreadable.what());
    return false;
  }
}

std::optional<std::string> Audit::committed(Id<Leaf> leaf) const {
  for (auto const* page : {&records_, &records_before_})
    if (auto const at = page->find(leaf); at != page->end()) return at->second;
  return translog::record_of(view_, leaf);
}

// Leaves of entries that follow each other lie side by side: read at once, not one by one.
void Audit::fetch_records(std::span<EntryRow const> rows) {
  constexpr int most = 4'000;
  records_before_ = std::move(records_);
  records_.clear();
  if (rows.empty()) return;
  auto const [first, last] = std::ranges::minmax(rows, {}, &EntryRow::leaf);
  records_ = translog::records_between(view_, first.leaf, last.leaf, most);
}

void Audit::record_of_entry(EntryRow const& row, std::string const& expected, bool& sound) {
  auto const record = committed(row.leaf);
  if (record ? *record == expected : translog::is_known(view_, row.leaf)) return;
  report(row.number, record ? "record_differs" : "leaf_missing",
         record ? "the entry is not what the public log committed to" : "the public log does not know this entry");
  sound = false;
}

// A run is known by the hash of its lines; its record tells their number and sum. Each line is held to its own leaf by
// the check of the public log.
bool Audit::content_of_run(EntryRow const& row, std::span<TransferRow const> transfers) {
  static_cast<void>(papers_of(row));
  std::vector<RunLine> lines;
  lines.reserve(transfers.size());
  std::uint64_t total = 0;
  for (auto const& transfer : transfers) {
    lines.push_back({static_cast<std::uint32_t>(transfer.debit_no), static_cast<std::uint32_t>(transfer.credit_no),
                     transfer.amount});
    total += static_cast<std::uint64_t>(transfer.amount);
  }
  auto const& asset = account(transfers.front().debit_no)->asset;
  RunWish const wish{.id = row.id,
                     .book = book_,
                     .kind = row.kind,
                     .day = row.day,
                     .subject = row.subject,
                     .asset = asset,
                     .lines = lines};
  bool sound = true;
  if (content_of(wish) != row.content) {
    report(row.number, "entry_changed", "the run is not what was wished");
    sound = false;
  }
  record_of_entry(row, record_of_run(book_, row, asset, static_cast<int64_t>(total)), sound);
  auto const roll = translog::find_roll(view_, row.leaf);
  if (!roll || roll->lines != row.transfers || roll->day != row.day || roll->source != source_of(book_, row.number)) {
    report(row.number, "roll_differs", "the public log does not lead to the lines of this run");
    sound = false;
  }
  return sound;
}

void Audit::stray_paper(int64_t of) {
  if (!missing_faults_.contains(of))
    report(0, "paper_stray", "a paper of entry " + std::to_string(of) + ", which is not there");
}

store::Papers Audit::papers_of(EntryRow const& row) {
  store::Papers papers;
  auto const rows = paper_rows_.of(row.number, [&](int64_t of) { stray_paper(of); });
  for (auto const& paper : rows) {
    if (paper.what == 1) {
      must(paper.bytes.size() == sizeof(Hash));
      papers.evidence.push_back(hash_from(paper.bytes));
    } else {
      must(paper.bytes.size() == sizeof(Uuid));
      std::ranges::copy(paper.bytes, papers.parties.emplace_back().begin());
    }
  }
  papers_ += std::ssize(rows);
  return papers;
}

bool Audit::content_of_entry(EntryRow const& row, std::span<TransferRow const> transfers) {
  Shelf shelf(view_, book_);
  shelf.put(row);
  for (auto const& transfer : transfers) {
    shelf.put(transfer);
    for (auto const no : {transfer.debit_no, transfer.credit_no}) {
      auto const& about = *account(no);
      shelf.put(about.row(book_, no));
      shelf.put(no, Head{.matched = about.has_matches ? 1 : 0, .path = {}});  // of which only this is asked
    }
  }
  auto const papers = papers_of(row);
  bool sound = true;
  std::optional<Id<Entry>> reverses;
  if (row.reverses) {
    ++reversals_;
    auto const original = store::entry(view_.rows, book_, *row.reverses);
    if (!original || store::reversed_by(view_.rows, book_, *row.reverses) != row.number) {
      report(row.number, "reversal_differs", "the reversed entry does not point back");
      sound = false;
    }
    if (!original) return false;
    reverses = original->id;
  }
  auto const wish = wish_from(shelf, row, transfers, papers);
  if (content_of(wish, reverses) != row.content) {
    report(row.number, "entry_changed", "the entry is not what was wished");
    sound = false;
  }
  record_of_entry(row, record_of(shelf, row, papers.evidence, papers.parties), sound);
  return sound;
}

}  // namespace lumbung::ledger
