// A moving file on the disk, or the standard output and input ("-"), so that an installation can go through a pipe.
#pragma once

#include <string>

#include "moving/stream.h"

namespace lumbung::moving {

// Writes beside the file ("<path>.part", mode 0600), and gives it its name when it is whole and on the disk: a file of
// that name is never half. What a killed export left is written over. Throws Breakdown when the disk fails.
class FileOut {
 public:
  explicit FileOut(std::string path);
  ~FileOut();  // takes away what was not kept
  FileOut(FileOut const&) = delete;
  FileOut& operator=(FileOut const&) = delete;
  Sink sink();
  void keep();

 private:
  bool is_pipe() const { return path_ == "-"; }
  void write(std::string_view bytes);

  std::string path_, part_;
  int file_ = -1;
};

// Throws Breakdown when it cannot be read.
class FileIn {
 public:
  explicit FileIn(std::string const& path);
  ~FileIn();
  FileIn(FileIn const&) = delete;
  FileIn& operator=(FileIn const&) = delete;
  Source source();

 private:
  int file_ = -1;
};

}  // namespace lumbung::moving
