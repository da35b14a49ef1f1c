// Pictures of every page, phone and desktop, light and dark; axe at 320, 360 and 1280; no sideways scroll at 320 nor with
// 200 % text. Against the mock, or against a running server: BASE=http://127.0.0.1:8080 node e2e/shots.mjs [--only name] [--no-axe]
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, pages } from "./browser.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.env.SHOTS ?? join(here, "..", ".cache", "shots");
const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : null;
const views = (process.env.VIEWS ?? "360-light,1280-light,360-dark,1280-dark,320-light,320-dark").split(",");
const with_axe = !process.argv.includes("--no-axe");
const with_pictures = !process.argv.includes("--no-pictures");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
mkdirSync(out, { recursive: true });

let base = process.env.BASE;
if (!base) {
  const { start } = await import("../dev/mock.mjs");
  await start(4399);
  base = "http://127.0.0.1:4399";
}

const faults = [];
const browser = await launch();

/** Brings lazy pictures in and lets the letters arrive; waits two seconds at most for a picture. */
async function settle(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (const image of document.images) image.loading = "eager";
    for (let y = 0; y < document.body.scrollHeight; y += 700) { scrollTo({ top: y, behavior: "instant" }); await new Promise((r) => setTimeout(r, 16)); }
    scrollTo({ top: 0, behavior: "instant" });
    const loaded = Promise.all([...document.images].map((i) => i.complete || new Promise((r) => { i.onload = i.onerror = r; })));
    await Promise.race([loaded, new Promise((r) => setTimeout(r, 2000))]);
  });
  await page.waitForTimeout(60);
}

async function look(context, [name, path, sign], width, scheme, picture) {
  const page = await context.newPage();
  const said = [];
  page.on("console", (m) => { if (["error", "warning"].includes(m.type()) && !/404/.test(m.text())) said.push(m.text()); });
  page.on("pageerror", (e) => said.push(String(e)));
  await page.goto(base + path);
  try { await page.waitForSelector(sign, { timeout: 8000 }); } catch { faults.push(`${name} ${width}: ${sign} did not appear`); }
  await settle(page);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 0) faults.push(`${name} ${width} ${scheme}: scrolls sideways by ${over}px`);
  if (with_axe) {
    const found = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"] })`);
    for (const v of found.violations) faults.push(`${name} ${width} ${scheme}: axe ${v.id} (${v.impact}) ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")}`);
  }
  const small = width <= 360 ? await page.evaluate(() => [...document.querySelectorAll("button, .btn, input:not([type=radio]), select, textarea, nav a, .tabs a, summary, .link-row, .link-btn")]
    .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 47.5).map((e) => `${e.className || e.tagName}:${Math.round(e.getBoundingClientRect().height)}`)) : [];
  if (small.length) faults.push(`${name} ${width}: targets under 48px: ${[...new Set(small)].join(", ")}`);
  for (const line of said) faults.push(`${name} ${width}: console: ${line.slice(0, 200)}`);
  if (picture && with_pictures) await page.screenshot({ path: join(out, `${name}-${width}-${scheme}.png`), fullPage: true });
  await page.close();
}

for (const view of views) {
  const [width, scheme] = view.split("-");
  const viewport = { width: Number(width), height: Number(width) > 1000 ? 900 : 800 };
  const context = await browser.newContext({ viewport, colorScheme: scheme, locale: "id-ID", timezoneId: "Asia/Jakarta" });
  context.setDefaultTimeout(15_000);
  for (const page of pages) if (!only || page[0].includes(only)) await look(context, page, viewport.width, scheme, viewport.width !== 320);
  await context.close();
}

// Text at 200 %: the root letter doubled, on a phone.
const context = await browser.newContext({ viewport: { width: 360, height: 800 }, locale: "id-ID" });
for (const [name, path, sign] of pages) {
  if (only && !name.includes(only)) continue;
  const page = await context.newPage();
  await page.goto(base + path);
  await page.waitForSelector(sign, { timeout: 8000 }).catch(() => undefined);
  await page.evaluate(() => { const sheet = new CSSStyleSheet(); sheet.replaceSync("html{font-size:32px}"); document.adoptedStyleSheets = [sheet]; });
  await page.waitForTimeout(50);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 0) faults.push(`${name}: scrolls sideways by ${over}px with text at 200 %`);
  await page.close();
}
await browser.close();

for (const fault of faults) console.log("FAULT " + fault);
console.log(`shots: ${pages.length} pages, ${faults.length} faults, pictures in ${out}`);
process.exit(faults.length ? 1 : 0);
