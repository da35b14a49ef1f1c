#include "http/door.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>

#include "http/cache.h"
#include "http/contract.h"
#include "http/idempotency.h"
#include "http/packed.h"
#include "http/router.h"
#include "http/target.h"
#include "http/value.h"
#include "http/visit.h"
#include "http/workers.h"

namespace lumbung::http {
namespace {

using Turn = work::Engine::Turn;

using VisitPtr = std::shared_ptr<Visit>;
using Go = std::function<void(VisitPtr const&)>;

constexpr std::size_t ignored_body_limit = 16 * 1024;  // of a GET, which has no use for one
constexpr std::size_t unknown_body_limit = 256 * 1024;

// Runs `go`; whatever it throws becomes an answer.
template <class Run>
void guarded(VisitPtr const& visit, Run&& run) {
  try {
    run();
  } catch (...) {
    visit->fail(std::current_exception());
  }
}

// Another site may make a browser send us a request, but not one of these types without asking us first, nor without
// naming itself in Origin.
Verdict require_own_origin(Request const& request, std::string const& public_url) {
  if (same_word(request.header("Sec-Fetch-Site"), "cross-site")) return refuse(foreign_origin);
  auto const origin = request.find_header("Origin");
  if (!origin || *origin == public_url) return done;
  auto const scheme_end = origin->find("://");
  bool const ours = scheme_end != origin->npos && origin->substr(scheme_end + 3) == request.header("Host");
  if (!ours) return refuse(foreign_origin);
  return done;
}

Verdict require_type(Request const& request, std::vector<std::string> const& types) {
  auto const type = media_type(request.header("Content-Type"));
  std::string wanted;
  for (auto const& known : types) {
    if (same_word(type, known)) return done;
    wanted += (wanted.empty() ? "" : ", ") + known;
  }
  return refuse(wrong_content_type).with("wanted", wanted);
}

}  // namespace

struct Doors::Inside {
  struct Hall {
    Sill sill;
    Go go;
  };

  work::Engine& engine;
  Options options;
  Router router;
  std::deque<Hall> halls;  // never moved: visits hold on to their sill
  Sill nowhere;
  Metrics metrics;
  AnswerCache cache;
  WhoIsIt who;
  Gate gate;
  std::shared_ptr<Contract const> contract;
  std::unique_ptr<Workers> workers;

  Inside(work::Engine& engine_, Options options_)
      : engine(engine_), options(std::move(options_)), cache(options.cache_bytes) {
    workers = std::make_unique<Workers>(options.workers, options.waiting_limit);
    nowhere.path = "-";
    give_metrics(nowhere, "none");
    metrics.gauge("lumbung_http_slow_waiting", "Slow requests waiting for a worker.", "",
                  [this] { return static_cast<double>(workers->waiting()); });
    metrics.counter_of("lumbung_commits_total", "Durable commits since the start.", "",
                       [this] { return static_cast<double>(engine.version()); });
  }

  void give_metrics(Sill& sill, std::string const& operation) {
    for (int hundreds = 2; hundreds < 6; ++hundreds)
      sill.counters[hundreds] =
          &metrics.counter("lumbung_http_requests_total", "Requests answered, by operation and kind of status.",
                           "operation=\"" + operation + "\",status=\"" + std::to_string(hundreds) + "xx\"");
    sill.durations = &metrics.histogram("lumbung_http_seconds", "From the request being read to its answer.",
                                        "operation=\"" + operation + "\"");
  }

  Sill& add(Door const& door, std::size_t body_limit, Go go) {
    auto& hall = halls.emplace_back();
    hall.sill.method = door.method;
    hall.sill.path = door.path;
    hall.sill.operation = door.operation;
    hall.sill.body_limit = body_limit;
    hall.go = std::move(go);
    give_metrics(hall.sill, door.operation.empty() ? hall.sill.path : hall.sill.operation);
    router.add(door.method, door.path, halls.size() - 1);
    return hall.sill;
  }

