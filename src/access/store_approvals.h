// The tables of approvals. Inside access only.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "access/approvals.h"

namespace lumbung::access::store {

using storage::Reader;
using storage::Writer;

struct Voice {
  Id<Account> account;
  std::string session;
  Instant given;
};

void add_approval(Writer& rows, ApprovalRecord const& approval);
std::optional<ApprovalRecord> find_approval(Reader& rows, Id<Approval> id);
void close_approval(Writer& rows, Id<Approval> id, ApprovalState state, std::string_view reason, Instant now);
void add_voice(Writer& rows, Id<Approval> id, Voice const& voice, Hash const& content_hash);
std::vector<Voice> voices(Reader& rows, Id<Approval> id);
std::vector<ApprovalRecord> open_of_subject(Reader& rows, std::string_view kind, Uuid const& subject);
// Open ones in the order of their ids, all else in the opposite order; from none: from the beginning.
std::vector<ApprovalRecord> of_organisation(Reader& rows, Id<Organisation> organisation, ApprovalState state,
                                            Id<Approval> after, int limit);
std::vector<ApprovalRecord> everywhere(Reader& rows, ApprovalState state, Id<Approval> after, int limit);

}  // namespace lumbung::access::store
