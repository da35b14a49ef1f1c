// Size and speed of the real server with a small foundation in it: start to first answer, idle memory, and requests a second
// for a campaign (API and page) at 64 connections, with the load generator on the same two cores.
//
//   tools/build release && node bench/server.mjs          needs wrk (Debian package)
//
// Prints one JSON object a line: {"claim", "ours", "unit", "goal", "reached"}.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { photos, png } from "../tests/journeys/pictures.mjs";
import { Platform } from "../tools/world/foundation.mjs";
import { static_qris } from "../tools/world/qris.mjs";
import { Installation, root } from "../tools/world/server.mjs";

const rp = (rupiah) => rupiah * 100;
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const tell = (claim, ours, unit, goal, reached) => console.log(JSON.stringify({ claim, ours: Math.round(ours * 10) / 10, unit, goal, reached }));

// A picture proves one hand-over only.
const own_picture = (foundation, n) => foundation.picture(png(320, 240, (x, y) => [(x + n) & 255, y, (x * y + n) & 255]), "image/png");

async function fill(installation, platform) {
  const foundation = await platform.foundation({ name: "Yayasan Contoh Lumbung", nmid_qris: static_qris("Yayasan Contoh Lumbung", "Bandung Barat", 1) });
  await platform.trust_bank(foundation.id);
  const { id: programme, items } = await foundation.programme({
    title: "Kit sekolah", summary: "Kit sekolah", needs: [{ text: "Anak", households: 50 }], target_households: 50,
    items: [{ name: "Kit sekolah", asset: "KIT-SEKOLAH", unit_cost: rp(70_000), units: 50 }],
  });
  const campaign = await foundation.campaign({ programme, slug: "kit", title: "Kit sekolah", summary: "Kit", story: "Cerita", target: rp(3_500_000) });
  for (let i = 0; i < 30; i++) await foundation.gift("kit", rp(100_000), { name: `Donatur ${i}` });
  const minutes = await foundation.picture(photos.minutes, "image/png", foundation.treasurer);
  await foundation.release(programme, campaign.id, rp(700_000), "Tahap 1", [minutes]);
  await foundation.buy(programme, items[0].id, 10, rp(700_000), { evidence: [minutes] });
  for (let i = 0; i < 10; i++) {
    const family = await foundation.family({ area: "32.17.10.2005", head: `Ibu ${i}`, decile: 1 + (i % 6) });
    const { id } = await foundation.enrol(programme, family);
    const [photo, signature] = [await own_picture(foundation, i), await own_picture(foundation, 128 + i)];
    await foundation.deliver(programme, items[0].id, id, { photo, signature });
  }
}

const resident = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;

async function start_once(installation) {
  const began = performance.now();
  await installation.start_server();
  await (await fetch(`${installation.url}/api/campaigns/kit`)).text();
  return performance.now() - began;
}

function load(url) {
  const said = execFileSync("wrk", ["-t1", "-c64", "-d6s", url]).toString();
  if (/Non-2xx/.test(said)) throw new Error(`the server refused under load:\n${said}`);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(said)[1]);
}

const directory = mkdtempSync(join(tmpdir(), "lumbung-bench-"));
const binary = process.env.LUMBUNG_TEST_BINARY ?? join(root, "build/release/src/lumbung");
const installation = await new Installation({ binary, directory }).prepare();
const invitation = await installation.run("init", "--email", "admin@lumbung.example");
await installation.start();
const platform = await new Platform(installation).found(invitation);
await fill(installation, platform);
await installation.stop();

const starts = [];
for (let i = 0; i < 5; i++) {
  starts.push(await start_once(installation));
  if (i < 4) await installation.stop();
}
tell("start to first answer", median(starts), "ms", "< 300", median(starts) < 300);
await new Promise((resolve) => setTimeout(resolve, 3000));
const idle = resident(installation.server.pid);
tell("idle memory", idle, "MB", "< 60", idle < 60);
const api = median([1, 2, 3].map(() => load(`${installation.url}/api/campaigns/kit`)));
tell("GET /api/campaigns/{slug}, 64 connections", api, "requests/s", ">= 15000", api >= 15_000);
const page = median([1, 2, 3].map(() => load(`${installation.url}/kampanye/kit`)));
tell("GET /kampanye/{slug} (whole page), 64 connections", page, "requests/s", "", true);
tell("memory after the load", resident(installation.server.pid), "MB", "", true);
tell("load average of the machine meanwhile", loadavg()[0], "", "", true);
await installation.stop();
rmSync(directory, { recursive: true, force: true });
