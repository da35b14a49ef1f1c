// The words of an entry: the record that the public log commits to, and the content by which a repeated wish is known.
#pragma once

#include <span>
#include <string>

#include "ledger/rows.h"
#include "ledger/shelf.h"

namespace lumbung::ledger {

// SHA-256 over everything a caller wished, each field with its length, so that no two wishes read alike.
Hash content_of(EntryWish const& wish, std::optional<Id<Entry>> reverses);

// Of a run: id, type, time, book, day, subject, asset, how many lines of what total, and the SHA-256 of them all.
std::string record_of_run(BookId book, EntryRow const& entry, Asset const& asset, std::int64_t total);

// "lumbung/record@v1", one line a field: id, type, time, book, day, subject, reverses; then for each transfer its debit
// and credit (account, minor units, asset) and what it took by name ("takes", account, inflow transfer, first unit,
// units, entry); then parties and evidence. No pointers of the chains: they follow from the order.
// Source: standards, trust and reliability, section 1.3.
std::string record_of(Shelf& shelf, EntryRow const& entry, std::span<Hash const> evidence,
                      std::span<Uuid const> parties);

}  // namespace lumbung::ledger
