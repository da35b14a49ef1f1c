// What belongs to one person: the full NIK, consents, the right to be forgotten.
#include "access/accounts.h"
#include "registry/routes_parts.h"

namespace lumbung::registry {
namespace {

// POST and never kept: each look is written down, so none may come from a cache, a prefetch or a remembered request.
Result<Act> seeing_identity(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Person>("person"));
  auto const reason = choice_of(f, "reason", reasons);
  return Act([id, reason](Work& work) -> Result<Answer> {
    auto const owner = TRY(owner_of(work, id));
    auto const nik = TRY(see_nik(work, owner, id, reason));
    Json j;
    j.object([&] { j("nik", nik.digits()); });
    return http::shown(std::move(j));
  });
}

Result<Act> consenting(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Person>("person"));
  ConsentRecord const consent{.id = f.id<Consent>("id"),
                              .person = id,
                              .purpose = choice_of(f, "purpose", purposes),
                              .decision = choice_of(f, "decision", decisions),
                              .manner = choice_of(f, "manner", manners),
                              .at = f.instant("at")};
  return Act([consent](Work& work) -> Result<Answer> {
    auto const owner = TRY(owner_of(work, consent.person));
    TRY(record_consent(work, owner, consent));
    Json j;
    j.object([&] { j("id", consent.id); });
    return http::made("/api/persons/" + consent.person.text() + "/consents", std::move(j));
  });
}

Result<Answer> listing_consents(View const& view, Request const& request) {
  auto const id = TRY(request.id_in_path<Person>("person"));
  auto const owner = TRY(owner_of(view, id));
  auto const consents = TRY(consents_of(view, owner, id));
  Json j;
  j.object([&] {
    j.list("items", consents, [&](ConsentRecord const& consent) {
      j("id", consent.id);
      j("purpose", word_in(purposes, consent.purpose));
      j("decision", word_in(decisions, consent.decision));
      j("manner", word_in(manners, consent.manner));
      j("at", consent.at);
    });
    j.null("next");
  });
  return http::shown(std::move(j));
}

Result<Act> erasing(Request const& request, Fields&) {
  auto const id = TRY(request.id_in_path<Person>("person"));
  return Act([id](Work& work) -> Result<Answer> {
    auto const owner = TRY(owner_of(work, id));
    TRY(erase_person(work, owner, id));
    return http::nothing();
  });
}

Result<Act> correcting(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Person>("person"));
  Correction wish{.id = f.id<PersonCorrection>("id"),
                  .name = f.optional_text("name", {.max = 100}),
                  .sex = f.optional_choice<Sex>("sex", {{"L", Sex::male}, {"P", Sex::female}}),
                  .birth_date = f.optional_date("birth_date"),
                  .birth_place = f.optional_text("birth_place", {.min = 0, .max = 100}),
                  .nik = {},
                  .remove_nik = f.optional_boolean("remove_nik").value_or(false),
                  .phone = f.optional_parsed<Phone>("phone", Phone::parse),
                  .reason = f.text("reason", {.min = 5, .max = 300})};
  auto const written = f.optional_text("nik", {.max = 30});
  if (written && wish.remove_nik) f.wrong("remove_nik", refuse(http::field_unknown));
  return Act([id, wish, written](Work& work) -> Result<Answer> {
    auto correction = wish;
    if (written) {
      auto nik = Nik::parse(*written, work.today());
      if (nik.refused()) return std::move(nik).problem().at("/nik");
      correction.nik = *nik;
    }
    auto const owner = TRY(owner_of(work, id));
    TRY(correct_person(work, owner, id, correction));
    return http::nothing();
  });
}

Result<Answer> listing_corrections(View const& view, Request const& request) {
  auto const id = TRY(request.id_in_path<Person>("person"));
  auto const owner = TRY(owner_of(view, id));
  auto const corrections = TRY(corrections_of(view, owner, id));
  Json j;
  j.object([&] {
    j.list("items", corrections, [&](CorrectionRecord const& correction) {
      j("id", correction.id);
      j("at", correction.at);
      or_null(j, "by", access::account_name(view, correction.by));
      j("reason", correction.reason);
      j.list("before", correction.before, [&](CorrectionRecord::Before const& before) {
        j("field", before.field);
        or_null(j, "value", before.value);
      });
    });
    j.null("next");
  });
  return http::shown(std::move(j));
}

}  // namespace

void open_person_doors(Doors& doors) {
  doors.change({Method::post, "/api/persons/{person}/identity", "seeIdentity"}, seeing_identity, personal);
  doors.change({Method::post, "/api/persons/{person}/consents", "recordConsent"}, consenting, personal);
  doors.look({Method::get, "/api/persons/{person}/consents", "listConsents"}, listing_consents);
  doors.change({Method::post, "/api/persons/{person}/corrections", "correctPerson"}, correcting, personal);
  doors.look({Method::get, "/api/persons/{person}/corrections", "listCorrections"}, listing_corrections);
  doors.change({Method::post, "/api/persons/{person}/erasure", "erasePerson"}, erasing, personal);
}

}  // namespace lumbung::registry
