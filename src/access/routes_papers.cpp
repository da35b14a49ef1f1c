// The papers of an organisation, and what the platform says to them.
#include "access/routes_parts.h"

namespace lumbung::access {
namespace {

Answer shown_state(View const& view, Id<Organisation> id) {
  auto const organisation = find_organisation(view, id);
  must(organisation.has_value());
  Json j;
  j.object([&] {
    j("id", id);
    j("state", word_in(organisation_states, organisation->state));
    j("reason", organisation->reason);
  });
  return http::shown(std::move(j));
}

constexpr char const* shown_types[] = {"application/pdf", "image/jpeg", "image/png"};

// What the bytes say they are, whatever the header says; nothing when it is none of the three.
std::string_view type_of(std::string_view bytes) {
  if (bytes.starts_with("%PDF-")) return shown_types[0];
  if (bytes.starts_with("\xFF\xD8\xFF")) return shown_types[1];
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return shown_types[2];
  return {};
}

void open_document_doors(Doors& doors) {
  doors.upload({Method::post, "/api/organisations/{organisation}/documents", "addDocument"},
               [](View const& view, Request const& request) -> Result<Act> {
                 auto const id = TRY(request.id_in_path<Organisation>("organisation"));
                 auto query = Fields::of_query(request);
                 auto const document = query.id<OrganisationDocument>("id");
                 auto const kind = choice_of(query, "kind", document_kinds);
                 TRY(query.finish());
                 auto const organisation = find_organisation(view, id);
                 if (!organisation) return refuse(unknown_organisation);
                 TRY(work::require(view.actor, manage_organisation, id, organisation->area));
                 auto const type = type_of(request.body);
                 if (type.empty() || type != request.header("Content-Type").substr(0, type.size()))
                   return refuse(document_unreadable);
                 must(view.house.files != nullptr);
                 auto const file = view.house.files->put(request.body);
                 return Act([id, document, kind, file](Work& work) -> Result<Answer> {
                   auto const kept = TRY(add_document(work, id, {document, kind, file}));
                   Json j;
                   j.object([&] {
                     j("id", kept);
                     j("kind", word_in(document_kinds, kind));
                     j("file", file);
                   });
                   return http::made("/api/organisations/" + id.text() + "/documents/" + kept.text(), std::move(j));
                 });
               },
               {.body_limit = 15 * 1024 * 1024, .types = {"application/pdf", "image/jpeg", "image/png"}});
  doors.slow_look({Method::get, "/api/organisations/{organisation}/documents/{document}", "getDocument"},
                  [](View const& view, Request const& request) -> Result<Answer> {
                    auto const id = TRY(request.id_in_path<Organisation>("organisation"));
                    auto const wanted = TRY(request.id_in_path<OrganisationDocument>("document"));
                    auto const organisation = find_organisation(view, id);
                    if (!organisation) return refuse(unknown_organisation);
                    TRY(work::require(view.actor, view_organisation, id, organisation->area));
                    for (auto const& document : documents(view, id)) {
                      if (document.id != wanted || view.house.files == nullptr) continue;
                      auto bytes = view.house.files->get(document.file);
                      if (!bytes) break;
                      std::string const type(type_of(*bytes));
                      auto const name = std::string(word_in(document_kinds, document.kind)) + "." +
                                        (type == "application/pdf" ? "pdf" : type.substr(6));
                      return http::download(*std::move(bytes), type, name);
                    }
                    return refuse(http::no_such_thing);
                  });
}

PermitRecord read_permit(Fields& f) {
  PermitRecord permit;
  permit.exemption = optional_choice_of(f, "exemption", exemptions);
  if (permit.exemption) {
    permit.explanation = f.text("explanation", {.min = 20, .max = 1000, .lines = true});
    return permit;
  }
  permit.number = f.text("number", {.max = 80});
  permit.issuer = choice_of(f, "issuer", issuers);
  permit.area = f.optional_text("area", {.max = 13}).value_or("");
  permit.from = f.date("from");
  permit.to = f.date("to");
  permit.extended_to = f.optional_date("extended_to");
  return permit;
}

void open_permit_and_account_doors(Doors& doors) {
  doors.change({Method::put, "/api/organisations/{organisation}/permit", "setPermit"},
               [](Request const& request, Fields& f) -> Result<Act> {
                 auto const id = TRY(request.id_in_path<Organisation>("organisation"));
                 return Act([id, wish = read_permit(f)](Work& work) -> Result<Answer> {
                   TRY(set_permit(work, id, wish));
                   return shown_state(work, id);
                 });
               });
  doors.change({Method::put, "/api/organisations/{organisation}/bank-account", "setBankAccount"},
               [](Request const& request, Fields& f) -> Result<Act> {
                 auto const id = TRY(request.id_in_path<Organisation>("organisation"));
                 BankAccountRecord wish{.id = {},
                                        .bank_code = f.text("bank_code", {.max = 3}),
                                        .number = f.text("number", {.max = 20}),
                                        .holder = f.text("holder", {.max = 120}),
                                        .explanation = f.optional_text("explanation", {.max = 1000}).value_or("")};
                 return Act([id, wish](Work& work) -> Result<Answer> {
                   TRY(set_bank_account(work, id, wish));
                   return shown_state(work, id);
                 });
               },
               {.not_remembered = true});  // the number must not lie in the table of remembered requests
  doors.change({Method::post, "/api/organisations/{organisation}/submission", "submitOrganisation"},
               [](Request const& request, Fields&) -> Result<Act> {
                 auto const id = TRY(request.id_in_path<Organisation>("organisation"));
                 return Act([id](Work& work) -> Result<Answer> {
                   TRY(submit_organisation(work, id));
                   return shown_state(work, id);
                 });
               });
}

void open_verification_door(Doors& doors) {
  enum class Say { verify, refuse, suspend };
  doors.change({Method::post, "/api/organisations/{organisation}/verification", "verifyOrganisation"},
               [](Request const& request, Fields& f) -> Result<Act> {
                 auto const id = TRY(request.id_in_path<Organisation>("organisation"));
                 auto const approval = f.id<Approval>("id");
                 auto const say = f.choice<Say>(
                     "decision", {{"verify", Say::verify}, {"refuse", Say::refuse}, {"suspend", Say::suspend}});
                 auto const reason = f.optional_text("reason", {.max = 1000, .lines = true}).value_or("");
                 return Act([id, approval, say, reason](Work& work) -> Result<Answer> {
                   if (say == Say::refuse) TRY(refuse_organisation(work, id, reason));
                   if (say == Say::suspend) TRY(suspend_organisation(work, id, reason));
                   if (say != Say::verify) return shown_state(work, id);
                   TRY(propose_verification(work, id, approval));
                   Json j;
                   j.object([&] {
                     j("id", id);
                     j("state", word_in(organisation_states, find_organisation(work, id)->state));
                     j("approval", approval);
                   });
                   return http::accepted(std::move(j));
                 });
               });
}

}  // namespace

void open_paper_doors(Doors& doors, Services const&) {
  open_document_doors(doors);
  open_permit_and_account_doors(doors);
  open_verification_door(doors);
}

}  // namespace lumbung::access
