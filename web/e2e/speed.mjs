// How a first visit feels on a slow phone: 300 ms, 700 kbit/s, processor six times slower. Prints the largest paint, the layout
// shift and what was fetched, for three visits each. Figures depend on the machine's load, so this is no test.
// Against the mock, or BASE=http://127.0.0.1:8080 node e2e/speed.mjs [path ...]
import { launch } from "./browser.mjs";

let base = process.env.BASE;
if (!base) base = `http://127.0.0.1:${(await (await import("../dev/mock.mjs")).start(0)).address().port}`;
const paths = process.argv.slice(2).length ? process.argv.slice(2) : ["/", "/kampanye/tas-dan-buku-mekarmukti", "/jejak/contoh-b"];
const browser = await launch();

async function visit(path) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  await wire.send("Network.enable");
  await wire.send("Network.emulateNetworkConditions", { offline: false, latency: 300, downloadThroughput: 700_000 / 8, uploadThroughput: 700_000 / 8 });
  await wire.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  let bytes = 0;
  wire.on("Network.loadingFinished", (e) => { bytes += e.encodedDataLength; });
  await page.addInitScript(() => {
    window.seen = { lcp: 0, what: "", cls: 0 };
    new PerformanceObserver((list) => { for (const e of list.getEntries()) Object.assign(window.seen, { lcp: e.startTime, what: e.element?.tagName ?? "" }); }).observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.seen.cls += e.value; }).observe({ type: "layout-shift", buffered: true });
  });
  const start = Date.now();
  await page.goto(base + path, { waitUntil: "load", timeout: 60_000 });
  await page.waitForSelector("main h1", { timeout: 60_000 });
  await page.waitForTimeout(1500);
  const seen = await page.evaluate(() => window.seen);
  await context.close();
  return { ...seen, bytes, all: Date.now() - start - 1500 };
}

for (const path of paths) {
  const visits = [];
  for (let i = 0; i < 3; i++) visits.push(await visit(path));
  visits.sort((a, b) => a.lcp - b.lcp);
  const { lcp, what, cls, bytes, all } = visits[1];
  console.log(`${path}: largest paint ${(lcp / 1000).toFixed(2)} s (${what}), shift ${cls.toFixed(3)}, all in ${(all / 1000).toFixed(2)} s, ${(bytes / 1000).toFixed(1)} kB (median of 3)`);
}
await browser.close();
process.exit(0);
