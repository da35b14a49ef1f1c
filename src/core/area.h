// Codes of Indonesia's administrative areas, as the Ministry of Home Affairs writes them: province, regency or city,
// district, village: "32.17.10.2005" (Kepmendagri 300.2.2-2138/2025). BPS counts differently; its codes are not these.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "core/result.h"
#include "core/time.h"

namespace lumbung {

inline constexpr Refusal area_code_wrong{
    "core.area_code_wrong", Trouble::bad_input,
    "Kode wilayah harus berbentuk seperti 32.17.10.2005 (provinsi, kabupaten/kota, kecamatan, desa/kelurahan).",
    "An area code looks like 32.17.10.2005 (province, regency or city, district, village)."};

enum class AreaLevel { country, province, regency, district, village };

// The code of one area; without digits it means the whole country. Only the form is checked here: whether there is such
// an area, the registry knows.
class AreaCode {
 public:
  constexpr AreaCode() = default;
  // "32", "32.17", "32.17.10", "32.17.10.2005", or the same without dots. Refuses everything else, the empty text too.
  static Result<AreaCode> parse(std::string_view text);

  std::string text() const;  // with dots; empty for the country
  std::string_view digits() const { return {digits_.data(), size_}; }
  AreaLevel level() const;
  // The area one level up; the country's parent is the country.
  AreaCode parent() const;
  // The ancestor (or itself) at a level that is not finer than its own.
  AreaCode at(AreaLevel level) const;
  // Whether `other` is this area or lies inside it.
  bool contains(AreaCode const& other) const { return other.digits().starts_with(digits()); }
  Zone zone() const { return zone_of_province(digits().substr(0, 2)); }

  friend constexpr auto operator<=>(AreaCode const&, AreaCode const&) = default;

 private:
  std::array<char, 10> digits_{};
  std::uint8_t size_ = 0;
};

// Whether an area is in today's edition of the codes, only in an older one, or in none that we know.
enum class AreaStatus { current, historic, unknown };
// Asks those who hold the tables; core itself reads nothing.
using AreaLookup = std::function<AreaStatus(AreaCode const&)>;

}  // namespace lumbung
