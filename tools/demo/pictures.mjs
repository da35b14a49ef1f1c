// Draws the demo's pictures again: node tools/demo/pictures.mjs [name …]. Needs Chromium; ./run does not, the JPEGs are
// kept with the source.
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../world/server.mjs";
import { handovers } from "./handovers.mjs";
import { scenes } from "./scenes.mjs";

const { chromium } = createRequire(join(root, "web/package.json"))("playwright-core");
const most_bytes = 60_000, most_of_small = 24_000; // those of 800 × 600: there are many
const wanted = process.argv.slice(2);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
for (const [name, draw] of Object.entries({ ...scenes, ...handovers })) {
  if (wanted.length && !wanted.includes(name)) continue;
  const svg = draw();
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg);
  await page.setViewportSize({ width: Number(width), height: Number(height) });
  await page.setContent(`<body style="margin:0">${svg}`);
  let jpeg, quality = 82;
  do jpeg = await page.screenshot({ type: "jpeg", quality }); while (jpeg.length > (Number(width) < 1000 ? most_of_small : most_bytes) && (quality -= 8) > 20);
  writeFileSync(join(root, "tools/demo/pictures", `${name}.jpg`), jpeg);
  console.log(`${name}.jpg  ${width} × ${height}, ${Math.round(jpeg.length / 1000)} kB at quality ${quality}`);
}
await browser.close();
