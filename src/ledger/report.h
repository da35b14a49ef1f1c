// The four statements of a foundation for a period, drawn from one book: position, activity, changes in net assets and
// cash flow (ISAK 35 with PSAK 201; cash flow by the direct method, PSAK 207). Rupiah only; goods are in them at cost.
//
// Everything is by value date, entries booked later with an earlier value date included, so the report of a period
// changes until the period is closed. What is reversed is taken off the line on which it had stood. The statements
// agree with each other by construction of the ledger, and report_test.cpp holds them to it:
//
//   assets = liabilities + net assets without restriction + net assets with restriction
//   net assets at the end = at the beginning + result + released (which takes from the one what it gives to the other)
//   cash at the end = cash at the beginning + receipts - payments
//
// What a giver restricted stands in accounts of class net_assets_restricted: a gift enters there, and is released from
// its restriction when it is spent for what it was given for.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/result.h"
#include "ledger/ledger.h"

namespace lumbung::ledger {

// What one account adds to a line.
struct ReportPart {
  Id<LedgerAccount> account;
  std::string owner_kind;
  Uuid owner{};
  Money amount;
};

// One line: accounts of the same class and purpose; in activity and cash flow, of the same kind of entry too.
struct ReportLine {
  Class account_class = Class::asset;
  std::string purpose;
  std::string kind;  // of entry: "gift", "cost"; "" in the position
  Money amount;      // adds to its section: expenses, refunds and payments are negative; never zero in a movement
  std::vector<ReportPart> parts;
};

struct ReportSection {
  std::vector<ReportLine> lines;  // in the order of class, purpose, kind
  Money sum;                      // of the lines
};

// How net assets of one sort went from the day before `from` to `to`: closing = opening + result + released.
struct NetAssetsChange {
  Money opening;
  Money result;    // income less expenses, or gifts less refunds: the sum of the activity's section
  Money released;  // from restriction: positive without, as much negative with
  Money closing;
};

struct Report {
  Date from;
  Date to;
  // Position at the end of `to`.
  ReportSection assets;
  ReportSection liabilities;
  ReportSection restricted;  // what makes up net assets with restriction: funds, released money, goods not handed over
  // Activity, and what it made of net assets.
  ReportSection without_restriction;
  ReportSection with_restriction;
  NetAssetsChange change_without;
  NetAssetsChange change_with;
  // Cash flow: what went into and out of cash. The account named in a line's parts is the one at the other end.
  ReportSection receipts;
  ReportSection payments;  // negative
  Money cash_opening;
  Money cash_closing;
};

// Cash and its equivalents are the asset accounts of these purposes.
inline constexpr std::string_view cash_purposes[] = {"bank", "cash"};

// The report of the days `from` to `to`, both included. Refuses `period_wrong`, `day_in_future`, `book_unknown`.
// Reads every transfer of the period: for a worker, not for an I/O thread.
Result<Report> report(View const& view, BookId book, Date from, Date to);

inline constexpr Refusal period_wrong{"ledger.period_wrong", Trouble::bad_input,
                                      "Tanggal akhir mendahului tanggal awal. Pilih tanggal akhir yang sama atau "
                                      "sesudahnya.",
                                      "The period ends before it begins. Choose an end on or after its beginning."};

}  // namespace lumbung::ledger
