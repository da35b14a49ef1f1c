#include "core/phone.h"

#include <algorithm>

namespace lumbung {
namespace {

// Jakarta, Bandung, Bogor, Surabaya, Semarang, Medan: area codes of two digits after the 0; the others have three.
bool has_short_area_code(std::string_view national) {
  constexpr std::string_view codes[] = {"21", "22", "24", "31", "61"};
  return std::find(std::begin(codes), std::end(codes), national.substr(0, 2)) != std::end(codes);
}

bool drop_front(std::string& text, std::string_view front) {
  if (!text.starts_with(front)) return false;
  text.erase(0, front.size());
  return true;
}

}  // namespace

Result<Phone> Phone::parse(std::string_view text) {
  std::string digits;
  auto plus = false;
  for (char const c : text) {
    if (c >= '0' && c <= '9')
      digits += c;
    else if (c == '+' && digits.empty() && !plus)
      plus = true;
    else if (std::string_view(" .-()").find(c) == std::string_view::npos)
      return refuse(phone_unreadable);
  }
  if (digits.empty()) return refuse(phone_unreadable);
  auto const foreign_prefix = drop_front(digits, "00") || plus;
  auto const country = drop_front(digits, "62");
  if (foreign_prefix && !country) return refuse(phone_not_indonesian);
  auto const trunk = drop_front(digits, "0");  // also "+62 0812…", as some write it
  if (digits.empty()) return refuse(phone_unreadable);
  auto const mobile = digits.front() == '8';
  if (!country && !trunk && !mobile) return refuse(phone_unreadable);  // a landline without its area code
  auto const in_range = mobile ? digits.size() >= 9 && digits.size() <= 12 : digits.size() >= 8 && digits.size() <= 11;
  if (digits.front() < '2' || !in_range) return refuse(phone_unreadable);
  return Phone(std::move(digits));
}

std::string Phone::shown() const {
  auto const area = is_mobile() || !has_short_area_code(national_) ? 3u : 2u;
  auto text = "0" + national_.substr(0, area) + "-";
  auto const rest = national_.substr(area);
  if (!is_mobile()) return text + rest;
  return text + rest.substr(0, 4) + "-" + rest.substr(4);
}

std::string Phone::masked() const {
  auto text = shown();
  auto const begin = text.find('-') + 1;
  for (auto i = begin; i + 4 < text.size(); ++i)
    if (text[i] != '-') text[i] = '*';
  return text;
}

}  // namespace lumbung
