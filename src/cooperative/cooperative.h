// The co-operative of an organisation: its by-laws, its tills, its members, and what they save.
//
//   cooperative.h   opening it, by-laws (AD/ART) as dated rules, tills; rights and events of the room
//   members.h       applications, decisions, heirs
//   savings.h       deposits and withdrawals, corrections, the passbook; what is tied and cannot leave
//   wajib.h         which months are paid, and what is in arrears (pure)
//   months.h        calendar months (pure)
//   eligibility.h   who may borrow or lend: rules that are rows
//   leaving.h       money that two people let go, and what a member gets back
//
// One co-operative an organisation, in the organisation's own book. Accounts in its ledger:
//   each till           asset, owner the organisation
//   simpanan pokok      net assets, owner the member      (law: UU 25/1992 art. 41: own capital)
//   simpanan wajib      net assets, owner the member
//   simpanan sukarela   liability, owner the member
// The ledger knows no class "equity"; net assets without restriction is what stands there in a balance sheet of SAK EP.
// None of them carries: what a deposit became is not followed on, so a mistake can be reversed whenever the money is
// still there. Lending begins its trace with the entry that takes money out of a lender's sukarela.
//
// Names and NIK stay in the registry; a member refers to a person of it. Members have no sign-in of their own in the
// house yet: everything here is for staff.
#pragma once

#include <vector>

#include "cooperative/types.h"
#include "core/result.h"
#include "storage/storage.h"
#include "work/work.h"

namespace lumbung::cooperative {

using work::View;
using work::Work;

// Rights.
inline constexpr work::Right manage = "cooperative.manage";    // open it, by-laws, tills, rules: the board
inline constexpr work::Right decide = "cooperative.decide";    // on applications and departures: the board
inline constexpr work::Right apply = "cooperative.apply";      // applications, papers, heirs, facts about members
inline constexpr work::Right collect = "cooperative.collect";  // take deposits, at the till or in the field
inline constexpr work::Right pay_out = "cooperative.pay_out";  // withdrawals, corrections, cash between tills
inline constexpr work::Right approve_payout = "cooperative.approve_payout";
inline constexpr work::Right view_members = "cooperative.view";

// Events. No personal data; the subject is an id of ours.
inline constexpr std::string_view cooperative_opened = "cooperative.opened";
inline constexpr std::string_view bylaws_changed = "cooperative.bylaws_changed";  // facts: from
inline constexpr std::string_view till_opened = "cooperative.till_opened";        // facts: kind
inline constexpr std::string_view cash_moved = "cooperative.cash_moved";          // facts: amount (sen)

// Refusals.
inline constexpr Refusal not_a_cooperative{
    "cooperative.not_a_cooperative", Trouble::conflict,
    "Hanya organisasi berbentuk koperasi yang boleh menghimpun simpanan anggota (PermenKopUKM 8/2023).",
    "Only an organisation that is a co-operative may take its members' savings (PermenKopUKM 8/2023)."};
inline constexpr Refusal opened_already{
    "cooperative.opened_already", Trouble::conflict,
    "Koperasi organisasi ini sudah dibuka dengan isian yang lain. Ubah aturan simpanannya lewat AD/ART.",
    "This organisation's co-operative was opened with other content. Change its by-laws instead."};
inline constexpr Refusal not_opened{"cooperative.not_opened", Trouble::not_found,
                                    "Organisasi ini belum membuka koperasinya. Isi dulu badan hukum dan AD/ART.",
                                    "This organisation has not opened its co-operative yet."};
inline constexpr Refusal day_not_come{"cooperative.day_not_come", Trouble::bad_input,
                                      "Tanggal {day} belum tiba. Gunakan hari ini atau sebelumnya.",
                                      "The day {day} has not come yet. Use today or earlier."};
inline constexpr Refusal bylaws_not_later{
    "cooperative.bylaws_not_later", Trouble::conflict,
    "AD/ART yang berlaku mulai {from}. Yang baru harus mulai sesudahnya; yang lama tidak diubah.",
    "The by-laws in force begin on {from}. New ones begin later; the old ones stay as they were."};
inline constexpr Refusal pokok_missing{"cooperative.pokok_missing", Trouble::bad_input,
                                       "Isi besarnya simpanan pokok, lebih dari nol.",
                                       "Give the simpanan pokok, more than zero."};
inline constexpr Refusal bylaws_odd{"cooperative.bylaws_odd", Trouble::bad_input,
                                    "Isian ini di luar yang mungkin: {least} sampai {most}.",
                                    "This must be from {least} to {most}."};
inline constexpr Refusal unknown_till{"cooperative.unknown_till", Trouble::not_found,
                                      "Kas ini tidak ada di koperasi Anda. Pilih dari daftar kas.",
                                      "There is no such till in your co-operative. Choose one from the list."};
inline constexpr Refusal too_many_tills{"cooperative.too_many_tills", Trouble::conflict,
                                        "Kas koperasi sudah mencapai batas {most}.",
                                        "The co-operative has reached the limit of {most} tills."};
inline constexpr Refusal same_till{"cooperative.same_till", Trouble::bad_input,
                                   "Kas asal dan kas tujuan harus berbeda.", "Choose two different tills."};
inline constexpr Refusal id_reused{"cooperative.id_reused", Trouble::conflict,
                                   "Nomor ini sudah dipakai untuk isi yang lain. Muat ulang halaman lalu ulangi.",
                                   "This id was used with other content. Load the page again and repeat."};

inline constexpr std::size_t most_tills = 200;

struct CooperativeWish {
  std::string legal_number;  // 1 to 60 letters
  Date founded;
  Bylaws bylaws;
};
// Needs `manage`, a verified organisation of the kind koperasi. The same again is the first answer.
Result<CooperativeRecord> open_cooperative(Work& work, Id<Organisation> organisation, CooperativeWish const& wish);
// Refuses `not_opened`; no right is asked.
Result<CooperativeRecord> cooperative_of(View const& view, Id<Organisation> organisation);
Result<CooperativeRecord> cooperative_in(View const& view, std::int64_t book);

// New by-laws from a day on, which must be after the day the last ones began; needs `manage`. The same again changes
// nothing.
Verdict change_bylaws(Work& work, Id<Organisation> organisation, Bylaws const& bylaws);
std::vector<Bylaws> bylaws(View const& view, std::int64_t book);  // oldest first; never empty once opened
// Those in force on a day; the first ones for days before them.
Bylaws const& in_force(std::vector<Bylaws> const& all, Date day);

// Needs `manage`. The same again changes nothing.
Verdict open_till(Work& work, Id<Organisation> organisation, TillRecord const& till);
std::vector<TillRecord> tills(View const& view, std::int64_t book);
// The till, in this book.
Result<TillRecord> till(View const& view, std::int64_t book, Id<CooperativeTill> id);

struct CashMove {
  Id<Entry> id;
  Id<CooperativeTill> from, to;
  Money amount;
  Date day;
};
// A companion hands in, the till goes to the bank: one entry "till_transfer". Needs `pay_out`; handing in from a field
// till needs `collect` only.
Result<ledger::Posted> move_cash(Work& work, Id<Organisation> organisation, CashMove const& move);

// What `lumbung check` asks of this room: each fault in English, with no personal data.
struct RoomFault {
  std::int64_t book = 0;
  Uuid subject{};
  std::string what;
};
std::vector<RoomFault> check_members(View const& view);

std::vector<storage::Migration> migrations();

}  // namespace lumbung::cooperative
