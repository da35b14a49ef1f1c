// `lumbung backup` and `lumbung restore`; docs/operate/backup.md tells an operator how they are used. Exit codes as in
// commands.h.
#pragma once

#include <string>
#include <vector>

#include "app/config.h"

namespace lumbung::app {

struct BackupWish {
  std::string to;                       // empty: backup_dir of the configuration
  std::vector<std::string> recipients;  // empty: those of the configuration
  std::string make_identity;            // a file: only make a key, and say its public half
};
int backup(Config const& config, BackupWish const& wish);

struct RestoreWish {
  std::string from, identity;  // the shelf, and the file with AGE-SECRET-KEY-…
  std::string to;              // empty: data_dir of the configuration
  std::string keys;            // where copies of the key files lie; empty: they are in <to>/keys, or come later
  std::string until;           // a moment like 2026-11-22T20:05:00+07:00; empty: the newest
  std::string confirm_head;    // a file, a URL, or "this": afterwards, or of an earlier restore when `from` is empty
};
int restore(Config const& config, RestoreWish const& wish);

}  // namespace lumbung::app
