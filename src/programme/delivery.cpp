#include <algorithm>

#include "core/canary.h"
#include "programme/rules.h"
#include "programme/store.h"
#include "registry/registry.h"
#include "translog/translog.h"

namespace lumbung::programme {
namespace {

Verdict can_hand_over(View const& view, ProgrammeRecord const& programme, Item const& item, std::int64_t units) {
  if (units <= 0) return refuse(ledger::amount_not_positive).at("/units");
  auto const delivered = store::units_delivered(view, programme, item.id);
  if (units > item.units - delivered)
    return refuse(beyond_plan)
        .at("/units")
        .with("planned", std::to_string(item.units))
        .with("delivered", std::to_string(delivered));
  auto const in_stock = store::units_bought(view, programme, item.id) - store::units_out(view, programme, item.id);
  if (units > in_stock) return refuse(no_stock).at("/units").with("left", std::to_string(in_stock));
  return done;
}

Result<EnrolmentRecord> enrolled_household(View const& view, Id<Programme> programme, Id<Enrolment> enrolment) {
  auto const place = store::enrolment(view, enrolment);
  if (!place || place->programme != programme || place->enrolment.ended) return refuse(not_enrolled).at("/enrolment");
  return place->enrolment;
}

std::vector<Hash> hashes_of(std::vector<EvidenceWish> const& evidence) {
  std::vector<Hash> hashes;
  for (auto const& piece : evidence) hashes.push_back(piece.hash);
  return hashes;
}

// Not before the programme began, nor before what was handed over had been bought.
Verdict at_its_time(View const& view, ProgrammeRecord const& programme, DeliveryWish const& wish, std::int64_t from) {
  if (wish.at > view.now + minutes(10)) return refuse(not_yet_happened).at("/at");
  auto earliest = programme.starts;
  for (auto const& lot : store::lots(view, programme, wish.item, from, from + wish.units))
    earliest = std::max(earliest, lot.on);
  if (day_of(wish.at, view.house.zone) < earliest)
    return refuse(happened_too_early).at("/at").with("from", shown_short(earliest));
  return done;
}

// A photo and a signature prove one hand-over, once; a form with many signatures may be shared by those that it lists.
Verdict proves_once(View const& view, std::vector<EvidenceWish> const& pieces) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    auto const& piece = pieces[i];
    bool const twice = std::any_of(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(i),
                                   [&](EvidenceWish const& other) { return other.hash == piece.hash; });
    bool const used =
        piece.kind == EvidenceKind::form ? store::is_proof(view, piece.hash) : store::is_evidence(view, piece.hash);
    if ((twice || used) && !canary("programme.one_photo_proves_two"))
      return refuse(evidence_used).at("/evidence/" + std::to_string(i));
  }
  return done;
}

// The same for one piece that comes later, whose field is "/hash".
Verdict piece_stands(View const& view, std::int64_t book, EvidenceWish const& wish) {
  auto verdict = all_stored(view, book, {wish.hash});
  if (!verdict.refused()) verdict = proves_once(view, {wish});
  if (!verdict.refused()) return done;
  auto problem = verdict.problem();
  return std::move(problem).at("/hash");
}

std::string later_evidence(View const& view, Id<Delivery> delivery, Hash const& hash) {
  return "lumbung/record@v1\nid " + delivery.text() + "\ntype evidence\ntime " + iso(view.now) + "\nevidence " +
         hex(view_of(hash)) + "\n";
}

Verdict somebody_else_clears(View const& view, Id<Account> added_by) {
  if (!added_by.none() && added_by == view.actor.account && !canary("programme.clears_own_photo"))
    return refuse(same_person_clears);
  return done;
}

struct EvidenceFound {
  store::EvidencePlace place;
  ProgrammeRecord programme;
};
Result<EvidenceFound> find_evidence(View const& view, Id<Evidence> id) {
  auto const place = store::evidence(view, id);
  if (!place) return refuse(unknown_evidence);
  auto const delivery = store::delivery(view, {place->subject});
  if (!delivery) return refuse(unknown_evidence);
  auto const programme = TRY(find(view, delivery->programme));
  return EvidenceFound{*place, programme};
}

}  // namespace

// What units [from, to) of an item cost, by the lots they were bought in: first in, first out. Rounded at lot-relative
// places, so that the costs of all units of a lot sum to what was paid for it.
Money cost_of(View const& view, ProgrammeRecord const& programme, Id<PlanItem> item, std::int64_t from,
              std::int64_t to) {
  Money cost = 0_rp;
  for (auto const& lot : store::lots(view, programme, item, from, to)) {
    auto const first = canary("programme.cost_from_the_lots_start") ? 0 : std::max(from, lot.before) - lot.before;
    auto const last = std::min(to, lot.before + lot.units) - lot.before;
    cost += share_of(lot.total, last, lot.units) - share_of(lot.total, first, lot.units);
  }
  return cost;
}

std::vector<std::string> DeliveryRecord::missing() const {
  auto const has = [&](auto... kinds) {
    return std::ranges::any_of(evidence,
                               [&](EvidenceRecord const& e) { return !e.revoked && ((e.kind == kinds) || ...); });
  };
  std::vector<std::string> lacking;
  if (!has(EvidenceKind::photo)) lacking.emplace_back("photo");
  if (!has(EvidenceKind::form, EvidenceKind::signature)) lacking.emplace_back("signature");
  if (!place) lacking.emplace_back("place");
  return lacking;
}

