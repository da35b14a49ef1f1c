// Runs of outside systems: through the doors as well as by the rules, and never to accounts of ours.
#include "ledger/outside.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>

#include "http/contract.h"
#include "http/house_doors.h"
#include "ledger/routes.h"
#include "ledger/test_barn.h"
#include "translog/sequencer.h"

namespace lumbung::ledger {
namespace {

using http::Answer;
using http::Method;
using http::Request;
using ::testing::HasSubstr;
using ::testing::Not;

Money sen(std::int64_t minor) { return {minor, rupiah}; }

constexpr Refusal not_verified{"ledger.test_not_verified", Trouble::conflict, "", ""};

class OutsideRuns : public testing::Test {
 protected:
  OutsideRuns() {
    barn.book = *barn.work([&](Work& w) { return open_book(w, organisation.uuid, "Koperasi Uji"); });
    for (auto const right : {post_runs, view_books}) who.grants.push_back({std::string(right), organisation, ""});
    open_doors(
        doors, [](View const&, AccountWish const& account) { return AccountName{account.purpose, account.purpose}; },
        [this](View const&, Id<Organisation>) -> Verdict {
          if (verified) return done;
          return refuse(not_verified);
        });
    doors.who_is_it([this](View const&, Request const&) { return Result<work::Actor>(who); });
    tell_runs(barn.village.engine().house());
    auto const key =
        translog::log_key(barn.village.directory() + "/log.key", "lumbung.example/lumbung/uji", barn.village.chance);
    log = std::make_unique<translog::Sequencer>(barn.village.engine(), key, translog::SequencerOptions{});
    EXPECT_EQ(log->start().code(), "");
  }
  Answer ask(Method method, std::string const& path, std::string_view operation, std::string type = "",
             std::string body = "") {
    Request request{.method = method, .path = path, .raw_target = path, .body = std::move(body)};
    if (auto const cut = path.find('?'); cut != std::string::npos) {
      request.path = path.substr(0, cut);
      for (std::string_view rest = std::string_view(path).substr(cut + 1); !rest.empty();) {
        auto const one = rest.substr(0, rest.find('&'));
        request.query.emplace_back(one.substr(0, one.find('=')), one.substr(one.find('=') + 1));
        rest.remove_prefix(std::min(rest.size(), one.size() + 1));
      }
    }
    request.headers = {{"Origin", "https://lumbung.example"}, {"Cookie", "lumbung=petugas"}};
    if (!type.empty()) request.headers.push_back({"Content-Type", std::move(type)});
    auto const answer = doors.ask(std::move(request));
    static http::Contract const contract(http::merged_openapi(http::openapi_parts(), "0", ""));
    EXPECT_EQ(contract.fault_in_answer(operation, answer), std::nullopt) << operation << ": " << answer.body;
    return answer;
  }
  Answer open(std::vector<Id<LedgerAccount>> const& ids, std::string_view more = "") {
    std::string body = R"({"accounts":[)";
    for (auto const& id : ids)
      body += (id == ids.front() ? R"({"id":")" : R"(,{"id":")") + id.text() +
              R"(","grows":"credit","class":"liability","purpose":"savings")" + std::string(more) + "}";
    return ask(Method::post, "/api/ledger/outside-accounts?organisation=" + organisation.text(), "openOutsideAccounts",
               "application/json", body + "]}");
  }
  std::string head_of(Id<Entry> id) {
    return "organisation=" + organisation.text() + "&id=" + id.text() + "&on=" + iso(barn.today());
  }
  Answer send(Id<Entry> id, std::vector<RunLine> const& lines) {
    std::string bytes(reinterpret_cast<char const*>(lines.data()), lines.size() * sizeof(RunLine));
    return ask(Method::post, "/api/ledger/runs?" + head_of(id), "postRun", "application/octet-stream",
               std::move(bytes));
  }
  BookId book() {
    return *barn.view([&](View const& v) { return find_outside_book(v, organisation); });
  }
  std::uint32_t number(Id<LedgerAccount> account) {
    return static_cast<std::uint32_t>(
        barn.view([&](View const& v) { return find_account(v, book(), account)->number; }));
  }
  Money balance_of(Id<LedgerAccount> account) {
    return *barn.view([&](View const& v) { return balance(v, book(), account); });
  }

