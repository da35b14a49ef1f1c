// Givers with an account: signing in by a code sent to their e-mail address, their own gifts, gifts that recur.
//
// An account is for those who want one; giving never asks for it. There is no password. Whoever proves to read an
// address by giving back the code that was sent to it is signed in, and has an account from then on: so no answer
// tells whether an address is known. Address and name are sealed with a key of that giver's own (access/vault.h);
// erasing the account deletes the key, and no backup can be read any more. The gifts stay, nameless.
//
// A plan (donasi rutin) makes one charge each week or month and writes a letter with the link to pay it: QRIS and
// virtual accounts are paid by the payer's own hand, so nothing is ever taken. What is not paid expires. It is no debt.
//
// Sessions are no staff sessions: another cookie, other tables, and no rights at all.
#pragma once

#include "core/result.h"
#include "givers/types.h"
#include "storage/storage.h"
#include "work/work.h"

namespace lumbung::givers {

using work::View;
using work::Work;

// Rights. Moving plans to another campaign goes with `giving.edit_campaign`.

// Events. No personal data: the subject is an id of ours.
inline constexpr std::string_view code_asked = "givers.code_asked";
inline constexpr std::string_view code_failed = "givers.code_failed";
inline constexpr std::string_view signed_in = "givers.signed_in";  // facts: first ("yes" when the account is new)
inline constexpr std::string_view signed_out = "givers.signed_out";
inline constexpr std::string_view giver_changed = "givers.changed";
inline constexpr std::string_view giver_erased = "givers.erased";  // facts: gifts, plans
inline constexpr std::string_view gift_kept = "givers.gift_kept";
inline constexpr std::string_view plan_made = "givers.plan_made";            // facts: amount, every
inline constexpr std::string_view plan_changed = "givers.plan_changed";      // facts: state
inline constexpr std::string_view plan_moved = "givers.plan_moved";          // facts: campaign
inline constexpr std::string_view period_charged = "givers.period_charged";  // facts: period
inline constexpr std::string_view period_empty = "givers.period_empty";      // facts: period, refusal

// Refusals.
inline constexpr Refusal sign_in_first{"givers.sign_in_first", Trouble::unauthenticated,
                                       "Masuk dulu dengan kode yang kami kirim ke surel Anda.",
                                       "Sign in first, with the code that we send to your e-mail address."};
inline constexpr Refusal code_wrong{
    "givers.code_wrong", Trouble::unauthenticated,
    "Kode salah, sudah dipakai, atau sudah lewat 10 menit. Periksa lagi, atau minta kode baru.",
    "The code is wrong, was used, or is older than 10 minutes. Check it, or ask for a new one."};
inline constexpr Refusal gift_is_anothers{
    "givers.gift_is_anothers", Trouble::conflict,
    "Donasi ini sudah ada di akun lain. Bila itu akun Anda juga, masuklah dengan surel akun itu.",
    "This gift stands in another account already. If that is yours too, sign in with its address."};
inline constexpr Refusal unknown_plan{"givers.unknown_plan", Trouble::not_found, "Donasi rutin ini tidak ditemukan.",
                                      "There is no such recurring gift."};
inline constexpr Refusal plan_over{"givers.plan_over", Trouble::conflict,
                                   "Donasi rutin ini sudah berhenti. Buat yang baru bila ingin memberi lagi.",
                                   "This recurring gift has ended. Make a new one to give again."};
inline constexpr Refusal plan_waits_for_choice{
    "givers.plan_waits_for_choice", Trouble::conflict,
    "Donasi rutin ini menunggu lembaga memilih kampanye lain. Anda dapat menghentikannya.",
    "This recurring gift waits for the organisation to choose another campaign. You may stop it."};
inline constexpr Refusal start_wrong{"givers.start_wrong", Trouble::bad_input,
                                     "Hari mulai paling cepat hari ini dan paling lambat setahun lagi.",
                                     "The first day is today at the earliest, and within a year."};
inline constexpr Refusal end_wrong{"givers.end_wrong", Trouble::bad_input, "Hari terakhir harus sesudah hari mulai.",
                                   "The last day must be after the first."};
inline constexpr Refusal too_many_plans{"givers.too_many_plans", Trouble::conflict,
                                        "Anda sudah punya {most} donasi rutin yang berjalan. Hentikan salah satu dulu.",
                                        "You have {most} recurring gifts already. Stop one of them first."};
inline constexpr Refusal id_reused{"givers.id_reused", Trouble::conflict,
                                   "Nomor ini sudah dipakai untuk isi yang lain. Muat ulang halaman lalu ulangi.",
                                   "This id was already used with other content. Load the page again and repeat."};
inline constexpr Refusal successor_wrong{"givers.successor_wrong", Trouble::bad_input,
                                         "Pilih kampanye lain yang masih dibuka dari lembaga yang sama.",
                                         "Choose another campaign of the same organisation that is open."};
inline constexpr Refusal no_gifts_that_year{"givers.no_gifts_that_year", Trouble::not_found,
                                            "Tidak ada donasi yang dibayar pada tahun itu.",
                                            "No gift was paid in that year."};

inline constexpr Duration code_lasts = minutes(10);
inline constexpr int code_tries = 5;   // then it is void; eight digits, so a guess is one in 10 million
inline constexpr int codes_alive = 2;  // so that a stranger who asks for another does not void the one in hand at once
inline constexpr Duration session_lasts = days(30);
inline constexpr int most_plans = 20;              // active or paused, of one giver
inline constexpr Duration weekly_waits = days(6);  // a charge is gone before the next one comes
inline constexpr Duration monthly_waits = days(14);

// ---- Signing in --------------------------------------------------------------------------------------------------

// Sends a code to the address, whoever reads it. The same work and the same answer for a known and an unknown one.
// Refuses only what is no address.
Verdict ask_code(Work& work, std::string_view email, Language language);

struct SignInWish {
  std::string email, code;
  Language language = Language::indonesian;
};
struct Opened {
  std::string token;  // for the cookie; only its SHA-256 is kept
  Instant ends;
  bool first = false;  // the account is new
};
// What came of a try. A wrong code is committed (it counts), so it is no refusal: `opened` is none then.
struct Tried {
  std::optional<Opened> opened;
};
Tried sign_in(Work& work, SignInWish const& wish);
Verdict sign_out(Work& work, std::string_view token);
// Who that session belongs to; refuses with `sign_in_first`.
Result<Id<Giver>> giver_of(View const& view, std::string_view token);
Result<GiverRecord> find(View const& view, Id<Giver> giver);
Verdict rename(Work& work, Id<Giver> giver, std::string_view name, Language language);
// Deletes the giver's key, sessions and codes, stops the plans, and takes the shown name off the gifts.
Verdict erase(Work& work, Id<Giver> giver);
// Codes and sessions that ran out; a change without an event, hence a plain Writer.
std::int64_t forget_ended(storage::Writer& rows, Instant now);

// ---- Own gifts ---------------------------------------------------------------------------------------------------

// Puts a gift into the giver's account. Whoever holds its trace link may; again by the same giver changes nothing.
Verdict keep_gift(Work& work, Id<Giver> giver, Id<Gift> gift);
// Newest first, those before `after` when given.
std::vector<OwnGift> gifts(View const& view, Id<Giver> giver, std::optional<Id<Gift>> after, int limit);
// Newest year first. By the local day of the payment.
std::vector<YearOfGifts> years(View const& view, Id<Giver> giver);
// The paid gifts of a year, oldest first.
std::vector<OwnGift> gifts_of_year(View const& view, Id<Giver> giver, int year);

// ---- Gifts that recur --------------------------------------------------------------------------------------------

struct PlanWish {
  Id<GivingPlan> id;
  std::string campaign;  // slug
  Money amount;
  payments::Method method = payments::Method::qris;
  bool anonymous = true;
  std::string name;
  Every every = Every::month;
  Date starts;
  std::optional<Date> ends;
  AtCampaignsEnd at_end = AtCampaignsEnd::stop;
};
Result<PlanRecord> make_plan(Work& work, Id<Giver> giver, PlanWish const& wish);
Verdict pause(Work& work, Id<Giver> giver, Id<GivingPlan> plan);
// Periods that passed meanwhile are left out; the next one is the first whose day is today or later.
Verdict resume(Work& work, Id<Giver> giver, Id<GivingPlan> plan);
Verdict stop(Work& work, Id<Giver> giver, Id<GivingPlan> plan);
std::vector<PlanRecord> plans(View const& view, Id<Giver> giver);
Result<PlanRecord> plan(View const& view, Id<Giver> giver, Id<GivingPlan> plan);
// Newest first, at most 60.
std::vector<PeriodRecord> periods(View const& view, PlanRecord const& plan);

// The day of a period: every seventh day, or the same day of each month (its last day where the month is shorter).
Date day_of_period(Date starts, Every every, int period);

// Makes the charge of every period that is due and writes the letters; at most `limit` periods. For a job: call it
// until it returns 0. The gift's id follows from plan and period, and the row (plan, period) can be there only once, so
// a period is charged once whatever is restarted, and however the clock jumps. A period that came while nobody ran the
// job is charged when the job runs again; one letter tells of all that were late.
Result<int> charge_due(Work& work, int limit);

// ---- What an organisation sees: figures, no people -----------------------------------------------------------------

struct Recurring {
  giving::CampaignRecord campaign;
  std::int64_t active = 0, choosing = 0;
  Money each_month;  // what the active ones give in a month, if all are paid; a week counts 52/12
};
// The campaigns of an organisation that plans are for. Needs `giving.view_gifts`.
Result<std::vector<Recurring>> recurring(View const& view, Id<Organisation> organisation);
// The organisation's choice for those that asked it to choose: they go on with `to`, and are told so. How many.
// Needs `giving.edit_campaign`.
Result<int> choose_successor(Work& work, Id<Campaign> from, Id<Campaign> to);

std::vector<storage::Migration> migrations();

}  // namespace lumbung::givers
