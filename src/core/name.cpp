#include "core/name.h"

#include <algorithm>

#include "core/letters.h"

namespace lumbung {
namespace {

template <std::size_t N>
bool is_one_of(std::string_view word, std::string_view const (&list)[N]) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

bool is_title(std::string_view bare) {
  constexpr std::string_view titles[] = {
      "h",  "hj", "kh",  "ky",  "ust",  "ustz", "ustd", "ustadz", "ustadzah", "drs",      "dra",
      "ir", "dr", "drg", "drh", "prof", "r",    "rr",   "ra",     "rm",       "tb",       "dg",
      "ny", "nn", "tn",  "sdr", "sdri", "bpk",  "ibu",  "alm",    "almh",     "almarhum", "almarhumah"};
  return is_one_of(bare, titles);
}

bool is_short_muhammad(std::string_view bare) {
  constexpr std::string_view forms[] = {"m",    "md",       "mhd",      "muh",      "moh",     "moch",
                                        "moc",  "mochamad", "mohamad",  "mohamed",  "muhamad", "muhamed",
                                        "mohd", "muhd",     "mokhamad", "mukhamad", "muchamad"};
  return is_one_of(bare, forms);
}

bool is_relation(std::string_view bare) { return bare == "bin" || bare == "binti" || bare == "binte"; }

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

std::string without_doubles(std::string text) {
  text.erase(std::unique(text.begin(), text.end(), [](char a, char b) { return a == b && a != ' '; }), text.end());
  return text;
}

// What both keys have in common after their own steps.
std::string settled(std::string text) {
  text = replaced(std::move(text), "ch", "h");
  text = replaced(std::move(text), "kh", "h");
  return without_doubles(std::move(text));
}

std::string modern_key(std::string text) {
  text = replaced(std::move(text), "oe", "u");
  text = replaced(std::move(text), "tj", "c");
  text = replaced(std::move(text), "dj", "j");
  text = replaced(std::move(text), "nj", "ny");
  text = replaced(std::move(text), "sj", "sy");
  return settled(std::move(text));
}

std::string old_key(std::string text) {
  text = replaced(std::move(text), "oe", "u");
  text = replaced(std::move(text), "tj", "\x01");  // kept apart from the j that becomes y
  text = replaced(std::move(text), "dj", "\x02");
  text = replaced(std::move(text), "j", "y");
  text = replaced(std::move(text), "\x01", "c");
  text = replaced(std::move(text), "\x02", "j");
  return settled(std::move(text));
}

std::string letters_only(std::string_view word) {
  std::string out;
  for (char const c : word)
    if (c >= 'a' && c <= 'z') out += c;
  return out;
}

// "h.muh. nur-aini" as "h." "muh." "nur" "aini".
std::vector<std::string> name_words(std::string_view text) {
  std::string spaced;
  for (char const c : text) {
    auto const part_of_word = (c >= 'a' && c <= 'z') || c == '.';
    spaced += part_of_word ? c : ' ';
    if (c == '.') spaced += ' ';
  }
  auto words = words_of(spaced);
  std::erase_if(words, [](std::string const& word) { return letters_only(word).empty(); });
  return words;
}

// The parts of a name that the keys are made of, each without its dot.
struct Parts {
  std::vector<std::string> own, parents;
};

Parts take_parts(std::vector<std::string> const& words, NameKeys& keys) {
  Parts parts;
  auto of_parent = false;
  for (auto const& word : words) {
    auto const bare = letters_only(word);
    if (is_title(bare)) {
      keys.titles.push_back(word);
    } else if (is_relation(bare) && !parts.own.empty()) {
      keys.relation_tokens.push_back(bare);
      of_parent = true;
    } else {
      (of_parent ? parts.parents : parts.own).push_back(bare == "abd" ? "abdul" : bare);
    }
  }
  return parts;
}

void spell_out_muhammad(std::vector<std::string>& words) {
  if (words.size() > 1 && is_short_muhammad(without_doubles(words.front()))) words.front() = "muhammad";
}

}  // namespace

NameKeys name_keys(std::string_view name) {
  NameKeys keys;
  auto const plain = plain_letters(name);
  auto const comma = std::min(plain.find(','), plain.size());
  keys.titles = words_of(replaced(plain.substr(comma), ",", " "));
  auto const words = name_words(plain.substr(0, comma));
  auto parts = take_parts(words, keys);
  if (parts.own.empty())  // nothing but titles: then they are the name, as in "R. Dewi" without Dewi
    for (auto const& word : words) parts.own.push_back(letters_only(word));
  auto all = parts.own;
  all.insert(all.end(), parts.parents.begin(), parts.parents.end());
  spell_out_muhammad(all);
  spell_out_muhammad(parts.parents);
  keys.modern = modern_key(joined(all));
  keys.old_spelling = old_key(joined(all));
  keys.parent = modern_key(joined(parts.parents));
  return keys;
}

bool may_be_same_name(NameKeys const& a, NameKeys const& b) {
  return a.modern == b.modern || a.modern == b.old_spelling || a.old_spelling == b.modern ||
         a.old_spelling == b.old_spelling;
}

std::vector<std::string> search_words(std::string_view name) {
  auto words = words_of(without_doubles(replaced(name_keys(name).modern, "j", "y")));
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

}  // namespace lumbung
