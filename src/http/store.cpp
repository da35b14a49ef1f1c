#include "http/store.h"

#include "http/door.h"

namespace lumbung::http {
namespace store {

std::optional<Remembered> find_request(storage::Reader& rows, std::string_view operation, std::string_view key) {
  return rows.first("SELECT actor, digest, status, answer FROM http_requests WHERE operation = $1 AND request_key = $2",
                    {operation, key}, [](storage::Row const& row) {
                      return Remembered{.actor = std::string(row.blob(0)),
                                        .digest = hash_from(row.blob(1)),
                                        .status = row.get<int>(2),
                                        .answer = std::string(row.text(3))};
                    });
}

void remember_request(storage::Writer& rows, std::string_view operation, std::string_view key,
                      Remembered const& request, Instant now) {
  auto const kept = rows.run(
      "INSERT INTO http_requests (operation, request_key, actor, digest, status, location, answer, done_at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (operation, request_key) DO NOTHING",
      {operation, key, storage::Blob{request.actor}, request.digest, request.status, "", request.answer, now});
  if (kept == 0) throw storage::TryAgain("the same request was remembered meanwhile");
}

}  // namespace store

std::int64_t forget_requests(work::Work& work, Instant before) {
  auto const forgotten = work.rows.run("DELETE FROM http_requests WHERE done_at < $1", {before});
  if (forgotten > 0)
    work.record({.kind = "http.requests_forgotten",
                 .subject = {},
                 .organisation = {},
                 .facts = {{"count", std::to_string(forgotten)}}});
  return forgotten;
}

}  // namespace lumbung::http
