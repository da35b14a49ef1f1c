#include "cooperative/cooperative.h"

#include <algorithm>

#include "access/organisations.h"
#include "cooperative/rules.h"
#include "cooperative/store.h"
#include "programme/uploads.h"

namespace lumbung::cooperative {
namespace {

Verdict within(std::int64_t value, std::int64_t least, std::int64_t most, std::string_view at) {
  if (least <= value && value <= most) return done;
  return refuse(bylaws_odd).at(at).with("least", std::to_string(least)).with("most", std::to_string(most));
}

Verdict sound(Bylaws const& bylaws) {
  if (!bylaws.pokok.positive()) return refuse(pokok_missing).at("/bylaws/pokok");
  TRY(within(bylaws.pokok_parts, 1, 60, "/bylaws/pokok_parts"));
  TRY(within(bylaws.due_day, 1, 31, "/bylaws/due_day"));
  TRY(within(bylaws.grace_days, 0, 365, "/bylaws/grace_days"));
  must(bylaws.wajib >= 0_rp);
  return done;
}

Verdict open_till_account(Work& work, CooperativeRecord const& of, TillRecord const& till) {
  return ledger::open_account(work, {.id = till.account(),
                                     .book = {of.book},
                                     .grows = ledger::Side::debit,
                                     .account_class = ledger::Class::asset,
                                     .owner_kind = "organisation",
                                     .owner = of.organisation.uuid,
                                     .purpose = "till_" + std::string(word_in(till_kinds, till.kind))});
}

}  // namespace

Verdict has_come(View const& view, Date day, std::string_view at) {
  if (day > view.today()) return refuse(day_not_come).at(at).with("day", shown_short(day));
  return done;
}

Result<ledger::Posted> post_once(Work& work, ledger::EntryWish const& wish) {
  auto const there = ledger::find_entry(work, wish.book, wish.id);
  if (!there) return ledger::post(work, wish);
  bool same = there->kind == wish.kind && there->day == wish.day && there->subject == wish.subject &&
              there->evidence == wish.evidence && there->transfers.size() == wish.transfers.size();
  for (std::size_t i = 0; same && i < wish.transfers.size(); ++i) {
    auto const& seen = there->transfers[i];
    auto const& asked = wish.transfers[i];
    same = seen.debit == asked.debit && seen.credit == asked.credit && seen.amount == asked.amount;
  }
  if (!same) return refuse(ledger::id_reused).at("/id");
  auto posted = there->posted;
  posted.replayed = true;
  return posted;
}

Verdict all_uploaded(View const& view, std::int64_t book, std::vector<Hash> const& evidence) {
  for (std::size_t i = 0; i < evidence.size(); ++i)
    if (!programme::is_upload(view, book, evidence[i], programme::UploadFor::evidence))
      return refuse(programme::evidence_not_stored).at("/evidence/" + std::to_string(i));
  return done;
}

Id<LedgerAccount> account_of(Id<CooperativeMember> member, Saving saving) {
  return {derived_uuid(member.uuid, word_in(savings, saving))};
}

Verdict open_accounts(Work& work, CooperativeRecord const& of, Id<CooperativeMember> member) {
  for (auto const& [saving, word] : savings)
    TRY(ledger::open_account(
        work, {.id = account_of(member, saving),
               .book = {of.book},
               .grows = ledger::Side::credit,
               .account_class =
                   saving == Saving::sukarela ? ledger::Class::liability : ledger::Class::net_assets_unrestricted,
               .owner_kind = "member",
               .owner = member.uuid,
               .purpose = "simpanan_" + std::string(word)}));
  return done;
}

Result<CooperativeRecord> open_cooperative(Work& work, Id<Organisation> id, CooperativeWish const& wish) {
  TRY(work::require(work.actor, manage, id));
  auto const organisation = TRY(access::verified_organisation(work, id));
  if (organisation.kind != access::OrganisationKind::koperasi) return refuse(not_a_cooperative);
  TRY(has_come(work, wish.founded, "/founded"));
  TRY(sound(wish.bylaws));
  if (auto const there = store::find(work.rows, organisation.book.number)) {
    auto const first = store::bylaws(work.rows, there->book).front();
    bool const same =
        there->legal_number == wish.legal_number && there->founded == wish.founded && first == wish.bylaws;
    if (!same) return refuse(opened_already);
    return *there;
  }
  CooperativeRecord const made{.book = organisation.book.number,
                               .organisation = id,
                               .legal_number = wish.legal_number,
                               .founded = wish.founded,
                               .last_number = 0,
                               .opened = work.now};
  store::insert(work.rows, made);
  store::insert_bylaws(work.rows, made.book, wish.bylaws, work.now);
  record(work, made, cooperative_opened, id);
  return made;
}

Result<CooperativeRecord> cooperative_of(View const& view, Id<Organisation> id) {
  auto const organisation = access::find_organisation(view, id);
  if (!organisation) return refuse(access::unknown_organisation);
  auto found = store::find(view.rows, organisation->book.number);
  if (!found) return refuse(not_opened);
  return *std::move(found);
}

Result<CooperativeRecord> cooperative_in(View const& view, std::int64_t book) {
  auto found = store::find(view.rows, book);
  if (!found) return refuse(not_opened);
  return *std::move(found);
}

Verdict change_bylaws(Work& work, Id<Organisation> id, Bylaws const& wish) {
  TRY(work::require(work.actor, manage, id));
  auto const of = TRY(cooperative_of(work, id));
  TRY(sound(wish));
  auto const last = store::bylaws(work.rows, of.book).back();
  if (last == wish) return done;
  if (wish.from <= last.from) return refuse(bylaws_not_later).at("/bylaws/from").with("from", shown_short(last.from));
  store::insert_bylaws(work.rows, of.book, wish, work.now);
  record(work, of, bylaws_changed, id, {{"from", iso(wish.from)}});
  return done;
}

std::vector<Bylaws> bylaws(View const& view, std::int64_t book) { return store::bylaws(view.rows, book); }

Bylaws const& in_force(std::vector<Bylaws> const& all, Date day) {
  must(!all.empty());
  auto const later = std::find_if(all.begin(), all.end(), [&](Bylaws const& one) { return one.from > day; });
  return later == all.begin() ? all.front() : *(later - 1);
}

Verdict open_till(Work& work, Id<Organisation> id, TillRecord const& wish) {
  TRY(work::require(work.actor, manage, id));
  auto const of = TRY(cooperative_of(work, id));
  if (auto const there = store::till(work.rows, of.book, wish.id)) {
    if (there->kind == wish.kind && there->name == wish.name) return done;
    return refuse(id_reused).at("/id");
  }
  if (store::tills(work.rows, of.book).size() >= most_tills)
    return refuse(too_many_tills).with("most", std::to_string(most_tills));
  TRY(open_till_account(work, of, wish));
  store::insert_till(work.rows, of.book, {.id = wish.id, .kind = wish.kind, .name = wish.name, .opened = work.now});
  record(work, of, till_opened, wish.id, {{"kind", std::string(word_in(till_kinds, wish.kind))}});
  return done;
}

std::vector<TillRecord> tills(View const& view, std::int64_t book) { return store::tills(view.rows, book); }

Result<TillRecord> till(View const& view, std::int64_t book, Id<CooperativeTill> id) {
  auto found = store::till(view.rows, book, id);
  if (!found) return refuse(unknown_till);
  return *std::move(found);
}

Result<ledger::Posted> move_cash(Work& work, Id<Organisation> id, CashMove const& move) {
  auto const of = TRY(cooperative_of(work, id));
  auto const from = store::till(work.rows, of.book, move.from);
  bool const hands_in = from && from->kind == TillKind::field && work.actor.may(collect, id);
  if (!hands_in) TRY(work::require(work.actor, pay_out, id));
  if (!from) return refuse(unknown_till).at("/from");
  auto const to = store::till(work.rows, of.book, move.to);
  if (!to) return refuse(unknown_till).at("/to");
  if (move.from == move.to) return refuse(same_till).at("/to");
  auto const posted = TRY(post_once(work, {.id = move.id,
                                           .book = {of.book},
                                           .kind = "till_transfer",
                                           .day = move.day,
                                           .subject = move.to.uuid,
                                           .transfers = {{to->account(), from->account(), move.amount}}}));
  if (!posted.replayed) record(work, of, cash_moved, move.id, {{"amount", std::to_string(move.amount.minor)}});
  return posted;
}

}  // namespace lumbung::cooperative
