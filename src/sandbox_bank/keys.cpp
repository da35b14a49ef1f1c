#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <sstream>

#include "core/bytes.h"
#include "core/result.h"
#include "payments/snap.h"
#include "sandbox_bank/sandbox_bank.h"

namespace lumbung::sandbox_bank {
namespace {

std::string read_file(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  if (file) text << file.rdbuf();
  return text.str();
}

void write_file(std::string const& path, std::string const& text) {
  int const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
  bool const written = file >= 0 && ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (file >= 0) ::close(file);
  if (!written) throw Breakdown("the sandbox bank's keys cannot be written");
}

}  // namespace

Keys load_or_make_keys(std::string const& directory, Chance& chance) {
  ::mkdir(directory.c_str(), 0700);
  auto const path = directory + "/sandbox-bank";
  Keys keys;
  keys.private_pem = read_file(path + ".pem");
  keys.public_pem = read_file(path + ".pub");
  keys.secret = read_file(path + ".secret");
  if (!keys.private_pem.empty() && !keys.public_pem.empty() && !keys.secret.empty()) return keys;
  auto const pair = payments::snap::make_keys();
  std::array<std::uint8_t, 32> bytes;
  chance.fill(bytes);
  keys.private_pem = pair.private_pem;
  keys.public_pem = pair.public_pem;
  keys.secret = hex(view_of(bytes));
  for (auto const* ending : {".pem", ".pub", ".secret"}) ::unlink((path + ending).c_str());
  write_file(path + ".pem", keys.private_pem);
  write_file(path + ".pub", keys.public_pem);
  write_file(path + ".secret", keys.secret);
  return keys;
}

}  // namespace lumbung::sandbox_bank
