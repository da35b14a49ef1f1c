#include "programme/uploads.h"

#include <algorithm>

#include "programme/rules.h"
#include "programme/store.h"

namespace lumbung::programme {
namespace {

std::vector<work::Right> rights_for(UploadFor purpose) {
  if (purpose == UploadFor::campaign) return {show_pictures};
  return {deliver_goods, buy, prepare_release};
}

// A field officer's right ends at an area; the picture has none yet.
bool holds_somewhere(work::Actor const& actor, work::Right right, Id<Organisation> organisation) {
  return std::ranges::any_of(actor.grants, [&](work::Grant const& grant) {
    return grant.right == right && (grant.organisation.none() || grant.organisation == organisation);
  });
}

}  // namespace

Verdict may_upload(View const& view, Id<Organisation> organisation, UploadFor purpose) {
  auto const rights = rights_for(purpose);
  for (auto const right : rights)
    if (holds_somewhere(view.actor, right, organisation)) return done;
  return work::require(view.actor, rights.front(), organisation);
}

Verdict keep_upload(Work& work, Id<Organisation> organisation, UploadFor purpose, Hash const& hash) {
  TRY(may_upload(work, organisation, purpose));
  auto const book = TRY(book_of(work, organisation));
  store::keep_upload(work, book.number, organisation, purpose, hash);
  work.record(
      {.kind = picture_stored, .subject = {}, .organisation = organisation, .facts = {{"hash", hex(view_of(hash))}}});
  return done;
}

bool is_upload(View const& view, std::int64_t book, Hash const& hash, UploadFor purpose) {
  return store::is_upload(view, book, hash, purpose);
}

bool is_evidence(View const& view, Hash const& hash) { return store::is_evidence(view, hash); }

bool is_withheld(View const& view, std::int64_t book, Hash const& hash) { return store::is_withheld(view, book, hash); }

bool uploaded_since(View const& view, Hash const& hash, Instant since) {
  return store::uploaded_since(view, hash, since);
}

void forget_uploads(Work& work, Hash const& hash) { store::forget_uploads(work, hash); }

}  // namespace lumbung::programme
