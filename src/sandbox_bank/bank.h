// What the bank does: payments, and the messages that follow from them. Inside this room only.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/money.h"
#include "core/result.h"
#include "payments/qris.h"
#include "sandbox_bank/sandbox_bank.h"

namespace lumbung::sandbox_bank {

inline constexpr Refusal mischief_unknown{"sandbox.mischief_unknown", Trouble::bad_input,
                                          "Kenakalan ini tidak dikenal.", "This mischief is not known."};
inline constexpr Refusal amount_needed{"sandbox.amount_needed", Trouble::bad_input,
                                       "Kode ini tanpa nominal. Isi nominalnya.",
                                       "This code has no amount. Say how much."};
inline constexpr Refusal bill_not_payable{"sandbox.bill_not_payable", Trouble::not_found,
                                          "Tagihan tidak dapat dibayar: {reason}", "The bill cannot be paid: {reason}"};

// One message that was sent.
struct Sent {
  int number = 0;
  std::string path;
  std::string external_id;
  std::string status;  // latestTransactionStatus of a notice, "" otherwise
  std::string reference;
  Money amount;
  int attempt = 1;
  int http = 0;                                 // 0: nobody answered
  std::string response_code, response_message;  // as the server said
  std::string body;                             // of its answer
};

struct Payment {
  std::string reference;  // of the acquirer: originalReferenceNo
  std::string merchant;
  Money amount;
  std::vector<Sent> sent;  // the first attempts
  bool accepted = false;   // every message that should be taken was taken
};

struct Wish {
  std::optional<Money> amount;  // instead of the code's
  // "", "duplicate", "reorder", "refund", "refund_first", "twice" (two payments), "wrong_amount", "unknown_reference",
  // "wrong_signature", "old", "replay"
  std::string mischief;
  int delay_ms = 0;  // before the first message; at most 60 s
};

struct Bill {
  std::string prefix, customer;  // the number in its two parts
  std::string name, title;
  Money amount;
};

class Bank {
 public:
  explicit Bank(Options const& options);
  ~Bank();

  // Sends what the wish asks for, waits for the answers; what was not taken is tried again in the background.
  Result<Payment> pay(std::string const& qr, Wish const& wish);
  Result<Bill> inquire(std::string const& va);
  Result<Payment> pay_va(std::string const& va, Wish const& wish);
  std::vector<Sent> sent() const;

 private:
  struct Message {
    std::string path, body;
    std::string status, reference;  // for the list
    Money amount;
    bool by_token = false;  // HMAC with a token; else RSA
    bool wrong_key = false;
    bool old = false;
    bool once = false;  // not tried again
  };
  struct Retry {
    Message message;
    int attempt = 2;
    std::int64_t due_micros = 0;
  };

  Payment carry_out(std::string reference, std::string merchant, Money amount, std::vector<Message> const& messages);
  Message notice(payments::qris::Code const& code, std::string const& reference, Money amount, std::string status);
  std::vector<Message> notices(payments::qris::Code const& code, std::string const& reference, Money amount,
                               std::string const& mischief);
  Sent send(Message const& message, int attempt);
  Sent post_signed(Message const& message, int attempt, std::vector<std::string>& headers);
  std::string token();
  std::string new_reference();
  std::string body_of_va(Bill const& bill, Money amount, std::string const& request_name) const;
  Sent keep(Sent sent);
  void try_again(Message const& message, int attempt);
  void retry_loop();
  Instant now() const;

  Options options_;
  Clock& clock_;
  std::string stranger_pem_;  // a key the server does not know
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Sent> sent_;
  std::deque<Retry> retries_;
  std::string token_;
  Instant token_ends_;
  std::int64_t numbers_ = 0;
  bool stopping_ = false;
  std::thread retrier_;
};

}  // namespace lumbung::sandbox_bank
