// The bodies that partners send us, read: tolerant to what we do not know, strict in what we act upon. Pure.
// Source: standards, Indonesia, section 3.3 (QR 52, virtual account 24 and 25).
//
// Refuses with body_unreadable, field_missing and field_format of payments.h. Names, phone numbers and accounts of
// payers are not even read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/money.h"
#include "core/result.h"
#include "core/time.h"

namespace lumbung::payments::snap {

// qr-mpm-notify.
struct QrNotice {
  std::string acquirer_reference;  // originalReferenceNo, 1 to 64 characters
  std::string reference;           // originalPartnerReferenceNo (or "…ReferanceNo", as Finpay spells it); may be ""
  int status = 0;                  // latestTransactionStatus: 0 success, 4 refunded, 5 cancelled, 6 failed, …
  std::optional<Money> amount;     // always there for 0 and 4
  std::optional<Instant> paid_at;  // additionalInfo.paidTime
  std::string nmid;                // additionalInfo.nmid; may be ""
  std::string merchant_pan;        // additionalInfo.mpan or destinationNumber; may be ""
};
Result<QrNotice> read_qr_notice(std::string_view body);

// Which virtual account is meant; as it came, for the answer echoes it.
struct VaNumber {
  std::string partner_service_id;  // 8 characters, blanks at the left
  std::string customer_no;         // at most 20 digits
  std::string virtual_account_no;  // the two joined
  std::string channel;             // additionalInfo.channel, which one client wants back; may be ""
  std::string prefix() const;      // partner_service_id without blanks
};
struct VaInquiry {
  VaNumber number;
  std::string inquiry_id;  // inquiryRequestId
};
Result<VaInquiry> read_va_inquiry(std::string_view body);

struct VaPayment {
  VaNumber number;
  std::string payment_id;          // paymentRequestId, 1 to 128 characters
  Money paid;                      // paidAmount
  std::optional<Instant> paid_at;  // trxDateTime
  std::string reference_no;        // referenceNo of the bank; may be ""
  bool advised = false;            // flagAdvise "Y": the bank has taken the money already
};
Result<VaPayment> read_va_payment(std::string_view body);

// grantType (or grant_type, as midtrans-client sends it) must be "client_credentials".
Verdict read_token_request(std::string_view body);

}  // namespace lumbung::payments::snap
