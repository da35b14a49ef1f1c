#include "app/restored.h"

#include <filesystem>

#include "access/key_files.h"
#include "app/installation.h"
#include "backup/shelf.h"
#include "core/canary.h"
#include "merkle/checkpoint.h"
#include "merkle/note.h"
#include "storage/directories.h"
#include "translog/translog.h"

namespace lumbung::app {
namespace {

namespace fs = std::filesystem;

std::string mark_file(std::string const& data_dir) { return data_dir + "/restored"; }
std::string published_file(std::string const& data_dir) { return data_dir + "/published-checkpoint"; }

Verdict hold_against(work::View const& view, translog::Head const& head, std::string const& note,
                     std::string const& candidate) {
  auto const key = merkle::VerifierKey::parse(head.key);
  auto const read = merkle::Note::parse(note);
  auto const published = read ? merkle::Checkpoint::parse(read->text) : std::nullopt;
  if (!key || !published || !merkle::is_signed_by(*read, *key)) return refuse(head_unreadable);
  auto const size = static_cast<std::uint64_t>(head.size);
  if (published->size > size)
    return refuse(head_ahead)
        .with("published", std::to_string(published->size))
        .with("size", std::to_string(size))
        .with("first", std::to_string(size))
        .with("last", std::to_string(published->size - 1))
        .with("count", std::to_string(published->size - size));
  backup::write_small(candidate, note, 0644);
  if (auto const fault = translog::check_published(view, candidate)) {
    fs::remove(candidate);
    return refuse(head_of_another_history).with("what", fault->id, fault->en);
  }
  return done;
}

}  // namespace

std::optional<Mark> restore_mark(std::string const& data_dir) {
  auto const text = backup::read_small(mark_file(data_dir));
  if (!text) return std::nullopt;
  return *text == "lumbung/restored@v1 unconfirmed\n" ? Mark::unconfirmed : Mark::unfinished;
}

void mark_restore(std::string const& data_dir, Mark mark) {
  backup::write_small(
      mark_file(data_dir),
      std::string("lumbung/restored@v1 ") + (mark == Mark::unconfirmed ? "unconfirmed" : "unfinished") + "\n", 0600);
}

Result<bool> locked_by_restore(std::string const& data_dir) {
  auto const mark = restore_mark(data_dir);
  if (!mark || canary("app.restored_house_signs")) return false;
  if (*mark == Mark::unfinished) return refuse(restore_unfinished);
  for (auto const* name : {"field-root.key", "blind-index.key", "log.key"})
    if (!fs::exists(data_dir + "/keys/" + name))
      return refuse(restored_without_keys).with("file", name).with("directory", data_dir + "/keys");
  return true;
}

Result<Confirmed> confirm_head(Config const& config, std::optional<std::string> const& note) {
  if (!TRY(locked_by_restore(config.data_dir))) return refuse(nothing_restored);
  // The lock of a server that has it open is taken, too: it would not notice that it may sign.
  auto const database = storage::Database::open({.url = config.database_url(), .data_dir = config.data_dir});
  auto const rows = database->reader();
  rows->begin();
  auto const actor = work::Actor::system();
  auto const house = house_of(config, nullptr);
  work::View const view(actor, clock_of(config).now(), *rows, house);
  auto const head = translog::sequenced_head(view);
  auto const candidate = published_file(config.data_dir) + ".candidate";
  Confirmed confirmed{head.size, base64(view_of(head.root)), std::nullopt};
  if (note) {
    TRY(hold_against(view, head, *note, candidate));
    confirmed.published = static_cast<std::int64_t>(merkle::Checkpoint::parse(merkle::Note::parse(*note)->text)->size);
    fs::rename(candidate, published_file(config.data_dir));
  }
  fs::remove(mark_file(config.data_dir));
  storage::sync_directory(config.data_dir);
  return confirmed;
}

}  // namespace lumbung::app
