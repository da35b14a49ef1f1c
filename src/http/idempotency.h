// The same request twice is one request: the first answer is remembered and given again.
#pragma once

#include <optional>
#include <string>

#include "http/door.h"

namespace lumbung::http {

struct Value;

// What the client called this request: the header Idempotency-Key, else a top-level "id" in the body that is an id;
// nothing when there is neither. Refuses a key that cannot be one.
Result<std::optional<std::string>> request_key(Request const& request, Value const* body);
// Everything that must be the same for a request to be the same: method, path, and body (canonical when it is JSON).
std::string said_by(Request const& request, Value const* body);
// Wraps the act: when (operation, key) was done before, answers as then, with `Idempotent-Replay: true`; refuses with
// id_reused when somebody else did it or other content was said. What changed nothing is not remembered.
Act once(std::string operation, std::string key, std::string said, Act act);

}  // namespace lumbung::http
