#include "payments/payments.h"
#include "payments/qris.h"
#include "payments/reference.h"
#include "payments/store.h"

namespace lumbung::payments {
namespace {

constexpr Duration longest_wait = days(31);
constexpr Money most = 10'000'000'000'000_rp;  // tag 54 holds 13 digits

Verdict check(View const& view, ChargeWish const& wish) {
  bool const whole = wish.amount.asset == rupiah && wish.amount.minor % 100 == 0;
  if (!whole || !wish.amount.positive() || wish.amount >= most) return refuse(amount_not_payable).at("/amount");
  if (wish.expires <= view.now || wish.expires > view.now + longest_wait) return refuse(expiry_wrong).at("/expires");
  return done;
}

bool same(ChargeRecord const& known, ChargeWish const& wish) {
  return known.organisation == wish.organisation && known.subject == wish.subject && known.method == wish.method &&
         known.amount == wish.amount;
}

// `digits` decimal digits by chance, the first of them not zero.
std::string number_by_chance(Chance& chance, std::size_t digits) {
  std::string text;
  while (text.size() < digits) {
    std::uint8_t byte = 0;
    chance.fill({&byte, 1});
    if (byte >= 250 || (text.empty() && byte % 10 == 0)) continue;  // keeps the digits even
    text += static_cast<char>('0' + byte % 10);
  }
  return text;
}

// 16 digits in all, as people know them; beyond a prefix of 8 there are still 10^8 numbers.
std::string new_va_number(Work& work, Merchant const& merchant) {
  for (int tries = 0; tries < 100; ++tries) {
    auto number = merchant.va_prefix + number_by_chance(work.chance, 16 - merchant.va_prefix.size());
    if (!store::charge_by_va(work.rows, merchant.book, number)) return number;
  }
  throw Mistake("no free virtual account number found");
}

std::string shortened(std::string const& title, std::size_t most_bytes) {
  if (title.size() <= most_bytes) return title;
  auto end = most_bytes;
  while (end > 0 && (static_cast<unsigned char>(title[end]) & 0xC0) == 0x80) --end;  // not inside a character
  return title.substr(0, end);
}

Verdict give_it_a_way_to_pay(Work& work, Merchant const& merchant, ChargeRecord& charge) {
  if (charge.method == Method::qris) {
    if (merchant.static_qris.empty()) return refuse(method_not_offered).at("/method");
    charge.payload = TRY(qris::with_amount(merchant.static_qris, charge.amount, charge.reference));
  } else {
    if (merchant.va_prefix.empty()) return refuse(method_not_offered).at("/method");
    charge.va_number = new_va_number(work, merchant);
  }
  return done;
}

// As we write references and numbers: people copy them with blanks and dashes, in small letters.
std::string as_written(std::string_view text) {
  std::string name;
  for (char const c : text) {
    if (c == ' ' || c == '-' || c == '.') continue;
    name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return name;
}

ChargeRecord as_of(ChargeRecord charge, Instant now) {
  if (charge.state == ChargeState::waiting && charge.expires < now) charge.state = ChargeState::expired;
  return charge;
}

}  // namespace

Result<ChargeRecord> create_charge(Work& work, ChargeWish const& wish) {
  if (auto const known = store::charge(work.rows, wish.id)) {
    if (!same(*known, wish)) return refuse(charge_id_taken).at("/id");
    return as_of(*known, work.now);
  }
  TRY(check(work, wish));
  auto const merchant = store::merchant(work.rows, wish.organisation);
  if (!merchant) return refuse(no_merchant);
  ChargeRecord charge{.id = wish.id,
                      .book = merchant->book,
                      .organisation = wish.organisation,
                      .subject = wish.subject,
                      .method = wish.method,
                      .amount = wish.amount,
                      .state = ChargeState::waiting,
                      .reference = new_reference(merchant->book, work.chance),
                      .payload = {},
                      .va_number = {},
                      .title = shortened(wish.title, 60),
                      .created = work.now,
                      .expires = wish.expires,
                      .paid_at = {},
                      .paid_amount = {}};
  TRY(give_it_a_way_to_pay(work, *merchant, charge));
  store::add_charge(work.rows, charge);
  work.record({charge_created,
               charge.id.uuid,
               charge.organisation,
               {{"method", std::string(name_of(charge.method))},
                {"amount", std::to_string(charge.amount.minor)},
                {"reference", charge.reference}}});
  return charge;
}

Result<ChargeRecord> cancel_charge(Work& work, Id<Charge> id) {
  auto found = store::charge(work.rows, id);
  if (!found) return refuse(charge_unknown);
  if (found->state == ChargeState::cancelled) return *found;
  if (found->state != ChargeState::waiting && found->state != ChargeState::expired) return refuse(charge_settled);
  found->state = ChargeState::cancelled;
  store::set_charge(work.rows, *found);
  work.record({charge_cancelled, id.uuid, found->organisation, {{"reference", found->reference}}});
  return *found;
}

Result<ChargeRecord> find_charge(View const& view, Id<Charge> id) {
  auto const found = store::charge(view.rows, id);
  if (!found) return refuse(charge_unknown);
  return as_of(*found, view.now);
}

Result<std::vector<ChargeRecord>> find_charges(View const& view, Id<Organisation> organisation, std::string_view text) {
  TRY(work::require(view.actor, may_see_suspense, organisation));
  auto const merchant = store::merchant(view.rows, organisation);
  std::vector<ChargeRecord> found;
  if (!merchant) return found;
  auto const name = as_written(text);
  if (auto const charge = store::charge_by_reference(view.rows, merchant->book, name))
    found.push_back(as_of(*charge, view.now));
  if (auto const charge = store::charge_by_va(view.rows, merchant->book, name))
    found.push_back(as_of(*charge, view.now));
  return found;
}

Result<int> expire_charges(Work& work, int limit) {
  // A day of patience, for notices of money that was paid in time.
  auto const late = store::waiting_past(work.rows, work.now - days(1), limit);
  for (auto charge : late) {
    charge.state = ChargeState::expired;
    store::set_charge(work.rows, charge);
    work.record({charge_expired, charge.id.uuid, charge.organisation, {{"reference", charge.reference}}});
  }
  return static_cast<int>(late.size());
}

}  // namespace lumbung::payments
