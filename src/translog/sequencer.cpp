#include "translog/sequencer.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

#include "core/canary.h"
#include "merkle/checkpoint.h"
#include "storage/directories.h"
#include "translog/durable.h"
#include "translog/inspect.h"
#include "translog/rolls.h"
#include "translog/store.h"
#include "translog/tree_rows.h"

namespace lumbung::translog {
namespace {

using work::Actor;

constexpr std::int64_t leaves_in_one_work = 4'096;
constexpr std::uint64_t lines_in_one_work = 65'536;
constexpr std::chrono::seconds pause_after_trouble{1};
constexpr int works_before_signing = 32;  // a long payment run is signed in between

Uuid no_subject() { return {}; }

Problem does_not_match(Fault const& fault) {
  return refuse(log_does_not_match).with("index", std::to_string(fault.index)).with("what", fault.id, fault.en);
}

// The first leaf of a log tells its key; it goes before everything that was committed until now.
Verdict make_log(Work& work, merkle::VerifierKey const& key) {
  if (store::head(work.rows)) return done;
  auto const id = work.new_id<Leaf>();
  auto const day = work.today();
  auto const leaf = merkle::leaf_text(LeafKind::key, day, "key " + key.text() + "\n");
  store::make_head(work.rows, {key.name, key.text(), 0, merkle::empty_root()});
  store::add_first(work.rows, {id, std::string(merkle::name_of(LeafKind::key)), leaf, 0, {}, {}}, day);
  work.record({"translog.log_made", id.uuid, std::nullopt, {{"origin", key.name}, {"key", key.text()}}});
  return done;
}

// What waits, with the indexes it will have and what becomes of the tree. Made beside the writer, who has no time to
// hash the lines of a payment run.
struct Prepared {
  std::uint64_t from = 0;
  std::vector<store::Waiting> waiting;
  bool all = false;  // nothing else waited when we looked
  std::vector<store::Indexed> leaves;
  std::vector<store::RollPlace> rolls;
  struct Node {
    int level;
    std::uint64_t number;
    Hash hash;
  };
  std::vector<Node> nodes;
  std::map<LeafKind, std::int64_t> more;
  Edge edge;
};

// At most leaves_in_one_work, or the lines of one roll more.
std::optional<Prepared> prepare(View const& view) {
  Prepared made;
  made.waiting = store::take_waiting(view.rows, leaves_in_one_work);
  if (made.waiting.empty()) return std::nullopt;
  auto const head = store::head(view.rows);
  must(head.has_value());
  made.from = head->size;
  made.edge = Edge::at(view, head->size);
  must(made.edge.root() == head->root);
  auto const add = [&](Hash const& hash) {
    made.edge.add(hash, [&](int level, std::uint64_t number, Hash const& root) {
      made.nodes.push_back({level, number, root});
      return root;
    });
  };
  std::size_t taken = 0;
  for (auto const& leaf : made.waiting) {
    ++taken;
    auto const hash = merkle::leaf_hash(leaf.leaf);
    made.leaves.push_back({made.edge.size(), leaf.id, hash});
    add(hash);
    ++made.more[leaf.kind];
    if (leaf.lines == 0) continue;
    auto const roll = store::roll(view.rows, leaf.id);
    must(roll.has_value());
    made.rolls.push_back({made.edge.size(), static_cast<std::uint64_t>(leaf.lines), leaf.id});
    must(each_line(view, *roll, 0, leaf.lines, [&](RollLine const& line) { add(line.hash); }));
    must(made.edge.size() == made.rolls.back().end());
    made.more[LeafKind::entry] += leaf.lines;
    if (made.edge.size() - made.from >= lines_in_one_work) break;
  }
  made.all = taken == made.waiting.size() && std::ssize(made.waiting) < leaves_in_one_work;
  made.waiting.resize(taken);
  return made;
}

// Gives the indexes; tree and head change in the same transaction.
Verdict sequence(Work& work, Prepared const& made) {
  for (auto const& node : made.nodes) store::add_node(work.rows, node.level, node.number, node.hash);
  store::add_leaves(work.rows, made.leaves);
  for (auto const& roll : made.rolls) store::add_place(work.rows, roll);
  for (auto const& [kind, count] : made.more) store::count(work.rows, kind, count);
  must(store::drop_waiting(work.rows, made.waiting.back()) == std::ssize(made.waiting));
  must(store::swap_head(work.rows, made.from, made.edge.size(), made.edge.root()));
  work.record({"translog.sequenced",
               no_subject(),
               std::nullopt,
               {{"from", std::to_string(made.from)},
                {"size", std::to_string(made.edge.size())},
                {"root", base64(view_of(made.edge.root()))}}});
  return done;
}

// Stores a signed head of the size reached; nothing to do when it stands already and is fresh. Nothing is signed when
// the database has gone back behind what was published while we ran: then a standby took over that lacked something.
Result<std::string> sign_head(Work& work, merkle::Signer const& signer, std::string const& published,
                              Duration refresh_every) {
  auto const head = store::head(work.rows);
  must(head.has_value());
  if (!published.empty())
    if (auto const fault = published_fault(work, signer.verifier(), head->size, published))
      return does_not_match(*fault);
  auto const newest = store::newest_checkpoint(work.rows);
  if (newest && newest->size == head->size) {
    if (work.now - newest->refreshed >= refresh_every) {
      store::refresh_checkpoint(work.rows, newest->size, work.now);
      work.record({"translog.refreshed", no_subject(), std::nullopt, {{"size", std::to_string(head->size)}}});
    }
    return newest->note;
  }
  must(!newest || newest->size < head->size);
  auto const root = canary("translog.signs_another_root") ? merkle::empty_root() : head->root;
  merkle::Checkpoint const checkpoint{head->origin, head->size, root};
  auto const note = merkle::Note{checkpoint.text(), {signer.sign(checkpoint.text())}}.whole();
  store::add_checkpoint(work.rows, {head->size, head->root, note, work.now, work.now});
  work.record({"translog.published",
               no_subject(),
               std::nullopt,
               {{"size", std::to_string(head->size)}, {"root", base64(view_of(head->root))}}});
  return note;
}

}  // namespace

merkle::Signer log_key(std::string const& file, std::string_view origin, Chance& chance) {
  auto text = read_small_file(file);
  // Of a key that is there, too: whoever made it may have been killed before its name was on the disk.
  auto const directory = std::filesystem::path(file).parent_path().string();
  storage::make_directory(directory);
  storage::sync_directory(directory);
  if (!text) {
    Hash seed;
    chance.fill(seed);
    write_durably(file, merkle::Signer(std::string(origin), seed).secret_text() + "\n", 0400);
    text = read_small_file(file);
  }
  struct stat about{};
  if (stat(file.c_str(), &about) != 0 || (about.st_mode & 0377) != 0)
    throw Breakdown("the log key " + file + " must be readable by its owner only (chmod 0400)");
  if (!text->empty() && text->back() == '\n') text->pop_back();
  auto const signer = merkle::Signer::parse_secret(*text);
  if (!signer) throw Breakdown("the log key " + file + " is not a key");
  if (signer->name() != origin)
    throw Breakdown("the log key " + file + " is of " + signer->name() + ", not of " + std::string(origin));
  return *signer;
}

struct Sequencer::Inside {
  work::Engine& engine;
  merkle::Signer signer;
  SequencerOptions options;
  std::mutex one_at_a_time;
  bool started = false;
  std::string published;  // what stands in the published file

