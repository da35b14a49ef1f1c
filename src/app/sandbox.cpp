#include <filesystem>
#include <iostream>

#include "app/commands.h"
#include "sandbox_bank/sandbox_bank.h"

namespace lumbung::app {

int sandbox_bank(Config const& config, int port, std::string const& server) {
  auto const keys = config.data_dir + "/sandbox-bank";
  std::filesystem::create_directories(keys);
  std::filesystem::permissions(keys, std::filesystem::perms::owner_all);
  return sandbox_bank::run_sandbox_bank({.address = config.address,
                                         .port = static_cast<std::uint16_t>(port),
                                         .lumbung = server.empty() ? config.public_address() : server,
                                         .keys = sandbox_bank::load_or_make_keys(keys, machine_chance()),
                                         .clock = &clock_of(config),
                                         .listening =
                                             [&](std::uint16_t at) {
                                               std::cout << "Bank Uji Coba siap di http://" << config.address << ":"
                                                         << at << std::endl;
                                             },
                                         .stop = {}});
}

}  // namespace lumbung::app
