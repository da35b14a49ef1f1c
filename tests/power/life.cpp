#include "tests/power/life.h"

#include <unistd.h>

#include <fstream>

#include "merkle/checkpoint.h"
#include "tests/power/lax_sqlite.h"
#include "tests/power/look_through.h"

namespace lumbung::power {
namespace {

using work::Actor;

constexpr Refusal only_waits{"power.only_waits", Trouble::conflict, "Hanya menunggu.", "Only waits."};

Defects defects_of(Life const& life) {
  return {.directories_never_sync = life.fault == Fault::directories_never_sync,
          .files_never_sync = life.fault == Fault::files_never_sync,
          .sync_fails_one_in = life.syncs_fail ? 15U : 0U};
}

// Each look at the clock may be the moment in which somebody else comes to the door.
class BusyClock final : public Clock {
 public:
  explicit BusyClock(Instant at) : at_(at) {}
  Instant now() override {
    at_ = at_ + Duration{1'000};
    if (somebody_comes) std::exchange(somebody_comes, nullptr)();
    return at_;
  }
  std::function<void()> somebody_comes;

 private:
  Instant at_;
};

class Living {
 public:
  Living(Life const& life, Book& book)
      : life_(life),
        book_(book),
        wishes_(life.seed),
        chance_(life.seed * 7'919 + life.number),
        secrets_(life.seed * 104'729 + life.number),
        clock_(Instant{1'795'309'200'000'000 + static_cast<std::int64_t>(life.number) * 3'600'000'000}),
        disk_(life.root, life.root + ".memory", life.seed * 31 + life.number, defects_of(life)) {}

  [[noreturn]] void run() {
    disk_.moved = [this](std::string const& path) {
      if (path.ends_with("/published-checkpoint")) see_published(path);
    };
    disk_.ends = [this] {
      book_.calls += disk_.calls();
      book_.failed_syncs += disk_.failed_syncs();
      book_.fingerprint = book_.fingerprint * 31 + disk_.fingerprint();
    };
    bool const by_cut = chance_.number(12) != 0;
    disk_.end_at(1 + chance_.number(life_.calls), by_cut, by_cut ? ended_by_cut : ended_by_itself);
    seed_sqlite(static_cast<int>(1 + chance_.number(1'000'000'000)));
    lax_sqlite = life_.fault == Fault::sync_normal;
    try {
      start();
    } catch (Breakdown const& breakdown) {
      if (disk_.failed_syncs() == 0) fail(std::string("does not start: ") + breakdown.what());
      end_by_itself();
    } catch (std::exception const& mistake) {
      fail(std::string("a mistake at the start: ") + mistake.what());
    }
    try {
      for (int steps = 0; steps < 400; ++steps) step();
    } catch (std::exception const& mistake) {
      fail(std::string("a mistake at work: ") + mistake.what());
    }
    disk_.cut(ended_by_cut);
  }

 private:
  [[noreturn]] void fail(std::string const& what) {
    book_.tell("life " + std::to_string(life_.number) + ", after call " + std::to_string(disk_.calls()) + ": " + what);
    ::_exit(ended_by_fault);
  }
  [[noreturn]] void end_by_itself() { disk_.kill(ended_by_itself); }

  void see_published(std::string const& path) {
    std::ifstream file(path);
    see(std::string(std::istreambuf_iterator<char>(file), {}));
  }
  void see(std::string const& signed_note) {
    auto const note = merkle::Note::parse(signed_note);
    auto const head = note ? merkle::Checkpoint::parse(note->text) : std::nullopt;
    if (!head) return fail("what is published is no head: " + signed_note.substr(0, 200));
    if (!book_.see_root(head->size, head->root)) fail("two roots for the size " + std::to_string(head->size));
  }

  void start() {
    app::Config config;
    config.data_dir = life_.root + "/data";
    config.public_url = "https://lumbung.example";
    app::Tuning const tuning{.engine = {.own_writer = false}, .longest_log = 1 << 20};
    auto opened = app::Installation::open(config, clock_, secrets_, tuning);
    if (opened.refused()) fail("does not start: " + opened.problem().sentence_en());
    installation_ = std::move(opened).value();
    installation_->engine().house().residents->get<ledger::Standings>().set_pace(100);
    accounts_ = wishes_.open(*installation_);
    if (life_.fault == Fault::half_entry && life_.number > 2) take_half(*installation_);
    if (auto const fault = look_through({*installation_, wishes_, accounts_, book_, chance_})) fail(*fault);
  }

  // Carries all that is queued.
  void carry() {
    static_cast<void>(
        installation_->engine().work(Actor::system(), [](work::Work&) -> Verdict { return refuse(only_waits); }));
  }

  void step() {
    try {
      if (chance_.number(4) == 0) {
        publish();
      } else {
        for (auto left = 1 + chance_.number(8); left > 0; --left) ask();
        carry();
      }
    } catch (Breakdown const& breakdown) {
      if (disk_.failed_syncs() == 0) fail(std::string("a breakdown with a good disk: ") + breakdown.what());
    }
    if (installation_->engine().broken()) stop_writing();
    see_newest();
  }

  void publish() {
    if (chance_.number(2) == 0)
      clock_.somebody_comes = [this] {
        for (auto left = 1 + chance_.number(3); left > 0; --left) ask();
      };
    if (life_.fault == Fault::head_before_commit) disk_.hold_syncs_of("-wal");
    auto const published = installation_->sequencer().publish_now();
    disk_.hold_syncs_of("");
    clock_.somebody_comes = nullptr;
    if (published.refused()) fail("does not publish: " + published.problem().sentence_en());
  }

  void see_newest() {
    see(installation_->engine().view(Actor::system(),
                                     [](work::View const& view) { return translog::head(view).note; }));
  }

  // After a failed sync nothing is trusted: no work is taken any more until the next start.
  void stop_writing() {
    if (disk_.failed_syncs() == 0) fail("writing stopped, though no sync has failed");
    auto const calls = disk_.calls();
    try {
      carry();
      fail("works are taken after a sync had failed");
    } catch (Breakdown const&) {
      if (disk_.calls() != calls) fail("something was written after a sync had failed");
    }
    end_by_itself();
  }

  // A new wish, or an old one again.
  void ask() {
    auto number = book_.wishes;
    if (number > 0 && chance_.number(5) == 0)
      number = number - 1 - chance_.number(std::min<std::uint64_t>(number, 40));
    else
      ++book_.wishes;
    must(book_.wishes < Book::most_wishes);
    auto const wish = wishes_.at(number);
    auto& known = book_.known[number];
    auto const before = known;
    // What was refused for want of money may be taken the next time.
    if (known.answer == Answer::none || known.answer == Answer::refused) known.answer = Answer::sent;
    installation_->engine().queue(
        Actor::system(),
        [this, wish](work::Work& work) {
          auto posted = Wishes::carry_out(work, accounts_, wish);
          if (life_.fault == Fault::answer_before_commit && !posted.refused()) answered(wish, posted);
          return posted;
        },
        [this, wish, before](Result<ledger::Posted> const& posted) {
          hold_against(before, posted);
          answered(wish, posted);
        },
        [this, wish](std::exception_ptr const& error) { broken_off(wish, error); });
  }

  void hold_against(Known const& before, Result<ledger::Posted> const& posted) {
    bool const was_there = before.answer == Answer::done || before.answer == Answer::there;
    if (!was_there) return;
    if (posted.refused()) fail("what is there is refused when it is sent again: " + std::string(posted.code()));
    if (!posted->replayed || posted->number != before.number) fail("what was sent again was booked again");
  }
  void answered(Wish const& wish, Result<ledger::Posted> const& posted) {
    auto& known = book_.known[wish.number];
    if (posted.refused() && posted.code() == work::too_busy.code) return;
    if (!posted.refused() && known.answer != Answer::done) ++book_.answered;
    known.answer = posted.refused() ? Answer::refused : Answer::done;
    if (posted.refused()) return;
    known.number = posted->number;
    known.leaf = posted->leaf.uuid;
  }
  // A mistake undoes its own work and says so; after a breakdown nobody knows.
  void broken_off(Wish const& wish, std::exception_ptr const& error) {
    try {
      std::rethrow_exception(error);
    } catch (Breakdown const&) {
    } catch (std::exception const& mistake) {
      if (wish.kind != Kind::mistake) fail(std::string("a mistake in a wish: ") + mistake.what());
      book_.known[wish.number].answer = Answer::refused;
    }
  }

  Life const life_;
  Book& book_;
  Wishes const wishes_;
  SeededChance chance_, secrets_;
  BusyClock clock_;
  Disk disk_;
  std::unique_ptr<app::Installation> installation_;
  Accounts accounts_;
};

}  // namespace

void live(Life const& life, Book& book) { Living(life, book).run(); }

}  // namespace lumbung::power
