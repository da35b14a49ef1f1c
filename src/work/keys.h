// The secrets that protect stored fields. They come from files of mode 0400 outside the database and its backups, are
// held in memory only, and are never logged. Source: standards, trust and reliability, section 2.4.
#pragma once

#include "core/bytes.h"

namespace lumbung::work {

struct Keys {
  Hash field_root{};   // wraps the data key of each person (XChaCha20-Poly1305)
  Hash blind_index{};  // HMAC-SHA-256 of NIK, KK, phone, account number, for finding without decrypting
  int version = 1;     // stored beside what they made, for rotation
};

}  // namespace lumbung::work
