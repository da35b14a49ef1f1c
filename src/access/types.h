// The things access speaks of: organisations and what proves them, the people who sign in, what they may do, and what
// two of them must agree upon.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "core/id.h"
#include "core/time.h"
#include "ledger/ledger.h"
#include "work/actor.h"

namespace lumbung {
struct Person;  // declared in registry
struct OrganisationDocument;
struct Permit;
struct BankAccount;
struct Invitation;
struct Approval;
}  // namespace lumbung

namespace lumbung::access {

// A word that stands in the database and in the API for each value of an enum.
template <class Enum>
struct Word {
  Enum value;
  std::string_view word;
};

enum class OrganisationKind { yayasan, perkumpulan, koperasi, dinas, perusahaan };
inline constexpr Word<OrganisationKind> organisation_kinds[] = {{OrganisationKind::yayasan, "yayasan"},
                                                                {OrganisationKind::perkumpulan, "perkumpulan"},
                                                                {OrganisationKind::koperasi, "koperasi"},
                                                                {OrganisationKind::dinas, "dinas"},
                                                                {OrganisationKind::perusahaan, "perusahaan"}};

// draft → submitted → verified ⇄ suspended; submitted → refused → submitted. Only a draft or a refused one is edited
// freely; a verified one changes its permit and bank account through an approval by the platform.
enum class OrganisationState { draft, submitted, verified, refused, suspended };
inline constexpr Word<OrganisationState> organisation_states[] = {{OrganisationState::draft, "draft"},
                                                                  {OrganisationState::submitted, "submitted"},
                                                                  {OrganisationState::verified, "verified"},
                                                                  {OrganisationState::refused, "refused"},
                                                                  {OrganisationState::suspended, "suspended"}};

enum class DocumentKind { akta, sk_kemenkumham, npwp, izin_pub };
inline constexpr Word<DocumentKind> document_kinds[] = {{DocumentKind::akta, "akta"},
                                                        {DocumentKind::sk_kemenkumham, "sk_kemenkumham"},
                                                        {DocumentKind::npwp, "npwp"},
                                                        {DocumentKind::izin_pub, "izin_pub"}};

// Who gives a PUB permit, by the area it is for (Permensos 8/2021): the minister for more than one province, the
// governor for one province, the regent or mayor for one regency.
enum class Issuer { minister, governor, regent };
inline constexpr Word<Issuer> issuers[] = {
    {Issuer::minister, "minister"}, {Issuer::governor, "governor"}, {Issuer::regent, "regent"}};

// What needs no permit (Permensos 8/2021).
enum class Exemption { zakat, place_of_worship, limited_emergency, limited_gotong_royong, spontaneous_meeting };
inline constexpr Word<Exemption> exemptions[] = {{Exemption::zakat, "zakat"},
                                                 {Exemption::place_of_worship, "place_of_worship"},
                                                 {Exemption::limited_emergency, "limited_emergency"},
                                                 {Exemption::limited_gotong_royong, "limited_gotong_royong"},
                                                 {Exemption::spontaneous_meeting, "spontaneous_meeting"}};

// What an account may do in an organisation (none for the platform roles) and inside an area. See roles.h.
enum class Role {
  platform_admin,
  platform_verifier,
  org_admin,
  campaign_editor,
  treasurer,      // bendahara
  approver,       // penyetuju
  field_officer,  // pendamping
  auditor
};
inline constexpr Word<Role> roles[] = {
    {Role::platform_admin, "platform_admin"}, {Role::platform_verifier, "platform_verifier"},
    {Role::org_admin, "org_admin"},           {Role::campaign_editor, "campaign_editor"},
    {Role::treasurer, "treasurer"},           {Role::approver, "approver"},
    {Role::field_officer, "field_officer"},   {Role::auditor, "auditor"}};

enum class ApprovalState { open, approved, refused, voided };
inline constexpr Word<ApprovalState> approval_states[] = {{ApprovalState::open, "open"},
                                                          {ApprovalState::approved, "approved"},
                                                          {ApprovalState::refused, "refused"},
                                                          {ApprovalState::voided, "voided"}};

template <class Enum, std::size_t N>
std::string_view word_in(Word<Enum> const (&words)[N], Enum value) {
  for (auto const& known : words)
    if (known.value == value) return known.word;
  must(false);
  return {};
}
template <class Enum, std::size_t N>
std::optional<Enum> find_in(Word<Enum> const (&words)[N], std::string_view word) {
  for (auto const& known : words)
    if (known.word == word) return known.value;
  return std::nullopt;
}

// Leave to collect from the public: a permit, or the reason why none is needed. Never both.
struct PermitRecord {
  Id<Permit> id;
  std::optional<Exemption> exemption;
  std::string explanation;  // of the exemption
  std::string number;       // of the permit, as printed on it
  Issuer issuer = Issuer::minister;
  std::string area;  // "" is the whole country
  Date from, to;     // both included
  std::optional<Date> extended_to;

  // Whether it allows collecting on that day.
  bool covers(Date day) const { return exemption || (from <= day && day <= extended_to.value_or(to)); }
};

// Where gifts are paid to. The number is kept sealed.
struct BankAccountRecord {
  Id<BankAccount> id;
  std::string bank_code;    // three digits of Bank Indonesia's list, "014"
  std::string number;       // digits; for those who may see it
  std::string holder;       // as the bank has it
  std::string explanation;  // why the holder's name is not the organisation's
};

struct DocumentRecord {
  Id<OrganisationDocument> id;
  DocumentKind kind = DocumentKind::akta;
  Hash file{};  // in storage::Files
  Instant added;
};

}  // namespace lumbung::access

namespace lumbung {

// An organisation with a book of its own. What is public of it: everything but the phone.
struct Organisation {
  Id<Organisation> id;
  ledger::BookId book;
  std::string name;
  access::OrganisationKind kind = access::OrganisationKind::yayasan;
  std::string area;  // where it sits: an area code, "32.17"
  access::OrganisationState state = access::OrganisationState::draft;
  std::string reason;  // why it was refused or suspended
  Instant registered;
  std::optional<Instant> decided;
};

}  // namespace lumbung
