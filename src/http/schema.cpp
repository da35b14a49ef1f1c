#include "http/door.h"

namespace lumbung::http {

// http_requests: changes that were done, by the id that the client gave them, so that the same again is answered the
// same. Local to one database, hence no book_id. `digest` is an HMAC, since a body with a NIK in it could be guessed
// from a plain hash. Rows are thrown away after a month (forget_requests).
std::vector<storage::Migration> migrations() {
  return {{"http-0001-requests", R"(
-- local: changes that were done, by the id that the client gave them.
CREATE TABLE http_requests (
  operation   {text}  NOT NULL,
  request_key {text}  NOT NULL,
  actor       {bytes} NOT NULL,
  digest      {bytes} NOT NULL,
  status      {i32}   NOT NULL CHECK (status BETWEEN 200 AND 299),
  location    {text}  NOT NULL,
  answer      {text}  NOT NULL,
  done_at     {i64}   NOT NULL,
  PRIMARY KEY (operation, request_key)
) {strict_by_key};
CREATE INDEX http_requests_by_time ON http_requests (done_at);
)"}};
}

}  // namespace lumbung::http