  work::Actor visitor(Request const& request) const {
    auto actor = work::Actor::visitor();
    actor.from = request.address;
    return actor;
  }

  // Calls `look(view)` as the actor who asks, in one picture of the rows.
  template <class Look>
  auto seen_by_who(Request const& request, Look&& look) -> decltype(look(std::declval<work::View const&>())) {
    auto const somebody = visitor(request);
    bool const named = request.find_header("Cookie") || request.find_header("Authorization");
    return engine.view(somebody, [&](work::View const& view) -> decltype(look(view)) {
      if (!named || !who) return look(view);
      auto const actor = TRY(who(view, request));
      work::View const own(actor, view.now, view.rows, view.house);
      return look(own);
    });
  }

  Result<work::Actor> find_actor(Request const& request) {
    bool const named = request.find_header("Cookie") || request.find_header("Authorization");
    if (!named || !who) return visitor(request);
    return seen_by_who(request, [](work::View const& view) -> Result<work::Actor> { return view.actor; });
  }

  void run(VisitPtr const& visit, work::Actor actor, Act act, Turn turn = Turn::soon) {
    engine.queue(
        std::move(actor), std::move(act), [visit](Result<Answer> result) { visit->answer(std::move(result)); },
        [visit](std::exception_ptr thrown) { visit->fail(thrown); }, turn);
  }

  // Hands it to a worker, or says that there are too many.
  void slowly(VisitPtr const& visit, std::function<void()> task) {
    bool const taken = workers->take([visit, task = std::move(task)] { guarded(visit, task); });
    if (!taken) visit->refuse(refuse(work::too_busy));
  }

  // Answers with what `look` says to whoever asks.
  void look_now(VisitPtr const& visit, Look const& look) {
    visit->answer(seen_by_who(visit->request(), [&](work::View const& view) { return look(view, visit->request()); }));
  }

  void look_shared(VisitPtr const& visit, Look const& look) {
    auto const& request = visit->request();
    bool const may_keep = options.cache && !contract;
    auto const key = std::string(name_of(request.language)) + request.raw_target;
    auto const version = engine.version();
    if (may_keep)
      if (auto kept = cache.find(key, version)) return visit->answer(std::move(*kept));
    auto result = engine.view(work::Actor::visitor(), [&](work::View const& view) { return look(view, request); });
    if (result.refused()) return visit->refuse(result.problem());
    auto& given = result.value();
    if (given.caching == Caching::never) given.caching = Caching::revalidate;
    if (may_keep && given.status == 200 && !given.packed && given.file.empty() && !given.stream) {
      given.packed = std::make_shared<Packed>(given.type, std::move(given.body));
      given.body.clear();
      cache.keep(key, version, given);
    }
    visit->answer(std::move(given));
  }

  // Reads the fields by `read(fields)`, and puts all that is wrong with them before whatever it says.
  template <class Read>
  Result<Act> read_fields(Request const& request, Value const& body, Read&& read) {
    Fields fields(body);
    if (fields.bad()) return fields.finish().problem();
    auto act = read(fields);
    if (auto verdict = fields.finish(); verdict.refused()) return std::move(verdict).problem();
    static_cast<void>(request);
    return act;
  }

  Result<Value> read_body(Request const& request) {
    TRY(require_own_origin(request, options.public_url));
    bool const may_be_empty = request.method == Method::remove && request.body.empty();
    if (!may_be_empty) TRY(require_type(request, {"application/json"}));
    if (!may_be_empty) return parse_json(request.body);
    return Value(Value::Kind::object);
  }

  // Wraps the act so that the same request again gets the first answer.
  Result<Act> remembered(Sill const& sill, Request const& request, Value const* body, Act act, bool not_remembered) {
    if (not_remembered) return act;
    auto const key = TRY(request_key(request, body));
    if (!key) return act;
    return once(sill.operation.empty() ? sill.path : sill.operation, *key, said_by(request, body), std::move(act));
  }

