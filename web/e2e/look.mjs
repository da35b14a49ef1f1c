// Looks at one page as its readers do: three widths, light and dark, text at 200 %, axe, the console. Says what is wrong.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cookies_of } from "./list.mjs";

const axe = () => readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** The mock's world lives on this day: what is drawn does not depend on the day it is looked at. */
export const day_of_the_mock = new Date("2026-11-22T09:00:00+07:00");

/** The server to look at: BASE, or the mock. */
export async function server() {
  if (process.env.BASE) return { base: process.env.BASE, mock: false };
  const { start } = await import("../dev/mock.mjs");
  return { base: `http://127.0.0.1:${(await start(0)).address().port}`, mock: true };
}

/** One reader with a browser of their own, signed in where the page wants it: at the mock by its cookie, elsewhere by what the entry's fifth part kept. */
export async function reader({ browser, base, mock }, page) {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, locale: "id-ID", timezoneId: "Asia/Jakarta", reducedMotion: "reduce", colorScheme: "light", storageState: page[4] });
  context.setDefaultTimeout(20_000);
  if (mock) {
    await context.clock.setFixedTime(day_of_the_mock);
    await context.addCookies(cookies_of(page).map(([name, value]) => ({ name, value, url: base })));
  }
  return context;
}

/** Brings lazy parts and pictures in; waits two seconds at most for a picture. */
export async function settle(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (const image of document.images) image.loading = "eager";
    for (let y = 0; y < document.body.scrollHeight; y += 700) { scrollTo({ top: y, behavior: "instant" }); await new Promise((r) => setTimeout(r, 16)); }
    scrollTo({ top: 0, behavior: "instant" });
    const loaded = Promise.all([...document.images].map((i) => i.complete || new Promise((r) => { i.onload = i.onerror = r; })));
    await Promise.race([loaded, new Promise((r) => setTimeout(r, 2000))]);
  });
  await page.waitForTimeout(100);
}

/** What sticks out of the page at the right, if anything. */
const sideways = () => {
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over <= 0) return "";
  const out = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5 && !e.closest(".table-box, .code, .unseen-always"));
  return `${over} px: ${out.slice(-3).map((e) => `${e.tagName.toLowerCase()}.${e.getAttribute("class") ?? ""}`).join(", ")}`;
};

const small_targets = () => [...new Set([...document.querySelectorAll("button, .btn, input:not([type=radio]):not([type=checkbox]), .tickbox, select, textarea, nav a, .tabs a, summary, .link-row, .link-btn, .figure-link")]
  .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 47.5 && !e.closest("p.hush, .unseen-always")).map((e) => `${e.className || e.tagName}:${Math.round(e.getBoundingClientRect().height)}`))];

/** What no reader understands: a string's bare key, the id of a row, a date as machines write it. */
const not_for_people = () => {
  const hits = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const text = node.data.trim();
    if (!text || !node.parentElement.checkVisibility() || node.parentElement.closest("pre, code, .code, .hash, [data-exact]")) continue;
    if (/^[a-z_]+(\.[a-z_0-9]+)+$/.test(text) || /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/.test(text) || /\b20\d\d-[01]\d-[0-3]\d\b/.test(text)) hits.add(text.slice(0, 80));
  }
  return [...hits];
};

async function axe_says(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe() + ";0");
  return page.evaluate(() => axe.run(document, { resultTypes: ["violations"] })
    .then((r) => r.violations.map((v) => `${v.id} (${v.impact}) ${v.nodes.slice(0, 3).map((n) => `${n.target.join(" ")} ${n.any[0]?.data?.fgColor ? `${n.any[0].data.fgColor} on ${n.any[0].data.bgColor}` : ""}`).join(" | ")}`)));
}

async function in_scheme(page, scheme) {
  await page.emulateMedia({ colorScheme: scheme });
  await page.waitForFunction((dark) => matchMedia("(prefers-color-scheme: dark)").matches === dark, scheme === "dark");
  await page.evaluate(() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(r, 60)))));
}

