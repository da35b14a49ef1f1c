// What pages show of hand-overs is a part of `lumbung check`, and of what the server looks at each night.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "app/examination.h"
#include "cooperative/cooperative.h"
#include "programme/programme_village.h"

namespace lumbung::app {
namespace {

using access::sure;
using programme::ProgrammeVillage;

class CheckedCounts : public testing::Test {
 protected:
  CheckedCounts() {
    v.kits();
    v.released(v.raised(700'000_rp), 140'000_rp);
    auto const family = v.household();
    sure(
        v.as(v.treasurer, [&](work::Work& work) { return purchase(work, v.programme, v.purchase_of(2, 140'000_rp)); }));
    auto const wish = v.hand_over(family);
    sure(v.as(v.officer, [&](work::Work& work) { return deliver(work, v.programme, wish); }));
  }
  std::vector<std::string> lines_of(std::string_view code) {
    std::vector<std::string> lines;
    Examining how;
    how.found = [&](Finding const& finding) {
      if (finding.code == code) lines.push_back(finding.line);
    };
    v.village.view([&](work::View const& view) { return examine(view, how).faults; });
    return lines;
  }

  ProgrammeVillage v{{cooperative::migrations()}};
};

TEST_F(CheckedCounts, ADifferenceIsNamedAndAnHonestHouseHasNone) {
  EXPECT_TRUE(lines_of("counts_differ").empty());
  sure(v.village.work([&](work::Work& work) -> Verdict {
    work.record({.kind = "test.planted", .subject = v.programme.uuid, .organisation = {}, .facts = {}});
    work.rows.run("UPDATE programme_counts SET units = units + 1", {});
    return done;
  }));
  auto const lines = lines_of("counts_differ");
  ASSERT_EQ(lines.size(), 1u);
  for (auto const* part : {"units", "2", "1"}) EXPECT_NE(lines[0].find(part), std::string::npos) << lines[0];
  EXPECT_NE(lines[0].find(v.programme.text()), std::string::npos) << lines[0];
}

}  // namespace
}  // namespace lumbung::app
