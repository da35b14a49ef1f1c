// Invitations: issued, sent again, withdrawn, accepted.
#include "access/accounts_parts.h"
#include "access/organisations.h"
#include "access/store_accounts.h"
#include "access/tokens.h"
#include "core/area.h"

namespace lumbung::access {
namespace {

Result<IssuedInvitation> issue(Work& work, InvitationWish const& wish) {
  auto const email = TRY(normal_email(wish.email));
  if (store::find_invitation(work.rows, wish.id)) return refuse(id_has_other_content).at("/id");
  auto const token = make_token(work.chance);
  store::InvitationRow made;
  made.id = wish.id;
  made.token_hash = token_hash(token);
  made.holding = wish.holding;
  made.name = wish.name;
  made.email_sealed = seal_secret(work, invitation_cell(wish.id), email);
  made.email_index = blind_index(work.house.keys, Indexed::email, email);
  made.made = work.now;
  made.expires = work.now + invitation_lasts;
  store::add_invitation(work.rows, made);
  record_about(work, staff_invited, wish.id.uuid, wish.holding);
  return IssuedInvitation{wish.id, token, made.expires};
}

// What was invited before under this id, when the wish is the same. One that was taken or withdrawn meanwhile waits for
// nobody any more, and one that ran out gets a new link: whoever asks again is told no tale of a letter on its way.
Result<IssuedInvitation> the_same(Work& work, store::InvitationRow const& known, InvitationWish const& wish) {
  auto const email = TRY(normal_email(wish.email));
  bool const same = known.holding == wish.holding && known.name == wish.name &&
                    known.email_index == blind_index(work.house.keys, Indexed::email, email);
  if (!same) return refuse(id_has_other_content).at("/id");
  if (known.used) return refuse(invitation_taken);
  if (known.expires <= work.now) return renew_invitation(work, wish.holding.organisation, wish.id);
  return IssuedInvitation{.id = wish.id, .token = {}, .expires = known.expires};
}

Result<store::InvitationRow> find_open(View const& view, std::string_view token) {
  auto const found = store::find_invitation_by_token(view.rows, token_hash(token));
  if (!found || found->used || found->expires <= view.now) return refuse(invitation_not_valid);
  return *found;
}

// One of that organisation that nobody took yet, for whoever may give its role.
Result<store::InvitationRow> find_untaken(View const& view, Id<Organisation> organisation, Id<Invitation> id) {
  auto const found = store::find_invitation(view.rows, id);
  if (!found || found->holding.organisation != organisation) return refuse(unknown_invitation);
  TRY(may_give(view, found->holding));
  if (found->used) return refuse(invitation_taken);
  return *found;
}

Id<Account> make_account(Work& work, store::InvitationRow const& invitation, AcceptanceWish const& wish) {
  store::AccountRow made;
  made.id = work.new_id<Account>();
  made.name = wish.name;
  auto const email = open_secret(work, invitation_cell(invitation.id), invitation.email_sealed);
  made.email_sealed = seal_secret(work, account_cell(made.id), email);
  made.email_index = invitation.email_index;
  made.key_version = work.house.keys.version;
  made.password_hash = wish.password_hash;
  made.made = work.now;
  store::add_account(work.rows, made);
  return made.id;
}

}  // namespace

Result<IssuedInvitation> invite(Work& work, InvitationWish const& wish) {
  auto normal = wish;
  if (!normal.holding.area.empty()) {
    auto const area = TRY(AreaCode::parse(normal.holding.area));
    normal.holding.area = area.text();
  }
  TRY(may_give(work, normal.holding));
  if (auto const known = store::find_invitation(work.rows, wish.id)) return the_same(work, *known, normal);
  return issue(work, normal);
}

Result<IssuedInvitation> invite_first_administrator(Work& work, Id<Organisation> organisation,
                                                    InvitationWish const& wish) {
  if (!find_organisation(work, organisation)) return refuse(unknown_organisation);
  bool const begun = store::count_holders(work.rows, organisation, Role::org_admin) > 0 ||
                     store::count_open_invitations(work.rows, organisation, Role::org_admin, work.now) > 0;
  if (begun) return refuse(already_begun);
  auto first = wish;
  first.holding = {.role = Role::org_admin, .organisation = organisation, .area = {}};
  return issue(work, first);
}

Result<IssuedInvitation> bootstrap(Work& work, std::string_view email, std::string_view name, Again again) {
  if (store::count_holders(work.rows, {}, Role::platform_admin) > 0) return refuse(already_begun);
  bool const invited = store::count_open_invitations(work.rows, {}, Role::platform_admin, work.now) > 0;
  if (invited && again == Again::no) return refuse(already_begun);
  store::withdraw_invitations(work.rows, {}, Role::platform_admin, work.now);
  return issue(work, {.id = work.new_id<Invitation>(),
                      .email = std::string(email),
                      .name = std::string(name),
                      .holding = {.role = Role::platform_admin, .organisation = {}, .area = {}}});
}

Result<OpenInvitation> find_invitation(View const& view, std::string_view token) {
  auto const found = TRY(find_open(view, token));
  return OpenInvitation{.id = found.id,
                        .name = found.name,
                        .email = open_secret(view, invitation_cell(found.id), found.email_sealed),
                        .holding = found.holding,
                        .has_account = store::find_account_by_email(view.rows, found.email_index).has_value()};
}

Result<Id<Account>> accept_invitation(Work& work, AcceptanceWish const& wish) {
  auto const invitation = TRY(find_open(work, wish.token));
  auto const known = store::find_account_by_email(work.rows, invitation.email_index);
  if (known && known->id != work.actor.account) return refuse(sign_in_to_accept);
  if (!known) must(!wish.password_hash.empty());
  auto const account = known ? known->id : make_account(work, invitation, wish);
  store::use_invitation(work.rows, invitation.id, work.now);
  store::give_role(work.rows, account, invitation.holding, work.now);
  record_about(work, invitation_accepted, account.uuid, invitation.holding);
  return account;
}

Result<std::vector<PendingInvitation>> pending_invitations(View const& view, Id<Organisation> organisation) {
  TRY(may_see_staff(view, organisation));
  std::vector<PendingInvitation> pending;
  for (auto const& row : store::untaken_invitations(view.rows, organisation, most_pending))
    pending.push_back({.id = row.id,
                       .name = row.name,
                       .email = open_secret(view, invitation_cell(row.id), row.email_sealed),
                       .holding = row.holding,
                       .made = row.made,
                       .expires = row.expires});
  return pending;
}

Result<IssuedInvitation> renew_invitation(Work& work, Id<Organisation> organisation, Id<Invitation> id) {
  auto const invitation = TRY(find_untaken(work, organisation, id));
  auto const token = make_token(work.chance);
  auto const expires = work.now + invitation_lasts;
  store::renew_invitation(work.rows, id, token_hash(token), expires);
  record_about(work, invitation_renewed, id.uuid, invitation.holding);
  return IssuedInvitation{id, token, expires};
}

Verdict withdraw_invitation(Work& work, Id<Organisation> organisation, Id<Invitation> id) {
  auto const invitation = TRY(find_untaken(work, organisation, id));
  store::use_invitation(work.rows, id, work.now);
  record_about(work, invitation_withdrawn, id.uuid, invitation.holding);
  return done;
}

}  // namespace lumbung::access
