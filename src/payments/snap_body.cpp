#include "payments/snap_body.h"

#include <algorithm>

#include "payments/flat_json.h"
#include "payments/payments.h"

namespace lumbung::payments::snap {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

Problem missing(std::string_view name) { return refuse(field_missing).with("name", name); }
Problem wrong(std::string_view name) { return refuse(field_format).with("name", name); }

// The body's members, asked for by name.
class Members {
 public:
  explicit Members(FlatJson members) : members_(std::move(members)) {}

  // A text of 1 to `most` bytes without control characters.
  Result<std::string> text(std::string_view name, std::size_t most) const {
    auto found = TRY(text_or_none(name, most));
    if (found.empty()) return missing(name);
    return found;
  }
  Result<std::string> text_or_none(std::string_view name, std::size_t most) const {
    auto const member = members_.find(name);
    if (member == members_.end() || member->second.kind == Scalar::Kind::other) return std::string();
    auto const& value = member->second.text;
    bool const plain = std::all_of(value.begin(), value.end(), [](char c) { return c < 0 || c >= ' '; });
    if (member->second.kind != Scalar::Kind::text || value.size() > most || !plain) return wrong(name);
    return value;
  }
  // {"value": "25000.00", "currency": "IDR"}: exactly two decimals, in a text.
  Result<std::optional<Money>> money(std::string const& name) const {
    auto const value = TRY(text_or_none(name + ".value", 19));
    auto const currency = TRY(text_or_none(name + ".currency", 3));
    if (value.empty() && currency.empty()) return std::optional<Money>();
    if (value.empty()) return missing(name + ".value");
    auto const amount = parse_decimal(value);
    bool const two_decimals = value.size() > 3 && value[value.size() - 3] == '.';
    if (amount.refused() || !two_decimals || amount->minor < 0) return wrong(name + ".value");
    if (currency != "IDR") return wrong(name + ".currency");
    return std::optional<Money>(*amount);
  }
  Result<std::optional<Instant>> time(std::string_view name) const {
    auto const value = TRY(text_or_none(name, 40));
    if (value.empty()) return std::optional<Instant>();
    auto const moment = parse_iso_time(value);
    if (moment.refused()) return wrong(name);
    return std::optional<Instant>(*moment);
  }

 private:
  FlatJson members_;
};

Result<Members> members_of(std::string_view body) {
  auto read = read_flat_json(body);
  if (!read) return refuse(body_unreadable);
  return Members(std::move(*read));
}

Result<VaNumber> read_number(Members const& members) {
  VaNumber number;
  number.partner_service_id = TRY(members.text("partnerServiceId", 8));
  number.customer_no = TRY(members.text("customerNo", 20));
  number.virtual_account_no = TRY(members.text("virtualAccountNo", 28));
  number.channel = TRY(members.text_or_none("additionalInfo.channel", 64));
  if (number.prefix().empty() || !all_digits(number.prefix())) return wrong("partnerServiceId");
  if (!all_digits(number.customer_no)) return wrong("customerNo");
  auto const first = number.virtual_account_no.find_first_not_of(' ');
  bool const joined =
      first != std::string::npos && number.virtual_account_no.substr(first) == number.prefix() + number.customer_no;
  if (!joined) return wrong("virtualAccountNo");
  return number;
}

}  // namespace

std::string VaNumber::prefix() const {
  auto const first = partner_service_id.find_first_not_of(' ');
  return first == std::string::npos ? "" : partner_service_id.substr(first);
}

Result<QrNotice> read_qr_notice(std::string_view body) {
  auto const members = TRY(members_of(body));
  QrNotice notice;
  notice.acquirer_reference = TRY(members.text("originalReferenceNo", 64));
  notice.reference = TRY(members.text_or_none("originalPartnerReferenceNo", 64));
  if (notice.reference.empty()) notice.reference = TRY(members.text_or_none("originalPartnerReferanceNo", 64));
  auto const status = TRY(members.text("latestTransactionStatus", 2));
  if (status.size() != 2 || status[0] != '0' || status[1] < '0' || status[1] > '7')
    return wrong("latestTransactionStatus");
  notice.status = status[1] - '0';
  notice.amount = TRY(members.money("amount"));
  bool const moves_money = notice.status == 0 || notice.status == 4;
  if (moves_money && !notice.amount) return missing("amount");
  if (moves_money && !notice.amount->positive()) return wrong("amount.value");
  notice.paid_at = TRY(members.time("additionalInfo.paidTime"));
  notice.nmid = TRY(members.text_or_none("additionalInfo.nmid", 15));
  notice.merchant_pan = TRY(members.text_or_none("additionalInfo.mpan", 40));
  if (notice.merchant_pan.empty()) notice.merchant_pan = TRY(members.text_or_none("destinationNumber", 40));
  return notice;
}

Result<VaInquiry> read_va_inquiry(std::string_view body) {
  auto const members = TRY(members_of(body));
  VaInquiry inquiry;
  inquiry.number = TRY(read_number(members));
  inquiry.inquiry_id = TRY(members.text("inquiryRequestId", 128));
  return inquiry;
}

Result<VaPayment> read_va_payment(std::string_view body) {
  auto const members = TRY(members_of(body));
  VaPayment payment;
  payment.number = TRY(read_number(members));
  payment.payment_id = TRY(members.text("paymentRequestId", 128));
  auto const paid = TRY(members.money("paidAmount"));
  if (!paid) return missing("paidAmount");
  if (!paid->positive()) return wrong("paidAmount.value");
  payment.paid = *paid;
  payment.paid_at = TRY(members.time("trxDateTime"));
  payment.reference_no = TRY(members.text_or_none("referenceNo", 64));
  auto const advice = TRY(members.text_or_none("flagAdvise", 1));
  if (!advice.empty() && advice != "Y" && advice != "N") return wrong("flagAdvise");
  payment.advised = advice == "Y";
  return payment;
}

Verdict read_token_request(std::string_view body) {
  auto const members = TRY(members_of(body));
  auto grant = TRY(members.text_or_none("grantType", 40));
  if (grant.empty()) grant = TRY(members.text_or_none("grant_type", 40));
  if (grant.empty()) return missing("grantType");
  if (grant != "client_credentials") return wrong("grantType");
  return done;
}

}  // namespace lumbung::payments::snap
