#include "app/console.h"

#include <csignal>
#include <iostream>

namespace lumbung::app {
namespace {

std::sig_atomic_t volatile asked = 0;

}  // namespace

void end_kindly() {
  struct sigaction action{};
  action.sa_handler = [](int) { asked = 1; };
  for (int const signal : {SIGINT, SIGTERM}) sigaction(signal, &action, nullptr);
}
bool broken_off() { return asked != 0; }

int refused(Problem const& problem) {
  std::cerr << problem.sentence_id() << "\n" << problem.sentence_en() << "\n";
  return 1;
}

std::function<void(Finding const&)> named_on_console(Progress& progress) {
  return [&progress](Finding const& finding) {
    progress.clear();
    std::cout << finding.line << "\n";
  };
}

Examining watched(Progress& progress) {
  return {.progress = [&progress](auto part, auto done_,
                                  auto of) { return progress.tell(part, done_, of) && !broken_off(); },
          .found = named_on_console(progress),
          .side_by_side = true};
}

}  // namespace lumbung::app
