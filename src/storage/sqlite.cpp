// SQLite 3.40 behind storage.h. One connection writes, commits and checkpoints: SQLite before 3.51.3 may lose pages
// when two connections do so at once. Readers are query_only and never checkpoint. No mmap.
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <unordered_map>

#include "storage/directories.h"
#include "storage/disk_full.h"
#include "storage/engines.h"
#include "storage/log_follower.h"
#include "storage/words.h"

namespace lumbung::storage {

namespace {

constexpr int patience_ms = 2000;             // only start-up and recovery make anyone wait at all
constexpr std::int64_t small_step = 8 << 20;  // bytes of the log that are written back while others wait

[[noreturn]] void fail(sqlite3* db, int code, std::string_view doing) {
  auto const said = std::string(sqlite3_errmsg(db)) + " [" + std::to_string(code) + "] in: " + std::string(doing);
  using enum Clash::Kind;
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      throw Clash(unique, said);
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      throw Clash(foreign_key, said);
    case SQLITE_CONSTRAINT_CHECK:
      throw Clash(check, said);
    case SQLITE_CONSTRAINT_NOTNULL:
      throw Clash(not_null, said);
    case SQLITE_CONSTRAINT_DATATYPE:  // a STRICT table refused it: mostly a sum beyond 64 bits, which became a REAL
      throw Clash(range, said);
    default:
      break;
  }
  switch (code & 0xff) {
    case SQLITE_IOERR:
      if (code == SQLITE_IOERR_NOMEM) throw Breakdown(said);
      [[fallthrough]];
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw DiskFailed(said);
    case SQLITE_FULL:
      throw DiskFull(said);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_NOMEM:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_INTERRUPT:
    case SQLITE_PROTOCOL:
      throw Breakdown(said);
    case SQLITE_READONLY:  // a reader that tried to write is our fault; a disk that turned read-only is not
      if (code == SQLITE_READONLY) throw Mistake(said);
      throw Breakdown(said);
    default:
      if (std::strstr(sqlite3_errmsg(db), "integer overflow") != nullptr) throw Clash(range, said);
      throw Mistake(said);
  }
}

// A prepared statement and which argument goes into which of its places ($2, $1, $2).
class Statement {
 public:
  Statement(sqlite3* db, std::string_view text) : db_(db) {
    char const* rest = nullptr;
    int const code =
        sqlite3_prepare_v3(db, text.data(), static_cast<int>(text.size()), SQLITE_PREPARE_PERSISTENT, &made_, &rest);
    if (code != SQLITE_OK) fail(db, code, text);
    must(made_ != nullptr);
    for (int place = 1; place <= sqlite3_bind_parameter_count(made_); ++place) {
      char const* const name = sqlite3_bind_parameter_name(made_, place);
      must(name != nullptr && name[0] == '$');
      arguments_.push_back(std::atoi(name + 1));
      highest_ = std::max(highest_, arguments_.back());
    }
  }
  ~Statement() { sqlite3_finalize(made_); }
  Statement(Statement const&) = delete;
  Statement& operator=(Statement const&) = delete;

  void bind(std::span<Parameter const> parameters) {
    if (static_cast<int>(parameters.size()) != highest_)
      throw Mistake("wrong number of parameters in: " + std::string(sqlite3_sql(made_)));
    for (std::size_t i = 0; i < arguments_.size(); ++i)
      bind_one(static_cast<int>(i) + 1, parameters[static_cast<std::size_t>(arguments_[i] - 1)].held());
  }
  // Whether there is a row.
  bool step() {
    int const code = sqlite3_step(made_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) fail(db_, sqlite3_extended_errcode(db_), sqlite3_sql(made_));
    return false;
  }
  void reset() {
    sqlite3_reset(made_);
    sqlite3_clear_bindings(made_);
  }
  // Runs it once with numbers for all its parameters, in their order.
  void insert(std::span<std::int64_t const> numbers) {
    if (static_cast<int>(numbers.size()) != highest_)
      throw Mistake("wrong number of parameters in: " + std::string(sqlite3_sql(made_)));
    for (std::size_t i = 0; i < numbers.size(); ++i) sqlite3_bind_int64(made_, static_cast<int>(i) + 1, numbers[i]);
    struct Reset {
      ~Reset() { statement.reset(); }
      Statement& statement;
    } const reset{*this};
    step();
  }
  int parameters() const { return highest_; }
  bool only_looks() const { return sqlite3_stmt_readonly(made_) != 0; }
  sqlite3_stmt* raw() const { return made_; }
  bool busy = false;

