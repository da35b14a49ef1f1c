// Fills an installation that stands still with what a large organisation has after years: families and their members,
// through the rule that registers them; accounts of members; entries of one posting each, with the public log caught
// up. Where it lies, the environment says, as for `lumbung`. bench/entities.mjs asks the server about it afterwards.
// Prints one line of JSON.
//
//   LUMBUNG_DATA_DIR=… bench_entities ORGANISATION [persons] [accounts] [entries]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>

#include "app/installation.h"
#include "bench/crowd.h"
#include "core/heap.h"
#include "ledger/ledger.h"
#include "registry/registry.h"

extern char** environ;

namespace {

using namespace lumbung;
using std::int64_t;

constexpr int families_at_once = 500, postings_at_once = 10'000;
// Four regencies of Java and Sulawesi, and one with very few families: the islands north of Jakarta.
constexpr std::array<std::string_view, 4> regencies{"32.04", "32.17", "35.07", "73.06"};
constexpr std::string_view small_regency = "31.01";

class Filling {
 public:
  Filling(app::Installation& installation, Id<Organisation> organisation)
      : engine_(installation.engine()), log_(installation.sequencer()), organisation_(organisation) {
    engine_.view(work::Actor::system(), [&](work::View const& view) {
      book_ = ledger::find_book(view, organisation.uuid).value();
      for (auto const regency : regencies) add_villages(view, regency, villages_);
      add_villages(view, small_regency, small_);
    });
  }

  // How many families they are.
  int64_t register_families(int64_t persons) {
    int64_t families = 0;
    for (int64_t done_so_far = 0; done_so_far < persons; tell("persons", done_so_far))
      act([&](work::Work& w) -> Verdict {
        for (int i = 0; i < families_at_once && done_so_far < persons; ++i) {
          auto const wish = family(w, families++, done_so_far);
          TRY(registry::register_family(w, {book_.number, organisation_}, wish));
        }
        return done;
      });
    return families;
  }

  void open_accounts(int64_t count) {
    while (std::ssize(accounts_) < count) {
      act([&](work::Work& w) -> Verdict {
        for (int i = 0; i < postings_at_once && std::ssize(accounts_) < count; ++i) TRY(open_account(w));
        w.record({.kind = "bench.done"});
        return done;
      });
      tell("accounts", std::ssize(accounts_));
    }
  }

