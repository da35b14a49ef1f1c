// What is owed to the payment provider after chargebacks; proposed by one, approved by another.
import { useState } from "preact/hooks";
import { Choices } from "../../ui/Choices.tsx";
import { Field } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Empty } from "../../ui/states.tsx";
import { useData } from "../../ui/hooks.ts";
import { post } from "../../core/api.ts";
import { moment, rupiah } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import { may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import { LedgerTabs } from "./ledger_tabs.tsx";
import { Checked, Facts, Head, RupiahField, sen_of, Shown, State, typed_of, Unfold, useFormId, WithEmployer, wrong_amount, wrongs_in } from "./parts.tsx";

function Propose({ now, organisation, again }: { now: doors.Owed; organisation: string; again: () => void }) {
  const [id] = useFormId();
  const [v, set] = useState({ amount: typed_of(now.owed), from: "own_account", reference: "", reason: "" });
  const amount = sen_of(v.amount);
  const most = v.from === "bank" ? Math.max(0, Math.min(now.owed, now.own_money)) : now.owed;
  return (
    <Checked
      check={() => wrongs_in({ amount: wrong_amount(v.amount) ?? (amount !== null && amount > most ? t("owed.too_much", { most: rupiah(most) }) : undefined), reason: v.reason.trim().length < 10 ? t("owed.too_short") : undefined })}
      facts={() => [[t("owed.amount"), <span class="num">{rupiah(amount ?? 0)}</span>], [t("owed.from"), t_or(`owed.${v.from}`, v.from)], v.reference.trim() !== "" && [t("owed.reference"), v.reference], [t("owed.reason"), v.reason]]}
      note={<Notice tone="info">{t("owed.check_note")}</Notice>}
      send_label={t("owed.send")}
      send={async () => { const made = await post<{ approval: string }>(`/api/organisations/${organisation}/settlements`, { id, amount, paid_from: v.from, reason: v.reason.trim(), ...(v.reference.trim() ? { reference: v.reference.trim() } : {}) }); again(); return made; }}
      done={(made) => <><h3>{t("owed.done", { amount: rupiah(amount ?? 0) })}</h3><p><a class="link-row" href={`/konsol/persetujuan/${made.approval}`}>{t("owed.see")}</a></p></>}
      fields={(wrongs) => (
        <div class="stack">
          <RupiahField name="amount" label={t("owed.amount")} value={v.amount} on_input={(next) => set({ ...v, amount: next })} wrong={wrongs.amount} />
          <Choices line name="paid_from" legend={t("owed.from")} value={v.from} on_pick={(from) => set({ ...v, from })} options={[{ value: "own_account", label: t("owed.own_account"), note: t("owed.own_account_note") }, { value: "bank", label: t("owed.bank"), note: t("owed.bank_note", { amount: rupiah(Math.max(0, now.own_money)) }) }]} />
          <Field name="reference" label={t("owed.reference")} hint={t("owed.reference_hint")} value={v.reference} on_input={(reference) => set({ ...v, reference })} wrong={wrongs.reference} maxLength={60} />
          <Field name="reason" label={t("owed.reason")} hint={t("owed.reason_hint")} many_lines value={v.reason} on_input={(reason) => set({ ...v, reason })} wrong={wrongs.reason} maxLength={500} />
        </div>
      )}
    />
  );
}

function Body({ organisation }: { organisation: string }) {
  const got = useData(doors.owed(organisation));
  return (
    <Shown got={got}>{(now) => (
      <div class="stack" data-owed>
        <Facts rows={[[t("owed.owed"), <strong class="num">{rupiah(now.owed)}</strong>], [t("owed.own"), <span class="num">{rupiah(now.own_money)}</span>]]} />
        {now.own_money < 0 && <Notice tone="warn">{t("owed.own_negative", { amount: rupiah(-now.own_money) })}</Notice>}
        {now.owed === 0 && now.items.length === 0 && <Empty icon="check" title={t("owed.nothing")} />}
        {now.owed > 0 && may("giving.refund") && <Unfold icon="coin" label={t("owed.propose")}>{() => <Propose now={now} organisation={organisation} again={got.again} />}</Unfold>}
        {now.items.length > 0 && (
          <section class="stack-s"><h2 class="h3">{t("owed.list")}</h2>
            <ul class="list card">{now.items.map((one) => (
              <li key={one.id} class="stack-xs">
                <p class="row between"><strong class="num">{rupiah(one.amount)}</strong><State list="state_owed" state={one.state} /></p>
                <p>{one.reason}</p>
                <p class="small hush">{t_or(`owed.${one.paid_from}`, one.paid_from)} · {moment(one.decided_at ?? one.proposed_at)}{one.reference !== "" && ` · ${one.reference}`}</p>
                {one.state === "proposed" && <p><a class="link-row" href={`/konsol/persetujuan/${one.approval}`}>{t("owed.see")}</a></p>}
              </li>
            ))}</ul>
          </section>
        )}
      </div>
    )}</Shown>
  );
}

export default function Owed() {
  return <WithEmployer>{(chosen) => <div class="stack wrap-narrow"><Head title={t("owed.title")} lead={t("owed.lead")} /><LedgerTabs at="/konsol/buku/utang" /><Body organisation={chosen.id} /></div>}</WithEmployer>;
}
