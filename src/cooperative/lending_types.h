// What lending speaks of: products, peer groups, credits, pledges, loans and their instalments.
#pragma once

#include "cooperative/months.h"
#include "cooperative/schedule.h"
#include "cooperative/types.h"

namespace lumbung {
struct Account;
struct CreditProduct;
struct LendingGroup;
struct PeerCredit;    // what a group borrows together; its disbursement is the entry of the same id
struct MemberLoan;    // the part of one member in it
struct LenderPledge;  // what a lender gives to it; before disbursement the hold of the same id
struct LoanWriteOff;  // the entry of the same id
struct Rescheduling;
}  // namespace lumbung

namespace lumbung::cooperative {

// ---- Products

// What the member carries home. A package is bought by the co-operative before and leaves its stock at cost.
enum class HandedOver { package, cash };
inline constexpr Word<HandedOver> handed_overs[] = {{HandedOver::package, "package"}, {HandedOver::cash, "cash"}};
// Who bears what will not come back: the lenders, each in proportion to what is still out, or the co-operative.
enum class LossPolicy { lenders, cooperative };
inline constexpr Word<LossPolicy> loss_policies[] = {{LossPolicy::lenders, "lenders"},
                                                     {LossPolicy::cooperative, "cooperative"}};
// Whether the group answers for each of its members (tanggung renteng).
enum class Renteng { off, on };
inline constexpr Word<Renteng> rentengs[] = {{Renteng::off, "off"}, {Renteng::on, "on"}};

inline constexpr Word<Period> periods[] = {
    {Period::daily, "daily"}, {Period::weekly, "weekly"}, {Period::monthly, "monthly"}};
inline constexpr Word<RoundingGoesTo> rounding_goals[] = {{RoundingGoesTo::voluntary_savings, "sukarela"},
                                                          {RoundingGoesTo::service_charge, "service_charge"},
                                                          {RoundingGoesTo::smaller_last_instalment, "smaller_last"}};
inline constexpr Word<OddRupiah> odd_rupiahs[] = {{OddRupiah::to_the_earlier, "earlier"},
                                                  {OddRupiah::evenly, "evenly"}};
inline constexpr Word<ChargeKind> charge_kinds[] = {{ChargeKind::percent_of_principal, "percent_of_principal"},
                                                    {ChargeKind::percent_a_period, "percent_a_period"},
                                                    {ChargeKind::fixed, "fixed"}};
inline constexpr Word<ChargePaid> charges_paids[] = {{ChargePaid::with_instalments, "with_instalments"},
                                                     {ChargePaid::at_disbursement, "at_disbursement"}};
inline constexpr Word<Weekday> weekdays[] = {{Weekday::monday, "monday"},       {Weekday::tuesday, "tuesday"},
                                             {Weekday::wednesday, "wednesday"}, {Weekday::thursday, "thursday"},
                                             {Weekday::friday, "friday"},       {Weekday::saturday, "saturday"},
                                             {Weekday::sunday, "sunday"}};

// A product as it was decided, from a day on.
struct ProductRecord {
  std::int64_t book = 0;
  Id<CreditProduct> id;
  Date from;
  std::string name;
  Money member_limit, group_limit;
  int group_size = 5;
  HandedOver handed_over = HandedOver::package;
  std::string borrower_rules = "borrower", lender_rules = "lender";  // names of sets (eligibility.h)
  LossPolicy loss_policy = LossPolicy::lenders;
  Renteng renteng = Renteng::on;
  int instalments = 6;
  Period period = Period::daily;
  std::vector<Weekday> rest_weekdays;
  std::vector<Date> holidays;
  Money rounded_up_to = 100_rp;
  RoundingGoesTo rounding_goes_to = RoundingGoesTo::voluntary_savings;
  OddRupiah odd_rupiah = OddRupiah::to_the_earlier;
  std::vector<Charge> charges;
  std::string source;  // "RAT 28-02-2024, keputusan 4"

