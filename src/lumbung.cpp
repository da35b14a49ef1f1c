// lumbung: one program for the server and for all that is done to an installation.
#include <CLI/CLI.hpp>
#include <iostream>

#include "app/backup_commands.h"
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
  std::string to, from;
  auto* leave = program.add_subcommand("export", "write the whole installation into one file");
  leave->add_option("--to", to, "file, directory, or - for the standard output")->required();
  auto* arrive = program.add_subcommand("import", "read an installation from such a file into an empty place");
  arrive->add_option("--from", from, "file, or - for the standard input")->required();
  auto* migrate = program.add_subcommand("migrate", "bring the schema up to date");
  auto* config = program.add_subcommand("config", "print every setting and where it came from");
  auto* openapi = program.add_subcommand("openapi", "print the OpenAPI document");
  auto* sandbox = program.add_subcommand("sandbox-bank", "a bank that plays acquirer, for tests and demos");
  int bank_port = 8090;
  std::string server;
  sandbox->add_option("--port", bank_port, "where it listens");
  sandbox->add_option("--server", server, "where Lumbung is reached (default: its public address)");
  app::BackupWish backup_wish;
  auto* backup = program.add_subcommand("backup", "copy the running installation, sealed (format age)");
  backup->add_option("--to", backup_wish.to, "directory for copies (default: backup_dir)");
  backup->add_option("--recipient", backup_wish.recipients, "age1…, who may open it (default: backup_recipients)");
  backup->add_option("--make-identity", backup_wish.make_identity, "make a key file instead, and say its recipient");
  app::RestoreWish restore_wish;
  auto* restore = program.add_subcommand("restore", "bring an installation back from copies");
  restore->add_option("--from", restore_wish.from, "directory with copies");
  restore->add_option("--identity", restore_wish.identity, "file with AGE-SECRET-KEY-…");
  restore->add_option("--to", restore_wish.to, "new data directory (default: data_dir)");
  restore->add_option("--keys", restore_wish.keys, "directory with your copies of the key files");
  restore->add_option("--until", restore_wish.until, "a moment, 2026-11-22T20:05:00+07:00 (default: the newest)");
  restore->add_option("--confirm-head", restore_wish.confirm_head,
                      "newest public head, file or URL; or \"this\": nobody has seen more than this");
  program.add_subcommand("verify", "check a receipt or a mirror of the public log, offline");
  CLI11_PARSE(program, argc, argv);

  if (*openapi) return app::print_openapi();
  return with_config(config_file, [&](app::Configured const& configured) {
    if (*serve) return app::serve(configured.config);
    if (*init) return app::init(configured.config, email, name, again ? access::Again::yes : access::Again::no);
    if (*check) return app::check(configured.config);
    if (*trace) return app::trace(configured.config, entry, backward);
    if (*leave) return app::export_all(configured.config, to);
    if (*arrive) return app::import_all(configured.config, from);
    if (*migrate) return app::migrate(configured.config);
    if (*backup) return app::backup(configured.config, backup_wish);
    if (*restore) return app::restore(configured.config, restore_wish);
    if (*config) return app::show_config(configured);
    if (*sandbox) return app::sandbox_bank(configured.config, bank_port, server);
    return 2;
  });
} catch (std::exception const& trouble) {
  std::cerr << "lumbung: " << trouble.what() << "\n";
  return 1;
}
