// Givers, visitors and a watcher of the log, while something fails: what they were told, and whether it was true.
import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "../../tools/world/client.mjs";
import { chance, wish_of } from "./given.mjs";

const longest_answer = 45_000; // milliseconds; what takes longer hangs

/** Asks again until it is so; at most `seconds`. */
export async function until(ask, what, seconds = 60) {
  for (const end = Date.now() + seconds * 1000; !(await ask()); await wait(20)) if (Date.now() > end) throw new Error(`waited ${seconds} s in vain for ${what}`);
}

/** The root of `size` leaf hashes from `from` on (RFC 6962 section 2.1). */
export function tree_root(hashes, from, size) {
  if (size === 1) return hashes[from];
  let half = 1;
  while (half * 2 < size) half *= 2;
  return createHash("sha256").update(Buffer.from([1])).update(tree_root(hashes, from, half)).update(tree_root(hashes, from + half, size - half)).digest();
}

export class Load {
  gifts = new Map(); // id → {amount, trace, paid, taken}: those acknowledged
  acknowledged = 0; // gifts and payments
  acknowledged_at = []; // milliseconds
  said = new Map(); // what trouble was answered with → how often
  unclear = []; // answers that were neither what was asked for nor a clear "try again"
  slow = [];
  missing = []; // what was acknowledged and could not be seen afterwards
  heads = new Map(); // size → root, of every head seen
  forked = []; // sizes that were seen with two roots
  asking = 0; // requests under way
  over = false;

  /** `unpaid`: how many gifts of a hundred nobody pays. */
  constructor(installation, { givers = 8, unpaid = 20 } = {}) {
    this.installation = installation;
    this.unpaid = unpaid;
    this.acting = () => Promise.all([...Array.from({ length: givers }, () => this.giver()), this.visitor(), this.visitor(), this.watcher()]);
  }
  start() { this.running = this.acting(); }
  async stop() {
    this.over = true;
    await this.running;
  }

  /** One request; its answer, or null when it was trouble of the kind that passes. */
  async ask(method, path, body) {
    const begun = performance.now(), shown = `${method} ${path.split("?")[0]}`;
    this.asking += 1;
    try {
      const response = await fetch(this.installation.url + path, { method, headers: { "Content-Type": "application/json" }, body: body && JSON.stringify(body), signal: AbortSignal.timeout(longest_answer + 15_000) });
      const text = await response.text();
      const answer = /json/.test(response.headers.get("content-type") ?? "") ? JSON.parse(text) : text;
      if (response.status < 300) return answer;
      this.said.set(answer?.code, (this.said.get(answer?.code) ?? 0) + 1);
      const passes = response.status === 503 && response.headers.get("retry-after") && answer.details?.id && answer.details?.en;
      if (!passes) this.unclear.push(`${shown}: ${response.status} ${text}`);
    } catch (error) {
      this.unclear.push(`${shown}: ${error.cause ?? error}`);
    } finally {
      this.asking -= 1;
      if (performance.now() - begun > longest_answer) this.slow.push(`${shown}: ${Math.round(performance.now() - begun)} ms`);
    }
    return null;
  }
  /** The same until there is an answer. */
  async asked(...request) {
    for (;;) {
      const answer = await this.ask(...request);
      if (answer) return answer;
      await wait(25);
    }
  }
  /** The answer to a look, once the database is there again: its status and bytes. */
  async seen(path) {
    let seen = null;
    await until(async () => {
      const response = await fetch(this.installation.url + path, { signal: AbortSignal.timeout(longest_answer) });
      seen = { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
      return seen.status !== 503;
    }, `an answer to ${path.split("?")[0]}`);
    return seen;
  }
  /** Gifts that were acknowledged and are not there, with what is said of them instead. */
  async lost_gifts() {
    const lost = [];
    for (const [id, { trace }] of this.gifts) {
      const { status, bytes } = await this.seen(`/api/gifts/${id}/status?token=${trace}`);
      if (status !== 200) lost.push(`gift ${id}: ${status} ${bytes}`);
    }
    return lost;
  }
  status(id) { return this.ask("GET", `/api/gifts/${id}/status?token=${this.gifts.get(id).trace}`); }

  tick() {
    this.acknowledged += 1;
    this.acknowledged_at.push(performance.now());
  }
  async giver() {
    const client = new Client(this.installation.url);
    while (!this.over) {
      const wish = wish_of(client);
      const gift = await this.asked("POST", "/api/gifts", wish);
      const known = { amount: wish.amount, trace: gift.trace, paid: false, taken: false };
      this.gifts.set(wish.id, known);
      this.tick();
      if (chance() * 100 < this.unpaid) continue; // scanned and never paid
      known.paid = true;
      const said = await this.installation.pay(gift.qr).catch(() => null); // null: the bank itself is away
      if (!said) return;
      known.taken = said.accepted === true;
      if (known.taken) this.tick();
    }
  }
  /** Whoever was acknowledged looks at once: it is there, from then on. */
  async visitor() {
    while (!this.over) {
      const recent = [...this.gifts.keys()].slice(-20);
      const id = recent[Math.floor(chance() * recent.length)], taken = this.gifts.get(id)?.taken;
      const found = id && (await this.status(id));
      if (found && taken && found.state !== "paid") this.missing.push(`gift ${id} is ${found.state}`);
      await wait(20);
    }
  }
  async watcher() {
    while (!this.over) {
      const note = await this.ask("GET", "/log/checkpoint");
      if (note) {
        const [, size, root] = note.split("\n");
        if ((this.heads.get(size) ?? root) !== root) this.forked.push(size);
        this.heads.set(size, root);
      }
      await wait(200);
    }
  }

  /** Heads that were seen and are not of the log that is there now. */
  async strange_heads() {
    const [, size] = (await this.asked("GET", "/log/checkpoint")).split("\n");
    const hashes = await this.leaf_hashes(Number(size));
    return [...this.heads].filter(([seen, root]) => Number(seen) > Number(size) || tree_root(hashes, 0, Number(seen)).toString("base64") !== root).map(([seen]) => seen).concat(this.forked);
  }
  async leaf_hashes(size) {
    const hashes = [];
    for (let tile = 0; tile * 256 < size; tile++) {
      const width = Math.min(256, size - tile * 256);
      const groups = String(tile).padStart(Math.ceil(String(tile).length / 3) * 3, "0").match(/.{3}/g);
      const path = groups.map((group, i) => (i < groups.length - 1 ? "x" : "") + group).join("/") + (width < 256 ? `.p/${width}` : "");
      const { bytes } = await this.seen(`/log/tile/0/${path}`);
      for (let i = 0; i < width; i++) hashes.push(bytes.subarray(32 * i, 32 * i + 32));
    }
    return hashes;
  }
  /** Payments that were acknowledged, or are told again by the bank: each counts once. */
  async payments_that_do_not_count() {
    for (const [id, known] of this.gifts) if (known.paid) await until(async () => (await this.status(id))?.state === "paid", `payment of ${id}`, 90);
    const paid = [...this.gifts.values()].filter((known) => known.paid);
    const { bars, givers } = await this.asked("GET", "/api/campaigns/kit");
    const expected = [paid.reduce((sum, known) => sum + known.amount, 0), paid.length], found = [bars.money.raised, givers];
    return found.join() === expected.join() ? [] : [`${found} instead of ${expected}`];
  }
  summary() { return `${this.gifts.size} gifts and ${this.acknowledged - this.gifts.size} payments acknowledged, ${this.heads.size} heads; said meanwhile: ${[...this.said].map(([code, times]) => `${code} ${times}`).join(", ") || "nothing"}`; }
}
