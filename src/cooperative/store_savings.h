// The tables of ties and corrections.
#pragma once

#include "cooperative/savings.h"

namespace lumbung::cooperative::store {

void insert_tie(Work& work, MemberRecord const& member, Tie const& tie);
std::optional<Tie> tie(View const& view, MemberRecord const& member, Id<Hold> id);
void end_tie(Work& work, MemberRecord const& member, Id<Hold> id);
std::vector<Tie> open_ties(View const& view, MemberRecord const& member);  // amounts left at zero: the ledger has them

void insert_correction(Work& work, MemberRecord const& member, CorrectionWish const& wish);
std::optional<std::string> correction(View const& view, std::int64_t book, Id<Entry> entry);

}  // namespace lumbung::cooperative::store
