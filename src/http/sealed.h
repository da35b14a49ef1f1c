// Answers at rest: ChaCha20-Poly1305 (RFC 8439, through OpenSSL) under a key derived from the house's field root, bound
// to what they answer. An answer may hold a secret (the trace link of a gift), and a stolen database alone must not
// give it. Seen by this room only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/chance.h"
#include "work/keys.h"

namespace lumbung::http {

// base64url of 12 bytes of nonce, the sealed text and 16 bytes of tag.
std::string sealed(work::Keys const& keys, std::string_view bound_to, std::string_view plain, Chance& chance);
// Nothing when the text was changed, answers something else, or was sealed under another key.
std::optional<std::string> unsealed(work::Keys const& keys, std::string_view bound_to, std::string_view sealed);

}  // namespace lumbung::http
