// Files in the format age v1, so that Debian's `age` opens what we wrote, when Lumbung itself is gone.
//
// A header names for each recipient the file key, wrapped; then the payload follows in chunks of 64 KiB, each sealed by
// itself, so that a file of any size is written and read in little memory. Nothing is handed out that was not proven
// unchanged; that nothing is missing at the end is known when `next` says that it ended.
// Source: https://age-encryption.org/v1 (C2SP age.md). Only recipients of the type X25519.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "backup/age_keys.h"
#include "core/chance.h"
#include "core/result.h"

namespace lumbung::backup {

inline constexpr Refusal age_unreadable{"backup.age_unreadable", Trouble::bad_input,
                                        "Berkas ini bukan berkas age v1 yang utuh.",
                                        "This file is not a whole age v1 file."};
inline constexpr Refusal age_not_for_us{
    "backup.age_not_for_us", Trouble::forbidden,
    "Cadangan ini disegel untuk kunci lain. Pakai berkas kunci (AGE-SECRET-KEY-…) yang sesuai.",
    "This copy was sealed for another key. Use the key file (AGE-SECRET-KEY-…) that belongs to it."};
inline constexpr Refusal age_changed{"backup.age_changed", Trouble::conflict,
                                     "Berkas cadangan ini berubah atau terpotong sejak ditulis.",
                                     "This file of the backup was changed or cut short since it was written."};

using Sink = std::function<void(std::string_view)>;

class AgeWriter {
 public:
  // Needs at least one recipient. Whatever is written goes to `sink`, which may throw.
  AgeWriter(std::span<Recipient const> recipients, Chance& chance, Sink sink);
  void write(std::string_view plain);
  void finish();  // must be called: without it the file is cut short

 private:
  void seal_chunk(std::string_view plain, bool last);

  Sink sink_;
  Hash key_{};
  std::uint64_t chunks_ = 0;
  std::string waiting_;
};

class AgeReader {
 public:
  // Fills at most the span and says how much; less than asked for only at the end of the file.
  using Source = std::function<std::size_t(std::span<char>)>;
  static Result<std::unique_ptr<AgeReader>> open(std::span<Identity const> identities, Source source);
  // The next piece, at most 64 KiB; empty at the end, when nothing was missing.
  Result<std::string> next();

 private:
  explicit AgeReader(Source source) : source_(std::move(source)) {}
  std::string take(std::size_t bytes);
  Verdict read_header(std::span<Identity const> identities);

  Source source_;
  Hash key_{};
  std::string ahead_;  // read, and not yet taken
  std::uint64_t chunks_ = 0;
  bool ended_ = false;
};

}  // namespace lumbung::backup
