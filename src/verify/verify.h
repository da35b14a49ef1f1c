// The offline verifier: says whether a receipt or a copy of the public log is what it claims to be, without the server,
// its database or a network. It shares with the server nothing but core and the hashing of room `merkle`.
// Source: standards, trust and reliability, section 1.9; C2SP tlog-proof, tlog-checkpoint, tlog-tiles, tlog-policy.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "core/result.h"
#include "merkle/checkpoint.h"
#include "merkle/leaf.h"
#include "merkle/policy.h"

namespace lumbung::verify {

// ---- Why something does not hold

inline constexpr Refusal receipt_unreadable{"verify.receipt_unreadable", Trouble::bad_input,
                                            "Berkas ini bukan tanda bukti (.tlog-proof) yang utuh. Unduh ulang.",
                                            "This file is not a whole receipt (.tlog-proof). Download it again."};
inline constexpr Refusal opening_unreadable{
    "verify.opening_unreadable", Trouble::bad_input,
    "Isi catatan di dalam tanda bukti tidak terbaca. Unduh ulang tanda buktinya.",
    "The record inside the receipt cannot be read. Download the receipt again."};
inline constexpr Refusal checkpoint_unreadable{"verify.checkpoint_unreadable", Trouble::bad_input,
                                               "Kepala log (checkpoint) tidak terbaca.",
                                               "The head of the log (checkpoint) cannot be read."};
inline constexpr Refusal not_signed_by_log{
    "verify.not_signed_by_log", Trouble::forbidden,
    "Kepala log tidak ditandatangani oleh log yang Anda percaya. Jangan percayai isinya, dan laporkan.",
    "The head of the log is not signed by the log you trust. Do not believe its content, and report it."};
inline constexpr Refusal too_few_witnesses{
    "verify.too_few_witnesses", Trouble::forbidden,
    "Kepala log ditandatangani {present} dari {known} saksi; itu belum memenuhi kebijakan Anda.",
    "The head of the log is signed by {present} of {known} witnesses; that is less than your policy asks for."};
inline constexpr Refusal not_in_log{
    "verify.not_in_log", Trouble::conflict,
    "Catatan ini TIDAK ada di log pada urutan yang disebut: isi, urutan, atau jalur buktinya berubah. Laporkan.",
    "This record is NOT in the log at the place it names: its content, place or proof path was changed. Report it."};
inline constexpr Refusal file_missing{"verify.file_missing", Trouble::not_found, "Berkas {path} tidak ada.",
                                      "The file {path} is missing."};
inline constexpr Refusal file_changed{"verify.file_changed", Trouble::conflict,
                                      "Berkas {path} tidak cocok dengan isi log mulai urutan {index}.",
                                      "The file {path} does not match the log from index {index} on."};
inline constexpr Refusal leaf_unreadable{"verify.leaf_unreadable", Trouble::conflict,
                                         "Daun pada urutan {index} bukan bentuk yang dikenal.",
                                         "The leaf at index {index} has no known form."};
inline constexpr Refusal root_differs{
    "verify.root_differs", Trouble::conflict,
    "Akar pohon dari {size} daun berbeda dari yang ditandatangani log. Isi log telah diubah. Laporkan.",
    "The root over {size} leaves differs from the one the log signed. The log was changed. Report it."};
inline constexpr Refusal history_differs{
    "verify.history_differs", Trouble::conflict,
    "Log ini BUKAN lanjutan dari kepala log lama yang Anda simpan (ukuran {size}). Sejarahnya telah diubah. Laporkan.",
    "This log is NOT a continuation of the older head that you kept (size {size}). Its history was changed. Report "
    "it."};
inline constexpr Refusal key_unreadable{
    "verify.key_unreadable", Trouble::bad_input,
    "Kunci atau kebijakan tidak terbaca. Kunci log berbentuk nama+8 digit+base64.",
    "The key or the policy cannot be read. The key of a log has the form name+8 digits+base64."};

// ---- What holds

// A signed head that the policy accepts.
struct TrustedHead {
  merkle::Checkpoint checkpoint;
  std::vector<std::string> witnesses;  // those that signed, by the policy's names
  std::size_t known_witnesses = 0;
};
Result<TrustedHead> check_head(std::string_view signed_note, merkle::Policy const& policy);

struct ProvenReceipt {
  TrustedHead head;
  std::uint64_t index = 0;
  merkle::LeafKind kind = merkle::LeafKind::entry;
  Date day;
  std::string content;  // the record of an entry; the lines of a public leaf
};
Result<ProvenReceipt> check_receipt(std::string_view receipt, merkle::Policy const& policy);

// Gives the bytes of "checkpoint", "tile/0/000", …; nothing when there is no such file.
using ReadFile = std::function<std::optional<std::string>(std::string const& path)>;

struct ProvenMirror {
  TrustedHead head;
  std::array<std::uint64_t, 7> leaves_by_kind{};
  std::uint64_t files = 0;
  std::optional<std::uint64_t> continues;  // the size of the older head that it was held against
};
// Recomputes a copy of the log from its entries: every tile file, the root, and the root at the size of `older_head` (a
// signed checkpoint that somebody kept), when given.
Result<ProvenMirror> check_mirror(ReadFile const& read, merkle::Policy const& policy,
                                  std::optional<std::string> const& older_head = std::nullopt);

// A policy file, or just the key of a log ("name+id+base64").
Result<merkle::Policy> read_policy(std::string_view text);

// ---- In words

enum class Language { id, en };
std::string shown(ProvenReceipt const& receipt, Language language);
std::string shown(ProvenMirror const& mirror, Language language);

// lumbung verify [--lang id|en] (--key KEY | --policy FILE) RECEIPT…
// lumbung verify [--lang id|en] (--key KEY | --policy FILE) --mirror DIRECTORY [--older CHECKPOINT]
// Returns 0 when everything holds, 1 when something does not, 2 when it was asked wrongly.
int run_verify(std::vector<std::string> const& args, std::ostream& out, std::ostream& err);

}  // namespace lumbung::verify
