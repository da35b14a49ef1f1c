// The tables of forgotten passwords. Inside access only.
#pragma once

#include <optional>
#include <vector>

#include "access/types.h"
#include "storage/storage.h"

namespace lumbung::access::store {

using storage::Reader;
using storage::Writer;

// Somebody asked for that address; whether anybody signs in by it is not known yet.
struct ResetWish {
  Id<ResetWish> id;
  Hash email_index{};
  Instant asked;
};
void add_reset_wish(Writer& rows, ResetWish const& wish);
std::vector<ResetWish> reset_wishes(Reader& rows, int limit);
std::int64_t remove_reset_wishes(Writer& rows, Hash const& email_index);
bool any_reset_wish(Reader& rows);

struct ResetRow {
  Id<Account> account;
  Hash token_hash{};
  Instant made, expires;
};
// Takes the place of the account's older one.
void put_reset(Writer& rows, ResetRow const& reset);
std::optional<ResetRow> find_reset(Reader& rows, Hash const& token_hash);
std::int64_t remove_reset(Writer& rows, Id<Account> account);
std::int64_t remove_resets_before(Writer& rows, Instant expired);

}  // namespace lumbung::access::store
