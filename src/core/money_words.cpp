// Amounts in words, as Indonesian receipts print them. Rules: vectors.json, terbilang_rules (KBBI spelling).
#include <array>

#include "core/money.h"

namespace lumbung {
namespace {

constexpr std::array<std::string_view, 12> small_numbers{"",     "satu",  "dua",     "tiga",     "empat",   "lima",
                                                         "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"};

void add(std::string& words, std::string_view word) {
  if (!words.empty()) words += ' ';
  words += word;
}

// 1 to 999.
std::string hundreds(unsigned number) {
  std::string words;
  if (number >= 200) add(words, small_numbers.at(number / 100));
  if (number >= 100) add(words, number < 200 ? "seratus" : "ratus");
  auto const rest = number % 100;
  if (rest == 0) return words;
  if (rest < 12) {
    add(words, small_numbers.at(rest));
  } else if (rest < 20) {
    add(words, small_numbers.at(rest - 10));
    add(words, "belas");
  } else {
    add(words, small_numbers.at(rest / 10));
    add(words, "puluh");
    if (rest % 10 != 0) add(words, small_numbers.at(rest % 10));
  }
  return words;
}

std::string words_of(std::uint64_t number) {
  struct Step {
    std::uint64_t size;
    std::string_view name;
  };
  constexpr std::array<Step, 7> steps{{{1'000'000'000'000'000'000, "kuintiliun"},
                                       {1'000'000'000'000'000, "kuadriliun"},
                                       {1'000'000'000'000, "triliun"},
                                       {1'000'000'000, "miliar"},
                                       {1'000'000, "juta"},
                                       {1'000, "ribu"},
                                       {1, ""}}};
  if (number == 0) return "nol";
  std::string words;
  for (auto const& step : steps) {
    auto const group = static_cast<unsigned>(number / step.size % 1000);
    if (group == 0) continue;
    if (step.size == 1000 && group == 1) {
      add(words, "seribu");
      continue;
    }
    add(words, hundreds(group));
    if (!step.name.empty()) add(words, step.name);
  }
  return words;
}

std::string with_sign(std::int64_t number, std::string words) {
  return number < 0 ? "minus " + std::move(words) : std::move(words);
}

std::uint64_t magnitude(std::int64_t n) {
  return n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
}

}  // namespace

std::string terbilang(std::int64_t number) { return with_sign(number, words_of(magnitude(number))); }

std::string terbilang(Money amount) {
  if (amount.asset != rupiah) return terbilang(amount.minor) + " " + std::string(amount.asset.code());
  auto const size = magnitude(amount.minor);
  std::string words;
  if (size >= 100 || size == 0) add(words, words_of(size / 100) + " rupiah");
  if (size % 100 != 0) add(words, words_of(size % 100) + " sen");
  return with_sign(amount.minor, words);
}

}  // namespace lumbung
