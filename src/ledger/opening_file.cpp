#include "ledger/opening_file.h"

#include <algorithm>
#include <array>

#include "core/csv.h"
#include "ledger/opening.h"

namespace lumbung::ledger {
namespace {

constexpr std::array<std::string_view, 5> account_words{"akun", "nama akun", "account", "rekening", "no akun"};
constexpr std::array<std::string_view, 5> amount_words{"saldo", "saldo awal", "jumlah", "amount", "balance"};

std::string_view trimmed(std::string_view text) {
  auto const begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

// The one that stands most often in the first line.
char separator_of(std::string_view line) {
  char best = ';';
  for (char const one : {',', '\t'})
    if (std::count(line.begin(), line.end(), one) > std::count(line.begin(), line.end(), best)) best = one;
  return best;
}

// Each line is read for itself, so that a quote which is never closed spoils no other.
std::optional<std::vector<std::string>> cells_of(std::string_view line, char separator) {
  CsvReader reader(line, separator);
  std::vector<std::string> cells;
  if (!reader.next(cells) || reader.broken()) return std::nullopt;
  return cells;
}

std::optional<std::size_t> column_of(std::vector<std::string> const& cells, std::span<std::string_view const> words) {
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (std::find(words.begin(), words.end(), folded(cells[i])) != words.end()) return i;
  return std::nullopt;
}

}  // namespace

std::string folded(std::string_view name) {
  std::string made;
  for (char const c : trimmed(name)) {
    if ((c == ' ' || c == '\t') && !made.empty() && made.back() == ' ') continue;
    made += c == '\t' ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return made;
}

OpeningFile opening_cells(std::string_view file) {
  OpeningFile read;
  if (file.starts_with("\xef\xbb\xbf")) file.remove_prefix(3);
  std::optional<std::size_t> account, amount;
  char separator = ';';
  for (std::int64_t number = 1; !file.empty(); ++number) {
    auto const end = std::min(file.find('\n'), file.size());
    auto const line = trimmed(file.substr(0, end));
    file.remove_prefix(std::min(end + 1, file.size()));
    if (line.find_first_not_of(" \t;,") == std::string_view::npos) continue;
    if (!read.header) {
      separator = separator_of(line);
      auto const cells = cells_of(line, separator).value_or(std::vector<std::string>());
      account = column_of(cells, account_words);
      amount = column_of(cells, amount_words);
      if (!account || !amount) return read;
      read.header = true;
      continue;
    }
    read.too_long = read.lines.size() == most_opening_lines;
    if (read.too_long) return read;
    auto& made = read.lines.emplace_back();
    made.line = number;
    auto const cells = cells_of(line, separator);
    made.whole = cells && cells->size() > std::max(*account, *amount);
    if (!made.whole) continue;
    made.account = (*cells)[*account];
    made.amount = (*cells)[*amount];
  }
  return read;
}

Result<Money> opening_amount(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text == "-") return Money{};
  bool const bracketed = text.size() > 2 && text.front() == '(' && text.back() == ')';
  bool const minus = !bracketed && text.front() == '-';
  if (bracketed) text = text.substr(1, text.size() - 2);
  if (minus) text.remove_prefix(1);
  auto const amount = TRY(parse_rupiah(text));
  if (amount.minor < 0 && (bracketed || minus)) return refuse(amount_unreadable);
  return bracketed || minus ? Money{-amount.minor, amount.asset} : amount;
}

}  // namespace lumbung::ledger
