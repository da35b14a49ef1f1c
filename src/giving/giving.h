// Campaigns collect gifts for a programme; a gift can be followed to the households it reached.
//
// A paid gift is one ledger entry: bank → the campaign's fund, and the fee (when there is one) → collection income.
// Releases carry money from the campaign's fund to the programme; the ledger's provenance does the rest.
#pragma once

#include "core/result.h"
#include "giving/types.h"
#include "ledger/ledger.h"
#include "payments/payments.h"
#include "work/work.h"

namespace lumbung::giving {

using work::View;
using work::Work;

// Rights.
inline constexpr work::Right edit_campaign = "giving.edit_campaign";
inline constexpr work::Right view_gifts = "giving.view_gifts";
inline constexpr work::Right refund_gifts = "giving.refund";

// Events.
inline constexpr std::string_view campaign_created = "giving.campaign_created";
inline constexpr std::string_view campaign_changed = "giving.campaign_changed";
inline constexpr std::string_view campaign_opened = "giving.campaign_opened";
inline constexpr std::string_view campaign_was_closed = "giving.campaign_closed";
inline constexpr std::string_view update_posted = "giving.update_posted";
inline constexpr std::string_view gift_begun = "giving.gift_begun";
inline constexpr std::string_view message_hidden = "giving.message_hidden";
inline constexpr std::string_view gift_paid = "giving.gift_paid";
inline constexpr std::string_view gift_refunded = "giving.gift_refunded";
inline constexpr std::string_view gift_taken_back = "giving.gift_taken_back";
inline constexpr std::string_view gift_unnamed = "giving.gift_unnamed";

// Refusals.
inline constexpr Refusal unknown_campaign{"giving.unknown_campaign", Trouble::not_found,
                                          "Kampanye ini tidak ditemukan. Periksa tautannya.",
                                          "There is no such campaign. Check the link."};
inline constexpr Refusal unknown_gift{"giving.unknown_gift", Trouble::not_found,
                                      "Donasi ini tidak ditemukan. Periksa tautannya.",
                                      "There is no such gift. Check the link."};
inline constexpr Refusal campaign_not_open{"giving.campaign_not_open", Trouble::conflict,
                                           "Kampanye ini belum dibuka, jadi belum bisa menerima donasi.",
                                           "This campaign is not open yet and cannot take gifts."};
inline constexpr Refusal campaign_closed{"giving.campaign_closed", Trouble::conflict,
                                         "Kampanye ini sudah ditutup. Pilih kampanye lain yang masih dibuka.",
                                         "This campaign is closed. Choose another that is open."};
inline constexpr Refusal target_reached{
    "giving.target_reached", Trouble::conflict,
    "Target sudah tercapai; kampanye ini tidak menerima lebih. Sisa yang bisa diterima: {left}.",
    "The target is reached and this campaign takes no more. Still accepted: {left}."};
inline constexpr Refusal amount_too_small{"giving.amount_too_small", Trouble::bad_input,
                                          "Donasi paling sedikit {least}.", "A gift is at least {least}."};
inline constexpr Refusal amount_too_large{
    "giving.amount_too_large", Trouble::bad_input,
    "Satu donasi QRIS paling banyak {most}. Pakai nomor VA, atau bagi menjadi beberapa donasi.",
    "One QRIS gift is at most {most}. Use a virtual account, or give in several parts."};
inline constexpr Refusal amount_not_whole{"giving.amount_not_whole", Trouble::bad_input,
                                          "Jumlah donasi harus rupiah bulat, tanpa sen.",
                                          "A gift must be whole rupiah, without sen."};
inline constexpr Refusal name_missing{"giving.name_missing", Trouble::bad_input,
                                      "Tuliskan nama yang akan ditampilkan, atau pilih \"Hamba Allah\".",
                                      "Write the name to be shown, or choose to stay anonymous."};
inline constexpr Refusal slug_wrong{"giving.slug_wrong", Trouble::bad_input,
                                    "Alamat kampanye hanya boleh huruf kecil, angka dan tanda hubung (3 sampai 60).",
                                    "A campaign's address has lower-case letters, digits and hyphens only (3 to 60)."};
inline constexpr Refusal slug_taken{"giving.slug_taken", Trouble::conflict,
                                    "Alamat kampanye ini sudah dipakai. Pilih yang lain.",
                                    "This address is taken. Choose another."};
inline constexpr Refusal fee_too_high{
    "giving.fee_too_high", Trouble::bad_input,
    "Biaya penggalangan paling banyak 10 % (PP 29/1980 pasal 6), dan 0 % untuk bencana.",
    "The collection fee is at most 10 % (PP 29/1980 art. 6), and 0 % for disasters."};
inline constexpr Refusal cost_cap{
    "giving.cost_cap", Trouble::conflict,
    "Biaya penggalangan akan melewati 10 % dari donasi terkumpul: sisa yang boleh {left}.",
    "Collection costs would pass 10 % of what was raised: {left} is left."};
inline constexpr Refusal deadline_passed{"giving.deadline_passed", Trouble::bad_input,
                                         "Batas waktu harus di masa depan.", "The deadline must lie in the future."};
inline constexpr Refusal permit_missing{
    "giving.permit_missing", Trouble::conflict,
    "Organisasi belum punya izin PUB yang berlaku atau alasan pengecualian. Lengkapi dulu.",
    "The organisation has no valid collection permit or exemption. Complete it first."};
inline constexpr Refusal campaign_stays{
    "giving.campaign_stays", Trouble::conflict,
    "Lembaga dan program sebuah kampanye tidak bisa diganti. Buat kampanye baru untuk program lain.",
    "A campaign stays with its organisation and programme. Make a new campaign for another one."};
inline constexpr Refusal not_a_draft{
    "giving.not_a_draft", Trouble::conflict,
    "Kampanye yang sudah dibuka tidak bisa diubah; pasang kabar terbaru sebagai gantinya.",
    "An open campaign cannot be edited; post an update instead."};
inline constexpr Refusal nothing_unused{"giving.nothing_unused", Trouble::conflict,
                                        "Yang belum terpakai dari donasi ini {left}. Hanya itu yang bisa dikembalikan.",
                                        "Only {left} of this gift is unused and can be returned."};
inline constexpr Refusal gift_not_paid{"giving.gift_not_paid", Trouble::conflict, "Donasi ini belum dibayar.",
                                       "This gift has not been paid."};
inline constexpr Refusal picture_not_stored{"giving.picture_not_stored", Trouble::bad_input,
                                            "Gambar belum diunggah. Unggah dulu, lalu simpan lagi.",
                                            "The picture has not been uploaded. Upload it first, then save again."};

inline constexpr Money least_gift = 1'000_rp;
inline constexpr Money most_qris_gift = 10'000'000_rp;  // QRIS limit per payment (Bank Indonesia)
inline constexpr Money most_gift = 10'000'000'000_rp;
inline constexpr Duration gift_waits = hours(24);  // then its charge expires

struct CampaignWish {
  Id<Campaign> id;
  Id<Organisation> organisation;
  Id<Programme> programme;
  std::string slug, title, summary, story;
  Money target;
  std::optional<Date> deadline;
  int fee_permille = 0;
  bool disaster = false;
  OverFunding over_funding = OverFunding::carry_on;
  UnderFunding under_funding = UnderFunding::carry_on;
  std::optional<Hash> picture;
};

using payments::Method;
struct GiftWish {
  Id<Gift> id;
  std::string campaign;  // slug
  Money amount;
  bool anonymous = true;
  std::string name, message;
  Method method = Method::qris;
  Duration waits = gift_waits;  // how long it may be paid
};

// ---- Campaigns
// ----------------------------------------------------------------------------------------------------------
Result<Id<Campaign>> create_campaign(Work& work, CampaignWish const& wish);
// Drafts only. Organisation, programme and slug stay as they are; others are refused.
Verdict change_campaign(Work& work, CampaignWish const& wish);
// Needs: a verified organisation with permit or exemption and a merchant account, a plan whose rule leaf stands in the
// log's queue.
Verdict open_campaign(Work& work, Id<Campaign> campaign);
Verdict close_campaign(Work& work, Id<Campaign> campaign, std::string_view reason);
Verdict post_update(Work& work, Id<Campaign> campaign, UpdateRecord const& update);

Result<CampaignRecord> find(View const& view, Id<Campaign> campaign);
Result<CampaignRecord> find_by_slug(View const& view, std::string_view slug);
struct CampaignFilter {
  std::string words;                   // in title and summary
  std::optional<CampaignState> state;  // open and closed when none
  std::string area;                    // subtree
  std::optional<Id<Organisation>> organisation;
  bool drafts = false;
  std::optional<Id<Campaign>> after;
  int limit = 24;
};
std::vector<CampaignRecord> campaigns(View const& view, CampaignFilter const& filter);
// All of them, however many; drafts only when the filter asks for them. `after` and `limit` of the filter do not
// matter.
std::vector<CampaignRecord> all_campaigns(View const& view, CampaignFilter filter);
// What visitors see of the whole installation, summed over every campaign that was ever opened.
struct PublicTotals {
  Money raised;  // gifts less what went back: as the `raised` of all bars together
  std::int64_t open_campaigns = 0;
};
PublicTotals public_totals(View const& view);
bool has_published_campaign(View const& view, Id<Programme> programme);
// Whether visitors see a page of this organisation: it was verified, and is not merely registered or refused.
bool has_public_page(View const& view, Id<Organisation> organisation);
std::vector<UpdateRecord> updates(View const& view, Id<Campaign> campaign);
Bars bars(View const& view, CampaignRecord const& campaign);
std::int64_t givers(View const& view, CampaignRecord const& campaign);
// The account that holds what a campaign has raised and not yet released.
Id<LedgerAccount> fund_of(Id<Campaign> campaign);
// Upper bound by law on collection costs: 10 % of what was collected, 0 for disasters (PP 29/1980 art. 6(1); vector
// pub_cap).
Money most_collection_cost(Money collected, bool disaster);
// Follows programme's event: a collection cost of `booked` was paid. Refuses, and so undoes it, when fees and
// collection costs together are now beyond what the campaigns of the programme have collected (less what went back)
// allows.
Verdict within_cost_cap(View const& view, Id<Programme> programme, Money booked);

// Money by the local day: what came in (less what was given back) and what reached households or paid for services.
struct DayOfMoney {
  Date day;
  Money in, out;
};
std::vector<DayOfMoney> days_of(View const& view, CampaignRecord const& campaign);
// Whether a stored picture is shown by a campaign or an update, and so is public.
bool is_shown_picture(View const& view, Hash const& hash);
bool is_picture(View const& view, Hash const& hash);  // of any campaign or update, drafts as well

// ---- Gifts
// --------------------------------------------------------------------------------------------------------------
struct GiftBegun {
  GiftRecord gift;
  payments::ChargeRecord charge;
};
Result<GiftBegun> give(Work& work, GiftWish const& wish);
// Whether `give` would take it now: what it is refused for, without doing it.
Verdict can_give(View const& view, GiftWish const& wish);
// Follows payments' event: the money came. Posts the entry, whose id is the gift's, on the day it was paid, or the
// first open day after it when the books of that day are closed. What cannot be booked lies in suspense
// (payments::set_aside).
Verdict receive(Work& work, Id<Charge> charge, Instant paid_at);
Verdict expire(Work& work, Id<Charge> charge);
// Takes a giver's words off the pages and out of the tables, for good; the gift and the giver's name stay. Needs
// `edit_campaign`. Twice is once.
Verdict hide_message(Work& work, Id<Gift> gift);
// Returns unused money to the giver: never more than is unused.
Verdict refund(Work& work, Id<Gift> gift, Id<Refund> id, Money amount, std::string_view reason);
// Follows payments' event: the acquirer took a paid charge back, whole. What still lies in the campaign's fund goes;
// what was used, or kept as fee, is a loss of the organisation, so that the bank account says what the bank says. The
// way the gift went stays as it was. Where the bank account is empty, the organisation owes the acquirer the rest.
Verdict take_back(Work& work, Id<Charge> charge);
Result<GiftRecord> find(View const& view, Id<Gift> gift);
// As it stands now: one that waits for a charge whose time is over shows as expired.
GiftState state_now(View const& view, GiftRecord const& gift);
// The giver wants to be forgotten: the gift stays, its shown name and message go.
Verdict take_name_off(Work& work, Id<Gift> gift);
std::vector<GiftRecord> gifts(View const& view, CampaignRecord const& campaign, std::optional<Id<Gift>> after,
                              int limit, bool paid_only);
// The paid ones, newest first, counted instead of keyed: the id of a gift is for its giver alone.
std::vector<GiftRecord> public_gifts(View const& view, CampaignRecord const& campaign, std::int64_t skipped, int limit);

// ---- The one link
// ------------------------------------------------------------------------------------------------------- An
// unguessable name for a gift: its id and a keyed hash of it, so nothing needs to be stored. 38 characters of
// base64url.
std::string trace_token(View const& view, Id<Gift> gift);
Result<Id<Gift>> read_trace_token(View const& view, std::string_view token);
Result<Trace> trace(View const& view, Id<Gift> gift);

std::vector<storage::Migration> migrations();

}  // namespace lumbung::giving
