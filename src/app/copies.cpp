#include "app/copies.h"

#include <filesystem>

namespace lumbung::app {
namespace {

namespace fs = std::filesystem;

bool lies_inside(std::string const& inner, std::string const& outer) {
  auto const relation = fs::weakly_canonical(inner).lexically_relative(fs::weakly_canonical(outer));
  return !relation.empty() && *relation.begin() != "..";
}

// A secret key must not be repeated in a message.
std::string shown(std::string const& key) {
  return key.starts_with("age1") ? key : key.substr(0, std::min<std::size_t>(4, key.size())) + "…";
}

}  // namespace

Result<backup::Shelf> shelf_at(Config const& config, std::string const& directory,
                               std::vector<std::string> const& recipients) {
  if (!config.database_url().starts_with("sqlite:")) return refuse(backup_needs_embedded);
  auto const& keys = recipients.empty() ? config.backup_recipients : recipients;
  if (keys.empty()) return refuse(backup_for_nobody);
  backup::Shelf shelf{directory, {}};
  for (auto const& key : keys) {
    auto const recipient = backup::Recipient::parse(key);
    if (!recipient) return refuse(backup_recipient_wrong).with("key", shown(key));
    shelf.recipients.push_back(*recipient);
  }
  if (lies_inside(directory, config.data_dir)) return refuse(backup_beside_data);
  return shelf;
}

Result<std::optional<backup::Shelf>> shelf_of(Config const& config) {
  if (config.backup_dir.empty()) return std::optional<backup::Shelf>();
  auto shelf = TRY(shelf_at(config, config.backup_dir, {}));
  return std::optional(std::move(shelf));
}

}  // namespace lumbung::app
