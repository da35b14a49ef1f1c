// Finding families by area and by name, a page at a time.
#include <algorithm>

#include "core/name.h"
#include "registry/inside.h"
#include "registry/ranges.h"

namespace lumbung::registry {
namespace {

using namespace inside;

constexpr std::size_t page_size = page_limit;

struct Search {
  store::NameQuery query;
  bool along_areas = false;  // else along the words
};

// The four longest words typed, each as a beginning. The walk goes where there is least to pass: along the one that
// fewest names have, or through the area when still fewer live there. So "muhammad xqw" does not look at everybody who
// is called Muhammad. What is common is counted no further than `many_hits`, and the longer word leads then.
Result<Search> search_for(View const& view, std::int64_t book, FamilySearch const& wish) {
  auto const area = wish.area.value_or(AreaCode());
  auto const many_hits = wish.many_hits;
  auto words = search_words(wish.name);
  std::stable_sort(words.begin(), words.end(), [](auto const& a, auto const& b) { return a.size() > b.size(); });
  if (words.empty() || words.front().size() < 2) return refuse(search_too_short).at("q");
  auto const range = codes_inside(area);
  store::NameQuery query{{range.from, range.to}, {}, {"%", "%", "%"}};
  if (words.size() > query.patterns.size() + 1) words.resize(query.patterns.size() + 1);
  std::int64_t fewest = many_hits + 1;
  std::size_t leading = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto const hits = store::count_of_word(view.rows, book, {words[i], end_of_prefix(words[i])}, many_hits);
    if (hits < fewest) {
      fewest = hits;
      leading = i;
    }
  }
  std::rotate(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(leading),
              words.begin() + static_cast<std::ptrdiff_t>(leading) + 1);
  query.word = {words[0], end_of_prefix(words[0])};
  for (std::size_t i = 1; i < words.size(); ++i) query.patterns[i - 1] = "% " + words[i] + "%";
  // A district or village has few families, whatever they are called.
  bool const through_area = area.level() >= AreaLevel::district ||
                            (area.level() != AreaLevel::country &&
                             store::count_in_areas(view.rows, book, query.areas, many_hits) < many_hits);
  return Search{query, fewest >= many_hits && through_area};
}

struct Walk {
  View const& view;
  std::int64_t book;
  store::NameQuery const& query;
  store::Hit at;  // where it stands
};

// The next hits that are the first of their family, one more than a page at most.
std::vector<store::Hit> next_along_words(Walk walk) {
  std::vector<store::Hit> found;
  for (;;) {
    auto const hits = store::hits_along_words(walk.view.rows, walk.book, walk.query, walk.at, page_limit + 1);
    for (auto const& hit : hits) {
      auto const first = store::first_hit_in(walk.view.rows, walk.book, walk.query, hit.family);
      if (first->word == hit.word && first->person == hit.person) found.push_back(hit);
      if (found.size() > page_size) return found;
    }
    if (hits.size() <= page_size) return found;
    walk.at = hits.back();
  }
}

std::vector<store::Hit> next_along_areas(Walk walk) {
  std::vector<store::Hit> found;
  for (;;) {
    auto const hits = store::hits_along_areas(walk.view.rows, walk.book, walk.query, walk.at, page_limit + 1);
    for (auto const& hit : hits) {
      if (found.empty() || found.back().family != hit.family) found.push_back(hit);
      if (found.size() > page_size) return found;
    }
    if (hits.size() <= page_size) return found;
    walk.at = hits.back();
  }
}

Result<FamilyPage> named(View const& view, Owner const& owner, FamilySearch const& search, Id<Family> after) {
  auto const found = TRY(search_for(view, owner.book, search));
  auto const& query = found.query;
  Walk walk{view, owner.book, query, {}};
  if (!after.none()) {
    auto const last = store::first_hit_in(view.rows, owner.book, query, after);
    if (!last) return refuse(page_wrong).at("after");
    walk.at = *last;
  }
  auto const hits = found.along_areas ? next_along_areas(walk) : next_along_words(walk);
  FamilyPage page;
  for (std::size_t i = 0; i < std::min(hits.size(), page_size); ++i) {
    page.lines.push_back(store::family_line(view.rows, owner.book, hits[i].family));
    page.lines.back().found = store::find_person(view.rows, owner.book, hits[i].person)->name;
  }
  if (hits.size() > page_size) page.next = page.lines.back().id.text();
  return page;
}

FamilyPage listed(View const& view, Owner const& owner, FamilySearch const& search,
                  std::optional<store::FamilyRow> const& after) {
  auto const range = codes_inside(search.area.value_or(AreaCode()));
  auto const families =
      store::families_in(view.rows, owner.book, {range.from, range.to}, after ? after->home.area.text() : "",
                         after ? after->id : Id<Family>{}, page_limit + 1);
  FamilyPage page;
  for (std::size_t i = 0; i < std::min(families.size(), page_size); ++i)
    page.lines.push_back(store::family_line(view.rows, owner.book, families[i]));
  if (families.size() > page_size) page.next = page.lines.back().id.text();
  return page;
}

}  // namespace

Result<FamilyPage> find_families(View const& view, Owner const& owner, FamilySearch const& search) {
  TRY(work::require(view.actor, view_families, owner.organisation, search.area.value_or(AreaCode()).text()));
  std::optional<store::FamilyRow> after;
  if (!search.after.empty()) {
    auto const id = Id<Family>::parse(search.after);
    if (!id.refused()) after = store::find_family(view.rows, owner.book, *id);
    if (!after) return refuse(page_wrong).at("after");
  }
  if (search.name.empty()) return listed(view, owner, search, after);
  return named(view, owner, search, after ? after->id : Id<Family>{});
}

Verdict each_person_named(View const& view, std::int64_t book, std::string const& name,
                          std::function<bool(Id<Person>)> const& take) {
  auto const query = TRY(search_for(view, book, {.area = {}, .name = name, .after = {}})).query;
  store::Hit at;
  for (int seen = 0; seen < most_named;) {
    auto const hits = store::hits_along_words(view.rows, book, query, at, page_limit + 1);
    for (auto const& hit : hits)
      if (!take(hit.person)) return done;
    if (hits.size() <= page_size) break;
    seen += page_limit + 1;
    at = hits.back();
  }
  return done;
}

}  // namespace lumbung::registry
