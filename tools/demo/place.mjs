// Where the demo lives: its directory, its ports, what is remembered between two runs.
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { root } from "../world/server.mjs";

export const binary = process.env.LUMBUNG_TEST_BINARY ?? join(root, "build/release/src/lumbung");
export const home = process.env.DEMO_DIR ?? join(root, ".lumbung/demo");
const remembered = join(home, "demo.json");
const begun = join(home, "seeding");

/** Which world this is: a demo of another one is made anew. */
export const world_version = 1;

const english = /^en/.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "");
export const words = (indonesian, in_english) => (english ? in_english : indonesian);

/** What a finished seed left, or null when there is none (or half of one, which is removed). */
export function remember() {
  try {
    const found = JSON.parse(readFileSync(remembered, "utf8"));
    if (found.world_version === world_version) return found;
  } catch { /* none yet, or half written */ }
  if (existsSync(begun) || existsSync(remembered)) forget();
  else if (existsSync(home)) throw new Error(words(`${home} ada, tetapi bukan buatan demo ini. Pindahkan atau pilih DEMO_DIR lain.`, `${home} is there but was not made by this demo. Move it, or choose another DEMO_DIR.`));
  return null;
}
export function forget() { rmSync(home, { recursive: true, force: true }); }

// ---- One demo at a time: two servers on one embedded database would each think it alone.
const running = join(home, "running.json");
const is_alive = (pid) => existsSync(`/proc/${pid}`);
const is_ours = (pid, word) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(word);
  } catch {
    return false;
  }
};

/** Refuses when a demo is running here; ends the programs that a killed one left behind. */
export async function alone() {
  let last;
  try {
    last = JSON.parse(readFileSync(running, "utf8"));
  } catch {
    return;
  }
  if (last.pid !== process.pid && is_ours(last.pid, "demo/main.mjs"))
    throw new Error(words(`demo sudah berjalan (proses ${last.pid})${last.url ? ` di ${last.url}` : ""}. Hentikan dulu dengan Ctrl-C di sana.`, `the demo is running already (process ${last.pid})${last.url ? ` at ${last.url}` : ""}. Stop it there with Ctrl-C first.`));
  for (const pid of last.children ?? []) {
    if (!is_ours(pid, binary)) continue;
    process.kill(pid);
    for (let i = 0; i < 100 && is_alive(pid); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
export function remember_running(url, children) {
  writeFileSync(running, JSON.stringify({ pid: process.pid, url, children: children.filter(Boolean) }));
}
export function forget_running() { rmSync(running, { force: true }); }

/** Marks the directory as one that is being filled; the mark goes when all is done. */
export function begin() {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  chmodSync(home, 0o700);
  writeFileSync(begun, String(process.pid));
}
export function done_seeding(world) {
  writeFileSync(remembered, JSON.stringify({ world_version, ...world }, null, 1), { mode: 0o600 });
  rmSync(begun);
}

async function is_free(port, address) {
  const probe = createServer();
  probe.listen(port, address);
  try {
    await once(probe, "listening");
  } catch {
    return false;
  }
  probe.close();
  await once(probe, "close");
  return true;
}

/** `wanted`, or the next port that nobody listens on. */
export async function port_from(wanted, address, except = 0) {
  for (let port = wanted; port < wanted + 100; port++) if (port !== except && (await is_free(port, address))) return port;
  throw new Error(words(`Tidak ada porta bebas dari ${wanted} sampai ${wanted + 99}.`, `No free port from ${wanted} to ${wanted + 99}.`));
}

/** How a phone in the same network reaches this machine; null when there is no network. */
export function address_in_the_network() {
  for (const addresses of Object.values(networkInterfaces()))
    for (const { family, internal, address } of addresses ?? []) if (family === "IPv4" && !internal && !address.startsWith("169.254.")) return address;
  return null;
}
