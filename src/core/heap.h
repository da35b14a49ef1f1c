// How the C library treats memory that was given back. For a program that serves for months.
#pragma once

#include <malloc.h>

namespace lumbung {

// A payday takes and gives back some megabytes with each commit. By default glibc returns such blocks to the kernel at
// once and takes them anew, zeroed page by page; keep up to 64 MB instead. Once, at the start of the program.
inline void keep_freed_memory() {
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
}

}  // namespace lumbung