  void change_now(VisitPtr const& visit, Change const& change, bool not_remembered) {
    auto const& request = visit->request();
    auto const plan = [&]() -> Result<std::pair<work::Actor, Act>> {
      auto const body = TRY(read_body(request));
      auto actor = TRY(find_actor(request));
      auto act = TRY(read_fields(request, body, [&](Fields& fields) { return change(request, fields); }));
      auto once_only = TRY(remembered(visit->sill(), request, &body, std::move(act), not_remembered));
      return std::pair(std::move(actor), std::move(once_only));
    };
    carry_out(visit, plan());
  }

  void slow_change_now(VisitPtr const& visit, SlowChange const& change, bool not_remembered) {
    auto const& request = visit->request();
    auto const plan = [&]() -> Result<std::pair<work::Actor, Act>> {
      auto const body = TRY(read_body(request));
      return seen_by_who(request, [&](work::View const& view) -> Result<std::pair<work::Actor, Act>> {
        auto act = TRY(read_fields(request, body, [&](Fields& fields) { return change(view, request, fields); }));
        auto once_only = TRY(remembered(visit->sill(), request, &body, std::move(act), not_remembered));
        return std::pair(view.actor, std::move(once_only));
      });
    };
    carry_out(visit, plan());
  }

  void upload_now(VisitPtr const& visit, Upload const& upload, UploadOptions const& how) {
    auto const& request = visit->request();
    auto const plan = [&]() -> Result<std::pair<work::Actor, Act>> {
      TRY(require_own_origin(request, options.public_url));
      TRY(require_type(request, how.types));
      return seen_by_who(request, [&](work::View const& view) -> Result<std::pair<work::Actor, Act>> {
        auto act = TRY(upload(view, request));
        auto once_only = TRY(remembered(visit->sill(), request, nullptr, std::move(act), false));
        return std::pair(view.actor, std::move(once_only));
      });
    };
    carry_out(visit, plan(), how.turn);
  }

  void carry_out(VisitPtr const& visit, Result<std::pair<work::Actor, Act>> plan, Turn turn = Turn::soon) {
    if (plan.refused()) return visit->refuse(plan.problem());
    run(visit, std::move(plan.value().first), std::move(plan.value().second), turn);
  }

