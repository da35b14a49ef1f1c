#include "moving/moving.h"
#include "moving/rows.h"
#include "moving/texts.h"

namespace lumbung::moving {
namespace {

constexpr std::int64_t rows_between_news = 20'000;

// Walks a table in the order of its key; hands its rows out in blocks as they would be carried, and sums them up.
class Walk {
 public:
  using Take = std::function<void(std::string_view rows)>;
  explicit Walk(Progress const& progress, std::int64_t of) : progress_(progress), of_(of) {}

  Result<TableCarried> table(storage::Reader& rows, storage::Table const& table, std::string_view doing,
                             Take const& take) {
    TableCarried carried{.name = table.name};
    Sha256 digest;
    bool goes_on = true;
    auto const flush = [&] {
      if (block_.empty()) return;
      digest.add(block_);
      take(block_);
      block_.clear();
    };
    storage::each_row(rows, table, [&](storage::Row const& row) {
      append_row(block_, table, row);
      ++carried.rows;
      if (block_.size() >= usual_block) flush();
      goes_on = ++done_ % rows_between_news != 0 || tell(doing);
      return goes_on;
    });
    if (!goes_on || !tell(doing)) return refuse(stopped);
    flush();
    carried.digest = digest.finish();
    return carried;
  }

 private:
  bool tell(std::string_view doing) { return !progress_ || progress_(doing, done_, of_); }

  Progress const& progress_;
  std::int64_t of_, done_ = 0;
  std::string block_;
};

std::int64_t rows_in_all(storage::Reader& rows, std::vector<storage::Table> const& tables) {
  std::int64_t sum = 0;
  for (auto const& table : tables) sum += storage::count_rows(rows, table);
  return sum;
}

Verdict carry_tables(Leaving const& leaving, std::vector<storage::Table> const& tables, std::int64_t of,
                     BlockWriter& out, Carried& carried) {
  Walk walk(leaving.progress, of);
  for (auto const& table : tables) {
    out.write(Block::table, text_of(table));
    auto made = TRY(
        walk.table(leaving.rows, table, "baris / rows", [&](std::string_view rows) { out.write(Block::rows, rows); }));
    out.write(Block::table_end, text_of(TableEnd{made.rows, made.digest}));
    carried.rows += made.rows;
    carried.tables.push_back(std::move(made));
  }
  return done;
}

void carry_file(BlockWriter& out, Hash const& hash, std::string_view bytes) {
  out.write(Block::file, text_of(FileHead{hash, std::ssize(bytes)}));
  for (; !bytes.empty(); bytes.remove_prefix(std::min(usual_block, bytes.size())))
    out.write(Block::piece, bytes.substr(0, usual_block));
}

// What was put after the picture was taken comes along and is named by no row; what was erased since stays away.
Verdict carry_files(Leaving const& leaving, BlockWriter& out, Carried& carried) {
  if (leaving.files == nullptr) return done;
  for (int folder = 0; folder < storage::Files::folders; ++folder) {
    for (auto const& hash : leaving.files->put_before(Instant{INT64_MAX}, folder)) {
      auto const bytes = leaving.files->get(hash);
      if (!bytes) continue;
      carry_file(out, hash, *bytes);
      ++carried.files;
      if (leaving.progress && !leaving.progress("berkas / files", folder, storage::Files::folders))
        return refuse(stopped);
    }
  }
  return done;
}

}  // namespace

Result<Carried> write_out(Leaving const& leaving, Sink sink) {
  BlockWriter out(std::move(sink));
  Carried carried;
  auto const tables = storage::tables_of(leaving.rows);
  auto const of = rows_in_all(leaving.rows, tables);
  auto facts = leaving.facts;
  facts.push_back({std::string(rows_fact), std::to_string(of)});
  out.write(Block::header, text_of(Header{storage::steps_of(leaving.rows), facts}));
  TRY(carry_tables(leaving, tables, of, out, carried));
  TRY(carry_files(leaving, out, carried));
  out.write(Block::end, text_of(Totals{std::ssize(carried.tables), carried.rows, carried.files}));
  carried.bytes = out.written();
  return carried;
}

Result<std::vector<TableCarried>> digests_of(storage::Reader& rows, Progress const& progress) {
  auto const tables = storage::tables_of(rows);
  Walk walk(progress, rows_in_all(rows, tables));
  std::vector<TableCarried> made;
  for (auto const& table : tables)
    made.push_back(TRY(walk.table(rows, table, "memeriksa / verifying", [](std::string_view) {})));
  return made;
}

}  // namespace lumbung::moving
