#include "access/routes.h"

#include <gtest/gtest.h>

#include <set>

#include "access/routes_village.h"

namespace lumbung::access {
namespace {

TEST_F(AccessDoors, EveryDoorIsInTheDocumentAndEveryOperationHasADoor) {
  http::Contract const contract(http::merged_openapi(http::openapi_parts(), "0", ""));
  std::set<std::string> described;
  for (auto const& operation : contract.operations()) described.insert(operation.id + " " + operation.path);
  for (auto const& known : doors.operations())
    EXPECT_TRUE(described.contains(known.operation + " " + known.path)) << known.operation << " " << known.path;
  EXPECT_EQ(doors.operations().size(), 37U);  // as many as in openapi.json
}

TEST_F(AccessDoors, ANewcomerSignsInWithBothFactors) {
  auto const org = staff.draft_organisation("Yayasan Kasih Ibu");
  auto const email = person(Role::treasurer, org);
  EXPECT_EQ(text(get("/api/me", "getMe"), "signed_in"), "");
  auto const half = sign_in(email);
  EXPECT_EQ(half.status, 200) << half.body;
  EXPECT_EQ(text(half, "next"), "enrol_totp");
  EXPECT_NE(set_cookie.find("__Host-lumbung="), std::string::npos) << set_cookie;
  for (auto const* part : {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"})
    EXPECT_NE(set_cookie.find(part), std::string::npos) << set_cookie;
  auto const before = read(get("/api/me", "getMe"));
  EXPECT_FALSE(before.find("signed_in")->boolean);
  EXPECT_TRUE(before.find("rights")->items.empty());

  auto const secret = text(post("/api/me/totp", "beginTotp"), "secret");
  auto const confirmed = post("/api/me/totp/confirmation", "confirmTotp", code_body(secret));
  EXPECT_EQ(read(confirmed).find("recovery_codes")->items.size(), 10U);
  auto const me = read(get("/api/me", "getMe"));
  EXPECT_TRUE(me.find("signed_in")->boolean);
  EXPECT_FALSE(me.find("rights")->items.empty());
  EXPECT_EQ(me.find("holdings")->items.at(0).find("organisation_name")->text, "Yayasan Kasih Ibu");

  village.clock.advance(minutes(1));
  EXPECT_EQ(text(sign_in(email), "next"), "totp");
  EXPECT_EQ(text(post("/api/sign-in/totp", "proveTotp", code_body(secret)), "next"), "done");
  EXPECT_EQ(post("/api/sign-in/totp", "proveTotp", code_body(secret)).status, 401);  // the same code again
  EXPECT_TRUE(read(get("/api/me", "getMe")).find("signed_in")->boolean);
  EXPECT_EQ(post("/api/sign-out", "signOut", R"({"everywhere":true})").status, 200);
  EXPECT_EQ(cookie, "");
}

TEST_F(AccessDoors, AnUnknownAddressAndAWrongPasswordGetTheSameAnswer) {
  auto const email = person(Role::auditor, staff.draft_organisation("Yayasan Kasih Ibu"));
  auto const wrong = sign_in(email, "gunting kabut tujuh payun");
  auto const unknown = sign_in("tidak.ada@desa.id");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(wrong.status, unknown.status);
  EXPECT_EQ(wrong.body, unknown.body);
  EXPECT_EQ(wrong.headers.size(), unknown.headers.size());
  EXPECT_EQ(text(wrong, "code"), sign_in_wrong.code);
}

TEST_F(AccessDoors, AFailedTryIsInTheTrailAlthoughItWasRefused) {
  auto const before = village.engine().version();
  EXPECT_EQ(sign_in("tidak.ada@desa.id").status, 401);
  EXPECT_GT(village.engine().version(), before);
}

TEST_F(AccessDoors, GuessingIsSlowedForTheAccountAndTheAddress) {
  auto const email = person(Role::auditor, staff.draft_organisation("Yayasan Kasih Ibu"));
  int answered = 0;
  for (int i = 0; i < 14; ++i) {
    address = "203.0.113." + std::to_string(i);  // from everywhere
    auto const answer = sign_in(email, "kata sandi yang salah");
    if (answer.status == 401) ++answered;
    if (answer.status == 429) {
      EXPECT_EQ(text(answer, "code"), too_many_tries.code);
    }
  }
  EXPECT_EQ(answered, 10);
  village.clock.advance(seconds(90));
  EXPECT_EQ(sign_in(email).status, 200);
}

TEST_F(AccessDoors, AnAddressThatChangesTooMuchIsSlowedAndThisMachineIsNot) {
  auto const let_in = gate(services);
  auto const through = [&](std::string const& from, Method method) {
    Request request{.method = method};
    request.address = from;
    int count_through = 0;
    for (int i = 0; i < 2'000; ++i) count_through += let_in(request, "anything").refused() ? 0 : 1;
    return count_through;
  };
  EXPECT_EQ(through("198.51.100.4", Method::post), 120);
  EXPECT_EQ(through("198.51.100.4", Method::get), 1'200);
  EXPECT_EQ(through("198.51.100.5", Method::put), 120);
  EXPECT_EQ(through("127.0.0.1", Method::post), 2'000);
}

TEST_F(AccessDoors, GuessingCodesIsSlowedWhateverTheSession) {
  auto const email = person(Role::auditor, staff.draft_organisation("Yayasan Kasih Ibu"));
  enrol(email);
  village.clock.advance(minutes(10));
  int refused = 0;
  for (int i = 0; i < 4; ++i) {
    static_cast<void>(sign_in(email));
    for (int j = 0; j < 2; ++j)
      if (post("/api/sign-in/totp", "proveTotp", R"({"code":"000000"})").status == 429) ++refused;
  }
  EXPECT_EQ(refused, 3);
}

TEST_F(AccessDoors, AStaleCookieLeavesPublicDoorsOpenAndOpensNoOthers) {
  cookie = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  EXPECT_EQ(get("/api/organisations", "listOrganisations").status, 200);
  EXPECT_EQ(get("/api/approvals", "listApprovals").status, 401);
  EXPECT_EQ(post("/api/me/totp", "beginTotp").status, 401);
}

TEST_F(AccessDoors, APlainCookieIsNotReadOverHttps) {
  static_cast<void>(enrol(person(Role::auditor, staff.draft_organisation("Yayasan Kasih Ibu"))));
  Request request{.method = Method::get, .path = "/api/me", .raw_target = "/api/me"};
  request.headers.push_back({"Cookie", "lumbung=" + cookie});
  EXPECT_FALSE(read(doors.ask(request)).find("signed_in")->boolean);
  EXPECT_EQ(cookie_name("http://127.0.0.1:8080"), "lumbung");
}

TEST_F(AccessDoors, AnOrganisationComesFromRegistrationToVerification) {
  auto const id = new_id();
  auto const body =
      R"({"id":")" + id +
      R"(","name":"Yayasan Kasih Ibu","kind":"yayasan","area":"32.17","contact_phone":"0812-3456-7890",)" +
      R"("administrator":{"id":")" + new_id() + R"(","name":"Siti Rahma","email":"siti@desa.id"}})";
  auto const made = post("/api/organisations", "registerOrganisation", body);
  ASSERT_EQ(made.status, 201) << made.body;
  auto const token = read(made).find("invitation")->find("token")->text;
  auto const again = read(post("/api/organisations", "registerOrganisation", body));
  EXPECT_TRUE(again.find("invitation")->is(Value::Kind::null));  // a stranger who repeats it gets no link

  auto const path = "/api/organisations/" + id;
  EXPECT_EQ(get(path, "getOrganisation").status, 404);  // a draft is nobody's business
  EXPECT_EQ(text(get("/api/invitations/" + token, "getInvitation"), "email"), "siti@desa.id");
  EXPECT_EQ(
      post("/api/invitations/" + token + "/acceptance", "acceptInvitation", R"({"password":"sitirahma123"})").status,
      422);
  auto const accepted = post("/api/invitations/" + token + "/acceptance", "acceptInvitation",
                             R"({"password":")" + std::string(password) + R"("})");
  ASSERT_EQ(accepted.status, 201) << accepted.body;
  static_cast<void>(enrol("siti@desa.id"));

  EXPECT_EQ(post(path + "/submission", "submitOrganisation").status, 409);
  for (auto const* kind : {"akta", "sk_kemenkumham", "npwp"}) {
    auto const added = ask(Method::post, path + "/documents", "addDocument", "%PDF-1.7 " + std::string(kind),
                           {{"id", new_id()}, {"kind", kind}}, "application/pdf");
    ASSERT_EQ(added.status, 201) << added.body;
    auto const file = get(path + "/documents/" + text(added, "id"), "getDocument");
    EXPECT_EQ(file.body, "%PDF-1.7 " + std::string(kind));
  }
  EXPECT_EQ(ask(Method::post, path + "/documents", "addDocument", "#!/bin/sh", {{"id", new_id()}, {"kind", "akta"}},
                "application/pdf")
                .status,
            422);
  EXPECT_EQ(ask(Method::put, path + "/permit", "setPermit",
                R"({"number":"460/1/2026","issuer":"regent","area":"32.17","from":"2026-11-01","to":"2027-03-01"})")
                .status,
            422);
  EXPECT_EQ(ask(Method::put, path + "/permit", "setPermit",
                R"({"exemption":"zakat","explanation":"Lembaga amil zakat resmi sejak 2019."})")
                .status,
            200);
  EXPECT_EQ(ask(Method::put, path + "/bank-account", "setBankAccount",
                R"({"bank_code":"014","number":"5270123456","holder":"YAYASAN KASIH IBU"})")
                .status,
            200);
  EXPECT_EQ(text(post(path + "/submission", "submitOrganisation"), "state"), "submitted");
  EXPECT_EQ(
      post(path + "/verification", "verifyOrganisation", R"({"id":")" + new_id() + R"(","decision":"verify"})").status,
      403);

  static_cast<void>(enrol(person(Role::platform_verifier)));
  auto const approval = new_id();
  EXPECT_EQ(
      post(path + "/verification", "verifyOrganisation", R"({"id":")" + approval + R"(","decision":"verify"})").status,
      202);
  auto const shown = read(get("/api/approvals/" + approval, "getApproval"));
  EXPECT_FALSE(shown.find("may_decide")->boolean);
  EXPECT_EQ(shown.find("why_not")->text, own_approval.code);
  EXPECT_TRUE(shown.find("may_take_back")->boolean);
  EXPECT_EQ(read(get("/api/approvals", "listApprovals")).find("items")->items.size(), 1U) << "one's own is listed too";
  auto const decision = R"({"decision":"approve","content_hash":")" + shown.find("content_hash")->text + R"("})";
  EXPECT_EQ(post("/api/approvals/" + approval + "/decision", "decideApproval", decision).status, 403);  // own
  static_cast<void>(enrol(person(Role::platform_verifier)));
  auto const waiting = read(get("/api/approvals", "listApprovals"));
  ASSERT_EQ(waiting.find("items")->items.size(), 1U);
  EXPECT_TRUE(waiting.find("items")->items[0].find("may_decide")->boolean);
  EXPECT_EQ(waiting.find("items")->items[0].find("why_not")->kind, Value::Kind::null);
  EXPECT_FALSE(waiting.find("items")->items[0].find("may_take_back")->boolean);
  EXPECT_EQ(text(post("/api/approvals/" + approval + "/decision", "decideApproval", decision), "state"), "approved");
  EXPECT_TRUE(read(get("/api/approvals", "listApprovals")).find("items")->items.empty());
  auto const decided = read(get("/api/approvals", "listApprovals", {{"state", "approved"}}));
  ASSERT_EQ(decided.find("items")->items.size(), 1U);
  EXPECT_EQ(decided.find("items")->items[0].find("why_not")->text, approval_closed.code);
  EXPECT_TRUE(read(get("/api/approvals", "listApprovals", {{"state", "refused"}})).find("items")->items.empty());
  EXPECT_EQ(get("/api/approvals", "listApprovals", {{"state", "gone"}}).status, 422);

  cookie.clear();
  auto const facts = get(path, "getOrganisation");
  EXPECT_EQ(text(facts, "state"), "verified");
  EXPECT_EQ(read(facts).find("bank_account")->find("number")->text, "******3456");
  EXPECT_EQ(read(facts).find("contact_phone"), nullptr);
  EXPECT_EQ(facts.body.find("documents"), std::string::npos);
}

TEST_F(AccessDoors, AuditorsReadTheTrailOfTheirOrganisationAPageAtATime) {
  auto const org = staff.verified_organisation("Yayasan Kasih Ibu");
  auto const where = org.text();
  EXPECT_EQ(get("/api/audit", "listAudit", {{"organisation", where}}).status, 401);
  static_cast<void>(enrol(person(Role::auditor, org)));
  std::vector<std::string> kinds;
  std::string after;
  for (int page = 0; page < 20; ++page) {
    std::vector<std::pair<std::string, std::string>> query{{"organisation", where}, {"limit", "3"}};
    if (!after.empty()) query.emplace_back("after", after);
    auto const list = read(get("/api/audit", "listAudit", query));
    for (auto const& item : list.find("items")->items) kinds.push_back(item.find("kind")->text);
    after = list.find("next")->text;
    if (list.find("next")->is(Value::Kind::null)) break;
  }
  EXPECT_EQ(kinds.back(), organisation_registered);
  EXPECT_NE(std::find(kinds.begin(), kinds.end(), organisation_verified), kinds.end());
  EXPECT_EQ(std::count(kinds.begin(), kinds.end(), std::string(document_added)), 3);
  EXPECT_EQ(get("/api/audit", "listAudit", {{"organisation", staff.draft_organisation("Lain").text()}}).status, 403);
}

TEST_F(AccessDoors, StaffIsInvitedListedAndLetGo) {
  auto const org = staff.draft_organisation("Yayasan Kasih Ibu");
  auto const path = "/api/organisations/" + org.text() + "/staff";
  static_cast<void>(enrol(person(Role::org_admin, org)));
  auto const invited = post(path, "inviteStaff",
                            R"({"id":")" + new_id() + R"(","email":"budi@desa.id","name":"Budi","role":"approver"})");
  ASSERT_EQ(invited.status, 201) << invited.body;
  EXPECT_TRUE(text(invited, "link").starts_with("https://lumbung.example/undangan/"));
  EXPECT_EQ(
      post(path, "inviteStaff", R"({"id":")" + new_id() + R"(","email":"x@desa.id","name":"X","role":"raja"})").status,
      422);
  EXPECT_EQ(post("/api/platform/staff", "invitePlatformStaff",
                 R"({"id":")" + new_id() + R"(","email":"x@desa.id","name":"X","role":"platform_admin"})")
                .status,
            403);
  auto const accepted = post("/api/invitations/" + text(invited, "token") + "/acceptance", "acceptInvitation",
                             R"({"name":"Budi Hartono","password":")" + std::string(password) + R"("})");
  auto const list = read(get(path, "listStaff"));
  EXPECT_EQ(list.find("items")->items.size(), 2U);
  auto const end = path + "/" + text(accepted, "account") + "/ending";
  EXPECT_EQ(post(end, "endRole", R"({"role":"treasurer"})").status, 404);
  EXPECT_EQ(post(end, "endRole", R"({"role":"approver"})").status, 204);
  EXPECT_EQ(read(get(path, "listStaff")).find("items")->items.size(), 1U);
}

TEST_F(AccessDoors, AnInvitationWhoseAnswerGotLostShowsANewLink) {
  auto const org = staff.draft_organisation("Yayasan Kasih Ibu");
  auto const path = "/api/organisations/" + org.text();
  static_cast<void>(enrol(person(Role::org_admin, org)));
  auto const start = R"({"id":")" + new_id() + R"(","email":"budi@desa.id","role":"approver",)";
  auto const invited = [&](std::string const& name) {
    return post(path + "/staff", "inviteStaff", start + R"("name":")" + name + R"("})");
  };
  auto const first = invited("Budi"), second = invited("Budi");
  ASSERT_EQ(second.status, 201) << second.body;
  EXPECT_EQ(text(second, "id"), text(first, "id"));
  EXPECT_EQ(get("/api/invitations/" + text(first, "token"), "getInvitation").status, 410);
  EXPECT_EQ(get("/api/invitations/" + text(second, "token"), "getInvitation").status, 200);
  EXPECT_EQ(text(invited("Bambang"), "code"), id_has_other_content.code);
  EXPECT_EQ(post("/api/invitations/" + text(second, "token") + "/acceptance", "acceptInvitation",
                 R"({"password":")" + std::string(password) + R"("})")
                .status,
            201);
  EXPECT_EQ(text(invited("Budi"), "code"), invitation_taken.code);
}

TEST_F(AccessDoors, PendingInvitationsAreListedRenewedAndWithdrawn) {
  auto const org = staff.draft_organisation("Yayasan Kasih Ibu");
  auto const path = "/api/organisations/" + org.text();
  static_cast<void>(enrol(person(Role::org_admin, org)));
  auto const invited = post(path + "/staff", "inviteStaff",
                            R"({"id":")" + new_id() + R"(","email":"budi@desa.id","name":"Budi","role":"approver"})");
  auto const list = read(get(path + "/invitations", "listInvitations"));
  ASSERT_EQ(list.find("items")->items.size(), 1u);
  auto const& one = list.find("items")->items[0];
  EXPECT_EQ(one.find("id")->text, text(invited, "id"));
  EXPECT_EQ(one.find("email")->text, "budi@desa.id");
  EXPECT_EQ(one.find("role")->text, "approver");
  EXPECT_FALSE(one.find("expired")->boolean);
  EXPECT_EQ(list.find("items")->items[0].find("token"), nullptr);
  auto const renewed = post(path + "/invitations/" + text(invited, "id") + "/renewal", "renewInvitation");
  EXPECT_EQ(renewed.status, 200) << renewed.body;
  EXPECT_TRUE(text(renewed, "link").ends_with(text(renewed, "token")));
  EXPECT_EQ(get("/api/invitations/" + text(invited, "token"), "getInvitation").status, 410);
  EXPECT_EQ(post(path + "/invitations/" + new_id() + "/renewal", "renewInvitation").status, 404);
  EXPECT_EQ(post("/api/platform/invitations/" + text(invited, "id") + "/renewal", "renewPlatformInvitation").status,
            404);
  EXPECT_EQ(get("/api/platform/invitations", "listPlatformInvitations").status, 403);
  EXPECT_EQ(post(path + "/invitations/" + text(invited, "id") + "/withdrawal", "withdrawInvitation").status, 204);
  EXPECT_EQ(get("/api/invitations/" + text(renewed, "token"), "getInvitation").status, 410);
  EXPECT_TRUE(read(get(path + "/invitations", "listInvitations")).find("items")->items.empty());
}

TEST_F(AccessDoors, ThePlatformsInvitationsHaveDoorsOfTheirOwn) {
  static_cast<void>(enrol(person(Role::platform_admin)));
  auto const invited =
      post("/api/platform/staff", "invitePlatformStaff",
           R"({"id":")" + new_id() + R"(","email":"budi@desa.id","name":"Budi","role":"platform_verifier"})");
  auto const at = "/api/platform/invitations/" + text(invited, "id");
  EXPECT_EQ(read(get("/api/platform/invitations", "listPlatformInvitations")).find("items")->items.size(), 1u);
  auto const renewed = post(at + "/renewal", "renewPlatformInvitation");
  EXPECT_EQ(get("/api/invitations/" + text(renewed, "token"), "getInvitation").status, 200);
  EXPECT_EQ(post(at + "/withdrawal", "withdrawPlatformInvitation").status, 204);
  EXPECT_EQ(text(post(at + "/withdrawal", "withdrawPlatformInvitation"), "code"), invitation_taken.code);
}

TEST_F(AccessDoors, TheOwnPasswordIsChangedWithThePresentOne) {
  auto const email = person(Role::auditor, staff.draft_organisation("Yayasan Kasih Ibu"));
  static_cast<void>(enrol(email));
  auto const change = [&](std::string_view present, std::string_view wanted) {
    return ask(Method::put, "/api/me/password", "changePassword",
               R"({"present":")" + std::string(present) + R"(","password":")" + std::string(wanted) + R"("})")
        .status;
  };
  EXPECT_EQ(change("bukan kata sandinya", "perahu biru meloncat kaku"), 401);
  EXPECT_EQ(change(password, "password1234"), 422);
  EXPECT_EQ(change(password, "perahu biru meloncat kaku"), 204);
  EXPECT_EQ(sign_in(email).status, 401);
  EXPECT_EQ(sign_in(email, "perahu biru meloncat kaku").status, 200);
}

TEST_F(AccessDoors, AVoidedApprovalIsToldAsARefusalAndStaysVoid) {
  auto const org = staff.verified_organisation("Yayasan Kasih Ibu");
  auto const admin = staff.signed_in(Role::org_admin, org);
  PermitRecord leave;
  leave.exemption = Exemption::zakat;
  leave.explanation = "Lembaga amil zakat resmi, perpanjangan.";
  sure(village.work_as(admin.actor, [&](Work& work) { return set_permit(work, org, leave); }));
  static_cast<void>(enrol(person(Role::platform_verifier)));
  auto const waiting = read(get("/api/approvals", "listApprovals")).find("items")->items.at(0);
  // The proposal changes under it, behind the rule's back.
  sure(village.work([&](Work& work) -> Verdict {
    work.rows.run("UPDATE organisation_permits SET explanation = 'lain' WHERE standing = 'proposed'", {});
    work.record({.kind = "access.test", .subject = {}, .organisation = {}, .facts = {}});
    return done;
  }));
  auto const path = "/api/approvals/" + waiting.find("id")->text;
  auto const answer = post(path + "/decision", "decideApproval",
                           R"({"decision":"approve","content_hash":")" + waiting.find("content_hash")->text + R"("})");
  EXPECT_EQ(answer.status, 409);
  EXPECT_EQ(text(answer, "code"), approval_is_void.code);
  EXPECT_EQ(text(get(path, "getApproval"), "state"), "voided");
}

}  // namespace
}  // namespace lumbung::access
