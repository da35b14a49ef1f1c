// The waist that every look and every change passes: who acts, what time it is, and one consistent picture of the rows.
//
// Whatever looks takes a `View const&`; whatever changes takes a `Work&`, which is a View that may also write, make ids
// and record events. A Work commits whole or not at all; one that changed rows without recording an event is a mistake
// and is undone. Nothing outside is called inside a work: record the wish as an event, and let `app` carry it out
// afterwards.
//
// Writes are committed in groups: one writer thread takes the queue, runs each unit under its own savepoint, makes one
// durable commit, and only then answers them all. Readers have their own connections and never wait for it.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeindex>
#include <unordered_map>
#include <vector>

#include "core/chance.h"
#include "core/id.h"
#include "core/result.h"
#include "core/time.h"
#include "storage/files.h"
#include "storage/storage.h"
#include "work/actor.h"
#include "work/keys.h"

namespace lumbung::work {

// The database was lost during the commit itself and did not come back in time: what was asked may be done or not, and
// is done at most once. Whoever asks again with the same id learns which.
class OutcomeUnknown : public Breakdown {
 public:
  using Breakdown::Breakdown;
};

// Something that happened, for the audit trail and for those who must act upon it. `kind` and the names of the facts
// are constants of the program (lower case, digits, '.' and '_'). `facts` are names and values in the fixed order the
// kind declares; never personal data, for they cannot be taken back.
struct Fact {
  std::string_view name;
  std::string value;
};
struct Event {
  std::string_view kind;                         // "giving.gift_paid": declared in the module's header
  Uuid subject{};                                // what it happened to
  std::optional<Id<Organisation>> organisation;  // whose trail shows it, if one organisation's
  std::vector<Fact> facts;
};

inline constexpr Refusal too_busy{"work.too_busy", Trouble::too_many,
                                  "Sistem sedang sangat sibuk. Tunggu sebentar, lalu coba lagi.",
                                  "The system is very busy. Wait a moment, then try again."};

// What a module keeps in memory for as long as an engine lives: the ledger's balances, so that a commit need not write
// them all. Made at the first use; thread-safe. What is kept here must be true of what was committed, or say up to
// where it is.
class Residents {
 public:
  template <class Kind>
  Kind& get() {
    std::lock_guard const held(mutex_);
    auto& slot = held_[typeid(Kind)];
    if (!slot) slot = std::make_shared<Kind>();
    return *static_cast<Kind*>(slot.get());
  }
  // How often another process was seen to have written, too: what was kept before then may not be true any more. Known
  // for sure within a work, which has the turn to write.
  std::uint64_t others() const { return others_; }
  void others_wrote() { ++others_; }

 private:
  std::atomic<std::uint64_t> others_{0};
  std::mutex mutex_;
  std::unordered_map<std::type_index, std::shared_ptr<void>> held_;
};

// What stays the same for every work of an installation.
struct House {
  Keys keys;                             // secrets for fields and blind indexes; from files outside the database
  storage::Files* files = nullptr;       // pictures and documents by their SHA-256
  Zone zone = Zone::wib;                 // the local day where nothing nearer says
  std::string public_url;                // "https://lumbung.example", no slash at the end; for links and QR
  std::shared_ptr<Residents> residents;  // of the engine, which makes it anew; null for a View made by hand
};

class Extension;

class View {
 public:
  View(Actor const& who, Instant when, storage::Reader& looked_at, House const& whose)
      : actor(who), now(when), rows(looked_at), house(whose) {}
  View(View const&) = delete;
  virtual ~View() = default;
  Actor const& actor;
  Instant now;
  storage::Reader& rows;
  House const& house;
  Date today() const { return day_of(now, house.zone); }
  // What a module knows about the work under way, when this View is a Work that has used it; null otherwise.
  template <class Kind>
  Kind const* inside() const {
    return static_cast<Kind const*>(known_inside(typeid(Kind)));
  }