  std::mutex stopping;
  std::condition_variable wake;
  bool stop = false;
  std::thread thread;

  Verdict publish() {
    std::lock_guard const alone(one_at_a_time);
    must(started);
    if (options.locked) return done;
    // Tree and head are durable when each of these returns; only then the head is signed, and only when the signed head
    // is durable too it can be read.
    for (bool waits = true; waits;) {
      for (int round = 0; waits && round < works_before_signing; ++round) {
        auto const made = engine.view(Actor::system(), prepare);
        if (made) TRY(engine.work(Actor::system(), [&](Work& work) { return sequence(work, *made); }));
        waits = made && !made->all;  // what comes meanwhile is for the next time: under load something always does
      }
      TRY(sign_and_publish());
    }
    return done;
  }

  Verdict sign_and_publish() {
    if (!due() || (options.may_sign && !options.may_sign())) return done;
    auto note = TRY(engine.work(
        Actor::system(), [this](Work& work) { return sign_head(work, signer, published, options.refresh_every); }));
    if (note != published && !options.published_file.empty()) write_durably(options.published_file, note, 0644);
    published = std::move(note);
    return done;
  }

  // Whether there is a head to sign, to refresh, or to write out.
  bool due() {
    return engine.view(Actor::system(), [this](View const& view) {
      auto const newest = store::newest_checkpoint(view.rows);
      return !newest || newest->size != store::head(view.rows)->size || newest->note != published ||
             view.now - newest->refreshed >= options.refresh_every;
    });
  }

