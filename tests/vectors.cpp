#include "tests/vectors.h"

#include <boost/json.hpp>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace lumbung::tests {

namespace json = boost::json;

struct Vector::Inside {
  json::value value;
};

namespace {

json::value const& value_at(void const* at) { return *static_cast<json::value const*>(at); }

std::string read(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("no such vectors: " + path);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

}  // namespace

Vector Vector::parse(std::string_view text) {
  auto inside = std::make_shared<Inside>(Inside{json::parse(json::string_view(text.data(), text.size()))});
  auto const* at = &inside->value;
  return {std::move(inside), at};
}

Vector Vector::file(std::string_view path) {
  static std::map<std::string, Vector, std::less<>> known;
  auto found = known.find(path);
  if (found == known.end()) {
    auto const text = read(std::string(LUMBUNG_SOURCE_DIR "/tests/standards/").append(path));
    found = known.emplace(path, parse(text)).first;
  }
  return found->second;
}

bool Vector::has(std::string_view key) const {
  auto const& value = value_at(at_);
  return value.is_object() && value.get_object().contains(json::string_view(key.data(), key.size()));
}

bool Vector::is_text() const { return value_at(at_).is_string(); }

bool Vector::is_null() const { return value_at(at_).is_null(); }

Vector Vector::operator[](std::string_view key) const {
  return {root_, &value_at(at_).as_object().at(json::string_view(key.data(), key.size()))};
}

std::vector<Vector> Vector::list() const {
  std::vector<Vector> out;
  for (auto const& item : value_at(at_).as_array()) out.push_back({root_, &item});
  return out;
}

std::vector<std::pair<std::string, Vector>> Vector::members() const {
  std::vector<std::pair<std::string, Vector>> out;
  for (auto const& member : value_at(at_).as_object())
    out.emplace_back(std::string(member.key()), Vector(root_, &member.value()));
  return out;
}

std::string Vector::text() const { return json::value_to<std::string>(value_at(at_)); }

std::int64_t Vector::number() const { return json::value_to<std::int64_t>(value_at(at_)); }

double Vector::real() const { return json::value_to<double>(value_at(at_)); }

bool Vector::yes() const { return value_at(at_).as_bool(); }

std::vector<std::string> Vector::texts() const { return json::value_to<std::vector<std::string>>(value_at(at_)); }

std::string Vector::json() const { return json::serialize(value_at(at_)); }

std::vector<Vector> vectors(std::string_view group) { return Vector::file("vectors.json")[group].list(); }

}  // namespace lumbung::tests
