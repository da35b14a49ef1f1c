// Keys of age: who may open a copy (a recipient, "age1…", no secret) and what opens it (an identity,
// "AGE-SECRET-KEY-1…"). The server knows recipients only: whoever takes the server cannot read its copies.
// Source: https://age-encryption.org/v1 (C2SP age.md), "The X25519 recipient type"; Bech32: BIP 173 without its limit
// on length.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "core/chance.h"

namespace lumbung::backup {

struct Recipient {
  Hash point{};
  // Nothing when it is not Bech32 with the prefix "age" over 32 bytes, or when nothing could be hidden from anybody
  // under it (a point of low order).
  static std::optional<Recipient> parse(std::string_view text);
  std::string text() const;
  friend bool operator==(Recipient const&, Recipient const&) = default;
};

class Identity {
 public:
  static Identity make(Chance& chance);
  static std::optional<Identity> parse(std::string_view text);
  ~Identity();
  Identity(Identity const&) = default;
  Identity& operator=(Identity const&) = default;

  Recipient recipient() const;
  std::string text() const;  // a secret
  Hash const& secret() const { return secret_; }

 private:
  explicit Identity(Hash const& secret) : secret_(secret) {}
  Hash secret_;
};

// What `age-keygen` writes: a line each, empty lines and "# comments" between them. Empty when there is none, or when a
// line is no identity of this kind.
std::vector<Identity> identities_in(std::string_view file);

}  // namespace lumbung::backup
