// The pages of the web application: each address answers with the shell, with what the page is about already in it.
// Which addresses there are, and which answers each wants, the web build says in shell.json.
#include <algorithm>
#include <array>

#include "app/doors.h"
#include "http/problems.h"
#include "http/shell.h"
#include "http/value.h"

namespace lumbung::app {
namespace {

using http::Page;
using http::Request;
using http::Value;

struct PageRoute {
  std::string pattern;  // "/kampanye/{slug}"
  bool secret = false;
  std::vector<std::string> answers;  // "/api/campaigns/{slug}"
  std::vector<std::string> modules;
  std::vector<std::string> pictures;  // that the skeleton shows
  std::string skeleton;
};

// ":slug" → "{slug}", as the router of the server writes it.
std::string braced(std::string_view pattern) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] != ':') {
      out += pattern[at];
      continue;
    }
    auto const end = std::min(pattern.find_first_of("/?&", at), pattern.size());
    out += "{" + std::string(pattern.substr(at + 1, end - at - 1)) + "}";
    at = end - 1;
  }
  return out;
}

std::vector<std::string> texts_of(Value const& object, std::string_view name) {
  std::vector<std::string> texts;
  if (auto const list = object.find(name))
    for (auto const& item : list->items) texts.push_back(item.text);
  return texts;
}

std::vector<PageRoute> read_routes(std::string_view shell_json) {
  std::vector<PageRoute> routes;
  auto const parsed = http::parse_json(shell_json);
  if (parsed.refused()) throw Breakdown("web/dist/shell.json cannot be read; build the web application again");
  auto const list = parsed->find("routes");
  must(list != nullptr);
  for (auto const& item : list->items) {
    PageRoute route{.pattern = braced(item.find("pattern")->text),
                    .modules = texts_of(item, "preload"),
                    .pictures = texts_of(item, "pictures")};
    for (auto const& answer : texts_of(item, "answers")) route.answers.push_back(braced(answer));
    if (auto const secret = item.find("secret")) route.secret = secret->boolean;
    if (auto const skeleton = item.find("skeleton")) route.skeleton = skeleton->text;
    routes.push_back(std::move(route));
  }
  return routes;
}

std::string filled(std::string text, Request const& request) {
  for (auto const& [name, value] : request.parameters) {
    auto const place = text.find("{" + name + "}");
    if (place != std::string::npos) text.replace(place, name.size() + 2, value);
  }
  return text;
}

// An own GET for a page, as a visitor from the same address.
http::Answer asked(http::Doors& doors, Request const& page, std::string const& address) {
  Request request;
  request.address = page.address;
  auto const mark = address.find('?');
  request.path = address.substr(0, mark);
  request.raw_target = address;
  if (mark != std::string::npos) {
    auto const query = address.substr(mark + 1);
    auto const equals = query.find('=');
    request.query.emplace_back(query.substr(0, equals), equals == std::string::npos ? "" : query.substr(equals + 1));
  }
  request.language = page.language;
  return doors.ask(std::move(request));
}

std::string member(Value const& answer, std::string_view name) {
  auto const found = answer.find(name);
  if (!found) return {};
  if (auto const inner = found->find("name")) return inner->text;
  return found->text;
}

// A picture at the size of a page; the web application asks for the very same address, and shows the barn where there
// is none.
std::string small(std::string const& picture) {
  return picture.empty() ? "/assets/img/lumbung.svg" : picture + "?size=small";
}

// What the skeleton draws of the first in a list stands between these, and is left out when the list is empty.
constexpr std::string_view first_begins = "<!--first-->", first_ends = "<!--/first-->";
std::string without_first(std::string skeleton) {
  auto const begin = skeleton.find(first_begins);
  auto const end = skeleton.find(first_ends);
  if (begin != skeleton.npos && end != skeleton.npos && begin < end)
    skeleton.erase(begin, end + first_ends.size() - begin);
  return skeleton;
}

// What the page shows first: what it is about, or the first in its list.
Value const& drawn_first(Value const& about) {
  auto const list = about.find("items");
  return list && !list->items.empty() ? list->items.front() : about;
}

// {{title}}, {{summary}}, {{picture}} and {{organisation}} from what is shown first. One pass: what people wrote may
// look like a mark, and is not read again.
std::string filled_with(std::string_view skeleton, Value const& about) {
  constexpr std::array<std::string_view, 3> names{"title", "summary", "organisation"};
  std::string made;
  std::string_view rest = skeleton;
  for (auto open = rest.find("{{"); open != rest.npos; open = rest.find("{{")) {
    auto const close = rest.find("}}", open);
    if (close == rest.npos) break;
    auto const name = rest.substr(open + 2, close - open - 2);
    made += rest.substr(0, open);
    if (name == "picture") made += http::escaped(small(member(about, name)));
    if (std::ranges::find(names, name) != names.end()) made += http::escaped(member(about, name));
    rest.remove_prefix(close + 2);
  }
  return made.append(rest);
}

Page page_of(http::Doors& doors, PageRoute const& route, Request const& request) {
  Page page{.title = "Lumbung",
            .description = "Setiap rupiah punya alamat: dari donasi sampai keluarga penerima, dengan bukti."};
  page.modules = route.modules;
  // A link that holds a secret is named nowhere in the page, and kept by nobody.
  page.robots = !route.secret;
  if (route.secret)
    page.caching = http::Caching::never;
  else
    page.path = request.path;
  Value about;
  for (auto const& answer : route.answers) {
    auto const address = filled(answer, request);
    auto const found = asked(doors, request, address);
    // What is not there makes the page a 404; other trouble leaves it to the page to ask again.
    if (found.status == 404) page.status = 404;
    if (found.status != 200) continue;
    auto body = found.packed ? found.packed->plain() : found.body;
    if (about.members.empty())
      if (auto parsed = http::parse_json(body); !parsed.refused()) about = *parsed;
    page.data.emplace_back(address, std::move(body));
  }
  if (auto const title = member(about, "title"); !title.empty())
    page.title = title + " · Lumbung";
  else if (auto const name = member(about, "name"); !name.empty())
    page.title = name + " · Lumbung";
  if (auto const summary = member(about, "summary"); !summary.empty()) page.description = summary;
  if (!route.secret) page.picture = member(about, "picture");
  page.preloads = route.pictures;
  auto const& drawn = drawn_first(about);
  auto const skeleton = &drawn == &about ? without_first(route.skeleton) : route.skeleton;
  if (skeleton.find("{{picture}}") != std::string::npos) page.preloads.push_back(small(member(drawn, "picture")));
  page.skeleton = filled_with(skeleton, drawn);
  return page;
}

}  // namespace

void open_page_doors(http::Doors& doors, std::shared_ptr<http::WebFiles> const& web, std::string const& public_url) {
  auto const shell = std::make_shared<http::Shell const>(web->read("index.html"), public_url);
  if (!web->has("shell.json")) return;
  for (auto& route : read_routes(web->read("shell.json"))) {
    auto const shared = std::make_shared<PageRoute const>(std::move(route));
    doors.raw({http::Method::get, shared->pattern, ""}, [&doors, shell, shared](Request const& request) {
      return shell->show(page_of(doors, *shared, request), request.language);
    });
  }
  doors.raw({http::Method::get, "/{rest...}", ""}, [shell](Request const& request) {
    if (request.path.starts_with("/api/")) return http::problem_answer(refuse(http::no_such_page), request);
    Page page{.title = "Halaman tidak ditemukan · Lumbung"};
    page.status = 404;
    return shell->show(page, request.language);
  });
}

}  // namespace lumbung::app
