// Letters to staff: an invitation, a link for a new password, word that a password was changed.
//
// The room that sends letters stands above this one, so app hands in a Post that puts a letter into the outbox, inside
// the work. Every letter says everything twice, in Indonesian and then in English: whoever causes it is not always who
// reads it. None holds a password, and names that others typed are robbed of what a reader could click on.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "access/accounts.h"

namespace lumbung::access {

struct StaffLetter {
  std::string to;       // one address, as normal_email gives it
  std::string subject;  // one line
  std::string text;
  Duration useful;  // not worth sending later than that
};
// Writes the letter into the outbox. Empty where no letters go out: then links are shown to whoever invites.
using Post = std::function<void(Work&, StaffLetter const&)>;

// Sends the link of an invitation that was just issued to the address it is for: only who reads that mailbox can accept
// it. Does nothing with an empty Post; whether it wrote.
bool send_invitation(Work& work, Post const& post, std::string_view token);

// ---- What they say ------------------------------------------------------------------------------------------------
struct InvitationSaid {
  std::string organisation;  // "" for the platform itself
  Role role = Role::org_admin;
  std::string link;
  Instant expires;
};
StaffLetter invitation_letter(std::string to, InvitationSaid const& said, Zone zone);
StaffLetter reset_letter(std::string to, std::string_view link, int minutes);
StaffLetter password_changed_letter(std::string to, Instant when, std::string_view public_url, Zone zone);

// One line without addresses: "Yayasan jahat.example/x" becomes "Yayasan jahat. example x".
std::string without_links(std::string_view typed);

}  // namespace lumbung::access
