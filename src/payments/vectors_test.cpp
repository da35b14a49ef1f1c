#include "payments/vectors_test.h"

#include <fstream>
#include <sstream>

namespace lumbung::payments::testing {

boost::json::object const& vectors() {
  static boost::json::object const all = [] {
    std::ifstream file(LUMBUNG_SOURCE_DIR "/tests/standards/vectors.json");
    std::stringstream text;
    text << file.rdbuf();
    return boost::json::parse(text.str()).as_object();
  }();
  return all;
}

}  // namespace lumbung::payments::testing
