// The tables of access. Nobody but access itself sees them; rules decide, the store only keeps and finds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/types.h"
#include "storage/storage.h"

namespace lumbung::access::store {

using storage::Reader;
using storage::Writer;

// Keys of persons.
void add_person_key(Writer& rows, ledger::BookId book, Id<Person> person, std::string_view wrapped, int version,
                    Instant now);
std::optional<std::string> find_person_key(Reader& rows, ledger::BookId book, Id<Person> person);
bool remove_person_key(Writer& rows, ledger::BookId book, Id<Person> person);

// Organisations.
struct NewOrganisation {
  Organisation organisation;
  std::string_view phone_sealed;
  Hash wish_hash{};
};
void add_organisation(Writer& rows, NewOrganisation const& made);
std::optional<Organisation> find_organisation(Reader& rows, Id<Organisation> id);
std::optional<Hash> wish_hash_of(Reader& rows, Id<Organisation> id);
std::optional<std::string> phone_sealed_of(Reader& rows, Id<Organisation> id);
void set_state(Writer& rows, Id<Organisation> id, OrganisationState state, std::string_view reason,
               std::optional<Instant> decided);
// In the order of their ids, after `after`. `state` empty: all.
std::vector<Organisation> organisations(Reader& rows, std::string_view state, Id<Organisation> after, int limit);
std::vector<Organisation> organisations_of_account(Reader& rows, Id<Account> account);

void add_document(Writer& rows, Id<Organisation> id, DocumentRecord const& document);
bool is_document(Reader& rows, Hash const& file);
std::vector<DocumentRecord> documents(Reader& rows, Id<Organisation> id);

// `standing`: "current" or "proposed". Setting one makes the one that stood there past.
void set_permit(Writer& rows, Id<Organisation> id, std::string_view standing, PermitRecord const& permit, Instant now);
std::optional<PermitRecord> permit(Reader& rows, Id<Organisation> id, std::string_view standing);
void promote_permit(Writer& rows, Id<Organisation> id, Id<Permit> permit);

struct SealedBankAccount {
  BankAccountRecord account;  // number left empty
  std::string number_sealed;
  Hash number_index{};
  int key_version = 1;
};
void set_bank_account(Writer& rows, Id<Organisation> id, std::string_view standing, SealedBankAccount const& account,
                      Instant now);
std::optional<SealedBankAccount> bank_account(Reader& rows, Id<Organisation> id, std::string_view standing);
void promote_bank_account(Writer& rows, Id<Organisation> id, Id<BankAccount> account);

}  // namespace lumbung::access::store
