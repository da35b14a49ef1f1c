// Three PostgreSQL under Patroni and three etcd; the live server works on them while a machine, a process or a member dies or
// stands still. Nothing that was acknowledged may be lost. A control run without the synchronous standby must lose something:
// else this test would see nothing.
//
//   tests/failover/run [--rounds 12] [--seed N] [--round K] [--control-rounds 4] [--kinds node,process,etcd,frozen]
//
// Ctrl-C stops cleanly after setting right what is broken; `--seed N --round K` goes on with round K.
import { setTimeout as wait } from "node:timers/promises";
import { equal, finish, holds, truth } from "../journeys/expect.mjs";
import { campaign_of_kits, chance, option, seed } from "../faults/given.mjs";
import { Load, until } from "../faults/load.mjs";
import { Cluster } from "./cluster.mjs";

const named = process.argv.indexOf("--kinds");
const kinds = named > 0 ? process.argv[named + 1].split(",") : ["node", "process", "etcd", "node", "process", "etcd", "frozen", "node", "process", "etcd", "node", "process"];
const goal = { node: 40_000, process: 15_000, etcd: 1_000 }; // milliseconds of outage; "frozen" is about safety only
const rounds = option("--rounds", kinds.length), first_round = option("--round", 1), control_rounds = option("--control-rounds", 4);
const began = performance.now();
const say = (line) => console.log(`${String(Math.round((performance.now() - began) / 1000)).padStart(5)} s  ${line}`);
say(`failover, rounds ${first_round} to ${rounds}, seed ${seed}`);

let stopped = false;
process.on("SIGINT", () => {
  if (stopped) process.exit(130);
  stopped = true;
  say("stopping after this round; Ctrl-C again: at once");
});

/** What was acknowledged before a round ended and is not in the database any more. */
async function lost_gifts(cluster, load) {
  const known = [...load.gifts.keys()];
  const there = new Set((await cluster.sql(await cluster.primary(), "SELECT encode(id, 'hex') FROM gifts", "lumbung")).split("\n"));
  return known.filter((id) => !there.has(id.replaceAll("-", "")));
}

/** The longest time without an acknowledgement from `since` on. */
function longest_gap(load, since) {
  const times = [load.acknowledged_at.filter((at) => at <= since).at(-1) ?? since, ...load.acknowledged_at.filter((at) => at > since)];
  return Math.max(0, ...times.slice(1).map((at, i) => at - times[i]));
}

async function befall(cluster, kind, round) {
  if (kind === "node") return cluster.kill_node();
  if (kind === "process") return cluster.kill_process();
  if (kind === "etcd") return cluster.kill_etcd((round + Math.floor(chance() * 3)) % 3);
  return cluster.freeze();
}

/** One round: something happens under load, the cluster goes on, and is set right again. The outage in milliseconds. */
async function play(cluster, load, kind, round) {
  const old = await cluster.primary(), at = performance.now();
  const set_right = await befall(cluster, kind, round);
  const before = load.acknowledged;
  const came_back = await until(() => load.acknowledged > before + 10, `acknowledgements after: ${kind}`, 120).then(() => true, () => false);
  const outage = longest_gap(load, at);
  if (kind === "frozen") await wait(3_000);
  await set_right();
  // A third node may be stuck asking a frozen one (pg_rewind); then it is started anew, as whoever runs it would.
  const well = await cluster.all_well(kind === "frozen" ? 60 : 90).then(() => true, () => false);
  if (!well) {
    say("  a node did not find its way back by itself; it is started anew");
    await cluster.help_back();
    await cluster.all_well(120);
  }
  if (!came_back) await until(() => load.acknowledged > before + 10, `acknowledgements after all: ${kind}`, 60);
  const now = await cluster.primary();
  return { kind, outage: came_back ? outage : longest_gap(load, at), came_back, well, moved: now !== old };
}

async function world(synchronous) {
  const cluster = await Cluster.start({ synchronous });
  say(`three PostgreSQL and three etcd are there, ${synchronous ? "strictly synchronous" : "asynchronous"}`);
  const { installation, forget } = await campaign_of_kits({ database: cluster.url() });
  const load = new Load(installation);
  return { cluster, installation, load, leave: async () => {
    await installation.stop("SIGKILL");
    await cluster.stop();
    forget();
  } };
}

