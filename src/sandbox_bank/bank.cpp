#include "sandbox_bank/bank.h"

#include <algorithm>
#include <chrono>

#include "payments/flat_json.h"
#include "payments/snap.h"
#include "sandbox_bank/outgoing.h"

namespace lumbung::sandbox_bank {

namespace snap = payments::snap;

namespace {

constexpr std::size_t most_kept = 10'000;
constexpr int most_attempts = 6;

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char const c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= ' ') out += c;
  }
  return out + "\"";
}

std::string member(std::string_view name, std::string_view text) { return quoted(name) + ":" + quoted(text); }

std::string member(std::string_view name, Money amount) {
  return quoted(name) + ":{" + member("value", decimal(amount)) + ",\"currency\":\"IDR\"}";
}

std::string field(std::string const& body, std::string_view path) {
  auto const read = payments::read_flat_json(body);
  if (!read) return {};
  auto const found = read->find(path);
  return found == read->end() ? std::string() : found->second.text;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string padded(std::string const& prefix) { return std::string(8 - prefix.size(), ' ') + prefix; }

bool taken(Sent const& sent) { return sent.http == 200 || sent.http == 409; }

}  // namespace

Bank::Bank(Options const& options)
    : options_(options),
      clock_(options.clock ? *options.clock : machine_clock()),
      stranger_pem_(snap::make_keys().private_pem),
      retrier_([this] { retry_loop(); }) {}

Bank::~Bank() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  retrier_.join();
}

// Milliseconds, as several gateways send them.
Instant Bank::now() const { return {clock_.now().micros / 1000 * 1000}; }

std::string Bank::new_reference() {
  std::lock_guard const lock(mutex_);
  auto number = std::to_string(++numbers_);
  return "BUC" + std::to_string(now().micros / 1000) + std::string(6 - std::min<std::size_t>(6, number.size()), '0') +
         number;
}

std::vector<Sent> Bank::sent() const {
  std::lock_guard const lock(mutex_);
  return sent_;
}

Sent Bank::keep(Sent sent) {
  std::lock_guard const lock(mutex_);
  sent.number = sent_.empty() ? 1 : sent_.back().number + 1;
  sent_.push_back(sent);
  if (sent_.size() > most_kept) sent_.erase(sent_.begin(), sent_.begin() + most_kept / 2);
  return sent;
}

// ---- Sending

std::string Bank::token() {
  {
    std::lock_guard const lock(mutex_);
    if (!token_.empty() && now() < token_ends_) return token_;
  }
  auto const timestamp = iso(now(), Zone::wib);
  auto const reply = post(options_.lumbung + "/v1.0/access-token/b2b",
                          {"X-CLIENT-KEY: " + options_.keys.client_key, "X-TIMESTAMP: " + timestamp,
                           "X-SIGNATURE: " + snap::sign_rsa(options_.keys.private_pem,
                                                            snap::token_text(options_.keys.client_key, timestamp))},
                          "{\"grantType\":\"client_credentials\"}");
  auto const token = field(reply.body, "accessToken");
  std::lock_guard const lock(mutex_);
  token_ = token;
  token_ends_ = now() + minutes(14);
  return token;
}

Sent Bank::post_signed(Message const& message, int attempt, std::vector<std::string>& headers) {
  auto const reply = post(options_.lumbung + message.path, headers, message.body);
  return keep({.path = message.path,
               .external_id = headers[1].substr(15),
               .status = message.status,
               .reference = message.reference,
               .amount = message.amount,
               .attempt = attempt,
               .http = reply.status,
               .response_code = field(reply.body, "responseCode"),
               .response_message = field(reply.body, "responseMessage"),
               .body = reply.body});
}

