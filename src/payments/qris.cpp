#include "payments/qris.h"

#include <algorithm>
#include <array>

namespace lumbung::payments::qris {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  auto const first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string hex4(std::uint16_t number) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string text(4, '0');
  for (int i = 3; i >= 0; --i, number = static_cast<std::uint16_t>(number >> 4)) text[i] = digits[number & 15];
  return text;
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

Problem wrong(std::string_view tag) { return refuse(field_wrong).with("tag", tag); }

bool is_acquirer_tag(std::string_view tag) { return tag >= "26" && tag <= "45"; }

// The inner value of a template's field, or "".
std::string inner(std::string_view template_value, std::string_view tag) {
  auto const fields = split(template_value);
  if (fields.refused()) return {};
  return std::string(find(*fields, tag).value_or(""));
}

Verdict read_tip(Code& code) {
  auto const kind = find(code.fields, "55");
  if (!kind) return done;
  if (*kind == "01") {
    code.tip = Tip::asked;
  } else if (*kind == "02") {
    auto const fixed = parse_decimal(find(code.fields, "56").value_or(""));
    if (fixed.refused() || !fixed->positive()) return wrong("56");
    code.tip = Tip::fixed;
    code.fixed_tip = *fixed;
  } else if (*kind == "03") {
    auto const percent = find(code.fields, "57").value_or("");
    auto const dot = percent.find('.');
    auto const whole = percent.substr(0, dot);
    bool readable = !whole.empty() && percent.size() <= 5 && all_digits(whole);
    if (dot != std::string_view::npos)
      readable = readable && dot + 1 < percent.size() && all_digits(percent.substr(dot + 1));
    if (!readable) return wrong("57");
    code.tip = Tip::percent;
    code.percent_tip = percent;
  } else {
    return wrong("55");
  }
  return done;
}

// The merchant's accounts: templates 26 to 45 of acquirers, 51 of the national registry.
Verdict read_accounts(Code& code) {
  for (auto const& field : code.fields) {
    bool const national = field.tag == "51";
    if (!national && !is_acquirer_tag(field.tag)) continue;
    if (split(field.value).refused()) return wrong(field.tag);
    if (national) code.nmid = inner(field.value, "02");
    if (!national && code.merchant_pan.empty()) code.merchant_pan = inner(field.value, "01");
    if (code.criteria.empty()) code.criteria = inner(field.value, "03");
  }
  if (!code.nmid.empty() && !is_nmid(code.nmid)) return wrong("51");
  return done;
}

Verdict read_additional(Code& code) {
  auto const additional = find(code.fields, "62");
  if (!additional) return done;
  if (split(*additional).refused()) return wrong("62");
  code.bill_number = inner(*additional, "01");
  code.reference = inner(*additional, "05");
  code.terminal = inner(*additional, "07");
  return done;
}

Verdict read_plain(Code& code) {
  auto const text = [&](std::string_view tag) { return std::string(find(code.fields, tag).value_or("")); };
  if (text("00") != "01") return wrong("00");
  auto const initiation = text("01");
  if (initiation != "" && initiation != "11" && initiation != "12") return wrong("01");
  code.dynamic = initiation == "12";
  if (text("53") != "360") return refuse(currency_wrong);
  if (text("58") != "ID") return wrong("58");
  code.merchant_category = text("52");
  if (code.merchant_category.size() != 4 || !all_digits(code.merchant_category)) return wrong("52");
  code.merchant_name = text("59");
  if (code.merchant_name.empty() || code.merchant_name.size() > 25) return wrong("59");
  code.merchant_city = text("60");
  if (code.merchant_city.empty() || code.merchant_city.size() > 15) return wrong("60");
  code.postal_code = text("61");
  if (code.postal_code.size() > 10) return wrong("61");
  if (auto const amount = find(code.fields, "54")) {
    auto const money = parse_decimal(*amount);
    if (amount->size() > 13 || money.refused() || !money->positive()) return wrong("54");
    code.amount = *money;
  }
  return done;
}

// Everything but 63, after its digits were found to be right and last.
Result<Fields> checked(std::string_view text) {
  auto fields = TRY(split(text));
  auto const crc = std::find_if(fields.begin(), fields.end(), [](Field const& field) { return field.tag == "63"; });
  if (crc == fields.end()) return refuse(structure_broken);
  if (crc + 1 != fields.end()) return refuse(crc_not_last);
  if (crc->value.size() != 4) return refuse(structure_broken);
  if (upper(crc->value) != hex4(crc16(text.substr(0, text.size() - 4)))) return refuse(crc_wrong);
  fields.pop_back();
  for (std::size_t i = 0; i < fields.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (fields[i].tag == fields[k].tag) return wrong(fields[i].tag);
  return fields;
}

// Sets a field's value, or puts a new one where its number belongs.
void put(Fields& fields, std::string_view tag, std::string value) {
  for (auto& field : fields)
    if (field.tag == tag) {
      field.value = std::move(value);
      return;
    }
  auto const next = std::find_if(fields.begin(), fields.end(), [&](Field const& field) { return field.tag > tag; });
  fields.insert(next, {std::string(tag), std::move(value)});
}

Result<std::string> joined(Fields const& fields) {
  std::string text;
  for (auto const& [tag, value] : fields) {
    if (tag.size() != 2 || !all_digits(tag) || value.empty() || value.size() > 99) return wrong(tag);
    text += tag;
    text += static_cast<char>('0' + value.size() / 10);
    text += static_cast<char>('0' + value.size() % 10);
    text += value;
  }
  return text;
}

bool is_reference(std::string_view text) {
  return text.size() <= 25 &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); });
}

}  // namespace

