#include "access/accounts.h"
#include "access/password.h"
#include "access/password_reset.h"
#include "access/routes_parts.h"

namespace lumbung::access {
namespace {

std::string_view word_of(Next next) {
  switch (next) {
    case Next::totp:
      return "totp";
    case Next::enrol_totp:
      return "enrol_totp";
    case Next::done:
      return "done";
  }
  return "done";
}

http::Cookie cookie_of(std::string const& token, Services const& services) {
  bool const secure = services.public_url.starts_with("https://");
  http::Cookie cookie;
  cookie.name = std::string(cookie_name(services.public_url));
  cookie.value = token;
  cookie.secure = secure;
  if (token.empty()) cookie.max_age_seconds = 0;
  return cookie;
}

Answer opened(OpenedSession const& session, Services const& services) {
  Json j;
  j.object([&] {
    j("next", word_of(session.next));
    j("ends", session.ends);
  });
  return http::shown(std::move(j)).set(cookie_of(session.token, services));
}

// The answer to a wrong password or code: committed with its line in the trail, so it cannot be an undone refusal.
Act failed(Request const& request, Id<Account> account, std::string_view step, Refusal const& refusal) {
  return [outline = outline_of(request), account, step, &refusal](Work& work) -> Result<Answer> {
    record_failure(work, account, step);
    return http::problem_answer(refuse(refusal), outline);
  };
}

// A step of the second factor: `prove(work)` opens a session; a wrong code is recorded.
template <class Prove>
Act proving(Request const& request, Id<Account> account, std::string_view step, Services const& services, Prove prove) {
  return [outline = outline_of(request), account, step, services, prove](Work& work) -> Result<Answer> {
    auto result = prove(work);
    if (result.code() == code_wrong.code) {
      record_failure(work, account, step);
      return http::problem_answer(result.problem(), outline);
    }
    if (result.refused()) return std::move(result).problem();
    services.limits.forgive("code", account.text());
    return opened(result.value(), services);
  };
}

Result<SessionSeen> session_at_pace(View const& view, std::string const& token, Services const& services) {
  auto session = find_session(view, token);
  if (!session) return refuse(session_ended);
  TRY(at_pace(services.limits, "code", session->account.text(), code_per_account));
  return *std::move(session);
}

void open_password_door(Doors& doors, Services const& services) {
  doors.slow_change(
      {Method::post, "/api/sign-in", "signIn"},
      [services](View const& view, Request const& request, Fields& f) -> Result<Act> {
        auto const email = f.text("email", {.max = 254});
        auto const password = f.text("password", {.max = 512, .exact = true});
        if (f.bad()) return refuse(sign_in_wrong);
        TRY(at_address_pace(services.limits, "sign-in from", request, sign_in_per_address));
        auto const index = normal_email(email);
        TRY(at_pace(services.limits, "sign-in as", index.refused() ? email : *index, sign_in_per_account));
        auto const known = credentials_for(view, email);
        bool const right = verify_password(known.password_hash, password) && !known.account.none();
        if (!right) return failed(request, known.account, "password", sign_in_wrong);
        return Act([known, services](Work& work) -> Result<Answer> {
          auto const session = TRY(begin_session(work, known));
          return opened(session, services);
        });
      },
      {.not_remembered = true});
}

void open_factor_doors(Doors& doors, Services const& services) {
  doors.slow_change({Method::post, "/api/sign-in/totp", "proveTotp"},
                    [services](View const& view, Request const& request, Fields& f) -> Result<Act> {
                      auto const code = f.text("code", {.max = 10});
                      auto const token = token_of(request, services);
                      if (f.bad()) return refuse(code_wrong);
                      auto const session = TRY(session_at_pace(view, token, services));
                      return proving(request, session.account, "totp", services,
                                     [token, code](Work& work) { return prove_totp(work, token, code); });
                    },
                    {.not_remembered = true});
  doors.slow_change({Method::post, "/api/sign-in/recovery", "useRecoveryCode"},
                    [services](View const& view, Request const& request, Fields& f) -> Result<Act> {
                      auto const code = f.text("code", {.max = 40});
                      auto const token = token_of(request, services);
                      if (f.bad()) return refuse(code_wrong);
                      auto const session = TRY(session_at_pace(view, token, services));
                      return proving(request, session.account, "recovery", services,
                                     [token, code](Work& work) { return use_recovery_code(work, token, code); });
                    },
                    {.not_remembered = true});
}

void open_enrolment_doors(Doors& doors, Services const& services) {
  doors.change({Method::post, "/api/me/totp", "beginTotp"},
               [services](Request const& request, Fields&) -> Result<Act> {
                 return Act([token = token_of(request, services)](Work& work) -> Result<Answer> {
                   auto const begun = TRY(begin_enrolment(work, token));
                   Json j;
                   j.object([&] {
                     j("secret", begun.secret);
                     j("uri", begun.uri);
                   });
                   return http::shown(std::move(j));
                 });
               },
               {.not_remembered = true});
  doors.slow_change({Method::post, "/api/me/totp/confirmation", "confirmTotp"},
                    [services](View const& view, Request const& request, Fields& f) -> Result<Act> {
                      auto const code = f.text("code", {.max = 10});
                      auto const token = token_of(request, services);
                      if (f.bad()) return refuse(code_wrong);
                      auto const session = TRY(session_at_pace(view, token, services));
                      return Act([token, code, services, account = session.account](Work& work) -> Result<Answer> {
                        auto const enrolled = TRY(confirm_enrolment(work, token, code));
                        services.limits.forgive("code", account.text());
                        Json j;
                        j.object([&] {
                          j("next", word_of(enrolled.session.next));
                          j("ends", enrolled.session.ends);
                          j.values("recovery_codes", enrolled.recovery_codes);
                        });
                        return http::shown(std::move(j)).set(cookie_of(enrolled.session.token, services));
                      });
                    },
                    {.not_remembered = true});
}

void open_sign_out_door(Doors& doors, Services const& services) {
  doors.change({Method::post, "/api/sign-out", "signOut"},
               [services](Request const& request, Fields& f) -> Result<Act> {
                 bool const everywhere = f.optional_boolean("everywhere").value_or(false);
                 return Act([token = token_of(request, services), everywhere, services](Work& work) -> Result<Answer> {
                   auto const ended = everywhere ? TRY(sign_out_everywhere(work, token)) : TRY(sign_out(work, token));
                   Json j;
                   j.object([&] { j("ended", ended); });
                   return http::shown(std::move(j)).set(cookie_of("", services));
                 });
               },
               {.not_remembered = true});
}

void open_own_password_door(Doors& doors, Services const& services) {
  doors.slow_change(
      {Method::put, "/api/me/password", "changePassword"},
      [services](View const& view, Request const& request, Fields& f) -> Result<Act> {
        auto const present = f.text("present", {.max = 512, .exact = true});
        auto const password = f.text("password", {.max = 512, .exact = true});
        auto const token = token_of(request, services);
        if (f.bad()) return refuse(sign_in_wrong);
        auto const session = TRY(session_at_pace(view, token, services));
        TRY(good_password(password, session.name, ""));
        auto const known = own_credentials(view, token);
        if (!verify_password(known.password_hash, present))
          return failed(request, session.account, "own password", sign_in_wrong);
        return Act([token, known, hash = hash_password(password), post = services.post](Work& work) -> Result<Answer> {
          TRY(change_password(work, token, known, hash));
          tell_password_changed(work, post, known.account);
          return http::nothing();
        });
      },
      {.not_remembered = true});
}

Answer shown_nobody(Services const& services) {
  Json j;
  j.object([&] {
    j("signed_in", false);
    j("letters", static_cast<bool>(services.post));
  });
  return http::shown(std::move(j));
}

void open_me_door(Doors& doors, Services const& services) {
  doors.look({Method::get, "/api/me", "getMe"}, [services](View const& view, Request const& request) -> Result<Answer> {
    auto const session = find_session(view, token_of(request, services));
    if (!session) return shown_nobody(services);
    std::vector<std::string> rights;
    for (auto const& holding : session->holdings)
      for (auto const right : rights_of(holding.role)) rights.emplace_back(right);
    std::sort(rights.begin(), rights.end());
    rights.erase(std::unique(rights.begin(), rights.end()), rights.end());
    bool const full = session->next == Next::done;
    if (!full) rights.clear();
    Json j;
    j.object([&] {
      j("signed_in", full);
      j("next", word_of(session->next));
      j("account", session->account);
      j("name", session->name);
      j("fresh", session->fresh);
      j("ends", session->ends);
      j.list("holdings", session->holdings, [&](Holding const& holding) { write_holding(j, view, holding); });
      j.values("rights", rights);
    });
    return http::shown(std::move(j));
  });
}

}  // namespace

void write_holding(Json& j, View const& view, Holding const& holding) {
  j("role", word_in(roles, holding.role));
  j("area", holding.area);
  if (holding.organisation.none()) return;
  auto const organisation = find_organisation(view, holding.organisation);
  j("organisation", holding.organisation);
  if (organisation) j("organisation_name", organisation->name);
}

void open_sign_in_doors(Doors& doors, Services const& services) {
  open_password_door(doors, services);
  open_factor_doors(doors, services);
  open_enrolment_doors(doors, services);
  open_sign_out_door(doors, services);
  open_own_password_door(doors, services);
  open_me_door(doors, services);
}

}  // namespace lumbung::access
