#include "access/roles.h"

#include <algorithm>

namespace lumbung::access {
namespace {

constexpr work::Right platform_admin[] = {
    verify_organisations, manage_organisation, view_organisation,         manage_staff,
    manage_platform,      view_audit,          "payments.manage_merchant"};
constexpr work::Right platform_verifier[] = {verify_organisations, view_organisation};
constexpr work::Right org_admin[] = {
    manage_organisation,        view_organisation,   manage_staff,          view_audit,
    "giving.edit_campaign",     "giving.view_gifts", "programme.edit_plan", "programme.view",
    "programme.clear_evidence", "registry.view",     "ledger.view",         "cooperative.manage",
    "cooperative.decide",       "cooperative.view"};
constexpr work::Right campaign_editor[] = {view_organisation,     "giving.edit_campaign", "giving.view_gifts",
                                           "programme.edit_plan", "programme.enrol",      "programme.clear_evidence",
                                           "programme.view",      "registry.view"};
constexpr work::Right treasurer[] = {view_organisation,     "programme.prepare_release", "programme.purchase",
                                     "programme.view",      "payments.resolve_suspense", "payments.see_suspense",
                                     "giving.refund",       "giving.view_gifts",         "ledger.view",
                                     "ledger.close_period", "ledger.open_balances",      "ledger.post_runs",
                                     "cooperative.apply",   "cooperative.collect",       "cooperative.pay_out",
                                     "cooperative.view"};
constexpr work::Right approver[] = {
    view_organisation,    "programme.approve_release",  "programme.view",  "giving.view_gifts", "ledger.view",
    "cooperative.decide", "cooperative.approve_payout", "cooperative.view"};
constexpr work::Right field_officer[] = {
    view_organisation,   "registry.edit",  "registry.view",     "registry.view_identity", "programme.enrol",
    "programme.deliver", "programme.view", "cooperative.apply", "cooperative.collect",    "cooperative.view"};
constexpr work::Right auditor[] = {view_organisation, view_audit,    "registry.view",   "giving.view_gifts",
                                   "programme.view",  "ledger.view", "cooperative.view"};

}  // namespace

std::span<work::Right const> rights_of(Role role) {
  switch (role) {
    case Role::platform_admin:
      return platform_admin;
    case Role::platform_verifier:
      return platform_verifier;
    case Role::org_admin:
      return org_admin;
    case Role::campaign_editor:
      return campaign_editor;
    case Role::treasurer:
      return treasurer;
    case Role::approver:
      return approver;
    case Role::field_officer:
      return field_officer;
    case Role::auditor:
      return auditor;
  }
  must(false);
  return {};
}

bool is_platform_role(Role role) { return role == Role::platform_admin || role == Role::platform_verifier; }

bool handles_money(Role role) {
  return role == Role::treasurer || role == Role::approver || role == Role::platform_admin;
}

std::vector<work::Grant> grants_of(std::span<Holding const> holdings) {
  std::vector<work::Grant> grants;
  for (auto const& holding : holdings)
    for (auto const right : rights_of(holding.role))
      grants.push_back({.right = std::string(right), .organisation = holding.organisation, .area = holding.area});
  return grants;
}

}  // namespace lumbung::access
