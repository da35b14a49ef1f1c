#include "merkle/leaf.h"

#include <array>

#include "core/result.h"
#include "merkle/text.h"

namespace lumbung::merkle {
namespace {

constexpr std::array<std::string_view, 7> kind_names{"entry", "batch", "rule", "key", "correction", "gap", "erasure"};
constexpr std::string_view leaf_header = "lumbung/leaf@v1\n";
constexpr std::string_view opening_header = "lumbung/opening@v1\n";
constexpr std::string_view commit_header = "lumbung/commit@v1\n";

// "kind entry\nday 2026-11-22\n", which leaf and opening share.
std::string kind_and_day(LeafKind kind, Date day) {
  return "kind " + std::string(name_of(kind)) + "\nday " + iso(day) + "\n";
}

bool take_kind_and_day(std::string_view& text, LeafKind& kind, Date& day) {
  auto const kind_line = take_line(text);
  auto const day_line = take_line(text);
  if (!kind_line || !day_line || !kind_line->starts_with("kind ") || !day_line->starts_with("day ")) return false;
  auto const found_kind = leaf_kind(kind_line->substr(5));
  auto const found_day = parse_iso_date(day_line->substr(4));
  if (!found_kind || found_day.refused()) return false;
  kind = *found_kind;
  day = *found_day;
  return true;
}

}  // namespace

std::string_view name_of(LeafKind kind) { return kind_names.at(static_cast<std::size_t>(kind)); }

std::optional<LeafKind> leaf_kind(std::string_view name) {
  for (std::size_t i = 0; i < kind_names.size(); ++i)
    if (kind_names[i] == name) return static_cast<LeafKind>(i);
  return std::nullopt;
}

Hash commitment(Hash const& nonce, std::string_view record) {
  return Sha256().add(commit_header).add(view_of(nonce)).add(record).finish();
}

std::string leaf_text(LeafKind kind, Date day, std::string_view lines) {
  must(lines.empty() || lines.back() == '\n');
  std::string text = std::string(leaf_header) + kind_and_day(kind, day) + std::string(lines);
  must(text.size() <= longest_leaf);
  return text;
}

std::string entry_leaf(Date day, Hash const& commitment) {
  return leaf_text(LeafKind::entry, day, "commit " + base64(view_of(commitment)) + "\n");
}

EntryLeaves::EntryLeaves(Date day) : leaf_(std::string(1, '\0') + entry_leaf(day, Hash{})) { opened_ = commit_header; }

Hash EntryLeaves::commitment(Hash const& nonce, std::string_view record) {
  opened_.resize(commit_header.size());
  opened_ += view_of(nonce);
  opened_ += record;
  return sha256(opened_);
}

EntryLeaves::Leaf EntryLeaves::leaf(Hash const& commitment) {
  auto const coded = base64(view_of(commitment));
  leaf_.replace(leaf_.size() - 1 - coded.size(), coded.size(), coded);
  return {std::string_view(leaf_).substr(1), sha256(leaf_)};
}

std::optional<LeafParts> parse_leaf(std::string_view text) {
  if (text.empty() || text.size() > longest_leaf || text.back() != '\n' || !take_prefix(text, leaf_header))
    return std::nullopt;
  LeafParts parts;
  if (!take_kind_and_day(text, parts.kind, parts.day)) return std::nullopt;
  parts.lines = text;
  return parts;
}

std::string Opening::text() const {
  return std::string(opening_header) + kind_and_day(kind, day) + "nonce " + base64(view_of(nonce)) + "\n\n" + record;
}

std::string Opening::leaf() const {
  return leaf_text(kind, day, "commit " + base64(view_of(commitment(nonce, record))) + "\n");
}

std::optional<Opening> Opening::parse(std::string_view text) {
  Opening opening;
  if (!take_prefix(text, opening_header) || !take_kind_and_day(text, opening.kind, opening.day)) return std::nullopt;
  auto const nonce_line = take_line(text);
  if (!nonce_line || !nonce_line->starts_with("nonce ") || !take_prefix(text, "\n")) return std::nullopt;
  auto const nonce = hash_of(nonce_line->substr(6));
  if (!nonce) return std::nullopt;
  opening.nonce = *nonce;
  opening.record = text;
  return opening;
}

}  // namespace lumbung::merkle
