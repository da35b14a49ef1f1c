// What people write for everybody to read (a giver's message, a campaign's story, the reason of a loss) must not carry
// a number that names a person: NIK and KK numbers by the rules of core/nik.h, and Indonesian mobile numbers.
//
// Numbers are found with blanks, dots, hyphens and brackets between their digits. Amounts in thousands
// ("Rp3.217.101.203.850.001") and numbers of papers ("INV-0812345678") are none.
#pragma once

#include <string_view>

#include "core/result.h"
#include "core/time.h"

namespace lumbung {

inline constexpr Refusal identity_in_public_text{
    "core.identity_in_public_text", Trouble::bad_input,
    "Tulisan ini dibaca semua orang, dan di dalamnya ada nomor yang tampak seperti NIK atau nomor KK. Hapus nomor itu, "
    "lalu kirim lagi.",
    "Everybody reads this text, and it holds a number that looks like a NIK or a family card number. Remove the number "
    "and send it again."};
inline constexpr Refusal phone_in_public_text{"core.phone_in_public_text", Trouble::bad_input,
                                              "Tulisan ini dibaca semua orang, dan di dalamnya ada nomor yang tampak "
                                              "seperti nomor HP. Hapus nomor itu, lalu kirim "
                                              "lagi.",
                                              "Everybody reads this text, and it holds a number that looks like a "
                                              "mobile phone number. Remove the number and send "
                                              "it again."};

// `field` is the pointer of the refusal: "/message". Nothing of the text stands in the refusal.
Verdict fit_for_public(std::string_view text, Date today, std::string_view field);

}  // namespace lumbung
