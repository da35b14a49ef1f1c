// PostgreSQL 15 behind storage.h, by libpq. Never blocks without a deadline: a server that is frozen keeps its sockets
// open, and a client without a deadline of its own would wait for ever. Values go and come in binary.
#include <endian.h>
#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <map>
#include <unordered_map>
#include <utility>

#include "storage/disk_full.h"
#include "storage/engines.h"

namespace lumbung::storage {

namespace {

// Types of PostgreSQL by their numbers (catalog pg_type; fixed for ever).
enum : Oid {
  any_type = 0,
  bool_type = 16,
  bytea_type = 17,
  name_type = 19,
  int8_type = 20,
  int2_type = 21,
  int4_type = 23,
  text_type = 25,
  float8_type = 701,
  varchar_type = 1043
};

using SteadyClock = std::chrono::steady_clock;
using Deadline = SteadyClock::time_point;
constexpr std::chrono::seconds bulk_patience{60};
constexpr std::size_t chunk_of_copy = 4 << 20;  // bytes sent with one COPY

struct ResultFree {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, ResultFree>;

[[noreturn]] void fail_by_state(std::string_view state, std::string const& said) {
  using enum Clash::Kind;
  if (state == "23505") throw Clash(unique, said);
  if (state == "23503") throw Clash(foreign_key, said);
  if (state == "23514") throw Clash(check, said);
  if (state == "23502") throw Clash(not_null, said);
  if (state == "22003") throw Clash(range, said);
  auto const family = state.substr(0, 2);
  bool const passing = family == "08" || state.starts_with("57P") || state == "40001" || state == "40P01" ||
                       state == "25P03";  // the last: idle too long inside a transaction, connection cut
  if (passing && state != "08P01") throw TryAgain(said);  // that one: we broke the protocol
  if (state == "XX001" || state == "XX002") throw DiskFailed(said);
  if (state == "53100") throw DiskFull(said);
  if (family == "53" || family == "57" || family == "58" || family == "XX") throw Breakdown(said);
  throw Mistake(said);
}

// The highest $n in a statement; PostgreSQL itself takes more parameters than there are places for.
std::size_t highest_placeholder(std::string_view text) {
  std::size_t highest = 0;
  for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
    std::size_t number = 0;
    for (std::size_t i = at + 1; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i)
      number = number * 10 + static_cast<std::size_t>(text[i] - '0');
    highest = std::max(highest, number);
  }
  return highest;
}

std::string big_endian(std::uint64_t bits, std::size_t bytes) {
  bits = htobe64(bits);
  return std::string(reinterpret_cast<char const*>(&bits) + (8 - bytes), bytes);
}

// The parameters of one call in the shape libpq wants.
class Arguments {
 public:
  explicit Arguments(std::span<Parameter const> parameters) : numbers_(parameters.size()) {
    for (std::size_t i = 0; i < parameters.size(); ++i) take(parameters[i].held(), numbers_[i]);
  }
  std::vector<Oid> const& types() const { return types_; }
  char const* const* values() const { return values_.data(); }
  int const* lengths() const { return lengths_.data(); }
  int const* formats() const { return formats_.data(); }
  int count() const { return static_cast<int>(values_.size()); }

