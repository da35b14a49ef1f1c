// From copies back to an installation: the newest state that the shelf has, or that of a moment. Everything is proven
// on the way: the seals of age, the chain of records, the sum of the whole copy, the hash of each picture, SQLite's
// quick_check. What does not hold stops it, by name.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backup/age_keys.h"
#include "backup/shelf.h"
#include "core/result.h"
#include "core/time.h"

namespace lumbung::backup {

inline constexpr Refusal no_copy{"backup.no_copy", Trouble::not_found,
                                 "Tidak ada cadangan lengkap di sini yang mencapai waktu itu. Periksa --from dan "
                                 "--until.",
                                 "There is no whole copy here that reaches that time. Check --from and --until."};
inline constexpr Refusal record_missing{
    "backup.record_missing", Trouble::conflict,
    "Berkas {file} hilang dari rangkaian cadangan {generation}. Cari berkas itu di salinan lain; atau pulihkan keadaan "
    "sebelum itu dengan --until {until}.",
    "The file {file} is missing from the chain of copies {generation}. Look for it in another place; or restore the "
    "state before it with --until {until}."};
inline constexpr Refusal record_foreign{
    "backup.record_foreign", Trouble::conflict,
    "Berkas {file} tidak menyambung pada berkas sebelumnya dalam rangkaian cadangan {generation}. Keadaan sebelum itu "
    "dapat dipulihkan dengan --until {until}.",
    "The file {file} does not follow the one before it in the chain of copies {generation}. The state before it can be "
    "restored with --until {until}."};
inline constexpr Refusal record_damaged{
    "backup.record_damaged", Trouble::conflict,
    "{what} Cari berkas itu di salinan lain; atau pulihkan keadaan sebelum itu dengan --until {until}.",
    "{what} Look for that file in another place; or restore the state before it with --until {until}."};
inline constexpr Refusal base_foreign{"backup.base_foreign", Trouble::conflict,
                                      "Salinan utuh {generation} tidak cocok dengan catatannya.",
                                      "The whole copy {generation} does not match its record."};
inline constexpr Refusal database_damaged{"backup.database_damaged", Trouble::conflict,
                                          "Basis data hasil pemulihan rusak: {what}",
                                          "The restored database is damaged: {what}"};

struct Restored {
  std::string generation;
  Instant until;  // everything acknowledged before is in it
  std::uint32_t records = 0;
  std::int64_t pictures = 0;
  std::int64_t bytes = 0;  // of the database
};

// What it is at, and how far. False stops it: Breakdown "stopped".
using RestoreProgress = std::function<bool(std::string_view what, std::int64_t done, std::int64_t of)>;

// Restores into `database_file`, which gets its name last, and `files_dir`. `until` of nothing: the newest there is.
// Of several generations the one that reaches farthest is taken, and not another silently when it is damaged.
Result<Restored> restore(std::string const& from, std::vector<Identity> const& identities,
                         std::string const& database_file, std::string const& files_dir, std::optional<Instant> until,
                         RestoreProgress const& go_on);

}  // namespace lumbung::backup
