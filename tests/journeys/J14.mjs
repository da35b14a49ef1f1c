// J14: install, move, scale, survive. A small foundation lives on the embedded database, is killed under load, is copied and
// restored elsewhere, moves to PostgreSQL and back; what it is stays the same, to the root of its public log.
//
//   tests/journeys/run J14        LUMBUNG_TEST_POSTGRES says where it moves to
//
// The two commands on a fresh machine are CI's; a season whose results agree on both engines is J8; a million entries and more are
// bench/run's.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { campaign_of_kits, chance, seed, wish_of } from "../faults/given.mjs";
import { Client } from "../../tools/world/client.mjs";
import { equal, finish, holds, truth, until } from "./expect.mjs";
import { empty_database, postgres } from "./place.mjs";

if (!postgres) throw new Error("LUMBUNG_TEST_POSTGRES must say where the foundation moves to");
console.log(`J14, seed ${seed}`);
const place = mkdtempSync(join(tmpdir(), "lumbung-J14-"));
const { installation, foundation, forget } = await campaign_of_kits({ database: "" });
const home = join(installation.directory, "data");
const visitor = () => new Client(installation.url);

const checkpoint = async () => (await (await fetch(installation.url + "/log/checkpoint")).text()).split("\n");
/** Origin, size and root, once everything that people see has its place in the log. */
async function settled_head() {
  await until(async () => !/"state":"waiting"/.test(JSON.stringify(await what_people_see())), "a log that holds everything", 90);
  return (await checkpoint()).slice(0, 3).join("\n");
}

// ---- What must be the same wherever it stands
const gifts = new Map(); // id → {trace, paid}
async function what_people_see() {
  const client = visitor();
  const campaign = await client.get("/api/campaigns/kit");
  const traces = {};
  for (const [id, { trace }] of gifts) traces[id] = await client.get(`/api/trace/${trace}`);
  return { bars: campaign.bars, givers: campaign.givers, gifts: (await client.get("/api/campaigns/kit/gifts")).items, traces };
}

// ---- Opening balances of the system that was there before
await holds("OpeningBalancesAreImportedOrRefusedWithAListOfDifferences", async () => {
  const { treasurer, id: organisation } = foundation;
  const [cash, savings] = [treasurer.new_id(), treasurer.new_id()];
  await treasurer.post(`/api/ledger/outside-accounts?organisation=${organisation}`, { accounts: [
    { id: cash, grows: "debit", class: "asset", purpose: "kas" }, { id: savings, grows: "credit", class: "liability", purpose: "simpanan" },
  ] });
  const on = new Date().toISOString().slice(0, 10);
  const file = (...lines) => ["akun;saldo", ...lines].join("\n");
  const asked = (text) => ({ organisation, book: "outside", on, file: text });
  const wrong = file(`${cash};2.500.000`, `${savings};dua juta`, "kas-kecil;1.000");
  const { found, differences } = await treasurer.post("/api/ledger/opening-checks", asked(wrong));
  truth(found >= 2, `${found} differences`);
  for (const line of [3, 4]) truth(differences.some((one) => one.line === line && one.id && one.en), `line ${line} is named in both languages`);
  equal((await treasurer.refusal("POST", "/api/ledger/openings", { id: treasurer.new_id(), ...asked(wrong) })).status, 422);
  const wish = { id: treasurer.new_id(), ...asked(file(`${cash};2.500.000`, `${savings};2.500.000`)) };
  const made = await treasurer.post("/api/ledger/openings", wish);
  equal((await treasurer.post("/api/ledger/openings", wish)).number, made.number, "the same again is the same");
});

let over = false;
async function giver() {
  const client = visitor();
  while (!over) {
    const wish = wish_of(client);
    for (;;) {
      try {
        const gift = await client.post("/api/gifts", wish);
        gifts.set(wish.id, { trace: gift.trace, amount: wish.amount, paid: (await installation.pay(gift.qr)).accepted === true });
        break;
      } catch (error) {
        if (error.status && error.status < 500) throw error;
        if (over) return;
        await wait(5);
      }
    }
  }
}
const givers = Promise.all(Array.from({ length: 4 }, giver));
for (let killed = 0; killed < 5; killed++) {
  await wait(200 + chance() * 300);
  const gone = new Promise((resolve) => installation.server.once("exit", resolve));
  installation.server.kill("SIGKILL");
  await gone;
  await installation.start_server();
}
await wait(300);
over = true;
await givers;
const state_of = async (id) => (await visitor().get(`/api/gifts/${id}/status?token=${gifts.get(id).trace}`)).state;

