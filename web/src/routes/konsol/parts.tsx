// What the pages of the console share: the head of a page, tabs, amounts as typed, forms that are checked before they are sent.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { ErrorSummary, Field, type Wrongs } from "../../ui/form.tsx";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { Empty, Skeleton, Trouble } from "../../ui/states.tsx";
import { Pill, type Tone } from "../../ui/marks.tsx";
import { Crumb, useTitle } from "../../ui/page.tsx";
import { useProved } from "../../ui/SecondFactor.tsx";
import { useStore } from "../../ui/hooks.ts";
import type { Problem } from "../../core/api.ts";
import { parse_rupiah, terbilang_rupiah } from "../../core/amount.ts";
import { sen_of } from "../../core/typed.ts";
import { rupiah } from "../../core/fmt.ts";
import { lang, t, t_or } from "../../core/i18n.ts";
import { keep, kept } from "../../core/keep.ts";
import { new_id } from "../../core/ids.ts";
import { employer, type Employer } from "../../core/session.ts";

export { today } from "../../core/zone.ts";
export { sen_of, typed_of, whole_of } from "../../core/typed.ts";

/** The head of a page: way back, title, what can be done here. */
export function Head({ title, lead, back, actions }: { title: string; lead?: ComponentChildren; back?: [string, string]; actions?: ComponentChildren }) {
  useTitle(title);
  return (
    <header class="desk-head">
      <div class="stack-xs">
        {back && <Crumb href={back[0]}>{back[1]}</Crumb>}
        <h1 tabIndex={-1}>{title}</h1>
        {lead && <p class="hush measure">{lead}</p>}
      </div>
      {actions && <div class="row no-print">{actions}</div>}
    </header>
  );
}

/** The page for one organisation; without one, says what to do first. */
export function WithEmployer({ children }: { children: (chosen: Employer) => ComponentChildren }) {
  const chosen = useStore(employer);
  if (!chosen) return <Empty icon="bank" title={t("con.no_employer")}>{t("con.no_employer_do")}</Empty>;
  return <>{children(chosen)}</>;
}

/** Loading, refused, or there. */
export function Shown<T>({ got, rows, children }: { got: { data: T | null; problem: Problem | null; again: () => void }; rows?: number; children: (data: T) => ComponentChildren }) {
  if (got.problem && !got.data) return <Trouble problem={got.problem} again={got.again} />;
  if (!got.data) return <Skeleton rows={rows ?? 2} />;
  return <>{children(got.data)}</>;
}

export function Tabs({ label, at, tabs }: { label: string; at: string; tabs: Array<[string, string]> }) {
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    const now = row.current?.querySelector<HTMLElement>("[aria-current]");
    if (row.current && now) row.current.scrollLeft = now.offsetLeft - row.current.offsetLeft - 48;
  }, [at]);
  return <nav class="tabs no-print" aria-label={label} ref={row}>{tabs.map(([href, text]) => <a key={href} href={href} aria-current={href === at ? "true" : undefined}>{text}</a>)}</nav>;
}

const tones: Record<string, Tone> = {
  verified: "good", open: "good", released: "good", approved: "good", paid: "good", active: "good", assigned: "good", returned: "good",
  submitted: "info", proposed: "info", draft: "plain", closed: "plain", ended: "plain", planned: "plain", waiting: "warn",
  refused: "bad", suspended: "bad", voided: "warn", expired: "plain", cancelled: "plain", refunded: "info", refunded_by_acquirer: "info",
};
/** A state as a pill, in the words of its own list. */
export const State = ({ list, state, tone }: { list: string; state: string; tone?: Tone }) => <Pill tone={tone ?? (list === "state_app" && state === "open" ? "warn" : tones[state]) ?? "plain"}>{t_or(`${list}.${state}`, state)}</Pill>;

