// A refusal of ours in the words of SNAP BI: which response code, and the message with its blanks filled in. Pure.
#pragma once

#include <string>

#include "core/result.h"
#include "payments/snap.h"

namespace lumbung::payments::snap {

struct Answered {
  int http = 500;
  std::string code;     // "4012500"
  std::string message;  // "Unauthorized. [Signature]"
};

Answered answer_to(Problem const& problem, int service);
Answered success(int service);

}  // namespace lumbung::payments::snap
