// One box to tick. The whole card is the target.
import type { ComponentChildren } from "preact";
import { Wrong } from "./Choices.tsx";

export function Tick({ name, checked, on_tick, children, wrong }: { name: string; checked: boolean; on_tick: (next: boolean) => void; children: ComponentChildren; wrong?: string }) {
  const id = `f-${name}`;
  return (
    <div class="field">
      <label class="tickbox" for={id}>
        <input id={id} name={name} type="checkbox" checked={checked} aria-invalid={wrong ? "true" : undefined} aria-describedby={wrong ? `${id}-wrong` : undefined} onChange={(event) => on_tick(event.currentTarget.checked)} />
        <span>{children}</span>
      </label>
      <Wrong id={`${id}-wrong`} text={wrong} />
    </div>
  );
}
