import test from "node:test";
import assert from "node:assert/strict";
import { segments } from "../src/core/bars.ts";
import { ceiling, cumulate, fill_days, flow, line } from "../src/core/chart.ts";
import { match } from "../src/core/router.ts";
import { new_id } from "../src/core/ids.ts";
import { address, Problem } from "../src/core/api.ts";

test("the parts of a bar never leave it", () => {
  const parts = segments([{ key: "a", value: 60 }, { key: "b", value: 90 }], 100, 200);
  assert.ok(Math.abs(parts[1]!.x + parts[1]!.width - 200) < 1e-9, "over the target the bar is full");
  const some = segments([{ key: "a", value: 25 }], 100, 200);
  assert.equal(some[0]!.width, 50);
  assert.equal(segments([{ key: "a", value: 0 }], 0, 200)[0]!.width, 0);
});

test("the bands of a flow leave in proportion and meet their rows", () => {
  const ribbons = flow([{ key: "a", value: 75 }, { key: "b", value: 25 }]);
  assert.match(ribbons[0]!.path, /^M0 0C/);
  assert.match(ribbons[0]!.path, /0 75Z$/);
  assert.match(ribbons[1]!.path, /^M0 75C/);
  assert.deepEqual(ribbons.map((r) => r.middle), [25, 75]);
});

test("a line's ends lie on its frame", () => {
  const drawn = line([0, 50, 100], 100, { width: 100, height: 50, left: 10, right: 10, top: 5, bottom: 5 });
  assert.equal(drawn.path, "M10 45L50 25L90 5");
  assert.deepEqual(drawn.last, [90, 5]);
  assert.equal(ceiling(48_250_000), 50_000_000);
  assert.equal(ceiling(0), 1);
});

test("days without rows are zeros between the days that have some", () => {
  const days = fill_days([{ day: "2026-10-31", in: 5, out: 0 }, { day: "2026-11-02", in: 1, out: 2 }]);
  assert.deepEqual(days.map((d) => d.day), ["2026-10-31", "2026-11-01", "2026-11-02"]);
  assert.deepEqual(cumulate(days.map((d) => d.in)), [5, 5, 6]);
  assert.deepEqual(fill_days([]), []);
});

test("addresses find their pages", () => {
  const routes = [{ pattern: "/" }, { pattern: "/kampanye" }, { pattern: "/kampanye/:slug" }];
  assert.equal(match(routes, "/")?.route.pattern, "/");
  assert.equal(match(routes, "/kampanye/")?.route.pattern, "/kampanye");
  assert.deepEqual(match(routes, "/kampanye/tas%20buku")?.params, { slug: "tas buku" });
  assert.equal(match(routes, "/kampanye/a/b"), null);
  assert.equal(match(routes, "/kampanye/%E0%A4%A"), null, "a broken escape is no page");
});

test("ids are UUIDv7 and follow time", () => {
  const [a, b] = [new_id(1_700_000_000_000), new_id(1_700_000_000_001)];
  assert.match(a, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.ok(a < b);
  assert.equal(parseInt(a.replace(/-/g, "").slice(0, 12), 16), 1_700_000_000_000);
});

test("a query leaves out what was not asked", () => {
  assert.equal(address("/api/campaigns", { q: "", state: "open", after: null }), "/api/campaigns?state=open");
  assert.equal(address("/x", { q: "a b&c" }), "/x?q=a%20b%26c");
});

test("only what may pass by itself is worth sending again", () => {
  const words = { id: "a", en: "b" };
  assert.ok(new Problem(0, "x", words).passing && new Problem(503, "x", words).passing && new Problem(429, "x", words).passing);
  assert.ok(!new Problem(409, "x", words).passing && !new Problem(422, "x", words).passing);
});
