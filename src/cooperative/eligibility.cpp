#include "cooperative/eligibility.h"

#include <algorithm>

#include "cooperative/rules.h"
#include "cooperative/store_eligibility.h"
#include "cooperative/store_members.h"
#include "core/letters.h"
#include "registry/registry.h"

namespace lumbung::cooperative {
namespace {

struct Said {
  bool holds = false;
  std::string id, en;
};

std::string listed(std::vector<std::string> const& words) { return joined(words, ", "); }

Said member_long_enough(Rule const& rule, MemberFacts const& facts, Date day) {
  if (!facts.since) return {false, "Belum menjadi anggota", "Not a member yet"};
  auto const since_id = "Anggota sejak " + shown_short(*facts.since);
  auto const since_en = "Member since " + shown_short(*facts.since);
  if (day < *facts.since) return {false, since_id + ", sesudah tanggal ini", since_en + ", after this day"};
  auto const months = static_cast<int>(rule.number);
  auto const been = elapsed(*facts.since, day);
  bool const holds = months_after(*facts.since, months) <= day;
  if (holds) return {true, since_id + ": " + shown(been, true), since_en + ": " + shown(been, false)};
  return {false, since_id + ": baru " + shown(been, true) + ", syaratnya " + std::to_string(months) + " bulan",
          since_en + ": only " + shown(been, false) + ", " + std::to_string(months) + " months are needed"};
}

Said pokok_is_paid(MemberFacts const& facts) {
  bool const holds = facts.since && facts.pokok >= facts.pokok_due;
  return {holds, "Simpanan pokok " + shown(facts.pokok) + " dari " + shown(facts.pokok_due),
          "Simpanan pokok " + shown(facts.pokok) + " of " + shown(facts.pokok_due)};
}

Said wajib_is_paid(MemberFacts const& facts) {
  if (!facts.since) return {false, "Belum menjadi anggota", "Not a member yet"};
  auto const& arrears = facts.wajib.arrears;
  if (arrears.empty()) return {true, "Simpanan wajib tidak menunggak", "No simpanan wajib in arrears"};
  std::vector<std::string> id, en;
  for (auto const& one : arrears) {
    id.push_back(shown(one.month, true));
    en.push_back(shown(one.month, false));
  }
  if (id.size() > 3) {
    id = {id.front(), "...", id.back()};
    en = {en.front(), "...", en.back()};
  }
  auto const count = std::to_string(arrears.size());
  auto const owed = shown(facts.wajib.owed);
  return {false, "Simpanan wajib menunggak " + count + " bulan (" + listed(id) + "), " + owed,
          "Simpanan wajib of " + count + " months in arrears (" + listed(en) + "), " + owed};
}

Said papers_are_there(Rule const& rule, MemberFacts const& facts) {
  std::vector<std::string> missing;
  for (auto const& word : rule.words) {
    auto const there = std::any_of(facts.papers.begin(), facts.papers.end(),
                                   [&](Paper paper) { return word_in(papers, paper) == word; });
    if (!there) missing.push_back(word == "ktp" ? "KTP" : "KK");
  }
  if (missing.empty()) return {true, "Salinannya ada", "The copy is there"};
  return {false, "Salinan " + listed(missing) + " belum ada", "The copy of " + listed(missing) + " is missing"};
}

Said business_fits(Rule const& rule, MemberFacts const& facts) {
  bool const holds = std::find(rule.words.begin(), rule.words.end(), facts.business) != rule.words.end();
  if (facts.business.empty()) return {false, "Jenis usaha belum diisi", "The kind of business is not known"};
  auto const needed_id = holds ? "" : ", syaratnya " + listed(rule.words);
  auto const needed_en = holds ? "" : ", it must be " + listed(rule.words);
  return {holds, "Usaha " + facts.business + needed_id, "Business: " + facts.business + needed_en};
}

bool lives_in(std::string const& place, MemberFacts const& facts) {
  auto const slash = place.find('/');
  auto const code = place.substr(0, slash);
  if (slash != std::string::npos) return facts.area == code && facts.rw == place.substr(slash + 1);
  return facts.area == code || facts.area.starts_with(code + ".");
}

Said lives_inside(Rule const& rule, MemberFacts const& facts) {
  bool const holds = std::any_of(rule.words.begin(), rule.words.end(),
                                 [&](std::string const& place) { return lives_in(place, facts); });
  auto const home = facts.area + (facts.rw.empty() ? "" : " RW " + facts.rw);
  auto const needed_id = holds ? "" : ", syaratnya " + listed(rule.words);
  auto const needed_en = holds ? "" : ", it must be " + listed(rule.words);
  return {holds, "Tinggal di " + home + needed_id, "Lives in " + home + needed_en};
}

Said own_fact_holds(Rule const& rule, MemberFacts const& facts, Date day) {
  auto const& name = rule.words.front();
  auto const found = std::find_if(facts.own.begin(), facts.own.end(),
                                  [&](MemberFact const& one) { return one.name == name && one.on <= day; });
  if (found == facts.own.end())
    return {false, "Belum ada catatan \"" + name + "\"", "Nothing is recorded about \"" + name + "\""};
  auto const on = shown_short(found->on);
  return {found->holds, "Dicatat " + on + ": \"" + name + "\" " + (found->holds ? "ya" : "tidak"),
          "Recorded on " + on + ": \"" + name + "\" " + (found->holds ? "yes" : "no")};
}

Said look(Rule const& rule, MemberFacts const& facts, Date day) {
  switch (rule.kind) {
    case RuleKind::member_for:
      return member_long_enough(rule, facts, day);
    case RuleKind::pokok_paid:
      return pokok_is_paid(facts);
    case RuleKind::wajib_paid:
      return wajib_is_paid(facts);
    case RuleKind::paper:
      return papers_are_there(rule, facts);
    case RuleKind::business:
      return business_fits(rule, facts);
    case RuleKind::area:
      return lives_inside(rule, facts);
    case RuleKind::own:
      return own_fact_holds(rule, facts, day);
  }
  must(false);
  return {};
}

bool is_name(std::string_view name) {
  auto const fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), fits);
}

