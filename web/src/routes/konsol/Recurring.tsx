// Gifts that recur, by campaign, in figures only; and which campaign follows one that has ended.
import { useState } from "preact/hooks";
import { Choices } from "../../ui/Choices.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Empty } from "../../ui/states.tsx";
import { Table } from "../../ui/Table.tsx";
import { useData } from "../../ui/hooks.ts";
import { post } from "../../core/api.ts";
import { count, rupiah } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import { may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import { Checked, Head, Shown, WithEmployer, wrongs_in } from "./parts.tsx";

function Successor({ row, organisation, on_close, again }: { row: doors.RecurringRow; organisation: string; on_close: () => void; again: () => void }) {
  const [to, set_to] = useState("");
  const others = useData(doors.campaigns(organisation));
  return (
    <section class="stack" aria-label={t("rec.choose")}>
      <h2 class="h3">{t("rec.choose_for", { title: row.title })}</h2>
      <Shown got={others}>{({ items }) => {
        const open = items.filter((one) => one.state === "open" && one.id !== row.campaign);
        if (open.length === 0) return <Notice tone="info">{t("rec.no_other")}</Notice>;
        return (
          <Checked
            check={() => wrongs_in({ to: to ? undefined : t("rec.to_missing") })}
            facts={() => [[t("rec.to"), open.find((one) => one.id === to)?.title ?? to], [t("rec.count"), <span class="num">{count(row.choosing)}</span>]]}
            note={<Notice tone="info">{t("rec.note")}</Notice>}
            send_label={t("rec.send")}
            send={async () => { const got = await post<{ moved: number }>(`/api/campaigns/${row.campaign}/successor`, { to }); again(); return got.moved; }}
            done={(moved) => <><h3>{t("rec.done", { n: count(moved) })}</h3><p>{t("rec.done_text")}</p><button type="button" class="btn" onClick={on_close}>{t("act.close")}</button></>}
            fields={(wrongs) => <div class="stack"><Choices line name="to" legend={t("rec.to")} value={to} on_pick={set_to} wrong={wrongs.to} options={open.map((one) => ({ value: one.id, label: one.title }))} /><button type="button" class="link-btn" onClick={on_close}>{t("act.cancel")}</button></div>}
          />
        );
      }}</Shown>
    </section>
  );
}

function Body({ organisation }: { organisation: string }) {
  const got = useData(doors.recurring(organisation));
  const [choosing, choose] = useState<doors.RecurringRow | null>(null);
  return (
    <>
      {choosing && <Successor key={choosing.campaign} row={choosing} organisation={organisation} on_close={() => choose(null)} again={got.again} />}
      <Shown got={got}>{({ items }) => items.length === 0 ? <Empty icon="heart" title={t("rec.none")} /> : (
        <div data-recurring>
          <Table caption={t("rec.title")} rows={items} row_key={(row) => row.campaign} columns={[
            { name: t("rec.campaign"), cell: (row) => <a href={`/konsol/kampanye/${row.campaign}`}>{row.title}</a> },
            { name: t("rec.active"), cell: (row) => count(row.active), right: true },
            { name: t("rec.choosing"), cell: (row) => (row.choosing ? count(row.choosing) : "–"), right: true },
            { name: t("rec.each_month"), cell: (row) => rupiah(row.each_month), right: true },
            ...(may("giving.edit_campaign") ? [{ name: t("rec.act"), cell: (row: doors.RecurringRow) => (row.choosing > 0 ? <button type="button" class="link-btn" onClick={() => { choose(row); scrollTo({ top: 0 }); }}>{t("rec.choose")}<span class="unseen-always"> {row.title}</span></button> : "–") }] : []),
          ]} />
        </div>
      )}</Shown>
    </>
  );
}

export default function Recurring() {
  return <WithEmployer>{(chosen) => <div class="stack"><Head title={t("rec.title")} back={["/konsol/kampanye", t("nav_con.campaigns")]} lead={t("rec.lead")} /><Body organisation={chosen.id} /></div>}</WithEmployer>;
}
