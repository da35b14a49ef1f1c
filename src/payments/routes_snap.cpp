#include "payments/payments.h"
#include "payments/routes.h"
#include "payments/snap_answer.h"
#include "payments/snap_body.h"

namespace lumbung::payments {

namespace {

using http::Act;
using http::Answer;
using http::Json;
using http::Request;

PartnerRequest partner_request(Request const& request) {
  auto const header = [&](std::string_view name) { return std::string(request.header(name)); };
  PartnerRequest made;
  made.signed_part = {.method = std::string(http::name_of(request.method)),
                      .path = request.raw_target,
                      .body = request.body,
                      .timestamp = header("X-TIMESTAMP"),
                      .signature = header("X-SIGNATURE")};
  made.client_key = header(request.find_header("X-PARTNER-ID") ? "X-PARTNER-ID" : "X-CLIENT-KEY");
  made.external_id = header("X-EXTERNAL-ID");
  made.authorization = header("Authorization");
  return made;
}

void write_code(Json& j, snap::Answered const& answered) {
  j("responseCode", answered.code);
  j("responseMessage", answered.message);
}

Answer answer_of(snap::Answered const& answered, Json&& j) {
  Answer answer;
  answer.status = answered.http;
  answer.body = std::move(j).take();
  return answer;
}

void write_both(Json& j, std::string_view name, std::string_view english, std::string_view indonesia) {
  j.object(name, [&] {
    j("english", english);
    j("indonesia", indonesia);
  });
}

void write_money(Json& j, std::string_view name, Money amount) {
  j.object(name, [&] {
    j("value", decimal(amount));
    j("currency", "IDR");
  });
}

// The keys of the request are echoed as they came; one client fails without additionalInfo.channel.
void write_number(Json& j, snap::VaNumber const& number) {
  j("partnerServiceId", number.partner_service_id);
  j("customerNo", number.customer_no);
  j("virtualAccountNo", number.virtual_account_no);
  j.object("additionalInfo", [&] {
    if (!number.channel.empty()) j("channel", number.channel);
  });
}

// ---- 73 access-token/b2b

Result<Act> token_door(Request const& request) {
  // One client key header only: X-PARTNER-ID belongs to other requests.
  auto asked = partner_request(request);
  asked.client_key = std::string(request.header("X-CLIENT-KEY"));
  TRY(snap::read_token_request(asked.signed_part.body));
  return Act([asked](work::Work& work) -> Result<Answer> {
    auto const token = TRY(issue_token(work, asked));
    auto const answered = snap::success(snap::token_b2b);
    Json j;
    j.object([&] {
      write_code(j, answered);
      j("accessToken", token.access_token);
      j("tokenType", "Bearer");
      j("expiresIn", std::to_string(token.valid_for.micros / 1'000'000));
      j.object("additionalInfo", [] {});
    });
    return answer_of(answered, std::move(j));
  });
}

// ---- 52 qr-mpm-notify

Result<Act> notice_door(Request const& request) {
  return Act([asked = partner_request(request)](work::Work& work) -> Result<Answer> {
    TRY(take_qr_notice(work, asked));
    auto const answered = snap::success(snap::qr_notify);
    Json j;
    j.object([&] { write_code(j, answered); });
    return answer_of(answered, std::move(j));
  });
}

// ---- 24 transfer-va/inquiry

Answer inquiry_answer(snap::VaInquiry const& asked, Bill const& bill) {
  auto const answered = snap::success(snap::va_inquiry);
  Json j;
  j.object([&] {
    write_code(j, answered);
    j.object("virtualAccountData", [&] {
      j("inquiryStatus", "00");
      write_both(j, "inquiryReason", "Success", "Sukses");
      write_number(j, asked.number);
      j("virtualAccountName", bill.name);
      j("inquiryRequestId", asked.inquiry_id);
      write_money(j, "totalAmount", bill.amount);
      j.array("billDetails", [&] {
        j.object([&] {
          j("billNo", "1");
          write_both(j, "billDescription", bill.title, bill.title);
          write_money(j, "billAmount", bill.amount);
        });
      });
      j.array("freeTexts", [&] {
        j.object([&] {
          j("english", "Thank you for your donation");
          j("indonesia", "Terima kasih atas donasi Anda");
        });
      });
      j("virtualAccountTrxType", "C");  // closed: this amount and no other
      j("expiredDate", iso(bill.expires, Zone::wib));
    });
  });
  return answer_of(answered, std::move(j));
}

Result<Act> inquiry_door(Request const& request) {
  return Act([asked = partner_request(request)](work::Work& work) -> Result<Answer> {
    auto const bill = TRY(inquire(work, asked));
    auto const read = TRY(snap::read_va_inquiry(asked.signed_part.body));
    return inquiry_answer(read, bill);
  });
}

// ---- 25 transfer-va/payment

Result<Act> payment_door(Request const& request) {
  return Act([asked = partner_request(request)](work::Work& work) -> Result<Answer> {
    auto const receipt = TRY(take_va_payment(work, asked));
    auto const read = TRY(snap::read_va_payment(asked.signed_part.body));
    auto const answered = snap::success(snap::va_payment);
    Json j;
    j.object([&] {
      write_code(j, answered);
      j.object("virtualAccountData", [&] {
        j("paymentFlagStatus", "00");
        write_both(j, "paymentFlagReason", "Success", "Sukses");
        write_number(j, read.number);
        j("virtualAccountName", receipt.name);
        j("paymentRequestId", read.payment_id);
        write_money(j, "paidAmount", receipt.paid);
        write_money(j, "totalAmount", receipt.paid);
        if (!read.reference_no.empty()) j("referenceNo", read.reference_no);
      });
    });
    return answer_of(answered, std::move(j));
  });
}

// ---- Refusals

http::ForeignProblem plain_problem(int service) {
  return [service](Request const&, Problem const& problem) {
    auto const answered = snap::answer_to(problem, service);
    Json j;
    j.object([&] { write_code(j, answered); });
    return answer_of(answered, std::move(j));
  };
}

// A bank shows the reason to its customer, and needs the number echoed.
http::ForeignProblem va_problem(int service, std::string_view kind) {
  return [service, kind](Request const& request, Problem const& problem) {
    auto const answered = snap::answer_to(problem, service);
    auto const read = service == snap::va_inquiry ? snap::read_va_inquiry(request.body) : Result(snap::VaInquiry());
    auto const paid = service == snap::va_payment ? snap::read_va_payment(request.body) : Result(snap::VaPayment());
    Json j;
    j.object([&] {
      write_code(j, answered);
      if (answered.http != 404 || read.refused() || paid.refused()) return;
      j.object("virtualAccountData", [&] {
        j(std::string(kind) + "Status", "01");
        write_both(j, std::string(kind) + "Reason", problem.sentence_en(), problem.sentence_id());
        write_number(j, service == snap::va_inquiry ? read->number : paid->number);
      });
    });
    return answer_of(answered, std::move(j));
  };
}

}  // namespace

void open_snap_doors(http::Doors& doors) {
  using http::Method;
  doors.foreign({Method::post, "/v1.0/access-token/b2b", "snapToken"}, token_door, plain_problem(snap::token_b2b));
  doors.foreign({Method::post, "/v1.0/qr/qr-mpm-notify", "snapQrNotify"}, notice_door, plain_problem(snap::qr_notify));
  doors.foreign({Method::post, "/v1.0/transfer-va/inquiry", "snapVaInquiry"}, inquiry_door,
                va_problem(snap::va_inquiry, "inquiry"));
  doors.foreign({Method::post, "/v1.0/transfer-va/payment", "snapVaPayment"}, payment_door,
                va_problem(snap::va_payment, "paymentFlag"));
}

}  // namespace lumbung::payments