std::uint16_t crc16(std::string_view bytes) {
  unsigned crc = 0xFFFF;
  for (char const byte : bytes) {
    crc ^= static_cast<unsigned>(static_cast<unsigned char>(byte)) << 8;
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1) & 0xFFFF;
  }
  return static_cast<std::uint16_t>(crc);
}

bool is_nmid(std::string_view text) {
  if (text.size() != 15 || text.substr(0, 2) != "ID" || !all_digits(text.substr(2))) return false;
  int sum = 0;
  // From the right: the check digit counts once, its neighbour twice, and so on.
  for (std::size_t i = 0; i < 13; ++i) {
    int digit = text[14 - i] - '0';
    if (i % 2 == 1) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 == 0;
}

Result<Fields> split(std::string_view text) {
  Fields fields;
  while (!text.empty()) {
    if (text.size() < 4 || !all_digits(text.substr(0, 4))) return refuse(structure_broken);
    auto const length = static_cast<std::size_t>((text[2] - '0') * 10 + (text[3] - '0'));
    if (length == 0 || length > text.size() - 4) return refuse(structure_broken);
    fields.push_back({std::string(text.substr(0, 2)), std::string(text.substr(4, length))});
    text.remove_prefix(4 + length);
  }
  return fields;
}

std::optional<std::string_view> find(Fields const& fields, std::string_view tag) {
  for (auto const& field : fields)
    if (field.tag == tag) return field.value;
  return std::nullopt;
}

Result<Code> parse(std::string_view payload) {
  auto const text = trimmed(payload);
  if (text.empty()) return refuse(empty);
  Code code;
  code.fields = TRY(checked(text));
  TRY(read_plain(code));
  TRY(read_tip(code));
  TRY(read_accounts(code));
  TRY(read_additional(code));
  return code;
}

Result<std::string> write(Fields const& fields) {
  auto text = TRY(joined(fields));
  text += "6304";
  return text + hex4(crc16(text));
}

Result<std::string> with_amount(std::string_view static_payload, Money amount, std::string_view reference) {
  auto code = TRY(parse(static_payload));
  if (code.dynamic || code.amount) return refuse(not_static);
  if (amount.asset != rupiah || !amount.positive() || amount.minor % 100 != 0) return refuse(amount_wrong);
  auto whole = std::to_string(amount.minor / 100);
  if (whole.size() > 13) return refuse(amount_wrong);
  if (!is_reference(reference)) return refuse(reference_wrong);
  put(code.fields, "01", "12");
  put(code.fields, "54", std::move(whole));
  if (!reference.empty()) {
    auto additional = TRY(split(find(code.fields, "62").value_or("")));
    put(additional, "05", std::string(reference));
    auto inside = TRY(joined(additional));
    put(code.fields, "62", std::move(inside));
  }
  return write(code.fields);
}

}  // namespace lumbung::payments::qris
