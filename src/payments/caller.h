// Who sent a request, once its signature, time and number were looked at. Inside this room only.
#pragma once

#include "payments/payments.h"
#include "payments/store.h"

namespace lumbung::payments {

struct Caller {
  Partner partner;  // its secret unsealed
  BookId home_book;
  Instant signed_at;  // what X-TIMESTAMP says
};

// How a request may be signed.
enum class Signing {
  token_request,  // RSA over client key and time
  notice,         // RSA without a token, or HMAC with one
  transaction     // HMAC with a token
};

// Refuses with header_missing, header_wrong, partner_unknown, timestamp_off, token_wrong, signature_wrong.
Result<Caller> identify(View const& view, PartnerRequest const& request, Signing signing);

// A notice as it will be kept; refuses with `replayed` what came before under the same number and day, or with
// the same content and signed time.
// The day is that of the signed time, so that a copy sent after midnight is still a copy.
Result<store::Notice> first_of_its_number(Work& work, Caller const& caller, PartnerRequest const& request, int service);

}  // namespace lumbung::payments
