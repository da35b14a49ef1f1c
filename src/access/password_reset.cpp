#include "access/password_reset.h"

#include "access/store_accounts.h"
#include "access/store_resets.h"
#include "access/tokens.h"
#include "access/vault.h"

namespace lumbung::access {
namespace {

std::string email_of(View const& view, store::AccountRow const& account) {
  return open_secret(view, {"accounts", "email_sealed", account.id.uuid}, account.email_sealed);
}

// The organisation whose auditors should see it; none when there are several.
std::optional<Id<Organisation>> only_organisation(View const& view, Id<Account> account) {
  std::optional<Id<Organisation>> only;
  for (auto const& holding : holdings_of(view, account)) {
    if (holding.organisation.none()) continue;
    if (only && *only != holding.organisation) return std::nullopt;
    only = holding.organisation;
  }
  return only;
}

void record(Work& work, std::string_view kind, Id<Account> account, std::vector<work::Fact> facts = {}) {
  work.record({.kind = kind,
               .subject = account.uuid,
               .organisation = only_organisation(work, account),
               .facts = std::move(facts)});
}

// Nothing when it does not open: the letters of others shall not wait for one damaged field.
std::optional<std::string> readable_email(View const& view, store::AccountRow const& account) {
  try {
    return email_of(view, account);
  } catch (Breakdown const&) {
    return std::nullopt;
  }
}

void send_link(Work& work, Post const& post, store::AccountRow const& account, std::string const& email) {
  auto const token = make_token(work.chance);
  store::put_reset(work.rows, {account.id, token_hash(token), work.now, work.now + reset_lasts});
  // After '#' the token stays in the browser: it reaches no server's log.
  auto const link = work.house.public_url + "/masuk/sandi-baru#" + token;
  post(work, reset_letter(email, link, static_cast<int>(reset_lasts.micros / 60'000'000)));
  record(work, password_reset_sent, account.id);
}

Result<store::AccountRow> account_of(View const& view, std::string_view token) {
  auto const reset = store::find_reset(view.rows, token_hash(token));
  if (!reset || reset->expires <= view.now) return refuse(reset_not_valid);
  auto account = store::find_account(view.rows, reset->account);
  must(account.has_value());
  return *std::move(account);
}

}  // namespace

Verdict ask_reset(Work& work, std::string_view typed) {
  auto const email = TRY(normal_email(typed));
  auto const id = work.new_id<store::ResetWish>();
  store::add_reset_wish(work.rows, {id, blind_index(work.house.keys, Indexed::email, email), work.now});
  work.record({.kind = password_reset_asked, .subject = id.uuid, .organisation = {}, .facts = {}});
  return done;
}

bool is_reset_asked(View const& view) { return store::any_reset_wish(view.rows); }

Result<int> answer_asked(Work& work, Post const& post, int limit) {
  must(post != nullptr);
  int asked = 0, letters = 0;
  for (auto const& wish : store::reset_wishes(work.rows, limit)) {
    ++asked;
    if (store::remove_reset_wishes(work.rows, wish.email_index) == 0) continue;  // asked twice, answered already
    if (wish.asked + reset_lasts <= work.now) continue;                          // nobody waits for it any more
    auto const account = store::find_account_by_email(work.rows, wish.email_index);
    auto const email = account ? readable_email(work, *account) : std::nullopt;
    if (!email) continue;
    send_link(work, post, *account, *email);
    ++letters;
  }
  if (asked > 0)
    work.record({.kind = password_resets_answered,
                 .subject = {},
                 .organisation = {},
                 .facts = {{"asked", std::to_string(asked)}, {"letters", std::to_string(letters)}}});
  return letters;
}

Result<ResetFound> find_reset(View const& view, std::string_view token) {
  auto const account = TRY(account_of(view, token));
  return ResetFound{.account = account.id, .name = account.name, .email = email_of(view, account)};
}

Verdict reset_password(Work& work, std::string_view token, std::string const& hash, Post const& post) {
  auto const account = TRY(account_of(work, token));
  store::remove_reset(work.rows, account.id);
  store::set_password(work.rows, account.id, hash, work.now);
  auto const ended = store::remove_sessions_of(work.rows, account.id);
  record(work, password_reset, account.id, {{"sessions", std::to_string(ended)}});
  tell_password_changed(work, post, account.id);
  return done;
}

void tell_password_changed(Work& work, Post const& post, Id<Account> id) {
  if (!post) return;
  auto const account = store::find_account(work.rows, id);
  must(account.has_value());
  post(work, password_changed_letter(email_of(work, *account), work.now, work.house.public_url, work.house.zone));
}

std::int64_t forget_resets(storage::Writer& rows, Instant now) { return store::remove_resets_before(rows, now); }

}  // namespace lumbung::access