/** A hash of every row of every table on one node. */
async function contents(cluster, node) {
  const tables = (await cluster.sql(node, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1", "lumbung")).split("\n");
  const of_one = (table) => `SELECT '${table}', COUNT(*), md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) FROM "${table}" t`;
  return (await cluster.sql(node, tables.map(of_one).join(" UNION ALL "), "lumbung")).split("\n").sort();
}

const played = [];
async function strict_run() {
  const { cluster, installation, load, leave } = await world(true);
  const lost = [];
  try {
    const server = installation.server;
    load.start();
    await until(() => load.acknowledged > 50, "the first acknowledgements");
    for (let round = first_round; round <= rounds && !stopped; round++) {
      const kind = kinds[(round - 1) % kinds.length];
      await wait(1_000 + 4_000 * chance());
      const result = await play(cluster, load, kind, round);
      lost.push(...(await lost_gifts(cluster, load)));
      played.push(result);
      say(`round ${round} of ${rounds}, ${kind}: again after ${(result.outage / 1000).toFixed(2)} s${result.moved ? ", another primary" : ""}; ${load.acknowledged} acknowledged, ${lost.length} lost; from here: --seed ${seed} --round ${round + 1}`);
    }
    await load.stop();
    await holds("NothingThatWasAcknowledgedIsLost", async () => equal([lost, await lost_gifts(cluster, load), load.missing], [[], [], []]));
    await holds("EachPaymentCountsOnce", async () => equal(await load.payments_that_do_not_count(), []));
    await holds("TheServerWasNeverRestartedAndEachAnswerWasClear", async () => {
      truth(installation.server === server && server.exitCode === null && server.signalCode === null, "the same process");
      equal([load.unclear, load.slow], [[], []]);
    });
    await holds("EveryHeadOfTheLogThatWasSeenIsOfTheLogThatIsThereNow", async () => equal(await load.strange_heads(), []));
    await installation.stop();
    await holds("TheThreeNodesHoldTheSame", async () => {
      await cluster.all_well();
      const primary = await cluster.primary(), lsn = await cluster.sql(primary, "SELECT pg_current_wal_lsn()");
      const first = await contents(cluster, primary);
      for (const node of cluster.nodes.filter((one) => one !== primary)) {
        await until(async () => (await cluster.sql(node, `SELECT pg_last_wal_replay_lsn() >= '${lsn}'`)) === "t", `${node.name} at ${lsn}`);
        equal(await contents(cluster, node), first);
      }
    });
    await holds("TheCheckFindsNothingOnAnyOfThem", async () => {
      for (const node of cluster.nodes) truth(/^0 kesalahan/m.test(await installation.run_with({ database: node.url("lumbung", "lumbung") }, "check")), `lumbung check on ${node.name}`);
    });
    say(load.summary());
  } finally {
    await leave();
  }
  await holds("OutagesAreWithinTheGoals", async () => {
    for (const { kind, outage } of played) if (goal[kind]) truth(outage <= goal[kind], `${kind}: ${Math.round(outage)} ms`);
  });
}

async function control_run() {
  const { cluster, load, leave } = await world(false);
  try {
    load.start();
    await until(() => load.acknowledged > 50, "the first acknowledgements");
    for (let round = 1; round <= control_rounds && !stopped; round++) {
      await wait(2_000);
      const old = await cluster.primary(), set_right = await cluster.kill_node();
      await until(async () => ![undefined, old].includes(await cluster.primary()), "another primary", 90);
      const lost = await lost_gifts(cluster, load);
      say(`control ${round}, asynchronous, node: ${load.acknowledged} acknowledged, ${lost.length} gifts lost`);
      await set_right();
      if (lost.length > 0) return lost.length;
      await cluster.all_well();
    }
    return 0;
  } finally {
    load.over = true;
    await Promise.race([load.running, wait(30_000)]);
    await leave();
  }
}

await strict_run();
if (!stopped && control_rounds > 0) {
  const lost = await control_run();
  await holds("WithoutTheSynchronousStandbyALossIsSeen", async () => truth(lost > 0 || stopped, "the control did not lose anything, so this run shows little; a loss"));
}
for (const kind of Object.keys(goal).concat("frozen")) {
  const took = played.filter((one) => one.kind === kind).map((one) => one.outage / 1000).sort((a, b) => a - b);
  if (took.length > 0) say(`${kind}: ${took.length} rounds, outage ${took[took.length >> 1].toFixed(2)} s (median), ${took.at(-1).toFixed(2)} s (longest)`);
}
finish();
process.exit();
