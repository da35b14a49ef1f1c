// The public log: one for the whole installation, in which every journal entry stands as a salted commitment, in an
// order that nobody can change afterwards without being found out.
//
// The ledger calls `commit` inside its own Work: commitment, sealed nonce, record and outbox row become durable
// together with the entry. One sequencer then takes the outbox in order and gives indexes, signs the head of the tree
// and publishes it (sequencer.h). Whoever holds a receipt can check it without us (room `verify`).
//
// Tree: RFC 6962 section 2.1 over SHA-256. Files: C2SP tlog-tiles, tlog-checkpoint, signed-note, tlog-proof.
// Source: standards, trust and reliability, section 1.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/bytes.h"
#include "core/id.h"
#include "core/result.h"
#include "core/time.h"
#include "merkle/leaf.h"
#include "storage/storage.h"
#include "work/work.h"

namespace lumbung {
struct Leaf;  // a leaf of the public log, committed and perhaps not yet given an index
}  // namespace lumbung

namespace lumbung::translog {

using merkle::LeafKind;
using work::View;
using work::Work;

std::vector<storage::Migration> migrations();

// ---- Refusals

inline constexpr Refusal leaf_unknown{"translog.leaf_unknown", Trouble::not_found,
                                      "Catatan ini tidak ada di log publik. Periksa tautan atau nomornya.",
                                      "This record is not in the public log. Check the link or the number."};
inline constexpr Refusal not_yet_published{
    "translog.not_yet_published", Trouble::conflict,
    "Catatan ini sudah disimpan, tetapi belum diterbitkan di log publik. Coba lagi satu menit lagi.",
    "This record is kept but not yet published in the public log. Try again in a minute."};
inline constexpr Refusal opening_erased{
    "translog.opening_erased", Trouble::gone,
    "Isi catatan ini sudah dihapus atas permintaan pemilik data. Urutannya di log tetap ada, tetapi tidak dapat "
    "dibuka.",
    "The content of this record was erased for the person it was about. Its place in the log remains, but it cannot be "
    "opened."};
inline constexpr Refusal log_does_not_match{
    "translog.log_does_not_match", Trouble::conflict,
    "Log publik tidak cocok pada urutan {index}: {what}. Server berhenti menulis. Jalankan `lumbung check` dan "
    "pulihkan dari cadangan.",
    "The public log does not match at index {index}: {what}. The server stops writing. Run `lumbung check` and "
    "restore "
    "from a backup."};
inline constexpr Refusal other_origin{
    "translog.other_origin", Trouble::conflict,
    "Kunci log ini milik log lain ({given}); basis data ini memuat log {kept}. Pasang kunci yang benar.",
    "This log key belongs to another log ({given}); the database holds the log {kept}. Install the right key."};

// ---- Committing, inside the Work of whoever changes the world

// Commits to `record` (canonical text, "lumbung/record@v1\n…", no personal data) for an entry of `day`. Makes the
// nonce, seals it (XChaCha20-Poly1305 under a key derived from house.keys.field_root), and stores leaf, sealed nonce,
// record and outbox row in the transaction of `work`. The caller keeps the id that comes back beside its entry: it is
// the way to the receipt, and can be looked up from the next work on. Record events of your own: this adds none.
Id<Leaf> commit(Work& work, Date day, std::string_view record);

// Public leaves, without a nonce: their lines are readable by all.
// A rule document (SHA-256 of its text), before the first payment under it.
Id<Leaf> commit_rule(Work& work, Date day, Hash const& document);
// Any other kind; `lines` are "name value\n" each, in the fixed order of the kind. Needs kind != entry.
Id<Leaf> commit_public(Work& work, LeafKind kind, Date day, std::string_view lines);

// Takes away nonce and record, so that the commitment can never be opened again (UU 27/2022 articles 43 and 44); the
// leaf stays. The caller adds the day's erasure leaf. Records "translog.opening_forgotten": an opening that is gone
// without this event is a fault.
void forget(Work& work, Id<Leaf> leaf);

// ---- Rolls: many records of one day, one leaf each, behind the leaf of what they belong to (a payment run)

// As commit(), and announces `lines` more leaves of kind entry right behind it (1 to 1,000,000). Only the seed of their
// nonces is kept; their records are told by RollLines whenever a leaf, a tile or a receipt is asked for, and must be
// told in the same bytes for ever. The roll bears the id that comes back.
// `source` is whatever RollLines needs to find the records again (1 to 64 bytes).
Id<Leaf> commit_roll(Work& work, Date day, std::string_view record, std::int64_t lines, std::string_view source);

class RollLines {
 public:
  virtual ~RollLines() = default;
  // Calls `take` for each line in [first, end), from 0, in order; leaves out what is gone. Stops when it returns false.
  using Take = std::function<bool(std::int64_t line, std::string_view record)>;
  virtual void each(View const& view, std::string_view source, std::int64_t first, std::int64_t end,
                    Take const& take) const = 0;
};
// Said once, before the first roll; `lines` must outlive the engine.
void let_tell(work::House const& house, RollLines const& lines);

// The receipt of one line; as receipt(). A line beyond the roll is `leaf_unknown`.
Result<std::string> line_receipt(View const& view, Id<Leaf> roll, std::int64_t line);
// Takes the nonce of one line away, and with it the possibility to open its commitment; the leaf stays, and so do all
// other lines.
void forget_line(Work& work, Id<Leaf> roll, std::int64_t line);

inline constexpr std::string_view event_opening_forgotten = "translog.opening_forgotten";

// ---- Looking

// The record committed to, as it was handed in; nothing when unknown or erased.
std::optional<std::string> record_of(View const& view, Id<Leaf> leaf);
// The same of many that were committed one after the other, by id: reads what lies between the first and the last, at
// most `limit`. Who is not among them was perhaps not reached.
std::unordered_map<Id<Leaf>, std::string> records_between(View const& view, Id<Leaf> first, Id<Leaf> last, int limit);
// Its place in the log, counted from 0; nothing while it waits for one.
std::optional<std::int64_t> index_of(View const& view, Id<Leaf> leaf);

// Whether the log knows it, opened or erased, with a place or without.
bool is_known(View const& view, Id<Leaf> leaf);
// The roll that follows a leaf, as it was announced; nothing when none does.
struct RollSeen {
  Date day;
  std::int64_t lines = 0;
  std::string source;
};
std::optional<RollSeen> find_roll(View const& view, Id<Leaf> leaf);

// The receipt: a `.tlog-proof` file (text) with opening, place, path to the root and the newest published checkpoint.
// Only for those who may see the record: it tells all of it. Refuses leaf_unknown, not_yet_published, opening_erased.
Result<std::string> receipt(View const& view, Id<Leaf> leaf);

struct KindCount {
  LeafKind kind = LeafKind::entry;
  std::int64_t count = 0;
};
// The head of the log as last published; size 0 and no note before the first.
struct Head {
  std::string origin;
  std::string key;  // the verifier key, "name+id+base64": give it to whoever wants to check
  std::int64_t size = 0;
  Hash root{};
  std::string note;                  // the signed checkpoint as published
  std::optional<Instant> published;  // when this size was first published
  std::optional<Instant> refreshed;  // when it was last seen to be the newest
  std::int64_t waiting = 0;          // committed and not yet given an index
  std::vector<KindCount> counts;     // leaves by kind, of those with an index
};
Head head(View const& view);
// Origin, key, size and root up to which leaves have their index, whether a head of it was signed or not; size 0 in an
// empty database.
Head sequenced_head(View const& view);

// The files that the log serves, by path: "/checkpoint", "/tile/<L>/<N>[.p/<W>]", "/tile/entries/<N>[.p/<W>]". Nothing
// for any other path and for tiles beyond the published size.
struct StaticFile {
  std::string content_type;
  std::string cache_control;
  std::string bytes;
};
std::optional<StaticFile> file(View const& view, std::string_view path);

// Writes checkpoint, entries and tiles below `directory`, as a web server could serve them and `lumbung verify` reads
// them. Throws Breakdown when the disk fails.
void write_mirror(View const& view, std::string const& directory);

// ---- Checking

struct Fault {
  std::int64_t index = -1;  // in the log; -1: the log as a whole
  std::string_view code;    // "leaf_changed", "record_changed", "opening_missing", "tile_changed", "two_roots", …
  std::string id, en;       // what is wrong, in Indonesian and English
  std::int64_t end = -1;    // of the leaves meant, when they are several: [index, end)
  friend bool operator==(Fault const&, Fault const&) = default;
};
// Called now and then; long checks stay patient on a terminal. False stops.
using Progress = std::function<bool(std::int64_t done, std::int64_t total)>;
// Recomputes everything: each record against its commitment, each leaf against its hash, the tree against its nodes and
// against every checkpoint ever signed; the order of entries, counts, the outbox. At most `limit` faults, in order of
// index. `record` is told every record that its leaf opens to; `progress` returns false to stop.
using EachRecord = std::function<void(std::int64_t index, std::string_view record)>;
std::vector<Fault> check(View const& view, Progress const& progress = {}, std::size_t limit = 1'000,
                         EachRecord const& record = {});

// Holds the database against the head kept outside it (SequencerOptions::published_file): a database that is older was
// restored from a backup, and one with another root was rewritten. Nothing to say when there is no such file yet.
std::optional<Fault> check_published(View const& view, std::string const& published_file);

}  // namespace lumbung::translog
