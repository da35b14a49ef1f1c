#include "translog/outbox.h"

#include <iterator>

namespace lumbung::translog {

void Outbox::merge_into(work::Extension& group) {
  auto& all = static_cast<Outbox&>(group).held_;
  all.insert(all.end(), std::make_move_iterator(held_.begin()), std::make_move_iterator(held_.end()));
}

void Outbox::before_commit(storage::Writer& rows) {
  if (!held_.empty()) store::add(rows, held_);
}

}  // namespace lumbung::translog
