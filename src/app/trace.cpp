#include <iostream>

#include "app/commands.h"
#include "app/installation.h"
#include "ledger/ledger.h"

namespace lumbung::app {
namespace {

std::optional<ledger::BookId> book_of(work::View const& view, Id<Entry> entry) {
  for (auto const book : ledger::books(view))
    if (ledger::find_entry(view, book, entry)) return book;
  return std::nullopt;
}

std::string_view name_of(ledger::Fate fate) {
  switch (fate) {
    case ledger::Fate::used:
      return "terpakai";
    case ledger::Fate::refunded:
      return "dikembalikan";
    case ledger::Fate::waiting:
      return "menunggu";
  }
  return "";
}

void print_path(std::vector<ledger::Step> const& path) {
  for (auto const& step : path)
    std::cout << " → " << step.kind << " " << step.entry.text() << " (" << iso(step.day) << ")";
  std::cout << "\n";
}

Verdict print_forward(work::View const& view, ledger::BookId book, Id<Entry> entry) {
  ledger::TraceWish wish{.book = book, .entry = entry, .limit = 1000};
  do {
    auto const traced = TRY(ledger::trace_forward(view, wish));
    for (auto const& piece : traced.pieces) {
      std::cout << shown(piece.amount) << " " << name_of(piece.fate);
      print_path(piece.path);
    }
    wish.from = traced.next;
  } while (wish.from);
  return done;
}

Verdict print_backward(work::View const& view, ledger::BookId book, Id<Entry> entry) {
  ledger::TraceWish wish{.book = book, .entry = entry, .limit = 1000};
  do {
    auto const traced = TRY(ledger::trace_backward(view, wish));
    for (auto const& piece : traced.pieces) {
      std::cout << shown(piece.amount) << " dari " << piece.kind;
      print_path(piece.path);
    }
    wish.from = traced.next;
  } while (wish.from);
  return done;
}

}  // namespace

int trace(Config const& config, std::string const& entry_text, bool backward) {
  auto const entry = Id<Entry>::parse(entry_text);
  if (entry.refused()) {
    std::cerr << entry.problem().sentence_id() << "\n" << entry.problem().sentence_en() << "\n";
    return 2;
  }
  auto const database =
      storage::Database::open({.url = config.database_url(), .data_dir = config.data_dir, .look_only = true});
  work::House const house = house_of(config, nullptr);
  auto const rows = database->reader();
  rows->begin();  // one picture, whatever a running server does meanwhile
  auto const actor = work::Actor::system();
  work::View const view(actor, clock_of(config).now(), *rows, house);
  auto const book = book_of(view, *entry);
  auto const printed = !book      ? Verdict(refuse(ledger::entry_unknown))
                       : backward ? print_backward(view, *book, *entry)
                                  : print_forward(view, *book, *entry);
  if (printed.refused())
    std::cerr << printed.problem().sentence_id() << "\n" << printed.problem().sentence_en() << "\n";
  return printed.refused() ? 1 : 0;
}

}  // namespace lumbung::app
