// An open file of the operating system that is closed with whoever holds it.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <string>

namespace lumbung::storage {

class Handle {
 public:
  // Not open when the system refuses; errno says why.
  Handle(std::string const& path, int flags, mode_t mode = 0)
      : number_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  ~Handle() {
    if (number_ >= 0) ::close(number_);
  }
  Handle(Handle const&) = delete;
  Handle& operator=(Handle const&) = delete;
  bool is_open() const { return number_ >= 0; }
  int number() const { return number_; }

 private:
  int number_;
};

}  // namespace lumbung::storage
