#include "access/accounts.h"

#include <algorithm>

#include "access/organisations.h"
#include "access/store_accounts.h"
#include "access/tokens.h"
#include "access/vault.h"
#include "core/area.h"

namespace lumbung::access {
namespace {

Cell invitation_cell(Id<Invitation> id) { return {"invitations", "email_sealed", id.uuid}; }
Cell account_cell(Id<Account> id) { return {"accounts", "email_sealed", id.uuid}; }

void record(Work& work, std::string_view kind, Uuid const& subject, Holding const& holding) {
  work.record({.kind = kind,
               .subject = subject,
               .organisation = holding.organisation.none() ? std::nullopt : std::optional(holding.organisation),
               .facts = {{"role", std::string(word_in(roles, holding.role))}, {"area", holding.area}}});
}

// Where an invitation would reach further than whoever invites does, it is refused.
Verdict may_give(View const& view, Holding const& holding) {
  if (is_platform_role(holding.role) != holding.organisation.none()) return refuse(role_unfit).at("/role");
  if (holding.organisation.none()) return work::require(view.actor, manage_platform, {}, holding.area);
  if (!find_organisation(view, holding.organisation)) return refuse(unknown_organisation);
  return work::require(view.actor, manage_staff, holding.organisation, holding.area);
}

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
  record(work, staff_invited, wish.id.uuid, wish.holding);
  return IssuedInvitation{wish.id, token, made.expires};
}

Result<store::InvitationRow> find_open(View const& view, std::string_view token) {
  auto const found = store::find_invitation_by_token(view.rows, token_hash(token));
  if (!found || found->used || found->expires <= view.now) return refuse(invitation_not_valid);
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

Role administrator_of(Id<Organisation> organisation) {
  return organisation.none() ? Role::platform_admin : Role::org_admin;
}

}  // namespace

Result<std::string> normal_email(std::string_view typed) {
  while (!typed.empty() && typed.front() == ' ') typed.remove_prefix(1);
  while (!typed.empty() && typed.back() == ' ') typed.remove_suffix(1);
  std::string email(typed);
  for (auto& c : email) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (static_cast<unsigned char>(c) <= ' ' || c == 0x7F) return refuse(email_wrong).at("/email");
  }
  auto const at = email.find('@');
  auto const dot = email.rfind('.');
  bool const shaped = at != std::string::npos && at > 0 && email.find('@', at + 1) == std::string::npos &&
                      dot != std::string::npos && dot > at + 1 && dot + 1 < email.size() && email.size() <= 254;
  if (!shaped) return refuse(email_wrong).at("/email");
  return email;
}

Result<IssuedInvitation> invite(Work& work, InvitationWish const& wish) {
  auto normal = wish;
  if (!normal.holding.area.empty()) {
    auto const area = TRY(AreaCode::parse(normal.holding.area));
    normal.holding.area = area.text();
  }
  TRY(may_give(work, normal.holding));
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
  record(work, invitation_accepted, account.uuid, invitation.holding);
  return account;
}

Result<std::vector<StaffMember>> staff(View const& view, Id<Organisation> organisation) {
  if (organisation.none()) {
    TRY(work::require(view.actor, manage_platform, {}));
  } else if (!view.actor.may(view_audit, organisation)) {
    TRY(work::require(view.actor, manage_staff, organisation));
  }
  std::vector<StaffMember> members;
  for (auto const id : store::holders(view.rows, organisation)) {
    auto const account = store::find_account(view.rows, id);
    must(account.has_value());
    StaffMember member{.account = id,
                       .name = account->name,
                       .email = open_secret(view, account_cell(id), account->email_sealed),
                       .second_factor = account->totp_sealed.has_value(),
                       .holdings = store::holdings(view.rows, id)};
    std::erase_if(member.holdings, [&](Holding const& holding) { return holding.organisation != organisation; });
    members.push_back(std::move(member));
  }
  return members;
}

Verdict end_role(Work& work, Id<Account> account, Holding const& holding) {
  TRY(may_give(work, holding));
  auto const held = store::holdings(work.rows, account);
  if (std::find(held.begin(), held.end(), holding) == held.end()) return refuse(unknown_staff);
  bool const administers = holding.role == administrator_of(holding.organisation);
  if (administers && store::count_holders(work.rows, holding.organisation, holding.role) == 1)
    return refuse(last_administrator);
  must(store::end_role(work.rows, account, holding, work.now));
  store::remove_sessions_of(work.rows, account);
  record(work, role_ended, account.uuid, holding);
  return done;
}

std::vector<Holding> holdings_of(View const& view, Id<Account> account) { return store::holdings(view.rows, account); }

std::string account_name(View const& view, Id<Account> account) {
  auto const found = store::find_account(view.rows, account);
  return found ? found->name : std::string();
}

}  // namespace lumbung::access
