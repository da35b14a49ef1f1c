// Every way in which the tamper suite changes or deletes a row behind the server's back, and by what the check must
// name it. In `change`, $1 is the book and $2 the key that `pick` gave; for tables of the log, $1 is the key.
#pragma once

#include <array>

#include "storage/storage.h"

namespace lumbung::app {

enum class Names { entry, leaf, account, trail, code };

struct TamperKind {
  std::string_view table, what;
  Names names;
  bool of_book;
  storage::Sql pick;  // key, and what names it: entry number, leaf, account id, number of the event
  storage::Sql change;
  std::string_view code;  // where only the kind of fault can be named
};

#define ENTRY(what)                                                               \
  {"ledger_entries",                                                              \
   what,                                                                          \
   Names::entry,                                                                  \
   true,                                                                          \
   "SELECT entry_no, entry_no FROM ledger_entries WHERE book_id = $1 ORDER BY 1", \
   "UPDATE ledger_entries SET " what " WHERE book_id = $1 AND entry_no = $2",     \
   ""}
#define TRANSFER(what)                                                                 \
  {"ledger_transfers",                                                                 \
   what,                                                                               \
   Names::entry,                                                                       \
   true,                                                                               \
   "SELECT transfer_no, entry_no FROM ledger_transfers WHERE book_id = $1 ORDER BY 1", \
   "UPDATE ledger_transfers SET " what " WHERE book_id = $1 AND transfer_no = $2",     \
   ""}
#define MATCH(what)                                                                                               \
  {"ledger_matches",                                                                                              \
   what,                                                                                                          \
   Names::entry,                                                                                                  \
   true,                                                                                                          \
   "SELECT m.out_transfer, t.entry_no FROM ledger_matches m JOIN ledger_transfers t ON t.book_id = m.book_id AND" \
   " t.transfer_no = m.out_transfer WHERE m.book_id = $1 ORDER BY 1",                                             \
   "UPDATE ledger_matches SET " what " WHERE book_id = $1 AND out_transfer = $2",                                 \
   ""}
#define ID_ROW(what, change)                                                        \
  {"ledger_entry_ids",                                                              \
   what,                                                                            \
   Names::entry,                                                                    \
   true,                                                                            \
   "SELECT entry_no, entry_no FROM ledger_entry_ids WHERE book_id = $1 ORDER BY 1", \
   change " WHERE book_id = $1 AND entry_no = $2",                                  \
   ""}
#define PAPER(what, change)                                                               \
  {"ledger_papers",                                                                       \
   what,                                                                                  \
   Names::entry,                                                                          \
   true,                                                                                  \
   "SELECT DISTINCT entry_no, entry_no FROM ledger_papers WHERE book_id = $1 ORDER BY 1", \
   change " WHERE book_id = $1 AND entry_no = $2 AND position = 0",                       \
   ""}
#define REVERSAL(what, change)                                                         \
  {"ledger_reversals",                                                                 \
   what,                                                                               \
   Names::entry,                                                                       \
   true,                                                                               \
   "SELECT entry_no, by_entry_no FROM ledger_reversals WHERE book_id = $1 ORDER BY 1", \
   change " WHERE book_id = $1 AND entry_no = $2",                                     \
   ""}
#define BACKDATED(what, change)                                                                                \
  {"ledger_backdated",                                                                                         \
   what,                                                                                                       \
   Names::entry,                                                                                               \
   true,                                                                                                       \
   "SELECT DISTINCT b.transfer_no, t.entry_no FROM ledger_backdated b JOIN ledger_transfers t ON t.book_id = " \
   "b.book_id AND"                                                                                             \
   " t.transfer_no = b.transfer_no WHERE b.book_id = $1 ORDER BY 1",                                           \
   change " WHERE book_id = $1 AND transfer_no = $2",                                                          \
   ""}
#define HEAD(what, change)                                                                                            \
  {"ledger_heads",                                                                                                    \
   what,                                                                                                              \
   Names::account,                                                                                                    \
   true,                                                                                                              \
   "SELECT h.account_no, a.id FROM ledger_heads h JOIN ledger_accounts a ON a.book_id = h.book_id AND a.account_no =" \
   " h.account_no WHERE h.book_id = $1 AND h.postings > 0 ORDER BY 1",                                                \
   change " WHERE book_id = $1 AND account_no = $2",                                                                  \
   ""}
#define HOLD(what, change)                                                                                            \
  {"ledger_holds",                                                                                                    \
   what,                                                                                                              \
   Names::account,                                                                                                    \
   true,                                                                                                              \
   "SELECT h.debit_no, a.id FROM ledger_holds h JOIN ledger_accounts a ON a.book_id = h.book_id AND a.account_no ="   \
   " h.debit_no WHERE h.book_id = $1 AND h.state = 0 ORDER BY 1",                                                     \
   change                                                                                                             \
   " WHERE book_id = $1 AND id = (SELECT o.id FROM ledger_holds o WHERE o.book_id = $1 AND o.debit_no = $2 ORDER BY " \
   "o.id LIMIT 1)",                                                                                                   \
   ""}
#define MATCHED(what, change)                                                                                     \
  {"ledger_matched",                                                                                              \
   what,                                                                                                          \
   Names::account,                                                                                                \
   true,                                                                                                          \
   "SELECT DISTINCT m.account_no, a.id FROM ledger_matched m JOIN ledger_accounts a ON a.book_id = m.book_id AND" \
   " a.account_no = m.account_no WHERE m.book_id = $1 ORDER BY 1",                                                \
   change                                                                                                         \
   " WHERE book_id = $1 AND account_no = $2 AND posting_no = (SELECT MAX(o.posting_no) FROM ledger_matched o"     \
   " WHERE o.book_id = $1 AND o.account_no = $2)",                                                                \
   ""}
#define COUNTER(what, told)                                                     \
  {"ledger_book_heads",                                                         \
   what,                                                                        \
   Names::code,                                                                 \
   true,                                                                        \
   "SELECT book_id, 0 FROM ledger_book_heads WHERE book_id = $1",               \
   "UPDATE ledger_book_heads SET " what " WHERE book_id = $1 AND book_id = $2", \
   told}
#define OPENING(what)                                                                                     \
  {"log_openings",                                                                                        \
   what,                                                                                                  \
   Names::leaf,                                                                                           \
   false,                                                                                                 \
   "SELECT leaf_index, leaf_index FROM log_leaves WHERE leaf_index > 0 ORDER BY 1",                       \
   "UPDATE log_openings SET " what " WHERE id = (SELECT l.id FROM log_leaves l WHERE l.leaf_index = $1)", \
   ""}
#define LEAF(what, change)                                                                                         \
  {"log_leaves",                                                                                                   \
   what,                                                                                                           \
   Names::leaf,                                                                                                    \
   false,                                                                                                          \
   "SELECT leaf_index, leaf_index FROM log_leaves WHERE leaf_index > 0 AND NOT EXISTS (SELECT 1 FROM log_rolls r " \
   "WHERE"                                                                                                         \
   " r.id = log_leaves.id) ORDER BY 1",                                                                            \
   change " WHERE leaf_index = $1",                                                                                \
   ""}
#define NODE(what, change)                                                  \
  {"log_nodes",                                                             \
   what,                                                                    \
   Names::leaf,                                                             \
   false,                                                                   \
   "SELECT number, number * 256 FROM log_nodes WHERE level = 1 ORDER BY 1", \
   change " WHERE level = 1 AND number = $1",                               \
   ""}
#define CHECKPOINT(what)                                                   \
  {"log_checkpoints",                                                      \
   what,                                                                   \
   Names::leaf,                                                            \
   false,                                                                  \
   "SELECT size, size - 1 FROM log_checkpoints WHERE size > 1 ORDER BY 1", \
   "UPDATE log_checkpoints SET " what " WHERE size = $1",                  \
   ""}
#define ROLL(what, change)                                                             \
  {"log_rolls",                                                                        \
   what,                                                                               \
   Names::leaf,                                                                        \
   false,                                                                              \
   "SELECT first_index, first_index FROM log_roll_places ORDER BY 1",                  \
   change " WHERE id = (SELECT p.id FROM log_roll_places p WHERE p.first_index = $1)", \
   ""}
#define RUN(what)                                                                                               \
  {"log_rolls",                                                                                                 \
   what,                                                                                                        \
   Names::entry,                                                                                                \
   false,                                                                                                       \
   "SELECT p.first_index, e.entry_no FROM log_roll_places p JOIN ledger_entries e ON e.leaf = p.id ORDER BY 1", \
   "UPDATE log_rolls SET " what " WHERE id = (SELECT p.id FROM log_roll_places p WHERE p.first_index = $1)",    \
   ""}
#define PLACE(what, change)                                           \
  {"log_roll_places",                                                 \
   what,                                                              \
   Names::leaf,                                                       \
   false,                                                             \
   "SELECT first_index, first_index FROM log_roll_places ORDER BY 1", \
   change " WHERE first_index = $1",                                  \
   ""}
#define LOG_HEAD(what, told)                                                                                         \
  {"log_head", what, Names::code, false, "SELECT id, 0 FROM log_head", "UPDATE log_head SET " what " WHERE id = $1", \
   told}
#define OUTBOX(what, change)                                                                                         \
  {"log_outbox", what, Names::code, false, "SELECT place, 0 FROM log_outbox ORDER BY 1", change " WHERE place = $1", \
   "outbox_row"}
#define EVENT(what, change)                              \
  {"audit_events",                                       \
   what,                                                 \
   Names::trail,                                         \
   false,                                                \
   "SELECT number, number FROM audit_events ORDER BY 1", \
   change " WHERE number = $1",                          \
   ""}

inline auto const& tamper_kinds() {
  static std::array const kinds = std::to_array<TamperKind>({
      TRANSFER("amount = amount + 1"),
      TRANSFER("amount = amount * 2"),
      TRANSFER("debit_no = CASE debit_no WHEN 14 THEN 15 ELSE 14 END"),
      TRANSFER("credit_no = CASE credit_no WHEN 16 THEN 17 ELSE 16 END"),
      TRANSFER("entry_no = entry_no + 1"),
      TRANSFER("entry_no = 1000000000"),
      TRANSFER("debit_debits = debit_debits + 1"),
      TRANSFER("debit_credits = debit_credits - 1"),
      TRANSFER("debit_posting = debit_posting + 1"),
      TRANSFER("debit_prev = debit_prev + 1"),
      TRANSFER("debit_skip = debit_skip + 1"),
      TRANSFER("credit_debits = credit_debits + 1"),
      TRANSFER("credit_credits = credit_credits - 1"),
      TRANSFER("credit_posting = credit_posting - 1"),
      TRANSFER("credit_prev = credit_prev - 1"),
      TRANSFER("credit_skip = credit_skip - 1"),
      {"ledger_transfers", "DELETE", Names::entry, true,
       "SELECT transfer_no, entry_no FROM ledger_transfers WHERE book_id = $1 ORDER BY 1",
       "DELETE FROM ledger_transfers WHERE book_id = $1 AND transfer_no = $2", ""},
      ENTRY("kind = 'grant'"),
      ENTRY("day = day - 1"),
      ENTRY("day = day + 1"),
      ENTRY("latest_day = latest_day + 1"),
      ENTRY("latest_day = latest_day - 1"),
      ENTRY("booked = booked + 1"),
      ENTRY("booked = booked - 1000000"),
      ENTRY("booked = booked + 86400000000000"),
      ENTRY("subject = id"),
      ENTRY("first_transfer = first_transfer + 1"),
      ENTRY("first_transfer = first_transfer + 1000000000"),
      ENTRY("transfers = transfers + 1"),
      ENTRY("transfers = 1000000000000"),
      ENTRY("reverses = COALESCE(reverses + 1, 1)"),
      ENTRY("content = (SELECT l.hash FROM log_leaves l WHERE l.leaf_index = 0)"),
      ENTRY("content = subject"),  // of the wrong width
      ENTRY("leaf = id"),
      ENTRY("leaf = (SELECT o.leaf FROM ledger_entries o WHERE o.book_id = $1 AND o.entry_no = 1), kind = kind || 'x'"),
      ENTRY("run = 1 - run"),
      ENTRY("id = subject"),
      ENTRY("id = content"),  // of the wrong width
      {"ledger_entries", "DELETE", Names::entry, true,
       "SELECT entry_no, entry_no FROM ledger_entries WHERE book_id = $1 ORDER BY 1",
       "DELETE FROM ledger_entries WHERE book_id = $1 AND entry_no = $2", ""},
      ID_ROW("entry_no", "UPDATE ledger_entry_ids SET entry_no = entry_no - 1"),
      ID_ROW("entry_no beyond", "UPDATE ledger_entry_ids SET entry_no = entry_no + 1000000000"),
      ID_ROW("id",
             "UPDATE ledger_entry_ids SET id = (SELECT e.subject FROM ledger_entries e WHERE e.book_id = $1 AND"
             " e.entry_no = $2 AND e.kind <> 'reversal' UNION SELECT e.leaf FROM ledger_entries e WHERE e.book_id = $1"
             " AND e.entry_no = $2 ORDER BY 1 DESC LIMIT 1)"),
      ID_ROW("DELETE", "DELETE FROM ledger_entry_ids"),
      PAPER("bytes", "UPDATE ledger_papers SET bytes = (SELECT l.hash FROM log_leaves l WHERE l.leaf_index = 0)"),
      PAPER("what", "UPDATE ledger_papers SET what = 3 - what"),
      PAPER("entry_no", "UPDATE ledger_papers SET entry_no = entry_no + 1000000000"),
      PAPER("DELETE", "DELETE FROM ledger_papers"),
      REVERSAL("by_entry_no", "UPDATE ledger_reversals SET by_entry_no = by_entry_no - 1"),
      REVERSAL("entry_no", "UPDATE ledger_reversals SET entry_no = entry_no + 1000000000"),
      REVERSAL("DELETE", "DELETE FROM ledger_reversals"),
      MATCH("amount = amount + 1"),
      MATCH("in_offset = in_offset + 1"),
      MATCH("in_transfer = in_transfer - 1"),
      MATCH("out_offset = out_offset + 1"),
      MATCH("takes_entry_no = takes_entry_no - 1"),
      MATCH("takes_entry_no = 1000000000"),
      MATCH("matched_before = matched_before + 1"),
      {"ledger_matches", "DELETE", Names::entry, true,
       "SELECT m.out_transfer, t.entry_no FROM ledger_matches m JOIN ledger_transfers t ON t.book_id = m.book_id AND"
       " t.transfer_no = m.out_transfer WHERE m.book_id = $1 ORDER BY 1",
       "DELETE FROM ledger_matches WHERE book_id = $1 AND out_transfer = $2", ""},
      MATCHED("node", "UPDATE ledger_matched SET node = node + 1"),
      MATCHED("own", "UPDATE ledger_matched SET own = own + 1, node = node + 1"),
      MATCHED("DELETE", "DELETE FROM ledger_matched"),
      BACKDATED("day", "UPDATE ledger_backdated SET day = day - 1"),
      BACKDATED("debits", "UPDATE ledger_backdated SET debits = debits + 1"),
      BACKDATED("DELETE", "DELETE FROM ledger_backdated"),
      HEAD("debits", "UPDATE ledger_heads SET debits = debits + 1"),
      HEAD("credits", "UPDATE ledger_heads SET credits = credits + 1"),
      HEAD("postings", "UPDATE ledger_heads SET postings = postings + 1"),
      HEAD("last_transfer", "UPDATE ledger_heads SET last_transfer = last_transfer - 1"),
      HEAD("held", "UPDATE ledger_heads SET held = held + 1"),
      HEAD("matched", "UPDATE ledger_heads SET matched = matched + 1"),
      HEAD("path", "UPDATE ledger_heads SET path = (SELECT l.hash FROM log_leaves l WHERE l.leaf_index = 0)"),
      HEAD("path of odd width",
           "UPDATE ledger_heads SET path = (SELECT o.nonce FROM log_leaves l JOIN log_openings o ON"
           " o.id = l.id WHERE o.kind = 'entry' AND o.nonce IS NOT NULL ORDER BY l.leaf_index LIMIT 1)"),
      HOLD("remaining", "UPDATE ledger_holds SET remaining = remaining - 1"),
      HOLD("state", "UPDATE ledger_holds SET state = 2"),
      HOLD("DELETE", "DELETE FROM ledger_holds"),
      COUNTER("last_entry = last_entry + 1", "entry_missing"),
      COUNTER("last_transfer = last_transfer + 1", "counters_differ"),
      COUNTER("last_account = last_account + 1", "counters_differ"),
      COUNTER("last_booked = last_booked + 1", "counters_differ"),
      COUNTER("latest_day = latest_day + 1", "counters_differ"),
      OPENING("record = record || 'x'"),
      OPENING("nonce = (SELECT o.nonce FROM log_openings o WHERE o.id = (SELECT w.id FROM log_outbox w ORDER BY w.id "
              "DESC LIMIT 1))"),
      OPENING("nonce = NULL, record = NULL"),
      OPENING("leaf = leaf || 'x'"),
      OPENING("leaf = (SELECT o.leaf FROM log_openings o JOIN log_leaves l ON l.id = o.id WHERE l.leaf_index = 0)"),
      OPENING("kind = 'gap'"),
      OPENING("day = day - 1"),
      OPENING("key_version = key_version + 1"),
      LEAF("hash", "UPDATE log_leaves SET hash = (SELECT o.hash FROM log_leaves o WHERE o.leaf_index = 0)"),
      LEAF("hash of the wrong width", "UPDATE log_leaves SET hash = id"),
      LEAF("id",
           "UPDATE log_leaves SET id = (SELECT w.id FROM log_outbox w WHERE NOT EXISTS (SELECT 1 FROM log_leaves o"
           " WHERE o.id = w.id) ORDER BY w.id LIMIT 1)"),
      LEAF("DELETE", "DELETE FROM log_leaves"),
      NODE("hash", "UPDATE log_nodes SET hash = (SELECT l.hash FROM log_leaves l WHERE l.leaf_index = 0)"),
      NODE("DELETE", "DELETE FROM log_nodes"),
      CHECKPOINT("root = (SELECT l.hash FROM log_leaves l WHERE l.leaf_index = 0)"),
      CHECKPOINT("note = note || 'x'"),
      RUN("lines = lines + 1"),
      RUN("day = day - 1"),
      ROLL("seed", "UPDATE log_rolls SET seed = source"),
      RUN("source = id"),
      RUN("source = seed"),
      PLACE("lines", "UPDATE log_roll_places SET lines = lines + 1"),
      PLACE("first_index", "UPDATE log_roll_places SET first_index = first_index + 1"),
      PLACE("DELETE", "DELETE FROM log_roll_places"),
      LOG_HEAD("size = size + 1", "leaf_missing"),
      LOG_HEAD("size = size - 1", "head_changed"),
      LOG_HEAD("root = (SELECT l.hash FROM log_leaves l WHERE l.leaf_index = 0)", "head_changed"),
      LOG_HEAD("verifier_key = verifier_key || 'A'", "key_changed"),
      LOG_HEAD("origin = origin || 'x'", "key_changed"),
      {"log_counts", "leaves", Names::code, false, "SELECT leaves, 0 FROM log_counts ORDER BY 1",
       "UPDATE log_counts SET leaves = leaves + 1 WHERE leaves = $1", "counts_wrong"},
      {"log_counts", "DELETE", Names::code, false, "SELECT leaves, 0 FROM log_counts ORDER BY 1",
       "DELETE FROM log_counts WHERE leaves = $1", "counts_wrong"},
      OUTBOX("id", "UPDATE log_outbox SET id = (SELECT l.id FROM log_leaves l WHERE l.leaf_index = 0)"),
      OUTBOX("DELETE", "DELETE FROM log_outbox"),
      EVENT("facts", "UPDATE audit_events SET facts = facts || 'x'"),
      EVENT("at", "UPDATE audit_events SET at = at + 1"),
      EVENT("actor_kind", "UPDATE audit_events SET actor_kind = 'staff'"),
      EVENT("kind", "UPDATE audit_events SET kind = 'nothing'"),
      EVENT("hash", "UPDATE audit_events SET hash = prev_hash"),
      EVENT("prev_hash", "UPDATE audit_events SET prev_hash = hash"),
      EVENT("subject of the wrong width", "UPDATE audit_events SET subject = hash"),
      EVENT("DELETE", "DELETE FROM audit_events"),
  });
  return kinds;
}

}  // namespace lumbung::app
