// One request on its way through a door, and the ways out: an answer, a refusal, or what was thrown.
#pragma once

#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "http/door.h"
#include "http/metrics.h"

namespace lumbung::http {

// What is known of a door from its declaration.
struct Sill {
  Method method = Method::get;
  std::string path, operation;
  std::size_t body_limit = 0;
  ForeignProblem on_problem;           // foreign doors only
  Metrics::Counter* counters[6] = {};  // by hundreds of the status
  Metrics::Histogram* durations = nullptr;
};

class Visit {
 public:
  Visit(Request request, Handler::Respond respond, Sill const& sill, Contract const* contract,
        std::function<void(std::string_view)> const& log);

  Request const& request() const { return request_; }
  Sill const& sill() const { return sill_; }

  void answer(Answer answer);
  void answer(Result<Answer> result);
  void refuse(Problem const& problem);
  // For catch (...): 503 or 500, and a line in the log that the client does not see.
  void fail(std::exception_ptr thrown);

 private:
  bool breaks_the_contract(Answer const& answer) const;
  void tell(std::string_view kind, std::string_view what) const;

  Request request_;
  Handler::Respond respond_;
  Sill const& sill_;
  Contract const* contract_;
  std::function<void(std::string_view)> const& log_;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

// 503 with Retry-After, 507, and 500: none says what went wrong inside.
Answer breakdown_answer(Request const& request);
Answer unknown_outcome_answer(Request const& request);  // may be done or not
Answer disk_full_answer(Request const& request);
Answer mistake_answer(Request const& request);

}  // namespace lumbung::http