 private:
  void take(Parameter::Held const& held, std::uint64_t& number) {
    if (auto const* whole = std::get_if<std::int64_t>(&held))
      return put_number(int8_type, std::bit_cast<std::uint64_t>(*whole), number);
    if (auto const* real = std::get_if<double>(&held))
      return put_number(float8_type, std::bit_cast<std::uint64_t>(*real), number);
    if (auto const* text = std::get_if<std::string_view>(&held)) return put(text_type, *text);
    if (auto const* blob = std::get_if<Blob>(&held)) return put(bytea_type, blob->bytes);
    types_.push_back(any_type);
    values_.push_back(nullptr);
    lengths_.push_back(0);
    formats_.push_back(1);
  }
  void put_number(Oid type, std::uint64_t bits, std::uint64_t& number) {
    number = htobe64(bits);
    put(type, {reinterpret_cast<char const*>(&number), sizeof number});
  }
  void put(Oid type, std::string_view bytes) {
    types_.push_back(type);
    values_.push_back(bytes.empty() ? "" : bytes.data());
    lengths_.push_back(static_cast<int>(bytes.size()));
    formats_.push_back(1);
  }
  std::vector<std::uint64_t> numbers_;  // in network order; never resized, values_ points into it
  std::vector<Oid> types_;
  std::vector<char const*> values_;
  std::vector<int> lengths_, formats_;
};

class PostgresRow final : public Row {
 public:
  PostgresRow(PGresult const* answer, int row) : answer_(answer), row_(row) {}
  bool is_null(int column) const override {
    must(column >= 0 && column < PQnfields(answer_));
    return PQgetisnull(answer_, row_, column) != 0;
  }
  std::int64_t integer(int column) const override {
    auto const value = bytes(column);
    switch (type(column)) {
      case int8_type:
        return static_cast<std::int64_t>(whole(value));
      case int4_type:
        return static_cast<std::int32_t>(whole(value));
      case int2_type:
        return static_cast<std::int16_t>(whole(value));
      case bool_type:
        return value[0];
      default:
        wrong_type(column);
    }
  }
  double real(int column) const override {
    if (type(column) != float8_type) return static_cast<double>(integer(column));
    return std::bit_cast<double>(whole(bytes(column)));
  }
  std::string_view text(int column) const override {
    auto const it = type(column);
    if (it != text_type && it != varchar_type && it != name_type) wrong_type(column);
    return bytes(column);
  }
  std::string_view blob(int column) const override {
    if (type(column) != bytea_type) wrong_type(column);
    return bytes(column);
  }

 private:
  Oid type(int column) const { return PQftype(answer_, column); }
  std::string_view bytes(int column) const {
    if (is_null(column)) throw Mistake("column " + std::to_string(column) + " is null");
    return {PQgetvalue(answer_, row_, column), static_cast<std::size_t>(PQgetlength(answer_, row_, column))};
  }
  static std::uint64_t whole(std::string_view value) {
    std::uint64_t bits = 0;
    for (char const c : value) bits = bits << 8 | static_cast<unsigned char>(c);
    return bits;
  }
  [[noreturn]] void wrong_type(int column) const {
    throw Mistake("column " + std::to_string(column) + " is of another type (number " + std::to_string(type(column)) +
                  " of pg_type; a SUM needs its CAST)");
  }
  PGresult const* answer_;
  int row_;
};

class Connection {
 public:
  Connection(std::string url, int patience_ms) : url_(std::move(url)), patience_(patience_ms) { connect(); }
  ~Connection() { PQfinish(link_); }
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;

  void connect_if_lost() {
    if (lost_) connect();
  }
  bool inside_transaction() const { return !lost_ && PQtransactionStatus(link_) != PQTRANS_IDLE; }
  bool has_failed() const { return lost_ || PQtransactionStatus(link_) == PQTRANS_INERROR; }

  // Steps without an answer worth waiting for (BEGIN, SAVEPOINT, RELEASE): they travel with the statement that follows.
  void put_off(char const* step) { put_off_.emplace_back(step); }
  // Takes back the last step if it is this one and has not travelled yet.
  bool take_back(std::string_view step) {
    if (put_off_.empty() || put_off_.back() != step) return false;
    put_off_.pop_back();
    return true;
  }
  void forget_put_off() { put_off_.clear(); }

