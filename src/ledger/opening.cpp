#include "ledger/opening.h"

#include <algorithm>
#include <map>
#include <optional>

#include "ledger/opening_file.h"
#include "ledger/outside.h"

namespace lumbung::ledger {
namespace {

// The account on which net assets at the beginning stand; of the own book only. It is made when it is first needed.
AccountWish beginning_of(OpeningWish const& wish) {
  return {.id = {derived_uuid(wish.organisation.uuid, opening_purpose)},
          .book = wish.book,
          .grows = Side::credit,
          .account_class = Class::net_assets_unrestricted,
          .floor = Floor::may_go_below_zero,
          .owner_kind = "organisation",
          .owner = wish.organisation.uuid,
          .purpose = std::string(opening_purpose)};
}

bool is_own_book(View const& view, OpeningWish const& wish) {
  auto const own = find_book(view, wish.organisation.uuid);
  return own && *own == wish.book;
}

class Reading {
 public:
  Reading(View const& view, OpeningWish const& wish, NamesOf const& names_of) : wish_(wish) {
    std::optional<std::int64_t> from;
    do {
      auto const page = trial_balance(view, wish.book, from);
      for (auto const& line : page.lines) know(*find_account(view, wish.book, line.about.id), names_of);
      from = page.next;
    } while (from);
    auto const beginning = beginning_of(wish);
    if (is_own_book(view, wish) && !find_account(view, wish.book, beginning.id)) know({.about = beginning}, names_of);
    look_at_the_day(view);
  }

  OpeningRead run() {
    auto const file = opening_cells(wish_.file);
    if (!file.header) tell(0, "", refuse(opening_header_wrong));
    if (file.too_long) tell(0, "", refuse(opening_too_long));
    for (auto const& line : file.lines) take(line);
    if (file.header && file.lines.empty()) tell(0, "", refuse(opening_empty));
    weigh();
    return std::move(read_);
  }

 private:
  void know(AccountState const& state, NamesOf const& names_of) {
    auto const at = accounts_.size();
    accounts_.push_back(state);
    for (auto const& name : names_of(state.about)) by_name_.emplace(folded(name), at);
    by_name_.emplace(folded(state.about.purpose), at);
    by_name_.emplace(state.about.id.text(), at);
    if (state.number > 0) by_name_.emplace(std::to_string(state.number), at);
  }
  void look_at_the_day(View const& view) {
    if (wish_.day > view.today()) tell(0, "", refuse(day_in_future));
    auto const closed = closed_through(view, wish_.book);
    if (closed && wish_.day <= *closed) tell(0, "", refuse(day_in_closed_period));
  }
  void tell(std::int64_t line, std::string_view field, Problem problem) {
    ++read_.found;
    if (read_.differences.size() == most_differences) return;
    if (line > 0) problem = std::move(problem).with("line", std::to_string(line));
    read_.differences.push_back({line, field, std::move(problem)});
  }

  // All that is wrong with a line is told at once.
  void take(OpeningCells const& cells) {
    if (!cells.whole) return tell(cells.line, "", refuse(opening_line_wrong));
    auto const* account = account_of(cells);
    auto const amount = amount_of(cells, account);
    if (account == nullptr || !amount || amount->zero()) return;
    bool const negative = amount->minor < 0;
    auto const other = account->about.grows == Side::debit ? Side::credit : Side::debit;
    read_.lines.push_back({.line = cells.line,
                           .account = account->about,
                           .side = negative ? other : account->about.grows,
                           .amount = {negative ? -amount->minor : amount->minor, rupiah}});
  }

  // The account, if it may be opened so.
  AccountState const* account_of(OpeningCells const& cells) {
    auto const refused = [&](Refusal const& why) -> AccountState const* {
      tell(cells.line, "account", refuse(why));
      return nullptr;
    };
    auto const name = folded(cells.account);
    if (name.empty()) return refused(opening_account_missing);
    auto const [first, last] = by_name_.equal_range(name);
    if (first == last) return refused(opening_account_unknown);
    if (std::any_of(first, last, [&](auto const& one) { return one.second != first->second; }))
      return refused(opening_account_ambiguous);
    auto const& account = accounts_[first->second];
    auto const [seen, is_new] = lines_.emplace(first->second, cells.line);
    if (!is_new) {
      tell(cells.line, "account", refuse(opening_account_twice).with("first", std::to_string(seen->second)));
      return nullptr;
    }
    bool const ours = account.about.owner_kind == "organisation" || account.about.owner_kind == outside_owner;
    if (!ours || account.about.passage == Passage::carries || account.about.asset != rupiah)
      return refused(opening_account_not_so);
    if (account.closed) return refused(opening_account_closed);
    bool const beginning = account.about.purpose == opening_purpose;  // the balances of many accounts may meet there
    if (account.postings > 0 && !beginning) return refused(opening_account_moved);
    return &account;
  }

