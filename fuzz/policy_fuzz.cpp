// Policies of trust: refused, or read into one that has keys and whose quorum can be asked.
// Rooms: core merkle
#include <cstddef>
#include <cstdint>

#include "core/result.h"
#include "merkle/policy.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace lumbung;
  static merkle::Note const unsigned_note{"lumbung.example/batu/ledger\n0\n\n", {}};
  if (auto const policy = merkle::Policy::parse(view_of({data, size}))) {
    must(!policy->logs().empty());
    must(policy->signing_log(unsigned_note) == nullptr);
    must(policy->has_quorum(unsigned_note) == (policy->quorum() == "none"));
  }
  return 0;
}
