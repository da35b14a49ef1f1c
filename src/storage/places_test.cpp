#include "storage/places.h"

#include <gtest/gtest.h>

namespace lumbung::storage {
namespace {

std::string all(std::string_view hosts, std::string_view addresses, std::string_view ports) {
  std::string said;
  for (auto const& place : places_in(hosts, addresses, ports))
    said += "[" + place.host + "|" + place.address + "|" + place.port + "]";
  return said;
}

TEST(Places, OneHostIsLeftAsTheAddressHasIt) {
  EXPECT_EQ(all("", "", ""), "[||]");
  EXPECT_EQ(all("db1", "", "5432"), "[||]");
  EXPECT_EQ(all("/run/postgresql", "", ""), "[||]");
}

TEST(Places, SeveralHostsAreTakenOneByOne) {
  EXPECT_EQ(all("db1,db2,db3", "", "5432,5433,5434"), "[db1||5432][db2||5433][db3||5434]");
  EXPECT_EQ(all("db1,db2", "", "6000"), "[db1||6000][db2||6000]");
  EXPECT_EQ(all("db1,db2", "10.0.0.1,10.0.0.2", ""), "[db1|10.0.0.1|][db2|10.0.0.2|]");
  EXPECT_EQ(all("", "10.0.0.1,10.0.0.2", ""), "[|10.0.0.1|][|10.0.0.2|]");
}

}  // namespace
}  // namespace lumbung::storage
