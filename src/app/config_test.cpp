#include "app/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/village.h"

namespace lumbung::app {
namespace {

class Configuration : public testing::Test {
 protected:
  std::string file(std::string const& text) {
    auto const name = place_.directory() + "/lumbung.toml";
    std::ofstream(name) << text;
    return name;
  }
  // What is made of a file's text and of an environment.
  Result<Configured> made(std::string const& text, std::vector<char const*> environment = {}) {
    environment.push_back(nullptr);
    return configure(file(text), environment.data());
  }
  static Setting setting(Configured const& configured, std::string_view name) {
    for (auto const& each : configured.settings)
      if (each.name == name) return each;
    throw Mistake("no such setting");
  }

 private:
  ForgottenDatabase place_;
};

TEST_F(Configuration, HasDefaultsThatNeedNoFile) {
  auto const configured = made("");
  ASSERT_FALSE(configured.refused());
  EXPECT_EQ(configured->config.port, 8080);
  EXPECT_EQ(configured->config.database_url(), "sqlite:lumbung-data/lumbung.db");
  EXPECT_EQ(configured->config.public_address(), "http://127.0.0.1:8080");
  EXPECT_EQ(configured->config.origin(), "127.0.0.1/lumbung/1");
  EXPECT_FALSE(configured->config.contract);
  for (auto const& each : configured->settings) EXPECT_EQ(each.source, "default") << each.name;
}

TEST_F(Configuration, TheFileGoesBeforeDefaultsAndTheEnvironmentBeforeTheFile) {
  auto const configured = made("port = 9000\naddress = \"0.0.0.0\"\ncontract = true\nzone = \"WIT\"\n",
                               {"LUMBUNG_PORT=9100", "HOME=/root"});
  ASSERT_FALSE(configured.refused()) << configured.code();
  EXPECT_EQ(configured->config.port, 9100);
  EXPECT_EQ(configured->config.address, "0.0.0.0");
  EXPECT_TRUE(configured->config.contract);
  EXPECT_EQ(configured->config.zone, Zone::wit);
  EXPECT_EQ(setting(*configured, "port").source, "environment LUMBUNG_PORT");
  EXPECT_EQ(setting(*configured, "port").value, "9100");
  EXPECT_THAT(setting(*configured, "address").source, testing::StartsWith("file "));
  EXPECT_EQ(setting(*configured, "threads").source, "default");
}

TEST_F(Configuration, ThePublicAddressNamesTheLog) {
  auto const configured = made("public_url = \"https://lumbung.example\"");
  ASSERT_FALSE(configured.refused());
  EXPECT_EQ(configured->config.origin(), "lumbung.example/lumbung/1");
}

TEST_F(Configuration, AListOfProxiesIsReadWhole) {
  auto const configured = made("", {"LUMBUNG_TRUSTED_PROXIES=10.0.0.1,10.0.0.2"});
  ASSERT_FALSE(configured.refused());
  EXPECT_EQ(configured->config.trusted_proxies, (std::vector<std::string>{"10.0.0.1", "10.0.0.2"}));
}

TEST_F(Configuration, WhatIsNotKnownIsRefusedByName) {
  auto const from_file = made("prot = 9000");
  EXPECT_EQ(from_file.code(), config_unknown.code);
  EXPECT_THAT(from_file.problem().sentence_id(), testing::HasSubstr("\"prot\""));
  auto const from_environment = made("", {"LUMBUNG_DATABSE=x"});
  EXPECT_EQ(from_environment.code(), config_unknown.code);
  EXPECT_THAT(from_environment.problem().sentence_en(), testing::HasSubstr("LUMBUNG_DATABSE"));
  EXPECT_FALSE(made("", {"LUMBUNG_TEST_POSTGRES=x"}).refused());  // belongs to the tests
}

TEST_F(Configuration, AValueThatCannotBeIsRefused) {
  for (char const* line : {"LUMBUNG_PORT=70000", "LUMBUNG_PORT=-1", "LUMBUNG_PORT=80a",
                           "LUMBUNG_PORT=", "LUMBUNG_THREADS=257", "LUMBUNG_ZONE=CET", "LUMBUNG_CONTRACT=maybe"})
    EXPECT_EQ(made("", {line}).code(), config_value_wrong.code) << line;
  EXPECT_EQ(made("port = \"many\"").code(), config_value_wrong.code);
}

TEST_F(Configuration, AFileThatCannotBeReadIsRefusedWithItsLine) {
  auto const broken = made("port = 9000\naddress = \n");
  EXPECT_EQ(broken.code(), config_unreadable.code);
  EXPECT_THAT(broken.problem().sentence_en(), testing::HasSubstr("line 2"));
  EXPECT_TRUE(configure("/nowhere/lumbung.toml", nullptr).refused());
}

TEST_F(Configuration, APasswordOfTheDatabaseIsNotPrinted) {
  auto const configured = made("database = \"postgresql://lumbung:s3cret@db.example/lumbung\"");
  ASSERT_FALSE(configured.refused());
  EXPECT_THAT(configured->config.database_url(), testing::HasSubstr("s3cret"));
  for (auto const& each : configured->settings) EXPECT_THAT(each.value, testing::Not(testing::HasSubstr("s3cret")));
  EXPECT_EQ(setting(*configured, "database").value, "postgresql://…@db.example/lumbung");
}

TEST_F(Configuration, ThePasswordOfNoAddressIsPrinted) {
  auto const configured = made("mail = \"smtps://lumbung:s3cret@surel.example:465\"");
  ASSERT_FALSE(configured.refused());
  for (auto const& each : configured->settings) EXPECT_THAT(each.value, testing::Not(testing::HasSubstr("s3cret")));
  EXPECT_EQ(setting(*configured, "mail").value, "smtps://…@surel.example:465");
  auto const from = made("mail_from = \"Lumbung <kabar@lumbung.example>\"");
  EXPECT_EQ(setting(*from, "mail_from").value, "Lumbung <kabar@lumbung.example>");
}

TEST_F(Configuration, SandboxPartsDoNotStartUnderAPublicAddressUnlessItIsADemo) {
  std::string const home = "public_url = \"https://lumbung.example\"\n";
  EXPECT_FALSE(fit_to_serve(made(home)->config).refused());
  EXPECT_FALSE(fit_to_serve(made(home + "mail = \"smtps://surel.example:465\"")->config).refused());
  for (char const* line :
       {"mail = \"sandbox\"", "demo_days_ago = 3", "sandbox_bank = \"https://bank.lumbung.example\""}) {
    auto const refused = fit_to_serve(made(home + line)->config);
    EXPECT_EQ(refused.code(), config_sandbox_in_production.code) << line;
    EXPECT_FALSE(fit_to_serve(made(home + line + "\ndemo = true")->config).refused()) << line;
    EXPECT_FALSE(fit_to_serve(made(line)->config).refused()) << "at home: " << line;
  }
}

TEST_F(Configuration, ADemoLivesInThePast) {
  Config config;
  EXPECT_EQ(&clock_of(config), &machine_clock());
  config.demo_days_ago = 30;
  auto const lag = machine_clock().now() - clock_of(config).now();
  EXPECT_GE(lag, days(29));
  EXPECT_LE(lag, days(31));
}

}  // namespace
}  // namespace lumbung::app
