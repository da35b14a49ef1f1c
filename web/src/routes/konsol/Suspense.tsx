// Money that came and fits no charge: assign it to one, or give it back.
import { useState } from "preact/hooks";
import { Choices } from "../../ui/Choices.tsx";
import { Field } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Empty } from "../../ui/states.tsx";
import { useList } from "../../ui/hooks.ts";
import { post } from "../../core/api.ts";
import { moment, moment_long, rupiah } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import { may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import type { PageProps } from "../table.ts";
import { More } from "../publik/More.tsx";
import { ChargeField } from "./ChargeField.tsx";
import { Checked, Facts, Head, Shown, State, Tabs, Unfold, WithEmployer, wrongs_in } from "./parts.tsx";

function Resolve({ item, organisation, again }: { item: doors.Suspense; organisation: string; again: () => void }) {
  const [v, set] = useState<{ action: string; charge: doors.Charge | null; note: string }>({ action: "", charge: null, note: "" });
  const assign = v.action === "assign";
  return (
    <Checked
      check={() => wrongs_in({ action: v.action ? undefined : t("sus.action_missing"), charge: assign && !v.charge ? t("sus.charge_missing") : undefined, note: v.note.trim().length < 5 ? t("sus.note_short") : undefined })}
      facts={() => [[t("sus.amount"), <span class="num">{rupiah(item.amount)}</span>], [t("sus.action"), t_or(`sus.${v.action}`, v.action)], assign && v.charge && [t("sus.charge"), `${v.charge.title} · ${rupiah(v.charge.amount)}`], [t("sus.note"), v.note]]}
      send_label={assign ? t("sus.assign") : t("sus.return")}
      send={() => post<doors.Suspense>(`/api/suspense/${item.id}/resolution`, { action: v.action, ...(assign ? { charge: v.charge!.id } : {}), note: v.note.trim() })}
      done={() => <><h3>{t(assign ? "sus.assigned_done" : "sus.returned_done", { amount: rupiah(item.amount) })}</h3><button type="button" class="btn" onClick={again}>{t("sus.to_list")}</button></>}
      fields={(wrongs) => (
        <div class="stack">
          <Choices line name="action" legend={t("sus.action")} value={v.action} on_pick={(action) => set({ ...v, action })} wrong={wrongs.action} options={[{ value: "assign", label: t("sus.assign"), note: t("sus.assign_note") }, { value: "return", label: t("sus.return"), note: t("sus.return_note") }]} />
          {assign && <ChargeField organisation={organisation} reference={item.reference} value={v.charge} on_pick={(charge) => set({ ...v, charge })} wrong={wrongs.charge} />}
          <Field name="note" label={t("sus.note")} hint={t("sus.note_hint")} value={v.note} on_input={(note) => set({ ...v, note })} wrong={wrongs.note} maxLength={300} />
        </div>
      )}
    />
  );
}

function Body({ organisation, state }: { organisation: string; state: string }) {
  const list = useList(doors.suspense(organisation, state), (after) => doors.suspense(organisation, state, after));
  return (
    <>
      <Shown got={list}>{() => list.items.length === 0 ? <Empty icon="coin" title={t("sus.none")}>{t("sus.none_do")}</Empty> : (
        <ul class="stack" data-suspense>
          {list.items.map((one) => (
            <li key={one.id} class="card stack-s">
              <div class="row between"><strong class="num">{rupiah(one.amount)}</strong><State list="state_sus" state={one.state} tone={one.state === "open" ? "warn" : undefined} /></div>
              <p>{t_or(`sus_reason.${one.reason}`, one.reason)}</p>
              <Facts loose rows={[[t("sus.paid_at"), moment_long(one.paid_at)], [t("sus.reference"), <span class="hash">{one.reference || "–"}</span>], [t("sus.acquirer"), <span class="hash">{one.partner} {one.acquirer_reference}</span>], one.note && [t("sus.note"), one.note], one.resolved_at && [t("sus.resolved"), moment(one.resolved_at)]]} />
              {one.state === "open" && may("payments.resolve_suspense") && <Unfold icon="undo" label={t("sus.resolve")}>{() => <Resolve item={one} organisation={organisation} again={list.again} />}</Unfold>}
            </li>
          ))}
        </ul>
      )}</Shown>
      <More {...list} />
      <Notice tone="info">{t("sus.what")}</Notice>
    </>
  );
}

export default function Suspense({ query }: PageProps) {
  const state = query.get("keadaan") ?? "open";
  return (
    <WithEmployer>
      {(chosen) => (
        <div class="stack wrap-narrow">
          <Head title={t("nav_con.suspense")} lead={t("sus.lead")} />
          <Tabs label={t("sus.states")} at={`/konsol/titipan?keadaan=${state}`} tabs={["open", "assigned", "returned"].map((one) => [`/konsol/titipan?keadaan=${one}`, t_or(`state_sus.${one}`, one)])} />
          <Body organisation={chosen.id} state={state} />
        </div>
      )}
    </WithEmployer>
  );
}
