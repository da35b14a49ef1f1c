#include "verify/verify.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "merkle/tile.h"
#include "merkle/tree.h"
#include "tests/vectors.h"

namespace lumbung::verify {
namespace {

namespace fs = std::filesystem;
using merkle::Policy;

std::string const standards = LUMBUNG_SOURCE_DIR "/tests/standards/translog/";

std::string read_file(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path;
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}
void write_file(fs::path const& path, std::string const& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

Policy three_witnesses() { return read_policy(read_file(standards + "policy.txt")).value(); }
std::string log_key_text() { return tests::Vector::file("translog/vectors.json")["log"]["vkey"].text(); }
std::string receipt_text(std::string const& name) { return read_file(standards + "proofs/" + name + ".tlog-proof"); }

TEST(Receipt, OfTheVectorsHoldsUnderTheirPolicyAndUnderTheLogKeyAlone) {
  int seen = 0;
  for (auto const& place : fs::directory_iterator(standards + "proofs")) {
    auto const text = read_file(place.path());
    auto const proven = check_receipt(text, three_witnesses());
    ASSERT_EQ(proven.code(), "") << place;
    EXPECT_EQ(proven->head.witnesses, (std::vector<std::string>{"kampus", "pemda", "industri"}));
    EXPECT_EQ(std::to_string(proven->index) + "-of-600", place.path().stem());
    EXPECT_TRUE(proven->content.starts_with("lumbung/record@v1\n"));
    EXPECT_EQ(check_receipt(text, read_policy(log_key_text()).value()).code(), "");
    ++seen;
  }
  EXPECT_EQ(seen, 5);
}

// Every byte of a receipt is changed in turn; none may still prove another record, place or head.
TEST(Receipt, WithAnyByteChangedProvesNothingElse) {
  auto const good = receipt_text("255-of-600");
  auto const policy = three_witnesses();
  auto const original = check_receipt(good, policy).value();
  int refused = 0;
  for (std::size_t i = 0; i < good.size(); ++i) {
    auto bent = good;
    bent[i] = static_cast<char>(bent[i] ^ 1);
    auto const proven = check_receipt(bent, policy);
    if (proven.refused()) {
      ++refused;
      continue;
    }
    // Only the signature of a witness beyond the quorum may be lost without harm.
    EXPECT_EQ(proven->head.witnesses.size(), 2u) << "byte " << i;
    EXPECT_EQ(proven->index, original.index);
    EXPECT_EQ(proven->content, original.content);
    EXPECT_EQ(proven->head.checkpoint.root, original.head.checkpoint.root);
  }
  EXPECT_GT(refused, 900);
}

TEST(Receipt, EachThingThatCanBeWrongHasItsOwnSentence) {
  auto const good = receipt_text("1-of-600");
  auto const policy = three_witnesses();
  EXPECT_EQ(check_receipt("", policy).code(), "verify.receipt_unreadable");
  EXPECT_EQ(check_receipt(good.substr(0, 300), policy).code(), "verify.receipt_unreadable");

  auto proof = merkle::ProofFile::parse(good).value();
  auto const with = [&](auto change) {
    auto changed = proof;
    change(changed);
    return check_receipt(changed.text(), policy).code();
  };
  EXPECT_EQ(with([](auto&) {}), "");
  EXPECT_EQ(with([](auto& p) { p.extra.reset(); }), "verify.opening_unreadable");
  EXPECT_EQ(with([](auto& p) { p.extra = "lumbung/opening@v1\n"; }), "verify.opening_unreadable");
  EXPECT_EQ(with([](auto& p) { p.extra = merkle::Opening::parse(*p.extra)->leaf(); }), "verify.opening_unreadable");
  EXPECT_EQ(with([](auto& p) { p.extra->replace(p.extra->find("100250"), 6, "100251"); }), "verify.not_in_log");
  EXPECT_EQ(with([](auto& p) { p.index = 2; }), "verify.not_in_log");
  EXPECT_EQ(with([](auto& p) { p.path.pop_back(); }), "verify.not_in_log");
  EXPECT_EQ(with([](auto& p) { std::swap(p.path[0], p.path[1]); }), "verify.not_in_log");
  EXPECT_EQ(with([](auto& p) { p.checkpoint = "nothing\n"; }), "verify.checkpoint_unreadable");
  EXPECT_EQ(with([](auto& p) {
              auto note = merkle::Note::parse(p.checkpoint).value();
              note.signatures.erase(note.signatures.begin());
              p.checkpoint = note.whole();
            }),
            "verify.not_signed_by_log");
  EXPECT_EQ(with([](auto& p) {
              auto note = merkle::Note::parse(p.checkpoint).value();
              note.signatures.resize(2);
              p.checkpoint = note.whole();
            }),
            "verify.too_few_witnesses");
}

TEST(Receipt, UnderTheKeyOfAnotherLogDoesNotHold) {
  auto const other = merkle::Signer("lumbung.example/batu/ledger", sha256("another key"));
  auto const policy = Policy::of_log(other.verifier());
  EXPECT_EQ(check_receipt(receipt_text("1-of-600"), policy).code(), "verify.not_signed_by_log");
}

TEST(PolicyText, ThatIsNeitherPolicyNorKeyIsRefused) {
  EXPECT_EQ(read_policy("").code(), "verify.key_unreadable");
  EXPECT_EQ(read_policy("lumbung.example/x+00000000+AAAA").code(), "verify.key_unreadable");
  auto const witness = tests::Vector::file("translog/vectors.json")["witnesses"].list().front()["vkey"].text();
  EXPECT_EQ(read_policy(witness).code(), "verify.key_unreadable");
  EXPECT_EQ(read_policy(log_key_text() + "\n").code(), "");
}

// The site of the vectors, unpacked; each test works on its own copy.
class Mirror : public ::testing::Test {
 protected:
  Mirror() {
    std::string pattern = (fs::temp_directory_path() / "lumbung-mirror-XXXXXX").string();
    EXPECT_NE(mkdtemp(pattern.data()), nullptr);
    root = pattern;
    EXPECT_EQ(std::system(("tar xzf '" + standards + "site.tgz' -C '" + root.string() + "'").c_str()), 0);
    site = root / "site";
  }
  ~Mirror() override { fs::remove_all(root); }
  Result<ProvenMirror> check(std::optional<std::string> const& older = std::nullopt) {
    return check_mirror(
        [&](std::string const& path) {
          return fs::exists(site / path) ? std::optional(read_file(site / path)) : std::nullopt;
        },
        three_witnesses(), older);
  }
  void flip_bit(std::string const& path, std::size_t at) {
    auto bytes = read_file(site / path);
    bytes.at(at) = static_cast<char>(bytes.at(at) ^ 1);
    write_file(site / path, bytes);
  }
  fs::path root, site;
};

TEST_F(Mirror, OfTheVectorsIsWhole) {
  auto const proven = check();
  ASSERT_EQ(proven.code(), "");
  EXPECT_EQ(proven->head.checkpoint.size, 600u);
  EXPECT_EQ(proven->leaves_by_kind[0], 600u);
  EXPECT_EQ(proven->files, 3u + 3 + 1);
}

TEST_F(Mirror, WithAnyFileChangedIsNotWhole) {
  for (auto const& [path, code] :
       std::vector<std::pair<std::string, std::string>>{{"tile/0/000", "verify.file_changed"},
                                                        {"tile/0/002.p/88", "verify.file_changed"},
                                                        {"tile/1/000.p/2", "verify.file_changed"},
                                                        {"tile/entries/000", "verify.root_differs"},
                                                        {"tile/entries/002.p/88", "verify.root_differs"}}) {
    flip_bit(path, 45);
    EXPECT_EQ(check().code(), code) << path;
    flip_bit(path, 45);
  }
  EXPECT_EQ(check().code(), "");
}

TEST_F(Mirror, NamesTheFileThatIsMissing) {
  fs::remove(site / "tile/0/001");
  EXPECT_EQ(check().code(), "verify.file_missing");
  EXPECT_NE(check().problem().sentence_en().find("tile/0/001"), std::string::npos);
  fs::remove(site / "checkpoint");
  EXPECT_EQ(check().code(), "verify.file_missing");
}

TEST_F(Mirror, WithALengthThatRunsOverIsRefused) {
  flip_bit("tile/entries/000", 1);
  EXPECT_TRUE(check().refused());
  auto bytes = read_file(site / "tile/entries/001");
  write_file(site / "tile/entries/001", bytes.substr(0, bytes.size() - 1));
  EXPECT_TRUE(check().refused());
}

TEST_F(Mirror, ContinuesTheHeadThatSomebodyKept) {
  auto const older = tests::Vector::file("translog/vectors.json")["checkpoint_7"].text();
  auto const proven = check(older);
  ASSERT_EQ(proven.code(), "");
  EXPECT_EQ(proven->continues, 7u);
  EXPECT_EQ(check(read_file(site / "checkpoint")).value().continues, 600u);
}

TEST_F(Mirror, OfAnotherHistoryIsFoundOutByTheHeadThatSomebodyKept) {
  // The log signs a second history: the head of size 7 with another root.
  auto const file = tests::Vector::file("translog/vectors.json");
  merkle::Signer const signer(file["origin"].text(), hash_from(*from_hex(file["log"]["seed_hex"].text())));
  auto const policy = Policy::of_log(signer.verifier());
  auto const signed_by_log = [&](std::uint64_t size, Hash const& root_hash) {
    merkle::Checkpoint const head{file["origin"].text(), size, root_hash};
    return merkle::Note{head.text(), {signer.sign(head.text())}}.whole();
  };
  auto const read = [&](std::string const& path) { return std::optional(read_file(site / path)); };
  EXPECT_EQ(check_mirror(read, policy, signed_by_log(7, sha256("other"))).code(), "verify.history_differs");
  EXPECT_EQ(check_mirror(read, policy, signed_by_log(601, sha256("other"))).code(), "verify.history_differs");
  EXPECT_EQ(check_mirror(read, policy, signed_by_log(0, merkle::empty_root())).code(), "");
}

class Command : public Mirror {
 protected:
  int run(std::vector<std::string> args) {
    out.str("");
    err.str("");
    return run_verify(args, out, err);
  }
  std::string const receipt = standards + "proofs/0-of-600.tlog-proof";
  std::string const policy = standards + "policy.txt";
  std::ostringstream out, err;
};

TEST_F(Command, SaysInIndonesianThatAReceiptHolds) {
  EXPECT_EQ(run({"--policy", policy, receipt}), 0);
  EXPECT_NE(out.str().find("SAH. Catatan ini ada di log publik lumbung.example/batu/ledger, urutan 0 dari 600, "
                           "disaksikan 3 dari 3: kampus, pemda, industri."),
            std::string::npos)
      << out.str();
  EXPECT_NE(out.str().find("credit 1101 100000"), std::string::npos);
}

TEST_F(Command, SaysInEnglishThatAReceiptHolds) {
  EXPECT_EQ(run({"--key", log_key_text(), "--lang", "en", receipt}), 0);
  EXPECT_NE(out.str().find("HOLDS. This record is in the public log"), std::string::npos) << out.str();
}

TEST_F(Command, OneBadReceiptAmongGoodOnesIsAnExitOfOne) {
  auto const bad = (root / "bad.tlog-proof").string();
  auto text = read_file(receipt);
  write_file(bad, text.replace(text.find("index 0"), 7, "index 1"));
  EXPECT_EQ(run({"--policy", policy, receipt, bad, (root / "none").string()}), 1);
  EXPECT_NE(out.str().find("TIDAK SAH"), std::string::npos);
}

TEST_F(Command, ChecksAMirror) {
  EXPECT_EQ(run({"--policy", policy, "--mirror", site.string()}), 0);
  EXPECT_NE(out.str().find("utuh: 600 daun, 7 berkas cocok"), std::string::npos) << out.str();
  write_file(root / "older", tests::Vector::file("translog/vectors.json")["checkpoint_7"].text());
  EXPECT_EQ(run({"--policy", policy, "--mirror", site.string(), "--older", (root / "older").string()}), 0);
  flip_bit("tile/entries/000", 90);
  EXPECT_EQ(run({"--policy", policy, "--lang", "en", "--mirror", site.string()}), 1);
  EXPECT_NE(out.str().find("DOES NOT HOLD"), std::string::npos);
}

TEST_F(Command, AskedWronglyShowsItsUsage) {
  for (auto const& args : std::vector<std::vector<std::string>>{{},
                                                                {receipt},
                                                                {"--key"},
                                                                {"--key", log_key_text()},
                                                                {"--key", log_key_text(), "--policy", policy, receipt},
                                                                {"--key", log_key_text(), "--lang", "fr", receipt},
                                                                {"--key", log_key_text(), "--mirror", "x", receipt},
                                                                {"--key", log_key_text(), "--older", "x", receipt},
                                                                {"--surprise", "x", receipt}})
    EXPECT_EQ(run(args), 2);
  EXPECT_EQ(run({"--key", "nonsense", receipt}), 2);
  EXPECT_EQ(run({"--policy", receipt, receipt}), 2);
}

}  // namespace
}  // namespace lumbung::verify
