// What the rules of this room share. Not for others.
#pragma once

#include "giving/giving.h"

namespace lumbung::giving {

// Where collection fees of a campaign's gifts come to rest.
Id<LedgerAccount> fee_account_of(Id<Campaign> campaign);
// What an acquirer took back after it had been used; opened with the first such gift.
Id<LedgerAccount> loss_account_of(Id<Campaign> campaign);
// What an acquirer took back and the bank account did not hold.
Id<LedgerAccount> owed_account_of(Id<Organisation> organisation);

template <class Thing>
void record(Work& work, CampaignRecord const& campaign, std::string_view kind, Id<Thing> subject,
            std::vector<work::Fact> facts = {}) {
  work.record(
      {.kind = kind, .subject = subject.uuid, .organisation = campaign.organisation, .facts = std::move(facts)});
}

}  // namespace lumbung::giving
