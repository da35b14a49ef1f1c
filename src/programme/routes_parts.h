// What the doors of programmes share.
#pragma once

#include <array>
#include <string_view>

#include "programme/routes.h"

namespace lumbung::programme {

inline constexpr std::array<std::string_view, 3> evidence_kinds{"photo", "form", "signature"};
inline constexpr int page = 50;

inline http::Answer made_at(std::string const& where, Uuid const& id) {
  http::Json j;
  j.object([&] { j("id", text_of(id)); });
  return http::made(where + text_of(id), std::move(j));
}

inline EvidenceWish read_evidence(http::Fields& e) {
  return {e.id<Evidence>("id"),
          e.choice<EvidenceKind>(
              "kind",
              {{"photo", EvidenceKind::photo}, {"form", EvidenceKind::form}, {"signature", EvidenceKind::signature}}),
          e.hash("hash")};
}

void open_evidence_doors(http::Doors& doors);

}  // namespace lumbung::programme
