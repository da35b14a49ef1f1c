// The machine of a live server is lost; from copies, and keys kept elsewhere, it comes back on another one.
//
//   tests/faults/run backup [--seed N] [--seconds 20]
//
// Givers give and pay while the server copies itself; another program writes back and reuses the database's log meanwhile. Then
// SIGKILL, and the data directory is gone. What was acknowledged ten seconds before must be there, the log must have the same
// root at the same size, and a database that is older than what was published must not sign. The suite plants losses itself.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { equal, finish, holds, truth } from "../journeys/expect.mjs";
import { binary, postgres } from "../journeys/place.mjs";
import { Client } from "../../tools/world/client.mjs";
import { root } from "../../tools/world/server.mjs";
import { campaign_of_kits, chance, option, seed, wish_of } from "./given.mjs";
import { tree_root } from "./load.mjs";

if (postgres) throw new Error("this suite is about copies of the embedded database");
const run = promisify(execFile);
const secs = option("--seconds", 20);
console.log(`a machine is lost after ${secs} s of gifts, seed ${seed}`);

// ---- An installation that copies itself
const place = mkdtempSync(join(tmpdir(), "lumbung-backup-"));
const shelf = join(place, "shelf"), identity = join(place, "identity");
const made = await run(binary, ["backup", "--make-identity", identity]);
const recipient = /age1[a-z0-9]+/.exec(made.stdout)[0];
const { installation, forget } = await campaign_of_kits({ backup_dir: shelf, backup_recipients: recipient });
const data = join(installation.directory, "data"), keys = join(place, "keys");
cpSync(join(data, "keys"), keys, { recursive: true }); // as an operator keeps them
const generations = (directory = shelf) => readdirSync(directory).filter((name) => /^\d{4}-\d\d-\d\dT/.test(name)).sort();
const until_true = async (ask, what, seconds = 30) => {
  for (const end = Date.now() + seconds * 1000; !(await ask()); await wait(100)) if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
};
const finished = (generation, directory = shelf) => existsSync(join(directory, generation, "000000.gz.age"));
await until_true(() => existsSync(shelf) && generations().some((one) => finished(one)), "the first whole copy");

const set_up = Date.now();
const copied_until = async () => new Date((await (await fetch(installation.url + "/api/check")).json()).copied_until).getTime();
await until_true(async () => (await copied_until()) > set_up, "a copy of what was set up");

// ---- Load
const gifts = new Map(); // id → {amount, trace, at, paid_at}: when each was acknowledged
let over = false;
async function giver(i) {
  const client = new Client(installation.url);
  while (!over) {
    const wish = { ...wish_of(client), ...(chance() < 0.3 ? { shown_as: "name", name: "Siti Rahasia", message: "Salam dari Siti" } : {}) };
    try {
      const gift = await client.post("/api/gifts", wish);
      const known = { amount: wish.amount, trace: gift.trace, at: Date.now(), paid_at: null };
      gifts.set(wish.id, known);
      if (chance() < 0.8 && (await installation.pay(gift.qr)).accepted === true) known.paid_at = Date.now();
    } catch (error) {
      if (over) return;
      throw new Error(`giver ${i}: ${error.message}`);
    }
  }
}
const heads = []; // what the public has seen: [moment, text]
async function watcher() {
  while (!over) {
    const response = await fetch(installation.url + "/log/checkpoint").catch(() => null);
    const text = response?.ok ? await response.text() : "";
    if (text && text !== heads.at(-1)?.[1]) heads.push([Date.now(), text]);
    await wait(50);
  }
}
const size_of = (head) => Number(head.split("\n")[1]);
const at_work = Promise.allSettled([...Array.from({ length: 4 }, (_, i) => giver(i)), watcher()]);
await wait((secs * 1000) / 3);
// Another program writes the log back and has it begun anew, unasked.
await run("sqlite3", [join(data, "lumbung.db"), "PRAGMA busy_timeout=2000; PRAGMA wal_checkpoint(RESTART);"]).catch(() => {});
await wait((secs * 2000) / 3);
// On a busy machine it takes longer until the public has seen the log grow, and until there is a new whole copy.
await until_true(() => heads.length >= 2 && size_of(heads.at(-1)[1]) > size_of(heads[0][1]) && finished(generations().at(-1)), "a second head", 60);

// ---- The machine is lost
const dead = once(installation.server, "exit");
installation.server.kill("SIGKILL");
const killed = Date.now();
over = true;
await dead;
await at_work;
await installation.stop();
const lost = join(place, "lost"); // only for comparing
renameSync(data, lost);
const head_file = join(place, "head");
writeFileSync(head_file, heads.at(-1)[1]);
console.log(`${gifts.size} gifts, ${heads.length} heads were seen, ${generations().length} generations, ${readdirSync(join(shelf, generations().at(-1))).length} files in the newest`);