  void tell(std::string_view what) const {
    if (options.on_trouble) options.on_trouble(what);
  }

  // What went wrong; empty when nothing did.
  std::string try_to_publish() {
    try {
      auto const verdict = publish();
      return verdict.refused() ? verdict.problem().sentence_en() : "";
    } catch (std::exception const& trouble) {
      return trouble.what();
    }
  }
  // After trouble it tries again soon, for an entry is promised to be in a published head within a minute; the same
  // trouble is told once.
  void loop() {
    std::string trouble;
    std::unique_lock lock(stopping);
    auto const pause = [&] {
      auto const usual = std::chrono::microseconds(options.checkpoint_every.micros);
      return trouble.empty() ? usual : std::min<std::chrono::microseconds>(usual, pause_after_trouble);
    };
    while (!wake.wait_for(lock, pause(), [this] { return stop; })) {
      lock.unlock();
      auto now = try_to_publish();
      if (!now.empty() && now != trouble) tell(now);
      trouble = std::move(now);
      lock.lock();
    }
  }
};

Sequencer::Sequencer(work::Engine& engine, merkle::Signer signer, SequencerOptions options)
    : inside_(new Inside{engine, std::move(signer), std::move(options)}) {}

Sequencer::~Sequencer() {
  {
    std::lock_guard const lock(inside_->stopping);
    inside_->stop = true;
  }
  inside_->wake.notify_all();
  if (inside_->thread.joinable()) inside_->thread.join();
}

Verdict Sequencer::start() {
  auto& in = *inside_;
  auto const key = in.signer.verifier();
  bool const there =
      in.engine.view(Actor::system(), [](View const& view) { return store::head(view.rows).has_value(); });
  auto const published = in.options.published_file.empty() ? std::nullopt : read_small_file(in.options.published_file);
  if (!there) {
    // An empty database beside a published head: everything was lost, and a new log must not take the old one's name.
    if (published || in.options.locked)
      return does_not_match({0, "older_than_published", "basis data kosong, padahal kepala log sudah diterbitkan",
                             "the database is empty, but a head of the log was published"});
    TRY(in.engine.work(Actor::system(), [&](Work& work) { return make_log(work, key); }));
  }
  TRY(in.engine.view(Actor::system(), [&](View const& view) -> Verdict {
    auto const head = store::head(view.rows);
    if (head->verifier_key != key.text())
      return refuse(other_origin).with("given", key.text()).with("kept", head->verifier_key);
    if (auto const fault = start_up_fault(view, key, published)) return does_not_match(*fault);
    return done;
  }));
  in.started = true;
  in.published = published.value_or("");
  return publish_now();
}

void Sequencer::run() {
  must(inside_->started && !inside_->thread.joinable());
  inside_->thread = std::thread([this] { inside_->loop(); });
}

Verdict Sequencer::publish_now() { return inside_->publish(); }

}  // namespace lumbung::translog
