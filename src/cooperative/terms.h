// What a co-operative agrees upon for a package credit: how much, in how many instalments, on which days, rounded how,
// and what it costs. Terms are data: a product holds them, a loan keeps its own copy. The plan that follows from them
// is made in schedule.h, what they cost in a year in terms_cost.h.
//
// All amounts are whole rupiah (nobody pays sen), so that what is printed is what is paid.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "core/money.h"
#include "core/time.h"

namespace lumbung::cooperative {

enum class Weekday : std::uint8_t { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
Weekday weekday_of(Date date);

// Days on which nothing falls due: weekdays ("Sundays are off") and single holidays.
class RestDays {
 public:
  RestDays() = default;
  RestDays(std::initializer_list<Weekday> weekdays, std::vector<Date> holidays = {});
  RestDays(std::vector<Weekday> const& weekdays, std::vector<Date> holidays);
  bool rests_on(Date date) const;
  bool rests_all_week() const { return weekdays_ == 0x7f; }

 private:
  std::uint8_t weekdays_ = 0;   // one bit a weekday, Monday lowest
  std::vector<Date> holidays_;  // sorted
};

enum class Period : std::uint8_t { daily, weekly, monthly };

// Where the rupiah go by which rounding makes the instalments larger than what is owed.
enum class RoundingGoesTo : std::uint8_t {
  voluntary_savings,       // the member's own simpanan sukarela: it stays hers and is no cost. The default.
  service_charge,          // the co-operative's income: then it is a cost, and the legal ceiling counts it
  smaller_last_instalment  // nowhere: the last instalment is smaller, and nobody pays more than is owed
};

// Who pays the odd rupiah when an amount does not divide: 25.000 in six is 4.166 and four rupiah over.
enum class OddRupiah : std::uint8_t {
  to_the_earlier,  // 4.167 four times, then 4.166 twice (vector `loan_kamura`). The default.
  evenly           // the running total rounded: 4.167, 4.166, 4.167, 4.167, 4.166, 4.167 (journey J3)
};

enum class ChargeKind : std::uint8_t {
  percent_of_principal,  // once, flat, of the whole principal
  percent_a_period,      // flat, of the whole principal, for each instalment ("1,5 % sebulan")
  fixed                  // an amount a loan, such as administration
};
enum class ChargePaid : std::uint8_t { with_instalments, at_disbursement };

// One charge, named as the product names it ("jasa", "administrasi"). A percentage of an amount is rounded down to a
// whole rupiah, in the member's favour.
struct Charge {
  std::string name;
  ChargeKind kind = ChargeKind::percent_of_principal;
  int basis_points = 0;  // hundredths of a per cent, for the percentages; 0 to 100.000
  Money amount = 0_rp;   // for `fixed`
  ChargePaid paid = ChargePaid::with_instalments;
};

struct Terms {
  Money principal = 0_rp;  // a member
  int instalments = 0;     // 1 to 600
  Period period = Period::daily;
  RestDays rest_days;
  Money rounded_up_to = 1_rp;  // an instalment is a multiple of this: Rp1 (exact), Rp100, Rp500, Rp1.000
  RoundingGoesTo rounding_goes_to = RoundingGoesTo::voluntary_savings;
  OddRupiah odd_rupiah = OddRupiah::to_the_earlier;
  std::vector<Charge> charges;  // at most 10
};

inline constexpr int most_instalments = 600;

inline constexpr Refusal principal_not_lendable{
    "cooperative.principal_not_lendable", Trouble::bad_input,
    "Pokok pinjaman harus rupiah bulat di atas nol dan paling banyak Rp1.000.000.000.000. Tulis tanpa sen.",
    "The principal must be whole rupiah above zero and at most Rp1.000.000.000.000. Write it without sen."};
inline constexpr Refusal instalments_out_of_range{
    "cooperative.instalments_out_of_range", Trouble::bad_input,
    "Banyaknya angsuran harus 1 sampai 600, dan tidak lebih banyak dari rupiah yang dipinjam.",
    "The number of instalments must be 1 to 600, and no more than the rupiah that are lent."};
inline constexpr Refusal rounding_unknown{
    "cooperative.rounding_unknown", Trouble::bad_input,
    "Angsuran hanya dapat dibulatkan ke Rp1 (tepat), Rp100, Rp500, atau Rp1.000. Pilih salah satu.",
    "Instalments can only be rounded to Rp1 (exact), Rp100, Rp500 or Rp1.000. Choose one of them."};
inline constexpr Refusal rounding_too_coarse{
    "cooperative.rounding_too_coarse", Trouble::bad_input,
    "Satu angsuran hanya {instalment}; terlalu kecil untuk dibulatkan ke {step}. Pilih pembulatan yang lebih halus "
    "atau "
    "kurangi banyaknya angsuran.",
    "One instalment is only {instalment}; that is too little to be rounded to {step}. Choose a finer rounding or fewer "
    "instalments."};
inline constexpr Refusal every_day_is_rest{"cooperative.every_day_is_rest", Trouble::bad_input,
                                           "Ketujuh hari dalam seminggu ditandai libur, jadi tidak ada hari untuk "
                                           "mengangsur. Sisakan paling sedikit satu hari.",
                                           "All seven days of the week are marked as rest days, so there is no day to "
                                           "pay. Leave at least one day."};
inline constexpr Refusal charge_unusable{
    "cooperative.charge_unusable", Trouble::bad_input,
    "Biaya \"{name}\" tidak dapat dipakai: persen harus 0 sampai 1.000 %, jumlah tetap harus rupiah bulat, dan semua "
    "biaya bersama-sama tidak boleh melebihi pokok.",
    "The charge \"{name}\" cannot be used: per cent must be 0 to 1,000 %, a fixed amount must be whole rupiah, and all "
    "charges together must not exceed the principal."};
inline constexpr Refusal too_many_charges{"cooperative.too_many_charges", Trouble::bad_input,
                                          "Satu produk paling banyak memuat 10 macam biaya. Gabungkan yang sejenis.",
                                          "A product holds at most 10 kinds of charges. Join those of one kind."};

// Whether a plan can be made of them; names every fault at once (`Problem::others`).
Verdict check(Terms const& terms);

// What one charge comes to over the whole loan. Needs terms that pass `check`.
Money amount_of(Charge const& charge, Terms const& terms);
// All charges paid in that way, over the whole loan.
Money charges_paid(Terms const& terms, ChargePaid how);

}  // namespace lumbung::cooperative