const lumbung = async (...args) => {
  try {
    const { stdout, stderr } = await run(binary, args, { env: installation.environment(), maxBuffer: 64 << 20 });
    return { code: 0, said: stdout + stderr };
  } catch (error) {
    return { code: error.code, said: error.stdout + error.stderr };
  }
};
const restore = (to, ...more) => lumbung("restore", "--from", shelf, "--identity", identity, "--to", join(place, to), "--keys", keys, ...more);
const sql = async (directory, text) => (await run("sqlite3", [join(directory, "lumbung.db"), text])).stdout.trim().split("\n");
async function serve(to) {
  await installation.stop(); // what a failed test has left running
  installation.settings.data_dir = join(place, to);
  await installation.start();
}
/** Gifts and payments acknowledged before `moment` that are not there. */
async function missing_before(moment) {
  const visitor = new Client(installation.url), missing = [];
  for (const [id, known] of gifts) {
    const state = await visitor.get(`/api/gifts/${id}/status?token=${known.trace}`).then((gift) => gift.state, () => null);
    if (known.at < moment && !state) missing.push(id);
    else if (known.paid_at && known.paid_at < moment && state !== "paid") missing.push(id);
  }
  return missing;
}

await holds("ThereWasWorkAndTheCopiesFollowedIt", async () => {
  truth(gifts.size > 50, `${gifts.size} gifts`);
  truth(heads.length >= 2 && size_of(heads.at(-1)[1]) > size_of(heads[0][1]), "several heads were seen");
});
await holds("WhatLiesOnTheShelfTellsNothingWithoutTheKey", async () => {
  const names = ["Salam dari Siti", "Siti Rahasia", "admin@lumbung.example", "CREATE TABLE", "lumbung/copy@v1", "Yayasan Tahan"];
  for (const word of names) equal((await run("grep", ["-rlaF", word, shelf]).catch(() => ({ stdout: "" }))).stdout, "", word);
  for (const name of readdirSync(keys)) {
    const secret = readFileSync(join(keys, name), "latin1").trim();
    if (secret) equal((await run("grep", ["-rlaF", "-e", secret.split("\n")[0], shelf]).catch(() => ({ stdout: "" }))).stdout, "", name);
  }
});
await holds("DebiansAgeOpensTheWholeCopyAndItIsADatabase", async () => {
  const base = join(shelf, generations().at(-1), "base.db.gz.age"), out = join(place, "by-age");
  mkdirSync(out);
  await run("bash", ["-c", `age -d -i "$1" "$2" | gunzip >"$3"`, "-", identity, base, join(out, "lumbung.db")]);
  truth(Number((await sql(out, "SELECT COUNT(*) FROM log_leaves"))[0]) > 0, "leaves in it");
});

