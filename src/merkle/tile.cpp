#include "merkle/tile.h"

#include <bit>

#include "core/result.h"
#include "merkle/text.h"

namespace lumbung::merkle {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes digits without leading zeros, at most `most`.
std::optional<std::uint64_t> number_from(std::string_view text, std::uint64_t most) {
  if (text.empty() || text.size() > 4 || (text.size() > 1 && text[0] == '0')) return std::nullopt;
  std::uint64_t number = 0;
  for (char const c : text) {
    if (!is_digit(c)) return std::nullopt;
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (number > most) return std::nullopt;
  return number;
}

std::optional<std::uint64_t> group_from(std::string_view three) {
  if (three.size() != 3 || !is_digit(three[0]) || !is_digit(three[1]) || !is_digit(three[2])) return std::nullopt;
  return static_cast<std::uint64_t>((three[0] - '0') * 100 + (three[1] - '0') * 10 + (three[2] - '0'));
}

// Reads "x001/x234/067"; all groups but the last bear an x. Refuses a leading "x000".
std::optional<std::uint64_t> parse_number_path(std::string_view path) {
  std::uint64_t number = 0;
  for (int groups = 1; groups <= 6; ++groups) {
    bool const more = !path.empty() && path[0] == 'x';
    if (more) path.remove_prefix(1);
    auto const group = group_from(path.substr(0, 3));
    if (!group) return std::nullopt;
    number = number * 1000 + *group;
    path.remove_prefix(3);
    if (!more) return path.empty() ? std::optional(number) : std::nullopt;
    if (number == 0 || path.empty() || path[0] != '/') return std::nullopt;
    path.remove_prefix(1);
  }
  return std::nullopt;
}

}  // namespace

std::string tile_number_path(std::uint64_t number) {
  auto const group = [](std::uint64_t n) {
    std::string three = std::to_string(n % 1000);
    return std::string(3 - three.size(), '0') + three;
  };
  std::string path = group(number);
  while ((number /= 1000) > 0) path = "x" + group(number) + "/" + path;
  return path;
}

std::string Tile::path() const {
  std::string out = level == entries ? "tile/entries/" : "tile/" + std::to_string(level) + "/";
  out += tile_number_path(number);
  if (width < tile_width) out += ".p/" + std::to_string(width);
  return out;
}

std::optional<Tile> Tile::parse(std::string_view path) {
  Tile tile;
  if (!take_prefix(path, "tile/")) return std::nullopt;
  if (take_prefix(path, "entries/")) {
    tile.level = entries;
  } else {
    auto const slash = path.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    auto const level = number_from(path.substr(0, slash), highest_level);
    if (!level) return std::nullopt;
    tile.level = static_cast<int>(*level);
    path.remove_prefix(slash + 1);
  }
  if (auto const mark = path.find(".p/"); mark != std::string_view::npos) {
    auto const width = number_from(path.substr(mark + 3), tile_width - 1);
    if (!width || *width == 0) return std::nullopt;
    tile.width = *width;
    path = path.substr(0, mark);
  }
  auto const number = parse_number_path(path);
  if (!number) return std::nullopt;
  tile.number = *number;
  return tile;
}

std::uint64_t hashes_at_level(int level, std::uint64_t size) {
  must(level <= highest_level);
  return level <= 0 ? size : size >> (tile_height * level);
}

bool tile_exists(Tile const& tile, std::uint64_t size) {
  std::uint64_t const hashes = hashes_at_level(tile.level, size);
  return tile.number < hashes / tile_width || (tile.number == hashes / tile_width && tile.width <= hashes % tile_width);
}

std::vector<Tile> tiles_of(std::uint64_t size) {
  std::vector<Tile> tiles;
  auto const add_level = [&](int level, std::uint64_t hashes) {
    for (std::uint64_t n = 0; n < hashes / tile_width; ++n) tiles.push_back({level, n, tile_width});
    if (hashes % tile_width != 0) tiles.push_back({level, hashes / tile_width, hashes % tile_width});
  };
  add_level(Tile::entries, size);
  for (int level = 0; level <= highest_level && hashes_at_level(level, size) > 0; ++level)
    add_level(level, hashes_at_level(level, size));
  return tiles;
}

Hash complete_root(std::span<Hash const> hashes) {
  must(std::has_single_bit(hashes.size()));
  std::vector<Hash> row(hashes.begin(), hashes.end());
  while (row.size() > 1) {
    for (std::size_t i = 0; i < row.size() / 2; ++i) row[i] = node_hash(row[2 * i], row[2 * i + 1]);
    row.resize(row.size() / 2);
  }
  return row.front();
}

Nodes nodes_from_tiles(TileHashes read) {
  return [read = std::move(read)](int level, std::uint64_t index) {
    int const inside = level % tile_height;
    std::uint64_t const count = std::uint64_t{1} << inside;
    return complete_root(read(level / tile_height, index << inside, count));
  };
}

void add_to_bundle(std::string& bundle, std::string_view entry) {
  must(entry.size() <= 65'535);
  bundle += static_cast<char>(entry.size() >> 8);
  bundle += static_cast<char>(entry.size() & 0xff);
  bundle += entry;
}

std::optional<std::vector<std::string_view>> entries_of(std::string_view bundle) {
  std::vector<std::string_view> entries;
  while (!bundle.empty()) {
    if (bundle.size() < 2 || entries.size() == tile_width) return std::nullopt;
    auto const length = static_cast<std::size_t>(static_cast<unsigned char>(bundle[0])) << 8 |
                        static_cast<std::size_t>(static_cast<unsigned char>(bundle[1]));
    if (bundle.size() < 2 + length) return std::nullopt;
    entries.push_back(bundle.substr(2, length));
    bundle.remove_prefix(2 + length);
  }
  return entries;
}

}  // namespace lumbung::merkle
