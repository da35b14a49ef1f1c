#include "merkle/note.h"

#include <sodium.h>

#include <algorithm>

#include "core/result.h"
#include "merkle/text.h"

namespace lumbung::merkle {
namespace {

constexpr std::size_t longest_note = 1'000'000;
constexpr std::size_t most_signatures = 100;
constexpr std::size_t ed25519_bytes = 64;
constexpr std::size_t cosignature_bytes = 8 + ed25519_bytes;
constexpr std::string_view signature_mark = "\xE2\x80\x94 ";  // em dash and a space
constexpr std::string_view secret_mark = "PRIVATE+KEY+";

void ready() {
  static bool const started = sodium_init() >= 0;
  must(started);
}

std::string type_and(KeyType type, Hash const& bytes) { return static_cast<char>(type) + std::string(view_of(bytes)); }

// The length of the UTF-8 sequence at the front of `text`, 0 when it is none (RFC 3629: no surrogates, shortest form).
std::size_t utf8_length(std::string_view text) {
  auto const at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  auto const follows = [&](std::size_t i) { return (at(i) & 0xC0u) == 0x80u; };
  unsigned const first = at(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if ((first == 0xE0 && at(1) < 0xA0) || (first == 0xED && at(1) > 0x9F)) return 0;
    return follows(1) && follows(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if ((first == 0xF0 && at(1) < 0x90) || (first == 0xF4 && at(1) > 0x8F)) return 0;
    return follows(1) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

bool is_plain_text(std::string_view text) {
  while (!text.empty()) {
    if (static_cast<unsigned char>(text[0]) < 0x20 && text[0] != '\n') return false;
    auto const length = utf8_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::optional<NoteSignature> parse_signature(std::string_view line) {
  if (!take_prefix(line, signature_mark)) return std::nullopt;
  auto const space = line.find(' ');
  if (space == std::string_view::npos || !is_key_name(line.substr(0, space))) return std::nullopt;
  auto const bytes = from_base64(line.substr(space + 1));
  if (!bytes || bytes->size() < 5) return std::nullopt;
  NoteSignature signature{std::string(line.substr(0, space)), {}, bytes->substr(4)};
  std::copy_n(bytes->begin(), 4, signature.id.begin());
  return signature;
}

// "<name>+<hex id>+<base64(type || 32 bytes)>"
struct KeyText {
  std::string name, id, bytes;
};
std::optional<KeyText> parse_key_text(std::string_view text) {
  auto const first = text.find('+');
  if (first == std::string_view::npos || text.size() < first + 10 || text[first + 9] != '+') return std::nullopt;
  auto const id = from_hex(text.substr(first + 1, 8));
  auto const bytes = from_base64(text.substr(first + 10));
  if (!is_key_name(text.substr(0, first)) || !id || !bytes || bytes->size() != 33) return std::nullopt;
  if (hex(*id) != text.substr(first + 1, 8)) return std::nullopt;
  return KeyText{std::string(text.substr(0, first)), *id, *bytes};
}

std::string_view bytes_view(KeyId const& id) { return view_of(id); }

bool is_good(std::string_view signature, std::string_view message, Hash const& public_key) {
  ready();
  return signature.size() == ed25519_bytes &&
         crypto_sign_verify_detached(bytes_of(signature).data(), bytes_of(message).data(), message.size(),
                                     public_key.data()) == 0;
}

std::uint64_t time_of(std::string_view cosignature) {
  std::uint64_t time = 0;
  for (std::size_t i = 0; i < 8; ++i) time = time << 8 | static_cast<unsigned char>(cosignature[i]);
  return time;
}

bool is_good_signature(NoteSignature const& signature, std::string_view text, VerifierKey const& key) {
  if (key.type == KeyType::ed25519) return is_good(signature.bytes, text, key.public_key);
  if (signature.bytes.size() != cosignature_bytes) return false;
  auto const message = "cosignature/v1\ntime " + std::to_string(time_of(signature.bytes)) + "\n" + std::string(text);
  return is_good(std::string_view(signature.bytes).substr(8), message, key.public_key);
}

// The first signature by this name and key id, if it is good. A second line by the same key counts for nothing.
NoteSignature const* good_signature(Note const& note, VerifierKey const& key) {
  for (auto const& signature : note.signatures)
    if (signature.name == key.name && signature.id == key.id)
      return is_good_signature(signature, note.text, key) ? &signature : nullptr;
  return nullptr;
}

}  // namespace

KeyId key_id(std::string_view name, KeyType type, Hash const& public_key) {
  auto const hash = Sha256().add(name).add("\n").add(type_and(type, public_key)).finish();
  return {hash[0], hash[1], hash[2], hash[3]};
}

bool is_key_name(std::string_view name) {
  if (name.empty() || !is_plain_text(name)) return false;
  // Every Unicode space is refused in the format; ours and those of witnesses are ASCII, so anything else is too.
  for (char const c : name)
    if (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7F || c == '+') return false;
  return true;
}

std::string VerifierKey::text() const {
  return name + "+" + hex(bytes_view(id)) + "+" + base64(type_and(type, public_key));
}

std::optional<VerifierKey> VerifierKey::parse(std::string_view text) {
  auto const parts = parse_key_text(text);
  if (!parts) return std::nullopt;
  auto const type = static_cast<KeyType>(parts->bytes[0]);
  if (type != KeyType::ed25519 && type != KeyType::ed25519_cosignature) return std::nullopt;
  VerifierKey key{parts->name, type, {}, hash_from(std::string_view(parts->bytes).substr(1))};
  key.id = key_id(key.name, key.type, key.public_key);
  if (bytes_view(key.id) != parts->id) return std::nullopt;
  return key;
}

std::string Note::whole() const {
  std::string out = text + "\n";
  for (auto const& s : signatures) {
    out += std::string(signature_mark) + s.name + " " + base64(std::string(bytes_view(s.id)) + s.bytes) + "\n";
  }
  return out;
}

std::optional<Note> Note::parse(std::string_view whole) {
  if (whole.size() > longest_note || !is_plain_text(whole)) return std::nullopt;
  auto const split = whole.rfind("\n\n");
  if (split == std::string_view::npos || split + 2 == whole.size() || whole.back() != '\n') return std::nullopt;
  Note note{std::string(whole.substr(0, split + 1)), {}};
  for (auto rest = whole.substr(split + 2); !rest.empty();) {
    auto const line = take_line(rest);
    if (!line || note.signatures.size() == most_signatures) return std::nullopt;
    auto signature = parse_signature(*line);
    if (!signature) return std::nullopt;
    note.signatures.push_back(std::move(*signature));
  }
  return note;
}

Signer::Signer(std::string name, Hash const& seed) : name_(std::move(name)), seed_(seed) { must(is_key_name(name_)); }

Signer::~Signer() { sodium_memzero(seed_.data(), seed_.size()); }

VerifierKey Signer::verifier() const {
  ready();
  Hash public_key;
  std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret;
  crypto_sign_seed_keypair(public_key.data(), secret.data(), seed_.data());
  sodium_memzero(secret.data(), secret.size());
  return {name_, KeyType::ed25519, key_id(name_, KeyType::ed25519, public_key), public_key};
}

NoteSignature Signer::sign(std::string_view text) const {
  ready();
  must(!text.empty() && text.back() == '\n');
  Hash public_key;
  std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret;
  crypto_sign_seed_keypair(public_key.data(), secret.data(), seed_.data());
  std::array<std::uint8_t, crypto_sign_BYTES> signature;
  crypto_sign_detached(signature.data(), nullptr, bytes_of(text).data(), text.size(), secret.data());
  sodium_memzero(secret.data(), secret.size());
  return {name_, key_id(name_, KeyType::ed25519, public_key), std::string(view_of(signature))};
}

std::string Signer::secret_text() const {
  return std::string(secret_mark) + name_ + "+" + hex(bytes_view(verifier().id)) + "+" +
         base64(type_and(KeyType::ed25519, seed_));
}

std::optional<Signer> Signer::parse_secret(std::string_view text) {
  if (!take_prefix(text, secret_mark)) return std::nullopt;
  auto const parts = parse_key_text(text);
  if (!parts || static_cast<KeyType>(parts->bytes[0]) != KeyType::ed25519) return std::nullopt;
  Signer signer(parts->name, hash_from(std::string_view(parts->bytes).substr(1)));
  if (bytes_view(signer.verifier().id) != parts->id) return std::nullopt;
  return signer;
}

bool is_signed_by(Note const& note, VerifierKey const& key) { return good_signature(note, key) != nullptr; }

std::optional<std::uint64_t> cosigned_at(Note const& note, VerifierKey const& witness) {
  if (witness.type != KeyType::ed25519_cosignature) return std::nullopt;
  auto const* signature = good_signature(note, witness);
  if (signature == nullptr) return std::nullopt;
  return time_of(signature->bytes);
}

}  // namespace lumbung::merkle
