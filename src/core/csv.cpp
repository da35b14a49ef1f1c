#include "core/csv.h"

#include <algorithm>

namespace lumbung {

bool CsvReader::next(std::vector<std::string>& fields) {
  fields.clear();
  if (at_ >= text_.size() || broken_) return false;
  line_ = breaks_ + 1;
  for (;;) {
    if (!take_field(fields.emplace_back())) return false;
    if (at_ >= text_.size()) return true;
    if (text_[at_++] == separator_) continue;
    ++breaks_;  // it was the end of the line
    return true;
  }
}

// Leaves `at_` on the comma or line break behind the field, or at the end of the text.
bool CsvReader::take_field(std::string& field) {
  if (at_ < text_.size() && text_[at_] == '"') return take_quoted(field);
  char const ends[] = {separator_, '\n'};
  auto const end = std::min(text_.find_first_of(std::string_view(ends, 2), at_), text_.size());
  field = text_.substr(at_, end - at_);
  at_ = end;
  if (!field.empty() && field.back() == '\r' && (end == text_.size() || text_[end] == '\n')) field.pop_back();
  return true;
}

bool CsvReader::take_quoted(std::string& field) {
  broken_ = true;  // until the quote is closed
  for (++at_; at_ < text_.size(); ++at_) {
    if (text_[at_] != '"') {
      if (text_[at_] == '\n') ++breaks_;
      field += text_[at_];
    } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
      field += text_[at_++];
    } else {
      broken_ = false;
      break;
    }
  }
  if (broken_) return false;
  ++at_;
  if (at_ < text_.size() && text_[at_] == '\r') ++at_;
  broken_ = at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n';
  return !broken_;
}

}  // namespace lumbung
