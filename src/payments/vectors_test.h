// The standards' vectors, for tests.
#pragma once

#include <boost/json.hpp>

namespace lumbung::payments::testing {

// tests/standards/vectors.json, read once.
boost::json::object const& vectors();

inline std::string text(boost::json::value const& value) { return std::string(value.as_string()); }

}  // namespace lumbung::payments::testing
