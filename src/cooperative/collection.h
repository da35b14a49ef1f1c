// Collecting instalments, by the leader for the group or from a member at the till; and taking a mistake back.
//
// One entry, named by whoever collects: the till takes the money; the member's debt falls by the principal; charges are
// the co-operative's income; rounding is the member's own sukarela, or as the product says. In the same entry the
// principal goes on from what was lent to the lenders' sukarela (returning.h).
#pragma once

#include "cooperative/instalment.h"
#include "cooperative/payment_types.h"

namespace lumbung::cooperative {

inline constexpr std::string_view collection_entry = "loan_collection";

// Events.
inline constexpr std::string_view instalments_collected = "cooperative.instalments_collected";  // facts: amount (sen)
inline constexpr std::string_view payment_reversed = "cooperative.payment_reversed";            // facts: reverses

// Refusals.
inline constexpr Refusal loan_settled{"cooperative.loan_settled", Trouble::conflict,
                                      "Pinjaman anggota ini sudah lunas, jadi tidak ada yang perlu dibayar.",
                                      "This member's loan is settled; there is nothing to pay."};
inline constexpr Refusal loan_written_off{
    "cooperative.loan_written_off", Trouble::conflict,
    "Pinjaman anggota ini sudah dihapusbukukan. Catat pembayarannya sebagai penerimaan kembali.",
    "This member's loan was written off. Record the payment as a recovery."};
inline constexpr Refusal before_disbursement{"cooperative.before_disbursement", Trouble::bad_input,
                                             "Tanggal ini sebelum pencairan ({from}).",
                                             "This day is before the disbursement ({from})."};
inline constexpr Refusal nothing_collected{"cooperative.nothing_collected", Trouble::bad_input,
                                           "Isi setoran paling sedikit satu anggota, atau jumlah setoran kelompok.",
                                           "Give what at least one member paid, or the sum of the group."};
inline constexpr Refusal paid_not_whole{"cooperative.paid_not_whole", Trouble::bad_input,
                                        "Isi jumlah rupiah bulat, lebih dari nol.",
                                        "Give whole rupiah, more than zero."};
inline constexpr Refusal member_paid_twice{"cooperative.member_paid_twice", Trouble::bad_input,
                                           "Anggota ini disebut dua kali dalam satu setoran. Jumlahkan dulu.",
                                           "This member is named twice in one collection. Add the amounts up."};
inline constexpr Refusal unknown_payment{"cooperative.unknown_payment", Trouble::not_found,
                                         "Setoran angsuran ini tidak ditemukan atau tidak dapat dibalik.",
                                         "There is no such payment, or it is of a kind that is not reversed."};
inline constexpr Refusal plan_replaced{
    "cooperative.plan_replaced", Trouble::conflict,
    "Sesudah setoran ini jadwalnya diganti atau pinjamannya dihapusbukukan, jadi tidak dapat dibalik lagi.",
    "Since this payment the loan was given a new plan or written off, so it cannot be reversed any more."};
inline constexpr Refusal lender_used_it{
    "cooperative.lender_used_it", Trouble::conflict,
    "Uang yang kembali kepada pemberi pinjaman sudah dipakai atau diambil, jadi setoran ini belum dapat dibalik. Minta "
    "ia menyetorkannya dulu.",
    "What went back to a lender was used or withdrawn, so this payment cannot be reversed yet. Ask for a deposit "
    "first."};

struct CollectedLine {
  Id<CooperativeMember> member;
  Money amount;
  std::optional<int> instalment;  // the one that is meant, and those after it; none: the oldest unpaid
};
struct Collection {
  Id<Entry> id;
  Id<PeerCredit> credit;
  Date day;
  Id<CooperativeTill> till;
  std::vector<CollectedLine> lines;  // each member once
  std::optional<Money> lump;         // instead of lines: of the group as a whole, oldest due day first
  std::vector<Hash> evidence = {};
};
// Needs `collect` where the leader lives. The same again is the first answer. Refusals point at "/lines/<i>/...".
Result<ledger::Posted> collect_instalments(Work& work, Id<Organisation> organisation, Collection const& wish);

struct PaymentReversal {
  Id<Entry> id;  // of the counter-entry
  Id<Entry> reverses;
  std::string reason;  // 5 to 300 letters; no names
};
// The counter-entry of a collection, cover or recovery, on today's day: instalments are unpaid again, lenders have lent
// again. Needs `pay_out`.
Result<ledger::Posted> reverse_payment(Work& work, Id<Organisation> organisation, PaymentReversal const& wish);

// Oldest first, with their parts.
std::vector<PaymentRecord> payments_of(View const& view, CreditRecord const& credit);

}  // namespace lumbung::cooperative
