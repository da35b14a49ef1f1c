// Indonesian telephone numbers: kept as E.164 ("+6281234567890"), shown as people write them ("0812-3456-7890").
// Personal data: sealed where stored, never logged.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "core/result.h"

namespace lumbung {

inline constexpr Refusal phone_unreadable{
    "core.phone_unreadable", Trouble::bad_input,
    "Nomor telepon ini tidak terbaca. Tulis seperti 0812-3456-7890 atau +62 812 3456 7890.",
    "This phone number cannot be read. Write it like 0812-3456-7890 or +62 812 3456 7890."};
inline constexpr Refusal phone_not_indonesian{"core.phone_not_indonesian", Trouble::bad_input,
                                              "Hanya nomor telepon Indonesia (+62) yang dapat dicatat di sini.",
                                              "Only Indonesian phone numbers (+62) can be kept here."};

class Phone {
 public:
  // Takes blanks, dots, hyphens and brackets; a leading +62, 62 or 0 is one and the same.
  static Result<Phone> parse(std::string_view text);
  std::string e164() const { return "+62" + national_; }
  std::string shown() const;                                  // "0812-3456-7890"; landlines "0341-123456"
  std::string masked() const;                                 // "0812-****-7890"
  std::string for_links() const { return "62" + national_; }  // as wa.me wants it
  bool is_mobile() const { return national_.front() == '8'; }
  friend auto operator<=>(Phone const&, Phone const&) = default;

 private:
  explicit Phone(std::string national) : national_(std::move(national)) {}
  std::string national_;  // without the leading 0
};

}  // namespace lumbung
