#include "payments/snap_answer.h"

#include "payments/payments.h"

namespace lumbung::payments::snap {
namespace {

// Which response each refusal becomes; `reason` fills what the standard writes in brackets.
struct Line {
  Refusal const* refusal;
  int http, outcome;
  std::string_view reason;
};
constexpr Line lines[] = {{&body_unreadable, 400, 0, ""},
                          {&field_format, 400, 1, ""},
                          {&header_wrong, 400, 1, ""},
                          {&field_missing, 400, 2, ""},
                          {&header_missing, 400, 2, ""},
                          {&partner_unknown, 401, 0, "Unknown client"},
                          {&timestamp_off, 401, 0, "Timestamp"},
                          {&signature_wrong, 401, 0, "Signature"},
                          {&token_wrong, 401, 1, ""},
                          {&va_unknown, 404, 12, "Not found"},
                          {&va_amount_wrong, 404, 13, ""},
                          {&va_paid, 404, 14, ""},
                          {&other_content, 404, 18, ""},
                          {&va_closed, 404, 19, ""},
                          {&replayed, 409, 0, ""},
                          {&work::too_busy, 429, 0, ""}};

// The name that a refusal carries stands in its English sentence: "Field amount.value is not valid."
std::string name_in(Problem const& problem) {
  auto const sentence = problem.sentence_en();
  auto const from = sentence.find(' ') + 1;
  return sentence.substr(from, sentence.find(' ', from) - from);
}

// "Invalid Field Format {field name}", "Unauthorized. [reason]", "Invalid Bill/Virtual Account [reason]".
std::string filled(std::string_view message, std::string const& name, std::string_view reason) {
  auto const blank = message.find_first_of("{[");
  if (blank == std::string_view::npos) return std::string(message);
  std::string text(message.substr(0, blank));
  if (message[blank] == '{') return text + name;
  return text + "[" + std::string(reason) + "]";
}

}  // namespace

Answered success(int service) {
  auto const good = response(200, 0);
  return {good.http, good.text(service), std::string(good.message)};
}

Answered answer_to(Problem const& problem, int service) {
  for (auto const& line : lines) {
    if (line.refusal->code != problem.code()) continue;
    auto const found = response(line.http, line.outcome);
    bool const named = line.http == 400 && line.outcome != 0;
    return {found.http, found.text(service), filled(found.message, named ? name_in(problem) : "", line.reason)};
  }
  auto const general = response(500, 0);
  return {general.http, general.text(service), std::string(general.message)};
}

}  // namespace lumbung::payments::snap
