#include "app/unused_files.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "giving/giving_village.h"

namespace lumbung::app {
namespace {

using access::sure;
using work::View;

class UnusedFiles : public testing::Test {
 protected:
  // As if every file had been written when the village's clock says it is now.
  void written_now() {
    std::time_t const now = v.village.clock.now().micros / 1'000'000;
    timespec const times[2]{{now, 0}, {now, 0}};
    for (auto const& file : std::filesystem::recursive_directory_iterator(v.village.directory()))
      if (file.path().filename().string().size() == 62) ::utimensat(AT_FDCWD, file.path().c_str(), times, 0);
  }
  int removed_after(std::int64_t waited) {
    v.village.clock.advance(days(waited));
    return remove_unused_files(v.village.engine(), v.village.clock.now(), [] { return true; });
  }
  bool there(Hash const& file) { return v.village.files().has(file); }

  giving::GivingVillage v;
};

TEST_F(UnusedFiles, GoAfterAMonthAndWhatIsNamedStays) {
  auto campaign = v.campaign_wish();
  campaign.picture = v.uploaded("gambar kampanye", programme::UploadFor::campaign);
  sure(v.create(campaign));
  auto const opened = v.opened(v.campaign_wish("lain"));
  v.paid_gift(opened, 70'000_rp);
  v.release(opened, 70'000_rp);  // its evidence is the form
  auto const orphan = v.village.files().put("berkas yang pekerjaannya batal");
  auto const unused = v.uploaded("foto yang tidak dipakai");
  written_now();
  EXPECT_EQ(removed_after(days_to_be_named), 0) << "a phone may still be without signal";
  EXPECT_EQ(removed_after(1), 3) << "the orphan, the unused photo and the village's own photo";
  EXPECT_FALSE(there(orphan));
  EXPECT_FALSE(there(unused));
  EXPECT_TRUE(there(*campaign.picture));
  EXPECT_TRUE(there(v.form));
  auto const book = v.book().number;
  EXPECT_FALSE(v.village.view(
      [&](View const& view) { return programme::is_upload(view, book, unused, programme::UploadFor::evidence); }));
  auto const papers = v.village.view([&](View const& view) { return access::documents(view, v.organisation); });
  ASSERT_FALSE(papers.empty());
  for (auto const& paper : papers) EXPECT_TRUE(there(paper.file));
}

TEST_F(UnusedFiles, SentAgainStayForAnotherMonth) {
  auto const photo = v.uploaded("foto");
  written_now();
  v.village.clock.advance(days(30));
  v.uploaded("foto");
  written_now();
  EXPECT_EQ(removed_after(5), 0);
  EXPECT_TRUE(there(photo));
}

}  // namespace
}  // namespace lumbung::app
