// What is wrong with a wish, collected so that a person can mend all at once.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "core/result.h"

namespace lumbung::registry {

class Faults {
 public:
  void add(Problem problem) {
    if (first_)
      first_ = std::move(*first_).also(std::move(problem));
    else
      first_ = std::move(problem);
  }
  void add(Refusal const& refusal, std::string_view pointer) { add(refuse(refusal).at(pointer)); }
  bool none() const { return !first_; }
  Verdict verdict() const {
    if (first_) return *first_;
    return done;
  }

 private:
  std::optional<Problem> first_;
};

}  // namespace lumbung::registry
