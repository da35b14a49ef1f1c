#include "translog/outbox.h"

#include <iterator>

namespace lumbung::translog {

void Outbox::merge_into(work::Extension& group) {
  auto& all = static_cast<Outbox&>(group);
  all.held_.insert(all.held_.end(), std::make_move_iterator(held_.begin()), std::make_move_iterator(held_.end()));
  all.rolls_.insert(all.rolls_.end(), std::make_move_iterator(rolls_.begin()), std::make_move_iterator(rolls_.end()));
}

void Outbox::before_commit(storage::Writer& rows) {
  if (!held_.empty()) store::add(rows, held_);
  store::add(rows, rolls_);
}

}  // namespace lumbung::translog
