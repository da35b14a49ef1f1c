// What the rules of this room share. Not for others.
#pragma once

#include "givers/givers.h"
#include "mail/mail.h"

namespace lumbung::givers {

template <class Thing>
void record(Work& work, std::string_view kind, Id<Thing> subject, std::vector<work::Fact> facts = {},
            std::optional<Id<Organisation>> organisation = {}) {
  work.record({.kind = kind, .subject = subject.uuid, .organisation = organisation, .facts = std::move(facts)});
}

// ---- What letters say, in the giver's language --------------------------------------------------------------------
struct Said {
  std::string subject, text;
};
Said code_letter(Language language, std::string_view code, std::string_view public_url);

struct Reminder {
  std::string campaign, organisation;
  Money amount;
  std::string va;       // "" for QRIS
  std::string link;     // to pay it
  std::string account;  // to all gifts and plans
  Instant expires;
  int also_late = 0;  // charges of earlier periods that were made together with this one
};
Said reminder_letter(Language language, Reminder const& reminder, Zone zone);
// The campaign takes no more: the plan ended, or waits for the organisation's choice.
Said campaign_over_letter(Language language, std::string_view campaign, bool organisation_chooses,
                          std::string_view account);
Said moved_letter(Language language, std::string_view from, std::string_view to, Date next, std::string_view account);

// Puts a letter into the outbox.
void write_to(Work& work, std::string_view address, Said const& said, Duration useful);

}  // namespace lumbung::givers
