// Each hand-over has a photo of its own, and the demo has only a few: another picture that looks the same. The numbers by
// which a JPEG's pixels are multiplied (its quantisation tables) are raised a little, as `number` in binary says.

/** A JPEG whose pixels differ from those of every other number below 256; number 0 is the picture itself. */
export function variant(jpeg, number) {
  const made = Buffer.from(jpeg);
  for (let at = 2; at + 4 <= made.length && made[at] === 0xff && made[at + 1] !== 0xda; at += 2 + made.readUInt16BE(at + 2)) {
    if (made[at + 1] !== 0xdb || made[at + 4] !== 0) continue; // the first table, of 8 bits: brightness
    for (let bit = 0; bit < 8; bit++) if ((number >> bit) & 1) made[at + 5 + 1 + bit] = Math.min(255, made[at + 5 + 1 + bit] + 1);
  }
  return made;
}
