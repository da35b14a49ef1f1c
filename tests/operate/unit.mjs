// The unit that docs/operate recommends: it is as closed as it says, and the server makes no call that it forbids.
//
//   tests/operate/run
import { execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { equal, finish, holds, truth } from "../journeys/expect.mjs";
import { binary } from "../journeys/place.mjs";
import { Client } from "../../tools/world/client.mjs";
import { root } from "../../tools/world/server.mjs";
import { campaign_of_kits, wish_of } from "../faults/given.mjs";

const run = promisify(execFile);
const unit = join(root, "tools/operate/lumbung.service");
const there = (command, ...args) => run(command, args).then(() => true, () => false);
if (!(await there("systemd-analyze", "--version")) || !(await there("strace", "-qq", "-o", "/dev/null", "true"))) {
  console.log("skipped: it needs systemd-analyze, and strace that may trace");
  console.log("0 passed, 0 failed");
  process.exit(0);
}

await holds("SystemdFindsTheUnitSafe", async () => {
  const { stdout } = await run("systemd-analyze", ["security", "--offline=true", unit]).catch((error) => error);
  const exposure = Number(/Overall exposure level for \S+ ([0-9.]+)/.exec(stdout)?.[1] ?? NaN);
  truth(exposure <= 1.0, `exposure ${exposure} of at most 1.0`);
});

/** The calls of a set, without the sets in it. */
async function calls_of(set, seen = new Set()) {
  const { stdout } = await run("systemd-analyze", ["syscall-filter", set]);
  for (const word of stdout.split("\n").slice(1).map((line) => line.trim()).filter((line) => line && !line.startsWith("#"))) {
    if (word.startsWith("@")) await calls_of(word, seen);
    else seen.add(word);
  }
  return seen;
}
const filters = readFileSync(unit, "utf8").split("\n").filter((line) => line.startsWith("SystemCallFilter=")).map((line) => line.slice("SystemCallFilter=".length));
const allowed = new Set();
for (const filter of filters)
  for (const set of filter.replace("~", "").split(" "))
    for (const call of await calls_of(set)) filter.startsWith("~") ? allowed.delete(call) : allowed.add(call);

// What is refused to it and harms nobody: systemd sets the limits; a check in the night is then only less polite to the
// others; SQLite gives its files to their owner only as root (os_unix.c, robustFchown).
const may_be_refused = ["prlimit64", "setrlimit", "setpriority", "fchown"];
await holds("TheServerMakesNoCallThatTheUnitForbids", async () => {
  const { installation, forget } = await campaign_of_kits();
  await installation.stop();
  const trace = join(installation.directory, "calls.txt");
  const child = spawn("strace", ["-D", "-f", "-qq", "-o", trace, binary, "serve"], { env: installation.environment(), stdio: ["ignore", "pipe", "ignore"] });
  await new Promise((resolve, reject) => {
    child.stdout.on("data", (bytes) => /Lumbung siap/.test(bytes) && resolve());
    child.once("exit", () => reject(new Error("the server ended")));
  });
  await installation.start_bank();
  const client = new Client(installation.url);
  for (let i = 0; i < 5; i++) {
    const wish = wish_of(client), gift = await client.post("/api/gifts", wish);
    await installation.pay(gift.qr);
    for (const path of [`/api/gifts/${wish.id}/status?token=${gift.trace}`, "/", "/api/campaigns/kit", "/log/checkpoint"]) await client.raw("GET", path);
  }
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
  await installation.stop();
  const made = new Set([...readFileSync(trace, "utf8").matchAll(/^\d+ +([a-z_0-9]+)\(/gm)].map(([, call]) => call));
  truth(made.size > 30, `${made.size} calls were seen`);
  equal([...made].filter((call) => !allowed.has(call) && !may_be_refused.includes(call)), []);
  truth(!allowed.has("mount") && !allowed.has("ptrace"), "a filter that lets nothing dangerous pass");
  forget();
});
finish();
process.exit();
