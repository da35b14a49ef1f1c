#include "programme/store.h"

namespace lumbung::programme::store {
namespace {

constexpr std::array<std::string_view, 3> evidence_kinds{"photo", "form", "signature"};

EvidenceKind read_kind(std::string_view word) {
  for (std::size_t i = 0; i < evidence_kinds.size(); ++i)
    if (evidence_kinds[i] == word) return static_cast<EvidenceKind>(i);
  throw Mistake("stored evidence has an unknown kind");
}

// Columns: id, family, label, area, decile, ended_at, units delivered.
EnrolmentRecord read_enrolment(storage::Row const& row) {
  return {.id = row.get<Id<Enrolment>>(0),
          .family = row.get<Id<Family>>(1),
          .label = row.get<std::string>(2),
          .area = row.get<std::string>(3),
          .decile = row.get<std::optional<int>>(4),
          .ended = !row.is_null(5),
          .delivered = row.integer(6)};
}

// Columns: id, kind, hash, cleared_at, revoked_at.
EvidenceRecord read_evidence(storage::Row const& row) {
  return {.id = row.get<Id<Evidence>>(0),
          .kind = read_kind(row.text(1)),
          .hash = hash_from(row.blob(2)),
          .cleared = !row.is_null(3),
          .revoked = !row.is_null(4)};
}

// Columns: id, programme, item, item name, asset, enrolment, label, area, decile, units, cost, at, latitude, longitude,
// accuracy.
DeliveryRecord read_delivery(storage::Row const& row) {
  DeliveryRecord made{.id = row.get<Id<Delivery>>(0),
                      .programme = row.get<Id<Programme>>(1),
                      .item = row.get<Id<PlanItem>>(2),
                      .item_name = row.get<std::string>(3),
                      .asset = row.get<Asset>(4),
                      .enrolment = row.get<Id<Enrolment>>(5),
                      .household = row.get<std::string>(6),
                      .area = row.get<std::string>(7),
                      .decile = row.get<std::optional<int>>(8),
                      .units = row.integer(9),
                      .cost = Money{row.integer(10), rupiah},
                      .at = row.get<Instant>(11),
                      .place = {},
                      .evidence = {}};
  if (!row.is_null(12)) made.place = Place{row.real(12), row.real(13), row.get<int>(14)};
  return made;
}

std::vector<EvidenceRecord> evidence_of(View const& view, std::int64_t book, Uuid const& subject) {
  return view.rows.all(
      "SELECT id, kind, hash, cleared_at, revoked_at FROM evidence WHERE book_id = $1 AND subject = $2 "
      "AND kind <> 'document' ORDER BY place LIMIT 50",
      {book, storage::Blob{view_of(subject)}}, read_evidence);
}

std::optional<Id<Account>> account_of(Work const& work) {
  if (work.actor.account.none()) return std::nullopt;
  return work.actor.account;
}

}  // namespace

void insert_enrolment(Work& work, ProgrammeRecord const& programme, EnrolmentRecord const& e) {
  work.rows.run(
      "INSERT INTO enrolments (book_id, id, programme, family, label, area, decile, enrolled_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {programme.book, e.id, programme.id, e.family, e.label, e.area, e.decile, work.now});
}

std::optional<EnrolmentPlace> enrolment(View const& view, Id<Enrolment> id) {
  return view.rows.first(
      "SELECT e.id, e.family, e.label, e.area, e.decile, e.ended_at, "
      "(SELECT CAST(COALESCE(SUM(d.units), 0) AS BIGINT) FROM deliveries d WHERE d.book_id = e.book_id "
      "AND d.enrolment = e.id), e.book_id, e.programme FROM enrolments e WHERE e.id = $1",
      {id}, [](storage::Row const& row) {
        return EnrolmentPlace{row.integer(7), row.get<Id<Programme>>(8), read_enrolment(row)};
      });
}

bool label_taken(View const& view, ProgrammeRecord const& programme, std::string_view label) {
  return view.rows.exists("SELECT 1 FROM enrolments WHERE book_id = $1 AND programme = $2 AND label = $3",
                          {programme.book, programme.id, label});
}

bool enrolled(View const& view, ProgrammeRecord const& programme, Id<Family> family) {
  return view.rows.exists(
      "SELECT 1 FROM enrolments WHERE book_id = $1 AND programme = $2 AND family = $3 AND ended_at IS NULL",
      {programme.book, programme.id, family});
}

void end_enrolment(Work& work, EnrolmentPlace const& place, std::string_view reason) {
  work.rows.run("UPDATE enrolments SET ended_at = $3, ended_reason = $4 WHERE book_id = $1 AND id = $2",
                {place.book, place.enrolment.id, work.now, reason});
}

std::vector<EnrolmentRecord> enrolments(View const& view, ProgrammeRecord const& programme,
                                        std::optional<Id<Enrolment>> after, int limit) {
  auto const from = after.value_or(Id<Enrolment>{{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}});
  return view.rows.all(
      "SELECT e.id, e.family, e.label, e.area, e.decile, e.ended_at, "
      "(SELECT CAST(COALESCE(SUM(d.units), 0) AS BIGINT) FROM deliveries d WHERE d.book_id = e.book_id "
      "AND d.enrolment = e.id) FROM enrolments e WHERE e.book_id = $1 AND e.programme = $2 AND e.id < $3 "
      "ORDER BY e.id DESC LIMIT $4",
      {programme.book, programme.id, from, limit}, read_enrolment);
}

std::int64_t enrolled_in(View const& view, ProgrammeRecord const& programme, std::string_view area, std::int64_t most) {
  // Every code below "32.17" lies between "32.17" and "32.17/" ('/' follows '.').
  auto const beyond = std::string(area) + "/";
  return view.rows.number(
      "SELECT COUNT(*) FROM (SELECT 1 FROM enrolments WHERE book_id = $1 AND programme = $2 AND area >= $3 "
      "AND area < $4 LIMIT $5) AS counted",
      {programme.book, programme.id, area, beyond, most});
}

void insert_delivery(Work& work, ProgrammeRecord const& programme, DeliveryWish const& wish, Money cost,
                     std::int64_t before) {
  std::optional<double> latitude, longitude;
  std::optional<int> accuracy;
  if (wish.place) {
    latitude = wish.place->latitude;
    longitude = wish.place->longitude;
    accuracy = wish.place->accuracy_metres;
  }
  work.rows.run(
      "INSERT INTO deliveries (book_id, id, programme, item, enrolment, units, cost, at, latitude, longitude, "
      "accuracy, "
      "units_before) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
      {programme.book, wish.id, programme.id, wish.item, wish.enrolment, wish.units, cost.minor, wish.at, latitude,
       longitude, accuracy, before});
}

std::optional<DeliveryRecord> delivery(View const& view, Id<Delivery> id) {
  std::int64_t book = 0;
  auto found = view.rows.first(
      "SELECT d.id, d.programme, d.item, l.label, l.asset, d.enrolment, e.label, e.area, e.decile, d.units, d.cost, "
      "d.at, "
      "d.latitude, d.longitude, d.accuracy, d.book_id FROM deliveries d "
      "JOIN programmes p ON p.book_id = d.book_id AND p.id = d.programme "
      "JOIN plan_lines l ON l.book_id = d.book_id AND l.programme = d.programme AND l.version = p.plan_version "
      "AND l.kind = 'item' AND l.id = d.item "
      "JOIN enrolments e ON e.book_id = d.book_id AND e.id = d.enrolment WHERE d.id = $1",
      {id}, [&](storage::Row const& row) {
        book = row.integer(15);
        return read_delivery(row);
      });
  if (found) found->evidence = evidence_of(view, book, found->id.uuid);
  return found;
}

std::vector<DeliveryRecord> deliveries(View const& view, ProgrammeRecord const& programme,
                                       std::optional<Id<Delivery>> after, int limit) {
  auto const from = after.value_or(Id<Delivery>{{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}});
  auto found = view.rows.all(
      "SELECT d.id, d.programme, d.item, l.label, l.asset, d.enrolment, e.label, e.area, e.decile, d.units, d.cost, "
      "d.at, "
      "d.latitude, d.longitude, d.accuracy FROM deliveries d "
      "JOIN plan_lines l ON l.book_id = d.book_id AND l.programme = d.programme AND l.version = $5 "
      "AND l.kind = 'item' AND l.id = d.item "
      "JOIN enrolments e ON e.book_id = d.book_id AND e.id = d.enrolment "
      "WHERE d.book_id = $1 AND d.programme = $2 AND d.id < $3 ORDER BY d.id DESC LIMIT $4",
      {programme.book, programme.id, from, limit, programme.plan_version}, read_delivery);
  for (auto& delivery : found) delivery.evidence = evidence_of(view, programme.book, delivery.id.uuid);
  return found;
}

bool exists(View const& view, Id<Delivery> delivery) {
  return view.rows.exists("SELECT 1 FROM deliveries WHERE id = $1", {delivery});
}

void insert_evidence(Work& work, std::int64_t book, Uuid const& subject, int place, EvidenceWish const& wish,
                     std::optional<Id<Leaf>> leaf) {
  work.rows.run(
      "INSERT INTO evidence (book_id, id, subject, place, kind, hash, added_by, added_at, leaf) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {book, wish.id, storage::Blob{view_of(subject)}, place, evidence_kinds[static_cast<std::size_t>(wish.kind)],
       storage::Blob{view_of(wish.hash)}, account_of(work), work.now, leaf});
}

void insert_documents(Work& work, std::int64_t book, Uuid const& subject, std::vector<Hash> const& hashes) {
  int place = 0;
  for (auto const& hash : hashes)
    work.rows.run(
        "INSERT INTO evidence (book_id, id, subject, place, kind, hash, added_by, added_at) "
        "VALUES ($1, $2, $3, $4, 'document', $5, $6, $7)",
        {book, work.new_id<Evidence>(), storage::Blob{view_of(subject)}, place++, storage::Blob{view_of(hash)},
         account_of(work), work.now});
}

std::vector<Hash> documents(View const& view, std::int64_t book, Uuid const& subject) {
  return view.rows.all(
      "SELECT hash FROM evidence WHERE book_id = $1 AND subject = $2 AND kind = 'document' ORDER BY place LIMIT 50",
      {book, storage::Blob{view_of(subject)}}, [](storage::Row const& row) { return hash_from(row.blob(0)); });
}

std::optional<EvidencePlace> evidence(View const& view, Id<Evidence> id) {
  return view.rows.first(
      "SELECT id, kind, hash, cleared_at, revoked_at, book_id, subject, added_by FROM evidence "
      "WHERE id = $1 AND kind <> 'document'",
      {id}, [](storage::Row const& row) {
        return EvidencePlace{row.integer(5), row.get<Id<void>>(6).uuid,
                             row.get<std::optional<Id<Account>>>(7).value_or(Id<Account>{}), read_evidence(row)};
      });
}

int evidence_count(View const& view, std::int64_t book, Uuid const& subject) {
  return static_cast<int>(view.rows.number("SELECT COUNT(*) FROM evidence WHERE book_id = $1 AND subject = $2",
                                           {book, storage::Blob{view_of(subject)}}));
}

void clear(Work& work, EvidencePlace const& place) {
  work.rows.run("UPDATE evidence SET cleared_at = $3, cleared_by = $4 WHERE book_id = $1 AND id = $2",
                {place.book, place.evidence.id, work.now, account_of(work)});
}

void revoke(Work& work, EvidencePlace const& place, std::string_view reason) {
  work.rows.run("UPDATE evidence SET revoked_at = $3, revoked_reason = $4 WHERE book_id = $1 AND id = $2",
                {place.book, place.evidence.id, work.now, reason});
}

}  // namespace lumbung::programme::store
