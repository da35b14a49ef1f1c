// The file calls of the live server fail under load, one after the other: strace answers the n-th call of a kind with an I/O
// error or a full disk, or kills the server in it. Then it is started again: nothing acknowledged is lost, and the check
// finds nothing.
//
//   tests/faults/run calls [--points 20] [--seed N]     a sample
//   tests/faults/run calls --sweep [--from K]           every n-th call of every kind with every fault, from point K on
//
// On the embedded database: PostgreSQL's files are its own.
import { execFile, spawn } from "node:child_process";
import { appendFileSync, existsSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { equal, finish, holds, truth } from "../journeys/expect.mjs";
import { behind_the_back, binary, postgres } from "../journeys/place.mjs";
import { Client } from "../../tools/world/client.mjs";
import { campaign_of_kits, chance, option, seed, wish_of } from "./given.mjs";

const sweep = process.argv.includes("--sweep");
const calls = ["openat", "pwrite64", "fdatasync", "fsync", "ftruncate", "rename", "unlink", "write"];
const faults = { EIO: "error=EIO", ENOSPC: "error=ENOSPC", SIGKILL: "signal=SIGKILL" };
const farthest = 90;

if (postgres) throw new Error("this suite is about the files of the embedded database");
const traced = await promisify(execFile)("strace", ["-qq", "-o", "/dev/null", "true"]).then(() => true, () => false);
if (!traced) {
  console.log("skipped: strace may not trace here (it needs Debian's strace and the right to ptrace)");
  console.log("0 passed, 0 failed");
  process.exit(0);
}

const every_point = calls.flatMap((call) => Object.keys(faults).flatMap((fault) => Array.from({ length: farthest }, (_, i) => ({ call, fault, nth: i + 1 }))));
function sample(count) {
  const drawn = [];
  while (drawn.length < count) {
    const call = calls[drawn.length % calls.length], names = Object.keys(faults);
    drawn.push({ call, fault: names[Math.floor(chance() * names.length)], nth: 1 + Math.floor(chance() ** 2 * (call === "pwrite64" ? farthest : 12)) });
  }
  return drawn;
}
const from = option("--from", 0);
const points = sweep ? every_point.slice(from) : sample(option("--points", 20));
console.log(`file calls that fail: ${points.length} points, seed ${seed}`);

const { installation, forget } = await campaign_of_kits();
const data = join(installation.directory, "data");
const trace = join(installation.directory, "strace.txt");
const files = ["lumbung.db", "lumbung.db-wal", "lumbung.db-shm", "lumbung.lock", "published-checkpoint", "published-checkpoint.new", "files", "keys", "keys/log.key", "."].flatMap((name) => ["-P", join(data, name)]);

const gone = (child) => child.exitCode !== null || child.signalCode !== null;
async function end(child, signal) {
  if (gone(child)) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await ended;
}

/** The server with a fault in it; null when it did not get beyond its start. */
async function start_hurt({ call, fault, nth }) {
  rmSync(trace, { force: true });
  const inject = `inject=${call}:${faults[fault]}:when=${nth}`;
  const log = openSync(join(installation.directory, "server.log"), "a");
  const child = spawn("strace", ["-D", "-f", "-qq", "-o", trace, ...files, "-e", `trace=${call}`, "-e", inject, binary, "serve"], { env: installation.environment(), stdio: ["ignore", "pipe", log] });
  const ready = await new Promise((resolve) => {
    let said = "";
    child.stdout.on("data", (bytes) => { said += bytes; if (/Lumbung siap/.test(said)) resolve(true); });
    child.once("exit", () => resolve(false));
  });
  return { child, ready };
}
// An error is marked in the trace. A death is not told from the one we end it with, but by when it came.
const was_hurt = ({ fault }, died_of_itself) => (fault === "SIGKILL" ? died_of_itself : existsSync(trace) && readFileSync(trace, "utf8").includes("(INJECTED)"));

const gifts = new Map(); // id → {wish, trace, taken}: all of them; answered ones have a trace
const unanswered = [];
const answers = { acknowledged: 0, problems: 0, cut: 0 };
const unclear = []; // answers that were no clear "try again"

async function give(wish) {
  const response = await fetch(installation.url + "/api/gifts", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(wish), signal: AbortSignal.timeout(20_000) });
  const text = await response.text();
  if (response.status === 201) return JSON.parse(text);
  const problem = /problem\+json/.test(response.headers.get("content-type") ?? "") ? JSON.parse(text) : null;
  if (![503, 507].includes(response.status) || !problem?.detail) unclear.push(`${response.status} ${text}`);
  throw Object.assign(new Error("not taken"), { problem });
}

