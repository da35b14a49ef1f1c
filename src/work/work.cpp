#include "work/work.h"

namespace lumbung::work {

void Work::record(Event event) { events_.push_back(std::move(event)); }

Extension const* Work::known_inside(std::type_index type) const {
  auto const* own = own_.find(type);
  return own != nullptr ? own : group_.find(type);
}

Extension* Extensions::find(std::type_index type) const {
  for (auto const& [held_type, extension] : held_)
    if (held_type == type) return extension.get();
  return nullptr;
}

Extension& Extensions::keep(std::type_index type, std::unique_ptr<Extension> extension) {
  return *held_.emplace_back(type, std::move(extension)).second;
}

void Extensions::merge_into(Extensions& group) {
  for (auto& [type, extension] : held_) {
    auto* const below = group.find(type);
    must(below != nullptr);
    extension->merge_into(*below);
  }
}

void Extensions::before_commit(storage::Writer& rows) {
  for (auto& [type, extension] : held_) extension->before_commit(rows);
}

void Extensions::committed() noexcept {
  for (auto& [type, extension] : held_) extension->committed();
}

}  // namespace lumbung::work
