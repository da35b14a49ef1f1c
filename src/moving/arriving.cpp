#include <algorithm>
#include <charconv>
#include <optional>

#include "moving/moving.h"
#include "moving/rows.h"
#include "moving/texts.h"

namespace lumbung::moving {
namespace {

class Arrival {
 public:
  Arrival(Arriving& arriving, Source source) : arriving_(arriving), in_(std::move(source)) {}

  Result<Carried> run() {
    TRY(in_.begin());
    TRY(header());
    TRY(is_empty_here());
    while (true) {
      auto const block = TRY(in_.next());
      if (block.kind == Block::end) {
        TRY(end(block.bytes));
        break;
      }
      TRY(take(block));
    }
    TRY(read_back());
    carried_.bytes = in_.read();
    return std::move(carried_);
  }

 private:
  Verdict header() {
    auto const block = TRY(in_.next());
    auto const header = block.kind == Block::header ? header_in(block.bytes) : std::nullopt;
    if (!header) return in_.nonsense();
    auto const mine = storage::steps_of(arriving_.rows);
    for (auto const& step : header->steps) TRY(is_among(step, mine));
    for (auto const& step : mine) TRY(is_among(step, header->steps));
    auto const rows = fact(header->facts, rows_fact);
    std::from_chars(rows.data(), rows.data() + rows.size(), rows_in_all_);
    if (arriving_.consider) TRY(arriving_.consider(header->facts));
    return done;
  }
  static Verdict is_among(storage::Step const& step, std::vector<storage::Step> const& steps) {
    if (std::find(steps.begin(), steps.end(), step) != steps.end()) return done;
    return refuse(other_schema).with("step", step.name);
  }

  Verdict is_empty_here() {
    tables_ = storage::tables_of(arriving_.rows);
    for (auto const& table : tables_)
      if (storage::has_rows(arriving_.rows, table)) return refuse(not_empty).with("table", table.name);
    return done;
  }

  Verdict take(BlockReader::Read const& block) {
    switch (block.kind) {
      case Block::table:
        return begin_table(block.bytes);
      case Block::rows:
        return rows(block.bytes);
      case Block::table_end:
        return end_table(block.bytes);
      case Block::file:
        return begin_file(block.bytes);
      case Block::piece:
        return piece(block.bytes);
      default:
        return in_.nonsense();
    }
  }

  // ---- Tables

  Verdict begin_table(std::string_view text) {
    auto const place = carried_.tables.size();
    if (table_ != nullptr || file_ || place >= tables_.size() || !describes(text, tables_[place]))
      return in_.nonsense();
    table_ = &tables_[place];
    rows_ = 0;
    digest_.emplace();
    load_ = storage::load_into(arriving_.rows, *table_);
    return done;
  }

  Verdict rows(std::string_view bytes) {
    if (table_ == nullptr) return in_.nonsense();
    digest_->add(bytes);
    for (RowReader reader(*table_, bytes); !reader.is_over(); ++rows_) {
      auto const row = reader.next();
      if (!row) return in_.nonsense();
      load_->add(std::span<storage::Parameter const>(*row));
    }
    if (arriving_.progress && !arriving_.progress("baris / rows", carried_.rows + rows_, rows_in_all_))
      return refuse(stopped);
    return done;
  }

  Verdict end_table(std::string_view text) {
    auto const end = table_end_in(text);
    if (table_ == nullptr || !end || end->rows != rows_ || end->digest != digest_->finish()) return in_.nonsense();
    load_->finish();
    load_.reset();
    carried_.tables.push_back({table_->name, end->rows, end->digest});
    carried_.rows += end->rows;
    table_ = nullptr;
    return done;
  }

  // ---- Files

  Verdict begin_file(std::string_view text) {
    auto const head = file_head_in(text);
    if (table_ != nullptr || file_ || !head) return in_.nonsense();
    file_ = head;
    bytes_.clear();
    return head->size == 0 ? end_file() : Verdict(done);
  }

  Verdict piece(std::string_view bytes) {
    if (!file_ || bytes.empty() || std::ssize(bytes_) + std::ssize(bytes) > file_->size) return in_.nonsense();
    bytes_ += bytes;
    return std::ssize(bytes_) == file_->size ? end_file() : Verdict(done);
  }

  Verdict end_file() {
    if (sha256(bytes_) != file_->hash) return in_.nonsense();
    if (arriving_.files != nullptr) {
      if (!arriving_.files->has(file_->hash)) arriving_.files_put.push_back(file_->hash);
      arriving_.files->put(bytes_);
    }
    ++carried_.files;
    file_.reset();
    if (arriving_.progress && !arriving_.progress("berkas / files", carried_.files, 0)) return refuse(stopped);
    return done;
  }

  // ---- The end

  Verdict end(std::string_view text) {
    auto const totals = totals_in(text);
    Totals const mine{std::ssize(carried_.tables), carried_.rows, carried_.files};
    bool const complete = table_ == nullptr && !file_ && carried_.tables.size() == tables_.size();
    if (!totals || *totals != mine || !complete || !in_.is_over()) return in_.nonsense();
    return done;
  }

  Verdict read_back() {
    auto const found = TRY(digests_of(arriving_.rows, arriving_.progress));
    for (std::size_t i = 0; i < carried_.tables.size(); ++i)
      if (found[i] != carried_.tables[i]) return refuse(rows_differ).with("table", carried_.tables[i].name);
    return done;
  }

  Arriving& arriving_;
  BlockReader in_;
  Carried carried_;
  std::int64_t rows_in_all_ = 0;  // as the file says; for news only
  std::vector<storage::Table> tables_;
  storage::Table const* table_ = nullptr;  // the one that is being read
  std::int64_t rows_ = 0;
  std::optional<Sha256> digest_;
  std::unique_ptr<storage::BulkLoad> load_;
  std::optional<FileHead> file_;  // the one that is being read
  std::string bytes_;
};

}  // namespace

Result<Carried> read_in(Arriving& arriving, Source source) { return Arrival(arriving, std::move(source)).run(); }

}  // namespace lumbung::moving
