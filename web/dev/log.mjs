// A small real log for the mock server: entries, tree, signed head and receipts that the page's own checker accepts.
import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";

const sha = (...parts) => parts.reduce((h, p) => h.update(p), createHash("sha256")).digest();
const origin = "lumbung.contoh/peragaan";
const seed = sha("lumbung mock log key");
const secret = createPrivateKey({ key: Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]), format: "der", type: "pkcs8" });
const pub = createPublicKey(secret).export({ format: "der", type: "spki" }).subarray(-32);
const typed = Buffer.concat([Buffer.from([1]), pub]);
const id = sha(origin + "\n", typed).subarray(0, 4);
export const key = `${origin}+${id.toString("hex")}+${typed.toString("base64")}`;

const leaves = [];
const openings = new Map();

export function add(name, day, record) {
  const nonce = sha("nonce", name);
  const commit = sha("lumbung/commit@v1\n", nonce, record).toString("base64");
  openings.set(name, { index: leaves.length, opening: `lumbung/opening@v1\nkind entry\nday ${day}\nnonce ${nonce.toString("base64")}\n\n${record}` });
  leaves.push(sha(Buffer.from([0]), `lumbung/leaf@v1\nkind entry\nday ${day}\ncommit ${commit}\n`));
  return leaves.length - 1;
}

const split = (n) => { let k = 1; while (k * 2 < n) k *= 2; return k; };
const root = (rows) => (rows.length === 1 ? rows[0] : sha(Buffer.from([1]), root(rows.slice(0, split(rows.length))), root(rows.slice(split(rows.length)))));
const path = (m, rows) => {
  if (rows.length === 1) return [];
  const k = split(rows.length);
  return m < k ? [...path(m, rows.slice(0, k)), root(rows.slice(k))] : [...path(m - k, rows.slice(k)), root(rows.slice(0, k))];
};

export function head() {
  const text = `${origin}\n${leaves.length}\n${root(leaves).toString("base64")}\n`;
  return `${text}\n\u2014 ${origin} ${Buffer.concat([id, sign(null, Buffer.from(text), secret)]).toString("base64")}\n`;
}

export const state = () => ({
  origin, key, size: leaves.length, root: root(leaves).toString("base64"), checkpoint: head(), published: "2026-11-22T09:15:10+07:00", waiting: 0,
  counts: [{ kind: "entry", leaves: leaves.length - 6 }, { kind: "rule", leaves: 5 }, { kind: "key", leaves: 1 }],
});

export function receipt(name) {
  const held = openings.get(name);
  if (!held) return null;
  const hashes = path(held.index, leaves).map((h) => h.toString("base64")).join("\n");
  return `c2sp.org/tlog-proof@v1\nextra ${Buffer.from(held.opening).toString("base64")}\nindex ${held.index}\n${hashes}\n\n${head()}`;
}
export const index_of = (name) => openings.get(name)?.index ?? null;
