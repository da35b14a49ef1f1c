#include "app/examination.h"

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>

#include "cooperative/cooperative.h"
#include "ledger/ledger.h"
#include "programme/counts.h"
#include "translog/translog.h"
#include "work/audit.h"

namespace lumbung::app {
namespace {

class Examiner {
 public:
  explicit Examiner(Examining const& how) : how_(how) {}

  Examined run(work::View const& view) {
    books(view);
    if (!stopped()) log_and_trail(view);
    return made_;
  }

  Examined run(storage::Database& database, work::House const& house, Instant now) {
    auto const look = [&](auto const& act) { look_at(database, house, now, act); };
    if (how_.side_by_side) {
      std::exception_ptr trouble;
      std::thread others([&] {
        try {
          look([&](work::View const& view) { log_and_trail(view); });
        } catch (...) {
          trouble = std::current_exception();
        }
      });
      try {
        look([&](work::View const& view) { books(view); });
      } catch (...) {
        others.join();
        throw;
      }
      others.join();
      if (trouble) std::rethrow_exception(trouble);
    } else {
      look([&](work::View const& view) { run(view); });
    }
    return made_;
  }

 private:
  // Each with a picture of its own, of about the same moment; what it needs of the other's is asked of its own.
  template <class Act>
  static void look_at(storage::Database& database, work::House house, Instant now, Act const& act) {
    house.residents = std::make_shared<work::Residents>();
    ledger::tell_runs(house);
    auto const rows = database.reader();
    rows->begin();
    auto const actor = work::Actor::system();
    work::View const view(actor, now, *rows, house);
    act(view);
    rows->end();
  }

  bool go_on(std::string_view part, std::int64_t done, std::int64_t of) {
    std::scoped_lock const lock(guard_);
    if (how_.progress && !how_.progress(part, done, of)) made_.stopped = true;
    return !made_.stopped;
  }
  bool stopped() {
    std::scoped_lock const lock(guard_);
    return made_.stopped;
  }
  void found(Finding finding) {
    std::scoped_lock const lock(guard_);
    ++made_.faults;
    if (how_.found) how_.found(finding);
  }

  void found(ledger::Fault const& fault) {
    Finding finding{
        .line = "buku " + std::to_string(fault.book.number), .entry_number = fault.entry_number, .code = fault.what};
    if (fault.entry_number != 0) finding.line += ", jurnal " + std::to_string(fault.entry_number);
    if (fault.entry) {
      finding.entry = fault.entry->text();
      finding.line += " " + finding.entry;
    }
    finding.line += ": " + fault.what + " (" + fault.detail + ")";
    found(std::move(finding));
  }

  void books(work::View const& view) {
    for (auto const book : ledger::books_to_check(view)) {
      if (stopped()) return;
      auto const part = "buku " + std::to_string(book.number);
      auto const faults =
          ledger::check(view, book, [&](auto done, auto of) { return go_on(part, done, of); }, how_.most_faults);
      for (auto const& fault : faults) found(fault);
      made_.entries += ledger::entries_in(view, book);
    }
    if (!stopped()) counts(view);
  }

  void counts(work::View const& view) {
    for (auto const& fault : programme::check_counts(view))
      found(Finding{.line = "buku " + std::to_string(fault.book) + ", " +
                            (fault.what == "proof" ? "penyerahan " : "program ") + text_of(fault.subject) + ": " +
                            std::string(fault.what) + " tersimpan / kept " + std::to_string(fault.kept) +
                            ", dihitung ulang / counted " + std::to_string(fault.counted),
                    .code = "counts_differ"});
    for (auto const& fault : cooperative::check_members(view))
      found(Finding{.line = "buku " + std::to_string(fault.book) + ", anggota " + text_of(fault.subject) + ": " +
                            fault.what,
                    .code = "member_differs"});
  }

  void found(translog::Fault const& fault) {
    auto const place = fault.index >= 0 ? "log, urutan " + std::to_string(fault.index) : std::string("log");
    found(Finding{.line = place + ": " + fault.id + " / " + fault.en + " (" + std::string(fault.code) + ")",
                  .index = fault.index,
                  .end = std::max(fault.end, fault.index + 1),
                  .code = std::string(fault.code)});
  }

  void log_and_trail(work::View const& view) {
    auto const each_record = [&](std::int64_t, std::string_view record) {
      if (auto const fault = ledger::entry_of_record(view, record)) found(*fault);
    };
    auto const faults = translog::check(
        view,
        [&](auto done, auto of) {
          made_.leaves = of;
          return go_on("log publik", done, of);
        },
        how_.most_faults, each_record);
    for (auto const& fault : faults) found(fault);
    if (!how_.published_file.empty())
      if (auto const fault = translog::check_published(view, how_.published_file)) found(*fault);
    if (!stopped()) trail(view);
  }

  void trail(work::View const& view) {
    std::size_t told = 0;
    work::each_broken_link(
        view.rows,
        [&](std::int64_t number) {
          found(Finding{.line = "jejak audit, baris " + std::to_string(number) +
                                ": berubah atau hilang / changed or missing (event_changed)",
                        .index = number,
                        .end = number + 1,
                        .code = "event_changed"});
          return ++told < how_.most_faults;
        },
        [&](auto done, auto of) {
          made_.events = of;
          return go_on("jejak audit", done, of);
        });
  }

  Examining const& how_;
  std::mutex guard_;
  Examined made_;
};

}  // namespace

Examined examine(storage::Database& database, work::House const& house, Instant now, Examining const& how) {
  return Examiner(how).run(database, house, now);
}

Examined examine(work::View const& view, Examining const& how) { return Examiner(how).run(view); }

}  // namespace lumbung::app
