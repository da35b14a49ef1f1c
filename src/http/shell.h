// The web application's one page, with what a public address is about put into it by the server: title and preview for
// those who are sent the link, a skeleton to look at and the first answer of the API before any script has run. It
// halves the time to the largest paint, and link previews work (design, experience).
//
// The template is the index.html that the web build makes. In it are replaced:
//   lang="id"               of <html>, by the language
//   <title>…</title>        by the page's title
//   <!--lumbung:head-->     by description, og:* tags, canonical address and preloads
//   <!--lumbung:skeleton--> by the skeleton (stands inside the element that the application takes over)
//   <!--lumbung:answers-->  by <script type="application/json" id="awal">…</script>
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/request.h"

namespace lumbung::http {

struct Page {
  std::string title;
  std::string description;            // one or two sentences, without markup
  std::string path;                   // "/c/…", for the canonical address; may be empty
  std::string picture;                // absolute or "/…"; may be empty
  std::string kind = "website";       // og:type
  std::vector<std::string> preloads;  // pictures to be fetched at once
  std::vector<std::string> modules;   // scripts of the route, to be fetched at once
  std::vector<std::string> styles;    // style sheets of the route
  std::string skeleton;               // HTML made with `escaped`; may be empty
  // The first answers of the API, by their address: {"/api/campaigns/…", "{…}"}; JSON as Json wrote it.
  std::vector<std::pair<std::string, std::string>> data;
  int status = 200;
  bool robots = true;  // whether search engines may keep it; never those whose status is not 200
  Caching caching = Caching::revalidate;
};

class Shell {
 public:
  // `public_url` without a slash at the end. An empty template makes a plain page that says the application is missing.
  Shell(std::string_view html, std::string public_url);
  Answer show(Page const& page, Language language) const;

 private:
  std::string template_, public_url_;
};

// Text made harmless inside HTML, in elements and in attributes with quotes.
std::string escaped(std::string_view text);

}  // namespace lumbung::http
