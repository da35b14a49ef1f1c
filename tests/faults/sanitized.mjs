// The live server under the load of sixteen threads, built with a sanitizer: givers, visitors of pages, payment runs, the log's
// watcher and the check, all at once. Nothing may be reported, by the server, the sandbox bank or a command.
//
//   tests/sanitizers [asan|tsan] …      builds and calls this one: tests/faults/run sanitized [--seconds 60] [--seed N]
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { equal, finish, holds, truth } from "../journeys/expect.mjs";
import { binary, postgres } from "../journeys/place.mjs";
import { campaign_of_kits, chance, option, seed } from "./given.mjs";
import { Load } from "./load.mjs";

const seconds = option("--seconds", 60);
const threads = 16;
console.log(`${binary.split("/").at(-3)} on ${postgres ? "PostgreSQL" : "SQLite"}: ${threads} threads, ${seconds} s, seed ${seed}`);

// Reports go to the logs and make the program end with 66.
process.env.TSAN_OPTIONS = "exitcode=66 second_deadlock_stack=1";
process.env.ASAN_OPTIONS = "exitcode=66 detect_leaks=1 strict_string_checks=1 detect_stack_use_after_return=1";
process.env.UBSAN_OPTIONS = "print_stacktrace=1 exitcode=66";

const { installation, foundation, directory, forget } = await campaign_of_kits({ threads });
const treasurer = foundation.treasurer;
const at = `organisation=${foundation.id}`;
const households = 2_000;

async function open_accounts() {
  const accounts = Array.from({ length: households + 1 }, (_, i) => ({
    id: treasurer.new_id(), grows: "credit", class: "liability", purpose: i === 0 ? "fund" : "household", may_go_below_zero: i === 0,
  }));
  for (let first = 0; first < accounts.length; first += 1_000) await treasurer.post(`/api/ledger/outside-accounts?${at}`, { accounts: accounts.slice(first, first + 1_000) });
}
function run_of(lines) {
  const bytes = Buffer.alloc(lines * 16);
  for (let i = 0; i < lines; i++) {
    bytes.writeUInt32LE(1, i * 16);
    bytes.writeUInt32LE(2 + Math.floor(chance() * households), i * 16 + 4);
    bytes.writeBigInt64LE(100n, i * 16 + 8);
  }
  return bytes;
}

let over = false, runs = 0, looks = 0;
async function payer() {
  const today = new Date().toISOString().slice(0, 10);
  while (!over) {
    const answer = await treasurer.raw("POST", `/api/ledger/runs?${at}&id=${treasurer.new_id()}&on=${today}`, { body: run_of(500), type: "application/octet-stream" });
    truth(answer.status === 201, `a run is taken, not ${answer.status}`);
    await answer.arrayBuffer();
    runs += 1;
    await wait(50);
  }
}
const pages = ["/", "/kampanye/kit", "/kampanye", "/api/campaigns", "/api/campaigns/kit", "/api/check", "/api/openapi.json", "/log/checkpoint", "/metrics"];
async function reader() {
  while (!over) {
    const page = pages[Math.floor(chance() * pages.length)];
    const answer = await fetch(installation.url + page, { headers: { "Accept-Encoding": ["gzip", "br", "identity"][Math.floor(chance() * 3)] } });
    await answer.arrayBuffer();
    truth(answer.status < 500, `${page}: ${answer.status}`);
    looks += 1;
  }
}
async function bookkeeper() {
  while (!over) {
    await treasurer.get(`/api/ledger/accounts?${at}`);
    await wait(100);
  }
}

await open_accounts();
const load = new Load(installation, { givers: 16 });
load.start();
const others = [payer(), bookkeeper(), ...Array.from({ length: 8 }, reader)];
await wait(seconds * 1000);
over = true;
await load.stop();

const reports = (file) => readFileSync(join(directory, file), "utf8").split("\n").filter((line) => /Sanitizer|runtime error:/.test(line));
await holds("TheProgramIsBuiltWithASanitizer", async () =>
  truth(/__(tsan|asan)_init/.test(execFileSync("nm", ["-D", "--defined-only", binary], { encoding: "utf8", maxBuffer: 1 << 28 })) || /lib(t|a)san/.test(execFileSync("ldd", [binary], { encoding: "utf8" })), binary));
await holds("EverybodyWasServed", async () => {
  await Promise.all(others);
  equal([load.unclear, load.slow, load.missing, load.forked], [[], [], [], []]);
  truth(load.gifts.size > seconds && runs > seconds / 4 && looks > seconds, `${load.gifts.size} gifts, ${runs} runs, ${looks} looks`);
});
await holds("EachPaymentCountsOnce", async () => equal(await load.payments_that_do_not_count(), []));
await holds("TheCheckFindsNothing", async () => truth(/^0 kesalahan/m.test(await installation.run("check")), "lumbung check"));
await holds("TheServerEndsInPeace", async () => {
  await installation.stop();
  equal([installation.server.exitCode, installation.sandbox.exitCode], [0, 0]);
});
await holds("NothingIsReported", async () => equal([reports("server.log"), reports("bank.log")], [[], []]));
console.log(`${load.summary()}; ${runs} runs, ${looks} looks`);
forget();
finish();
