#include <array>

#include "access/organisations.h"
#include "givers/routes_parts.h"
#include "giving/giving.h"

namespace lumbung::givers {
namespace {

constexpr int page = 24;

void show_gift(Json& j, work::View const& view, OwnGift const& own) {
  j("id", own.gift.id);
  j("state", name_of(own.gift.state));
  j("amount", own.gift.amount);
  j("refunded", own.gift.refunded);
  j("at", own.gift.at);
  if (own.gift.paid_at)
    j("paid_at", *own.gift.paid_at);
  else
    j.null("paid_at");
  j("trace", giving::trace_token(view, own.gift.id));
  j("title", own.campaign.title);
  j("slug", own.campaign.slug);
  j("organisation", own.organisation);
  if (own.plan)
    j("plan", *own.plan);
  else
    j.null("plan");
}

http::Look gifts_door(Neighbours const& neighbours) {
  return [neighbours](work::View const& view, Request const& request) -> Result<Answer> {
    auto const giver = TRY(giver_of(view, token_of(request, neighbours)));
    auto query = Fields::of_query(request);
    auto const after = query.optional_id<Gift>("after");
    TRY(query.finish());
    auto const found = gifts(view, giver, after, page);
    Json j;
    j.object([&] {
      j.list("items", found, [&](OwnGift const& own) { show_gift(j, view, own); });
      found.size() == page ? j("next", found.back().gift.id) : j.null("next");
    });
    return http::shown(std::move(j));
  };
}

// "…/jejak/<token>" or the token alone: people paste what they have.
std::string token_in(std::string_view pasted) {
  auto const mark = pasted.find("/jejak/");
  auto token = mark == pasted.npos ? pasted : pasted.substr(mark + 7);
  return std::string(token.substr(0, token.find_first_of("/?# ")));
}

http::Change claim_door(Neighbours const& neighbours) {
  return [neighbours](Request const& request, Fields& f) -> Result<Act> {
    auto const link = f.text("link", {.max = 300});
    return Act([link, session = token_of(request, neighbours)](work::Work& work) -> Result<Answer> {
      auto const giver = TRY(giver_of(work, session));
      auto const gift = giving::read_trace_token(work, token_in(link));
      if (gift.refused()) return refuse(giving::unknown_gift).at("/link");
      TRY(keep_gift(work, giver, *gift));
      Json j;
      j.object([&] { j("id", *gift); });
      return http::shown(std::move(j));
    });
  };
}

http::Look statement_door(Neighbours const& neighbours) {
  return [neighbours](work::View const& view, Request const& request) -> Result<Answer> {
    auto const id = TRY(giver_of(view, token_of(request, neighbours)));
    auto const asked = std::string(request.part("year"));
    for (auto const& year : years(view, id)) {
      if (std::to_string(year.year) != asked) continue;
      auto const giver = TRY(find(view, id));
      auto pdf = neighbours.statement_pdf(view, {giver, year, gifts_of_year(view, id, year.year)});
      return http::download(std::move(pdf), "application/pdf", "bukti-donasi-" + asked + ".pdf");
    }
    return refuse(no_gifts_that_year);
  };
}

}  // namespace

void open_gift_doors(Doors& doors, Neighbours const& neighbours) {
  doors.look({Method::get, "/api/giver/gifts", "listOwnGifts"}, gifts_door(neighbours));
  doors.change({Method::post, "/api/giver/gifts", "claimGift"}, claim_door(neighbours), {.not_remembered = true});
  doors.slow_look({Method::get, "/api/giver/years/{year}/statement.pdf", "getYearStatement"},
                  statement_door(neighbours));
}

}  // namespace lumbung::givers
