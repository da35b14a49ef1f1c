// What the route files of access share.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "access/accounts.h"
#include "access/organisations.h"
#include "access/routes.h"
#include "access/sign_in.h"
#include "http/door.h"

namespace lumbung::access {

using http::Act;
using http::Answer;
using http::Doors;
using http::Fields;
using http::Json;
using http::Method;
using http::Request;

void open_sign_in_doors(Doors& doors, Services const& services);
void open_reset_doors(Doors& doors, Services const& services);
void open_organisation_doors(Doors& doors, Services const& services);
void open_paper_doors(Doors& doors, Services const& services);
void open_staff_doors(Doors& doors, Services const& services);
void open_approval_doors(Doors& doors, Services const& services);

// The token in the session cookie; empty when there is none.
inline std::string token_of(Request const& request, Services const& services) {
  return std::string(request.cookie(cookie_name(services.public_url)).value_or(""));
}

// Refuses what is tried too often.
inline Verdict at_pace(Limits& limits, std::string_view what, std::string_view whom, Pace pace) {
  auto const wait = limits.take(what, whom, pace);
  if (!wait) return done;
  return refuse(too_many_tries).with("seconds", std::to_string(wait->micros / 1'000'000 + 1));
}

inline Verdict at_address_pace(Limits& limits, std::string_view what, Request const& request, Pace pace) {
  if (is_own_machine(request.address)) return done;
  return at_pace(limits, what, request.address, pace);
}

// Before a letter to that address, however it is spelled. What is no address is refused later, by its rule.
inline Verdict at_letter_pace(Services const& services, std::string_view what, std::string_view typed) {
  auto const email = normal_email(typed);
  if (!services.post || email.refused()) return done;
  return at_pace(services.limits, what, *email, letters_per_email);
}

// {"id", "expires", "sent", "sandbox"}; with the link where no letter brings it.
void write_issued(Json& j, IssuedInvitation const& issued, bool sent, Services const& services);

// As much of a request as an answer that outlives it needs.
inline Request outline_of(Request const& request) {
  Request outline;
  outline.id = request.id;
  outline.language = request.language;
  return outline;
}

template <class Enum, std::size_t N>
Enum choice_of(Fields& f, std::string_view name, Word<Enum> const (&words)[N]) {
  auto const text = f.text(name);
  if (auto const found = find_in(words, text)) return *found;
  std::string all;
  for (auto const& known : words) all.append(all.empty() ? "" : ", ").append(known.word);
  if (!text.empty()) f.wrong(name, refuse(http::choice_unknown).with("choices", all));
  return words[0].value;
}

template <class Enum, std::size_t N>
std::optional<Enum> optional_choice_of(Fields& f, std::string_view name, Word<Enum> const (&words)[N]) {
  if (!f.has(name)) return std::nullopt;
  return choice_of(f, name, words);
}

struct Page {
  Uuid after{};
  int limit = 50;
};
// "after" and "limit" of a list.
inline Page page_of(Fields& query) {
  Page page;
  if (auto const after = query.optional_id<Organisation>("after")) page.after = after->uuid;
  page.limit = static_cast<int>(query.integer_or("limit", 50, 1, 200));
  return page;
}
// {"items": […], "next": id or null}: there may be more when the page is full.
template <class Things, class Write>
Answer shown_list(Things const& things, Page const& page, Write&& write) {
  Json j;
  j.object([&] {
    j.list("items", things, [&](auto const& thing) { write(j, thing); });
    if (static_cast<int>(things.size()) < page.limit)
      j.null("next");
    else
      j("next", things.back().id);
  });
  return http::shown(std::move(j));
}

void write_holding(Json& j, View const& view, Holding const& holding);

}  // namespace lumbung::access
