// The table of claims: what ours and what the peer's program is, which figure of theirs is compared, and what we want to reach.
// Prints {"claim", "ours", "peer", "unit", "ratio", "goal"}: a ratio of at least the goal is reached, whichever way is better.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { keep } from "./figures.mjs";

const words = process.argv.slice(2);
const flag = (name) => words.includes(name);
const only = flag("--only") ? words[words.indexOf("--only") + 1].split(",") : [];
const quick = flag("--quick");
const many = quick ? 2_000_000 : 10_000_000;
const number_after = (name, otherwise) => (flag(name) ? Number(words[words.indexOf(name) + 1]) : otherwise);
const rounds = number_after("--rounds", quick ? 1 : 2);

// The peer's cluster with the settings that its manual advises for writing: more memory, fewer checkpoints; every commit durable.
const cluster = mkdtempSync(join(tmpdir(), "lumbung-bench-pg-"));
const scratch = mkdtempSync(join(tmpdir(), "lumbung-bench-"));
let address = "";
const postgres = () => (address ||= execFileSync("tools/postgres", ["start", cluster], { env: { ...process.env, POSTGRES_OPTIONS: "-c shared_buffers=1GB -c max_wal_size=8GB -c checkpoint_timeout=30min -c wal_compression=off" } }).toString().trim());

