// What moved money of a running credit, as it was booked.
#pragma once

#include "cooperative/lending_types.h"
#include "core/bytes.h"

namespace lumbung::cooperative {

enum class PaymentKind { collection, cover, cover_back, write_off, recovery };
inline constexpr Word<PaymentKind> payment_kinds[] = {{PaymentKind::collection, "collection"},
                                                      {PaymentKind::cover, "cover"},
                                                      {PaymentKind::cover_back, "cover_back"},
                                                      {PaymentKind::write_off, "write_off"},
                                                      {PaymentKind::recovery, "recovery"}};

// What one payment paid of one instalment.
struct PaymentPart {
  Id<MemberLoan> loan;
  int plan = 1;
  int number = 0;
  Parts parts;
};
// What one lender got or lost by it.
struct PaymentShare {
  Id<LenderPledge> pledge;
  Money returned = 0_rp, lost = 0_rp;
};
struct PaymentRecord {
  std::int64_t book = 0;
  Id<Entry> entry;
  Id<PeerCredit> credit;
  PaymentKind kind = PaymentKind::collection;
  Date day;
  Money amount;
  std::string asked;                     // what was asked for, so that the same again is known
  std::optional<Id<Entry>> reversed_by;  // the counter-entry
  std::string reason;                    // of the reversal
  std::vector<PaymentPart> parts;
  std::vector<PaymentShare> shares;
};

// Who paid for whom (tanggung renteng).
struct CoverRecord {
  Id<Entry> entry;
  int place = 0;
  Id<MemberLoan> loan;  // of the member who was covered
  Id<CooperativeMember> by;
  Money amount;
  Money paid_back = 0_rp;
  bool ended = false;  // reversed
  Money left() const { return amount - paid_back; }
};

}  // namespace lumbung::cooperative
