// Checks a log of ours with @sigstore/verify (checkpoint and Merkle inclusion), @noble/curves and Node's own crypto,
// which this project did not write.  node check.js DIRECTORY  prints "N passed, N failed".
'use strict';
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { ed25519 } = require('@noble/curves/ed25519');
const { verifyCheckpoint } = require('@sigstore/verify/dist/timestamp/checkpoint');
const { verifyMerkleInclusion } = require('@sigstore/verify/dist/timestamp/merkle');

let passed = 0;
let failed = 0;
function expect(good, what) {
  if (good) passed += 1;
  else if ((failed += 1) <= 20) console.log('FAILED:', what);
}
function accepts(check) {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

const directory = process.argv[2];
const [name, idHex, keyText] = fs.readFileSync(path.join(directory, 'key'), 'utf8').trim().split('+');
const rawKey = Buffer.from(keyText, 'base64').subarray(1);
const publicKey = crypto.createPublicKey({
  key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), rawKey]),
  format: 'der',
  type: 'spki',
});
const authorities = [
  {
    logID: Buffer.concat([Buffer.from(idHex, 'hex'), Buffer.alloc(28)]),
    publicKey,
    validFor: { start: new Date(0), end: new Date(8.64e15) },
  },
];

// As the C2SP text says, without any code of the project.
function parseReceipt(text) {
  const end = text.indexOf('\n\n');
  const [header, extra, index, ...hashes] = text.slice(0, end).split('\n');
  if (header !== 'c2sp.org/tlog-proof@v1' || !extra.startsWith('extra ') || !index.startsWith('index ')) throw new Error();
  return {
    opening: Buffer.from(extra.slice(6), 'base64'),
    index: index.slice(6),
    hashes: hashes.map((hash) => Buffer.from(hash, 'base64')),
    checkpoint: text.slice(end + 2),
  };
}
function leafOf(opening) {
  const end = opening.indexOf('\n\n');
  const [header, kind, day, nonce] = opening.subarray(0, end).toString().split('\n');
  if (header !== 'lumbung/opening@v1') throw new Error('not an opening');
  const commit = crypto
    .createHash('sha256')
    .update('lumbung/commit@v1\n')
    .update(Buffer.from(nonce.slice('nonce '.length), 'base64'))
    .update(opening.subarray(end + 2))
    .digest('base64');
  return Buffer.from(`lumbung/leaf@v1\n${kind}\n${day}\ncommit ${commit}\n`);
}
function entryOf(receipt, leaf) {
  const [, size, root] = receipt.checkpoint.split('\n');
  return {
    canonicalizedBody: leaf,
    integratedTime: '1795309200',
    inclusionProof: {
      logIndex: receipt.index,
      treeSize: size,
      rootHash: Buffer.from(root, 'base64'),
      hashes: receipt.hashes,
      checkpoint: { envelope: receipt.checkpoint },
    },
  };
}
function holds(receipt, leaf = leafOf(receipt.opening)) {
  return accepts(() => {
    const entry = entryOf(receipt, leaf);
    verifyMerkleInclusion(entry);
    verifyCheckpoint(entry, authorities);
  });
}
function flipped(bytes, at) {
  const copy = Buffer.from(bytes);
  copy[at] ^= 1;
  return copy;
}

function checkSignature(checkpoint, where) {
  const end = checkpoint.indexOf('\n\n');
  const body = Buffer.from(checkpoint.slice(0, end + 1));
  const [dash, signer, text] = checkpoint.slice(end + 2).trimEnd().split(' ');
  const bytes = Buffer.from(text, 'base64');
  const signature = bytes.subarray(4);
  const known = bytes.subarray(0, 4).toString('hex') === idHex && dash === '\u2014' && signer === name;
  expect(known, `${where}: signed by ${signer}`);
  expect(ed25519.verify(signature, body, rawKey), `${where}: noble refuses the signature`);
  expect(crypto.verify(null, body, publicKey, signature), `${where}: node refuses the signature`);
  expect(!ed25519.verify(flipped(signature, 9), body, rawKey), `${where}: noble accepts a bent signature`);
  expect(!crypto.verify(null, flipped(body, body.length - 9), publicKey, signature), `${where}: node accepts a bent head`);
}

function checkReceipt(file) {
  const receipt = parseReceipt(fs.readFileSync(file, 'utf8'));
  expect(holds(receipt), `${file}: refused`);
  const richer = Buffer.from(receipt.opening.toString('latin1').replace('amount IDR ', 'amount IDR 9'), 'latin1');
  expect(!holds(receipt, leafOf(richer)), `${file}: another amount was accepted`);
  expect(!holds({ ...receipt, index: String(Number(receipt.index) ^ 1) }), `${file}: another index was accepted`);
  expect(!holds({ ...receipt, hashes: receipt.hashes.slice(1) }), `${file}: a short path was accepted`);
  const bent = receipt.hashes.map((hash, i) => (i === Number(receipt.index) % receipt.hashes.length ? flipped(hash, 11) : hash));
  expect(!holds({ ...receipt, hashes: bent }), `${file}: a bent path was accepted`);
  return receipt;
}

function checkMutantHeads(receipt) {
  const end = receipt.checkpoint.indexOf('\n\n') + 1;
  const bytes = Buffer.from(receipt.checkpoint);
  for (let at = 0; at < end; at += 1)
    expect(!holds({ ...receipt, checkpoint: flipped(bytes, at).toString() }), `byte ${at} of the head changed, and it was accepted`);
  const mark = receipt.checkpoint.lastIndexOf(' ') + 1;
  const signature = Buffer.from(receipt.checkpoint.slice(mark), 'base64');
  for (let at = 0; at < signature.length; at += 1) {
    const checkpoint = `${receipt.checkpoint.slice(0, mark)}${flipped(signature, at).toString('base64')}\n`;
    expect(!holds({ ...receipt, checkpoint }), `byte ${at} of the signature changed, and it was accepted`);
  }
}

const receipts = path.join(directory, 'receipts');
let last;
for (const file of fs.readdirSync(receipts)) last = checkReceipt(path.join(receipts, file));
checkMutantHeads(last);
const heads = path.join(directory, 'checkpoints');
for (const file of fs.readdirSync(heads)) checkSignature(fs.readFileSync(path.join(heads, file), 'utf8'), file);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
