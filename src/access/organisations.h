// Organisations: registered by anybody, verified by two people of the platform, and only then allowed to collect.
//
// What verification looks at: the deed (akta) and, for foundations and associations, the decree of the Ministry of Law
// (SK Kemenkumham) and the tax number; the PUB permit, or the reason why none is needed (Permensos 8/2021); and a bank
// account in the organisation's own name. Each organisation has a book in the ledger from the start.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/approvals.h"

namespace lumbung::access {

// Kinds of approvals opened here; the right for all of them is `verify_organisations`.
inline constexpr std::string_view verification = "access.verification";
inline constexpr std::string_view permit_change = "access.permit_change";
inline constexpr std::string_view bank_account_change = "access.bank_account_change";

struct RegistrationWish {
  Id<Organisation> id;
  std::string name;
  OrganisationKind kind = OrganisationKind::yayasan;
  std::string area;           // code of at least a regency: "32.17"
  std::string contact_phone;  // kept sealed
};
// Anybody may register; opens the organisation's book. The same again is the first answer. The first administrator is
// invited by `invite_first_administrator` (accounts.h).
Result<Organisation> register_organisation(Work& work, RegistrationWish const& wish);

// The papers. These need `manage_organisation`, and a draft or refused organisation, except that a verified one may
// have a new permit or bank account: that is proposed, stands when somebody of the platform approved it, and until then
// the old one stands.
struct DocumentWish {
  Id<OrganisationDocument> id;
  DocumentKind kind = DocumentKind::akta;
  Hash file{};
};
// The id it is kept under: the same file again is the first one.
Result<Id<OrganisationDocument>> add_document(Work& work, Id<Organisation> id, DocumentWish const& wish);
// `permit.id` names it; `number`, `issuer`, `area`, `from`, `to` of a permit, or `exemption` and `explanation`.
Verdict set_permit(Work& work, Id<Organisation> id, PermitRecord const& wish);
// The holder must be the organisation by name (case, punctuation and forms such as "Yayasan" aside), or explained.
Verdict set_bank_account(Work& work, Id<Organisation> id, BankAccountRecord const& wish);
// draft or refused → submitted, when nothing is missing; all that is missing is told at once.
Verdict submit_organisation(Work& work, Id<Organisation> id);

// One officer proposes to verify a submitted (or to restore a suspended) organisation; another approves.
Result<Id<Approval>> propose_verification(Work& work, Id<Organisation> id, Id<Approval> approval);
// One officer is enough to protect people: submitted → refused, verified → suspended.
Verdict refuse_organisation(Work& work, Id<Organisation> id, std::string_view reason);
Verdict suspend_organisation(Work& work, Id<Organisation> id, std::string_view reason);

// Carries out what was approved; hang it upon `approved`. Ignores kinds that are not from here.
Verdict organisation_approved(Work& work, work::Event const& event);
// The present text of what is approved here.
void add_contents_of_organisations(Contents& contents);

// Whether a stored file is a paper of any organisation.
bool is_document(View const& view, Hash const& file);
std::optional<Organisation> find_organisation(View const& view, Id<Organisation> id);
// Nobody collects before verification: refuses with `not_verified`, or `unknown_organisation`.
Result<Organisation> verified_organisation(View const& view, Id<Organisation> id);
// Verified, and with a permit or exemption that covers the day.
Result<Organisation> collecting_organisation(View const& view, Id<Organisation> id, Date day);

std::vector<DocumentRecord> documents(View const& view, Id<Organisation> id);
enum class Standing { current, proposed };
std::optional<PermitRecord> permit(View const& view, Id<Organisation> id, Standing standing = Standing::current);
// With the whole number, for those who may see it: `manage_organisation` or `verify_organisations`; others get the last
// four digits.
std::optional<BankAccountRecord> bank_account(View const& view, Id<Organisation> id,
                                              Standing standing = Standing::current);
// "+62…", for those who hold `manage_organisation` or `verify_organisations`; nothing for others.
std::optional<std::string> contact_phone(View const& view, Id<Organisation> id);

// In the order of their ids (that is, of registration), after `after`. `state` none: all. Needs `view_organisation`
// over all organisations, or shows the verified ones only.
std::vector<Organisation> organisations(View const& view, std::optional<OrganisationState> state,
                                        Id<Organisation> after, int limit);
// Those the actor holds a role in.
std::vector<Organisation> own_organisations(View const& view);

// Whether two names are the same but for case, punctuation and words such as "Yayasan", "Koperasi", "PT".
bool same_name(std::string_view a, std::string_view b);

}  // namespace lumbung::access
