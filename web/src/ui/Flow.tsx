// The picture of one sum flowing into its parts. The words are a list; the bands are decoration that says the same.
import type { ComponentChildren } from "preact";
import { flow } from "../core/chart.ts";
import type { Fill } from "./Bar.tsx";

export interface FlowEnd { key: string; value: number; fill: Fill; tone: "" | "warn" | "calm" | "info" | "bad"; href?: string; children: ComponentChildren }

export function Flow({ source, ends, label }: { source: ComponentChildren; ends: FlowEnd[]; label: string }) {
  const ribbons = flow(ends);
  return (
    <div class="flow" role="group" aria-label={label}>
      <div class="source">{source}</div>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        {ribbons.map((ribbon, i) => <path key={ribbon.key} class={`ribbon fill-${ends[i]!.fill}`} d={ribbon.path} />)}
      </svg>
      <ul class="ends">
        {ends.map((end) => (
          <li key={end.key}>
            {end.href ? <a class={`end ${end.tone}`} href={end.href}>{end.children}</a> : <div class={`end ${end.tone}`}>{end.children}</div>}
          </li>
        ))}
      </ul>
    </div>
  );
}
