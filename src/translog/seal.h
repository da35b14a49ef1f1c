// Nonces at rest: XChaCha20-Poly1305 (libsodium) under a key derived from the house's field root. Seen by this room
// only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/bytes.h"
#include "core/chance.h"
#include "core/id.h"
#include "translog/translog.h"
#include "work/keys.h"

namespace lumbung::translog {

// 24 bytes of nonce of the cipher, then 32 + 16 bytes; bound to the leaf's id and the key's version.
std::string seal(work::Keys const& keys, Id<Leaf> leaf, Hash const& nonce, Chance& chance);
// Nothing when the bytes were changed, belong to another leaf, or were sealed under another key.
std::optional<Hash> unseal(work::Keys const& keys, Id<Leaf> leaf, std::string_view sealed);

// The same for the secret of a roll, of any length.
std::string seal_secret(work::Keys const& keys, Id<Leaf> roll, std::string_view secret, Chance& chance);
std::optional<std::string> unseal_secret(work::Keys const& keys, Id<Leaf> roll, std::string_view sealed);

}  // namespace lumbung::translog
