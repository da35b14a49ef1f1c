// What waits for its place, what lost it, and where the lines of rolls should stand.
#include <algorithm>
#include <map>

#include "translog/full_check.h"

namespace lumbung::translog {
namespace {

constexpr std::int64_t most_waiting = 100'000;  // a minute of a payday; more is looked at when it has its place

}  // namespace

void FullCheck::check_waiting() {
  for (auto const& id : store::lost(view_.rows, static_cast<std::int64_t>(limit_)))
    report({-1, "outbox_row_missing", "catatan " + id.text() + " hilang dari antrean log dan tidak punya urutan",
            "record " + id.text() + " is gone from the outbox and has no index"});
  for (auto const& row : store::outboxed(view_.rows, most_waiting)) {
    if (!row.opening || row.index)
      report({-1, "outbox_row_stray", "antrean log menyebut " + row.id.text() + " yang tidak menunggu",
              "the outbox names " + row.id.text() + ", which does not wait"});
    if (!row.opening || row.index) continue;
    auto waiting = *row.opening;
    waiting.hash = merkle::leaf_hash(waiting.kept->leaf);
    auto looked = inspect(view_.house.keys, waiting);
    if (!looked.fault && looked.kind == LeafKind::entry && !waiting.kept->record && !was_forgotten(row.id))
      looked.fault = Fault{-1, "record_erased", "isi catatan hilang tanpa jejak penghapusan",
                           "the record is gone, and nobody said that it was erased"};
    if (!looked.fault) continue;
    looked.fault->index = -1;
    looked.fault->id += " (" + row.id.text() + ", menunggu)";
    looked.fault->en += " (" + row.id.text() + ", waiting)";
    report(std::move(*looked.fault));
  }
}

std::vector<store::RollPlace> FullCheck::placed_rolls() {
  std::map<Id<Leaf>, store::RollPlace> stored;
  for (auto const& place : store::places(view_.rows, 0, size_)) stored.emplace(place.id, place);
  std::vector<store::RollPlace> placed;
  for (auto const& expected : store::expected_places(view_.rows)) {
    auto const at = stored.find(expected.id);
    bool const has_leaf = expected.first > 0;
    if (at == stored.end()) {
      if (!has_leaf || expected.first > size_) continue;  // it waits
      report({static_cast<std::int64_t>(expected.first), "roll_place_changed", "tempat satu gulungan catatan hilang",
              "the place of a roll of records is gone"});
      placed.push_back(expected);
      continue;
    }
    auto place = at->second;
    stored.erase(at);
    if (has_leaf && (place.first != expected.first || place.lines != expected.lines)) {
      report({static_cast<std::int64_t>(expected.first), "roll_place_changed",
              "tempat satu gulungan catatan bukan di belakang daunnya",
              "a roll of records does not stand behind its leaf, or has another length"});
      place.first = expected.first;
      // What comes next says how long it is.
      auto const next = store::leaf_indexes(view_.rows, expected.first, 1);
      auto const room = (next.empty() ? size_ : std::min<std::uint64_t>(next.front(), size_)) - expected.first;
      place.lines = expected.lines <= room ? expected.lines : std::min(place.lines, room);
    }
    placed.push_back(place);
  }
  for (auto const& [id, place] : stored) {
    report({static_cast<std::int64_t>(place.first), "roll_missing", "satu gulungan catatan hilang",
            "a roll of records is gone"});
    placed.push_back(place);
  }
  std::ranges::sort(placed, {}, &store::RollPlace::first);
  return placed;
}

}  // namespace lumbung::translog
