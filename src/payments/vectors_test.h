// The standards' vectors, for tests.
#pragma once

#include <boost/json.hpp>

namespace lumbung::payments::testing {

// tests/standards/vectors.json, read once.
boost::json::object const& vectors();

}  // namespace lumbung::payments::testing