let restored;
await holds("ARestoreElsewhereIsProvenAndFindsNoFault", async () => {
  const begun = performance.now();
  restored = await restore("elsewhere");
  equal(restored.code, 0, restored.said);
  truth(/: 0 kesalahan/.test(restored.said), restored.said);
  console.log(`        restored and checked in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
});
await holds("TheTwentyLinesInTheDocumentsRestoreTheSameWithoutUs", async () => {
  const script = join(place, "by-hand.py"), out = join(place, "by-hand.db");
  writeFileSync(script, /```python\n([^]*?)```/.exec(readFileSync(join(root, "docs/operate/backup.md"), "utf8"))[1]);
  await run("python3", [script, identity, join(shelf, generations().at(-1)), out]);
  truth(readFileSync(out).equals(readFileSync(join(place, "elsewhere/lumbung.db"))), "byte for byte");
});
await holds("TheRestoredLogHasTheSameRootAtEverySize", async () => {
  const query = "SELECT size || ' ' || hex(root) FROM log_checkpoints ORDER BY size";
  const before = new Set(await sql(lost, query)), after = await sql(join(place, "elsewhere"), query);
  truth(after.length >= 2, "heads");
  for (const head of after) truth(before.has(head), head);
});
await holds("ItHasAllThatThePublicHadSeenOfTheLog", async () => {
  const confirmed = await lumbung("restore", "--to", join(place, "elsewhere"), "--confirm-head", head_file);
  equal(confirmed.code, 0, confirmed.said);
});
await holds("WhatWasAcknowledgedTenSecondsBeforeIsThere", async () => {
  await serve("elsewhere");
  equal(await missing_before(killed - 10_000), []);
  let newest = 0;
  const visitor = new Client(installation.url);
  for (const [id, known] of gifts) if (await visitor.get(`/api/gifts/${id}/status?token=${known.trace}`).then(() => true, () => false)) newest = Math.max(newest, known.at);
  console.log(`        the newest gift that is there was acknowledged ${((killed - newest) / 1000).toFixed(1)} s before the loss`);
});
await holds("LifeGoesOnAndTheLogContinuesWhatWasSeen", async () => {
  const client = new Client(installation.url);
  await client.post("/api/gifts", wish_of(client));
  const [, seen] = heads.at(-1);
  await until_true(async () => size_of(await (await fetch(installation.url + "/log/checkpoint")).text()) >= size_of(seen), "a head that goes on");
  await installation.stop();
  // The row of that head may be younger than the copy; its leaves are there, and nothing else was signed at its size.
  const at_size = await sql(join(place, "elsewhere"), `SELECT hex(root) FROM log_checkpoints WHERE size = ${size_of(seen)}`);
  const leaves = (await sql(join(place, "elsewhere"), "SELECT hex(hash) FROM log_leaves ORDER BY leaf_index")).map((leaf) => Buffer.from(leaf, "hex"));
  const published = Buffer.from(seen.split("\n")[2], "base64");
  equal(tree_root(leaves, 0, size_of(seen)), published);
  for (const head of at_size) if (head) equal(head, published.toString("hex").toUpperCase());
});

// ---- A copy that is older than what was published
const before_last = new Date(heads[0][0]).toISOString();
await holds("AnOlderStateIsRestoredButNotConfirmed", async () => {
  const older = await restore("older", "--until", before_last, "--confirm-head", head_file);
  equal(older.code, 1, older.said);
  const published = size_of(heads.at(-1)[1]);
  truth(new RegExp(`published log has ${published} leaves`).test(older.said) && new RegExp(`to ${published - 1} \\(`).test(older.said), older.said);
});
await holds("ItCanBeSeenAndSignsNothing", async () => {
  await serve("older");
  const client = new Client(installation.url);
  equal((await client.get("/api/campaigns/kit")).slug, "kit");
  const head = await (await fetch(installation.url + "/log/checkpoint")).text();
  const refused = await client.post("/api/gifts", wish_of(client)).then(() => null, (error) => error);
  truth(refused?.status === 409 && /app\.restored_unconfirmed/.test(JSON.stringify(refused.problem ?? refused.message)), `a refusal, not ${refused?.status} ${refused?.message}`);
  await wait(11_000); // longer than a server that may sign waits
  equal(await (await fetch(installation.url + "/log/checkpoint")).text(), head);
});
await holds("APlantedLossIsFound", async () => {
  truth((await missing_before(killed - 10_000)).length > 0, "this state is too old: the same look finds what it lacks");
  await installation.stop();
});
await holds("AHeadOfSomebodyElseConfirmsNothing", async () => {
  const forged = join(place, "forged");
  const [origin, size, ...rest] = heads[0][1].split("\n");
  writeFileSync(forged, [origin, Number(size) - 1, ...rest].join("\n"));
  equal((await lumbung("restore", "--to", join(place, "older"), "--confirm-head", forged)).code, 1);
});

// ---- Copies that are not whole
const newest = () => join(shelf, generations().at(-1));
const records = () => readdirSync(newest()).filter((name) => /^\d{6}\./.test(name)).sort();
await holds("ARecordThatIsMissingIsNamed", async () => {
  const all = records();
  truth(all.length >= 3, `${all.length} records`);
  const victim = all[Math.floor(all.length / 2)];
  renameSync(join(newest(), victim), join(place, victim));
  const refused = await restore("torn");
  equal(refused.code, 1);
  truth(refused.said.includes(victim) && /--until/.test(refused.said), refused.said);
  equal(existsSync(join(place, "torn/lumbung.db")), false);
  renameSync(join(place, victim), join(newest(), victim));
});
await holds("AByteThatWasChangedIsFound", async () => {
  for (const name of [records().at(-1), "base.db.gz.age"]) {
    const file = join(newest(), name), bytes = readFileSync(file), changed = Buffer.from(bytes);
    changed[Math.floor(chance() * changed.length)] ^= 1 << Math.floor(chance() * 8);
    writeFileSync(file, changed);
    const refused = await restore("torn");
    equal(refused.code, 1, `${name}: ${refused.said}`);
    writeFileSync(file, bytes);
  }
});
await holds("AnUnfinishedRestoreIsTakenUpAgainAndNoServerStartsOnIt", async () => {
  installation.settings.data_dir = join(place, "torn");
  truth(/belum selesai/.test((await lumbung("serve")).said), "no server starts");
  equal((await restore("torn")).code, 0);
  equal((await restore("torn")).code, 1, "a place that is not empty is left alone");
});

// ---- By hand
await holds("AWholeCopyByHandIsBrokenOffWithoutATrace", async () => {
  installation.settings.data_dir = join(place, "elsewhere");
  const to = join(place, "by-hand");
  for (let i = 0; i < 5; i++) {
    const child = spawn(binary, ["backup", "--to", to], { env: installation.environment(), stdio: "ignore" });
    const ended = once(child, "exit"); // it may have come to its end by then
    await wait(chance() * 60);
    child.kill("SIGINT");
    await ended;
    equal(existsSync(to) ? readdirSync(to).filter((name) => name.startsWith(".new-")) : [], []);
    equal(readdirSync(join(place, "elsewhere")).filter((name) => name.startsWith(".backup-")), []);
  }
  equal((await lumbung("backup", "--to", to)).code, 0);
  equal((await lumbung("restore", "--from", to, "--identity", identity, "--to", join(place, "again"), "--keys", keys)).code, 0);
});

forget();
rmSync(place, { recursive: true, force: true });
finish();
