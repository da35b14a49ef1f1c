// The tables of rules and of facts about members.
#pragma once

#include "cooperative/eligibility.h"

namespace lumbung::cooperative::store {

void insert_rules(Work& work, std::int64_t book, RuleSet const& rules);
std::optional<RuleSet> rules(View const& view, std::int64_t book, std::string_view name);  // the newest version
std::vector<std::string> rule_names(View const& view, std::int64_t book);
void add_fact(Work& work, MemberRecord const& member, MemberFact const& fact);
std::vector<MemberFact> facts(View const& view, MemberRecord const& member);  // the newest first

}  // namespace lumbung::cooperative::store
