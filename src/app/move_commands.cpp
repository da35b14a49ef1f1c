#include <csignal>
#include <iostream>

#include "app/commands.h"
#include "app/console.h"
#include "app/move.h"

namespace lumbung::app {
namespace {

// As every command that is watched; and whoever reads our output and goes away is an error of the write, not our end.
void listen_for_the_end() {
  end_kindly();
  std::signal(SIGPIPE, SIG_IGN);
}

std::string megabytes(std::int64_t bytes) { return std::to_string((bytes + 500'000) / 1'000'000) + " MB"; }

void tell(std::ostream& out, moving::Carried const& carried, std::int64_t log_size, Hash const& log_root,
          Progress const& progress) {
  out << carried.tables.size() << " tabel / tables, " << carried.rows << " baris / rows, " << carried.files
      << " berkas / files, " << megabytes(carried.bytes) << ", " << (progress.spent() + 500'000) / 1'000'000 << " s\n"
      << "log publik / public log: " << log_size << " daun / leaves, akar / root " << base64(view_of(log_root)) << "\n";
}

}  // namespace

int export_all(Config const& config, std::string const& to) {
  listen_for_the_end();
  Progress progress;
  auto const left = export_installation(config, to, [&](auto part, auto done, auto of) {
    progress.tell(part, done, of);
    return !broken_off();
  });
  progress.clear();
  if (left.refused()) return refused(left.problem());
  tell(to == "-" ? std::cerr : std::cout, left->carried, left->log_size, left->log_root, progress);
  if (left->running)
    std::cerr << "Server masih berjalan: berkas ini salinan satu saat, dan sesudahnya masih ada yang dicatat. Untuk "
                 "pindah, hentikan server lalu ekspor lagi.\n"
                 "The server is running: this file is a copy of one moment, and more is booked after it. To move, stop "
                 "the server and export again.\n";
  return 0;
}

int import_all(Config const& config, std::string const& from) {
  listen_for_the_end();
  Progress progress;
  auto const arrived = import_installation(
      config, from,
      [&](auto part, auto done, auto of) {
        progress.tell(part, done, of);
        return !broken_off();
      },
      named_on_console(progress));
  progress.clear();
  if (arrived.refused()) return refused(arrived.problem());
  tell(std::cout, arrived->carried, arrived->log_size, arrived->log_root, progress);
  auto const& examined = arrived->examined;
  if (examined.stopped) {
    std::cout << "Semua sudah diimpor; pemeriksaannya dihentikan: jalankan `lumbung check`.\n"
                 "Everything is imported; its check was stopped: run `lumbung check`.\n";
    return 1;
  }
  std::cout << examined.entries << " jurnal / entries, " << examined.leaves << " daun log / leaves, " << examined.events
            << " baris jejak / events\n"
            << examined.faults << " kesalahan / faults\n";
  if (arrived->from_running)
    std::cout
        << "Berkas ini diambil selagi server lama berjalan. Di sini semua bisa dilihat, tetapi tidak ada yang dapat "
           "diubah sampai "
           "`lumbung restore --confirm-head BERKAS|URL` mencocokkannya dengan kepala log yang terbaru.\n"
           "This file was taken while the old server ran. Everything can be looked at here, and nothing changed until "
           "`lumbung restore --confirm-head FILE|URL` held it against the newest head of the log.\n";
  return examined.faults == 0 ? 0 : 1;
}

}  // namespace lumbung::app
