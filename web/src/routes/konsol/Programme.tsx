// One programme: where its money lies, its stock, milestones and indicators.
import { useState } from "preact/hooks";
import { Bar } from "../../ui/Bar.tsx";
import { Field } from "../../ui/form.tsx";
import { Select } from "../../ui/Select.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Empty } from "../../ui/states.tsx";
import { Table } from "../../ui/Table.tsx";
import { useData } from "../../ui/hooks.ts";
import { figure, thousandths } from "../../core/figures.ts";
import { count, day_long, rupiah } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import { may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import type { PageProps } from "../table.ts";
import { ProgrammeTabs } from "./programme_tabs.tsx";
import { Go, Head, needed, RupiahField, sen_of, Shown, Simple, State, today, Unfold, useFormId, wrong_amount, wrongs_in } from "./parts.tsx";

function Milestone({ p, again }: { p: doors.Programme; again: () => void }) {
  const [id, renew] = useFormId();
  const [v, set] = useState({ title: "", due: "", amount: "" });
  return (
    <Simple label={t("stone_con.add")} send={async () => { await doors.add_to(p.id, "milestones", { id, title: v.title.trim(), due: v.due, amount: sen_of(v.amount) }); renew(); again(); }}
      check={() => wrongs_in({ title: needed(v.title, t("stone_con.title")), due: needed(v.due, t("stone_con.due")), amount: wrong_amount(v.amount) })}>
      {(wrongs) => (
        <>
          <Field name="title" label={t("stone_con.title")} hint={t("stone_con.hint")} value={v.title} on_input={(title) => set({ ...v, title })} wrong={wrongs.title} maxLength={120} />
          <Field name="due" type="date" label={t("stone_con.due")} value={v.due} on_input={(due) => set({ ...v, due })} wrong={wrongs.due} />
          <RupiahField name="amount" label={t("stone_con.amount")} value={v.amount} on_input={(amount) => set({ ...v, amount })} wrong={wrongs.amount} />
        </>
      )}
    </Simple>
  );
}

function Indicator({ p, again }: { p: doors.Programme; again: () => void }) {
  const [id, renew] = useFormId();
  const [v, set] = useState({ name: "", unit: "", baseline: "0", target: "" });
  const number = (text: string): string | undefined => (thousandths(text) === null ? t("wrong.number") : undefined);
  return (
    <Simple label={t("ind_con.add")} send={async () => { await doors.add_to(p.id, "indicators", { id, name: v.name.trim(), unit: v.unit.trim(), baseline: thousandths(v.baseline), target: thousandths(v.target) }); renew(); again(); }}
      check={() => wrongs_in({ name: needed(v.name, t("ind_con.name")), unit: needed(v.unit, t("ind_con.unit")), baseline: number(v.baseline), target: number(v.target) })}>
      {(wrongs) => (
        <>
          <Field name="name" label={t("ind_con.name")} hint={t("ind_con.hint")} value={v.name} on_input={(name) => set({ ...v, name })} wrong={wrongs.name} maxLength={120} />
          <div class="pair">
            <Field name="unit" label={t("ind_con.unit")} value={v.unit} on_input={(unit) => set({ ...v, unit })} wrong={wrongs.unit} maxLength={40} />
            <Field name="baseline" inputMode="decimal" label={t("ind_con.baseline")} value={v.baseline} on_input={(baseline) => set({ ...v, baseline })} wrong={wrongs.baseline} />
            <Field name="target" inputMode="decimal" label={t("ind_con.target")} value={v.target} on_input={(target) => set({ ...v, target })} wrong={wrongs.target} />
          </div>
        </>
      )}
    </Simple>
  );
}

function Measure({ p, again }: { p: doors.Programme; again: () => void }) {
  const [id, renew] = useFormId();
  const [v, set] = useState({ indicator: "", on: today(), actual: "", note: "" });
  return (
    <Simple label={t("ind_con.measure")} send={async () => { await doors.add_to(p.id, `indicators/${v.indicator}/measurements`, { id, on: v.on, actual: thousandths(v.actual), ...(v.note.trim() ? { note: v.note.trim() } : {}) }); renew(); again(); }}
      check={() => wrongs_in({ indicator: needed(v.indicator, t("ind_con.name")), on: needed(v.on, t("ind_con.on")), actual: thousandths(v.actual) === null ? t("wrong.number") : undefined })}>
      {(wrongs) => (
        <>
          <Select name="indicator" label={t("ind_con.name")} value={v.indicator} on_pick={(indicator) => set({ ...v, indicator })} wrong={wrongs.indicator} options={p.indicators.map((one) => [one.id, `${one.name} (${one.unit})`])} />
          <div class="pair">
            <Field name="on" type="date" label={t("ind_con.on")} value={v.on} on_input={(on) => set({ ...v, on })} wrong={wrongs.on} />
            <Field name="actual" inputMode="decimal" label={t("ind_con.actual")} value={v.actual} on_input={(actual) => set({ ...v, actual })} wrong={wrongs.actual} />
          </div>
          <Field name="note" label={t("ind_con.note")} value={v.note} on_input={(note) => set({ ...v, note })} wrong={wrongs.note} maxLength={500} />
        </>
      )}
    </Simple>
  );
}

function Body({ p, again }: { p: doors.Programme; again: () => void }) {
  const edits = may("programme.edit_plan");
  const m = p.money;
  const all = m.released + m.in_goods + m.delivered + m.service_costs + m.collection_costs;
  return (
    <>
      {!p.plan && <Notice tone="info"><p>{t("prog.no_plan")}</p>{edits && <p><a href={`/konsol/program/${p.id}/rencana`}>{t("prog.make_plan")}</a></p>}</Notice>}
      <section class="card stack">
        <h2 class="h3">{t("prog.money")}</h2>
        <p class="hush small">{t("prog.money_note")}</p>
        <dl class="figures">
          <div><dt>{t("prog.released")}</dt><dd class="num">{rupiah(m.released)}</dd></div>
          <div><dt>{t("prog.in_goods")}</dt><dd class="num">{rupiah(m.in_goods)}</dd></div>
          <div><dt>{t("prog.delivered_money")}</dt><dd class="num">{rupiah(m.delivered)}</dd></div>
          <div><dt>{t("prog.service_costs")}</dt><dd class="num">{rupiah(m.service_costs)}</dd></div>
          <div><dt>{t("prog.collection_costs")}</dt><dd class="num">{rupiah(m.collection_costs)}</dd></div>
        </dl>
        {all > 0 && <Bar thick whole={all} label={t("prog.money_bar", { released: rupiah(all), delivered: rupiah(m.delivered) })} parts={[{ key: "d", value: m.delivered + m.service_costs + m.collection_costs, fill: "brand" }, { key: "g", value: m.in_goods, fill: "blue" }, { key: "l", value: m.released, fill: "amber" }]} />}
        {may("programme.purchase") && <div class="row"><Go href={`/konsol/program/${p.id}/pencairan`} icon="coin">{t("prog.releases")}</Go><Go href={`/konsol/program/${p.id}/pembelian`} icon="cart">{t("prog.purchases")}</Go></div>}
      </section>
      <section class="stack-s">
        <h2 class="h3">{t("prog.stock")}</h2>
        {p.stock.length === 0 ? <p class="hush">{t("prog.no_stock")}</p> : (
          <Table caption={t("prog.stock")} rows={p.stock} row_key={(row) => row.item} columns={[
            { name: t("prog.item"), cell: (row) => row.name },
            { name: t("prog.planned"), cell: (row) => count(row.planned), right: true },
            { name: t("prog.bought"), cell: (row) => count(row.bought), right: true },
            { name: t("prog.handed"), cell: (row) => count(row.delivered), right: true },
            { name: t("prog.in_stock"), cell: (row) => count(row.units), right: true },
            { name: t("prog.value"), cell: (row) => rupiah(row.value), right: true },
          ]} />
        )}
        <p class="small hush">{t("prog.proven", { n: count(p.units_proven), of: count(p.units_delivered), households: count(p.households_served) })}</p>
      </section>
      <section class="stack-s">
        <h2 class="h3">{t("stone_con.list")}</h2>
        {p.milestones.length === 0 ? <Empty icon="flag" title={t("stone_con.none")}>{t("stone_con.none_do")}</Empty> : <ol class="list card">{p.milestones.map((one) => <li key={one.id} class="row between"><span><strong>{one.title}</strong><span class="small hush block">{day_long(one.due)}</span></span><span class="num">{rupiah(one.amount)}</span></li>)}</ol>}
        {edits && <Unfold icon="flag" label={t("stone_con.add")}>{(close) => <Milestone p={p} again={() => { close(); again(); }} />}</Unfold>}
      </section>
      <section class="stack-s">
        <h2 class="h3">{t("ind_con.list")}</h2>
        {p.indicators.length === 0 ? <p class="hush">{t("ind_con.none")}</p> : (
          <Table caption={t("ind_con.list")} rows={p.indicators} row_key={(row) => row.id} columns={[
            { name: t("ind_con.name"), cell: (row) => row.name }, { name: t("ind_con.baseline"), cell: (row) => `${figure(row.baseline)} ${row.unit}`, right: true },
            { name: t("ind_con.target"), cell: (row) => `${figure(row.target)} ${row.unit}`, right: true }, { name: t("ind_con.actual"), cell: (row) => (row.actual === undefined ? t("ind_con.not_yet") : `${figure(row.actual)} ${row.unit}`), right: true },
          ]} />
        )}
        {edits && <div class="row"><Unfold icon="chart" label={t("ind_con.add")}>{(close) => <Indicator p={p} again={() => { close(); again(); }} />}</Unfold>{p.indicators.length > 0 && <Unfold icon="target" label={t("ind_con.measure")}>{(close) => <Measure p={p} again={() => { close(); again(); }} />}</Unfold>}</div>}
      </section>
    </>
  );
}

export default function Programme({ params }: PageProps) {
  const id = params.programme!;
  const got = useData(doors.programme(id));
  return (
    <div class="stack-l">
      <Head title={got.data?.title ?? t("nav_con.programmes")} back={["/konsol/program", t("nav_con.programmes")]} lead={got.data && <>{got.data.area.name} · {day_long(got.data.starts)} – {day_long(got.data.ends)} <State list="state_prog" state={got.data.state} /></>} />
      <ProgrammeTabs id={id} at="" />
      <Shown got={got}>{(p) => <Body p={p} again={got.again} />}</Shown>
    </div>
  );
}
