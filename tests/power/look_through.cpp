#include "tests/power/look_through.h"

#include <cstring>

#include "merkle/policy.h"
#include "merkle/tree.h"
#include "translog/tree_rows.h"
#include "verify/verify.h"
#include "work/audit.h"

namespace lumbung::power {
namespace {

using Found = std::optional<std::string>;
using work::View;

constexpr std::uint64_t looked_at_closely = 200;  // the newest wishes; all others are counted

std::string named(std::uint64_t number, std::string const& what) {
  return "wish " + std::to_string(number) + " " + what;
}

Found one_wish(House const& house, View const& view, std::uint64_t number) {
  auto& known = house.book.known[number];
  if (known.answer == Answer::none) return std::nullopt;
  auto const wish = house.wishes.at(number);
  auto const seen = ledger::find_entry(view, house.accounts.book, wish.id);
  if (!seen) {
    if (known.answer == Answer::done) return named(number, "was acknowledged and is lost");
    if (known.answer == Answer::there) return named(number, "was there and is lost");
    return std::nullopt;
  }
  if (known.answer == Answer::refused) return named(number, "was refused and is booked");
  if (wish.kind == Kind::refused_later || wish.kind == Kind::mistake) return named(number, "was undone and is booked");
  if (auto const other = Wishes::difference(*seen, house.accounts, wish)) return named(number, *other);
  if (known.answer == Answer::sent) {
    known = {Answer::there, seen->posted.number, seen->posted.leaf.uuid};
    return std::nullopt;
  }
  if (seen->posted.number != known.number || seen->posted.leaf.uuid != known.leaf)
    return named(number, "stands at another place");
  return std::nullopt;
}

// Every wish that may have changed, and the number of all.
Found wishes(House const& house, View const& view) {
  std::int64_t there = 0;
  for (std::uint64_t number = 0; number < house.book.wishes; ++number) {
    auto const& known = house.book.known[number];
    bool const is_close = number + looked_at_closely >= house.book.wishes || known.answer == Answer::sent;
    if (is_close || house.chance.number(20) == 0)
      if (auto fault = one_wish(house, view, number)) return fault;
    if (known.answer == Answer::done || known.answer == Answer::there) ++there;
  }
  auto const rows =
      view.rows.number("SELECT COUNT(*) FROM ledger_entries WHERE book_id = $1", {house.accounts.book.number});
  if (rows == there) return std::nullopt;
  return "there are " + std::to_string(rows) + " entries, and " + std::to_string(there) + " are known";
}

Found books(House const& house, View const& view) {
  auto const faults = ledger::check(view, house.accounts.book);
  if (!faults.empty())
    return "entry " + std::to_string(faults[0].entry_number) + ": " + faults[0].what + " " + faults[0].detail;
  auto const in_log = translog::check(view);
  if (!in_log.empty()) return "log at " + std::to_string(in_log[0].index) + ": " + in_log[0].en;
  auto const published =
      translog::check_published(view, house.installation.config().data_dir + "/published-checkpoint");
  if (published) return "log: " + published->en;
  if (auto const line = work::first_broken_link(view.rows))
    return "line " + std::to_string(*line) + " of the trail is broken";
  return std::nullopt;
}

// Every head that anybody has ever seen is a head of today's tree.
Found roots(House const& house, View const& view) {
  auto const size = static_cast<std::uint64_t>(translog::head(view).size);
  for (std::uint64_t i = 0; i < house.book.roots; ++i) {
    if (i + 10 < house.book.roots && house.chance.number(10) != 0) continue;
    auto const& seen = house.book.root[i];
    if (seen.size > size) return "a head of size " + std::to_string(seen.size) + " was seen, and is lost";
    if (merkle::root_of(seen.size, translog::nodes_in(view)) != seen.root)
      return "two roots for the size " + std::to_string(seen.size);
  }
  return std::nullopt;
}

Found keys(House const& house, View const& view) {
  auto const key = translog::head(view).key;
  if (house.book.log_key[0] == '\0') {
    must(key.size() < sizeof house.book.log_key);
    std::memcpy(house.book.log_key, key.data(), key.size());
    house.book.field_root = view.house.keys.field_root;
  }
  if (key != house.book.log_key) return "the log has another key";
  if (view.house.keys.field_root != house.book.field_root) return "sealed fields have another key";
  return std::nullopt;
}

Found receipt(House const& house, View const& view, std::uint64_t number) {
  auto const& known = house.book.known[number];
  auto const wish = house.wishes.at(number);
  Id<Leaf> const leaf{known.leaf};
  auto const text =
      wish.kind == Kind::run
          ? translog::line_receipt(
                view, leaf, static_cast<std::int64_t>(house.chance.number(static_cast<std::uint64_t>(wish.lines))))
          : translog::receipt(view, leaf);
  if (text.refused()) return named(number, "has no receipt: " + text.problem().sentence_en());
  auto const proven =
      verify::check_receipt(*text, merkle::Policy::of_log(*merkle::VerifierKey::parse(house.book.log_key)));
  if (proven.refused()) return named(number, "has a receipt that does not hold: " + proven.problem().sentence_en());
  if (wish.kind != Kind::run && proven->content.find(wish.id.text()) == std::string::npos)
    return named(number, "has a receipt of something else");
  return std::nullopt;
}

Found proofs(House const& house, View const& view) {
  auto const newest = std::min<std::uint64_t>(house.book.wishes, 60);
  for (std::uint64_t i = 0; i < newest; ++i) {
    auto const number = house.book.wishes - 1 - i;
    auto const& known = house.book.known[number];
    if (known.answer != Answer::done && known.answer != Answer::there) continue;
    auto const wish = house.wishes.at(number);
    if (wish.kind == Kind::proven && !view.house.files->get(sha256(wish.photo)))
      return named(number, "has lost its photo");
    if (house.chance.number(8) != 0) continue;
    if (auto fault = receipt(house, view, number)) return fault;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> look_through(House const& house) {
  // The start has published everything; so has every entry its place in the log.
  auto const published = house.installation.sequencer().publish_now();
  if (published.refused()) return "does not publish: " + published.problem().sentence_en();
  return house.installation.engine().view(work::Actor::system(), [&](View const& view) {
    for (auto const look : {keys, wishes, books, roots, proofs})
      if (auto fault = look(house, view)) return fault;
    return Found();
  });
}

void take_half(app::Installation& installation) {
  static_cast<void>(installation.engine().work(work::Actor::system(), [](work::Work& work) -> Verdict {
    work.rows.run("DELETE FROM ledger_transfers WHERE transfer_no = (SELECT MAX(transfer_no) FROM ledger_transfers)",
                  {});
    work.record({.kind = "power.planted"});
    return done;
  }));
}

}  // namespace lumbung::power
