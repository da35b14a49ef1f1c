#include "access/organisations.h"

#include <algorithm>

#include "access/store.h"
#include "access/vault.h"
#include "core/area.h"
#include "core/phone.h"

namespace lumbung::access {
namespace {

constexpr std::size_t most_documents = 40;

void record(Work& work, std::string_view kind, Id<Organisation> id, std::vector<work::Fact> facts = {}) {
  work.record({.kind = kind, .subject = id.uuid, .organisation = id, .facts = std::move(facts)});
}

Cell phone_cell(Id<Organisation> id) { return {"organisations", "phone_sealed", id.uuid}; }

Result<Organisation> find_managed(Work const& work, Id<Organisation> id) {
  auto const found = store::find_organisation(work.rows, id);
  if (!found) return refuse(unknown_organisation);
  TRY(work::require(work.actor, manage_organisation, id, found->area));
  return *found;
}

Result<Organisation> find_judged(Work const& work, Id<Organisation> id) {
  auto const found = store::find_organisation(work.rows, id);
  if (!found) return refuse(unknown_organisation);
  TRY(work::require(work.actor, verify_organisations, id, found->area));
  return *found;
}

bool is_open_to_edits(Organisation const& organisation) {
  return organisation.state == OrganisationState::draft || organisation.state == OrganisationState::refused;
}

Hash hash_of(RegistrationWish const& wish, std::string_view area, std::string_view phone) {
  std::string text = wish.name;
  text.append("\n").append(word_in(organisation_kinds, wish.kind)).append("\n").append(area).append("\n").append(phone);
  return sha256(text);
}

// The areas of issuers by Permensos 8/2021: the minister for several provinces (here: the country), a governor for a
// province, a regent or mayor for a regency or city.
bool area_fits(Issuer issuer, AreaLevel level) {
  switch (issuer) {
    case Issuer::minister:
      return level == AreaLevel::country;
    case Issuer::governor:
      return level == AreaLevel::province;
    case Issuer::regent:
      return level == AreaLevel::regency;
  }
  return false;
}

// The same day three months on, or the last of that month.
Date three_months_after(Date date) {
  auto [year, month, day] = calendar(date);
  month += 3;
  if (month > 12) {
    month -= 12;
    ++year;
  }
  while (!is_calendar_day(year, month, day)) --day;
  return make_date(year, month, day);
}

Verdict permit_is_sound(Organisation const& organisation, PermitRecord const& permit) {
  if (permit.exemption) {
    if (permit.explanation.size() < 20) return refuse(exemption_unexplained).at("/explanation");
    return done;
  }
  bool const may_have_one =
      organisation.kind == OrganisationKind::yayasan || organisation.kind == OrganisationKind::perkumpulan;
  if (!may_have_one) return refuse(pub_for_foundations_only).at("/number");
  if (permit.number.empty()) return refuse(permit_number_missing).at("/number");
  AreaCode area;
  if (!permit.area.empty()) area = TRY(AreaCode::parse(permit.area));
  if (!area_fits(permit.issuer, area.level())) return refuse(permit_area_wrong).at("/area");
  if (permit.to < permit.from || permit.to > three_months_after(permit.from))
    return refuse(permit_days_wrong).at("/to");
  if (permit.extended_to && (*permit.extended_to <= permit.to || *permit.extended_to > three_months_after(permit.to)))
    return refuse(permit_days_wrong).at("/extended_to");
  return done;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Verdict bank_account_is_sound(Organisation const& organisation, BankAccountRecord const& account) {
  if (account.bank_code.size() != 3 || !all_digits(account.bank_code)) return refuse(bank_code_wrong).at("/bank_code");
  if (account.number.size() < 6 || account.number.size() > 20 || !all_digits(account.number))
    return refuse(account_number_wrong).at("/number");
  if (!same_name(organisation.name, account.holder) && account.explanation.size() < 20)
    return refuse(holder_name_differs).at("/holder");
  return done;
}

void line(std::string& text, std::string_view name, std::string_view value) {
  text.append(name).append(" ");
  for (char c : value) text.push_back(c == '\n' || c == '\r' ? ' ' : c);
  text.append("\n");
}

std::string text_of_permit(PermitRecord const& permit) {
  std::string text;
  if (permit.exemption) {
    line(text, "exemption", word_in(exemptions, *permit.exemption));
    line(text, "explanation", permit.explanation);
    return text;
  }
  line(text, "permit", permit.number);
  line(text, "issuer", word_in(issuers, permit.issuer));
  line(text, "area", permit.area);
  line(text, "from", iso(permit.from));
  line(text, "to", iso(permit.to));
  if (permit.extended_to) line(text, "extended_to", iso(*permit.extended_to));
  return text;
}

// The account number stands in the text as a keyed fingerprint: enough to notice a change, not to read it.
std::string text_of_account(store::SealedBankAccount const& sealed) {
  std::string text;
  line(text, "bank", sealed.account.bank_code);
  line(text, "account", hex(view_of(sha256(view_of(sealed.number_index)))));
  line(text, "holder", sealed.account.holder);
  if (!sealed.account.explanation.empty()) line(text, "explanation", sealed.account.explanation);
  return text;
}

std::string head_of(std::string_view what, Organisation const& organisation) {
  std::string text = "lumbung/" + std::string(what) + "@v1\n";
  line(text, "id", organisation.id.text());
  line(text, "name", organisation.name);
  line(text, "kind", word_in(organisation_kinds, organisation.kind));
  line(text, "area", organisation.area);
  return text;
}

std::string text_of_organisation(View const& view, Organisation const& organisation) {
  auto text = head_of("verification", organisation);
  line(text, "state", word_in(organisation_states, organisation.state));
  for (auto const& document : store::documents(view.rows, organisation.id))
    line(text, word_in(document_kinds, document.kind), hex(view_of(document.file)));
  if (auto const current = store::permit(view.rows, organisation.id, "current")) text += text_of_permit(*current);
  if (auto const current = store::bank_account(view.rows, organisation.id, "current"))
    text += text_of_account(*current);
  return text;
}

Verdict open_change(Work& work, Organisation const& organisation, std::string_view kind, std::string content,
                    Stakes stakes) {
  TRY(open_approval(work, {.id = work.new_id<Approval>(),
                           .kind = std::string(kind),
                           .subject = organisation.id.uuid,
                           .content = std::move(content),
                           .organisation = organisation.id,
                           .area = organisation.area,
                           .needed = std::string(verify_organisations),
                           .stakes = stakes}));
  return done;
}

}  // namespace

Result<Organisation> register_organisation(Work& work, RegistrationWish const& wish) {
  auto const phone = TRY(Phone::parse(wish.contact_phone));
  auto const area = TRY(AreaCode::parse(wish.area));
  if (area.level() == AreaLevel::province || area.level() == AreaLevel::country)
    return refuse(area_code_wrong).at("/area");
  auto const content = hash_of(wish, area.text(), phone.e164());
  if (auto const kept = store::find_organisation(work.rows, wish.id)) {
    if (store::wish_hash_of(work.rows, wish.id) == content) return *kept;
    return refuse(id_has_other_content).at("/id");
  }
  Organisation made;
  made.id = wish.id;
  made.book = TRY(ledger::open_book(work, wish.id.uuid, wish.name));
  made.name = wish.name;
  made.kind = wish.kind;
  made.area = area.text();
  made.registered = work.now;
  auto const sealed = seal_secret(work, phone_cell(wish.id), phone.e164());
  store::add_organisation(work.rows, {made, sealed, content});
  record(work, organisation_registered, wish.id,
         {{"kind", std::string(word_in(organisation_kinds, wish.kind))},
          {"area", made.area},
          {"book", std::to_string(made.book.number)}});
  return made;
}

Result<Id<OrganisationDocument>> add_document(Work& work, Id<Organisation> id, DocumentWish const& wish) {
  auto const organisation = TRY(find_managed(work, id));
  if (!is_open_to_edits(organisation)) return refuse(not_editable);
  if (work.house.files == nullptr || !work.house.files->has(wish.file)) return refuse(file_not_stored).at("/file");
  auto const kept = store::documents(work.rows, id);
  for (auto const& document : kept) {
    bool const same = document.kind == wish.kind && document.file == wish.file;
    if (same) return document.id;
    if (document.id == wish.id) return refuse(id_has_other_content).at("/id");
  }
  if (kept.size() >= most_documents) return refuse(too_many_documents).with("most", std::to_string(most_documents));
  store::add_document(work.rows, id, {.id = wish.id, .kind = wish.kind, .file = wish.file, .added = work.now});
  record(work, document_added, id,
         {{"kind", std::string(word_in(document_kinds, wish.kind))}, {"file", hex(view_of(wish.file))}});
  return wish.id;
}

Verdict set_permit(Work& work, Id<Organisation> id, PermitRecord const& wish) {
  auto const organisation = TRY(find_managed(work, id));
  bool const verified = organisation.state == OrganisationState::verified;
  if (!verified && !is_open_to_edits(organisation)) return refuse(not_editable);
  TRY(permit_is_sound(organisation, wish));
  auto made = wish;
  made.id = work.new_id<Permit>();
  std::string_view const standing = verified ? "proposed" : "current";
  store::set_permit(work.rows, id, standing, made, work.now);
  record(work, permit_set, id, {{"standing", std::string(standing)}});
  if (!verified) return done;
  return open_change(work, organisation, permit_change, head_of("permit", organisation) + text_of_permit(made),
                     Stakes::ordinary);
}

Verdict set_bank_account(Work& work, Id<Organisation> id, BankAccountRecord const& wish) {
  auto const organisation = TRY(find_managed(work, id));
  bool const verified = organisation.state == OrganisationState::verified;
  if (!verified && !is_open_to_edits(organisation)) return refuse(not_editable);
  TRY(bank_account_is_sound(organisation, wish));
  store::SealedBankAccount made;
  made.account = wish;
  made.account.id = work.new_id<BankAccount>();
  made.number_sealed =
      seal_secret(work, {"organisation_bank_accounts", "number_sealed", made.account.id.uuid}, wish.number);
  made.number_index = blind_index(work.house.keys, Indexed::account_number, wish.number);
  made.key_version = work.house.keys.version;
  std::string_view const standing = verified ? "proposed" : "current";
  store::set_bank_account(work.rows, id, standing, made, work.now);
  record(work, bank_account_set, id, {{"standing", std::string(standing)}});
  if (!verified) return done;
  return open_change(work, organisation, bank_account_change,
                     head_of("bank-account", organisation) + text_of_account(made), Stakes::moves_money);
}

Verdict submit_organisation(Work& work, Id<Organisation> id) {
  auto const organisation = TRY(find_managed(work, id));
  if (organisation.state == OrganisationState::submitted) return done;
  if (!is_open_to_edits(organisation)) return refuse(not_editable);
  std::optional<Problem> problems;
  auto const lacks = [&](Problem problem) {
    if (problems)
      problems = std::move(*problems).also(std::move(problem));
    else
      problems = std::move(problem);
  };
  auto const kept = store::documents(work.rows, id);
  auto const has = [&](DocumentKind kind) {
    return std::any_of(kept.begin(), kept.end(), [&](auto const& document) { return document.kind == kind; });
  };
  bool const foundation =
      organisation.kind == OrganisationKind::yayasan || organisation.kind == OrganisationKind::perkumpulan;
  bool const office = organisation.kind == OrganisationKind::dinas;
  if (!office && !has(DocumentKind::akta)) lacks(refuse(document_missing).with("document", "akta pendirian", "deed"));
  if (!office && !has(DocumentKind::sk_kemenkumham))
    lacks(refuse(document_missing).with("document", "SK Kemenkumham", "decree of the Ministry of Law"));
  if (!has(DocumentKind::npwp)) lacks(refuse(document_missing).with("document", "NPWP", "tax number (NPWP)"));
  auto const leave = store::permit(work.rows, id, "current");
  if (foundation && !leave) lacks(refuse(permit_missing));
  if (leave && !leave->exemption && !has(DocumentKind::izin_pub))
    lacks(refuse(document_missing).with("document", "izin PUB", "PUB permit"));
  if (!store::bank_account(work.rows, id, "current")) lacks(refuse(bank_account_missing));
  if (problems) return *std::move(problems);
  store::set_state(work.rows, id, OrganisationState::submitted, "", std::nullopt);
  record(work, organisation_submitted, id);
  return done;
}

Result<Id<Approval>> propose_verification(Work& work, Id<Organisation> id, Id<Approval> approval) {
  auto const organisation = TRY(find_judged(work, id));
  bool const waits =
      organisation.state == OrganisationState::submitted || organisation.state == OrganisationState::suspended;
  if (!waits) return refuse(not_submitted);
  return open_approval(work, {.id = approval,
                              .kind = std::string(verification),
                              .subject = id.uuid,
                              .content = text_of_organisation(work, organisation),
                              .organisation = id,
                              .area = organisation.area,
                              .needed = std::string(verify_organisations)});
}

Verdict refuse_organisation(Work& work, Id<Organisation> id, std::string_view reason) {
  auto const organisation = TRY(find_judged(work, id));
  if (organisation.state != OrganisationState::submitted) return refuse(not_submitted);
  if (reason.empty()) return refuse(reason_missing).at("/reason");
  void_approvals(work, verification, id.uuid, "refused");
  store::set_state(work.rows, id, OrganisationState::refused, reason, work.now);
  record(work, organisation_refused, id);
  return done;
}

Verdict suspend_organisation(Work& work, Id<Organisation> id, std::string_view reason) {
  auto const organisation = TRY(find_judged(work, id));
  if (organisation.state != OrganisationState::verified) return refuse(not_suspendable);
  if (reason.empty()) return refuse(reason_missing).at("/reason");
  for (auto const kind : {permit_change, bank_account_change}) void_approvals(work, kind, id.uuid, "suspended");
  store::set_state(work.rows, id, OrganisationState::suspended, reason, work.now);
  record(work, organisation_suspended, id);
  return done;
}

Verdict organisation_approved(Work& work, work::Event const& event) {
  auto const approval = find_approval(work, approval_of(event));
  must(approval && approval->state == ApprovalState::approved);
  Id<Organisation> const id{approval->subject};
  if (approval->kind == verification) {
    store::set_state(work.rows, id, OrganisationState::verified, "", work.now);
    record(work, organisation_verified, id, {{"approval", approval->id.text()}});
  } else if (approval->kind == permit_change) {
    auto const proposed = store::permit(work.rows, id, "proposed");
    must(proposed.has_value());
    store::promote_permit(work.rows, id, proposed->id);
    record(work, permit_set, id, {{"standing", "current"}});
  } else if (approval->kind == bank_account_change) {
    auto const proposed = store::bank_account(work.rows, id, "proposed");
    must(proposed.has_value());
    store::promote_bank_account(work.rows, id, proposed->account.id);
    record(work, bank_account_set, id, {{"standing", "current"}});
  }
  return done;
}

void add_contents_of_organisations(Contents& contents) {
  contents.of(std::string(verification), [](View const& view, Uuid const& id) -> std::optional<std::string> {
    auto const found = store::find_organisation(view.rows, {id});
    if (!found) return std::nullopt;
    return text_of_organisation(view, *found);
  });
  contents.of(std::string(permit_change), [](View const& view, Uuid const& id) -> std::optional<std::string> {
    auto const found = store::find_organisation(view.rows, {id});
    auto const proposed = store::permit(view.rows, {id}, "proposed");
    if (!found || !proposed || found->state != OrganisationState::verified) return std::nullopt;
    return head_of("permit", *found) + text_of_permit(*proposed);
  });
  contents.of(std::string(bank_account_change), [](View const& view, Uuid const& id) -> std::optional<std::string> {
    auto const found = store::find_organisation(view.rows, {id});
    auto const proposed = store::bank_account(view.rows, {id}, "proposed");
    if (!found || !proposed || found->state != OrganisationState::verified) return std::nullopt;
    return head_of("bank-account", *found) + text_of_account(*proposed);
  });
}

}  // namespace lumbung::access
