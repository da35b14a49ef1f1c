// SHA-256 and SHA-512 (FIPS 180-4) in plain code: WebCrypto is missing where the page did not come over https, and a proof
// should be checkable there too. The constants are the first bits of the fractional parts of roots of the first primes.

type Bytes = Uint8Array;

function primes(n: number): number[] {
  const found: number[] = [];
  for (let i = 2; found.length < n; i++) if (found.every((p) => i % p)) found.push(i);
  return found;
}

/** floor(frac(p^(1/root)) · 2^64) by integer search, so no digit is typed by hand. */
function root_bits(p: number, root: bigint): bigint {
  const target = BigInt(p) << (64n * root);
  let low = 0n;
  let high = 1n << 72n;
  while (high - low > 1n) {
    const mid = (low + high) >> 1n;
    if (mid ** root <= target) low = mid;
    else high = mid;
  }
  return low & 0xffff_ffff_ffff_ffffn;
}

let tables: { k64: bigint[]; h64: bigint[]; k32: Uint32Array; h32: Uint32Array } | null = null;

function constants() {
  if (tables) return tables;
  const k64 = primes(80).map((p) => root_bits(p, 3n));
  const h64 = primes(8).map((p) => root_bits(p, 2n));
  const top = (v: bigint) => Number(v >> 32n);
  tables = { k64, h64, k32: Uint32Array.from(k64.slice(0, 64), top), h32: Uint32Array.from(h64, top) };
  return tables;
}

function padded(data: Bytes, block: number, length_bytes: number): Bytes {
  const size = Math.ceil((data.length + 1 + length_bytes) / block) * block;
  const out = new Uint8Array(size);
  out.set(data);
  out[data.length] = 0x80;
  const view = new DataView(out.buffer);
  view.setUint32(size - 4, (data.length * 8) >>> 0);
  view.setUint32(size - 8, Math.floor(data.length / 2 ** 29));
  return out;
}

export function sha256(data: Bytes): Bytes {
  const { k32, h32 } = constants();
  const h = h32.slice();
  const view = new DataView(padded(data, 64, 8).buffer);
  const w = new Uint32Array(64);
  const r = (x: number, n: number) => (x >>> n) | (x << (32 - n));
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(at + 4 * i);
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15]!;
      const b = w[i - 2]!;
      w[i] = w[i - 16]! + (r(a, 7) ^ r(a, 18) ^ (a >>> 3)) + w[i - 7]! + (r(b, 17) ^ r(b, 19) ^ (b >>> 10));
    }
    const v = h.slice();
    for (let i = 0; i < 64; i++) {
      const [a, b, c, , e, f, g, last] = v as unknown as number[];
      const t1 = (last! + (r(e!, 6) ^ r(e!, 11) ^ r(e!, 25)) + ((e! & f!) ^ (~e! & g!)) + k32[i]! + w[i]!) >>> 0;
      const t2 = ((r(a!, 2) ^ r(a!, 13) ^ r(a!, 22)) + ((a! & b!) ^ (a! & c!) ^ (b! & c!))) >>> 0;
      v.copyWithin(1, 0, 7);
      v[4] = v[4]! + t1;
      v[0] = t1 + t2;
    }
    for (let i = 0; i < 8; i++) h[i] = h[i]! + v[i]!;
  }
  const out = new Uint8Array(32);
  h.forEach((word, i) => new DataView(out.buffer).setUint32(4 * i, word));
  return out;
}

export function sha512(data: Bytes): Bytes {
  const { k64, h64 } = constants();
  const mask = 0xffff_ffff_ffff_ffffn;
  const h = h64.slice();
  const view = new DataView(padded(data, 128, 16).buffer);
  const r = (x: bigint, n: bigint) => ((x >> n) | (x << (64n - n))) & mask;
  for (let at = 0; at < view.byteLength; at += 128) {
    const w: bigint[] = [];
    for (let i = 0; i < 16; i++) w.push(view.getBigUint64(at + 8 * i));
    for (let i = 16; i < 80; i++) {
      const a = w[i - 15]!;
      const b = w[i - 2]!;
      w.push((w[i - 16]! + (r(a, 1n) ^ r(a, 8n) ^ (a >> 7n)) + w[i - 7]! + (r(b, 19n) ^ r(b, 61n) ^ (b >> 6n))) & mask);
    }
    let [a, b, c, d, e, f, g, l] = h as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
    for (let i = 0; i < 80; i++) {
      const t1 = (l + (r(e, 14n) ^ r(e, 18n) ^ r(e, 41n)) + ((e & f) ^ (~e & mask & g)) + k64[i]! + w[i]!) & mask;
      const t2 = ((r(a, 28n) ^ r(a, 34n) ^ r(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c))) & mask;
      [a, b, c, d, e, f, g, l] = [(t1 + t2) & mask, a, b, c, (d + t1) & mask, e, f, g];
    }
    [a, b, c, d, e, f, g, l].forEach((word, i) => (h[i] = (h[i]! + word) & mask));
  }
  const out = new Uint8Array(64);
  h.forEach((word, i) => new DataView(out.buffer).setBigUint64(8 * i, word));
  return out;
}
