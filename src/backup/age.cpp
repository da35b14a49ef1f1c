#include "backup/age.h"

#include <algorithm>
#include <optional>

#include "backup/age_crypto.h"

namespace lumbung::backup {
namespace {

constexpr std::size_t chunk_bytes = 65'536, sealed_bytes = chunk_bytes + crypto::tag_bytes;
constexpr std::size_t file_key_bytes = 16, nonce_bytes = 16, wrapped_bytes = 32, columns = 64;
// Every stanza costs a multiplication on the curve before anything is known to be genuine.
constexpr std::size_t most_stanzas = 64, longest_header = 65'536;
constexpr std::string_view version_line = "age-encryption.org/v1\n", mark = "---";

std::string unpadded(std::string_view bytes) {
  auto text = base64(bytes);
  while (text.ends_with('=')) text.pop_back();
  return text;
}

std::optional<std::string> from_unpadded(std::string_view text) {
  if (text.ends_with('=') || text.size() % 4 == 1) return std::nullopt;
  std::string padded(text);
  while (padded.size() % 4 != 0) padded += '=';
  return from_base64(padded);
}

crypto::Nonce nonce_of(std::uint64_t chunk, bool last) {
  crypto::Nonce nonce{};
  for (std::size_t i = 0; i < 8; ++i) nonce[10 - i] = static_cast<std::uint8_t>(chunk >> 8 * i);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

Hash wrapping_key(Hash const& shared, Hash const& share, Hash const& point) {
  auto const salt = std::string(view_of(share)) + std::string(view_of(point));
  return crypto::hkdf_sha256(view_of(shared), salt, "age-encryption.org/v1/X25519");
}

std::string mac_of(std::string_view file_key, std::string_view header) {
  auto const key = crypto::hkdf_sha256(file_key, "", "header");
  return std::string(view_of(hmac_sha256(view_of(key), header)));
}

std::string stanza_for(Recipient const& recipient, std::string_view file_key, Chance& chance) {
  Hash once;
  chance.fill(once);
  auto const share = crypto::public_point(once);
  auto const shared = crypto::shared_secret(once, recipient.point);
  crypto::wipe(once);
  must(shared.has_value());  // Recipient::parse lets no other point in
  auto const body = crypto::seal(wrapping_key(*shared, share, recipient.point), crypto::Nonce{}, file_key);
  return "-> X25519 " + unpadded(view_of(share)) + "\n" + unpadded(body) + "\n";
}

struct Stanza {
  std::vector<std::string> arguments;
  std::string body;
};

// One line without its end; nothing when there is none.
std::optional<std::string_view> take_line(std::string_view& text) {
  auto const end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  auto const line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

std::optional<std::vector<std::string>> arguments_of(std::string_view line) {
  std::vector<std::string> found;
  while (true) {
    auto const word = line.substr(0, line.find(' '));
    if (word.empty() || !std::all_of(word.begin(), word.end(), [](char c) { return c > ' ' && c < '\x7f'; }))
      return std::nullopt;
    found.emplace_back(word);
    if (word.size() == line.size()) return found;
    line.remove_prefix(word.size() + 1);
  }
}

std::optional<Stanza> take_stanza(std::string_view& text) {
  auto const first = take_line(text);
  if (!first || !first->starts_with("-> ")) return std::nullopt;
  auto arguments = arguments_of(first->substr(3));
  if (!arguments) return std::nullopt;
  std::string body;
  for (bool more = true; more;) {
    auto const line = take_line(text);
    if (!line || line->size() > columns) return std::nullopt;
    body += *line;
    more = line->size() == columns;
  }
  auto bytes = from_unpadded(body);
  if (!bytes) return std::nullopt;
  return Stanza{std::move(*arguments), std::move(*bytes)};
}

// The file key, when this stanza is for this identity. Refuses a stanza of our type that is not as it must be.
Result<std::optional<std::string>> unwrapped(Stanza const& stanza, std::span<Identity const> identities) {
  std::optional<std::string> key;
  if (stanza.arguments[0] != "X25519") return key;
  auto const share = stanza.arguments.size() == 2 ? from_unpadded(stanza.arguments[1]) : std::nullopt;
  if (!share || share->size() != 32 || stanza.body.size() != wrapped_bytes) return refuse(age_unreadable);
  auto const point = hash_from(*share);
  for (auto const& identity : identities) {
    auto const shared = crypto::shared_secret(identity.secret(), point);
    if (!shared) return refuse(age_unreadable);
    key = crypto::open(wrapping_key(*shared, point, identity.recipient().point), crypto::Nonce{}, stanza.body);
    if (key) break;
  }
  return key;
}

struct Header {
  std::vector<Stanza> stanzas;
  std::string authenticated, mac;
};

std::optional<Header> parse_header(std::string_view text) {
  Header header;
  auto rest = text;
  if (!rest.starts_with(version_line)) return std::nullopt;
  rest.remove_prefix(version_line.size());
  while (!rest.starts_with(mark)) {
    auto stanza = take_stanza(rest);
    if (!stanza || header.stanzas.size() == most_stanzas) return std::nullopt;
    header.stanzas.push_back(*std::move(stanza));
  }
  auto const last = take_line(rest);
  if (!last || last->size() < 4 || (*last)[3] != ' ' || !rest.empty() || header.stanzas.empty()) return std::nullopt;
  auto mac = from_unpadded(last->substr(4));
  if (!mac || mac->size() != 32) return std::nullopt;
  header.mac = *std::move(mac);
  header.authenticated = text.substr(0, text.size() - last->size() - 1 + mark.size());
  return header;
}

}  // namespace

AgeWriter::AgeWriter(std::span<Recipient const> recipients, Chance& chance, Sink sink) : sink_(std::move(sink)) {
  must(!recipients.empty());
  std::string file_key(file_key_bytes, '\0'), nonce(nonce_bytes, '\0');
  chance.fill({reinterpret_cast<std::uint8_t*>(file_key.data()), file_key.size()});
  chance.fill({reinterpret_cast<std::uint8_t*>(nonce.data()), nonce.size()});
  std::string header(version_line);
  for (auto const& recipient : recipients) header += stanza_for(recipient, file_key, chance);
  header += mark;
  sink_(header + " " + unpadded(mac_of(file_key, header)) + "\n" + nonce);
  key_ = crypto::hkdf_sha256(file_key, nonce, "payload");
  crypto::wipe(file_key);
}

void AgeWriter::write(std::string_view plain) {
  // A full chunk waits for what follows: only then it is known not to be the last.
  while (!plain.empty()) {
    if (waiting_.size() == chunk_bytes) {
      seal_chunk(waiting_, false);
      waiting_.clear();
    }
    auto const piece = plain.substr(0, chunk_bytes - waiting_.size());
    waiting_ += piece;
    plain.remove_prefix(piece.size());
  }
}

void AgeWriter::finish() {
  seal_chunk(waiting_, true);
  waiting_.clear();
}

void AgeWriter::seal_chunk(std::string_view plain, bool last) {
  sink_(crypto::seal(key_, nonce_of(chunks_++, last), plain));
}

Result<std::unique_ptr<AgeReader>> AgeReader::open(std::span<Identity const> identities, Source source) {
  std::unique_ptr<AgeReader> made(new AgeReader(std::move(source)));
  TRY(made->read_header(identities));
  return made;
}

// At most so many bytes; fewer only at the end of the file.
std::string AgeReader::take(std::size_t bytes) {
  while (ahead_.size() < bytes) {
    auto const had = ahead_.size();
    ahead_.resize(bytes);
    auto const got = source_({ahead_.data() + had, bytes - had});
    ahead_.resize(had + got);
    if (got == 0) break;
  }
  auto const taken = ahead_.substr(0, bytes);
  ahead_.erase(0, taken.size());
  return taken;
}

Verdict AgeReader::read_header(std::span<Identity const> identities) {
  std::string text;
  bool ended = false;
  // To the end of the line that bears the mark; a line before it begins with "-> " or with base64.
  for (std::size_t line = 0; !ended; line = text.size()) {
    do {
      auto const letter = take(1);
      if (letter.empty() || text.size() == longest_header) return refuse(age_unreadable);
      text += letter;
    } while (text.back() != '\n');
    ended = std::string_view(text).substr(line).starts_with(mark);
    if (line == 0 && text != version_line) return refuse(age_unreadable);
  }
  auto const header = parse_header(text);
  if (!header) return refuse(age_unreadable);
  std::optional<std::string> file_key;
  for (auto const& stanza : header->stanzas) {
    auto found = TRY(unwrapped(stanza, identities));
    if (found && !file_key) file_key = std::move(found);
  }
  if (!file_key) return refuse(age_not_for_us);
  if (!equal_in_constant_time(mac_of(*file_key, header->authenticated), header->mac)) return refuse(age_changed);
  auto const nonce = take(nonce_bytes);
  if (nonce.size() != nonce_bytes) return refuse(age_changed);
  key_ = crypto::hkdf_sha256(*file_key, nonce, "payload");
  crypto::wipe(*file_key);
  return done;
}

Result<std::string> AgeReader::next() {
  if (ended_) return std::string();
  auto const sealed = take(sealed_bytes);
  // Whether something follows: a byte is looked at and put back.
  auto const following = take(1);
  ahead_.insert(0, following);
  bool const last = following.empty();
  auto plain = crypto::open(key_, nonce_of(chunks_, last), sealed);
  if (!plain) return refuse(age_changed);
  if (plain->empty() && chunks_ > 0) return refuse(age_changed);  // only an empty file may end so
  ++chunks_;
  ended_ = last;
  return *std::move(plain);
}

}  // namespace lumbung::backup
