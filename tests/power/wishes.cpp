#include "tests/power/wishes.h"

#include "ledger/run.h"

namespace lumbung::power {
namespace {

using namespace ledger;

constexpr int households = 5;
constexpr Refusal thought_better{"power.thought_better", Trouble::conflict, "Batal.", "Taken back."};

EntryWish entry_of(work::Work const& work, Accounts const& accounts, Wish const& wish) {
  EntryWish entry{.id = wish.id, .book = accounts.book, .kind = "gift", .day = Date{20'000}, .transfers = {}};
  if (wish.kind == Kind::delivery) {
    entry.kind = "delivery";
    entry.transfers = {{accounts.fund, accounts.kits, {wish.amount, rupiah}}};
    return entry;
  }
  entry.transfers = {{accounts.bank, accounts.fund, {wish.amount, rupiah}},
                     {accounts.fund, accounts.fees, {wish.amount / 100, rupiah}, wish.id}};
  if (wish.kind == Kind::proven) entry.evidence = {work.house.files->put(wish.photo)};
  return entry;
}

// The account numbers of a run follow from the order in which open() opens them.
std::vector<RunLine> lines_of(View const& view, Accounts const& accounts, Wish const& wish) {
  auto const fund = static_cast<std::uint32_t>(find_account(view, accounts.book, accounts.fund)->number);
  auto const first = static_cast<std::uint32_t>(find_account(view, accounts.book, accounts.households.front())->number);
  std::vector<RunLine> lines;
  for (int line = 0; line < wish.lines; ++line)
    lines.push_back({fund, first + static_cast<std::uint32_t>(line % households), wish.amount + line});
  return lines;
}

}  // namespace

Wish Wishes::at(std::uint64_t number) const {
  SeededChance chance(seed_ * 1'000'003 + number);
  Wish wish{.number = number, .id = {make_uuid(Instant{1'795'309'200'000'000}, chance)}, .photo = {}};
  auto const kind = chance.number(20);
  wish.kind = kind < 9    ? Kind::gift
              : kind < 13 ? Kind::delivery
              : kind < 15 ? Kind::proven
              : kind < 18 ? Kind::run
              : kind < 19 ? Kind::refused_later
                          : Kind::mistake;
  wish.amount = static_cast<std::int64_t>(1 + chance.number(100)) * 100'000;
  if (wish.kind == Kind::run) {
    wish.lines = static_cast<int>(1 + chance.number(200));
    wish.amount = static_cast<std::int64_t>(1 + chance.number(1'000));
  }
  if (wish.kind == Kind::proven) wish.photo.assign(1 + chance.number(6'000), static_cast<char>('a' + number % 26));
  if (wish.kind == Kind::proven) wish.photo += std::to_string(number);
  return wish;
}

Accounts Wishes::open(app::Installation& installation) const {
  SeededChance chance(seed_);
  auto const id = [&] { return make_uuid(Instant{1'795'309'200'000'000}, chance); };
  auto const owner = id();
  Accounts made{.book = {}, .bank = {id()}, .fund = {id()}, .fees = {id()}, .kits = {id()}, .households = {}};
  for (int i = 0; i < households; ++i) made.households.push_back({id()});
  auto const opened = installation.engine().work(work::Actor::system(), [&](work::Work& work) -> Verdict {
    work.record({.kind = "power.opened"});
    made.book = TRY(open_book(work, owner, "Yayasan Tahan Padam"));
    auto const account = [&](Id<LedgerAccount> which, std::string purpose, Side grows, Class of, Passage passage,
                             Floor floor) {
      return open_account(work, {.id = which,
                                 .book = made.book,
                                 .asset = rupiah,
                                 .grows = grows,
                                 .account_class = of,
                                 .floor = floor,
                                 .passage = passage,
                                 .owner_kind = "organisation",
                                 .owner = owner,
                                 .purpose = std::move(purpose)});
    };
    TRY(account(made.bank, "bank", Side::debit, Class::asset, Passage::rests, Floor::may_go_below_zero));
    TRY(account(made.fund, "fund", Side::credit, Class::net_assets_restricted, Passage::carries,
                Floor::never_below_zero));
    TRY(account(made.fees, "fees", Side::credit, Class::income, Passage::rests, Floor::never_below_zero));
    TRY(account(made.kits, "kits", Side::credit, Class::expense, Passage::rests, Floor::may_go_below_zero));
    for (int i = 0; i < households; ++i)
      TRY(account(made.households[static_cast<std::size_t>(i)], "household_" + std::to_string(i), Side::credit,
                  Class::expense, Passage::rests, Floor::may_go_below_zero));
    return done;
  });
  must(!opened.refused());
  return made;
}

Result<Posted> Wishes::carry_out(work::Work& work, Accounts const& accounts, Wish const& wish) {
  work.record({.kind = "power.asked", .subject = wish.id.uuid});
  if (wish.kind == Kind::run) {
    auto const lines = lines_of(work, accounts, wish);
    return post_run(
        work, {.id = wish.id, .book = accounts.book, .kind = "disbursement", .day = Date{20'000}, .lines = lines});
  }
  auto const posted = post(work, entry_of(work, accounts, wish));
  if (wish.kind == Kind::refused_later) return refuse(thought_better);
  if (wish.kind == Kind::mistake) throw Mistake("planted in a wish");
  return posted;
}

std::optional<std::string> Wishes::difference(EntrySeen const& seen, Accounts const& accounts, Wish const& wish) {
  bool const has_fee = wish.kind == Kind::gift || wish.kind == Kind::proven;
  auto const wanted = wish.kind == Kind::run ? static_cast<std::size_t>(wish.lines) : has_fee ? 2U : 1U;
  if (seen.transfers.size() != wanted)
    return "has " + std::to_string(seen.transfers.size()) + " transfers of " + std::to_string(wanted);
  if (has_fee && (seen.transfers[0].amount.minor != wish.amount || seen.transfers[1].amount.minor != wish.amount / 100))
    return "has another amount";
  if (wish.kind == Kind::delivery && seen.transfers[0].amount.minor != wish.amount) return "has another amount";
  for (int line = 0; wish.kind == Kind::run && line < wish.lines; ++line) {
    auto const& transfer = seen.transfers[static_cast<std::size_t>(line)];
    if (transfer.amount.minor != wish.amount + line ||
        transfer.credit != accounts.households[static_cast<std::size_t>(line % households)])
      return "has another line " + std::to_string(line);
  }
  if (wish.kind == Kind::proven && (seen.evidence.size() != 1 || seen.evidence[0] != sha256(wish.photo)))
    return "names another photo";
  return std::nullopt;
}

}  // namespace lumbung::power
