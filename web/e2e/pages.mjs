// One picture of every page, phone and desktop, for docs/pictures/pages, and the table that shows them: npm run pictures
// `-- --only NAME` draws again only the pages with that in their name, and leaves the table. Drawn from the mock server's world, so
// that the same commit gives the same pictures. Needs a built dist and Chromium.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { start } from "../dev/mock.mjs";
import { launch } from "./browser.mjs";
import { pages, staff_pages } from "./list.mjs";
import { reader, settle } from "./look.mjs";

const out = process.env.PICTURES ?? join(dirname(fileURLToPath(import.meta.url)), "../../docs/pictures/pages");
const sizes = [{ name: "hp", width: 390, least: 844, most: 2600, shown: 390 }, { name: "meja", width: 1280, least: 800, most: 2400, shown: 880 }];
const most_bytes = 8_000_000;

const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : "";
mkdirSync(out, { recursive: true });
if (!only) for (const old of readdirSync(out)) if (old.endsWith(".webp")) rmSync(join(out, old));
// Under a name of its own, so that the addresses in the pictures are the same every time.
const base = "http://lumbung.example";
const browser = await launch(`--host-resolver-rules=MAP lumbung.example:80 127.0.0.1:${(await start(0)).address().port}`);
const easel = await (await browser.newContext()).newPage();

/** The same picture smaller and as WebP; Chromium brings the encoder. */
const webp = async (png, width) => Buffer.from(await easel.evaluate(async ([data, wide]) => {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
  const canvas = document.createElement("canvas");
  canvas.width = wide;
  canvas.height = Math.round((bitmap.height * wide) / bitmap.width);
  const pen = canvas.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/webp", 0.7).split(",")[1];
}, [png.toString("base64"), width]), "base64");

/** The window is as high as the page, so that bars at its foot stand at the foot of the picture. */
async function picture(page, name, size) {
  await page.setViewportSize({ width: size.width, height: size.least });
  await settle(page);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: size.width, height: Math.max(size.least, Math.min(height, size.most)) });
  await page.waitForTimeout(120);
  const bytes = await webp(await page.screenshot(), size.shown);
  writeFileSync(join(out, `${name}-${size.name}.webp`), bytes);
  return bytes.length;
}

let bytes = 0, faults = 0;
const rows = [];
for (const entry of [...pages, ...staff_pages]) {
  const [name, path, sign] = entry;
  if (!name.includes(only)) continue;
  const context = await reader({ browser, base, mock: true }, entry);
  const page = await context.newPage();
  await page.goto(base + path);
  await page.waitForSelector(sign, { timeout: 15_000 }).catch(() => { faults++; console.log(`${name}: ${sign} did not appear`); });
  const title = (await page.title()).replace(/\s*[·|].*$/, "");
  for (const size of sizes) bytes += await picture(page, name, size);
  const place = path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "…");
  rows.push({ group: path.startsWith("/konsol") ? "Konsol" : /^\/(masuk|undangan|daftar-l)/.test(path) ? "Masuk" : "Publik", name, title, place });
  await context.close();
}
await browser.close();

const table = (group) => [
  `## ${group}`, "", "| halaman | telepon | meja |", "| --- | --- | --- |",
  ...rows.filter((row) => row.group === group).map((row) => `| **${row.title}**<br>\`${row.place}\` | <img src="pages/${row.name}-hp.webp" width="195" alt="${row.title}, telepon"> | <img src="pages/${row.name}-meja.webp" width="440" alt="${row.title}, meja"> |`), "",
];
if (!only) writeFileSync(join(out, "../README.md"), [
  "# Gambar halaman", "",
  "Setiap halaman, di telepon (390 piksel) dan di meja (1280 piksel, diperkecil). Orang, lembaga, dan angkanya rekaan. Dibuat ulang dengan",
  "`npm --prefix web run build && npm --prefix web run pictures`; jangan disunting dengan tangan.", "",
  ...["Publik", "Masuk", "Konsol"].flatMap(table),
].join("\n"));
if (bytes > most_bytes) { faults++; console.log(`the pictures take ${bytes} bytes, more than ${most_bytes}`); }
console.log(`pictures: ${rows.length} pages, ${(bytes / 1e6).toFixed(1)} MB, ${faults} faults`);
process.exit(faults ? 1 : 0);
