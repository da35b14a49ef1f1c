#include "http/visit.h"

#include "http/contract.h"
#include "http/json.h"
#include "http/packed.h"
#include "storage/disk_full.h"
#include "work/work.h"

namespace lumbung::http {
namespace {

struct Words {
  int status;
  std::string_view code, title_id, title_en, id, en;
};

Answer plain_problem(Request const& request, Words const& words) {
  bool const english = request.language == Language::en;
  Json json;
  json.object([&] {
    json("type", "urn:lumbung:problem:" + std::string(words.code));
    json("title", english ? words.title_en : words.title_id);
    json("status", words.status);
    json("detail", english ? words.en : words.id);
    json("code", words.code);
    json("request_id", request.id);
    json.object("details", [&] {
      json("id", words.id);
      json("en", words.en);
    });
  });
  return {.status = words.status, .type = "application/problem+json", .body = std::move(json).take()};
}

}  // namespace

Answer breakdown_answer(Request const& request) {
  return plain_problem(request, {.status = 503,
                                 .code = "http.breakdown",
                                 .title_id = "Sedang terganggu",
                                 .title_en = "Out of order",
                                 .id = "Sistem sedang terganggu. Tidak ada yang berubah; coba lagi sebentar lagi.",
                                 .en = "The system is out of order. Nothing was changed; try again in a moment."})
      .with("Retry-After", "2");
}

Answer unknown_outcome_answer(Request const& request) {
  return plain_problem(request,
                       {.status = 503,
                        .code = "http.outcome_unknown",
                        .title_id = "Belum tentu tersimpan",
                        .title_en = "Perhaps saved, perhaps not",
                        .id = "Sambungan ke penyimpanan putus saat menyimpan: mungkin sudah tersimpan, mungkin belum. "
                              "Kirim lagi yang sama sebentar lagi; tidak akan tercatat dua kali.",
                        .en = "The line to the storage broke while saving: it may be saved or not. Send the same again "
                              "in a moment; it will not be done twice."})
      .with("Retry-After", "2");
}

Answer disk_full_answer(Request const& request) {
  return plain_problem(request,
                       {.status = 507,
                        .code = "http.disk_full",
                        .title_id = "Penyimpanan penuh",
                        .title_en = "Storage is full",
                        .id = "Penyimpanan server penuh. Tidak ada yang tersimpan; coba lagi nanti, atau hubungi "
                              "pengelola supaya ruangnya ditambah.",
                        .en = "The server's storage is full. Nothing was saved; try again later, or ask the "
                              "administrator to make room."})
      .with("Retry-After", "60");
}

Answer mistake_answer(Request const& request) {
  return plain_problem(
      request,
      {.status = 500,
       .code = "http.mistake",
       .title_id = "Kesalahan kami",
       .title_en = "Our mistake",
       .id = "Terjadi kesalahan di pihak kami. Tidak ada yang berubah; sebutkan nomor permintaan ini kepada kami.",
       .en = "We made a mistake. Nothing was changed; please tell us the number of this request."});
}

Visit::Visit(Request request, Handler::Respond respond, Sill const& sill, Contract const* contract,
             std::function<void(std::string_view)> const& log)
    : request_(std::move(request)), respond_(std::move(respond)), sill_(sill), contract_(contract), log_(log) {}

void Visit::answer(Answer given) {
  if (contract_ != nullptr && breaks_the_contract(given)) given = mistake_answer(request_);
  given.pattern = sill_.path;
  auto const hundreds = static_cast<std::size_t>(given.status / 100);
  if (auto* counter = sill_.counters[hundreds < 6 ? hundreds : 0]) counter->add();
  if (sill_.durations != nullptr)
    sill_.durations->observe(
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun_).count());
  respond_(std::move(given));
}

void Visit::answer(Result<Answer> result) {
  if (result.refused()) return refuse(result.problem());
  answer(std::move(result).value());
}

void Visit::refuse(Problem const& problem) {
  answer(sill_.on_problem ? sill_.on_problem(request_, problem) : problem_answer(problem, request_));
}

void Visit::fail(std::exception_ptr thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (storage::DiskFull const& full) {
    tell("disk_full", full.what());
    answer(disk_full_answer(request_));
  } catch (work::OutcomeUnknown const& unknown) {
    tell("outcome_unknown", unknown.what());
    answer(unknown_outcome_answer(request_));
  } catch (Breakdown const& breakdown) {
    tell("breakdown", breakdown.what());
    answer(breakdown_answer(request_));
  } catch (std::exception const& mistake) {
    tell("mistake", mistake.what());
    answer(mistake_answer(request_));
  }
}

bool Visit::breaks_the_contract(Answer const& given) const {
  if (sill_.operation.empty() || given.status >= 500) return false;
  auto fault = contract_->fault_in_answer(sill_.operation, given);
  if (!fault && given.status < 300) fault = contract_->fault_in_request(sill_.operation, request_);
  if (fault) tell("contract", *fault);
  return fault.has_value();
}

void Visit::tell(std::string_view kind, std::string_view what) const {
  if (!log_) return;
  std::string line(kind);
  line += " id=" + request_.id + " method=" + std::string(name_of(request_.method)) + " door=" + sill_.path + " what=";
  append_quoted(line, what);
  log_(line);
}

}  // namespace lumbung::http
