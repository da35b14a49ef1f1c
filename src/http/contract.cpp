#include "http/contract.h"

#include <algorithm>

#include "http/house_doors.h"
#include "http/packed.h"
#include "http/target.h"

namespace lumbung::http {
namespace {

using Kind = Value::Kind;

struct Verb {
  std::string_view name;
  Method method;
};
constexpr Verb verbs[] = {{"get", Method::get}, {"head", Method::head},   {"post", Method::post},
                          {"put", Method::put}, {"patch", Method::patch}, {"delete", Method::remove}};

// Text of a query as the schema's type would have it in JSON.
Value typed(Value const& schema, std::string const& text) {
  auto const* type = schema.find("type");
  bool const wants_text = type == nullptr || type->text == "string";
  if (!wants_text)
    if (auto value = parse_json(text); !value.refused()) return std::move(value).value();
  Value value(Kind::text);
  value.text = text;
  return value;
}

std::string_view text_in(Value const& object, std::string_view name) {
  auto const* found = object.find(name);
  return found == nullptr ? std::string_view() : found->text;
}

}  // namespace

Contract::Contract(Value document) : document_(std::move(document)) {
  auto const* paths = document_.find("paths");
  must(paths != nullptr);
  for (auto const& [path, item] : paths->members)
    for (auto const& [verb, method] : verbs) {
      auto const* operation = item.find(verb);
      if (operation == nullptr) continue;
      auto const id = std::string(text_in(*operation, "operationId"));
      must(!id.empty());
      auto const is_new = places_.emplace(id, Place{{method, path, id}, operation, &item}).second;
      must(is_new);
    }
}

std::vector<Contract::Operation> Contract::operations() const {
  std::vector<Operation> all;
  for (auto const& [id, place] : places_) all.push_back(place.operation);
  std::sort(all.begin(), all.end());
  return all;
}

Value const* Contract::followed(Value const* value) const {
  auto const* reference = value == nullptr ? nullptr : value->find("$ref");
  if (reference == nullptr) return value;
  auto const* at = &document_;
  auto rest = std::string_view(reference->text).substr(std::min<std::size_t>(2, reference->text.size()));
  while (at != nullptr && !rest.empty()) {
    auto const part = rest.substr(0, rest.find('/'));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    at = at->find(part);
  }
  return at;
}

std::vector<std::string> differences(Doors const& doors, Contract const& contract) {
  std::vector<Contract::Operation> opened;
  for (auto const& [method, path, id] : doors.operations()) opened.push_back({method, path, id});
  std::sort(opened.begin(), opened.end());
  auto const described = contract.operations();
  std::vector<std::string> told;
  auto const tell = [&](auto const& these, auto const& others, std::string_view what) {
    for (auto const& one : these)
      if (!std::binary_search(others.begin(), others.end(), one))
        told.push_back(std::string(name_of(one.method)) + " " + one.path + " " + one.id + std::string(what));
  };
  tell(opened, described, " is not in the document");
  tell(described, opened, " has no door");
  return told;
}

std::optional<std::string> Contract::fault_in_request(std::string_view operation, Request const& request) const {
  auto const place = places_.find(operation);
  if (place == places_.end()) return "operation is not in the document";
  if (auto fault = fault_in_query(place->second, request)) return fault;
  auto const* body = followed(place->second.item->find("requestBody"));
  if (body == nullptr) {
    bool const empty = request.body.empty() || request.body == "{}";
    return empty || request.method == Method::get ? std::nullopt
                                                  : std::optional<std::string>("no body is in the document");
  }
  auto const type = media_type(request.header("Content-Type"));
  auto const* content = body->find("content");
  auto const* described = content == nullptr ? nullptr : content->find(type);
  if (described == nullptr) return "content type of the request is not in the document";
  auto const* schema = described->find("schema");
  if (schema == nullptr || type != "application/json") return std::nullopt;
  auto const value = parse_json(request.body);
  if (value.refused()) return "the body is no JSON";
  return schema_fault(document_, *schema, *value);
}

std::optional<std::string> Contract::fault_in_query(Place const& place, Request const& request) const {
  std::vector<Value const*> described;
  for (auto const* from : {place.path->find("parameters"), place.item->find("parameters")})
    if (from != nullptr)
      for (auto const& parameter : from->items) described.push_back(followed(&parameter));
  for (auto const* one : described)
    if (one == nullptr) return "a parameter leads nowhere";
  for (auto const& [name, text] : request.query) {
    if (name == "lang") continue;
    auto const known = std::find_if(described.begin(), described.end(), [&, &wanted = name](auto const* one) {
      return text_in(*one, "in") == "query" && text_in(*one, "name") == wanted;
    });
    if (known == described.end()) return "?" + name + " is not in the document";
    if (auto const* schema = (*known)->find("schema"))
      if (auto fault = schema_fault(document_, *schema, typed(*schema, text))) return "?" + name + *fault;
  }
  for (auto const& [name, text] : request.parameters) {
    bool const known = std::any_of(described.begin(), described.end(), [&, &wanted = name](auto const* one) {
      return text_in(*one, "in") == "path" && text_in(*one, "name") == wanted;
    });
    if (!known) return "{" + name + "} is not in the document";
  }
  return std::nullopt;
}

std::optional<std::string> Contract::fault_in_answer(std::string_view operation, Answer const& answer) const {
  auto const place = places_.find(operation);
  if (place == places_.end()) return "operation is not in the document";
  auto const* responses = place->second.item->find("responses");
  if (responses == nullptr) return "responses are missing";
  auto const status = std::to_string(answer.status);
  auto const* described = responses->find(status);
  if (described == nullptr) described = responses->find(status.substr(0, 1) + "XX");
  if (described == nullptr && answer.status >= 400) described = responses->find("default");
  described = followed(described);
  if (described == nullptr) return "status " + status + " is not in the document";
  auto const* content = described->find("content");
  auto const& body = answer.packed ? answer.packed->plain() : answer.body;
  if (content == nullptr)
    return body.empty() ? std::nullopt : std::optional<std::string>("a body is not in the document");
  auto const type = media_type(answer.type);
  auto const* as_type = content->find(type);
  if (as_type == nullptr) as_type = content->find("*/*");
  if (as_type == nullptr) return "type " + std::string(type) + " of status " + status + " is not in the document";
  auto const* schema = as_type->find("schema");
  if (schema == nullptr || !is_text(type) || type.find("json") == type.npos) return std::nullopt;
  auto const value = parse_json(body);
  if (value.refused()) return "the answer is no JSON";
  auto fault = schema_fault(document_, *schema, *value);
  if (fault) fault = "status " + status + ": " + *fault;
  return fault;
}

}  // namespace lumbung::http
