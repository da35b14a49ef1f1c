// The blocks of a moving file: how they are framed and proven. docs/operate/moving.md describes the format for others.
//
//   "lumbung-move/1\n", then blocks: kind (1 byte), length (4 bytes, big end first), that many bytes, and 32 bytes of
//   SHA-256(proof of the block before || kind || length || bytes). Before the first block stands SHA-256 of the magic.
//
// So a reader knows of each block, before it uses it, that it is whole, and that none is missing, repeated or moved
// before it; that nothing is missing behind is told by the block "end".
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/bytes.h"
#include "core/result.h"

namespace lumbung::moving {

inline constexpr std::string_view magic = "lumbung-move/1\n";
inline constexpr std::size_t usual_block = 1 << 20;    // bytes; a block ends with the row that reaches it
inline constexpr std::size_t largest_block = 1 << 28;  // a longer one is damage

enum class Block : char {
  header = 'H',     // lines "name value": what installation, when, which schema, which keys
  table = 'T',      // lines: name of the table, then "kind name" for each column
  rows = 'R',       // whole rows of the table named last
  table_end = 'U',  // lines: rows of it, hexadecimal SHA-256 of all bytes of its rows
  file = 'F',       // lines: hexadecimal SHA-256 of a file (its name), its size
  piece = 'D',      // bytes of the file named last
  end = 'E'         // lines: how many tables, rows, files
};

inline constexpr Refusal not_a_moving_file{
    "moving.not_a_moving_file", Trouble::bad_input,
    "Ini bukan berkas pindahan Lumbung. Pakai berkas yang dibuat oleh `lumbung export`.",
    "This is no moving file of Lumbung. Use one that `lumbung export` made."};
inline constexpr Refusal another_format{
    "moving.another_format", Trouble::bad_input,
    "Berkas pindahan ini dibuat oleh versi Lumbung dengan format lain. Ekspor dan impor dengan versi yang sama.",
    "This moving file is of another format. Export and import with the same version of Lumbung."};
inline constexpr Refusal damaged{
    "moving.damaged", Trouble::bad_input,
    "Berkas pindahan rusak pada byte {place}: isinya tidak cocok dengan buktinya. Tidak ada yang diimpor; salin ulang "
    "berkasnya, atau ekspor lagi.",
    "The moving file is damaged at byte {place}: its contents do not match their proof. Nothing was imported; copy the "
    "file again, or export again."};
inline constexpr Refusal cut_off{
    "moving.cut_off", Trouble::bad_input,
    "Berkas pindahan terpotong pada byte {place}. Tidak ada yang diimpor; salin ulang berkasnya, atau ekspor lagi.",
    "The moving file ends too early, at byte {place}. Nothing was imported; copy the file again, or export again."};

// Takes bytes, all of them, or throws Breakdown.
using Sink = std::function<void(std::string_view bytes)>;
// Fills `room` from its start and says how much; less than asked only at the end.
using Source = std::function<std::size_t(std::span<char> room)>;

class BlockWriter {
 public:
  explicit BlockWriter(Sink sink);
  void write(Block kind, std::string_view bytes);
  std::int64_t written() const { return written_; }  // bytes of the file

 private:
  Sink sink_;
  Hash proof_;
  std::int64_t written_ = 0;
};

class BlockReader {
 public:
  explicit BlockReader(Source source) : source_(std::move(source)) {}
  struct Read {
    Block kind = Block::end;
    std::string_view bytes;  // until the next block is read
  };
  // Must be called before the first next().
  Verdict begin();
  Result<Read> next();
  // Whether nothing follows.
  bool is_over();
  std::int64_t read() const { return read_; }
  // A refusal at the place that the last block began: what it says cannot be, although its proof is right.
  Problem nonsense() const;

 private:
  bool fill(std::span<char> room);

  Source source_;
  Hash proof_{};
  std::string bytes_;
  std::int64_t read_ = 0, block_at_ = 0;
};

}  // namespace lumbung::moving