Sent Bank::send(Message const& message, int attempt) {
  auto const at = message.old ? now() - minutes(10) : now();
  auto const timestamp = iso(at);
  auto const hash = snap::body_hash(message.body);
  auto const access = token();
  std::string signature;
  if (message.by_token)
    signature =
        snap::sign_hmac(options_.keys.secret, snap::transaction_text("POST", message.path, access, hash, timestamp));
  else
    signature = snap::sign_rsa(message.wrong_key ? stranger_pem_ : options_.keys.private_pem,
                               snap::notice_text("POST", message.path, hash, timestamp));
  std::vector<std::string> headers = {"X-PARTNER-ID: " + options_.keys.client_key,
                                      "X-EXTERNAL-ID: " + new_reference(),
                                      "X-TIMESTAMP: " + timestamp,
                                      "X-SIGNATURE: " + signature,
                                      "CHANNEL-ID: 95221",
                                      "Authorization: Bearer " + access};
  auto sent = post_signed(message, attempt, headers);
  if (message.status == "replay") sent = post_signed(message, attempt + 1, headers);
  if (sent.http == 401) {
    std::lock_guard const lock(mutex_);
    token_.clear();  // perhaps the server was started anew
  }
  return sent;
}

void Bank::try_again(Message const& message, int attempt) {
  if (message.once || attempt > most_attempts) return;
  // 2, 4, 8, 16, 32 seconds.
  std::lock_guard const lock(mutex_);
  retries_.push_back({message, attempt, machine_clock().now().micros + (std::int64_t{1'000'000} << (attempt - 1))});
  wake_.notify_all();
}

void Bank::retry_loop() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    wake_.wait_for(lock, std::chrono::milliseconds(200));
    auto const moment = machine_clock().now().micros;
    auto const due =
        std::find_if(retries_.begin(), retries_.end(), [&](Retry const& retry) { return retry.due_micros <= moment; });
    if (stopping_ || due == retries_.end()) continue;
    auto const retry = *due;
    retries_.erase(due);
    lock.unlock();
    if (!taken(send(retry.message, retry.attempt))) try_again(retry.message, retry.attempt + 1);
    lock.lock();
  }
}

Payment Bank::carry_out(std::string reference, std::string merchant, Money amount,
                        std::vector<Message> const& messages) {
  Payment payment{std::move(reference), std::move(merchant), amount, {}, true};
  for (auto const& message : messages) {
    payment.sent.push_back(send(message, 1));
    if (taken(payment.sent.back())) continue;
    payment.accepted = false;
    try_again(message, 2);
  }
  return payment;
}

// ---- QRIS

Bank::Message Bank::notice(payments::qris::Code const& code, std::string const& reference, Money amount,
                           std::string status) {
  std::string body =
      "{" + member("originalReferenceNo", reference) + "," + member("originalPartnerReferenceNo", code.reference) +
      "," + member("latestTransactionStatus", status) + "," + member("transactionStatusDesc", "Sandbox") + "," +
      member("customerNumber", "6281200000001") + "," + member("accountType", "tabungan") + "," +
      member("destinationNumber", code.merchant_pan) + "," + member("destinationAccountName", code.merchant_name) +
      "," + member("amount", amount) + ",\"additionalInfo\":{" + member("nmid", code.nmid) + "," +
      member("issuer", "Bank Uji Coba") + "," + member("paidTime", iso(now(), Zone::wib)) + "}}";
  Message message;
  message.path = "/v1.0/qr/qr-mpm-notify";
  message.body = std::move(body);
  message.status = std::move(status);
  message.reference = code.reference;
  message.amount = amount;
  return message;
}

std::vector<Bank::Message> Bank::notices(payments::qris::Code const& code, std::string const& reference, Money amount,
                                         std::string const& mischief) {
  auto const success = notice(code, reference, amount, "00");
  auto const with = [&](char const* status) { return notice(code, reference, amount, status); };
  if (mischief == "duplicate") return {success, success, success};
  if (mischief == "reorder") return {with("03"), with("06"), success, with("03")};
  if (mischief == "refund") return {success, with("04")};
  if (mischief == "refund_first") return {with("04"), success};
  if (mischief == "twice") return {success, notice(code, new_reference(), amount, "00")};
  if (mischief == "unknown_reference") {
    auto other = code;
    other.reference = "TIDAKDIKENAL1";
    return {notice(other, reference, amount, "00")};
  }
  auto odd = success;
  odd.once = true;
  odd.wrong_key = mischief == "wrong_signature";
  odd.old = mischief == "old";
  if (mischief == "replay") odd.status = "replay";
  if (odd.wrong_key || odd.old || mischief == "replay") return {odd};
  return {success};
}

