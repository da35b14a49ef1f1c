// The ledger: every rupiah and every package is here, and nothing else moves or counts them.
//
// A book is the ledger of one organisation. An entry is an id given by the caller, a kind, a day, a subject, and
// transfers in order; each transfer debits one account and credits another with one amount of one asset, so that every
// entry balances by construction. All of an entry is posted or none; nothing is updated or deleted; a mistake is
// reversed by a new entry. A refusal leaves everything as it was, so a caller may go on in the same Work.
//
// Each transfer row keeps, for either account, its cumulative debits and credits before, its posting number and two
// pointers back (the previous posting, and posting k & (k - 1): a Fenwick skip list). Statements, past balances and
// provenance are walks along these, without secondary indexes. Source: design of the house, "The rupiah has an
// address".
//
// Every entry is committed to the public log in the same Work (translog). Posting records no audit event of its own:
// the domain rule that posts says what happened. What is posted can be read at once, in the same Work, by the
// functions that look.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "ledger/types.h"
#include "storage/storage.h"
#include "work/work.h"

namespace lumbung::ledger {

using work::View;
using work::Work;

std::vector<storage::Migration> migrations();

// ---- Books

// Opens a book for `owner` (an organisation, or one of its offices); the owner's book if there is one already. `name`
// is for people: 1 to 200 bytes.
Result<BookId> open_book(Work& work, Uuid const& owner, std::string_view name);
std::optional<BookId> find_book(View const& view, Uuid const& owner);
std::vector<BookId> books(View const& view);

// No entry with a value date up to and including `last_day` is taken any more. Refuses a day that has not ended yet.
// Closing what is closed already changes nothing. Records "ledger.period_closed".
Verdict close_period(Work& work, BookId book, Date last_day);
std::optional<Date> closed_through(View const& view, BookId book);

// ---- Accounts

// Opens an account. Same id and content again changes nothing; other content is refused. An account that carries must
// never go below zero.
Verdict open_account(Work& work, AccountWish const& wish);
// No transfer touches it any more. Refused while there is a balance or a hold.
Verdict close_account(Work& work, BookId book, Id<LedgerAccount> account);

std::optional<AccountState> find_account(View const& view, BookId book, Id<LedgerAccount> account);
// The open account of an owner for a purpose ("fund"); the oldest, if there are several.
std::optional<AccountState> find_account(View const& view, BookId book, std::string_view owner_kind, Uuid const& owner,
                                         std::string_view purpose);
// All of an owner's accounts, closed ones too, in the order of their opening; at most 1,000.
std::vector<AccountState> accounts_of(View const& view, BookId book, std::string_view owner_kind, Uuid const& owner);

// ---- Posting

Result<Posted> post(Work& work, EntryWish const& wish);
// The bulk door: all or none; the refusal points at the entry ("/entries/17/..."). Entries may be of one book only.
Result<std::vector<Posted>> post_all(Work& work, std::span<EntryWish const> wishes);

// A payment run: one entry, all or none, of many transfers that are each told to the public log on their own: every
// household can be given the receipt of its line (translog::line_receipt with the leaf of the entry, lines from 0)
// without seeing the others. First in, first out; nothing is taken by name. Refusals point at "/lines/17/amount".
Result<Posted> post_run(Work& work, RunWish const& wish);
inline constexpr std::size_t most_run_lines = 100'000;
// Before the first run of an engine: so that the public log can ask for the lines again.
void tell_runs(work::House const& house);

// The counter-entry (kind "reversal", the subject of what it reverses): the same transfers with sides swapped, in
// reverse order. An entry can be reversed once, a reversal never.
//   - Where the entry had brought value into a `carries` account, the reversal takes exactly this value out again: all
//     of it must still wait in that account, or the reversal is refused (`not_unspent`).
//   - Where the entry had taken value out of a `carries` account and let it rest, the value comes back as a new inflow
//     at the end of that account's axis, so that no other use changes its sources. It stays what it was: a trace back
//     from that inflow goes on through the reversed transfer to the gifts that had paid for it, and a trace forward
//     from those gifts passes through the reversal to where the value is now.
Result<Posted> reverse(Work& work, ReversalWish const& wish);

// Kinds that the ledger itself understands; all others belong to the domains.
inline constexpr std::string_view kind_opening = "opening";        // opening balances, from an equity account
inline constexpr std::string_view kind_reversal = "reversal";      // only by reverse()
inline constexpr std::string_view kind_refund = "refund";          // to Fate: refunded
inline constexpr std::string_view kind_chargeback = "chargeback";  // to Fate: refunded

// ---- Holds: pending transfers that count against what is available

// Sets `amount` aside. Refused like a transfer would be (floor, asset, closed account). No other posting can take what
// is held; which gifts pay is settled (first in, first out) when it is posted.
Verdict place_hold(Work& work, HoldWish const& wish);
// Posts the whole or a part as an entry of one transfer.
Result<Posted> post_hold(Work& work, HoldPosting const& posting);
// Lets go of what remains. Voiding twice changes nothing.
Verdict void_hold(Work& work, BookId book, Id<Hold> hold);
// Lets go of all that expired by `now`, at most 1,000 in one call; returns how many. Records "ledger.holds_expired".
int expire_holds(Work& work, Instant now);
std::optional<HoldSeen> find_hold(View const& view, BookId book, Id<Hold> hold);

// ---- Looking

std::optional<EntrySeen> find_entry(View const& view, BookId book, Id<Entry> entry);

// Newest first, with the balance on every line.
Result<Statement> statement(View const& view, StatementWish const& wish);
// Now; O(1).
Result<Money> balance(View const& view, BookId book, Id<LedgerAccount> account);
// As it stood at a moment (what had been booked by then); O(log n).
Result<Money> balance_at(View const& view, BookId book, Id<LedgerAccount> account, Instant moment);
// At the end of a value day, entries booked later with an earlier value date included; O(log n + those).
Result<Money> balance_on(View const& view, BookId book, Id<LedgerAccount> account, Date day);
// The same of every account of the book, in the order of their opening.
std::vector<BalanceOn> balances_on(View const& view, BookId book, Date day);
// The last transfer of the book before the first entry with a value date after `day`; O(log n). What came later counts
// for `day` only where it was backdated.
std::int64_t booked_through(View const& view, BookId book, Date day);
// Every account with its cumulative sums, up to 1,000 a page.
TrialBalance trial_balance(View const& view, BookId book, std::optional<std::int64_t> from = std::nullopt);

// ---- Provenance: exact to the smallest unit, over any number of hops through `carries` accounts

// Where is what this entry brought in (a gift), or moved on (a release)?
Result<Traced<ForwardPiece>> trace_forward(View const& view, TraceWish const& wish);
// Who paid for this (a delivery)? Which lots were these units of (with `account` the stock)?
Result<Traced<BackwardPiece>> trace_backward(View const& view, TraceWish const& wish);
// The whole of a gift, in sums of one asset.
Result<GiftState> state_of(View const& view, BookId book, Id<Entry> gift, Asset asset = rupiah);
// How much of what came through `entry` still waits in `account`: what takes_from could take.
Result<Money> unspent(View const& view, BookId book, Id<Entry> entry, Id<LedgerAccount> account);

// Reads where every account of the book stands, so that neither the first posting after a start nor who looks before
// it waits for that. On the embedded database only, and once; nothing is changed.
Verdict stand_ready(Work& work, BookId book);

// ---- Checking ourselves

// Recomputes the book from its first entry: numbers, chains, sums before, balances, heads, matches, contents and the
// commitments in the public log. `progress` is told how many transfers are done, now and then; it returns false to
// stop. At most `most_faults` are returned, in the order of the entries. What stays in memory grows with the accounts
// and with what was booked for an earlier day, not with the rest of the history.
std::vector<Fault> check(View const& view, BookId book,
                         std::function<bool(std::int64_t done, std::int64_t of)> const& progress = {},
                         std::size_t most_faults = 1'000);
// After all rows were carried here from another database: the embedded one keeps the rows of balances behind
// (`behind`), PostgreSQL does not and takes them as they stand (`complete`). Afterwards they serve on either engine.
enum class Heads { behind, complete };
void complete_heads(storage::Writer& rows, Heads heads);
// How many entries the book says it has.
std::int64_t entries_in(View const& view, BookId book);
// Every book of which any table of books, counters or entries knows: one that lost its row is still checked.
std::vector<BookId> books_to_check(View const& view);
// Whether the record of a leaf, if it says that it is of an entry, has this entry in the ledger: an entry taken out
// with everything that followed from it is still missed by its leaf. The fault, if not.
std::optional<Fault> entry_of_record(View const& view, std::string_view record);

// ---- Events

inline constexpr std::string_view event_period_closed = "ledger.period_closed";
inline constexpr std::string_view event_holds_expired = "ledger.holds_expired";

// ---- Refusals

inline constexpr Refusal book_unknown{"ledger.book_unknown", Trouble::not_found,
                                      "Buku ini tidak ditemukan. Periksa organisasinya.",
                                      "There is no such book. Check the organisation."};
inline constexpr Refusal book_name_wrong{"ledger.book_name_wrong", Trouble::bad_input,
                                         "Nama buku harus 1 sampai 200 huruf.", "A book's name has 1 to 200 letters."};
inline constexpr Refusal account_unknown{"ledger.account_unknown", Trouble::not_found,
                                         "Akun ini tidak ada di buku ini. Periksa nomor akunnya.",
                                         "There is no such account in this book. Check its number."};
inline constexpr Refusal account_reused{"ledger.account_reused", Trouble::conflict,
                                        "Nomor akun ini sudah dipakai untuk akun lain. Gunakan nomor baru.",
                                        "This account number is in use for another account. Use a new one."};
inline constexpr Refusal account_closed{"ledger.account_closed", Trouble::conflict,
                                        "Akun \"{purpose}\" sudah ditutup. Pilih akun yang masih terbuka.",
                                        "The account \"{purpose}\" is closed. Choose one that is open."};
inline constexpr Refusal account_not_empty{
    "ledger.account_not_empty", Trouble::conflict,
    "Akun \"{purpose}\" belum kosong: saldo {balance}, tertahan {held}. Kosongkan dulu sebelum ditutup.",
    "The account \"{purpose}\" is not empty: balance {balance}, held {held}. Empty it before closing."};
inline constexpr Refusal account_wish_wrong{
    "ledger.account_wish_wrong", Trouble::bad_input,
    "Jenis pemilik dan kegunaan akun harus 1 sampai 40 huruf kecil, angka, atau garis bawah.",
    "Owner kind and purpose of an account are 1 to 40 lower-case letters, digits or underscores."};
inline constexpr Refusal carries_needs_floor{
    "ledger.carries_needs_floor", Trouble::bad_input,
    "Akun yang ditelusuri tidak boleh bersaldo negatif. Pilih batas \"tidak di bawah nol\".",
    "An account that value is followed through can never go below zero. Choose that floor."};
inline constexpr Refusal entry_empty{"ledger.entry_empty", Trouble::bad_input,
                                     "Jurnal harus memuat 1 sampai 100.000 pemindahan.",
                                     "An entry has 1 to 100,000 transfers."};
inline constexpr Refusal run_empty{"ledger.run_empty", Trouble::bad_input,
                                   "Satu kiriman pembayaran harus memuat 1 sampai 100.000 baris.",
                                   "A payment run has 1 to 100,000 lines."};
inline constexpr Refusal kind_wrong{
    "ledger.kind_wrong", Trouble::bad_input,
    "Jenis jurnal \"{kind}\" tidak dapat dipakai: 1 sampai 40 huruf kecil, angka, atau garis bawah; pembalikan lewat "
    "jalannya sendiri.",
    "The kind \"{kind}\" cannot be used: 1 to 40 lower-case letters, digits or underscores; a reversal has its own "
    "way."};
inline constexpr Refusal id_reused{
    "ledger.id_reused", Trouble::conflict,
    "Nomor jurnal ini sudah dipakai untuk isi yang lain. Tidak ada yang dicatat; kirim lagi dengan nomor baru.",
    "This entry's number was used with other content. Nothing was booked; send it again under a new number."};
inline constexpr Refusal amount_not_positive{"ledger.amount_not_positive", Trouble::bad_input,
                                             "Jumlah harus lebih dari nol.", "The amount must be more than zero."};
inline constexpr Refusal amount_too_large{"ledger.amount_too_large", Trouble::bad_input,
                                          "Jumlah melampaui yang dapat dihitung oleh akun \"{purpose}\".",
                                          "The amount is beyond what the account \"{purpose}\" can count."};
inline constexpr Refusal asset_mismatch{"ledger.asset_mismatch", Trouble::bad_input,
                                        "Akun \"{purpose}\" menghitung {expected}, bukan {given}.",
                                        "The account \"{purpose}\" counts {expected}, not {given}."};
inline constexpr Refusal same_account{"ledger.same_account", Trouble::bad_input,
                                      "Akun debit dan akun kredit tidak boleh sama.",
                                      "Debit and credit must be different accounts."};
inline constexpr Refusal other_book{"ledger.other_book", Trouble::bad_input,
                                    "Satu kiriman hanya boleh memuat jurnal dari satu buku.",
                                    "Entries sent together must be of one book."};
inline constexpr Refusal day_in_future{"ledger.day_in_future", Trouble::bad_input,
                                       "Tanggal {day} belum tiba. Gunakan hari ini atau sebelumnya.",
                                       "The day {day} has not come yet. Use today or earlier."};
inline constexpr Refusal day_in_closed_period{"ledger.day_in_closed_period", Trouble::conflict,
                                              "Buku sudah ditutup sampai {closed}. Catat pada tanggal sesudahnya.",
                                              "The book is closed through {closed}. Book it on a later day."};
inline constexpr Refusal day_not_ended{"ledger.day_not_ended", Trouble::conflict,
                                       "Hari {day} belum berakhir. Tutup buku sesudahnya.",
                                       "The day {day} has not ended. Close the book after it."};
inline constexpr Refusal not_enough{
    "ledger.not_enough", Trouble::conflict,
    "Saldo akun \"{purpose}\" tidak cukup: tersedia {available}, diperlukan {needed}.",
    "The account \"{purpose}\" does not hold enough: {available} available, {needed} needed."};
inline constexpr Refusal not_unspent{
    "ledger.not_unspent", Trouble::conflict,
    "Dari dana yang dimaksud hanya {left} yang belum terpakai di akun \"{purpose}\"; diperlukan {needed}.",
    "Of that money only {left} is still unspent in the account \"{purpose}\"; {needed} needed."};
inline constexpr Refusal takes_from_nowhere{
    "ledger.takes_from_nowhere", Trouble::bad_input,
    "Pemindahan ini tidak mengeluarkan dana dari akun yang ditelusuri, jadi tidak dapat menunjuk asalnya.",
    "This transfer takes nothing out of an account that value is followed through, so it cannot name a source."};
inline constexpr Refusal entry_unknown{"ledger.entry_unknown", Trouble::not_found,
                                       "Jurnal ini tidak ada di buku ini. Periksa nomornya.",
                                       "There is no such entry in this book. Check its number."};
inline constexpr Refusal already_reversed{"ledger.already_reversed", Trouble::conflict,
                                          "Jurnal ini sudah dibalik. Satu jurnal hanya dapat dibalik sekali.",
                                          "This entry was reversed already. An entry can be reversed once."};
inline constexpr Refusal reversal_of_reversal{
    "ledger.reversal_of_reversal", Trouble::conflict,
    "Jurnal pembalik tidak dapat dibalik. Catat jurnal yang benar sebagai jurnal baru.",
    "A reversal cannot be reversed. Book the right entry as a new one."};
inline constexpr Refusal hold_unknown{"ledger.hold_unknown", Trouble::not_found, "Penahanan dana ini tidak ditemukan.",
                                      "There is no such hold."};
inline constexpr Refusal hold_reused{"ledger.hold_reused", Trouble::conflict,
                                     "Nomor penahanan ini sudah dipakai untuk isi yang lain. Gunakan nomor baru.",
                                     "This hold's number was used with other content. Use a new one."};
inline constexpr Refusal hold_ended{"ledger.hold_ended", Trouble::conflict,
                                    "Penahanan ini sudah berakhir. Tidak ada lagi dana yang tertahan olehnya.",
                                    "This hold has ended. Nothing is held by it any more."};
inline constexpr Refusal hold_too_small{"ledger.hold_too_small", Trouble::conflict,
                                        "Yang tertahan tinggal {left}; diminta {needed}.",
                                        "Only {left} is still held; {needed} was asked for."};
inline constexpr Refusal expiry_passed{"ledger.expiry_passed", Trouble::bad_input, "Batas waktu penahanan sudah lewat.",
                                       "The time when the hold ends has passed."};
inline constexpr Refusal page_wrong{"ledger.page_wrong", Trouble::bad_input,
                                    "Halaman ini tidak dapat dibaca. Mulai lagi dari awal.",
                                    "This page cannot be read. Start again from the beginning."};

}  // namespace lumbung::ledger
