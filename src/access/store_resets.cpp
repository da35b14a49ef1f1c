#include "access/store_resets.h"

namespace lumbung::access::store {

using storage::Row;

void add_reset_wish(Writer& rows, ResetWish const& wish) {
  rows.run("INSERT INTO password_reset_wishes (id, email_index, asked_at) VALUES ($1, $2, $3)",
           {wish.id, wish.email_index, wish.asked});
}

std::vector<ResetWish> reset_wishes(Reader& rows, int limit) {
  return rows.all(
      "SELECT id, email_index, asked_at FROM password_reset_wishes ORDER BY asked_at, id LIMIT $1", {limit},
      [](Row const& row) { return ResetWish{row.get<Id<ResetWish>>(0), row.get<Hash>(1), row.get<Instant>(2)}; });
}

std::int64_t remove_reset_wishes(Writer& rows, Hash const& email_index) {
  return rows.run("DELETE FROM password_reset_wishes WHERE email_index = $1", {email_index});
}

bool any_reset_wish(Reader& rows) { return rows.exists("SELECT 1 FROM password_reset_wishes LIMIT 1", {}); }

void put_reset(Writer& rows, ResetRow const& reset) {
  rows.run(
      "INSERT INTO password_resets (account_id, token_hash, made_at, expires_at) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (account_id) DO UPDATE SET token_hash = excluded.token_hash, made_at = excluded.made_at, "
      "expires_at = excluded.expires_at",
      {reset.account, reset.token_hash, reset.made, reset.expires});
}

std::optional<ResetRow> find_reset(Reader& rows, Hash const& token_hash) {
  return rows.first("SELECT account_id, token_hash, made_at, expires_at FROM password_resets WHERE token_hash = $1",
                    {token_hash}, [](Row const& row) {
                      return ResetRow{row.get<Id<Account>>(0), row.get<Hash>(1), row.get<Instant>(2),
                                      row.get<Instant>(3)};
                    });
}

std::int64_t remove_reset(Writer& rows, Id<Account> account) {
  return rows.run("DELETE FROM password_resets WHERE account_id = $1", {account});
}

std::int64_t remove_resets_before(Writer& rows, Instant expired) {
  return rows.run("DELETE FROM password_resets WHERE expires_at <= $1", {expired});
}

}  // namespace lumbung::access::store