  // Begins with `text`, on a new connection if the old one turns out to be gone.
  void begin(char const* text) {
    connect_if_lost();
    try {
      simple(text);
    } catch (TryAgain const&) {
      connect();
      simple(text);
    }
  }
  // One or several statements without parameters; the answer of the last.
  Answer simple(std::string const& text, std::chrono::milliseconds patience = {}) {
    std::string whole;
    for (auto const& step : std::exchange(put_off_, {})) whole += std::string(step) + "; ";
    must_send(PQsendQuery(link_, (whole + text).c_str()));
    return collect(text, deadline(patience));
  }
  Answer run(Sql sql, std::span<Parameter const> parameters) {
    Arguments const arguments(parameters);
    auto const& name = prepared(sql.text(), arguments.types());
    bool const in_line = !put_off_.empty();
    if (in_line) send_put_off();
    must_send(PQsendQueryPrepared(link_, name.c_str(), arguments.count(), arguments.values(), arguments.lengths(),
                                  arguments.formats(), 1));
    return in_line ? collect_line(sql.text(), deadline()) : collect(sql.text(), deadline());
  }
  // Sends what is in COPY's binary format.
  Answer copy(std::string const& statement, std::string const& data) {
    auto const until = SteadyClock::now() + bulk_patience;
    send_off();
    must_send(PQsendQuery(link_, statement.c_str()));
    Answer const ready = next_answer(until);
    if (PQresultStatus(ready.get()) != PGRES_COPY_IN) {
      drain(until);
      fail(ready.get(), statement);
    }
    while (true) {
      int const taken = PQputCopyData(link_, data.data(), static_cast<int>(data.size()));
      if (taken == 1) break;
      if (taken < 0) lose("copy");
      wait(POLLIN | POLLOUT, until);
    }
    while (PQputCopyEnd(link_, nullptr) == 0) wait(POLLIN | POLLOUT, until);
    return collect(statement, until);
  }
  // The types of a table's columns.
  std::vector<Oid> const& types_of(std::string const& table, std::string const& columns) {
    auto& types = column_types_[table + "(" + columns + ")"];
    if (types.empty()) {
      auto const answer = simple("SELECT " + columns + " FROM " + table + " LIMIT 0");
      for (int i = 0; i < PQnfields(answer.get()); ++i) types.push_back(PQftype(answer.get(), i));
    }
    return types;
  }

 private:
  struct Prepared {
    std::vector<Oid> types;
    std::string name;
  };

  Deadline deadline(std::chrono::milliseconds patience = {}) const {
    return SteadyClock::now() + (patience.count() > 0 ? patience : patience_);
  }

  void connect() {
    PQfinish(link_);
    prepared_.clear();
    column_types_.clear();
    put_off_.clear();
    char const* const names[] = {"dbname", "client_encoding", "fallback_application_name", nullptr};
    char const* const values[] = {url_.c_str(), "UTF8", "lumbung", nullptr};
    link_ = PQconnectStartParams(names, values, 1);
    lost_ = link_ == nullptr || PQstatus(link_) == CONNECTION_BAD;
    if (lost_) throw TryAgain(std::string("PostgreSQL: ") + PQerrorMessage(link_));
    auto const until = deadline();
    for (auto state = PGRES_POLLING_WRITING; state != PGRES_POLLING_OK;) {
      wait(state == PGRES_POLLING_READING ? POLLIN : POLLOUT, until);
      state = PQconnectPoll(link_);
      if (state == PGRES_POLLING_FAILED) lose("connecting");
    }
    PQsetnonblocking(link_, 1);
    PQsetNoticeProcessor(link_, [](void*, char const*) {}, nullptr);
    settle();
  }
  // What every connection needs, and what it must not lack. client_connection_check_interval: when we have given up,
  // the server notices within a second and lets go of our locks. jit: compiling costs seconds where the rows, which it
  // guesses to be many while a table is young, are few.
  void settle() {
    simple(
        "SET synchronous_commit = on; SET TimeZone = 'UTC'; SET client_connection_check_interval = '1s'; "
        "SET idle_in_transaction_session_timeout = '60s'; SET jit = off");
    auto const answer = simple(
        "SELECT current_setting('synchronous_commit'), current_setting('fsync'), current_setting('full_page_writes')");
    for (int i = 0; i < 3; ++i)
      if (std::string_view(PQgetvalue(answer.get(), 0, i)) != "on")
        throw Breakdown("PostgreSQL: synchronous_commit, fsync and full_page_writes must be on");
  }

