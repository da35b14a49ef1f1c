// The tables of pay-outs.
#pragma once

#include "cooperative/leaving.h"

namespace lumbung::cooperative::store {

void insert(Work& work, PayoutRecord const& payout);
std::optional<PayoutRecord> payout(View const& view, Id<MemberPayout> id);
bool has_open_payout(View const& view, MemberRecord const& member);
void end_payout(Work& work, PayoutRecord const& payout);  // state, amount and shares
std::vector<PayoutRecord> payouts(View const& view, std::int64_t book, Id<MemberPayout> before, int limit);

}  // namespace lumbung::cooperative::store
