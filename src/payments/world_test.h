// An organisation that takes payments, and its acquirer with keys of its own; for tests.
#pragma once

#include <string>

#include "payments/payments.h"
#include "tests/village.h"

namespace lumbung::payments::testing {

// What a QR notice says.
struct Told {
  std::string acquirer_reference = "A1";
  std::string reference;
  Money amount;
  std::string status = "00";
  std::string paid_at;  // ISO, or "" for none
  std::string more;     // further members of additionalInfo, such as "\"nmid\":\"…\""
};

class World {
 public:
  explicit World(std::uint64_t seed = 1);

  Village village;
  Id<Organisation> organisation;
  BookId book;
  Id<LedgerAccount> bank, suspense, gifts, costs;
  std::string client = "LMB-TEST-0001";
  std::string secret = "lumbung-test-secret-0001";

  ChargeRecord charge(Money amount, Method method = Method::qris, Duration valid = hours(24));
  ChargeRecord now(ChargeRecord const& charge);  // as it stands

  static std::string body_of(Told const& told);
  // Signed by the acquirer's key, fresh number and time.
  PartnerRequest notice(std::string body);
  PartnerRequest notice(Told const& told) { return notice(body_of(told)); }
  Result<Outcome> send(PartnerRequest const& request);
  Result<Outcome> tell(Told const& told) { return send(notice(told)); }

  std::string token();
  // Signed with the token; path "/v1.0/transfer-va/payment" or "…/inquiry".
  PartnerRequest transaction(std::string path, std::string body, std::string const& token);
  Result<VaReceipt> pay_va(std::string const& body, std::string const& token);
  std::string va_body(ChargeRecord const& charge, Money amount, std::string payment_id = "P1", std::string more = "");

  std::vector<SuspenseRecord> items(std::optional<SuspenseState> state = SuspenseState::open);
  Money balance(Id<LedgerAccount> account);
  // From now on what is paid is booked, Dr bank, Cr gifts, and taken back out of the bank account as far as it reaches.
  void book_what_is_paid();
  // The bank account pays for something.
  void spend(Money amount);
  // How often an event happened since the start.
  int times(std::string_view event);

 private:
  Verdict book_paid(Work& work, Id<Charge> charge);
  Verdict book_refunded(Work& work, Id<Charge> charge);
  int number_ = 0;
};

// The acquirer's key pair, made once for all tests.
snap::KeyPair const& acquirer_keys();

}  // namespace lumbung::payments::testing
