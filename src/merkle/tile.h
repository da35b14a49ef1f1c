// Tiles (C2SP tlog-tiles): the tree cut into files of 256 hashes, and the entries in bundles of 256.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "merkle/tree.h"

namespace lumbung::merkle {

inline constexpr std::uint64_t tile_width = 256;
inline constexpr int tile_height = 8;    // levels of the tree in one tile
inline constexpr int highest_level = 7;  // 256^8 leaves are more than there will be

// One tile: `level` counts in tiles (level 0 holds leaf hashes, level 1 the roots of full tiles of level 0); entries
// bundles have their own name and count like level 0. `width` is 1 to 256.
struct Tile {
  static constexpr int entries = -1;
  int level = 0;
  std::uint64_t number = 0;
  std::uint64_t width = tile_width;
  friend bool operator==(Tile const&, Tile const&) = default;

  // "tile/0/x001/x234/067.p/8", without a slash in front.
  std::string path() const;
  static std::optional<Tile> parse(std::string_view path);  // canonical forms only
};
// "x001/x234/067".
std::string tile_number_path(std::uint64_t number);

// How many hashes stand at a tile level of a tree of `size`: floor(size / 256^level).
std::uint64_t hashes_at_level(int level, std::uint64_t size);
// Whether a tree of `size` has this tile, full or as its newest partial one; and the older partial ones, as their
// hashes never change.
bool tile_exists(Tile const& tile, std::uint64_t size);
// Every tile and bundle that a tree of `size` is served as.
std::vector<Tile> tiles_of(std::uint64_t size);

// The hash of 2^n (n = bit_width - 1) hashes, where their number is a power of two.
Hash complete_root(std::span<Hash const> hashes);
// Nodes read from tiles: `read(level, first, count)` gives `count` hashes of a tile level from number `first` on, all
// within one tile.
using TileHashes = std::function<std::vector<Hash>(int level, std::uint64_t first, std::uint64_t count)>;
Nodes nodes_from_tiles(TileHashes read);

// An entry in its bundle: length in 16 bits, big-endian, then the bytes. Needs at most 65,535 bytes.
void add_to_bundle(std::string& bundle, std::string_view entry);
// The entries of a bundle; nothing when its bytes do not come out even.
std::optional<std::vector<std::string_view>> entries_of(std::string_view bundle);

}  // namespace lumbung::merkle
