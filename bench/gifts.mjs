// How long a single gift waits for its answer, with and without a payday beside it: gifts come at a steady pace through HTTP to the
// real server, each answered when it is durable; the payday is sent through the batch door, runs of 8,190 households one after
// the other, over and over again. A gift is timed from the moment when it was due, so that a server that holds everybody up is
// not asked less.
//
//   tools/build release && node bench/gifts.mjs [--households 1000000] [--seconds 20] [--pace 60]
//
// Prints one line of JSON; milliseconds.
import { loadavg } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "../tools/world/client.mjs";
import { campaign_of_kits, option, wish_of } from "../tests/faults/given.mjs";

const households = option("--households", 1_000_000);
const spell = option("--seconds", 20) * 1000;
const pace = option("--pace", 60);
const lines_in_a_run = 8_190;
const accounts_at_once = 2_000;

const { installation, foundation, forget } = await campaign_of_kits();
const treasurer = foundation.treasurer;
const at = `organisation=${foundation.id}`;

/** The fund is number 1 of its book, the households follow. */
async function open_accounts() {
  for (let first = 0; first <= households; first += accounts_at_once) {
    const accounts = Array.from({ length: Math.min(accounts_at_once, households + 1 - first) }, (_, i) => ({
      id: treasurer.new_id(), grows: "credit", class: "liability", purpose: first + i === 0 ? "fund" : "household", may_go_below_zero: first + i === 0,
    }));
    await treasurer.post(`/api/ledger/outside-accounts?${at}`, { accounts });
  }
}

function run_from(first) {
  const count = Math.min(lines_in_a_run, households - first);
  const bytes = Buffer.alloc(count * 16);
  for (let i = 0; i < count; i++) {
    bytes.writeUInt32LE(1, i * 16);
    bytes.writeUInt32LE(2 + first + i, i * 16 + 4);
    bytes.writeBigInt64LE(60_000_000n, i * 16 + 8);
  }
  return bytes;
}

let paid = 0;
async function paydays(goes_on) {
  const today = new Date().toISOString().slice(0, 10);
  for (let first = 0; goes_on(); first = first + lines_in_a_run >= households ? 0 : first + lines_in_a_run) {
    const body = run_from(first);
    const answer = await treasurer.raw("POST", `/api/ledger/runs?${at}&id=${treasurer.new_id()}&on=${today}`, { body, type: "application/octet-stream" });
    if (answer.status !== 201) throw new Error(`a run was refused: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
    paid += body.length / 16;
  }
}

/** Gifts at a steady pace; how long each took. */
async function gifts() {
  const visitor = new Client(installation.url);
  const took = [];
  const all = [];
  const began = performance.now();
  for (let n = 0; (n / pace) * 1000 < spell; n++) {
    const due = began + (n / pace) * 1000;
    if (due > performance.now()) await wait(due - performance.now());
    all.push(visitor.post("/api/gifts", wish_of(visitor)).then(() => took.push(performance.now() - due)));
  }
  await Promise.all(all);
  return took.sort((a, b) => a - b);
}

const part = (sorted, share) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] * 100) / 100;

await open_accounts();
await gifts(); // warm
const alone = await gifts();
let running = true;
const began = performance.now();
const payday = paydays(() => running);
const beside = await gifts();
running = false;
await payday;
const per_s = Math.round((paid / (performance.now() - began)) * 1000);
console.log(JSON.stringify({
  what: "gifts", gifts: alone.length, households, alone_p50_ms: part(alone, 0.5), alone_p99_ms: part(alone, 0.99), beside_p50_ms: part(beside, 0.5), beside_p99_ms: part(beside, 0.99),
  payday_lines_per_s: per_s, load: loadavg()[0],
}));
await installation.stop();
forget();
