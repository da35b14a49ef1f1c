// A line between the server and PostgreSQL that can be cut, frozen, and made to lie.
import { once } from "node:events";
import { connect, createServer } from "node:net";

const commit = Buffer.from("COMMIT\0"); // ends the message; READ COMMITTED does not
// CommandComplete "COMMIT" and ReadyForQuery, idle (PostgreSQL manual, "Message Formats").
const committed = Buffer.from([0x43, 0, 0, 0, 11, ...commit, 0x5a, 0, 0, 0, 5, 0x49]);

export class Line {
  /** `target` is the port of PostgreSQL on this machine; it may change. */
  constructor(target) {
    this.target = target;
    this.pairs = new Set();
    this.frozen = false;
    this.at_commit = null; // what befalls the next COMMIT: "before", "inside", "after", "lie"
    this.befallen = 0;
  }

  async open() {
    this.door = createServer({ allowHalfOpen: true }, (ours) => this.take(ours)).listen(0, "127.0.0.1");
    await once(this.door, "listening");
    this.port = this.door.address().port;
    return this;
  }
  close() {
    this.door.close();
    this.cut();
  }

  /** Every connection breaks. */
  cut() { for (const pair of this.pairs) this.hang_up(pair); }
  /** No byte passes any more, while the kernel still takes connections and bytes, as it does for a frozen machine. */
  freeze() {
    this.frozen = true;
    for (const { ours, theirs } of this.pairs) { ours.pause(); theirs?.pause(); }
  }
  /** What was held back is delivered late, even where the sender has left meanwhile. */
  thaw() {
    this.frozen = false;
    for (const pair of this.pairs) {
      if (!pair.theirs) this.dial(pair);
      pair.ours.resume();
      pair.theirs.resume();
    }
  }

  take(ours) {
    const pair = { ours, theirs: null };
    this.pairs.add(pair);
    ours.setNoDelay(true);
    ours.on("error", () => this.hang_up(pair)).on("close", () => pair.theirs?.end());
    ours.on("end", () => pair.theirs?.end());
    ours.on("data", (bytes) => this.forward(pair, bytes));
    if (this.frozen) ours.pause();
    else this.dial(pair);
  }
  dial(pair) {
    pair.theirs = connect({ port: this.target, host: "127.0.0.1", noDelay: true, allowHalfOpen: true });
    pair.theirs.on("error", () => this.hang_up(pair)).on("close", () => this.hang_up(pair));
    pair.theirs.on("end", () => pair.ours.end());
    pair.theirs.on("data", (bytes) => (pair.ends_at_answer ? this.hang_up(pair) : pair.ours.writable && pair.ours.write(bytes)));
  }
  forward(pair, bytes) {
    if (pair.lied) return this.hang_up(pair);
    const fault = this.at_commit && bytes.includes(commit) ? this.at_commit : null;
    if (!fault) return void (pair.theirs.writable && pair.theirs.write(bytes));
    this.at_commit = null;
    this.befallen += 1;
    if (fault === "before") return this.hang_up(pair);
    if (fault === "inside") return void pair.theirs.write(bytes.subarray(0, bytes.length >> 1), () => this.hang_up(pair));
    if (fault === "after") {
      pair.ends_at_answer = true;
      return void pair.theirs.write(bytes);
    }
    pair.lied = true; // acknowledged, and never forwarded
    pair.theirs.removeAllListeners("close").destroy();
    pair.ours.write(committed);
  }
  hang_up(pair) {
    this.pairs.delete(pair);
    pair.ours.destroy();
    pair.theirs?.destroy();
  }
}