  // The connection is of no use any more; the server may or may not have done what it was asked last.
  [[noreturn]] void lose(std::string_view doing) {
    lost_ = true;
    throw TryAgain("PostgreSQL, " + std::string(doing) + ": " + PQerrorMessage(link_));
  }
  void must_send(int sent) {
    if (sent == 0) lose("sending");
  }
  void wait(int events, Deadline until) {
    auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(until - SteadyClock::now()).count();
    pollfd socket{.fd = PQsocket(link_), .events = static_cast<short>(events), .revents = 0};
    int const ready = left <= 0 ? 0 : ::poll(&socket, 1, static_cast<int>(left));
    if (ready < 0 && errno == EINTR) return;
    if (ready <= 0) {
      lost_ = true;
      throw TryAgain("PostgreSQL did not answer in time");
    }
    if ((socket.revents & (POLLIN | POLLHUP | POLLERR)) != 0 && PQstatus(link_) == CONNECTION_OK &&
        PQconsumeInput(link_) == 0)
      lose("reading");
  }
  Answer next_answer(Deadline until) {
    while (int const unsent = PQflush(link_)) {
      if (unsent < 0) lose("sending");
      wait(POLLIN | POLLOUT, until);
    }
    while (PQisBusy(link_) != 0) wait(POLLIN, until);
    return Answer(PQgetResult(link_));
  }
  void drain(Deadline until) {
    while (next_answer(until)) {
    }
  }
  Answer collect(std::string_view doing, Deadline until) {
    Answer last;
    while (auto answer = next_answer(until)) {
      auto const status = PQresultStatus(answer.get());
      bool const failed_before = last && PQresultStatus(last.get()) == PGRES_FATAL_ERROR;
      if (!failed_before) last = std::move(answer);
      if (status == PGRES_COPY_IN || PQstatus(link_) == CONNECTION_BAD) break;
    }
    auto const status = last ? PQresultStatus(last.get()) : PGRES_FATAL_ERROR;
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(last.get(), doing);
    return last;
  }
  // Makes the server take the steps that were put off, now.
  void send_off() {
    if (put_off_.empty()) return;
    std::string const last = put_off_.back();
    put_off_.pop_back();
    simple(last);
  }
  // The steps that were put off and the statement after them go in one line (libpq's pipeline): one journey for all.
  void send_put_off() {
    must_send(PQenterPipelineMode(link_));
    for (auto const* step : std::exchange(put_off_, {}))
      must_send(PQsendQueryParams(link_, step, 0, nullptr, nullptr, nullptr, nullptr, 1));
  }
  Answer collect_line(std::string_view doing, Deadline until) {
    must_send(PQpipelineSync(link_));
    Answer last, failure;
    while (true) {
      auto answer = next_answer(until);
      if (PQstatus(link_) == CONNECTION_BAD || SteadyClock::now() > until) lose(doing);
      if (!answer) continue;  // stands between the answers
      auto const status = PQresultStatus(answer.get());
      if (status == PGRES_PIPELINE_SYNC) break;
      auto& place = status == PGRES_FATAL_ERROR ? failure : last;
      place = std::move(answer);
    }
    must_send(PQexitPipelineMode(link_));
    if (failure) fail(failure.get(), doing);
    return last;
  }
  // Only the server's first line goes into the message: its detail repeats values, and those may be personal.
  [[noreturn]] void fail(PGresult const* answer, std::string_view doing) {
    char const* const state = answer == nullptr ? nullptr : PQresultErrorField(answer, PG_DIAG_SQLSTATE);
    if (state == nullptr || PQstatus(link_) == CONNECTION_BAD) lose(doing);
    char const* const said = PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY);
    fail_by_state(state, std::string(said) + " [" + state + "] in: " + std::string(doing));
  }

  // The name under which the statement is prepared for these types. A null fits whatever type was there before.
  std::string const& prepared(std::string_view text, std::vector<Oid> const& types) {
    auto& variants = prepared_[text.data()];
    for (auto const& variant : variants) {
      auto const fits = [](Oid wanted, Oid there) { return wanted == there || wanted == any_type; };
      if (std::equal(types.begin(), types.end(), variant.types.begin(), variant.types.end(), fits)) return variant.name;
    }
    if (types.size() != highest_placeholder(text)) throw Mistake("wrong number of parameters in: " + std::string(text));
    send_off();
    auto name = "s" + std::to_string(++names_given_);
    must_send(
        PQsendPrepare(link_, name.c_str(), std::string(text).c_str(), static_cast<int>(types.size()), types.data()));
    collect(text, deadline());
    return variants.emplace_back(Prepared{types, std::move(name)}).name;
  }

