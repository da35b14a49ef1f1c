#include "mail/mail.h"

namespace lumbung::mail {

std::vector<storage::Migration> migrations() {
  return {{"mail-0001-outbox", R"sql(
-- local: letters that have not left yet. `sealed` holds address, subject and text.
CREATE TABLE letters (
  id {bytes} NOT NULL PRIMARY KEY,
  sealed {bytes} NOT NULL,
  written_at {i64} NOT NULL,
  useless_after {i64} NOT NULL,
  due_at {i64} NOT NULL, -- the next try
  tries {i32} NOT NULL CHECK (tries >= 0)
) {strict};
CREATE INDEX letters_by_due ON letters (due_at);
)sql"}};
}

}  // namespace lumbung::mail
