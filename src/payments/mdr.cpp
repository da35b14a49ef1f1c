#include "payments/payments.h"

namespace lumbung::payments {

// Read 2023 (bisnis.com 27 July 2023, with the worked example Rp150.000 -> Rp450 for UMI). It is believed that UMI is
// free up to Rp500.000 since December 2024; a new line goes here once that is read.
std::vector<MdrRate> mdr_table() {
  constexpr std::string_view source = "bisnis.com 2023-07-27";
  auto const from = make_date(2023, 7, 1);
  return {{"UMI", from, 100'000_rp, 30, source},    {"UKE", from, 0_rp, 70, source},
          {"UME", from, 0_rp, 70, source},          {"UBE", from, 0_rp, 70, source},
          {"PENDIDIKAN", from, 0_rp, 60, source},   {"SPBU/BLU/PSO", from, 0_rp, 40, source},
          {"DONASI_SOSIAL", from, 0_rp, 0, source}, {"G2P", from, 0_rp, 0, source}};
}

std::optional<Money> mdr(std::string_view category, Money amount, Date day) {
  std::optional<MdrRate> valid;
  for (auto const& rate : mdr_table())
    if (rate.category == category && rate.from <= day && (!valid || valid->from < rate.from)) valid = rate;
  if (!valid) return std::nullopt;
  if (amount <= valid->free_up_to) return 0_rp;
  auto fee = share_of(amount, valid->per_ten_thousand, 10'000);
  fee.minor -= fee.minor % 100;
  return fee;
}

}  // namespace lumbung::payments
