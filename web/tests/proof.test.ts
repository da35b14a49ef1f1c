import test from "node:test";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { sha256, sha512 } from "../src/core/sha2.ts";
import { check_receipt, from_base64, leaf_hash, read_checkpoint, read_key, root_from, signed_by, to_base64 } from "../src/core/proof.ts";

const folder = process.env.WEB_ROOT + "/../tests/standards/translog";
const vectors = JSON.parse(readFileSync(`${folder}/vectors.json`, "utf8"));
const receipts = readdirSync(`${folder}/proofs`).map((name) => readFileSync(`${folder}/proofs/${name}`, "utf8"));

test("our SHA-2 is node's SHA-2, at every length around the block borders", () => {
  for (let n = 0; n < 300; n++) {
    const data = Uint8Array.from({ length: n }, (_, i) => (i * 31 + n) & 255);
    assert.equal(Buffer.from(sha256(data)).toString("hex"), createHash("sha256").update(data).digest("hex"));
    assert.equal(Buffer.from(sha512(data)).toString("hex"), createHash("sha512").update(data).digest("hex"));
  }
});

test("the leaf and the inclusion path of the vectors lead to their root", () => {
  const leaf = leaf_hash(new TextEncoder().encode(vectors.leaf0));
  assert.equal(to_base64(leaf), vectors.leaf0_hash);
  assert.equal(to_base64(root_from(0, 1, leaf, [])!), vectors.roots["1"]);
  assert.equal(root_from(0, 1, leaf, [leaf]), null, "a path too long");
  assert.equal(root_from(1, 1, leaf, []), null, "an index outside the tree");
});

test("the checkpoint of the vectors is signed by the log's key and by no other", () => {
  const head = read_checkpoint(vectors.checkpoint_7)!;
  assert.equal(head.size, 7);
  assert.equal(to_base64(head.root), vectors.roots["7"]);
  const key = read_key(vectors.log.vkey)!;
  assert.ok(signed_by(head, key));
  assert.equal(read_key(vectors.log.vkey.replace("+5647af8f+", "+5647af80+")), null);
  assert.ok(!signed_by({ ...head, text: head.text.replace("7\n", "8\n") }, key));
});

test("the five receipts of the vectors are good", () => {
  for (const receipt of receipts) {
    const verdict = check_receipt(receipt, vectors.log.vkey);
    assert.deepEqual(verdict.steps.map((s) => s.ok), [true, true, true, true]);
    assert.ok(verdict.ok);
    assert.ok(verdict.others.length >= 1, "witness lines are named");
  }
});

test("no receipt with one changed letter is good", () => {
  const receipt = receipts[0]!;
  let tried = 0;
  // A signature line of a witness does not bear on our verdict; everything up to the log's own line does.
  const end = receipt.indexOf("\n", receipt.indexOf("\u2014"));
  for (let at = 0; at < end; at += 5) {
    const letter = receipt[at]!;
    if (letter === "\n") continue;
    const changed = receipt.slice(0, at) + (letter === "A" ? "B" : "A") + receipt.slice(at + 1);
    assert.ok(!check_receipt(changed, vectors.log.vkey).ok, `changed letter ${at} passed`);
    tried++;
  }
  assert.ok(tried > 200);
  assert.ok(!check_receipt("", vectors.log.vkey).ok);
  assert.ok(!check_receipt(receipt, vectors.witnesses[0].vkey).ok);
});

test("base64 has one spelling only", () => {
  assert.equal(from_base64("QQ")?.length, undefined);
  assert.equal(from_base64("QR=="), null);
  assert.deepEqual(from_base64("QQ=="), Uint8Array.of(65));
});
