#include "core/address.h"

#include <algorithm>
#include <vector>

#include "core/letters.h"

namespace lumbung {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

std::size_t skip(std::string_view text, std::size_t at, std::string_view any) {
  while (at < text.size() && any.find(text[at]) != std::string_view::npos) ++at;
  return at;
}

// Up to three digits at `at`, padded to three; empty if there are none, or more. Moves behind them.
std::string take_unit(std::string_view text, std::size_t& at) {
  auto end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  auto const digits = text.substr(at, end - at);
  if (digits.empty() || digits.size() > 3) return {};
  at = end;
  return std::string(3 - digits.size(), '0') + std::string(digits);
}

// "rt 03", "rt.02", "rt03" or "rw:8" beginning at `at`; empty if there is none.
std::string take_named_unit(std::string_view text, std::size_t& at, std::string_view name) {
  if (text.substr(at, name.size()) != name || (at > 0 && is_letter(text[at - 1]))) return {};
  auto digits = skip(text, at + name.size(), " .:");
  auto unit = take_unit(text, digits);
  if (!unit.empty()) at = digits;
  return unit;
}

// Takes RT and RW out of the text and gives back what is left.
std::string take_units(std::string_view text, Address& address) {
  std::string rest;
  for (std::size_t at = 0; at < text.size();) {
    if (auto rt = take_named_unit(text, at, "rt"); !rt.empty()) {
      address.rt = std::move(rt);
      auto after = skip(text, at, " /-.");
      if (auto rw = take_unit(text, after);
          !rw.empty() && text.substr(at, after - at).find_first_of("/-") != std::string_view::npos) {
        address.rw = std::move(rw);  // "rt 001/008"
        at = after;
      } else if (text.substr(at).starts_with("/")) {
        ++at;
      }
      rest += ' ';
    } else if (auto rw = take_named_unit(text, at, "rw"); !rw.empty()) {
      address.rw = std::move(rw);
      rest += ' ';
    } else {
      rest += text[at++];
    }
  }
  return rest;
}

struct Spelling {
  std::string_view written, meant;
};

std::string spelled_out(std::string const& word) {
  constexpr Spelling known[] = {{"jl", "jalan"},
                                {"jln", "jalan"},
                                {"gg", "gang"},
                                {"blk", "blok"},
                                {"no", "nomor"},
                                {"nmr", "nomor"},
                                {"dsn", "dusun"},
                                {"kp", "kampung"},
                                {"kmp", "kampung"},
                                {"kpg", "kampung"},
                                {"ds", "desa"},
                                {"kel", "kelurahan"},
                                {"kec", "kecamatan"},
                                {"kab", "kabupaten"},
                                {"prov", "provinsi"},
                                {"perum", "perumahan"},
                                {"komp", "kompleks"},
                                {"komplek", "kompleks"},
                                {"lingk", "lingkungan"},
                                {"lk", "lingkungan"},
                                {"ii", "2"},
                                {"iii", "3"},
                                {"iv", "4"},
                                {"vi", "6"},
                                {"vii", "7"},
                                {"viii", "8"},
                                {"ix", "9"},
                                {"xi", "11"},
                                {"xii", "12"},
                                {"xiii", "13"},
                                {"xiv", "14"},
                                {"xv", "15"}};
  for (auto const& spelling : known)
    if (word == spelling.written) return std::string(spelling.meant);
  return word;
}

bool is_postal_code(std::string const& word) {
  return word.size() == 5 && std::all_of(word.begin(), word.end(), is_digit);
}

void take_postal_code(std::vector<std::string>& words, Address& address) {
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    if (words[i] != "kode" || words[i + 1] != "pos" || !is_postal_code(words[i + 2])) continue;
    address.postal_code = words[i + 2];
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i), words.begin() + static_cast<std::ptrdiff_t>(i) + 3);
    return;
  }
}

}  // namespace

Address read_address(std::string_view text) {
  Address address;
  auto rest = take_units(plain_letters(text), address);
  for (char& c : rest)
    if (c == ',' || c == '.' || c == ';' || c == ':') c = ' ';
  auto words = words_of(rest);
  std::erase(words, "/");
  std::erase(words, "-");
  for (auto& word : words) word = spelled_out(word);
  take_postal_code(words, address);
  address.rest = joined(words);
  return address;
}

}  // namespace lumbung
