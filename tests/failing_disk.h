// A disk that fails when told to: it lies between SQLite and the machine's files for every database opened while it
// lives. One at a time.
#pragma once

namespace lumbung {

class FailingDisk {
 public:
  enum class Fault { none, sync_fails, full };

  FailingDisk();
  ~FailingDisk();
  FailingDisk(FailingDisk const&) = delete;
  FailingDisk& operator=(FailingDisk const&) = delete;

  // From now on every sync gives an I/O error, or every write finds the disk full; or all is well again.
  void set(Fault fault);
  // How many syncs of the write-ahead log there were so far.
  int syncs_of_log() const;
};

}  // namespace lumbung
