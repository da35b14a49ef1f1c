// A forgotten password: a letter with a link, and a new password for whoever reads that mailbox.
//
//   work   ask_reset(email)        notes that somebody asked; the same work whether or not anybody signs in by it
//   app    answer_asked(post)      moments later and beside every request: makes links and writes letters
//   view   find_reset(token)       whose it is, to hold the new password against good_password
//   slow   hash_password(...)      outside the work (password.h)
//   work   reset_password(...)     the link is used up, all sessions end, a letter says so
//
// The link proves one thing, that somebody reads the mailbox; it opens no session and leaves the second factor alone.
// Links are 256 random bits, kept as their SHA-256 only, one an account, good once and for half an hour.
// Source: NIST SP 800-63B-4: passwords (section 3.1.1), recovery by a code sent to the address, together with an
// authenticator that is still bound, and word of it to the subscriber (section 4); OWASP ASVS 5.0.0 V6.4.
#pragma once

#include <string>
#include <string_view>

#include "access/letters.h"

namespace lumbung::access {

inline constexpr Duration reset_lasts = minutes(30);

// Events. The first has no facts and no account: who asked for whom is nobody's business.
inline constexpr std::string_view password_reset_asked = "access.password_reset_asked";
inline constexpr std::string_view password_reset_sent = "access.password_reset_sent";
inline constexpr std::string_view password_resets_answered = "access.password_resets_answered";  // asked, letters
inline constexpr std::string_view password_reset = "access.password_reset";                      // sessions

inline constexpr Refusal reset_not_valid{
    "access.reset_not_valid", Trouble::gone,
    "Tautan ini sudah dipakai, sudah diganti yang lebih baru, atau lewat 30 menit. Mintalah tautan baru.",
    "This link was used, replaced by a newer one, or is older than 30 minutes. Ask for a new one."};
inline constexpr Refusal no_letters{
    "access.no_letters", Trouble::conflict,
    "Server ini tidak mengirim surel, jadi kata sandi tidak dapat diatur ulang lewat surel. Mintalah pengelola lembaga "
    "mencabut peran akun lama dan mengundang alamat surel Anda yang lain.",
    "This server sends no e-mail, so a password cannot be reset by letter. Ask your administrator to take the roles of "
    "the old account away and to invite another e-mail address of yours."};

// Refuses what is no address, and nothing else.
Verdict ask_reset(Work& work, std::string_view email);
// Whether answer_asked would find something to do.
bool is_reset_asked(View const& view);
// Answers at most `limit` of those who asked, oldest first: a letter where somebody signs in by that address, nothing
// where nobody does. Who asked twice gets one letter. How many letters were written.
Result<int> answer_asked(Work& work, Post const& post, int limit);

struct ResetFound {
  Id<Account> account;
  std::string name, email;
};
// Refuses with `reset_not_valid`.
Result<ResetFound> find_reset(View const& view, std::string_view token);
// Sets the password, of which `hash` was made; ends every session of the account. Refuses with `reset_not_valid`.
Verdict reset_password(Work& work, std::string_view token, std::string const& hash, Post const& post);

// Tells the account's address that its password was changed; nothing with an empty Post.
void tell_password_changed(Work& work, Post const& post, Id<Account> account);

// Deletes links that ran out; a change without an event, hence a plain Writer.
std::int64_t forget_resets(storage::Writer& rows, Instant now);

}  // namespace lumbung::access
