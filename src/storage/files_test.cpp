#include "storage/files.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "core/result.h"
#include "tests/village.h"

namespace lumbung::storage {
namespace {

class FilesTest : public ::testing::Test {
 protected:
  std::vector<std::filesystem::path> kept() const {
    std::vector<std::filesystem::path> found;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(directory_))
      if (entry.is_regular_file()) found.push_back(entry.path());
    return found;
  }
  ForgottenDatabase place_;
  std::string directory_ = place_.directory() + "/pictures";
  Files files_{directory_};
};

TEST_F(FilesTest, AreKeptByTheirHash) {
  std::string const picture("\xff\xd8\0picture", 10);
  auto const hash = files_.put(picture);
  EXPECT_EQ(hash, sha256(picture));
  EXPECT_TRUE(files_.has(hash));
  EXPECT_EQ(files_.get(hash), picture);
  EXPECT_EQ(Files(directory_).get(hash), picture);
}

TEST_F(FilesTest, TheSameBytesTwiceAreOneFile) {
  EXPECT_EQ(files_.put("rice"), files_.put("rice"));
  EXPECT_EQ(kept().size(), 1u);
}

TEST_F(FilesTest, AnEmptyFileIsAFile) { EXPECT_EQ(files_.get(files_.put("")), ""); }

TEST_F(FilesTest, WhatWasNeverKeptIsNotThere) {
  EXPECT_FALSE(files_.has(sha256("nothing")));
  EXPECT_EQ(files_.get(sha256("nothing")), std::nullopt);
  files_.remove(sha256("nothing"));
}

TEST_F(FilesTest, WhatIsRemovedIsGone) {
  auto const hash = files_.put("revoked");
  files_.remove(hash);
  EXPECT_FALSE(files_.has(hash));
  EXPECT_EQ(kept().size(), 0u);
}

TEST_F(FilesTest, AFileThatWasChangedIsNotHandedOut) {
  auto const hash = files_.put("evidence");
  std::ofstream(kept().at(0)) << "Evidence";
  EXPECT_THROW(files_.get(hash), Breakdown);
  std::ofstream(kept().at(0)) << "evid";
  EXPECT_THROW(files_.get(hash), Breakdown);
}

TEST_F(FilesTest, AreForTheirOwnerOnly) {
  files_.put("private");
  struct stat facts{};
  ASSERT_EQ(::stat(directory_.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0700U);
  ASSERT_EQ(::stat(kept().at(0).c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600U);
}

TEST_F(FilesTest, InADirectoryThatCannotBeAreABreakdown) { EXPECT_THROW(Files("/dev/null/place"), Breakdown); }

TEST_F(FilesTest, OldOnesAreFoundAndOneSentAgainIsYoung) {
  auto const age = [&](Hash const& hash, std::time_t seconds) {
    auto const name = hex(view_of(hash));
    timespec const times[2]{{seconds, 0}, {seconds, 0}};
    ASSERT_EQ(::utimensat(AT_FDCWD, (directory_ + "/" + name.substr(0, 2) + "/" + name.substr(2)).c_str(), times, 0),
              0);
  };
  auto const rice = files_.put("rice");
  auto const folder = static_cast<int>(std::to_integer<unsigned char>(std::byte(rice[0])));
  age(rice, 1'000);
  Instant const then{1'001'000'000};
  EXPECT_EQ(files_.put_before(then, folder), std::vector<Hash>{rice});
  EXPECT_TRUE(files_.put_before(Instant{1'000'000'000}, folder).empty());
  EXPECT_TRUE(files_.put_before(then, (folder + 1) % Files::folders).empty());
  files_.put("rice");
  EXPECT_TRUE(files_.put_before(then, folder).empty());
  EXPECT_FALSE(files_.remove_if_put_before(rice, then));
  EXPECT_TRUE(files_.has(rice));
  age(rice, 1'000);
  EXPECT_TRUE(files_.remove_if_put_before(rice, then));
  EXPECT_FALSE(files_.has(rice));
}

}  // namespace
}  // namespace lumbung::storage
