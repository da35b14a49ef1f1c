#include "http/door.h"

#include <gtest/gtest.h>

#include "http/contract.h"
#include "http/house_doors.h"
#include "http/metrics.h"
#include "http/packed.h"
#include "http/value.h"
#include "storage/disk_full.h"
#include "tests/village.h"

namespace lumbung::http {
namespace {

struct Sack;  // of rice: the thing that these tests keep

inline constexpr Refusal barn_full{"test.barn_full", Trouble::conflict, "Lumbung penuh.", "The barn is full."};

std::vector<storage::Migration> barn() {
  return {{"test-0001-barn", "CREATE TABLE sacks (id {bytes} PRIMARY KEY, amount {i64} NOT NULL) {strict};"}};
}

Result<Answer> put_sack(work::Work& work, Id<Sack> id, Money amount) {
  if (work.rows.number("SELECT COUNT(*) FROM sacks") >= 5) return refuse(barn_full);
  work.rows.run("INSERT INTO sacks (id, amount) VALUES ($1, $2)", {id, amount.minor});
  work.record({.kind = "test.sack_put", .subject = id.uuid, .organisation = {}, .facts = {}});
  Json j;
  j.object([&] {
    j("id", id);
    j("amount", amount);
    j("at", work.now);
  });
  return made("/api/sacks/" + id.text(), std::move(j));
}

class ADoor : public ::testing::Test {
 protected:
  Village village{{migrations(), barn()}};
  std::vector<std::string> log;
  Doors doors{village.engine(), {.public_url = "https://lumbung.test", .log = [this](std::string_view line) {
                                   std::lock_guard const lock(log_guard);
                                   log.emplace_back(line);
                                 }}};
  std::mutex log_guard;
  int looks = 0;

  static constexpr auto first = "0198c5d6-2f3a-7cc1-8a44-5d1f0c9e7b21";
  static constexpr auto second = "0198c5d6-2f3a-7cc1-8a44-5d1f0c9e7b22";

  ADoor() {
    doors.change({Method::post, "/api/sacks", "putSack"}, [](Request const&, Fields& f) -> Result<Act> {
      auto const id = f.id<Sack>("id");
      auto const amount = f.money("amount");
      return Act([id, amount](work::Work& work) { return put_sack(work, id, amount); });
    });
    doors.look({Method::get, "/api/sacks", "countSacks"},
               [this](work::View const& view, Request const&) -> Result<Answer> {
                 ++looks;
                 Json j;
                 j.object([&] { j("count", view.rows.number("SELECT COUNT(*) FROM sacks")); });
                 return shown(std::move(j));
               },
               {.same_for_all = true});
    doors.look({Method::get, "/api/me", "me"}, [](work::View const& view, Request const&) -> Result<Answer> {
      Json j;
      j.object([&] { j("session", view.actor.session); });
      return shown(std::move(j));
    });
    doors.raw({Method::get, "/unknown", ""}, [](Request const&) -> Answer { throw work::OutcomeUnknown("10.0.0.7"); });
    doors.raw({Method::get, "/breakdown", ""}, [](Request const&) -> Answer { throw Breakdown("disk /dev/sda"); });
    doors.raw({Method::get, "/full", ""}, [](Request const&) -> Answer { throw storage::DiskFull("disk /dev/sda"); });
    doors.raw({Method::get, "/mistake", ""}, [](Request const&) -> Answer { throw Mistake("SELECT secret"); });
  }

