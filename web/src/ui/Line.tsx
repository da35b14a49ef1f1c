// Income and use over time: two running totals. The table behind "Lihat angkanya" is the same data for eyes and readers.
import { useEffect, useRef, useState } from "preact/hooks";
import { ceiling, cumulate, line } from "../core/chart.ts";
import { rupiah, rupiah_short } from "../core/fmt.ts";
import { t } from "../core/i18n.ts";
import { Key } from "./Bar.tsx";

export interface LinePoint { name: string; in: number; out: number }

/** The width the element has been given, so that letters keep their size. */
function useWidth(first: number) {
  const ref = useRef<HTMLDivElement>(null);
  const [width, set] = useState(first);
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    const watch = new ResizeObserver(() => set(Math.max(240, Math.round(box.clientWidth))));
    watch.observe(box);
    return () => watch.disconnect();
  }, []);
  return [ref, width] as const;
}

export function Line({ points, label }: { points: LinePoint[]; label: string }) {
  const [ref, width] = useWidth(640);
  const top = ceiling(Math.max(...points.map((p) => Math.max(p.in, p.out)), 100));
  const frame = { width, height: width < 480 ? 200 : 250, left: 64, right: 10, top: 12, bottom: 28 };
  const came = line(points.map((p) => p.in), top, frame);
  const went = line(points.map((p) => p.out), top, frame);
  const base = frame.height - frame.bottom;
  const marks = [0, 0.5, 1].map((share) => ({ y: frame.top + (base - frame.top) * (1 - share), text: share ? rupiah_short(top * share) : "0" }));
  const names = points.length > 2 ? [0, Math.floor((points.length - 1) / 2), points.length - 1] : points.map((_, i) => i);
  const last = points[points.length - 1];
  return (
    <div class="stack-s">
      <Key items={[{ fill: "ink", text: t("chart.in") }, { fill: "brand", text: t("chart.out") }]} />
      <div ref={ref}>
        <svg class="linechart" viewBox={`0 0 ${frame.width} ${frame.height}`} role="img"
          aria-label={last ? t("chart.alt", { label, in: rupiah(last.in), out: rupiah(last.out) }) : label}>
          {marks.map((mark) => (
            <g key={mark.y}>
              <line class="grid" x1={frame.left} x2={frame.width - frame.right} y1={mark.y} y2={mark.y} />
              <text x={frame.left - 8} y={mark.y + 4} text-anchor="end">{mark.text}</text>
            </g>
          ))}
          {came.area && <path class="in-area" d={came.area} />}
          {went.area && <path class="out-area" d={went.area} />}
          {came.path && <path class="in" d={came.path} />}
          {went.path && <path class="out" d={went.path} />}
          <circle class="fill-brand" cx={went.last[0]} cy={went.last[1]} r="4" />
          {names.map((at, i) => (
            <text key={at} y={frame.height - 6} x={i === 0 ? frame.left : i === names.length - 1 ? frame.width - frame.right : frame.left + (frame.width - frame.left - frame.right) / 2}
              text-anchor={i === 0 ? "start" : i === names.length - 1 ? "end" : "middle"}>{points[at]!.name}</text>
          ))}
        </svg>
      </div>
      <details>
        <summary class="link-btn">{t("chart.numbers")}</summary>
        <div class="table-box" tabIndex={0} role="region" aria-label={label}>
          <table class="table">
            <thead><tr><th scope="col">{t("chart.when")}</th><th scope="col" class="right">{t("chart.in")}</th><th scope="col" class="right">{t("chart.out")}</th></tr></thead>
            <tbody>{points.map((p) => <tr key={p.name}><td>{p.name}</td><td class="right num">{rupiah(p.in)}</td><td class="right num">{rupiah(p.out)}</td></tr>)}</tbody>
          </table>
        </div>
      </details>
    </div>
  );
}

/** The same from what came and went in each month or day: it adds them up. */
export function RunningLine({ rows, label }: { rows: LinePoint[]; label: string }) {
  const came = cumulate(rows.map((row) => row.in));
  const went = cumulate(rows.map((row) => row.out));
  return <Line label={label} points={rows.map((row, i) => ({ name: row.name, in: came[i]!, out: went[i]! }))} />;
}
