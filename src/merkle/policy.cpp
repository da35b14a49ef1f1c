#include "merkle/policy.h"

#include <algorithm>

#include "merkle/text.h"

namespace lumbung::merkle {
namespace {

constexpr std::size_t longest_policy = 100'000;

bool holds(std::vector<std::string> const& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Policy Policy::of_log(VerifierKey key) {
  Policy policy;
  policy.logs_.push_back(std::move(key));
  policy.quorum_ = "none";
  return policy;
}

bool Policy::is_known(std::string_view name) const {
  return name == "none" || std::any_of(witnesses_.begin(), witnesses_.end(), [&](auto& w) { return w.name == name; }) ||
         std::any_of(groups_.begin(), groups_.end(), [&](auto& g) { return g.name == name; });
}

bool Policy::take_group(std::string_view line) {
  auto const name = take_word(line);
  auto const needed = take_word(line);
  if (!name || !needed || is_known(*name)) return false;
  Group group{std::string(*name), 0, {}};
  while (auto const member = take_word(line)) {
    if (*member == "none" || !is_known(*member) || holds(group.members, *member)) return false;
    group.members.emplace_back(*member);
  }
  if (!line.empty() || group.members.empty()) return false;
  if (*needed == "any") {
    group.needed = 1;
  } else if (*needed == "all") {
    group.needed = group.members.size();
  } else {
    auto const number = number_of(*needed);
    if (!number || *number == 0 || *number > group.members.size()) return false;
    group.needed = *number;
  }
  groups_.push_back(std::move(group));
  return true;
}

bool Policy::take(std::string_view line) {
  if (take_prefix(line, "log ")) {
    auto const text = take_word(line);
    auto key = text ? VerifierKey::parse(*text) : std::nullopt;
    if (!key || key->type != KeyType::ed25519) return false;
    if (std::any_of(logs_.begin(), logs_.end(), [&](auto& k) { return k.text() == *text; })) return false;
    logs_.push_back(std::move(*key));
    return true;
  }
  if (take_prefix(line, "witness ")) {
    auto const name = take_word(line);
    auto const text = take_word(line);
    auto key = text ? VerifierKey::parse(*text) : std::nullopt;
    if (!name || !key || key->type != KeyType::ed25519_cosignature || is_known(*name)) return false;
    if (std::any_of(witnesses_.begin(), witnesses_.end(), [&](auto& w) { return w.key.public_key == key->public_key; }))
      return false;
    witnesses_.push_back({std::string(*name), std::move(*key)});
    return true;
  }
  if (take_prefix(line, "group ")) return take_group(line);
  if (take_prefix(line, "quorum ")) {
    if (!quorum_.empty() || !is_known(line)) return false;
    quorum_ = line;
    return true;
  }
  return false;
}

std::optional<Policy> Policy::parse(std::string_view text) {
  Policy policy;
  if (text.size() > longest_policy || (!text.empty() && text.back() != '\n')) return std::nullopt;
  while (auto line = take_line(text)) {
    if (line->empty() || line->front() == '#') continue;
    if (!policy.take(*line)) return std::nullopt;
  }
  if (policy.logs_.empty() || policy.quorum_.empty()) return std::nullopt;
  return policy;
}

VerifierKey const* Policy::signing_log(Note const& note) const {
  auto const origin = std::string_view(note.text).substr(0, note.text.find('\n'));
  for (auto const& key : logs_)
    if (key.name == origin && is_signed_by(note, key)) return &key;
  return nullptr;
}

std::vector<std::string> Policy::signing_witnesses(Note const& note) const {
  std::vector<std::string> names;
  for (auto const& witness : witnesses_)
    if (is_signed_by(note, witness.key)) names.push_back(witness.name);
  return names;
}

bool Policy::has_quorum(Note const& note) const {
  if (quorum_ == "none") return true;
  auto reached = signing_witnesses(note);
  for (auto const& group : groups_) {
    auto const present = std::count_if(group.members.begin(), group.members.end(),
                                       [&](std::string const& member) { return holds(reached, member); });
    if (static_cast<std::size_t>(present) >= group.needed) reached.push_back(group.name);
  }
  return holds(reached, quorum_);
}

}  // namespace lumbung::merkle
