#include "givers/routes.h"

#include "access/access.h"
#include "access/accounts.h"
#include "givers/routes_parts.h"
#include "mail/mail.h"

namespace lumbung::givers {
namespace {

using access::Pace;

// Three codes at once for one address, then one in ten minutes; ten senders behind one network address.
constexpr Pace codes_per_email{3, minutes(10)};
constexpr Pace codes_per_address{10, minutes(1)};
constexpr Pace tries_per_address{30, seconds(10)};

Verdict at_pace(access::Limits& limits, std::string_view what, std::string_view whom, Pace pace) {
  auto const wait = limits.take(what, whom, pace);
  if (!wait) return done;
  return refuse(access::too_many_tries).with("seconds", std::to_string(wait->micros / 1'000'000 + 1));
}

Verdict at_address_pace(access::Limits& limits, std::string_view what, Request const& request, Pace pace) {
  if (access::is_own_machine(request.address)) return done;
  return at_pace(limits, what, request.address, pace);
}

http::Cookie cookie_of(std::string const& token, Neighbours const& neighbours) {
  http::Cookie cookie;
  cookie.name = std::string(cookie_name(neighbours.public_url));
  cookie.value = token;
  cookie.secure = neighbours.public_url.starts_with("https://");
  cookie.max_age_seconds = token.empty() ? 0 : session_lasts.micros / 1'000'000;
  return cookie;
}

Language language_of(Request const& request) {
  return request.language == http::Language::en ? Language::english : Language::indonesian;
}

// As much of a request as an answer that outlives it needs.
Request outline_of(Request const& request) {
  Request outline;
  outline.id = request.id;
  outline.language = request.language;
  return outline;
}

http::Change code_door(Neighbours const& neighbours) {
  return [neighbours](Request const& request, Fields& f) -> Result<Act> {
    auto const typed = f.text("email", {.max = 254});
    if (!neighbours.letters_go_out) return refuse(mail::not_set_up);
    TRY(at_address_pace(neighbours.limits, "giver code from", request, codes_per_address));
    auto const email = TRY(access::normal_email(typed));  // one address, however it is spelled
    TRY(at_pace(neighbours.limits, "giver code to", email, codes_per_email));
    return Act(
        [email, language = language_of(request), sandbox = neighbours.sandbox](work::Work& work) -> Result<Answer> {
          TRY(ask_code(work, email, language));
          Json j;
          j.object([&] {
            j("minutes", code_lasts.micros / 60'000'000);
            j("sandbox", sandbox);
          });
          return http::accepted(std::move(j));
        });
  };
}

http::Change sign_in_door(Neighbours const& neighbours) {
  return [neighbours](Request const& request, Fields& f) -> Result<Act> {
    SignInWish const wish{
        .email = f.text("email", {.max = 254}), .code = f.text("code", {.max = 20}), .language = language_of(request)};
    TRY(at_address_pace(neighbours.limits, "giver try from", request, tries_per_address));
    return Act([wish, neighbours, outline = outline_of(request)](work::Work& work) -> Result<Answer> {
      auto const tried = sign_in(work, wish);
      // A wrong code is kept, for it counts; so it cannot be an undone refusal.
      if (!tried.opened) return http::problem_answer(refuse(code_wrong), outline);
      Json j;
      j.object([&] {
        j("ends", tried.opened->ends);
        j("first", tried.opened->first);
      });
      return http::shown(std::move(j)).set(cookie_of(tried.opened->token, neighbours));
    });
  };
}

http::Change sign_out_door(Neighbours const& neighbours) {
  return [neighbours](Request const& request, Fields&) -> Result<Act> {
    return Act([neighbours, token = token_of(request, neighbours)](work::Work& work) -> Result<Answer> {
      TRY(sign_out(work, token));
      return http::nothing().set(cookie_of("", neighbours));
    });
  };
}

http::Look me_door(Neighbours const& neighbours) {
  return [neighbours](work::View const& view, Request const& request) -> Result<Answer> {
    auto const id = giver_of(view, token_of(request, neighbours));
    Json j;
    if (id.refused()) {
      j.object([&] {
        j("signed_in", false);
        j("letters", neighbours.letters_go_out);
      });
      return http::shown(std::move(j));
    }
    auto const giver = TRY(find(view, *id));
    j.object([&] {
      j("signed_in", true);
      j("letters", neighbours.letters_go_out);
      j("email", giver.email);
      j("name", giver.name);
      j("since", giver.since);
      j.list("years", years(view, *id), [&](YearOfGifts const& year) {
        j("year", year.year);
        j("given", year.given);
        j("refunded", year.refunded);
        j("gifts", year.gifts);
      });
    });
    return http::shown(std::move(j));
  };
}

http::Change rename_door(Neighbours const& neighbours) {
  return [neighbours](Request const& request, Fields& f) -> Result<Act> {
    auto const name = f.optional_text("name", {.max = 60}).value_or("");
    return Act([name, token = token_of(request, neighbours),
                language = language_of(request)](work::Work& work) -> Result<Answer> {
      auto const giver = TRY(giver_of(work, token));
      TRY(rename(work, giver, name, language));
      return http::nothing();
    });
  };
}

http::Change erase_door(Neighbours const& neighbours) {
  return [neighbours](Request const& request, Fields& f) -> Result<Act> {
    auto const word = f.text("word", {.max = 10});
    if (!word.empty() && word != "HAPUS") f.wrong("word", refuse(http::choice_unknown).with("choices", "HAPUS"));
    return Act([neighbours, token = token_of(request, neighbours)](work::Work& work) -> Result<Answer> {
      auto const giver = TRY(giver_of(work, token));
      TRY(erase(work, giver));
      return http::nothing().set(cookie_of("", neighbours));
    });
  };
}

}  // namespace

std::string_view cookie_name(std::string_view public_url) {
  return public_url.starts_with("https://") ? "__Host-lumbung-donatur" : "lumbung-donatur";
}

std::function<Verdict(work::Work&, Id<Gift>)> keep_for_sender(Request const& request, std::string const& public_url) {
  std::string const token(request.cookie(cookie_name(public_url)).value_or(""));
  if (token.empty()) return nullptr;
  return [token](work::Work& work, Id<Gift> gift) -> Verdict {
    auto const giver = giver_of(work, token);
    if (giver.refused()) return done;  // the session has ended: a guest gives
    return keep_gift(work, *giver, gift);
  };
}

void open_account_doors(Doors& doors, Neighbours const& neighbours) {
  http::ChangeOptions const secret{.not_remembered = true};
  doors.change({Method::post, "/api/giver/codes", "askGiverCode"}, code_door(neighbours), secret);
  doors.change({Method::post, "/api/giver/session", "signInGiver"}, sign_in_door(neighbours), secret);
  doors.change({Method::post, "/api/giver/sign-out", "signOutGiver"}, sign_out_door(neighbours), secret);
  doors.look({Method::get, "/api/giver", "getGiver"}, me_door(neighbours));
  doors.change({Method::put, "/api/giver", "changeGiver"}, rename_door(neighbours), secret);
  doors.change({Method::post, "/api/giver/erasure", "eraseGiver"}, erase_door(neighbours), secret);
}

void open_doors(Doors& doors, Neighbours const& neighbours) {
  open_account_doors(doors, neighbours);
  open_gift_doors(doors, neighbours);
  open_plan_doors(doors, neighbours);
}

}  // namespace lumbung::givers
