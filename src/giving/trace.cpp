#include <algorithm>
#include <map>

#include "giving/rules.h"
#include "giving/store.h"
#include "programme/programme.h"
#include "translog/translog.h"

namespace lumbung::giving {
namespace {

constexpr std::size_t mac_bytes = 12;  // 96 bits: nobody guesses a link
constexpr int most_pieces = 1'000;

std::string mac_of(View const& view, Id<Gift> gift) {
  auto const mac = hmac_sha256(view_of(view.house.keys.blind_index), "trace\n" + std::string(gift.bytes()));
  return std::string(view_of(mac).substr(0, mac_bytes));
}

EntryRef entry_ref(View const& view, std::int64_t book, Id<Entry> id) {
  EntryRef ref{.id = id, .kind = {}, .on = {}, .log_index = {}};
  auto const entry = ledger::find_entry(view, {book}, id);
  must(entry.has_value());
  ref.kind = entry->kind;
  ref.on = entry->day;
  ref.log_index = translog::index_of(view, entry->posted.leaf);
  return ref;
}

PartKind waiting_where(Id<LedgerAccount> account, CampaignRecord const& campaign) {
  auto const its = programme::accounts(campaign.programme);
  if (account == its.released) return PartKind::released;
  if (account == its.in_goods) return PartKind::in_goods;
  if (account == held_of(campaign.id) || account == held_released_of(campaign.id)) return PartKind::held;
  return PartKind::waiting;
}

PartKind kind_of(ledger::ForwardPiece const& piece, CampaignRecord const& campaign) {
  if (piece.fate == ledger::Fate::refunded) return PartKind::refunded;
  if (piece.fate == ledger::Fate::waiting) return waiting_where(piece.account, campaign);
  if (piece.path.back().kind == "loss") return PartKind::lost;
  return piece.path.back().kind == "delivery" ? PartKind::delivered : PartKind::cost;
}

// Pieces that ended in the same thing are one part: a delivery paid from two releases is still one delivery.
Uuid end_of(PartKind kind, ledger::ForwardPiece const& piece) {
  if (kind == PartKind::delivered || kind == PartKind::cost || kind == PartKind::lost) return piece.path.back().subject;
  return {};
}

class Gathering {
 public:
  Gathering(View const& view, Trace& trace) : view_(view), trace_(trace) {}

  void add(ledger::ForwardPiece const& piece) {
    auto const kind = kind_of(piece, trace_.campaign);
    auto const [place, fresh] = places_.try_emplace({kind, end_of(kind, piece)}, trace_.parts.size());
    if (fresh)
      trace_.parts.push_back(
          {.kind = kind, .amount = 0_rp, .delivery = {}, .from_others = 0_rp, .cost = {}, .loss = {}, .entries = {}});
    auto& part = trace_.parts[place->second];
    part.amount += piece.amount;
    for (auto const& step : piece.path)
      if (std::ranges::find(part.entries, step.entry, &EntryRef::id) == part.entries.end())
        part.entries.push_back(entry_ref(view_, trace_.gift.book, step.entry));
  }

  // The fee rests where it came in, in the gift's own entry, and goes no way that could be traced.
  void add_fee(Money fee) {
    trace_.parts.push_back({.kind = PartKind::fee,
                            .amount = fee,
                            .delivery = {},
                            .from_others = 0_rp,
                            .cost = {},
                            .loss = {},
                            .entries = {trace_.entry}});
  }

  void finish() {
    auto const costs = programme::costs(view_, trace_.campaign.programme);
    for (auto const& [key, place] : places_) {
      auto& part = trace_.parts[place];
      if (part.kind == PartKind::delivered) {
        auto delivery = programme::delivery(view_, {key.second});
        if (!delivery.refused()) part.delivery = *delivery;
        if (part.delivery) part.from_others = part.delivery->cost - part.amount;
      }
      if (part.kind == PartKind::lost)
        if (auto found = programme::loss(view_, {key.second}); !found.refused()) part.loss = *found;
      for (auto const& cost : costs)
        if (part.kind == PartKind::cost && cost.id.uuid == key.second) part.cost = cost;
    }
    std::ranges::stable_sort(trace_.parts, {}, [](TracePart const& part) { return order_of(part.kind); });
  }

 private:
  // What arrived first, what waits last: the order of the page.
  static int order_of(PartKind kind) {
    switch (kind) {
      case PartKind::delivered:
        return 0;
      case PartKind::cost:
        return 1;
      case PartKind::lost:
        return 2;
      case PartKind::in_goods:
        return 3;
      case PartKind::released:
        return 4;
      case PartKind::waiting:
        return 5;
      case PartKind::held:
        return 6;
      case PartKind::refunded:
        return 7;
      case PartKind::fee:
        return 8;
    }
    return 9;
  }

  View const& view_;
  Trace& trace_;
  std::map<std::pair<PartKind, Uuid>, std::size_t> places_;
};

}  // namespace

std::string trace_token(View const& view, Id<Gift> gift) {
  return base64url(std::string(gift.bytes()) + mac_of(view, gift));
}

Result<Id<Gift>> read_trace_token(View const& view, std::string_view token) {
  auto const bytes = from_base64url(token);
  if (!bytes || bytes->size() != 16 + mac_bytes) return refuse(unknown_gift);
  auto const gift = Id<Gift>::from_bytes(std::string_view(*bytes).substr(0, 16));
  if (!equal_in_constant_time(std::string_view(*bytes).substr(16), mac_of(view, gift))) return refuse(unknown_gift);
  return gift;
}

Result<Trace> trace(View const& view, Id<Gift> id) {
  auto const gift = TRY(find(view, id));
  auto const campaign = TRY(find(view, gift.campaign));
  Trace trace{.gift = gift, .campaign = campaign, .used = 0_rp, .unused = 0_rp, .parts = {}, .entry = {}};
  if (!gift.paid_at) return trace;
  trace.entry = entry_ref(view, gift.book, as<Entry>(id));
  auto const state = TRY(ledger::state_of(view, {gift.book}, as<Entry>(id)));
  trace.used = state.used;
  trace.unused = state.unused;
  trace.gift.fee = state.fees;
  trace.gift.refunded = state.refunded;
  must(state.amount == state.fees + state.used + state.refunded + state.unused);

  auto const traced = TRY(ledger::trace_forward(
      view, {.book = {gift.book}, .entry = as<Entry>(id), .account = {}, .limit = most_pieces, .from = {}}));
  Gathering gathering(view, trace);
  for (auto const& piece : traced.pieces) gathering.add(piece);
  if (state.fees.positive()) gathering.add_fee(state.fees);
  gathering.finish();
  trace.more = traced.next.has_value();
  return trace;
}

}  // namespace lumbung::giving
