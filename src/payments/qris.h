// QRIS, the Indonesian merchant-presented QR code (EMVCo MPM): reading, writing, and making a dynamic code with an
// amount out of a merchant's static one. Pure. Source: standards, Indonesia, section 3.2; vectors qris_valid,
// qris_invalid, qris_static_to_dynamic, crc16, nmid_luhn.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/money.h"
#include "core/result.h"

namespace lumbung::payments::qris {

inline constexpr Refusal empty{"payments.qris_empty", Trouble::bad_input, "Kode QRIS kosong. Tempel isi kode QR-nya.",
                               "The QRIS code is empty. Paste what the QR code says."};
inline constexpr Refusal structure_broken{"payments.qris_structure", Trouble::bad_input,
                                          "Kode QRIS ini terpotong atau rusak. Pindai atau salin ulang seluruh isinya.",
                                          "This QRIS code is cut or broken. Scan it or copy it again as a whole."};
inline constexpr Refusal crc_wrong{"payments.qris_crc", Trouble::bad_input,
                                   "Angka pemeriksa kode QRIS tidak cocok. Pindai atau salin ulang.",
                                   "The check digits of this QRIS code do not match. Scan or copy it again."};
inline constexpr Refusal crc_not_last{"payments.qris_crc_not_last", Trouble::bad_input,
                                      "Kode QRIS ini memuat data sesudah angka pemeriksanya. Pakai kode aslinya.",
                                      "This QRIS code has data after its check digits. Use the original code."};
inline constexpr Refusal currency_wrong{"payments.qris_currency", Trouble::bad_input,
                                        "Kode QRIS ini bukan dalam rupiah.", "This QRIS code is not in rupiah."};
inline constexpr Refusal field_wrong{
    "payments.qris_field", Trouble::bad_input,
    "Bagian {tag} pada kode QRIS ini tidak sah. Minta kode yang benar dari penyedia QRIS.",
    "Field {tag} of this QRIS code is not valid. Ask the QRIS provider for a correct one."};
inline constexpr Refusal not_static{"payments.qris_not_static", Trouble::bad_input,
                                    "Pakai kode QRIS statis (tanpa nominal) dari penyedia QRIS Anda.",
                                    "Use the static QRIS code (without an amount) of your QRIS provider."};
inline constexpr Refusal amount_wrong{"payments.qris_amount", Trouble::bad_input,
                                      "Nominal QRIS harus rupiah bulat, lebih dari nol, paling banyak 13 angka.",
                                      "A QRIS amount must be whole rupiah, above zero, at most 13 digits."};
inline constexpr Refusal reference_wrong{"payments.qris_reference", Trouble::bad_input,
                                         "Rujukan QRIS harus 1 sampai 25 huruf besar atau angka.",
                                         "A QRIS reference must be 1 to 25 capital letters or digits."};

// One data object: two digits of name, and its bytes.
struct Field {
  std::string tag;    // "00" to "99"
  std::string value;  // 1 to 99 bytes
  friend bool operator==(Field const&, Field const&) = default;
};
using Fields = std::vector<Field>;

enum class Tip { none, asked, fixed, percent };

// A code, read: the fields as they came, in order, without 63, and what they mean.
struct Code {
  Fields fields;
  bool dynamic = false;            // 01 = "12"
  std::optional<Money> amount;     // 54
  Tip tip = Tip::none;             // 55
  std::optional<Money> fixed_tip;  // 56, when tip is fixed
  std::string percent_tip;         // 57, "0.70", when tip is percent
  std::string merchant_category;   // 52, "8398" for charities
  std::string merchant_name;       // 59
  std::string merchant_city;       // 60
  std::string postal_code;         // 61, or ""
  std::string nmid;                // 51-02, or ""
  std::string merchant_pan;        // 26…45-01 of the first acquirer, or ""
  std::string criteria;            // 51-03 or 26…45-03: UMI, UKE, UME, UBE
  std::string reference;           // 62-05, or ""
  std::string bill_number;         // 62-01, or ""
  std::string terminal;            // 62-07, or ""
};

// Reads a code. Blanks and line ends around it are trimmed, check digits in lower case accepted; everything else as the
// standard says: structure, CRC, CRC last, currency 360, country ID, lengths of name and city, NMID by Luhn.
Result<Code> parse(std::string_view payload);

// Writes fields (without 63) as a payload with its CRC. Refuses a tag that is not two digits and values of 0 or more
// than 99 bytes.
Result<std::string> write(Fields const& fields);

// Splits tag-length-value text; the inner templates (26-45, 51, 62) are read by the same rule.
Result<Fields> split(std::string_view text);
// The value of a tag, or nothing.
std::optional<std::string_view> find(Fields const& fields, std::string_view tag);

// A static code made dynamic: 01 becomes 12, 54 holds the amount, 62-05 our reference (none: 62 stays as it was), new
// CRC. Never use it on somebody else's code.
Result<std::string> with_amount(std::string_view static_payload, Money amount, std::string_view reference);

// CRC-16/CCITT-FALSE: polynomial 0x1021, start 0xFFFF, nothing reflected.
std::uint16_t crc16(std::string_view bytes);
// "ID" and 13 digits, the last of them Luhn over the twelve before.
bool is_nmid(std::string_view text);

}  // namespace lumbung::payments::qris
