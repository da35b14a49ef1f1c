// Opening balances: what a file would do, and doing it.
#include "ledger/opening.h"
#include "ledger/outside.h"
#include "ledger/routes_parts.h"

namespace lumbung::ledger {
namespace {

using http::Act;
using http::Answer;
using http::Fields;
using http::Json;
using http::Request;

constexpr std::size_t most_file = 200'000;  // characters; 2,000 lines are about a half
constexpr std::size_t most_body = 1'000'000;

struct Asked {
  Id<Organisation> organisation;
  Whose whose = Whose::own;
  Date day;
  std::string file;
};

Asked read_asked(Fields& f) {
  return {.organisation = f.id<Organisation>("organisation"),
          .whose = whose_book(f),
          .day = f.date("on"),
          .file = f.text("file", {.max = most_file, .lines = true, .exact = true})};
}

Result<OpeningWish> wish_of(View const& view, Asked const& asked, Id<Entry> id) {
  TRY(work::require(view.actor, open_balances, asked.organisation));
  auto const book = TRY(book_seen(view, asked.organisation, asked.whose));
  return OpeningWish{.id = id, .book = book, .organisation = asked.organisation, .day = asked.day, .file = asked.file};
}

NamesOf names_in(View const& view, NameOfAccount const& name_of_account) {
  return [&view, &name_of_account](AccountWish const& account) {
    auto const name = name_of_account(view, account);
    return std::vector<std::string>{name.id, name.en};
  };
}

void show(Json& j, OpeningRead const& read, Names& names) {
  j.list("items", read.lines, [&](OpeningLine const& line) {
    j("line", line.line);
    j("account", line.account.id);
    names.show(j, "name", names.of(line.account));
    j("class", name_of(line.account.account_class));
    j("debit", line.side == Side::debit ? line.amount.minor : 0);
    j("credit", line.side == Side::credit ? line.amount.minor : 0);
  });
  j("debits", read.debits);
  j("credits", read.credits);
  j.list("differences", read.differences, [&](Difference const& difference) {
    j("line", difference.line);
    j("field", difference.field);
    j("code", difference.problem.code());
    j("id", difference.problem.sentence_id());
    j("en", difference.problem.sentence_en());
  });
  j("found", read.found);
}

// Looks only; a POST because a whole file is handed over.
Result<Act> check_door(Fields& f, NameOfAccount const& name_of_account) {
  auto const asked = read_asked(f);
  return Act([=](Work& work) -> Result<Answer> {
    auto const wish = TRY(wish_of(work, asked, {}));
    auto const read = read_opening(work, wish, names_in(work, name_of_account));
    Names names(work, wish.book, name_of_account);
    Json j;
    j.object([&] { show(j, read, names); });
    return http::shown(std::move(j));
  });
}

Result<Act> post_door(Fields& f, NameOfAccount const& name_of_account) {
  auto const id = f.id<Entry>("id");
  auto const asked = read_asked(f);
  return Act([=](Work& work) -> Result<Answer> {
    auto const wish = TRY(wish_of(work, asked, id));
    auto const posted = TRY(post_opening(work, wish, names_in(work, name_of_account)));
    Json j;
    j.object([&] {
      j("id", posted.id);
      j("number", posted.number);
      j("booked", posted.booked);
    });
    return http::made("/api/ledger/entries/" + posted.id.text(), std::move(j));
  });
}

}  // namespace

void open_opening_doors(http::Doors& doors, NameOfAccount const& name_of_account) {
  doors.change({http::Method::post, "/api/ledger/opening-checks", "checkOpeningBalances"},
               [=](Request const&, Fields& f) { return check_door(f, name_of_account); },
               {.not_remembered = true, .body_limit = most_body});
  doors.change({http::Method::post, "/api/ledger/openings", "openBalances"},
               [=](Request const&, Fields& f) { return post_door(f, name_of_account); }, {.body_limit = most_body});
}

}  // namespace lumbung::ledger
