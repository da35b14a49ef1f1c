// The vault: personal fields are kept sealed, and can be found again without being opened.
//
// Every person has a data key of their own, kept wrapped in `person_keys`. Fields of that person (NIK, KK, phone, name,
// account number) are sealed with it; to erase the person is to delete that one key, after which no copy of the fields
// can be read, in whatever backup it lies. What belongs to an organisation or an account (contact phone, bank account,
// TOTP secret) is sealed with a key of the installation.
//
// A sealed field is bound to its place (table, column, row, key version): moved to another row it does not open.
// XChaCha20-Poly1305 with random nonces; the keys come from work::Keys and never touch the database.
// Source: standards, trust and reliability, sections 2.4 and 2.5.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "access/types.h"
#include "core/bytes.h"
#include "core/id.h"
#include "ledger/ledger.h"
#include "work/work.h"

namespace lumbung::access {

using work::View;
using work::Work;

// Where a sealed field stands. `table` and `column` as in the schema, `row` the id of the row.
struct Cell {
  std::string_view table;
  std::string_view column;
  Uuid row{};
};

// Seals `plain` for a person; makes the person's key at first use. Store the answer as bytes.
// One person belongs to one book: the key is kept under (book, person).
std::string seal_field(Work& work, ledger::BookId book, Id<Person> person, Cell const& cell, std::string_view plain);
// The plain text; nothing when the person was erased. Throws Breakdown when the bytes were tampered with or the key
// files are not the ones they were sealed with.
std::optional<std::string> open_field(View const& view, ledger::BookId book, Id<Person> person, Cell const& cell,
                                      std::string_view sealed);
// Deletes the person's key: everything sealed for them is unreadable from the commit on. The caller also deletes its
// blind indexes, and records the event. Whether there was a key.
bool erase_person_key(Work& work, ledger::BookId book, Id<Person> person);

// For many fields of one person: unwraps the key once. Wiped when it goes out of scope; not to be kept.
class PersonKey {
 public:
  // The person's key, made when there is none.
  static PersonKey of(Work& work, ledger::BookId book, Id<Person> person);
  // The person's key, or nothing when there is none (any more).
  static std::optional<PersonKey> find(View const& view, ledger::BookId book, Id<Person> person);
  PersonKey(PersonKey&& other) noexcept;
  PersonKey& operator=(PersonKey&&) = delete;
  ~PersonKey();

  std::string seal(Cell const& cell, std::string_view plain, Chance& chance) const;
  // Throws Breakdown when the bytes do not open.
  std::string open(Cell const& cell, std::string_view sealed) const;

 private:
  PersonKey(Hash const& key, int version) : key_(key), version_(version) {}
  Hash key_;
  int version_;
};

// Secrets and contacts of organisations and accounts, which no erasure of a person touches.
std::string seal_secret(Work& work, Cell const& cell, std::string_view plain);
// Throws Breakdown when the bytes do not open.
std::string open_secret(View const& view, Cell const& cell, std::string_view sealed);

// What a blind index is of. Each kind has its own namespace, so that a KK never matches a NIK.
enum class Indexed { nik, kk, phone, account_number, email };

// Finds a value without opening anything: HMAC-SHA-256(K_idx, kind + "\0" + normalised value). `value` must be
// normalised by the caller (16 digits; phone "+62…"; account digits only; e-mail in lower case).
// Store the 32 bytes, and `work::Keys::version` beside them as `key_version`.
Hash blind_index(work::Keys const& keys, Indexed kind, std::string_view value);

}  // namespace lumbung::access
