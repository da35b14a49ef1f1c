#include <algorithm>
#include <array>

#include "payments/snap.h"

namespace lumbung::payments::snap {
namespace {

// Vectors snap_response_codes; order of the standard.
constexpr std::array<Response, 63> list{{
    {200, 0, "Successful"},
    {202, 0, "Request In Progress"},
    {400, 0, "Bad Request"},
    {400, 1, "Invalid Field Format {field name}"},
    {400, 2, "Invalid Mandatory Field {field name}"},
    {401, 0, "Unauthorized. [reason]"},
    {401, 1, "Invalid Token (B2B)"},
    {401, 2, "Invalid Customer Token"},
    {401, 3, "Token Not Found (B2B)"},
    {401, 4, "Customer Token Not Found"},
    {403, 0, "Transaction Expired"},
    {403, 1, "Feature Not Allowed [reason]"},
    {403, 2, "Exceeds Transaction Amount Limit"},
    {403, 3, "Suspected Fraud"},
    {403, 4, "Activity Count Limit Exceeded"},
    {403, 5, "Do Not Honor"},
    {403, 6, "Feature Not Allowed At This Time. [reason]"},
    {403, 7, "Card Blocked"},
    {403, 8, "Card Expired"},
    {403, 9, "Dormant Account"},
    {403, 10, "Need To Set Token Limit"},
    {403, 11, "OTP Blocked"},
    {403, 12, "OTP Lifetime Expired"},
    {403, 13, "OTP Sent To Cardholder"},
    {403, 14, "Insufficient Funds"},
    {403, 15, "Transaction Not Permitted. [reason]"},
    {403, 16, "Suspend Transaction"},
    {403, 17, "Token Limit Exceeded"},
    {403, 18, "Inactive Card/Account/Customer"},
    {403, 19, "Merchant Blacklisted"},
    {403, 20, "Merchant Limit Exceed"},
    {403, 21, "Set Limit Not Allowed"},
    {403, 22, "Token Limit Invalid"},
    {403, 23, "Account Limit Exceed"},
    {404, 0, "Invalid Transaction Status"},
    {404, 1, "Transaction Not Found"},
    {404, 2, "Invalid Routing"},
    {404, 3, "Bank Not Supported By Switch"},
    {404, 4, "Transaction Cancelled"},
    {404, 5, "Merchant Is Not Registered For Card Registration Services"},
    {404, 6, "Need To Request OTP"},
    {404, 7, "Journey Not Found"},
    {404, 8, "Invalid Merchant"},
    {404, 9, "No Issuer"},
    {404, 10, "Invalid API Transition"},
    {404, 11, "Invalid Card/Account/Customer [info]/Virtual Account"},
    {404, 12, "Invalid Bill/Virtual Account [reason]"},
    {404, 13, "Invalid Amount"},
    {404, 14, "Paid Bill"},
    {404, 15, "Invalid OTP"},
    {404, 16, "Partner Not Found"},
    {404, 17, "Invalid Terminal"},
    {404, 18, "Inconsistent Request"},
    {404, 19, "Invalid Bill/Virtual Account"},
    {405, 0, "Requested Function Is Not Supported"},
    {405, 1, "Requested Operation Is Not Allowed"},
    {409, 0, "Conflict"},
    {409, 1, "Duplicate partnerReferenceNo"},
    {429, 0, "Too Many Requests"},
    {500, 0, "General Error"},
    {500, 1, "Internal Server Error"},
    {500, 2, "External Server Error"},
    {504, 0, "Timeout"},
}};

struct Named {
  int service;
  std::string_view name;
};
// Vectors snap_service_codes.
constexpr Named services[] = {
    {11, "balance-inquiry"},
    {12, "transaction-history-list"},
    {14, "bank-statement"},
    {15, "account-inquiry-internal"},
    {16, "account-inquiry-external"},
    {17, "transfer-intrabank"},
    {18, "transfer-interbank"},
    {19, "transfer-request-for-payment"},
    {22, "transfer-rtgs"},
    {23, "transfer-skn"},
    {24, "transfer-va/inquiry"},
    {25, "transfer-va/payment"},
    {26, "transfer-va/status"},
    {27, "transfer-va/create-va"},
    {28, "transfer-va/update-va"},
    {30, "transfer-va/inquiry-va"},
    {31, "transfer-va/delete-va"},
    {32, "transfer-va/inquiry-intrabank"},
    {33, "transfer-va/payment-intrabank"},
    {36, "transfer/status"},
    {47, "qr/qr-mpm-generate"},
    {51, "qr/qr-mpm-query"},
    {52, "qr/qr-mpm-notify"},
    {73, "access-token/b2b"},
    {74, "access-token/b2b2c"},
};

std::string digits(int number, int width) {
  auto text = std::to_string(number);
  while (static_cast<int>(text.size()) < width) text.insert(text.begin(), '0');
  return text;
}

}  // namespace

std::string Response::text(int service) const { return digits(http, 3) + digits(service, 2) + digits(outcome, 2); }

std::span<Response const> responses() { return list; }

Response response(int http, int outcome) {
  auto const found = std::find_if(list.begin(), list.end(),
                                  [&](Response const& one) { return one.http == http && one.outcome == outcome; });
  must(found != list.end());
  return *found;
}

std::string_view service_name(int service) {
  for (auto const& one : services)
    if (one.service == service) return one.name;
  return "";
}

}  // namespace lumbung::payments::snap
