#include "access/store.h"

namespace lumbung::access::store {
namespace {

using storage::Blob;
using storage::Row;

Organisation organisation_from(Row const& row) {
  Organisation found;
  found.id = row.get<Id<Organisation>>(0);
  found.book = {row.integer(1)};
  found.name = row.get<std::string>(2);
  found.kind = find_in(organisation_kinds, row.text(3)).value();
  found.area = row.get<std::string>(4);
  found.state = find_in(organisation_states, row.text(5)).value();
  found.reason = row.get<std::string>(6);
  found.registered = row.get<Instant>(7);
  found.decided = row.get<std::optional<Instant>>(8);
  return found;
}

}  // namespace

void add_person_key(Writer& rows, ledger::BookId book, Id<Person> person, std::string_view wrapped, int version,
                    Instant now) {
  rows.run("INSERT INTO person_keys (book_id, person_id, wrapped, key_version, made_at) VALUES ($1, $2, $3, $4, $5)",
           {book.number, person, Blob{wrapped}, version, now});
}

std::optional<std::string> find_person_key(Reader& rows, ledger::BookId book, Id<Person> person) {
  return rows.first("SELECT wrapped FROM person_keys WHERE book_id = $1 AND person_id = $2", {book.number, person},
                    [](Row const& row) { return std::string(row.blob(0)); });
}

bool remove_person_key(Writer& rows, ledger::BookId book, Id<Person> person) {
  return rows.run("DELETE FROM person_keys WHERE book_id = $1 AND person_id = $2", {book.number, person}) > 0;
}

void add_organisation(Writer& rows, NewOrganisation const& made) {
  auto const& o = made.organisation;
  rows.run(
      "INSERT INTO organisations (id, book_id, name, kind, area, phone_sealed, state, reason, wish_hash, "
      "registered_at, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      {o.id, o.book.number, o.name, word_in(organisation_kinds, o.kind), o.area, Blob{made.phone_sealed},
       word_in(organisation_states, o.state), o.reason, made.wish_hash, o.registered, o.decided});
}

std::optional<Organisation> find_organisation(Reader& rows, Id<Organisation> id) {
  return rows.first(
      "SELECT id, book_id, name, kind, area, state, reason, registered_at, decided_at FROM organisations "
      "WHERE id = $1",
      {id}, organisation_from);
}

std::optional<Hash> wish_hash_of(Reader& rows, Id<Organisation> id) {
  return rows.first("SELECT wish_hash FROM organisations WHERE id = $1", {id},
                    [](Row const& row) { return row.get<Hash>(0); });
}

std::optional<std::string> phone_sealed_of(Reader& rows, Id<Organisation> id) {
  return rows.first("SELECT phone_sealed FROM organisations WHERE id = $1", {id},
                    [](Row const& row) { return std::string(row.blob(0)); });
}

void set_state(Writer& rows, Id<Organisation> id, OrganisationState state, std::string_view reason,
               std::optional<Instant> decided) {
  must(rows.run("UPDATE organisations SET state = $2, reason = $3, decided_at = $4 WHERE id = $1",
                {id, word_in(organisation_states, state), reason, decided}) == 1);
}

std::vector<Organisation> organisations(Reader& rows, std::string_view state, Id<Organisation> after, int limit) {
  if (state.empty())
    return rows.all(
        "SELECT id, book_id, name, kind, area, state, reason, registered_at, decided_at FROM organisations "
        "WHERE id > $1 ORDER BY id LIMIT $2",
        {after, limit}, organisation_from);
  return rows.all(
      "SELECT id, book_id, name, kind, area, state, reason, registered_at, decided_at FROM organisations "
      "WHERE state = $1 AND id > $2 ORDER BY id LIMIT $3",
      {state, after, limit}, organisation_from);
}

std::vector<Organisation> organisations_of_account(Reader& rows, Id<Account> account) {
  return rows.all(
      "SELECT id, book_id, name, kind, area, state, reason, registered_at, decided_at FROM organisations "
      "WHERE id IN (SELECT organisation_id FROM role_holdings WHERE account_id = $1 AND ended_at IS NULL) "
      "ORDER BY id LIMIT 200",
      {account}, organisation_from);
}

void add_document(Writer& rows, Id<Organisation> id, DocumentRecord const& document) {
  rows.run(
      "INSERT INTO organisation_documents (organisation_id, id, kind, file_hash, added_at) "
      "VALUES ($1, $2, $3, $4, $5)",
      {id, document.id, word_in(document_kinds, document.kind), document.file, document.added});
}

bool is_document(Reader& rows, Hash const& file) {
  return rows.exists("SELECT 1 FROM organisation_documents WHERE file_hash = $1", {file});
}

