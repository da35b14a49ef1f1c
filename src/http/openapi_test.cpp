#include <gtest/gtest.h>

#include <fstream>

#include "http/contract.h"
#include "http/house_doors.h"
#include "http/pattern.h"
#include "tests/village.h"

namespace lumbung::http {
namespace {

constexpr std::string_view of_others = R"({
  "paths": {
    "/api/things/{thing}": {
      "parameters": [{"name": "thing", "in": "path", "required": true, "schema": {"$ref": "#/components/schemas/Id"}}],
      "get": {"operationId": "getThing",
              "parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1}}],
              "responses": {"200": {"description": "it", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}}},
      "put": {"operationId": "putThing",
              "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
              "responses": {"204": {"description": "done"}}}}},
  "components": {"schemas": {"Thing": {
    "type": "object", "additionalProperties": false, "required": ["id", "amount"],
    "properties": {"id": {"$ref": "#/components/schemas/Id"}, "amount": {"$ref": "#/components/schemas/Amount"},
                   "kind": {"enum": ["a", "b"]}, "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 2}}}}}})";
constexpr auto thing_id = "0198c5d6-2f3a-7cc1-8a44-5d1f0c9e7b21";

// The part of this room.
std::string const& own_part() {
  static std::string const text = [] {
    std::ifstream file(LUMBUNG_SOURCE_DIR "/src/http/openapi.json");
    return std::string(std::istreambuf_iterator<char>(file), {});
  }();
  return text;
}

Value document() { return merged_openapi({own_part(), of_others}, "1", "https://lumbung.test"); }

std::string fault_of(std::string_view schema, std::string_view value) {
  auto const read_schema = parse_json(schema);
  auto const read_value = parse_json(value);
  EXPECT_FALSE(read_schema.refused()) << schema;
  EXPECT_FALSE(read_value.refused()) << value;
  return schema_fault(*read_schema, *read_schema, *read_value).value_or("");
}

TEST(OpenApi, TheRoomsPartsMakeOneDocument) {
  auto const whole = document();
  EXPECT_EQ(whole.find("openapi")->text, "3.1.0");
  auto const* get = whole.find("paths")->find("/api/things/{thing}")->find("get");
  EXPECT_EQ(get->find("responses")->find("default")->find("$ref")->text, "#/components/responses/Problem");
}

TEST(OpenApi, ThePartsOfAllRoomsFitTogether) {
  EXPECT_FALSE(openapi_parts().empty());
  EXPECT_NO_THROW(Contract(merged_openapi(openapi_parts(), "1", "https://lumbung.test")));
}

TEST(OpenApi, PartsMustAgreeAndReferencesLeadSomewhere) {
  EXPECT_THROW(merged_openapi({R"({"paths":{"/a":{"get":{"x":1}}}})", R"({"paths":{"/a":{"get":{"x":2}}}})"}, "1", ""),
               Mistake);
  EXPECT_NO_THROW(merged_openapi({own_part(), R"({"components":{"schemas":{"Z":{"type":"string"}}}})",
                                  R"({"components":{"schemas":{"Z":{"type":"string"}}}})"},
                                 "1", ""));
  EXPECT_THROW(merged_openapi({R"({"paths":{"/a":{"get":{"$ref":"#/nowhere"}}}})"}, "1", ""), Mistake);
  EXPECT_THROW(merged_openapi({"{"}, "1", ""), Mistake);
}

TEST(Contract, HoldsAnswersToTheDocument) {
  Contract const contract(document());
  auto const fault = [&](int status, std::string body, std::string type = "application/json") {
    return contract.fault_in_answer("getThing", {.status = status, .type = std::move(type), .body = std::move(body)})
        .value_or("");
  };
  auto const id = "\"id\":\"" + std::string(thing_id) + "\"";
  EXPECT_EQ(fault(200, "{" + id + ",\"amount\":5}"), "");
  EXPECT_EQ(fault(200, "{" + id + "}"), "status 200: /amount is missing");
  EXPECT_EQ(fault(200, "{" + id + ",\"amount\":0}"), "status 200: /amount breaks minimum");
  EXPECT_EQ(fault(200, "{" + id + ",\"amount\":5,\"extra\":1}"), "status 200: /extra is not in the document");
  EXPECT_EQ(fault(200, "{\"id\":\"x\",\"amount\":5}"), "status 200: /id is no uuid");
  EXPECT_EQ(fault(200, "<html>", "text/html"), "type text/html of status 200 is not in the document");
  EXPECT_EQ(fault(201, "{}"), "status 201 is not in the document");
  Request request;
  auto const problem = problem_answer(refuse(field_missing).at("/a"), request);
  EXPECT_EQ(fault(problem.status, problem.body, problem.type), "");
  EXPECT_NE(fault(404, "{}", "application/problem+json"), "");
}

TEST(Contract, HoldsAcceptedRequestsToTheDocument) {
  Contract const contract(document());
  Request request;
  request.method = Method::put;
  request.headers = {{"Content-Type", "application/json"}};
  request.parameters = {{"thing", thing_id}};
  request.body = "{\"id\":\"" + std::string(thing_id) + "\",\"amount\":5,\"kind\":\"a\",\"tags\":[\"x\"]}";
  EXPECT_EQ(contract.fault_in_request("putThing", request).value_or(""), "");
  request.body = "{\"id\":\"" + std::string(thing_id) + "\",\"amount\":5,\"kind\":\"c\"}";
  EXPECT_EQ(contract.fault_in_request("putThing", request).value_or(""), "/kind is none of the enum");
  request.query = {{"limit", "3"}};
  request.body.clear();
  EXPECT_EQ(contract.fault_in_request("getThing", request).value_or(""), "");
  request.query = {{"limit", "0"}};
  EXPECT_EQ(contract.fault_in_request("getThing", request).value_or(""), "?limit breaks minimum");
  request.query = {{"other", "0"}};
  EXPECT_EQ(contract.fault_in_request("getThing", request).value_or(""), "?other is not in the document");
  EXPECT_NE(contract.fault_in_request("unknown", request).value_or(""), "");
}

TEST(Contract, ABrokenPromiseIsAnsweredFiveHundred) {
  Village village({migrations()});
  std::vector<std::string> log;
  Doors doors(village.engine(), {.log = [&](std::string_view line) { log.emplace_back(line); }});
  bool right = true;
  doors.look({Method::get, "/api/things/{thing}", "getThing"},
             [&](work::View const&, Request const& request) -> Result<Answer> {
               auto const id = TRY(request.id_in_path<Village>("thing"));
               Json j;
               j.object([&] {
                 j("id", id);
                 if (right) j("amount", 5_rp);
               });
               return shown(std::move(j));
             });
  auto const contract = std::make_shared<Contract>(document());
  doors.hold_to(contract);
  Request request;
  request.path = "/api/things/" + std::string(thing_id);
  EXPECT_EQ(doors.ask(request).status, 200);
  right = false;
  EXPECT_EQ(doors.ask(request).status, 500);
  ASSERT_EQ(log.size(), 1u);
  EXPECT_NE(log[0].find("/amount is missing"), std::string::npos);
  EXPECT_EQ(differences(doors, *contract), std::vector<std::string>{"PUT /api/things/{thing} putThing has no door"});
  doors.look({Method::get, "/api/more", "more"},
             [](work::View const&, Request const&) -> Result<Answer> { return nothing(); });
  EXPECT_EQ(differences(doors, *contract).front(), "GET /api/more more is not in the document");
}

TEST(Schema, WordsMeanWhatTheStandardSays) {
  struct Case {
    char const *schema, *value, *fault;
  };
  for (auto const& [schema, value, fault] : {
           Case{R"({"type":["string","null"]})", "null", ""},
           Case{R"({"type":["string","null"]})", "1", " is of none of the types"},
           Case{R"({"type":"number"})", "1", ""},
           Case{R"({"type":"integer"})", "1.5", " is not of type integer"},
           Case{R"({"const":"a"})", "\"b\"", " is not the constant"},
           Case{R"({"oneOf":[{"type":"integer"},{"minimum":3}]})", "5", " fits more than one of oneOf"},
           Case{R"({"anyOf":[{"type":"integer"},{"minimum":3}]})", "5", ""},
           Case{R"({"anyOf":[{"type":"integer"},{"type":"null"}]})", "\"x\"",
                " fits none of anyOf, the first since is not of type integer"},
           Case{R"({"allOf":[{"type":"integer"},{"minimum":3}]})", "2", " breaks minimum"},
           Case{R"({"minLength":2})", "\"\u00e9\"", " breaks minLength"},
           Case{R"({"maxLength":1})", "\"\u00e9\"", ""},
           Case{R"({"exclusiveMinimum":0})", "0", " breaks exclusiveMinimum"},
           Case{R"({"uniqueItems":true})", "[1,1]", " breaks uniqueItems"},
           Case{R"({"items":{"type":"string"}})", "[\"a\",1]", "/1 is not of type string"},
           Case{R"({"additionalProperties":{"type":"integer"}})", R"({"a":"b"})", "/a is not of type integer"},
           Case{R"({"pattern":"^[0-9]{4}$"})", "\"12345\"", " breaks pattern"},
           Case{R"({"format":"date"})", "\"2026-02-30\"", " is no date"},
           Case{R"({"format":"date-time"})", "\"2026-02-03T04:05:06Z\"", ""},
           Case{R"({"unheardOf":1})", "1", " schema word not known: unheardOf"},
           Case{R"({"not":{"type":"null"}})", "null", " is what it must not be"},
           Case{R"({"type":"object","properties":{"a":false}})", R"({"a":1})", "/a must not be there"},
       })
    EXPECT_EQ(fault_of(schema, value), fault) << schema << " " << value;
}

TEST(Pattern, FitsAsRegularExpressionsDo) {
  struct Case {
    char const *pattern, *text;
    bool fits;
  };
  for (auto const& [pattern, text, fits] : {
           Case{"^a+b?$", "aaab", true},
           Case{"^a+b?$", "b", false},
           Case{"b", "abc", true},
           Case{"^[A-Z0-9-]{1,23}$", "PAKET-1", true},
           Case{"^[A-Z0-9-]{1,23}$", "", false},
           Case{"^[^0-9]*$", "ab1", false},
           Case{"^(GET|POST)/x$", "POST/x", true},
           Case{"^(?:ab){2,}$", "ababab", true},
           Case{"^(?:ab){2,}$", "ab", false},
           Case{"^\\d{2}\\.\\d{2}$", "32.17", true},
           Case{"^\\d{2}\\.\\d{2}$", "32x17", false},
           Case{"^a|b$", "xb", true},
           Case{"^.{3}$", "abc", true},
           Case{"^$", "", true},
           Case{"^(a*)*$", "aaaa", true},
           Case{"^[]a]$", "]", true},
       })
    EXPECT_EQ(fits_pattern(pattern, text), fits) << pattern << " " << text;
  EXPECT_THROW(fits_pattern("(?=a)", "a"), Mistake);
}

}  // namespace
}  // namespace lumbung::http
