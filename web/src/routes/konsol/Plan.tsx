// The plan: needs, items with units and cost, activities, budget. Sums appear while typing and must agree before it is saved.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { ErrorSummary, Field, type Wrongs } from "../../ui/form.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Select } from "../../ui/Select.tsx";
import { useData } from "../../ui/hooks.ts";
import { useProved } from "../../ui/SecondFactor.tsx";
import { rupiah } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import { keep, kept } from "../../core/keep.ts";
import { may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import type { PageProps } from "../table.ts";
import { draft_of, empty_item, item_sum, sums_of, wish_of, type PlanDraft } from "../../core/plan_form.ts";
import { PlanRead } from "./PlanRead.tsx";
import { ProgrammeTabs } from "./programme_tabs.tsx";
import { Go, Head, needed, Shown, whole_of, wrong_amount, wrongs_at, wrongs_in } from "./parts.tsx";

function check(d: PlanDraft): Wrongs {
  const all: Record<string, string | undefined> = {};
  const count = (text: string): string | undefined => (whole_of(text) === null || whole_of(text) === 0 ? t("wrong.whole") : undefined);
  d.needs.forEach((one, i) => { all[`needs-${i}-text`] = needed(one.text, t("plan_con.need")); all[`needs-${i}-households`] = whole_of(one.households) === null ? t("wrong.whole") : undefined; });
  d.items.forEach((one, i) => { all[`items-${i}-name`] = needed(one.name, t("plan_con.item")); all[`items-${i}-unit_cost`] = wrong_amount(one.unit_cost); all[`items-${i}-units`] = count(one.units); });
  d.activities.forEach((one, i) => { all[`activities-${i}-title`] = needed(one.title, t("plan_con.activity")); all[`activities-${i}-from`] = needed(one.from, t("plan_con.from")); all[`activities-${i}-to`] = needed(one.to, t("plan_con.to")); });
  d.budget.forEach((one, i) => { all[`budget-${i}-name`] = needed(one.name, t("plan_con.line")); all[`budget-${i}-amount`] = wrong_amount(one.amount); });
  all.target_households = count(d.target_households);
  const sums = sums_of(d);
  if (sums.differs !== 0 && !Object.values(all).some(Boolean)) all.budget = t("plan_con.differs", { goods: rupiah(sums.goods), items: rupiah(sums.items) });
  return wrongs_in(all);
}

/** One row of a list in the plan, with a way to take it out. */
function Row({ children, name, shape, on_drop }: { children: ComponentChildren; name: string; shape: "two" | "goods" | "line" | "days"; on_drop: (() => void) | null }) {
  return (
    <li class="plan-row">
      <div class={`plan-fields ${shape}`}>{children}</div>
      {on_drop && <button type="button" class="link-btn" onClick={on_drop}><Icon name="cross" />{t("plan_con.drop")}<span class="unseen-always"> {name}</span></button>}
    </li>
  );
}

function Sums({ d }: { d: PlanDraft }) {
  const s = sums_of(d);
  return (
    <aside class="card plan-sums stack-s" aria-label={t("plan_con.sums")} data-sums>
      <h2 class="h3">{t("plan_con.sums")}</h2>
      <dl class="facts">
        <div><dt>{t("plan_con.items_sum")}</dt><dd class="num">{rupiah(s.items)}</dd></div>
        <div><dt>{t("plan_con.goods")}</dt><dd class="num">{rupiah(s.goods)}</dd></div>
        <div><dt>{t("plan_con.service")}</dt><dd class="num">{rupiah(s.service)}</dd></div>
        <div><dt>{t("plan_con.collection")}</dt><dd class="num">{rupiah(s.collection)}</dd></div>
        <div class="total"><dt>{t("plan_con.whole")}</dt><dd class="num">{rupiah(s.whole)}</dd></div>
      </dl>
      <div role="status">
        {s.items > 0 && (s.differs === 0
          ? <p class="row small good-ink"><Icon name="check" /><span>{t("plan_con.agree")}</span></p>
          : <p class="row small warn-ink"><Icon name="alert" /><span>{t(s.differs > 0 ? "plan_con.goods_more" : "plan_con.goods_less", { n: rupiah(Math.abs(s.differs)) })}</span></p>)}
      </div>
    </aside>
  );
}

type Lists = "needs" | "items" | "activities" | "budget";

function Editor({ p, again }: { p: doors.Programme; again: () => void }) {
  const name = `rencana.${p.id}`;
  const [d, set] = useState<PlanDraft>(() => { const old = kept<PlanDraft>(name); return old && old.version === (p.plan?.version ?? 0) ? old : draft_of(p.plan); });
  const [wrongs, set_wrongs] = useState<Wrongs>({});
  const [saved, set_saved] = useState<number | null>(null);
  const put = (part: Partial<PlanDraft>): void => { set_saved(null); set((old) => { const next = { ...old, ...part }; keep(name, next); return next; }); };
  const row = <L extends Lists>(list: L, i: number, part: Partial<PlanDraft[L][number]>): void => put({ [list]: (d[list] as object[]).map((one, n) => (n === i ? { ...one, ...part } : one)) } as Partial<PlanDraft>);
  const drop = (list: Lists, i: number): (() => void) | null => (d[list].length > 1 || list === "activities" ? () => put({ [list]: (d[list] as object[]).filter((_, n) => n !== i) } as Partial<PlanDraft>) : null);
  const add = (list: Lists, fresh: object): void => { const n = d[list].length; put({ [list]: [...d[list], fresh] } as Partial<PlanDraft>); setTimeout(() => document.querySelector<HTMLElement>(`[id^="f-${list}-${n}-"]`)?.focus(), 30); };
  const send = useProved(async () => {
    const made = await doors.save_plan(p.id, wish_of(d));
    keep(name, null);
    set((old) => ({ ...old, version: made.version, reason: "" }));
    set_saved(made.version);
    again();
  });
  const submit = (event: Event): void => {
    event.preventDefault();
    const found = check(d);
    set_wrongs(found);
    if (!Object.keys(found).length) void send.run();
  };
  const all = { ...wrongs_at(send.problem), ...wrongs };
  const needs_reason = p.state !== "draft" || send.problem?.code === "programme.plan_lowered_without_reason";
  return (
    <form class="plan-form" noValidate onSubmit={submit}>
      <div class="stack-l">
        <ErrorSummary wrongs={all} problem={Object.keys(wrongs).length ? null : send.problem} />
        {send.problem?.code === "programme.plan_version_old" && <Button onClick={() => { keep(name, null); again(); location.reload(); }}>{t("plan_con.reload")}</Button>}
        <section class="card stack">
          <h2 class="h3">{t("plan_con.needs")}</h2>
          <ul class="plan-list">{d.needs.map((one, i) => (
            <Row key={i} name={one.text} shape="two" on_drop={drop("needs", i)}>
              <Field name={`needs-${i}-text`} label={t("plan_con.need")} value={one.text} on_input={(text) => row("needs", i, { text })} wrong={all[`needs-${i}-text`]} maxLength={300} />
              <Field name={`needs-${i}-households`} inputMode="numeric" label={t("plan_con.households")} value={one.households} on_input={(households) => row("needs", i, { households })} wrong={all[`needs-${i}-households`]} />
            </Row>
          ))}</ul>
          <Button icon="arrow" onClick={() => add("needs", { text: "", households: "" })}>{t("plan_con.add_need")}</Button>
          <Field name="target_households" inputMode="numeric" label={t("plan_con.target")} hint={t("plan_con.target_hint")} value={d.target_households} on_input={(target_households) => put({ target_households })} wrong={all.target_households} />
        </section>
        <section class="card stack">
          <h2 class="h3">{t("plan_con.items")}</h2>
          <p class="hush small">{t("plan_con.items_hint")}</p>
          <ul class="plan-list">{d.items.map((one, i) => (
            <Row key={one.id} name={one.name} shape="goods" on_drop={drop("items", i)}>
              <Field name={`items-${i}-name`} label={t("plan_con.item")} value={one.name} on_input={(text) => row("items", i, { name: text })} wrong={all[`items-${i}-name`] ?? all[`items-${i}-asset`]} maxLength={80} />
              <Field name={`items-${i}-units`} inputMode="numeric" label={t("plan_con.units")} value={one.units} on_input={(units) => row("items", i, { units })} wrong={all[`items-${i}-units`]} />
              <Field name={`items-${i}-unit_cost`} prefix="Rp" label={t("plan_con.unit_cost")} value={one.unit_cost} on_input={(unit_cost) => row("items", i, { unit_cost })} wrong={all[`items-${i}-unit_cost`]} />
              <p class="plan-total"><span class="small hush">{t("plan_con.row_sum")}</span> <strong class="num">{rupiah(item_sum(one))}</strong></p>
            </Row>
          ))}</ul>
          <Button icon="box" onClick={() => add("items", empty_item())}>{t("plan_con.add_item")}</Button>
        </section>
        <section class="card stack">
          <h2 class="h3">{t("plan_con.budget")}</h2>
          <p class="hush small">{t("plan_con.budget_hint")}</p>
          <ul class="plan-list">{d.budget.map((one, i) => (
            <Row key={i} name={one.name} shape="line" on_drop={drop("budget", i)}>
              <Field name={`budget-${i}-name`} label={t("plan_con.line")} value={one.name} on_input={(text) => row("budget", i, { name: text })} wrong={all[`budget-${i}-name`]} maxLength={120} />
              <Select name={`budget-${i}-kind`} label={t("plan_con.kind")} value={one.kind} on_pick={(kind) => row("budget", i, { kind: (kind || "goods") as "goods" })} options={[["goods", t("plan_con.goods")], ["service", t("plan_con.service")], ["collection", t("plan_con.collection")]]} />
              <Field name={`budget-${i}-amount`} prefix="Rp" label={t("plan_con.amount")} value={one.amount} on_input={(amount) => row("budget", i, { amount })} wrong={all[`budget-${i}-amount`]} />
            </Row>
          ))}</ul>
          <div id="f-budget" tabIndex={-1}>{all.budget && <Notice tone="bad">{all.budget}</Notice>}</div>
          <Button icon="coin" onClick={() => add("budget", { name: "", amount: "", kind: "service" })}>{t("plan_con.add_line")}</Button>
        </section>
        <section class="card stack">
          <h2 class="h3">{t("plan_con.activities")}</h2>
          <ul class="plan-list">{d.activities.map((one, i) => (
            <Row key={i} name={one.title} shape="days" on_drop={drop("activities", i)}>
              <Field name={`activities-${i}-title`} label={t("plan_con.activity")} value={one.title} on_input={(title) => row("activities", i, { title })} wrong={all[`activities-${i}-title`]} maxLength={120} />
              <Field name={`activities-${i}-from`} type="date" label={t("plan_con.from")} value={one.from} on_input={(from) => row("activities", i, { from })} wrong={all[`activities-${i}-from`]} />
              <Field name={`activities-${i}-to`} type="date" label={t("plan_con.to")} value={one.to} on_input={(to) => row("activities", i, { to })} wrong={all[`activities-${i}-to`]} />
            </Row>
          ))}</ul>
          <Button icon="clock" onClick={() => add("activities", { title: "", from: p.starts, to: p.ends })}>{t("plan_con.add_activity")}</Button>
        </section>
        {needs_reason && <section class="card"><Field name="reason" label={t("plan_con.reason")} hint={t("plan_con.reason_hint")} many_lines value={d.reason} on_input={(reason) => put({ reason })} wrong={all.reason} maxLength={500} /></section>}
        {saved !== null && <Notice tone="good" live>{t("plan_con.saved", { n: saved })}</Notice>}
        <Button type="submit" kind="main" tall wide busy={send.busy}>{t("plan_con.save")}</Button>
        {saved !== null && p.state === "draft" && may("giving.edit_campaign") && <Go href={`/konsol/kampanye-baru?program=${p.id}`}>{t("plan_con.next_campaign")}</Go>}
      </div>
      <Sums d={d} />
      {send.dialog}
    </form>
  );
}

export default function Plan({ params }: PageProps) {
  const id = params.programme!;
  const got = useData(doors.programme(id));
  return (
    <div class="stack-l">
      <Head title={t("prog.plan")} back={[`/konsol/program/${id}`, got.data?.title ?? t("nav_con.programmes")]} lead={got.data?.plan ? t("plan_con.version", { n: got.data.plan.version }) : t("plan_con.lead")} />
      <ProgrammeTabs id={id} at="/rencana" />
      <Shown got={got}>{(p) => (may("programme.edit_plan") ? <Editor p={p} again={got.again} /> : <PlanRead plan={p.plan} />)}</Shown>
    </div>
  );
}
