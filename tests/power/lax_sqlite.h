// What SQLite does otherwise here. It is given a seed for its own chance (the salts of its log), so that one seed
// repeats everything; and, as a planted fault, it is told synchronous=FULL, takes NORMAL, and says that it took FULL.
#pragma once

namespace lumbung::power {

void seed_sqlite(int seed);  // before the first use
extern bool lax_sqlite;      // from now on

}  // namespace lumbung::power
