// A new plan for a loan that cannot be paid as agreed. What is owed stays what it was: the principal that is not back
// and the charges that are not paid, over new days. The old plan stays visible with what was paid of it.
#pragma once

#include "cooperative/collection.h"

namespace lumbung::cooperative {

// Events.
inline constexpr std::string_view loan_rescheduled = "cooperative.loan_rescheduled";  // facts: plan

// Refusals.
inline constexpr Refusal nothing_to_reschedule{"cooperative.nothing_to_reschedule", Trouble::conflict,
                                               "Pokok pinjaman ini sudah kembali seluruhnya, jadi tidak perlu jadwal "
                                               "baru.",
                                               "All principal of this loan is back; it needs no new plan."};

struct ReschedulingWish {
  Id<Rescheduling> id;
  Id<PeerCredit> credit;
  Id<CooperativeMember> member;
  Date begins;  // the first instalment falls due one period after it
  int instalments = 0;
  Period period = Period::daily;
  std::string reason, minutes;  // both needed; no names
};
struct ReschedulingRecord {
  std::int64_t book = 0;
  Id<Rescheduling> id;
  Id<MemberLoan> loan;
  int plan = 2;
  Date begins;
  std::string asked, reason, minutes;
};
// Needs `decide`. The same again changes nothing.
Result<ReschedulingRecord> reschedule(Work& work, Id<Organisation> organisation, ReschedulingWish const& wish);
std::vector<ReschedulingRecord> reschedulings_of(View const& view, LoanRecord const& loan);

}  // namespace lumbung::cooperative
