// The statements of ISAK 35 for a foundation: financial position and activity, from the sums of the book as they stand now.
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/marks.tsx";
import { useData } from "../../ui/hooks.ts";
import { day_long, rupiah } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import * as doors from "../../core/console.ts";
import { purpose_name } from "./accounts.ts";
import { LedgerTabs } from "./ledger_tabs.tsx";
import { Head, Shown, today, WithEmployer } from "./parts.tsx";

type Row = doors.Sums["items"][number];
const of = (rows: Row[], ...classes: string[]): Row[] => rows.filter((row) => classes.includes(row.class));
const sum = (rows: Row[]): number => rows.reduce((total, row) => total + row.balance, 0);

export interface Position { assets: number; liabilities: number; restricted: number; unrestricted: number; result: number; balanced: boolean }
/** Assets = liabilities + net assets; what income and expense left over belongs to net assets without restriction. */
export function position_of(rows: Row[]): Position {
  const result = sum(of(rows, "income")) - sum(of(rows, "expense"));
  const [assets, liabilities, restricted] = [sum(of(rows, "asset")), sum(of(rows, "liability")), sum(of(rows, "net_assets_restricted"))];
  const unrestricted = sum(of(rows, "net_assets_unrestricted")) + result;
  return { assets, liabilities, restricted, unrestricted, result, balanced: assets === liabilities + restricted + unrestricted };
}

function Lines({ title, rows, total, total_name }: { title: string; rows: Array<[string, number]>; total: number; total_name: string }) {
  return (
    <tbody>
      <tr><th scope="rowgroup" colSpan={2} class="group">{title}</th></tr>
      {rows.map(([name, amount]) => <tr key={name}><td>{name}</td><td class="right num">{rupiah(amount)}</td></tr>)}
      <tr class="sub"><th scope="row">{total_name}</th><td class="right num"><strong>{rupiah(total)}</strong></td></tr>
    </tbody>
  );
}
const named = (rows: Row[]): Array<[string, number]> => rows.map((row) => [purpose_name(row.purpose), row.balance]);

function Body({ organisation, name }: { organisation: string; name: string }) {
  const got = useData(doors.sums(organisation));
  return (
    <Shown got={got}>{({ items }) => {
      const p = position_of(items);
      return (
        <div class="stack-l" data-reports>
          <section class="card stack-s">
            <p class="center strong">{name}</p>
            <h2 class="h3 center">{t("isak.position")}</h2>
            <p class="center small hush">{t("isak.as_of", { day: day_long(today()) })}</p>
            <div class="table-box"><table class="table report"><caption class="unseen-always">{t("isak.position")}</caption>
              <Lines title={t("isak.assets")} rows={named(of(items, "asset"))} total={p.assets} total_name={t("isak.assets_sum")} />
              <Lines title={t("isak.liabilities")} rows={named(of(items, "liability"))} total={p.liabilities} total_name={t("isak.liabilities_sum")} />
              <Lines title={t("isak.net_assets")} rows={[[t("isak.unrestricted"), p.unrestricted], [t("isak.restricted"), p.restricted]]} total={p.unrestricted + p.restricted} total_name={t("isak.net_assets_sum")} />
              <tfoot><tr><th scope="row">{t("isak.both_sum")}</th><td class="right num">{rupiah(p.liabilities + p.unrestricted + p.restricted)}</td></tr></tfoot>
            </table></div>
            {p.balanced ? <p class="row small good-ink"><Icon name="check" />{t("isak.balanced")}</p> : <Notice tone="bad">{t("isak.unbalanced")}</Notice>}
          </section>
          <section class="card stack-s page-break">
            <p class="center strong">{name}</p>
            <h2 class="h3 center">{t("isak.activity")}</h2>
            <p class="center small hush">{t("isak.since_start", { day: day_long(today()) })}</p>
            <div class="table-box"><table class="table report"><caption class="unseen-always">{t("isak.activity")}</caption>
              <Lines title={t("isak.without")} rows={[...named(of(items, "income")), ...named(of(items, "net_assets_unrestricted")), ...named(of(items, "expense")).map(([n, a]): [string, number] => [n, -a])]} total={p.unrestricted} total_name={t("isak.without_sum")} />
              <Lines title={t("isak.with")} rows={named(of(items, "net_assets_restricted"))} total={p.restricted} total_name={t("isak.with_sum")} />
              <tfoot><tr><th scope="row">{t("isak.change_sum")}</th><td class="right num">{rupiah(p.unrestricted + p.restricted)}</td></tr></tfoot>
            </table></div>
          </section>
          <p class="small hush">{t("isak.note")}</p>
        </div>
      );
    }}</Shown>
  );
}

export default function Reports() {
  return <WithEmployer>{(chosen) => <div class="stack wrap-narrow"><Head title={t("book.reports")} lead={t("isak.lead")} actions={<Button icon="download" onClick={() => print()}>{t("book.print")}</Button>} /><LedgerTabs at="/konsol/buku/laporan" /><Body organisation={chosen.id} name={chosen.name} /></div>}</WithEmployer>;
}
