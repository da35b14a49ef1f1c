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

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
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

// Something that happened, for the audit trail and for those who must act upon it. `facts` are names and values in the
// fixed order the kind declares; never personal data, for they cannot be taken back.
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

// What stays the same for every work of an installation.
struct House {
  Keys keys;                        // secrets for fields and blind indexes; from files outside the database
  storage::Files* files = nullptr;  // pictures and documents by their SHA-256
  Zone zone = Zone::wib;            // the local day where nothing nearer says
  std::string public_url;           // "https://lumbung.example", no slash at the end; for links and QR
};

class View {
 public:
  View(Actor const& actor, Instant now, storage::Reader& rows, House const& house)
      : actor(actor), now(now), rows(rows), house(house) {}
  View(View const&) = delete;
  Actor const& actor;
  Instant now;
  storage::Reader& rows;
  House const& house;
  Date today() const { return day_of(now, house.zone); }
};

class Work : public View {
 public:
  Work(Actor const& actor, Instant now, storage::Writer& rows, House const& house, Chance& chance);

  storage::Writer& rows;  // hides View::rows: a Work may write
  Chance& chance;

  template <class Thing>
  Id<Thing> new_id() {
    return {make_uuid(now, chance)};
  }
  void record(Event event);
  std::vector<Event> const& events() const { return events_; }

  // A place for a module to keep what it knows about this transaction (the ledger's balances): made on first use,
  // thrown away when this unit of work is undone, handed on to the next unit of the same commit through
  // `Extension::merge_into`.
  template <class Extension>
  Extension& extension();

 private:
  std::vector<Event> events_;
};

// What follows upon an event, inside the same work. Wired in app.
using Follower = std::function<Verdict(Work&, Event const&)>;

// Carries views and works. Thread-safe.
class Engine {
 public:
  struct Options {
    std::size_t queue_limit = 10'000;  // works waiting; beyond it a work is refused with `too_busy`
    std::size_t group_limit = 512;     // works in one commit
  };
  Engine(storage::Database& database, House house, Clock& clock, Chance& chance, Options options);
  ~Engine();  // finishes what is queued

  // Runs `look` on the calling thread with a reader of the pool.
  template <class Look>
  auto view(Actor const& actor, Look&& look) -> decltype(look(std::declval<View const&>()));

  // Queues a unit of work and waits for its durable commit. `act` returns a Result; a refusal undoes the unit.
  // It may run more than once (PostgreSQL serialization failure), so it must touch nothing but its Work.
  template <class Act>
  auto work(Actor const& actor, Act act) -> decltype(act(std::declval<Work&>()));

  // The same without waiting: `then` is called on the writer's thread after the commit (keep it short).
  template <class Act, class Then>
  void queue(Actor actor, Act act, Then then);

  // Register before the first work. Followers run in the order of registration.
  void after(std::string_view event_kind, Follower follower);
  // Called after each durable commit that changed something, on the writer's thread; wakes sequencer and jobs.
  void on_commit(std::function<void()> wake);
  // How many commits were made durable since the start; rises by one with each group that changed something.
  std::uint64_t version() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lumbung::work