Result<Payment> Bank::pay(std::string const& qr, Wish const& wish) {
  static constexpr std::string_view known[] = {
      "",      "duplicate",    "reorder",           "refund",          "refund_first",
      "twice", "wrong_amount", "unknown_reference", "wrong_signature", "old",
      "replay"};
  if (std::find(std::begin(known), std::end(known), wish.mischief) == std::end(known)) return refuse(mischief_unknown);
  auto const code = TRY(payments::qris::parse(qr));
  if (!code.amount && !wish.amount) return refuse(amount_needed);
  auto amount = wish.amount ? *wish.amount : *code.amount;
  if (wish.mischief == "wrong_amount") amount += 1'000_rp;
  std::this_thread::sleep_for(std::chrono::milliseconds(std::clamp(wish.delay_ms, 0, 60'000)));
  auto const reference = new_reference();
  return carry_out(reference, code.merchant_name, amount, notices(code, reference, amount, wish.mischief));
}

// ---- Virtual accounts

std::string Bank::body_of_va(Bill const& bill, Money amount, std::string const& request_name) const {
  return "{" + member("partnerServiceId", padded(bill.prefix)) + "," + member("customerNo", bill.customer) + "," +
         member("virtualAccountNo", padded(bill.prefix) + bill.customer) + "," + request_name + "," +
         member("trxDateTime", iso(now(), Zone::wib)) + "," + member("paidAmount", amount) + "," +
         member("totalAmount", amount) + ",\"additionalInfo\":{\"channel\":\"BANK_UJI_COBA\"}}";
}

// A real bank knows each prefix from its contract; this one tries the usual lengths.
Result<Bill> Bank::inquire(std::string const& va) {
  if (va.size() < 9 || va.size() > 28 || !all_digits(va))
    return refuse(bill_not_payable).with("reason", "nomor virtual account tidak sah", "not a virtual account number");
  std::string reason;
  for (std::size_t const length : {5, 8, 4, 6, 7, 3}) {
    Bill bill{.prefix = va.substr(0, length), .customer = va.substr(length), .name = {}, .title = {}, .amount = {}};
    Message message;
    message.path = "/v1.0/transfer-va/inquiry";
    message.body = body_of_va(bill, 0_rp, member("inquiryRequestId", new_reference()));
    message.reference = va;
    message.by_token = true;
    auto const sent = send(message, 1);
    auto const amount = parse_decimal(field(sent.body, "virtualAccountData.totalAmount.value"));
    if (sent.http == 200 && !amount.refused()) {
      bill.name = field(sent.body, "virtualAccountData.virtualAccountName");
      bill.amount = *amount;
      return bill;
    }
    reason = sent.response_message;
    if (sent.response_code != "4042412") break;
  }
  return refuse(bill_not_payable).with("reason", reason.empty() ? "Lumbung tidak menjawab" : reason);
}

Result<Payment> Bank::pay_va(std::string const& va, Wish const& wish) {
  auto const bill = TRY(inquire(va));
  auto amount = wish.amount.value_or(bill.amount);
  if (wish.mischief == "wrong_amount") amount += 1'000_rp;
  auto const reference = new_reference();
  Message message;
  message.path = "/v1.0/transfer-va/payment";
  message.body = body_of_va(bill, amount, member("paymentRequestId", reference));
  message.reference = va;
  message.amount = amount;
  message.by_token = true;
  message.once = wish.mischief == "wrong_amount";
  std::vector<Message> messages = {message};
  if (wish.mischief == "duplicate") messages.push_back(message);
  return carry_out(reference, bill.name, amount, messages);
}

}  // namespace lumbung::sandbox_bank
