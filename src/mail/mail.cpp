#include "mail/mail.h"

#include <algorithm>

#include "access/vault.h"
#include "mail/store.h"

namespace lumbung::mail {
namespace {

access::Cell cell_of(Id<Letter> id) { return {"letters", "sealed", id.uuid}; }

// Address and subject are single lines, so two line ends part all three.
std::string packed(LetterRecord const& letter) { return letter.to + "\n" + letter.subject + "\n" + letter.text; }

LetterRecord opened(View const& view, store::Row const& row) {
  auto const plain = access::open_secret(view, cell_of(row.id), row.sealed);
  auto const first = plain.find('\n');
  must(first != std::string::npos);
  auto const second = plain.find('\n', first + 1);
  must(second != std::string::npos);
  return {.id = row.id,
          .to = plain.substr(0, first),
          .subject = plain.substr(first + 1, second - first - 1),
          .text = plain.substr(second + 1),
          .written = row.written,
          .useless_after = row.useless_after};
}

void record(Work& work, std::string_view kind, Id<Letter> letter, std::vector<work::Fact> facts = {}) {
  work.record({.kind = kind, .subject = letter.uuid, .organisation = {}, .facts = std::move(facts)});
}

}  // namespace

void write(Work& work, LetterRecord const& letter) {
  must(letter.to.find_first_of("\r\n") == std::string::npos);
  must(letter.subject.find_first_of("\r\n") == std::string::npos);
  store::add(work.rows, {.id = letter.id,
                         .sealed = access::seal_secret(work, cell_of(letter.id), packed(letter)),
                         .written = work.now,
                         .useless_after = letter.useless_after});
}

Result<std::vector<LetterRecord>> lend(Work& work, int limit) {
  std::vector<LetterRecord> lent;
  for (auto const& row : store::due(work.rows, work.now, limit)) {
    if (row.useless_after < work.now) {
      store::remove(work.rows, row.id);
      record(work, letter_dropped, row.id);
      continue;
    }
    // If nobody comes back with word of it, the next try is due.
    store::put_off(work.rows, row.id, work.now + lent_for, row.tries + 1);
    lent.push_back(opened(work, row));
  }
  if (!lent.empty()) record(work, "mail.letters_lent", lent.front().id, {{"letters", std::to_string(lent.size())}});
  return lent;
}

Result<bool> carried(Work& work, Id<Letter> letter) {
  if (!store::remove(work.rows, letter)) return false;
  record(work, letter_sent, letter);
  return true;
}

Result<bool> not_carried(Work& work, Id<Letter> letter) {
  auto const row = store::find(work.rows, letter);
  if (!row) return false;
  auto const wait = std::min(minutes(std::int64_t{1} << std::clamp(row->tries - 1, 0, 6)), hours(1));
  store::put_off(work.rows, letter, work.now + wait, row->tries);
  record(work, letter_failed, letter, {{"tries", std::to_string(row->tries)}});
  return true;
}

std::int64_t waiting(View const& view) { return store::count(view.rows); }

bool is_due(View const& view) { return store::any_due(view.rows, view.now); }

}  // namespace lumbung::mail
