// Evidence of hand-overs: sent in, reviewed by a second person, taken away; and the pictures themselves.
#include "programme/routes_parts.h"
#include "programme/uploads.h"

namespace lumbung::programme {
namespace {

using http::Act;
using http::Answer;
using http::Fields;
using http::Json;
using http::Method;
using http::Request;

constexpr std::string_view state_of(EvidenceRecord const& evidence) {
  if (evidence.revoked) return "revoked";
  return evidence.cleared ? "cleared" : "waiting";
}

void show_seen(Json& j, work::View const& view, Id<Organisation> organisation, EvidenceSeen const& seen) {
  j("id", seen.evidence.id);
  j("kind", evidence_kinds[static_cast<std::size_t>(seen.evidence.kind)]);
  j("hash", seen.evidence.hash);
  j("state", state_of(seen.evidence));
  j("reason", seen.revoked_reason);
  j("added_at", seen.added_at);
  j.object("programme", [&] {
    j("id", seen.programme);
    j("title", seen.programme_title);
  });
  j.object("delivery", [&] {
    j("id", seen.delivery);
    j("item", seen.item_name);
    j("units", seen.units);
    j("on", day_of(seen.at, view.house.zone));
    j("household", "Keluarga " + seen.household);
  });
  auto const verdict = may_clear(view, organisation, seen);
  j("may_clear", !verdict.refused() && !seen.evidence.cleared && !seen.evidence.revoked);
  if (verdict.refused())
    j("why_not", verdict.code());
  else
    j.null("why_not");
}

Result<Answer> list_door(work::View const& view, Request const& request) {
  auto const organisation = TRY(request.id_in_path<Organisation>("organisation"));
  auto query = Fields::of_query(request);
  auto const state = query
                         .optional_choice<EvidenceState>("state", {{"waiting", EvidenceState::waiting},
                                                                   {"cleared", EvidenceState::cleared},
                                                                   {"revoked", EvidenceState::revoked}})
                         .value_or(EvidenceState::waiting);
  auto const after = query.optional_id<Evidence>("after");
  TRY(query.finish());
  auto const found = TRY(evidence(view, organisation, state, after, page));
  Json j;
  j.object([&] {
    j.list("items", found.items, [&](EvidenceSeen const& seen) { show_seen(j, view, organisation, seen); });
    j("waiting", found.waiting);
    found.next ? j("next", *found.next) : j.null("next");
  });
  return http::shown(std::move(j));
}

Result<Act> add_evidence_door(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Delivery>("delivery"));
  auto const wish = read_evidence(f);
  return Act([=](work::Work& work) -> Result<Answer> {
    TRY(add_evidence(work, id, wish));
    return made_at("/api/evidence/", wish.id.uuid);
  });
}

Result<Act> clear_door(Request const& request, Fields&) {
  auto const id = TRY(request.id_in_path<Evidence>("evidence"));
  return Act([=](work::Work& work) -> Result<Answer> {
    TRY(clear(work, id));
    return http::nothing();
  });
}

Result<Act> revoke_door(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Evidence>("evidence"));
  auto const reason = f.text("reason", {.max = 300});
  return Act([=](work::Work& work) -> Result<Answer> {
    TRY(revoke(work, id, reason));
    return http::nothing();
  });
}

Result<Act> upload_door(work::View const& view, Request const& request) {
  if (view.actor.account.none()) return refuse(work::sign_in_first);
  auto query = Fields::of_query(request);
  auto const purpose =
      query.choice<UploadFor>("purpose", {{"evidence", UploadFor::evidence}, {"campaign", UploadFor::campaign}});
  auto const organisation = query.id<Organisation>("organisation");
  TRY(query.finish());
  TRY(may_upload(view, organisation, purpose));
  auto const stored = TRY(store_picture(*view.house.files, request.body));
  return Act([stored, organisation, purpose](work::Work& work) -> Result<Answer> {
    TRY(keep_upload(work, organisation, purpose, stored.hash));
    Json j;
    j.object([&] {
      j("hash", stored.hash);
      j("width", stored.width);
      j("height", stored.height);
    });
    return http::made("/evidence/" + hex(view_of(stored.hash)) + ".jpg", std::move(j));
  });
}

Result<Answer> staff_picture_door(work::View const& view, Request const& request) {
  auto const bytes = from_hex(request.part("evidence"));
  if (!bytes || bytes->size() != 32) return refuse(unknown_evidence);
  auto picture = TRY(picture_for_staff(view, hash_from(*bytes)));
  return http::bytes(std::move(picture), "image/jpeg");
}

struct PictureAsked {
  Hash hash;
  bool small = false;
};
Result<PictureAsked> asked_picture(Request const& request) {
  auto const name = request.part("picture");
  auto const bytes = name.ends_with(".jpg") ? from_hex(name.substr(0, name.size() - 4)) : std::nullopt;
  if (!bytes || bytes->size() != 32) return refuse(unknown_evidence);
  auto query = Fields::of_query(request);
  bool const small = query.optional_choice("size", {"small", "full"}).value_or(1) == 0;
  TRY(query.finish());
  return PictureAsked{hash_from(*bytes), small};
}

// It may be cleared or revoked later: others keep it a minute only.
Answer shown_picture(std::string picture) {
  return http::bytes(std::move(picture), "image/jpeg").keep(http::Caching::briefly);
}

Result<std::optional<Answer>> picture_at_hand(work::View const& view, Request const& request, Renditions& renditions) {
  auto const asked = TRY(asked_picture(request));
  auto picture = TRY(public_picture_at_hand(view, asked.hash, asked.small, renditions));
  if (!picture) return std::optional<Answer>();
  return std::optional(shown_picture(std::move(*picture)));
}

Result<Answer> picture_door(work::View const& view, Request const& request, Renditions& renditions) {
  auto const asked = TRY(asked_picture(request));
  auto picture = public_picture(view, asked.hash, asked.small, renditions);
  if (!picture) return refuse(unknown_evidence);
  return shown_picture(std::move(*picture));
}

}  // namespace

void open_evidence_doors(http::Doors& doors) {
  doors.look({Method::get, "/api/organisations/{organisation}/evidence", "listEvidence"}, list_door);
  doors.change({Method::post, "/api/deliveries/{delivery}/evidence", "addEvidence"}, add_evidence_door);
  doors.change({Method::post, "/api/evidence/{evidence}/clearance", "clearEvidence"}, clear_door);
  doors.change({Method::post, "/api/evidence/{evidence}/revocation", "revokeEvidence"}, revoke_door);
  doors.look({Method::get, "/api/evidence/{evidence}", "getEvidenceForStaff"}, staff_picture_door);
  doors.upload({Method::post, "/api/evidence", "uploadEvidence"}, upload_door);
  auto const renditions = std::make_shared<Renditions>();
  doors.look_or_slow(
      {Method::get, "/evidence/{picture}", "getEvidencePicture"},
      [renditions](work::View const& view, Request const& request) {
        return picture_at_hand(view, request, *renditions);
      },
      [renditions](work::View const& view, Request const& request) {
        return picture_door(view, request, *renditions);
      });
}

}  // namespace lumbung::programme
