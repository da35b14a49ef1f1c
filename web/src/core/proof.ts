// "Verify it yourself", in the reader's own browser and without asking the server: a receipt (c2sp.org/tlog-proof@v1) is
// taken apart, the leaf is made again from the opened record, and the path to the signed head is recomputed
// (RFC 9162 section 2.1.3.2). Formats: standards/trust-and-reliability.md section 1.

import { sha256 } from "./sha2.ts";
import { verify_ed25519 } from "./ed25519.ts";

const utf8 = new TextEncoder();

function join(...pieces: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}

/** Standard base64 with padding, and no other spelling of the same bytes; null otherwise. */
export function from_base64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4) return null;
  const raw = atob(text);
  return btoa(raw) === text ? Uint8Array.from(raw, (c) => c.charCodeAt(0)) : null;
}

export const to_base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

export const leaf_hash = (leaf: Uint8Array): Uint8Array => sha256(join(Uint8Array.of(0), leaf));
const node_hash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(join(Uint8Array.of(1), left, right));

/** The root that a leaf at `index` and its path lead to in a tree of `size`; null when the path does not fit. */
export function root_from(index: number, size: number, leaf: Uint8Array, path: readonly Uint8Array[]): Uint8Array | null {
  if (index < 0 || index >= size) return null;
  let fn = index;
  let sn = size - 1;
  let r = leaf;
  for (const step of path) {
    if (sn === 0) return null;
    if (fn % 2 === 1 || fn === sn) {
      r = node_hash(step, r);
      if (fn % 2 === 0) while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    } else {
      r = node_hash(r, step);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 ? r : null;
}

export interface SignatureLine { name: string; id: string; bytes: Uint8Array }
export interface Checkpoint { text: string; origin: string; size: number; root: Uint8Array; signatures: SignatureLine[] }

/** A signed note that holds a tree head; null when it is not one. */
export function read_checkpoint(note: string): Checkpoint | null {
  const cut = note.lastIndexOf("\n\n");
  if (cut < 0) return null;
  const text = note.slice(0, cut + 1);
  const [origin, size, root64, ...more] = text.split("\n");
  const root = from_base64(root64 ?? "");
  if (!origin || !/^(0|[1-9]\d{0,14})$/.test(size ?? "") || !root || root.length !== 32 || more.length !== 1) return null;
  const signatures: SignatureLine[] = [];
  for (const row of note.slice(cut + 2).split("\n")) {
    if (row === "") continue;
    const hit = /^\u2014 (\S+) (\S+)$/.exec(row);
    const raw = hit && from_base64(hit[2]!);
    if (!hit || !raw || raw.length < 5) return null;
    signatures.push({ name: hit[1]!, id: hex(raw.subarray(0, 4)), bytes: raw.subarray(4) });
  }
  return { text, origin, size: Number(size), root, signatures };
}

export interface Key { name: string; id: string; type: number; bytes: Uint8Array }

/** A key as `name+id+base64(type || key)`; null when its id is not its hash. */
export function read_key(vkey: string): Key | null {
  const hit = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(vkey);
  const raw = hit && from_base64(hit[3]!);
  if (!hit || !raw || raw.length < 2) return null;
  const id = hex(sha256(join(utf8.encode(hit[1]! + "\n"), raw)).subarray(0, 4));
  return id === hit[2] ? { name: hit[1]!, id, type: raw[0]!, bytes: raw.subarray(1) } : null;
}

/** Whether a head carries a good signature of this Ed25519 key (type 1). */
export function signed_by(head: Checkpoint, key: Key): boolean {
  return key.type === 1 && head.signatures.some(
    (line) => line.name === key.name && line.id === key.id && verify_ed25519(key.bytes, utf8.encode(head.text), line.bytes),
  );
}

export interface Opening { kind: string; day: string; nonce: Uint8Array; record: string; fields: Array<[string, string]> }
export interface Receipt { opening: Opening; index: number; path: Uint8Array[]; head: Checkpoint }

function read_opening(text: string): Opening | null {
  const hit = /^lumbung\/opening@v1\nkind (\S+)\nday (\d{4}-\d\d-\d\d)\nnonce (\S+)\n\n([^]*)$/.exec(text);
  const nonce = hit && from_base64(hit[3]!);
  if (!hit || !nonce || nonce.length !== 32) return null;
  const fields = hit[4]!.split("\n").slice(1).filter(Boolean).map((row): [string, string] => {
    const space = row.indexOf(" ");
    return space < 0 ? [row, ""] : [row.slice(0, space), row.slice(space + 1)];
  });
  return { kind: hit[1]!, day: hit[2]!, nonce, record: hit[4]!, fields };
}

export function read_receipt(file: string): Receipt | null {
  const cut = file.indexOf("\n\n");
  if (cut < 0) return null;
  const [version, extra, index, ...hashes] = file.slice(0, cut).split("\n");
  if (version !== "c2sp.org/tlog-proof@v1" || !extra?.startsWith("extra ") || !/^index (0|[1-9]\d{0,14})$/.test(index ?? "")) return null;
  const raw = from_base64(extra.slice(6));
  const path = hashes.map(from_base64);
  const head = read_checkpoint(file.slice(cut + 2));
  const opening = raw && read_opening(new TextDecoder().decode(raw));
  if (!opening || !head || path.length > 63 || !path.every((h) => h?.length === 32)) return null;
  return { opening, index: Number(index!.slice(6)), path: path as Uint8Array[], head };
}

/** The public line that stands in the log for this opening. */
export function leaf_of(opening: Opening): string {
  const commit = sha256(join(utf8.encode("lumbung/commit@v1\n"), opening.nonce, utf8.encode(opening.record)));
  return `lumbung/leaf@v1\nkind ${opening.kind}\nday ${opening.day}\ncommit ${to_base64(commit)}\n`;
}

export type Step = "read" | "leaf" | "path" | "signature";
export interface Verdict {
  ok: boolean;
  steps: Array<{ step: Step; ok: boolean }>;
  receipt: Receipt | null;
  /** Names of further signatures on the head; witnesses, once there are some. */
  others: string[];
}

/** Goes through a receipt step by step and stops at the first that fails. `vkey` is the log's key, known from elsewhere. */
export function check_receipt(file: string, vkey: string): Verdict {
  const verdict: Verdict = { ok: false, steps: [], receipt: null, others: [] };
  const note = (step: Step, ok: boolean): boolean => (verdict.steps.push({ step, ok }), ok);
  const receipt = read_receipt(file);
  verdict.receipt = receipt;
  if (!note("read", receipt !== null) || !receipt) return verdict;
  const leaf = leaf_hash(utf8.encode(leaf_of(receipt.opening)));
  note("leaf", true);
  const root = root_from(receipt.index, receipt.head.size, leaf, receipt.path);
  if (!note("path", root !== null && same(root, receipt.head.root))) return verdict;
  const key = read_key(vkey);
  verdict.others = receipt.head.signatures.filter((line) => line.name !== key?.name).map((line) => line.name);
  verdict.ok = note("signature", key !== null && receipt.head.origin === key.name && signed_by(receipt.head, key));
  return verdict;
}
