// Signed notes (C2SP signed-note): a text, a blank line, and lines of signatures; keys as text. Ed25519 by libsodium.
// Signatures of unknown type are kept and skipped, so that witnesses and post-quantum keys can join later.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"

namespace lumbung::merkle {

enum class KeyType : std::uint8_t { ed25519 = 0x01, ed25519_cosignature = 0x04 };

using KeyId = std::array<std::uint8_t, 4>;
// SHA-256(name || 0x0A || type || public key), the first four bytes.
KeyId key_id(std::string_view name, KeyType type, Hash const& public_key);

// A key that checks: "<name>+<hex id>+<base64(type || public key)>".
struct VerifierKey {
  std::string name;
  KeyType type = KeyType::ed25519;
  KeyId id{};
  Hash public_key{};

  std::string text() const;
  // Nothing for another form, a wrong id or an unknown type.
  static std::optional<VerifierKey> parse(std::string_view text);
};
// A name holds no space and no '+', and is not empty.
bool is_key_name(std::string_view name);

struct NoteSignature {
  std::string name;
  KeyId id{};
  std::string bytes;  // what follows the key id: 64 bytes for Ed25519; timestamp and 64 for a cosignature
};

struct Note {
  std::string text;  // with its last line feed
  std::vector<NoteSignature> signatures;

  std::string whole() const;  // text, blank line, signature lines
  // At most 1,000,000 bytes and 100 signatures; refuses control characters and invalid UTF-8, as the format asks.
  static std::optional<Note> parse(std::string_view whole);
};

// A key that signs. Copies are wiped when they go.
class Signer {
 public:
  Signer(std::string name, Hash const& seed);
  Signer(Signer const&) = default;
  Signer& operator=(Signer const&) = default;
  ~Signer();

  std::string const& name() const { return name_; }
  VerifierKey verifier() const;
  // Signs `text`, which ends with a line feed.
  NoteSignature sign(std::string_view text) const;
  // As it is kept in a file: "PRIVATE+KEY+<name>+<hex id>+<base64(type || seed)>".
  std::string secret_text() const;
  static std::optional<Signer> parse_secret(std::string_view text);

 private:
  std::string name_;
  Hash seed_{};
};

// Whether the note bears a good signature of the key. For a cosignature key the signed text is "cosignature/v1\ntime
// <unix>\n" and the note's text.
bool is_signed_by(Note const& note, VerifierKey const& key);
// When a witness signed, in Unix seconds; nothing unless its signature is good.
std::optional<std::uint64_t> cosigned_at(Note const& note, VerifierKey const& witness);

}  // namespace lumbung::merkle
