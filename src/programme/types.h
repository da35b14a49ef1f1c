// The things of a programme: its plan, its money, its goods, the households it serves, and what was handed over.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/bytes.h"
#include "core/id.h"
#include "core/money.h"
#include "core/time.h"

namespace lumbung {
struct Programme;
struct PlanItem;
struct Milestone;
struct Indicator;
struct Measurement;
struct Enrolment;
struct Release;
struct Purchase;
struct Cost;
struct Delivery;
struct Evidence;
struct Organisation;
struct Family;
struct Account;
struct Entry;
struct Approval;
}  // namespace lumbung

namespace lumbung::programme {

enum class State { draft, open, closed };

struct ProgrammeRecord {
  Id<Programme> id;
  std::int64_t book = 0;  // the ledger book of its organisation
  Id<Organisation> organisation;
  std::string title, summary;
  std::string area;  // area code, "32.17.10"; "" is the whole country
  Date starts, ends;
  State state = State::draft;
  int plan_version = 0;  // 0: no plan yet
};

struct Need {
  std::string text;
  std::int64_t households = 0;
};
// One kind of thing that is handed over: a school kit, a food package, a visit.
struct Item {
  Id<PlanItem> id;
  std::string name;
  Asset asset;             // what the ledger counts it as: "PAKET-SEKOLAH"
  Money unit_cost;         // planned cost of one unit
  std::int64_t units = 0;  // planned units in all
};
struct Activity {
  std::string title;
  Date from, to;
};
enum class BudgetKind { goods, service, collection };
struct BudgetLine {
  std::string name;
  Money amount;
  BudgetKind kind = BudgetKind::goods;
};
struct Plan {
  int version = 0;  // 1, 2, …; each is kept
  std::vector<Need> needs;
  std::vector<Item> items;
  std::vector<Activity> activities;
  std::vector<BudgetLine> budget;
  std::int64_t target_households = 0;
  std::string reason;  // why a later version lowers a promise; public
  Hash hash{};         // SHA-256 of the canonical text; stands in the public log before the first rupiah
};

struct MilestoneRecord {
  Id<Milestone> id;
  std::string title;
  Date due;
  Money amount;  // what is released when it is reached
};

struct IndicatorRecord {
  Id<Indicator> id;
  std::string name, unit;
  std::int64_t baseline = 0, target = 0;  // thousandths of `unit`
  std::optional<std::int64_t> actual;     // the latest measurement
  std::optional<Date> measured_on;
};

struct EnrolmentRecord {
  Id<Enrolment> id;
  Id<Family> family;
  std::string label;  // "K-4F2A": all that the public sees of a household; chance, never derived from it
  std::string area;   // village code at enrolment
  std::optional<int> decile;
  bool ended = false;
  std::int64_t delivered = 0;  // units
};

enum class ReleaseState { proposed, released, refused };
struct ReleaseRecord {
  Id<Release> id;
  Id<Approval> approval;
  Uuid source{};  // the campaign whose fund it leaves
  std::optional<Id<Milestone>> milestone;
  Money amount;
  std::string reason;
  std::vector<Hash> evidence;
  ReleaseState state = ReleaseState::proposed;
  Instant proposed_at;
  std::optional<Instant> released_at;
};

struct Quote {
  std::string vendor;
  Money total;
};
struct PurchaseRecord {
  Id<Purchase> id;
  Id<PlanItem> item;
  std::int64_t units = 0;
  Money total;
  std::string vendor;
  Date on;
  std::vector<Quote> quotes;   // the price comparison (row G8)
  std::vector<Hash> evidence;  // invoice, receipt
};

struct CostRecord {
  Id<Cost> id;
  std::string name;
  BudgetKind kind = BudgetKind::service;
  Money amount;
  Date on;
  std::vector<Hash> evidence;
};

struct Place {
  double latitude = 0, longitude = 0;  // WGS 84 degrees
  int accuracy_metres = 0;
};
enum class EvidenceKind { photo, form, signature };
struct EvidenceRecord {
  Id<Evidence> id;
  EvidenceKind kind = EvidenceKind::photo;
  Hash hash{};           // of the stored picture; part of the public record
  bool cleared = false;  // a second person found neither face nor NIK on it: the full picture may be shown
  bool revoked = false;  // taken away, with a reason; the hash stays in the log
};
struct DeliveryRecord {
  Id<Delivery> id;
  Id<Programme> programme;
  Id<PlanItem> item;
  std::string item_name;
  Asset asset;
  Id<Enrolment> enrolment;
  std::string household;  // the enrolment's label
  std::string area;       // village code; shown no finer than `shown_area`
  std::optional<int> decile;
  std::int64_t units = 0;
  Money cost;  // by first-in-first-out lots of the stock
  Instant at;
  std::optional<Place> place;
  std::vector<EvidenceRecord> evidence;

  // What is still missing for the public to call it proven: "photo", "form" or "signature" (one of the two), "place".
  std::vector<std::string> missing() const;
  bool proven() const { return missing().empty(); }
};

// A piece of evidence of a hand-over, with what a reviewer needs to judge it.
enum class EvidenceState { waiting, cleared, revoked };  // waiting: nobody has looked at it yet
struct EvidenceSeen {
  EvidenceRecord evidence;
  Instant added_at;
  Id<Account> added_by;        // none: unknown
  std::string revoked_reason;  // "" unless revoked
  Id<Programme> programme;
  std::string programme_title, programme_area;
  Id<Delivery> delivery;
  std::string item_name, household;  // the enrolment's label
  std::int64_t units = 0;
  Instant at;
};

struct StockLine {
  Item item;
  std::int64_t in_stock = 0;  // units
  Money value;                // at cost
  std::int64_t bought = 0, delivered = 0;
};

// A programme's money, by where it stands. All in sen of rupiah.
struct Standing {
  Money released;  // let go by campaigns and not yet spent
  Money in_goods;  // spent on goods that lie in stock
  Money delivered, service_costs, collection_costs;
  std::int64_t units_planned = 0, units_delivered = 0, units_proven = 0;
  std::int64_t households_served = 0, served_with_decile = 0, served_in_1_to_4 = 0;
};
// Of all programmes that were opened.
struct PublicTotals {
  Money delivered;  // at cost
  std::int64_t households = 0;
};

}  // namespace lumbung::programme
