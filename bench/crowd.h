// The crowd that bench_entities registers: the same persons each time, with names as they are common and rare in
// Indonesia, and numbers that nobody else has.
#pragma once

#include <array>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "core/chance.h"
#include "core/nik.h"

namespace lumbung {

class Crowd {
 public:
  // The first of a list are the common ones.
  std::string name(Sex sex) {
    if (++named_ % 20'000 == 10'000) return "Zefanya Wulanggeni";  // whom a search for a rare name finds
    constexpr std::array<std::string_view, 24> women{"Siti",  "Nur",    "Sri",     "Dewi",    "Ani",     "Rina",
                                                     "Fitri", "Ayu",    "Yuli",    "Lestari", "Ratna",   "Wati",
                                                     "Indah", "Murni",  "Endah",   "Halimah", "Kartini", "Made",
                                                     "Butet", "Dahlia", "Ningsih", "Rohani",  "Suryani", "Tuti"};
    constexpr std::array<std::string_view, 24> men{"Muhammad", "Ahmad", "Agus",   "Budi",    "Eko",     "Dedi",
                                                   "Asep",     "Abdul", "Hendra", "Joko",    "Rudi",    "Slamet",
                                                   "Wayan",    "Ujang", "Andi",   "Bambang", "Cecep",   "Dadang",
                                                   "Iwan",     "Maman", "Ketut",  "Tono",    "Yohanes", "Zainal"};
    std::string words(sex == Sex::female ? among(women) : among(men));
    words += " " + std::string(among(families));
    if (chance_.number(3) == 0) words += " " + rare_word();
    return words;
  }
  // Digits of a person's NIK: no two alike below 250 million. `born` gets the day of birth.
  std::string nik(std::string_view district, std::int64_t person, Sex sex, Date& born) {
    constexpr std::int64_t days = 25'000;
    born = make_date(1940, 1, 1) + static_cast<int>(person * 7'919 % days);
    auto const day = calendar(born);
    return digits(district, day.day + (sex == Sex::female ? 40 : 0), day, 1 + person / days);
  }
  std::string kk(std::string_view district, std::int64_t family) {
    constexpr std::int64_t days = 7'000;
    auto const day = calendar(make_date(2005, 1, 1) + static_cast<int>(family * 3'571 % days));
    return digits(district, day.day, day, 1 + family / days);
  }
  static std::string phone(std::int64_t family) {
    std::array<char, 20> text;
    std::snprintf(text.data(), text.size(), "0812%08lld", static_cast<long long>(family));
    return text.data();
  }
  std::uint64_t number(std::uint64_t below) { return chance_.number(below); }

 private:
  static constexpr std::array<std::string_view, 32> families{
      "Aminah",      "Hidayat",  "Rahayu",    "Saputra",  "Wahyuni", "Setiawan",    "Kurniawan",  "Susanti",
      "Santoso",     "Maulana",  "Handayani", "Nugroho",  "Permana", "Gunawan",     "Rahman",     "Fauzi",
      "Wijaya",      "Suhendar", "Utami",     "Pratama",  "Hasanah", "Djuariah",    "Firmansyah", "Sitorus",
      "Simanjuntak", "Tanjung",  "Daeng",     "Suparman", "Hutapea", "Latuconsina", "Wenda",      "Kogoya"};

  template <std::size_t N>
  std::string_view among(std::array<std::string_view, N> const& list) {
    return list[chance_.number(1 + chance_.number(N))];
  }
  // Of three syllables: 97,336 words.
  std::string rare_word() {
    constexpr std::array<std::string_view, 46> syllables{
        "ba", "bi", "da", "di", "du", "ga", "gi", "gu", "ha", "hi", "ja", "ji", "jo", "ka", "ki", "ku",
        "la", "li", "lu", "ma", "mi", "mu", "na", "ni", "nu", "pa", "pi", "pu", "ra", "ri", "ro", "ru",
        "sa", "si", "so", "su", "ta", "ti", "to", "tu", "wa", "wi", "ya", "yo", "yu", "te"};
    std::string word;
    for (int i = 0; i < 3; ++i) word += syllables[chance_.number(syllables.size())];
    word[0] = static_cast<char>(word[0] - 'a' + 'A');
    return word;
  }
  static std::string digits(std::string_view district, int first, CalendarDay const& day, std::int64_t serial) {
    std::string place;
    for (char const c : district)
      if (c != '.') place += c;
    std::array<char, 24> text;
    std::snprintf(text.data(), text.size(), "%s%02d%02d%02d%04lld", place.c_str(), first % 100, day.month % 100,
                  day.year % 100, static_cast<long long>(serial % 10'000));
    return text.data();
  }

  SeededChance chance_{17};
  std::int64_t named_ = 0;
};

}  // namespace lumbung
