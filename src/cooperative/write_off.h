// What will not be paid back: written off by two people's decision, and what is recovered of it afterwards.
//
// The product says who bears it. `lenders`: what was lent is gone with the debt, shared in proportion to what each
// lender still has outstanding (returning.h). `cooperative`: the loss is the co-operative's expense, and the lenders
// get their money. A member who pays later still pays for those who bore it.
#pragma once

#include "cooperative/collection.h"

namespace lumbung::cooperative {

inline constexpr std::string_view write_off_entry = "loan_write_off";
inline constexpr std::string_view recovery_entry = "loan_recovery";

// Events.
inline constexpr std::string_view write_off_proposed = "cooperative.write_off_proposed";
inline constexpr std::string_view loan_was_written_off = "cooperative.loan_written_off";  // facts: amount (sen)
inline constexpr std::string_view write_off_refused = "cooperative.write_off_refused";
inline constexpr std::string_view loan_recovered = "cooperative.loan_recovered";  // facts: amount (sen)

// Refusals.
inline constexpr Refusal nothing_to_write_off{"cooperative.nothing_to_write_off", Trouble::conflict,
                                              "Pokok pinjaman ini sudah kembali seluruhnya.",
                                              "All principal of this loan has come back."};
inline constexpr Refusal write_off_waits{"cooperative.write_off_waits", Trouble::conflict,
                                         "Penghapusan pinjaman ini sudah diajukan dan menunggu keputusan.",
                                         "The write-off of this loan is proposed already and waits."};
inline constexpr Refusal unknown_write_off{"cooperative.unknown_write_off", Trouble::not_found,
                                           "Usulan penghapusan ini tidak ditemukan.", "There is no such write-off."};
inline constexpr Refusal not_written_off{"cooperative.not_written_off", Trouble::conflict,
                                         "Pinjaman ini tidak dihapusbukukan. Catat sebagai setoran angsuran.",
                                         "This loan was not written off. Record it as a collection."};

enum class WriteOffState { proposed, done, refused };
inline constexpr Word<WriteOffState> write_off_states[] = {
    {WriteOffState::proposed, "proposed"}, {WriteOffState::done, "done"}, {WriteOffState::refused, "refused"}};
struct WriteOffRecord {
  std::int64_t book = 0;
  Id<LoanWriteOff> id;  // the entry has the same id
  Id<MemberLoan> loan;
  Money amount;  // principal; as it stood when proposed, then as written off
  LossPolicy policy = LossPolicy::lenders;
  std::string reason, minutes;
  WriteOffState state = WriteOffState::proposed;
  Instant proposed;
};

struct WriteOffWish {
  Id<LoanWriteOff> id;
  Id<PeerCredit> credit;
  Id<CooperativeMember> member;
  std::string reason;   // no names
  std::string minutes;  // number of the minutes
};
// Needs `decide` where the group's leader lives; a second person approves. The same again changes nothing.
Result<WriteOffRecord> propose_write_off(Work& work, Id<Organisation> organisation, WriteOffWish const& wish);

inline constexpr std::string_view write_off_approval = "cooperative.write_off";
Id<Approval> approval_of(Id<LoanWriteOff> id);
std::optional<std::string> write_off_content(View const& view, Id<LoanWriteOff> id);
Verdict carry_out_write_off(Work& work, Id<LoanWriteOff> id);
Verdict refuse_write_off(Work& work, Id<LoanWriteOff> id);

struct Recovery {
  Id<Entry> id;
  Id<PeerCredit> credit;
  Id<CooperativeMember> member;
  Money amount;
  Date day;
  Id<CooperativeTill> till;
};
// Needs `collect`. Refuses more than was written off and not recovered yet (`over_the_debt`).
Result<ledger::Posted> recover(Work& work, Id<Organisation> organisation, Recovery const& wish);

}  // namespace lumbung::cooperative