  std::string url_;
  std::chrono::milliseconds patience_;
  PGconn* link_ = nullptr;
  bool lost_ = true;
  int names_given_ = 0;
  std::unordered_map<char const*, std::vector<Prepared>> prepared_;  // by the address of the literal
  std::map<std::string, std::vector<Oid>> column_types_;
  std::vector<char const*> put_off_;
};

void hand_out(Answer const& answer, std::function<bool(Row const&)> const& take) {
  for (int row = 0; row < PQntuples(answer.get()); ++row)
    if (!take(PostgresRow(answer.get(), row))) return;
}

// How many rows a statement changed; a SELECT none.
std::int64_t changed_by(Answer const& answer) {
  std::string_view const status = PQcmdStatus(answer.get());
  if (status.starts_with("SELECT")) return 0;
  return std::strtoll(PQcmdTuples(answer.get()), nullptr, 10);
}

class PostgresReader final : public ReaderSession {
 public:
  explicit PostgresReader(Options const& options) : connection_(options.url, options.patience_ms) {}
  Engine engine() const override { return Engine::postgresql; }
  void begin() override {
    // The picture is taken at the first look, so look now.
    connection_.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1");
  }
  void end() override { connection_.simple("ROLLBACK"); }
  void each(Sql sql, std::initializer_list<Parameter> parameters,
            std::function<bool(Row const&)> const& take) override {
    hand_out(connection_.run(sql, {parameters.begin(), parameters.size()}), take);
  }

 private:
  Connection connection_;
};

class PostgresWriter;

// Gathers rows in COPY's binary format and sends them in chunks.
class PostgresBulk final : public BulkLoad {
 public:
  PostgresBulk(PostgresWriter& writer, std::string table, std::string columns, std::vector<Oid> types);
  void add(std::initializer_list<Parameter> row) override { add(std::span(row.begin(), row.size())); }
  void add(std::span<Parameter const> row) override;
  void finish() override;

 private:
  void put(Parameter::Held const& held, Oid type);
  void put_whole(std::int64_t number, Oid type);
  void put_field(std::string_view bytes);

  PostgresWriter& writer_;
  std::string statement_;
  std::vector<Oid> types_;
  std::string data_;
};

class PostgresWriter final : public WriterSession {
 public:
  explicit PostgresWriter(Options const& options) : connection_(options.url, options.patience_ms) {}
  ~PostgresWriter() override = default;
  Engine engine() const override { return Engine::postgresql; }

  void begin() override {
    connection_.connect_if_lost();
    connection_.put_off("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE");
    begun_ = true;
  }
  void commit() override {
    begun_ = false;
    auto const answer = connection_.simple("COMMIT");
    // A transaction in which something failed answers COMMIT with ROLLBACK, and calls it success.
    if (std::string_view(PQcmdStatus(answer.get())) != "COMMIT") throw Mistake("PostgreSQL rolled the commit back");
  }
  void rollback() override {
    begun_ = false;
    connection_.forget_put_off();
    if (connection_.inside_transaction()) connection_.simple("ROLLBACK");
  }
  void savepoint() override { connection_.put_off(save); }
  void release_savepoint() override {
    if (connection_.take_back(save)) return;  // nothing ran in it
    if (connection_.has_failed()) throw Mistake("a unit of work went on after a Clash");
    connection_.put_off("RELEASE unit");
  }
  void rollback_to_savepoint() override {
    if (connection_.take_back(save)) return;
    connection_.put_off("ROLLBACK TO unit");
    connection_.put_off("RELEASE unit");
  }
  std::int64_t changed() const override { return changed_; }

