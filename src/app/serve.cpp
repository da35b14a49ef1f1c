#include <chrono>
#include <csignal>
#include <iostream>
#include <mutex>
#include <optional>
#include <thread>

#include "app/commands.h"
#include "app/console.h"
#include "app/doors.h"
#include "app/jobs.h"
#include "app/mailman.h"
#include "app/nightly.h"
#include "app/restored.h"
#include "http/server.h"

namespace lumbung::app {
namespace {

// One line at a time, whichever thread it comes from.
void say(std::string_view line) {
  static std::mutex guard;
  std::scoped_lock const lock(guard);
  std::clog << line << '\n';
}

// The signals that end a server; blocked before any thread starts, so that only we receive them.
sigset_t ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

http::ServerOptions server_options(Config const& config) {
  http::ServerOptions options;
  options.address = config.address;
  options.port = static_cast<std::uint16_t>(config.port);
  options.threads = static_cast<std::size_t>(config.threads);
  options.trusted_proxies = config.trusted_proxies;
  options.strict_transport = config.public_address().starts_with("https://");
  options.log = [](std::string_view line) { say(line); };
  return options;
}

}  // namespace

int serve(Config const& config) {
  auto const fit = fit_to_serve(config);
  if (fit.refused()) return refused(fit.problem());
  http::calm_malloc();
  auto const signals = ending_signals();
  auto opened = Installation::open(config, clock_of(config), machine_chance(), {.copies = true});
  if (opened.refused()) return refused(opened.problem());
  auto& installation = **opened;
  if (installation.is_locked()) {
    say(refuse(restored_unconfirmed).sentence_id());
    say(refuse(restored_unconfirmed).sentence_en());
  } else {
    auto const areas = ensure_areas(installation);
    if (areas.refused()) return refused(areas.problem());
  }

  auto const postman = postman_of(config);
  Nightly const nightly(config, installation.engine().house(), installation.clock(), say);
  auto doorway = open_doorway(installation, postman.get(), [&nightly] { return nightly.last(); });
  // What may only be looked at has nothing to sign, nothing that expires and nobody to write to.
  bool const works = !installation.is_locked();
  if (works) installation.sequencer().run();
  std::optional<Jobs> jobs;
  if (works) jobs.emplace(installation.engine(), installation.clock(), say);
  std::optional<Mailman> mailman;
  // Whoever tries a demo waits for the box; a mail server is not asked that often.
  auto const every = std::chrono::milliseconds(config.mail == "sandbox" ? 100 : 2'000);
  if (works && postman) mailman.emplace(installation.engine(), *postman, say, every);
  http::Server server(*doorway.doors, server_options(config));
  std::cout << "Lumbung siap di http://" << config.address << ":" << server.port() << std::endl;

  int received = 0;
  sigwait(&signals, &received);
  std::clog << "Lumbung berhenti; yang sedang berjalan diselesaikan.\n";
  server.stop();
  return 0;
}

}  // namespace lumbung::app
