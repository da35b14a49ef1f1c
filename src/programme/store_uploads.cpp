// What was sent in, and what names it.
#include "programme/store.h"

namespace lumbung::programme::store {
namespace {

constexpr std::array<std::string_view, 2> purposes{"evidence", "campaign"};
std::string_view word(UploadFor purpose) { return purposes[static_cast<std::size_t>(purpose)]; }

}  // namespace

void keep_upload(Work& work, std::int64_t book, Id<Organisation> organisation, UploadFor purpose, Hash const& hash) {
  auto const by = work.actor.account.none() ? std::nullopt : std::optional(work.actor.account);
  storage::Blob const bytes{view_of(hash)};
  auto const renewed = work.rows.run(
      "UPDATE uploads SET uploaded_by = $4, uploaded_at = $5 WHERE book_id = $1 AND hash = $2 AND purpose = $3",
      {book, bytes, word(purpose), by, work.now});
  if (renewed == 0)
    work.rows.run(
        "INSERT INTO uploads (book_id, hash, purpose, organisation, uploaded_by, uploaded_at) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        {book, bytes, word(purpose), organisation, by, work.now});
}

bool is_upload(View const& view, std::int64_t book, Hash const& hash, UploadFor purpose) {
  return view.rows.exists("SELECT 1 FROM uploads WHERE book_id = $1 AND hash = $2 AND purpose = $3",
                          {book, storage::Blob{view_of(hash)}, word(purpose)});
}

bool is_evidence(View const& view, Hash const& hash) {
  return view.rows.exists("SELECT 1 FROM evidence WHERE hash = $1", {storage::Blob{view_of(hash)}});
}

bool is_proof(View const& view, Hash const& hash) {
  return view.rows.exists("SELECT 1 FROM evidence WHERE hash = $1 AND kind IN ('photo', 'signature')",
                          {storage::Blob{view_of(hash)}});
}

bool is_withheld(View const& view, std::int64_t book, Hash const& hash) {
  return view.rows.exists(
      "SELECT 1 FROM evidence WHERE book_id = $1 AND hash = $2 AND (cleared_at IS NULL OR revoked_at IS NOT NULL)",
      {book, storage::Blob{view_of(hash)}});
}

bool uploaded_since(View const& view, Hash const& hash, Instant since) {
  return view.rows.exists("SELECT 1 FROM uploads WHERE hash = $1 AND uploaded_at >= $2",
                          {storage::Blob{view_of(hash)}, since});
}

void forget_uploads(Work& work, Hash const& hash) {
  work.rows.run("DELETE FROM uploads WHERE hash = $1", {storage::Blob{view_of(hash)}});
}

std::vector<Id<Organisation>> owners_of_picture(View const& view, Hash const& hash) {
  return view.rows.all(
      "SELECT organisation FROM uploads WHERE hash = $1 UNION "
      "SELECT p.organisation FROM evidence e JOIN programmes p ON p.book_id = e.book_id WHERE e.hash = $1 LIMIT 20",
      {storage::Blob{view_of(hash)}}, [](storage::Row const& row) { return row.get<Id<Organisation>>(0); });
}

PictureStanding picture_standing(View const& view, Hash const& hash) {
  auto standing = PictureStanding::hidden;
  view.rows.each(
      "SELECT COUNT(*), COUNT(cleared_at), COUNT(revoked_at) FROM evidence WHERE hash = $1 AND kind <> 'document'",
      {storage::Blob{view_of(hash)}}, [&](storage::Row const& row) {
        auto const pieces = row.integer(0), cleared = row.integer(1), revoked = row.integer(2);
        if (pieces > 0 && revoked == 0)
          standing = cleared == pieces ? PictureStanding::cleared : PictureStanding::mosaic;
        return false;
      });
  return standing;
}

}  // namespace lumbung::programme::store
