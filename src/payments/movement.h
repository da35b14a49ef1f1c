// What became of money that a partner says has moved. Inside this room only.
#pragma once

#include "payments/caller.h"
#include "payments/payments.h"
#include "payments/store.h"

namespace lumbung::payments {

// Money has come in.
struct Movement {
  Method kind = Method::qris;
  std::string acquirer_reference;
  std::string reference;  // what it names as ours; QR: our reference, VA: the number without blanks
  Money amount;
  Instant paid_at;
  std::optional<ChargeRecord> charge;  // the charge it names
  std::optional<Merchant> merchant;    // whose money it is, when no charge tells; none: the partner's home
};

// Counts it once: pays the charge, or opens a suspense item. Refuses `other_content`.
Result<Outcome> succeed(Work& work, Caller const& caller, Movement const& movement);
// The acquirer took it back, perhaps before we heard that it had come.
Result<Outcome> refund(Work& work, Caller const& caller, Movement const& movement);

// Why this charge cannot simply be paid by this movement; nothing when it can.
std::optional<SuspenseReason> reason_against(ChargeRecord const& charge, Money amount, Instant paid_at);

// The charge is paid: state, and the event that others follow.
void pay(Work& work, ChargeRecord charge, Money amount, Instant paid_at);

// Posts Dr bank, Cr suspense and lists the money.
Result<Id<SuspenseItem>> open_item(Work& work, Caller const& caller, Movement const& movement, SuspenseReason reason);
// Undoes that posting.
Verdict undo_posting(Work& work, SuspenseRecord const& item);

// The acquirer took it back: out of the bank account as long as it holds something, beyond that it is owed.
Verdict take_back_posting(Work& work, SuspenseRecord const& item);

}  // namespace lumbung::payments
