// Every address of the application is looked at: an address without a line in e2e/list.mjs would be seen by no test.
import test from "node:test";
import assert from "node:assert/strict";
import { match } from "../src/core/router.ts";

type Entry = [name: string, path: string, sign: string, presses?: string[]];
// The table that build.mjs makes for the server: the pages themselves stay outside.
const { routes: known } = (await import(`${process.env.WEB_ROOT}/.cache/table.mjs`)) as { routes: { pattern: string }[] };
const list = (await import(`${process.env.WEB_ROOT}/e2e/list.mjs`)) as { pages: Entry[]; staff_pages: Entry[]; opened: Entry[] };
const bare = (path: string): string => path.replace(/[?#].*$/, "");

/** The patterns that no page of the list leads to. */
const unseen = (patterns: readonly { pattern: string }[], pages: Entry[]): string[] => {
  const seen = new Set(pages.map(([, path]) => match(patterns, bare(path))?.route.pattern));
  return patterns.map((route) => route.pattern).filter((pattern) => !seen.has(pattern));
};

test("every address has a page in the list of those that are looked at", () => {
  assert.deepEqual(unseen(known, [...list.pages, ...list.staff_pages]), []);
});

test("an address that nobody looks at is noticed", () => {
  assert.deepEqual(unseen([...known, { pattern: "/konsol/baru/:thing" }], [...list.pages, ...list.staff_pages]), ["/konsol/baru/:thing"]);
});

test("no two pages of the list have one name, and what opens in a page stands in one that is there", () => {
  const all = [...list.pages, ...list.staff_pages, ...list.opened];
  assert.equal(new Set(all.map(([name]) => name)).size, all.length);
  for (const [name, path, , presses] of list.opened) assert.ok(match(known, bare(path)) && presses!.length > 0, name);
});
