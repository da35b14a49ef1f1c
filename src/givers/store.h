// The tables of givers. Inside givers only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/bytes.h"
#include "givers/givers.h"

namespace lumbung::givers::store {

using storage::Reader;
using storage::Writer;

struct GiverRow {
  Id<Giver> id;
  std::string email_sealed;
  std::string name_sealed;  // "" when none was given
  Hash email_index{};
  Language language = Language::indonesian;
  Instant made;
};
void add_giver(Writer& rows, GiverRow const& giver, int key_version);
std::optional<GiverRow> find_giver(Reader& rows, Id<Giver> id);
std::optional<GiverRow> find_giver_by_email(Reader& rows, Hash const& email_index);
void set_name(Writer& rows, Id<Giver> id, std::string const& name_sealed, Language language);
void remove_giver(Writer& rows, GiverRow const& giver);  // with sessions, codes, and what links gifts to them

struct CodeRow {
  Id<GiverCode> id;
  Hash hash{};
  Instant made;
  int tries = 0;
};
// Of one address only the `alive` newest are kept.
void put_code(Writer& rows, Hash const& email_index, CodeRow const& code, int alive);
std::vector<CodeRow> codes(Reader& rows, Hash const& email_index);  // newest first
void count_try(Writer& rows, Hash const& email_index);              // for each of them
void remove_codes(Writer& rows, Hash const& email_index);

struct SessionRow {
  Id<Giver> giver;
  Instant made;
};
void add_session(Writer& rows, Hash const& token_hash, SessionRow const& session);
std::optional<SessionRow> find_session(Reader& rows, Hash const& token_hash);
bool remove_session(Writer& rows, Hash const& token_hash);
std::int64_t remove_older(Writer& rows, Instant sessions_before, Instant codes_before);

struct KeptRow {
  std::int64_t book = 0;
  Id<Gift> gift;
  std::optional<Id<GivingPlan>> plan;
};
void keep_gift(Writer& rows, KeptRow const& kept, Id<Giver> giver, Instant now);
std::optional<Id<Giver>> keeper_of(Reader& rows, std::int64_t book, Id<Gift> gift);
// Newest first; all of them when `limit` is 0.
std::vector<KeptRow> kept(Reader& rows, Id<Giver> giver, std::optional<Id<Gift>> after, int limit);

void add_plan(Writer& rows, PlanRecord const& plan);
// Writes campaign, state, next_period and next_due; takes the shown name along (erasure removes it).
void set_plan(Writer& rows, PlanRecord const& plan);
std::optional<PlanRecord> find_plan(Reader& rows, Id<GivingPlan> id);
std::vector<PlanRecord> plans_of(Reader& rows, Id<Giver> giver);
std::vector<PlanRecord> due_plans(Reader& rows, Date today, int limit);
std::vector<PlanRecord> plans_for(Reader& rows, std::int64_t book, Id<Organisation> organisation);
std::vector<PlanRecord> choosing_plans(Reader& rows, std::int64_t book, Id<Campaign> campaign);

void add_period(Writer& rows, PlanRecord const& plan, PeriodRecord const& period, Instant now);
std::vector<PeriodRecord> periods(Reader& rows, PlanRecord const& plan, int limit);

}  // namespace lumbung::givers::store
