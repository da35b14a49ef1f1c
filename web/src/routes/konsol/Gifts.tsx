// Gifts of a campaign with their states; giving back what is unused.
import { useState } from "preact/hooks";
import { Field } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Empty } from "../../ui/states.tsx";
import { Table } from "../../ui/Table.tsx";
import { useData, useList } from "../../ui/hooks.ts";
import { post } from "../../core/api.ts";
import { moment, rupiah } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import { may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import type { PageProps } from "../table.ts";
import { More } from "../publik/More.tsx";
import { Checked, Head, needed, RupiahField, sen_of, Shown, State, typed_of, useFormId, wrong_amount, wrongs_in } from "./parts.tsx";

function Refund({ gift, on_close, again }: { gift: doors.GiftRow; on_close: () => void; again: () => void }) {
  const [id] = useFormId();
  const most = gift.amount - gift.fee - gift.refunded;
  const [v, set] = useState({ amount: typed_of(most), reason: "" });
  const amount = sen_of(v.amount);
  return (
    <section class="stack" aria-label={t("gift_con.refund")}>
      <h2 class="h3">{t("gift_con.refund_of", { amount: rupiah(gift.amount), name: gift.shown_as })}</h2>
      <Checked
        check={() => wrongs_in({ amount: wrong_amount(v.amount) ?? (amount !== null && amount > most ? t("gift_con.too_much", { most: rupiah(most) }) : undefined), reason: needed(v.reason, t("gift_con.reason")) })}
        facts={() => [[t("gift_con.back"), <span class="num">{rupiah(amount ?? 0)}</span>], [t("gift_con.to"), gift.shown_as], [t("gift_con.reason"), v.reason]]}
        note={<Notice tone="info">{t("gift_con.check_note")}</Notice>}
        send_label={t("gift_con.send")}
        send={async () => { await post(`/api/gifts/${gift.id}/refund`, { id, amount, reason: v.reason.trim() }); again(); return amount!; }}
        done={(sum) => <><h3>{t("gift_con.done", { amount: rupiah(sum) })}</h3><p>{t("gift_con.done_text")}</p><button type="button" class="btn" onClick={on_close}>{t("act.close")}</button></>}
        fields={(wrongs) => (
          <div class="stack">
            <RupiahField name="amount" label={t("gift_con.back")} hint={t("gift_con.back_hint")} value={v.amount} on_input={(next) => set({ ...v, amount: next })} wrong={wrongs.amount} />
            <Field name="reason" label={t("gift_con.reason")} value={v.reason} on_input={(reason) => set({ ...v, reason })} wrong={wrongs.reason} maxLength={300} />
            <button type="button" class="link-btn" onClick={on_close}>{t("act.cancel")}</button>
          </div>
        )}
      />
    </section>
  );
}

export default function Gifts({ params }: PageProps) {
  const id = params.campaign!;
  const campaign = useData(doors.campaign(id));
  const list = useList(doors.campaign_gifts(id), (after) => doors.campaign_gifts(id, after));
  const [refunding, refund] = useState<doors.GiftRow | null>(null);
  const acts = may("giving.refund");
  return (
    <div class="stack">
      <Head title={t("kam.gifts")} back={[`/konsol/kampanye/${id}`, campaign.data?.title ?? t("nav_con.campaigns")]} lead={t("gift_con.lead")} />
      {refunding && <Refund key={refunding.id} gift={refunding} on_close={() => refund(null)} again={list.again} />}
      <Shown got={list}>{() => list.items.length === 0 ? <Empty icon="heart" title={t("gift_con.none")} /> : (
        <Table caption={t("kam.gifts")} rows={list.items} row_key={(row) => row.id} columns={[
          { name: t("gift_con.when"), as: "when", cell: (row) => moment(row.at) },
          { name: t("gift_con.name"), cell: (row) => row.shown_as },
          { name: t("gift_con.state"), cell: (row) => <State list="state_gift" state={row.state} /> },
          { name: t("gift_con.amount"), cell: (row) => rupiah(row.amount), right: true },
          { name: t("gift_con.fee"), cell: (row) => (row.fee ? rupiah(row.fee) : "–"), right: true },
          { name: t("gift_con.refunded"), cell: (row) => (row.refunded ? rupiah(row.refunded) : "–"), right: true },
          ...(acts ? [{ name: t("gift_con.act"), cell: (row: doors.GiftRow) => (row.state === "paid" && row.amount - row.fee > row.refunded ? <button type="button" class="link-btn" onClick={() => { refund(row); scrollTo({ top: 0 }); }}>{t("gift_con.refund")}<span class="unseen-always"> {row.shown_as} {rupiah(row.amount)}</span></button> : "–") }] : []),
        ]} />
      )}</Shown>
      <More {...list} />
    </div>
  );
}
