// The tables of programmes. Seen by this room's own rules only.
#pragma once

#include <algorithm>
#include <array>

#include "programme/losses.h"
#include "programme/programme.h"
#include "programme/uploads.h"

namespace lumbung::programme::store {

using Rows = storage::Reader;

void insert(Work& work, ProgrammeRecord const& programme);
std::optional<ProgrammeRecord> find(View const& view, Id<Programme> programme);
std::vector<ProgrammeRecord> of_organisation(View const& view, Id<Organisation> organisation);
void set_state(Work& work, ProgrammeRecord const& programme, State state);

void insert_plan(Work& work, ProgrammeRecord const& programme, Plan const& plan);
std::optional<Plan> plan(View const& view, ProgrammeRecord const& programme);
// The newest plan's item, and what it promises.
std::optional<Item> item(View const& view, ProgrammeRecord const& programme, Id<PlanItem> item);

void insert_milestone(Work& work, ProgrammeRecord const& programme, MilestoneRecord const& milestone);
std::vector<MilestoneRecord> milestones(View const& view, ProgrammeRecord const& programme);
bool milestone_in_use(View const& view, ProgrammeRecord const& programme, Id<Milestone> milestone);
void insert_indicator(Work& work, ProgrammeRecord const& programme, IndicatorRecord const& indicator);
bool has_measurement(View const& view, ProgrammeRecord const& programme, Id<Measurement> measurement);
bool has_indicator(View const& view, ProgrammeRecord const& programme, Id<Indicator> indicator);
void insert_measurement(Work& work, ProgrammeRecord const& programme, Id<Indicator> indicator, Id<Measurement> id,
                        Date on, std::int64_t actual, std::string_view note);
std::vector<IndicatorRecord> indicators(View const& view, ProgrammeRecord const& programme);

void insert_enrolment(Work& work, ProgrammeRecord const& programme, EnrolmentRecord const& enrolment);
struct EnrolmentPlace {
  std::int64_t book = 0;
  Id<Programme> programme;
  EnrolmentRecord enrolment;
};
std::optional<EnrolmentPlace> enrolment(View const& view, Id<Enrolment> enrolment);
bool label_taken(View const& view, ProgrammeRecord const& programme, std::string_view label);
bool enrolled(View const& view, ProgrammeRecord const& programme, Id<Family> family);
void end_enrolment(Work& work, EnrolmentPlace const& place, std::string_view reason);
std::vector<EnrolmentRecord> enrolments(View const& view, ProgrammeRecord const& programme,
                                        std::optional<Id<Enrolment>> after, int limit);
// How many, but counts no further than `most`.
std::int64_t enrolled_in(View const& view, ProgrammeRecord const& programme, std::string_view area, std::int64_t most);

struct ReleasePlace {
  std::int64_t book = 0;
  Id<Programme> programme;
  Id<LedgerAccount> source_account;
  std::optional<std::string> source_title;  // none: a release of the first form
  ReleaseRecord release;
};
void insert_release(Work& work, ProgrammeRecord const& programme, ReleaseWish const& wish);
std::optional<ReleasePlace> release(View const& view, Id<Release> release);
void settle_release(Work& work, ReleasePlace const& place, ReleaseState state);
// What proposals that wait for approval ask of one source.
Money proposed_of(View const& view, ProgrammeRecord const& programme, Uuid const& source);
std::vector<ReleaseRecord> releases(View const& view, ProgrammeRecord const& programme);

void insert_purchase(Work& work, ProgrammeRecord const& programme, PurchaseRecord const& purchase);
std::vector<PurchaseRecord> purchases(View const& view, ProgrammeRecord const& programme);
std::int64_t units_bought(View const& view, ProgrammeRecord const& programme, Id<PlanItem> item);
// One purchase on the axis of an item's units: units [before, before + units) cost `total`.
struct Lot {
  std::int64_t before = 0, units = 0;
  Money total;
  Date on;  // when it was bought
};
// The lots that overlap units [from, to).
std::vector<Lot> lots(View const& view, ProgrammeRecord const& programme, Id<PlanItem> item, std::int64_t from,
                      std::int64_t to);
void insert_cost(Work& work, ProgrammeRecord const& programme, CostRecord const& cost);
std::vector<CostRecord> costs(View const& view, ProgrammeRecord const& programme);
std::vector<std::pair<Date, Money>> costs_by_day(View const& view, ProgrammeRecord const& programme);
Money costs_of(View const& view, ProgrammeRecord const& programme, BudgetKind kind);

// `before`: the place of its first unit among all units of the item that left stock.
void insert_delivery(Work& work, ProgrammeRecord const& programme, DeliveryWish const& wish, Money cost,
                     std::int64_t before);
std::optional<DeliveryRecord> delivery(View const& view, Id<Delivery> delivery);
std::vector<DeliveryRecord> deliveries(View const& view, ProgrammeRecord const& programme,
                                       std::optional<Id<Delivery>> after, int limit);
void insert_loss(Work& work, ProgrammeRecord const& programme, LossRecord const& loss);
void book_loss(Work& work, ProgrammeRecord const& programme, LossRecord const& loss, std::int64_t before, Money cost);
void refuse_loss(Work& work, ProgrammeRecord const& programme, LossRecord const& loss);
std::optional<LossRecord> loss(View const& view, Id<StockLoss> loss);
std::vector<LossRecord> losses(View const& view, ProgrammeRecord const& programme);
std::int64_t units_lost(View const& view, ProgrammeRecord const& programme, Id<PlanItem> item);
// Handed over or lost: where the next unit that leaves stock stands on the axis of the lots.
std::int64_t units_out(View const& view, ProgrammeRecord const& programme, Id<PlanItem> item);
std::int64_t units_delivered(View const& view, ProgrammeRecord const& programme, Id<PlanItem> item);
// Counts for the bars; money is the ledger's business.
struct DeliveryCounts {
  std::int64_t units = 0, proven = 0, households = 0, with_decile = 0, in_1_to_4 = 0;
};
DeliveryCounts delivery_counts(View const& view, ProgrammeRecord const& programme);
// A hand-over, as its proof is weighed.
struct DeliveryRow {
  std::int64_t book = 0;
  Id<Delivery> id;
  Id<Programme> programme;
  std::int64_t units = 0;
  bool has_place = false, proven = false;
};
// Adds a hand-over that was inserted to the sums; `weigh_proof` follows each change of its evidence.
void count_delivery(Work& work, ProgrammeRecord const& programme, DeliveryWish const& wish, Money cost,
                    std::optional<int> decile);
void weigh_proof(Work& work, std::int64_t book, Id<Delivery> delivery);
PublicTotals public_totals(View const& view);
std::vector<Id<Delivery>> latest_deliveries(View const& view, int limit);
// What the bars of one of several sources ask of each hand-over; newest first.
struct DeliveryMark {
  Id<Delivery> id;
  Id<Enrolment> enrolment;
  std::optional<int> decile;
  std::int64_t units = 0;
  Money cost;
  bool proven = false;
};
std::vector<DeliveryMark> delivery_marks(View const& view, ProgrammeRecord const& programme);

void insert_evidence(Work& work, std::int64_t book, Uuid const& subject, int place, EvidenceWish const& wish,
                     std::optional<Id<Leaf>> leaf = std::nullopt);
void insert_documents(Work& work, std::int64_t book, Uuid const& subject, std::vector<Hash> const& hashes);
std::vector<Hash> documents(View const& view, std::int64_t book, Uuid const& subject);
struct EvidencePlace {
  std::int64_t book = 0;
  Uuid subject{};
  Id<Account> added_by;
  EvidenceRecord evidence;
};
std::optional<EvidencePlace> evidence(View const& view, Id<Evidence> evidence);
std::vector<EvidenceSeen> evidence_of_book(View const& view, std::int64_t book, EvidenceState state,
                                           std::optional<Id<Evidence>> after, int limit);
std::int64_t waiting_evidence(View const& view, std::int64_t book);
int evidence_count(View const& view, std::int64_t book, Uuid const& subject);
void clear(Work& work, EvidencePlace const& place);
void revoke(Work& work, EvidencePlace const& place, std::string_view reason);
std::vector<std::pair<Date, Money>> delivered_by_day(View const& view, ProgrammeRecord const& programme);
bool exists(View const& view, Id<Delivery> delivery);

void keep_upload(Work& work, std::int64_t book, Id<Organisation> organisation, UploadFor purpose, Hash const& hash);
bool is_upload(View const& view, std::int64_t book, Hash const& hash, UploadFor purpose);
bool is_evidence(View const& view, Hash const& hash);
bool is_proof(View const& view, Hash const& hash);  // a photo or signature of any hand-over, revoked or not
bool is_withheld(View const& view, std::int64_t book, Hash const& hash);
bool uploaded_since(View const& view, Hash const& hash, Instant since);
void forget_uploads(Work& work, Hash const& hash);

// The organisations that uploaded a picture, or in whose records it is evidence, revoked or not.
std::vector<Id<Organisation>> owners_of_picture(View const& view, Hash const& hash);
// How a stored picture may be shown. The strictest word about it counts: hidden when no evidence names it or any piece
// was revoked, a mosaic while any piece waits to be cleared.
enum class PictureStanding { hidden, mosaic, cleared };
PictureStanding picture_standing(View const& view, Hash const& hash);

}  // namespace lumbung::programme::store
