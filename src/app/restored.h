// A database that came from a copy may be older than what people have already seen of the public log. Signing on from
// there could give a second root to a size that was published, and nobody could ever tell such a log from a forged one.
// So a restore leaves a mark in the data directory; as long as it is there, the server shows everything and changes
// nothing, until an operator has held the database against the newest head that the public has.
// Source: standards, trust and reliability, section 1.7, "Restore rule".
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/config.h"
#include "core/result.h"
#include "core/time.h"

namespace lumbung::app {

inline constexpr Refusal restored_unconfirmed{
    "app.restored_unconfirmed", Trouble::conflict,
    "Data ini dipulihkan dari cadangan dan belum dicocokkan dengan log publik. Semua bisa dilihat, perubahan belum "
    "diterima. Pengelola: jalankan `lumbung restore --confirm-head BERKAS|URL`.",
    "This was restored from a backup and not yet held against the public log. Everything can be looked at, no change "
    "is "
    "taken. Operator: run `lumbung restore --confirm-head FILE|URL`."};
inline constexpr Refusal restore_unfinished{
    "app.restore_unfinished", Trouble::conflict,
    "Pemulihan ke direktori data ini belum selesai. Jalankan `lumbung restore` sekali lagi.",
    "The restore into this data directory did not come to its end. Run `lumbung restore` again."};
inline constexpr Refusal restored_without_keys{
    "app.restored_without_keys", Trouble::conflict,
    "Berkas kunci {file} tidak ada. Kunci tidak ikut dalam cadangan; salin dari simpanan Anda ke {directory}.",
    "The key file {file} is missing. Keys are not in the backup; put them from where you keep them into {directory}."};
inline constexpr Refusal head_unreadable{
    "app.head_unreadable", Trouble::bad_input,
    "Ini bukan kepala log yang ditandatangani kunci log ini. Ambil /log/checkpoint dari situs, cermin, atau saksi.",
    "This is no head signed by the key of this log. Take /log/checkpoint from the site, a mirror or a witness."};
inline constexpr Refusal head_ahead{
    "app.head_ahead", Trouble::conflict,
    "Cadangan tertinggal: log yang sudah diterbitkan memuat {published} daun, basis data ini {size}. Yang hilang: daun "
    "{first} sampai {last} ({count} daun). Penandatanganan tetap terkunci. Cari salinan yang lebih baru; bila tidak "
    "ada, "
    "ikuti \"Bila cadangan tertinggal\" di docs/operate/backup.md.",
    "The backup is behind: the published log has {published} leaves, this database {size}. Missing: leaves {first} to "
    "{last} ({count} leaves). Signing stays locked. Look for a newer copy; if there is none, follow \"When the backup "
    "is "
    "behind\" in docs/operate/backup.md."};
inline constexpr Refusal head_of_another_history{
    "app.head_of_another_history", Trouble::conflict,
    "Kepala log ini tidak cocok dengan basis data: {what}. Penandatanganan tetap terkunci.",
    "This head does not match the database: {what}. Signing stays locked."};
inline constexpr Refusal target_not_empty{
    "app.target_not_empty", Trouble::conflict,
    "{directory} tidak kosong. Pulihkan ke direktori baru (hanya subdirektori keys boleh sudah ada).",
    "{directory} is not empty. Restore into a new directory (only a directory keys may be there already)."};
inline constexpr Refusal identity_unreadable{
    "app.identity_unreadable", Trouble::bad_input,
    "{file} tidak memuat kunci age (AGE-SECRET-KEY-…), atau memuat baris lain.",
    "{file} has no key of age (AGE-SECRET-KEY-…), or has other lines."};
inline constexpr Refusal nothing_restored{"app.nothing_restored", Trouble::conflict,
                                          "Di direktori data ini tidak ada pemulihan yang menunggu kepastian.",
                                          "In this data directory no restore waits to be confirmed."};

// Whether the mark is there; refuses when the restore did not come to its end, or when keys are missing: new ones would
// be made otherwise, and open nothing.
Result<bool> locked_by_restore(std::string const& data_dir);

enum class Mark { unfinished, unconfirmed };
std::optional<Mark> restore_mark(std::string const& data_dir);
void mark_restore(std::string const& data_dir, Mark mark);

// What the restored log has, and what the head said that it was held against.
struct Confirmed {
  std::int64_t size = 0;
  std::string root;                       // base64
  std::optional<std::int64_t> published;  // none: taken as it is, on the operator's word
};
// Holds the restored database against a signed head, and takes the mark away when it has all that the head says. `note`
// of nothing: the operator says that nobody has seen more than this.
Result<Confirmed> confirm_head(Config const& config, std::optional<std::string> const& note);

}  // namespace lumbung::app
