// Gifts of a campaign with their states; giving back what is unused, holding what must be examined.
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
import { EndHold, PlaceHold } from "./Hold.tsx";
import { More } from "../publik/More.tsx";
import { Checked, Head, needed, RupiahField, sen_of, Shown, Simple, State, Tabs, typed_of, useFormId, wrong_amount, wrongs_in } from "./parts.tsx";

function Refund({ gift, on_close, again }: { gift: doors.GiftRow; on_close: () => void; again: () => void }) {
  const [id] = useFormId();
  const most = gift.returnable;
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

function HideMessage({ gift, on_close, again }: { gift: doors.GiftRow; on_close: () => void; again: () => void }) {
  return (
    <section class="stack" aria-label={t("gift_con.hide")}>
      <h2 class="h3">{t("gift_con.hide_of", { name: gift.shown_as })}</h2>
      <Simple label={t("gift_con.hide_now")} send={async () => { await post(`/api/gifts/${gift.id}/hide-message`, {}); on_close(); again(); }} check={() => ({})}>
        {() => <><p>“{gift.message}”</p><Notice tone="warn">{t("gift_con.hide_note")}</Notice></>}
      </Simple>
      <button type="button" class="link-btn" onClick={on_close}>{t("act.cancel")}</button>
    </section>
  );
}

type Acting = { what: "refund" | "hold" | "end" | "message"; gift: doors.GiftRow };

function Panel({ acting: { what, gift }, ...rest }: { acting: Acting; on_close: () => void; again: () => void }) {
  if (what === "refund") return <Refund gift={gift} {...rest} />;
  if (what === "message") return <HideMessage gift={gift} {...rest} />;
  if (what === "hold") return <PlaceHold gift={gift} {...rest} />;
  return <EndHold gift={gift} hold={gift.hold!} {...rest} />;
}

export default function Gifts({ params, query }: PageProps) {
  const id = params.campaign!;
  const campaign = useData(doors.campaign(id));
  const held = query.get("hanya") === "ditahan";
  const list = useList(doors.campaign_gifts(id, undefined, held), (after) => doors.campaign_gifts(id, after, held));
  const [acting, act] = useState<Acting | null>(null);
  const hides = may("giving.edit_campaign"), refunds = may("giving.refund"), holds = may("giving.refund", "programme.approve_release");
  const here = `/konsol/kampanye/${id}/pemberian`;
  const button = (what: Acting["what"], label: string, row: doors.GiftRow) => (
    <button type="button" class="link-btn" onClick={() => { act({ what, gift: row }); scrollTo({ top: 0 }); }}>{label}<span class="unseen-always"> {row.shown_as} {rupiah(row.amount)}</span></button>
  );
  const acts = (row: doors.GiftRow) => {
    if (row.hold) return button("end", t("hold.see"), row);
    const may_hold = row.state === "paid", may_refund = refunds && row.state === "paid" && row.returnable > 0;
    if (!may_hold && !may_refund) return "–";
    return <span class="row">{may_refund && button("refund", t("gift_con.refund"), row)}{may_hold && button("hold", t("hold.act"), row)}</span>;
  };
  return (
    <div class="stack">
      <Head title={t("kam.gifts")} back={[`/konsol/kampanye/${id}`, campaign.data?.title ?? t("nav_con.campaigns")]} lead={t("gift_con.lead")} />
      <Tabs label={t("gift_con.filter")} at={held ? `${here}?hanya=ditahan` : here} tabs={[[here, t("gift_con.all")], [`${here}?hanya=ditahan`, t("gift_con.held_only")]]} />
      {acting && <Panel key={acting.what + acting.gift.id} acting={acting} on_close={() => act(null)} again={list.again} />}
      <Shown got={list}>{() => list.items.length === 0 ? <Empty icon="heart" title={t(held ? "gift_con.none_held" : "gift_con.none")} /> : (
        <Table caption={t("kam.gifts")} rows={list.items} row_key={(row) => row.id} columns={[
          { name: t("gift_con.name"), cell: (row) => <>{row.shown_as}{row.message && <span class="small block">“{row.message}” {hides && button("message", t("gift_con.hide"), row)}</span>}<span class="small hush block nowrap">{moment(row.at)}</span></> },
          { name: t("gift_con.state"), cell: (row) => (row.hold ? <State list="state_hold" state="open" tone="warn" /> : <State list="state_gift" state={row.state} />) },
          { name: t("gift_con.amount"), cell: (row) => <>{rupiah(row.amount)}{row.fee > 0 && <span class="small hush block">{t("gift_con.fee")} {rupiah(row.fee)}</span>}{row.refunded > 0 && <span class="small hush block">{t("gift_con.refunded")} {rupiah(row.refunded)}</span>}</>, right: true },
          { name: t("gift_con.unused"), cell: (row) => (row.unused ? rupiah(row.unused) : "–"), right: true },
          ...(holds ? [{ name: t("gift_con.act"), cell: acts }] : []),
        ]} />
      )}</Shown>
      <More {...list} />
    </div>
  );
}