Result<Id<Delivery>> deliver(Work& work, Id<Programme> id, DeliveryWish const& wish) {
  auto const programme = TRY(find(work, id));
  auto const household = TRY(enrolled_household(work, id, wish.enrolment));
  TRY(work::require(work.actor, deliver_goods, programme.organisation, household.area));
  auto const item = store::item(work, programme, wish.item);
  if (!item) return refuse(unknown_item).at("/item");
  if (wish.place && !registry::in_indonesia(wish.place->latitude, wish.place->longitude))
    return refuse(registry::place_abroad).at("/place/lat");
  TRY(can_hand_over(work, programme, *item, wish.units));
  auto const from = store::units_out(work, programme, item->id);
  TRY(at_its_time(work, programme, wish, from));
  if (store::exists(work, wish.id)) return refuse(id_reused).at("/id");
  TRY(all_stored(work, programme.book, hashes_of(wish.evidence)));
  TRY(proves_once(work, wish.evidence));

  auto const cost = cost_of(work, programme, item->id, from, from + wish.units);
  auto const its = accounts(id);
  TRY(ledger::post(work, {.id = as<Entry>(wish.id),
                          .book = {programme.book},
                          .kind = "delivery",
                          .day = std::min(day_of(wish.at, work.house.zone), work.today()),
                          .subject = wish.id.uuid,
                          .transfers = {{its.expense, its.stock_value, cost},
                                        {its.in_goods, its.spent, cost},
                                        {goods_account(id, item->id, "units_delivered"),
                                         goods_account(id, item->id, "units_stock"), Money{wish.units, item->asset}}},
                          .evidence = hashes_of(wish.evidence),
                          .parties = {household.id.uuid}}));
  store::insert_delivery(work, programme, wish, cost, from);
  int place = 0;
  for (auto const& piece : wish.evidence) store::insert_evidence(work, programme.book, wish.id.uuid, place++, piece);
  store::count_delivery(work, programme, wish, cost, household.decile);
  store::weigh_proof(work, programme.book, wish.id);
  record(work, programme, goods_delivered, wish.id,
         {{"units", std::to_string(wish.units)}, {"amount", std::to_string(cost.minor)}});
  return wish.id;
}

Result<DeliveryRecord> delivery(View const& view, Id<Delivery> id) {
  auto found = store::delivery(view, id);
  if (!found) return refuse(unknown_delivery);
  return *found;
}

std::vector<DeliveryRecord> deliveries(View const& view, Id<Programme> id, std::optional<Id<Delivery>> after,
                                       int limit) {
  auto const programme = store::find(view, id);
  return programme ? store::deliveries(view, *programme, after, limit) : std::vector<DeliveryRecord>();
}

Verdict add_evidence(Work& work, Id<Delivery> id, EvidenceWish const& wish) {
  auto const delivery = TRY(programme::delivery(work, id));
  auto const programme = TRY(find(work, delivery.programme));
  TRY(work::require(work.actor, deliver_goods, programme.organisation, delivery.area));
  if (store::evidence(work, wish.id)) return refuse(id_reused).at("/id");
  TRY(piece_stands(work, programme.book, wish));
  // The delivery's entry is in the log already; the later piece gets a leaf of its own.
  auto const leaf = translog::commit(work, work.today(), later_evidence(work, id, wish.hash));
  store::insert_evidence(work, programme.book, id.uuid, store::evidence_count(work, programme.book, id.uuid), wish,
                         leaf);
  store::weigh_proof(work, programme.book, id);
  record(work, programme, evidence_added, wish.id, {{"hash", hex(view_of(wish.hash))}});
  return done;
}

Result<EvidencePage> evidence(View const& view, Id<Organisation> organisation, EvidenceState state,
                              std::optional<Id<Evidence>> after, int limit) {
  auto const& grants = view.actor.grants;
  bool const somewhere = std::ranges::any_of(grants, [&](work::Grant const& grant) {
    return grant.right == view_programme && (grant.organisation.none() || grant.organisation == organisation);
  });
  if (!somewhere) TRY(work::require(view.actor, view_programme, organisation));
  auto const book = TRY(book_of(view, organisation));
  auto found = store::evidence_of_book(view, book.number, state, after, limit);
  EvidencePage made;
  made.waiting = store::waiting_evidence(view, book.number);
  if (found.size() == static_cast<std::size_t>(limit)) made.next = found.back().evidence.id;
  for (auto& one : found)
    if (view.actor.may(view_programme, organisation, one.programme_area)) made.items.push_back(std::move(one));
  return made;
}

Verdict may_clear(View const& view, Id<Organisation> organisation, EvidenceSeen const& evidence) {
  TRY(work::require(view.actor, clear_evidence, organisation, evidence.programme_area));
  if (evidence.evidence.kind == EvidenceKind::signature) return refuse(signature_stays_hidden);
  return somebody_else_clears(view, evidence.added_by);
}

Verdict clear(Work& work, Id<Evidence> id) {
  auto const found = TRY(find_evidence(work, id));
  TRY(work::require(work.actor, clear_evidence, found.programme.organisation, found.programme.area));
  if (found.place.evidence.kind == EvidenceKind::signature) return refuse(signature_stays_hidden);
  TRY(somebody_else_clears(work, found.place.added_by));
  store::clear(work, found.place);
  record(work, found.programme, evidence_cleared, id);
  return done;
}

Verdict revoke(Work& work, Id<Evidence> id, std::string_view reason) {
  auto const found = TRY(find_evidence(work, id));
  TRY(work::require(work.actor, clear_evidence, found.programme.organisation, found.programme.area));
  store::revoke(work, found.place, reason);
  store::weigh_proof(work, found.place.book, {found.place.subject});
  record(work, found.programme, evidence_revoked, id);
  return done;
}

}  // namespace lumbung::programme
