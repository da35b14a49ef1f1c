// Staff, invitations and the trail of what they did.
#include "access/accounts.h"
#include "access/password.h"
#include "access/routes_parts.h"
#include "work/audit.h"

namespace lumbung::access {
namespace {

Answer made_invitation(IssuedInvitation const& issued, bool sent, Id<Organisation> organisation,
                       Services const& services) {
  Json j;
  j.object([&] { write_issued(j, issued, sent, services); });
  // Where a letter brings the link, no header gives it away.
  auto const list =
      organisation.none() ? "/api/platform/staff" : "/api/organisations/" + organisation.text() + "/staff";
  return http::made(sent ? list : "/api/invitations/" + issued.token, std::move(j));
}

// Only who may invite uses the address's letters up: to be called after the rule.
Result<bool> send_link(Work& work, IssuedInvitation const& issued, Services const& services) {
  auto const open = TRY(find_invitation(work, issued.token));
  TRY(at_letter_pace(services, "invitation to", open.email));
  return send_invitation(work, services.post, issued.token);
}

Holding read_holding(Fields& f, Id<Organisation> organisation) {
  return {.role = choice_of(f, "role", roles),
          .organisation = organisation,
          .area = f.optional_text("area", {.max = 13}).value_or("")};
}

Result<Act> inviting(Fields& f, Id<Organisation> organisation, Services const& services) {
  InvitationWish wish{.id = f.id<Invitation>("id"),
                      .email = f.text("email", {.max = 254}),
                      .name = f.text("name", {.max = 120}),
                      .holding = read_holding(f, organisation)};
  return Act([wish, services](Work& work) -> Result<Answer> {
    auto issued = TRY(invite(work, wish));
    if (issued.token.empty()) {
      // Asked again, as its answer was lost. The letter is on its way; a link that nobody saw is replaced.
      if (services.post) return made_invitation(issued, true, wish.holding.organisation, services);
      issued = TRY(renew_invitation(work, wish.holding.organisation, wish.id));
    }
    bool const sent = TRY(send_link(work, issued, services));
    return made_invitation(issued, sent, wish.holding.organisation, services);
  });
}

Result<Act> renewing(Request const& request, Id<Organisation> organisation, Services const& services) {
  auto const id = TRY(request.id_in_path<Invitation>("invitation"));
  return Act([id, organisation, services](Work& work) -> Result<Answer> {
    auto const issued = TRY(renew_invitation(work, organisation, id));
    bool const sent = TRY(send_link(work, issued, services));
    Json j;
    j.object([&] { write_issued(j, issued, sent, services); });
    return http::shown(std::move(j));
  });
}

Result<Act> withdrawing(Request const& request, Id<Organisation> organisation) {
  auto const id = TRY(request.id_in_path<Invitation>("invitation"));
  return Act([id, organisation](Work& work) -> Result<Answer> {
    TRY(withdraw_invitation(work, organisation, id));
    return http::nothing();
  });
}

Result<Answer> shown_pending(View const& view, Id<Organisation> organisation) {
  auto const pending = TRY(pending_invitations(view, organisation));
  Json j;
  j.object([&] {
    j.list("items", pending, [&](PendingInvitation const& one) {
      j("id", one.id);
      j("name", one.name);
      j("email", one.email);
      j("made", one.made);
      j("expires", one.expires);
      j("expired", one.expires <= view.now);
      write_holding(j, view, one.holding);
    });
    j.null("next");
  });
  return http::shown(std::move(j));
}

Answer shown_staff(View const& view, std::vector<StaffMember> const& members) {
  Json j;
  j.object([&] {
    j.list("items", members, [&](StaffMember const& member) {
      j("account", member.account);
      j("name", member.name);
      j("email", member.email);
      j("second_factor", member.second_factor);
      j.list("holdings", member.holdings, [&](Holding const& holding) { write_holding(j, view, holding); });
    });
    j.null("next");
  });
  return http::shown(std::move(j));
}

Result<Act> ending(Request const& request, Fields& f, Id<Organisation> organisation) {
  auto const account = TRY(request.id_in_path<Account>("account"));
  return Act([account, holding = read_holding(f, organisation)](Work& work) -> Result<Answer> {
    TRY(end_role(work, account, holding));
    return http::nothing();
  });
}

void open_staff_of_organisation(Doors& doors, Services const& services) {
  doors.change({Method::post, "/api/organisations/{organisation}/staff", "inviteStaff"},
               [services](Request const& request, Fields& f) -> Result<Act> {
                 auto const id = TRY(request.id_in_path<Organisation>("organisation"));
                 return inviting(f, id, services);
               },
               {.not_remembered = true});
  doors.look({Method::get, "/api/organisations/{organisation}/staff", "listStaff"},
             [](View const& view, Request const& request) -> Result<Answer> {
               auto const id = TRY(request.id_in_path<Organisation>("organisation"));
               auto const members = TRY(staff(view, id));
               return shown_staff(view, members);
             });
  doors.change({Method::post, "/api/organisations/{organisation}/staff/{account}/ending", "endRole"},
               [](Request const& request, Fields& f) -> Result<Act> {
                 auto const id = TRY(request.id_in_path<Organisation>("organisation"));
                 return ending(request, f, id);
               });
}

void open_pending_of_organisation(Doors& doors, Services const& services) {
  doors.look({Method::get, "/api/organisations/{organisation}/invitations", "listInvitations"},
             [](View const& view, Request const& request) -> Result<Answer> {
               auto const id = TRY(request.id_in_path<Organisation>("organisation"));
               return shown_pending(view, id);
             });
  doors.change({Method::post, "/api/organisations/{organisation}/invitations/{invitation}/renewal", "renewInvitation"},
               [services](Request const& request, Fields&) -> Result<Act> {
                 auto const id = TRY(request.id_in_path<Organisation>("organisation"));
                 return renewing(request, id, services);
               },
               {.not_remembered = true});
  doors.change(
      {Method::post, "/api/organisations/{organisation}/invitations/{invitation}/withdrawal", "withdrawInvitation"},
      [](Request const& request, Fields&) -> Result<Act> {
        auto const id = TRY(request.id_in_path<Organisation>("organisation"));
        return withdrawing(request, id);
      });
}

void open_pending_of_platform(Doors& doors, Services const& services) {
  doors.look({Method::get, "/api/platform/invitations", "listPlatformInvitations"},
             [](View const& view, Request const&) -> Result<Answer> { return shown_pending(view, {}); });
  doors.change({Method::post, "/api/platform/invitations/{invitation}/renewal", "renewPlatformInvitation"},
               [services](Request const& request, Fields&) -> Result<Act> { return renewing(request, {}, services); },
               {.not_remembered = true});
  doors.change({Method::post, "/api/platform/invitations/{invitation}/withdrawal", "withdrawPlatformInvitation"},
               [](Request const& request, Fields&) -> Result<Act> { return withdrawing(request, {}); });
}

void open_staff_of_platform(Doors& doors, Services const& services) {
  doors.change({Method::post, "/api/platform/staff", "invitePlatformStaff"},
               [services](Request const&, Fields& f) -> Result<Act> { return inviting(f, {}, services); },
               {.not_remembered = true});
  doors.look({Method::get, "/api/platform/staff", "listPlatformStaff"},
             [](View const& view, Request const&) -> Result<Answer> {
               auto const members = TRY(staff(view, {}));
               return shown_staff(view, members);
             });
  doors.change({Method::post, "/api/platform/staff/{account}/ending", "endPlatformRole"},
               [](Request const& request, Fields& f) -> Result<Act> { return ending(request, f, {}); });
}

void open_invitation_doors(Doors& doors, Services const& services) {
  doors.look({Method::get, "/api/invitations/{token}", "getInvitation"},
             [services](View const& view, Request const& request) -> Result<Answer> {
               TRY(at_address_pace(services.limits, "invitation from", request, sign_in_per_address));
               auto const found = TRY(find_invitation(view, request.part("token")));
               Json j;
               j.object([&] {
                 j("id", found.id);
                 j("name", found.name);
                 j("email", found.email);
                 j("has_account", found.has_account);
                 write_holding(j, view, found.holding);
               });
               return http::shown(std::move(j));
             });
  doors.slow_change({Method::post, "/api/invitations/{token}/acceptance", "acceptInvitation"},
                    [services](View const& view, Request const& request, Fields& f) -> Result<Act> {
                      auto const name = f.optional_text("name", {.max = 120});
                      auto const password = f.optional_text("password", {.max = 512, .exact = true});
                      if (f.bad()) return refuse(invitation_not_valid);
                      TRY(at_address_pace(services.limits, "invitation from", request, sign_in_per_address));
                      auto const found = TRY(find_invitation(view, request.part("token")));
                      AcceptanceWish wish{.token = std::string(request.part("token")),
                                          .name = name.value_or(found.name),
                                          .password_hash = {}};
                      if (!found.has_account) {
                        if (!password) return refuse(http::field_missing).at("/password");
                        TRY(good_password(*password, wish.name, found.email));
                        wish.password_hash = hash_password(*password);
                      }
                      return Act([wish](Work& work) -> Result<Answer> {
                        auto const account = TRY(accept_invitation(work, wish));
                        Json j;
                        j.object([&] { j("account", account); });
                        return http::made("/api/me", std::move(j));
                      });
                    },
                    {.not_remembered = true});
}

void open_audit_door(Doors& doors) {
  doors.look({Method::get, "/api/audit", "listAudit"}, [](View const& view, Request const& request) -> Result<Answer> {
    auto query = Fields::of_query(request);
    auto const id = query.id<Organisation>("organisation");
    auto const before = query.integer_or("after", INT64_MAX, 1, INT64_MAX);
    auto const limit = static_cast<int>(query.integer_or("limit", 50, 1, 200));
    TRY(query.finish());
    auto const organisation = find_organisation(view, id);
    if (!organisation) return refuse(unknown_organisation);
    TRY(work::require(view.actor, view_audit, id, organisation->area));
    auto const trail = work::trail_of(view, id, before, limit);
    Json j;
    j.object([&] {
      j.list("items", trail, [&](work::Trace const& trace) {
        j("number", trace.number);
        j("at", trace.at);
        j("actor", trace.actor_kind);
        j("account", trace.account);
        if (trace.account) j("name", account_name(view, *trace.account));
        j("kind", trace.kind);
        j("subject", text_of(trace.subject));
        j("facts", trace.facts);
        j("hash", trace.hash);
      });
      if (static_cast<int>(trail.size()) < limit)
        j.null("next");
      else
        j("next", std::to_string(trail.back().number));
    });
    return http::shown(std::move(j));
  });
}

}  // namespace

void write_issued(Json& j, IssuedInvitation const& issued, bool sent, Services const& services) {
  j("id", issued.id);
  j("expires", issued.expires);
  j("sent", sent);
  j("sandbox", services.sandbox);
  if (sent) return;  // only who reads the mailbox may accept: it proves the address
  j("link", services.public_url + "/undangan/" + issued.token);
  j("token", issued.token);
}

void open_staff_doors(Doors& doors, Services const& services) {
  open_staff_of_organisation(doors, services);
  open_pending_of_organisation(doors, services);
  open_staff_of_platform(doors, services);
  open_pending_of_platform(doors, services);
  open_invitation_doors(doors, services);
  open_audit_door(doors);
}

}  // namespace lumbung::access
