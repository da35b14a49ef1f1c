#include "access/accounts.h"

#include <algorithm>

#include "access/accounts_parts.h"
#include "access/organisations.h"
#include "access/store_accounts.h"

namespace lumbung::access {
namespace {

Role administrator_of(Id<Organisation> organisation) {
  return organisation.none() ? Role::platform_admin : Role::org_admin;
}

}  // namespace

void record_about(Work& work, std::string_view kind, Uuid const& subject, Holding const& holding) {
  work.record({.kind = kind,
               .subject = subject,
               .organisation = holding.organisation.none() ? std::nullopt : std::optional(holding.organisation),
               .facts = {{"role", std::string(word_in(roles, holding.role))}, {"area", holding.area}}});
}

Verdict may_give(View const& view, Holding const& holding) {
  if (is_platform_role(holding.role) != holding.organisation.none()) return refuse(role_unfit).at("/role");
  if (holding.organisation.none()) return work::require(view.actor, manage_platform, {}, holding.area);
  if (!find_organisation(view, holding.organisation)) return refuse(unknown_organisation);
  return work::require(view.actor, manage_staff, holding.organisation, holding.area);
}

Verdict may_see_staff(View const& view, Id<Organisation> organisation) {
  if (organisation.none()) return work::require(view.actor, manage_platform, {});
  if (view.actor.may(view_audit, organisation)) return done;
  return work::require(view.actor, manage_staff, organisation);
}

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

Result<std::vector<StaffMember>> staff(View const& view, Id<Organisation> organisation) {
  TRY(may_see_staff(view, organisation));
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
  record_about(work, role_ended, account.uuid, holding);
  return done;
}

std::vector<Holding> holdings_of(View const& view, Id<Account> account) { return store::holdings(view.rows, account); }

std::string account_name(View const& view, Id<Account> account) {
  auto const found = store::find_account(view.rows, account);
  return found ? found->name : std::string();
}

}  // namespace lumbung::access
