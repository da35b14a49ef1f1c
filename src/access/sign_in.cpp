#include "access/sign_in.h"

#include <algorithm>

#include "access/password.h"
#include "access/store_accounts.h"
#include "access/store_resets.h"
#include "access/tokens.h"
#include "access/totp.h"
#include "access/vault.h"

namespace lumbung::access {
namespace {

Cell email_cell(Id<Account> id) { return {"accounts", "email_sealed", id.uuid}; }
Cell totp_cell(Id<Account> id) { return {"accounts", "totp_sealed", id.uuid}; }
Cell pending_cell(Id<Account> id) { return {"accounts", "totp_pending", id.uuid}; }

void record(Work& work, std::string_view kind, Id<Account> account, std::vector<work::Fact> facts = {}) {
  work.record({.kind = kind, .subject = account.uuid, .organisation = {}, .facts = std::move(facts)});
}

Duration idle_of(std::vector<Holding> const& holdings) {
  bool const money =
      std::any_of(holdings.begin(), holdings.end(), [](Holding const& holding) { return handles_money(holding.role); });
  return money ? idle_with_money : idle_otherwise;
}

Instant end_of(store::SessionRow const& session, Duration idle) {
  if (!session.full) return session.made + half_session_lasts;
  return std::min(session.made + session_lasts, session.seen + idle);
}

struct Found {
  store::SessionRow session;
  store::AccountRow account;
  std::vector<Holding> holdings;
  Instant ends;
};

std::optional<Found> find(View const& view, std::string_view token) {
  auto const session = store::find_session(view.rows, token_hash(token));
  if (!session) return std::nullopt;
  auto holdings = store::holdings(view.rows, session->account);
  auto const ends = end_of(*session, idle_of(holdings));
  if (ends <= view.now) return std::nullopt;
  auto account = store::find_account(view.rows, session->account);
  must(account.has_value());
  return Found{*session, *std::move(account), std::move(holdings), ends};
}

Result<Found> need(View const& view, std::string_view token) {
  auto found = find(view, token);
  if (!found) return refuse(session_ended);
  return *std::move(found);
}

// The one organisation that somebody works for; none when there are several, or only the platform.
Id<Organisation> only_organisation(std::vector<Holding> const& holdings) {
  Id<Organisation> only;
  for (auto const& holding : holdings) {
    if (holding.organisation.none() || holding.organisation == only) continue;
    if (!only.none()) return {};
    only = holding.organisation;
  }
  return only;
}

bool is_fresh(store::SessionRow const& session, Instant now) {
  return session.full && session.proved && now - *session.proved <= second_factor_fresh;
}

work::Actor actor_from(Found const& found) {
  if (!found.session.full) return work::Actor::visitor();
  work::Actor actor;
  actor.kind = work::Kind::staff;
  actor.account = found.account.id;
  actor.grants = grants_of(found.holdings);
  actor.organisation = only_organisation(found.holdings);
  actor.session = hex(view_of(found.session.token_hash));
  return actor;
}

bool is_touch_due(Found const& found, Instant now) {
  return found.session.full && (now - found.session.seen).micros > idle_of(found.holdings).micros / 5;
}

Next next_of(store::SessionRow const& session, store::AccountRow const& account) {
  if (session.full) return Next::done;
  return account.totp_sealed ? Next::totp : Next::enrol_totp;
}

OpenedSession open_session(Work& work, Id<Account> account, store::SessionRow session, Next next) {
  auto const token = make_token(work.chance);
  session.token_hash = token_hash(token);
  session.account = account;
  session.made = session.seen = work.now;
  store::add_session(work.rows, session);
  auto const idle = idle_of(store::holdings(work.rows, account));
  return {token, next, end_of(session, idle)};
}

// A full session takes the place of the one that the person came with, under a new token.
OpenedSession make_full(Work& work, Found const& found, std::optional<Instant> proved) {
  store::remove_session(work.rows, found.session.token_hash);
  return open_session(work, found.account.id, {.full = true, .recovered = !proved, .proved = proved}, Next::done);
}

// The keyed hash that a recovery code is kept as, so that a stolen database does not give them away.
Hash recovery_hash(View const& view, Id<Account> account, std::string_view code) {
  auto const key = hmac_sha256(view_of(view.house.keys.field_root), "lumbung/recovery@v1|" + account.text());
  return hmac_sha256(view_of(key), normal_recovery_code(code));
}

std::vector<std::string> new_recovery_codes(Work& work, Id<Account> account) {
  std::vector<std::string> codes;
  std::vector<Hash> hashes;
  for (int i = 0; i < recovery_code_count; ++i) {
    codes.push_back(make_recovery_code(work.chance));
    hashes.push_back(recovery_hash(work, account, codes.back()));
  }
  store::replace_recovery_codes(work.rows, account, hashes);
  return codes;
}

}  // namespace

Credentials credentials_for(View const& view, std::string_view email) {
  std::string low(email);
  while (!low.empty() && low.back() == ' ') low.pop_back();
  low.erase(0, std::min(low.find_first_not_of(' '), low.size()));
  for (auto& c : low)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  auto const account = store::find_account_by_email(view.rows, blind_index(view.house.keys, Indexed::email, low));
  if (!account) return {{}, no_password()};
  return {account->id, account->password_hash};
}

Result<OpenedSession> begin_session(Work& work, Credentials const& checked) {
  auto const account = store::find_account(work.rows, checked.account);
  if (!account || account->password_hash != checked.password_hash) return refuse(sign_in_wrong);
  auto const next = account->totp_sealed ? Next::totp : Next::enrol_totp;
  auto opened = open_session(work, account->id, {}, next);
  record(work, password_accepted, account->id);
  return opened;
}

void record_failure(Work& work, Id<Account> account, std::string_view step) {
  record(work, sign_in_failed, account, {{"step", std::string(step)}});
}

Result<OpenedSession> prove_totp(Work& work, std::string_view token, std::string_view code) {
  auto const found = TRY(need(work, token));
  if (!found.account.totp_sealed) return refuse(second_factor_missing);
  auto const secret = open_secret(work, totp_cell(found.account.id), *found.account.totp_sealed);
  auto const step = matching_step(secret, code, work.now, found.account.last_step);
  if (!step || !store::set_last_step(work.rows, found.account.id, *step)) return refuse(code_wrong).at("/code");
  if (found.session.full) {
    store::set_proved(work.rows, found.session.token_hash, work.now);
    record(work, second_factor_proved, found.account.id);
    auto session = found.session;
    session.seen = work.now;
    return OpenedSession{std::string(token), Next::done, end_of(session, idle_of(found.holdings))};
  }
  auto opened = make_full(work, found, work.now);
  record(work, signed_in, found.account.id, {{"factor", "totp"}});
  return opened;
}

Result<OpenedSession> use_recovery_code(Work& work, std::string_view token, std::string_view code) {
  auto const found = TRY(need(work, token));
  if (!found.account.totp_sealed) return refuse(second_factor_missing);
  bool const good =
      store::use_recovery_code(work.rows, found.account.id, recovery_hash(work, found.account.id, code), work.now);
  if (!good) return refuse(code_wrong).at("/code");
  auto opened = make_full(work, found, std::nullopt);
  record(work, signed_in, found.account.id, {{"factor", "recovery"}});
  return opened;
}

Result<Enrolment> begin_enrolment(Work& work, std::string_view token) {
  auto const found = TRY(need(work, token));
  bool const first = !found.account.totp_sealed;
  bool const may = first || (found.session.full && (found.session.recovered || is_fresh(found.session, work.now)));
  if (!may) return refuse(second_factor_again);
  auto const secret = make_totp_secret(work.chance);
  store::set_pending_totp(work.rows, found.account.id, seal_secret(work, pending_cell(found.account.id), secret));
  record(work, second_factor_begun, found.account.id);
  auto const email = open_secret(work, email_cell(found.account.id), found.account.email_sealed);
  return Enrolment{base32(secret), otpauth_uri("Lumbung", email, secret)};
}

Result<Enrolled> confirm_enrolment(Work& work, std::string_view token, std::string_view code) {
  auto const found = TRY(need(work, token));
  auto const id = found.account.id;
  if (!found.account.totp_pending) return refuse(enrolment_not_begun);
  bool const first = !found.account.totp_sealed;
  if (!first && !found.session.full) return refuse(second_factor_again);
  auto const secret = open_secret(work, pending_cell(id), *found.account.totp_pending);
  auto const step = matching_step(secret, code, work.now, 0);
  if (!step) return refuse(code_wrong).at("/code");
  store::confirm_totp(work.rows, id, seal_secret(work, totp_cell(id), secret), *step);
  store::remove_sessions_of(work.rows, id);
  auto codes = new_recovery_codes(work, id);
  auto opened = make_full(work, found, work.now);
  record(work, second_factor_set, id);
  record(work, signed_in, id, {{"factor", "totp"}});
  return Enrolled{std::move(opened), std::move(codes)};
}

std::optional<SessionSeen> find_session(View const& view, std::string_view token) {
  auto found = find(view, token);
  if (!found) return std::nullopt;
  return SessionSeen{.account = found->account.id,
                     .name = found->account.name,
                     .next = next_of(found->session, found->account),
                     .holdings = std::move(found->holdings),
                     .ends = found->ends,
                     .fresh = is_fresh(found->session, view.now)};
}

Result<work::Actor> actor_of(View const& view, std::string_view token) {
  auto const found = TRY(need(view, token));
  return actor_from(found);
}

Recognised recognise(View const& view, std::string_view token) {
  auto const found = find(view, token);
  if (!found) return {};
  return {actor_from(*found), is_touch_due(*found, view.now)};
}

Verdict touch_session(Work& work, std::string_view token) {
  auto const found = find(work, token);
  if (!found || !is_touch_due(*found, work.now)) return done;
  store::set_seen(work.rows, found->session.token_hash, work.now);
  record(work, session_seen, found->account.id);
  return done;
}

Result<int> sign_out(Work& work, std::string_view token) {
  auto const session = store::find_session(work.rows, token_hash(token));
  if (!session) return 0;
  auto const ended = static_cast<int>(store::remove_session(work.rows, session->token_hash));
  record(work, signed_out, session->account, {{"sessions", std::to_string(ended)}});
  return ended;
}

Result<int> sign_out_everywhere(Work& work, std::string_view token) {
  auto const found = TRY(need(work, token));
  if (!found.session.full) return refuse(second_factor_missing);
  auto const ended = static_cast<int>(store::remove_sessions_of(work.rows, found.account.id));
  record(work, signed_out, found.account.id, {{"sessions", std::to_string(ended)}});
  return ended;
}

Verdict change_password(Work& work, std::string_view token, Credentials const& checked, std::string const& new_hash) {
  auto const found = TRY(need(work, token));
  if (!found.session.full) return refuse(second_factor_missing);
  bool const checked_this = checked.account == found.account.id && checked.password_hash == found.account.password_hash;
  if (!checked_this) return refuse(sign_in_wrong);
  store::set_password(work.rows, found.account.id, new_hash, work.now);
  store::remove_reset(work.rows, found.account.id);
  store::remove_sessions_of(work.rows, found.account.id);
  store::add_session(work.rows, found.session);
  record(work, password_changed, found.account.id);
  return done;
}

Credentials own_credentials(View const& view, std::string_view token) {
  auto const found = find(view, token);
  if (!found) return {{}, no_password()};
  return {found->account.id, found->account.password_hash};
}

Verdict require_fresh_second_factor(View const& view) {
  if (view.actor.kind == work::Kind::system) return done;
  auto const hash = from_hex(view.actor.session);
  if (!hash || hash->size() != 32) return refuse(second_factor_again);
  auto const session = store::find_session(view.rows, hash_from(*hash));
  if (!session || session->account != view.actor.account || !is_fresh(*session, view.now))
    return refuse(second_factor_again);
  return done;
}

std::int64_t forget_ended_sessions(storage::Writer& rows, Instant now) {
  return store::remove_sessions_made_before(rows, now - session_lasts, now - half_session_lasts);
}

}  // namespace lumbung::access
