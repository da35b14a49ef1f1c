// What the configuration says about copies (backup_dir, backup_recipients), read and held to sense.
#pragma once

#include <optional>

#include "app/config.h"
#include "backup/generation.h"

namespace lumbung::app {

inline constexpr Refusal backup_needs_embedded{
    "app.backup_needs_embedded", Trouble::unsupported,
    "Cadangan oleh Lumbung hanya untuk basis data tertanam (SQLite). Untuk PostgreSQL pakai pg_basebackup dan "
    "archive_command; lihat docs/operate/backup.md.",
    "Lumbung copies the embedded database (SQLite) only. For PostgreSQL use pg_basebackup and archive_command; see "
    "docs/operate/backup.md."};
inline constexpr Refusal backup_for_nobody{"app.backup_for_nobody", Trouble::bad_input,
                                           "Belum ada kunci penerima cadangan. Buat dengan `lumbung backup "
                                           "--make-identity BERKAS`, simpan berkas itu di tempat "
                                           "lain, lalu tulis kunci age1… di backup_recipients (atau --recipient).",
                                           "There is no recipient of the backup yet. Make one by `lumbung backup "
                                           "--make-identity FILE`, keep that file in another "
                                           "place, and write the key age1… into backup_recipients (or --recipient)."};
inline constexpr Refusal backup_recipient_wrong{
    "app.backup_recipient_wrong", Trouble::bad_input,
    "Kunci penerima cadangan \"{key}\" tidak sah. Kunci itu berawalan age1…, bukan AGE-SECRET-KEY-….",
    "The recipient of the backup \"{key}\" is not valid. It begins with age1…, not with AGE-SECRET-KEY-…."};
inline constexpr Refusal backup_beside_data{
    "app.backup_beside_data", Trouble::bad_input,
    "Direktori cadangan berada di dalam direktori data, sehingga hilang bersamanya. Pilih tempat lain, sebaiknya disk "
    "lain.",
    "The directory of the backup lies inside the data directory and would be lost with it. Choose another place, best "
    "on "
    "another disk."};

// Where copies go and for whom; nothing when no backup_dir is set.
Result<std::optional<backup::Shelf>> shelf_of(Config const& config);
// The same for a directory and recipients given by hand; `recipients` empty: those of the configuration.
Result<backup::Shelf> shelf_at(Config const& config, std::string const& directory,
                               std::vector<std::string> const& recipients);

}  // namespace lumbung::app
