// The shipped filter of common passwords. Inside access only.
#pragma once

#include <string_view>

namespace lumbung::access {

// A Bloom filter in base64; made by tools/make-common-passwords.mjs.
extern std::string_view const common_passwords_base64;

// Whether the text, in lower case, is among the common passwords. One in a thousand others is taken for one.
bool is_common_password(std::string_view lower_case);

}  // namespace lumbung::access
