#include "http/idempotency.h"

#include <algorithm>

#include "core/canary.h"
#include "http/sealed.h"
#include "http/store.h"
#include "http/value.h"

namespace lumbung::http {
namespace {

bool is_key(std::string_view key) {
  return key.size() >= 8 && key.size() <= 64 && std::all_of(key.begin(), key.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
         });
}

// An HMAC rather than a hash: a body with a NIK and little else could be guessed from its hash.
Hash digest_of(work::Work const& work, std::string_view operation, std::string_view said) {
  return hmac_sha256(view_of(work.house.keys.blind_index), std::string(operation) + "\n" + std::string(said));
}

std::string bound_to(std::string_view operation, std::string_view key) {
  return "http_requests|" + std::string(operation) + "|" + std::string(key);
}

// `told`: the place (Location) on the first line, then the body.
Answer again(int status, std::string_view told) {
  auto const line = told.find('\n');
  must(line != told.npos);
  Answer answer{.status = status, .body = std::string(told.substr(line + 1))};
  if (answer.body.empty()) answer.type.clear();
  if (line > 0) answer.headers.push_back({"Location", std::string(told.substr(0, line))});
  return std::move(answer).with("Idempotent-Replay", "true");
}

bool fit_to_remember(Answer const& answer) {
  return answer.status >= 200 && answer.status < 300 && (answer.body.empty() || answer.type == "application/json") &&
         answer.file.empty() && !answer.stream && !answer.packed;
}

std::string location_of(Answer const& answer) {
  for (auto const& [name, value] : answer.headers)
    if (name == "Location") return value;
  return {};
}

}  // namespace

Result<std::optional<std::string>> request_key(Request const& request, Value const* body) {
  if (auto const header = request.find_header("Idempotency-Key")) {
    if (!is_key(*header)) return refuse(id_unusable);
    return std::optional(std::string(*header));
  }
  auto const* id = body != nullptr ? body->find("id") : nullptr;
  if (id == nullptr || !id->is(Value::Kind::text)) return std::optional<std::string>();
  auto const uuid = parse_uuid(id->text);
  if (uuid.refused()) return std::optional<std::string>();
  return std::optional(lumbung::text_of(*uuid));
}

std::string said_by(Request const& request, Value const* body) {
  auto said = std::string(name_of(request.method)) + " " + request.path + "\n";
  return said + (body != nullptr ? canonical(*body) : request.body);
}

Act once(std::string operation, std::string key, std::string said, Act act) {
  return [operation = std::move(operation), key = std::move(key), said = std::move(said),
          act = std::move(act)](work::Work& work) -> Result<Answer> {
    auto const digest = digest_of(work, operation, said);
    auto const actor = std::string(work.actor.account.bytes());
    if (auto const earlier = store::find_request(work.rows, operation, key)) {
      if ((earlier->digest != digest || earlier->actor != actor) && !canary("http.same_id_other_words"))
        return refuse(id_reused).at("/id");
      auto const told = unsealed(work.house.keys, bound_to(operation, key), earlier->answer);
      // Sealed under a key that is gone: it was done, and nobody can say any more what was answered.
      if (!told) return refuse(id_reused).at("/id");
      return again(earlier->status, *told);
    }
    auto answer = TRY(act(work));
    if (!work.events().empty() && fit_to_remember(answer))
      store::remember_request(work.rows, operation, key,
                              {.actor = actor,
                               .digest = digest,
                               .status = answer.status,
                               .answer = sealed(work.house.keys, bound_to(operation, key),
                                                location_of(answer) + "\n" + answer.body, work.chance)},
                              work.now);
    return answer;
  };
}

}  // namespace lumbung::http