/** A giver gives and pays until a few gifts are through or the server is away. */
async function giver(client, left) {
  for (; left > 0; left--) {
    const wish = wish_of(client);
    try {
      const gift = await give(wish);
      const known = { wish, trace: gift.trace, taken: false };
      gifts.set(wish.id, known);
      answers.acknowledged += 1;
      known.taken = (await installation.pay(gift.qr)).accepted === true;
    } catch (error) {
      if (!gifts.has(wish.id)) unanswered.push(wish);
      if (error.problem) answers.problems += 1;
      else answers.cut += 1;
      if (!error.problem) return;
    }
  }
}

const lost = [], faulty = [], hurt = new Set();
let tried = 0, at_start = 0;
async function try_point(point) {
  const { child, ready } = await start_hurt(point);
  const before = new Set(gifts.keys());
  if (ready) {
    const client = new Client(installation.url);
    await Promise.all(Array.from({ length: 3 }, () => giver(client, 4)));
    // The sequencer works every ten seconds; at the end it is not waited for, only sometimes.
    if (["rename", "unlink", "fsync"].includes(point.call) && !gone(child)) await Promise.race([wait(300), new Promise((resolve) => child.once("exit", resolve))]);
  } else {
    at_start += 1;
  }
  if (point.fault === "SIGKILL" && !gone(child)) await Promise.race([wait(200), new Promise((resolve) => child.once("exit", resolve))]);
  const died_of_itself = child.signalCode === "SIGKILL";
  await end(child, chance() < 0.5 ? "SIGKILL" : "SIGTERM");
  if (was_hurt(point, died_of_itself)) hurt.add(`${point.call} ${point.fault} ${point.nth}`);
  await installation.start_server();
  const visitor = new Client(installation.url);
  const name = `${point.call} ${point.fault} ${point.nth}`;
  for (const wish of unanswered.splice(0)) gifts.set(wish.id, { wish, trace: (await give(wish)).trace, taken: false });
  for (const [id, known] of gifts) {
    if (before.has(id)) continue;
    const { state: found } = await visitor.get(`/api/gifts/${id}/status?token=${known.trace}`).catch((error) => ({ state: String(error) }));
    if (known.taken ? found !== "paid" : !["waiting", "paid"].includes(found)) lost.push(`${name}: gift ${id} is ${found}`);
  }
  const said = await installation.run("check").catch((error) => error.stdout);
  if (!/^0 kesalahan/m.test(said)) faulty.push(`${name}: ${said}`);
  await end(installation.server, "SIGTERM");
  tried += 1;
}

await end(installation.server, "SIGTERM");
const began = Date.now();
for (const [i, point] of points.entries()) {
  await try_point(point);
  if (process.stderr.isTTY || sweep) process.stderr.write(`\rpoint ${from + i + 1} of ${from + points.length}, ${Math.round(((Date.now() - began) / (i + 1)) * (points.length - i - 1) / 1000)} s to go; again from here: --from ${from + i + 1}  `);
}

await holds("EachServerStartedAgainAfterItsFault", async () => equal(tried, points.length));
await holds("TheFaultsDidHappen", async () => truth(hurt.size > points.length / (sweep ? 8 : 4), `${hurt.size} of ${points.length} calls were reached`));
await holds("NothingThatWasAcknowledgedIsLost", async () => equal(lost, []));
await holds("TheCheckFindsNothingAfterAnyOfThem", async () => equal(faulty, []));
await holds("WhoeverWasNotServedWasToldSoInClearWords", async () => equal(unclear, []));
await holds("APlantedLossIsFound", async () => {
  const [victim] = [...gifts].find(([, known]) => known.taken);
  await behind_the_back(installation, `UPDATE gifts SET state = 'waiting', paid_at = NULL WHERE id = x'${victim.replaceAll("-", "")}'`);
  await installation.start_server();
  truth((await new Client(installation.url).get(`/api/gifts/${victim}/status?token=${gifts.get(victim).trace}`)).state !== "paid", "the planted loss");
});
console.log(`${tried} points, ${hurt.size} of them reached, ${at_start} at the start; ${answers.acknowledged} gifts acknowledged, ${answers.problems} refused for now, ${answers.cut} cut off`);
await installation.stop();
forget();
finish();
