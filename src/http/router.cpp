#include "http/router.h"

#include <algorithm>

namespace lumbung::http {

struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> parts;
  std::unique_ptr<Node> any;   // "{name}"
  std::unique_ptr<Node> rest;  // "{name...}"
  std::vector<std::pair<Method, std::size_t>> doors;
  std::map<Method, std::vector<std::string>> names;  // of the parts in braces, in order, by method

  Node* inner(std::string_view part) {
    auto& place = part.starts_with('{') ? (part.ends_with("...}") ? rest : any) : parts[std::string(part)];
    if (!place) place = std::make_unique<Node>();
    return place.get();
  }
};

namespace {

// "/a/b" → "a", rest "/b"; "/" → "".
std::string_view take_part(std::string_view& path) {
  path.remove_prefix(1);
  auto const part = path.substr(0, path.find('/'));
  path.remove_prefix(part.size());
  return part;
}

// Whether this node has doors; else the next best way is tried.
template <class Node>
Node const* walk(Node const& node, std::string_view path, std::vector<std::string>& values) {
  if (path.empty()) return node.doors.empty() ? nullptr : &node;
  auto after = path;
  auto const part = take_part(after);
  if (auto const known = node.parts.find(part); known != node.parts.end())
    if (auto const* end = walk(*known->second, after, values)) return end;
  if (node.any && !part.empty()) {
    values.emplace_back(part);
    if (auto const* end = walk(*node.any, after, values)) return end;
    values.pop_back();
  }
  if (!node.rest) return nullptr;
  values.emplace_back(path.substr(1));
  return node.rest.get();
}

}  // namespace

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;

void Router::add(Method method, std::string_view pattern, std::size_t door) {
  must(pattern.starts_with('/'));
  auto* node = root_.get();
  std::vector<std::string> names;
  while (!pattern.empty()) {
    auto const part = take_part(pattern);
    if (part.starts_with('{')) {
      must(part.ends_with('}'));
      auto name = part.substr(1, part.size() - 2);
      if (name.ends_with("...")) {
        must(pattern.empty());
        name.remove_suffix(3);
      }
      names.emplace_back(name);
    }
    node = node->inner(part);
  }
  must(!node->names.contains(method));
  node->names[method] = std::move(names);
  node->doors.emplace_back(method, door);
}

Router::Found Router::find(Method method, std::string_view path) const {
  Found found;
  if (!path.starts_with('/')) return found;
  std::vector<std::string> values;
  auto const* node = walk(*root_, path, values);
  if (node == nullptr) return found;
  auto const door_for = [&](Method wanted) {
    return std::find_if(node->doors.begin(), node->doors.end(), [&](auto const& d) { return d.first == wanted; });
  };
  auto door = door_for(method);
  if (door == node->doors.end() && method == Method::head) door = door_for(Method::get);
  if (door == node->doors.end()) {
    for (auto const& [known, _] : node->doors) {
      found.allowed.push_back(known);
      if (known == Method::get) found.allowed.push_back(Method::head);
    }
    return found;
  }
  found.door = door->second;
  auto const& names = node->names.at(door->first);
  for (std::size_t i = 0; i < names.size(); ++i) found.parameters.emplace_back(names[i], std::move(values[i]));
  return found;
}

}  // namespace lumbung::http
