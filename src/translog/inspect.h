// What both the start-up check and the full check look at. Seen by this room only.
#pragma once

#include <optional>

#include "merkle/note.h"
#include "translog/store.h"
#include "translog/translog.h"

namespace lumbung::translog {

// A leaf's text, hash, nonce and record against one another. Of three that tell its hash two agree, as long as one
// alone was changed: so `hash` is right although a fault was found, unless it is not `certain`.
struct Inspected {
  std::optional<Fault> fault;
  std::optional<LeafKind> kind;
  Hash hash{};
  bool certain = true;
};
Inspected inspect(work::Keys const& keys, store::Stored const& leaf);
// Only the fault.
std::optional<Fault> fault_of(work::Keys const& keys, store::Stored const& leaf);
// Whether a signed head says the size and root that it is kept by, under the log's key.
std::optional<Fault> fault_of(merkle::VerifierKey const& key, store::Signed const& checkpoint);

Fault leaf_missing(std::uint64_t index);

// The head outside the database against a log of `size`: a database that is older was restored from a backup, or is
// that of a standby which had not got everything; signing again would give a second root to a size already published.
std::optional<Fault> published_fault(View const& view, merkle::VerifierKey const& key, std::uint64_t size,
                                     std::string const& published_note);

// The check at every start (section 1.7): root from the tree's nodes at the stored size, the last 256 leaves from their
// records, the newest signed head, and the head kept outside the database, when there is one.
std::optional<Fault> start_up_fault(View const& view, merkle::VerifierKey const& key,
                                    std::optional<std::string> const& published_note);

}  // namespace lumbung::translog
