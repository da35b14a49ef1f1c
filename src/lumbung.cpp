// lumbung: one program for the server and for all that is done to an installation.
#include <CLI/CLI.hpp>
#include <iostream>

#include "app/commands.h"
#include "core/heap.h"
#include "verify/verify.h"

extern char** environ;

namespace {

using namespace lumbung;

int with_config(std::string const& file, auto&& command) {
  auto const configured = app::configure(file, environ);
  if (configured.refused()) {
    std::cerr << configured.problem().sentence_id() << "\n" << configured.problem().sentence_en() << "\n";
    return 2;
  }
  return command(*configured);
}

}  // namespace

int main(int argc, char** argv) try {
  // The verifier shares nothing with the server, not even its way of reading arguments.
  if (argc > 1 && std::string_view(argv[1]) == "verify")
    return verify::run_verify(std::vector<std::string>(argv + 2, argv + argc), std::cout, std::cerr);

  keep_freed_memory();

  CLI::App program("Lumbung: program sosial dari ujung ke ujung, setiap rupiah punya alamat", "lumbung");
  program.require_subcommand(1);
  std::string config_file, email, name = "Pengelola", entry;
  bool backward = false;
  program.add_option("--config", config_file, "TOML file (default: lumbung.toml if there is one)");
  auto* serve = program.add_subcommand("serve", "run the server");
  auto* init = program.add_subcommand("init", "make an installation and invite its first administrator");
  init->add_option("--email", email, "of the first administrator")->required();
  init->add_option("--name", name, "of the first administrator");
  bool again = false;
  init->add_flag("--again", again, "the link was lost: void it and print a new one");
  auto* check = program.add_subcommand("check", "recompute everything and name every fault");
  auto* trace = program.add_subcommand("trace", "print a money trail");
  trace->add_option("entry", entry, "id of a gift, or of a delivery with --back")->required();
  trace->add_flag("--back", backward, "from a delivery back to its gifts");
  auto* migrate = program.add_subcommand("migrate", "bring the schema up to date");
  auto* config = program.add_subcommand("config", "print every setting and where it came from");
  auto* openapi = program.add_subcommand("openapi", "print the OpenAPI document");
  auto* sandbox = program.add_subcommand("sandbox-bank", "a bank that plays acquirer, for tests and demos");
  int bank_port = 8090;
  std::string server;
  sandbox->add_option("--port", bank_port, "where it listens");
  sandbox->add_option("--server", server, "where Lumbung is reached (default: its public address)");
  program.add_subcommand("verify", "check a receipt or a mirror of the public log, offline");
  CLI11_PARSE(program, argc, argv);

  if (*openapi) return app::print_openapi();
  return with_config(config_file, [&](app::Configured const& configured) {
    if (*serve) return app::serve(configured.config);
    if (*init) return app::init(configured.config, email, name, again ? access::Again::yes : access::Again::no);
    if (*check) return app::check(configured.config);
    if (*trace) return app::trace(configured.config, entry, backward);
    if (*migrate) return app::migrate(configured.config);
    if (*config) return app::show_config(configured);
    if (*sandbox) return app::sandbox_bank(configured.config, bank_port, server);
    return 2;
  });
} catch (std::exception const& trouble) {
  std::cerr << "lumbung: " << trouble.what() << "\n";
  return 1;
}
