// Amounts: how much of what. Integer minor units only; no floating point touches money.
//
// The rupiah is kept in sen (ISO 4217: IDR, exponent 2) though nobody pays sen; goods are counted in whole units or in
// the smallest unit their code names (KG-BERAS counts grams, PAKET-SEKOLAH counts packages).
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace lumbung {

// What is counted: "IDR", or goods such as "PAKET-SEKOLAH". 1 to 23 characters of A-Z, 0-9 and '-'.
class Asset {
 public:
  constexpr Asset() = default;  // no asset; a Money of no asset is nothing at all
  // Refuses anything but the characters above.
  static Result<Asset> parse(std::string_view code);
  std::string_view code() const { return std::string_view(code_.data()); }
  friend constexpr auto operator<=>(Asset const&, Asset const&) = default;

 private:
  friend consteval Asset asset(char const* code);
  std::array<char, 24> code_{};
};

// An asset known when the program is written: `asset("IDR")`.
consteval Asset asset(char const* code) {
  Asset made;
  for (std::size_t i = 0; code[i] != 0; ++i) made.code_.at(i) = code[i];
  return made;
}
inline constexpr Asset rupiah = asset("IDR");

// An amount of one asset. Adding different assets, or running over the range, is a mistake and throws; input is checked
// first with `plus`, which refuses instead.
struct Money {
  std::int64_t minor = 0;  // sen for IDR; units for goods; negative only as a difference
  Asset asset = rupiah;

  bool positive() const { return minor > 0; }
  bool zero() const { return minor == 0; }
  friend auto operator<=>(Money const&, Money const&) = default;
  Money& operator+=(Money other);
  Money& operator-=(Money other);
  friend Money operator+(Money a, Money b) { return a += b; }
  friend Money operator-(Money a, Money b) { return a -= b; }
};

constexpr Money operator""_rp(unsigned long long whole) { return {static_cast<std::int64_t>(whole) * 100, rupiah}; }

inline constexpr Refusal amount_out_of_range{
    "core.amount_out_of_range", Trouble::bad_input,
    "Jumlah ini terlalu besar untuk dicatat. Periksa lagi banyaknya angka nol.",
    "This amount is too large to be recorded. Check the number of zeros."};
inline constexpr Refusal amount_unreadable{"core.amount_unreadable", Trouble::bad_input,
                                           "Jumlah ini tidak terbaca. Tulis seperti 25.000 atau Rp25.000,00.",
                                           "This amount cannot be read. Write it like 25.000 or Rp25.000,00."};
inline constexpr Refusal amount_ambiguous{
    "core.amount_ambiguous", Trouble::bad_input,
    "Jumlah ini dapat dibaca dengan dua cara. Pakai titik untuk ribuan (4.200) dan koma untuk sen (4,20).",
    "This amount can be read in two ways. Use a dot for thousands (4.200) and a comma for sen (4,20)."};
inline constexpr Refusal asset_code_wrong{
    "core.asset_code_wrong", Trouble::bad_input,
    "Kode barang harus 1 sampai 23 huruf besar, angka, atau tanda hubung, misalnya PAKET-SEKOLAH.",
    "The code of an asset must be 1 to 23 capital letters, digits or hyphens, such as PAKET-SEKOLAH."};

// Sum or product that refuses to run over the range of 64 bits.
Result<Money> plus(Money a, Money b);
Result<Money> times(Money a, std::int64_t factor);
// `part`/`whole` of an amount, rounded down; 128-bit inside, so it never overflows. Needs 0 <= part <= whole, whole >
// 0.
Money share_of(Money amount, std::int64_t part, std::int64_t whole);

// "Rp25.000", "-Rp4.200", sen only when there are any: "Rp1,50". Goods: "12 PAKET-SEKOLAH".
std::string shown(Money amount);
// As reports print it, always with sen: "Rp25.000,00".
std::string shown_in_reports(Money amount);
// As SNAP BI and ISO 20022 want it: "25000.00".
std::string decimal(Money amount);
// Reads "25000.00" or "25000" (SNAP BI, ISO 20022, QRIS tag 54). Refuses anything else.
Result<Money> parse_decimal(std::string_view text);

// Reads what people type: "25.000", "Rp 25.000,-", "25rb", "1,5 jt". Where two readings are possible ("4,200") it
// refuses with `amount_ambiguous` rather than guess. Vectors: rupiah_parse.
Result<Money> parse_rupiah(std::string_view text);

// The amount in words, as receipts print it: "dua puluh lima ribu rupiah". Vectors: terbilang, terbilang_rupiah_sen.
std::string terbilang(std::int64_t number);
std::string terbilang(Money amount);

// Splits `total` over `weights` by largest remainder (Hamilton); equal remainders go to the earlier one. The parts sum
// to `total` exactly. Needs every weight >= 0 and at least one > 0; total may be 0.
std::vector<Money> split(Money total, std::span<std::int64_t const> weights);

}  // namespace lumbung