bool is_place(std::string const& word) {
  auto const slash = word.find('/');
  auto const code = AreaCode::parse(word.substr(0, slash));
  if (code.refused()) return false;
  if (slash == std::string::npos) return true;
  auto const rw = word.substr(slash + 1);
  return rw.size() == 3 && std::all_of(rw.begin(), rw.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_sound(Rule const& rule) {
  auto const all = [&](auto fits) {
    return !rule.words.empty() && std::all_of(rule.words.begin(), rule.words.end(), fits);
  };
  switch (rule.kind) {
    case RuleKind::member_for:
      return rule.number >= 0 && rule.number <= 600 && rule.words.empty();
    case RuleKind::pokok_paid:
    case RuleKind::wajib_paid:
      return rule.words.empty();
    case RuleKind::paper:
      return all([](std::string const& word) { return word == "ktp" || word == "kk"; });
    case RuleKind::business:
      return all(
          [](std::string const& word) { return !word.empty() && word.size() <= 60 && word.find('\n') == word.npos; });
    case RuleKind::area:
      return all(is_place);
    case RuleKind::own:
      return rule.words.size() == 1 && is_name(rule.words.front());
  }
  return false;
}

Rule plain(Rule rule) {
  if (rule.kind == RuleKind::business)
    for (auto& word : rule.words) word = joined(words_of(plain_letters(word)));
  return rule;
}

Result<MemberFacts> facts_about(View const& view, MemberRecord const& member, Date day) {
  MemberFacts facts{.since = member.state == MemberState::member ? member.since : std::nullopt,
                    .pokok = 0_rp,
                    .pokok_due = in_force(bylaws(view, member.book), day).pokok,
                    .wajib = {},
                    .papers = {},
                    .business = member.business,
                    .area = {},
                    .rw = {},
                    .own = store::facts(view, member)};
  if (facts.since && day >= *facts.since) {
    auto const savings = TRY(savings_of(view, member, day));
    facts.pokok = savings.pokok;
    facts.wajib = savings.months;
  }
  for (auto const& one : store::papers_seen(view.rows, member))
    if (one.seen <= day) facts.papers.push_back(one.paper);
  auto const person = registry::find_person(view, member.book, member.person);
  if (person && person->home) {
    facts.area = person->home->area.text();
    facts.rw = person->home->rw;
  }
  return facts;
}

}  // namespace

Finding evaluate(Rule const& rule, MemberFacts const& facts, Date day) {
  auto said = look(rule, facts, day);
  return {.rule = rule, .holds = said.holds, .fact_id = std::move(said.id), .fact_en = std::move(said.en)};
}

Result<RuleSet> set_rules(Work& work, Id<Organisation> id, RuleSet const& wish) {
  TRY(work::require(work.actor, manage, id));
  auto const of = TRY(cooperative_of(work, id));
  if (!is_name(wish.name)) return refuse(rule_name_wrong).at("/name");
  RuleSet made{.name = wish.name, .version = wish.version + 1, .rules = {}, .made = work.now};
  for (std::size_t i = 0; i < wish.rules.size(); ++i) {
    if (!is_sound(wish.rules[i])) return refuse(rule_wrong).at("/rules/" + std::to_string(i));
    made.rules.push_back(plain(wish.rules[i]));
  }
  auto const there = store::rules(work, of.book, wish.name);
  if (there && there->rules == made.rules) return *there;
  auto const version = there ? there->version : 0;
  if (version != wish.version) return refuse(rules_changed).at("/version").with("version", std::to_string(version));
  store::insert_rules(work, of.book, made);
  record(work, of, rules_set, id, {{"name", made.name}, {"version", std::to_string(made.version)}});
  return made;
}

Result<RuleSet> rules_named(View const& view, std::int64_t book, std::string_view name) {
  auto found = store::rules(view, book, name);
  if (!found) return refuse(unknown_rules);
  return *std::move(found);
}

std::vector<RuleSet> rule_sets(View const& view, std::int64_t book) {
  std::vector<RuleSet> sets;
  for (auto const& name : store::rule_names(view, book)) sets.push_back(*store::rules(view, book, name));
  return sets;
}

Verdict record_fact(Work& work, Id<Organisation> id, Id<CooperativeMember> member_id, MemberFact const& fact) {
  auto const of = TRY(cooperative_of(work, id));
  auto const found = store::member(work.rows, of.book, member_id);
  TRY(work::require(work.actor, apply, id, found ? found->area : ""));
  if (!found) return refuse(unknown_member);
  if (!is_name(fact.name)) return refuse(rule_name_wrong).at("/name");
  TRY(has_come(work, fact.on, "/on"));
  store::add_fact(work, *found, fact);
  record(work, of, fact_recorded, found->id, {{"name", fact.name}, {"holds", fact.holds ? "yes" : "no"}});
  return done;
}

Result<std::vector<Finding>> evaluate(View const& view, MemberRecord const& member, std::string_view name, Date day) {
  auto const rules = TRY(rules_named(view, member.book, name));
  auto const facts = TRY(facts_about(view, member, day));
  std::vector<Finding> findings;
  for (auto const& rule : rules.rules) findings.push_back(evaluate(rule, facts, day));
  return findings;
}

Verdict require_eligible(View const& view, MemberRecord const& member, std::string_view name, Date day) {
  auto const findings = TRY(evaluate(view, member, name, day));
  std::optional<Problem> problem;
  for (auto const& one : findings) {
    if (one.holds) continue;
    auto said = refuse(not_eligible).with("rule", one.rule.sentence).with("fact", one.fact_id, one.fact_en);
    problem = problem ? std::move(*problem).also(std::move(said)) : std::move(said);
  }
  if (problem) return *std::move(problem);
  return done;
}

}  // namespace lumbung::cooperative
