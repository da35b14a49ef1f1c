// Whom a verifier trusts (C2SP tlog-policy): the keys of the log, the witnesses, and how many of them must have signed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "merkle/note.h"

namespace lumbung::merkle {

class Policy {
 public:
  struct Witness {
    std::string name;  // as the policy calls it
    VerifierKey key;
  };
  // How many of these members (numbers of witnesses, then of groups) must have signed.
  struct Group {
    std::string name;
    std::size_t needed = 0;
    std::vector<std::string> members;
  };

  // Only the log's key; no witness is asked for.
  static Policy of_log(VerifierKey key);
  // Lines "log <key>", "witness <name> <key> [url]", "group <name> <n|any|all> <members…>", "quorum <name|none>";
  // '#' begins a comment. Refuses repeated names and keys, unknown members, a second quorum, and none at all.
  static std::optional<Policy> parse(std::string_view text);

  std::vector<VerifierKey> const& logs() const { return logs_; }
  std::vector<Witness> const& witnesses() const { return witnesses_; }
  // "none" when no witness is asked for.
  std::string const& quorum() const { return quorum_; }
  // The key of the log that signed, if the note's first line is that key's name.
  VerifierKey const* signing_log(Note const& note) const;
  // The names of the witnesses that signed.
  std::vector<std::string> signing_witnesses(Note const& note) const;
  bool has_quorum(Note const& note) const;

 private:
  bool take(std::string_view line);
  bool take_group(std::string_view line);
  bool is_known(std::string_view name) const;

  std::vector<VerifierKey> logs_;
  std::vector<Witness> witnesses_;
  std::vector<Group> groups_;  // a group names only what stands before it
  std::string quorum_;
};

}  // namespace lumbung::merkle
