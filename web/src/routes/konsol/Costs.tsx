// Costs paid for a service or for collecting, out of released money.
import { useState } from "preact/hooks";
import { Choices } from "../../ui/Choices.tsx";
import { Field } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Pictures, hashes, unsent, type Picture } from "../../ui/Pictures.tsx";
import { Empty } from "../../ui/states.tsx";
import { useData } from "../../ui/hooks.ts";
import { day_long, rupiah } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import { may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import type { PageProps } from "../table.ts";
import { ProgrammeTabs } from "./programme_tabs.tsx";
import { Checked, Head, needed, RupiahField, sen_of, Shown, today, Unfold, useDraft, wrong_amount, wrongs_in } from "./parts.tsx";

function Record({ p, again }: { p: doors.Programme; again: () => void }) {
  const [v, put, drop] = useDraft(`biaya.${p.id}`, () => ({ name: "", kind: "service", amount: "", on: today() }));
  const [pictures, set_pictures] = useState<Picture[]>([]);
  const amount = sen_of(v.amount);
  return (
    <Checked
      check={() => wrongs_in({ name: needed(v.name, t("cost.name")), amount: wrong_amount(v.amount), on: needed(v.on, t("cost.on")) ?? (v.on > today() ? t("wrong.future") : undefined), evidence: !pictures.length ? t("buy.evidence_missing") : unsent(pictures) ? t("photo.not_all_sent") : undefined })}
      facts={() => [[t("cost.amount"), <span class="num">{rupiah(amount ?? 0)}</span>], [t("cost.name"), v.name], [t("cost.kind"), t_or(`cost.${v.kind}`, v.kind)], [t("cost.on"), day_long(v.on)], [t("buy.evidence"), t("photo.n", { n: pictures.length })]]}
      note={<Notice tone="info">{t("buy.check_note", { left: rupiah(p.money.released) })}</Notice>}
      send_label={t("cost.send")}
      send={async () => { await doors.add_to(p.id, "costs", { id: v.id, name: v.name.trim(), kind: v.kind, amount, on: v.on, evidence: hashes(pictures) }); drop(); again(); return { name: v.name, amount: amount! }; }}
      done={(made, more) => <><h2>{t("cost.done", { amount: rupiah(made.amount) })}</h2><p>{made.name}</p><button type="button" class="btn" onClick={() => { set_pictures([]); more(); }}>{t("cost.another")}</button></>}
      fields={(wrongs) => (
        <div class="stack">
          <p class="hush">{t("buy.left", { left: rupiah(p.money.released) })}</p>
          <Choices line name="kind" legend={t("cost.kind")} value={v.kind} on_pick={(kind) => put({ kind })} wrong={wrongs.kind} options={[{ value: "service", label: t("cost.service"), note: t("cost.service_note") }, { value: "collection", label: t("cost.collection"), note: t("cost.collection_note") }]} />
          <Field name="name" label={t("cost.name")} hint={t("cost.name_hint")} value={v.name} on_input={(name) => put({ name })} wrong={wrongs.name} maxLength={120} />
          <RupiahField name="amount" label={t("cost.amount")} value={v.amount} on_input={(next) => put({ amount: next })} wrong={wrongs.amount} />
          <Field name="on" type="date" label={t("cost.on")} value={v.on} on_input={(on) => put({ on })} wrong={wrongs.on} />
          <Pictures name="evidence" label={t("buy.evidence")} hint={t("buy.evidence_hint")} pictures={pictures} change={set_pictures} wrong={wrongs.evidence} />
        </div>
      )}
    />
  );
}

export default function Costs({ params }: PageProps) {
  const id = params.programme!;
  const programme = useData(doors.programme(id));
  const list = useData(doors.costs(id));
  return (
    <div class="stack">
      <Head title={t("prog.costs")} back={[`/konsol/program/${id}`, programme.data?.title ?? t("prog.one")]} />
      <ProgrammeTabs id={id} at="/biaya" />
      {may("programme.purchase") && programme.data && <Unfold icon="coin" label={t("cost.record")}>{() => <Record p={programme.data!} again={() => { list.again(); programme.again(); }} />}</Unfold>}
      <Shown got={list}>{(data) => data.items.length === 0 ? <Empty icon="coin" title={t("cost.none")}>{t("cost.none_do")}</Empty> : (
        <ul class="list card">{data.items.map((one) => <li key={one.id} class="row between"><span><strong>{one.name}</strong><span class="small hush block">{t_or(`cost.${one.kind}`, one.kind)} · {day_long(one.on)} · {t("photo.n", { n: one.evidence.length })}</span></span><span class="num strong">{rupiah(one.amount)}</span></li>)}</ul>
      )}</Shown>
    </div>
  );
}