  Barn barn;
  std::unique_ptr<translog::Sequencer> log;
  http::Doors doors{barn.village.engine(), {.cache = false, .public_url = "https://lumbung.example"}};
  Id<Organisation> organisation{Uuid{77}};
  bool verified = true;
  work::Actor who{.kind = work::Kind::staff, .account = barn.id<Account>(), .organisation = organisation, .grants = {}};
  std::vector<Id<LedgerAccount>> members{barn.id<LedgerAccount>(), barn.id<LedgerAccount>(), barn.id<LedgerAccount>()};
};

TEST_F(OutsideRuns, GoFromAccountsThatWereOpenedForThemWithAReceiptForEachLine) {
  auto const opened = open(members, R"(,"may_go_below_zero":true)");
  EXPECT_EQ(opened.status, 200);
  EXPECT_THAT(opened.body,
              HasSubstr(R"("id":")" + members[2].text() + R"(","number":)" + std::to_string(number(members[2]))));
  EXPECT_EQ(open(members, R"(,"may_go_below_zero":true)").body, opened.body) << "the same again changes nothing";
  auto const a = number(members[0]), b = number(members[1]), c = number(members[2]);
  auto const id = barn.id<Entry>();
  auto const first = send(id, {{a, b, 500}, {a, c, 700}, {b, c, 200}});
  EXPECT_EQ(first.status, 201);
  EXPECT_THAT(first.body, HasSubstr(R"("lines":3)"));
  EXPECT_THAT(first.body, HasSubstr(R"("replayed":false)"));
  EXPECT_THAT(send(id, {{a, b, 500}, {a, c, 700}, {b, c, 200}}).body, HasSubstr(R"("replayed":true)"));
  EXPECT_EQ(send(id, {{a, b, 501}}).status, 409);
  EXPECT_EQ(balance_of(members[0]), sen(-1'200));
  EXPECT_EQ(balance_of(members[2]), sen(900));
  ASSERT_EQ(log->publish_now().code(), "");
  auto const of_line = [&](std::string const& line) {
    return ask(Method::get,
               "/api/ledger/runs/" + id.text() + "/receipt?organisation=" + organisation.text() + "&line=" + line,
               "getLineReceipt");
  };
  EXPECT_THAT(of_line("2").body, HasSubstr("c2sp.org/tlog-proof"));
  EXPECT_NE(of_line("2").body, of_line("1").body);
  EXPECT_EQ(of_line("3").status, 404);
  EXPECT_EQ(of_line("-1").status, 422);
  who.grants.clear();
  EXPECT_EQ(of_line("2").status, 403);
}

TEST_F(OutsideRuns, MayNameAccountsByTheirIds) {
  open(members, R"(,"may_go_below_zero":true)");
  auto const id = barn.id<Entry>();
  auto const said = [&](Id<Entry> run, std::string const& lines) {
    return ask(Method::post, "/api/ledger/runs?" + head_of(run), "postRun", "application/json",
               R"({"lines":[)" + lines + "]}");
  };
  auto const line = [](Id<LedgerAccount> debit, Id<LedgerAccount> credit, std::string const& amount) {
    return R"({"debit":")" + debit.text() + R"(","credit":")" + credit.text() + R"(","amount":)" + amount + "}";
  };
  EXPECT_EQ(said(id, line(members[0], members[1], "500") + "," + line(members[1], members[2], "20")).status, 201);
  EXPECT_EQ(balance_of(members[1]), sen(480));
  // By number it is the very same run.
  EXPECT_THAT(
      send(id, {{number(members[0]), number(members[1]), 500}, {number(members[1]), number(members[2]), 20}}).body,
      HasSubstr(R"("replayed":true)"));
  auto const unknown =
      said(barn.id<Entry>(), line(members[0], members[1], "5") + "," + line(members[0], barn.id<LedgerAccount>(), "5"));
  EXPECT_EQ(unknown.status, 404);
  EXPECT_THAT(unknown.body, HasSubstr("/lines/1/credit"));
  for (char const* amount : {"0", "-5", "1.5", "\"5\"", "9223372036854775808"})
    EXPECT_EQ(said(barn.id<Entry>(), line(members[0], members[1], amount)).status, 422) << amount;
  EXPECT_EQ(said(barn.id<Entry>(), "").status, 422);
}

TEST_F(OutsideRuns, StandInABookOfTheirOwnAndNeverReachAccountsOfOurs) {
  auto const ours = barn.open("bank", Side::debit, Class::asset, Passage::rests, Floor::may_go_below_zero);
  open(members, R"(,"may_go_below_zero":true)");
  EXPECT_NE(book(), barn.book);
  auto const by_id =
      ask(Method::post, "/api/ledger/runs?" + head_of(barn.id<Entry>()), "postRun", "application/json",
          R"({"lines":[{"debit":")" + ours.text() + R"(","credit":")" + members[0].text() + R"(","amount":5}]})");
  EXPECT_EQ(by_id.status, 404);
  EXPECT_THAT(by_id.body, HasSubstr("/lines/0/debit"));
  auto const again = ask(Method::post, "/api/ledger/outside-accounts?organisation=" + organisation.text(),
                         "openOutsideAccounts", "application/json",
                         R"({"accounts":[{"id":")" + ours.text() +
                             R"(","grows":"debit","class":"asset","purpose":"bank","may_go_below_zero":true}]})");
  EXPECT_EQ(again.status, 200) << "the same id in another book is another account";
  EXPECT_EQ(send(barn.id<Entry>(), {{number(ours), number(members[0]), 500}}).status, 201);
  EXPECT_EQ(*barn.view([&](View const& v) { return balance(v, barn.book, ours); }), sen(0));
  auto const accounts = [&](std::string const& more) {
    return ask(Method::get, "/api/ledger/accounts?organisation=" + organisation.text() + more, "listAccounts").body;
  };
  EXPECT_THAT(accounts(""), Not(HasSubstr(members[0].text())));
  EXPECT_THAT(accounts("&book=outside"), HasSubstr(members[0].text()));
  EXPECT_THAT(accounts("&book=semua"), HasSubstr(R"("pointer":"book")"));
}

