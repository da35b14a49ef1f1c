#include "givers/store.h"

#include <limits>

namespace lumbung::givers::store {
namespace {

constexpr Uuid last_uuid{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                         0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};

storage::Parameter or_null(std::string const& sealed) {
  return sealed.empty() ? storage::Parameter(nullptr) : storage::Parameter(storage::Blob{sealed});
}

std::string_view word_of(Language language) { return language == Language::english ? "en" : "id"; }

GiverRow read_giver(storage::Row const& row) {
  return {.id = row.get<Id<Giver>>(0),
          .email_sealed = std::string(row.blob(1)),
          .name_sealed = row.is_null(2) ? std::string() : std::string(row.blob(2)),
          .email_index = hash_from(row.blob(3)),
          .language = row.text(4) == "en" ? Language::english : Language::indonesian,
          .made = row.get<Instant>(5)};
}

KeptRow read_kept(storage::Row const& row) {
  return {row.integer(0), row.get<Id<Gift>>(1), row.get<std::optional<Id<GivingPlan>>>(2)};
}

}  // namespace

void add_giver(Writer& rows, GiverRow const& giver, int key_version) {
  rows.run(
      "INSERT INTO givers (id, email_sealed, name_sealed, email_index, key_version, language, made_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {giver.id, storage::Blob{giver.email_sealed}, or_null(giver.name_sealed), giver.email_index, key_version,
       word_of(giver.language), giver.made});
}

std::optional<GiverRow> find_giver(Reader& rows, Id<Giver> id) {
  return rows.first("SELECT id, email_sealed, name_sealed, email_index, language, made_at FROM givers WHERE id = $1",
                    {id}, read_giver);
}

std::optional<GiverRow> find_giver_by_email(Reader& rows, Hash const& email_index) {
  return rows.first(
      "SELECT id, email_sealed, name_sealed, email_index, language, made_at FROM givers WHERE email_index = $1",
      {email_index}, read_giver);
}

void set_name(Writer& rows, Id<Giver> id, std::string const& name_sealed, Language language) {
  rows.run("UPDATE givers SET name_sealed = $2, language = $3 WHERE id = $1",
           {id, or_null(name_sealed), word_of(language)});
}

void remove_giver(Writer& rows, GiverRow const& giver) {
  rows.run("DELETE FROM giver_sessions WHERE giver = $1", {giver.id});
  rows.run("DELETE FROM giver_codes WHERE email_index = $1", {giver.email_index});
  rows.run("DELETE FROM giver_gifts WHERE giver = $1", {giver.id});
  rows.run("DELETE FROM givers WHERE id = $1", {giver.id});
}

void put_code(Writer& rows, Hash const& email_index, CodeRow const& code, int alive) {
  rows.run("INSERT INTO giver_codes (email_index, id, code_hash, made_at, tries) VALUES ($1, $2, $3, $4, $5)",
           {email_index, code.id, code.hash, code.made, code.tries});
  auto const known = codes(rows, email_index);
  for (auto i = static_cast<std::size_t>(alive); i < known.size(); ++i)
    rows.run("DELETE FROM giver_codes WHERE email_index = $1 AND id = $2", {email_index, known[i].id});
}

std::vector<CodeRow> codes(Reader& rows, Hash const& email_index) {
  return rows.all(
      "SELECT id, code_hash, made_at, tries FROM giver_codes WHERE email_index = $1 ORDER BY made_at DESC, id DESC",
      {email_index}, [](storage::Row const& row) {
        return CodeRow{row.get<Id<GiverCode>>(0), hash_from(row.blob(1)), row.get<Instant>(2), row.get<int>(3)};
      });
}

void count_try(Writer& rows, Hash const& email_index) {
  rows.run("UPDATE giver_codes SET tries = tries + 1 WHERE email_index = $1", {email_index});
}

void remove_codes(Writer& rows, Hash const& email_index) {
  rows.run("DELETE FROM giver_codes WHERE email_index = $1", {email_index});
}

void add_session(Writer& rows, Hash const& token_hash, SessionRow const& session) {
  rows.run("INSERT INTO giver_sessions (token_hash, giver, made_at) VALUES ($1, $2, $3)",
           {token_hash, session.giver, session.made});
}

std::optional<SessionRow> find_session(Reader& rows, Hash const& token_hash) {
  return rows.first("SELECT giver, made_at FROM giver_sessions WHERE token_hash = $1", {token_hash},
                    [](storage::Row const& row) { return SessionRow{row.get<Id<Giver>>(0), row.get<Instant>(1)}; });
}

bool remove_session(Writer& rows, Hash const& token_hash) {
  return rows.run("DELETE FROM giver_sessions WHERE token_hash = $1", {token_hash}) > 0;
}

std::int64_t remove_older(Writer& rows, Instant sessions_before, Instant codes_before) {
  return rows.run("DELETE FROM giver_sessions WHERE made_at < $1", {sessions_before}) +
         rows.run("DELETE FROM giver_codes WHERE made_at < $1", {codes_before});
}

void keep_gift(Writer& rows, KeptRow const& kept, Id<Giver> giver, Instant now) {
  rows.run("INSERT INTO giver_gifts (book_id, gift, giver, plan, kept_at) VALUES ($1, $2, $3, $4, $5)",
           {kept.book, kept.gift, giver, kept.plan, now});
}

std::optional<Id<Giver>> keeper_of(Reader& rows, std::int64_t book, Id<Gift> gift) {
  return rows.first("SELECT giver FROM giver_gifts WHERE book_id = $1 AND gift = $2", {book, gift},
                    [](storage::Row const& row) { return row.get<Id<Giver>>(0); });
}

std::vector<KeptRow> kept(Reader& rows, Id<Giver> giver, std::optional<Id<Gift>> after, int limit) {
  constexpr int all = 100'000;
  // The ids of recurring gifts follow from their plan, not from the time, so the order is that of keeping.
  Instant before{std::numeric_limits<std::int64_t>::max()};
  if (after) {
    auto const known = rows.first("SELECT kept_at FROM giver_gifts WHERE giver = $1 AND gift = $2", {giver, *after},
                                  [](storage::Row const& row) { return row.get<Instant>(0); });
    if (!known) return {};
    before = *known;
  }
  return rows.all(
      "SELECT book_id, gift, plan FROM giver_gifts WHERE giver = $1 AND (kept_at < $2 OR (kept_at = $2 AND gift < $3)) "
      "ORDER BY kept_at DESC, gift DESC LIMIT $4",
      {giver, before, after.value_or(Id<Gift>{last_uuid}), limit == 0 ? all : limit}, read_kept);
}

}  // namespace lumbung::givers::store
