// The two sides of a transfer: its accounts, and what stands on it against what they are by now.
#include "core/canary.h"
#include "ledger/audit.h"

namespace lumbung::ledger {
namespace {

using std::int64_t;

std::string pair(std::string_view name, int64_t expected, int64_t found) {
  return expected == found ? ""
                           : "; " + std::string(name) + " " + std::to_string(expected) + "/" + std::to_string(found);
}

// Postings on the way back from posting k are k with its lowest ones taken off, one after the other: as many as it has.
int ones_in(int64_t posting) { return __builtin_popcountll(static_cast<std::uint64_t>(posting)); }

// The way back from `k - 1` becomes that from `k`: what k does not step over stays, then `transfer`.
void step(Path& path, int64_t k, int64_t transfer) {
  auto const kept = static_cast<std::size_t>(ones_in(k) - 1);
  if (path.size() > kept) path.drop(path.size() - kept);
  path.push_back(transfer);
}

// Rows may say anything: sums go round rather than beyond what can be counted.
int64_t plus(int64_t a, int64_t b) {
  return static_cast<int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

// After a fault: what the next posting says of the account so far is taken over.
void resume(AuditedAccount& account, SideRow const& found) {
  if (found.posting < 1 || found.posting >= most_postings) return;
  account.debits = found.debits;
  account.credits = found.credits;
  account.postings = found.posting - 1;
  auto const kept = static_cast<std::size_t>(ones_in(found.posting) - 1);
  if (account.path.size() > kept) account.path.drop(account.path.size() - kept);
  while (account.path.size() < kept) account.path.push_back(found.skip);
  if (kept > 0 && account.path.back() != found.skip) {
    account.path.drop(1);
    account.path.push_back(found.skip);
  }
}

}  // namespace

bool Audit::leg(int64_t entry, TransferRow const& transfer) {
  auto* const debit = account(transfer.debit_no);
  auto* const credit = account(transfer.credit_no);
  if (debit == nullptr || credit == nullptr || debit == credit) {
    report(entry, "account_unknown", "transfer " + std::to_string(transfer.number));
    for (auto* one : {debit, credit})
      if (one != nullptr) one->suspect = true;
    return false;
  }
  bool sound = true;
  if (debit->asset != credit->asset) {
    report(entry, "asset_differs", "transfer " + std::to_string(transfer.number));
    sound = false;
  }
  sound = side(entry, transfer, transfer.debit_no, Side::debit) && sound;
  return side(entry, transfer, transfer.credit_no, Side::credit) && sound;
}

void Audit::differing(int64_t entry, TransferRow const& transfer, AuditedAccount const& account,
                      SideRow const& expected, SideRow const& found) {
  auto const what =
      found.debits != expected.debits || found.credits != expected.credits ? "sums_differ" : "chain_differs";
  report(entry, what,
         "transfer " + std::to_string(transfer.number) + ", account " + account.id.text() + " (expected/found)" +
             pair("debits before", expected.debits, found.debits) +
             pair("credits before", expected.credits, found.credits) +
             pair("posting", expected.posting, found.posting) + pair("previous", expected.prev, found.prev) +
             pair("skip", expected.skip, found.skip));
  if (account.taken_over != 0)
    report(account.taken_over, what,
           "the posting after it, of transfer " + std::to_string(transfer.number) +
               ", does not agree with what stands on it");
}

// One side of a transfer against what the account is by now, which then moves on.
bool Audit::side(int64_t entry, TransferRow const& transfer, int64_t no, Side side) {
  auto& about = *account(no);
  auto const& found = side == Side::debit ? transfer.debit : transfer.credit;
  auto const posting = about.postings + 1;
  auto const kept = static_cast<std::size_t>(ones_in(posting) - 1);
  SideRow const expected{.debits = about.debits,
                         .credits = about.credits,
                         .posting = posting,
                         .prev = about.last,
                         .skip = kept == 0 || about.path.size() < kept ? 0 : about.path.all()[kept - 1]};
  bool const chained = found.posting == expected.posting && found.prev == expected.prev && found.skip == expected.skip;
  bool const steps_over = found.posting > expected.posting && doubtful_.contains(found.prev);
  bool sound = true;
  if (found == expected || canary("ledger.check_believes_rows")) {
    about.taken_over = 0;
  } else if (steps_over) {
    resume(about, found);
    about.taken_over = entry;
  } else if (about.suspect && chained) {
    about.debits = found.debits;
    about.credits = found.credits;
    about.taken_over = entry;
  } else {
    sound = false;
    differing(entry, transfer, about, expected, found);
    // It fits nowhere here: it is of another account, which will miss it.
    if (found.posting != expected.posting && found.prev != expected.prev) {
      doubtful_.insert(transfer.number);
      return false;
    }
    if (about.suspect || about.taken_over != 0) {
      about.debits = found.debits;
      about.credits = found.credits;
      about.taken_over = entry;
    }
  }
  about.suspect = false;
  auto& sum = side == Side::debit ? about.debits : about.credits;
  sum = plus(sum, transfer.amount);
  ++about.postings;
  about.last = transfer.number;
  step(about.path, about.postings, transfer.number);
  compare_with_row(about, no, transfer.number);
  bool const short_of = about.grows == Side::debit ? about.debits < about.credits : about.credits < about.debits;
  if (sound && about.taken_over == 0 && short_of && about.rests_above_zero) {
    report(entry, "below_zero", "account " + about.id.text());
    sound = false;
  }
  return sound;
}

void Audit::compare_with_row(AuditedAccount& about, int64_t no, int64_t transfer) const {
  if (transfer <= swept_upto_) about.last_swept = transfer;
  if (transfer != about.stored_last) return;
  try {
    auto const stored = store::head(view_.rows, book_, no);
    about.head_fits = stored && stored->debits == about.debits && stored->credits == about.credits &&
                      stored->postings == about.postings && stored->path == about.path;
  } catch (Mistake const&) {
    about.head_fits = false;  // it cannot be read
  }
}

}  // namespace lumbung::ledger
