// Books of outside systems — the members of a co-operative whose loans are kept elsewhere, the payees of a ministry —
// and payment runs in them: up to 100,000 transfers in one call, each with a leaf and a receipt of its own. An
// organisation's outside system has a book of its own beside the organisation's, so that no run can reach money of ours
// (a campaign's fund, the bank, goods), which moves by the rules of its rooms and by two people's approval only, and so
// that nothing of theirs is counted as the organisation's.
#pragma once

#include <span>
#include <vector>

#include "ledger/ledger.h"

namespace lumbung::ledger {

inline constexpr std::string_view outside_owner = "outside";    // AccountWish::owner_kind of such an account
inline constexpr std::string_view outside_run = "outside_run";  // the kind of an entry that such a run is
inline constexpr std::size_t most_accounts_at_once = 2'000;
// Needed for opening accounts and for posting, in the organisation.
inline constexpr work::Right post_runs = "ledger.post_runs";

namespace event {
inline constexpr std::string_view accounts_opened = "ledger.accounts_opened";
inline constexpr std::string_view run_posted = "ledger.run_posted";
inline constexpr std::string_view run_repeated = "ledger.run_repeated";  // sent once more; nothing was booked
}  // namespace event

// Who owns the book of an organisation's outside system: always the same for the same organisation.
Uuid outside_book_owner(Id<Organisation> organisation);
// None before its first account.
std::optional<BookId> find_outside_book(View const& view, Id<Organisation> organisation);

struct OutsideAccount {
  Id<LedgerAccount> id;  // the idempotency key: opening the same again changes nothing
  Side grows = Side::credit;
  Class account_class = Class::liability;
  Floor floor = Floor::never_below_zero;
  std::string purpose;  // "savings", "clearing": 1 to 40 of a-z, 0-9, '_'
};
// In rupiah; all or none. The numbers of the accounts, in their order. Refusals point at "/accounts/17/purpose".
Result<std::vector<std::int64_t>> open_outside_accounts(Work& work, Id<Organisation> organisation,
                                                        std::span<OutsideAccount const> accounts);

// A line as an outside system writes it when it does not keep numbers.
struct OutsideLine {
  Id<LedgerAccount> debit;
  Id<LedgerAccount> credit;
  std::int64_t amount = 0;  // minor units
};
// The same lines by number. Refusals point at "/lines/17/debit".
Result<std::vector<RunLine>> numbered(View const& view, BookId book, std::span<OutsideLine const> lines);

// post_run in the book of the organisation's outside system. `kind` and `book` of the wish are set here.
Result<Posted> post_outside_run(Work& work, Id<Organisation> organisation, RunWish wish);

inline constexpr Refusal no_outside_accounts{
    "ledger.no_outside_accounts", Trouble::conflict,
    "Organisasi ini belum punya akun untuk sistem luar. Buka akunnya dulu, lalu kirim lagi.",
    "This organisation has no accounts for an outside system yet. Open them first, then send again."};
inline constexpr Refusal run_bytes_wrong{
    "ledger.run_bytes_wrong", Trouble::bad_input,
    "Isi biner harus 1 sampai 100.000 baris, tiap baris tepat 16 byte: nomor akun debit, nomor akun kredit, jumlah. "
    "Periksa cara berkasnya dibuat.",
    "A binary body is 1 to 100,000 lines of exactly 16 bytes: number of the debit account, number of the credit "
    "account, "
    "amount. Check how it was written."};
inline constexpr Refusal line_unknown{"ledger.line_unknown", Trouble::not_found,
                                      "Kiriman ini tidak punya baris bernomor itu. Baris dihitung dari 0.",
                                      "This run has no line of that number. Lines are counted from 0."};

}  // namespace lumbung::ledger