/** A card that leads somewhere. */
export function CardLink({ href, icon, title, note, count, tone }: { href: string; icon: IconName; title: string; note?: ComponentChildren; count?: ComponentChildren; tone?: Tone }) {
  return (
    <a class="go-card card" href={href}>
      <span class={`disc ${tone ?? ""}`}><Icon name={icon} /></span>
      <span class="grow"><b>{title}</b>{note && <span class="small hush block">{note}</span>}</span>
      {count !== undefined && <span class={typeof count === "string" && /^\d/.test(count) ? "go-count num" : "go-count word"}>{count}</span>}
      <Icon name="right" />
    </a>
  );
}

export type FactRow = [string, ComponentChildren] | null | false | undefined | "";
export function Facts({ rows, loose }: { rows: FactRow[]; loose?: boolean }) {
  return <dl class={loose ? "facts loose" : "facts"}>{rows.map((row, i) => row && <div key={i}><dt>{row[0]}</dt><dd>{row[1]}</dd></div>)}</dl>;
}

// ---- Typed amounts and counts

/** What is wrong with a typed amount, if anything. */
export function wrong_amount(typed: string): string | undefined {
  if (!typed.trim()) return t("wrong.amount_missing");
  const parsed = parse_rupiah(typed);
  if ("ask" in parsed) return t("wrong.amount_ask", { amount: rupiah(parsed.ask[0]!) });
  if ("wrong" in parsed || parsed.sen <= 0) return t("wrong.amount");
  return parsed.sen % 100 ? t("wrong.no_sen") : undefined;
}

export function RupiahField(props: { name: string; label: string; value: string; on_input: (value: string) => void; hint?: ComponentChildren; wrong?: string; words?: boolean }) {
  const { words = true, ...rest } = props;
  const sen = sen_of(props.value);
  return <Field {...rest} prefix="Rp" money inputMode="text" after={words && sen !== null ? <p class="small hush">= <strong>{rupiah(sen)}</strong>{lang() === "id" && <> · {terbilang_rupiah(sen)}</>}</p> : undefined} />;
}

/** Drops what is not wrong. */
export const wrongs_in = (all: Record<string, string | false | null | undefined>): Wrongs => Object.fromEntries(Object.entries(all).filter(([, text]) => text)) as Wrongs;
export const needed = (text: string, what: string): string | undefined => (text.trim() ? undefined : t("wrong.needed", { what }));

