#include "core/result.h"

namespace lumbung {
namespace {

std::string filled(std::string_view sentence, auto const& words, auto const& value_of) {
  std::string out;
  out.reserve(sentence.size() + 32);
  for (std::size_t i = 0; i < sentence.size();) {
    auto const close = sentence[i] == '{' ? sentence.find('}', i) : std::string_view::npos;
    if (close == std::string_view::npos) {
      out += sentence[i++];
      continue;
    }
    auto const name = sentence.substr(i + 1, close - i - 1);
    for (auto const& word : words)
      if (word.name == name) out += value_of(word);
    i = close + 1;
  }
  return out;
}

}  // namespace

Problem Problem::at(std::string_view pointer) && {
  pointer_ = pointer;
  return std::move(*this);
}

Problem Problem::with(std::string_view name, std::string_view value) && {
  words_.push_back({std::string(name), std::string(value), std::string(value)});
  return std::move(*this);
}

Problem Problem::with(std::string_view name, std::string_view value_id, std::string_view value_en) && {
  words_.push_back({std::string(name), std::string(value_id), std::string(value_en)});
  return std::move(*this);
}

Problem Problem::also(Problem other) && {
  others_.push_back(std::move(other));
  return std::move(*this);
}

std::string_view Problem::word(std::string_view name) const {
  for (auto const& word : words_)
    if (word.name == name) return word.en;
  return {};
}

std::string Problem::sentence_id() const {
  return filled(refusal_->id, words_, [](Word const& w) { return w.id; });
}

std::string Problem::sentence_en() const {
  return filled(refusal_->en, words_, [](Word const& w) { return w.en; });
}

void must_failed(char const* claim, char const* file, int line) {
  throw Mistake(std::string("must hold, but does not: ") + claim + " (" + file + ":" + std::to_string(line) + ")");
}

}  // namespace lumbung
