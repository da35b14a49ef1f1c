// A whole installation as one stream: every table that the database has, every file of its pictures and papers, and
// what the caller says about it. Written from one consistent picture and read into an empty database, so that an
// installation moves from SQLite to PostgreSQL and back (journey J14; standards, trust and reliability, section 5.3).
//
// The keys are not in it: what is sealed stays sealed, and who has the stream alone cannot read a NIK. Pictures and
// papers are in it as they lie on the disk. Memory stays the same however many rows there are. The tables are asked of
// the database; what one table lacks here, no list could have forgotten.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/bytes.h"
#include "core/result.h"
#include "moving/stream.h"
#include "storage/catalog.h"
#include "storage/files.h"

namespace lumbung::moving {

// What the caller says of the installation: names without blanks, values without line feeds. In the order given.
struct Fact {
  std::string name, value;
};
using Facts = std::vector<Fact>;
inline constexpr std::string_view rows_fact = "rows";  // added by write_out: how many rows there are in all
// The value, or "" when there is none of that name.
std::string fact(Facts const& facts, std::string_view name);

struct TableCarried {
  std::string name;
  std::int64_t rows = 0;
  Hash digest{};  // SHA-256 of the bytes of its rows, in the order of its primary key
  friend bool operator==(TableCarried const&, TableCarried const&) = default;
};
struct Carried {
  std::vector<TableCarried> tables;
  std::int64_t rows = 0, files = 0;
  std::int64_t bytes = 0;  // of the stream
};

// Told now and then what is done ("membaca / reading"), how much of it and of how much; false stops.
using Progress = std::function<bool(std::string_view part, std::int64_t done, std::int64_t of)>;

inline constexpr Refusal stopped{"moving.stopped", Trouble::conflict,
                                 "Dihentikan. Tidak ada yang setengah jadi; jalankan lagi perintah yang sama.",
                                 "Stopped. Nothing is half done; run the same command again."};
inline constexpr Refusal other_schema{
    "moving.other_schema", Trouble::conflict,
    "Skema berkas ini lain dari skema program ini (langkah {step}). Ekspor dan impor dengan versi Lumbung yang sama, "
    "lalu perbarui.",
    "The file's schema is not this program's (step {step}). Export and import with the same version of Lumbung, then "
    "upgrade."};
inline constexpr Refusal not_empty{
    "moving.not_empty", Trouble::conflict,
    "Tujuan sudah berisi data (tabel {table}). Impor hanya ke basis data kosong dan data_dir yang baru.",
    "There are data at the target already (table {table}). Import into an empty database and a new data_dir only."};
inline constexpr Refusal rows_differ{
    "moving.rows_differ", Trouble::conflict,
    "Sesudah dibaca kembali, tabel {table} tidak sama dengan berkasnya. Tidak ada yang diimpor.",
    "Read back, table {table} is not what the file holds. Nothing was imported."};

struct Leaving {
  storage::Reader& rows;  // inside its picture
  storage::Files const* files = nullptr;
  Facts facts;
  Progress progress;
};
// Refused only with `stopped`. The stream is whole when its last bytes, the block "end", are.
Result<Carried> write_out(Leaving const& leaving, Sink sink);

struct Arriving {
  storage::Writer& rows;  // inside a transaction that the caller keeps or undoes
  storage::Files* files = nullptr;
  std::function<Verdict(Facts const& facts)> consider;  // asked before anything is written
  Progress progress;
  std::vector<Hash> files_put =
      {};  // those that were not there before; for the caller to remove when it undoes the rest
};
// Reads everything in, then reads every table back and compares its digest. Refused when something is not as it must
// be; the caller undoes the transaction then. A Clash (rows that refuse each other) is a damaged source and is thrown.
Result<Carried> read_in(Arriving& arriving, Source source);

// Of every table, as write_out would carry it; for comparing two installations.
Result<std::vector<TableCarried>> digests_of(storage::Reader& rows, Progress const& progress = {});

}  // namespace lumbung::moving
