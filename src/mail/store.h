// The outbox. Inside mail only.
#pragma once

#include <optional>

#include "mail/mail.h"

namespace lumbung::mail::store {

struct Row {
  Id<Letter> id;
  std::string sealed;
  Instant written, useless_after;
  int tries = 0;
};
void add(storage::Writer& rows, Row const& row);
std::vector<Row> due(storage::Reader& rows, Instant now, int limit);
std::optional<Row> find(storage::Reader& rows, Id<Letter> id);
void put_off(storage::Writer& rows, Id<Letter> id, Instant due, int tries);
bool remove(storage::Writer& rows, Id<Letter> id);
bool any_due(storage::Reader& rows, Instant now);
std::int64_t count(storage::Reader& rows);

}  // namespace lumbung::mail::store