std::vector<DocumentRecord> documents(Reader& rows, Id<Organisation> id) {
  return rows.all(
      "SELECT id, kind, file_hash, added_at FROM organisation_documents WHERE organisation_id = $1 "
      "ORDER BY id LIMIT 50",
      {id}, [](Row const& row) {
        return DocumentRecord{.id = row.get<Id<OrganisationDocument>>(0),
                              .kind = find_in(document_kinds, row.text(1)).value(),
                              .file = row.get<Hash>(2),
                              .added = row.get<Instant>(3)};
      });
}

void set_permit(Writer& rows, Id<Organisation> id, std::string_view standing, PermitRecord const& permit, Instant now) {
  rows.run("UPDATE organisation_permits SET standing = 'past' WHERE organisation_id = $1 AND standing = $2",
           {id, standing});
  std::optional<std::string_view> exemption;
  if (permit.exemption) exemption = word_in(exemptions, *permit.exemption);
  rows.run(
      "INSERT INTO organisation_permits (organisation_id, id, standing, exemption, explanation, number, issuer, area, "
      "from_day, to_day, extended_to_day, set_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
      {id, permit.id, standing, exemption, permit.explanation, permit.number, word_in(issuers, permit.issuer),
       permit.area, permit.from, permit.to, permit.extended_to, now});
}

std::optional<PermitRecord> permit(Reader& rows, Id<Organisation> id, std::string_view standing) {
  return rows.first(
      "SELECT id, exemption, explanation, number, issuer, area, from_day, to_day, extended_to_day "
      "FROM organisation_permits WHERE organisation_id = $1 AND standing = $2 ORDER BY id DESC LIMIT 1",
      {id, standing}, [](Row const& row) {
        PermitRecord found;
        found.id = row.get<Id<Permit>>(0);
        if (!row.is_null(1)) found.exemption = find_in(exemptions, row.text(1));
        found.explanation = row.get<std::string>(2);
        found.number = row.get<std::string>(3);
        found.issuer = find_in(issuers, row.text(4)).value();
        found.area = row.get<std::string>(5);
        found.from = row.get<Date>(6);
        found.to = row.get<Date>(7);
        found.extended_to = row.get<std::optional<Date>>(8);
        return found;
      });
}

void promote_permit(Writer& rows, Id<Organisation> id, Id<Permit> permit) {
  rows.run("UPDATE organisation_permits SET standing = 'past' WHERE organisation_id = $1 AND standing = 'current'",
           {id});
  must(rows.run("UPDATE organisation_permits SET standing = 'current' WHERE organisation_id = $1 AND id = $2",
                {id, permit}) == 1);
}

void set_bank_account(Writer& rows, Id<Organisation> id, std::string_view standing, SealedBankAccount const& made,
                      Instant now) {
  rows.run("UPDATE organisation_bank_accounts SET standing = 'past' WHERE organisation_id = $1 AND standing = $2",
           {id, standing});
  auto const& account = made.account;
  rows.run(
      "INSERT INTO organisation_bank_accounts (organisation_id, id, standing, bank_code, number_sealed, number_index, "
      "key_version, holder, explanation, set_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      {id, account.id, standing, account.bank_code, Blob{made.number_sealed}, made.number_index, made.key_version,
       account.holder, account.explanation, now});
}

std::optional<SealedBankAccount> bank_account(Reader& rows, Id<Organisation> id, std::string_view standing) {
  return rows.first(
      "SELECT id, bank_code, number_sealed, number_index, key_version, holder, explanation "
      "FROM organisation_bank_accounts WHERE organisation_id = $1 AND standing = $2 ORDER BY id DESC LIMIT 1",
      {id, standing}, [](Row const& row) {
        SealedBankAccount found;
        found.account.id = row.get<Id<BankAccount>>(0);
        found.account.bank_code = row.get<std::string>(1);
        found.number_sealed = std::string(row.blob(2));
        found.number_index = row.get<Hash>(3);
        found.key_version = row.get<int>(4);
        found.account.holder = row.get<std::string>(5);
        found.account.explanation = row.get<std::string>(6);
        return found;
      });
}

void promote_bank_account(Writer& rows, Id<Organisation> id, Id<BankAccount> account) {
  rows.run(
      "UPDATE organisation_bank_accounts SET standing = 'past' WHERE organisation_id = $1 AND standing = 'current'",
      {id});
  must(rows.run("UPDATE organisation_bank_accounts SET standing = 'current' WHERE organisation_id = $1 AND id = $2",
                {id, account}) == 1);
}

}  // namespace lumbung::access::store
