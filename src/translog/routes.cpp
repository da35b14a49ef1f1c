#include "translog/routes.h"

#include "translog/translog.h"

namespace lumbung::translog {
namespace {

using http::Answer;
using http::Json;
using http::Request;

constexpr std::string_view prefix = "/log";

Result<Answer> file_door(View const& view, Request const& request) {
  auto const path = std::string_view(request.path).substr(prefix.size());
  auto found = file(view, path);
  if (!found) return refuse(http::no_such_thing);
  auto answer = http::bytes(std::move(found->bytes), found->content_type);
  answer.caching = path == "/checkpoint" ? http::Caching::revalidate : http::Caching::for_ever;
  return std::move(answer)
      .with("Cache-Control", found->cache_control)
      .with("Access-Control-Allow-Origin", "*");  // public for ever: a checker may run as a page of anybody
}

Result<Answer> head_door(View const& view, Request const&) {
  auto const now = head(view);
  Json j;
  j.object([&] {
    j("origin", now.origin);
    j("key", now.key);
    j("size", now.size);
    j("root", now.root);
    j("checkpoint", now.note);
    j("published", now.published);
    j("refreshed", now.refreshed);
    j("waiting", now.waiting);
    j.list("counts", now.counts, [&](KindCount const& count) {
      j("kind", merkle::name_of(count.kind));
      j("leaves", count.count);
    });
  });
  return http::shown(std::move(j));
}

}  // namespace

void open_doors(http::Doors& doors) {
  using http::Method;
  doors.look({Method::get, "/log/checkpoint", ""}, file_door, {.same_for_all = true});
  doors.look({Method::get, "/log/tile/{rest...}", ""}, file_door, {.same_for_all = true});
  doors.look({Method::get, "/api/log", "getLog"}, head_door, {.same_for_all = true});
}

}  // namespace lumbung::translog
