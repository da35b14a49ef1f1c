// The public page of an organisation: who it is, and its books in public totals.
#include <map>

#include "access/organisations.h"
#include "giving/routes_parts.h"
#include "giving/routes_show.h"
#include "programme/programme.h"
#include "programme/routes.h"

namespace lumbung::giving {
namespace {

using http::Answer;
using http::Json;
using http::Request;

struct Books {
  Money income = 0_rp, used = 0_rp, lost = 0_rp, waiting = 0_rp, fee = 0_rp;  // income = the other four
  std::map<std::string, std::pair<Money, Money>> by_month;                    // "2026-11": in, out
};

// Each campaign's days are of its own money, so campaigns of one programme add up.
Books books_of(work::View const& view, std::vector<CampaignRecord> const& campaigns) {
  Books books;
  for (auto const& campaign : campaigns) {
    auto const sums = bars(view, campaign);
    books.income += sums.raised;
    books.fee += sums.fee;
    books.lost += sums.lost;
    for (auto const& day : days_of(view, campaign)) {
      auto& month = books.by_month.try_emplace(iso(day.day).substr(0, 7), 0_rp, 0_rp).first->second;
      month.first += day.in;
      month.second += day.out;
      books.used += day.out;
    }
  }
  books.waiting = books.income - books.fee - books.used - books.lost;
  return books;
}

void show_books(Json& j, Books const& books) {
  j.object("books", [&] {
    j("income", books.income);
    j("used", books.used);
    j("lost", books.lost);
    j("waiting", books.waiting);
    j("fee", books.fee);
    j.list("by_month", books.by_month, [&](auto const& month) {
      j("month", month.first);
      j("in", month.second.first);
      j("out", month.second.second);
    });
  });
}

Result<Answer> organisation_door(work::View const& view, Request const& request) {
  auto const id = TRY(request.id_in_path<Organisation>("organisation"));
  auto const found = access::find_organisation(view, id);
  if (!found || !has_public_page(view, id)) return refuse(access::unknown_organisation);
  bool const verified = found->state == access::OrganisationState::verified;
  auto const its = all_campaigns(view, {.words = {}, .state = {}, .area = {}, .organisation = id, .after = {}});
  Json j;
  j.object([&] {
    j("id", id);
    j("name", found->name);
    j("kind", access::word_in(access::organisation_kinds, found->kind));
    programme::show_area(j, "area", view, found->area);
    j("verified", verified);
    if (verified && found->decided)
      j("verified_on", day_of(*found->decided, view.house.zone));
    else
      j.null("verified_on");
    j.list("documents", access::documents(view, id), [&](access::DocumentRecord const& document) {
      j("kind", access::word_in(access::document_kinds, document.kind));
      j("verified", verified);
    });
    show_permit(j, view, id);
    auto const bank = access::bank_account(view, id);
    if (bank)
      j("bank_account_holder", bank->holder);
    else
      j.null("bank_account_holder");
    show_books(j, books_of(view, its));
    j.list("campaigns", its, [&](CampaignRecord const& campaign) { show_card(j, view, campaign); });
  });
  return http::shown(std::move(j));
}

}  // namespace

void open_organisation_doors(http::Doors& doors) {
  doors.look({http::Method::get, "/api/organisations/{organisation}/page", "getOrganisationPage"}, organisation_door,
             {.same_for_all = true});
}

}  // namespace lumbung::giving
