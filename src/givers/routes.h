// The doors of givers: their account, their gifts, what recurs; and what an organisation sees of it.
#pragma once

#include <functional>
#include <string>

#include "access/limits.h"
#include "givers/givers.h"
#include "http/door.h"

namespace lumbung::givers {

// A year's gifts, for the proof on paper.
struct Statement {
  GiverRecord giver;
  YearOfGifts year;
  std::vector<OwnGift> gifts;
};

struct Neighbours {
  access::Limits& limits;
  std::string public_url;
  bool letters_go_out = false;  // whether codes and reminders can be sent at all
  bool sandbox = false;         // letters land in a box that everybody may read: demos only
  std::function<std::string(work::View const&, Statement const&)> statement_pdf;  // documents
};

void open_doors(http::Doors& doors, Neighbours const& neighbours);

// For giving: a gift made by a signed-in giver stands in their account at once.
std::function<Verdict(work::Work&, Id<Gift>)> keep_for_sender(http::Request const& request,
                                                              std::string const& public_url);

// "__Host-lumbung-donatur" over https, "lumbung-donatur" on a machine of one's own.
std::string_view cookie_name(std::string_view public_url);

}  // namespace lumbung::givers
