#include "payments/flat_json.h"

#include <boost/json/basic_parser_impl.hpp>
#include <set>
#include <vector>

namespace lumbung::payments {
namespace {

namespace json = boost::json;

// Told by the parser what it meets, piece by piece.
class Collector {
 public:
  constexpr static std::size_t max_object_size = 1000;
  constexpr static std::size_t max_array_size = 1000;
  constexpr static std::size_t max_key_size = 200;
  constexpr static std::size_t max_string_size = 20'000;

  FlatJson found;

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code&) {
    open({.is_object = true});
    return true;
  }
  bool on_object_end(std::size_t, json::error_code&) {
    levels_.pop_back();
    return true;
  }
  bool on_array_begin(json::error_code& ec) {
    if (levels_.empty()) return stop(ec);
    open({.is_object = false});
    return true;
  }
  bool on_array_end(std::size_t, json::error_code&) {
    levels_.pop_back();
    return true;
  }
  bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
    piece_.append(part.data(), part.size());
    return true;
  }
  bool on_key(json::string_view part, std::size_t, json::error_code& ec) {
    piece_.append(part.data(), part.size());
    levels_.back().key = std::exchange(piece_, {});
    return levels_.back().keys.insert(levels_.back().key).second || stop(ec);
  }
  bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
    piece_.append(part.data(), part.size());
    return true;
  }
  bool on_string(json::string_view part, std::size_t, json::error_code& ec) {
    piece_.append(part.data(), part.size());
    return keep(Scalar::Kind::text, ec);
  }
  bool on_number_part(json::string_view part, json::error_code&) {
    piece_.append(part.data(), part.size());
    return true;
  }
  bool on_int64(std::int64_t, json::string_view part, json::error_code& ec) { return number(part, ec); }
  bool on_uint64(std::uint64_t, json::string_view part, json::error_code& ec) { return number(part, ec); }
  bool on_double(double, json::string_view part, json::error_code& ec) { return number(part, ec); }
  bool on_bool(bool, json::error_code& ec) { return keep(Scalar::Kind::other, ec); }
  bool on_null(json::error_code& ec) { return keep(Scalar::Kind::other, ec); }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

 private:
  struct Level {
    bool is_object = true;
    bool reachable = true;  // by object members alone
    std::string prefix = {};
    std::string key = {};
    std::set<std::string> keys = {};
  };

  static bool stop(json::error_code& ec) {
    ec = json::error::syntax;
    return false;
  }
  // Where a value that begins now stands; nothing inside a list, or below a key with a dot, which could be mistaken.
  std::optional<std::string> here() const {
    auto const& level = levels_.back();
    if (!level.reachable || !level.is_object || level.key.find('.') != std::string::npos) return std::nullopt;
    return level.prefix + level.key;
  }
  void open(Level level) {
    if (!levels_.empty()) {
      auto const path = here();
      level.reachable = path.has_value();
      level.prefix = path.value_or("") + ".";
    }
    levels_.push_back(std::move(level));
  }
  bool number(json::string_view part, json::error_code& ec) {
    piece_.append(part.data(), part.size());
    return keep(Scalar::Kind::number, ec);
  }
  bool keep(Scalar::Kind kind, json::error_code& ec) {
    auto text = std::exchange(piece_, {});
    if (levels_.empty()) return stop(ec);
    if (auto const path = here()) found[*path] = {kind, std::move(text)};
    return true;
  }

  std::vector<Level> levels_;
  std::string piece_;
};

}  // namespace

std::optional<FlatJson> read_flat_json(std::string_view text) {
  json::parse_options options;
  options.max_depth = 16;
  json::basic_parser<Collector> parser(options);
  json::error_code ec;
  auto const read = parser.write_some(false, text.data(), text.size(), ec);
  if (ec || read != text.size() || !parser.done()) return std::nullopt;
  return std::move(parser.handler().found);
}

}  // namespace lumbung::payments
