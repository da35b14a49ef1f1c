// The doors that the house itself has: how it feels, what it counts, and what it says about its doors.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/door.h"
#include "http/value.h"

namespace lumbung::http {

// GET /health/live: 200 as long as requests are answered.
// GET /health/ready: 200 when `ready()` says nothing, else 503 and what it says (one word, such as "migrating").
// They say no more than that, so they may be open to everybody.
void open_health_doors(Doors& doors, std::function<std::string()> ready);
// GET /metrics, in the text form of Prometheus: for this very machine, and for the addresses in `readers` (as the
// server knows them behind trusted proxies). All others get 404, as for any place that is not there.
void open_metrics_door(Doors& doors, std::vector<std::string> const& readers = {});

// One OpenAPI 3.1 document from the rooms' parts, each {"paths": {…}, "components": {…}, "tags": […]}. A mistake
// (throws) when two parts say different things about one place, when a part is no JSON, or when a $ref leads nowhere.
// Adds to every operation the Problem that any door may answer, but not where "x-foreign" says that refusals have the
// shape of another protocol. What all rooms may refer to (Id, Amount, Instant, Date, Hash, Problem, …) stands in this
// room's own part, src/http/openapi.json.
Value merged_openapi(std::vector<std::string_view> const& parts, std::string_view version, std::string_view public_url);
// The parts of all rooms, src/<room>/openapi.json, as they were when the program was built.
std::vector<std::string_view> const& openapi_parts();

// Where the doors and the document differ: an operation without a door, a door without an operation, or another method
// or path. Empty when they are one.
std::vector<std::string> differences(Doors const& doors, Contract const& contract);

// GET /api/openapi.json, and GET /api/docs with the files it needs: a page that shows the document.
void open_openapi_doors(Doors& doors, Value const& document);

}  // namespace lumbung::http
