#include "access/vault.h"

#include "access/crypto.h"
#include "access/store.h"
#include "core/canary.h"

namespace lumbung::access {
namespace {

// The first byte of what is sealed, so that another algorithm can come one day; then the key's version, big-endian.
constexpr char sealed_form = 1;
constexpr std::size_t prefix_bytes = 5;

std::string prefix_of(int version) {
  auto const number = static_cast<std::uint32_t>(version);
  std::string prefix(1, sealed_form);
  for (int shift = 24; shift >= 0; shift -= 8) prefix.push_back(static_cast<char>((number >> shift) & 0xFF));
  return prefix;
}

std::string place_of(Cell const& cell, int version) {
  std::string place;
  if (canary("access.sealed_fields_move")) return place;
  place.append(cell.table).append("|").append(cell.column).append("|");
  return place.append(text_of(cell.row)).append("|").append(std::to_string(version));
}

[[noreturn]] void does_not_open(Cell const& cell) {
  throw Breakdown("a sealed field does not open: " + std::string(cell.table) + "." + std::string(cell.column));
}

std::string seal_with(Hash const& key, int version, Cell const& cell, std::string_view plain, Chance& chance) {
  return prefix_of(version) + crypto::encrypt(key, place_of(cell, version), plain, chance);
}

std::string open_with(Hash const& key, int version, Cell const& cell, std::string_view sealed) {
  if (sealed.substr(0, prefix_bytes) != prefix_of(version)) does_not_open(cell);
  auto plain = crypto::decrypt(key, place_of(cell, version), sealed.substr(prefix_bytes));
  if (!plain) does_not_open(cell);
  return *std::move(plain);
}

// The key that wraps the persons' keys of one book, made from the root so that it need not be stored.
Hash book_key(work::Keys const& keys, ledger::BookId book) {
  return hmac_sha256(view_of(keys.field_root), "lumbung/book-key@v1|" + std::to_string(book.number));
}
Hash secrets_key(work::Keys const& keys) { return hmac_sha256(view_of(keys.field_root), "lumbung/secrets@v1"); }

Cell key_cell(Id<Person> person) { return {"person_keys", "wrapped", person.uuid}; }

Hash unwrap(View const& view, ledger::BookId book, Id<Person> person, std::string_view wrapped) {
  auto plain = open_with(book_key(view.house.keys, book), view.house.keys.version, key_cell(person), wrapped);
  auto const key = hash_from(plain);
  crypto::wipe(plain);
  return key;
}

std::string_view name_of(Indexed kind) {
  switch (kind) {
    case Indexed::nik:
      return "nik";
    case Indexed::kk:
      return "kk";
    case Indexed::phone:
      return "phone";
    case Indexed::account_number:
      return "account_number";
    case Indexed::email:
      return "email";
  }
  must(false);
  return {};
}

}  // namespace

PersonKey PersonKey::of(Work& work, ledger::BookId book, Id<Person> person) {
  if (auto found = find(work, book, person)) return *std::move(found);
  Hash key{};
  work.chance.fill(key);
  auto const version = work.house.keys.version;
  auto const wrapped = seal_with(book_key(work.house.keys, book), version, key_cell(person), view_of(key), work.chance);
  store::add_person_key(work.rows, book, person, wrapped, version, work.now);
  return {key, version};
}

std::optional<PersonKey> PersonKey::find(View const& view, ledger::BookId book, Id<Person> person) {
  auto const wrapped = store::find_person_key(view.rows, book, person);
  if (!wrapped) return std::nullopt;
  return PersonKey(unwrap(view, book, person, *wrapped), view.house.keys.version);
}

PersonKey::PersonKey(PersonKey&& other) noexcept : key_(other.key_), version_(other.version_) {
  crypto::wipe(other.key_);
}
PersonKey::~PersonKey() { crypto::wipe(key_); }

std::string PersonKey::seal(Cell const& cell, std::string_view plain, Chance& chance) const {
  return seal_with(key_, version_, cell, plain, chance);
}
std::string PersonKey::open(Cell const& cell, std::string_view sealed) const {
  return open_with(key_, version_, cell, sealed);
}

std::string seal_field(Work& work, ledger::BookId book, Id<Person> person, Cell const& cell, std::string_view plain) {
  return PersonKey::of(work, book, person).seal(cell, plain, work.chance);
}

std::optional<std::string> open_field(View const& view, ledger::BookId book, Id<Person> person, Cell const& cell,
                                      std::string_view sealed) {
  auto const key = PersonKey::find(view, book, person);
  if (!key) return std::nullopt;
  return key->open(cell, sealed);
}

bool erase_person_key(Work& work, ledger::BookId book, Id<Person> person) {
  return store::remove_person_key(work.rows, book, person);
}

std::string seal_secret(Work& work, Cell const& cell, std::string_view plain) {
  auto const& keys = work.house.keys;
  return seal_with(secrets_key(keys), keys.version, cell, plain, work.chance);
}

std::string open_secret(View const& view, Cell const& cell, std::string_view sealed) {
  auto const& keys = view.house.keys;
  return open_with(secrets_key(keys), keys.version, cell, sealed);
}

Hash blind_index(work::Keys const& keys, Indexed kind, std::string_view value) {
  std::string text(name_of(kind));
  text.push_back('\0');
  text.append(value);
  auto const index = hmac_sha256(view_of(keys.blind_index), text);
  crypto::wipe(text);
  return index;
}

}  // namespace lumbung::access
