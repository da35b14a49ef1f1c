// Checking an Ed25519 signature (RFC 8032 section 5.1.7). Only public values pass through here, so nothing needs to be
// constant in time. Strict: s below the group order, points that decode, no cofactor.

import { sha512 } from "./sha2.ts";

const p = 2n ** 255n - 19n;
const order = 2n ** 252n + 27742317777372353535851937790883648493n;

const mod = (a: bigint): bigint => ((a % p) + p) % p;

function power(base: bigint, exponent: bigint): bigint {
  let out = 1n;
  let square = mod(base);
  for (let e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) out = (out * square) % p;
    square = (square * square) % p;
  }
  return out;
}

const d = mod(-121665n * power(121666n, p - 2n));
const root_of_minus_one = power(2n, (p - 1n) / 4n);

/** Extended coordinates (X : Y : Z : T), x = X/Z, y = Y/Z, x·y = T/Z. */
type Point = [bigint, bigint, bigint, bigint];

function add(a: Point, b: Point): Point {
  const s = mod((a[1] - a[0]) * (b[1] - b[0]));
  const t = mod((a[1] + a[0]) * (b[1] + b[0]));
  const u = mod(2n * d * a[3] * b[3]);
  const v = mod(2n * a[2] * b[2]);
  const [e, f, g, h] = [t - s, v - u, v + u, t + s];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function times(scalar: bigint, point: Point): Point {
  let out: Point = [0n, 1n, 1n, 0n];
  let doubled = point;
  for (let s = scalar; s > 0n; s >>= 1n) {
    if (s & 1n) out = add(out, doubled);
    doubled = add(doubled, doubled);
  }
  return out;
}

const number_of = (bytes: Uint8Array): bigint => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

function decode(bytes: Uint8Array): Point | null {
  const all = number_of(bytes);
  const sign = all >> 255n;
  const y = all & (2n ** 255n - 1n);
  if (y >= p) return null;
  const u = mod(y * y - 1n);
  const v = mod(d * y * y + 1n);
  let x = mod(u * v ** 3n) * power(u * v ** 7n, (p - 5n) / 8n) % p;
  if (mod(v * x * x) !== u) x = (x * root_of_minus_one) % p;
  if (mod(v * x * x) !== u || (x === 0n && sign === 1n)) return null;
  if ((x & 1n) !== sign) x = p - x;
  return [x, y, 1n, mod(x * y)];
}

const base_y = mod(4n * power(5n, p - 2n));
const base = decode(Uint8Array.from({ length: 32 }, (_, i) => Number((base_y >> BigInt(8 * i)) & 0xffn)))!;

export function verify_ed25519(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (key.length !== 32 || signature.length !== 64) return false;
  const a = decode(key);
  const r = decode(signature.subarray(0, 32));
  const s = number_of(signature.subarray(32));
  if (!a || !r || s >= order) return false;
  const text = new Uint8Array(64 + message.length);
  text.set(signature.subarray(0, 32));
  text.set(key, 32);
  text.set(message, 64);
  const k = number_of(sha512(text)) % order;
  const left = times(s, base);
  const right = add(r, times(k, a));
  return mod(left[0] * right[2] - right[0] * left[2]) === 0n && mod(left[1] * right[2] - right[1] * left[2]) === 0n;
}
