// Fails when the application outgrows the budgets of design/7: what a first visit fetches, and every chunk. Needs dist.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const dist = join(dirname(fileURLToPath(import.meta.url)), "..", "dist");
const gz = (url) => gzipSync(readFileSync(join(dist, url)), { level: 9 }).length;
const kb = (bytes) => (bytes / 1000).toFixed(1).padStart(6) + " kB";
const { routes, main, css } = JSON.parse(readFileSync(join(dist, "shell.json"), "utf8"));
const font = statSync(join(dist, "assets/fonts/plus-jakarta-sans-lumbung.woff2")).size;
const html = gz("index.html");

const limits = { all: 60_000, js: 25_000, css: 8_000, font: 12_000, chunk: 8_000, app: 200_000 };
const faults = [];
const hold = (what, size, limit) => { if (size > limit) faults.push(`${what} is ${kb(size)}, over ${kb(limit)}`); };

// Staff sign in once a day on a page of their own; givers never fetch it. Their chunks are held to the same size all the same.
const is_public = (route) => !/^\/(konsol|masuk|undangan|daftar-lembaga)/.test(route.pattern);
for (const route of routes.filter(is_public)) {
  const js = [main, ...route.preload].reduce((sum, url) => sum + gz(url), 0);
  const all = js + gz(css) + font + html;
  console.log(`${route.pattern.padEnd(34)} js ${kb(js)}  all ${kb(all)}`);
  hold(`${route.pattern}: JavaScript`, js, limits.js);
  hold(`${route.pattern}: first load without photos`, all, limits.all);
}
hold("the style sheet", gz(css), limits.css);
hold("the font", font, limits.font);

const shared = new Set([main, ...routes[0].preload.filter((url) => routes.filter(is_public).every((r) => r.preload.includes(url)))]);
let total = 0, for_givers = 0;
const givers_fetch = new Set([main, ...routes.filter(is_public).flatMap((route) => route.preload)]);
for (const name of readdirSync(join(dist, "assets")).filter((n) => /\.js$/.test(n))) {
  const url = "/assets/" + name;
  const size = gz(url);
  total += size;
  if (givers_fetch.has(url)) for_givers += size;
  if (!shared.has(url)) hold(`chunk ${name}`, size, limits.chunk);
}
hold("all code of the public pages", for_givers + gz(css), limits.app / 2);
hold("all code of staff", total - for_givers, limits.app);
console.log(`css ${kb(gz(css))}  font ${kb(font)}  shell ${kb(html)}  all code ${kb(total)}`);
for (const fault of faults) console.log("FAULT " + fault);
console.log(`budget: ${routes.length} routes, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
