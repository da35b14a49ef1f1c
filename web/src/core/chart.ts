// Geometry of our pictures, in plain numbers: the pages turn it into SVG attributes.

import type { Slice } from "./bars.ts";

export interface Ribbon { key: string; path: string; middle: number }

/**
 * The picture of one sum flowing into parts: a column at the left, split in proportion, and a band to the middle of each of
 * `parts.length` rows of equal height at the right. Drawn in a box of 100 × 100 that the page stretches.
 */
export function flow(parts: readonly Slice[], gap = 0.18): Ribbon[] {
  const total = Math.max(1, parts.reduce((sum, part) => sum + part.value, 0));
  const row = 100 / Math.max(1, parts.length);
  let top = 0;
  return parts.map((part, i) => {
    const share = (part.value / total) * 100;
    const thick = Math.max(Math.min(share, row * (1 - gap)), Math.min(1.2, row * 0.1));
    const middle = row * (i + 0.5);
    const [a, b, c, d] = [top, top + share, middle + thick / 2, middle - thick / 2].map(round) as [number, number, number, number];
    top += share;
    return { key: part.key, middle, path: `M0 ${a}C50 ${a} 50 ${d} 100 ${d}L100 ${c}C50 ${c} 50 ${b} 0 ${b}Z` };
  });
}

const round = (n: number): number => Math.round(n * 100) / 100;

export interface Frame { width: number; height: number; left: number; right: number; top: number; bottom: number }
export interface Drawn { path: string; area: string; last: [number, number] }

/** The next "round" number at or above the highest value: 1, 2, 2.5 or 5 times a power of ten. */
export function ceiling(highest: number): number {
  if (highest <= 0) return 1;
  const size = 10 ** Math.floor(Math.log10(highest));
  return [1, 2, 2.5, 5, 10].map((step) => step * size).find((top) => top >= highest)!;
}

/** A line over equally spaced values from 0 to `top`, and the area under it. */
export function line(values: readonly number[], top: number, frame: Frame): Drawn {
  const w = frame.width - frame.left - frame.right;
  const h = frame.height - frame.top - frame.bottom;
  const points = values.map((value, i): [number, number] => [
    round(frame.left + (values.length > 1 ? (w * i) / (values.length - 1) : w)),
    round(frame.top + h * (1 - value / top)),
  ]);
  const path = points.map(([x, y], i) => `${i ? "L" : "M"}${x} ${y}`).join("");
  const base = round(frame.top + h);
  const first = points[0] ?? [frame.left, base];
  const last = points[points.length - 1] ?? first;
  return { path, last, area: points.length ? `${path}L${last[0]} ${base}L${first[0]} ${base}Z` : "" };
}

/** Running totals. */
export function cumulate(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}

/** Every day between the first and the last of the rows, with zeros where nothing happened. */
export function fill_days(rows: readonly { day: string; in: number; out: number }[]): { day: string; in: number; out: number }[] {
  if (!rows.length) return [];
  const by_day = new Map(rows.map((row) => [row.day, row]));
  const sorted = [...by_day.keys()].sort();
  const out = [];
  const end = Date.parse(sorted[sorted.length - 1]!);
  for (let at = Date.parse(sorted[0]!), n = 0; at <= end && n < 4000; at += 86_400_000, n++) {
    const name = new Date(at).toISOString().slice(0, 10);
    out.push(by_day.get(name) ?? { day: name, in: 0, out: 0 });
  }
  return out;
}