  void refuse_nowhere(VisitPtr const& visit, std::vector<Method> const& allowed) {
    if (allowed.empty()) return visit->refuse(refuse(no_such_page));
    std::string listed;
    for (auto const method : allowed) (listed += listed.empty() ? "" : ", ") += name_of(method);
    auto const problem =
        refuse(method_not_allowed).with("method", name_of(visit->request().method)).with("allowed", listed);
    visit->answer(problem_answer(problem, visit->request()).with("Allow", listed));
  }
};

Doors::Doors(work::Engine& engine, Options options) : inside_(std::make_unique<Inside>(engine, std::move(options))) {}
Doors::~Doors() = default;

void Doors::look(Door door, Look look, LookOptions options) {
  inside_->add(door, ignored_body_limit, [in = inside_.get(), look = std::move(look), options](VisitPtr const& visit) {
    if (options.same_for_all) return in->look_shared(visit, look);
    in->look_now(visit, look);
  });
}

void Doors::change(Door door, Change change, ChangeOptions options) {
  inside_->add(door, options.body_limit,
               [in = inside_.get(), change = std::move(change), options](VisitPtr const& visit) {
                 in->change_now(visit, change, options.not_remembered);
               });
}

void Doors::slow_look(Door door, Look look) {
  inside_->add(door, ignored_body_limit, [in = inside_.get(), look = std::move(look)](VisitPtr const& visit) {
    in->slowly(visit, [in, &look, visit] { in->look_now(visit, look); });
  });
}

void Doors::look_or_slow(Door door, QuickLook quick, Look slow) {
  inside_->add(door, ignored_body_limit,
               [in = inside_.get(), quick = std::move(quick), slow = std::move(slow)](VisitPtr const& visit) {
                 auto at_hand = in->seen_by_who(visit->request(),
                                                [&](work::View const& view) { return quick(view, visit->request()); });
                 if (at_hand.refused()) return visit->refuse(at_hand.problem());
                 if (at_hand.value()) return visit->answer(std::move(*at_hand.value()));
                 in->slowly(visit, [in, &slow, visit] { in->look_now(visit, slow); });
               });
}

void Doors::slow_change(Door door, SlowChange change, ChangeOptions options) {
  inside_->add(
      door, options.body_limit, [in = inside_.get(), change = std::move(change), options](VisitPtr const& visit) {
        in->slowly(visit,
                   [in, &change, visit, options] { in->slow_change_now(visit, change, options.not_remembered); });
      });
}

void Doors::upload(Door door, Upload upload, UploadOptions options) {
  inside_->add(door, options.body_limit,
               [in = inside_.get(), upload = std::move(upload), options](VisitPtr const& visit) {
                 in->slowly(visit, [in, &upload, &options, visit] { in->upload_now(visit, upload, options); });
               });
}

void Doors::foreign(Door door, Foreign foreign, ForeignProblem on_problem, std::size_t body_limit) {
  auto& sill =
      inside_->add(door, body_limit, [in = inside_.get(), foreign = std::move(foreign)](VisitPtr const& visit) {
        auto act = foreign(visit->request());
        if (act.refused()) return visit->refuse(act.problem());
        in->run(visit, in->visitor(visit->request()), std::move(act).value());
      });
  sill.on_problem = std::move(on_problem);
}

void Doors::raw(Door door, Raw raw) {
  inside_->add(door, ignored_body_limit,
               [raw = std::move(raw)](VisitPtr const& visit) { visit->answer(raw(visit->request())); });
}

void Doors::who_is_it(WhoIsIt who) { inside_->who = std::move(who); }
void Doors::gate(Gate gate) { inside_->gate = std::move(gate); }
void Doors::hold_to(std::shared_ptr<Contract const> contract) { inside_->contract = std::move(contract); }
Metrics& Doors::metrics() { return inside_->metrics; }

std::vector<Doors::Known> Doors::operations() const {
  std::vector<Known> known;
  for (auto const& hall : inside_->halls)
    if (!hall.sill.operation.empty()) known.push_back({hall.sill.method, hall.sill.path, hall.sill.operation});
  return known;
}

std::size_t Doors::body_limit(Method method, std::string_view path) const {
  auto const plain = decoded(path, false);
  if (!plain) return unknown_body_limit;
  auto const found = inside_->router.find(method, *plain);
  return found.door == Router::nowhere ? unknown_body_limit : inside_->halls[found.door].sill.body_limit;
}

void Doors::handle(Request request, Respond respond) {
  auto& in = *inside_;
  auto found = in.router.find(request.method, request.path);
  bool const known = found.door != Router::nowhere;
  auto const& sill = known ? in.halls[found.door].sill : in.nowhere;
  request.parameters = std::move(found.parameters);
  request.pattern = sill.path;
  auto const visit =
      std::make_shared<Visit>(std::move(request), std::move(respond), sill, in.contract.get(), in.options.log);
  guarded(visit, [&] {
    if (in.gate)
      if (auto const verdict = in.gate(visit->request(), sill.operation); verdict.refused())
        return visit->refuse(verdict.problem());
    if (!known) return in.refuse_nowhere(visit, found.allowed);
    in.halls[found.door].go(visit);
  });
}

Answer Doors::ask(Request request) {
  struct Waiting {
    std::mutex guard;
    std::condition_variable came;
    std::optional<Answer> answer;
  };
  auto const waiting = std::make_shared<Waiting>();
  handle(std::move(request), [waiting](Answer given) {
    std::lock_guard const lock(waiting->guard);
    waiting->answer.emplace(std::move(given));
    waiting->came.notify_all();
  });
  std::unique_lock lock(waiting->guard);
  waiting->came.wait(lock, [&] { return waiting->answer.has_value(); });
  return std::move(*waiting->answer);
}

}  // namespace lumbung::http
