#include "access/accounts.h"
#include "access/routes_parts.h"

namespace lumbung::access {
namespace {

void write_permit(Json& j, PermitRecord const& permit, Date today) {
  j("valid_today", permit.covers(today));
  if (permit.exemption) {
    j("exemption", word_in(exemptions, *permit.exemption));
    j("explanation", permit.explanation);
    return;
  }
  j("number", permit.number);
  j("issuer", word_in(issuers, permit.issuer));
  j("area", permit.area);
  j("from", permit.from);
  j("to", permit.to);
  j("extended_to", permit.extended_to);
}

void write_account(Json& j, BankAccountRecord const& account) {
  j("bank_code", account.bank_code);
  j("number", account.number);
  j("holder", account.holder);
  if (!account.explanation.empty()) j("explanation", account.explanation);
}

void write_bare(Json& j, Organisation const& organisation) {
  j("id", organisation.id);
  j("name", organisation.name);
  j("kind", word_in(organisation_kinds, organisation.kind));
  j("area", organisation.area);
  j("state", word_in(organisation_states, organisation.state));
  j("registered", organisation.registered);
  j("decided", organisation.decided);
}

bool may_see_inside(View const& view, Organisation const& organisation) {
  return view.actor.may(view_organisation, organisation.id, organisation.area) ||
         view.actor.may(view_organisation, organisation.id, "");
}

// What only its own staff and the platform see.
void write_inside(Json& j, View const& view, Organisation const& organisation) {
  j("reason", organisation.reason);
  j("contact_phone", contact_phone(view, organisation.id));
  j.list("documents", documents(view, organisation.id), [&](DocumentRecord const& document) {
    j("id", document.id);
    j("kind", word_in(document_kinds, document.kind));
    j("file", document.file);
    j("added", document.added);
  });
  auto const& id = organisation.id;
  if (auto const proposed = permit(view, id, Standing::proposed))
    j.object("proposed_permit", [&] { write_permit(j, *proposed, view.today()); });
  if (auto const proposed = bank_account(view, id, Standing::proposed))
    j.object("proposed_bank_account", [&] { write_account(j, *proposed); });
}

Answer shown_organisation(View const& view, Organisation const& organisation) {
  Json j;
  j.object([&] {
    write_bare(j, organisation);
    if (auto const now = permit(view, organisation.id))
      j.object("permit", [&] { write_permit(j, *now, view.today()); });
    if (auto const now = bank_account(view, organisation.id)) j.object("bank_account", [&] { write_account(j, *now); });
    if (may_see_inside(view, organisation)) write_inside(j, view, organisation);
  });
  return http::shown(std::move(j));
}

struct FirstAdministrator {
  Id<Invitation> id;
  std::string name, email;
};

// A second time, for the same registration, there is no invitation: its link was sent, or shown, once.
Answer made_organisation(Organisation const& organisation, std::optional<IssuedInvitation> const& invitation, bool sent,
                         Services const& services) {
  Json j;
  j.object([&] {
    write_bare(j, organisation);
    if (!invitation) return j.null("invitation");
    j.object("invitation", [&] { write_issued(j, *invitation, sent, services); });
  });
  return http::made("/api/organisations/" + organisation.id.text(), std::move(j));
}

void open_registration_door(Doors& doors, Services const& services) {
  doors.change({Method::post, "/api/organisations", "registerOrganisation"},
               [services](Request const& request, Fields& f) -> Result<Act> {
                 RegistrationWish wish{.id = f.id<Organisation>("id"),
                                       .name = f.text("name", {.min = 3, .max = 120}),
                                       .kind = choice_of(f, "kind", organisation_kinds),
                                       .area = f.text("area", {.max = 13}),
                                       .contact_phone = f.text("contact_phone", {.max = 30})};
                 auto person = f.object("administrator");
                 FirstAdministrator first{.id = person.id<Invitation>("id"),
                                          .name = person.text("name", {.max = 120}),
                                          .email = person.text("email", {.max = 254})};
                 if (f.bad()) return refuse(email_wrong);
                 TRY(at_address_pace(services.limits, "register from", request, registration_per_address));
                 TRY(at_letter_pace(services, "letter to", first.email));
                 return Act([wish, first, services](Work& work) -> Result<Answer> {
                   bool const known = find_organisation(work, wish.id).has_value();
                   auto const organisation = TRY(register_organisation(work, wish));
                   if (known) return made_organisation(organisation, std::nullopt, false, services);
                   auto const invitation = TRY(invite_first_administrator(
                       work, wish.id, {.id = first.id, .email = first.email, .name = first.name, .holding = {}}));
                   bool const sent = send_invitation(work, services.post, invitation.token);
                   return made_organisation(organisation, invitation, sent, services);
                 });
               },
               {.not_remembered = true});
}

void open_looking_doors(Doors& doors) {
  doors.look({Method::get, "/api/organisations", "listOrganisations"},
             [](View const& view, Request const& request) -> Result<Answer> {
               auto query = Fields::of_query(request);
               auto const state = optional_choice_of(query, "state", organisation_states);
               bool const own = query.optional_boolean("own").value_or(false);
               auto const page = page_of(query);
               TRY(query.finish());
               auto const listed = own ? own_organisations(view) : organisations(view, state, {page.after}, page.limit);
               return shown_list(listed, own ? Page{.limit = 1'000} : page,
                                 [](Json& out, Organisation const& organisation) { write_bare(out, organisation); });
             });
  doors.look({Method::get, "/api/organisations/{organisation}", "getOrganisation"},
             [](View const& view, Request const& request) -> Result<Answer> {
               auto const id = TRY(request.id_in_path<Organisation>("organisation"));
               auto const found = find_organisation(view, id);
               bool const open = found && (found->state == OrganisationState::verified ||
                                           found->state == OrganisationState::suspended);
               if (!found || (!open && !may_see_inside(view, *found))) return refuse(unknown_organisation);
               return shown_organisation(view, *found);
             });
}

}  // namespace

void open_organisation_doors(Doors& doors, Services const& services) {
  open_registration_door(doors, services);
  open_looking_doors(doors);
}

}  // namespace lumbung::access
