// For tests of access and of whatever stands above it: organisations that are verified and people who are signed in,
// second factor and all, made through the same functions as real ones.
//
//   Village village({translog::migrations(), ledger::migrations(), access::migrations()});
//   access::StaffVillage staff(village);
//   auto const org = staff.verified_organisation("Yayasan Kasih Ibu");
//   auto const siti = staff.signed_in(access::Role::treasurer, org);
//   village.work_as(siti.actor, [&](Work& work) { … });
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "access/access.h"
#include "access/accounts.h"
#include "access/approvals.h"
#include "access/organisations.h"
#include "access/sign_in.h"
#include "access/totp.h"
#include "tests/village.h"

namespace lumbung::access {

// Takes the value of a Result that must be there.
template <class T>
T sure(Result<T> result) {
  if (result.refused()) throw Mistake("refused in a test: " + std::string(result.code()));
  return std::move(result).value();
}

struct SignedIn {
  work::Actor actor;
  std::string token;  // of the session
  std::string email;
  std::string secret;  // raw, of the authenticator
  std::vector<std::string> recovery_codes;
};

class StaffVillage {
 public:
  explicit StaffVillage(Village& village) : village_(village) {
    add_contents_of_organisations(contents);
    hang_up_followers();
  }
  // Again after Village::restart().
  void hang_up_followers() { village_.engine().after(approved, organisation_approved); }

  template <class Act>
  auto as_visitor(Act act) {
    return village_.work_as(work::Actor::visitor(), std::move(act));
  }

  // A new person in that role; `organisation` none for roles of the platform.
  SignedIn signed_in(Role role, Id<Organisation> organisation = {}, std::string const& area = "") {
    auto const email = accepted(role, organisation, area);
    auto const half = begin(email);
    SignedIn person{.actor = {}, .token = {}, .email = email, .secret = {}, .recovery_codes = {}};
    auto const begun = sure(as_visitor([&](Work& work) { return begin_enrolment(work, half.token); }));
    person.secret = from_base32(begun.secret);
    auto enrolled = sure(as_visitor([&](Work& work) { return confirm_enrolment(work, half.token, code(person)); }));
    person.recovery_codes = std::move(enrolled.recovery_codes);
    person.token = enrolled.session.token;
    person.actor = actor(person.token);
    return person;
  }

  // Invited and accepted, not signed in yet. Returns the address. The "password hash" is the text "hash of person <n>".
  std::string accepted(Role role, Id<Organisation> organisation = {}, std::string const& area = "") {
    auto const email = "orang" + std::to_string(++count_) + "@contoh.id";
    sure(village_.work_as(work::Actor::system(), [&](Work& work) -> Result<Id<Account>> {
      auto const issued = TRY(invite(work, {.id = work.new_id<Invitation>(),
                                            .email = email,
                                            .name = "Orang " + std::to_string(count_),
                                            .holding = {role, organisation, area}}));
      return accept_invitation(work, {.token = issued.token,
                                      .name = "Orang " + std::to_string(count_),
                                      .password_hash = "hash of person " + std::to_string(count_)});
    }));
    return email;
  }

  // Half a session: the password was right.
  OpenedSession begin(std::string const& email) {
    auto const known = village_.view([&](View const& view) { return credentials_for(view, email); });
    return sure(as_visitor([&](Work& work) { return begin_session(work, known); }));
  }

  // The same person in another session. Moves the clock by a minute, so that the code is a new one.
  SignedIn again(SignedIn person) {
    village_.clock.advance(minutes(1));
    auto const half = begin(person.email);
    person.token = sure(as_visitor([&](Work& work) { return prove_totp(work, half.token, code(person)); })).token;
    person.actor = actor(person.token);
    return person;
  }

  // The second factor once more in the same session. Moves the clock by a minute.
  void prove(SignedIn const& person) {
    village_.clock.advance(minutes(1));
    sure(village_.work_as(person.actor, [&](Work& work) { return prove_totp(work, person.token, code(person)); }));
  }

  std::string code(SignedIn const& person) { return totp_code(person.secret, totp_step(village_.clock.now())); }

  work::Actor actor(std::string const& token) {
    return sure(village_.view([&](View const& view) { return actor_of(view, token); }));
  }

  Id<Organisation> draft_organisation(std::string const& name, std::string const& area = "32.17",
                                      OrganisationKind kind = OrganisationKind::yayasan) {
    return sure(as_visitor([&](Work& work) -> Result<Id<Organisation>> {
      auto const made = TRY(register_organisation(work, {.id = work.new_id<Organisation>(),
                                                         .name = name,
                                                         .kind = kind,
                                                         .area = area,
                                                         .contact_phone = "0812-3456-7890"}));
      return made.id;
    }));
  }

  // Every paper that a foundation needs: deed, decree, tax number, an exemption, and a bank account in its name.
  void add_papers(Id<Organisation> id, std::string const& holder) {
    sure(village_.work_as(work::Actor::system(), [&](Work& work) -> Verdict {
      for (auto const kind : {DocumentKind::akta, DocumentKind::sk_kemenkumham, DocumentKind::npwp}) {
        auto const file = village_.files().put("berkas " + std::string(word_in(document_kinds, kind)) + id.text());
        TRY(add_document(work, id, {work.new_id<OrganisationDocument>(), kind, file}));
      }
      PermitRecord leave;
      leave.exemption = Exemption::zakat;
      leave.explanation = "Lembaga amil zakat resmi, SK BAZNAS 2026.";
      TRY(set_permit(work, id, leave));
      return set_bank_account(
          work, id, {.id = {}, .bank_code = "014", .number = "5270123456", .holder = holder, .explanation = {}});
    }));
  }

  // Registered, with its papers, verified by two people of the platform.
  Id<Organisation> verified_organisation(std::string const& name, std::string const& area = "32.17",
                                         OrganisationKind kind = OrganisationKind::yayasan) {
    auto const id = draft_organisation(name, area, kind);
    add_papers(id, name);
    sure(village_.work_as(work::Actor::system(), [&](Work& work) { return submit_organisation(work, id); }));
    auto const first = signed_in(Role::platform_verifier), second = signed_in(Role::platform_verifier);
    auto const approval = sure(village_.work_as(
        first.actor, [&](Work& work) { return propose_verification(work, id, work.new_id<Approval>()); }));
    sure(agree(second.actor, approval));
    return id;
  }

  // The actor approves what is proposed.
  Result<ApprovalRecord> agree(work::Actor const& who, Id<Approval> approval) {
    return village_.work_as(who, [&](Work& work) -> Result<ApprovalRecord> {
      auto const found = find_approval(work, approval);
      return approve(work, approval, found ? found->content_hash : Hash{}, contents);
    });
  }

  Contents contents;  // add those of other rooms

 private:
  static std::string from_base32(std::string_view text) {
    std::string bytes;
    unsigned held = 0, bits = 0;
    for (char c : text) {
      held = (held << 5) | static_cast<unsigned>(c >= 'A' ? c - 'A' : c - '2' + 26);
      bits += 5;
      if (bits >= 8) bytes.push_back(static_cast<char>((held >> (bits -= 8)) & 0xFF));
    }
    return bytes;
  }

  Village& village_;
  int count_ = 0;
};

}  // namespace lumbung::access
