#include "tests/failing_disk.h"

#include <sqlite3.h>

#include <atomic>
#include <cstring>

#include "core/result.h"

namespace lumbung {

namespace {

std::atomic<FailingDisk::Fault> fault{FailingDisk::Fault::none};
std::atomic<int> log_syncs{0};
sqlite3_vfs* machine = nullptr;  // the disk underneath

// A file of ours: the machine's own lies right behind it in memory.
struct File {
  sqlite3_file base;
  bool is_log;
};
sqlite3_file* under(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(File));
}

int close(sqlite3_file* f) { return under(f)->pMethods->xClose(under(f)); }
int read(sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
  return under(f)->pMethods->xRead(under(f), to, size, at);
}
int write(sqlite3_file* f, void const* from, int size, sqlite3_int64 at) {
  if (fault == FailingDisk::Fault::full) return SQLITE_FULL;
  return under(f)->pMethods->xWrite(under(f), from, size, at);
}
int truncate(sqlite3_file* f, sqlite3_int64 size) { return under(f)->pMethods->xTruncate(under(f), size); }
int sync(sqlite3_file* f, int flags) {
  if (reinterpret_cast<File*>(f)->is_log) ++log_syncs;
  if (fault == FailingDisk::Fault::sync_fails) return SQLITE_IOERR_FSYNC;
  return under(f)->pMethods->xSync(under(f), flags);
}
int file_size(sqlite3_file* f, sqlite3_int64* size) { return under(f)->pMethods->xFileSize(under(f), size); }
int lock(sqlite3_file* f, int level) { return under(f)->pMethods->xLock(under(f), level); }
int unlock(sqlite3_file* f, int level) { return under(f)->pMethods->xUnlock(under(f), level); }
int check_lock(sqlite3_file* f, int* out) { return under(f)->pMethods->xCheckReservedLock(under(f), out); }
int control(sqlite3_file* f, int what, void* argument) {
  return under(f)->pMethods->xFileControl(under(f), what, argument);
}
int sector(sqlite3_file* f) { return under(f)->pMethods->xSectorSize(under(f)); }
int traits(sqlite3_file* f) { return under(f)->pMethods->xDeviceCharacteristics(under(f)); }
int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
  return under(f)->pMethods->xShmMap(under(f), page, size, extend, out);
}
int shm_lock(sqlite3_file* f, int offset, int n, int flags) {
  return under(f)->pMethods->xShmLock(under(f), offset, n, flags);
}
void shm_barrier(sqlite3_file* f) { under(f)->pMethods->xShmBarrier(under(f)); }
int shm_unmap(sqlite3_file* f, int remove) { return under(f)->pMethods->xShmUnmap(under(f), remove); }

constexpr sqlite3_io_methods methods{2,        close,       read,       write,   truncate, sync,   file_size,
                                     lock,     unlock,      check_lock, control, sector,   traits, shm_map,
                                     shm_lock, shm_barrier, shm_unmap,  nullptr, nullptr};

int open(sqlite3_vfs*, char const* name, sqlite3_file* f, int flags, int* out) {
  auto* const ours = reinterpret_cast<File*>(f);
  ours->is_log = (flags & SQLITE_OPEN_WAL) != 0;
  int const code = machine->xOpen(machine, name, under(f), flags, out);
  ours->base.pMethods = under(f)->pMethods == nullptr ? nullptr : &methods;
  return code;
}

sqlite3_vfs shim;

}  // namespace

FailingDisk::FailingDisk() {
  must(machine == nullptr);
  machine = sqlite3_vfs_find(nullptr);
  shim = *machine;  // paths, time and the like as the machine has them
  shim.zName = "failing-disk";
  shim.szOsFile = static_cast<int>(sizeof(File)) + machine->szOsFile;
  shim.xOpen = open;
  fault = Fault::none;
  log_syncs = 0;
  sqlite3_vfs_register(&shim, 1);
}
FailingDisk::~FailingDisk() {
  sqlite3_vfs_unregister(&shim);
  sqlite3_vfs_register(machine, 1);
  machine = nullptr;
}
void FailingDisk::set(Fault wanted) { fault = wanted; }
int FailingDisk::syncs_of_log() const { return log_syncs; }

}  // namespace lumbung
