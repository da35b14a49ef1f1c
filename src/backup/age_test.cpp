// The format age v1: what we write, Debian's `age` opens; what it writes, we open; what was changed, nobody opens.
#include "backup/age.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "backup/bech32.h"

namespace lumbung::backup {
namespace {

// The pair that the specification shows.
constexpr std::string_view shown_identity =
    "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
constexpr std::string_view shown_recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

std::string written(std::string_view plain, std::vector<Recipient> const& recipients, std::size_t at_once = 7'001) {
  std::string out;
  SeededChance chance(plain.size());
  AgeWriter writer(recipients, chance, [&](std::string_view piece) { out += piece; });
  for (; !plain.empty(); plain.remove_prefix(std::min(at_once, plain.size()))) writer.write(plain.substr(0, at_once));
  writer.finish();
  return out;
}

Result<std::string> read(std::string_view file, std::vector<Identity> const& identities) {
  auto opened = AgeReader::open(identities, [&](std::span<char> room) {
    auto const piece = file.substr(0, room.size());
    std::copy(piece.begin(), piece.end(), room.begin());
    file.remove_prefix(piece.size());
    return piece.size();
  });
  if (opened.refused()) return opened.problem();
  std::string plain;
  while (true) {
    auto const piece = (*opened)->next();
    if (piece.refused()) return piece.problem();
    if (piece->empty()) return plain;
    plain += *piece;
  }
}

std::string some_bytes(std::size_t size) {
  std::string out(size, '\0');
  SeededChance(7).fill({reinterpret_cast<std::uint8_t*>(out.data()), out.size()});
  return out;
}

Identity an_identity(std::uint64_t seed) {
  SeededChance chance(seed);
  return Identity::make(chance);
}

TEST(AgeKeys, AreWrittenAsTheSpecificationShows) {
  auto const identity = Identity::parse(shown_identity);
  ASSERT_TRUE(identity);
  EXPECT_EQ(identity->text(), shown_identity);
  EXPECT_EQ(identity->recipient().text(), shown_recipient);
  EXPECT_EQ(Recipient::parse(shown_recipient), identity->recipient());
}

TEST(AgeKeys, OneWrongLetterIsSeen) {
  for (std::size_t i = 0; i < shown_recipient.size(); ++i) {
    std::string wrong(shown_recipient);
    wrong[i] = wrong[i] == 'q' ? 'p' : 'q';
    EXPECT_FALSE(Recipient::parse(wrong)) << i;
  }
  EXPECT_FALSE(Recipient::parse(shown_identity));
  EXPECT_FALSE(Identity::parse(shown_recipient));
  EXPECT_FALSE(Recipient::parse(""));
  EXPECT_FALSE(Recipient::parse(bech32("age", std::string(31, 'x'))));
  EXPECT_FALSE(Recipient::parse(bech32("age", std::string(32, '\0')))) << "under this point there is no secret";
}

TEST(AgeKeys, AFileOfIdentitiesHasCommentsAndNothingStrange) {
  auto const line = std::string(shown_identity) + "\n";
  EXPECT_EQ(identities_in("# dibuat 2026-11-22\n# public key: age1…\n\n" + line + line).size(), 2U);
  EXPECT_EQ(identities_in(shown_identity).size(), 1U) << "without an end of line";
  EXPECT_TRUE(identities_in(line + "AGE-PLUGIN-YUBIKEY-1QQQ\n").empty());
  EXPECT_TRUE(identities_in("# nothing\n").empty());
}

TEST(Age, WhatIsWrittenIsReadAgainInEverySizeAroundAChunk) {
  auto const identity = an_identity(1);
  for (std::size_t const size : {0, 1, 100, 65'535, 65'536, 65'537, 131'072, 200'000})
    EXPECT_EQ(*read(written(some_bytes(size), {identity.recipient()}), {identity}), some_bytes(size)) << size;
}

TEST(Age, EachOfSeveralRecipientsOpensItAndNobodyElse) {
  auto const chair = an_identity(1), operator_ = an_identity(2), stranger = an_identity(3);
  auto const file = written("rahasia", {chair.recipient(), operator_.recipient()});
  EXPECT_EQ(*read(file, {chair}), "rahasia");
  EXPECT_EQ(*read(file, {stranger, operator_}), "rahasia");
  EXPECT_EQ(read(file, {stranger}).code(), age_not_for_us.code);
  EXPECT_EQ(read(file, {}).code(), age_not_for_us.code);
}

TEST(Age, AnyByteThatWasChangedIsSeen) {
  auto const identity = an_identity(1);
  auto const file = written(some_bytes(300), {identity.recipient()});
  for (std::size_t i = 0; i < file.size(); ++i)
    for (char const bit : {'\x01', '\x20', '\x80'}) {
      auto changed = file;
      changed[i] = static_cast<char>(changed[i] ^ bit);
      EXPECT_TRUE(read(changed, {identity}).refused()) << "byte " << i;
    }
}

TEST(Age, AFileThatWasCutShortOrGrewIsSeen) {
  auto const identity = an_identity(1);
  auto const file = written(some_bytes(65'536 + 40), {identity.recipient()});
  auto const small = written(some_bytes(40), {identity.recipient()});
  for (std::size_t cut = 0; cut < small.size(); ++cut)
    EXPECT_TRUE(read(small.substr(0, cut), {identity}).refused()) << cut;
  EXPECT_EQ(read(file.substr(0, file.size() - 56), {identity}).code(), age_changed.code) << "without its last chunk";
  EXPECT_EQ(read(file + "x", {identity}).code(), age_changed.code);
  EXPECT_EQ(read(file + small, {identity}).code(), age_changed.code);
}

TEST(Age, ChunksInAnotherOrderAreSeen) {
  auto const identity = an_identity(1);
  auto const file = written(some_bytes(3 * 65'536), {identity.recipient()});
  constexpr std::size_t sealed = 65'536 + 16;
  auto const head = file.size() - 3 * sealed;
  auto const swapped = file.substr(0, head) + file.substr(head + sealed, sealed) + file.substr(head, sealed) +
                       file.substr(head + 2 * sealed);
  EXPECT_EQ(read(swapped, {identity}).code(), age_changed.code);
}

TEST(Age, OtherKindsOfRecipientsAreReadPastButNotBrokenOnesOfOurs) {
  auto const identity = an_identity(1);
  auto const file = written("isi", {identity.recipient()});
  auto const behind_version = file.find('\n') + 1;
  auto const with = [&](std::string const& stanza) {
    return file.substr(0, behind_version) + stanza + file.substr(behind_version);
  };
  // Read past, and then the header is not the one that was sealed.
  EXPECT_EQ(read(with("-> other.example/kind a b\nAAAA\n"), {identity}).code(), age_changed.code);
  EXPECT_EQ(read(with("-> X25519 AAAA\nAAAA\n"), {identity}).code(), age_unreadable.code);
  EXPECT_EQ(read(with("-> X25519\n\n"), {identity}).code(), age_unreadable.code);
  EXPECT_EQ(read(with("->  X25519 a\n\n"), {identity}).code(), age_unreadable.code);
  std::string many;
  for (int i = 0; i < 80; ++i) many += "-> grease x\n\n";
  EXPECT_EQ(read(with(many), {identity}).code(), age_unreadable.code) << "more than anybody needs";
  EXPECT_EQ(read("age-encryption.org/v2\n" + file.substr(behind_version), {identity}).code(), age_unreadable.code);
  EXPECT_EQ(read(std::string(1 << 20, 'a'), {identity}).code(), age_unreadable.code);
}

// Debian's own program, which shares nothing with us.
class AgeOfDebian : public testing::Test {
 protected:
  AgeOfDebian() {
    std::filesystem::create_directories(place);
    put("identity", std::string(shown_identity) + "\n");
  }
  ~AgeOfDebian() override { std::filesystem::remove_all(place); }
  void put(std::string const& name, std::string_view bytes) const {
    std::ofstream(place + "/" + name, std::ios::binary) << bytes;
  }
  std::string got(std::string const& name) const {
    std::ifstream in(place + "/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  bool run(std::string const& command) const { return std::system(("cd " + place + " && " + command).c_str()) == 0; }
  std::string const place = testing::TempDir() + "lumbung-age-" + std::to_string(::getpid());
};

TEST_F(AgeOfDebian, OpensWhatWeWrote) {
  for (std::size_t const size : {0, 1, 65'536, 150'000}) {
    put("ours.age", written(some_bytes(size), {an_identity(9).recipient(), *Recipient::parse(shown_recipient)}));
    ASSERT_TRUE(run("age -d -i identity -o plain ours.age")) << size;
    EXPECT_EQ(got("plain"), some_bytes(size));
  }
}

TEST_F(AgeOfDebian, WritesWhatWeOpen) {
  for (std::size_t const size : {0, 1, 65'536, 150'000}) {
    put("plain", some_bytes(size));
    ASSERT_TRUE(run("age -r " + std::string(shown_recipient) + " -o theirs.age plain")) << size;
    EXPECT_EQ(*read(got("theirs.age"), {*Identity::parse(shown_identity)}), some_bytes(size));
  }
}

TEST_F(AgeOfDebian, SharesItsKeysWithUs) {
  ASSERT_TRUE(run("age-keygen -o made 2>said && age-keygen -y made >theirs"));
  auto const identities = identities_in(got("made"));
  ASSERT_EQ(identities.size(), 1U);
  EXPECT_EQ(identities[0].recipient().text() + "\n", got("theirs"));
}

}  // namespace
}  // namespace lumbung::backup
