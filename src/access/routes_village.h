// For tests of the doors of access: they are asked as a browser would, and held against the document.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "access/letters.h"
#include "access/password.h"
#include "access/routes.h"
#include "access/staff_village.h"
#include "http/contract.h"
#include "http/house_doors.h"
#include "http/value.h"
#include "ledger/ledger.h"
#include "translog/translog.h"

namespace lumbung::access {

using http::Answer;
using http::Method;
using http::Request;
using http::Value;

inline constexpr std::string_view password = "gunting kabut tujuh payung";
inline constexpr std::string_view home = "https://lumbung.example";

class AccessDoors : public testing::Test {
 protected:
  enum class Letters { none, go_out };
  explicit AccessDoors(Letters which = Letters::none)
      : services{.engine = village.engine(),
                 .limits = limits,
                 .contents = staff.contents,
                 .public_url = std::string(home),
                 .post = which == Letters::none ? Post() : [this](Work&, StaffLetter const& letter) {
                   letters.push_back(letter);
                 }} {
    open_doors(doors, services);
    doors.who_is_it(who_is_it(services));
  }

  // Every accepted request and every answer is held against the document.
  Answer ask(Method method, std::string const& path, std::string_view operation, std::string body = "",
             std::vector<std::pair<std::string, std::string>> query = {},
             std::string const& type = "application/json") {
    Request request{
        .method = method, .path = path, .raw_target = path, .query = std::move(query), .body = std::move(body)};
    request.address = address;
    request.headers.push_back({"Origin", std::string(home)});
    if (!cookie.empty()) request.headers.push_back({"Cookie", "__Host-lumbung=" + cookie});
    if (method != Method::get) request.headers.push_back({"Content-Type", type});
    auto const answer = doors.ask(request);
    static http::Contract const contract(http::merged_openapi(http::openapi_parts(), "0", ""));
    EXPECT_EQ(contract.fault_in_answer(operation, answer), std::nullopt) << operation << ": " << answer.body;
    if (answer.status < 300) {
      EXPECT_EQ(contract.fault_in_request(operation, request), std::nullopt) << operation;
    }
    take_cookie(answer);
    return answer;
  }
  Answer post(std::string const& path, std::string_view operation, std::string body = "{}") {
    return ask(Method::post, path, operation, std::move(body));
  }
  Answer get(std::string const& path, std::string_view operation,
             std::vector<std::pair<std::string, std::string>> query = {}) {
    return ask(Method::get, path, operation, "", std::move(query));
  }
  void take_cookie(Answer const& answer) {
    for (auto const& header : answer.headers) {
      if (header.name != "Set-Cookie") continue;
      set_cookie = header.value;
      auto const from = header.value.find('=') + 1;
      cookie = header.value.substr(from, header.value.find(';') - from);
    }
  }
  static Value read(Answer const& answer) { return http::parse_json(answer.body).value(); }
  static std::string text(Answer const& answer, std::string_view name) {
    auto const value = read(answer);
    auto const* found = value.find(name);
    return found == nullptr ? "" : found->text;
  }
  std::string new_id() { return text_of(make_uuid(village.clock.now(), village.chance)); }

  // A person in that role with the real password, not signed in.
  std::string person(Role role, Id<Organisation> where = {}) {
    static std::string const hash = hash_password(password);
    auto const email = "orang" + std::to_string(++count) + "@desa.id";
    sure(village.work([&](Work& work) -> Result<Id<Account>> {
      auto const issued = TRY(invite(
          work, {.id = work.new_id<Invitation>(), .email = email, .name = "Siti", .holding = {role, where, ""}}));
      return accept_invitation(work, {.token = issued.token, .name = "Siti", .password_hash = hash});
    }));
    return email;
  }
  Answer sign_in(std::string const& email, std::string_view with = password) {
    cookie.clear();
    return post("/api/sign-in", "signIn", R"({"email":")" + email + R"(","password":")" + std::string(with) + R"("})");
  }
  // Signs in and sets up the authenticator; returns its secret in base32.
  std::string enrol(std::string const& email) {
    EXPECT_EQ(text(sign_in(email), "next"), "enrol_totp");
    auto const secret = text(post("/api/me/totp", "beginTotp"), "secret");
    auto const confirmed = post("/api/me/totp/confirmation", "confirmTotp", code_body(secret));
    EXPECT_EQ(confirmed.status, 200) << confirmed.body;
    return secret;
  }
  std::string code_body(std::string const& secret) {
    return R"({"code":")" + totp_code(raw(secret), totp_step(village.clock.now())) + R"("})";
  }
  static std::string raw(std::string_view base32_text) {
    std::string bytes;
    unsigned held = 0, bits = 0;
    for (char c : base32_text) {
      held = (held << 5) | static_cast<unsigned>(c >= 'A' ? c - 'A' : c - '2' + 26);
      bits += 5;
      if (bits >= 8) bytes.push_back(static_cast<char>((held >> (bits -= 8)) & 0xFF));
    }
    return bytes;
  }

  Village village{{http::migrations(), translog::migrations(), ledger::migrations(), migrations()}};
  StaffVillage staff{village};
  Limits limits{village.clock};
  std::vector<StaffLetter> letters;
  Services const services;
  http::Doors doors{village.engine(), {.cache = false, .public_url = std::string(home)}};
  std::string cookie, set_cookie, address = "203.0.113.7";
  int count = 0;
};

}  // namespace lumbung::access
