#include "storage/engines.h"

namespace lumbung::storage {

std::unique_ptr<Database> open_postgresql(Options const&) { throw Breakdown("PostgreSQL is not served yet"); }

}  // namespace lumbung::storage
