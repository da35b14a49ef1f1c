// Access: who stands behind an account or an organisation, and what they may do.
//
//   organisations.h  foundations, associations, co-operatives, offices: nobody collects before verification
//   accounts.h       invitations, passwords; roles.h: what each role may do, and where
//   sign_in.h        sessions, the second factor, recovery codes; password.h and totp.h: the pure parts of it
//   password_reset.h a forgotten password; letters.h: what staff is written
//   approvals.h      what two people must agree upon, bound to the hash of what is agreed
//   audit.h          the trail of what happened, for those who may read it
//   limits.h         how often something may be tried
//   vault.h          personal fields, sealed; key_files.h: the keys
//
// Every change here is recorded as an event; the trail cannot be switched off.
#pragma once

#include <vector>

#include "access/types.h"
#include "core/result.h"
#include "storage/storage.h"
#include "work/work.h"

namespace lumbung::access {

using work::View;
using work::Work;

// Rights.
inline constexpr work::Right verify_organisations = "access.verify_organisation";
inline constexpr work::Right manage_organisation = "access.manage_organisation";
inline constexpr work::Right view_organisation = "access.view_organisation";
inline constexpr work::Right manage_staff = "access.manage_staff";
inline constexpr work::Right manage_platform = "access.manage_platform";
inline constexpr work::Right view_audit = "access.view_audit";

// Events, with their facts in order.
inline constexpr std::string_view organisation_registered = "access.organisation_registered";  // kind, area, book
inline constexpr std::string_view document_added = "access.document_added";                    // kind, file
inline constexpr std::string_view permit_set = "access.permit_set";                            // standing
inline constexpr std::string_view bank_account_set = "access.bank_account_set";                // standing
inline constexpr std::string_view organisation_submitted = "access.organisation_submitted";
inline constexpr std::string_view organisation_verified = "access.organisation_verified";    // approval
inline constexpr std::string_view organisation_refused = "access.organisation_refused";      // by
inline constexpr std::string_view organisation_suspended = "access.organisation_suspended";  // by
inline constexpr std::string_view staff_invited = "access.staff_invited";                    // role, area
inline constexpr std::string_view invitation_renewed = "access.invitation_renewed";          // role, area
inline constexpr std::string_view invitation_withdrawn = "access.invitation_withdrawn";      // role, area
inline constexpr std::string_view invitation_accepted = "access.invitation_accepted";        // role, area
inline constexpr std::string_view role_ended = "access.role_ended";                          // role, area
inline constexpr std::string_view signed_in = "access.signed_in";                            // factor
inline constexpr std::string_view sign_in_failed = "access.sign_in_failed";                  // step
inline constexpr std::string_view password_accepted = "access.password_accepted";
inline constexpr std::string_view session_seen = "access.session_seen";
inline constexpr std::string_view signed_out = "access.signed_out";  // sessions
inline constexpr std::string_view second_factor_proved = "access.second_factor_proved";
inline constexpr std::string_view second_factor_begun = "access.second_factor_begun";
inline constexpr std::string_view second_factor_set = "access.second_factor_set";
inline constexpr std::string_view password_changed = "access.password_changed";
inline constexpr std::string_view approval_opened = "access.approval_opened";    // kind, subject, hash
inline constexpr std::string_view approval_voiced = "access.approval_voiced";    // kind, subject, hash
inline constexpr std::string_view approved = "access.approved";                  // kind, subject, hash
inline constexpr std::string_view approval_refused = "access.approval_refused";  // kind, subject, hash
inline constexpr std::string_view approval_voided = "access.approval_voided";    // kind, subject, hash

// Refusals about organisations.
inline constexpr Refusal unknown_organisation{"access.unknown_organisation", Trouble::not_found,
                                              "Organisasi ini tidak ditemukan. Periksa tautannya.",
                                              "There is no such organisation. Check the link."};
inline constexpr Refusal id_has_other_content{
    "access.id_has_other_content", Trouble::conflict,
    "Nomor ini sudah dipakai untuk isi yang lain. Muat ulang halaman lalu ulangi.",
    "This id was already used with other content. Load the page again and repeat."};
inline constexpr Refusal not_verified{
    "access.not_verified", Trouble::conflict,
    "Organisasi ini belum diverifikasi, jadi belum boleh mengumpulkan dana. Lengkapi berkas dan tunggu verifikasi.",
    "This organisation is not verified and may not collect yet. Complete the papers and wait for verification."};
inline constexpr Refusal permit_not_valid{
    "access.permit_not_valid", Trouble::conflict,
    "Izin PUB organisasi ini tidak berlaku pada tanggal itu. Perbarui izin atau isi alasan pengecualian.",
    "The PUB permit of this organisation is not valid on that day. Renew it or give the reason for exemption."};
inline constexpr Refusal not_editable{
    "access.not_editable", Trouble::conflict,
    "Data organisasi sedang diperiksa atau sudah diputuskan, jadi tidak bisa diubah sekarang.",
    "The organisation is being verified or was decided upon, so it cannot be changed now."};
inline constexpr Refusal not_submitted{"access.not_submitted", Trouble::conflict,
                                       "Organisasi ini tidak sedang menunggu verifikasi.",
                                       "This organisation is not waiting for verification."};
inline constexpr Refusal not_suspendable{"access.not_suspendable", Trouble::conflict,
                                         "Hanya organisasi terverifikasi yang dapat dibekukan.",
                                         "Only a verified organisation can be suspended."};
inline constexpr Refusal document_missing{"access.document_missing", Trouble::conflict,
                                          "Berkas {document} belum ada. Unggah dulu sebelum mengirim.",
                                          "The document {document} is missing. Add it before you submit."};
inline constexpr Refusal too_many_documents{"access.too_many_documents", Trouble::conflict,
                                            "Berkas organisasi sudah mencapai batas {most}.",
                                            "The organisation has reached the limit of {most} documents."};
inline constexpr Refusal file_not_stored{"access.file_not_stored", Trouble::bad_input,
                                         "Berkas dengan sidik ini belum diunggah. Unggah dulu.",
                                         "No file with this hash was uploaded. Upload it first."};
inline constexpr Refusal document_unreadable{"access.document_unreadable", Trouble::bad_input,
                                             "Berkas ini bukan PDF, JPEG atau PNG yang utuh. Unggah berkas lain.",
                                             "This file is no PDF, JPEG or PNG. Upload another one."};
inline constexpr Refusal permit_missing{"access.permit_missing", Trouble::conflict,
                                        "Isi dulu izin PUB atau alasan pengecualiannya.",
                                        "Give the PUB permit or the reason for exemption first."};
inline constexpr Refusal bank_account_missing{"access.bank_account_missing", Trouble::conflict,
                                              "Isi dulu rekening bank atas nama organisasi.",
                                              "Give the bank account in the organisation's name first."};
inline constexpr Refusal pub_for_foundations_only{
    "access.pub_for_foundations_only", Trouble::bad_input,
    "Izin PUB hanya untuk perkumpulan atau yayasan (Permensos 8/2021). Isi alasan pengecualian bila ada.",
    "A PUB permit is for associations and foundations only (Permensos 8/2021). Give a reason for exemption if any."};
inline constexpr Refusal permit_area_wrong{
    "access.permit_area_wrong", Trouble::bad_input,
    "Wilayah tidak cocok dengan pemberi izin: menteri untuk lebih dari satu provinsi, gubernur untuk satu provinsi, "
    "bupati/wali kota untuk satu kabupaten/kota.",
    "The area does not fit the issuer: the minister for several provinces, a governor for one province, a regent or "
    "mayor for one regency or city."};
inline constexpr Refusal permit_days_wrong{
    "access.permit_days_wrong", Trouble::bad_input,
    "Izin PUB berlaku paling lama 3 bulan, dan dapat diperpanjang satu kali paling lama 3 bulan.",
    "A PUB permit is valid for at most 3 months, and may be extended once by at most 3 months."};
inline constexpr Refusal permit_number_missing{"access.permit_number_missing", Trouble::bad_input,
                                               "Isi nomor izin PUB seperti tertulis pada surat izinnya.",
                                               "Give the number of the PUB permit as it is printed on it."};
inline constexpr Refusal exemption_unexplained{"access.exemption_unexplained", Trouble::bad_input,
                                               "Jelaskan alasan pengecualian, paling sedikit 20 huruf.",
                                               "Explain the reason for exemption in at least 20 characters."};
inline constexpr Refusal bank_code_wrong{"access.bank_code_wrong", Trouble::bad_input,
                                         "Kode bank harus tiga angka, misalnya 014.",
                                         "The bank code must be three digits, such as 014."};
inline constexpr Refusal account_number_wrong{"access.account_number_wrong", Trouble::bad_input,
                                              "Nomor rekening harus 6 sampai 20 angka.",
                                              "The account number must be 6 to 20 digits."};
inline constexpr Refusal holder_name_differs{
    "access.holder_name_differs", Trouble::bad_input,
    "Nama pemilik rekening tidak sama dengan nama organisasi. Pakai rekening organisasi, atau jelaskan bedanya.",
    "The account holder's name is not the organisation's name. Use the organisation's account, or explain why."};
inline constexpr Refusal reason_missing{"access.reason_missing", Trouble::bad_input,
                                        "Tuliskan alasannya, supaya organisasi tahu apa yang harus diperbaiki.",
                                        "Write the reason, so that the organisation knows what to mend."};

// Refusals about accounts and invitations.
inline constexpr Refusal email_wrong{"access.email_wrong", Trouble::bad_input,
                                     "Alamat surel tidak benar. Contoh: nama@contoh.id.",
                                     "This is no e-mail address. A correct one looks like name@example.id."};
inline constexpr Refusal role_unfit{
    "access.role_unfit", Trouble::bad_input,
    "Peran platform tidak dapat diberikan dalam organisasi, dan peran organisasi tidak di luar organisasi.",
    "A platform role cannot be given within an organisation, nor an organisation's role outside of one."};
inline constexpr Refusal invitation_not_valid{
    "access.invitation_not_valid", Trouble::gone,
    "Undangan ini sudah dipakai atau tidak berlaku lagi. Mintalah undangan baru.",
    "This invitation was used or is no longer valid. Ask for a new one."};
inline constexpr Refusal unknown_invitation{"access.unknown_invitation", Trouble::not_found,
                                            "Undangan ini tidak ditemukan. Muat ulang halaman.",
                                            "There is no such invitation. Load the page again."};
inline constexpr Refusal invitation_taken{
    "access.invitation_taken", Trouble::conflict,
    "Undangan ini sudah diterima atau dibatalkan. Muat ulang halaman; bila perlu, undang orangnya lagi.",
    "This invitation was accepted or withdrawn. Load the page again; invite the person anew if need be."};
inline constexpr Refusal sign_in_to_accept{
    "access.sign_in_to_accept", Trouble::forbidden,
    "Undangan ini untuk akun yang sudah ada. Masuk dengan akun itu, lalu buka undangannya lagi.",
    "This invitation is for an account that exists. Sign in with it, then open the invitation again."};
inline constexpr Refusal already_begun{"access.already_begun", Trouble::conflict,
                                       "Platform ini sudah punya pengelola. Mintalah undangan darinya.",
                                       "This platform has an administrator already. Ask them for an invitation."};
inline constexpr Refusal unknown_staff{"access.unknown_staff", Trouble::not_found,
                                       "Orang ini tidak memegang peran itu di organisasi ini.",
                                       "This person does not hold that role in this organisation."};
inline constexpr Refusal last_administrator{"access.last_administrator", Trouble::conflict,
                                            "Ini pengelola terakhir. Angkat pengelola lain dulu.",
                                            "This is the last administrator. Appoint another one first."};

// Refusals about passwords.
inline constexpr Refusal password_too_short{"access.password_too_short", Trouble::bad_input,
                                            "Kata sandi paling sedikit 12 huruf. Coba beberapa kata acak.",
                                            "A password has at least 12 characters. Try several random words."};
inline constexpr Refusal password_too_long{"access.password_too_long", Trouble::bad_input,
                                           "Kata sandi paling banyak 128 huruf.",
                                           "A password has at most 128 characters."};
inline constexpr Refusal password_too_common{
    "access.password_too_common", Trouble::bad_input,
    "Kata sandi ini termasuk yang paling mudah ditebak. Pakai beberapa kata acak yang tidak berhubungan.",
    "This password is among the easiest to guess. Use several random words that have nothing to do with each other."};
inline constexpr Refusal password_about_you{
    "access.password_about_you", Trouble::bad_input,
    "Kata sandi jangan memuat nama, alamat surel, atau nama layanan ini.",
    "The password must not contain your name, your e-mail address or the name of this service."};

// Refusals at the door. One answer for an unknown account and a wrong password.
inline constexpr Refusal sign_in_wrong{"access.sign_in_wrong", Trouble::unauthenticated,
                                       "Surel atau kata sandi salah. Periksa lalu coba lagi.",
                                       "The e-mail address or the password is wrong. Check and try again."};
inline constexpr Refusal session_ended{"access.session_ended", Trouble::unauthenticated,
                                       "Sesi Anda sudah berakhir. Silakan masuk lagi.",
                                       "Your session has ended. Please sign in again."};
inline constexpr Refusal code_wrong{"access.code_wrong", Trouble::unauthenticated,
                                    "Kode salah atau sudah dipakai. Tunggu kode berikutnya lalu coba lagi.",
                                    "The code is wrong or was used already. Wait for the next one and try again."};
inline constexpr Refusal second_factor_missing{"access.second_factor_missing", Trouble::forbidden,
                                               "Pasang dulu kode dua langkah (TOTP) pada akun Anda.",
                                               "Set up the second factor (TOTP) of your account first."};
inline constexpr Refusal second_factor_again{
    "access.second_factor_again", Trouble::forbidden,
    "Tindakan ini memindahkan uang. Masukkan lagi kode dua langkah, lalu ulangi.",
    "This moves money. Enter a code of your second factor again, then repeat."};
inline constexpr Refusal enrolment_not_begun{"access.enrolment_not_begun", Trouble::conflict,
                                             "Mulai dulu pemasangan kode dua langkah.",
                                             "Begin to set up the second factor first."};
inline constexpr Refusal too_many_tries{"access.too_many_tries", Trouble::too_many,
                                        "Terlalu banyak percobaan. Coba lagi setelah {seconds} detik.",
                                        "Too many tries. Try again after {seconds} seconds."};

// Refusals about approvals.
inline constexpr Refusal unknown_approval{"access.unknown_approval", Trouble::not_found,
                                          "Persetujuan ini tidak ditemukan.", "There is no such approval."};
inline constexpr Refusal approval_closed{"access.approval_closed", Trouble::conflict,
                                         "Persetujuan ini sudah diputuskan atau batal.",
                                         "This approval was decided upon or is void."};
inline constexpr Refusal own_approval{"access.own_approval", Trouble::forbidden,
                                      "Yang menyiapkan tidak boleh menyetujui. Mintalah orang lain.",
                                      "Whoever prepared it cannot approve it. Ask another person."};
inline constexpr Refusal approved_already{"access.approved_already", Trouble::conflict,
                                          "Anda sudah menyetujui ini. Orang lain yang harus menyetujui berikutnya.",
                                          "You have approved this already. Another person must approve next."};
inline constexpr Refusal same_session{"access.same_session", Trouble::forbidden,
                                      "Persetujuan kedua harus dari sesi lain, di perangkat orang lain.",
                                      "The second approval must come from another session, on another's device."};
inline constexpr Refusal content_differs{
    "access.content_differs", Trouble::conflict,
    "Isi yang Anda lihat bukan isi yang diajukan. Muat ulang dan baca kembali sebelum menyetujui.",
    "What you saw is not what was proposed. Load it again and read it before you approve."};
inline constexpr Refusal approval_is_void{
    "access.approval_void", Trouble::conflict,
    "Isinya berubah setelah diajukan, jadi persetujuan ini batal. Ajukan lagi.",
    "The content changed after it was proposed, so this approval is void. Propose it again."};

std::vector<storage::Migration> migrations();

}  // namespace lumbung::access