const say = (text) => { if (!flag("--json")) process.stderr.write(`${text}\n`); };
function program(name, args, environment = {}) {
  say(`  ${name} ${args.join(" ")}`);
  const said = execFileSync(`build/bench/bench/${name}`, args.map(String), { env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", flag("--json") ? "ignore" : "inherit"], maxBuffer: 1 << 26 }).toString();
  return JSON.parse(said.trim().split("\n").at(-1));
}
const ours = (name, ...args) => () => program(name, args, { LUMBUNG_TEST_POSTGRES: "" });
const on_postgres = (name, ...args) => () => program(name, args, { LUMBUNG_TEST_POSTGRES: postgres() });
const peer = (...args) => () => program("bench_peer", args, { LUMBUNG_TEST_POSTGRES: postgres() });

// A program of Node against the real server; the release is built first.
let released = false;
function against_server(file, args) {
  if (!released) execFileSync("tools/build", ["release"], { stdio: ["ignore", "ignore", "inherit"] });
  released = true;
  say(`  ${file} ${args.join(" ")}`);
  return JSON.parse(execFileSync("node", [file, ...args.map(String)], { stdio: ["ignore", "pipe", "inherit"] }).toString().trim().split("\n").at(-1));
}

// How many transactions of a plain-text journal a second `command bal` sums up; the journal is the same transfers, as many as it
// bears: these programs hold all of it in memory, and take longer for each one the more there are.
function plain_text(command, transfers) {
  const file = join(scratch, "bench.journal");
  say(`  ${command} bal, ${transfers} transfers`);
  execFileSync("build/bench/bench/bench_audit", ["journal", String(transfers), "10000", file]);
  const start = process.hrtime.bigint();
  execFileSync(command, ["-f", file, "bal"], { stdio: ["ignore", "ignore", "inherit"] });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  rmSync(file);
  return { per_s: transfers / seconds };
}

let gifts = null; // alone and beside a payday are measured in one run, on one server

// The same program may answer several claims: it runs once a round.
const posting = (accounts, way) => ({ ours: ours("bench_posting", many, accounts, way), peer: peer("batch", many, accounts, way) });
const groups = [
  { ...posting(10_000, "uniform"), claims: [
    { name: "posting", claim: "sustained posting, 10 k accounts", ours: "with_log_per_s", peer: "per_s", unit: "transfers/s", goal: 8 },
    { name: "bytes", claim: "bytes on disk per transfer", ours: "bytes_each", peer: "bytes_each", unit: "bytes", goal: 213 / 85, less: true },
  ] },
  // Accounts of 2,000 postings each.
  { ours: ours("bench_posting", many, many / 1_000, "uniform"), peer: () => { peer("batch", many, many / 1_000, "uniform")(); return peer("date", 200, many / 1_000)(); }, claims: [
    { name: "date", claim: "balance at a past date, p50", ours: "past_us", peer: "p50_us", unit: "µs", goal: 15, less: true },
    { name: "statement", claim: "statement, newest 50, p50", ours: "statement_us", peer: () => 150, unit: "µs (peer: the limit)", goal: 1, less: true },
  ] },
  { ...posting(1_000_000, "uniform"), claims: [
    { name: "million", claim: "sustained posting, 1 M accounts, uniform", ours: "with_log_per_s", peer: "per_s", unit: "transfers/s", goal: 5 },
    { name: "memory", claim: "memory at 1 M accounts", ours: "peak_mb", peer: () => 400, unit: "MB (peer: the limit)", goal: 1, less: true },
  ] },
  { ...posting(1_000_000, "zipf"), claims: [
    { name: "zipf", claim: "sustained posting, 1 M accounts, Zipf", ours: "with_log_per_s", peer: "per_s", unit: "transfers/s", goal: 5 },
  ] },
  { ours: ours("bench_payday", 1_000_000), peer: peer("single", quick ? 20_000 : 100_000, 8, 1_000_001), claims: [
    { name: "payday", claim: "payday: one fund to 1 M households, receipts available", ours: "proven_s", peer: (p) => 1_000_000 / p.per_s, unit: "s", goal: 200, less: true },
    { name: "payday-seconds", claim: "payday of 1 M households in under 3 s", ours: "proven_s", peer: () => 3, unit: "s (peer: the limit)", goal: 1, less: true },
  ] },
  { ours: ours("bench_audit", many, 10_000), peer: () => plain_text("hledger", quick ? 50_000 : 1_000_000), claims: [
    { name: "audit", claim: "full audit from genesis, against hledger bal", ours: "per_s", peer: "per_s", unit: "transfers/s", goal: 50 },
    { name: "audit-seconds", claim: "full audit of 10 M in under 15 s", ours: (a) => (a.all_s * 10_000_000) / a.transfers, peer: () => 15, unit: "s (peer: the limit)", goal: 1, less: true },
  ] },
  { ours: ours("bench_audit", many, 10_000), peer: () => plain_text("ledger", quick ? 50_000 : 1_000_000), claims: [
    { name: "audit-ledger", claim: "full audit from genesis, against ledger bal", ours: "per_s", peer: "per_s", unit: "transfers/s", goal: 50 },
  ] },
  { ours: ours("bench_posting", many, 10_000, "uniform"), peer: ours("bench_posting", many / 10, 10_000, "uniform"), claims: [
    { name: "flat", claim: "posting, against a tenth of the history", ours: "with_log_per_s", peer: "with_log_per_s", unit: "transfers/s (peer: ours)", goal: 0.9 },
  ] },
  { ours: ours("bench_hops", many), peer: () => program("bench_peer_hops", [many], { LUMBUNG_TEST_POSTGRES: postgres() }), claims: [
    { name: "trace", claim: "one gift over three hops to its kits, p50", ours: "forward_us", peer: "forward_us", unit: "µs", goal: 20, less: true },
    { name: "trace-back", claim: "one kit over three hops to its gifts, p50", ours: "backward_us", peer: "backward_us", unit: "µs", goal: 20, less: true },
  ] },
  { ours: () => (gifts = against_server("bench/gifts.mjs", quick ? ["--households", 100_000] : [])), peer: () => gifts, claims: [
    { name: "gifts", claim: "p99 of single gifts while a payday runs, at most three times that without", ours: "beside_p99_ms", peer: (g) => 3 * g.alone_p99_ms, unit: "ms (peer: three times alone)", goal: 1, less: true },
  ] },
  { ours: on_postgres("bench_posting", quick ? 500_000 : many, 10_000, "uniform"), peer: peer("batch", quick ? 500_000 : many, 10_000, "uniform"), claims: [
    { name: "postgresql", claim: "sustained posting on PostgreSQL, 10 k accounts", ours: "with_log_per_s", peer: "per_s", unit: "transfers/s", goal: 1.5 },
  ] },
  { ours: on_postgres("bench_payday", quick ? 100_000 : 1_000_000), peer: peer("single", quick ? 20_000 : 100_000, 8, 1_000_001), claims: [
    { name: "postgresql-hot", claim: "payday from one fund on PostgreSQL, against one call per transfer", ours: (p) => p.households / p.proven_s, peer: "per_s", unit: "transfers/s", goal: 100 },
  ] },
];

if (flag("--list")) {
  for (const group of groups) for (const { name, claim } of group.claims) console.log(`${name.padEnd(16)} ${claim}`);
  process.exit(0);
}

const figure = (answer, from) => (typeof from === "function" ? from(answer) : answer[from]);
const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b), half = (sorted.length - 1) / 2;
  return (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2;
};
const rounded = (number) => Number(number.toPrecision(4));

function tell(line) {
  console.log(JSON.stringify(line));
  if (flag("--keep")) keep({ ...line, transfers: many, rounds, day: new Date().toISOString().slice(0, 10) });
}

function run_group(group) {
  const wanted = group.claims.filter((claim) => only.length === 0 || only.includes(claim.name));
  if (wanted.length === 0) return;
  const seen = { ours: [], peer: [] };
  for (let round = 0; round < rounds; round++) for (const side of ["ours", "peer"]) seen[side].push(group[side]());
  for (const { claim, unit, goal, less, ...from } of wanted) {
    const [a, b] = ["ours", "peer"].map((side) => median(seen[side].map((answer) => figure(answer, from[side]))));
    const ratio = less ? b / a : a / b;
    tell({ claim, ours: rounded(a), peer: rounded(b), unit, ratio: rounded(ratio), goal: rounded(goal), reached: ratio >= goal, load: rounded(loadavg()[0]) });
  }
}

try {
  for (const group of groups) {
    // One program that fails is told of, and does not cost the figures of the others.
    try { run_group(group); } catch (error) {
      process.exitCode = 1;
      console.error(`${group.claims.map((claim) => claim.name).join(", ")}: ${error.message}`);
    }
  }
} finally {
  if (address) execFileSync("tools/postgres", ["remove", cluster]);
  for (const place of [cluster, scratch]) rmSync(place, { recursive: true, force: true });
}