 private:
  void bind_one(int place, Parameter::Held const& held) {
    int code = SQLITE_OK;
    if (auto const* number = std::get_if<std::int64_t>(&held)) code = sqlite3_bind_int64(made_, place, *number);
    if (auto const* real = std::get_if<double>(&held)) code = sqlite3_bind_double(made_, place, *real);
    if (auto const* text = std::get_if<std::string_view>(&held))
      code = sqlite3_bind_text64(made_, place, text->empty() ? "" : text->data(), text->size(), SQLITE_STATIC,
                                 SQLITE_UTF8);
    if (auto const* blob = std::get_if<Blob>(&held))
      code = sqlite3_bind_blob64(made_, place, blob->bytes.empty() ? "" : blob->bytes.data(), blob->bytes.size(),
                                 SQLITE_STATIC);
    if (code != SQLITE_OK) fail(db_, code, sqlite3_sql(made_));
  }

  sqlite3* db_;
  sqlite3_stmt* made_ = nullptr;
  std::vector<int> arguments_;
  int highest_ = 0;
};

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
  bool is_null(int column) const override {
    must(column >= 0 && column < sqlite3_column_count(statement_));
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  std::int64_t integer(int column) const override {
    expect(column, SQLITE_INTEGER);
    return sqlite3_column_int64(statement_, column);
  }
  double real(int column) const override {
    if (sqlite3_column_type(statement_, column) != SQLITE_INTEGER) expect(column, SQLITE_FLOAT);
    return sqlite3_column_double(statement_, column);
  }
  std::string_view text(int column) const override {
    expect(column, SQLITE_TEXT);
    auto const* start = reinterpret_cast<char const*>(sqlite3_column_text(statement_, column));
    return {start, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }
  std::string_view blob(int column) const override {
    expect(column, SQLITE_BLOB);
    auto const* start = static_cast<char const*>(sqlite3_column_blob(statement_, column));
    auto const size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return start == nullptr ? std::string_view() : std::string_view(start, size);
  }

 private:
  void expect(int column, int type) const {
    if (!is_null(column) && sqlite3_column_type(statement_, column) == type) return;
    throw Mistake("column " + std::to_string(column) + " is of another type or null in: " + sqlite3_sql(statement_));
  }
  sqlite3_stmt* statement_;
};

class Connection {
 public:
  explicit Connection(std::string const& path, int flags) : path_(path) {
    int const code = sqlite3_open_v2(path.c_str(), &db_, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    if (code != SQLITE_OK) {
      std::string const said = sqlite3_errstr(code);
      sqlite3_close(db_);
      throw Breakdown("cannot open the database file: " + said);
    }
    sqlite3_busy_timeout(db_, patience_ms);
  }
  ~Connection() {
    cached_.clear();
    sqlite3_close(db_);
  }
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;

  sqlite3* db() const { return db_; }
  std::string const& path() const { return path_; }

  void execute(std::string const& text) {
    int const code = sqlite3_exec(db_, text.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(db_, sqlite3_extended_errcode(db_), text);
  }
  // Sets a pragma and refuses to go on unless it reads back as wanted.
  void insist(std::string const& name, std::string const& value, std::string const& wanted) {
    execute("PRAGMA " + name + "=" + value);
    if (asked(name) != wanted)
      throw Breakdown("SQLite did not take " + name + "=" + value + ", it says " + asked(name));
  }
  std::string asked(std::string const& name) {
    Statement question(db_, "PRAGMA " + name);
    if (!question.step()) return "";
    auto const* said = reinterpret_cast<char const*>(sqlite3_column_text(question.raw(), 0));
    return said == nullptr ? "" : said;
  }

  // Runs a statement made once per connection, calling `take` for each row until it says false. Returns whether the
  // statement can change rows.
  template <class Take>
  bool through(std::string_view text, std::span<Parameter const> parameters, Take&& take) {
    auto& slot = cached_[text.data()];
    if (!slot) slot = std::make_unique<Statement>(db_, text);
    if (slot->busy) {  // the callback of a query asks the same query again
      Statement another(db_, text);
      run_through(another, parameters, take);
    } else {
      run_through(*slot, parameters, take);
    }
    return !slot->only_looks();
  }
  template <class Take>
  static void run_through(Statement& statement, std::span<Parameter const> parameters, Take&& take) {
    struct Lent {
      explicit Lent(Statement& lent) : statement(lent) { statement.busy = true; }
      ~Lent() {
        statement.reset();
        statement.busy = false;
      }
      Statement& statement;
    } const lent(statement);
    statement.bind(parameters);
    while (statement.step())
      if (!take(statement)) return;
  }

 private:
  std::string path_;
  sqlite3* db_ = nullptr;
  std::unordered_map<char const*, std::unique_ptr<Statement>> cached_;  // by the address of the literal
};

void set_up(Connection& connection, bool writes) {
  connection.insist("mmap_size", "0", "0");
  connection.insist("foreign_keys", "ON", "1");
  connection.insist("secure_delete", "ON", "1");
  connection.insist("synchronous", "FULL", "2");
  connection.insist("trusted_schema", "OFF", "0");
  connection.insist("cell_size_check", "ON", "1");
  connection.insist("temp_store", "MEMORY", "2");  // personal data does not spill into the machine's /tmp
  connection.insist("wal_autocheckpoint", "0", "0");
  connection.insist("cache_size", writes ? "-32768" : "-8192", writes ? "-32768" : "-8192");
  if (connection.asked("journal_mode") != "wal") throw Breakdown("the database file is not in WAL mode");
  if (!writes) connection.insist("query_only", "ON", "1");
}

class SqliteReader final : public ReaderSession {
 public:
  explicit SqliteReader(std::string const& path) : connection_(path, SQLITE_OPEN_READWRITE) {
    sqlite3_db_config(connection_.db(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    set_up(connection_, false);
  }
  Engine engine() const override { return Engine::sqlite; }
  void begin() override {
    run("BEGIN");
    run("SELECT 1 FROM sqlite_schema LIMIT 1");  // the picture is taken at the first look, so look now
  }
  void end() override {
    if (sqlite3_get_autocommit(connection_.db()) == 0) run("COMMIT");
  }
  void each(Sql sql, std::initializer_list<Parameter> parameters,
            std::function<bool(Row const&)> const& take) override {
    connection_.through(sql.text(), {parameters.begin(), parameters.size()},
                        [&](Statement& statement) { return take(SqliteRow(statement.raw())); });
  }

 private:
  void run(Sql sql) {
    connection_.through(sql.text(), {}, [](Statement&) { return true; });
  }
  Connection connection_;
};

class SqliteWriter;

// The statements of one bulk load: a row at a time, and a block of rows.
struct BulkStatements {
  static constexpr std::size_t rows_in_block = 16;
  std::unique_ptr<Statement> row, block;
};

// Rows of nothing but numbers wait until a block of them is together: one statement for many is half the work.
class SqliteBulk final : public BulkLoad {
 public:
  SqliteBulk(SqliteWriter& writer, BulkStatements& statements) : writer_(writer), statements_(statements) {}
  void add(std::initializer_list<Parameter> row) override { add(std::span(row.begin(), row.size())); }
  void add(std::span<Parameter const> row) override;
  void finish() override;

 private:
  bool keep(std::span<Parameter const> row);

  SqliteWriter& writer_;
  BulkStatements& statements_;
  std::vector<std::int64_t> waiting_;  // row after row
};

class SqliteWriter final : public WriterSession {
 public:
  SqliteWriter(Connection& connection, bool& is_out, std::int64_t longest_log, LogFollower* follower)
      : connection_(connection), is_out_(is_out), follower_(follower), longest_log_(longest_log) {
    must(!is_out_);
    is_out_ = true;
    page_size_ = std::stoll(connection_.asked("page_size"));
    // Set after wal_autocheckpoint, which uses the same hook.
    sqlite3_wal_hook(
        connection_.db(),
        [](void* self, sqlite3*, char const*, int pages) {
          auto& writer = *static_cast<SqliteWriter*>(self);
          writer.log_pages_ = pages;
          if (writer.follower_ != nullptr) writer.follower_->committed(static_cast<std::uint32_t>(pages));
          return SQLITE_OK;
        },
        this);
  }
  ~SqliteWriter() override {
    if (sqlite3_get_autocommit(connection_.db()) == 0)
      sqlite3_exec(connection_.db(), "ROLLBACK", nullptr, nullptr, nullptr);
    sqlite3_wal_hook(connection_.db(), nullptr, nullptr);
    is_out_ = false;
  }

  Engine engine() const override { return Engine::sqlite; }
  void begin() override {
    spoiled_ = false;
    plain("BEGIN IMMEDIATE");
  }
  void commit() override {
    refuse_if_spoiled();
    plain("COMMIT");
  }
  void rollback() override {
    spoiled_ = false;
    // SQLite has rolled back by itself after a full disk or a failed write.
    if (sqlite3_get_autocommit(connection_.db()) == 0) plain("ROLLBACK");
  }
  void savepoint() override { plain("SAVEPOINT unit"); }
  void release_savepoint() override {
    refuse_if_spoiled();
    plain("RELEASE unit");
  }
  void rollback_to_savepoint() override {
    spoiled_ = false;
    plain("ROLLBACK TO unit");
    plain("RELEASE unit");
  }
  std::int64_t changed() const override { return sqlite3_total_changes64(connection_.db()); }
  void define(std::string_view statements) override { connection_.execute(std::string(statements)); }

  void tend(bool in_small_steps) override {
    auto const step = in_small_steps ? std::min(small_step, longest_log_) : longest_log_;
    if (log_pages_ * page_size_ < held_back_ + step) return;
    if (follower_ != nullptr) follower_->before_checkpoint();
    int in_log = 0, written = 0;
    int const code = sqlite3_wal_checkpoint_v2(connection_.db(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &in_log, &written);
    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY) fail(connection_.db(), code, "checkpoint");
    // A reader who stays long holds the rest back; ask again when the log has grown by as much once more.
    held_back_ = in_log == written ? 0 : log_pages_ * page_size_;
    log_pages_ = in_log == written ? 0 : log_pages_;
  }

  void each(Sql sql, std::initializer_list<Parameter> parameters,
            std::function<bool(Row const&)> const& take) override {
    guarded([&] {
      connection_.through(sql.text(), {parameters.begin(), parameters.size()},
                          [&](Statement& statement) { return take(SqliteRow(statement.raw())); });
    });
  }
  std::int64_t run(Sql sql, std::initializer_list<Parameter> parameters) override {
    bool writes = false;
    guarded([&] {
      must(sqlite3_get_autocommit(connection_.db()) == 0);
      writes =
          connection_.through(sql.text(), {parameters.begin(), parameters.size()}, [](Statement&) { return true; });
    });
    return writes ? sqlite3_changes64(connection_.db()) : 0;
  }
  std::unique_ptr<BulkLoad> bulk(Sql table, Sql columns) override { return load(table, columns, ""); }
  std::unique_ptr<BulkLoad> replace(Sql table, Sql key, Sql columns) override {
    return load(table, columns, on_conflict(key.text(), columns.text()));
  }

  // Runs a statement; remembers a Clash, for PostgreSQL would run nothing more in this unit either.
  template <class Act>
  void guarded(Act&& act) {
    refuse_if_spoiled();
    try {
      act();
    } catch (Clash const&) {
      spoiled_ = true;
      throw;
    }
  }

 private:
  void plain(Sql sql) {
    connection_.through(sql.text(), {}, [](Statement&) { return true; });
  }
  std::unique_ptr<BulkLoad> load(Sql table, Sql columns, std::string const& conflict) {
    auto const text = std::string(table.text()) + " (" + std::string(columns.text()) + ") VALUES ";
    auto& slot = bulk_statements_[text + conflict];
    auto const width = count_of_columns(columns.text());
    if (!slot.row) {
      slot.row = std::make_unique<Statement>(connection_.db(), "INSERT INTO " + text + places(width, 1) + conflict);
      // OR FAIL: a block that is refused half way is undone with its unit; SQLite need not be able to undo it alone.
      slot.block = std::make_unique<Statement>(
          connection_.db(), "INSERT OR FAIL INTO " + text + places(width, BulkStatements::rows_in_block) + conflict);
    }
    return std::make_unique<SqliteBulk>(*this, slot);
  }
  void refuse_if_spoiled() const {
    if (spoiled_) throw Mistake("a unit of work went on after a Clash");
  }

  Connection& connection_;
  bool& is_out_;
  LogFollower* const follower_;
  std::unordered_map<std::string, BulkStatements> bulk_statements_;
  bool spoiled_ = false;
  std::int64_t const longest_log_;
  std::int64_t page_size_ = 0, log_pages_ = 0, held_back_ = 0;  // bytes of the log at the last step that did not finish
};

bool SqliteBulk::keep(std::span<Parameter const> row) {
  auto const before = waiting_.size();
  for (auto const& one : row) {
    auto const* number = std::get_if<std::int64_t>(&one.held());
    if (number == nullptr) {
      waiting_.resize(before);
      return false;
    }
    waiting_.push_back(*number);
  }
  return true;
}

void SqliteBulk::add(std::span<Parameter const> row) {
  if (static_cast<int>(row.size()) != statements_.row->parameters())
    throw Mistake("wrong number of parameters in a bulk load");
  if (!keep(row)) {
    finish();
    writer_.guarded([&] { Connection::run_through(*statements_.row, row, [](Statement&) { return true; }); });
    return;
  }
  if (waiting_.size() < row.size() * BulkStatements::rows_in_block) return;
  writer_.guarded([&] { statements_.block->insert(waiting_); });
  waiting_.clear();
}

void SqliteBulk::finish() {
  auto const width = static_cast<std::size_t>(statements_.row->parameters());
  for (std::size_t at = 0; at < waiting_.size(); at += width)
    writer_.guarded([&] { statements_.row->insert(std::span(waiting_).subspan(at, width)); });
  waiting_.clear();
}

// The lock that keeps a second process out, for as long as it lives.
class Lock {
 public:
  explicit Lock(std::string const& directory) {
    auto const path = directory + "/lumbung.lock";
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file_ < 0) throw Breakdown("cannot make the lock in the data directory: " + std::string(std::strerror(errno)));
    if (::flock(file_, LOCK_EX | LOCK_NB) == 0) return;
    ::close(file_);
    throw Breakdown("another Lumbung has this data directory open; stop it first");
  }
  ~Lock() { ::close(file_); }
  Lock(Lock const&) = delete;
  Lock& operator=(Lock const&) = delete;

 private:
  int file_;
};

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(Options const& options)
      : path_(options.url.substr(std::strlen("sqlite:"))),
        readers_(options.readers),
        longest_log_(options.longest_log) {
    if (path_.empty() || path_.starts_with(":") || path_.starts_with("file:"))
      throw Breakdown("an embedded database needs a path: sqlite:/path/to/lumbung.db");
    if (options.look_only) return;
    auto directory = options.data_dir;
    if (directory.empty()) directory = std::filesystem::absolute(path_).parent_path().string();
    lock_.emplace(directory);
    make_private_file();
    write_log_again();
    connection_.emplace(path_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    connection_->execute("PRAGMA page_size=16384");  // takes effect only while the file is empty
    connection_->insist("journal_mode", "WAL", "wal");
    set_up(*connection_, true);
    // SQLite syncs the name of a log that it makes; it cannot know that whoever made this one was killed before.
    sync_directory(std::filesystem::absolute(path_).parent_path().string());
  }
  ~SqliteDatabase() override {
    if (!connection_) return;
    if (follower_) {
      sqlite3_db_config(connection_->db(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
      return;
    }
    sqlite3_busy_timeout(connection_->db(), 0);
    sqlite3_wal_checkpoint_v2(connection_->db(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  }
  Engine engine() const override { return Engine::sqlite; }
  std::unique_ptr<WriterSession> writer() override {
    if (!connection_) throw Mistake("this database was opened for looking only");
    return std::make_unique<SqliteWriter>(*connection_, writer_is_out_, longest_log_, follower_.get());
  }
  Following* follow(std::optional<LogPlace> const& from) override {
    must(connection_ && !follower_ && !writer_is_out_);
    follower_ = std::make_unique<LogFollower>(path_ + "-wal", from);
    return follower_.get();
  }
  std::unique_ptr<ReaderSession> reader() override { return std::make_unique<SqliteReader>(path_); }
  int readers() const override { return readers_; }

 private:
  // SQLite gives its log and index files the mode of the database file.
  void make_private_file() const {
    int const file = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) throw Breakdown("cannot open the database file: " + std::string(std::strerror(errno)));
    ::close(file);
  }

  // The log that somebody left behind, over itself. When its last sync failed, the machine may show us pages that never
  // reached the disk and never will (Linux marks them clean), and what we append behind them would be lost with them in
  // a power cut. Written again, they are synced. Frames that bear other salts than the header are of an older log.
  // https://www.sqlite.org/fileformat2.html#walformat
  void write_log_again() const {
    int const file = ::open((path_ + "-wal").c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0 && errno == ENOENT) return;
    bool well = file >= 0;
    off_t end = 0;
    auto const again = [&](std::size_t size, std::string_view salts) -> std::string {
      std::string piece(size, '\0');
      auto const got = well ? ::pread(file, piece.data(), size, end) : -1;
      if (got < static_cast<ssize_t>(size) || (!salts.empty() && piece.compare(8, 8, salts) != 0)) {
        well = well && got >= 0;
        return "";
      }
      well = ::pwrite(file, piece.data(), size, end) == got;
      end += got;
      return piece;
    };
    auto const header = again(32, "");
    if (!header.empty()) {
      std::size_t page = 0;
      for (int i = 8; i < 12; ++i) page = page << 8 | static_cast<std::uint8_t>(header[static_cast<std::size_t>(i)]);
      while (page <= 65'536 && !again(24 + page, std::string_view(header).substr(16, 8)).empty()) {
      }
    }
    well = well && ::fsync(file) == 0;
    auto const reason = std::string(std::strerror(errno));
    if (file >= 0) ::close(file);
    if (!well) throw Breakdown("cannot write the log of the database again: " + reason);
  }

  std::string path_;
  int readers_;
  std::int64_t longest_log_;
  bool writer_is_out_ = false;
  std::optional<Lock> lock_;
  std::optional<Connection> connection_;
  std::unique_ptr<LogFollower> follower_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(Options const& options) { return std::make_unique<SqliteDatabase>(options); }

}  // namespace lumbung::storage
