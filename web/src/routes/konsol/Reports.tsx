// The four statements of a period (ISAK 35): position, activity, changes in net assets, cash flow. Every line opens the accounts behind it.
import { useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/form.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/marks.tsx";
import { useData } from "../../ui/hooks.ts";
import { day_long, rupiah } from "../../core/fmt.ts";
import { lang, t, t_or } from "../../core/i18n.ts";
import * as doors from "../../core/console.ts";
import { purpose_name } from "./accounts.ts";
import { LedgerTabs } from "./ledger_tabs.tsx";
import { Head, Shown, today, WithEmployer } from "./parts.tsx";

type Section = doors.Report["activity"]["with_restriction"];
type Line = Section["lines"][number];
interface Period { from: string; to: string }

/** What holds between the four statements; each must be true. */
export const agreements = (r: doors.Report): boolean[] => {
  const { without_restriction: without, with_restriction: bound } = r.net_assets;
  return [
    r.position.assets.sum === r.position.liabilities.sum + without.closing + bound.closing,
    without.closing === without.opening + r.activity.without_restriction.sum + r.activity.released,
    bound.closing === bound.opening + r.activity.with_restriction.sum - r.activity.released,
    r.cash.closing === r.cash.opening + r.cash.receipts.sum + r.cash.payments.sum,
  ];
};
const line_name = (line: Line, by_kind: boolean): string => (by_kind && line.kind ? `${t_or(`entry_kind.${line.kind}`, line.kind)} · ${purpose_name(line.purpose)}` : purpose_name(line.purpose));

function Row({ line, by_kind }: { line: Line; by_kind: boolean }) {
  return (
    <tr>
      <td>
        <details class="report-line">
          <summary class="link-row">{line_name(line, by_kind)}</summary>
          <ul class="small">{line.accounts.map((one) => <li key={one.id}><a class="figure-link" href={`/konsol/buku/akun/${one.id}`}>{one.name[lang()]}</a> <span class="num">{rupiah(one.amount)}</span></li>)}</ul>
        </details>
      </td>
      <td class="right num">{rupiah(line.amount)}</td>
    </tr>
  );
}
function Part({ title, section, total, by_kind = false, more = [] }: { title: string; section: Section; total: string; by_kind?: boolean; more?: Array<[string, number]> }) {
  return (
    <tbody>
      <tr><th scope="rowgroup" colSpan={2} class="group">{title}</th></tr>
      {section.lines.map((line) => <Row key={`${line.class} ${line.purpose} ${line.kind}`} line={line} by_kind={by_kind} />)}
      {more.map(([name, amount]) => <tr key={name}><td>{name}</td><td class="right num">{rupiah(amount)}</td></tr>)}
      <tr class="sub"><th scope="row">{total}</th><td class="right num"><strong>{rupiah(section.sum + more.reduce((sum, [, amount]) => sum + amount, 0))}</strong></td></tr>
    </tbody>
  );
}
function Plain({ title, rows, total, sum }: { title: string; rows: Array<[string, number]>; total: string; sum: number }) {
  return (
    <tbody>
      <tr><th scope="rowgroup" colSpan={2} class="group">{title}</th></tr>
      {rows.map(([name, amount]) => <tr key={name}><td>{name}</td><td class="right num">{rupiah(amount)}</td></tr>)}
      <tr class="sub"><th scope="row">{total}</th><td class="right num"><strong>{rupiah(sum)}</strong></td></tr>
    </tbody>
  );
}
function Sheet({ name, title, when, foot, children }: { name: string; title: string; when: string; foot?: [string, number]; children: preact.ComponentChildren }) {
  return (
    <section class="card stack-s page-break" data-report={title}>
      <p class="center strong">{name}</p>
      <h2 class="h3 center">{title}</h2>
      <p class="center small hush">{when}</p>
      <div class="table-box"><table class="table report"><caption class="unseen-always">{title}</caption>
        {children}
        {foot && <tfoot><tr><th scope="row">{foot[0]}</th><td class="right num">{rupiah(foot[1])}</td></tr></tfoot>}
      </table></div>
    </section>
  );
}

function Four({ r, name }: { r: doors.Report; name: string }) {
  const { without_restriction: without, with_restriction: bound } = r.net_assets;
  const period = t("isak.period", { from: day_long(r.from), to: day_long(r.to) });
  const change = (c: typeof without, result: string): Array<[string, number]> => [[t("isak.opening"), c.opening], [result, c.result], [t("isak.released"), c.released]];
  return (
    <div class="stack-l" data-reports>
      {agreements(r).every(Boolean) ? <p class="row small good-ink"><Icon name="check" />{t("isak.agree")}</p> : <Notice tone="bad">{t("isak.unbalanced")}</Notice>}
      <Sheet name={name} title={t("isak.position")} when={t("isak.as_of", { day: day_long(r.to) })} foot={[t("isak.both_sum"), r.position.liabilities.sum + without.closing + bound.closing]}>
        <Part title={t("isak.assets")} section={r.position.assets} total={t("isak.assets_sum")} />
        <Part title={t("isak.liabilities")} section={r.position.liabilities} total={t("isak.liabilities_sum")} />
        <Plain title={t("isak.net_assets")} rows={[[t("isak.unrestricted"), without.closing], [t("isak.restricted"), bound.closing]]} total={t("isak.net_assets_sum")} sum={without.closing + bound.closing} />
      </Sheet>
      <Sheet name={name} title={t("isak.activity")} when={period} foot={[t("isak.total"), without.result + without.released + bound.result + bound.released]}>
        <Part title={t("isak.without")} section={r.activity.without_restriction} total={t("isak.without_sum")} by_kind more={[[t("isak.released"), r.activity.released]]} />
        <Part title={t("isak.with")} section={r.activity.with_restriction} total={t("isak.with_sum")} by_kind more={[[t("isak.released"), -r.activity.released]]} />
      </Sheet>
      <Sheet name={name} title={t("isak.changes")} when={period} foot={[t("isak.net_assets_sum"), without.closing + bound.closing]}>
        <Plain title={t("isak.unrestricted")} rows={change(without, t("isak.result"))} total={t("isak.closing")} sum={without.closing} />
        <Plain title={t("isak.restricted")} rows={change(bound, t("isak.result"))} total={t("isak.closing")} sum={bound.closing} />
      </Sheet>
      <Sheet name={name} title={t("isak.cash")} when={period} foot={[t("isak.cash_closing"), r.cash.closing]}>
        <Part title={t("isak.receipts")} section={r.cash.receipts} total={t("isak.receipts_sum")} by_kind />
        <Part title={t("isak.payments")} section={r.cash.payments} total={t("isak.payments_sum")} by_kind />
        <Plain title={t("isak.cash_change")} rows={[[t("isak.cash_opening"), r.cash.opening]]} total={t("isak.cash_change")} sum={r.cash.receipts.sum + r.cash.payments.sum} />
      </Sheet>
      <p class="small hush">{t("isak.note")}</p>
    </div>
  );
}

function Shows({ organisation, name, period }: { organisation: string; name: string; period: Period }) {
  const got = useData(doors.report(organisation, period.from, period.to));
  return <Shown got={got}>{(r) => <Four r={r} name={name} />}</Shown>;
}

function Body({ organisation, name }: { organisation: string; name: string }) {
  const [v, set] = useState<Period>({ from: `${today().slice(0, 4)}-01-01`, to: today() });
  const [shown, show] = useState(v);
  const wrong = !v.from || !v.to ? t("isak.day_missing") : v.to < v.from ? t("isak.period_wrong") : v.to > today() ? t("wrong.future") : undefined;
  return (
    <>
      <form class="card stack-s no-print" noValidate onSubmit={(event) => { event.preventDefault(); if (!wrong) show(v); }}>
        <div class="stack-s">
          <Field name="from" type="date" label={t("isak.from")} value={v.from} on_input={(from) => set({ ...v, from })} />
          <Field name="to" type="date" label={t("isak.to")} value={v.to} on_input={(to) => set({ ...v, to })} wrong={wrong} />
        </div>
        <Button kind="main" type="submit" icon="check">{t("isak.show")}</Button>
      </form>
      <Shows key={`${shown.from} ${shown.to}`} organisation={organisation} name={name} period={shown} />
    </>
  );
}

export default function Reports() {
  return <WithEmployer>{(chosen) => <div class="stack wrap-narrow"><Head title={t("book.reports")} lead={t("isak.lead")} actions={<Button icon="download" onClick={() => print()}>{t("book.print")}</Button>} /><LedgerTabs at="/konsol/buku/laporan" /><Body organisation={chosen.id} name={chosen.name} /></div>}</WithEmployer>;
}
