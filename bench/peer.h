// How the peers of the benchmarks speak to PostgreSQL: binary parameters and COPY, as a program that cares for speed
// does.
#pragma once

#include <libpq-fe.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace lumbung::peer {

using Steady = std::chrono::steady_clock;

inline double seconds_since(Steady::time_point start) {
  return std::chrono::duration<double>(Steady::now() - start).count();
}

// Where the peer's PostgreSQL is; ends the program when nobody said so.
inline char const* url() {
  auto const* const url = std::getenv("LUMBUNG_TEST_POSTGRES");
  if (url != nullptr && *url != '\0') return url;
  std::fprintf(stderr, "LUMBUNG_TEST_POSTGRES must say where the peer is; see the head of the benchmark\n");
  std::exit(2);
}

class Connection {
 public:
  explicit Connection(char const* url) : connection_(PQconnectdb(url), PQfinish) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) fail();
    run("SET client_min_messages = warning");
  }
  void run(std::string const& sql) { take(PQexec(connection_.get(), sql.c_str())); }
  std::int64_t number(std::string const& sql) {
    return std::strtoll(take(PQexec(connection_.get(), sql.c_str())).c_str(), nullptr, 10);
  }
  void prepare(char const* sql, int parameters) {
    run("DEALLOCATE ALL");
    take(PQprepare(connection_.get(), "post", sql, parameters, nullptr));
  }
  void copy(char const* sql, std::string const& rows) {
    std::unique_ptr<PGresult, void (*)(PGresult*)> const begun(PQexec(connection_.get(), sql), PQclear);
    if (PQresultStatus(begun.get()) != PGRES_COPY_IN) fail();
    if (PQputCopyData(connection_.get(), rows.data(), static_cast<int>(rows.size())) != 1) fail();
    if (PQputCopyEnd(connection_.get(), nullptr) != 1) fail();
    take(PQgetResult(connection_.get()));
  }
  std::string call(std::vector<std::string> const& parameters) {
    std::vector<char const*> values;
    std::vector<int> lengths, formats;
    for (auto const& one : parameters) {
      values.push_back(one.data());
      lengths.push_back(static_cast<int>(one.size()));
      formats.push_back(1);
    }
    return take(PQexecPrepared(connection_.get(), "post", static_cast<int>(values.size()), values.data(),
                               lengths.data(), formats.data(), 0));
  }

 private:
  std::string take(PGresult* raw) {
    std::unique_ptr<PGresult, void (*)(PGresult*)> const result(raw, PQclear);
    auto const status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail();
    return PQntuples(result.get()) > 0 && PQnfields(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
  }
  [[noreturn]] void fail() {
    std::fprintf(stderr, "the peer: %s\n", PQerrorMessage(connection_.get()));
    std::exit(1);
  }
  std::unique_ptr<PGconn, void (*)(PGconn*)> connection_;
};

template <class Number>
void add_big_end(std::string& bytes, Number value) {
  for (int shift = static_cast<int>(sizeof value) * 8 - 8; shift >= 0; shift -= 8)
    bytes += static_cast<char>(static_cast<std::uint64_t>(value) >> shift);
}
inline std::string binary(std::int64_t value) {
  std::string bytes;
  add_big_end(bytes, value);
  return bytes;
}
// One dimension of int8, as PostgreSQL sends and takes it.
inline std::string binary(std::vector<std::int64_t> const& values) {
  std::string bytes;
  bytes.reserve(20 + 12 * values.size());
  for (std::int32_t const head : {1, 0, 20}) add_big_end(bytes, head);
  add_big_end(bytes, static_cast<std::int32_t>(values.size()));
  add_big_end(bytes, std::int32_t{1});
  for (auto const value : values) {
    add_big_end(bytes, std::int32_t{8});
    add_big_end(bytes, value);
  }
  return bytes;
}

}  // namespace lumbung::peer
