// `lumbung verify`: arguments in, words out.
#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>

#include "verify/verify.h"

namespace lumbung::verify {
namespace {

constexpr std::uintmax_t largest_file = 64 << 20;  // a bundle of 256 of the longest entries has 16 MiB

constexpr std::string_view usage =
    "Pemakaian / usage:\n"
    "  lumbung verify (--key KUNCI | --policy BERKAS) [--lang id|en] TANDA_BUKTI.tlog-proof ...\n"
    "  lumbung verify (--key KUNCI | --policy BERKAS) [--lang id|en] --mirror DIREKTORI [--older CHECKPOINT]\n";

std::optional<std::string> read_whole(std::filesystem::path const& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error) || std::filesystem::file_size(path, error) > largest_file || error)
    return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return in ? std::optional(out.str()) : std::nullopt;
}

std::string witnessed(TrustedHead const& head, Language language) {
  if (head.known_witnesses == 0)
    return language == Language::id ? "tercatat (tanpa saksi)" : "recorded (no witnesses asked for)";
  auto const k = std::to_string(head.witnesses.size()), n = std::to_string(head.known_witnesses);
  auto text = language == Language::id ? "disaksikan " + k + " dari " + n : "witnessed by " + k + " of " + n;
  for (std::size_t i = 0; i < head.witnesses.size(); ++i) text += (i == 0 ? ": " : ", ") + head.witnesses[i];
  return text;
}

struct Wish {
  Language language = Language::id;
  std::optional<std::string> key, policy_file, mirror, older;
  std::vector<std::string> receipts;
};

std::optional<Wish> parse_wish(std::vector<std::string> const& args) {
  Wish wish;
  for (std::size_t i = 0; i < args.size(); ++i) {
    auto const& name = args[i];
    if (!name.starts_with("--")) {
      wish.receipts.push_back(name);
      continue;
    }
    if (++i == args.size()) return std::nullopt;
    auto const& value = args[i];
    if (name == "--key")
      wish.key = value;
    else if (name == "--policy")
      wish.policy_file = value;
    else if (name == "--mirror")
      wish.mirror = value;
    else if (name == "--older")
      wish.older = value;
    else if (name == "--lang" && (value == "id" || value == "en"))
      wish.language = value == "en" ? Language::en : Language::id;
    else
      return std::nullopt;
  }
  bool const one_trust = wish.key.has_value() != wish.policy_file.has_value();
  bool const one_aim = wish.mirror.has_value() == wish.receipts.empty();
  if (!one_trust || !one_aim || (wish.older && !wish.mirror)) return std::nullopt;
  return wish;
}

std::string said(Problem const& problem, Language language) {
  return language == Language::id ? "TIDAK SAH. " + problem.sentence_id() : "DOES NOT HOLD. " + problem.sentence_en();
}

template <class Proven>
int tell(std::string const& name, Result<Proven> const& result, Language language, std::ostream& out) {
  out << name << ": ";
  if (result.refused()) {
    out << said(result.problem(), language) << "\n";
    return 1;
  }
  out << shown(*result, language);
  return 0;
}

Result<std::string> read_named(std::string const& path) {
  auto bytes = read_whole(path);
  if (!bytes) return refuse(file_missing).with("path", path);
  return std::move(*bytes);
}

Result<ProvenReceipt> receipt_in(std::string const& path, merkle::Policy const& policy) {
  auto const text = TRY(read_named(path));
  return check_receipt(text, policy);
}

Result<ProvenMirror> mirror_in(Wish const& wish, merkle::Policy const& policy) {
  std::optional<std::string> older;
  if (wish.older) older = TRY(read_named(*wish.older));
  std::filesystem::path const directory = *wish.mirror;
  return check_mirror([&](std::string const& path) { return read_whole(directory / path); }, policy, older);
}

Result<merkle::Policy> policy_of(Wish const& wish) {
  if (wish.key) return read_policy(*wish.key);
  auto const text = TRY(read_named(*wish.policy_file));
  return read_policy(text);
}

}  // namespace

std::string shown(ProvenReceipt const& receipt, Language language) {
  bool const id = language == Language::id;
  auto const& head = receipt.head.checkpoint;
  std::string text = id ? "SAH. Catatan ini ada di log publik " : "HOLDS. This record is in the public log ";
  text += head.origin + (id ? ", urutan " : ", index ") + std::to_string(receipt.index) + (id ? " dari " : " of ") +
          std::to_string(head.size) + ", " + witnessed(receipt.head, language) + ".\n";
  text += (id ? "Jenis: " : "Kind: ") + std::string(merkle::name_of(receipt.kind)) + (id ? "; tanggal: " : "; day: ") +
          (id ? shown_long(receipt.day) : iso(receipt.day)) + (id ? "\nIsi catatan:\n" : "\nThe record:\n");
  text += receipt.content;
  if (!text.ends_with('\n')) text += '\n';
  return text;
}

std::string shown(ProvenMirror const& mirror, Language language) {
  bool const id = language == Language::id;
  auto const& head = mirror.head.checkpoint;
  std::string text = id ? "SAH. Salinan log " : "HOLDS. The copy of the log ";
  text += head.origin + (id ? " utuh: " : " is whole: ") + std::to_string(head.size) + (id ? " daun, " : " leaves, ") +
          std::to_string(mirror.files) + (id ? " berkas cocok, " : " files match, ") +
          witnessed(mirror.head, language) + ".\n";
  if (mirror.continues)
    text += (id ? "Ini lanjutan dari kepala log lama berukuran " : "It continues the older head of size ") +
            std::to_string(*mirror.continues) + ".\n";
  text += (id ? "Akar: " : "Root: ") + base64(view_of(head.root)) + "\n";
  for (std::size_t kind = 0; kind < mirror.leaves_by_kind.size(); ++kind)
    if (mirror.leaves_by_kind[kind] > 0)
      text += "  " + std::string(merkle::name_of(static_cast<merkle::LeafKind>(kind))) + ": " +
              std::to_string(mirror.leaves_by_kind[kind]) + "\n";
  return text;
}

int run_verify(std::vector<std::string> const& args, std::ostream& out, std::ostream& err) {
  auto const wish = parse_wish(args);
  if (!wish) {
    err << usage;
    return 2;
  }
  auto const policy = policy_of(*wish);
  if (policy.refused()) {
    err << (wish->language == Language::id ? policy.problem().sentence_id() : policy.problem().sentence_en()) << "\n";
    return 2;
  }
  if (wish->mirror) return tell(*wish->mirror, mirror_in(*wish, *policy), wish->language, out);
  int worst = 0;
  for (auto const& path : wish->receipts)
    worst = std::max(worst, tell(path, receipt_in(path, *policy), wish->language, out));
  return worst;
}

}  // namespace lumbung::verify
