#include "backup/age_keys.h"

#include "backup/age_crypto.h"
#include "backup/bech32.h"

namespace lumbung::backup {
namespace {

constexpr std::string_view of_recipients = "age", of_identities = "age-secret-key-";

std::optional<Hash> key_from(std::string_view prefix, std::string_view text) {
  auto bytes = from_bech32(prefix, text);
  if (!bytes || bytes->size() != 32) return std::nullopt;
  auto const key = hash_from(*bytes);
  crypto::wipe(*bytes);
  return key;
}

}  // namespace

std::optional<Recipient> Recipient::parse(std::string_view text) {
  auto const point = key_from(of_recipients, text);
  if (!point || !crypto::shared_secret(Hash{1}, *point)) return std::nullopt;
  return Recipient{*point};
}

std::string Recipient::text() const { return bech32(of_recipients, view_of(point)); }

Identity Identity::make(Chance& chance) {
  Hash secret;
  chance.fill(secret);
  return Identity(secret);
}

std::optional<Identity> Identity::parse(std::string_view text) {
  if (!text.starts_with("AGE-")) return std::nullopt;  // written in capitals, so that it is seen what it is
  auto const secret = key_from(of_identities, text);
  return secret ? std::optional(Identity(*secret)) : std::nullopt;
}

Identity::~Identity() { crypto::wipe(secret_); }

Recipient Identity::recipient() const { return {crypto::public_point(secret_)}; }

std::string Identity::text() const {
  auto text = bech32(of_identities, view_of(secret_));
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

std::vector<Identity> identities_in(std::string_view file) {
  std::vector<Identity> found;
  while (!file.empty()) {
    auto line = file.substr(0, file.find('\n'));
    file.remove_prefix(std::min(file.size(), line.size() + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    auto identity = Identity::parse(line);
    if (!identity) return {};
    found.push_back(*std::move(identity));
  }
  return found;
}

}  // namespace lumbung::backup
