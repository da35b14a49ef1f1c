// Who acts, and what they may do.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/id.h"
#include "core/result.h"

namespace lumbung {
struct Organisation;  // declared in access; named here so that ids can carry it
struct Account;       // a person's sign-in account
}  // namespace lumbung

namespace lumbung::work {

// A right as a module declares it: "giving.edit_campaign", "programme.release_funds".
using Right = std::string_view;

// A right held for one organisation (or all, when none) inside one area subtree ("32.17"; "" is everywhere).
struct Grant {
  std::string right;
  Id<Organisation> organisation;
  std::string area;
};

enum class Kind { visitor, staff, partner_system, system };

struct Actor {
  Kind kind = Kind::visitor;
  Id<Account> account{};            // none for visitors and the system
  Id<Organisation> organisation{};  // the one they act for now
  std::vector<Grant> grants;        // only staff
  std::string session;              // opaque; two approvals from one session are refused
  std::string from;                 // network address, for limits; never stored

  static Actor visitor() { return {}; }
  static Actor system() { return {.kind = Kind::system}; }

  bool may(Right right, Id<Organisation> organisation, std::string_view area = "") const;
};

inline constexpr Refusal sign_in_first{"work.sign_in_first", Trouble::unauthenticated,
                                       "Masuk dulu untuk melakukan ini.", "Sign in first to do this."};
inline constexpr Refusal not_allowed{
    "work.not_allowed", Trouble::forbidden,
    "Peran Anda tidak mencakup tindakan ini. Mintalah kepada pengelola organisasi Anda.",
    "Your role does not cover this. Ask the administrator of your organisation."};

// Refuses unless the actor holds the right; the system may do everything.
Verdict require(Actor const& actor, Right right, Id<Organisation> organisation, std::string_view area = "");

}  // namespace lumbung::work
