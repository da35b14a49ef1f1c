#include "access/vault.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "access/access.h"
#include "tests/village.h"

namespace lumbung::access {
namespace {

std::string_view const nik = "3217104107890023";
std::string_view const kk = "3217101203110044";
std::string_view const phone = "+6281298765432";

class Vault : public testing::Test {
 protected:
  Village village{{migrations()}};
  ledger::BookId const book{7};

  Cell cell(std::string_view column, Id<Person> row) const { return {"persons", column, row.uuid}; }

  Id<Person> new_person() { return {make_uuid(village.clock.now(), village.chance)}; }

  template <class Act>
  auto change(Act act) {
    auto result = village.work([&](Work& work) -> Result<decltype(act(work))> {
      auto value = act(work);
      work.record({.kind = "access.test", .subject = {}, .organisation = {}, .facts = {}});
      return value;
    });
    EXPECT_FALSE(result.refused());
    return std::move(result).value();
  }
  std::string seal(Id<Person> person, std::string_view column, std::string_view plain) {
    return change([&](Work& work) { return seal_field(work, book, person, cell(column, person), plain); });
  }
  std::optional<std::string> open(Id<Person> person, Cell const& at, std::string const& sealed) {
    return village.view([&](View const& view) { return open_field(view, book, person, at, sealed); });
  }
};

TEST_F(Vault, WhatWasSealedOpensAgain) {
  auto const siti = new_person();
  auto const sealed = seal(siti, "nik", nik);
  EXPECT_EQ(sealed.find(nik), std::string::npos);
  EXPECT_EQ(open(siti, cell("nik", siti), sealed), nik);
}

TEST_F(Vault, TheSameTextSealedTwiceLooksDifferent) {
  auto const siti = new_person();
  EXPECT_NE(seal(siti, "nik", nik), seal(siti, "nik", nik));
}

TEST_F(Vault, AnEmptyTextIsSealedToo) {
  auto const siti = new_person();
  EXPECT_EQ(open(siti, cell("nik", siti), seal(siti, "nik", "")), "");
}

TEST_F(Vault, AFieldMovedToAnotherPlaceDoesNotOpen) {
  auto const siti = new_person(), budi = new_person();
  auto const sealed = seal(siti, "nik", nik);
  static_cast<void>(seal(budi, "nik", "3217104107890099"));
  EXPECT_THROW(open(siti, cell("kk", siti), sealed), Breakdown);
  EXPECT_THROW(open(siti, cell("nik", budi), sealed), Breakdown);
  EXPECT_THROW(open(siti, {"families", "nik", siti.uuid}, sealed), Breakdown);
  EXPECT_THROW(open(budi, cell("nik", siti), sealed), Breakdown);
}

TEST_F(Vault, AFieldWithOneBitChangedDoesNotOpen) {
  auto const siti = new_person();
  auto const sealed = seal(siti, "nik", nik);
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    auto changed = sealed;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_THROW(open(siti, cell("nik", siti), changed), Breakdown) << "byte " << at;
  }
  EXPECT_THROW(open(siti, cell("nik", siti), sealed.substr(0, sealed.size() - 1)), Breakdown);
  EXPECT_THROW(open(siti, cell("nik", siti), ""), Breakdown);
}

TEST_F(Vault, OtherKeyFilesDoNotOpenIt) {
  auto const siti = new_person();
  auto const sealed = seal(siti, "nik", nik);
  village.house.keys.field_root.fill(0x33);
  village.restart();
  EXPECT_THROW(open(siti, cell("nik", siti), sealed), Breakdown);
}

TEST_F(Vault, ErasingAPersonMakesTheirFieldsUnreadableAndNobodyElses) {
  auto const siti = new_person(), budi = new_person();
  auto const of_siti = seal(siti, "nik", nik), of_budi = seal(budi, "nik", "3217104107890099");
  EXPECT_TRUE(change([&](Work& work) { return erase_person_key(work, book, siti); }));
  EXPECT_EQ(open(siti, cell("nik", siti), of_siti), std::nullopt);
  EXPECT_EQ(open(budi, cell("nik", budi), of_budi), "3217104107890099");
  EXPECT_FALSE(change([&](Work& work) { return erase_person_key(work, book, siti); }));
  // A key made afterwards is another one: what was erased stays so.
  static_cast<void>(seal(siti, "nik", nik));
  EXPECT_THROW(open(siti, cell("nik", siti), of_siti), Breakdown);
}

TEST_F(Vault, APersonKeyOfOneBookIsNoneInAnother) {
  auto const siti = new_person();
  auto const sealed = seal(siti, "nik", nik);
  EXPECT_EQ(village.view(
                [&](View const& view) { return open_field(view, {book.number + 1}, siti, cell("nik", siti), sealed); }),
            std::nullopt);
}

TEST_F(Vault, SecretsOfTheInstallationOpenWithoutAPerson) {
  Cell const at{"organisations", "phone_sealed", new_person().uuid};
  auto const sealed = change([&](Work& work) { return seal_secret(work, at, phone); });
  EXPECT_EQ(village.view([&](View const& view) { return open_secret(view, at, sealed); }), phone);
  EXPECT_THROW(
      village.view([&](View const& view) { return open_secret(view, {"organisations", "name", at.row}, sealed); }),
      Breakdown);
}

TEST(BlindIndex, IsTheSameForTheSameValueAndKindOnly) {
  work::Keys keys;
  keys.blind_index.fill(0x22);
  auto const index = blind_index(keys, Indexed::nik, nik);
  EXPECT_EQ(index, blind_index(keys, Indexed::nik, nik));
  EXPECT_NE(index, blind_index(keys, Indexed::kk, nik));
  EXPECT_NE(index, blind_index(keys, Indexed::nik, kk));
  EXPECT_EQ(index, hmac_sha256(view_of(keys.blind_index), std::string("nik\0", 4) + std::string(nik)));
  work::Keys other;
  other.blind_index.fill(0x23);
  EXPECT_NE(index, blind_index(other, Indexed::nik, nik));
}

// The canary: what went in sealed is in no file of the installation, not even in what SQLite leaves behind.
TEST_F(Vault, NoPlainTextIsInAnyFileOfTheDatabase) {
  if (village.on_postgresql()) GTEST_SKIP() << "the files belong to the PostgreSQL server";
  std::vector<std::string> canaries;
  for (int i = 0; i < 200; ++i) {
    auto const person = new_person();
    auto const digits = std::to_string(3'217'104'107'000'000 + i * 7'919);
    canaries.push_back(digits);
    change([&](Work& work) {
      auto const sealed = seal_field(work, book, person, cell("nik", person), digits);
      auto const index = blind_index(work.house.keys, Indexed::nik, digits);
      // Kept where rows can hold them: the key table has a column of bytes.
      work.rows.run(
          "INSERT INTO person_keys (book_id, person_id, wrapped, key_version, made_at) VALUES ($1, $2, $3, $4, $5)",
          {99, make_uuid(work.now, work.chance), storage::Blob{sealed}, 1, work.now});
      work.rows.run(
          "INSERT INTO person_keys (book_id, person_id, wrapped, key_version, made_at) VALUES ($1, $2, $3, $4, $5)",
          {98, make_uuid(work.now, work.chance), index, 1, work.now});
      return 0;
    });
  }
  int looked_at = 0;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(village.directory())) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    ++looked_at;
    for (auto const& canary : canaries)
      EXPECT_EQ(bytes.str().find(canary), std::string::npos) << entry.path().filename() << " holds a canary";
  }
  EXPECT_GE(looked_at, 2);  // the database and its log at least
}

}  // namespace
}  // namespace lumbung::access
