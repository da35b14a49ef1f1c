// Passwords: which are taken, and how they are kept. Pure: no database, no clock; call them outside a Work, on a slow
// door. Source: OWASP ASVS 5.0.0 V6.2; standards, trust and reliability, section 4.2.
#pragma once

#include <string>
#include <string_view>

#include "access/access.h"

namespace lumbung::access {

// Refuses a password of fewer than 12 or more than 128 characters, one that guessers try first (a shipped filter of
// over 100,000; also with digits around it, said twice, a run of the keyboard, or of fewer than five different
// characters), and one that is made of the person's own name or address. No rule about kinds of characters.
Verdict good_password(std::string_view password, std::string_view name, std::string_view email);

// Argon2id, t = 2, m = 19 MiB, p = 1: about 20 ms. No more run at once than there are cores; the others wait.
std::string hash_password(std::string_view password);
// As slow whether or not it matches. `stored` may be `no_password()`, which nothing matches.
bool verify_password(std::string const& stored, std::string_view password);
// A hash of something nobody knows, so that an unknown account takes as long as a known one.
std::string const& no_password();

}  // namespace lumbung::access
