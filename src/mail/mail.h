// Letters that leave the house by e-mail.
//
// A rule only writes the wish down: `write` puts a letter into the outbox, inside the work, and it is there exactly
// when the work was kept. Afterwards app lends waiting letters to a Postman (postman.h), one after the other, and
// strikes off what was carried. A letter whose reader has no use for it any more is thrown away unsent.
//
// Address, subject and text are personal: they are kept sealed with a key of the installation, never logged, and
// deleted when the letter has left.
#pragma once

#include <string>
#include <vector>

#include "core/result.h"
#include "storage/storage.h"
#include "work/work.h"

namespace lumbung {
struct Letter;
}  // namespace lumbung

namespace lumbung::mail {

using work::View;
using work::Work;

// Events. No facts: whom a letter went to is nobody's business.
inline constexpr std::string_view letter_sent = "mail.letter_sent";
inline constexpr std::string_view letter_failed = "mail.letter_failed";  // facts: tries
inline constexpr std::string_view letter_dropped = "mail.letter_dropped";

inline constexpr Refusal not_set_up{
    "mail.not_set_up", Trouble::conflict,
    "Server ini belum dapat mengirim surel. Mintalah pengelola mengisi pengaturan \"mail\".",
    "This server cannot send e-mail yet. Ask the administrator to fill in the setting \"mail\"."};

struct LetterRecord {
  Id<Letter> id;
  std::string to;       // one address, as access::normal_email gives it
  std::string subject;  // one line
  std::string text;     // plain, lines ended by '\n'
  Instant written;
  Instant useless_after;  // not sent later than that
};

// Puts a letter into the outbox. The caller records an event of its own: why it writes.
void write(Work& work, LetterRecord const& letter);

// Lends at most `limit` letters that are due, oldest first, for two minutes: two processes do not send the same one.
// Throws away what has become useless.
Result<std::vector<LetterRecord>> lend(Work& work, int limit);
inline constexpr Duration lent_for = minutes(2);
// The letter was carried: it is deleted.
Result<bool> carried(Work& work, Id<Letter> letter);
// It was not; the next try comes after 1, 2, 4 … minutes, at most an hour.
Result<bool> not_carried(Work& work, Id<Letter> letter);
// How many letters wait, for whoever looks after the server.
std::int64_t waiting(View const& view);
// Whether lend() would find something to do.
bool is_due(View const& view);

std::vector<storage::Migration> migrations();

}  // namespace lumbung::mail
