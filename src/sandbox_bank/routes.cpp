// The bank's doors. A handler of its own rather than Doors: there is no database behind it.
#include <poll.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <thread>

#include "http/fields.h"
#include "http/json.h"
#include "http/server.h"
#include "http/value.h"
#include "sandbox_bank/bank.h"
#include "sandbox_bank/page.h"
#include "sandbox_bank/sandbox_bank.h"

namespace lumbung::sandbox_bank {
namespace {

using http::Answer;
using http::Fields;
using http::Json;
using http::Method;
using http::Request;

// "a=b&c=d" with %xx and '+'.
std::vector<std::pair<std::string, std::string>> read_form(std::string_view text) {
  auto const decoded = [](std::string_view part) {
    std::string out;
    for (std::size_t i = 0; i < part.size(); ++i) {
      auto const byte = part[i] == '%' && i + 2 < part.size() ? from_hex(part.substr(i + 1, 2)) : std::nullopt;
      if (byte) i += 2;
      out += byte ? *byte : std::string(1, part[i] == '+' ? ' ' : part[i]);
    }
    return out;
  };
  std::vector<std::pair<std::string, std::string>> fields;
  while (!text.empty()) {
    auto const pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), pair.size() + 1));
    auto const sign = std::min(pair.find('='), pair.size());
    fields.emplace_back(decoded(pair.substr(0, sign)), decoded(pair.substr(std::min(pair.size(), sign + 1))));
  }
  return fields;
}

std::string one(std::vector<std::pair<std::string, std::string>> const& fields, std::string_view name) {
  for (auto const& [known, value] : fields)
    if (known == name) return value;
  return {};
}

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

page::Language language_of(Request const& request) {
  return request.language == http::Language::en ? page::Language::english : page::Language::indonesian;
}

Answer html(std::string text) { return http::text(std::move(text), "text/html"); }

void write_sent(Json& j, Sent const& sent) {
  j("number", sent.number);
  j("path", sent.path);
  j("external_id", sent.external_id);
  j("status", sent.status);
  j("reference", sent.reference);
  j("amount", sent.amount);
  j("attempt", sent.attempt);
  j("http", sent.http);
  j("response_code", sent.response_code);
  j("response_message", sent.response_message);
}

Answer payment_answer(Payment const& payment) {
  Json j;
  j.object([&] {
    j("reference", payment.reference);
    j("merchant", payment.merchant);
    j("amount", payment.amount);
    j("accepted", payment.accepted);
    j.list("sent", payment.sent, [&](Sent const& sent) { write_sent(j, sent); });
  });
  return http::shown(std::move(j));
}

class Doors final : public http::Handler {
 public:
  explicit Doors(Options const& options) : bank_(options), lumbung_(options.lumbung) {}

  std::size_t body_limit(Method, std::string_view) const override { return 16 * 1024; }

  // Each request has a thread: paying waits for the server's answer, and must not hold the I/O threads meanwhile.
  void handle(Request request, Respond respond) override {
    ++under_way_;
    std::thread([this, request = std::move(request), respond = std::move(respond)] {
      Answer answer;
      try {
        answer = answer_to(request);
      } catch (std::exception const&) {
        answer = http::text("Bank Uji Coba: galat / error");
        answer.status = 500;
      }
      respond(std::move(answer));
      --under_way_;
    }).detach();
  }
  void wait() const {
    while (under_way_ > 0) ::poll(nullptr, 0, 10);
  }

 private:
  Answer answer_to(Request const& request) {
    bool const post = request.method == Method::post;
    bool const get = request.method == Method::get || request.method == Method::head;
    auto const& path = request.path;
    if (get && path == "/") return html(page::start(language_of(request)));
    if (get && path == "/gaya.css") return http::text(page::style(), "text/css").keep(http::Caching::briefly);
    if (get && path == "/sent") return sent();
    if (path == "/bayar" && (get || post)) return get ? confirm_qr(request) : pay_qr(request);
    if (path == "/bayar-va" && (get || post)) return get ? confirm_va(request) : pay_va(request);
    if (post && path == "/pay") return by_json(request, "qr");
    if (post && path == "/pay-va") return by_json(request, "va");
    if (post && path == "/inquire-va") return inquire_by_json(request);
    return http::problem_answer(refuse(http::no_such_page), request);
  }

