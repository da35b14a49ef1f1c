// Approval by two: what one person prepares, another must approve, and what they agree upon is a hash.
//
// A module opens an approval with the canonical text of what shall happen (a release: campaign, amount, purpose). The
// approver is shown that text and hands back its SHA-256. It counts only while the subject's present text still has the
// same hash: any change voids the approval. When enough people agreed, `access.approved` is recorded, and what follows
// upon it happens in the same unit of work (wired in app).
//
// Nobody approves what they prepared, nobody counts twice, and no two voices come from one session.
// Source: standards, trust and reliability, section 4.2 (maker-checker).
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/access.h"

namespace lumbung::access {

enum class Stakes { ordinary, moves_money };  // moves_money: the approver proves the second factor again (5 minutes)

struct ApprovalWish {
  Id<Approval> id;
  std::string kind;     // "programme.release": one word of the owning module
  Uuid subject{};       // the release
  std::string content;  // canonical text, a line for each fact; no personal data, for it is shown and kept
  Id<Organisation> organisation;
  std::string area;    // where the right must reach; "" needs a right without area
  std::string needed;  // the right the approvers need: "programme.approve_release"
  Stakes stakes = Stakes::ordinary;
  int people = 2;  // 2 to 5, the preparer counted in (when a person prepared it)
};

// What people wrote, as it stands on one line of a canonical text: a line break is "\\n", a backslash "\\\\". Without
// it a reason could write further lines, and so another text, of its own.
std::string on_one_line(std::string_view text);

struct ApprovalVoice {
  Id<Account> account;
  Instant given;
};

struct ApprovalRecord {
  Id<Approval> id;
  std::string kind;
  Uuid subject{};
  Id<Organisation> organisation;
  std::string area;
  std::string needed;
  Stakes stakes = Stakes::ordinary;
  int people = 2;
  std::string content;
  Hash content_hash{};
  Id<Account> preparer;  // none: the system
  std::string preparer_session;
  ApprovalState state = ApprovalState::open;
  std::string reason;
  Instant opened;
  std::optional<Instant> decided;
};

// Where the present text of a subject comes from, for each kind of approval. Each module hands in its own; app wires.
class Contents {
 public:
  // Nothing: the subject is gone.
  using Source = std::function<std::optional<std::string>(View const&, Uuid const& subject)>;
  void of(std::string kind, Source source) { sources_[std::move(kind)] = std::move(source); }
  // A mistake if nobody handed in that kind.
  std::optional<std::string> now(View const& view, ApprovalRecord const& approval) const;

 private:
  std::map<std::string, Source, std::less<>> sources_;
};

// Opens it, prepared by the actor. The same id and content again is the same approval; other content under the id is
// refused. An approval of the same kind and subject that is still open is voided: the newest text counts.
Result<Id<Approval>> open_approval(Work& work, ApprovalWish const& wish);

// The actor agrees to the text with that hash. Refuses whoever prepared it or approved it already, a voice from a
// session that was heard before, whoever lacks the right, and a hash that is not the stored one. When the subject has
// changed, the approval is voided and returned as `voided` (a refusal would undo that); else as `open` or `approved`.
Result<ApprovalRecord> approve(Work& work, Id<Approval> id, Hash const& seen, Contents const& contents);
// The actor, who holds the right, says no; `reason` is for the preparer.
Result<ApprovalRecord> refuse_approval(Work& work, Id<Approval> id, std::string_view reason);
// The subject was changed or taken back: voids what is open for it. Call it wherever the subject changes.
void void_approvals(Work& work, std::string_view kind, Uuid const& subject, std::string_view reason);

std::optional<ApprovalRecord> find_approval(View const& view, Id<Approval> id);
std::vector<ApprovalVoice> voices(View const& view, Id<Approval> id);
// Whether the actor may read it: the preparer, or whoever holds the right.
bool may_see(View const& view, ApprovalRecord const& approval);
// Of an organisation (or, without one, of the whole platform: organisations to verify and the like), those that the
// actor may see, after `after`; open ones oldest first, all else newest first. At most `limit`.
struct ApprovalList {
  std::optional<Id<Organisation>> organisation;
  ApprovalState state = ApprovalState::open;
  Id<Approval> after;  // none: from the beginning
  int limit = 50;
};
std::vector<ApprovalRecord> approvals(View const& view, ApprovalList const& list);
// Whether the actor may say yes or no to it, and if not, why: `own_approval`, `same_session`, `approved_already`,
// `approval_closed`, or the right that is missing. The second factor is not asked for here.
Verdict may_decide(View const& view, ApprovalRecord const& approval);

// From an `access.approved` or `access.approval_refused` event: the approval it is about.
inline Id<Approval> approval_of(work::Event const& event) { return {event.subject}; }

}  // namespace lumbung::access
