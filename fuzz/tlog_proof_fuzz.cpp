// Receipts: the verifier answers, and never finds a made-up receipt in the log whose key it trusts.
// Rooms: core merkle verify
#include <cstddef>
#include <cstdint>

#include "core/result.h"
#include "merkle/checkpoint.h"
#include "verify/verify.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace lumbung;
  static auto const policy = merkle::Policy::of_log(merkle::Signer("fuzz.example", Hash{7}).verifier());
  auto const text = view_of({data, size});
  if (auto const proof = merkle::ProofFile::parse(text)) must(proof->text() == text);
  must(verify::check_receipt(text, policy).refused());
  return 0;
}
