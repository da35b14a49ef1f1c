// The spine: a programme has a plan, receives money from many doors, buys, keeps stock, enrols households and hands
// over.
//
// Every step that moves money or goods is one balanced entry in the ledger of the organisation:
//   release   campaign's fund → released money            (two people; evidence)
//   purchase  bank → stock at cost; released → in goods; units come into stock
//   cost      bank → expense; released → spent
//   delivery  stock at cost → expense; in goods → spent; units leave stock, first in first out
// so that the ledger's provenance leads from any gift to households and back, with nothing for staff to fill in.
#pragma once

#include <span>

#include "core/result.h"
#include "ledger/ledger.h"
#include "programme/renditions.h"
#include "programme/types.h"
#include "work/work.h"

namespace lumbung::programme {

using work::View;
using work::Work;

// Rights.
inline constexpr work::Right edit_plan = "programme.edit_plan";
inline constexpr work::Right enrol_households = "programme.enrol";
inline constexpr work::Right prepare_release = "programme.prepare_release";
inline constexpr work::Right approve_release = "programme.approve_release";
inline constexpr work::Right buy = "programme.purchase";
inline constexpr work::Right deliver_goods = "programme.deliver";
inline constexpr work::Right clear_evidence = "programme.clear_evidence";
inline constexpr work::Right view_programme = "programme.view";

// Events.
inline constexpr std::string_view programme_created = "programme.created";
inline constexpr std::string_view plan_changed = "programme.plan_changed";
inline constexpr std::string_view milestone_set = "programme.milestone_set";
inline constexpr std::string_view indicator_set = "programme.indicator_set";
inline constexpr std::string_view indicator_measured = "programme.indicator_measured";
inline constexpr std::string_view household_enrolled = "programme.household_enrolled";
inline constexpr std::string_view enrolment_ended = "programme.enrolment_ended";
inline constexpr std::string_view release_proposed = "programme.release_proposed";
inline constexpr std::string_view money_released = "programme.money_released";
inline constexpr std::string_view release_refused = "programme.release_refused";
inline constexpr std::string_view goods_bought = "programme.goods_bought";
inline constexpr std::string_view cost_paid = "programme.cost_paid";  // facts: amount (sen), programme, kind
inline constexpr std::string_view goods_delivered = "programme.goods_delivered";
inline constexpr std::string_view evidence_added = "programme.evidence_added";
inline constexpr std::string_view evidence_cleared = "programme.evidence_cleared";
inline constexpr std::string_view evidence_revoked = "programme.evidence_revoked";
inline constexpr std::string_view picture_stored = "programme.picture_stored";

// Refusals.
inline constexpr Refusal unknown_programme{"programme.unknown", Trouble::not_found,
                                           "Program ini tidak ditemukan. Periksa tautannya.",
                                           "There is no such programme. Check the link."};
inline constexpr Refusal unknown_indicator{"programme.unknown_indicator", Trouble::not_found,
                                           "Indikator ini tidak ada dalam program.",
                                           "There is no such indicator in this programme."};
inline constexpr Refusal unknown_enrolment{"programme.unknown_enrolment", Trouble::not_found,
                                           "Keluarga ini tidak ditemukan dalam program.",
                                           "There is no such household in this programme."};
inline constexpr Refusal unknown_release{"programme.unknown_release", Trouble::not_found,
                                         "Pencairan dana ini tidak ditemukan.", "There is no such release."};
inline constexpr Refusal unknown_milestone{"programme.unknown_milestone", Trouble::bad_input,
                                           "Tahap ini tidak ada dalam program.",
                                           "There is no such milestone in this programme."};
inline constexpr Refusal unknown_item{"programme.unknown_item", Trouble::bad_input,
                                      "Barang ini tidak ada dalam rencana program. Pilih barang dari rencana.",
                                      "This item is not in the programme's plan. Choose one from the plan."};
inline constexpr Refusal unknown_delivery{"programme.unknown_delivery", Trouble::not_found,
                                          "Penyerahan ini tidak ditemukan.", "There is no such delivery."};
inline constexpr Refusal unknown_evidence{"programme.unknown_evidence", Trouble::not_found,
                                          "Bukti ini tidak ditemukan.", "There is no such piece of evidence."};
inline constexpr Refusal evidence_not_stored{
    "programme.evidence_not_stored", Trouble::bad_input,
    "Berkas bukti belum diunggah. Unggah dulu fotonya, lalu kirim lagi.",
    "This evidence has not been uploaded. Upload the picture first, then send again."};
inline constexpr Refusal dates_reversed{"programme.dates_reversed", Trouble::bad_input,
                                        "Tanggal selesai harus sesudah tanggal mulai.",
                                        "The end must be after the start."};
inline constexpr Refusal plan_empty{
    "programme.plan_empty", Trouble::bad_input,
    "Rencana perlu paling sedikit satu kebutuhan, satu barang, dan satu baris anggaran.",
    "A plan needs at least one need, one item and one budget line."};
inline constexpr Refusal plan_budget_differs{
    "programme.plan_budget_differs", Trouble::bad_input,
    "Anggaran barang ({budget}) tidak sama dengan jumlah barang × harga satuan ({items}). Samakan keduanya.",
    "The goods budget ({budget}) differs from units × unit cost ({items}). Make them equal."};
inline constexpr Refusal plan_version_old{
    "programme.plan_version_old", Trouble::conflict,
    "Rencana sudah diubah orang lain (versi {version}). Muat ulang, lalu ulangi perubahan Anda.",
    "Somebody else changed the plan (version {version}). Reload, then make your change again."};
inline constexpr Refusal plan_lowered_without_reason{
    "programme.plan_lowered_without_reason", Trouble::bad_input,
    "Perubahan ini mengurangi janji kepada donatur. Tuliskan alasannya; alasan itu ditampilkan kepada publik.",
    "This change lowers what donors were promised. Write the reason; it is shown in public."};
inline constexpr Refusal plan_item_in_use{
    "programme.plan_item_in_use", Trouble::conflict,
    "Barang \"{item}\" sudah dibeli atau diserahkan, jadi tidak bisa dihapus atau dikurangi di bawah jumlah itu.",
    "\"{item}\" has been bought or handed over already and cannot be removed or lowered below that."};
inline constexpr Refusal no_plan{"programme.no_plan", Trouble::conflict,
                                 "Program ini belum punya rencana. Isi rencana dulu.",
                                 "This programme has no plan yet. Fill in the plan first."};
inline constexpr Refusal family_enrolled_already{"programme.family_enrolled_already", Trouble::conflict,
                                                 "Keluarga ini sudah terdaftar dalam program ini.",
                                                 "This family is enrolled in this programme already."};
inline constexpr Refusal not_enrolled{
    "programme.not_enrolled", Trouble::conflict,
    "Keluarga ini tidak terdaftar (atau sudah berhenti) dalam program ini. Daftarkan dulu sebelum menyerahkan.",
    "This family is not enrolled in this programme (or no longer). Enrol it before handing over."};
inline constexpr Refusal nothing_to_release{"programme.nothing_to_release", Trouble::conflict,
                                            "Dana kampanye yang belum dicairkan hanya {left}. Kurangi jumlahnya.",
                                            "The campaign has only {left} left to release. Lower the amount."};
inline constexpr Refusal release_already_asked{
    "programme.release_already_asked", Trouble::conflict,
    "Dana kampanye yang belum dicairkan {fund}, dan {asked} sudah diminta usulan lain yang menunggu persetujuan. "
    "Usulkan "
    "paling banyak {left}, atau tunggu usulan itu diputuskan.",
    "The campaign has {fund} left to release, and {asked} of it is asked for by proposals that wait for approval. "
    "Propose at most {left}, or wait until they are decided."};
inline constexpr Refusal fund_too_low_now{
    "programme.fund_too_low_now", Trouble::conflict,
    "Pencairan ini meminta {amount}, tetapi dana kampanye kini tinggal {left}. Tolak usulan ini; bendahara dapat "
    "mengusulkan lagi paling banyak {left}.",
    "This release asks for {amount}, but the campaign has only {left} left now. Refuse it; the treasurer can propose "
    "again, "
    "at most {left}."};
inline constexpr Refusal release_needs_evidence{
    "programme.release_needs_evidence", Trouble::bad_input,
    "Pencairan dana perlu bukti (misalnya foto berita acara). Unggah paling sedikit satu.",
    "A release needs evidence (for example the signed minutes). Upload at least one."};
inline constexpr Refusal spending_needs_receipt{
    "programme.spending_needs_receipt", Trouble::bad_input,
    "Belanja perlu bukti. Unggah paling sedikit satu foto nota, kuitansi, atau faktur.",
    "Spending needs a proof. Upload at least one picture of the receipt or invoice."};
inline constexpr Refusal milestone_released_already{"programme.milestone_released_already", Trouble::conflict,
                                                    "Tahap ini sudah dicairkan atau sedang diajukan.",
                                                    "This milestone was released or is being proposed already."};
inline constexpr Refusal not_enough_released{"programme.not_enough_released", Trouble::conflict,
                                             "Dana yang sudah dicairkan tinggal {left}. Ajukan pencairan dana dulu.",
                                             "Only {left} of released money is left. Propose a release first."};
inline constexpr Refusal quotes_missing{
    "programme.quotes_missing", Trouble::bad_input,
    "Pembelian di atas {limit} perlu pembanding harga dari paling sedikit dua penjual.",
    "A purchase above {limit} needs quotes of at least two vendors."};
inline constexpr Refusal purchase_beyond_plan{
    "programme.purchase_beyond_plan", Trouble::conflict,
    "Rencana hanya {planned} unit dan {bought} sudah dibeli. Ubah rencana dulu bila memang perlu lebih.",
    "The plan has only {planned} units and {bought} are bought already. Change the plan first if more are needed."};
inline constexpr Refusal no_stock{"programme.no_stock", Trouble::conflict,
                                  "Stok tinggal {left} unit. Catat pembelian dulu.",
                                  "Only {left} units are in stock. Record the purchase first."};
inline constexpr Refusal beyond_plan{"programme.beyond_plan", Trouble::conflict,
                                     "Rencana hanya {planned} unit dan {delivered} sudah diserahkan.",
                                     "The plan has only {planned} units and {delivered} have been handed over."};
inline constexpr Refusal not_yet_happened{"programme.not_yet_happened", Trouble::bad_input,
                                          "Waktu ini belum terjadi. Periksa jam telepon Anda.",
                                          "This time has not come yet. Check the clock of your phone."};
inline constexpr Refusal happened_too_early{
    "programme.happened_too_early", Trouble::bad_input,
    "Waktu ini sebelum program dimulai atau sebelum barangnya dibeli ({from}). Periksa tanggalnya.",
    "This time is before the programme began or before the goods were bought ({from}). Check the date."};
inline constexpr Refusal evidence_used{
    "programme.evidence_used", Trouble::conflict,
    "Foto atau tanda tangan ini sudah menjadi bukti yang lain. Ambil yang baru untuk penyerahan ini.",
    "This photo or signature is evidence of something else already. Take a new one for this hand-over."};
inline constexpr Refusal same_person_clears{"programme.same_person_clears", Trouble::forbidden,
                                            "Foto harus ditinjau orang lain, bukan yang mengunggahnya.",
                                            "A picture must be reviewed by somebody other than its uploader."};
inline constexpr Refusal signature_stays_hidden{
    "programme.signature_stays_hidden", Trouble::conflict,
    "Tanda tangan penerima tidak pernah ditampilkan utuh kepada publik. Tinjau foto atau formulirnya.",
    "A recipient's signature is never shown to the public. Review the photo or the form."};
inline constexpr Refusal picture_unreadable{"programme.picture_unreadable", Trouble::unsupported,
                                            "Berkas ini bukan foto JPEG atau PNG yang bisa dibaca. Ambil fotonya lagi.",
                                            "This file is no readable JPEG or PNG picture. Take the picture again."};
inline constexpr Refusal picture_too_large{
    "programme.picture_too_large", Trouble::too_large,
    "Foto terlalu besar (paling besar {limit}). Kecilkan atau ambil dengan ukuran lebih rendah.",
    "The picture is too large (at most {limit}). Make it smaller."};
inline constexpr Refusal id_reused{"programme.id_reused", Trouble::conflict,
                                   "Id ini sudah dipakai untuk isi yang lain. Muat ulang halaman dan coba lagi.",
                                   "This id stands for something else already. Reload the page and try again."};

// A purchase above this needs quotes of two vendors (our rule; row G8 "price list comparison before approval").
inline constexpr Money quotes_needed_above = 5'000'000_rp;

// ---- Wishes
// -------------------------------------------------------------------------------------------------------------

struct ProgrammeWish {
  Id<Programme> id;
  Id<Organisation> organisation;
  std::string title, summary, area;
  Date starts, ends;
};
struct PlanWish {
  int version = 0;  // the version it changes; 0 for the first
  std::vector<Need> needs;
  std::vector<Item> items;
  std::vector<Activity> activities;
  std::vector<BudgetLine> budget;
  std::int64_t target_households = 0;
  std::string reason;
};
struct ReleaseWish {
  Id<Release> id;
  Uuid source{};                       // the campaign
  std::string source_title;            // what it is called; stands in the text that is approved
  Id<LedgerAccount> source_account{};  // its fund in the ledger
  std::optional<Id<Milestone>> milestone;
  Money amount;
  std::string reason;
  std::vector<Hash> evidence;
};
struct EvidenceWish {
  Id<Evidence> id;
  EvidenceKind kind = EvidenceKind::photo;
  Hash hash{};
};
struct DeliveryWish {
  Id<Delivery> id;
  Id<PlanItem> item;
  Id<Enrolment> enrolment;
  std::int64_t units = 0;
  Instant at;
  std::optional<Place> place;
  std::vector<EvidenceWish> evidence;
};

// ---- What may be asked
// --------------------------------------------------------------------------------------------------

Result<Id<Programme>> create(Work& work, ProgrammeWish const& wish);
Result<ProgrammeRecord> find(View const& view, Id<Programme> programme);
std::vector<ProgrammeRecord> of_organisation(View const& view, Id<Organisation> organisation);

// A new version of the plan; every version is kept, and its hash goes into the public log as a rule leaf. Once the
// programme is open (its first campaign opened), lowering a promise needs a reason, which is public.
Result<int> change_plan(Work& work, Id<Programme> programme, PlanWish const& wish);
Result<Plan> plan(View const& view, Id<Programme> programme);
// The text whose SHA-256 is the plan's hash: anyone can rebuild it from the public plan.
std::string canonical_text(Id<Programme> programme, Plan const& plan);
// Called when the first campaign of it opens: needs a plan.
Verdict open(Work& work, Id<Programme> programme);

Result<Id<Milestone>> set_milestone(Work& work, Id<Programme> programme, MilestoneRecord const& milestone);
std::vector<MilestoneRecord> milestones(View const& view, Id<Programme> programme);
Result<Id<Indicator>> set_indicator(Work& work, Id<Programme> programme, IndicatorRecord const& indicator);
Result<Id<Measurement>> measure(Work& work, Id<Programme> programme, Id<Indicator> indicator, Id<Measurement> id,
                                Date on, std::int64_t actual, std::string_view note);
std::vector<IndicatorRecord> indicators(View const& view, Id<Programme> programme);

Result<EnrolmentRecord> enrol(Work& work, Id<Programme> programme, Id<Enrolment> id, Id<Family> family);
Verdict end_enrolment(Work& work, Id<Enrolment> enrolment, std::string_view reason);
// Newest first, `limit` at most, those before `after` when given.
std::vector<EnrolmentRecord> enrolments(View const& view, Id<Programme> programme, std::optional<Id<Enrolment>> after,
                                        int limit);

// Proposes; the money moves when a second person approves it. Opens the approval, whose id follows from the release's.
Result<Id<Release>> propose_release(Work& work, Id<Programme> programme, ReleaseWish const& wish);
// The text both people look at; its SHA-256 is what the approval is bound to. A fact a line, "name value", with titles
// beside ids; in what people wrote, a line break is "\n" and a backslash "\\", so that nobody can write a line of it.
inline constexpr std::string_view release_approval = "programme.release";
Id<Approval> approval_of(Id<Release> release);
std::optional<std::string> release_content(View const& view, Id<Release> release);
Verdict carry_out_release(Work& work, Id<Release> release);
Verdict refuse_release(Work& work, Id<Release> release);
std::vector<ReleaseRecord> releases(View const& view, Id<Programme> programme);

Result<Id<Purchase>> purchase(Work& work, Id<Programme> programme, PurchaseRecord const& wish);
std::vector<PurchaseRecord> purchases(View const& view, Id<Programme> programme);
Result<Id<Cost>> pay_cost(Work& work, Id<Programme> programme, CostRecord const& wish);
std::vector<CostRecord> costs(View const& view, Id<Programme> programme);

Result<Id<Delivery>> deliver(Work& work, Id<Programme> programme, DeliveryWish const& wish);
Result<DeliveryRecord> delivery(View const& view, Id<Delivery> id);
std::vector<DeliveryRecord> deliveries(View const& view, Id<Programme> programme, std::optional<Id<Delivery>> after,
                                       int limit);
Verdict add_evidence(Work& work, Id<Delivery> delivery, EvidenceWish const& wish);
// Evidence of an organisation's hand-overs. What waits for a reviewer comes oldest first, all else newest first; those
// beyond `after` when given. Only of programmes whose area the actor may see, so a page may hold fewer than `limit`:
// `next` says whether more follow. Needs `view_programme` somewhere in the organisation.
struct EvidencePage {
  std::vector<EvidenceSeen> items;
  std::optional<Id<Evidence>> next;  // hand it in as `after`
  std::int64_t waiting = 0;          // in all of the organisation
};
Result<EvidencePage> evidence(View const& view, Id<Organisation> organisation, EvidenceState state,
                              std::optional<Id<Evidence>> after, int limit);
// Why the actor may not clear it, if so: somebody else must look, or the right is missing.
Verdict may_clear(View const& view, Id<Organisation> organisation, EvidenceSeen const& evidence);
Verdict clear(Work& work, Id<Evidence> evidence);
Verdict revoke(Work& work, Id<Evidence> evidence, std::string_view reason);

// The finest area that may be shown for a household of this programme: the village, or the first area above it that
// holds at least ten enrolled households (trust and reliability, section 2.1).
std::string shown_area(View const& view, Id<Programme> programme, std::string_view village);

// What reached households or was paid for services, by the local day.
std::vector<std::pair<Date, Money>> spent_by_day(View const& view, Id<Programme> programme);

Standing standing(View const& view, Id<Programme> programme);
PublicTotals public_totals(View const& view);
// Of all programmes that were opened, newest first.
std::vector<DeliveryRecord> latest_deliveries(View const& view, int limit);
std::vector<StockLine> stock(View const& view, Id<Programme> programme);

// The accounts that money passes in this programme; made when the programme is created.
struct Accounts {
  Id<LedgerAccount> released, in_goods, spent, stock_value, expense;
};
Accounts accounts(Id<Programme> programme);
// Where an organisation's money lies; opened with its first programme.
Id<LedgerAccount> bank_of(Id<Organisation> organisation);

// ---- Pictures
// -----------------------------------------------------------------------------------------------------------

struct StoredPicture {
  Hash hash{};
  int width = 0, height = 0;  // pixels
};
// Reads a JPEG or PNG, drops everything but the pixels (EXIF and place are gone), turns it upright, bounds it to 1600
// pixels and stores it by the SHA-256 of what is stored. At most 15 MiB in, 40 megapixels.
Result<StoredPicture> store_picture(storage::Files& files, std::string_view bytes);
// The whole picture, for the staff of an organisation that uploaded it or in whose records it is evidence
// (`view_programme`).
Result<std::string> picture_for_staff(View const& view, Hash const& hash);
// What the public may see: the whole picture when cleared, else a mosaic in which no face and no digit can be told.
std::optional<std::string> public_picture(View const& view, Hash const& hash, bool small, Renditions& renditions);
// The same where it takes no time: nothing when it must be made first, which is for `public_picture`. Refused
// (`unknown_evidence`) when the public may see nothing of it.
Result<std::optional<std::string>> public_picture_at_hand(View const& view, Hash const& hash, bool small,
                                                          Renditions& renditions);

std::vector<storage::Migration> migrations();

}  // namespace lumbung::programme
