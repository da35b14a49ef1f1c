// How tables are shared out where PostgreSQL has the extension Citus: those that begin with book_id lie with their book
// on some worker, small ones that everybody needs are copied to all, and the log, the trail, accounts and sessions stay
// on the coordinator (standards, trust and reliability, sections 5.2 and 5.3). docs/operate/citus.md tells how to run
// it.
//
// Each table says so once, in the comment above its CREATE TABLE: "-- reference: …", "-- local: …" (also "… a reference
// table …", "… local to …"), or neither: then it belongs to its book. sql_style_test.cpp holds its keys to that.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "storage/storage.h"

namespace lumbung::storage {

enum class Share { by_book, reference, local };

// What one line of comment says; by_book when it says nothing of the kind.
Share share_said(std::string_view comment);
// Of every table that is there once all steps were applied: renamed and dropped ones are followed.
std::map<std::string, Share> shares_of(std::vector<Migration> const& steps);

// Whether this database has the extension. False on SQLite.
bool has_citus(Reader& rows);

// Shares out what is not yet: reference tables, then the others, each after those it refers to, all books side by side
// (co-located). Each table is a transaction of its own, so what was interrupted is taken up again; two processes take
// turns. Nothing where there is no Citus. Returns the names of the tables that it shared out. Throws Breakdown when a
// table is shared out otherwise than its comment says.
std::vector<std::string> spread(WriterSession& writer, std::vector<Migration> const& steps);
// The same, taking for granted that the functions of Citus are there.
std::vector<std::string> spread_by_citus(WriterSession& writer, std::vector<Migration> const& steps);
// Whether some table of ours lies on several nodes: then a reader has no one picture of all of them.
bool is_spread(Reader& rows);

}  // namespace lumbung::storage
