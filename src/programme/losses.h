// Goods that spoiled, broke or were lost (berita acara): they leave stock at what they cost, and donors are told.
//
// One person reports it with a reason and a picture of the signed minutes; another approves exactly that text. Then one
// entry books it: stock at cost to the loss expense, in goods to lost, units out of stock, first in, first out. So the
// ledger's provenance leads from a gift to the loss as it leads to a household, and the trace page says so.
#pragma once

#include "programme/programme.h"

namespace lumbung {
struct StockLoss;
}  // namespace lumbung

namespace lumbung::programme {

// Events.
inline constexpr std::string_view loss_reported = "programme.loss_reported";  // facts: units
inline constexpr std::string_view goods_lost = "programme.goods_lost";        // facts: units, amount (sen)
inline constexpr std::string_view loss_refused = "programme.loss_refused";

// Refusals.
inline constexpr Refusal unknown_loss{"programme.unknown_loss", Trouble::not_found, "Berita acara ini tidak ditemukan.",
                                      "There are no such minutes of a loss."};
inline constexpr Refusal loss_needs_evidence{
    "programme.loss_needs_evidence", Trouble::bad_input,
    "Barang rusak atau hilang perlu bukti (foto barang atau berita acara). Unggah paling sedikit satu.",
    "Spoiled or lost goods need evidence (a picture of them, or the signed minutes). Upload at least one."};
inline constexpr Refusal loss_needs_reason{
    "programme.loss_needs_reason", Trouble::bad_input,
    "Tuliskan apa yang terjadi, paling sedikit 10 huruf dan tanpa nama orang; donatur membacanya.",
    "Write what happened, in at least 10 characters and without names of people; donors read it."};

enum class LossKind { spoiled, lost };  // rusak, hilang
enum class LossState { reported, booked, refused };
struct LossRecord {
  Id<StockLoss> id;
  Id<Programme> programme;
  Id<PlanItem> item;
  std::string item_name;
  LossKind kind = LossKind::spoiled;
  std::int64_t units = 0;
  Money cost;  // by first-in-first-out lots; zero until it is booked
  std::string reason;
  Date on;  // when it was found
  std::vector<Hash> evidence;
  LossState state = LossState::reported;
  Instant reported_at;
};

struct LossWish {
  Id<StockLoss> id;
  Id<PlanItem> item;
  LossKind kind = LossKind::spoiled;
  std::int64_t units = 0;
  std::string reason;
  Date on;
  std::vector<Hash> evidence;
};

// Reports; the goods leave stock when a second person approves it. Needs `programme.deliver` or `programme.purchase`.
Result<Id<StockLoss>> report_loss(Work& work, Id<Programme> programme, LossWish const& wish);
// The text both people look at.
inline constexpr std::string_view loss_approval = "programme.loss";
std::optional<std::string> loss_content(View const& view, Id<StockLoss> loss);
Id<Approval> approval_of(Id<StockLoss> loss);
// Follow the approval. Refuses with `no_stock` when meanwhile fewer units are left.
Verdict book_loss(Work& work, Id<StockLoss> loss);
Verdict refuse_loss(Work& work, Id<StockLoss> loss);

Result<LossRecord> loss(View const& view, Id<StockLoss> loss);
std::vector<LossRecord> losses(View const& view, Id<Programme> programme);  // newest first, at most 200

// Where the value of lost goods comes to rest, and the expense beside it; opened with the first loss.
Id<LedgerAccount> lost_of(Id<Programme> programme);
Id<LedgerAccount> loss_expense_of(Id<Programme> programme);

}  // namespace lumbung::programme
