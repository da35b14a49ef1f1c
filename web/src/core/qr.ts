// QR codes (ISO/IEC 18004), byte mode, error correction M, versions 1 to 40: what a payment payload or a link needs.

const ecc_per_block = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28];
const blocks_of = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49];

function raw_modules(version: number): number {
  let bits = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const marks = Math.floor(version / 7) + 2;
    bits -= (25 * marks - 10) * marks - 55;
    if (version >= 7) bits -= 36;
  }
  return bits;
}

const data_bytes = (version: number): number => Math.floor(raw_modules(version) / 8) - ecc_per_block[version]! * blocks_of[version]!;

function multiply(x: number, y: number): number {
  let z = 0;
  for (let i = 7; i >= 0; i--) {
    z = (z << 1) ^ ((z >>> 7) * 0x11d);
    z ^= ((y >>> i) & 1) * x;
  }
  return z;
}

function divisor(degree: number): number[] {
  const out: number[] = Array(degree).fill(0);
  out[degree - 1] = 1;
  let root = 1;
  for (let i = 0; i < degree; i++) {
    for (let j = 0; j < degree; j++) {
      out[j] = multiply(out[j]!, root);
      if (j + 1 < degree) out[j]! ^= out[j + 1]!;
    }
    root = multiply(root, 2);
  }
  return out;
}

function remainder(data: number[], by: number[]): number[] {
  const out: number[] = by.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ out.shift()!;
    out.push(0);
    by.forEach((coefficient, i) => (out[i]! ^= multiply(coefficient, factor)));
  }
  return out;
}

function codewords(bytes: Uint8Array, version: number): number[] {
  const bits: number[] = [];
  const push = (value: number, length: number) => { for (let i = length - 1; i >= 0; i--) bits.push((value >>> i) & 1); };
  push(4, 4);
  push(bytes.length, version < 10 ? 8 : 16);
  bytes.forEach((byte) => push(byte, 8));
  const room = data_bytes(version) * 8;
  push(0, Math.min(4, room - bits.length));
  push(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < room; pad ^= 0xec ^ 0x11) push(pad, 8);
  return Array.from({ length: bits.length / 8 }, (_, i) => bits.slice(8 * i, 8 * i + 8).reduce((sum, bit) => sum * 2 + bit, 0));
}

function interleave(data: number[], version: number): number[] {
  const blocks = blocks_of[version]!;
  const ecc = ecc_per_block[version]!;
  const raw = Math.floor(raw_modules(version) / 8);
  const short_count = blocks - (raw % blocks);
  const short_length = Math.floor(raw / blocks);
  const by = divisor(ecc);
  const all: number[][] = [];
  for (let i = 0, at = 0; i < blocks; i++) {
    const part = data.slice(at, at + short_length - ecc + (i < short_count ? 0 : 1));
    at += part.length;
    const check = remainder(part, by);
    if (i < short_count) part.push(-1);
    all.push(part.concat(check));
  }
  return all[0]!.flatMap((_, i) => all.map((block) => block[i]!)).filter((byte) => byte >= 0);
}

const masks: Array<(x: number, y: number) => boolean> = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

class Grid {
  readonly on: boolean[][];
  readonly fixed: boolean[][];
  constructor(readonly size: number) {
    this.on = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
    this.fixed = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  }
  set(x: number, y: number, dark: boolean): void {
    this.on[y]![x] = dark;
    this.fixed[y]![x] = true;
  }
}

function draw_patterns(grid: Grid, version: number): void {
  const size = grid.size;
  for (let i = 0; i < size; i++) {
    grid.set(6, i, i % 2 === 0);
    grid.set(i, 6, i % 2 === 0);
  }
  for (const [cx, cy] of [[3, 3], [size - 4, 3], [3, size - 4]] as const)
    for (let dy = -4; dy <= 4; dy++)
      for (let dx = -4; dx <= 4; dx++) {
        const far = Math.max(Math.abs(dx), Math.abs(dy));
        const [x, y] = [cx + dx, cy + dy];
        if (x >= 0 && x < size && y >= 0 && y < size) grid.set(x, y, far !== 2 && far !== 4);
      }
  const marks = version === 1 ? 0 : Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (marks * 2 - 2)) * 2;
  const at = Array.from({ length: marks }, (_, i) => (i === 0 ? 6 : size - 7 - (marks - 1 - i) * step));
  for (const [i, cx] of at.entries())
    for (const [j, cy] of at.entries()) {
      if ((i === 0 && j === 0) || (i === 0 && j === marks - 1) || (i === marks - 1 && j === 0)) continue;
      for (let dy = -2; dy <= 2; dy++) for (let dx = -2; dx <= 2; dx++) grid.set(cx + dx, cy + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1);
    }
  if (version >= 7) {
    let rest = version;
    for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
    const bits = (version << 12) | rest;
    for (let i = 0; i < 18; i++) {
      const [a, b] = [size - 11 + (i % 3), Math.floor(i / 3)];
      grid.set(a, b, ((bits >>> i) & 1) === 1);
      grid.set(b, a, ((bits >>> i) & 1) === 1);
    }
  }
}

