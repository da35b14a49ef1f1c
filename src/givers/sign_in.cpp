#include <algorithm>

#include "access/accounts.h"
#include "access/vault.h"
#include "givers/rules.h"
#include "givers/store.h"
#include "giving/giving.h"

namespace lumbung::givers {
namespace {

// Givers belong to no organisation; their keys are kept under the platform's own number.
constexpr ledger::BookId platform{0};
constexpr int digits = 8;

Id<Person> person_of(Id<Giver> giver) { return as<Person>(giver); }
access::Cell email_cell(Id<Giver> id) { return {"givers", "email_sealed", id.uuid}; }
access::Cell name_cell(Id<Giver> id) { return {"givers", "name_sealed", id.uuid}; }

Hash index_of(View const& view, std::string_view email) {
  return access::blind_index(view.house.keys, access::Indexed::email, email);
}

// Keyed, so that a stolen table of eight digits does not give them away.
Hash code_hash(View const& view, Id<GiverCode> id, std::string_view code) {
  auto const key = hmac_sha256(view_of(view.house.keys.field_root), "lumbung/giver-code@v1|" + id.text());
  return hmac_sha256(view_of(key), code);
}

std::string code_by_chance(Chance& chance) {
  std::string code;
  while (code.size() < digits) {
    std::uint8_t byte = 0;
    chance.fill({&byte, 1});
    if (byte < 250) code += static_cast<char>('0' + byte % 10);  // keeps the digits even
  }
  return code;
}

// People type the gap that the letter shows.
std::string only_digits(std::string_view typed) {
  std::string code;
  for (char const c : typed)
    if (c >= '0' && c <= '9') code += c;
  return code;
}

std::string make_token(Chance& chance) {
  std::array<std::uint8_t, 32> bytes{};
  chance.fill(bytes);
  return base64url(view_of(bytes));
}

struct Account {
  Id<Giver> id;
  bool first = false;
};
Account account_of(Work& work, std::string const& email, Language language) {
  auto const index = index_of(work, email);
  if (auto const known = store::find_giver_by_email(work.rows, index)) return {known->id, false};
  auto const id = work.new_id<Giver>();
  store::add_giver(work.rows,
                   {.id = id,
                    .email_sealed = access::seal_field(work, platform, person_of(id), email_cell(id), email),
                    .name_sealed = {},
                    .email_index = index,
                    .language = language,
                    .made = work.now},
                   work.house.keys.version);
  return {id, true};
}

bool fits(View const& view, store::CodeRow const& known, std::string_view code) {
  if (known.made + code_lasts < view.now || known.tries >= code_tries) return false;
  return equal_in_constant_time(view_of(known.hash), view_of(code_hash(view, known.id, code)));
}

// Whether the code is one of those that were sent last; all of them are used up then, and a wrong one counts.
bool uses_up(Work& work, Hash const& index, std::string_view code) {
  bool right = false;
  for (auto const& known : store::codes(work.rows, index)) right = fits(work, known, code) || right;
  if (right)
    store::remove_codes(work.rows, index);
  else
    store::count_try(work.rows, index);
  return right;
}

}  // namespace

Verdict ask_code(Work& work, std::string_view typed, Language language) {
  auto const email = TRY(access::normal_email(typed));
  auto const code = code_by_chance(work.chance);
  auto const id = work.new_id<GiverCode>();
  store::put_code(work.rows, index_of(work, email), {id, code_hash(work, id, code), work.now, 0}, codes_alive);
  write_to(work, email, code_letter(language, code, work.house.public_url), code_lasts);
  record(work, code_asked, id);
  return done;
}

Tried sign_in(Work& work, SignInWish const& wish) {
  auto const email = access::normal_email(wish.email);
  if (email.refused() || !uses_up(work, index_of(work, *email), only_digits(wish.code))) {
    record(work, code_failed, work.new_id<GiverCode>());
    return {};
  }
  auto const account = account_of(work, *email, wish.language);
  auto const token = make_token(work.chance);
  store::add_session(work.rows, sha256(token), {account.id, work.now});
  record(work, signed_in, account.id, {{"first", account.first ? "yes" : "no"}});
  return {Opened{token, work.now + session_lasts, account.first}};
}

Verdict sign_out(Work& work, std::string_view token) {
  auto const giver = TRY(giver_of(work, token));
  store::remove_session(work.rows, sha256(token));
  record(work, signed_out, giver);
  return done;
}

Result<Id<Giver>> giver_of(View const& view, std::string_view token) {
  if (token.empty()) return refuse(sign_in_first);
  auto const session = store::find_session(view.rows, sha256(token));
  if (!session || session->made + session_lasts <= view.now) return refuse(sign_in_first);
  return session->giver;
}

Result<GiverRecord> find(View const& view, Id<Giver> id) {
  auto const row = store::find_giver(view.rows, id);
  if (!row) return refuse(sign_in_first);
  auto const email = access::open_field(view, platform, person_of(id), email_cell(id), row->email_sealed);
  if (!email) return refuse(sign_in_first);
  GiverRecord giver{.id = id, .email = *email, .name = {}, .language = row->language, .since = row->made};
  if (!row->name_sealed.empty())
    giver.name = access::open_field(view, platform, person_of(id), name_cell(id), row->name_sealed).value_or("");
  return giver;
}

Verdict rename(Work& work, Id<Giver> id, std::string_view name, Language language) {
  TRY(find(work, id));
  std::string sealed;
  if (!name.empty()) sealed = access::seal_field(work, platform, person_of(id), name_cell(id), name);
  store::set_name(work.rows, id, sealed, language);
  record(work, giver_changed, id);
  return done;
}

Verdict erase(Work& work, Id<Giver> id) {
  auto const row = store::find_giver(work.rows, id);
  if (!row) return refuse(sign_in_first);
  auto const kept = store::kept(work.rows, id, {}, 0);
  for (auto const& one : kept) TRY(giving::take_name_off(work, one.gift));
  auto const its_plans = store::plans_of(work.rows, id);
  for (auto plan : its_plans) {
    if (plan.state != PlanState::ended) plan.state = PlanState::stopped;
    plan.anonymous = true;
    plan.name.clear();
    store::set_plan(work.rows, plan);
  }
  store::remove_giver(work.rows, *row);
  access::erase_person_key(work, platform, person_of(id));
  record(work, giver_erased, id, {{"gifts", std::to_string(kept.size())}, {"plans", std::to_string(its_plans.size())}});
  return done;
}

std::int64_t forget_ended(storage::Writer& rows, Instant now) {
  return store::remove_older(rows, now - session_lasts, now - days(1));
}

}  // namespace lumbung::givers
