#include "http/shell.h"

#include "http/json.h"

namespace lumbung::http {
namespace {

constexpr std::string_view plain_template =
    "<!doctype html><html lang=\"id\"><head><meta charset=\"utf-8\"><title>Lumbung</title><!--lumbung:head--></head>"
    "<body><main><!--lumbung:skeleton--></main><!--lumbung:answers--></body></html>";

void replace_first(std::string& text, std::string_view what, std::string_view by) {
  if (auto const place = text.find(what); place != text.npos) text.replace(place, what.size(), by);
}

void replace_title(std::string& text, std::string_view title) {
  auto const begin = text.find("<title>");
  auto const end = text.find("</title>", begin);
  if (begin == text.npos || end == text.npos) return;
  text.replace(begin, end - begin, "<title>" + escaped(title));
}

std::string meta(std::string_view kind, std::string_view name, std::string_view content) {
  if (content.empty()) return {};
  return "<meta " + std::string(kind) + "=\"" + std::string(name) + "\" content=\"" + escaped(content) + "\">";
}

std::string absolute(std::string const& address, std::string const& public_url) {
  return address.starts_with('/') ? public_url + address : address;
}

std::string head_of(Page const& page, Language language, std::string const& public_url) {
  auto head = meta("name", "description", page.description);
  head += meta("property", "og:title", page.title);
  head += meta("property", "og:description", page.description);
  head += meta("property", "og:type", page.kind);
  head += meta("property", "og:site_name", "Lumbung");
  head += meta("property", "og:locale", language == Language::en ? "en_GB" : "id_ID");
  if (!page.picture.empty()) head += meta("property", "og:image", absolute(page.picture, public_url));
  if (!page.path.empty()) {
    auto const address = escaped(public_url + page.path);
    head += meta("property", "og:url", public_url + page.path);
    head += "<link rel=\"canonical\" href=\"" + address + "\">";
  }
  if (page.status != 200 || !page.robots) head += meta("name", "robots", "noindex");
  for (auto const& picture : page.preloads)
    head += "<link rel=\"preload\" as=\"image\" href=\"" + escaped(picture) + "\" fetchpriority=\"high\">";
  for (auto const& module : page.modules) head += "<link rel=\"modulepreload\" href=\"" + escaped(module) + "\">";
  for (auto const& style : page.styles) head += "<link rel=\"stylesheet\" href=\"" + escaped(style) + "\">";
  return head;
}

// JSON inside a script element ends at "</script", or at "<!--" in a way nobody expects: no '<' may stand in it.
std::string harmless_in_script(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (char const c : json)
    if (c == '<')
      out += "\\u003c";
    else
      out += c;
  return out;
}

std::string data_of(Page const& page) {
  if (page.data.empty()) return {};
  Json json;
  json.object([&] {
    for (auto const& [address, answer] : page.data) json.ready(address, answer);
  });
  return "<script type=\"application/json\" id=\"awal\">" + harmless_in_script(json.text()) + "</script>";
}

}  // namespace

Shell::Shell(std::string_view html, std::string public_url)
    : template_(html.empty() ? plain_template : html), public_url_(std::move(public_url)) {}

Answer Shell::show(Page const& page, Language language) const {
  auto html = template_;
  // From the end to the beginning of the page, so that nothing that was put in is looked at again.
  replace_first(html, "<!--lumbung:answers-->", data_of(page));
  replace_first(html, "<!--lumbung:skeleton-->", page.skeleton);
  replace_first(html, "<!--lumbung:head-->", head_of(page, language, public_url_));
  replace_title(html, page.title);
  if (language == Language::en) replace_first(html, "lang=\"id\"", "lang=\"en\"");
  return Answer{.status = page.status, .type = "text/html", .body = std::move(html)}.keep(page.caching);
}

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char const c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace lumbung::http
