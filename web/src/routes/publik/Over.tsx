// Income and use over time, fetched only when the reader comes near it.
import { useState } from "preact/hooks";
import { useNear } from "../../ui/Later.tsx";
import { RunningLine, type LinePoint } from "../../ui/Line.tsx";
import { fill_days } from "../../core/chart.ts";
import { read } from "../../core/api.ts";
import { day_short } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import type { Series } from "../../core/types.ts";

export function Over({ slug }: { slug: string }) {
  const [points, set_points] = useState<LinePoint[] | null>(null);
  const ref = useNear<HTMLElement>(() => {
    read<Series>(`/api/campaigns/${encodeURIComponent(slug)}/series`).then(({ days }) => {
      set_points(fill_days(days).map((row) => ({ name: day_short(row.day), in: row.in, out: row.out })));
    }, () => set_points([]));
  });
  return (
    <section class="section stack over-time" ref={ref} aria-labelledby="waktu" hidden={points !== null && points.length < 2}>
      <h2 id="waktu">{t("over.title")}</h2>
      <div class="card">{points ? <RunningLine rows={points} label={t("over.title")} /> : <div class="sk block" />}</div>
    </section>
  );
}
