// The looking half of organisations.h.
#include <algorithm>
#include <array>

#include "access/organisations.h"
#include "access/store.h"
#include "access/vault.h"

namespace lumbung::access {
namespace {

bool may_see_numbers(View const& view, Organisation const& organisation) {
  return view.actor.may(manage_organisation, organisation.id, organisation.area) ||
         view.actor.may(verify_organisations, organisation.id, organisation.area);
}

std::string_view word_of(Standing standing) { return standing == Standing::current ? "current" : "proposed"; }

// The words of a name in lower case, without punctuation and without the words for a legal form.
std::string plain_name(std::string_view name) {
  constexpr std::array<std::string_view, 12> forms{"yayasan",     "ysn", "perkumpulan", "koperasi", "kop",   "ksp",
                                                   "perhimpunan", "pt",  "cv",          "tbk",      "dinas", "persero"};
  std::string plain, word;
  auto const end_word = [&] {
    if (!word.empty() && std::find(forms.begin(), forms.end(), word) == forms.end()) plain += word;
    word.clear();
  };
  for (char c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    bool const part = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (part)
      word.push_back(c);
    else if (c != '.' && c != '\'')
      end_word();
  }
  end_word();
  return plain;
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  auto const plain = plain_name(a);
  return !plain.empty() && plain == plain_name(b);
}

bool is_document(View const& view, Hash const& file) { return store::is_document(view.rows, file); }

std::optional<Organisation> find_organisation(View const& view, Id<Organisation> id) {
  return store::find_organisation(view.rows, id);
}

Result<Organisation> verified_organisation(View const& view, Id<Organisation> id) {
  auto const found = store::find_organisation(view.rows, id);
  if (!found) return refuse(unknown_organisation);
  if (found->state != OrganisationState::verified) return refuse(not_verified);
  return *found;
}

Result<Organisation> collecting_organisation(View const& view, Id<Organisation> id, Date day) {
  auto const organisation = TRY(verified_organisation(view, id));
  auto const leave = store::permit(view.rows, id, "current");
  if (!leave || !leave->covers(day)) return refuse(permit_not_valid);
  return organisation;
}

std::vector<DocumentRecord> documents(View const& view, Id<Organisation> id) { return store::documents(view.rows, id); }

std::optional<PermitRecord> permit(View const& view, Id<Organisation> id, Standing standing) {
  return store::permit(view.rows, id, word_of(standing));
}

std::optional<BankAccountRecord> bank_account(View const& view, Id<Organisation> id, Standing standing) {
  auto const organisation = store::find_organisation(view.rows, id);
  auto sealed = store::bank_account(view.rows, id, word_of(standing));
  if (!organisation || !sealed) return std::nullopt;
  auto found = sealed->account;
  found.number =
      open_secret(view, {"organisation_bank_accounts", "number_sealed", found.id.uuid}, sealed->number_sealed);
  if (!may_see_numbers(view, *organisation))
    found.number.replace(0, found.number.size() - 4, found.number.size() - 4, '*');
  return found;
}

std::optional<std::string> contact_phone(View const& view, Id<Organisation> id) {
  auto const organisation = store::find_organisation(view.rows, id);
  if (!organisation || !may_see_numbers(view, *organisation)) return std::nullopt;
  return open_secret(view, {"organisations", "phone_sealed", id.uuid}, store::phone_sealed_of(view.rows, id).value());
}

std::vector<Organisation> organisations(View const& view, std::optional<OrganisationState> state,
                                        Id<Organisation> after, int limit) {
  bool const sees_all = view.actor.may(view_organisation, {}, "");
  if (!sees_all) state = OrganisationState::verified;
  return store::organisations(view.rows, state ? word_in(organisation_states, *state) : "", after, limit);
}

std::vector<Organisation> own_organisations(View const& view) {
  if (view.actor.account.none()) return {};
  return store::organisations_of_account(view.rows, view.actor.account);
}

}  // namespace lumbung::access