/** Errors of a problem by their whole JSON pointer: "/items/0/units" → items-0-units, the names of the fields here. */
export function wrongs_at(problem: Problem | null): Wrongs {
  const out: Wrongs = {};
  for (const error of problem?.errors ?? []) out[error.pointer.replace(/^\//, "").replaceAll("/", "-")] = error.detail;
  return out;
}

/**
 * What a form holds, with the id it will be sent under, kept in this tab: a session that ends loses nothing, and what may have
 * arrived already is sent again under the same id. Not for personal data of households. Drop it as soon as it is sent.
 */
export function useDraft<T extends object>(name: string, first: () => T): [T & { id: string }, (part: Partial<T>) => void, () => void] {
  const fresh = (): T & { id: string } => ({ ...first(), id: new_id() });
  const [draft, set] = useState(() => ({ ...fresh(), ...(kept<Partial<T>>(`isian.${name}`) ?? {}) }));
  const change = (part: Partial<T>): void => set((old) => { const next = { ...old, ...part }; keep(`isian.${name}`, next); return next; });
  const drop = (): void => { keep(`isian.${name}`, null); set(fresh()); };
  return [draft, change, drop];
}

/** An id made once for a form, and a way to a new one when the next thing begins. */
export const useFormId = (): [string, () => void] => { const [id, set] = useState(() => new_id()); return [id, () => set(new_id())]; };

interface CheckedProps<R> {
  /** The form itself; drawn with what is wrong. */
  fields: (wrongs: Wrongs) => ComponentChildren;
  /** What is wrong before sending; nothing sends it to the check screen. */
  check: () => Wrongs;
  /** The answers, as they will be sent. */
  facts: () => FactRow[];
  send: () => Promise<R>;
  /** What is now true. */
  done: (result: R, more: () => void) => ComponentChildren;
  send_label: string;
  note?: ComponentChildren;
}

/** Fill in, check the answers, send, see what is now true. For all that moves money or goods. */
export function Checked<R>({ fields, check, facts, send, done, send_label, note }: CheckedProps<R>) {
  const [step, set_step] = useState<"fill" | "check" | "done">("fill");
  const [wrongs, set_wrongs] = useState<Wrongs>({});
  const [result, set_result] = useState<R | null>(null);
  const top = useRef<HTMLElement>(null);
  const sending = useProved(async () => {
    const got = await send();
    set_result(() => got);
    set_step("done");
  });
  useEffect(() => {
    if (step === "fill") return;
    top.current?.focus({ preventScroll: true });
    top.current?.scrollIntoView({ block: "start" });
  }, [step]);
  const back = (): void => { set_wrongs(wrongs_at(sending.problem)); set_step("fill"); };
  if (step === "done") return (
    <section class="card stack" data-done ref={top} tabIndex={-1} role="status">
      <span class="done-mark"><Icon name="check" /></span>
      {done(result as R, () => { set_step("fill"); sending.clear(); })}
    </section>
  );
  if (step === "check") return (
    <section class="card stack" data-check ref={top} tabIndex={-1} aria-label={t("con.check")}>
      <h2>{t("con.check")}</h2>
      <ErrorSummary problem={sending.problem} wrongs={wrongs_at(sending.problem)} />
      <Facts rows={facts()} loose />
      {note}
      <div class="row">
        <Button kind="main" tall busy={sending.busy} onClick={() => void sending.run()}>{send_label}</Button>
        <Button tall icon="left" onClick={back}>{t("act.change")}</Button>
      </div>
      {sending.dialog}
    </section>
  );
  const forward = (event: Event): void => {
    event.preventDefault();
    const found = check();
    set_wrongs(found);
    if (!Object.keys(found).length) { sending.clear(); set_step("check"); }
  };
  return (
    <form class="card stack-l" noValidate onSubmit={forward}>
      <ErrorSummary wrongs={wrongs} problem={sending.problem} />
      {fields(wrongs)}
      <Button type="submit" kind="main" wide tall icon="arrow">{t("con.to_check")}</Button>
    </form>
  );
}

/** A plain form: sends at once; what is wrong stands on top. */
export function Simple({ children, send, label, check, icon, danger }: { children: (wrongs: Wrongs) => ComponentChildren; send: () => Promise<unknown>; label: string; check?: () => Wrongs; icon?: IconName; danger?: boolean }) {
  const [wrongs, set_wrongs] = useState<Wrongs>({});
  const sending = useProved(async () => { await send(); });
  const submit = (event: Event): void => {
    event.preventDefault();
    const found = check?.() ?? {};
    set_wrongs(found);
    if (!Object.keys(found).length) void sending.run();
  };
  const all = { ...wrongs_at(sending.problem), ...wrongs };
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <ErrorSummary wrongs={all} problem={Object.keys(wrongs).length ? null : sending.problem} />
      {children(all)}
      <Button type="submit" kind={danger ? "danger" : "main"} busy={sending.busy} icon={icon}>{label}</Button>
      {sending.dialog}
    </form>
  );
}

/** A form that opens in its place when asked for. */
export function Unfold({ label, icon, children }: { label: string; icon?: IconName; children: (close: () => void) => ComponentChildren }) {
  const [open, set] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => { if (open) box.current?.querySelector<HTMLElement>("input, select, textarea")?.focus(); }, [open]);
  if (!open) return <Button icon={icon ?? "arrow"} aria-expanded={false} onClick={() => set(true)}>{label}</Button>;
  return <div class="card stack" ref={box}><div class="row between head-line"><h2 class="h3">{label}</h2><Button kind="plain" icon="cross" onClick={() => set(false)}>{t("act.close")}</Button></div>{children(() => set(false))}</div>;
}

export const Go = LinkButton;
