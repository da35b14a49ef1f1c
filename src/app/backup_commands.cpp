#include "app/backup_commands.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>

#include "app/console.h"
#include "app/copies.h"
#include "app/installation.h"
#include "app/restored.h"
#include "backup/fetch.h"
#include "backup/restore.h"
#include "storage/directories.h"
#include "translog/translog.h"

namespace lumbung::app {
namespace {

namespace fs = std::filesystem;

std::string megabytes(std::uint64_t bytes) {
  auto const tenths = (bytes + 50'000) / 100'000;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}
std::string spent(Progress const& progress) {
  auto const tenths = (progress.spent() + 50'000) / 100'000;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
}

int make_identity(std::string const& file) {
  auto const identity = backup::Identity::make(machine_chance());
  if (fs::exists(file)) {
    std::cerr << "Berkas sudah ada / the file is there already: " << file << "\n";
    return 1;
  }
  backup::write_small(
      file, "# lumbung backup\n# public key: " + identity.recipient().text() + "\n" + identity.text() + "\n", 0400);
  std::cout << "Simpan berkas ini jauh dari server, di dua tempat; tanpa berkas ini cadangan tidak terbuka: " << file
            << "\nKeep this file away from the server, in two places; without it no backup opens.\n"
            << "backup_recipients = \"" << identity.recipient().text() << "\"\n";
  return 0;
}

std::string_view name_of(backup::Part part) {
  switch (part) {
    case backup::Part::reading:
      return "basis data / database";
    case backup::Part::sealing:
      return "menyegel / sealing";
    case backup::Part::pictures:
      return "gambar / pictures";
  }
  must(false);
  return {};
}

// What a copy that was killed has left, if nobody can be at it any more.
void clear_leftovers(std::string const& directory) {
  std::error_code trouble;
  for (auto const& one : fs::directory_iterator(directory, trouble))
    if (one.path().filename().string().starts_with(".new-") &&
        fs::file_time_type::clock::now() - one.last_write_time(trouble) > std::chrono::hours(24))
      fs::remove_all(one.path(), trouble);
}

int copy_once(Config const& config, backup::Shelf const& shelf) {
  end_kindly();
  Progress progress;
  storage::Files files(config.data_dir + "/files");
  auto const scratch = config.data_dir + "/.backup-" + std::to_string(::getpid());
  backup::Original const original{config.database_url().substr(std::string_view("sqlite:").size()), scratch, files};
  if (!fs::exists(original.database_file)) throw Breakdown("there is no database: " + original.database_file);
  storage::make_directory(shelf.directory);
  storage::make_directory(scratch);
  clear_leftovers(shelf.directory);
  auto const begun = clock_of(config).now();
  auto const id = backup::generation_name(begun, machine_chance());
  auto const unfinished = shelf.directory + "/.new-" + id;
  auto generation = backup::Generation::begin(shelf, machine_chance(), id, ".new-" + id);
  backup::Pictures pictures(original, shelf, machine_chance());
  auto const go_on = [&](backup::Part part, std::int64_t done_, std::int64_t of) {
    return progress.tell(name_of(part), done_, of) && !broken_off();
  };
  struct TakeAway {
    ~TakeAway() {
      std::error_code trouble;
      for (auto const& path : paths) fs::remove_all(path, trouble);
    }
    std::vector<std::string> paths;
  } const take_away{{unfinished, scratch}};
  bool const whole = generation.write_base(original, go_on) && pictures.copy_all(go_on);
  progress.clear();
  if (!whole) {
    std::cerr << "Dihentikan; tidak ada cadangan yang setengah jadi. / Broken off; no half copy is left.\n";
    return 1;
  }
  generation.finish(begun);
  fs::rename(unfinished, shelf.directory + "/" + id);
  storage::sync_directory(shelf.directory);
  std::cout << "Cadangan / backup " << id << ": " << megabytes(generation.bytes() + pictures.bytes()) << ", "
            << pictures.copied() << " gambar baru / new pictures, " << spent(progress) << "\n";
  if (pictures.unreadable() == 0) return 0;
  std::cout << pictures.unreadable() << " gambar rusak di disk / pictures are damaged on the disk\n";
  return 1;
}

// A place for a restore: nothing in it but keys, and what a restore that did not come to its end has left.
bool is_free(std::string const& directory) {
  if (!fs::exists(directory)) return true;
  bool const unfinished = restore_mark(directory) == Mark::unfinished;
  for (auto const& one : fs::directory_iterator(directory)) {
    auto const name = one.path().filename().string();
    bool const left_behind = name == "restored" || name == "files" || name.starts_with("lumbung.db.restoring");
    if (name != "keys" && !(unfinished && left_behind)) return false;
  }
  return true;
}

Result<std::vector<backup::Identity>> identities_of(std::string const& file) {
  auto const text = TRY(backup::fetch_small(file));
  auto identities = backup::identities_in(text);
  if (identities.empty()) return refuse(identity_unreadable).with("file", file);
  return identities;
}

Result<std::optional<Instant>> moment_of(std::string const& text) {
  if (text.empty()) return std::optional<Instant>();
  auto const moment = TRY(parse_iso_time(text));
  return std::optional(moment);
}

void bring_keys(std::string const& from, std::string const& to) {
  storage::make_directory(to);
  for (auto const& one : fs::directory_iterator(from)) {
    if (!one.is_regular_file()) continue;
    auto const target = to + "/" + one.path().filename().string();
    auto const text = backup::read_small(one.path().string());
    if (!fs::exists(target)) backup::write_small(target, text.value_or(""), 0400);
  }
}

// How many faults the check finds; nothing when there are no keys to check with.
std::optional<std::int64_t> examined(Config const& config, Progress& progress) {
  auto const ready = locked_by_restore(config.data_dir);
  if (ready.refused()) {
    refused(ready.problem());
    return std::nullopt;
  }
  auto const database = storage::Database::open({.url = config.database_url(),
                                                 .data_dir = config.data_dir,
                                                 .look_only = true,
                                                 .patience_ms = patience_of_check_ms});
  auto const found = examine(*database, house_of(config, nullptr), clock_of(config).now(), watched(progress));
  progress.clear();
  if (found.stopped) {
    std::cout << "Sudah dipulihkan; pemeriksaannya dihentikan: jalankan `lumbung check`. / Restored; its check was "
                 "stopped: run `lumbung check`.\n";
    return std::nullopt;
  }
  std::cout << found.entries << " jurnal / entries, " << found.leaves << " daun log / leaves: " << found.faults
            << " kesalahan / faults\n";
  return found.faults;
}

void tell_restored(Config const& config, backup::Restored const& restored, Progress const& progress) {
  std::cout << "Dipulihkan / restored " << restored.generation << ": "
            << megabytes(static_cast<std::uint64_t>(restored.bytes)) << ", " << restored.records
            << " rangkaian perubahan / records, " << restored.pictures << " gambar / pictures, " << spent(progress)
            << "\nSemua yang tercatat sebelum / everything acknowledged before: "
            << shown_long(restored.until, config.zone) << " (" << iso(restored.until) << ")\n";
}

Verdict restore_into(Config const& config, RestoreWish const& wish, Progress& progress) {
  auto const identities = TRY(identities_of(wish.identity));
  auto const until = TRY(moment_of(wish.until));
  if (!is_free(config.data_dir)) return refuse(target_not_empty).with("directory", config.data_dir);
  storage::make_directory(config.data_dir);
  fs::permissions(config.data_dir, fs::perms::owner_all);
  mark_restore(config.data_dir, Mark::unfinished);  // a server that starts in between sees it
  auto const restored = TRY(
      backup::restore(wish.from, identities, config.data_dir + "/lumbung.db", config.data_dir + "/files", until,
                      [&](auto what, auto done_, auto of) { return progress.tell(what, done_, of) && !broken_off(); }));
  if (!wish.keys.empty()) bring_keys(wish.keys, config.data_dir + "/keys");
  mark_restore(config.data_dir, Mark::unconfirmed);
  progress.clear();
  tell_restored(config, restored, progress);
  return done;
}

int confirm(Config const& config, std::string const& head) {
  std::optional<std::string> note;
  if (head != "this") {
    auto fetched = backup::fetch_small(head);
    if (fetched.refused()) return refused(fetched.problem());
    note = *std::move(fetched);
  }
  auto const confirmed = confirm_head(config, note);
  if (confirmed.refused()) return refused(confirmed.problem());
  std::cout << "Log: " << confirmed->size << " daun / leaves, " << confirmed->root << "\n";
  if (confirmed->published)
    std::cout << "Kepala log terbitan dengan " << *confirmed->published
              << " daun cocok; server boleh menandatangani. / The published head of " << *confirmed->published
              << " leaves matches; the server may sign.\n";
  else
    std::cout << "Diterima atas kata pengelola. / Taken on the operator's word.\n";
  return 0;
}

}  // namespace

int backup(Config const& config, BackupWish const& wish) {
  if (!wish.make_identity.empty()) return make_identity(wish.make_identity);
  auto const to = wish.to.empty() ? config.backup_dir : wish.to;
  if (to.empty()) {
    std::cerr << "--to DIR\n";
    return 2;
  }
  auto const shelf = shelf_at(config, to, wish.recipients);
  if (shelf.refused()) return refused(shelf.problem());
  return copy_once(config, *shelf);
}

int restore(Config const& asked, RestoreWish const& wish) {
  auto config = asked;
  if (!wish.to.empty()) config.data_dir = wish.to;
  if (!config.database_url().starts_with("sqlite:")) return refused(refuse(backup_needs_embedded));
  if (wish.from.empty() != wish.identity.empty() || (wish.from.empty() && wish.confirm_head.empty())) {
    std::cerr << "--from DIR --identity FILE, --confirm-head FILE|URL\n";
    return 2;
  }
  if (wish.from.empty()) return confirm(config, wish.confirm_head);
  end_kindly();
  Progress progress;
  auto const restored = restore_into(config, wish, progress);
  progress.clear();
  if (restored.refused()) return refused(restored.problem());
  auto const faults = examined(config, progress);
  // Nothing is confirmed that was not looked through to the end.
  if (broken_off() || faults.value_or(0) > 0) return 1;
  if (!wish.confirm_head.empty()) return confirm(config, wish.confirm_head);
  std::cout << "Server akan mulai terkunci: jalankan / the server starts locked: run\n"
            << "  lumbung restore --to " << config.data_dir << " --confirm-head https://…/log/checkpoint\n";
  return 0;
}

}  // namespace lumbung::app