  // From the till to members by chance, each an entry of its own.
  void post(int64_t entries) {
    for (int64_t posted = 0; posted < entries; posted += postings_at_once, tell("entries", posted)) {
      act([&](work::Work& w) -> Verdict {
        std::vector<ledger::EntryWish> wishes;
        for (int i = 0; i < postings_at_once; ++i) wishes.push_back(deposit(w));
        TRY(ledger::post_all(w, wishes));
        w.record({.kind = "bench.done"});
        return done;
      });
      if (posted % 100'000 == 0) must(!log_.publish_now().refused());
    }
    must(!log_.publish_now().refused());
  }

 private:
  template <class Act>
  void act(Act act) {
    auto const verdict = engine_.work(work::Actor::system(), act);
    if (!verdict.refused()) return;
    std::fprintf(stderr, "refused: %s %s\n", std::string(verdict.code()).c_str(),
                 verdict.problem().sentence_en().c_str());
    std::exit(1);
  }
  static void tell(char const* what, int64_t count) {
    if (count % 50'000 < postings_at_once) std::fprintf(stderr, "\r%lld %s   ", static_cast<long long>(count), what);
  }

  static void add_villages(work::View const& view, std::string_view parent, std::vector<AreaCode>& into) {
    std::string after;
    do {
      auto const page = registry::children_of(view, AreaCode::parse(parent).value(), after).value();
      for (auto const& area : page.areas) {
        if (area.code.level() == AreaLevel::village)
          into.push_back(area.code);
        else
          add_villages(view, area.code.text(), into);
      }
      after = page.next;
    } while (!after.empty());
  }

  registry::NewFamily family(work::Work& w, int64_t number, int64_t& person) {
    constexpr std::array<int, 10> sizes{1, 2, 3, 3, 3, 4, 4, 4, 4, 5};
    auto const& places = number % 2'000 == 0 ? small_ : villages_;
    auto const village = places[crowd_.number(places.size())];
    auto const district = village.parent().text();
    registry::NewFamily wish{.id = w.new_id<Family>(), .home = {.area = village, .rt = "003", .rw = "008"}};
    wish.since = w.today() + -static_cast<int>(crowd_.number(700));
    wish.kk = KkNumber::parse(crowd_.kk(district, number), w.today()).value();
    wish.decile = registry::Decile{1 + static_cast<int>(crowd_.number(10)), "DTSEN", wish.since};
    auto const size = sizes[crowd_.number(sizes.size())];
    for (int i = 0; i < size; ++i) wish.members.push_back(member(w, district, person++, i));
    wish.members[0].phone = Phone::parse(Crowd::phone(number)).value();
    return wish;
  }
  registry::NewPerson member(work::Work& w, std::string const& district, int64_t number, int place) {
    auto const sex = crowd_.number(2) == 0 ? Sex::female : Sex::male;
    Date born;
    auto const nik = crowd_.nik(district, number, sex, born);
    registry::NewPerson person{.id = w.new_id<Person>(), .name = crowd_.name(sex), .sex = sex};
    person.birth_date = born;
    person.nik = Nik::parse(nik, w.today()).value();
    person.relation = place == 0 ? registry::Relation::head : registry::Relation::child;
    return person;
  }

  Verdict open_account(work::Work& w) {
    bool const till = accounts_.empty();
    accounts_.push_back(w.new_id<LedgerAccount>());
    return ledger::open_account(w, {.id = accounts_.back(),
                                    .book = book_,
                                    .grows = till ? ledger::Side::debit : ledger::Side::credit,
                                    .account_class = till ? ledger::Class::asset : ledger::Class::liability,
                                    .owner_kind = till ? "organisation" : "member",
                                    .owner = w.new_id<Person>().uuid,
                                    .purpose = till ? "till_bank" : "simpanan_sukarela"});
  }
  ledger::EntryWish deposit(work::Work& w) {
    auto const member = accounts_[1 + crowd_.number(accounts_.size() - 1)];
    return {
        .id = w.new_id<Entry>(),
        .book = book_,
        .kind = "savings_deposit",
        .day = w.today(),
        .transfers = {{accounts_[0], member, {1'000'000 + static_cast<int64_t>(crowd_.number(900)) * 10'000, rupiah}}}};
  }

  work::Engine& engine_;
  translog::Sequencer& log_;
  Id<Organisation> organisation_;
  ledger::BookId book_;
  std::vector<AreaCode> villages_, small_;
  std::vector<Id<LedgerAccount>> accounts_;
  Crowd crowd_;
};

template <class Act>
double seconds_of(Act act) {
  auto const begun = std::chrono::steady_clock::now();
  act();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

}  // namespace

int main(int count, char** arguments) {
  keep_freed_memory();
  auto const number = [&](int at, int64_t otherwise) { return count > at ? std::atoll(arguments[at]) : otherwise; };
  auto const persons = number(2, 2'000'000), accounts = number(3, 1'000'000), entries = number(4, 1'000'000);
  auto const organisation = Id<Organisation>::parse(count > 1 ? arguments[1] : "").value();
  auto const config = app::configure("", environ).value().config;
  auto const opened = app::Installation::open(config, app::clock_of(config), machine_chance());
  Filling filling(*opened.value(), organisation);
  int64_t families = 0;
  auto const registering = seconds_of([&] { families = filling.register_families(persons); });
  auto const opening = seconds_of([&] { filling.open_accounts(accounts); });
  auto const posting = seconds_of([&] { filling.post(entries); });
  std::fprintf(stderr, "\n");
  std::printf(
      "{\"what\": \"fill\", \"persons\": %lld, \"families\": %lld, \"persons_per_s\": %.0f, \"accounts\": %lld, "
      "\"accounts_per_s\": %.0f, \"entries\": %lld, \"entries_per_s\": %.0f}\n",
      static_cast<long long>(persons), static_cast<long long>(families), static_cast<double>(persons) / registering,
      static_cast<long long>(accounts), static_cast<double>(accounts) / opening, static_cast<long long>(entries),
      static_cast<double>(entries) / posting);
  return 0;
}
