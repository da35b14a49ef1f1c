// Opening balances: a file becomes one entry, or is refused with everything that is wrong in it.
#include "ledger/opening.h"

#include <gmock/gmock.h>

#include "http/contract.h"
#include "http/house_doors.h"
#include "ledger/opening_file.h"
#include "ledger/routes.h"
#include "ledger/test_barn.h"

namespace lumbung::ledger {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> names_of(AccountWish const& account) {
  if (account.purpose == "bank") return {"Bank", "Bank account"};
  if (account.purpose == "equity") return {"Modal", "Equity"};
  if (account.purpose == opening_purpose) return {"Aset neto awal", "Opening net assets"};
  return {account.purpose};
}

class Opening : public testing::Test {
 protected:
  OpeningWish wish(std::string file) {
    return {.id = barn.id<Entry>(),
            .book = barn.book,
            .organisation = {barn.owner},
            .day = barn.today(),
            .file = std::move(file)};
  }
  OpeningRead read(OpeningWish const& w) {
    return barn.view([&](View const& v) { return read_opening(v, w, names_of); });
  }
  // "line field code" of each difference.
  std::vector<std::string> differences(std::string file) {
    std::vector<std::string> told;
    for (auto const& one : read(wish(std::move(file))).differences)
      told.push_back(std::to_string(one.line) + " " + std::string(one.field) + " " +
                     std::string(one.problem.code().substr(one.problem.code().find('.') + 1)));
    return told;
  }
  Result<Posted> post_it(OpeningWish const& w) {
    return barn.work([&](Work& work) { return post_opening(work, w, names_of); });
  }
  Barn barn;
};

TEST_F(Opening, AFileBecomesOneEntryThatBalances) {
  auto const savings = barn.open("savings", Side::credit, Class::liability, Passage::rests);
  auto const w = wish("akun;saldo\nBank;Rp 12.500.000,50\nsavings;2.500.000,50\nModal;10.000.000\n");
  auto const posted = post_it(w);
  ASSERT_EQ(posted.code(), "");
  EXPECT_EQ(barn.balance_of(barn.bank).minor, 1'250'000'050);
  EXPECT_EQ(barn.balance_of(savings).minor, 250'000'050);
  EXPECT_EQ(barn.balance_of(barn.equity), 10'000'000_rp);
  auto const entry = barn.view([&](View const& v) { return find_entry(v, barn.book, w.id); });
  ASSERT_TRUE(entry.has_value());
  EXPECT_EQ(entry->kind, "opening");
  EXPECT_THAT(entry->evidence, ElementsAre(sha256(w.file)));
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(Opening, TheSameAgainIsTheSameEntryAndOtherContentIsRefused) {
  auto const w = wish("akun;saldo\nBank;5.000\nModal;5.000\n");
  ASSERT_EQ(post_it(w).code(), "");
  auto const again = post_it(w);
  ASSERT_EQ(again.code(), "");
  EXPECT_TRUE(again->replayed);
  EXPECT_EQ(barn.balance_of(barn.bank), 5'000_rp);
  auto other = w;
  other.file += "\n";
  EXPECT_EQ(post_it(other).code(), id_reused.code);
  other = w;
  other.day = other.day + -1;
  EXPECT_EQ(post_it(other).code(), id_reused.code);
}

TEST_F(Opening, EverythingThatIsWrongIsToldLineByLine) {
  auto const old = barn.open("till", Side::debit, Class::asset, Passage::rests);
  auto const shut = barn.open("shut", Side::debit, Class::asset, Passage::rests);
  barn.open("bank", Side::debit, Class::asset, Passage::rests);  // a second one
  barn.open("rice", Side::debit, Class::asset, Passage::rests, Floor::never_below_zero, asset("KG-BERAS"));
  barn.post_one("cost", {{old, barn.equity, 1_rp}});
  ASSERT_EQ(barn.work([&](Work& work) { return close_account(work, barn.book, shut); }).code(), "");
  EXPECT_THAT(differences("akun;saldo\n"
                          "Kas kecil;1.000\n"           // 2
                          "Bank;1.000\n"                // 3: two of this name
                          "fees;seribu\n"               // 4
                          "fees;2.000\n"                // 5
                          "fund;1.000\n"                // 6
                          "till;1.000\n"                // 7
                          "shut;1.000\n"                // 8
                          "rice;1.000\n"                // 9
                          "released\n"                  // 10
                          "\"kits;1.000\n"              // 11
                          ";1.000\n"                    // 12
                          "kits;1,000\n"                // 13
                          "1;99999999999999999999\n"),  // 14: the bank, by its number
              ElementsAre("2 account opening_account_unknown", "3 account opening_account_ambiguous",
                          "4 amount opening_amount_wrong", "5 account opening_account_twice",
                          "6 account opening_account_not_so", "7 account opening_account_moved",
                          "8 account opening_account_closed", "9 account opening_account_not_so",
                          "10  opening_line_wrong", "11  opening_line_wrong", "12 account opening_account_missing",
                          "13 amount opening_amount_ambiguous", "14 amount opening_amount_too_large"));
}

TEST_F(Opening, WhatIsWrongIsRefusedWholeAndNothingIsPosted) {
  auto const posted = post_it(wish("akun;saldo\nBank;1.000\nModal;1.000\nKas;5\nLaci;5\n"));
  ASSERT_EQ(posted.code(), opening_differs.code);
  EXPECT_THAT(posted.problem().sentence_id(), HasSubstr("2 hal"));
  ASSERT_EQ(posted.problem().others().size(), 2u);
  EXPECT_EQ(posted.problem().others()[0].pointer(), "/file/4/account");
  EXPECT_THAT(posted.problem().others()[1].sentence_id(), HasSubstr("Baris 5"));
  EXPECT_EQ(barn.balance_of(barn.bank), 0_rp);
}

TEST_F(Opening, SidesThatDoNotBalanceAreToldWithTheirDifference) {
  auto const found = read(wish("akun;saldo\nBank;10.000\nModal;7.500\n"));
  ASSERT_EQ(found.found, 1);
  EXPECT_EQ(found.differences[0].problem.code(), opening_unbalanced.code);
  EXPECT_THAT(found.differences[0].problem.sentence_id(),
              HasSubstr("Sisi debit Rp10.000, sisi kredit Rp7.500: selisih Rp2.500"));
}

TEST_F(Opening, ASignIsWrongWhereAnAccountNeverStandsBelowZero) {
  barn.open("loan", Side::credit, Class::liability, Passage::rests);
  EXPECT_THAT(differences("akun;saldo\nloan;-5.000\nBank;5.000\n"), ElementsAre("2 amount opening_sign_wrong"));
  // An account that may be overdrawn opens on the other side.
  ASSERT_EQ(post_it(wish("akun;saldo\nBank;(5.000)\nModal;-5.000\n")).code(), "");
  EXPECT_EQ(barn.balance_of(barn.bank).minor, -500'000);
  EXPECT_EQ(barn.balance_of(barn.equity).minor, -500'000);
}

TEST_F(Opening, ADayThatIsClosedOrStillToComeIsRefused) {
  auto w = wish("akun;saldo\nBank;5.000\nModal;5.000\n");
  w.day = w.day + 1;
  EXPECT_EQ(read(w).differences.at(0).problem.code(), day_in_future.code);
  w.day = w.day + -2;
  ASSERT_EQ(barn.work([&](Work& work) { return close_period(work, barn.book, w.day); }).code(), "");
  EXPECT_EQ(read(w).differences.at(0).problem.code(), day_in_closed_period.code);
  EXPECT_EQ(post_it(w).code(), opening_differs.code);
}

TEST_F(Opening, FilesOfSpreadsheetsAreReadAsTheyCome) {
  for (auto const* file : {"\xef\xbb\xbf"
                           "Akun;Saldo\r\nBANK ;5.000\r\n\r\nmodal;5.000\r\n",
                           "account,amount,note\nBank,\"5.000,00\",x\nModal,5000,\n",
                           "no\tnama akun\tsaldo awal\n1\tBank\tRp5.000,-\n2\tModal\t5rb\n",
                           "akun;saldo\nBank;5.000\nModal;5.000\nfees;0\nkits;-\n"}) {
    auto const found = read(wish(file));
    EXPECT_EQ(found.found, 0) << file;
    EXPECT_EQ(found.debits, 5'000_rp) << file;
    EXPECT_EQ(found.credits, 5'000_rp) << file;
  }
}

TEST_F(Opening, AFileWithoutHeaderOrLinesIsRefused) {
  EXPECT_THAT(differences("Bank;5.000\nModal;5.000\n"), ElementsAre("0  opening_header_wrong"));
  EXPECT_THAT(differences("akun;saldo\n"), ElementsAre("0  opening_empty"));
  EXPECT_THAT(differences("akun;saldo\nBank;0\n"), ElementsAre("0  opening_empty"));
  EXPECT_THAT(differences(""), ElementsAre("0  opening_header_wrong"));
}

TEST_F(Opening, ManyDifferencesAreCountedAndSomeTold) {
  std::string file = "akun;saldo\n";
  for (int i = 0; i < 1'000; ++i) file += "tidak ada;1\n";
  auto const found = read(wish(file));
  EXPECT_EQ(found.found, 1'000);
  EXPECT_EQ(found.differences.size(), most_differences);
  for (int i = 0; i < 1'500; ++i) file += "tidak ada;1\n";
  EXPECT_EQ(read(wish(file)).differences.at(0).problem.code(), opening_too_long.code);
}

TEST_F(Opening, TheOwnBookHasNetAssetsAtTheBeginningWhenTheyAreFirstNeeded) {
  Id<Organisation> const organisation{barn.id<Entry>().uuid};
  auto const book = *barn.work([&](Work& w) { return open_book(w, organisation.uuid, "Yayasan Lain"); });
  auto const bank = barn.id<LedgerAccount>();
  ASSERT_EQ(barn.work([&](Work& w) {
                  return open_account(w, {.id = bank,
                                          .book = book,
                                          .owner_kind = "organisation",
                                          .owner = organisation.uuid,
                                          .purpose = "bank"});
                })
                .code(),
            "");
  OpeningWish w{.id = barn.id<Entry>(),
                .book = book,
                .organisation = organisation,
                .day = barn.today(),
                .file = "akun;saldo\nBank;7.000.000\nAset neto awal;7.000.000\n"};
  ASSERT_EQ(post_it(w).code(), "");
  auto const trial = barn.view([&](View const& v) { return trial_balance(v, book); });
  ASSERT_EQ(trial.lines.size(), 2u);
  EXPECT_EQ(trial.lines[1].about.purpose, opening_purpose);
  EXPECT_EQ(trial.lines[1].credits, 7'000'000_rp);
  EXPECT_TRUE(barn.view([&](View const& v) { return check(v, book); }).empty());
}

TEST(OpeningAmount, IsReadAsDocumentsWriteIt) {
  EXPECT_EQ(opening_amount("Rp25.000,50")->minor, 2'500'050);
  EXPECT_EQ(opening_amount(" (25.000) ")->minor, -2'500'000);
  EXPECT_EQ(opening_amount("-25.000")->minor, -2'500'000);
  EXPECT_EQ(opening_amount("")->minor, 0);
  EXPECT_EQ(opening_amount("-")->minor, 0);
  for (auto const* wrong : {"abc", "--5", "(5", "(-5)", "1.2.3", "5 x"})
    EXPECT_TRUE(opening_amount(wrong).refused()) << wrong;
}

// ---- The doors

class OpeningDoors : public testing::Test {
 protected:
  OpeningDoors() {
    for (auto const right : {open_balances, view_books}) who.grants.push_back({std::string(right), organisation, ""});
    book = *barn.work([&](Work& w) { return open_book(w, organisation.uuid, "Yayasan Pintu"); });
    EXPECT_EQ(barn.work([&](Work& w) {
                    return open_account(w, {.id = bank,
                                            .book = book,
                                            .owner_kind = "organisation",
                                            .owner = organisation.uuid,
                                            .purpose = "bank"});
                  })
                  .code(),
              "");
    open_doors(
        doors,
        [](work::View const&, AccountWish const& account) {
          auto const names = names_of(account);
          return AccountName{names.front(), names.back()};
        },
        [](work::View const&, Id<Organisation>) -> Verdict { return done; });
    doors.who_is_it([this](work::View const&, http::Request const&) { return Result<work::Actor>(who); });
  }
  http::Answer ask(std::string const& path, std::string_view operation, std::string const& file,
                   std::string const& more = "") {
    std::string quoted;
    for (char const c : file) quoted += c == '\n' ? "\\n" : std::string(1, c);
    http::Request request{.method = http::Method::post,
                          .path = path,
                          .raw_target = path,
                          .body = R"({"organisation":")" + organisation.text() + R"(","on":")" + iso(barn.today()) +
                                  R"(","file":")" + quoted + "\"" + more + "}"};
    request.headers.push_back({"Origin", "https://lumbung.example"});
    request.headers.push_back({"Cookie", "lumbung=petugas"});
    request.headers.push_back({"Content-Type", "application/json"});
    auto const answer = doors.ask(request);
    static http::Contract const contract(http::merged_openapi(http::openapi_parts(), "0", ""));
    EXPECT_EQ(contract.fault_in_answer(operation, answer), std::nullopt) << answer.body;
    if (answer.status < 300) {
      EXPECT_EQ(contract.fault_in_request(operation, request), std::nullopt);
    }
    return answer;
  }
  http::Answer check_it(std::string const& file) {
    return ask("/api/ledger/opening-checks", "checkOpeningBalances", file);
  }
  http::Answer post_it(std::string const& file, std::string const& id) {
    return ask("/api/ledger/openings", "openBalances", file, R"(,"id":")" + id + "\"");
  }

  Barn barn{65'536, http::migrations()};
  Id<Organisation> organisation{barn.id<Entry>().uuid};
  Id<LedgerAccount> bank = barn.id<LedgerAccount>();
  BookId book;
  work::Actor who{.kind = work::Kind::staff, .account = barn.id<Account>(), .organisation = organisation, .grants = {}};
  http::Doors doors{barn.village.engine(), {.cache = false, .public_url = "https://lumbung.example"}};
};

TEST_F(OpeningDoors, AFileIsLookedAtThenPosted) {
  std::string const file = "akun;saldo\nBank;5.000\nAset neto awal;5.000\n";
  auto const seen = check_it(file);
  EXPECT_EQ(seen.status, 200);
  EXPECT_THAT(seen.body, HasSubstr(R"("found":0)"));
  EXPECT_THAT(seen.body, HasSubstr(R"("debits":500000)"));
  auto const id = barn.id<Entry>().text();
  auto const made = post_it(file, id);
  EXPECT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(post_it(file, id).status, 201);
  EXPECT_EQ(barn.view([&](View const& v) { return *balance(v, book, bank); }), 5'000_rp);
}

TEST_F(OpeningDoors, WhatIsWrongComesAsAList) {
  auto const seen = check_it("akun;saldo\nBanc;5.000\nAset neto awal;5,000\n");
  EXPECT_EQ(seen.status, 200);
  EXPECT_THAT(seen.body, HasSubstr(R"("found":2)"));
  EXPECT_THAT(seen.body, HasSubstr(R"("line":2,"field":"account","code":"ledger.opening_account_unknown")"));
  auto const refused = post_it("akun;saldo\nBanc;5.000\nAset neto awal;5,000\n", barn.id<Entry>().text());
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("/file/3/amount"));
}

TEST_F(OpeningDoors, WhoMayNotIsRefused) {
  who.grants = {{std::string(view_books), organisation, ""}};
  EXPECT_EQ(check_it("akun;saldo\nBank;5.000\n").status, 403);
  EXPECT_EQ(post_it("akun;saldo\nBank;5.000\nAset neto awal;5.000\n", barn.id<Entry>().text()).status, 403);
  who.grants = {{std::string(open_balances), Id<Organisation>{barn.id<Entry>().uuid}, ""}};
  EXPECT_EQ(check_it("akun;saldo\nBank;5.000\n").status, 403) << "of another organisation";
}

}  // namespace
}  // namespace lumbung::ledger
