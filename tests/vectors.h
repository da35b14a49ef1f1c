// The test vectors of the standards, for tests only: a JSON file as plain values, so that no test sees a JSON library.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lumbung::tests {

// A JSON value. Asking for what is not there throws, so a vector that was renamed fails its test.
class Vector {
 public:
  // A file below tests/standards, such as "vectors.json" or "samples/historic-prefixes.json"; read once.
  static Vector file(std::string_view path);
  // A text that a test made itself.
  static Vector parse(std::string_view json);

  bool has(std::string_view key) const;
  bool is_text() const;
  bool is_null() const;
  Vector operator[](std::string_view key) const;
  std::vector<Vector> list() const;
  std::vector<std::pair<std::string, Vector>> members() const;
  std::string text() const;
  std::int64_t number() const;
  double real() const;
  bool yes() const;
  std::vector<std::string> texts() const;  // a list of texts
  std::string json() const;                // as it stands, for saying which vector failed

 private:
  struct Inside;
  Vector(std::shared_ptr<Inside const> root, void const* at) : root_(std::move(root)), at_(at) {}
  std::shared_ptr<Inside const> root_;
  void const* at_;
};

// One group of vectors.json: `vectors("terbilang")`.
std::vector<Vector> vectors(std::string_view group);

}  // namespace lumbung::tests
