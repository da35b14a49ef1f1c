#include "storage/files.h"

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

TEST_F(FilesTest, InADirectoryThatCannotBeAreABreakdown) { EXPECT_THROW(Files("/no/such/place"), Breakdown); }

}  // namespace
}  // namespace lumbung::storage
