// Looks at every page and takes its picture at phone and desktop size, light and dark. With --check it takes none, counts each page
// as one test and ends with "N passed, N failed": that is the suite `pages` of ./test (npm run pages).
// Against the mock, or a running server: BASE=http://127.0.0.1:8080 node e2e/shots.mjs [--check] [--only name] [--no-axe]
// Beside a demo (DEMO_DIR=…) the pages of staff are looked at too, each by somebody who may see it.
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";
import { all } from "./list.mjs";
import { look_at_all, server } from "./look.mjs";
import { not_found } from "./planted.mjs";

const flag = (name) => process.argv.includes(name);
const only = flag("--only") ? process.argv[process.argv.indexOf("--only") + 1] : "";
const check = flag("--check");
const out = process.env.SHOTS ?? join(dirname(fileURLToPath(import.meta.url)), "..", ".cache", "shots");
if (!check) mkdirSync(out, { recursive: true });

const place = { browser: await launch(), ...(await server()) };
const entries = place.mock ? all : await (await import("./demo.mjs")).entries_of(place);
let passed = 0, failed = 0;
if (check && !only) {
  const missed = await not_found(place.browser);
  if (missed.length) failed++;
  else passed++;
  for (const text of missed) console.log(`FAILED a planted fault was not found: ${text}`);
}
await look_at_all(place, entries.filter(([name]) => name.includes(only)), {
  rules: !flag("--no-axe"),
  picture: check ? undefined : (page, entry, width, scheme) => page.screenshot({ path: join(out, `${entry[0]}-${width}-${scheme}.png`), fullPage: true }),
}, ([name], faults) => {
  if (faults.length) failed++;
  else passed++;
  for (const text of faults) console.log(`${check ? "FAILED" : "FAULT"} ${name}: ${text}`);
});
await place.browser.close();
if (!check) console.log(`pictures in ${out}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