  Answer post(std::string body, std::vector<Header> headers = {{"Content-Type", "application/json"}},
              std::string path = "/api/sacks") {
    Request request;
    request.method = Method::post;
    request.path = request.raw_target = std::move(path);
    request.body = std::move(body);
    request.headers = std::move(headers);
    return doors.ask(std::move(request));
  }
  Answer get(std::string path, std::vector<Header> headers = {}) {
    Request request;
    request.path = request.raw_target = std::move(path);
    request.headers = std::move(headers);
    return doors.ask(std::move(request));
  }
  static std::string sack(std::string const& id, int amount) {
    return "{\"id\":\"" + id + "\",\"amount\":" + std::to_string(amount) + "}";
  }
  static std::string header(Answer const& answer, std::string_view name) {
    for (auto const& [known, value] : answer.headers)
      if (known == name) return value;
    return {};
  }
  static std::string code(Answer const& answer) {
    auto const value = parse_json(answer.body);
    auto const* found = value.refused() ? nullptr : value->find("code");
    return found == nullptr ? "" : found->text;
  }
  static std::string text_in(Answer const& answer) { return answer.packed ? answer.packed->plain() : answer.body; }
  std::int64_t sacks() {
    return village.view([](work::View const& view) { return view.rows.number("SELECT COUNT(*) FROM sacks"); });
  }
};

TEST_F(ADoor, LetsAChangeThrough) {
  auto const answer = post(sack(first, 100));
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(header(answer, "Location"), std::string("/api/sacks/") + first);
  EXPECT_EQ(answer.pattern, "/api/sacks");
  EXPECT_EQ(sacks(), 1);
}

TEST_F(ADoor, TheSameRequestTwiceIsOneChange) {
  auto const one = post(sack(first, 100));
  village.clock.advance(hours(1));
  auto const two = post("{ \"amount\" : 100, \"id\" : \"" + std::string(first) + "\" }");  // said in other words
  EXPECT_EQ(two.status, 201);
  EXPECT_EQ(two.body, one.body);
  EXPECT_EQ(header(two, "Location"), header(one, "Location"));
  EXPECT_EQ(header(one, "Idempotent-Replay"), "");
  EXPECT_EQ(header(two, "Idempotent-Replay"), "true");
  EXPECT_EQ(sacks(), 1);
}

TEST_F(ADoor, WhatItRemembersCannotBeReadFromTheTable) {
  auto const answer = post(sack(first, 100));
  auto const kept = village.view([](work::View const& view) {
    return view.rows.all("SELECT location, answer FROM http_requests LIMIT 10", {}, [](storage::Row const& row) {
      return std::string(row.text(0)) + " " + std::string(row.text(1));
    });
  });
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].find("/api/sacks"), std::string::npos);
  EXPECT_EQ(kept[0].find(answer.body), std::string::npos);
  EXPECT_EQ(kept[0].find("amount"), std::string::npos);
}

TEST_F(ADoor, AnAnswerThatWasMovedToAnotherRequestIsNotTold) {
  post(sack(first, 100));
  post(sack(second, 100));
  ASSERT_EQ(village
                .work([](work::Work& work) -> Verdict {
                  work.rows.run("UPDATE http_requests SET answer = (SELECT MIN(o.answer) FROM http_requests o)", {});
                  work.record({.kind = "test.moved"});
                  return done;
                })
                .code(),
            "");
  int told = 0, refused = 0;
  for (auto const* id : {first, second}) {
    auto const answer = post(sack(id, 100));
    (answer.status == 201 ? told : refused) += 1;
    if (answer.status == 201) {
      EXPECT_EQ(header(answer, "Location"), std::string("/api/sacks/") + id);
    } else {
      EXPECT_EQ(code(answer), "http.id_reused");
    }
  }
  EXPECT_EQ(told, 1);
  EXPECT_EQ(refused, 1);
}

TEST_F(ADoor, AnIdIsNotUsedAgainForOtherContent) {
  post(sack(first, 100));
  auto const other = post(sack(first, 101));
  EXPECT_EQ(other.status, 409);
  EXPECT_EQ(code(other), "http.id_reused");
  EXPECT_EQ(sacks(), 1);
}

TEST_F(ADoor, AnIdOfSomebodyElseIsNotAnsweredAgain) {
  post(sack(first, 100));
  doors.who_is_it([](work::View const&, Request const&) -> Result<work::Actor> {
    work::Actor actor;
    actor.account.uuid[0] = 7;
    return actor;
  });
  auto const other = post(sack(first, 100), {{"Content-Type", "application/json"}, {"Cookie", "s=1"}});
  EXPECT_EQ(code(other), "http.id_reused");
}