  std::optional<Money> amount_of(OpeningCells const& cells, AccountState const* account) {
    auto const amount = opening_amount(cells.amount);
    if (amount.refused()) {
      auto const code = amount.code();
      tell(cells.line, "amount",
           refuse(code == amount_ambiguous.code      ? opening_amount_ambiguous
                  : code == amount_out_of_range.code ? opening_amount_too_large
                                                     : opening_amount_wrong));
      return std::nullopt;
    }
    if (account != nullptr && amount->minor < 0 && account->about.floor == Floor::never_below_zero) {
      tell(cells.line, "amount", refuse(opening_sign_wrong));
      return std::nullopt;
    }
    return *amount;
  }

  // Both sides together; only told when every line was right, else the sums mean nothing.
  void weigh() {
    for (auto const& line : read_.lines) {
      auto& side = line.side == Side::debit ? read_.debits : read_.credits;
      auto const sum = plus(side, line.amount);
      if (sum.refused()) return tell(line.line, "amount", refuse(opening_amount_too_large));
      side = *sum;
    }
    if (read_.found > 0) return;
    if (read_.lines.empty()) return tell(0, "", refuse(opening_empty));
    if (read_.debits == read_.credits) return;
    auto const apart = read_.debits > read_.credits ? read_.debits - read_.credits : read_.credits - read_.debits;
    tell(0, "amount",
         refuse(opening_unbalanced)
             .with("debits", shown(read_.debits))
             .with("credits", shown(read_.credits))
             .with("difference", shown(apart)));
  }

  OpeningWish const& wish_;
  OpeningRead read_;
  std::vector<AccountState> accounts_;
  std::multimap<std::string, std::size_t> by_name_;
  std::map<std::size_t, std::int64_t> lines_;  // in which line an account stood first
};

// What is debited and what is credited, side by side, each as often as it takes; the sums are equal.
std::vector<TransferWish> transfers_of(std::vector<OpeningLine> const& lines) {
  std::vector<OpeningLine> debits, credits;
  for (auto const& line : lines) (line.side == Side::debit ? debits : credits).push_back(line);
  std::vector<TransferWish> made;
  for (std::size_t d = 0, c = 0; d < debits.size() && c < credits.size();) {
    auto const amount = std::min(debits[d].amount, credits[c].amount);
    made.push_back({.debit = debits[d].account.id, .credit = credits[c].account.id, .amount = amount});
    debits[d].amount -= amount;
    credits[c].amount -= amount;
    if (debits[d].amount.zero()) ++d;
    if (credits[c].amount.zero()) ++c;
  }
  return made;
}

Problem problem_of(OpeningRead read) {
  auto problem = refuse(opening_differs).with("count", std::to_string(read.found));
  for (auto& difference : read.differences) {
    auto pointer = "/file/" + std::to_string(difference.line);
    if (!difference.field.empty()) pointer += "/" + std::string(difference.field);
    problem = std::move(problem).also(std::move(difference.problem).at(pointer));
  }
  return problem;
}

// The same file once more is the same entry; its accounts have moved since, by this very entry.
Result<Posted> again(EntrySeen const& before, OpeningWish const& wish) {
  bool const same =
      before.kind == kind_opening && before.day == wish.day && before.evidence == std::vector<Hash>{sha256(wish.file)};
  if (!same) return refuse(id_reused).at("/id");
  auto posted = before.posted;
  posted.replayed = true;
  return posted;
}

}  // namespace

OpeningRead read_opening(View const& view, OpeningWish const& wish, NamesOf const& names_of) {
  return Reading(view, wish, names_of).run();
}

Result<Posted> post_opening(Work& work, OpeningWish const& wish, NamesOf const& names_of) {
  if (auto const before = find_entry(work, wish.book, wish.id)) return again(*before, wish);
  auto const read = read_opening(work, wish, names_of);
  if (read.found > 0) return problem_of(read);
  for (auto const& line : read.lines)
    if (line.account.purpose == opening_purpose) TRY(open_account(work, line.account));
  auto const posted = TRY(post(work, {.id = wish.id,
                                      .book = wish.book,
                                      .kind = kind_opening,
                                      .day = wish.day,
                                      .subject = wish.organisation.uuid,
                                      .transfers = transfers_of(read.lines),
                                      .evidence = {sha256(wish.file)}}));
  work.record({.kind = balances_opened,
               .subject = wish.id.uuid,
               .organisation = wish.organisation,
               .facts = {{"accounts", std::to_string(read.lines.size())}}});
  return posted;
}

}  // namespace lumbung::ledger
