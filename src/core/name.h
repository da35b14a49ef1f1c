// Personal names as they are compared: Indonesian names come with titles, in old (Van Ophuijsen, Soewandi) and new
// spelling, with Muhammad in a dozen short forms. Vectors: name_norm, name_same_person_pairs,
// name_different_person_pairs; rules: name_rules.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lumbung {

// Two keys, because j -> y is right for old spelling (Jusuf) and wrong for new (Joko): whoever compares takes the
// better.
struct NameKeys {
  std::string modern;
  std::string old_spelling;
  std::string parent;                        // modern key of what follows bin or binti; evidence, not identity
  std::vector<std::string> titles;           // as written, lower case: "s.pd.", "h."
  std::vector<std::string> relation_tokens;  // "bin", "binti"
};
NameKeys name_keys(std::string_view name);

// Whether two names may be the same person's name: some key of the one is some key of the other. Never proof.
bool may_be_same_name(NameKeys const& a, NameKeys const& b);

// The words of a name as an index keeps them: j and y are one letter here, so that all names which may be the same have
// the same words. Finds more than `may_be_same_name` does; what is typed is looked up by the beginnings of its words.
std::vector<std::string> search_words(std::string_view name);

}  // namespace lumbung
