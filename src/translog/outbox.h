// What a transaction has committed to and not yet written: kept together and written in one go before the commit, so
// that a payment run of thousands of entries costs two bulk loads. Seen by this room only.
#pragma once

#include <vector>

#include "translog/store.h"
#include "work/work.h"

namespace lumbung::translog {

class Outbox final : public work::Extension {
 public:
  explicit Outbox(Outbox const*) {}
  void add(store::Kept kept, Date day) { held_.push_back({std::move(kept), day}); }
  void add(store::Roll roll) { rolls_.push_back(std::move(roll)); }
  void merge_into(work::Extension& group) override;
  void before_commit(storage::Writer& rows) override;

 private:
  std::vector<store::Dated> held_;
  std::vector<store::Roll> rolls_;
};

}  // namespace lumbung::translog
