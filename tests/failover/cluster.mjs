// Three etcd and three PostgreSQL under Patroni on the loopback address, as docs/operate/failover.md says, and what may befall
// them.
import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { free_port, root } from "../../tools/world/server.mjs";
import { until } from "../faults/load.mjs";

const template = readFileSync(join(root, "tools/operate/patroni.yml"), "utf8");
const password = "uji-coba";
const is_root = process.getuid() === 0;
const number_of = (option) => (is_root ? Number(execFileSync("id", [option, "postgres"], { encoding: "utf8" })) : 0);
const [uid, gid] = [number_of("-u"), number_of("-g")];
const alive = new Set(); // what we started and did not see ending

/** A program of PostgreSQL's own user, who may not be root. */
function start(log, command, ...args) {
  const out = openSync(log, "a");
  const child = spawn(command, args, { stdio: ["ignore", out, out], env: { ...process.env, HOME: "/", LC_ALL: "C.UTF-8" }, ...(is_root ? { uid, gid } : {}) });
  alive.add(child);
  child.once("exit", () => alive.delete(child));
  return child;
}
const gone = (child) => child.exitCode !== null || child.signalCode !== null;
const signal = (pid, name) => { try { process.kill(pid, name); return true; } catch { return false; } };

/** All processes below one, itself first, from /proc. */
function family(pid) {
  const below = new Map();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const parent = Number(readFileSync(`/proc/${name}/stat`, "utf8").replace(/^.*\) /s, "").split(" ")[1]);
      below.set(parent, [...(below.get(parent) ?? []), Number(name)]);
    } catch { /* it has just ended */ }
  }
  const found = [pid];
  for (let i = 0; i < found.length; i++) found.push(...(below.get(found[i]) ?? []));
  return found;
}

class Etcd {
  constructor(name, directory) { Object.assign(this, { name, directory: join(directory, name) }); }
  async prepare() {
    [this.port, this.peer_port] = [await free_port(), await free_port()];
    this.url = `http://127.0.0.1:${this.port}`;
    this.peer_url = `http://127.0.0.1:${this.peer_port}`;
  }
  start(all) {
    this.child = start(`${this.directory}.log`, "etcd", "--name", this.name, "--data-dir", this.directory, "--enable-v2=true",
      "--listen-client-urls", this.url, "--advertise-client-urls", this.url, "--listen-peer-urls", this.peer_url, "--initial-advertise-peer-urls", this.peer_url,
      "--initial-cluster", all.map((one) => `${one.name}=${one.peer_url}`).join(","), "--initial-cluster-state", "new", "--log-level", "warn");
  }
  healthy() { return fetch(`${this.url}/health`, { signal: AbortSignal.timeout(1_000) }).then((answer) => answer.json()).then(({ health }) => health === "true", () => false); }
}

class Node {
  constructor(name, directory) { Object.assign(this, { name, directory: join(directory, name) }); }
  async prepare() { [this.port, this.rest_port] = [await free_port(), await free_port()]; }
  url(user = "postgres", database = "postgres") { return `postgresql://${user}:${password}@127.0.0.1:${this.port}/${database}`; }
  configure(etcd, synchronous) {
    const values = {
      NAME: this.name, ADDRESS: "127.0.0.1", NETWORK: "127.0.0.1/32", PORT: this.port, REST_PORT: this.rest_port, DATA: this.directory, PASSWORD: password,
      ETCD: etcd.map((one) => `127.0.0.1:${one.port}`).join(","), SYNCHRONOUS: synchronous, WATCHDOG: '"off"',
    };
    mkdirSync(this.directory);
    chmodSync(this.directory, 0o700);
    writeFileSync(`${this.directory}.yml`, template.replace(/\$\{(\w+)\}/g, (_, name) => values[name]));
    if (is_root) execFileSync("chown", [`${uid}:${gid}`, this.directory]);
  }
  start() { this.patroni = start(`${this.directory}.log`, "patroni", `${this.directory}.yml`); }
  postmaster() {
    try { return Number(readFileSync(join(this.directory, "postgresql/postmaster.pid"), "utf8").split("\n")[0]); } catch { return null; }
  }
  postgres() {
    const pid = this.postmaster();
    return pid ? family(pid) : [];
  }
  everything() { return [...new Set([...family(this.patroni.pid), ...this.postgres()])]; }
}