TEST_F(ADoor, TakesTheKeyFromTheHeaderToo) {
  doors.change({Method::post, "/api/any", "putAny"}, [](Request const&, Fields& f) -> Result<Act> {
    auto const amount = f.money("amount");
    return Act([amount](work::Work& work) { return put_sack(work, work.new_id<Sack>(), amount); });
  });
  std::vector<Header> const headers = {{"Content-Type", "application/json"}, {"Idempotency-Key", "abcdefgh"}};
  auto const one = post(R"({"amount":5})", headers, "/api/any");
  auto const two = post(R"({"amount":5})", headers, "/api/any");
  EXPECT_EQ(one.body, two.body);
  EXPECT_EQ(sacks(), 1);
  auto const bad =
      post(R"({"amount":5})", {{"Content-Type", "application/json"}, {"Idempotency-Key", "a b"}}, "/api/any");
  EXPECT_EQ(code(bad), "http.id_unusable");
}

TEST_F(ADoor, ARefusedRequestMayBeSentAgain) {
  for (int i = 0; i < 5; ++i) {
    auto id = std::string(first);
    id.back() = static_cast<char>('3' + i);
    EXPECT_EQ(post(sack(id, 100)).status, 201);
  }
  auto const full = post(sack(first, 100));
  EXPECT_EQ(full.status, 409);
  EXPECT_EQ(code(full), "test.barn_full");
  auto const emptied = village.work([](work::Work& work) -> Verdict {
    work.rows.run("DELETE FROM sacks", {});
    work.record({.kind = "test.emptied", .subject = {}, .organisation = {}, .facts = {}});
    return done;
  });
  EXPECT_EQ(emptied.code(), "");
  EXPECT_EQ(post(sack(first, 100)).status, 201);
}

TEST_F(ADoor, RememberedRequestsAreForgottenInTime) {
  post(sack(first, 100));
  auto const forget = [&](Instant before) {
    return *village.work([&](work::Work& work) -> Result<std::int64_t> { return forget_requests(work, before); });
  };
  EXPECT_EQ(forget(Village::morning), 0);
  EXPECT_EQ(forget(Village::morning + days(31)), 1);
  EXPECT_EQ(header(post(sack(first, 100)), "Idempotent-Replay"), "");
}

TEST_F(ADoor, SomeRequestsAreNotRemembered) {
  doors.change({Method::post, "/api/sign-in", "signIn"},
               [](Request const&, Fields& f) -> Result<Act> {
                 f.id<Sack>("id");
                 f.text("password");
                 return Act([](work::Work& work) { return put_sack(work, work.new_id<Sack>(), 1_rp); });
               },
               {.not_remembered = true});
  for (int i = 0; i < 2; ++i)
    post("{\"id\":\"" + std::string(first) + "\",\"password\":\"rahasia\"}", {{"Content-Type", "application/json"}},
         "/api/sign-in");
  EXPECT_EQ(sacks(), 2);
  EXPECT_EQ(village.view([](work::View const& v) { return v.rows.number("SELECT COUNT(*) FROM http_requests"); }), 0);
}

TEST_F(ADoor, TellsAllThatIsWrongWithABody) {
  auto const answer = post(R"({"id":"x","amount":-1,"other":2})");
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(answer.type, "application/problem+json");
  auto const problem = parse_json(answer.body);
  ASSERT_EQ(problem->find("errors")->items.size(), 3u);
  EXPECT_EQ(post("{\"id\":").status, 400);
  EXPECT_EQ(post(R"({"id":1,"id":2})").status, 422);
  EXPECT_EQ(code(post("[]")), "http.body_not_object");
  EXPECT_EQ(sacks(), 0);
}

TEST_F(ADoor, TakesChangesOnlyFromItsOwnPages) {
  auto const json = Header{"Content-Type", "application/json"};
  EXPECT_EQ(code(post(sack(first, 1), {{"Content-Type", "text/plain"}})), "http.wrong_content_type");
  EXPECT_EQ(code(post(sack(first, 1), {})), "http.wrong_content_type");
  EXPECT_EQ(code(post(sack(first, 1), {json, {"Origin", "https://evil.test"}})), "http.foreign_origin");
  EXPECT_EQ(code(post(sack(first, 1), {json, {"Origin", "null"}, {"Host", "null"}})), "http.foreign_origin");
  EXPECT_EQ(code(post(sack(first, 1), {json, {"Sec-Fetch-Site", "cross-site"}})), "http.foreign_origin");
  EXPECT_EQ(sacks(), 0);
  EXPECT_EQ(post(sack(first, 1), {json, {"Origin", "https://lumbung.test"}}).status, 201);
  EXPECT_EQ(post(sack(first, 1), {json, {"Origin", "http://192.168.1.5:8080"}, {"Host", "192.168.1.5:8080"}}).status,
            201);
}

