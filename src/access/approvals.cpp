#include "access/approvals.h"

#include <algorithm>

#include "access/sign_in.h"
#include "access/store_approvals.h"
#include "core/canary.h"

namespace lumbung::access {
namespace {

void record(Work& work, std::string_view kind, ApprovalRecord const& approval) {
  work.record({.kind = kind,
               .subject = approval.id.uuid,
               .organisation = approval.organisation.none() ? std::nullopt : std::optional(approval.organisation),
               .facts = {{"kind", approval.kind},
                         {"subject", text_of(approval.subject)},
                         {"hash", hex(view_of(approval.content_hash))}}});
}

void close(Work& work, ApprovalRecord& approval, ApprovalState state, std::string_view reason) {
  approval.state = state;
  approval.reason = std::string(reason);
  approval.decided = work.now;
  store::close_approval(work.rows, approval.id, state, reason, work.now);
}

void make_void(Work& work, ApprovalRecord& approval, std::string_view reason) {
  close(work, approval, ApprovalState::voided, reason);
  record(work, approval_voided, approval);
}

bool is_same(ApprovalRecord const& kept, ApprovalWish const& wish, Work const& work) {
  return kept.kind == wish.kind && kept.subject == wish.subject && kept.content == wish.content &&
         kept.organisation == wish.organisation && kept.needed == wish.needed && kept.stakes == wish.stakes &&
         kept.people == wish.people && kept.area == wish.area && kept.preparer == work.actor.account;
}

// How many different people stand behind it so far.
int people_behind(ApprovalRecord const& approval, std::vector<store::Voice> const& heard) {
  return static_cast<int>(heard.size()) + (approval.preparer.none() ? 0 : 1);
}

Verdict may_be_heard(View const& view, ApprovalRecord const& approval, std::vector<store::Voice> const& heard) {
  auto const& actor = view.actor;
  if (actor.kind != work::Kind::staff || actor.account.none() || actor.session.empty())
    return refuse(work::not_allowed);
  TRY(work::require(actor, approval.needed, approval.organisation, approval.area));
  if (approval.preparer == actor.account && !canary("access.approves_own")) return refuse(own_approval);
  if (approval.preparer_session == actor.session) return refuse(same_session);
  for (auto const& voice : heard) {
    if (voice.account == actor.account) return refuse(approved_already);
    if (voice.session == actor.session) return refuse(same_session);
  }
  return done;
}

Result<ApprovalRecord> find_open(Work& work, Id<Approval> id) {
  auto const found = store::find_approval(work.rows, id);
  if (!found) return refuse(unknown_approval);
  if (found->state != ApprovalState::open) return refuse(approval_closed);
  return *found;
}

// The first `limit` that the actor may see; looks at no more than 2,000.
template <class Fetch>
std::vector<ApprovalRecord> seen_of(View const& view, Id<Approval> after, int limit, Fetch&& fetch) {
  constexpr int batch = 200, batches = 10;
  std::vector<ApprovalRecord> seen;
  for (int i = 0; i < batches; ++i) {
    auto const some = fetch(after, batch);
    for (auto const& approval : some) {
      if (may_see(view, approval)) seen.push_back(approval);
      if (static_cast<int>(seen.size()) == limit) return seen;
    }
    if (static_cast<int>(some.size()) < batch) break;
    after = some.back().id;
  }
  return seen;
}

}  // namespace

std::string on_one_line(std::string_view text) {
  std::string line;
  for (char const c : text) {
    if (c == '\\')
      line += "\\\\";
    else if (c == '\n')
      line += "\\n";
    else
      line += c;
  }
  return line;
}

std::optional<std::string> Contents::now(View const& view, ApprovalRecord const& approval) const {
  auto const source = sources_.find(approval.kind);
  must(source != sources_.end());
  return source->second(view, approval.subject);
}

Result<Id<Approval>> open_approval(Work& work, ApprovalWish const& wish) {
  must(wish.people >= 2 && wish.people <= 5 && !wish.content.empty() && !wish.kind.empty() && !wish.id.none());
  if (work.actor.kind == work::Kind::visitor) return refuse(work::sign_in_first);
  if (auto const kept = store::find_approval(work.rows, wish.id)) {
    if (is_same(*kept, wish, work)) return wish.id;
    return refuse(id_has_other_content);
  }
  void_approvals(work, wish.kind, wish.subject, "newer");
  ApprovalRecord const made{.id = wish.id,
                            .kind = wish.kind,
                            .subject = wish.subject,
                            .organisation = wish.organisation,
                            .area = wish.area,
                            .needed = wish.needed,
                            .stakes = wish.stakes,
                            .people = wish.people,
                            .content = wish.content,
                            .content_hash = sha256(wish.content),
                            .preparer = work.actor.account,
                            .preparer_session = work.actor.session,
                            .state = ApprovalState::open,
                            .reason = {},
                            .opened = work.now,
                            .decided = {}};
  store::add_approval(work.rows, made);
  record(work, approval_opened, made);
  return wish.id;
}

Result<ApprovalRecord> approve(Work& work, Id<Approval> id, Hash const& seen, Contents const& contents) {
  auto approval = TRY(find_open(work, id));
  auto const heard = store::voices(work.rows, id);
  TRY(may_be_heard(work, approval, heard));
  if (approval.stakes == Stakes::moves_money) TRY(require_fresh_second_factor(work));
  if (seen != approval.content_hash) return refuse(content_differs).at("/content_hash");
  auto const present = contents.now(work, approval);
  bool const changed = !present || sha256(*present) != approval.content_hash;
  if (changed && !canary("access.approves_what_changed")) {
    make_void(work, approval, "changed");
    return approval;
  }
  store::add_voice(work.rows, id, {work.actor.account, work.actor.session, work.now}, seen);
  record(work, approval_voiced, approval);
  if (people_behind(approval, heard) + 1 < approval.people) return approval;
  close(work, approval, ApprovalState::approved, "");
  record(work, approved, approval);
  return approval;
}

Result<ApprovalRecord> refuse_approval(Work& work, Id<Approval> id, std::string_view reason) {
  auto approval = TRY(find_open(work, id));
  if (work.actor.kind != work::Kind::staff) return refuse(work::not_allowed);
  if (approval.preparer != work.actor.account)
    TRY(work::require(work.actor, approval.needed, approval.organisation, approval.area));
  if (reason.empty()) return refuse(reason_missing).at("/reason");
  close(work, approval, ApprovalState::refused, reason);
  record(work, approval_refused, approval);
  return approval;
}

void void_approvals(Work& work, std::string_view kind, Uuid const& subject, std::string_view reason) {
  for (auto& approval : store::open_of_subject(work.rows, kind, subject)) make_void(work, approval, reason);
}

std::optional<ApprovalRecord> find_approval(View const& view, Id<Approval> id) {
  return store::find_approval(view.rows, id);
}

std::vector<ApprovalVoice> voices(View const& view, Id<Approval> id) {
  std::vector<ApprovalVoice> given;
  for (auto const& voice : store::voices(view.rows, id)) given.push_back({voice.account, voice.given});
  return given;
}

bool may_see(View const& view, ApprovalRecord const& approval) {
  if (view.actor.kind == work::Kind::system) return true;
  if (view.actor.kind != work::Kind::staff) return false;
  return approval.preparer == view.actor.account ||
         view.actor.may(approval.needed, approval.organisation, approval.area) ||
         view.actor.may(view_audit, approval.organisation, approval.area);
}

std::vector<ApprovalRecord> approvals(View const& view, ApprovalList const& list) {
  return seen_of(view, list.after, list.limit, [&](Id<Approval> from, int many) {
    if (list.organisation) return store::of_organisation(view.rows, *list.organisation, list.state, from, many);
    return store::everywhere(view.rows, list.state, from, many);
  });
}

Verdict may_decide(View const& view, ApprovalRecord const& approval) {
  if (approval.state != ApprovalState::open) return refuse(approval_closed);
  return may_be_heard(view, approval, store::voices(view.rows, approval.id));
}

}  // namespace lumbung::access
