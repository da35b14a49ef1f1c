// PostgreSQL fails under the live server: connections are cut, frozen, or break in the middle of a COMMIT, the server is
// restarted without a warning, transactions clash, the standby is missing. Every act is repeated with its id until it is
// answered. In the end nothing that was acknowledged is lost, nothing is there twice, the log is one, and the server was
// never restarted.
//
//   tests/faults/run postgres [--rounds 1] [--seed N]
//
// Eight givers give and pay at the sandbox bank without a pause, two visitors look at what was acknowledged, one watches the
// log's heads. PostgreSQL is a cluster of this suite's own; the server reaches it over line.mjs only.
import { execFile, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { equal, finish, holds, truth } from "../journeys/expect.mjs";
import { Client } from "../../tools/world/client.mjs";
import { root } from "../../tools/world/server.mjs";
import { campaign_of_kits, chance, option, seed, wish_of } from "./given.mjs";
import { Line } from "./line.mjs";
import { Load, until } from "./load.mjs";

const rounds = option("--rounds", 1);
console.log(`faults of PostgreSQL, ${rounds} rounds, seed ${seed}`);

// ---- A cluster of our own, behind a line

// In memory where there is some: PostgreSQL dies here, this machine does not.
const cluster = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "lumbung-postgres-faults-"));
const tool = (command) => execFileSync(join(root, "tools/postgres"), [command, cluster], { encoding: "utf8" }).trim();
process.on("exit", () => { tool("remove"); });
let admin = tool("start");
const port_of = (url) => Number(new URL(url.replace(/^postgresql:/, "http:")).port);
const line = await new Line(port_of(admin)).open();
const sql = async (...statements) => (await promisify(execFile)("psql", [admin, "-Atq", "-v", "ON_ERROR_STOP=1", ...statements.flatMap((one) => ["-c", one])])).stdout.trim();
const { installation, forget } = await campaign_of_kits({ database: admin.replace(/:\d+\//, `:${line.port}/`) });
const first_server = installation.server;
const load = new Load(installation);

/** A restart without a checkpoint, as after a crash; it comes back on another port, and the line follows it. */
async function restart() {
  process.kill(Number(readFileSync(join(cluster, "data/postmaster.pid"), "utf8").split("\n")[0]), "SIGQUIT");
  await until(() => sql("SELECT 1").then(() => false, () => true), "the end of PostgreSQL");
  await wait(300 * chance());
  for (let left = 20; ; left--) {
    try {
      admin = tool("start");
      break;
    } catch (error) {
      if (left === 0) throw error;
      await wait(100);
    }
  }
  line.target = port_of(admin);
}
/** SQL in a session of its own that nobody waits for; ends by itself. */
const beside = (script) => new Promise((resolve) => {
  const session = spawn("psql", [admin, "-Atq"], { stdio: ["pipe", "ignore", "ignore"] });
  session.on("exit", resolve);
  session.stdin.end(script);
});

// A plant inside PostgreSQL: while its table says so, commits answer with a serialization failure instead.
await sql(
  "CREATE TABLE plant (odds real NOT NULL); INSERT INTO plant VALUES (0)",
  `CREATE FUNCTION fail_at_times() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
     IF random() < (SELECT odds FROM plant) THEN RAISE EXCEPTION 'planted' USING ERRCODE = '40001'; END IF; RETURN NULL; END $$`,
  "CREATE CONSTRAINT TRIGGER planted AFTER UPDATE ON audit_head DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail_at_times()",
);

// ---- Faults, each by name: does it, and returns when it is over

const terminate = () => sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'lumbung'");
const at_commit = (what) => async () => {
  line.at_commit = what;
  await until(() => line.at_commit === null, `a commit (${what})`);
};
async function frozen(milliseconds, ending) {
  line.freeze();
  await wait(milliseconds);
  if (ending === "cut") line.cut();
  line.thaw();
}
let acknowledged_without_a_standby = 0;
async function without_a_standby() {
  await sql("ALTER SYSTEM SET synchronous_standby_names = 'nobody'", "SELECT pg_reload_conf()");
  // It is in force when the checkpointer has taken notice, which may be busy; then what was answered before must come in.
  await until(async () => Number(await sql("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")) > 0, "a commit that waits for a standby");
  // Gifts only: the bank takes a payment whether or not we can be told of it.
  let before = -1;
  while (before !== load.gifts.size) {
    before = load.gifts.size;
    await wait(1_500);
  }
  for (let left = 10; left > 0; left--) {
    // Whoever cancels the wait makes the commit look like one; it must not be taken for one.
    await sql("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
    await wait(250);
  }
  acknowledged_without_a_standby += load.gifts.size - before;
  await sql("ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
}
const faults = {
  "connections cut": () => line.cut(),
  "cut before a COMMIT": at_commit("before"),
  "cut inside a COMMIT": at_commit("inside"),
  "cut before its answer": at_commit("after"),
  "sessions terminated": terminate,
  "serialization failures": async () => {
    await sql("UPDATE plant SET odds = 0.6");
    await wait(800);
    await sql("UPDATE plant SET odds = 0");
  },
  // Ours waits for the table, then this session for our turn: ours, which asks sooner, is the one that must give way.
  "a deadlock": () => beside("SET deadlock_timeout = '60s'; BEGIN; LOCK TABLE gifts IN EXCLUSIVE MODE; SELECT pg_sleep(0.3); UPDATE audit_head SET turns = turns; ROLLBACK;"),
  "a lock held": () => beside("BEGIN; UPDATE audit_head SET turns = turns; SELECT pg_sleep(1.5); ROLLBACK;"),
  "restarted at once": restart,
  "restarted in a COMMIT": async () => {
    await at_commit("after")();
    await restart();
  },
  "frozen for a moment": () => frozen(2_000, "late"),
};
const slow_faults = {
  "frozen, then late": () => frozen(11_500, "late"),
  "frozen, then cut": () => frozen(6_500, "cut"),
  "no standby": without_a_standby,
};
function shuffled(list) {
  const left = [...list];
  return list.map(() => left.splice(Math.floor(chance() * left.length), 1)[0]);
}

// ---- The run

const in_commit = Object.entries(faults).filter(([name]) => /COMMIT|its answer/.test(name));
const plan = shuffled(Array.from({ length: rounds }, () => [...Object.entries(faults), ...in_commit]).flat()).concat(shuffled(Object.entries(slow_faults)));
const outages = [];
let cut_off = 0; // requests that were under way when something failed
load.start();
await until(() => load.gifts.size > 20, "the first gifts");
for (const [name, fault] of plan) {
  cut_off += load.asking;
  await fault();
  const before = load.acknowledged, begun = performance.now();
  await until(() => load.acknowledged > before + 8, `answers after: ${name}`);
  outages.push([name, performance.now() - begun]);
  await wait(100 * chance());
}
await load.stop();

await holds("TheServerCameBackByItselfFromEachFault", async () => {
  equal(outages.length, plan.length);
  truth(installation.server === first_server && first_server.exitCode === null && first_server.signalCode === null, "the same process");
  truth(cut_off > outages.length, `${cut_off} requests were under way at ${outages.length} faults`);
  truth(line.befallen === plan.filter(([name]) => /COMMIT|its answer/.test(name)).length, `${line.befallen} commits were hit`);
});
await holds("MeanwhileItSaidSoAndNobodyWaitedForEver", async () => {
  equal([load.unclear, load.slow], [[], []]);
  truth(load.said.get("http.breakdown") > 0, "503 with Retry-After while nothing came through");
});
await holds("NobodyWhoWasAcknowledgedLookedInVain", async () => equal(load.missing, []));
await holds("ACommitThatDidNotWaitForTheStandbyIsNotAcknowledged", async () => equal(acknowledged_without_a_standby, 0));
await holds("NoGiftThatWasAcknowledgedIsLostAndNoneIsThereTwice", async () => {
  equal(await load.lost_gifts(), []);
  equal(Number(await sql("SELECT COUNT(*) FROM gifts")), load.gifts.size);
});
await holds("EachPaymentCountsOnce", async () => equal(await load.payments_that_do_not_count(), []));
await holds("EveryHeadThatWasSeenIsOfTheLogThatIsThereNow", async () => {
  equal(await load.strange_heads(), []);
  truth(load.heads.size > 1, `${load.heads.size} heads were seen`);
});
await holds("TheCheckFindsNothing", async () => truth(/^0 kesalahan/m.test(await installation.run("check")), "lumbung check"));

// A suite that cannot fail proves nothing: the line acknowledges a COMMIT that it never forwarded.
await holds("APlantedLossIsFound", async () => {
  const client = new Client(installation.url);
  line.at_commit = "lie";
  const wish = wish_of(client);
  const { trace } = await load.asked("POST", "/api/gifts", wish);
  await until(() => line.at_commit === null, "a commit");
  equal((await load.seen(`/api/gifts/${wish.id}/status?token=${trace}`)).status, 404);
});
console.log(`${outages.length} faults in ${Math.round(performance.now() / 1000)} s, ${cut_off} requests under way at one, ${line.befallen} commits hit on the line; ${load.summary()}`);
for (const name of [...Object.keys(faults), ...Object.keys(slow_faults)]) {
  const took = outages.filter(([of]) => of === name).map(([, milliseconds]) => Math.round(milliseconds));
  console.log(`  ${name}: again after ${took.join(", ")} ms`);
}
await installation.stop();
line.close();
forget();
rmSync(cluster, { recursive: true, force: true });
finish();
