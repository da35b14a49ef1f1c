#include <iostream>

#include "access/accounts.h"
#include "app/commands.h"
#include "app/installation.h"
#include "registry/areas.h"

namespace lumbung::app {

Result<std::int64_t> ensure_areas(Installation& installation) {
  return installation.engine().work(work::Actor::system(), [&](work::Work& work) -> Result<std::int64_t> {
    return registry::load_areas(work, installation.config().areas_dir);
  });
}

int init(Config const& config, std::string const& email, std::string const& name, access::Again again) {
  auto installation = Installation::open(config, clock_of(config), machine_chance());
  if (installation.refused()) {
    std::cerr << installation.problem().sentence_id() << "\n" << installation.problem().sentence_en() << "\n";
    return 1;
  }
  auto const areas = ensure_areas(**installation);
  if (areas.refused()) {
    std::cerr << areas.problem().sentence_id() << "\n" << areas.problem().sentence_en() << "\n";
    return 1;
  }
  auto const invited = (*installation)->engine().work(work::Actor::system(), [&](work::Work& work) {
    return access::bootstrap(work, email, name, again);
  });
  if (invited.refused()) {
    std::cerr << invited.problem().sentence_id() << "\n" << invited.problem().sentence_en() << "\n";
    return 1;
  }
  std::cout << "Undangan untuk pengelola pertama, berlaku 7 hari dan hanya ditampilkan sekali:\n"
            << "Invitation for the first administrator, valid for 7 days and shown only once:\n"
            << config.public_address() << "/undangan/" << invited->token << "\n";
  return 0;
}

}  // namespace lumbung::app
