// What the rules of this room share. Not for others.
#pragma once

#include "programme/programme.h"

namespace lumbung::programme {

// The book of an organisation; refuses when there is no such organisation.
Result<ledger::BookId> book_of(View const& view, Id<Organisation> organisation);
// An account that counts units of one item: "units_stock", "units_bought" or "units_delivered".
Id<LedgerAccount> goods_account(Id<Programme> programme, Id<PlanItem> item, std::string_view purpose);

// What units [from, to) of an item cost, by the lots they were bought in (see delivery.cpp).
Money cost_of(View const& view, ProgrammeRecord const& programme, Id<PlanItem> item, std::int64_t from,
              std::int64_t to);

// Records an event of this room about `subject`.
template <class Thing>
void record(Work& work, ProgrammeRecord const& programme, std::string_view kind, Id<Thing> subject,
            std::vector<work::Fact> facts = {}) {
  work.record(
      {.kind = kind, .subject = subject.uuid, .organisation = programme.organisation, .facts = std::move(facts)});
}

// Every picture must have been uploaded for evidence, by the organisation whose book this is, before it is named; the
// refusal points at "/evidence/<i>".
Verdict all_stored(View const& view, std::int64_t book, std::vector<Hash> const& hashes);

}  // namespace lumbung::programme
