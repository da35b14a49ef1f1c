#include "ledger/report.h"

#include <algorithm>
#include <tuple>

#include "ledger/store_report.h"

namespace lumbung::ledger {
namespace {

using std::int64_t;

// Which net assets an account belongs to, if any: income and expense are what they become without restriction.
enum class Sort { none, without, with };

Sort sort_of(Class account_class) {
  switch (account_class) {
    case Class::asset:
    case Class::liability:
      return Sort::none;
    case Class::net_assets_restricted:
      return Sort::with;
    case Class::net_assets_unrestricted:
    case Class::income:
    case Class::expense:
      return Sort::without;
  }
  must(false);
  return Sort::none;
}

bool is_cash(AccountWish const& about) {
  return about.account_class == Class::asset &&
         std::ranges::find(cash_purposes, about.purpose) != std::end(cash_purposes);
}

// Lines of one section while they are gathered.
class Gathered {
 public:
  void add(AccountWish const& account, std::string const& kind, int64_t amount) {
    auto& part = lines_[{account.account_class, account.purpose, kind}][account.id];
    part.account = account.id;
    part.owner_kind = account.owner_kind;
    part.owner = account.owner;
    part.amount += Money{amount, rupiah};
  }

  // What came to nothing has no line, and no part in one.
  ReportSection section() const {
    ReportSection made;
    for (auto const& [key, parts] : lines_) {
      ReportLine line{.account_class = std::get<0>(key),
                      .purpose = std::get<1>(key),
                      .kind = std::get<2>(key),
                      .amount = 0_rp,
                      .parts = {}};
      for (auto const& [id, part] : parts) {
        line.amount += part.amount;
        if (!part.amount.zero()) line.parts.push_back(part);
      }
      made.sum += line.amount;
      if (!line.parts.empty()) made.lines.push_back(std::move(line));
    }
    return made;
  }

 private:
  std::map<std::tuple<Class, std::string, std::string>, std::map<Id<LedgerAccount>, ReportPart>> lines_;
};

// What an account holds, in the sense of its class: assets and expenses on the debit side, all others on the credit
// side.
int64_t in_class(BalanceOn const& account) {
  bool const by_debit = account.about.account_class == Class::asset || account.about.account_class == Class::expense;
  return by_debit == (account.about.grows == Side::debit) ? account.balance.minor : -account.balance.minor;
}

// Everything that a book stood at, at the end of a day.
struct Standing {
  Gathered assets, liabilities, restricted;
  Money cash, without, with;
};

Standing standing_of(std::vector<BalanceOn> const& accounts) {
  Standing at;
  for (auto const& account : accounts) {
    if (account.about.asset != rupiah) continue;
    auto const amount = in_class(account);
    switch (account.about.account_class) {
      case Class::asset:
        at.assets.add(account.about, "", amount);
        if (is_cash(account.about)) at.cash.minor += amount;
        break;
      case Class::liability:
        at.liabilities.add(account.about, "", amount);
        break;
      case Class::net_assets_restricted:
        at.restricted.add(account.about, "", amount);
        at.with.minor += amount;
        break;
      case Class::net_assets_unrestricted:
      case Class::income:
        at.without.minor += amount;
        break;
      case Class::expense:
        at.without.minor -= amount;
        break;
    }
  }
  return at;
}

// Everything that moved in a period.
struct Movements {
  Gathered without, with, receipts, payments;
  int64_t released = 0;

  void add(AccountWish const& debit, AccountWish const& credit, std::string const& kind, int64_t amount) {
    add_to_activity(debit, credit, kind, amount);
    add_to_cash(debit, credit, kind, amount);
  }

 private:
  // A credit adds to net assets, a debit takes from them, whatever the account: income is credited, expense debited.
  void add_to_activity(AccountWish const& debit, AccountWish const& credit, std::string const& kind, int64_t amount) {
    auto const from = sort_of(debit.account_class);
    auto const to = sort_of(credit.account_class);
    if (from == Sort::with && to == Sort::without) {
      released += amount;
    } else if (from == Sort::without && to == Sort::with) {
      released -= amount;
    } else if (from == Sort::with && to == Sort::with) {
      return;  // from one restricted fund to another: still restricted
    } else {
      if (from != Sort::none) section_of(from).add(debit, kind, -amount);
      if (to != Sort::none) section_of(to).add(credit, kind, amount);
    }
  }

  void add_to_cash(AccountWish const& debit, AccountWish const& credit, std::string const& kind, int64_t amount) {
    if (is_cash(debit) == is_cash(credit)) return;
    // What is reversed comes as a negative amount, and is taken off the side on which it had stood.
    if (is_cash(debit))
      receipts.add(credit, kind, amount);
    else
      payments.add(debit, kind, -amount);
  }

  Gathered& section_of(Sort sort) { return sort == Sort::with ? with : without; }
};

Movements movements_of(View const& view, BookId book, std::vector<BalanceOn> const& accounts, Date from, Date to) {
  std::map<int64_t, AccountWish const*> by_number;
  for (auto const& account : accounts) by_number.emplace(account.number, &account.about);
  // Transfers up to the first mark are all of days before; after the second, only backdated ones can be of the period.
  auto const after = booked_through(view, book, from + -1);
  auto const upto = booked_through(view, book, to);
  auto moved = store::moved(view.rows, book, after, upto, from, to);
  auto const late = store::moved_late(view.rows, book, upto, from, to);
  moved.insert(moved.end(), late.begin(), late.end());
  Movements movements;
  for (auto const& one : moved) {
    auto const& debit = *by_number.at(one.debit_no);
    auto const& credit = *by_number.at(one.credit_no);
    if (debit.asset != rupiah) continue;
    if (one.reversal)
      movements.add(credit, debit, one.kind, -one.amount);
    else
      movements.add(debit, credit, one.kind, one.amount);
  }
  return movements;
}

}  // namespace

Result<Report> report(View const& view, BookId book, Date from, Date to) {
  if (to < from) return refuse(period_wrong).at("to");
  if (to > day_of(view.now, Zone::wit)) return refuse(day_in_future).at("to").with("day", iso(to));
  if (!store::book_head(view.rows, book)) return refuse(book_unknown);
  auto const accounts = balances_on(view, book, to);
  auto const before = standing_of(balances_on(view, book, from + -1));
  auto const after = standing_of(accounts);
  auto const moved = movements_of(view, book, accounts, from, to);
  Report made{.from = from,
              .to = to,
              .assets = after.assets.section(),
              .liabilities = after.liabilities.section(),
              .restricted = after.restricted.section(),
              .without_restriction = moved.without.section(),
              .with_restriction = moved.with.section(),
              .change_without = {},
              .change_with = {},
              .receipts = moved.receipts.section(),
              .payments = moved.payments.section(),
              .cash_opening = before.cash,
              .cash_closing = after.cash};
  Money const released{moved.released, rupiah};
  made.change_without = {before.without, made.without_restriction.sum, released, after.without};
  made.change_with = {before.with, made.with_restriction.sum, 0_rp - released, after.with};
  return made;
}

}  // namespace lumbung::ledger
