#include "translog/rolls.h"

#include <algorithm>
#include <atomic>

#include "merkle/tree.h"
#include "translog/outbox.h"
#include "translog/seal.h"

namespace lumbung::translog {
namespace {

// Who tells the lines; stays with the engine.
struct Teller {
  std::atomic<RollLines const*> lines{nullptr};
};

// Leaves of both sorts by place, in order; `take(index, hash, text)` until something is missing.
template <class Take>
void each_leaf(View const& view, std::uint64_t first, std::uint64_t count, Take const& take) {
  auto const end = first + count;
  auto const singles = store::texts(view.rows, first, count);
  auto single = singles.begin();
  auto next = first;
  auto const take_singles = [&](std::uint64_t upto) {
    for (; single != singles.end() && single->index == next && next < upto; ++single, ++next)
      take(single->hash, single->leaf);
    return next == upto;
  };
  for (auto const& place : store::places(view.rows, first, end)) {
    if (!take_singles(std::max(first, place.first))) return;
    auto const roll = store::roll(view.rows, place.id);
    if (!roll) return;
    auto const upto = std::min(end, place.end());
    each_line(view, *roll, static_cast<std::int64_t>(next - place.first), static_cast<std::int64_t>(upto - place.first),
              [&](RollLine const& line) {
                if (place.first + static_cast<std::uint64_t>(line.number) != next) return;
                take(line.hash, line.leaf);
                ++next;
              });
    if (next != upto) return;
  }
  take_singles(end);
}

}  // namespace

void let_tell(work::House const& house, RollLines const& lines) { house.residents->get<Teller>().lines = &lines; }

RollLines const& teller_of(work::House const& house) {
  auto const* lines = house.residents == nullptr ? nullptr : house.residents->get<Teller>().lines.load();
  if (lines == nullptr) throw Mistake("nobody was named to tell the lines of rolls");
  return *lines;
}

std::optional<RollSecret> secret_of(work::Keys const& keys, store::Roll const& roll) {
  auto const secret = unseal_secret(keys, roll.id, roll.sealed_secret);
  return secret ? RollSecret::parse(*secret, roll.lines) : std::nullopt;
}

bool each_line(View const& view, store::Roll const& roll, std::int64_t first, std::int64_t end,
               std::function<void(RollLine const&)> const& take) {
  auto secret = secret_of(view.house.keys, roll);
  if (!secret) return false;
  merkle::EntryLeaves leaves(roll.day);
  teller_of(view.house).each(view, roll.source, first, end, [&](std::int64_t number, std::string_view record) {
    if (number >= roll.lines) return false;
    auto const opening = secret->line(number);
    auto const commitment = opening.forgotten ? opening.value : leaves.commitment(opening.value, record);
    auto const leaf = leaves.leaf(commitment);
    take({.number = number, .hash = leaf.hash, .leaf = leaf.text, .record = record, .opening = opening});
    return true;
  });
  return true;
}

std::vector<Hash> leaf_hashes(View const& view, std::uint64_t first, std::uint64_t count) {
  std::vector<Hash> hashes;
  hashes.reserve(count);
  each_leaf(view, first, count, [&](Hash const& hash, std::string_view) { hashes.push_back(hash); });
  return hashes;
}

std::vector<std::string> leaf_texts(View const& view, std::uint64_t first, std::uint64_t count) {
  std::vector<std::string> texts;
  texts.reserve(count);
  each_leaf(view, first, count, [&](Hash const&, std::string_view leaf) { texts.emplace_back(leaf); });
  return texts;
}

// ---- Committing, receipts, forgetting

Id<Leaf> commit_roll(Work& work, Date day, std::string_view record, std::int64_t lines, std::string_view source) {
  must(!source.empty() && source.size() <= 64);
  must(lines > 0 && lines <= 1'000'000);
  auto const id = commit(work, day, record);
  Hash seed;
  work.chance.fill(seed);
  work.extension<Outbox>().add(
      store::Roll{.id = id,
                  .day = day,
                  .lines = lines,
                  .key_version = work.house.keys.version,
                  .sealed_secret = seal_secret(work.house.keys, id, RollSecret(seed, lines).text(), work.chance),
                  .source = std::string(source)});
  return id;
}

Result<std::string> line_receipt(View const& view, Id<Leaf> id, std::int64_t line) {
  auto const roll = store::roll(view.rows, id);
  if (!roll || line < 0 || line >= roll->lines) return refuse(leaf_unknown);
  auto const place = store::place_of(view.rows, id);
  auto const checkpoint = store::newest_checkpoint(view.rows);
  if (!place || !checkpoint || place->first + static_cast<std::uint64_t>(line) >= checkpoint->size)
    return refuse(not_yet_published);
  std::optional<merkle::Opening> opened;
  each_line(view, *roll, line, line + 1, [&](RollLine const& found) {
    if (!found.opening.forgotten)
      opened = merkle::Opening{LeafKind::entry, roll->day, found.opening.value, std::string(found.record)};
  });
  if (!opened) return refuse(opening_erased);
  return proof_of(view, opened->text(), place->first + static_cast<std::uint64_t>(line), *checkpoint);
}

void forget_line(Work& work, Id<Leaf> id, std::int64_t line) {
  auto const roll = store::roll(work.rows, id);
  must(roll.has_value() && line >= 0 && line < roll->lines);
  auto secret = secret_of(work.house.keys, *roll);
  must(secret.has_value());
  if (secret->line(line).forgotten) return;
  std::optional<Hash> commitment;
  each_line(work, *roll, line, line + 1, [&](RollLine const& found) {
    commitment = merkle::EntryLeaves(roll->day).commitment(found.opening.value, found.record);
  });
  must(commitment.has_value());
  secret->forget(line, *commitment);
  store::set_secret(work.rows, id, seal_secret(work.house.keys, id, secret->text(), work.chance));
}

}  // namespace lumbung::translog
