// The log's vectors of the standards, for the tests of this room.
#pragma once

#include "tests/vectors.h"

namespace lumbung::merkle {

inline tests::Vector vector_file() { return tests::Vector::file("translog/vectors.json"); }

}  // namespace lumbung::merkle
