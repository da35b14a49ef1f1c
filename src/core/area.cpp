#include "core/area.h"

#include <algorithm>

namespace lumbung {
namespace {

constexpr std::array<std::size_t, 5> digits_at_level{0, 2, 4, 6, 10};

// The places of the dots in "32.17.10.2005".
constexpr bool is_dot_place(std::size_t i) { return i == 2 || i == 5 || i == 8; }

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<AreaCode> AreaCode::parse(std::string_view text) {
  AreaCode code;
  auto const dotted = text.find('.') != std::string_view::npos;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (dotted && is_dot_place(i)) {
      if (text[i] != '.') return refuse(area_code_wrong);
      continue;
    }
    if (code.size_ == code.digits_.size() || !all_digits(text.substr(i, 1))) return refuse(area_code_wrong);
    code.digits_[code.size_++] = text[i];
  }
  auto const whole_level = std::find(digits_at_level.begin(), digits_at_level.end(), code.size_);
  if (code.size_ == 0 || whole_level == digits_at_level.end()) return refuse(area_code_wrong);
  if (text.back() == '.') return refuse(area_code_wrong);
  return code;
}

std::string AreaCode::text() const {
  std::string out;
  for (std::size_t i = 0; i < size_; ++i) {
    if (i == 2 || i == 4 || i == 6) out += '.';
    out += digits_[i];
  }
  return out;
}

AreaLevel AreaCode::level() const {
  auto const found = std::find(digits_at_level.begin(), digits_at_level.end(), size_);
  return static_cast<AreaLevel>(found - digits_at_level.begin());
}

AreaCode AreaCode::parent() const {
  auto const now = level();
  return now == AreaLevel::country ? *this : at(static_cast<AreaLevel>(static_cast<int>(now) - 1));
}

AreaCode AreaCode::at(AreaLevel wanted) const {
  must(wanted <= level());
  AreaCode ancestor;
  ancestor.size_ = static_cast<std::uint8_t>(digits_at_level.at(static_cast<std::size_t>(wanted)));
  std::copy_n(digits_.begin(), ancestor.size_, ancestor.digits_.begin());
  return ancestor;
}

}  // namespace lumbung
