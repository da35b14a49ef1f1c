// Addresses as they are written in Indonesia: "Kp. Cibodas RT 03 RW 08". RT and RW (neighbourhood units) are often the
// only exact part of a rural address. Vectors: address_norm.
#pragma once

#include <string>
#include <string_view>

namespace lumbung {

struct Address {
  std::string rt, rw;       // three digits, "003"; empty when not told
  std::string postal_code;  // five digits; only when written as "kode pos"
  std::string rest;         // lower case, abbreviations spelled out: "kampung cibodas", "dusun krajan nomor 15"
};
Address read_address(std::string_view text);

}  // namespace lumbung
