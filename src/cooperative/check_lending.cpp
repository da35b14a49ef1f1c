// The rows of lending against the ledger: what each member owes, what is lent on each loan, what lenders have out.
#include "cooperative/payment_booking.h"
#include "cooperative/store_credit.h"
#include "cooperative/store_loan.h"
#include "cooperative/store_payment.h"

namespace lumbung::cooperative {
namespace {

constexpr int credits_at_once = 200;
constexpr std::size_t most_faults = 1'000;

class Look {
 public:
  Look(View const& view, std::int64_t book, std::vector<RoomFault>& faults)
      : view_(view), book_(book), faults_(faults) {}

  void at(CreditRecord const& credit) {
    auto const of = cooperative_in(view_, book_);
    auto const found = booking_of(view_, *of, credit.id);
    if (found.refused()) return tell(credit.id.uuid, "the credit cannot be read");
    bool const out = credit.disbursed.has_value();
    equal(credit.id.uuid, fund_of(credit.id), 0_rp, "the fund of the group");
    auto loans = 0_rp, pledges = 0_rp;
    for (auto const& one : found->loans) {
      if (!out) continue;
      at(one.loan);
      loans += one.loan.outstanding();
    }
    for (auto const& one : found->pledges)
      if (one.state != PledgeState::pledged) pledges += one.outstanding();
    if (out && loans != pledges)
      tell(credit.id.uuid, "lenders have out " + shown(pledges) + ", members " + shown(loans));
  }

 private:
  void at(LoanRecord const& loan) {
    equal(loan.id.uuid, owed_on(loan.id), loan.outstanding(), "the debt of the member");
    equal(loan.id.uuid, lent_on(loan.id), loan.outstanding(), "what is lent on the loan");
    auto paid = 0_rp;
    for (int plan = 1; plan <= loan.plan; ++plan)
      for (auto const& one : store::plan(view_.rows, loan, plan)) paid += one.paid.principal;
    if (paid != loan.returned)
      tell(loan.id.uuid, "instalments say " + shown(paid) + ", the loan " + shown(loan.returned));
    auto covered = 0_rp;
    for (auto const& one : store::covers(view_.rows, loan)) covered += one.left();
    auto const account = ledger::find_account(view_, {book_}, covered_on(loan.id));
    if ((account ? account->balance() : 0_rp) != covered) tell(loan.id.uuid, "what is owed to the group differs");
  }
  void equal(Uuid const& subject, Id<LedgerAccount> id, Money expected, std::string const& what) {
    auto const account = ledger::find_account(view_, {book_}, id);
    if (!account) return tell(subject, what + " has no account");
    if (account->balance() != expected)
      tell(subject, what + " is " + shown(expected) + ", in the ledger " + shown(account->balance()));
  }
  void tell(Uuid const& subject, std::string what) {
    if (faults_.size() < most_faults) faults_.push_back({book_, subject, std::move(what)});
  }

  View const& view_;
  std::int64_t book_;
  std::vector<RoomFault>& faults_;
};

}  // namespace

void check_lending(View const& view, std::int64_t book, std::vector<RoomFault>& faults) {
  Look look(view, book, faults);
  Id<PeerCredit> after;
  for (;;) {
    auto const some = store::credits(view.rows, book, std::nullopt, after, credits_at_once);
    for (auto const& credit : some) look.at(credit);
    if (some.size() < credits_at_once) return;
    after = some.back().id;
  }
}

}  // namespace lumbung::cooperative
