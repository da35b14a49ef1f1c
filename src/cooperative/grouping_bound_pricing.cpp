#include "cooperative/grouping_bound_pricing.h"

#include <algorithm>

namespace lumbung::cooperative::grouping {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

// Towards minus infinity, so that a bound stays one.
Fine share_down(Fine amount, int parts) { return amount >= 0 ? amount / parts : -((-amount + parts - 1) / parts); }

}  // namespace

Pricing::Pricing(Instance const& instance) : instance_(instance) { measure_nearest(); }

void Pricing::measure_nearest() {
  auto const width = at(instance_.size + 2);
  nearest_.assign(at(instance_.blocks) * width, 0);
  std::vector<Fine> near;
  for (int block = 0; block < instance_.blocks; ++block) {
    near.clear();
    for (int other = 0; other < instance_.blocks; ++other)
      if (other != block)
        near.insert(near.end(), at(instance_.weight_of(other)),
                    instance_.between(block, other) * fine / instance_.weight_of(other));
    auto const count = std::min(near.size(), width - 1);
    std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(count), near.end());
    Fine sum = 0;
    for (std::size_t i = 0; i < count; ++i) nearest_[at(block) * width + i + 1] = (sum += near[i]) / 2;
    for (auto i = count + 1; i < width; ++i) nearest_[at(block) * width + i] = sum / 2;
  }
}

// What one of a candidate's people adds at least, when blocks of `units` people in all are added: its cost now, and
// half its way to the others that are added with it. A heavy block counts as so many equal parts.
Fine Pricing::worth(Candidate const& candidate, int units) const {
  auto const others = std::max(0, units - candidate.weight);
  auto const cost = candidate.cost + nearest_[at(candidate.block) * at(instance_.size + 2) + at(others)];
  return candidate.weight == 1 ? cost : share_down(cost, candidate.weight);
}

// The least that blocks of `units` people in all can add.
Pricing::Least Pricing::least_to_add(std::vector<Candidate> const& from, int units) {
  scratch_.clear();
  for (auto const& candidate : from)
    if (candidate.weight <= units) scratch_.insert(scratch_.end(), at(candidate.weight), worth(candidate, units));
  auto const wanted = at(units);
  if (scratch_.size() < wanted) return {Fine{never} * fine, Fine{never} * fine};
  std::nth_element(scratch_.begin(), scratch_.begin() + static_cast<std::ptrdiff_t>(wanted) - 1, scratch_.end());
  Fine sum = 0;
  for (std::size_t i = 0; i < wanted; ++i) sum += scratch_[i];
  return {sum, scratch_[wanted - 1]};
}

// Leaves only those with which, the rest being the cheapest, a group that is asked for can come about.
void Pricing::drop_dear(std::vector<Candidate>& from, int weight, Fine slack) {
  auto const more = instance_.size - weight;
  bool const one_more = instance_.larger > 0;
  if (more + (one_more ? 1 : 0) <= 0) return from.clear();
  auto const usual = more > 0 ? least_to_add(from, more) : Least{Fine{never} * fine, 0};
  auto const larger = one_more ? least_to_add(from, more + 1) : Least{Fine{never} * fine, 0};
  auto const too_dear = [&](Candidate const& candidate, int units, Fine base, Least const& least) {
    if (units < candidate.weight || least.sum >= Fine{never} * fine) return true;
    auto const worse = (worth(candidate, units) - least.dearest) * candidate.weight;
    return base + least.sum + std::max(Fine{0}, worse) >= asked_.below;
  };
  std::erase_if(from, [&](Candidate const& candidate) {
    return too_dear(candidate, more, slack, usual) &&
           (!one_more || too_dear(candidate, more + 1, slack - prices_->premium, larger));
  });
}

std::vector<Pricing::Candidate> Pricing::candidates(Asked const& asked) const {
  std::vector<Candidate> found;
  auto const* const row = instance_.row(asked.block);
  for (int block = asked.later_only ? asked.block + 1 : 0; block < instance_.blocks; ++block)
    if (block != asked.block && row[block] < never)
      found.push_back({block, instance_.weight_of(block), row[block] * fine - prices_->of_block[at(block)]});
  return found;
}

void Pricing::note(Fine slack) {
  if (slack >= asked_.below) return;
  Priced made{slack, chosen_};
  std::sort(made.blocks.begin(), made.blocks.end());
  auto const place = std::upper_bound(answer_.found.begin(), answer_.found.end(), slack,
                                      [](Fine value, auto const& other) { return value < other.slack; });
  answer_.found.insert(place, std::move(made));
  answer_.least = std::min(answer_.least, slack);
  if (answer_.found.size() < asked_.most) return;
  if (answer_.found.size() > asked_.most) answer_.found.pop_back();
  asked_.below = answer_.found.back().slack;
}

void Pricing::look(std::vector<Candidate>& from, int weight, Fine slack) {
  if (weight == instance_.size) note(slack);
  auto const room = instance_.size - weight + (instance_.larger > 0 ? 1 : 0);
  if (room <= 0) {
    if (weight > instance_.size) note(slack - prices_->premium);
    return;
  }
  if ((steps_ += 1 + static_cast<std::int64_t>(from.size())) > asked_.steps) return give_up(from, weight, slack);
  drop_dear(from, weight, slack);
  std::vector<Candidate> rest;
  rest.reserve(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (from[i].weight > room) continue;
    chosen_.push_back(from[i].block);
    if (from[i].weight == room) {  // then the group is full
      note(slack + from[i].cost - (instance_.larger > 0 ? prices_->premium : 0));
    } else {
      auto const* const row = instance_.row(from[i].block);
      rest.clear();
      for (auto j = i + 1; j < from.size(); ++j)
        if (row[from[j].block] < never)
          rest.push_back({from[j].block, from[j].weight, from[j].cost + row[from[j].block] * fine});
      look(rest, weight + from[i].weight, slack + from[i].cost);
    }
    chosen_.pop_back();
  }
}

// Nothing below here is looked at, and the answer says what might be there at least.
void Pricing::give_up(std::vector<Candidate> const& from, int weight, Fine slack) {
  auto const more = instance_.size - weight;
  auto least = Fine{never} * fine;
  if (more > 0) least = slack + least_to_add(from, more).sum;
  if (instance_.larger > 0) least = std::min(least, slack - prices_->premium + least_to_add(from, more + 1).sum);
  if (least >= asked_.below) return;
  answer_.complete = false;
  answer_.least = std::min(answer_.least, least);
}

Pricing::Answer Pricing::least_slack(Prices const& prices, Asked const& asked) {
  prices_ = &prices;
  asked_ = asked;
  answer_ = {.found = {}, .least = asked.below, .complete = true};
  chosen_ = {asked.block};
  steps_ = 0;
  auto from = candidates(asked);
  auto const weight = instance_.weight_of(asked.block);
  auto const own = -prices.of_block[at(asked.block)];
  drop_dear(from, weight, own);
  std::sort(from.begin(), from.end(),
            [](auto const& a, auto const& b) { return a.cost != b.cost ? a.cost < b.cost : a.block < b.block; });
  look(from, weight, own);
  return answer_;
}

}  // namespace lumbung::cooperative::grouping
