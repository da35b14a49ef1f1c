#include "ledger/record.h"

namespace lumbung::ledger {
namespace {

class Words {
 public:
  Words() { hash_.add("lumbung/content@v1\n"); }
  Words& add(std::string_view text) {
    add(static_cast<std::int64_t>(text.size()));
    hash_.add(text);
    return *this;
  }
  Words& add(std::int64_t number) {
    std::array<std::uint8_t, 8> bytes{};
    for (std::size_t i = 0; i < 8; ++i)
      bytes[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> (8 * i));
    hash_.add(view_of(bytes));
    return *this;
  }
  template <class Thing>
  Words& add(std::optional<Id<Thing>> const& id) {
    return add(id ? id->bytes() : std::string_view());
  }
  Hash finish() { return hash_.finish(); }

 private:
  Sha256 hash_;
};

void add_line(std::string& text, std::string_view name, std::string_view value) {
  ((text += name) += ' ') += value;
  text += '\n';
}

std::string beginning_of(BookId book, EntryRow const& entry) {
  std::string text = "lumbung/record@v1\n";
  add_line(text, "id", entry.id.text());
  add_line(text, "type", entry.kind);
  add_line(text, "time", iso(entry.booked));
  add_line(text, "book", std::to_string(book.number));
  add_line(text, "day", iso(entry.day));
  if (entry.subject != Uuid{}) add_line(text, "subject", text_of(entry.subject));
  return text;
}

void add_leg(std::string& text, std::string_view name, AccountRow const& account, std::int64_t amount) {
  add_line(text, name,
           account.about.id.text() + ' ' + std::to_string(amount) + ' ' + std::string(account.about.asset.code()));
}

void add_takes(std::string& text, Shelf& shelf, AccountRow const& account, TransferRow const& transfer) {
  if (!account.carries() || account.gains_by(transfer) || shelf.head(account.no).matched == 0) return;
  for (auto const& match : shelf.matches_out_of(account.no, transfer.number))
    add_line(text, "takes",
             account.about.id.text() + ' ' + std::to_string(match.in_transfer) + ' ' + std::to_string(match.in_offset) +
                 ' ' + std::to_string(match.amount) + ' ' + shelf.entry(match.takes).id.text());
}

}  // namespace

Hash content_of(EntryWish const& wish, std::optional<Id<Entry>> reverses) {
  Words words;
  words.add(wish.kind).add(wish.day.day_number).add(view_of(wish.subject)).add(reverses);
  words.add(static_cast<std::int64_t>(wish.transfers.size()));
  for (auto const& transfer : wish.transfers)
    words.add(transfer.debit.bytes())
        .add(transfer.credit.bytes())
        .add(transfer.amount.minor)
        .add(transfer.amount.asset.code())
        .add(transfer.takes_from);
  words.add(static_cast<std::int64_t>(wish.evidence.size()));
  for (auto const& hash : wish.evidence) words.add(view_of(hash));
  words.add(static_cast<std::int64_t>(wish.parties.size()));
  for (auto const& party : wish.parties) words.add(view_of(party));
  return words.finish();
}

std::string record_of_run(BookId book, EntryRow const& entry, Asset const& asset, std::int64_t total) {
  auto text = beginning_of(book, entry);
  add_line(text, "lines", std::to_string(entry.transfers));
  add_line(text, "total", std::to_string(total) + ' ' + std::string(asset.code()));
  add_line(text, "content", hex(view_of(entry.content)));
  return text;
}

std::string record_of(Shelf& shelf, EntryRow const& entry, std::span<Hash const> evidence,
                      std::span<Uuid const> parties) {
  auto text = beginning_of(shelf.book(), entry);
  text.reserve(200 + static_cast<std::size_t>(entry.transfers) * 130);
  if (entry.reverses) add_line(text, "reverses", shelf.entry(*entry.reverses).id.text());
  for (auto number = entry.first_transfer; number < entry.end(); ++number) {
    auto const& transfer = shelf.transfer(number);
    auto const& debit = shelf.account(transfer.debit_no);
    auto const& credit = shelf.account(transfer.credit_no);
    add_leg(text, "debit", debit, transfer.amount);
    add_leg(text, "credit", credit, transfer.amount);
    add_takes(text, shelf, debit, transfer);
    add_takes(text, shelf, credit, transfer);
  }
  for (auto const& party : parties) add_line(text, "party", base64url(view_of(party)));
  for (auto const& hash : evidence) add_line(text, "evidence", hex(view_of(hash)));
  return text;
}

}  // namespace lumbung::ledger
