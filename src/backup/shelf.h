// The directory that copies lie in, and what it looks like:
//
//   files/ab/<rest of the SHA-256>.age            pictures and papers, each once for all generations
//   2026-11-22T201500Z-ab12cd/base.db.gz.age      a whole copy of the database: age -d … | gunzip > lumbung.db
//   2026-11-22T201500Z-ab12cd/000000.gz.age       record 0 (record.h): without it the generation is unfinished
//   2026-11-22T201500Z-ab12cd/000001.gz.age …     what changed since, in order
//
// Every file is written beside its place, synced, renamed, and its directory synced: a name never stands for half a
// file, and what has its name is never changed again. So any program may carry the directory on to another place.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "backup/age.h"
#include "core/chance.h"
#include "core/result.h"
#include "core/time.h"

namespace lumbung::backup {

// A generation on the shelf, with record 0 or (unfinished) without.
struct Shelved {
  std::string name;
  Instant begun;
  bool finished = false;
  std::uint32_t newest = 0;  // number of the newest record
  bool whole = true;         // no number is missing up to it
};

// "2026-11-22T201500Z-ab12cd".
std::string generation_name(Instant begun, Chance& chance);
std::optional<Instant> begun_of(std::string_view generation_name);

// Of the directory, by name and so by time. Whatever has another kind of name is none of ours and left out.
std::vector<Shelved> generations_on(std::string const& directory);

std::string base_name();
std::string record_name(std::uint32_t number);

// Seals what `fill` writes into the file `path`, squeezed before if wanted; durable when it returns, and how many bytes
// it has. What was there under its temporary name is written over. Throws Breakdown or DiskFull.
enum class Squeezed { no, yes };
std::uint64_t write_sealed(std::string const& path, std::span<Recipient const> recipients, Chance& chance,
                           Squeezed squeezed, std::function<void(Sink const&)> const& fill);

inline constexpr Refusal file_missing{"backup.file_missing", Trouble::not_found,
                                      "Berkas {file} tidak ada di cadangan ini.", "The backup lacks the file {file}."};
inline constexpr Refusal file_damaged{
    "backup.file_damaged", Trouble::conflict,
    "Berkas {file} di cadangan ini rusak, terpotong, atau bukan untuk kunci ini: {what}",
    "The file {file} of this backup is damaged, cut short, or not for this key: {what}"};

// Reads such a file to its end into `sink`. What was handed out before it refuses is genuine, but not all. At most
// `most` bytes. `name` is for the refusal.
Verdict read_sealed(std::string const& path, std::string const& name, std::span<Identity const> identities,
                    Squeezed squeezed, std::uint64_t most, Sink const& sink);

// A whole small file; writes one durably (temporary name, sync, rename, sync of the directory).
std::optional<std::string> read_small(std::string const& path);
void write_small(std::string const& path, std::string_view text, unsigned mode);

}  // namespace lumbung::backup
