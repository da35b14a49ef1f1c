#include "access/accounts.h"
#include "access/routes_parts.h"

namespace lumbung::access {
namespace {

void write_approval(Json& j, View const& view, ApprovalRecord const& approval) {
  j("id", approval.id);
  j("kind", approval.kind);
  j("subject", text_of(approval.subject));
  if (!approval.organisation.none()) {
    j("organisation", approval.organisation);
    if (auto const organisation = find_organisation(view, approval.organisation))
      j("organisation_name", organisation->name);
  }
  j("state", word_in(approval_states, approval.state));
  j("reason", approval.reason);
  j("people", approval.people);
  j("moves_money", approval.stakes == Stakes::moves_money);
  j("opened", approval.opened);
  j("decided", approval.decided);
  j("content", approval.content);
  j("content_hash", approval.content_hash);
  if (!approval.preparer.none())
    j.object("preparer", [&] {
      j("account", approval.preparer);
      j("name", account_name(view, approval.preparer));
    });
  auto const given = voices(view, approval.id);
  j.list("voices", given, [&](ApprovalVoice const& voice) {
    j("account", voice.account);
    j("name", account_name(view, voice.account));
    j("given", voice.given);
  });
  auto const verdict = may_decide(view, approval);
  j("may_decide", !verdict.refused());
  if (verdict.refused())
    j("why_not", verdict.code());
  else
    j.null("why_not");
  // Whoever prepared it may take it back: they may refuse, and cannot approve.
  j("may_take_back", approval.state == ApprovalState::open && !approval.preparer.none() &&
                         approval.preparer == view.actor.account && view.actor.kind == work::Kind::staff);
}

Answer shown_approval(View const& view, ApprovalRecord const& approval) {
  Json j;
  j.object([&] { write_approval(j, view, approval); });
  return http::shown(std::move(j));
}

// What was voided is committed, and told as the refusal that it is.
Result<Answer> decided(View const& view, ApprovalRecord const& approval, Request const& outline) {
  if (approval.state == ApprovalState::voided) return http::problem_answer(refuse(approval_is_void), outline);
  return shown_approval(view, approval);
}

void open_looking_doors(Doors& doors) {
  doors.look({Method::get, "/api/approvals", "listApprovals"},
             [](View const& view, Request const& request) -> Result<Answer> {
               auto query = Fields::of_query(request);
               auto const organisation = query.optional_id<Organisation>("organisation");
               auto const state = optional_choice_of(query, "state", approval_states).value_or(ApprovalState::open);
               auto const page = page_of(query);
               TRY(query.finish());
               if (view.actor.kind == work::Kind::visitor) return refuse(work::sign_in_first);
               auto const found = approvals(view, {organisation, state, {page.after}, page.limit});
               return shown_list(found, page,
                                 [&](Json& j, ApprovalRecord const& approval) { write_approval(j, view, approval); });
             });
  doors.look({Method::get, "/api/approvals/{approval}", "getApproval"},
             [](View const& view, Request const& request) -> Result<Answer> {
               auto const id = TRY(request.id_in_path<Approval>("approval"));
               auto const found = find_approval(view, id);
               if (!found || !may_see(view, *found)) return refuse(unknown_approval);
               return shown_approval(view, *found);
             });
}

}  // namespace

void open_approval_doors(Doors& doors, Services const& services) {
  open_looking_doors(doors);
  enum class Say { approve, refuse };
  doors.change(
      {Method::post, "/api/approvals/{approval}/decision", "decideApproval"},
      [services](Request const& request, Fields& f) -> Result<Act> {
        auto const id = TRY(request.id_in_path<Approval>("approval"));
        auto const say = f.choice<Say>("decision", {{"approve", Say::approve}, {"refuse", Say::refuse}});
        auto const seen = f.hash("content_hash");
        auto const reason = f.optional_text("reason", {.max = 1000, .lines = true}).value_or("");
        return Act([id, say, seen, reason, services, outline = outline_of(request)](Work& work) -> Result<Answer> {
          if (say == Say::refuse) {
            auto const refused = TRY(refuse_approval(work, id, reason));
            return decided(work, refused, outline);
          }
          auto const approval = TRY(approve(work, id, seen, services.contents));
          return decided(work, approval, outline);
        });
      });
}

}  // namespace lumbung::access
