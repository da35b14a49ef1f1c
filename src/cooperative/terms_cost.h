// What a credit costs, said in every way that people and the law say it; and whether the law allows it.
//
// A cost is what the member pays and does not get back: the charges, and the rounding if it becomes service charge.
// Rounding that goes to her own simpanan sukarela is hers, and no cost.
//
// Rates are for reading and are doubles; no amount of money is ever made from one. Vector: loan_kamura.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "cooperative/schedule.h"

namespace lumbung::cooperative {

struct Cost {
  Money paid = 0_rp;        // in all, charges kept back at disbursement included
  Money cost = 0_rp;        // of it, what is not given back
  Money own_saving = 0_rp;  // of it, what becomes the member's own simpanan sukarela
  int days = 0;             // from disbursement to the last instalment

  // Cost over principal, over the years of the term: days/365 when daily, 7 × instalments/365 when weekly,
  // instalments/12 when monthly.
  double flat_a_year = 0;
  // The internal rate of return of what the member gets and pays (a day, a week, a month): the rate on what she really
  // still owes. Daily terms count real days, so that rest days count; weekly and monthly ones count periods.
  double effective_a_period = 0;
  double nominal_a_year = 0;    // effective a period × 365, 365/7 or 12
  double effective_a_year = 0;  // compounded
  // "Manfaat ekonomi" as SEOJK 19/2023 reckons it for lending platforms: cost over principal and days, in per cent a
  // day. The law on co-operatives knows no such limit; it is shown for comparison.
  double manfaat_ekonomi_percent_a_day = 0;
};
// Needs a schedule made of these terms.
Cost cost_of(Schedule const& plan, Terms const& terms);

// A dated rule of law: the highest price of a loan in a year. Kept as data, so that a change of law is a line more.
struct LoanCeiling {
  std::string_view id;       // "permenkop-8-2023-pasal-27"
  std::string_view name_id;  // as shown to people
  std::string_view name_en;
  Date in_force_from;
  int basis_points_a_year;  // flat
};
// Permenkop UKM 8/2023 art. 27 (3): at most 24 % a year. Promulgated and in force on 20 June 2023 (bungopos.com,
// 27 April 2024; SE Menkop UKM 6/2023).
std::span<LoanCeiling const> loan_ceilings();
// The rule that holds for a loan disbursed on that day: the latest in force; nothing before the first.
LoanCeiling const* ceiling_on(Date day, std::span<LoanCeiling const> rules = loan_ceilings());

// The most that may be asked back in all at the ceiling, flat, in whole rupiah rounded down: 25.098 of 25.000 in six
// days. Reckoned in integers.
Money most_to_ask(Schedule const& plan, Terms const& terms, LoanCeiling const& rule);

// A warning, not a refusal: the screen shows it before the product is approved, and a co-operative may make it
// binding.
inline constexpr Refusal above_the_ceiling{"cooperative.above_the_ceiling", Trouble::conflict,
                                           "Biaya pinjaman ini {flat} setahun flat ({nominal} setahun atas sisa "
                                           "pokok), di atas batas {ceiling} setahun menurut {rule}, "
                                           "berlaku sejak {since}. Paling banyak yang boleh ditagih seluruhnya {most}, "
                                           "sedangkan ini {asked}. Kurangi biaya, atau "
                                           "masukkan pembulatan ke simpanan sukarela anggota.",
                                           "This loan costs {flat} a year flat ({nominal} a year on what is still "
                                           "owed), above the limit of {ceiling} a year of {rule}, "
                                           "in force since {since}. The most that may be asked in all is {most}, and "
                                           "this asks {asked}. Lower the charges, or let "
                                           "the rounding go to the member's voluntary savings."};
// Flat it keeps to the limit, on what is still owed it does not: allowed as the rule is read here, and worth knowing.
inline constexpr Refusal above_the_ceiling_on_what_is_owed{
    "cooperative.above_the_ceiling_on_what_is_owed", Trouble::conflict,
    "Biaya pinjaman ini {flat} setahun flat, masih dalam batas {ceiling} menurut {rule}, berlaku sejak {since}; tetapi "
    "atas "
    "sisa pokok besarnya {nominal} setahun. Pertimbangkan untuk menurunkannya.",
    "This loan costs {flat} a year flat, within the limit of {ceiling} of {rule}, in force since {since}; but on what "
    "is "
    "still owed it is {nominal} a year. Consider lowering it."};

// What must be said about the legal ceiling, with the rule's name and date; nothing when all is well.
std::optional<Problem> ceiling_warning(Schedule const& plan, Terms const& terms, Cost const& cost,
                                       std::span<LoanCeiling const> rules = loan_ceilings());

}  // namespace lumbung::cooperative