 private:
  virtual Extension const* known_inside(std::type_index) const { return nullptr; }
};

// What a module knows about the transaction under way and wants to keep from one call, and one unit of work, to the
// next: the ledger's account heads, so that a hot fund is read once and written once in a commit of 500 gifts.
//
// Two layers. The group's own lives from the first use in a commit to its end. Each unit of work gets an overlay made
// upon it: it looks into itself first, then into `below`, and changes only itself. When the unit is kept, merge_into
// hands its changes to the group's; when it is undone, the overlay is thrown away, and with it whatever it knew.
// Rows that a unit's overlay holds back are not in the tables until before_commit: within a work ask the extension
// first.
//
//   class Heads final : public work::Extension {
//    public:
//     explicit Heads(Heads const* below);        // null for the group's own, which starts empty
//     void merge_into(Extension& group) override { static_cast<Heads&>(group).take_over(*this); }
//     void before_commit(storage::Writer& rows) override { … write the heads that changed, once each … }
//   };
//   auto& heads = work.extension<Heads>();
class Extension {
 public:
  virtual ~Extension() = default;
  // On a unit's overlay, when the unit is kept. `group` is of the same type. Must not throw anything but bad_alloc.
  virtual void merge_into(Extension& group) = 0;
  // On the group's own, once, after the last unit and before the durable commit: write what was held back. A Clash or
  // Mistake thrown here undoes the group; its units are then run again one by one, each in a commit of its own, so that
  // only the guilty one fails.
  virtual void before_commit(storage::Writer& rows) { static_cast<void>(rows); }
  // On the group's own, after the commit is durable and before anyone is answered; for what outlives the commit.
  // Nothing can be undone any more: whoever fails here ends the program, and the next start reads what is true.
  virtual void committed() noexcept {}
};

// The extensions of one layer (used by Engine).
class Extensions {
 public:
  Extension* find(std::type_index type) const;
  Extension& keep(std::type_index type, std::unique_ptr<Extension> extension);
  void merge_into(Extensions& group);
  void before_commit(storage::Writer& rows);
  void committed() noexcept;

 private:
  std::vector<std::pair<std::type_index, std::unique_ptr<Extension>>> held_;  // in the order of first use
};

class Work final : public View {
 public:
  Work(Actor const& who, Instant when, storage::Writer& written, House const& whose, Chance& by_chance,
       Extensions& group)
      : View(who, when, written, whose), rows(written), chance(by_chance), group_(group) {}

  storage::Writer& rows;  // hides View::rows: a Work may write
  Chance& chance;

  template <class Thing>
  Id<Thing> new_id() {
    return {make_uuid(now, chance)};
  }
  // Adds to the audit trail, kept if the work is kept. Whatever follows upon the event runs when the unit's own
  // function has returned, still inside this work; if a follower refuses, the whole unit is refused.
  void record(Event event);
  std::vector<Event> const& events() const { return events_; }

  // This unit's overlay of a module's Extension (see above): made on first use.
  template <class Kind>
  Kind& extension() {
    static_assert(std::is_base_of_v<Extension, Kind>);
    std::type_index const type = typeid(Kind);
    if (auto* own = own_.find(type)) return static_cast<Kind&>(*own);
    auto* below = group_.find(type);
    if (below == nullptr) below = &group_.keep(type, std::make_unique<Kind>(nullptr));
    return static_cast<Kind&>(own_.keep(type, std::make_unique<Kind>(static_cast<Kind const*>(below))));
  }
  Extensions& own_extensions() { return own_; }

 private:
  Extension const* known_inside(std::type_index type) const override;

  std::vector<Event> events_;
  Extensions own_;
  Extensions& group_;
};

// What follows upon an event, inside the same work. Wired in app.
using Follower = std::function<Verdict(Work&, Event const&)>;

// Carries views and works. Thread-safe. The tables of work::migrations() must be there.
//
// What a caller of work() can meet:
//   - its Result: when it is not refused, the change is on the disk;
//   - a refusal, its own, a follower's, or `too_busy`: nothing was changed;
//   - Mistake (Clash included), or whatever else `act` threw: this unit alone was undone;
//   - Breakdown: the disk or the database failed; all units of the commit are told so. The change is not there, except
//     with OutcomeUnknown: then nobody knows. So name what you make, and look before trying again.
//
// A database that went away is waited for (three seconds, and two tries); from then on all that waits is told so at
// once, until it answers again. Nothing here waits without an end, and nothing needs a restart.
class Engine {
 public:
  // Who is patient (a payment run of thousands, an import) goes when nobody else waits or has just gone, alone: a
  // single gift waits for one of them at most, and they are never put off for ever.
  enum class Turn { soon, patient };