export class Cluster {
  /** `synchronous`: strictly, as recommended; else asynchronous, as the control. */
  static async start({ synchronous }) {
    const cluster = new Cluster();
    const directory = (cluster.directory = mkdtempSync(join(tmpdir(), "lumbung-failover-")));
    if (is_root) execFileSync("chown", [`${uid}:${gid}`, directory]);
    cluster.etcd = ["etcd1", "etcd2", "etcd3"].map((name) => new Etcd(name, directory));
    cluster.nodes = ["pg1", "pg2", "pg3"].map((name) => new Node(name, directory));
    cluster.synchronous = synchronous;
    process.on("exit", () => cluster.kill_all());
    for (const one of [...cluster.etcd, ...cluster.nodes]) await one.prepare();
    for (const one of cluster.etcd) one.start(cluster.etcd);
    await until(async () => (await Promise.all(cluster.etcd.map((one) => one.healthy()))).every(Boolean), "three etcd");
    for (const one of cluster.nodes) {
      one.configure(cluster.etcd, synchronous);
      one.start();
    }
    await cluster.all_well(180);
    const primary = await cluster.primary();
    await cluster.sql(primary, "CREATE ROLE lumbung LOGIN PASSWORD '" + password + "'");
    await cluster.sql(primary, "CREATE DATABASE lumbung OWNER lumbung");
    return cluster;
  }

  /** What `lumbung` is given: all hosts, and that it wants the one that writes. */
  url() { return `postgresql://lumbung:${password}@${this.nodes.map((one) => `127.0.0.1:${one.port}`).join(",")}/lumbung?target_session_attrs=read-write`; }
  async sql(node, statement, database = "postgres") {
    return (await promisify(execFile)("psql", [node.url("postgres", database), "-Atqc", statement], { maxBuffer: 256 << 20, env: { ...process.env, PGCONNECT_TIMEOUT: "3" } })).stdout.trim();
  }

  async members() {
    for (const one of this.nodes) {
      const answer = await fetch(`http://127.0.0.1:${one.rest_port}/cluster`, { signal: AbortSignal.timeout(2_000) }).then((got) => got.json(), () => null);
      if (answer?.members) return answer.members;
    }
    return [];
  }
  async primary() {
    const leader = (await this.members()).find((one) => one.role === "leader" && one.state === "running");
    return leader && this.nodes.find((one) => one.name === leader.name);
  }
  /** All three are there, two follow the first, and one of them synchronously if it must. */
  async is_well() {
    const members = await this.members(), primary = await this.primary();
    if (!primary || members.length < 3 || members.some((one) => !["running", "streaming"].includes(one.state))) return false;
    if (this.synchronous && !members.some((one) => one.role === "sync_standby")) return false;
    return (await this.sql(primary, "SELECT COUNT(*) FROM pg_stat_replication WHERE state = 'streaming'").catch(() => "0")) === "2";
  }
  all_well(seconds = 120) { return until(async () => (await this.is_well()) || (await wait(300), false), "a cluster that is well", seconds); }

  // ---- What may befall it. Each returns how to set it right again.

  /** What the primary sends does not get out for a moment, as on a slow line; then it dies. A fault without this would seldom
      find anything on its way. */
  async hold_back(node, milliseconds = 250) {
    const senders = (await this.sql(node, "SELECT pid FROM pg_stat_replication")).split("\n").filter(Boolean).map(Number);
    for (const pid of senders) signal(pid, "SIGSTOP");
    await wait(milliseconds);
  }
  async kill_node() {
    const node = await this.primary();
    await this.hold_back(node);
    for (const pid of node.everything()) signal(pid, "SIGKILL");
    return async () => node.start();
  }
  async kill_process() {
    const node = await this.primary();
    await this.hold_back(node);
    for (const pid of node.postgres()) signal(pid, "SIGKILL");
    return async () => {};
  }
  async kill_etcd(which) {
    const one = this.etcd[which];
    one.child.kill("SIGKILL");
    if (!gone(one.child)) await once(one.child, "exit");
    return async () => {
      one.start(this.etcd);
      await until(() => one.healthy(), one.name);
    };
  }
  /** Everything of the primary's machine stands still; nobody is told. */
  async freeze() {
    const node = await this.primary(), frozen = node.everything();
    for (const pid of frozen) signal(pid, "SIGSTOP");
    return async () => { for (const pid of frozen) signal(pid, "SIGCONT"); };
  }
  /** A node that does not find its way back is started anew; whoever follows is a copy that may be made again. */
  async help_back() {
    const primary = await this.primary();
    for (const node of this.nodes.filter((one) => one !== primary)) {
      for (const pid of node.everything()) signal(pid, "SIGKILL");
      await wait(500);
      node.start();
    }
  }

  kill_all() {
    for (const node of this.nodes) for (const pid of node.patroni ? node.everything() : []) signal(pid, "SIGKILL");
    for (const child of alive) child.kill("SIGKILL");
  }
  async stop() {
    this.kill_all();
    await wait(500);
    rmSync(this.directory, { recursive: true, force: true });
  }
}
