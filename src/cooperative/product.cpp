#include "cooperative/product.h"

#include <algorithm>

#include "cooperative/eligibility.h"
#include "cooperative/rules.h"
#include "cooperative/store_product.h"

namespace lumbung::cooperative {
namespace {

struct Meaning {
  LendingAccount which;
  std::string_view purpose;
  ledger::Class account_class;
  ledger::Side grows;
};
constexpr Meaning meanings[] = {
    {LendingAccount::service, "loan_service", ledger::Class::income, ledger::Side::credit},
    {LendingAccount::loss, "loan_loss", ledger::Class::expense, ledger::Side::debit},
    {LendingAccount::recovered, "loan_recovered", ledger::Class::income, ledger::Side::credit}};

bool is_whole(Money amount) { return amount.positive() && amount.minor % 100 == 0; }

bool same(ProductRecord const& a, ProductRecord const& b) {
  auto const text = [](ProductRecord const& p) {
    std::string all;
    for (auto const& one : p.charges)
      all += one.name + '\n' + std::to_string(static_cast<int>(one.kind)) + ' ' + std::to_string(one.basis_points) +
             ' ' + std::to_string(one.amount.minor) + ' ' + std::to_string(static_cast<int>(one.paid)) + '\n';
    return all;
  };
  return a.from == b.from && a.name == b.name && a.member_limit == b.member_limit && a.group_limit == b.group_limit &&
         a.group_size == b.group_size && a.handed_over == b.handed_over && a.borrower_rules == b.borrower_rules &&
         a.lender_rules == b.lender_rules && a.loss_policy == b.loss_policy && a.renteng == b.renteng &&
         a.instalments == b.instalments && a.period == b.period && a.rest_weekdays == b.rest_weekdays &&
         a.holidays == b.holidays && a.rounded_up_to == b.rounded_up_to && a.rounding_goes_to == b.rounding_goes_to &&
         a.odd_rupiah == b.odd_rupiah && text(a) == text(b) && a.source == b.source;
}

Verdict sound(View const& view, ProductRecord const& wish) {
  if (wish.name.empty() || wish.name.size() > 60) return refuse(product_wrong).at("/name");
  if (wish.group_size < 2 || wish.group_size > 20) return refuse(product_wrong).at("/group_size");
  if (!is_whole(wish.member_limit)) return refuse(product_wrong).at("/member_limit");
  if (!is_whole(wish.group_limit) || wish.group_limit < wish.member_limit)
    return refuse(product_wrong).at("/group_limit");
  auto const terms = wish.terms(wish.member_limit);
  TRY(check(terms));
  TRY(schedule(terms, wish.from));
  if (wish.handed_over == HandedOver::package && !charges_paid(terms, ChargePaid::at_disbursement).zero())
    return refuse(charge_of_a_package).at("/charges");
  for (auto const& [name, at] :
       {std::pair{wish.borrower_rules, "/borrower_rules"}, {wish.lender_rules, "/lender_rules"}}) {
    auto const rules = rules_named(view, wish.book, name);
    if (rules.refused()) return Problem(rules.problem()).at(at);
  }
  return done;
}

// In the order of the calendar, each once: the same wish is then the same row.
ProductRecord plain(ProductRecord wish) {
  std::sort(wish.rest_weekdays.begin(), wish.rest_weekdays.end());
  wish.rest_weekdays.erase(std::unique(wish.rest_weekdays.begin(), wish.rest_weekdays.end()), wish.rest_weekdays.end());
  std::sort(wish.holidays.begin(), wish.holidays.end());
  wish.holidays.erase(std::unique(wish.holidays.begin(), wish.holidays.end()), wish.holidays.end());
  return wish;
}

}  // namespace

Terms ProductRecord::terms(Money principal) const {
  return {.principal = principal,
          .instalments = instalments,
          .period = period,
          .rest_days = RestDays(rest_weekdays, holidays),
          .rounded_up_to = rounded_up_to,
          .rounding_goes_to = rounding_goes_to,
          .odd_rupiah = odd_rupiah,
          .charges = charges};
}

Id<LedgerAccount> lending_account(CooperativeRecord const& of, LendingAccount which) {
  for (auto const& one : meanings)
    if (one.which == which) return {derived_uuid(of.organisation.uuid, one.purpose)};
  must(false);
  return {};
}

Verdict open_lending_accounts(Work& work, CooperativeRecord const& of) {
  for (auto const& one : meanings)
    TRY(ledger::open_account(work, {.id = lending_account(of, one.which),
                                    .book = {of.book},
                                    .grows = one.grows,
                                    .account_class = one.account_class,
                                    .owner_kind = "organisation",
                                    .owner = of.organisation.uuid,
                                    .purpose = std::string(one.purpose)}));
  return done;
}

Result<ProductRecord> set_product(Work& work, Id<Organisation> id, ProductRecord const& asked) {
  TRY(work::require(work.actor, manage, id));
  auto const of = TRY(cooperative_of(work, id));
  auto wish = plain(asked);
  wish.book = of.book;
  auto const there = store::products(work.rows, of.book, wish.id);
  if (!there.empty() && same(there.back(), wish)) return there.back();
  TRY(sound(work, wish));
  if (!there.empty() && wish.from <= there.back().from)
    return refuse(product_not_later).at("/from").with("from", shown_short(there.back().from));
  if (there.empty()) {
    TRY(open_lending_accounts(work, of));
    TRY(ledger::open_account(work, {.id = stock_of(wish.id),
                                    .book = {of.book},
                                    .owner_kind = "product",
                                    .owner = wish.id.uuid,
                                    .purpose = "package_stock"}));
  }
  store::insert(work.rows, wish, work.now);
  record(work, of, product_set, wish.id, {{"from", iso(wish.from)}});
  return wish;
}

std::vector<ProductRecord> product_versions(View const& view, std::int64_t book, Id<CreditProduct> id) {
  return store::products(view.rows, book, id);
}

Result<ProductRecord> product(View const& view, std::int64_t book, Id<CreditProduct> id, Date day) {
  auto const all = store::products(view.rows, book, id);
  if (all.empty()) return refuse(unknown_product);
  if (day < all.front().from) return refuse(product_not_yet).with("from", shown_short(all.front().from));
  auto const later = std::find_if(all.begin(), all.end(), [&](ProductRecord const& one) { return one.from > day; });
  return *(later - 1);
}

std::vector<ProductRecord> products(View const& view, std::int64_t book) {
  std::vector<ProductRecord> newest;
  for (auto const& id : store::product_ids(view.rows, book))
    newest.push_back(store::products(view.rows, book, id).back());
  return newest;
}

Result<ledger::Posted> buy_packages(Work& work, Id<Organisation> id, PackagePurchase const& wish) {
  TRY(work::require(work.actor, pay_out, id));
  auto const of = TRY(cooperative_of(work, id));
  auto const all = store::products(work.rows, of.book, wish.product);
  if (all.empty()) return refuse(unknown_product).at("/product");
  auto const out_of = till(work, of.book, wish.till);
  if (out_of.refused()) return Problem(out_of.problem()).at("/till");
  if (!wish.amount.positive()) return refuse(ledger::amount_not_positive).at("/amount");
  if (!booked(work, of.book, wish.id)) {
    if (all.back().handed_over != HandedOver::package) return refuse(not_a_package_product).at("/product");
    TRY(all_uploaded(work, of.book, wish.evidence));
    auto const there = TRY(ledger::balance(work, {of.book}, out_of->account()));
    if (there < wish.amount)
      return refuse(till_short).at("/till").with("there", shown(there)).with("needed", shown(wish.amount));
  }
  auto const posted = TRY(post_once(work, {.id = wish.id,
                                           .book = {of.book},
                                           .kind = packages_entry,
                                           .day = wish.day,
                                           .subject = wish.product.uuid,
                                           .transfers = {{stock_of(wish.product), out_of->account(), wish.amount}},
                                           .evidence = wish.evidence}));
  if (!posted.replayed) record(work, of, packages_bought, wish.id, {{"amount", std::to_string(wish.amount.minor)}});
  return posted;
}

Result<Quote> quote(ProductRecord const& product, Money principal, Date disbursed) {
  auto const terms = product.terms(principal);
  auto plan = TRY(schedule(terms, disbursed));
  auto const cost = cost_of(plan, terms);
  auto warning = ceiling_warning(plan, terms, cost);
  return Quote{std::move(plan), cost, std::move(warning)};
}

}  // namespace lumbung::cooperative