  // The terms of a loan of that much.
  Terms terms(Money principal) const;
};
// Where its packages lie, at cost in rupiah: the ledger has no price of a package, so what they cost is what counts.
inline Id<LedgerAccount> stock_of(Id<CreditProduct> product) { return {derived_uuid(product.uuid, "stock")}; }

// ---- Peer groups

enum class MadeBy { distance, hand };
inline constexpr Word<MadeBy> made_bys[] = {{MadeBy::distance, "distance"}, {MadeBy::hand, "hand"}};
struct PeerGroupRecord {
  std::int64_t book = 0;
  Id<LendingGroup> id;
  Id<CreditProduct> product;
  std::string name;
  Id<CooperativeMember> leader;
  std::vector<Id<CooperativeMember>> members;  // the leader among them
  std::string area;                            // the leader's village; for rights within an area
  MadeBy made = MadeBy::hand;
  std::string reason;  // of one made by hand
  Date formed;
  std::optional<Date> ended;
  bool running() const { return !ended.has_value(); }
};

// ---- Credits

enum class CreditState { applied, proposed, approved, refused, disbursed, settled };
inline constexpr Word<CreditState> credit_states[] = {
    {CreditState::applied, "applied"}, {CreditState::proposed, "proposed"},   {CreditState::approved, "approved"},
    {CreditState::refused, "refused"}, {CreditState::disbursed, "disbursed"}, {CreditState::settled, "settled"}};
struct CreditRecord {
  std::int64_t book = 0;
  Id<PeerCredit> id;
  Id<LendingGroup> group;
  Id<CreditProduct> product;
  Date terms_from;  // the version of the product that counts
  Money amount;     // of all members
  CreditState state = CreditState::applied;
  Date applied;
  Id<Account> applied_by;  // none: the system
  std::optional<Date> disbursed;
  std::optional<Id<CooperativeTill>> till;  // out of which cash was handed
};
inline Id<LedgerAccount> fund_of(Id<PeerCredit> credit) { return {derived_uuid(credit.uuid, "fund")}; }

enum class CheckKind { desk, home };
inline constexpr Word<CheckKind> check_kinds[] = {{CheckKind::desk, "desk"}, {CheckKind::home, "home"}};
struct VerificationRecord {
  CheckKind kind = CheckKind::desk;
  std::optional<Id<CooperativeMember>> member;  // whose home
  bool passed = false;
  Date on;
  std::string note;  // no names
};

// ---- Pledges

enum class PledgeState { pledged, withdrawn, lent, ended };
inline constexpr Word<PledgeState> pledge_states[] = {{PledgeState::pledged, "pledged"},
                                                      {PledgeState::withdrawn, "withdrawn"},
                                                      {PledgeState::lent, "lent"},
                                                      {PledgeState::ended, "ended"}};
struct PledgeRecord {
  std::int64_t book = 0;
  Id<LenderPledge> id;
  Id<PeerCredit> credit;
  Id<CooperativeMember> lender;
  int place = 0;  // in the order in which they came
  Money amount;
  Money returned = 0_rp, lost = 0_rp;
  PledgeState state = PledgeState::pledged;
  Date on;
  Money outstanding() const { return amount - returned - lost; }
};

// ---- Loans

enum class LoanState { applied, open, settled, written_off };
inline constexpr Word<LoanState> loan_states[] = {{LoanState::applied, "applied"},
                                                  {LoanState::open, "open"},
                                                  {LoanState::settled, "settled"},
                                                  {LoanState::written_off, "written_off"}};
struct LoanRecord {
  std::int64_t book = 0;
  Id<MemberLoan> id;
  Id<PeerCredit> credit;
  int place = 0;
  Id<CooperativeMember> member;
  Money amount;
  LoanState state = LoanState::applied;
  int plan = 0;  // the schedule that counts; 0 before disbursement
  std::optional<Date> last_due;
  Money returned = 0_rp;  // principal
  Money written_off = 0_rp, recovered = 0_rp;
  Money outstanding() const { return amount - returned - written_off; }
};
inline Id<MemberLoan> loan_of(Id<PeerCredit> credit, Id<CooperativeMember> member) {
  return {derived_uuid(credit.uuid, "loan " + member.text())};
}
inline Id<LedgerAccount> owed_on(Id<MemberLoan> loan) { return {derived_uuid(loan.uuid, "owed")}; }
inline Id<LedgerAccount> lent_on(Id<MemberLoan> loan) { return {derived_uuid(loan.uuid, "lent")}; }
// What the member owes those who paid for her, and what a member is owed for having paid for others.
inline Id<LedgerAccount> covered_on(Id<MemberLoan> loan) { return {derived_uuid(loan.uuid, "covered")}; }
inline Id<LedgerAccount> paid_for_others(Id<CooperativeMember> member) {
  return {derived_uuid(member.uuid, "paid_for_others")};
}

// Principal, charge and rounding of a payment, of an instalment, or of what is left.
struct Parts {
  Money principal = 0_rp, charge = 0_rp, rounding = 0_rp;
  Money all() const { return principal + charge + rounding; }
  friend bool operator==(Parts const&, Parts const&) = default;
};
struct InstalmentRecord {
  Instalment asked;
  Parts paid;
  Parts left() const {
    return {asked.principal - paid.principal, asked.charge - paid.charge, asked.rounding - paid.rounding};
  }
  bool settled() const { return left().all().zero(); }
};

}  // namespace lumbung::cooperative