  struct Options {
    std::size_t queue_limit = 10'000;  // works waiting; beyond it a work is refused with `too_busy`
    std::size_t group_limit = 512;     // works in one commit
    // Without a writer of its own, whoever waits for a work carries all that is queued: one thread, so that a
    // simulation repeats itself.
    bool own_writer = true;
    Refusal const* closed_because = nullptr;  // every work is refused so: what is here may only be looked at
  };
  Engine(storage::Database& database, House house, Clock& clock, Chance& chance, Options options);
  Engine(storage::Database& database, House house, Clock& clock, Chance& chance);
  ~Engine();  // finishes what is queued
  Engine(Engine const&) = delete;
  Engine& operator=(Engine const&) = delete;

  // Runs `look` on the calling thread with a reader of the pool; waits for one when all are lent.
  template <class Look>
  auto view(Actor const& actor, Look&& look) -> decltype(look(std::declval<View const&>())) {
    Loan const loan(*this);
    View const seen(actor, now(), loan.rows(), house());
    return look(seen);
  }

  // Queues a unit of work and waits for its durable commit. `act` returns a Result; a refusal undoes the unit.
  // It may run more than once (PostgreSQL serialization failure, or a commit split up), so it must touch nothing but
  // its Work and what it captured for writing its answer. Never call it from inside a work: that is a mistake and
  // throws.
  template <class Act>
  auto work(Actor const& actor, Act act) -> decltype(act(std::declval<Work&>())) {
    using Value = typename decltype(act(std::declval<Work&>()))::Value;
    std::optional<Value> kept;
    Verdict verdict = carry_out(actor, [&](Work& inside) -> Verdict {
      auto answer = act(inside);
      if (answer.refused()) return std::move(answer).problem();
      kept.emplace(std::move(answer).value());
      return done;
    });
    if (verdict.refused()) return std::move(verdict).problem();
    return *std::move(kept);
  }

  // The same without waiting. After the commit one of the two is called on the writer's thread (keep them short, and
  // let them throw nothing): `then(Result<T>)`, or `failed(std::exception_ptr)` for a Mistake or a Breakdown. When the
  // queue is full, `then` is called at once with `too_busy`.
  template <class Act, class Then, class Failed>
  void queue(Actor actor, Act act, Then then, Failed failed, Turn turn = Turn::soon) {
    using Value = typename decltype(act(std::declval<Work&>()))::Value;
    struct Held {
      Act act;
      Then then;
      std::optional<Value> kept;
    };
    auto const held = std::make_shared<Held>(Held{std::move(act), std::move(then), std::nullopt});
    hand_in(
        std::move(actor),
        [held](Work& inside) -> Verdict {
          auto answer = held->act(inside);
          if (answer.refused()) return std::move(answer).problem();
          held->kept.emplace(std::move(answer).value());
          return done;
        },
        [held](Verdict verdict) {
          if (verdict.refused()) return held->then(Result<Value>(std::move(verdict).problem()));
          held->then(Result<Value>(*std::move(held->kept)));
        },
        std::move(failed), turn);
  }

  // Register before the first work. Followers run in the order of registration.
  void after(std::string_view event_kind, Follower follower);
  // Called after each durable commit that changed something, on the writer's thread; wakes sequencer and jobs. Register
  // before the first work.
  void on_commit(std::function<void()> wake);
  // How many commits were made durable since the start; rises by one with each group that changed something.
  std::uint64_t version() const;
  // The disk failed, and no work is taken any more (each throws Breakdown) until the program is started anew. Views go
  // on.
  bool broken() const;
  House const& house() const;

 private:
  using Unit = std::function<Verdict(Work&)>;
  // A reader on loan from the pool, standing in its transaction.
  class Loan {
   public:
    explicit Loan(Engine& engine);
    ~Loan();
    Loan(Loan const&) = delete;
    Loan& operator=(Loan const&) = delete;
    storage::Reader& rows() const { return *session_; }

   private:
    Engine& engine_;
    std::unique_ptr<storage::ReaderSession> session_;
  };
  Instant now() const;
  Verdict carry_out(Actor const& actor, Unit unit);
  void hand_in(Actor actor, Unit unit, std::function<void(Verdict)> then,
               std::function<void(std::exception_ptr)> failed, Turn turn);

  struct Inside;
  std::unique_ptr<Inside> inside_;
};

// The tables of the audit trail; first in every list of migrations.
std::vector<storage::Migration> migrations();

}  // namespace lumbung::work
