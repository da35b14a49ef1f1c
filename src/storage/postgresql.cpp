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

#include "storage/engines.h"
#include "storage/places.h"
#include "storage/postgresql_row.h"
#include "storage/spread.h"
#include "storage/sqlstate.h"
#include "storage/words.h"

namespace lumbung::storage {

namespace {

using SteadyClock = std::chrono::steady_clock;
using Deadline = SteadyClock::time_point;
constexpr std::chrono::seconds bulk_patience{60};
constexpr std::size_t chunk_of_copy = 4 << 20;  // bytes sent with one COPY

struct ResultFree {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, ResultFree>;

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

// The hosts one by one, so that each has a deadline of its own: libpq's connect_timeout is not for those who poll, and
// it would wait for ever for a frozen host, whose kernel still takes connections.
std::vector<Place> places_in_url(std::string const& url) {
  std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> const options(PQconninfoParse(url.c_str(), nullptr),
                                                                             &PQconninfoFree);
  if (!options) throw Breakdown("PostgreSQL: the address of the database cannot be read");
  std::map<std::string_view, std::string_view> said;
  for (auto const* option = options.get(); option->keyword != nullptr; ++option)
    if (option->val != nullptr) said[option->keyword] = option->val;
  return places_in(said["host"], said["hostaddr"], said["port"]);
}

// What a connection is for. Whoever inspects looks at a server as it is, a standby too.
enum class Purpose { writing, reading, inspecting };

class Connection {
 public:
  Connection(Options const& options, Purpose purpose)
      : url_(options.url), places_(places_in_url(url_)), patience_(options.patience_ms), purpose_(purpose) {
    connect();
  }
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
    auto const until = deadline();
    try {
      simple(text);
    } catch (TryAgain const&) {
      if (SteadyClock::now() >= until) throw;
      connect();
      simple(text);
    }
  }
  // Durable when it returns, and with the standby, if it is to wait for one. The server ends that wait early when
  // somebody cancels it, and says no more than a warning (01000): then the commit is as good as unanswered.
  Answer commit() {
    warned_ = false;
    auto answer = simple("COMMIT");
    if (warned_) lose("committing without the standby");
    return answer;
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

  // Where it was last, then wherever else it may be.
  void connect() {
    auto const until = deadline();
    for (std::size_t tried = 1;; ++tried) try {
        return connect_to(places_[place_], until, until - patience_ + patience_ * tried / places_.size());
      } catch (Breakdown const&) {
        lost_ = true;
        if (tried >= places_.size() || SteadyClock::now() >= until) throw;
        place_ = (place_ + 1) % places_.size();
      }
  }
  void connect_to(Place const& place, Deadline until, Deadline greeted_until) {
    PQfinish(std::exchange(link_, nullptr));
    prepared_.clear();
    column_types_.clear();
    put_off_.clear();
    char const* const names[] = {"dbname", "host", "hostaddr", "port", "client_encoding", "fallback_application_name",
                                 nullptr};
    char const* const values[] = {
        url_.c_str(), place.host.c_str(), place.address.c_str(), place.port.c_str(), "UTF8", "lumbung", nullptr};
    link_ = PQconnectStartParams(names, values, 1);
    lost_ = link_ == nullptr || PQstatus(link_) == CONNECTION_BAD;
    if (lost_) throw ConnectionLost(std::string("PostgreSQL: ") + PQerrorMessage(link_));
    for (auto state = PGRES_POLLING_WRITING; state != PGRES_POLLING_OK;) {
      wait(state == PGRES_POLLING_READING ? POLLIN : POLLOUT, greeted_until);
      state = PQconnectPoll(link_);
      if (state == PGRES_POLLING_FAILED) lose("connecting");
    }
    PQsetnonblocking(link_, 1);
    PQsetNoticeReceiver(link_, take_notice, this);
    settle(until);
  }
  static void take_notice(void* self, PGresult const* notice) {
    char const* const state = PQresultErrorField(notice, PG_DIAG_SQLSTATE);
    if (state != nullptr && std::string_view(state) == "01000") static_cast<Connection*>(self)->warned_ = true;
  }
  // What every connection needs, and what it must not lack. client_connection_check_interval: when we have given up,
  // the server notices within a second and lets go of our locks; idle_in_transaction_session_timeout: also when it
  // cannot notice, because the line swallows our leaving. jit: compiling costs seconds where the rows, which it guesses
  // to be many while a table is young, are few.
  void settle(Deadline until) {
    simple(
        "SET synchronous_commit = on; SET TimeZone = 'UTC'; SET client_connection_check_interval = '1s'; "
        "SET jit = off");
    simple(purpose_ == Purpose::writing ? "SET idle_in_transaction_session_timeout = '20s'"
                                        : "SET idle_in_transaction_session_timeout = '60s'");
    auto const answer = simple(
        "SELECT current_setting('synchronous_commit'), current_setting('fsync'), current_setting('full_page_writes'), "
        "pg_is_in_recovery()::text, (current_setting('synchronous_standby_names') <> '' AND NOT EXISTS (SELECT 1 FROM "
        "pg_stat_replication))::text");
    auto const said = [&](int column) { return std::string_view(PQgetvalue(answer.get(), 0, column)); };
    for (int i = 0; i < 3; ++i)
      if (said(i) != "on") throw Breakdown("PostgreSQL: synchronous_commit, fsync and full_page_writes must be on");
    if (purpose_ == Purpose::inspecting) return;
    if (said(3) == "true") give_up("PostgreSQL: this server follows another one");
    if (said(4) == "true") give_up("PostgreSQL: no standby is there, and one must be");
    wait_for_the_standby(until);
  }
  // A server that crashed and came back shows what had not reached its standby yet, and may still lose it. So nothing
  // is looked at before a commit of our own, which comes after all that, has been waited for. It writes to the
  // write-ahead log only; without a standby that must follow it costs one sync of the disk.
  void wait_for_the_standby(Deadline until) {
    auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(until - SteadyClock::now());
    warned_ = false;
    simple("SELECT pg_logical_emit_message(true, 'lumbung', '')", std::max(left, std::chrono::milliseconds(1)));
    if (warned_) lose("connecting without the standby");
  }

  // The connection is of no use any more; the server may or may not have done what it was asked last.
  [[noreturn]] void lose(std::string_view doing) {
    give_up("PostgreSQL, " + std::string(doing) + ": " + PQerrorMessage(link_));
  }
  [[noreturn]] void give_up(std::string const& why) {
    lost_ = true;
    throw ConnectionLost(why);
  }
  void must_send(int sent) {
    if (sent == 0) lose("sending");
  }
  void wait(int events, Deadline until) {
    auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(until - SteadyClock::now()).count();
    pollfd socket{.fd = PQsocket(link_), .events = static_cast<short>(events), .revents = 0};
    int const ready = left <= 0 ? 0 : ::poll(&socket, 1, static_cast<int>(left));
    if (ready < 0 && errno == EINTR) return;
    if (ready <= 0) give_up("PostgreSQL did not answer in time");
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
    try {
      fail_by_state(state, std::string(said) + " [" + state + "] in: " + std::string(doing));
    } catch (ConnectionLost const&) {
      lost_ = true;
      throw;
    }
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
  std::vector<Place> places_;
  std::size_t place_ = 0;  // where the primary was last
  std::chrono::milliseconds patience_;
  Purpose purpose_;
  bool warned_ = false;
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
  explicit PostgresReader(Options const& options)
      : connection_(options, options.look_only ? Purpose::inspecting : Purpose::reading) {}
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

// How rows go on from the table of the session's own: those that are there take the new columns, the others are added.
struct TakeOn {
  std::string update;  // of those that are there; empty where Citus would not take it
  std::string insert;  // of the others; of all where there is no update
  std::string clear;
};

// Gathers rows and sends them in chunks; to where they belong, or to a table of this session's own, from which they are
// taken on.
class PostgresBulk final : public BulkLoad {
 public:
  PostgresBulk(PostgresWriter& writer, CopyRows rows, std::optional<TakeOn> on = {})
      : writer_(writer), rows_(std::move(rows)), on_(std::move(on)) {}
  void add(std::initializer_list<Parameter> row) override { add(std::span(row.begin(), row.size())); }
  void add(std::span<Parameter const> row) override {
    rows_.add(row);
    if (rows_.bytes() >= chunk_of_copy) finish();
  }
  void finish() override;

 private:
  PostgresWriter& writer_;
  CopyRows rows_;
  std::optional<TakeOn> on_;
};

class PostgresWriter final : public WriterSession {
 public:
  explicit PostgresWriter(Options const& options) : connection_(options, Purpose::writing) {}
  ~PostgresWriter() override = default;
  Engine engine() const override { return Engine::postgresql; }

  void begin() override {
    connection_.connect_if_lost();
    connection_.put_off("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE");
    begun_ = true;
  }
  void commit() override {
    begun_ = false;
    auto const answer = connection_.commit();
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
    return std::make_unique<PostgresBulk>(
        *this,
        CopyRows("COPY " + name + " (" + listed + ") FROM STDIN (FORMAT binary)", connection_.types_of(name, listed)));
  }
  std::unique_ptr<BulkLoad> replace(Sql table, Sql key, Sql columns) override {
    std::string const name(table.text()), listed(columns.text()), incoming = "incoming_" + name;
    if (!citus_) citus_ = has_citus(*this);
    connection_.simple("CREATE TEMP TABLE IF NOT EXISTS " + incoming + " (LIKE " + name + ") ON COMMIT DELETE ROWS");
    return std::make_unique<PostgresBulk>(*this,
                                          CopyRows("COPY " + incoming + " (" + listed + ") FROM STDIN (FORMAT binary)",
                                                   connection_.types_of(name, listed)),
                                          take_on_from(name, incoming, key.text(), listed));
  }
  void copy(std::string const& statement, std::string const& data) {
    changed_ += changed_by(connection_.copy(statement, data));
  }
  void take_on(CopyRows& rows, TakeOn const& on) {
    auto const sent = changed_by(connection_.copy(rows.statement(), rows.take()));
    auto const there = on.update.empty() ? 0 : changed_by(connection_.simple(on.update, bulk_patience));
    changed_ += there;
    if (there < sent) changed_ += changed_by(connection_.simple(on.insert, bulk_patience));
    connection_.simple(on.clear);
  }

 private:
  // UPDATE … FROM takes half of what ON CONFLICT DO UPDATE takes.
  TakeOn take_on_from(std::string const& table, std::string const& incoming, std::string_view key,
                      std::string const& columns) const {
    auto const insert = "INSERT INTO " + table + " (" + columns + ") SELECT " + columns + " FROM " + incoming;
    auto const clear = "DELETE FROM " + incoming;
    if (*citus_) return {"", insert + on_conflict(key, columns), clear};
    return {update_from(table, incoming, key, columns), insert + " ON CONFLICT (" + std::string(key) + ") DO NOTHING",
            clear};
  }

  static constexpr char const* save = "SAVEPOINT unit";
  Connection connection_;
  bool begun_ = false;
  std::int64_t changed_ = 0;
  std::optional<bool> citus_;
};

void PostgresBulk::finish() {
  if (rows_.empty()) return;
  if (on_)
    writer_.take_on(rows_, *on_);
  else
    writer_.copy(rows_.statement(), rows_.take());
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
