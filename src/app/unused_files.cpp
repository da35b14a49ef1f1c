#include "app/unused_files.h"

#include "access/organisations.h"
#include "giving/giving.h"
#include "programme/uploads.h"

namespace lumbung::app {
namespace {

bool is_named(work::View const& view, Hash const& file) {
  return programme::is_evidence(view, file) || giving::is_picture(view, file) || access::is_document(view, file);
}

// First its uploads are forgotten, so that nothing can come to name it any more without sending it again, which would
// make the file young; then the file goes.
Result<std::vector<Hash>> forget(work::Work& work, std::vector<Hash> const& files, Instant before) {
  std::vector<Hash> forgotten;
  for (auto const& file : files) {
    if (is_named(work, file) || programme::uploaded_since(work, file, before)) continue;
    programme::forget_uploads(work, file);
    forgotten.push_back(file);
  }
  if (!forgotten.empty())
    work.record({.kind = "app.files_forgotten",
                 .subject = {},
                 .organisation = {},
                 .facts = {{"files", std::to_string(forgotten.size())}}});
  return forgotten;
}

std::vector<Hash> unnamed(work::Engine& engine, std::vector<Hash> const& files) {
  return engine.view(work::Actor::system(), [&](work::View const& view) {
    std::vector<Hash> found;
    for (auto const& file : files)
      if (!is_named(view, file)) found.push_back(file);
    return found;
  });
}

}  // namespace

int remove_unused_files(work::Engine& engine, Instant now, std::function<bool()> const& go_on) {
  auto const before = now - days(days_to_be_named);
  auto* const files = engine.house().files;
  int removed = 0;
  for (int folder = 0; folder < storage::Files::folders && go_on(); ++folder) {
    // Looked at without holding up the writer; the few that are left are looked at again within the work.
    auto const unused = unnamed(engine, files->put_before(before, folder));
    if (unused.empty()) continue;
    auto const forgotten =
        engine.work(work::Actor::system(), [&](work::Work& work) { return forget(work, unused, before); });
    must(!forgotten.refused());
    for (auto const& file : *forgotten) removed += files->remove_if_put_before(file, before);
  }
  return removed;
}

}  // namespace lumbung::app
