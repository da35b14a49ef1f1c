// The two numbers on Indonesian identity papers: NIK (of a person) and KK (of a family card). Both are personal data:
// they are sealed where they are stored, shown masked, and never logged. Vectors: nik, nik_rules, kk.
//
// NIK: PPKKCC DDMMYY SSSS - the district of first registration (which never changes when the person moves), the date
// of birth (day + 40 for women), a serial from 0001. There is no check digit. A NIK is not changed when the date of
// birth is corrected, nor when districts are renumbered; so what does not match is a warning with a reason, never a
// refusal. The KK number has the same shape with the date of registration (no + 40), and does change: on a move, the
// death of the head, a divorce, a split. Never take it for the identity of a family.
#pragma once

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/area.h"
#include "core/result.h"
#include "core/time.h"

namespace lumbung {

enum class Sex { male, female };
std::string_view code_of(Sex sex);  // "L" laki-laki, "P" perempuan, as on the papers
std::optional<Sex> sex_from(std::string_view code);

inline constexpr Refusal nik_not_digits{"core.nik_not_digits", Trouble::bad_input,
                                        "NIK hanya terdiri dari angka. Periksa lagi penulisannya di KTP atau KK.",
                                        "A NIK has only digits. Check it against the identity card."};
inline constexpr Refusal nik_length{"core.nik_length", Trouble::bad_input,
                                    "NIK harus 16 angka. Periksa apakah ada angka yang kurang atau lebih.",
                                    "A NIK has 16 digits. Check whether one is missing or too many."};
inline constexpr Refusal nik_placeholder{
    "core.nik_placeholder", Trouble::bad_input,
    "NIK dengan angka yang sama semua bukan NIK sungguhan. Kosongkan bila belum ada.",
    "A NIK of one repeated digit is not a real one. Leave it empty if there is none yet."};
inline constexpr Refusal nik_date{
    "core.nik_date", Trouble::bad_input,
    "Angka ke-7 sampai ke-12 NIK ini bukan tanggal lahir yang mungkin. Periksa lagi penulisannya.",
    "Digits 7 to 12 of this NIK are no possible date of birth. Check it again."};
inline constexpr Refusal nik_serial{"core.nik_serial", Trouble::bad_input,
                                    "Nomor urut NIK tidak mungkin 0000. Periksa lagi empat angka terakhir.",
                                    "The serial of a NIK cannot be 0000. Check the last four digits."};

inline constexpr Refusal kk_not_digits{"core.kk_not_digits", Trouble::bad_input,
                                       "Nomor KK hanya terdiri dari angka. Periksa lagi di Kartu Keluarga.",
                                       "A KK number has only digits. Check it against the family card."};
inline constexpr Refusal kk_length{"core.kk_length", Trouble::bad_input,
                                   "Nomor KK harus 16 angka. Periksa apakah ada angka yang kurang atau lebih.",
                                   "A KK number has 16 digits. Check whether one is missing or too many."};
inline constexpr Refusal kk_placeholder{
    "core.kk_placeholder", Trouble::bad_input,
    "Nomor KK dengan angka yang sama semua bukan nomor sungguhan. Kosongkan bila belum ada.",
    "A KK number of one repeated digit is not a real one. Leave it empty if there is none yet."};
inline constexpr Refusal kk_date{
    "core.kk_date", Trouble::bad_input,
    "Angka ke-7 sampai ke-12 nomor KK ini bukan tanggal yang mungkin. Periksa lagi penulisannya.",
    "Digits 7 to 12 of this KK number are no possible date. Check it again."};
inline constexpr Refusal kk_looks_like_nik{
    "core.kk_looks_like_nik", Trouble::bad_input,
    "Ini tampak seperti NIK, bukan nomor KK. Nomor KK tertulis di bagian atas Kartu Keluarga.",
    "This looks like a NIK, not a KK number. The KK number stands at the top of the family card."};
inline constexpr Refusal kk_serial{"core.kk_serial", Trouble::bad_input,
                                   "Nomor urut KK tidak mungkin 0000. Periksa lagi empat angka terakhir.",
                                   "The serial of a KK number cannot be 0000. Check the last four digits."};

// A NIK whose form is in order. It has no way to be printed by accident: ask for `digits` or `masked` by name.
class Nik {
 public:
  // Dots, blanks and hyphens are stripped. Refuses with every fault found (see Problem::others).
  static Result<Nik> parse(std::string_view text, Date today);
  // From 16 digits that were parsed before they were stored; a mistake (throws) if they are not.
  static Nik from_stored(std::string_view digits);
  std::string_view digits() const { return {digits_.data(), digits_.size()}; }
  std::string masked() const;  // "3217********0003"
  AreaCode area() const;       // district of first registration, "32.17.10"
  Sex sex() const;
  // One or two days a century apart, the younger first: future days and ages over 120 are dropped.
  std::vector<Date> birth_candidates(Date today) const;
  friend auto operator<=>(Nik const&, Nik const&) = default;

 private:
  std::array<char, 16> digits_{};
};

// What looks odd about a good NIK. Stored with the record and shown with a reason; never a refusal.
enum class NikWarning { area_historic, area_unknown, century_ambiguous, dob_mismatch, gender_mismatch };
std::string_view code_of(NikWarning warning);  // "AREA_HISTORIC"
std::optional<NikWarning> nik_warning_from(std::string_view code);

// What the person said of themselves, as far as known; the declared birth date settles the century.
struct Declared {
  std::optional<Date> birth;
  std::optional<Sex> sex;
};
std::vector<NikWarning> warnings_of(Nik const& nik, Date today, AreaLookup const& areas, Declared const& declared = {});

// Everything that can be read from a text typed as a NIK, faults included; for forms that help while one types.
struct NikReading {
  std::string digits;                      // as typed, without separators
  std::vector<std::string_view> errors;    // "NON_DIGIT", "LENGTH", "PLACEHOLDER", "DATE", "SERIAL_0000"
  std::vector<std::string_view> warnings;  // codes of NikWarning
  std::vector<Date> birth_candidates;
  std::optional<Sex> sex;
  std::string serial;
  std::optional<AreaCode> area;
  AreaStatus area_status = AreaStatus::unknown;
};
NikReading read_nik(std::string_view text, Date today, AreaLookup const& areas);

// A KK number whose form is in order.
class KkNumber {
 public:
  static Result<KkNumber> parse(std::string_view text, Date today);
  // As for Nik.
  static KkNumber from_stored(std::string_view digits);
  std::string_view digits() const { return {digits_.data(), digits_.size()}; }
  std::string masked() const;         // "3217********0007"
  AreaCode area() const;              // district of issue
  Date registered(Date today) const;  // the latest century that is not in the future
  friend auto operator<=>(KkNumber const&, KkNumber const&) = default;

 private:
  std::array<char, 16> digits_{};
};

}  // namespace lumbung
