#include <algorithm>

#include "http/house_doors.h"
#include "http/metrics.h"
#include "http/packed.h"

namespace lumbung::embedded {
extern std::string_view const openapi_parts[];
extern std::size_t const openapi_parts_count;
extern std::string_view const docs_page[];
}  // namespace lumbung::embedded

namespace lumbung::http {
namespace {

using Kind = Value::Kind;
constexpr std::string_view verbs[] = {"get", "put", "post", "delete", "patch", "head"};

Value text_value(std::string_view text) {
  Value value(Kind::text);
  value.text = text;
  return value;
}

// Adds the members of `from`; two that have one name must say the same, or be objects on a level above `levels`.
void merge(Value& into, Value const& from, int levels, std::string const& place) {
  for (auto const& [name, value] : from.members) {
    auto const here = pointer_to(place, name);
    auto& known = into[name];
    if (known.is(Kind::null))
      known = value;
    else if (levels > 0 && known.is(Kind::object) && value.is(Kind::object))
      merge(known, value, levels - 1, here);
    else if (canonical(known) != canonical(value))
      throw Mistake("two parts of the OpenAPI document differ at " + here);
  }
}

void add_problems(Value& paths) {
  for (auto& [path, item] : paths.members)
    for (auto const verb : verbs) {
      if (item.find(verb) == nullptr) continue;
      auto& operation = item[verb];
      if (operation.find("x-foreign") != nullptr) continue;
      auto& responses = operation["responses"];
      if (responses.find("default") == nullptr)
        responses["default"]["$ref"] = text_value("#/components/responses/Problem");
    }
}

bool leads_somewhere(Value const& document, std::string_view reference) {
  if (!reference.starts_with("#/")) return false;
  reference.remove_prefix(2);
  auto const* at = &document;
  while (at != nullptr && !reference.empty()) {
    auto const part = reference.substr(0, reference.find('/'));
    reference.remove_prefix(std::min(reference.size(), part.size() + 1));
    at = at->find(part);
  }
  return at != nullptr;
}

void check_references(Value const& document, Value const& at) {
  if (auto const* reference = at.find("$ref"); reference != nullptr && reference->is(Kind::text))
    if (!leads_somewhere(document, reference->text))
      throw Mistake("a $ref of the OpenAPI document leads nowhere: " + reference->text);
  for (auto const& [name, value] : at.members) check_references(document, value);
  for (auto const& item : at.items) check_references(document, item);
}

void raw_page(Doors& doors, std::string_view path, std::string type, std::string text) {
  auto const packed = std::make_shared<Packed>(type, std::move(text));
  doors.raw({Method::get, path, ""}, [packed, type](Request const&) {
    Answer answer{.type = type, .caching = Caching::revalidate};
    answer.packed = packed;
    return answer;
  });
}

}  // namespace

Value merged_openapi(std::vector<std::string_view> const& parts, std::string_view version,
                     std::string_view public_url) {
  Value document;
  document["openapi"] = text_value("3.1.0");
  auto& info = document["info"];
  info["title"] = text_value("Lumbung API");
  info["version"] = text_value(version);
  info["description"] = text_value(
      "Everything the web application does, it does through these doors. Amounts are whole minor units (sen). Unknown, "
      "repeated and missing fields are refused, all at once, with RFC 6901 pointers. A change that carries an id may "
      "be "
      "sent again: the first answer comes back, with Idempotent-Replay: true.");
  info["license"]["name"] = text_value("Apache-2.0");
  info["license"]["identifier"] = text_value("Apache-2.0");
  Value server;
  server["url"] = text_value(public_url.empty() ? "/" : public_url);
  auto& servers = document["servers"];
  servers.kind = Kind::list;
  servers.items.push_back(std::move(server));
  auto& tags = document["tags"];
  tags.kind = Kind::list;
  Value paths(Kind::object);
  Value components(Kind::object);
  for (auto const part : parts) {
    auto const parsed = parse_json(part);
    if (parsed.refused())
      throw Mistake("a part of the OpenAPI document cannot be read: " + parsed.problem().sentence_en());
    if (auto const* more = parsed->find("paths")) merge(paths, *more, 1, "/paths");
    if (auto const* more = parsed->find("components")) merge(components, *more, 1, "/components");
    if (auto const* more = parsed->find("tags"))
      tags.items.insert(tags.items.end(), more->items.begin(), more->items.end());
  }
  add_problems(paths);
  document["paths"] = std::move(paths);
  document["components"] = std::move(components);
  check_references(document, document);
  return document;
}

std::vector<std::string_view> const& openapi_parts() {
  static std::vector<std::string_view> const parts(embedded::openapi_parts,
                                                   embedded::openapi_parts + embedded::openapi_parts_count);
  return parts;
}

void open_openapi_doors(Doors& doors, Value const& document) {
  raw_page(doors, "/api/openapi.json", "application/json", text_of(document));
  raw_page(doors, "/api/docs", "text/html", std::string(embedded::docs_page[0]));
  raw_page(doors, "/api/docs.js", "text/javascript", std::string(embedded::docs_page[1]));
  raw_page(doors, "/api/docs.css", "text/css", std::string(embedded::docs_page[2]));
}

void open_health_doors(Doors& doors, std::function<std::string()> ready) {
  doors.raw({Method::get, "/health/live", ""}, [](Request const&) { return text("ok\n"); });
  doors.raw({Method::get, "/health/ready", ""}, [ready = std::move(ready)](Request const&) {
    auto const why_not = ready();
    auto answer = text(why_not.empty() ? "ok\n" : why_not + "\n");
    answer.status = why_not.empty() ? 200 : 503;
    return answer;
  });
}

namespace {

// Whoever sits at this machine. What a proxy passes on comes from somewhere else, even when the proxy stands here.
bool is_loopback(Request const& request) {
  if (request.find_header("X-Forwarded-For") || request.find_header("Forwarded")) return false;
  auto const& address = request.address;
  return address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127.");
}

}  // namespace

void open_metrics_door(Doors& doors, std::vector<std::string> const& readers) {
  doors.raw({Method::get, "/metrics", ""}, [&doors, readers](Request const& request) {
    bool const known = std::find(readers.begin(), readers.end(), request.address) != readers.end();
    // To all others the door is not there.
    if (!known && !is_loopback(request)) return problem_answer(refuse(no_such_page), request);
    return text(doors.metrics().text(), "text/plain; version=0.0.4; charset=utf-8");
  });
}

}  // namespace lumbung::http