/** Level M is 00 in the format bits. */
function draw_format(grid: Grid, mask: number): void {
  let rest = mask;
  for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  const bit = (i: number) => ((bits >>> i) & 1) === 1;
  for (let i = 0; i <= 5; i++) grid.set(8, i, bit(i));
  grid.set(8, 7, bit(6));
  grid.set(8, 8, bit(7));
  grid.set(7, 8, bit(8));
  for (let i = 9; i < 15; i++) grid.set(14 - i, 8, bit(i));
  for (let i = 0; i < 8; i++) grid.set(grid.size - 1 - i, 8, bit(i));
  for (let i = 8; i < 15; i++) grid.set(8, grid.size - 15 + i, bit(i));
  grid.set(8, grid.size - 8, true);
}

function draw_data(grid: Grid, bytes: number[]): void {
  let i = 0;
  for (let right = grid.size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let vertical = 0; vertical < grid.size; vertical++)
      for (let j = 0; j < 2; j++) {
        const x = right - j;
        const y = ((right + 1) & 2) === 0 ? grid.size - 1 - vertical : vertical;
        if (grid.fixed[y]![x] || i >= bytes.length * 8) continue;
        grid.on[y]![x] = ((bytes[i >>> 3]! >>> (7 - (i & 7))) & 1) === 1;
        i++;
      }
  }
}

function penalty(on: boolean[][]): number {
  const size = on.length;
  let sum = 0;
  const lines = [...on, ...on.map((_, x) => on.map((row) => row[x]!))];
  for (const cells of lines) {
    const text = cells.map((dark) => (dark ? "1" : "0")).join("");
    for (const run of text.match(/(.)\1{4,}/g) ?? []) sum += run.length - 2;
    for (let at = 0; at + 11 <= size; at++) {
      const piece = text.slice(at, at + 11);
      if (piece === "10111010000" || piece === "00001011101") sum += 40;
    }
  }
  let dark = 0;
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const cell = on[y]![x]!;
      if (cell) dark++;
      if (x + 1 < size && y + 1 < size && cell === on[y]![x + 1] && cell === on[y + 1]![x] && cell === on[y + 1]![x + 1]) sum += 3;
    }
  return sum + Math.floor(Math.abs(dark * 20 - size * size * 10) / (size * size)) * 10;
}

/** The dark cells of the code for a text, row by row, without the quiet zone (leave 4 cells around it). */
export function qr_cells(text: string): boolean[][] {
  const bytes = new TextEncoder().encode(text);
  let version = 1;
  while (version <= 40 && data_bytes(version) * 8 < 4 + (version < 10 ? 8 : 16) + bytes.length * 8) version++;
  if (version > 40) throw new RangeError("the text is too long for a QR code");
  const data = interleave(codewords(bytes, version), version);
  let best: { cells: boolean[][]; cost: number } | null = null;
  for (let mask = 0; mask < 8; mask++) {
    const grid = new Grid(version * 4 + 17);
    draw_patterns(grid, version);
    draw_format(grid, mask);
    draw_data(grid, data);
    grid.on.forEach((row, y) => row.forEach((dark, x) => { if (!grid.fixed[y]![x] && masks[mask]!(x, y)) row[x] = !dark; }));
    const cost = penalty(grid.on);
    if (!best || cost < best.cost) best = { cells: grid.on, cost };
  }
  return best!.cells;
}

/** The cells as one SVG path in a box of (n + 8) × (n + 8), quiet zone included. */
export function qr_path(text: string): { path: string; box: number } {
  const cells = qr_cells(text);
  let path = "";
  cells.forEach((row, y) => row.forEach((dark, x) => { if (dark) path += `M${x + 4} ${y + 4}h1v1h-1z`; }));
  return { path, box: cells.length + 8 };
}
