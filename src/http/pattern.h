// The small part of regular expressions that our API document uses: literals, ".", classes "[a-z0-9-]" and "[^…]",
// "\d", groups "( … | … )", the quantifiers "?", "*", "+", "{n}", "{n,m}", "{n,}", and "^", "$" at the ends. Matching
// backtracks with a bound; it is used in tests only, on short texts.
#pragma once

#include <string_view>

namespace lumbung::http {

// As JSON Schema has it: unanchored unless the pattern says otherwise. A pattern beyond the part above is a mistake and
// throws.
bool fits_pattern(std::string_view pattern, std::string_view text);

}  // namespace lumbung::http
