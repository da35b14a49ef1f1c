// make_log DIRECTORY [ENTRIES]: makes a log as the server would, over several publications, and lays it out for the
// foreign checkers: key, mirror/, checkpoints/<size>, receipts/<index>.tlog-proof. Then our own offline verifier goes
// over it, as `lumbung verify` would; prints "N passed, N failed".
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/village.h"
#include "translog/sequencer.h"
#include "translog/translog.h"
#include "verify/verify.h"

namespace {

using namespace lumbung;
using translog::View;
using translog::Work;

void write(std::filesystem::path const& path, std::string const& bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  must(out.good());
}

std::string record(int number) {
  return "lumbung/record@v1\nid " + std::to_string(number) + "\ntype gift\namount IDR " +
         std::to_string(2'500'000 + number) + "\n";
}

// One publication of `count` entries.
void commit(Village& village, int first, int count, std::vector<Id<Leaf>>& ids) {
  auto const made = village.work([&](Work& work) -> Result<std::vector<Id<Leaf>>> {
    std::vector<Id<Leaf>> mine;
    for (int i = first; i < first + count; ++i) mine.push_back(translog::commit(work, work.today(), record(i)));
    work.record({"test.committed", mine.front().uuid, std::nullopt, {}});
    return mine;
  });
  for (auto const& id : made.value()) ids.push_back(id);
}

void make(std::filesystem::path const& directory, int entries) {
  Village village({translog::migrations()});
  auto const key_file = village.directory() + "/log.key";
  translog::Sequencer log(village.engine(),
                          translog::log_key(key_file, "lumbung.example/lumbung/asing", village.chance),
                          {.published_file = village.directory() + "/log.checkpoint"});
  must(!log.start().refused());
  std::vector<Id<Leaf>> ids;
  // Publications of 1, 2, 3, … entries, so that the heads stand at many shapes of the tree.
  for (int first = 0, count = 1; first < entries; first += count, ++count) {
    commit(village, first, std::min(count, entries - first), ids);
    must(!log.publish_now().refused());
    auto const head = village.view([](View const& view) { return translog::head(view); });
    write(directory / "checkpoints" / std::to_string(head.size), head.note);
    write(directory / "key", head.key + "\n");
  }
  village.view([&](View const& view) {
    translog::write_mirror(view, (directory / "mirror").string());
    for (auto const& id : ids)
      write(directory / "receipts" / (std::to_string(*translog::index_of(view, id)) + ".tlog-proof"),
            translog::receipt(view, id).value());
    return done;
  });
}

// Every receipt, and the mirror as a continuation of every head that was ever published; then the same with one entry
// of the mirror changed, which nothing may survive.
int verify_all(std::filesystem::path const& directory) {
  int passed = 0, failed = 0;
  auto const verify = [&](std::vector<std::string> args, int expected) {
    args.insert(args.begin(), {"--policy", (directory / "key").string()});
    std::ostringstream out, err;
    bool const good = verify::run_verify(args, out, err) == expected;
    ++(good ? passed : failed);
    if (!good) std::fputs((out.str() + err.str()).c_str(), stdout);
  };
  auto const mirror = (directory / "mirror").string();
  auto const verify_heads = [&](int expected) {
    for (auto const& head : std::filesystem::directory_iterator(directory / "checkpoints"))
      verify({"--mirror", mirror, "--older", head.path().string()}, expected);
  };
  for (auto const& receipt : std::filesystem::directory_iterator(directory / "receipts"))
    verify({receipt.path().string()}, 0);
  verify_heads(0);
  auto const first_bundle = std::filesystem::path(mirror) / "tile/entries/000";
  auto const kept = first_bundle.string() + ".kept";
  std::filesystem::copy_file(first_bundle, kept);
  {
    std::fstream bundle(first_bundle, std::ios::in | std::ios::out | std::ios::binary);
    bundle.seekp(300);
    bundle.put('~');
  }
  verify_heads(1);
  std::filesystem::rename(kept, first_bundle);
  std::printf("%d passed, %d failed\n", passed, failed);
  return failed == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::fputs("make_log DIRECTORY [ENTRIES]\n", stderr);
    return 2;
  }
  make(arguments[1], count > 2 ? std::atoi(arguments[2]) : 600);
  return verify_all(arguments[1]);
}
