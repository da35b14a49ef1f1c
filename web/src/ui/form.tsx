// Form parts. Every input has a label, its hint and its error tied to it; what is wrong is also listed on top, as links.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Wrong } from "./Choices.tsx";
import { day_long } from "../core/fmt.ts";
import { t } from "../core/i18n.ts";
import type { Problem } from "../core/api.ts";

/** What is wrong, by field name. */
export type Wrongs = Record<string, string>;

/** Errors of a problem by the first step of their JSON pointer ("/amount" → amount). */
export function wrongs_of(problem: Problem | null): Wrongs {
  const out: Wrongs = {};
  for (const error of problem?.errors ?? []) out[error.pointer.split("/")[1] ?? ""] = error.detail;
  return out;
}

interface FieldProps {
  name: string; label: string; value: string; on_input: (value: string) => void; hint?: ComponentChildren; wrong?: string;
  prefix?: string; money?: boolean; many_lines?: boolean; type?: "text" | "email" | "password" | "tel" | "date" | "search" | "number"; inputMode?: "numeric" | "decimal" | "text" | "email" | "tel";
  maxLength?: number; autoComplete?: string; required?: boolean; after?: ComponentChildren;
}

export function Field(props: FieldProps) {
  const { name, label, value, on_input, hint, wrong, prefix, money, many_lines, type = "text" } = props;
  // A browser shows 10/05 or 05/10 after its own language; the month in words leaves no doubt.
  const after = props.after ?? (type === "date" && /^[12]\d{3}-/.test(value) ? <p class="small hush">{day_long(value)}</p> : undefined);
  const id = `f-${name}`;
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`, after && `${id}-after`].filter(Boolean).join(" ") || undefined;
  const shared = {
    id, name, value, class: `input${money ? " money" : ""}`, "aria-describedby": described, "aria-invalid": wrong ? ("true" as const) : undefined,
    maxLength: props.maxLength, autoComplete: props.autoComplete ?? "off", inputMode: props.inputMode, required: props.required,
    onInput: (event: Event) => on_input((event.currentTarget as HTMLInputElement).value),
  };
  const input = many_lines ? <textarea {...shared} rows={4} /> : <input {...shared} type={type as "text"} />;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && <div class="hint" id={`${id}-hint`}>{hint}</div>}
      {prefix ? <div class="with-prefix"><span aria-hidden="true">{prefix}</span>{input}</div> : input}
      {after && <div id={`${id}-after`}>{after}</div>}
      <Wrong id={`${id}-wrong`} text={wrong} />
    </div>
  );
}

/** The list of what is wrong; takes the focus when it appears, and each line goes to its field. */
export function ErrorSummary({ wrongs, problem }: { wrongs?: Wrongs; problem?: Problem | null }) {
  const box = useRef<HTMLDivElement>(null);
  const rows = Object.entries(wrongs ?? {}).filter(([, text]) => text);
  const shown = rows.length > 0 || Boolean(problem);
  useEffect(() => { if (shown) box.current?.focus(); }, [shown, problem, rows.map(([name]) => name).join()]);
  if (!shown) return null;
  const jump = (event: Event, name: string): void => {
    event.preventDefault();
    const field = document.getElementById(`f-${name}`);
    const target = field?.matches("input, textarea, select") ? field : field?.querySelector<HTMLElement>("input, textarea, select");
    (target ?? field)?.focus();
    field?.scrollIntoView({ block: "center" });
  };
  return (
    <div class="summary stack-s" ref={box} tabIndex={-1} role="alert">
      <h2>{t("form.mend")}</h2>
      {problem && !rows.some(([, text]) => text === problem.text) && <p>{problem.text}</p>}
      {rows.length > 0 && <ul>{rows.map(([name, text]) => <li key={name}><a href={`#f-${name}`} onClick={(event) => jump(event, name)}>{text}</a></li>)}</ul>}
    </div>
  );
}