/** All that a person could see change. */
const shown = () => document.body.innerHTML + [...document.querySelectorAll("input, dialog, details")].map((e) => `${e.checked ?? ""}${e.open ?? ""}${e.value ?? ""}`);

/** Presses what opens a form or a dialog, and something must come of it: the first of that name that is seen, in the dialog once there is one. */
async function press(page, words, fault) {
  const dialog = page.locator("dialog[open]");
  const where = (await dialog.count()) ? dialog : page.locator("main");
  const found = where.locator("button, summary, label").filter({ hasText: words, visible: true });
  const before = await page.evaluate(shown);
  await found.first().click({ timeout: 20_000 }).catch(() => fault(`"${words}" cannot be pressed`));
  for (let tries = 0; tries < 25; tries++) {
    await page.waitForTimeout(200);
    if ((await page.evaluate(shown)) !== before) return;
  }
  fault(`"${words}" does nothing`);
}

/** Whether the browser's complaint is the very thing this page shows: that something is not there. */
const expected = (text, sign) => /404 \(Not Found\)/.test(text) && /data-trouble|data-missing/.test(sign);

/**
 * Opens a page of list.mjs, presses what opens its form, and gives everything that is wrong with it. `rules: false` leaves axe out;
 * `picture(page, entry, width, scheme)` is called where a picture may be taken.
 */
export async function look(page, base, entry, { rules = true, picture } = {}) {
  const [, path, sign, presses = []] = entry;
  const faults = [];
  const fault = (text) => faults.push(text);
  page.on("console", (m) => { if (["error", "warning"].includes(m.type()) && !expected(m.text(), sign)) fault(`console: ${m.text().slice(0, 200)}`); });
  page.on("pageerror", (e) => fault(String(e)));
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto(new URL(path, base).href);
  await page.waitForSelector(sign).catch(() => fault(`${sign} did not appear`));
  await settle(page);
  for (const words of presses) await press(page, words, fault);
  for (const text of await page.evaluate(not_for_people)) fault(`not for people: ${text}`);
  for (const [width, height] of [[320, 640], [1280, 900], [360, 800]]) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(60);
    const over = await page.evaluate(sideways);
    if (over) fault(`${width}: scrolls sideways by ${over}`);
    if (width === 320) continue;
    if (width === 360) for (const line of await page.evaluate(small_targets)) fault(`target under 48 px: ${line}`);
    for (const scheme of ["light", "dark"]) {
      await in_scheme(page, scheme);
      if (rules) for (const line of await axe_says(page)) fault(`${width} ${scheme}: axe ${line}`);
      await picture?.(page, entry, width, scheme);
    }
    await page.emulateMedia({ colorScheme: "light" });
  }
  await page.evaluate(() => { const sheet = new CSSStyleSheet(); sheet.replaceSync("html{font-size:32px}"); document.adoptedStyleSheets = [sheet]; });
  await page.waitForTimeout(60);
  const over = await page.evaluate(sideways);
  if (over) fault(`with text at 200 % scrolls sideways by ${over}`);
  return faults;
}

/**
 * Looks at many pages, two at a time, and tells of each as soon as it is known. Who is signed in the same way reads page after page
 * in one tab: opening a new one takes longer than looking.
 */
export async function look_at_all(place, entries, options, tell) {
  const waiting = [...entries];
  const tab_of = async (tabs, entry) => {
    const who = JSON.stringify(place.mock ? cookies_of(entry) : (entry[4] ?? ""));
    if (!tabs.has(who)) tabs.set(who, await (await reader(place, entry)).newPage());
    return { who, page: tabs.get(who) };
  };
  const one_after_the_other = async () => {
    const tabs = new Map();
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
      const { who, page } = await tab_of(tabs, entry);
      // A tab in which looking itself failed is not used again.
      const give_up = async (trouble) => { tabs.delete(who); await page.context().close(); return [String(trouble)]; };
      const faults = await look(page, place.base, entry, options).catch(give_up);
      page.removeAllListeners();
      tell(entry, faults);
    }
  };
  await Promise.all([one_after_the_other(), one_after_the_other()]);
}
