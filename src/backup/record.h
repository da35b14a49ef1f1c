// What a copy tells besides the database file: a record for each step, in a chain.
//
//   lumbung/copy@v1
//   generation 2026-11-22T201500Z-ab12cd
//   number 12
//   previous <SHA-256 of record 11, hexadecimal>
//   at 2026-11-22T20:15:05.123456Z
//   page-size 16384
//   pages 523
//   changed 2
//   (empty line)
//   <page number, 4 bytes big endian><the page> … <SHA-256 of all before it, 32 bytes>
//
// Record 0 has no pages and a line more, `base <SHA-256 of the database file>`: a generation without it is unfinished.
// Each other record has the newest content of every page that commits changed since the one before; writing them over
// the database file in their order gives the database as it was at `at`, or a moment later.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/bytes.h"
#include "core/time.h"

namespace lumbung::backup {

struct Record {
  std::string generation;
  std::uint32_t number = 0;
  Hash previous{};
  Instant at;  // everything that was acknowledged before it is in
  std::uint32_t page_size = 0;
  std::uint32_t pages = 0;  // how many the database has after it
  std::optional<Hash> base;
  std::map<std::uint32_t, std::string> changed;  // by page number, from 1
  friend bool operator==(Record const&, Record const&) = default;
};

// What the record behind it must name as `previous`: its last 32 bytes.
Hash link_of(std::string_view encoded);
// What record 1 names, and record 0.
Hash first_link(std::string_view generation);

std::string encoded(Record const& record);
// Nothing when one byte is not as `encoded` writes it, or the sum at its end is another.
std::optional<Record> decoded(std::string_view text);

}  // namespace lumbung::backup
