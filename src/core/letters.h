// Written text made plain for comparing: what a reader takes for the same letter becomes the same letter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lumbung {

// Latin letters in lower case without diacritics, full-width forms and ligatures as plain letters, every kind of
// apostrophe gone, every kind of blank a blank, every kind of dash '-'. What is no letter, digit or ASCII mark (and
// bytes that are no UTF-8) becomes a blank. The answer is ASCII.
std::string plain_letters(std::string_view utf8);

// The words between blanks.
std::vector<std::string> words_of(std::string_view text);
std::string joined(std::vector<std::string> const& words, std::string_view between = " ");

}  // namespace lumbung
