#include <algorithm>

#include "http/json.h"
#include "http/request.h"
#include "http/target.h"

namespace lumbung::http {
namespace {

struct Title {
  std::string_view id, en;
};

Title title_of(Trouble trouble) {
  switch (trouble) {
    case Trouble::bad_input:
      return {"Isian belum benar", "Some input is not right"};
    case Trouble::unauthenticated:
      return {"Perlu masuk", "Sign-in needed"};
    case Trouble::forbidden:
      return {"Tidak diizinkan", "Not allowed"};
    case Trouble::not_found:
      return {"Tidak ditemukan", "Not found"};
    case Trouble::conflict:
      return {"Bertentangan dengan keadaan sekarang", "In conflict with how things are"};
    case Trouble::gone:
      return {"Sudah tidak ada", "No longer there"};
    case Trouble::too_large:
      return {"Terlalu besar", "Too large"};
    case Trouble::too_many:
      return {"Terlalu sering", "Too often"};
    case Trouble::unsupported:
      return {"Tidak didukung", "Not supported"};
  }
  return {};
}

int status_for(Problem const& problem) {
  auto const code = problem.code();
  if (code == body_unreadable.code || code == body_too_deep.code) return 400;
  if (code == method_not_allowed.code) return 405;
  if (code == "work.too_busy") return 503;
  return status_of(problem.trouble());
}

std::string sentence(Problem const& problem, Language language) {
  return language == Language::en ? problem.sentence_en() : problem.sentence_id();
}

void write_error(Json& json, Problem const& problem, Language language) {
  json.object([&] {
    json("pointer", problem.pointer());
    json("code", problem.code());
    json("detail", sentence(problem, language));
    json.object("details", [&] {
      json("id", problem.sentence_id());
      json("en", problem.sentence_en());
    });
  });
}

// How long a refusal says to wait, as Retry-After wants it; a minute when it does not say.
std::string seconds_told(Problem const& problem) {
  auto const seconds = problem.word("seconds");
  return seconds.empty() ? "60" : std::string(seconds);
}

}  // namespace

int status_of(Trouble trouble) {
  switch (trouble) {
    case Trouble::bad_input:
      return 422;
    case Trouble::unauthenticated:
      return 401;
    case Trouble::forbidden:
      return 403;
    case Trouble::not_found:
      return 404;
    case Trouble::conflict:
      return 409;
    case Trouble::gone:
      return 410;
    case Trouble::too_large:
      return 413;
    case Trouble::too_many:
      return 429;
    case Trouble::unsupported:
      return 415;
  }
  return 500;
}

Answer problem_answer(Problem const& problem, Request const& request) {
  auto const title = title_of(problem.trouble());
  Json json;
  json.object([&] {
    json("type", "urn:lumbung:problem:" + std::string(problem.code()));
    json("title", request.language == Language::en ? title.en : title.id);
    json("status", status_for(problem));
    json("detail", sentence(problem, request.language));
    json("code", problem.code());
    json("request_id", request.id);
    json.object("details", [&] {
      json("id", problem.sentence_id());
      json("en", problem.sentence_en());
    });
    if (problem.pointer().empty() && problem.others().empty()) return;
    json.array("errors", [&] {
      write_error(json, problem, request.language);
      for (auto const& other : problem.others()) write_error(json, other, request.language);
    });
  });
  Answer answer{.status = status_for(problem), .type = "application/problem+json", .body = std::move(json).take()};
  if (answer.status == 503) return std::move(answer).with("Retry-After", "2");
  if (answer.status == 429) return std::move(answer).with("Retry-After", seconds_told(problem));
  if (answer.status == 401) return std::move(answer).with("WWW-Authenticate", "Session realm=\"Lumbung\"");
  return answer;
}

Answer&& Answer::with(std::string_view name, std::string_view value) && {
  // A line break would begin another header; nobody may hand one in.
  must(value.find_first_of("\r\n") == value.npos && name.find_first_of("\r\n:") == name.npos);
  must(value.find('\0') == value.npos);
  headers.push_back({std::string(name), std::string(value)});
  return std::move(*this);
}

Answer&& Answer::keep(Caching how) && {
  caching = how;
  return std::move(*this);
}

Answer&& Answer::set(Cookie const& cookie) && {
  must(cookie.value.find_first_of(" ;,\"\\\r\n") == cookie.value.npos);
  bool const host_only = cookie.name.starts_with("__Host-");
  auto text = cookie.name + "=" + cookie.value + "; Path=/; SameSite=Lax";
  if (cookie.max_age_seconds) text += "; Max-Age=" + std::to_string(*cookie.max_age_seconds);
  if (cookie.http_only) text += "; HttpOnly";
  if (cookie.secure || host_only) text += "; Secure";
  return std::move(*this).with("Set-Cookie", text);
}

Answer shown(Json&& json) { return {.body = std::move(json).take()}; }

Answer made(std::string_view location, Json&& json) {
  return Answer{.status = 201, .body = std::move(json).take()}.with("Location", location);
}

Answer accepted(Json&& json) { return {.status = 202, .body = std::move(json).take()}; }

Answer nothing() { return {.status = 204, .type = ""}; }

Answer see_other(std::string_view location) { return Answer{.status = 303, .type = ""}.with("Location", location); }

Answer text(std::string body, std::string type) { return {.type = std::move(type), .body = std::move(body)}; }

Answer bytes(std::string body, std::string type) { return {.type = std::move(type), .body = std::move(body)}; }

Answer download(std::string body, std::string type, std::string_view file_name) {
  std::string plain;
  for (char const c : file_name) {
    bool const safe =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    plain += safe ? c : '_';
  }
  auto const disposition = "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded(file_name);
  return Answer{.type = std::move(type), .body = std::move(body)}.with("Content-Disposition", disposition);
}

}  // namespace lumbung::http
