// What was handed over in a programme: proven or not, what is missing, and adding it later.
import { useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { Choices } from "../../ui/Choices.tsx";
import { Field } from "../../ui/form.tsx";
import { Notice, Pill, ProofPill } from "../../ui/marks.tsx";
import { Pictures, type Picture } from "../../ui/Pictures.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Empty } from "../../ui/states.tsx";
import { useData, useList } from "../../ui/hooks.ts";
import { post } from "../../core/api.ts";
import { count, day_long, rupiah } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import { may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import type { PageProps } from "../table.ts";
import { More } from "../publik/More.tsx";
import { ProgrammeTabs } from "./programme_tabs.tsx";
import { Go, Head, needed, Shown, Simple, useFormId, wrongs_in } from "./parts.tsx";

function AddEvidence({ d, on_done }: { d: doors.Delivery; on_done: () => void }) {
  const [open, set_open] = useState(false);
  const [id, renew] = useFormId();
  const [kind, set_kind] = useState("photo");
  const [pictures, set_pictures] = useState<Picture[]>([]);
  const send = async (): Promise<void> => {
    await post(`/api/deliveries/${d.id}/evidence`, { id, kind, hash: pictures[0]!.hash });
    renew();
    set_pictures([]);
    set_open(false);
    on_done();
  };
  return (
    <>
      <Button icon="camera" onClick={() => set_open(true)}>{t("del.add_evidence")}<span class="unseen-always"> {d.household}</span></Button>
      <Dialog open={open} title={t("del.add_evidence")} on_close={() => set_open(false)}>
        <p class="hush">{d.household} · {count(d.units)} {d.item} · {day_long(d.on)}</p>
        <Simple label={t("del.add_send")} send={send} check={() => wrongs_in({ hash: pictures.length === 0 ? t("del.picture_missing") : pictures[0]!.state !== "sent" ? t("photo.not_all_sent") : undefined })}>
          {(wrongs) => (
            <>
              <Choices line name="kind" legend={t("del.evidence_kind")} value={kind} on_pick={set_kind} options={(["photo", "form", "signature"] as const).map((one) => ({ value: one, label: t_or(`evid.${one}`, one) }))} />
              <Pictures name="hash" label={t_or(`evid.${kind}`, kind)} most={1} camera pictures={pictures} change={set_pictures} wrong={wrongs.hash} />
            </>
          )}
        </Simple>
      </Dialog>
    </>
  );
}

export function Revoke({ evidence, label, on_done }: { evidence: string; label: string; on_done: () => void }) {
  const [open, set_open] = useState(false);
  const [reason, set_reason] = useState("");
  return (
    <>
      <button type="button" class="link-btn" onClick={() => set_open(true)}>{t("evid.revoke")}<span class="unseen-always"> {label}</span></button>
      <Dialog open={open} title={t("evid.revoke_title")} on_close={() => set_open(false)}>
        <p>{t("evid.revoke_text")}</p>
        <Simple label={t("evid.revoke")} check={() => wrongs_in({ reason: needed(reason, t("evid.reason")) })} send={async () => { await post(`/api/evidence/${evidence}/revocation`, { reason: reason.trim() }); set_open(false); on_done(); }}>
          {(wrongs) => <Field name="reason" label={t("evid.reason")} hint={t("evid.reason_hint")} value={reason} on_input={set_reason} wrong={wrongs.reason} maxLength={300} />}
        </Simple>
      </Dialog>
    </>
  );
}

function Row({ d, again }: { d: doors.Delivery; again: () => void }) {
  return (
    <li class="card stack-s">
      <div class="row between"><h2 class="h3">{d.household}</h2><ProofPill proven={d.proven} /></div>
      <p>{count(d.units)} × {d.item} · <span class="num">{rupiah(d.cost)}</span></p>
      <p class="small hush">{day_long(d.on)} · {d.area.name}</p>
      {d.missing.length > 0 && <Notice tone="warn">{t("del.missing", { what: d.missing.map((one) => t_or(`lack_con.${one}`, one)).join(", ") })}</Notice>}
      <ul class="row">{d.evidence.map((one) => <li key={one.id}><Pill tone={one.revoked ? "bad" : one.kind === "signature" ? "plain" : one.cleared ? "good" : "info"} icon={one.kind === "signature" ? "eye" : "camera"}>{t_or(`evid.${one.kind}`, one.kind)}: {t(one.revoked ? "evid.revoked" : one.kind === "signature" ? "evid.never_shown" : one.cleared ? "evid.cleared" : "evid.waits")}</Pill></li>)}</ul>
      {may("programme.deliver") && d.missing.some((one) => one !== "place") && <AddEvidence d={d} on_done={again} />}
    </li>
  );
}

export default function Deliveries({ params, query }: PageProps) {
  const id = params.programme!;
  const only = query.get("hanya") === "belum";
  const programme = useData(doors.programme(id));
  const list = useList(doors.deliveries(id), (after) => doors.deliveries(id, after));
  const rows = only ? list.items.filter((one) => !one.proven) : list.items;
  const here = `/konsol/program/${id}/penyerahan`;
  return (
    <div class="stack">
      <Head title={t("prog.deliveries")} back={[`/konsol/program/${id}`, programme.data?.title ?? t("prog.one")]} actions={may("programme.deliver") && <Go href={`/konsol/program/${id}/serahkan`} kind="main" icon="box">{t("prog.deliver")}</Go>} />
      <ProgrammeTabs id={id} at="/penyerahan" />
      <nav class="tabs" aria-label={t("del.filter")}><a href={here} aria-current={only ? undefined : "true"}>{t("del.all")}</a><a href={`${here}?hanya=belum`} aria-current={only ? "true" : undefined}>{t("del.unproven")}</a></nav>
      <Shown got={list}>{() => rows.length === 0 ? <Empty icon="box" title={only ? t("del.none_unproven") : t("del.none")}>{!only && t("del.none_do")}</Empty> : <ul class="deliveries-con">{rows.map((d) => <Row key={d.id} d={d} again={list.again} />)}</ul>}</Shown>
      {list.more && only && <p class="small hush">{t("del.filter_note", { n: list.items.length })}</p>}
      <More {...list} />
    </div>
  );
}