  // Two processes that start together take the steps one after the other.
  void define(std::string_view statements) override {
    connection_.simple("SELECT pg_advisory_xact_lock(5134700182)", bulk_patience);
    connection_.simple(std::string(statements), bulk_patience);
  }
  void each(Sql sql, std::initializer_list<Parameter> parameters,
            std::function<bool(Row const&)> const& take) override {
    auto const answer = connection_.run(sql, {parameters.begin(), parameters.size()});
    changed_ += changed_by(answer);
    hand_out(answer, take);
  }
  std::int64_t run(Sql sql, std::initializer_list<Parameter> parameters) override {
    must(begun_);
    auto const changed = changed_by(connection_.run(sql, {parameters.begin(), parameters.size()}));
    changed_ += changed;
    return changed;
  }
  std::unique_ptr<BulkLoad> bulk(Sql table, Sql columns) override {
    std::string const name(table.text()), listed(columns.text());
    return std::make_unique<PostgresBulk>(*this, name, listed, connection_.types_of(name, listed));
  }
  void copy(std::string const& statement, std::string const& data) {
    changed_ += changed_by(connection_.copy(statement, data));
  }

 private:
  static constexpr char const* save = "SAVEPOINT unit";
  Connection connection_;
  bool begun_ = false;
  std::int64_t changed_ = 0;
};

constexpr std::string_view copy_begins{"PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19};
constexpr std::string_view copy_ends{"\377\377", 2};

PostgresBulk::PostgresBulk(PostgresWriter& writer, std::string table, std::string columns, std::vector<Oid> types)
    : writer_(writer),
      statement_("COPY " + table + " (" + columns + ") FROM STDIN (FORMAT binary)"),
      types_(std::move(types)),
      data_(copy_begins) {}

void PostgresBulk::add(std::span<Parameter const> row) {
  if (row.size() != types_.size()) throw Mistake("wrong number of columns in: " + statement_);
  data_ += big_endian(row.size(), 2);
  for (std::size_t i = 0; i < row.size(); ++i) put(row[i].held(), types_[i]);
  if (data_.size() >= chunk_of_copy) finish();
}

void PostgresBulk::finish() {
  if (data_.size() > copy_begins.size()) writer_.copy(statement_, data_.append(copy_ends));
  data_ = copy_begins;
}

void PostgresBulk::put(Parameter::Held const& held, Oid type) {
  if (auto const* number = std::get_if<std::int64_t>(&held)) return put_whole(*number, type);
  if (auto const* real = std::get_if<double>(&held); real != nullptr && type == float8_type)
    return put_field(big_endian(std::bit_cast<std::uint64_t>(*real), 8));
  if (auto const* text = std::get_if<std::string_view>(&held); text != nullptr && type == text_type)
    return put_field(*text);
  if (auto const* blob = std::get_if<Blob>(&held); blob != nullptr && type == bytea_type) return put_field(blob->bytes);
  if (!std::holds_alternative<std::monostate>(held)) throw Mistake("a value does not fit its column in: " + statement_);
  data_ += big_endian(~0ULL, 4);  // length -1: null
}

void PostgresBulk::put_whole(std::int64_t number, Oid type) {
  auto const bits = std::bit_cast<std::uint64_t>(number);
  if (type == int8_type) return put_field(big_endian(bits, 8));
  if (type == float8_type) return put_field(big_endian(std::bit_cast<std::uint64_t>(static_cast<double>(number)), 8));
  if (type != int4_type) throw Mistake("a number does not fit its column in: " + statement_);
  if (number < INT32_MIN || number > INT32_MAX) throw Clash(Clash::Kind::range, "out of range in: " + statement_);
  put_field(big_endian(bits & 0xffffffffU, 4));
}

void PostgresBulk::put_field(std::string_view bytes) {
  data_ += big_endian(bytes.size(), 4);
  data_ += bytes;
}

class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(Options options) : options_(std::move(options)) {}
  Engine engine() const override { return Engine::postgresql; }
  std::unique_ptr<WriterSession> writer() override {
    if (options_.look_only) throw Mistake("this database was opened for looking only");
    return std::make_unique<PostgresWriter>(options_);
  }
  std::unique_ptr<ReaderSession> reader() override { return std::make_unique<PostgresReader>(options_); }
  int readers() const override { return options_.readers; }

 private:
  Options options_;
};

}  // namespace

std::unique_ptr<Database> open_postgresql(Options const& options) {
  return std::make_unique<PostgresDatabase>(options);
}

}  // namespace lumbung::storage
