// A gift's hold: place it (a suspicion, or a dispute that the acquirer announced), see it, end it.
import { useState } from "preact/hooks";
import { Choices } from "../../ui/Choices.tsx";
import { Field } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { post } from "../../core/api.ts";
import { day_long, moment_long, rupiah } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import { may } from "../../core/session.ts";
import type { GiftHold, GiftRow } from "../../core/console.ts";
import { Checked, Facts, today, useFormId, wrongs_in } from "./parts.tsx";

interface Props { gift: GiftRow; on_close: () => void; again: () => void }
const Close = ({ on_close }: { on_close: () => void }) => <button type="button" class="btn" onClick={on_close}>{t("act.close")}</button>;
const Cancel = ({ on_close }: { on_close: () => void }) => <button type="button" class="link-btn" onClick={on_close}>{t("act.cancel")}</button>;

export function PlaceHold({ gift, on_close, again }: Props) {
  const [id] = useFormId();
  const [v, set] = useState({ kind: "suspicion", reason: "", reference: "", deadline: "" });
  const dispute = v.kind === "dispute";
  const body = () => ({ id, kind: v.kind, reason: v.reason.trim(), ...(dispute ? { deadline: v.deadline, ...(v.reference.trim() ? { reference: v.reference.trim() } : {}) } : {}) });
  return (
    <section class="stack" aria-label={t("hold.act")}>
      <h2 class="h3">{t("hold.title", { amount: rupiah(gift.amount), name: gift.shown_as })}</h2>
      <Checked
        check={() => wrongs_in({ reason: v.reason.trim().length < 10 ? t("hold.too_short") : undefined, deadline: dispute && v.deadline < today() ? t("hold.deadline_wrong") : undefined })}
        facts={() => [[t("hold.kind"), t_or(`hold.${v.kind}`, v.kind)], [t("hold.reason"), v.reason], dispute && [t("hold.deadline"), day_long(v.deadline)], dispute && v.reference.trim() !== "" && [t("hold.reference"), v.reference]]}
        note={<Notice tone="warn">{t("hold.note", { amount: rupiah(gift.unused) })}</Notice>}
        send_label={t("hold.send")}
        send={async () => { const made = await post<GiftHold>(`/api/gifts/${gift.id}/hold`, body()); again(); return made; }}
        done={(made) => <><h3>{t("hold.done", { amount: rupiah(made.amount) })}</h3><p>{t("hold.done_text")}</p><Close on_close={on_close} /></>}
        fields={(wrongs) => (
          <div class="stack">
            <Choices line name="kind" legend={t("hold.kind")} value={v.kind} on_pick={(kind) => set({ ...v, kind })} options={["suspicion", "dispute"].map((one) => ({ value: one, label: t_or(`hold.${one}`, one), note: t_or(`hold.${one}_note`, "") }))} />
            <Field name="reason" label={t("hold.reason")} hint={t("hold.reason_hint")} many_lines value={v.reason} on_input={(reason) => set({ ...v, reason })} wrong={wrongs.reason} maxLength={500} />
            {dispute && <Field name="deadline" type="date" label={t("hold.deadline")} value={v.deadline} on_input={(deadline) => set({ ...v, deadline })} wrong={wrongs.deadline} />}
            {dispute && <Field name="reference" label={t("hold.reference")} hint={t("hold.reference_hint")} value={v.reference} on_input={(reference) => set({ ...v, reference })} wrong={wrongs.reference} maxLength={60} />}
            <Cancel on_close={on_close} />
          </div>
        )}
      />
    </section>
  );
}

export function EndHold({ gift, hold, on_close, again }: Props & { hold: GiftHold }) {
  const [v, set] = useState({ outcome: "", note: "" });
  const moves_out = ["returned", "lost"];
  const outcomes = (hold.kind === "dispute" ? ["won", "lost"] : ["released", "returned"]).filter((one) => may("giving.refund") || !moves_out.includes(one));
  const word = (outcome: string): string => t_or(`state_hold.${outcome}`, outcome);
  return (
    <section class="stack" aria-label={t("hold.see")} data-hold>
      <h2 class="h3">{t("hold.end_title", { amount: rupiah(gift.amount), name: gift.shown_as })}</h2>
      <Facts rows={[
        [t("hold.kind"), t_or(`hold.${hold.kind}`, hold.kind)], [t("hold.reason"), hold.reason], [t("hold.since"), moment_long(hold.placed_at)],
        hold.deadline && [t("hold.deadline"), day_long(hold.deadline)], hold.reference !== "" && [t("hold.reference"), hold.reference],
        [t("hold.from_fund"), <span class="num">{rupiah(hold.from_fund)}</span>], [t("hold.from_released"), <span class="num">{rupiah(hold.from_released)}</span>],
      ]} />
      {hold.deadline && hold.deadline < today() && <Notice tone="bad">{t("hold.late")}</Notice>}
      <Checked
        check={() => wrongs_in({ outcome: v.outcome ? undefined : t("hold.outcome_missing"), note: v.note.trim().length < 10 ? t("hold.too_short") : undefined })}
        facts={() => [[t("hold.outcome"), t_or(`hold.${v.outcome}`, v.outcome)], [t("hold.held"), <span class="num">{rupiah(hold.amount)}</span>], [t("hold.ended_because"), v.note]]}
        note={v.outcome && <Notice tone={moves_out.includes(v.outcome) ? "warn" : "info"}>{t_or(`hold.${v.outcome}_note`, "")}</Notice>}
        send_label={t("hold.end_now")}
        send={async () => { const ended = await post<GiftHold>(`/api/gifts/${gift.id}/hold/ending`, { outcome: v.outcome, note: v.note.trim() }); again(); return ended; }}
        done={() => <><h3>{t("hold.ended", { outcome: word(v.outcome) })}</h3><Close on_close={on_close} /></>}
        fields={(wrongs) => (
          <div class="stack">
            <Choices line name="outcome" legend={t("hold.outcome")} value={v.outcome} on_pick={(outcome) => set({ ...v, outcome })} wrong={wrongs.outcome} options={outcomes.map((one) => ({ value: one, label: t_or(`hold.${one}`, one), note: t_or(`hold.${one}_note`, "") }))} />
            <Field name="note" label={t("hold.ended_because")} hint={t("hold.reason_hint")} many_lines value={v.note} on_input={(note) => set({ ...v, note })} wrong={wrongs.note} maxLength={500} />
            <Cancel on_close={on_close} />
          </div>
        )}
      />
    </section>
  );
}
