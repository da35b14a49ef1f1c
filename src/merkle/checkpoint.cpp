#include "merkle/checkpoint.h"

#include "merkle/text.h"

namespace lumbung::merkle {
namespace {

constexpr std::string_view proof_header = "c2sp.org/tlog-proof@v1";
constexpr std::size_t longest_path = 63;

}  // namespace

std::string Checkpoint::text() const {
  return origin + "\n" + std::to_string(size) + "\n" + base64(view_of(root)) + "\n";
}

std::optional<Checkpoint> Checkpoint::parse(std::string_view text) {
  auto const origin = take_line(text);
  auto const size_line = take_line(text);
  auto const root_line = take_line(text);
  if (!origin || origin->empty() || !size_line || !root_line || !text.empty()) return std::nullopt;
  auto const size = number_of(*size_line);
  auto const root = hash_of(*root_line);
  if (!size || !root) return std::nullopt;
  return Checkpoint{std::string(*origin), *size, *root};
}

std::string ProofFile::text() const {
  std::string out = std::string(proof_header) + "\n";
  if (extra) out += "extra " + base64(*extra) + "\n";
  out += "index " + std::to_string(index) + "\n";
  for (auto const& hash : path) out += base64(view_of(hash)) + "\n";
  return out + "\n" + checkpoint;
}

std::optional<ProofFile> ProofFile::parse(std::string_view text) {
  ProofFile file;
  if (take_line(text) != proof_header) return std::nullopt;
  auto line = take_line(text);
  if (line && line->starts_with("extra ")) {
    file.extra = from_base64(line->substr(6));
    if (!file.extra) return std::nullopt;
    line = take_line(text);
  }
  if (!line || !line->starts_with("index ")) return std::nullopt;
  auto const index = number_of(line->substr(6));
  if (!index) return std::nullopt;
  file.index = *index;
  while ((line = take_line(text)) && !line->empty()) {
    auto const hash = hash_of(*line);
    if (!hash || file.path.size() == longest_path) return std::nullopt;
    file.path.push_back(*hash);
  }
  if (!line || text.empty()) return std::nullopt;
  file.checkpoint = text;
  return file;
}

}  // namespace lumbung::merkle