TEST_F(OutsideRuns, OfADayBeforeTheNewestCountOnTheirDay) {
  open(members, R"(,"may_go_below_zero":true)");
  auto const a = number(members[0]), b = number(members[1]);
  send(barn.id<Entry>(), {{a, b, 500}});
  auto const yesterday = Date{barn.today().day_number - 1};
  std::vector<RunLine> const lines{{a, b, 30}, {b, a, 10}};
  auto const late = ask(Method::post,
                        "/api/ledger/runs?organisation=" + organisation.text() + "&id=" + barn.id<Entry>().text() +
                            "&on=" + iso(yesterday),
                        "postRun", "application/octet-stream",
                        std::string(reinterpret_cast<char const*>(lines.data()), lines.size() * sizeof(RunLine)));
  EXPECT_EQ(late.status, 201) << late.body;
  auto const on = [&](Date day) {
    return *barn.view([&](View const& v) { return balance_on(v, book(), members[1], day); });
  };
  EXPECT_EQ(on(yesterday), sen(20));
  EXPECT_EQ(on(barn.today()), sen(520));
  EXPECT_TRUE(barn.view([&](View const& v) { return check(v, book()); }).empty());
}

TEST_F(OutsideRuns, AreForVerifiedOrganisationsAndAskedBeforeAnythingIsRead) {
  verified = false;
  EXPECT_EQ(open(members).status, 409);
  verified = true;
  EXPECT_EQ(send(barn.id<Entry>(), {{1, 2, 1}}).status, 409) << "no accounts yet";
  open(members, R"(,"may_go_below_zero":true)");
  verified = false;
  EXPECT_EQ(send(barn.id<Entry>(), {{number(members[0]), number(members[1]), 1}}).status, 409);
  who = work::Actor::visitor();
  for (auto const* path : {"/api/ledger/runs?", "/api/ledger/outside-accounts?organisation="}) {
    auto const rest = std::string_view(path).ends_with('=') ? organisation.text() : head_of(barn.id<Entry>());
    auto const operation = std::string_view(path).ends_with('=') ? "openOutsideAccounts" : "postRun";
    EXPECT_EQ(ask(Method::post, path + rest, operation, "application/json", "{rubbish").status, 401);
  }
}

TEST_F(OutsideRuns, AreRefusedWhereverTheyAreWrong) {
  open(members);
  auto const a = number(members[0]), b = number(members[1]);
  EXPECT_EQ(send(barn.id<Entry>(), {{a, b, 1}}).status, 409)
      << "debit from an empty account that may not go below zero";
  EXPECT_EQ(send(barn.id<Entry>(), {{a, a, 1}}).status, 422);
  EXPECT_EQ(send(barn.id<Entry>(), {{b, a, 0}}).status, 422);
  EXPECT_EQ(send(barn.id<Entry>(), {{b, 99, 1}}).status, 404);
  EXPECT_EQ(send(barn.id<Entry>(), {}).status, 422);
  auto const raw = [&](std::string const& head, std::string bytes) {
    return ask(Method::post, "/api/ledger/runs?" + head, "postRun", "application/octet-stream", std::move(bytes))
        .status;
  };
  EXPECT_EQ(raw(head_of(barn.id<Entry>()), std::string(17, 'x')), 422) << "cut in the middle of a line";
  EXPECT_EQ(raw(head_of(barn.id<Entry>()), std::string(16 * (most_run_lines + 1), 'x')), 422);
  EXPECT_EQ(raw(head_of(barn.id<Entry>()) + "&kind=gift", std::string(16, 'x')), 422) << "an unknown field";
  EXPECT_EQ(ask(Method::post, "/api/ledger/runs?" + head_of(barn.id<Entry>()), "postRun", "text/csv", "x").status, 415);
  who.grants.clear();
  EXPECT_EQ(send(barn.id<Entry>(), {{a, b, 1}}).status, 403);
  EXPECT_EQ(open({barn.id<LedgerAccount>()}).status, 403);
}

TEST_F(OutsideRuns, OpenAllAccountsOrNone) {
  auto const fresh = barn.id<LedgerAccount>();
  auto const answer = ask(Method::post, "/api/ledger/outside-accounts?organisation=" + organisation.text(),
                          "openOutsideAccounts", "application/json",
                          R"({"accounts":[{"id":")" + fresh.text() +
                              R"(","grows":"credit","class":"liability","purpose":"savings"},{"id":")" +
                              members[0].text() + R"(","grows":"debit","class":"asset","purpose":"Kas Besar"}]})");
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.body, HasSubstr("/accounts/1/purpose"));
  EXPECT_FALSE(barn.view([&](View const& v) { return find_outside_book(v, organisation); }).has_value());
  EXPECT_EQ(open({fresh}).status, 200);
  EXPECT_EQ(open({fresh}, R"(,"may_go_below_zero":true)").status, 409) << "the same id for another account";
}

}  // namespace
}  // namespace lumbung::ledger
