// That names outlast a power cut is tried by tests/power; here, what is made and what is refused.
#include "storage/directories.h"

#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "storage/disk_full.h"

namespace lumbung::storage {
namespace {

struct Directories : testing::Test {
  Directories() {
    auto pattern = (std::filesystem::temp_directory_path() / "lumbung-directories-XXXXXX").string();
    place = ::mkdtemp(pattern.data());
  }
  ~Directories() override { std::filesystem::remove_all(place); }
  std::string place;
};

TEST_F(Directories, AreMadeWithAllThatAreMissingAboveAndNobodyElseMayLookIn) {
  for (int twice = 0; twice < 2; ++twice) make_directory(place + "/a/b/c/");
  for (auto const* name : {"/a", "/a/b", "/a/b/c"}) {
    struct stat about{};
    ASSERT_EQ(::stat((place + name).c_str(), &about), 0) << name;
    EXPECT_EQ(about.st_mode & 0777U, 0700U) << name;
  }
  sync_directory(place + "/a/b");
}

TEST_F(Directories, AreNotMadeWhereAFileStands) {
  std::ofstream(place + "/file") << "x";
  EXPECT_THROW(make_directory(place + "/file"), Breakdown);
  EXPECT_THROW(make_directory(place + "/file/below"), Breakdown);
  EXPECT_THROW(sync_directory(place + "/file"), Breakdown);
  EXPECT_THROW(sync_directory(place + "/missing"), Breakdown);
}

TEST_F(Directories, ThatFindNoRoomSayThatTheDiskIsFull) {
  auto const small = place + "/small";
  make_directory(small);
  if (::mount("tmpfs", small.c_str(), "tmpfs", 0, "nr_inodes=2") != 0)
    GTEST_SKIP() << "a small file system may not be mounted here (it takes root)";
  std::ofstream(small + "/the only file");
  EXPECT_THROW(make_directory(small + "/one more"), DiskFull);
  EXPECT_EQ(::umount2(small.c_str(), MNT_DETACH), 0);
}

}  // namespace
}  // namespace lumbung::storage
