#include "registry/routes.h"

#include "registry/routes_parts.h"

namespace lumbung::registry {
namespace {

void write_area(Json& j, Area const& area) {
  j("code", area.code.text());
  j("name", area.name);
  j("kind", word_in(area_kinds, area.kind));
  or_null(j, "parent", area.code.parent().text());
}

Result<Answer> list_areas(View const& view, Request const& request) {
  auto query = Fields::of_query(request);
  auto const parent = query.optional_parsed<AreaCode>("parent", AreaCode::parse).value_or(AreaCode());
  auto const name = query.optional_text("q", {.max = 100}).value_or("");
  auto const after = query.optional_text("after", {.max = 200}).value_or("");
  TRY(query.finish());
  auto const page = TRY(name.empty() ? children_of(view, parent, after) : search_areas(view, parent, name, after));
  Json j;
  j.object([&] {
    j.list("items", page.areas, [&](Area const& area) { write_area(j, area); });
    or_null(j, "next", page.next);
  });
  return http::shown(std::move(j)).keep(http::Caching::revalidate);
}

Result<Answer> show_area(View const& view, Request const& request) {
  auto const code = AreaCode::parse(request.part("code"));
  if (code.refused()) return refuse(unknown_area);
  auto const area = find_area(view, *code);
  if (!area) return refuse(unknown_area);
  Json j;
  j.object([&] {
    write_area(j, *area);
    j("full_name", full_name(view, *code));
  });
  return http::shown(std::move(j)).keep(http::Caching::revalidate);
}

}  // namespace

void open_area_doors(Doors& doors) {
  doors.look({Method::get, "/api/areas", "listAreas"}, list_areas, {.same_for_all = true});
  doors.look({Method::get, "/api/areas/{code}", "getArea"}, show_area, {.same_for_all = true});
}

void open_doors(http::Doors& doors) {
  open_area_doors(doors);
  open_family_doors(doors);
  open_member_doors(doors);
  open_person_doors(doors);
}

}  // namespace lumbung::registry
