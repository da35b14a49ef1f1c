// The bank's pages: plain HTML and one style sheet, phone first, no script. Inside this room only.
#pragma once

#include <string>

#include "core/result.h"
#include "payments/qris.h"
#include "sandbox_bank/bank.h"

namespace lumbung::sandbox_bank::page {

enum class Language { indonesian, english };

std::string style();
std::string start(Language language);
// What a scanned code says, and the button. `back`: where the page leads back to, or "".
std::string confirm_qr(Language language, std::string const& qr, payments::qris::Code const& code,
                       std::string const& back);
std::string confirm_va(Language language, std::string const& va, Bill const& bill, std::string const& back);
std::string paid(Language language, Payment const& payment, std::string const& back);
std::string refused(Language language, Problem const& problem);

}  // namespace lumbung::sandbox_bank::page
