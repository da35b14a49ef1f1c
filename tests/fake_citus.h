// Stands in for the extension Citus, which Debian does not have: its two functions as SQL functions that record how
// tables are shared out, and that refuse a foreign key to a table that is not shared out yet, or beside which it does
// not lie. Of one session on PostgreSQL; gone with it.
#pragma once

#include <string>
#include <vector>

#include "storage/row.h"
#include "storage/storage.h"

namespace lumbung::tests {

class FakeCitus {
 public:
  explicit FakeCitus(storage::WriterSession& writer) : writer_(writer) {
    writer_.begin();
    writer_.define(R"sql(
CREATE TEMP TABLE pg_dist_partition (logicalrelid REGCLASS PRIMARY KEY, partmethod "char", repmodel "char");
CREATE TEMP TABLE fake_calls (number BIGSERIAL PRIMARY KEY, what TEXT COLLATE "C" NOT NULL);
CREATE TEMP TABLE fake_refused (name TEXT PRIMARY KEY);
CREATE FUNCTION create_reference_table(table_name REGCLASS) RETURNS VOID LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_constraint k LEFT JOIN pg_temp.pg_dist_partition p ON p.logicalrelid = k.confrelid
             WHERE k.conrelid = table_name AND k.contype = 'f' AND (p.partmethod IS NULL OR p.partmethod <> 'n')) THEN
    RAISE EXCEPTION 'a reference table cannot refer to a table that is none';
  END IF;
  INSERT INTO pg_temp.pg_dist_partition VALUES (table_name, 'n', 't');
  INSERT INTO pg_temp.fake_calls (what) VALUES ('reference ' || table_name);
END $$;
CREATE FUNCTION create_distributed_table(table_name REGCLASS, distribution_column TEXT, colocate_with TEXT = 'default')
RETURNS VOID LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_temp.fake_refused WHERE name = CAST(table_name AS TEXT)) THEN
    RAISE EXCEPTION 'the worker is away';
  END IF;
  IF EXISTS (SELECT 1 FROM pg_constraint k LEFT JOIN pg_temp.pg_dist_partition p ON p.logicalrelid = k.confrelid
             WHERE k.conrelid = table_name AND k.contype = 'f' AND p.partmethod IS NULL) THEN
    RAISE EXCEPTION 'a distributed table cannot refer to a local one';
  END IF;
  IF EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = table_name AND i.indisunique
             AND (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = table_name
                  AND a.attnum = i.indkey[0]) <> distribution_column) THEN
    RAISE EXCEPTION 'a unique index must hold the distribution column';
  END IF;
  INSERT INTO pg_temp.pg_dist_partition VALUES (table_name, 'h', 's');
  INSERT INTO pg_temp.fake_calls (what)
    VALUES (table_name || ' by ' || distribution_column || ' with ' || colocate_with);
END $$;
)sql");
    writer_.commit();
  }

  std::vector<std::string> calls() const {
    return writer_.all("SELECT what FROM fake_calls ORDER BY number LIMIT 1000", {},
                       [](storage::Row const& row) { return row.get<std::string>(0); });
  }
  // From now on this table cannot be shared out; "" for none.
  void refuse(std::string const& table) {
    writer_.begin();
    writer_.run("DELETE FROM fake_refused", {});
    writer_.run("INSERT INTO fake_refused (name) VALUES ($1)", {table});
    writer_.commit();
  }

 private:
  storage::WriterSession& writer_;
};

}  // namespace lumbung::tests
