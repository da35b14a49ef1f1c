#include "payments/store.h"

namespace lumbung::payments::store {
namespace {

using storage::Blob;
using storage::Row;

Blob blob(Hash const& hash) { return Blob{view_of(hash)}; }
Blob blob(Uuid const& uuid) { return Blob{view_of(uuid)}; }
Uuid uuid(Row const& row, int column) { return row.get<Id<Charge>>(column).uuid; }
Money rupiah_in(Row const& row, int column) { return {row.get<std::int64_t>(column), rupiah}; }
std::optional<Money> rupiah_or_none(Row const& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return rupiah_in(row, column);
}
std::optional<std::int64_t> minor(std::optional<Money> const& amount) {
  if (!amount) return std::nullopt;
  return amount->minor;
}

template <class Enum>
Enum enum_in(Row const& row, int column) {
  return static_cast<Enum>(row.get<int>(column));
}

Merchant merchant_in(Row const& row) {
  return {.organisation = row.get<Id<Organisation>>(1),
          .book = {row.get<std::int64_t>(0)},
          .bank = row.get<Id<LedgerAccount>>(2),
          .suspense = row.get<Id<LedgerAccount>>(3),
          .name = row.get<std::string>(4),
          .static_qris = row.get<std::string>(5),
          .nmid = row.get<std::string>(6),
          .merchant_pan = row.get<std::string>(7),
          .va_prefix = row.get<std::string>(8)};
}

ChargeRecord charge_in(Row const& row) {
  return {.id = row.get<Id<Charge>>(1),
          .book = {row.get<std::int64_t>(0)},
          .organisation = row.get<Id<Organisation>>(2),
          .subject = uuid(row, 3),
          .method = enum_in<Method>(row, 4),
          .amount = rupiah_in(row, 5),
          .state = enum_in<ChargeState>(row, 6),
          .reference = row.get<std::string>(7),
          .payload = row.get<std::string>(8),
          .va_number = row.get<std::optional<std::string>>(9).value_or(""),
          .title = row.get<std::string>(10),
          .created = row.get<Instant>(11),
          .expires = row.get<Instant>(12),
          .paid_at = row.get<std::optional<Instant>>(13),
          .paid_amount = rupiah_or_none(row, 14)};
}

Incoming incoming_in(Row const& row) {
  return {.home_book = {row.get<std::int64_t>(0)},
          .partner = row.get<std::int64_t>(1),
          .kind = enum_in<Method>(row, 2),
          .acquirer_reference = row.get<std::string>(3),
          .id = row.get<Id<IncomingPayment>>(4),
          .reference = row.get<std::string>(5),
          .amount = rupiah_in(row, 6),
          .paid_at = row.get<Instant>(7),
          .received = row.get<Instant>(8),
          .succeeded = row.get<bool>(9),
          .refunded = row.get<bool>(10),
          .charge = row.get<std::optional<Id<Charge>>>(11),
          .item = row.get<std::optional<Id<SuspenseItem>>>(12)};
}

SuspenseRecord record_in(Row const& row) {
  return {.id = row.get<Id<SuspenseItem>>(1),
          .book = {row.get<std::int64_t>(0)},
          .organisation = row.get<Id<Organisation>>(2),
          .reason = enum_in<SuspenseReason>(row, 3),
          .state = enum_in<SuspenseState>(row, 4),
          .amount = rupiah_in(row, 5),
          .received = row.get<Instant>(6),
          .paid_at = row.get<Instant>(7),
          .partner = row.get<std::string>(8),
          .acquirer_reference = row.get<std::string>(9),
          .reference = row.get<std::string>(10),
          .charge = row.get<std::optional<Id<Charge>>>(11),
          .resolved_at = row.get<std::optional<Instant>>(12),
          .resolution_note = row.get<std::string>(13)};
}

}  // namespace

// ---- Merchants and partners

std::optional<Merchant> merchant(Reader& rows, Id<Organisation> organisation) {
  return rows.first(
      "SELECT book_id, organisation, bank, suspense, name, static_qris, nmid, merchant_pan, va_prefix "
      "FROM payment_merchants WHERE organisation = $1",
      {organisation}, merchant_in);
}
std::optional<Merchant> merchant(Reader& rows, BookId book) {
  return rows.first(
      "SELECT book_id, organisation, bank, suspense, name, static_qris, nmid, merchant_pan, va_prefix "
      "FROM payment_merchants WHERE book_id = $1",
      {book.number}, merchant_in);
}
std::optional<Merchant> merchant_by_prefix(Reader& rows, std::string_view va_prefix) {
  return rows.first(
      "SELECT book_id, organisation, bank, suspense, name, static_qris, nmid, merchant_pan, va_prefix "
      "FROM payment_merchants WHERE va_prefix = $1 AND va_prefix <> '' ORDER BY book_id LIMIT 1",
      {va_prefix}, merchant_in);
}
std::optional<Merchant> merchant_by_account(Reader& rows, std::string_view nmid, std::string_view merchant_pan) {
  return rows.first(
      "SELECT book_id, organisation, bank, suspense, name, static_qris, nmid, merchant_pan, va_prefix "
      "FROM payment_merchants WHERE (nmid <> '' AND nmid = $1) OR (merchant_pan <> '' AND merchant_pan = $2) "
      "ORDER BY book_id LIMIT 1",
      {nmid, merchant_pan}, merchant_in);
}
void put_merchant(Writer& rows, Merchant const& m) {
  rows.run(
      "INSERT INTO payment_merchants (book_id, organisation, bank, suspense, name, static_qris, nmid, merchant_pan, "
      "va_prefix) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (book_id) DO UPDATE SET "
      "organisation = excluded.organisation, bank = excluded.bank, suspense = excluded.suspense, name = excluded.name, "
      "static_qris = excluded.static_qris, nmid = excluded.nmid, merchant_pan = excluded.merchant_pan, "
      "va_prefix = excluded.va_prefix",
      {m.book.number, m.organisation, m.bank, m.suspense, m.name, m.static_qris, m.nmid, m.merchant_pan, m.va_prefix});
}

std::optional<PartnerRow> partner(Reader& rows, std::string_view client_key) {
  return rows.first(
      "SELECT p.number, p.client_key, p.name, p.public_key, p.secret, p.secret_cell, p.home_book, m.organisation "
      "FROM payment_partners p JOIN payment_merchants m ON m.book_id = p.home_book WHERE p.client_key = $1",
      {client_key}, [](Row const& row) {
        return PartnerRow{.partner = {.number = row.get<std::int64_t>(0),
                                      .client_key = row.get<std::string>(1),
                                      .name = row.get<std::string>(2),
                                      .public_key = row.get<std::string>(3),
                                      .secret = {},
                                      .home = row.get<Id<Organisation>>(7)},
                          .home_book = {row.get<std::int64_t>(6)},
                          .sealed_secret = row.is_null(4) ? std::string() : std::string(row.blob(4)),
                          .secret_cell = uuid(row, 5)};
      });
}
std::string partner_name(Reader& rows, std::int64_t number) {
  return rows
      .first("SELECT name FROM payment_partners WHERE number = $1", {number},
             [](Row const& row) { return row.get<std::string>(0); })
      .value_or("");
}
std::int64_t partners(Reader& rows) { return rows.number("SELECT COUNT(*) FROM payment_partners"); }
void put_partner(Writer& rows, PartnerRow const& row) {
  std::optional<std::string_view> secret;
  if (!row.sealed_secret.empty()) secret = row.sealed_secret;
  storage::Parameter const sealed = secret ? storage::Parameter(Blob{*secret}) : storage::Parameter(nullptr);
  rows.run(
      "INSERT INTO payment_partners (number, client_key, name, public_key, secret, secret_cell, home_book) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (client_key) DO UPDATE SET name = excluded.name, "
      "public_key = excluded.public_key, secret = excluded.secret, secret_cell = excluded.secret_cell, "
      "home_book = excluded.home_book",
      {row.partner.number, row.partner.client_key, row.partner.name, row.partner.public_key, sealed,
       blob(row.secret_cell), row.home_book.number});
}

// ---- Tokens

void add_token(Writer& rows, Hash const& token, std::int64_t partner, Instant expires) {
  rows.run("INSERT INTO payment_tokens (token_hash, partner, expires) VALUES ($1, $2, $3)",
           {blob(token), partner, expires});
}
bool has_token(Reader& rows, Hash const& token, std::int64_t partner, Instant now) {
  return rows.exists("SELECT 1 FROM payment_tokens WHERE token_hash = $1 AND partner = $2 AND expires > $3",
                     {blob(token), partner, now});
}
void forget_tokens(Writer& rows, Instant before) {
  rows.run("DELETE FROM payment_tokens WHERE expires < $1", {before});
}

// ---- Charges

std::optional<ChargeRecord> charge(Reader& rows, Id<Charge> id) {
  return rows.first(
      "SELECT book_id, charge_id, organisation, subject, method, amount, state, reference, payload, va_number, title, "
      "created, expires, paid_at, paid_amount FROM payment_charges WHERE charge_id = $1",
      {id}, charge_in);
}
std::optional<ChargeRecord> charge_by_reference(Reader& rows, BookId book, std::string_view reference) {
  return rows.first(
      "SELECT book_id, charge_id, organisation, subject, method, amount, state, reference, payload, va_number, title, "
      "created, expires, paid_at, paid_amount FROM payment_charges WHERE book_id = $1 AND reference = $2",
      {book.number, reference}, charge_in);
}
std::optional<ChargeRecord> charge_by_va(Reader& rows, BookId book, std::string_view va_number) {
  return rows.first(
      "SELECT book_id, charge_id, organisation, subject, method, amount, state, reference, payload, va_number, title, "
      "created, expires, paid_at, paid_amount FROM payment_charges WHERE book_id = $1 AND va_number = $2",
      {book.number, va_number}, charge_in);
}
std::vector<ChargeRecord> waiting_past(Reader& rows, Instant moment, int limit) {
  return rows.all(
      "SELECT book_id, charge_id, organisation, subject, method, amount, state, reference, payload, va_number, title, "
      "created, expires, paid_at, paid_amount FROM payment_charges WHERE state = 0 AND expires < $1 "
      "ORDER BY expires LIMIT $2",
      {moment, limit}, charge_in);
}
void add_charge(Writer& rows, ChargeRecord const& c) {
  std::optional<std::string> va_number;
  if (!c.va_number.empty()) va_number = c.va_number;
  rows.run(
      "INSERT INTO payment_charges (book_id, charge_id, organisation, subject, method, amount, state, reference, "
      "payload, va_number, title, created, expires) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
      {c.book.number, c.id, c.organisation, blob(c.subject), static_cast<int>(c.method), c.amount.minor,
       static_cast<int>(c.state), c.reference, c.payload, va_number, c.title, c.created, c.expires});
}
void set_charge(Writer& rows, ChargeRecord const& c) {
  auto const changed = rows.run(
      "UPDATE payment_charges SET state = $3, paid_at = $4, paid_amount = $5 WHERE book_id = $1 AND charge_id = $2",
      {c.book.number, c.id, static_cast<int>(c.state), c.paid_at, minor(c.paid_amount)});
  must(changed == 1);
}

// ---- What came in

std::optional<Incoming> incoming(Reader& rows, BookId home_book, std::int64_t partner, Method kind,
                                 std::string_view acquirer_reference) {
  return rows.first(
      "SELECT book_id, partner, kind, acquirer_reference, payment_id, reference, amount, paid_at, received, succeeded, "
      "refunded, charge_id, item_id FROM payment_incoming "
      "WHERE book_id = $1 AND partner = $2 AND kind = $3 AND acquirer_reference = $4",
      {home_book.number, partner, static_cast<int>(kind), acquirer_reference}, incoming_in);
}
std::optional<Incoming> incoming_of(Reader& rows, Id<Charge> charge) {
  return rows.first(
      "SELECT book_id, partner, kind, acquirer_reference, payment_id, reference, amount, paid_at, received, succeeded, "
      "refunded, charge_id, item_id FROM payment_incoming WHERE charge_id = $1",
      {charge}, incoming_in);
}
void add_incoming(Writer& rows, Incoming const& p) {
  rows.run(
      "INSERT INTO payment_incoming (book_id, partner, kind, acquirer_reference, payment_id, reference, amount, "
      "paid_at, received, succeeded, refunded, charge_id, item_id) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
      {p.home_book.number, p.partner, static_cast<int>(p.kind), p.acquirer_reference, p.id, p.reference, p.amount.minor,
       p.paid_at, p.received, p.succeeded, p.refunded, p.charge, p.item});
}
void set_incoming(Writer& rows, Incoming const& p) {
  auto const changed = rows.run(
      "UPDATE payment_incoming SET succeeded = $5, refunded = $6, charge_id = $7, item_id = $8, paid_at = $9 "
      "WHERE book_id = $1 AND partner = $2 AND kind = $3 AND acquirer_reference = $4",
      {p.home_book.number, p.partner, static_cast<int>(p.kind), p.acquirer_reference, p.succeeded, p.refunded, p.charge,
       p.item, p.paid_at});
  must(changed == 1);
}

bool has_notice(Reader& rows, Notice const& n) {
  return rows.exists(
             "SELECT 1 FROM payment_notices WHERE book_id = $1 AND partner = $2 AND day = $3 AND external_id = $4",
             {n.home_book.number, n.partner, n.day, n.external_id}) ||
         rows.exists("SELECT 1 FROM payment_notices WHERE book_id = $1 AND partner = $2 AND signed_hash = $3",
                     {n.home_book.number, n.partner, blob(n.content)});
}
void add_notice(Writer& rows, Notice const& n) {
  rows.run(
      "INSERT INTO payment_notices (book_id, partner, day, external_id, service, received, body_hash, signed_hash, "
      "acquirer_reference, reference, status, amount, outcome) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
      {n.home_book.number, n.partner, n.day, n.external_id, n.service, n.received, blob(n.body), blob(n.content),
       n.acquirer_reference, n.reference, n.status, minor(n.amount), n.outcome});
}

// ---- Suspense

std::optional<Item> item(Reader& rows, Id<SuspenseItem> id) {
  return rows.first(
      "SELECT book_id, item_id, organisation, reason, state, amount, received, paid_at, partner, acquirer_reference, "
      "reference, charge_id, resolved_at, note, home_book, partner_number, kind FROM payment_suspense "
      "WHERE item_id = $1",
      {id}, [](Row const& row) {
        return Item{.record = record_in(row),
                    .home_book = {row.get<std::int64_t>(14)},
                    .partner = row.get<std::int64_t>(15),
                    .kind = enum_in<Method>(row, 16)};
      });
}
std::vector<SuspenseRecord> items(Reader& rows, BookId book, std::optional<SuspenseState> state,
                                  std::optional<Id<SuspenseItem>> before, int limit) {
  // An id above every UUIDv7, so that one statement serves the first page too.
  Id<SuspenseItem> last;
  last.uuid.fill(0xFF);
  int const from = state ? static_cast<int>(*state) : 0;
  int const upto = state ? static_cast<int>(*state) : 3;
  return rows.all(
      "SELECT book_id, item_id, organisation, reason, state, amount, received, paid_at, partner, acquirer_reference, "
      "reference, charge_id, resolved_at, note FROM payment_suspense "
      "WHERE book_id = $1 AND state BETWEEN $2 AND $3 AND item_id < $4 ORDER BY item_id DESC LIMIT $5",
      {book.number, from, upto, before.value_or(last), limit}, record_in);
}
void add_item(Writer& rows, Item const& item) {
  auto const& r = item.record;
  rows.run(
      "INSERT INTO payment_suspense (book_id, item_id, organisation, reason, state, amount, received, paid_at, "
      "partner, "
      "home_book, partner_number, kind, acquirer_reference, reference, charge_id, note) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, '')",
      {r.book.number, r.id, r.organisation, static_cast<int>(r.reason), static_cast<int>(r.state), r.amount.minor,
       r.received, r.paid_at, r.partner, item.home_book.number, item.partner, static_cast<int>(item.kind),
       r.acquirer_reference, r.reference, r.charge});
}
void set_item(Writer& rows, SuspenseRecord const& r) {
  auto const changed = rows.run(
      "UPDATE payment_suspense SET state = $3, charge_id = $4, resolved_at = $5, note = $6 "
      "WHERE book_id = $1 AND item_id = $2",
      {r.book.number, r.id, static_cast<int>(r.state), r.charge, r.resolved_at, r.resolution_note});
  must(changed == 1);
}

}  // namespace lumbung::payments::store
