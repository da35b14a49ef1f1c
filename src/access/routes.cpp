#include "access/routes.h"

#include "access/routes_parts.h"

namespace lumbung::access {

std::string_view cookie_name(std::string_view public_url) {
  return public_url.starts_with("https://") ? "__Host-lumbung" : "lumbung";
}

http::WhoIsIt who_is_it(Services const& services) {
  return [services](View const& view, Request const& request) -> Result<work::Actor> {
    auto const token = token_of(request, services);
    auto recognised = token.empty() ? Recognised{} : recognise(view, token);
    recognised.actor.from = request.address;
    if (recognised.touch_due) {
      services.engine.queue(
          recognised.actor, [token](Work& work) { return touch_session(work, token); }, [](Verdict const&) {},
          [](std::exception_ptr const&) {});
    }
    return recognised.actor;
  };
}

http::Gate gate(Services const& services) {
  return [&limits = services.limits](Request const& request, std::string_view) -> Verdict {
    bool const looks = request.method == Method::get || request.method == Method::head;
    if (looks) return at_address_pace(limits, "look", request, looks_per_address);
    return at_address_pace(limits, "change", request, changes_per_address);
  };
}

void open_doors(Doors& doors, Services const& services) {
  open_sign_in_doors(doors, services);
  open_reset_doors(doors, services);
  open_organisation_doors(doors, services);
  open_paper_doors(doors, services);
  open_staff_doors(doors, services);
  open_approval_doors(doors, services);
}

}  // namespace lumbung::access
