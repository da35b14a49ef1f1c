// What the rules of this room share. Not for others.
#pragma once

#include "giving/holds.h"

namespace lumbung::giving {

// Where collection fees of a campaign's gifts come to rest.
Id<LedgerAccount> fee_account_of(Id<Campaign> campaign);
// What an acquirer took back after it had been used; opened with the first such gift.
Id<LedgerAccount> loss_account_of(Id<Campaign> campaign);

// The held units go back and the hold is closed; whether that may be is asked before.
Verdict settle_hold(Work& work, CampaignRecord const& campaign, HoldRecord const& hold, HoldState outcome,
                    std::string_view note);
// As the public one; `note` is kept with the hold that it ends.
Verdict take_back(Work& work, Id<Charge> charge, std::string_view note);

template <class Thing>
void record(Work& work, CampaignRecord const& campaign, std::string_view kind, Id<Thing> subject,
            std::vector<work::Fact> facts = {}) {
  work.record(
      {.kind = kind, .subject = subject.uuid, .organisation = campaign.organisation, .facts = std::move(facts)});
}

}  // namespace lumbung::giving
