// The sequencer: takes what was committed, in order, gives indexes, signs the head and publishes it.
//
// Order of writes (section 1.7): indexes, tree nodes and the new head are one transaction, by compare-and-swap on the
// old size; only when that is durable the head is signed; the signed checkpoint is stored durably before anybody can
// read it; then it is written to a file outside the database, so that a database restored from an old backup is
// noticed. A crash between any two steps is taken up again at the next start.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/chance.h"
#include "core/result.h"
#include "merkle/note.h"
#include "translog/translog.h"
#include "work/work.h"

namespace lumbung::translog {

// Makes the log's key for `origin` ("<domain>/lumbung/<instance>") when the file is missing (mode 0400, durable), and
// reads it. The file lies outside the database and its backups. Throws Breakdown when it cannot be read, when others
// may read it, or when it is of another origin.
merkle::Signer log_key(std::string const& file, std::string_view origin, Chance& chance);

struct SequencerOptions {
  std::string published_file;               // where the last published checkpoint is kept, outside the database
  Duration checkpoint_every = seconds(10);  // when there are new leaves
  Duration refresh_every = hours(24);       // when there are none
  // Asked before a head is signed; false puts it off to the next round. So nobody sees a head that the copies of the
  // database would not know after a restore.
  std::function<bool()> may_sign;
  // A restored database that nobody has held against what was published: looked through at the start, and never signed.
  bool locked = false;
  // Told what stopped a round of the thread (a breakdown, a mistake); it is tried again the next time.
  std::function<void(std::string_view)> on_trouble;
};

class Sequencer {
 public:
  Sequencer(work::Engine& engine, merkle::Signer signer, SequencerOptions options);
  ~Sequencer();  // stops the thread; what waits is taken up at the next start

  // Makes the log at the first start (the key leaf has index 0) and does the start-up check: the root from the tree's
  // nodes at the stored size, the last 256 leaves from their records, and the published file. Any difference refuses
  // with `log_does_not_match`, and nothing may be written then: the caller stops the server.
  Verdict start();
  // Runs publish_now on a thread of its own, every `checkpoint_every`.
  void run();
  // Gives indexes to all that waits, signs and publishes. Needs start().
  Verdict publish_now();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lumbung::translog
