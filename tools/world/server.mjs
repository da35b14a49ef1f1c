// Starts and stops the real programs: the server, the sandbox bank, and commands of `lumbung` beside them.
import { spawn, execFile } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, openSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

// A program that neither comes nor goes is a fault to be told, not a wait without end.
const patience_s = 120;

// Who ends by a mistake leaves no program behind.
const alive = new Set();
process.on("exit", () => { for (const child of alive) child.kill("SIGKILL"); });
process.on("SIGTERM", () => process.exit(143));

export async function free_port() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

export class Installation {
  /** `settings` are those of `lumbung config`; ports are taken where none are given. */
  constructor({ binary, directory, settings = {} }) {
    this.binary = binary;
    this.directory = directory;
    this.settings = settings;
    mkdirSync(directory, { recursive: true });
  }

  async prepare() {
    this.port = Number(this.settings.port ?? (await free_port()));
    this.bank_port = Number(this.settings.bank_port ?? (await free_port()));
    this.url = `http://127.0.0.1:${this.port}`;
    this.bank = `http://127.0.0.1:${this.bank_port}`;
    return this;
  }

  environment(more = {}) {
    const settings = {
      data_dir: join(this.directory, "data"), port: this.port, web_dir: join(root, "web/dist"),
      areas_dir: join(root, "data/node_modules/idn-area-data/data"), sandbox_bank: this.bank, mail: "sandbox", ...this.settings, ...more,
    };
    delete settings.bank_port;
    const named = Object.entries(settings).map(([name, value]) => [`LUMBUNG_${name.toUpperCase()}`, String(value)]);
    return { ...process.env, ...Object.fromEntries(named) };
  }

  /** Runs a command of `lumbung` to its end; gives what it printed. */
  run(...args) { return this.run_with({}, ...args); }
  /** The same with other settings. */
  async run_with(more, ...args) {
    const { stdout } = await promisify(execFile)(this.binary, args, { env: this.environment(more), maxBuffer: 64 << 20 });
    return stdout;
  }

  /** Starts a program and keeps it under `name`; waits until it says that it is ready. */
  async start_process(name, args, ready, log, more) {
    const out = openSync(join(this.directory, log), "a");
    const child = spawn(this.binary, args, { env: this.environment(more), stdio: ["ignore", "pipe", out] });
    this[name] = child;
    alive.add(child);
    child.once("exit", () => alive.delete(child));
    let said = "";
    await new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error(`lumbung ${args[0]} is not ready after ${patience_s} s; see ${log}\n${said}`)), patience_s * 1000).unref();
      child.stdout.on("data", (bytes) => {
        said += bytes;
        if (ready.test(said)) resolve();
      });
      child.once("exit", (code) => reject(new Error(`lumbung ${args[0]} ended with ${code}; see ${log}\n${said}`)));
    });
    return child;
  }

  start_server(more = {}) { return this.start_process("server", ["serve"], /Lumbung siap/, "server.log", more); }
  start_bank(more = {}) {
    return this.start_process("sandbox", ["sandbox-bank", "--port", String(this.bank_port), "--server", this.url], /Bank Uji Coba/, "bank.log", more);
  }
  async start(more = {}) {
    await Promise.all([this.start_server(more), this.start_bank(more)]);
    return this;
  }

  async stop(signal = "SIGTERM") {
    for (const child of [this.sandbox, this.server]) {
      if (!child || child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, "exit", { signal: AbortSignal.timeout(patience_s * 1000) });
      child.kill(signal);
      await ended.catch(() => {
        child.kill("SIGKILL");
        throw new Error(`${child.spawnargs[1]} did not end ${patience_s} s after ${signal}`);
      });
    }
  }

  /** Pays a QR code (or a virtual account) in the sandbox bank, as a giver's phone would. */
  async pay(qr, wish = {}) {
    const response = await fetch(`${this.bank}/pay`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ qr, ...wish }) });
    if (!response.ok) throw new Error(`the bank did not pay: ${response.status} ${await response.text()}`);
    return response.json();
  }
  async pay_va(va, wish = {}) {
    const response = await fetch(`${this.bank}/pay-va`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ va, ...wish }) });
    if (!response.ok) throw new Error(`the bank did not pay: ${response.status} ${await response.text()}`);
    return response.json();
  }
}
