// How money comes in: charges that people pay by QRIS or virtual account, the notices by which acquirers tell us, and
// suspense for what nobody expected so.
//
// `create_charge` gives a QR payload or a VA number. When the acquirer's signed notice says it is paid, the event
// `charge_paid` is recorded; what it pays for (a gift) follows that event and posts the ledger. Only money in suspense
// is posted here: Dr bank, Cr suspense, until a person assigns or returns it.
//
// Notices come twice, late and in the wrong order; each payment counts once:
//   - one X-EXTERNAL-ID counts once a day (the day of the signed X-TIMESTAMP), one signed content and time once
//     at all (`replayed`);
//   - the same acquirer's reference with the same content changes nothing more; with other content it is refused;
//   - a refund that comes before its success is kept, and the success then changes nothing;
//   - a success paid before the charge expired counts even when its notice is late.
// Personal data in notices (payer's name, phone, account) is neither stored nor logged: a notice is kept as the
// SHA-256 of its body and the few fields we act upon.
//
// Vectors: snap (negative cases included). Law: MDR may not be passed on to the payer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "payments/snap.h"
#include "payments/types.h"
#include "storage/storage.h"

namespace lumbung::payments {

// Rights.
inline constexpr std::string_view may_manage_merchant = "payments.manage_merchant";
inline constexpr std::string_view may_see_suspense = "payments.see_suspense";
inline constexpr std::string_view may_resolve_suspense = "payments.resolve_suspense";

// Events, and their facts in order. Subject: the charge, except for the suspense_ ones (the item) and the set-ups.
//   charge_created         method, amount (sen), reference
//   charge_paid            amount (sen that came: book this one), paid_at (microseconds), method, reference
//   charge_expired         reference
//   charge_cancelled       reference
//   charge_refunded        amount (sen) — the acquirer took a paid charge back: the follower must take it back too
//   suspense_opened        reason, amount (sen), charge (id or ""); with reason not_booked it undoes a charge_paid
//   suspense_assigned      amount (sen), charge — comes right after charge_paid, and empties suspense (leave_suspense)
//   suspense_returned      amount (sen)
//   suspense_refunded      amount (sen) — taken back by the acquirer
//   notice_kept            partner, service, outcome — a notice that changed nothing else
//   merchant_set_up, partner_set_up, token_issued
inline constexpr std::string_view charge_created = "payments.charge_created";
inline constexpr std::string_view charge_paid = "payments.charge_paid";
inline constexpr std::string_view charge_expired = "payments.charge_expired";
inline constexpr std::string_view charge_cancelled = "payments.charge_cancelled";
inline constexpr std::string_view charge_refunded = "payments.charge_refunded";
inline constexpr std::string_view suspense_opened = "payments.suspense_opened";
inline constexpr std::string_view suspense_assigned = "payments.suspense_assigned";
inline constexpr std::string_view suspense_returned = "payments.suspense_returned";
inline constexpr std::string_view suspense_refunded = "payments.suspense_refunded";
inline constexpr std::string_view notice_kept = "payments.notice_kept";
inline constexpr std::string_view merchant_set_up = "payments.merchant_set_up";
inline constexpr std::string_view partner_set_up = "payments.partner_set_up";
inline constexpr std::string_view token_issued = "payments.token_issued";

// Problems of our own people.
inline constexpr Refusal no_merchant{"payments.no_merchant", Trouble::conflict,
                                     "Organisasi ini belum menyiapkan penerimaan pembayaran.",
                                     "This organisation has not set up incoming payments yet."};
inline constexpr Refusal method_not_offered{"payments.method_not_offered", Trouble::conflict,
                                            "Organisasi ini tidak menerima cara bayar itu. Pilih cara lain.",
                                            "This organisation does not take that method. Choose another one."};
inline constexpr Refusal amount_not_payable{
    "payments.amount_not_payable", Trouble::bad_input,
    "Nominal pembayaran harus rupiah bulat, lebih dari nol, dan kurang dari 10 triliun.",
    "A payment must be whole rupiah, above zero and below 10 trillion."};
inline constexpr Refusal expiry_wrong{"payments.expiry_wrong", Trouble::bad_input,
                                      "Batas waktu bayar harus sesudah sekarang dan paling lama 31 hari.",
                                      "The payment deadline must be in the future, at most 31 days ahead."};
inline constexpr Refusal charge_id_taken{"payments.charge_id_taken", Trouble::conflict,
                                         "Nomor tagihan ini sudah dipakai untuk isi yang lain.",
                                         "This charge id was already used with other content."};
inline constexpr Refusal charge_unknown{"payments.charge_unknown", Trouble::not_found, "Tagihan ini tidak ditemukan.",
                                        "No such charge."};
inline constexpr Refusal charge_settled{"payments.charge_settled", Trouble::conflict,
                                        "Tagihan ini sudah dibayar atau sudah ditutup.",
                                        "This charge is already paid or closed."};
inline constexpr Refusal prefix_wrong{"payments.va_prefix_wrong", Trouble::bad_input,
                                      "Awalan virtual account harus 1 sampai 8 angka.",
                                      "The virtual account prefix must be 1 to 8 digits."};
inline constexpr Refusal prefix_taken{"payments.va_prefix_taken", Trouble::conflict,
                                      "Awalan virtual account ini dipakai organisasi lain.",
                                      "Another organisation uses this virtual account prefix."};
inline constexpr Refusal key_wrong{"payments.partner_key_wrong", Trouble::bad_input,
                                   "Kunci publik mitra harus RSA (PEM) dengan panjang sedikitnya 2048 bit.",
                                   "The partner's public key must be RSA (PEM) of at least 2048 bits."};
inline constexpr Refusal suspense_unknown{"payments.suspense_unknown", Trouble::not_found,
                                          "Dana titipan ini tidak ditemukan.", "No such suspense item."};
inline constexpr Refusal suspense_settled{"payments.suspense_settled", Trouble::conflict,
                                          "Dana titipan ini sudah diselesaikan.",
                                          "This suspense item is already resolved."};
inline constexpr Refusal bank_too_low{
    "payments.bank_too_low", Trouble::conflict,
    "Menurut pembukuan, rekening bank hanya berisi {available}, padahal {needed} harus dikembalikan. Pasangkan dana "
    "ini "
    "dengan donasinya, atau tunggu sampai ada uang masuk; jangan mengirim apa pun sebelum itu.",
    "In the books the bank account holds only {available}, and {needed} must go back. Assign this money to its gift, "
    "or "
    "wait until money has come in; send nothing before."};
inline constexpr Refusal note_needed{"payments.note_needed", Trouble::bad_input,
                                     "Tulis alasannya (5 sampai 300 huruf), tanpa data pribadi.",
                                     "Write the reason (5 to 300 letters), without personal data."};

// Problems of partners; the doors answer them as SNAP response codes.
inline constexpr Refusal partner_unknown{"payments.partner_unknown", Trouble::unauthenticated, "Mitra tidak dikenal.",
                                         "Unknown partner."};
inline constexpr Refusal header_missing{"payments.header_missing", Trouble::bad_input, "Tajuk {name} tidak ada.",
                                        "Header {name} is missing."};
inline constexpr Refusal header_wrong{"payments.header_wrong", Trouble::bad_input, "Isi tajuk {name} tidak sah.",
                                      "Header {name} is not valid."};
inline constexpr Refusal timestamp_off{"payments.timestamp_off", Trouble::unauthenticated,
                                       "X-TIMESTAMP lebih dari 5 menit dari jam kami.",
                                       "X-TIMESTAMP is more than 5 minutes away from our clock."};
inline constexpr Refusal signature_wrong{"payments.signature_wrong", Trouble::unauthenticated,
                                         "Tanda tangan tidak cocok.", "The signature does not match."};
inline constexpr Refusal token_wrong{"payments.token_wrong", Trouble::unauthenticated,
                                     "Token tidak dikenal atau sudah kedaluwarsa.",
                                     "The token is unknown or has expired."};
inline constexpr Refusal replayed{"payments.replayed", Trouble::conflict,
                                  "Permintaan dengan X-EXTERNAL-ID atau isi bertanda tangan ini sudah diterima.",
                                  "A request with this X-EXTERNAL-ID or signed content was already taken."};
inline constexpr Refusal other_content{"payments.other_content", Trouble::conflict,
                                       "Rujukan ini sudah diterima dengan isi yang lain.",
                                       "This reference was already taken with other content."};
inline constexpr Refusal body_unreadable{"payments.body_unreadable", Trouble::bad_input, "Isi bukan JSON yang sah.",
                                         "The body is not valid JSON."};
inline constexpr Refusal field_missing{"payments.field_missing", Trouble::bad_input, "Isian {name} tidak ada.",
                                       "Field {name} is missing."};
inline constexpr Refusal field_format{"payments.field_format", Trouble::bad_input, "Isian {name} tidak sah.",
                                      "Field {name} is not valid."};
inline constexpr Refusal va_unknown{"payments.va_unknown", Trouble::not_found, "Virtual account tidak dikenal.",
                                    "Unknown virtual account."};
inline constexpr Refusal va_closed{"payments.va_closed", Trouble::gone, "Batas waktu tagihan sudah lewat.",
                                   "This bill has expired."};
inline constexpr Refusal va_paid{"payments.va_paid", Trouble::conflict, "Tagihan sudah dibayar.",
                                 "This bill is already paid."};
inline constexpr Refusal va_amount_wrong{"payments.va_amount_wrong", Trouble::conflict,
                                         "Nominal tidak sama dengan tagihan.", "The amount differs from the bill."};

std::vector<storage::Migration> migrations();

// ---- Setting up ------------------------------------------------------------------------------------------------

struct MerchantWish {
  Id<Organisation> organisation;
  BookId book;
  Id<LedgerAccount> bank;      // an open asset account of the book
  Id<LedgerAccount> suspense;  // an open liability account of the book
  std::string name;            // at most 40 characters
  std::string static_qris;     // "" for none; must be a static code of the organisation itself
  std::string va_prefix;       // "" for none
};
// Again with other content: the organisation changed its acquirer. Needs `may_manage_merchant`.
Result<Merchant> set_up_merchant(Work& work, MerchantWish const& wish);
std::optional<Merchant> find_merchant(View const& view, Id<Organisation> organisation);
// What the acquirer took back and the bank account did not hold: a liability of the organisation (`owed_to_acquirer`).
Id<LedgerAccount> owed_account_of(Id<Organisation> organisation);
Verdict open_owed_account(Work& work, BookId book, Id<Organisation> organisation);  // again is nothing

// Needs `may_manage_merchant` for the partner's home organisation, which must have its merchant set up. The same
// client key again replaces key, secret and name. `number` is ignored.
Result<Partner> set_up_partner(Work& work, Partner const& wish);

// ---- Charges ---------------------------------------------------------------------------------------------------

struct ChargeWish {
  Id<Charge> id;
  Id<Organisation> organisation;
  Uuid subject{};  // e.g. the gift
  Method method = Method::qris;
  Money amount;
  Instant expires;    // at most 31 days ahead
  std::string title;  // at most 60 characters, no person's name: "Donasi: Tas sekolah"
};
// Anyone may (a gift needs no account). The same id and content again is the first answer.
Result<ChargeRecord> create_charge(Work& work, ChargeWish const& wish);
// Refuses when it is no longer waiting.
Result<ChargeRecord> cancel_charge(Work& work, Id<Charge> id);
// As it stands now: a waiting charge past its time shows as expired. Public: the id cannot be guessed.
Result<ChargeRecord> find_charge(View const& view, Id<Charge> id);
// The charges of an organisation that bear this text as their reference or virtual account number; blanks, dashes and
// the size of letters do not matter. None, one or two. Needs `may_see_suspense`: it is how suspense money is placed.
Result<std::vector<ChargeRecord>> find_charges(View const& view, Id<Organisation> organisation, std::string_view text);
// Marks at most `limit` waiting charges as expired whose time was over one day ago, with an event each. For a job.
Result<int> expire_charges(Work& work, int limit);

// ---- What partners ask of us -----------------------------------------------------------------------------------

// A request as it came in, before anything is believed.
struct PartnerRequest {
  snap::Signed signed_part;
  std::string client_key;     // X-CLIENT-KEY for a token, X-PARTNER-ID otherwise
  std::string external_id;    // X-EXTERNAL-ID
  std::string authorization;  // "Bearer …" or ""
};

struct Token {
  std::string access_token;
  Duration valid_for = seconds(900);
};
// Gives a partner that signs rightly a token for `valid_for`. Kept as its SHA-256 only.
Result<Token> issue_token(Work& work, PartnerRequest const& request);

// What a notice led to.
enum class Outcome { paid, suspended, refunded, nothing_new, noted };
std::string_view name_of(Outcome outcome);

// Takes a QRIS-MPM notice (service 52): signature by RSA without token or by HMAC with token; time; uniqueness; then
// the charge or suspense.
Result<Outcome> take_qr_notice(Work& work, PartnerRequest const& request);

// What a bank shows before a virtual account is paid (service 24). HMAC with token.
struct Bill {
  std::string name;   // of the merchant
  std::string title;  // of the charge
  Money amount;
  Instant expires;
};
Result<Bill> inquire(View const& view, PartnerRequest const& request);

// Takes the payment of a virtual account (service 25). HMAC with token. A wrong amount, an unknown, paid or expired
// bill is refused, and the bank keeps the money; with flagAdvise "Y" the bank says that it has taken the money, and
// then what does not fit goes to suspense.
struct VaReceipt {
  Outcome outcome = Outcome::paid;
  std::string name;
  Money paid;
};
Result<VaReceipt> take_va_payment(Work& work, PartnerRequest const& request);

// ---- Suspense --------------------------------------------------------------------------------------------------

// Newest first, at most 200; `after` is the last one seen. Needs `may_see_suspense`.
Result<std::vector<SuspenseRecord>> list_suspense(View const& view, Id<Organisation> organisation,
                                                  std::optional<SuspenseState> state,
                                                  std::optional<Id<SuspenseItem>> after, int limit);
Result<SuspenseRecord> find_suspense(View const& view, Id<SuspenseItem> id);

// Both need `may_resolve_suspense` and a reason. The same resolution again is the first answer.
// The money pays the charge, whatever the charge asked for: `charge_paid` is recorded with the amount that came, and
// suspense is reversed after it (leave_suspense). It is the same money under another name, so it asks nothing of the
// bank account: where a chargeback or a purchase has emptied that one, the money is placed all the same.
Result<SuspenseRecord> assign_suspense(Work& work, Id<SuspenseItem> id, Id<Charge> charge, std::string_view note);
// To be hung upon `suspense_assigned`, with the item: takes the money out of suspense. Event after event, so whoever
// follows `charge_paid` has booked it where it belongs by then; in one Work.
Verdict leave_suspense(Work& work, Id<SuspenseItem> id);
// For followers of `charge_paid` that cannot book what was paid, in the same work: nothing that an acquirer told us of
// is refused, for it would be told again for ever. The charge waits again, and the money lies in suspense with the
// reason `not_booked` until a person assigns or returns it. When it was a person who assigned it, the answer is `why`.
Verdict set_aside(Work& work, Id<Charge> charge, Problem why);
// The money has been sent back to the payer through the bank: Dr suspense, Cr bank. Refused (`bank_too_low`) where the
// bank account does not hold it: from there nobody can have sent it.
Result<SuspenseRecord> return_suspense(Work& work, Id<SuspenseItem> id, std::string_view note);

// ---- Fees ------------------------------------------------------------------------------------------------------

// Merchant discount rate: what the acquirer keeps, by kind of merchant and day. Dated configuration.
struct MdrRate {
  std::string_view category;  // "UMI", "UKE", "PENDIDIKAN", "SPBU/BLU/PSO", "DONASI_SOSIAL", "G2P"
  Date from;
  Money free_up_to;  // no fee up to here
  std::int64_t per_ten_thousand = 0;
  std::string_view source;  // where the figure was read
};
std::vector<MdrRate> mdr_table();
// Whole rupiah, rounded down. Nothing for a category or day the table does not know.
std::optional<Money> mdr(std::string_view category, Money amount, Date day);

}  // namespace lumbung::payments
