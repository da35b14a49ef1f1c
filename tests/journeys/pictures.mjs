// Pictures for the journeys, drawn here: a kit on a table, a signed paper, a signature. PNG by Node's own zlib.
import { deflateSync } from "node:zlib";

const table = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});
const crc32 = (bytes) => (bytes.reduce((crc, byte) => table[(crc ^ byte) & 255] ^ (crc >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** A PNG of `width` × `height` whose colours `at(x, y)` gives as [r, g, b]. */
export function png(width, height, at) {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0, i = 0; y < height; y++) {
    rows[i++] = 0;
    for (let x = 0; x < width; x++) for (const part of at(x, y)) rows[i++] = part;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

const inside = (x, y, left, top, right, bottom) => x >= left && x < right && y >= top && y < bottom;

/** A school bag and books on a wooden table. */
const kit = (bag) => png(640, 480, (x, y) => {
  if (inside(x, y, 180, 110, 380, 350)) return inside(x, y, 220, 220, 340, 320) ? [bag[0] - 30, bag[1] - 30, bag[2] - 20] : bag;
  if (inside(x, y, 400, 250, 540, 350)) return [[220, 80, 60], [245, 245, 235], [60, 120, 190], [245, 245, 235]][Math.floor((y - 250) / 25)];
  if (y > 340) return [150 + ((x >> 4) & 1) * 8, 105, 65];
  return [225 - (y >> 3), 230 - (y >> 4), 220];
});

/** Lines of writing on paper. */
const paper = (seed) => png(480, 640, (x, y) => {
  const line = y % 32 > 14 && y % 32 < 19 && x > 50 && x < 430 - ((y * seed) % 120);
  return line && (x * seed + y * 7) % 23 > 3 ? [60, 60, 75] : [248, 246, 238];
});

/** A signature; each number has a hand of its own, as each hand-over must. */
export const signature = (number) => png(480, 200, (x, y) => (Math.abs(y - 100 - 50 * Math.sin(x / 23 + number) * Math.cos(x / 61)) < 3 && x > 40 && x < 440 ? [20, 40, 120] : [255, 255, 255]));
/** A kit on a table; each number is another picture. */
export const photo = (number) => kit([40 + 30 * (number % 6), 60 + 20 * (Math.floor(number / 6) % 6), 160]);

export const photos = { first: kit([40, 90, 160]), second: kit([170, 60, 80]), hero: kit([60, 140, 90]), minutes: paper(7), signature: signature(0) };
