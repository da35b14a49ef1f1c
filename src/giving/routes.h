// The doors of campaigns, gifts and traces.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "giving/giving.h"
#include "http/door.h"

namespace lumbung::giving {

// What comes from rooms that giving must not see; wired in app.
struct Neighbours {
  // The receipt as PDF: documents.
  std::function<std::string(work::View const&, Trace const&, Organisation const&, std::string const& link)> receipt_pdf;
  // A QR code of a text as SVG: documents.
  std::function<std::string(std::string_view)> qr_svg;
  // Whose account a gift made by this request shall stand in: what is to be done in the same work, or nothing for a
  // guest.
  std::function<std::function<Verdict(work::Work&, Id<Gift>)>(http::Request const&)> on_given;
  // Where the sandbox bank can be reached from a browser; none outside demos.
  std::optional<std::string> sandbox_bank;
};

void open_doors(http::Doors& doors, Neighbours neighbours);

}  // namespace lumbung::giving
