#include "access/key_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace lumbung::access {
namespace {

class KeyFiles : public testing::Test {
 protected:
  KeyFiles() {
    std::string pattern = (std::filesystem::temp_directory_path() / "lumbung-keys-XXXXXX").string();
    place_ = ::mkdtemp(pattern.data());
  }
  ~KeyFiles() override { std::filesystem::remove_all(place_); }
  std::string directory() const { return place_ + "/keys"; }
  std::string root() const { return directory() + "/field-root.key"; }
  SeededChance chance{7};

 private:
  std::string place_;
};

TEST_F(KeyFiles, AreMadeOnceAndReadBackTheSame) {
  auto const made = load_or_make_keys(directory(), chance);
  auto const again = load_or_make_keys(directory(), chance);
  EXPECT_EQ(made.field_root, again.field_root);
  EXPECT_EQ(made.blind_index, again.blind_index);
  EXPECT_NE(made.field_root, made.blind_index);
}

TEST_F(KeyFiles, CanBeReadByNobodyElse) {
  static_cast<void>(load_or_make_keys(directory(), chance));
  struct stat about{};
  ASSERT_EQ(::stat(root().c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0400U);
  ASSERT_EQ(::stat(directory().c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0700U);
}

TEST_F(KeyFiles, AreRefusedWhenOthersMayReadThem) {
  static_cast<void>(load_or_make_keys(directory(), chance));
  ASSERT_EQ(::chmod(root().c_str(), 0440), 0);
  EXPECT_THROW(load_or_make_keys(directory(), chance), Breakdown);
}

TEST_F(KeyFiles, AreNotMadeAnewWhenOneIsMissing) {
  static_cast<void>(load_or_make_keys(directory(), chance));
  std::filesystem::remove(root());
  EXPECT_THROW(load_or_make_keys(directory(), chance), Breakdown);
  EXPECT_FALSE(std::filesystem::exists(root()));
}

TEST_F(KeyFiles, GetTheirNamesWhenTheStartThatMadeThemWasCutShort) {
  auto const made = load_or_make_keys(directory(), chance);
  std::filesystem::rename(root(), root() + ".new");
  auto const again = load_or_make_keys(directory(), chance);
  EXPECT_EQ(made.field_root, again.field_root);
  EXPECT_FALSE(std::filesystem::exists(root() + ".new"));
}

TEST_F(KeyFiles, AreMadeAnewWhenAStartWasCutBeforeAnythingWasWhole) {
  std::filesystem::create_directory(directory());
  ASSERT_EQ(::chmod(directory().c_str(), 0700), 0);
  std::ofstream(root() + ".new") << "abc";
  auto const made = load_or_make_keys(directory(), chance);
  EXPECT_EQ(load_or_make_keys(directory(), chance).field_root, made.field_root);
  EXPECT_FALSE(std::filesystem::exists(root() + ".new"));
}

TEST_F(KeyFiles, AreRefusedWhenTheyHoldSomethingElse) {
  static_cast<void>(load_or_make_keys(directory(), chance));
  std::filesystem::remove(root());
  std::ofstream(root()) << "abc\n";
  ASSERT_EQ(::chmod(root().c_str(), 0400), 0);
  EXPECT_THROW(load_or_make_keys(directory(), chance), Breakdown);
}

TEST_F(KeyFiles, AreRefusedBehindASymbolicLink) {
  static_cast<void>(load_or_make_keys(directory(), chance));
  std::filesystem::rename(root(), root() + ".real");
  std::filesystem::create_symlink(root() + ".real", root());
  EXPECT_THROW(load_or_make_keys(directory(), chance), Breakdown);
}

}  // namespace
}  // namespace lumbung::access
