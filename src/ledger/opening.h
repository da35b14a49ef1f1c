// Opening balances: what an organisation's own accounts, or those of its outside system, held when its books began
// here. They come as one file, "akun;saldo", and become one entry of kind "opening", or are refused with everything
// that is wrong in the file, line by line (journey J14).
//
// Only accounts that never moved are opened so, and never those that carry gifts (a campaign's fund, goods): their
// money comes in by the rules of their rooms. A balance stands on the side on which its account grows. What is opened
// must balance: assets on one side, what is owed and the net assets at the beginning on the other. For the latter the
// own book has an account that is made when it is first needed.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/ledger.h"

namespace lumbung::ledger {

// Needed for posting opening balances in an organisation.
inline constexpr work::Right open_balances = "ledger.open_balances";
// Its subject is the entry; how many accounts is a fact.
inline constexpr std::string_view balances_opened = "ledger.balances_opened";

inline constexpr std::size_t most_opening_lines = 2'000;
inline constexpr std::size_t most_differences = 200;                    // that are told; all are counted
inline constexpr std::string_view opening_purpose = "opening_balance";  // AccountWish::purpose of that account

// Under which words a file may name an account, besides its id, its number and its purpose. The first is shown.
using NamesOf = std::function<std::vector<std::string>(AccountWish const&)>;

struct OpeningWish {
  Id<Entry> id;  // the idempotency key
  BookId book;
  Id<Organisation> organisation;  // whose book it is; for the account of net assets at the beginning
  Date day;                       // value date
  std::string file;               // UTF-8, with or without a byte order mark; fields between ';', ',' or tabs
};

struct OpeningLine {
  std::int64_t line = 0;  // of the file, from 1
  AccountWish account;
  Side side = Side::debit;
  Money amount;  // positive
};
// Something that is wrong. `line` is 0 for what is wrong with the whole.
struct Difference {
  std::int64_t line = 0;
  std::string_view field;  // "account", "amount" or ""
  Problem problem;
};
struct OpeningRead {
  std::vector<OpeningLine> lines;       // those that are right
  std::vector<Difference> differences;  // in the order of lines; at most `most_differences`
  std::int64_t found = 0;               // differences in all
  Money debits, credits;                // of `lines`
};
// Reads all of the file, whatever is wrong in it. Changes nothing.
OpeningRead read_opening(View const& view, OpeningWish const& wish, NamesOf const& names_of);
// Posts it as one entry; refuses `opening_differs`, with the differences beside it, when there is any. Records
// `balances_opened`. The caller asks whether the actor may.
Result<Posted> post_opening(Work& work, OpeningWish const& wish, NamesOf const& names_of);

// ---- Refusals

inline constexpr Refusal opening_differs{
    "ledger.opening_differs", Trouble::bad_input,
    "Saldo awal tidak diimpor: ada {count} hal yang tidak cocok. Perbaiki berkasnya, lalu kirim lagi seluruhnya.",
    "The opening balances were not imported: {count} things do not fit. Mend the file and send all of it again."};
inline constexpr Refusal opening_header_wrong{
    "ledger.opening_header_wrong", Trouble::bad_input,
    "Baris pertama harus menyebut kolomnya: akun dan saldo, dipisah titik koma.",
    "The first line must name its columns: account and amount, with a semicolon between them."};
inline constexpr Refusal opening_empty{"ledger.opening_empty", Trouble::bad_input,
                                       "Berkas ini tidak memuat satu saldo pun. Tulis satu baris untuk tiap akun.",
                                       "This file holds no balance. Write one line for each account."};
inline constexpr Refusal opening_too_long{"ledger.opening_too_long", Trouble::too_large,
                                          "Berkas ini lebih dari 2.000 baris. Jadikan satu baris tiap akun.",
                                          "This file has more than 2,000 lines. Write one line for each account."};
inline constexpr Refusal opening_line_wrong{"ledger.opening_line_wrong", Trouble::bad_input,
                                            "Baris {line}: kolomnya tidak lengkap, atau tanda kutipnya tidak ditutup.",
                                            "Line {line}: columns are missing, or a quote is never closed."};
inline constexpr Refusal opening_account_missing{"ledger.opening_account_missing", Trouble::bad_input,
                                                 "Baris {line}: akunnya belum ditulis.",
                                                 "Line {line}: the account is not given."};
inline constexpr Refusal opening_account_unknown{
    "ledger.opening_account_unknown", Trouble::bad_input,
    "Baris {line}: tidak ada akun dengan nama atau nomor ini. Pakai nama seperti di neraca saldo.",
    "Line {line}: there is no account of this name or number. Use the name in the trial balance."};
inline constexpr Refusal opening_account_ambiguous{
    "ledger.opening_account_ambiguous", Trouble::bad_input,
    "Baris {line}: beberapa akun bernama begini. Tulis nomor akunnya.",
    "Line {line}: several accounts bear this name. Write the number of the account."};
inline constexpr Refusal opening_account_twice{
    "ledger.opening_account_twice", Trouble::bad_input,
    "Baris {line}: akun ini sudah ada di baris {first}. Jadikan satu baris.",
    "Line {line}: this account stands in line {first} already. Make it one line."};
inline constexpr Refusal opening_account_not_so{
    "ledger.opening_account_not_so", Trouble::bad_input,
    "Baris {line}: akun ini tidak punya saldo awal; isinya datang dari donasi, pencairan, atau barang.",
    "Line {line}: this account has no opening balance; it is filled by gifts, releases or goods."};
inline constexpr Refusal opening_account_moved{
    "ledger.opening_account_moved", Trouble::conflict,
    "Baris {line}: akun ini sudah pernah dipakai, jadi saldo awalnya tidak dapat dimasukkan lagi.",
    "Line {line}: this account was used already, so its opening balance cannot be entered any more."};
inline constexpr Refusal opening_account_closed{"ledger.opening_account_closed", Trouble::conflict,
                                                "Baris {line}: akun ini sudah ditutup.",
                                                "Line {line}: this account is closed."};
inline constexpr Refusal opening_amount_wrong{
    "ledger.opening_amount_wrong", Trouble::bad_input,
    "Baris {line}: saldonya tidak terbaca. Tulis seperti 25.000 atau 25.000,00.",
    "Line {line}: the amount cannot be read. Write it like 25.000 or 25.000,00."};
inline constexpr Refusal opening_amount_ambiguous{
    "ledger.opening_amount_ambiguous", Trouble::bad_input,
    "Baris {line}: saldonya dapat dibaca dengan dua cara. Pakai titik untuk ribuan (4.200) dan koma untuk sen (4,20).",
    "Line {line}: the amount can be read in two ways. Use a dot for thousands (4.200) and a comma for sen (4,20)."};
inline constexpr Refusal opening_amount_too_large{"ledger.opening_amount_too_large", Trouble::bad_input,
                                                  "Baris {line}: saldonya terlalu besar. Periksa banyaknya nol.",
                                                  "Line {line}: the amount is too large. Check the number of zeros."};
inline constexpr Refusal opening_sign_wrong{
    "ledger.opening_sign_wrong", Trouble::bad_input,
    "Baris {line}: akun ini tidak pernah di bawah nol. Tulis saldonya tanpa tanda minus; utang dan aset neto juga "
    "ditulis positif.",
    "Line {line}: this account never stands below zero. Write its balance without a minus; what is owed and net assets "
    "are positive, too."};
inline constexpr Refusal opening_unbalanced{"ledger.opening_unbalanced", Trouble::bad_input,
                                            "Sisi debit {debits}, sisi kredit {credits}: selisih {difference}. Kedua "
                                            "sisi harus sama; yang kurang biasanya baris "
                                            "\"Aset neto awal\".",
                                            "Debits are {debits}, credits {credits}: {difference} apart. Both must be "
                                            "equal; what is missing is mostly the line "
                                            "\"Opening net assets\"."};

}  // namespace lumbung::ledger