TEST_F(ADoor, KeepsWhatIsTheSameForAllUntilTheNextCommit) {
  if (village.on_postgresql()) GTEST_SKIP() << "kept only with the embedded database";
  EXPECT_EQ(text_in(get("/api/sacks")), R"({"count":0})");
  EXPECT_EQ(text_in(get("/api/sacks", {{"Cookie", "s=1"}})), R"({"count":0})");
  EXPECT_EQ(looks, 1);
  post(sack(first, 1));
  EXPECT_EQ(text_in(get("/api/sacks")), R"({"count":1})");
  EXPECT_EQ(looks, 2);
  EXPECT_EQ(get("/api/sacks").caching, Caching::revalidate);
}

TEST_F(ADoor, AsksWhoItIsOnlyWhenThereIsAName) {
  int asked = 0;
  doors.who_is_it([&](work::View const&, Request const& request) -> Result<work::Actor> {
    ++asked;
    if (request.cookie("s") != "good") return refuse(work::sign_in_first);
    work::Actor actor;
    actor.session = "good";
    return actor;
  });
  EXPECT_EQ(get("/api/me").body, R"({"session":""})");
  EXPECT_EQ(asked, 0);
  EXPECT_EQ(get("/api/me", {{"Cookie", "s=good"}}).body, R"({"session":"good"})");
  auto const ended = get("/api/me", {{"Cookie", "s=old"}});
  EXPECT_EQ(ended.status, 401);
  EXPECT_NE(header(ended, "WWW-Authenticate"), "");
}

TEST_F(ADoor, SaysWhereThereIsNoneAndWhichWayIsOpen) {
  auto const nowhere = get("/api/nothing");
  EXPECT_EQ(nowhere.status, 404);
  EXPECT_EQ(code(nowhere), "http.no_such_page");
  EXPECT_EQ(nowhere.pattern, "-");
  auto const wrong = post("{}", {{"Content-Type", "application/json"}}, "/api/me");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(header(wrong, "Allow"), "GET, HEAD");
}

TEST_F(ADoor, DoesNotTellWhatWentWrongInside) {
  auto const breakdown = get("/breakdown");
  EXPECT_EQ(breakdown.status, 503);
  EXPECT_EQ(header(breakdown, "Retry-After"), "2");
  EXPECT_EQ(breakdown.body.find("sda"), std::string::npos);
  auto const unknown = get("/unknown");
  EXPECT_EQ(unknown.status, 503);
  EXPECT_EQ(header(unknown, "Retry-After"), "2");
  EXPECT_NE(unknown.body.find("http.outcome_unknown"), std::string::npos);
  EXPECT_EQ(unknown.body.find("10.0.0.7"), std::string::npos);
  auto const mistake = get("/mistake");
  EXPECT_EQ(mistake.status, 500);
  EXPECT_EQ(mistake.body.find("SELECT"), std::string::npos);
  ASSERT_EQ(log.size(), 3u);
  EXPECT_NE(log[2].find("SELECT secret"), std::string::npos);
  EXPECT_NE(log[2].find("door=/mistake"), std::string::npos);
}

TEST_F(ADoor, SaysInBothLanguagesThatTheDiskIsFull) {
  auto const full = get("/full");
  EXPECT_EQ(full.status, 507);
  EXPECT_EQ(header(full, "Retry-After"), "60");
  EXPECT_EQ(full.type, "application/problem+json");
  EXPECT_NE(full.body.find("http.disk_full"), std::string::npos);
  EXPECT_NE(full.body.find("Penyimpanan server penuh"), std::string::npos);
  EXPECT_NE(full.body.find("storage is full"), std::string::npos);
  EXPECT_EQ(full.body.find("sda"), std::string::npos);
}

