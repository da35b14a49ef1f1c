// One life of an installation, from its start to the cut: started as the server is, looked through from cellar to roof,
// then put to work.
#pragma once

#include <string>

#include "tests/power/book.h"
#include "tests/power/disk.h"

namespace lumbung::power {

// What is planted; each must be found.
enum class Fault {
  none,
  sync_normal,             // PRAGMA synchronous=NORMAL
  answer_before_commit,    // the giver is thanked while the work is still under way
  head_before_commit,      // the head is published, then what it covers becomes durable
  directories_never_sync,  // fsync of a directory does nothing
  files_never_sync,        // fsync says yes and does nothing
  half_entry,              // one transfer of an entry is missing after a start
};

struct Life {
  std::string root;          // the watched directory; the installation lies in a folder of it
  std::uint64_t seed = 0;    // of the world: what is asked for
  std::uint64_t number = 0;  // of the life, from 0
  std::uint64_t calls = 0;   // an installation works for about so many file calls
  bool syncs_fail = false;   // now and then
  Fault fault = Fault::none;
};

// How a process ends that lived such a life.
inline constexpr int ended_by_cut = 77;     // the disk is as a power cut leaves it
inline constexpr int ended_by_itself = 78;  // killed, or stopped writing; the page cache lives on
inline constexpr int ended_by_fault = 79;   // book.fault says what was wrong

// Never returns.
[[noreturn]] void live(Life const& life, Book& book);

}  // namespace lumbung::power
