// The tables of payments. Seen by this room's own rules only.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "payments/payments.h"

namespace lumbung::payments::store {

using storage::Reader;
using storage::Writer;

std::optional<Merchant> merchant(Reader& rows, Id<Organisation> organisation);
std::optional<Merchant> merchant(Reader& rows, BookId book);
std::optional<Merchant> merchant_by_prefix(Reader& rows, std::string_view va_prefix);
std::optional<Merchant> merchant_by_account(Reader& rows, std::string_view nmid, std::string_view merchant_pan);
void put_merchant(Writer& rows, Merchant const& merchant);

// A partner as it lies in the table: its secret still sealed.
struct PartnerRow {
  Partner partner;  // without secret
  BookId home_book;
  std::string sealed_secret;  // "" for none
  Uuid secret_cell{};
};
std::optional<PartnerRow> partner(Reader& rows, std::string_view client_key);
std::int64_t partners(Reader& rows);
std::string partner_name(Reader& rows, std::int64_t number);
void put_partner(Writer& rows, PartnerRow const& row);

void add_token(Writer& rows, Hash const& token, std::int64_t partner, Instant expires);
bool has_token(Reader& rows, Hash const& token, std::int64_t partner, Instant now);
void forget_tokens(Writer& rows, Instant before);

std::optional<ChargeRecord> charge(Reader& rows, Id<Charge> id);
std::optional<ChargeRecord> charge_by_reference(Reader& rows, BookId book, std::string_view reference);
std::optional<ChargeRecord> charge_by_va(Reader& rows, BookId book, std::string_view va_number);
std::vector<ChargeRecord> waiting_past(Reader& rows, Instant moment, int limit);
void add_charge(Writer& rows, ChargeRecord const& charge);
void set_charge(Writer& rows, ChargeRecord const& charge);  // state, paid_at, paid_amount

// Money that a partner says has moved.
struct Incoming {
  BookId home_book;
  std::int64_t partner = 0;
  Method kind = Method::qris;
  std::string acquirer_reference;
  Id<IncomingPayment> id;
  std::string reference;
  Money amount;
  Instant paid_at, received;
  bool succeeded = false, refunded = false;
  std::optional<Id<Charge>> charge;
  std::optional<Id<SuspenseItem>> item;
};
std::optional<Incoming> incoming(Reader& rows, BookId home_book, std::int64_t partner, Method kind,
                                 std::string_view acquirer_reference);
// The payment that paid a charge, or was assigned to it.
std::optional<Incoming> incoming_of(Reader& rows, Id<Charge> charge);
void add_incoming(Writer& rows, Incoming const& payment);
void set_incoming(Writer& rows, Incoming const& payment);  // succeeded, refunded, charge, item, paid_at

struct Notice {
  BookId home_book;
  std::int64_t partner = 0;
  Date day;
  std::string external_id;
  int service = 0;
  Instant received;
  Hash body{}, content{};  // content: what was signed, however it was written
  std::string acquirer_reference, reference;
  int status = 0;
  std::optional<Money> amount;
  std::string outcome;
};
bool has_notice(Reader& rows, Notice const& notice);  // this number on this day, or this content at this signed time
void add_notice(Writer& rows, Notice const& notice);

// An item with where its payment stands in `payment_incoming`.
struct Item {
  SuspenseRecord record;
  BookId home_book;
  std::int64_t partner = 0;
  Method kind = Method::qris;
};
std::optional<Item> item(Reader& rows, Id<SuspenseItem> id);
std::vector<SuspenseRecord> items(Reader& rows, BookId book, std::optional<SuspenseState> state,
                                  std::optional<Id<SuspenseItem>> before, int limit);
void add_item(Writer& rows, Item const& item);
void set_item(Writer& rows, SuspenseRecord const& record);  // state, charge, resolved_at, note

}  // namespace lumbung::payments::store