await holds("KilledUnderLoadItLosesNothingThatItHadAcknowledged", async () => {
  truth(gifts.size > 20, `${gifts.size} gifts`);
  for (const [id, known] of gifts) if (known.paid) equal([id, await state_of(id)], [id, "paid"]);
  for (const id of gifts.keys()) await until(async () => (await state_of(id)) === "paid", `payment of ${id}`, 60);
});
await holds("ItNeedsLessThan150MegabytesWhenNobodyAsks", async () => {
  const resident = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${installation.server.pid}/status`, "utf8"))[1]) / 1024;
  console.log(`        ${resident.toFixed(1)} MB`);
  truth(resident < 150, `${resident} MB`);
});

let head = await settled_head();
let seen = await what_people_see();

await holds("ABackupRestoredElsewhereHasTheSameLogRootAndNoFault", async () => {
  const identity = join(place, "identity"), shelf = join(place, "shelf"), elsewhere = join(place, "elsewhere"), seen_head = join(place, "head");
  const recipient = /age1[a-z0-9]+/.exec(await installation.run("backup", "--make-identity", identity))[0];
  await installation.run("backup", "--to", shelf, "--recipient", recipient);
  writeFileSync(seen_head, (await checkpoint()).join("\n"));
  const said = await installation.run("restore", "--from", shelf, "--identity", identity, "--to", elsewhere, "--keys", join(home, "keys"), "--confirm-head", seen_head);
  truth(/: 0 kesalahan/.test(said), said);
  await installation.stop();
  truth(/^0 kesalahan/m.test(await installation.run("check")), "no half journal where it was killed");
  installation.settings.data_dir = elsewhere;
  await installation.start();
  equal(await what_people_see(), seen);
  equal(await settled_head(), head);
  await installation.stop();
  installation.settings.data_dir = home;
});

/** Stops, carries everything into a new place on another engine with the same keys, and starts there. */
async function move(to, database) {
  const file = join(place, `${to}.move`), data_dir = join(place, to);
  const exported = await installation.run("export", "--to", file);
  mkdirSync(data_dir);
  cpSync(join(installation.settings.data_dir, "keys"), join(data_dir, "keys"), { recursive: true });
  cpSync(join(installation.settings.data_dir, "sandbox-bank"), join(data_dir, "sandbox-bank"), { recursive: true }); // a bank stays where it is
  Object.assign(installation.settings, { data_dir, database });
  const imported = await installation.run("import", "--from", file);
  truth(/^0 kesalahan|0 kesalahan \/ faults/m.test(imported), imported);
  const root = (text) => /akar \/ root (\S+)/.exec(text)[1];
  equal(root(imported), root(exported));
  await installation.start();
}
async function is_the_same_and_goes_on() {
  equal(await what_people_see(), seen);
  equal(await settled_head(), head);
  const client = visitor();
  const gift = await client.post("/api/gifts", wish_of(client));
  equal((await installation.pay(gift.qr)).accepted, true);
  await until(async () => Number((await checkpoint())[1]) > Number(head.split("\n")[1]), "a head that goes on");
  head = await settled_head();
  seen = await what_people_see();
}
installation.settings.data_dir = home;
await holds("MovedToPostgresqlItIsTheSameAndItsLogGoesOn", async () => {
  await move("on-postgresql", await empty_database());
  await is_the_same_and_goes_on();
  await installation.stop();
});
await holds("MovedBackItIsTheSameStill", async () => {
  await move("home-again", "");
  await is_the_same_and_goes_on();
  await installation.stop();
  truth(/^0 kesalahan/m.test(await installation.run("check")), "lumbung check");
});

await installation.stop();
forget();
rmSync(place, { recursive: true, force: true });
finish();
