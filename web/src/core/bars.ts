// Geometry of a bar of parts. Apart from chart.ts, for every page has bars and few have charts.

export interface Slice { key: string; value: number }
export interface Segment extends Slice { x: number; width: number }

/** Parts of a bar of `width` units; `whole` may exceed the sum (what remains is the empty track). Never wider than the bar. */
export function segments(parts: readonly Slice[], whole: number, width = 100): Segment[] {
  const sum = parts.reduce((total, part) => total + Math.max(0, part.value), 0);
  const scale = width / Math.max(whole, sum, 1);
  let x = 0;
  return parts.map((part) => {
    const w = Math.max(0, part.value) * scale;
    const segment = { ...part, x, width: w };
    x += w;
    return segment;
  });
}
