// What the rules of this room share. Not for others.
#pragma once

#include "cooperative/cooperative.h"
#include "ledger/ledger.h"

namespace lumbung::cooperative {

// Records an event of this room about `subject`.
template <class Thing>
void record(Work& work, CooperativeRecord const& of, std::string_view kind, Id<Thing> subject,
            std::vector<work::Fact> facts = {}) {
  work.record({.kind = kind, .subject = subject.uuid, .organisation = of.organisation, .facts = std::move(facts)});
}

// The day has come; the refusal points at `at`.
Verdict has_come(View const& view, Date day, std::string_view at);
// Whether an entry with this id stands in the book: then what is asked may be a repetition, which the ledger judges.
inline bool booked(View const& view, std::int64_t book, Id<Entry> id) {
  return ledger::find_entry(view, {book}, id).has_value();
}
// Posts, or says what was posted: the same wish again is the first answer and touches no row; another one under the id
// is refused (ledger::id_reused).
Result<ledger::Posted> post_once(Work& work, ledger::EntryWish const& wish);
// Evidence must have been uploaded by the organisation before it is named; the refusal points at "/evidence/<i>".
Verdict all_uploaded(View const& view, std::int64_t book, std::vector<Hash> const& evidence);

// An account of a member for one kind of savings; opened on admission.
Id<LedgerAccount> account_of(Id<CooperativeMember> member, Saving saving);
Verdict open_accounts(Work& work, CooperativeRecord const& of, Id<CooperativeMember> member);

// What the rows of lending promise: they say what the ledger says.
void check_lending(View const& view, std::int64_t book, std::vector<RoomFault>& faults);

}  // namespace lumbung::cooperative
