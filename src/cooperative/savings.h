// What members save: deposits and withdrawals at a till or in the field, corrections, and the passbook.
//
//   simpanan pokok     once, exactly what the by-laws say, or in the number of parts they allow; equity
//   simpanan wajib     by whole months, the oldest unpaid one first, also ahead (wajib.h); equity
//   simpanan sukarela  free in, and out within what is available; a liability
// Pokok and wajib leave only when the member does (leaving.h).
//
// Each is one balanced entry of two accounts, named by whoever sends it: the same again is the first answer. A mistake
// is reversed by a counter-entry; both stay in the passbook. The passbook is the ledger's statement, nothing else.
#pragma once

#include "cooperative/members.h"
#include "cooperative/wajib.h"
#include "ledger/ledger.h"

namespace lumbung::cooperative {

// Kinds of entries. The subject is the member.
inline constexpr std::string_view deposit_entry = "savings_deposit";
inline constexpr std::string_view withdrawal_entry = "savings_withdrawal";

// Events.
inline constexpr std::string_view savings_deposited = "cooperative.savings_deposited";  // facts: saving, amount (sen)
inline constexpr std::string_view savings_withdrawn = "cooperative.savings_withdrawn";  // facts: amount (sen)
inline constexpr std::string_view savings_corrected = "cooperative.savings_corrected";  // facts: reverses
inline constexpr std::string_view savings_tied = "cooperative.savings_tied";            // facts: why, amount (sen)
inline constexpr std::string_view savings_untied = "cooperative.savings_untied";

// Refusals.
inline constexpr Refusal before_joining{"cooperative.before_joining", Trouble::bad_input,
                                        "Tanggal ini sebelum orang tersebut menjadi anggota ({from}).",
                                        "This day is before the person became a member ({from})."};
inline constexpr Refusal pokok_paid_already{"cooperative.pokok_paid_already", Trouble::conflict,
                                            "Simpanan pokok anggota ini sudah lunas ({paid}).",
                                            "This member's simpanan pokok is paid in full ({paid})."};
inline constexpr Refusal pokok_not_exact{"cooperative.pokok_not_exact", Trouble::bad_input,
                                         "Simpanan pokok dibayar tepat {left}. Periksa jumlahnya.",
                                         "The simpanan pokok is paid with exactly {left}. Check the amount."};
inline constexpr Refusal pokok_too_much{"cooperative.pokok_too_much", Trouble::bad_input,
                                        "Sisa simpanan pokok tinggal {left}. Kurangi jumlahnya.",
                                        "Only {left} of the simpanan pokok is left to pay. Lower the amount."};
inline constexpr Refusal wajib_not_asked{"cooperative.wajib_not_asked", Trouble::conflict,
                                         "AD/ART koperasi ini tidak mewajibkan simpanan wajib.",
                                         "The by-laws of this co-operative ask for no simpanan wajib."};
inline constexpr Refusal wajib_not_whole_months{
    "cooperative.wajib_not_whole_months", Trouble::bad_input,
    "Simpanan wajib dibayar per bulan penuh mulai {month}: yang terdekat {below} atau {above}.",
    "The simpanan wajib is paid by whole months from {month} on: the nearest sums are {below} or {above}."};
inline constexpr Refusal wajib_too_far_ahead{
    "cooperative.wajib_too_far_ahead", Trouble::bad_input,
    "Simpanan wajib dapat dibayar di muka paling banyak {most} bulan, yaitu {below}.",
    "The simpanan wajib can be paid at most {most} months ahead, which is {below}."};
inline constexpr Refusal only_sukarela_leaves{
    "cooperative.only_sukarela_leaves", Trouble::conflict,
    "Hanya simpanan sukarela yang dapat diambil. Simpanan pokok dan wajib kembali saat anggota keluar.",
    "Only simpanan sukarela can be withdrawn. Pokok and wajib are returned when the member leaves."};
inline constexpr Refusal not_available{"cooperative.not_available", Trouble::conflict,
                                       "Yang dapat diambil {available} dari saldo {balance}; {tied}",
                                       "{available} of the balance of {balance} can be withdrawn; {tied}"};
inline constexpr Refusal two_people_needed{
    "cooperative.two_people_needed", Trouble::conflict,
    "Pengambilan sebesar ini perlu persetujuan orang kedua menurut AD/ART. Ajukan sebagai pembayaran.",
    "By the by-laws a second person must agree to this withdrawal. Propose it as a pay-out."};
inline constexpr Refusal not_a_savings_entry{
    "cooperative.not_a_savings_entry", Trouble::not_found,
    "Setoran atau pengambilan ini tidak ditemukan. Periksa nomornya di buku simpanan.",
    "There is no such deposit or withdrawal. Check its number in the passbook."};
inline constexpr Refusal unknown_tie{"cooperative.unknown_tie", Trouble::not_found,
                                     "Simpanan yang ditahan ini tidak ditemukan.",
                                     "There is no such tied part of savings."};

struct SavingWish {
  Id<Entry> id;  // made by the caller; the idempotency key
  Id<CooperativeMember> member;
  Saving saving = Saving::sukarela;
  Money amount;
  Date day;
  Id<CooperativeTill> till;
  std::vector<Hash> evidence = {};  // uploaded before; may be none
};
// Needs `collect` where the member lives.
Result<ledger::Posted> deposit(Work& work, Id<Organisation> organisation, SavingWish const& wish);
// Needs `pay_out`. Only sukarela; refuses `not_available`, which says how much is tied and until when.
Result<ledger::Posted> withdraw(Work& work, Id<Organisation> organisation, SavingWish const& wish);

struct CorrectionWish {
  Id<Entry> id;  // of the counter-entry
  Id<Entry> reverses;
  std::string reason;  // 5 to 300 letters; no names
};
// The counter-entry, on today's day. Needs `pay_out`. Refused when the money is not there any more.
Result<ledger::Posted> correct(Work& work, Id<Organisation> organisation, CorrectionWish const& wish);

// ---- What cannot leave: the hook for lending

enum class TieReason { pledged, lent, payout };
inline constexpr Word<TieReason> tie_reasons[] = {
    {TieReason::pledged, "pledged"}, {TieReason::lent, "lent"}, {TieReason::payout, "payout"}};
struct Tie {
  Id<Hold> id;  // of the ledger
  TieReason why = TieReason::pledged;
  Money amount;               // still held
  std::optional<Date> until;  // as far as known
};
// Holds `amount` of a member's sukarela for `into`, where ledger::post_hold may take it. Rules of lending have asked
// for their rights before. Records `savings_tied`.
Verdict tie(Work& work, MemberRecord const& member, Tie const& wish, Id<LedgerAccount> into);
// Lets go of what is still held. Again changes nothing.
Verdict untie(Work& work, MemberRecord const& member, Id<Hold> id);
// It was posted: forgets the tie without touching the hold.
void tie_posted(Work& work, MemberRecord const& member, Id<Hold> id);
// What still is held, and what is lent (pledge.h).
std::vector<Tie> ties_of(View const& view, MemberRecord const& member);

// ---- Looking. No right is asked here; doors ask for `view_members`.

struct SavingsSeen {
  Money pokok, pokok_due;  // what is there, and what the by-laws ask for
  Money wajib;
  Money sukarela, available;  // available: not tied
  WajibStanding months;       // of simpanan wajib
  std::vector<Tie> ties;
};
// As it stands at the end of a day (what is available: now).
Result<SavingsSeen> savings_of(View const& view, MemberRecord const& member, Date day);
// Newest first.
Result<ledger::Statement> passbook(View const& view, MemberRecord const& member, Saving saving, int limit,
                                   std::optional<std::int64_t> from);
// Why an entry was reversed; empty when it is no correction.
std::string reason_of_correction(View const& view, std::int64_t book, Id<Entry> correction);

}  // namespace lumbung::cooperative
