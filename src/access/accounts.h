// People who sign in: invited, never self-made; and the roles they hold.
//
// An invitation is a link, sent to its address or (where no letters go out) shown once to whoever invites; only the
// hash of its token is kept, and a newer link voids the older one. Accepting it makes the account (or adds the role to
// one that exists, for whoever is signed in to it). The e-mail address is the name to sign in by; it is kept sealed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/roles.h"

namespace lumbung::access {

inline constexpr Duration invitation_lasts = days(7);

struct InvitationWish {
  Id<Invitation> id;
  std::string email;
  std::string name;
  Holding holding;
};
struct IssuedInvitation {
  Id<Invitation> id;
  std::string token;  // for the link; told now and never again; empty when this was invited before
  Instant expires;
};
// Needs `manage_staff` in the organisation and over the area; for roles of the platform `manage_platform`.
// The same wish under the same id is the first invitation again, without a token (its hash is all there is; a lost link
// is replaced by renew_invitation); another wish under it is refused (`id_has_other_content`). Where the first ran out
// meanwhile it is renewed; where it was taken or withdrawn, the same is refused (`invitation_taken`).
Result<IssuedInvitation> invite(Work& work, InvitationWish const& wish);
// What nobody has taken yet, newest first, those that ran out too; at most `most_pending`. Whoever sees the staff sees
// them.
inline constexpr int most_pending = 200;
struct PendingInvitation {
  Id<Invitation> id;
  std::string name;
  std::string email;
  Holding holding;
  Instant made, expires;
};
Result<std::vector<PendingInvitation>> pending_invitations(View const& view, Id<Organisation> organisation);
// A new link for a lost one, good for `invitation_lasts` from now; the old one is void. It and withdrawing need what
// inviting needs; refused when there is none there (`unknown_invitation`) or it was taken or withdrawn
// (`invitation_taken`).
Result<IssuedInvitation> renew_invitation(Work& work, Id<Organisation> organisation, Id<Invitation> id);
Verdict withdraw_invitation(Work& work, Id<Organisation> organisation, Id<Invitation> id);
// The first administrator of an organisation that was just registered, in the same work; refused once somebody holds a
// role there or was invited.
Result<IssuedInvitation> invite_first_administrator(Work& work, Id<Organisation> organisation,
                                                    InvitationWish const& wish);
// The administrator of a new installation (`lumbung init`); refused once there is one, or an open invitation to one
// unless `again` (the link was lost; the old one is void then).
enum class Again { no, yes };
Result<IssuedInvitation> bootstrap(Work& work, std::string_view email, std::string_view name, Again again = Again::no);

struct OpenInvitation {
  Id<Invitation> id;
  std::string name;
  std::string email;
  Holding holding;
  bool has_account = false;  // somebody signs in by this address already
};
// What the link is for; refuses with `invitation_not_valid` when it was used, withdrawn or is too old.
Result<OpenInvitation> find_invitation(View const& view, std::string_view token);

struct AcceptanceWish {
  std::string token;
  std::string name;           // as the person wants to be called; for a new account
  std::string password_hash;  // of a good password, made outside the work; for a new account
};
// For an address with an account the actor must be signed in to it (`sign_in_to_accept`).
Result<Id<Account>> accept_invitation(Work& work, AcceptanceWish const& wish);

struct StaffMember {
  Id<Account> account;
  std::string name;
  std::string email;
  bool second_factor = false;
  std::vector<Holding> holdings;  // in the organisation asked for
};
// Needs `manage_staff` (or `view_audit`); for no organisation: the platform's own, needs `manage_platform`.
Result<std::vector<StaffMember>> staff(View const& view, Id<Organisation> organisation);
// Takes a role away; ends the person's sessions. The last administrator stays.
Verdict end_role(Work& work, Id<Account> account, Holding const& holding);

std::vector<Holding> holdings_of(View const& view, Id<Account> account);
// For lists of who did what; empty when there is no such account.
std::string account_name(View const& view, Id<Account> account);

// Trimmed and in lower case; refuses what is no address.
Result<std::string> normal_email(std::string_view typed);

}  // namespace lumbung::access
