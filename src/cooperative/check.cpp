// What this room promises of itself; the ledger and the log are checked by their own rooms.
#include "cooperative/rules.h"
#include "cooperative/store.h"
#include "cooperative/store_members.h"

namespace lumbung::cooperative {
namespace {

constexpr int members_at_once = 500;
constexpr std::size_t most_faults = 1'000;

void look_at(View const& view, MemberRecord const& member, std::vector<RoomFault>& faults) {
  auto const tell = [&](std::string what) {
    if (faults.size() < most_faults) faults.push_back({member.book, member.id.uuid, std::move(what)});
  };
  bool const had_accounts = member.state == MemberState::member || member.state == MemberState::left;
  if (had_accounts != (member.number > 0)) tell("the member number does not fit the state");
  for (auto const& [saving, word] : savings) {
    auto const account = ledger::find_account(view, {member.book}, account_of(member.id, saving));
    if (account.has_value() != had_accounts) tell("the account for " + std::string(word) + " does not fit the state");
    if (account && member.state == MemberState::left && !account->balance().zero())
      tell("left, but there is still money in " + std::string(word));
  }
}

}  // namespace

std::vector<RoomFault> check_members(View const& view) {
  std::vector<RoomFault> faults;
  for (auto const book : store::books(view.rows)) {
    Id<CooperativeMember> after;
    std::int64_t numbers = 0;
    for (;;) {
      auto const some = store::members(view.rows, book, std::nullopt, after, members_at_once);
      for (auto const& one : some) {
        look_at(view, one, faults);
        numbers += one.number > 0 ? 1 : 0;
      }
      if (some.size() < members_at_once) break;
      after = some.back().id;
    }
    auto const last = store::find(view.rows, book)->last_number;
    if (last != numbers)
      faults.push_back(
          {book, {}, std::to_string(numbers) + " member numbers, " + std::to_string(last) + " were given"});
    check_lending(view, book, faults);
  }
  return faults;
}

}  // namespace lumbung::cooperative
