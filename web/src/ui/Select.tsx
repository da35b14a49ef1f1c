// A list to choose one from, with label, hint and error as in Field.
import type { ComponentChildren } from "preact";
import { Wrong } from "./Choices.tsx";
import { t } from "../core/i18n.ts";

interface SelectProps {
  name: string; label: ComponentChildren; value: string; on_pick: (value: string) => void; options: Array<[value: string, label: string]>;
  hint?: ComponentChildren; wrong?: string; empty?: string; disabled?: boolean; after?: ComponentChildren; quiet_label?: boolean;
}

export function Select({ name, label, value, on_pick, options, hint, wrong, empty, disabled, after, quiet_label }: SelectProps) {
  const id = `f-${name}`;
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ") || undefined;
  return (
    <div class="field">
      <label for={id} class={quiet_label ? "unseen-always" : undefined}>{label}</label>
      {hint && <div class="hint" id={`${id}-hint`}>{hint}</div>}
      <select id={id} name={name} class="input" value={value} disabled={disabled} aria-describedby={described} aria-invalid={wrong ? "true" : undefined}
        onChange={(event) => on_pick(event.currentTarget.value)}>
        <option value="">{empty ?? t("con.choose")}</option>
        {options.map(([key, text]) => <option key={key} value={key} selected={key === value}>{text}</option>)}
      </select>
      {after}
      <Wrong id={`${id}-wrong`} text={wrong} />
    </div>
  );
}
