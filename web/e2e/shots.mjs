// Looks at every page: pictures at phone and desktop size, light and dark; axe at 320, 360 and 1280 (in the dark for contrast);
// no sideways scroll at 320 nor with 200 % text; targets of 48 px; a quiet console. Each page is opened once and then resized.
// Against the mock, or a running server: BASE=http://127.0.0.1:8080 node e2e/shots.mjs [--only name] [--no-axe] [--no-pictures]
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, opened, pages, staff_pages } from "./browser.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.env.SHOTS ?? join(here, "..", ".cache", "shots");
const flag = (name) => process.argv.includes(name);
const only = flag("--only") ? process.argv[process.argv.indexOf("--only") + 1] : "";
const axe = flag("--no-axe") ? "" : readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
mkdirSync(out, { recursive: true });

let base = process.env.BASE;
if (!base) {
  const { start } = await import("../dev/mock.mjs");
  base = `http://127.0.0.1:${(await start(0)).address().port}`;
}

let faults = 0;
const fault = (text) => { faults++; console.log("FAULT " + text); };

/** Brings lazy parts and pictures in; waits two seconds at most for a picture. */
async function settle(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (const image of document.images) image.loading = "eager";
    for (let y = 0; y < document.body.scrollHeight; y += 700) { scrollTo({ top: y, behavior: "instant" }); await new Promise((r) => setTimeout(r, 16)); }
    scrollTo({ top: 0, behavior: "instant" });
    const loaded = Promise.all([...document.images].map((i) => i.complete || new Promise((r) => { i.onload = i.onerror = r; })));
    await Promise.race([loaded, new Promise((r) => setTimeout(r, 2000))]);
  });
  await page.waitForTimeout(150);
}

/** What sticks out of the page at the right, if anything. */
const sideways = (page) => page.evaluate(() => {
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over <= 0) return "";
  const out = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5 && !e.closest(".table-box, .code, .unseen-always"));
  return `${over} px: ${out.slice(-3).map((e) => `${e.tagName.toLowerCase()}.${e.getAttribute("class") ?? ""}`).join(", ")}`;
});

async function axe_says(page, name, rules) {
  if (!axe) return;
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe + ";0");
  const found = await page.evaluate((only_rules) => axe.run(document, { resultTypes: ["violations"], ...(only_rules ? { runOnly: only_rules } : {}) })
    .then((r) => r.violations.map((v) => `${v.id} (${v.impact}) ${v.nodes.slice(0, 3).map((n) => `${n.target.join(" ")} ${n.any[0]?.data?.fgColor ? `${n.any[0].data.fgColor} on ${n.any[0].data.bgColor}` : ""}`).join(" | ")}`)), rules);
  for (const line of found) fault(`${name}: axe ${line}`);
}

const small_targets = () => [...document.querySelectorAll("button, .btn, input:not([type=radio]):not([type=checkbox]), .tickbox, select, textarea, nav a, .tabs a, summary, .link-row, .link-btn, .figure-link")]
  .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 47.5 && !e.closest("p.hush, .unseen-always")).map((e) => `${e.className || e.tagName}:${Math.round(e.getBoundingClientRect().height)}`);

/** Presses what opens a form or a dialog: the last one of that name that is seen, as a dialog's own button is. */
async function press(page, name, words) {
  const dialog = page.locator("dialog[open]");
  const where = (await dialog.count()) ? dialog : page.locator("main");
  const found = where.locator("button, summary, label").filter({ hasText: words, visible: true });
  await found.first().click({ timeout: 5000 }).catch(() => fault(`${name}: "${words}" cannot be pressed`));
  await page.waitForTimeout(250);
}

async function look(context, [name, path, sign, presses = []]) {
  const page = await context.newPage();
  page.on("console", (m) => { if (["error", "warning"].includes(m.type()) && !/404 \(Not Found\)/.test(m.text())) fault(`${name}: console: ${m.text().slice(0, 200)}`); });
  page.on("pageerror", (e) => fault(`${name}: ${e}`));
  await page.goto(base + path);
  await page.waitForSelector(sign).catch(() => fault(`${name}: ${sign} did not appear`));
  await settle(page);
  for (const words of presses) await press(page, name, words);
  const bare = await page.evaluate(() => { const hits = new Set(); const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); for (let n = walk.nextNode(); n; n = walk.nextNode()) if (/^[a-z]+\.[a-z_0-9]+$/.test(n.data.trim())) hits.add(n.data.trim()); return [...hits]; });
  if (bare.length) fault(`${name}: strings that were not loaded: ${bare.join(", ")}`);
  for (const [width, height] of [[360, 800], [1280, 900], [320, 640]]) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(60);
    const over = await sideways(page);
    if (over) fault(`${name} ${width}: scrolls sideways by ${over}`);
    for (const scheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.waitForFunction((dark) => matchMedia("(prefers-color-scheme: dark)").matches === dark, scheme === "dark");
      await page.evaluate(() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(r, 60)))));
      await axe_says(page, `${name} ${width} ${scheme}`, scheme === "dark" ? ["color-contrast"] : undefined);
      if (width !== 320 && !flag("--no-pictures")) await page.screenshot({ path: join(out, `${name}-${width}-${scheme}.png`), fullPage: true });
    }
    await page.emulateMedia({ colorScheme: "light" });
    if (width === 360) for (const line of new Set(await page.evaluate(small_targets))) fault(`${name}: target under 48 px: ${line}`);
  }
  await page.setViewportSize({ width: 360, height: 800 });
  await page.evaluate(() => { const sheet = new CSSStyleSheet(); sheet.replaceSync("html{font-size:32px}"); document.adoptedStyleSheets = [sheet]; });
  await page.waitForTimeout(60);
  const over = await sideways(page);
  if (over) fault(`${name}: with text at 200 % scrolls sideways by ${over}`);
  await page.close();
}

const browser = await launch();
const context = await browser.newContext({ viewport: { width: 360, height: 800 }, locale: "id-ID", timezoneId: "Asia/Jakarta", reducedMotion: "reduce" });
context.setDefaultTimeout(20_000);
let looked = 0;
const signed = async () => context.addCookies([{ name: "contoh", value: "petugas", url: base }]);
for (const page of [...pages, ...staff_pages, ...opened]) {
  if (only && !page[0].includes(only)) continue;
  if (page[1].startsWith("/konsol")) await signed();
  await look(context, page);
  looked++;
}
await browser.close();
console.log(`shots: ${looked} pages, ${faults} faults, pictures in ${out}`);
process.exit(faults ? 1 : 0);
