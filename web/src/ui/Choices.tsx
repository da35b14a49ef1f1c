// Radio buttons as cards, and the line that says what is wrong with a field.
import type { ComponentChildren } from "preact";
import { Icon } from "./Icon.tsx";

export const Wrong = ({ id, text }: { id: string; text?: string }) => (text ? <p class="wrong" id={id}><Icon name="alert" class="" />{text}</p> : null);

export interface Option { value: string; label: ComponentChildren; note?: ComponentChildren }
interface ChoicesProps {
  name: string; legend: ComponentChildren; options: Option[]; value: string; on_pick: (value: string) => void;
  hint?: ComponentChildren; wrong?: string; line?: boolean; quiet_legend?: boolean;
}

/** Radio buttons as cards. `line` puts them one below the other with a visible dot. */
export function Choices({ name, legend, options, value, on_pick, hint, wrong, line, quiet_legend }: ChoicesProps) {
  const id = `f-${name}`;
  return (
    <fieldset class="field" id={id} aria-describedby={[hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ") || undefined}>
      <legend class={quiet_legend ? "unseen-always" : "legend"}>{legend}</legend>
      {hint && <div class="hint" id={`${id}-hint`}>{hint}</div>}
      <div class={line ? "stack-s" : "choices"}>
        {options.map((option) => (
          <label class={line ? "choice line" : "choice centred"} key={option.value}>
            <input type="radio" name={name} value={option.value} checked={value === option.value} onChange={() => on_pick(option.value)} />
            <span><b>{option.label}</b>{option.note && <small>{option.note}</small>}</span>
          </label>
        ))}
      </div>
      <Wrong id={`${id}-wrong`} text={wrong} />
    </fieldset>
  );
}
