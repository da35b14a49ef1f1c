// A bar of parts, drawn by SVG attributes (the content policy forbids style=""). The words beside it say the same.
import { segments } from "../core/bars.ts";

export type Fill = "brand" | "soft" | "amber" | "blue" | "red" | "ink";
export interface BarPart { key: string; value: number; fill: Fill }

export function Bar({ parts, whole, label, thick }: { parts: BarPart[]; whole: number; label: string; thick?: boolean }) {
  const drawn = segments(parts, whole, 1000);
  return (
    <svg class={`bar${thick ? " thick" : ""}`} viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label={label}>
      {drawn.map((part, i) => part.width > 0 && <rect key={part.key} class={`fill-${parts[i]!.fill}`} x={part.x} y="0" width={Math.max(part.width - (part.x + part.width < 999 ? 3 : 0), 6)} height="10" />)}
    </svg>
  );
}

export function Key({ items }: { items: Array<{ fill: Fill | "track"; text: preact.ComponentChildren }> }) {
  return <ul class="key">{items.map((item, i) => <li key={i}><i class={`fill-${item.fill}`} aria-hidden="true" /><span>{item.text}</span></li>)}</ul>;
}