TEST_F(ADoor, AChangeThatBreaksIsUndone) {
  doors.change({Method::post, "/api/broken", "breakIt"}, [](Request const&, Fields&) -> Result<Act> {
    return Act([](work::Work& work) -> Result<Answer> {
      TRY(put_sack(work, work.new_id<Sack>(), 1_rp));
      throw Mistake("planted");
    });
  });
  EXPECT_EQ(post("{}", {{"Content-Type", "application/json"}}, "/api/broken").status, 500);
  EXPECT_EQ(sacks(), 0);
}

TEST_F(ADoor, SlowOnesRunOnWorkersAndUploadsTakePictures) {
  auto const here = std::this_thread::get_id();
  std::thread::id there;
  doors.slow_change({Method::post, "/api/slow", "slow"},
                    [&](work::View const& view, Request const&, Fields& f) -> Result<Act> {
                      there = std::this_thread::get_id();
                      auto const amount = f.money("amount");
                      must(view.rows.number("SELECT COUNT(*) FROM sacks") == 0);
                      return Act([amount](work::Work& work) { return put_sack(work, work.new_id<Sack>(), amount); });
                    });
  EXPECT_EQ(post(R"({"amount":1})", {{"Content-Type", "application/json"}}, "/api/slow").status, 201);
  EXPECT_TRUE(there != here);
  doors.upload({Method::post, "/api/photo", "photo"}, [](work::View const&, Request const& request) -> Result<Act> {
    auto const size = static_cast<std::int64_t>(request.body.size());
    return Act([size](work::Work& work) { return put_sack(work, work.new_id<Sack>(), {size, rupiah}); });
  });
  EXPECT_EQ(post("GIF89a", {{"Content-Type", "image/gif"}}, "/api/photo").status, 415);
  EXPECT_EQ(post("picture", {{"Content-Type", "image/png"}, {"Idempotency-Key", "photo-001"}}, "/api/photo").status,
            201);
  EXPECT_EQ(header(post("picture", {{"Content-Type", "image/png"}, {"Idempotency-Key", "photo-001"}}, "/api/photo"),
                   "Idempotent-Replay"),
            "true");
  EXPECT_EQ(code(post("another", {{"Content-Type", "image/png"}, {"Idempotency-Key", "photo-001"}}, "/api/photo")),
            "http.id_reused");
  EXPECT_EQ(doors.body_limit(Method::post, "/api/photo"), 15u << 20);
  EXPECT_EQ(doors.body_limit(Method::post, "/api/sacks"), 256u << 10);
}

TEST_F(ADoor, ALookIsSlowOnlyWhereNothingIsAtHand) {
  auto const here = std::this_thread::get_id();
  std::thread::id quick_on, slow_on;
  doors.look_or_slow(
      {Method::get, "/api/drawn", "drawn"},
      [&](work::View const&, Request const& request) -> Result<std::optional<Answer>> {
        quick_on = std::this_thread::get_id();
        if (request.query.empty()) return std::optional<Answer>();
        if (request.query[0].second == "none") return refuse(no_such_thing);
        return std::optional(bytes("kept", "text/plain"));
      },
      [&](work::View const& view, Request const&) -> Result<Answer> {
        slow_on = std::this_thread::get_id();
        must(view.rows.number("SELECT COUNT(*) FROM sacks") == 0);
        return bytes("made", "text/plain");
      });
  auto const asked = [&](std::string which) {
    Request request{.method = Method::get, .path = "/api/drawn", .raw_target = "/api/drawn"};
    if (!which.empty()) request.query = {{"which", std::move(which)}};
    return doors.ask(std::move(request));
  };
  EXPECT_EQ(asked("kept").body, "kept");
  EXPECT_TRUE(quick_on == here);
  EXPECT_EQ(asked("none").status, 404);
  EXPECT_TRUE(slow_on == std::thread::id()) << "neither what is at hand nor what is refused costs a worker";
  EXPECT_EQ(asked("").body, "made");
  EXPECT_TRUE(slow_on != std::thread::id() && slow_on != here);
}

