// Signed notes and keys: refused, or read so that writing gives the same bytes back.
// Rooms: core merkle
#include <cstddef>
#include <cstdint>

#include "core/result.h"
#include "merkle/note.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace lumbung;
  auto const text = view_of({data, size});
  if (auto const note = merkle::Note::parse(text)) {
    must(note->whole() == text);
    auto const stranger = merkle::Signer("fuzz.example", Hash{7}).verifier();
    must(!merkle::is_signed_by(*note, stranger));
  }
  if (auto const key = merkle::VerifierKey::parse(text)) must(key->text() == text);
  if (auto const signer = merkle::Signer::parse_secret(text)) must(signer->secret_text() == text);
  return 0;
}
