// Runs: many independent transfers as one entry, each with a leaf of its own in the public log. The same rules as for
// any transfer, in the form that a million of them afford.
#include "ledger/run.h"

#include <algorithm>
#include <cstring>

#include "ledger/posting.h"
#include "ledger/standing.h"
#include "ledger/store.h"

namespace lumbung::ledger {
namespace {

static_assert(sizeof(RunLine) == 16, "lines are hashed and handed over as they lie in memory");

// What a line may change, and what it must know of its two accounts.
class Runner {
 public:
  Runner(Draft& draft, RunWish const& wish) : draft_(draft), wish_(wish), standing_(draft.standing()) {
    heads_.reserve(2 * wish.lines.size());
  }

  // Where nothing stands in memory: all that the lines will ask for, in few journeys to the database.
  void read_ahead() {
    if (standing_ != nullptr) return;  // all of it is in memory
    std::vector<std::int64_t> numbers;
    numbers.reserve(2 * wish_.lines.size());
    for (auto const& line : wish_.lines) numbers.insert(numbers.end(), {line.debit, line.credit});
    std::ranges::sort(numbers);
    numbers.erase(std::ranges::unique(numbers).begin(), numbers.end());
    draft_.read_accounts(numbers);
  }

  Result<TransferRow> line(RunLine const& line, std::int64_t number, std::int64_t entry) {
    if (line.amount <= 0) return refuse(amount_not_positive).at("/amount");
    if (line.debit == line.credit) return refuse(same_account).at("/credit");
    auto const debit = TRY(known(line.debit, "/debit"));
    auto const credit = TRY(known(line.credit, "/credit"));
    // One after the other: putting the second may move the first.
    static_cast<void>(head(line.debit));
    auto& given = head(line.credit);
    auto& taken = head(line.debit);
    static_cast<void>(TRY(check(taken, debit, line.debit, Side::debit, line.amount)));
    static_cast<void>(TRY(check(given, credit, line.credit, Side::credit, line.amount)));
    return TransferRow{.number = number,
                       .entry = entry,
                       .debit_no = line.debit,
                       .credit_no = line.credit,
                       .amount = line.amount,
                       .debit = taken.push(number, Side::debit, line.amount),
                       .credit = given.push(number, Side::credit, line.amount)};
  }
  HeadTable take_heads() { return std::move(heads_); }

 private:
  struct Known {
    Side grows;
    Floor floor;
  };
  Result<Known> known(std::int64_t no, char const* field) {
    auto const* facts = standing_ == nullptr || draft_.has_changed_accounts() ? nullptr : standing_->facts(no);
    if (facts != nullptr && !facts->closed && !facts->id.none() && standing_->assets()[facts->asset] == wish_.asset)
        [[likely]]
      return Known{facts->grows, facts->floor};
    // By the long way: an account that is new, was closed, or does not fit.
    auto const* account = draft_.account_by_number(no);
    if (account == nullptr) return refuse(account_unknown).at(field);
    if (account->closed) return refuse(account_closed).at(field).with("purpose", purpose_of(*account));
    if (account->about.asset != wish_.asset)
      return refuse(asset_mismatch)
          .at(field)
          .with("purpose", purpose_of(*account))
          .with("expected", account->about.asset.code())
          .with("given", wish_.asset.code());
    return Known{account->about.grows, account->about.floor};
  }
  Head& head(std::int64_t no) {
    return heads_.get(no, [&] { return draft_.head_now(no); });
  }
  Verdict check(Head const& head, Known const& about, std::int64_t no, Side side, std::int64_t amount) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(side == Side::debit ? head.debits : head.credits, amount, &sum))
      return refuse(amount_too_large).at("/amount").with("purpose", purpose_of(draft_.account(no)));
    if (about.grows == side || about.floor == Floor::may_go_below_zero) return done;
    auto const available = head.balance(about.grows) - head.held;
    if (amount <= available) return done;
    return refuse(not_enough)
        .at("/amount")
        .with("purpose", purpose_of(draft_.account(no)))
        .with("available", shown({available, wish_.asset}))
        .with("needed", shown({amount, wish_.asset}));
  }

  Draft& draft_;
  RunWish const& wish_;
  BookStanding const* standing_;
  HeadTable heads_;
};

Result<std::int64_t> total_of(RunWish const& wish) {
  std::int64_t total = 0;
  for (std::size_t i = 0; i < wish.lines.size(); ++i)
    if (__builtin_add_overflow(total, wish.lines[i].amount, &total))
      return refuse(amount_too_large).at("/lines/" + std::to_string(i) + "/amount").with("purpose", "total");
  return total;
}

Verdict post_lines(Draft& draft, RunWish const& wish, EntryRow const& entry) {
  Runner runner(draft, wish);
  runner.read_ahead();
  bool const late = entry.day < entry.latest_day;
  std::vector<BackdatedRow> backdated;
  auto const load = draft.bulk_transfers();
  for (std::size_t i = 0; i < wish.lines.size(); ++i) {
    auto row = runner.line(wish.lines[i], draft.next_transfer(), entry.number);
    if (row.refused()) {
      auto problem = std::move(row).problem();
      auto const pointer = "/lines/" + std::to_string(i) + std::string(problem.pointer());
      return std::move(problem).at(pointer);
    }
    draft.count_line(*row, *load);
    if (!late) continue;
    backdated.push_back({row->debit_no, row->number, entry.day, row->amount, 0});
    backdated.push_back({row->credit_no, row->number, entry.day, 0, row->amount});
  }
  load->finish();
  draft.note_backdated(backdated);
  draft.take_heads(runner.take_heads());
  return done;
}

}  // namespace

Hash content_of(RunWish const& wish) {
  Sha256 hash;
  auto const number = [&](std::int64_t value) {
    std::array<char, sizeof value> bytes;
    std::memcpy(bytes.data(), &value, sizeof value);
    hash.add({bytes.data(), bytes.size()});
  };
  hash.add("lumbung/run@v1\n").add(wish.kind).add("\n");
  number(wish.day.day_number);
  hash.add(view_of(wish.subject)).add(wish.asset.code()).add("\n");
  number(static_cast<std::int64_t>(wish.lines.size()));
  hash.add({reinterpret_cast<char const*>(wish.lines.data()), wish.lines.size_bytes()});
  return hash.finish();
}

Result<Posted> post_run(Work& work, RunWish const& wish) {
  Draft draft(work, wish.book);
  if (!draft.has_book()) return refuse(book_unknown).at("/book");
  if (!is_word(wish.kind) || wish.kind == kind_reversal) return refuse(kind_wrong).at("/kind").with("kind", wish.kind);
  if (wish.lines.empty() || wish.lines.size() > most_run_lines) return refuse(run_empty).at("/lines");
  auto const total = TRY(total_of(wish));
  auto const content = content_of(wish);
  if (auto const* there = draft.find_entry(wish.id)) {
    if (there->content != content) return refuse(id_reused).at("/id");
    return posted_as(*there, true);
  }
  static_cast<void>(TRY(check_day(draft, wish.day)));
  EntryRow entry;
  entry.id = wish.id;
  entry.kind = wish.kind;
  entry.day = wish.day;
  entry.subject = wish.subject;
  entry.content = content;
  entry.run = true;
  auto& begun = draft.begin_entry(std::move(entry), {}, {});
  begun.transfers = static_cast<std::int64_t>(wish.lines.size());
  static_cast<void>(TRY(post_lines(draft, wish, begun)));
  draft.write_run(wish.asset, total);
  return posted_as(draft.entry(draft.counters().last_entry), false);
}

}  // namespace lumbung::ledger
