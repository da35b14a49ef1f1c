// What the route files of givers share.
#pragma once

#include "givers/routes.h"

namespace lumbung::givers {

using http::Act;
using http::Answer;
using http::Doors;
using http::Fields;
using http::Json;
using http::Method;
using http::Request;

inline std::string token_of(Request const& request, Neighbours const& neighbours) {
  return std::string(request.cookie(cookie_name(neighbours.public_url)).value_or(""));
}

void open_account_doors(Doors& doors, Neighbours const& neighbours);
void open_gift_doors(Doors& doors, Neighbours const& neighbours);
void open_plan_doors(Doors& doors, Neighbours const& neighbours);

}  // namespace lumbung::givers
