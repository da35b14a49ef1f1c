#include "merkle/note.h"

#include <gtest/gtest.h>

#include "merkle/checkpoint.h"
#include "merkle/policy.h"
#include "merkle/vectors_test.h"

namespace lumbung::merkle {
namespace {

using tests::Vector;

Hash unhex(std::string const& text) { return hash_from(*from_hex(text)); }
Signer log_signer() { return Signer(vector_file()["origin"].text(), unhex(vector_file()["log"]["seed_hex"].text())); }
VerifierKey key_of(Vector const& who) { return VerifierKey::parse(who["vkey"].text()).value(); }

std::string policy_text() {
  auto const file = vector_file();
  std::string text = "# three witnesses, two of them\n\nlog " + file["log"]["vkey"].text() + "\n";
  for (auto const& witness : file["witnesses"].list()) {
    auto const name = witness["name"].text();
    text += "witness " + name.substr(name.find('/') + 1) + " " + witness["vkey"].text() + "\n";
  }
  return text + "group helix 2 kampus pemda industri\nquorum helix\n";
}

TEST(Key, OfTheLogIsTheVector) {
  auto const log = vector_file()["log"];
  auto const key = log_signer().verifier();
  EXPECT_EQ(hex(view_of(key.public_key)), log["public_hex"].text());
  EXPECT_EQ(hex(view_of(key.id)), log["key_id"].text());
  EXPECT_EQ(key.text(), log["vkey"].text());
}

TEST(Key, OfEachWitnessReadsAsTheVector) {
  for (auto const& witness : vector_file()["witnesses"].list()) {
    auto const key = key_of(witness);
    EXPECT_EQ(key.name, witness["name"].text());
    EXPECT_EQ(key.type, KeyType::ed25519_cosignature);
    EXPECT_EQ(hex(view_of(key.public_key)), witness["public_hex"].text());
    EXPECT_EQ(hex(view_of(key.id)), witness["key_id"].text());
    EXPECT_EQ(key.text(), witness["vkey"].text());
  }
}

TEST(Key, OfOtherFormsIsRefused) {
  auto const good = vector_file()["log"]["vkey"].text();
  ASSERT_TRUE(VerifierKey::parse(good));
  for (std::size_t i = 0; i < good.size(); ++i) {
    auto bent = good;
    bent[i] = static_cast<char>(bent[i] ^ 1);
    EXPECT_FALSE(VerifierKey::parse(bent)) << bent;
  }
  for (std::string_view text : {"", "+", "name+5647af8f", "name+5647AF8F+ARwx2ySho4wKQEPguLDXoAHItkumoxJnEzwqU9Lye0SM"})
    EXPECT_FALSE(VerifierKey::parse(text)) << text;
}

TEST(Key, KeptInItsFileComesBack) {
  auto const signer = log_signer();
  auto const back = Signer::parse_secret(signer.secret_text());
  ASSERT_TRUE(back);
  EXPECT_EQ(back->verifier().text(), signer.verifier().text());
  EXPECT_FALSE(Signer::parse_secret(signer.verifier().text()));
  EXPECT_FALSE(Signer::parse_secret("PRIVATE+KEY+" + signer.verifier().text()));
}

// The example of the C2SP signed-note specification, made by neither of us.
TEST(Note, TheExampleOfTheSpecificationVerifies) {
  auto const note = Note::parse(
      "This is an example message.\n\n"
      "— example.com/foo "
      "Uw2QPbwn/a60ic2fKhAI1DhGnKxTkNV0kPNQKfpL7R8/PSaUqcHvvJhQQYvvAQiYRGU2XBB7uyxqJiJjGFZ+RYRzNgs=\n");
  ASSERT_TRUE(note);
  EXPECT_EQ(hex(view_of(note->signatures.at(0).id)), "530d903d");
}

TEST(Checkpoint, SignedByUsIsTheVectorByteForByte) {
  auto const file = vector_file();
  auto const whole = file["checkpoint_7"].text();
  auto const note = Note::parse(whole);
  ASSERT_TRUE(note);
  EXPECT_EQ(note->whole(), whole);
  auto const checkpoint = Checkpoint::parse(note->text);
  ASSERT_TRUE(checkpoint);
  EXPECT_EQ(checkpoint->origin, file["origin"].text());
  EXPECT_EQ(checkpoint->size, 7u);
  EXPECT_EQ(base64(view_of(checkpoint->root)), file["roots"]["7"].text());
  EXPECT_EQ(checkpoint->text(), note->text);

  auto const ours = log_signer().sign(checkpoint->text());
  EXPECT_EQ(ours.bytes, note->signatures.at(0).bytes);
  EXPECT_EQ(ours.id, note->signatures.at(0).id);
}

TEST(Checkpoint, AllFourSignaturesOfTheVectorAreGood) {
  auto const file = vector_file();
  auto const note = Note::parse(file["checkpoint_7"].text()).value();
  EXPECT_TRUE(is_signed_by(note, key_of(file["log"])));
  std::uint64_t time = 1'763'780'400;
  for (auto const& witness : file["witnesses"].list()) {
    EXPECT_TRUE(is_signed_by(note, key_of(witness)));
    EXPECT_EQ(cosigned_at(note, key_of(witness)), time++);
  }
  EXPECT_EQ(file["cosign_message_7"].text(), "cosignature/v1\ntime 1763780400\n" + note.text);
}

TEST(Checkpoint, OneBitFlippedAnywhereLosesASignatureOrTheForm) {
  auto const policy = Policy::parse(policy_text()).value();
  auto const whole = vector_file()["checkpoint_7"].text();
  for (std::size_t i = 0; i < whole.size(); ++i) {
    auto bent = whole;
    bent[i] = static_cast<char>(bent[i] ^ 1);
    auto const note = Note::parse(bent);
    if (!note) continue;
    bool const all = policy.signing_log(*note) != nullptr && policy.signing_witnesses(*note).size() == 3;
    EXPECT_FALSE(all) << "byte " << i;
  }
}

TEST(Checkpoint, OtherFormsAreRefused) {
  auto const root = vector_file()["roots"]["7"].text();
  EXPECT_TRUE(Checkpoint::parse("o\n7\n" + root + "\n"));
  for (auto const& text :
       {std::string(), std::string("o\n7\n"), "\n7\n" + root + "\n", "o\n07\n" + root + "\n", "o\n-7\n" + root + "\n",
        "o\n7\n" + root, "o\n7\n" + root + "\nextension\n", "o\n7 \n" + root + "\n",
        "o\n9223372036854775808\n" + root + "\n", "o\n7\n" + root.substr(0, 43) + "\n", "o\n7\nAAAA\n" + std::string()})
    EXPECT_FALSE(Checkpoint::parse(text)) << text;
}

TEST(Note, OtherFormsAreRefused) {
  auto const good = vector_file()["checkpoint_7"].text();
  ASSERT_TRUE(Note::parse(good));
  EXPECT_FALSE(Note::parse(""));
  EXPECT_FALSE(Note::parse("text\n\n"));
  EXPECT_FALSE(Note::parse(good.substr(0, good.size() - 1)));
  EXPECT_FALSE(Note::parse("tab\there\n" + good));
  EXPECT_FALSE(Note::parse("\xC0\xAF\n" + good));
  EXPECT_FALSE(Note::parse(good + "- dash instead of em dash AAAAAAAA\n"));
  EXPECT_FALSE(Note::parse(good + "— name\n"));
  EXPECT_FALSE(Note::parse(good + "— name AAAA\n"));
  EXPECT_FALSE(Note::parse(good + "— na+me AAAAAAAA\n"));
  auto crowded = good;
  for (int i = 0; i < 100; ++i) crowded += "— name AAAAAAAA\n";
  EXPECT_FALSE(Note::parse(crowded));
  EXPECT_FALSE(Note::parse(std::string(1'000'001, 'a') + good));
}

TEST(Note, ASignatureOfAnUnknownKindIsPassedOver) {
  auto const file = vector_file();
  auto const note = Note::parse(file["checkpoint_7"].text() + "— quantum.example/x AAAAAAYAAAA=\n");
  ASSERT_TRUE(note);
  EXPECT_EQ(note->signatures.size(), 5u);
  EXPECT_TRUE(is_signed_by(*note, key_of(file["log"])));
}

TEST(Note, ABadSignatureBeforeAGoodOneOfTheSameKeyIsNotHelpedByIt) {
  auto const file = vector_file();
  auto note = Note::parse(file["checkpoint_7"].text()).value();
  auto bad = note.signatures.at(0);
  bad.bytes[3] = static_cast<char>(bad.bytes[3] ^ 1);
  note.signatures.insert(note.signatures.begin(), bad);
  EXPECT_FALSE(is_signed_by(note, key_of(file["log"])));
}

TEST(Policy, TwoOfThreeIsAQuorumAndOneIsNot) {
  auto const policy = Policy::parse(policy_text()).value();
  auto note = Note::parse(vector_file()["checkpoint_7"].text()).value();
  ASSERT_NE(policy.signing_log(note), nullptr);
  EXPECT_EQ(policy.signing_witnesses(note), (std::vector<std::string>{"kampus", "pemda", "industri"}));
  EXPECT_TRUE(policy.has_quorum(note));
  note.signatures.pop_back();
  EXPECT_TRUE(policy.has_quorum(note));
  note.signatures.pop_back();
  EXPECT_FALSE(policy.has_quorum(note));
  EXPECT_TRUE(Policy::of_log(log_signer().verifier()).has_quorum(note));
}

TEST(Policy, OfAnotherOriginDoesNotTrustTheLog) {
  auto const other = Signer("lumbung.example/lain", unhex(vector_file()["log"]["seed_hex"].text()));
  auto const policy = Policy::of_log(other.verifier());
  EXPECT_EQ(policy.signing_log(Note::parse(vector_file()["checkpoint_7"].text()).value()), nullptr);
}

TEST(Policy, OtherFormsAreRefused) {
  auto const good = policy_text();
  auto const log_line = "log " + vector_file()["log"]["vkey"].text() + "\n";
  EXPECT_TRUE(Policy::parse(log_line + "quorum none\n"));
  EXPECT_FALSE(Policy::parse(""));
  EXPECT_FALSE(Policy::parse(log_line));
  EXPECT_FALSE(Policy::parse("quorum none\n"));
  EXPECT_FALSE(Policy::parse(good + "quorum helix\n"));
  EXPECT_FALSE(Policy::parse(good + log_line));
  EXPECT_FALSE(Policy::parse(log_line + log_line + "quorum none\n"));
  EXPECT_FALSE(Policy::parse(log_line + "quorum helix\n"));
  EXPECT_FALSE(Policy::parse(log_line + "group g 1 g\nquorum g\n"));
  EXPECT_FALSE(Policy::parse(log_line + "group g 0 none\nquorum none\n"));
  EXPECT_FALSE(
      Policy::parse(good.substr(0, good.find("group")) + "group helix 4 kampus pemda industri\nquorum helix\n"));
  EXPECT_FALSE(Policy::parse(good.substr(0, good.find("group")) + "group helix 2 kampus kampus\nquorum helix\n"));
  EXPECT_FALSE(Policy::parse("witness w " + vector_file()["log"]["vkey"].text() + "\n" + log_line + "quorum none\n"));
  EXPECT_FALSE(Policy::parse(log_line + "surprise\nquorum none\n"));
}

}  // namespace
}  // namespace lumbung::merkle
