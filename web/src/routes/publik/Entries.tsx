// The entries that sum to a bar: no figure without its rows.
import { Notice } from "../../ui/marks.tsx";
import { Skeleton, Trouble, Empty } from "../../ui/states.tsx";
import { Table } from "../../ui/Table.tsx";
import { useData, useList } from "../../ui/hooks.ts";
import { Crumb, useTitle } from "../../ui/page.tsx";
import { count, day_long, rupiah } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import * as doors from "../../core/doors.ts";
import type { PageProps } from "../table.ts";
import { More } from "./More.tsx";

export default function Entries({ params, query }: PageProps) {
  const slug = params.slug!;
  const bar = query.get("batang") === "delivery" ? "delivery" : "money";
  const campaign = useData(doors.campaign(slug));
  const list = useList(doors.entries(slug, bar), (after) => doors.entries(slug, bar, after));
  const title = t(bar === "money" ? "entries.money" : "entries.delivery");
  useTitle(campaign.data ? `${title}: ${campaign.data.title}` : title);
  const trouble = list.problem ?? campaign.problem;
  if (trouble && !list.data) return <Trouble problem={trouble} again={list.again} />;
  const sum = (list.data as { sum?: number } | null)?.sum ?? 0;
  const unit = campaign.data?.bars.delivery.unit ?? "";
  const shown = bar === "money" ? rupiah(sum) : t("bars.units", { n: count(sum), unit });
  return (
    <div class="wrap stack">
      <Crumb href={`/kampanye/${slug}`}>{campaign.data?.title ?? t("act.back")}</Crumb>
      <h1 tabIndex={-1}>{title}</h1>
      {list.data ? (
        <>
          <p class="big num" data-sum>{shown}</p>
          <p class="hush measure">{t("entries.note")}</p>
          {list.items.length === 0 ? <Empty title={t("entries.none")} /> : (
            <Table caption={title} rows={list.items} row_key={(row) => String(list.items.indexOf(row))} columns={[
              { name: t("entries.on"), cell: (row) => day_long(row.on) },
              { name: t("entries.kind"), cell: (row) => t_or(`kind.${row.kind}`, row.kind) },
              { name: t("entries.log"), cell: (row) => (row.log_index === null ? t("proof.waiting") : t("proof.log_index", { n: count(row.log_index) })) },
              { name: bar === "money" ? t("plan.amount") : t("plan.units"), cell: (row) => (row.amount !== undefined ? rupiah(row.amount) : count(row.units ?? 0)), right: true },
            ]} />
          )}
          {list.more && <Notice tone="info">{t("entries.partial", { n: list.items.length })}</Notice>}
          <More {...list} />
        </>
      ) : <Skeleton rows={2} />}
    </div>
  );
}