TEST_F(ADoor, ForeignersAreRefusedInTheirOwnShape) {
  doors.foreign(
      {Method::post, "/snap/v1.0/notify", "notify"},
      [](Request const& request) -> Result<Act> {
        if (request.body != "signed") return refuse(no_such_thing);
        return Act([](work::Work& work) { return put_sack(work, work.new_id<Sack>(), 1_rp); });
      },
      [](Request const&, Problem const& problem) {
        return Answer{.status = 404,
                      .body = "{\"responseCode\":\"4045201\",\"why\":\"" + std::string(problem.code()) + "\"}"};
      });
  EXPECT_EQ(post("forged", {}, "/snap/v1.0/notify").body, R"({"responseCode":"4045201","why":"http.no_such_thing"})");
  EXPECT_EQ(post("signed", {}, "/snap/v1.0/notify").status, 201);
}

TEST_F(ADoor, TheGateIsAskedFirst) {
  doors.gate([](Request const&, std::string_view operation) -> Verdict {
    if (operation == "me") return refuse(too_many_requests);
    return done;
  });
  auto const answer = get("/api/me");
  EXPECT_EQ(answer.status, 429);
  EXPECT_NE(header(answer, "Retry-After"), "");
  EXPECT_EQ(get("/api/sacks").status, 200);
}

TEST_F(ADoor, SaysHowLongToWaitWhenItIsKnown) {
  static constexpr Refusal slower{"test.slower", Trouble::too_many, "Tunggu {seconds} detik.", "Wait {seconds} s."};
  static constexpr Refusal some_time{"test.some_time", Trouble::too_many, "Tunggu.", "Wait."};
  EXPECT_EQ(header(problem_answer(refuse(slower).with("seconds", "17"), {}), "Retry-After"), "17");
  EXPECT_EQ(header(problem_answer(refuse(slower), {}), "Retry-After"), "60") << "nobody said";
  EXPECT_EQ(header(problem_answer(refuse(some_time), {}), "Retry-After"), "60");
}

TEST_F(ADoor, ShowsItsFiguresToThisMachineAndToThoseNamedOnly) {
  open_metrics_door(doors, {"203.0.113.7"});
  auto const status = [&](std::string address, std::vector<Header> headers = {}) {
    Request request{.method = Method::get, .path = "/metrics", .raw_target = "/metrics"};
    request.address = std::move(address);
    request.headers = std::move(headers);
    return doors.ask(request).status;
  };
  EXPECT_EQ(status("127.0.0.1"), 200);
  EXPECT_EQ(status("::1"), 200);
  EXPECT_EQ(status("203.0.113.7"), 200);
  EXPECT_EQ(status("203.0.113.70"), 404);
  EXPECT_EQ(status("198.51.100.1"), 404);
  EXPECT_EQ(status(""), 404);
  EXPECT_EQ(status("127.0.0.1", {{"X-Forwarded-For", "198.51.100.1"}}), 404) << "passed on by a proxy on this machine";
}

TEST_F(ADoor, CountsWhatPasses) {
  open_metrics_door(doors);
  post(sack(first, 1));
  post("{}");
  Request asked{.method = Method::get, .path = "/metrics", .raw_target = "/metrics"};
  asked.address = "127.0.0.1";
  auto const text = doors.ask(asked).body;
  EXPECT_NE(text.find("lumbung_http_requests_total{operation=\"putSack\",status=\"2xx\"} 1\n"), text.npos);
  EXPECT_NE(text.find("lumbung_http_requests_total{operation=\"putSack\",status=\"4xx\"} 1\n"), text.npos);
  EXPECT_NE(text.find("lumbung_http_seconds_bucket{operation=\"putSack\",le=\"+Inf\"} 2\n"), text.npos);
  EXPECT_NE(text.find("# TYPE lumbung_http_seconds histogram\n"), text.npos);
}

TEST_F(ADoor, TellsHowTheHouseFeels) {
  std::string why;
  open_health_doors(doors, [&] { return why; });
  EXPECT_EQ(get("/health/live").status, 200);
  EXPECT_EQ(get("/health/ready").status, 200);
  why = "migrating";
  EXPECT_EQ(get("/health/ready").status, 503);
}

}  // namespace
}  // namespace lumbung::http
