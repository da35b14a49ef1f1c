// The things payments speaks of: merchants, partners, charges, incoming payments, suspense items.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/id.h"
#include "core/money.h"
#include "core/time.h"
#include "ledger/ledger.h"

namespace lumbung {
struct Charge;           // an expected incoming payment
struct IncomingPayment;  // money that an acquirer says has come
struct SuspenseItem;     // money that came and that nobody expected so
}  // namespace lumbung

namespace lumbung::payments {

using ledger::BookId;
using work::View;
using work::Work;

enum class Method { qris, va };

// waiting → paid → refunded; waiting → expired or cancelled. An expired charge can still become paid, when the notice
// was late but the money was not, or when a person assigns suspense money to it.
enum class ChargeState { waiting, paid, expired, cancelled, refunded };

std::string_view name_of(Method method);      // "qris", "va"
std::string_view name_of(ChargeState state);  // "waiting", …

// What an organisation has with its acquirer.
struct Merchant {
  Id<Organisation> organisation;
  BookId book;
  Id<LedgerAccount> bank;      // asset: where the acquirer's money arrives
  Id<LedgerAccount> suspense;  // liability: what came and is not placed yet
  std::string name;            // shown by banks for its virtual accounts, e.g. "YAYASAN CONTOH LUMBUNG"
  std::string static_qris;     // the acquirer's static payload; "" when the organisation takes no QRIS
  std::string nmid;            // read from it
  std::string merchant_pan;    // read from it
  std::string va_prefix;       // partnerServiceId without blanks, 1 to 8 digits; "" when it takes no virtual accounts
};

// Who sends us notices: an acquirer, a bank, a gateway. Its secret is kept sealed and never shown again.
struct Partner {
  std::int64_t number = 0;  // small, ours
  std::string client_key;   // X-CLIENT-KEY, and X-PARTNER-ID of its requests
  std::string name;         // "Bank Uji Coba"
  std::string public_key;   // PEM
  std::string secret;       // for HMAC-SHA-512; "" when it signs by RSA only
  Id<Organisation> home;    // in whose suspense money lands that names nobody we know
};

// An expected payment.
struct ChargeRecord {
  Id<Charge> id;
  BookId book;
  Id<Organisation> organisation;
  Uuid subject{};  // what it pays for, e.g. the gift
  Method method = Method::qris;
  Money amount;  // asked for
  ChargeState state = ChargeState::waiting;
  std::string reference;  // 62-05 and originalPartnerReferenceNo: at most 25 capital letters and digits
  std::string payload;    // QRIS: what the QR code says; VA: ""
  std::string va_number;  // VA: digits as people type them, prefix included; QRIS: ""
  std::string title;      // what a bank may show: never a person's name
  Instant created, expires;
  std::optional<Instant> paid_at;
  std::optional<Money> paid_amount;  // what came; differs from `amount` only when a person decided so
};

// Why money is in suspense.
enum class SuspenseReason {
  unknown_reference,  // names no charge of ours
  wrong_amount,       // more or less than asked
  late,               // after the charge had expired
  cancelled,          // the charge had been cancelled
  second_payment,     // the charge was paid already
  not_booked          // it paid its charge rightly, but what the charge pays for could not be booked
};
enum class SuspenseState { open, assigned, returned, refunded_by_acquirer };
std::string_view name_of(SuspenseReason reason);  // "unknown_reference", …
std::string_view name_of(SuspenseState state);    // "open", …

struct SuspenseRecord {
  Id<SuspenseItem> id;
  BookId book;
  Id<Organisation> organisation;
  SuspenseReason reason = SuspenseReason::unknown_reference;
  SuspenseState state = SuspenseState::open;
  Money amount;
  Instant received, paid_at;
  std::string partner;               // the partner's name
  std::string acquirer_reference;    // originalReferenceNo, or referenceNo of a VA payment
  std::string reference;             // what it named as our reference, cut to 64 characters
  std::optional<Id<Charge>> charge;  // the charge it named, or was assigned to
  std::optional<Instant> resolved_at;
  std::string resolution_note;
};

}  // namespace lumbung::payments
