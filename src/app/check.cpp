#include <iostream>

#include "app/commands.h"
#include "app/installation.h"
#include "ledger/ledger.h"
#include "translog/translog.h"

namespace lumbung::app {
namespace {

// One line that is written over: where it is, how fast, how long yet.
class Progress {
 public:
  explicit Progress(std::string what) : what_(std::move(what)), began_(machine_clock().now()) {}
  bool tell(std::int64_t done, std::int64_t of) {
    auto const spent = (machine_clock().now() - began_).micros;
    if (spent - told_ < 200'000 || done == 0) return true;
    told_ = spent;
    auto const left = static_cast<double>(spent) / 1e6 * static_cast<double>(of - done) / static_cast<double>(done);
    std::cerr << "\r" << what_ << ": " << done << "/" << of << ", sisa " << static_cast<long>(left) << " s   "
              << std::flush;
    return true;
  }
  ~Progress() {
    if (told_ > 0) std::cerr << "\r" << std::string(60, ' ') << "\r";
  }

 private:
  std::string what_;
  Instant began_;
  std::int64_t told_ = 0;
};

std::size_t check_books(work::View const& view) {
  std::size_t faults = 0;
  for (auto const book : ledger::books(view)) {
    Progress progress("buku " + std::to_string(book.number));
    for (auto const &fault : ledger::check(view, book, [&](auto done, auto of) { return progress.tell(done, of); })) {
      std::cout << "buku " << book.number << ", jurnal " << fault.entry_number << ": " << fault.what << " ("
                << fault.detail << ")\n";
      ++faults;
    }
  }
  return faults;
}

std::size_t check_log(work::View const& view, std::string const& published_file) {
  Progress progress("log publik");
  auto const found = translog::check(view, [&](auto done, auto of) { progress.tell(done, of); });
  for (auto const& fault : found)
    std::cout << "log, urutan " << fault.index << ": " << fault.id << " / " << fault.en << " (" << fault.code << ")\n";
  auto faults = found.size();
  if (auto const fault = translog::check_published(view, published_file)) {
    std::cout << "log: " << fault->id << " / " << fault->en << " (" << fault->code << ")\n";
    ++faults;
  }
  return faults;
}

}  // namespace

int check(Config const& config) {
  // The log's own start-up check would refuse what we are asked to look at: so only the database is opened.
  auto const database =
      storage::Database::open({.url = config.database_url(), .data_dir = config.data_dir, .look_only = true});
  auto house = house_of(config, nullptr);
  house.residents = std::make_shared<work::Residents>();
  ledger::tell_runs(house);
  auto const rows = database->reader();
  rows->begin();  // one picture, whatever a running server does meanwhile
  auto const actor = work::Actor::system();
  work::View const view(actor, clock_of(config).now(), *rows, house);
  auto const faults = check_books(view) + check_log(view, config.data_dir + "/published-checkpoint");
  std::cout << faults << " kesalahan / faults\n";
  return faults == 0 ? 0 : 1;
}

}  // namespace lumbung::app
