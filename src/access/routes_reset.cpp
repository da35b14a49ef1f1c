// A forgotten password: asking for the letter, and setting a new password with the link in it.
#include "access/password.h"
#include "access/password_reset.h"
#include "access/routes_parts.h"

namespace lumbung::access {
namespace {

http::Change asking_door(Services const& services) {
  return [services](Request const& request, Fields& f) -> Result<Act> {
    auto const typed = f.text("email", {.max = 254});
    if (!services.post) return refuse(no_letters);
    if (f.bad()) return refuse(email_wrong);
    TRY(at_address_pace(services.limits, "reset from", request, resets_per_address));
    auto const email = TRY(normal_email(typed));
    TRY(at_pace(services.limits, "reset of", email, letters_per_email));
    return Act([email, sandbox = services.sandbox](Work& work) -> Result<Answer> {
      TRY(ask_reset(work, email));
      Json j;
      j.object([&] {
        j("minutes", reset_lasts.micros / 60'000'000);
        j("sandbox", sandbox);
      });
      return http::accepted(std::move(j));
    });
  };
}

// The token comes in the body: an address would stand in somebody's log.
http::SlowChange setting_door(Services const& services) {
  return [services](View const& view, Request const& request, Fields& f) -> Result<Act> {
    auto const token = f.text("token", {.max = 64, .exact = true});
    auto const password = f.text("password", {.max = 512, .exact = true});
    if (f.bad()) return refuse(reset_not_valid);
    TRY(at_address_pace(services.limits, "reset with", request, sign_in_per_address));
    auto const found = TRY(find_reset(view, token));
    TRY(good_password(password, found.name, found.email));
    return Act([token, email = found.email, hash = hash_password(password), services](Work& work) -> Result<Answer> {
      TRY(reset_password(work, token, hash, services.post));
      services.limits.forgive("sign-in as", email);  // whoever guessed the old one does not keep them waiting
      return http::nothing();
    });
  };
}

}  // namespace

void open_reset_doors(Doors& doors, Services const& services) {
  doors.change({Method::post, "/api/password-resets", "askPasswordReset"}, asking_door(services),
               {.not_remembered = true});
  doors.slow_change({Method::post, "/api/password-resets/completion", "resetPassword"}, setting_door(services),
                    {.not_remembered = true});
}

}  // namespace lumbung::access
