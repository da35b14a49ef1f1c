// Signing in: a password, then the second factor; sessions that end by themselves.
//
//   view   credentials_for(email)            what to check the password against; the same for nobody
//   slow   verify_password(...)              outside the work (password.h)
//   work   begin_session(...)                a session that can do nothing but give or set up the second factor
//   work   prove_totp / use_recovery_code    a full session under a new token
//
// Every account needs the second factor before anything else. A session ends after 15 minutes without a sign of life
// for roles that handle money, 8 hours for others, and 24 hours in any case; half a session after 10 minutes. Tokens
// are 256 random bits; only their SHA-256 is kept. Source: standards, trust and reliability, section 4.2.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/roles.h"

namespace lumbung::access {

inline constexpr Duration half_session_lasts = minutes(10);
inline constexpr Duration session_lasts = hours(24);
inline constexpr Duration idle_with_money = minutes(15);
inline constexpr Duration idle_otherwise = hours(8);
inline constexpr Duration second_factor_fresh = minutes(5);

// What a typed address stands for. `account` is none when nobody signs in by it; the hash then matches nothing.
struct Credentials {
  Id<Account> account;
  std::string password_hash;
};
Credentials credentials_for(View const& view, std::string_view email);

enum class Next { totp, enrol_totp, done };
struct OpenedSession {
  std::string token;  // for the cookie; never logged
  Next next = Next::totp;
  Instant ends;
};
// After the password was right. Refuses with `sign_in_wrong` when the password was changed meanwhile.
Result<OpenedSession> begin_session(Work& work, Credentials const& checked);
// Records that a password (or code) was wrong; the same work for an unknown account.
void record_failure(Work& work, Id<Account> account, std::string_view step);

// A code from the authenticator: makes a half session full, under a new token; in a full one proves the person again
// (the token stays). Each code is good once. Refuses with `code_wrong`; the work has then changed nothing.
Result<OpenedSession> prove_totp(Work& work, std::string_view token, std::string_view code);
// One of the ten recovery codes, each good once. Such a session may set up a new authenticator, and does not count as
// fresh for moving money.
Result<OpenedSession> use_recovery_code(Work& work, std::string_view token, std::string_view code);

struct Enrolment {
  std::string secret;  // base32, to be typed
  std::string uri;     // otpauth://, to be shown as QR
};
// Begins to set up an authenticator: at first sign-in, after a recovery code, or after a fresh second factor.
Result<Enrolment> begin_enrolment(Work& work, std::string_view token);
struct Enrolled {
  OpenedSession session;
  std::vector<std::string> recovery_codes;  // shown now and never again; older ones are void
};
// The first code from it; the session is full then, under a new token.
Result<Enrolled> confirm_enrolment(Work& work, std::string_view token, std::string_view code);

struct SessionSeen {
  Id<Account> account;
  std::string name;
  Next next = Next::done;
  std::vector<Holding> holdings;
  Instant ends;        // without a sign of life
  bool fresh = false;  // the second factor was proved in the last 5 minutes
};
// Nothing when there is no such session, or it has ended.
std::optional<SessionSeen> find_session(View const& view, std::string_view token);
// Who acts in that session: staff with grants when it is full; a visitor while the second factor is missing. Refuses
// with `session_ended`.
Result<work::Actor> actor_of(View const& view, std::string_view token);
// The same for every request: a visitor when there is no such session.
struct Recognised {
  work::Actor actor;
  bool touch_due = false;
};
Recognised recognise(View const& view, std::string_view token);
// Keeps a session alive. Due every fifth of its idle time, so the trail is not flooded; does nothing before.
Verdict touch_session(Work& work, std::string_view token);
// How many sessions ended.
Result<int> sign_out(Work& work, std::string_view token);
Result<int> sign_out_everywhere(Work& work, std::string_view token);
// Ends all other sessions, and a link for a forgotten password (password_reset.h). `checked` as for begin_session: the
// present password was verified against it.
Verdict change_password(Work& work, std::string_view token, Credentials const& checked, std::string const& new_hash);
// What a signed-in person's present password is checked against.
Credentials own_credentials(View const& view, std::string_view token);

// Refuses with `second_factor_again` unless the actor's session proved it within 5 minutes. The system passes.
Verdict require_fresh_second_factor(View const& view);

// Deletes sessions that ended by themselves; a change without an event, hence a plain Writer.
std::int64_t forget_ended_sessions(storage::Writer& rows, Instant now);

}  // namespace lumbung::access
