// The doors of the house: which request goes to which function, and what every request has in common before and after.
//
// There are five kinds of door. Each is declared with its method, its pattern and its operation id, the name it has in
// the OpenAPI document and in the metrics:
//
//   look     reads. Runs on an I/O thread with a reader of the pool; keep it to a few milliseconds.
//   change   reads the fields outside, then its Act runs inside the group commit; the answer leaves after the durable
//            commit. A change that carries an id (top-level "id" in the body, or the header Idempotency-Key) is
//            remembered: the same again gets the first answer and `Idempotent-Replay: true`, other content under the
//            same id is refused with `id_reused`.
//   slow     like look or change, but on the pool of workers: Argon2, PDF, pictures. A look that is slow only now and
//            then (`look_or_slow`) says so itself, and queues behind nobody when what is asked for is at hand.
//   upload   a change with a raw body (a picture, a document) and its own limit, read on a worker.
//   foreign  for protocols of others (SNAP BI): raw body, no cookie, refusals in the shape of that protocol.
//
//     doors.look({Method::get, "/api/campaigns/{campaign}", "getCampaign"},
//                [](View const& view, Request const& request) -> Result<Answer> {
//                  auto const campaign = TRY(request.id_in_path<Campaign>("campaign"));
//                  …
//                  return shown(std::move(json));
//                }, {.same_for_all = true});
//     doors.change({Method::post, "/api/gifts", "makeGift"}, [](Request const&, Fields& f) -> Result<Act> {
//       giving::NewGift wish{.id = f.id<Gift>("id"), .amount = f.money("amount")};
//       return Act([wish](Work& work) -> Result<Answer> {
//         auto const gift = TRY(giving::give(work, wish));
//         return made("/api/gifts/" + gift.id.text(), json_of(gift));
//       });
//     });
//
// An Act may run more than once (a serialization failure on PostgreSQL) and outlives the Request: it takes what it
// needs by value. A refusal undoes the unit of work and is answered as RFC 9457 problem+json; a Breakdown is answered
// 503 with Retry-After, a Mistake 500 and logged with its place; neither tells the client what went wrong inside.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "http/fields.h"
#include "http/handler.h"
#include "http/json.h"
#include "http/request.h"
#include "storage/storage.h"
#include "work/work.h"

namespace lumbung::http {

class Contract;
class Metrics;

struct Door {
  Method method = Method::get;
  std::string_view path;       // "/api/campaigns/{campaign}"; a last part "{rest...}" takes what is left, slashes too
  std::string_view operation;  // operationId, "getCampaign"; "" for what is no part of the API (pages, files)
};

using Act = std::function<Result<Answer>(work::Work&)>;
using Look = std::function<Result<Answer>(work::View const&, Request const&)>;
using QuickLook = std::function<Result<std::optional<Answer>>(work::View const&, Request const&)>;
using Change = std::function<Result<Act>(Request const&, Fields&)>;
using SlowChange = std::function<Result<Act>(work::View const&, Request const&, Fields&)>;
using Upload = std::function<Result<Act>(work::View const&, Request const&)>;
using Foreign = std::function<Result<Act>(Request const&)>;
using Raw = std::function<Answer(Request const&)>;
using ForeignProblem = std::function<Answer(Request const&, Problem const&)>;

struct LookOptions {
  // Everybody gets the same, signed in or not: the actor is then always the visitor, the answer is kept in memory until
  // the next commit (embedded database only) and may be kept by others (`Caching::revalidate`, with an ETag). The query
  // and the language are told apart; nothing else may matter.
  bool same_for_all = false;
};
struct ChangeOptions {
  // Sign-in and the like: secrets must not lie in the table of remembered requests. Such a door has no idempotency.
  bool not_remembered = false;
  std::size_t body_limit = 256 * 1024;
};
struct UploadOptions {
  std::size_t body_limit = 15 * 1024 * 1024;
  std::vector<std::string> types = {"image/jpeg", "image/png"};
  work::Engine::Turn turn = work::Engine::Turn::soon;  // patient: so large that others go first
};

// Says who asks, from cookie or header; refuses when a session has ended. Not asked when neither is there.
using WhoIsIt = std::function<Result<work::Actor>(work::View const&, Request const&)>;
// Asked before anything else is done with a request; refuses what comes too often.
using Gate = std::function<Verdict(Request const&, std::string_view operation)>;

class Doors final : public Handler {
 public:
  struct Options {
    std::size_t workers = 2;                    // threads for slow doors
    std::size_t waiting_limit = 256;            // slow requests waiting; beyond it 503
    std::size_t cache_bytes = 32 << 20;         // answers that are the same for all
    bool cache = true;                          // false when other processes change the same database
    std::string public_url;                     // "https://lumbung.example": the origin that changes may come from
    std::function<void(std::string_view)> log;  // one line for each Mistake and Breakdown; no personal data in it
  };
  Doors(work::Engine& engine, Options options);
  ~Doors() override;  // waits for slow requests under way

  void look(Door door, Look look, LookOptions options = {});
  void change(Door door, Change change, ChangeOptions options = {});
  void slow_look(Door door, Look look);
  // `quick` is asked first, on an I/O thread as a look; where it gives no answer, `slow` is asked on a worker, in a
  // newer picture of the rows: it decides anew whether the thing may be shown.
  void look_or_slow(Door door, QuickLook quick, Look slow);
  void slow_change(Door door, SlowChange change, ChangeOptions options = {});
  void upload(Door door, Upload upload, UploadOptions options = {});
  void foreign(Door door, Foreign foreign, ForeignProblem on_problem, std::size_t body_limit = 64 * 1024);
  void raw(Door door, Raw raw);  // static files, the shell, health: no database, no actor

  // Set once, before the first request.
  void who_is_it(WhoIsIt who);
  void gate(Gate gate);
  void hold_to(std::shared_ptr<Contract const> contract);  // 500 and a log line when an answer breaks the document
  Metrics& metrics();

  // "GET /api/campaigns/{campaign} getCampaign" for each door with an operation, in order of declaration.
  struct Known {
    Method method;
    std::string path;
    std::string operation;
  };
  std::vector<Known> operations() const;

  std::size_t body_limit(Method method, std::string_view path) const override;
  void handle(Request request, Respond respond) override;
  // Handles it and waits for the answer; for tests and for talking to ourselves.
  Answer ask(Request request);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

// The table of remembered requests.
std::vector<storage::Migration> migrations();
// Forgets the requests remembered before `before` (a month ago will do), and says so in the audit trail when there were
// any (`http.requests_forgotten`: how many). Returns how many. To be run once a day.
std::int64_t forget_requests(work::Work& work, Instant before);

}  // namespace lumbung::http