  // ---- Pages

  // A web address and nothing else, for it becomes a link.
  static std::string back(std::vector<std::pair<std::string, std::string>> const& fields) {
    auto const link = one(fields, "kembali");
    bool const web = link.starts_with("http://") || link.starts_with("https://");
    return web && link.size() < 1000 ? link : std::string();
  }
  Answer refused(Request const& request, Problem const& problem) {
    auto answer = html(page::refused(language_of(request), problem));
    answer.status = http::status_of(problem.trouble());
    return answer;
  }
  Answer confirm_qr(Request const& request) {
    auto const qr = one(request.query, "qr");
    auto const code = payments::qris::parse(qr);
    if (code.refused()) return refused(request, code.problem());
    return html(page::confirm_qr(language_of(request), qr, *code, back(request.query)));
  }
  Answer pay_qr(Request const& request) {
    auto const form = read_form(request.body);
    Wish wish;
    if (auto const amount = parse_decimal(one(form, "nominal")); !amount.refused()) wish.amount = *amount;
    auto const payment = bank_.pay(one(form, "qr"), wish);
    if (payment.refused()) return refused(request, payment.problem());
    return html(page::paid(language_of(request), *payment, back(form)));
  }
  Answer confirm_va(Request const& request) {
    auto const va = without_blanks(one(request.query, "va"));
    auto const bill = bank_.inquire(va);
    if (bill.refused()) return refused(request, bill.problem());
    return html(page::confirm_va(language_of(request), va, *bill, back(request.query)));
  }
  Answer pay_va(Request const& request) {
    auto const form = read_form(request.body);
    auto const payment = bank_.pay_va(without_blanks(one(form, "va")), {});
    if (payment.refused()) return refused(request, payment.problem());
    return html(page::paid(language_of(request), *payment, back(form)));
  }

  // ---- JSON

  Answer by_json(Request const& request, std::string_view what) {
    auto const answer = paid_by_json(request, what);
    return answer.refused() ? http::problem_answer(answer.problem(), request) : *answer;
  }
  Result<Answer> paid_by_json(Request const& request, std::string_view what) {
    auto const body = TRY(http::parse_json(request.body));
    Fields f(body);
    auto const asked = f.text(what, {.max = 1000, .exact = true});
    Wish const wish{.amount = f.optional_money("amount"),
                    .mischief = f.optional_text("mischief", {.max = 40}).value_or(""),
                    .delay_ms = static_cast<int>(f.integer_or("delay_ms", 0, 0, 60'000))};
    TRY(f.finish());
    auto const payment = TRY(what == "qr" ? bank_.pay(asked, wish) : bank_.pay_va(asked, wish));
    return payment_answer(payment);
  }
  Answer inquire_by_json(Request const& request) {
    auto const answer = inquired(request);
    return answer.refused() ? http::problem_answer(answer.problem(), request) : *answer;
  }
  Result<Answer> inquired(Request const& request) {
    auto const body = TRY(http::parse_json(request.body));
    Fields f(body);
    auto const va = f.text("va", {.max = 34});
    TRY(f.finish());
    auto const bill = TRY(bank_.inquire(without_blanks(va)));
    Json j;
    j.object([&] {
      j("name", bill.name);
      j("amount", bill.amount);
    });
    return http::shown(std::move(j));
  }
  Answer sent() {
    auto const all = bank_.sent();
    Json j;
    j.object([&] { j.list("sent", all, [&](Sent const& sent) { write_sent(j, sent); }); });
    return http::shown(std::move(j));
  }

  Bank bank_;
  std::string lumbung_;
  std::atomic<int> under_way_ = 0;
};

std::atomic<bool> asked_to_stop = false;
void on_signal(int) { asked_to_stop = true; }

}  // namespace

int run_sandbox_bank(Options const& options) {
  if (!options.stop) {
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
  }
  Doors doors(options);
  {
    http::Server server(doors, {.address = options.address, .port = options.port, .threads = 1, .connections = 256});
    if (options.listening) options.listening(server.port());
    while (!(options.stop ? options.stop() : asked_to_stop.load())) ::poll(nullptr, 0, 200);
    server.stop();
    doors.wait();
  }
  return EXIT_SUCCESS;
}

}  // namespace lumbung::sandbox_bank
