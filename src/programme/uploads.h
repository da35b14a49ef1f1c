// Pictures that were sent in: whose they are, and what for.
//
// The hash of a picture is public, so knowing it gives nobody a right to the picture. A hand-over, a release, a
// purchase, a cost or a loss may name only what was uploaded for evidence by the own organisation; a campaign shows
// only what was uploaded to be shown. What nothing has come to name is forgotten after a month, with its file.
#pragma once

#include "programme/programme.h"

namespace lumbung::programme {

enum class UploadFor { evidence, campaign };  // what is to prove something; what is to be shown to everybody

// Declared by giving, which stands above this room.
inline constexpr work::Right show_pictures = "giving.edit_campaign";

// Refuses who has, nowhere in the organisation, a right that needs such pictures: `programme.deliver`,
// `programme.purchase` or `programme.prepare_release` for evidence, `giving.edit_campaign` for campaigns.
Verdict may_upload(View const& view, Id<Organisation> organisation, UploadFor purpose);
// Remembers what was stored; the same again counts as new.
Verdict keep_upload(Work& work, Id<Organisation> organisation, UploadFor purpose, Hash const& hash);
// Whether it was uploaded for this by the organisation whose book this is.
bool is_upload(View const& view, std::int64_t book, Hash const& hash, UploadFor purpose);

// Whether any organisation's evidence, papers of money and revoked pieces included, names it.
bool is_evidence(View const& view, Hash const& hash);
// Whether this book's evidence names it, and not every piece of it was cleared and stands.
bool is_withheld(View const& view, std::int64_t book, Hash const& hash);

// For clearing away: whether it was uploaded since; forgets its uploads (of all organisations).
bool uploaded_since(View const& view, Hash const& hash, Instant since);
void forget_uploads(Work& work, Hash const& hash);

}  // namespace lumbung::programme
