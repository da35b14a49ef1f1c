// What happens to one person of a family: moving to another family, leaving, consents, being forgotten.
import { useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { Choices } from "../../ui/Choices.tsx";
import { ErrorSummary, Field } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Select } from "../../ui/Select.tsx";
import { Tick } from "../../ui/Tick.tsx";
import { useAction, useData } from "../../ui/hooks.ts";
import { post, read } from "../../core/api.ts";
import { day_long, moment } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import { instant_of } from "../../core/zone.ts";
import { go } from "../../core/router.ts";
import * as doors from "../../core/console.ts";
import { Popup } from "./Popup.tsx";
import { relation_options } from "./relations.ts";
import { needed, Shown, Simple, State, today, useFormId, wrongs_in } from "./parts.tsx";

type Member = doors.Family["members"][number];
interface Props { f: doors.Family; one: Member; done: () => void }
const not_future = (day: string, what: string): string | undefined => needed(day, what) ?? (day > today() ? t("wrong.future") : undefined);

/** Finding the family that somebody moves into. */
function Target({ f, value, on_pick, wrong }: { f: doors.Family; value: doors.FamilyRow | null; on_pick: (next: doors.FamilyRow | null) => void; wrong?: string }) {
  const [q, set_q] = useState("");
  const [found, set_found] = useState<doors.FamilyRow[] | null>(null);
  const look = useAction(async () => set_found((await read(doors.families({ organisation: f.organisation, q: q.trim() }))).items.filter((one) => one.id !== f.id)));
  const line = (one: doors.FamilyRow): string => `${one.head ?? t("fam.nameless")} · RT ${one.rt || "–"} / RW ${one.rw || "–"} · ${one.area.name}`;
  if (value) return <div class="picked"><span class="grow">{line(value)}</span><button type="button" class="link-btn" onClick={() => on_pick(null)}>{t("act.change")}</button></div>;
  return (
    <div class="stack-s">
      <Field name="family" type="search" label={t("famc.to_family")} hint={t("famc.to_family_hint")} value={q} on_input={set_q} wrong={wrong} />
      <Button icon="search" busy={look.busy} onClick={() => void look.run()}>{t("act.search")}</Button>
      <ErrorSummary problem={look.problem} />
      <div role="status">{found?.length === 0 && <p>{t("fam.not_found")}</p>}</div>
      {found && found.length > 0 && <ul class="pick-list">{found.slice(0, 8).map((one) => <li key={one.id}><button type="button" onClick={() => on_pick(one)}>{line(one)}</button></li>)}</ul>}
    </div>
  );
}

function Move({ f, one, done }: Props) {
  const [to, set_to] = useState<doors.FamilyRow | null>(null);
  const [v, set] = useState({ relation: "", on: today() });
  const check = () => wrongs_in({ family: to ? undefined : t("famc.to_missing"), relation: needed(v.relation, t("famc.relation_there")), on: not_future(v.on, t("famc.moved_on")) });
  return (
    <Simple label={t("famc.move")} check={check} send={async () => { await post(`/api/persons/${one.person}/moves`, { family: to!.id, ...v }); done(); go(`/konsol/keluarga/${to!.id}`); }}>
      {(wrongs) => (
        <>
          <p class="hush">{t("famc.move_text")}</p>
          <Target f={f} value={to} on_pick={set_to} wrong={wrongs.family} />
          <Select name="relation" label={t("famc.relation_there")} value={v.relation} on_pick={(relation) => set({ ...v, relation })} wrong={wrongs.relation} options={relation_options()} />
          <Field name="on" type="date" label={t("famc.moved_on")} value={v.on} on_input={(on) => set({ ...v, on })} wrong={wrongs.on} />
        </>
      )}
    </Simple>
  );
}

const as_read = ({ field, value }: { field: string; value: string | null }): string =>
  value === null ? "–" : field === "birth_date" ? day_long(value) : field === "sex" ? t_or(`famc.sex_${value}`, value) : value;

/** Only what is changed is sent; an empty field stays as it is. */
function Correct({ one, done }: Props) {
  const [id] = useFormId();
  const [v, set] = useState({ name: one.name ?? "", sex: one.sex as string, birth_date: one.birth_date ?? "", nik: "", remove_nik: false, phone: "", reason: "" });
  const history = useData(doors.corrections(one.person));
  const wish = (): Record<string, unknown> => ({
    ...(v.name.trim() && v.name.trim() !== one.name ? { name: v.name.trim() } : {}), ...(v.sex !== one.sex ? { sex: v.sex } : {}),
    ...(v.birth_date && v.birth_date !== one.birth_date ? { birth_date: v.birth_date } : {}), ...(v.nik && !v.remove_nik ? { nik: v.nik.replace(/\D/g, "") } : {}),
    ...(v.remove_nik ? { remove_nik: true } : {}), ...(v.phone.trim() ? { phone: v.phone.trim() } : {}),
  });
  const check = () => wrongs_in({ name: needed(v.name, t("fam.name")), birth_date: v.birth_date > today() ? t("wrong.future") : undefined, nik: v.nik && !v.remove_nik && v.nik.replace(/\D/g, "").length !== 16 ? t("fam.nik_wrong") : undefined, reason: v.reason.trim().length < 5 ? t("famc.correct_reason_missing") : Object.keys(wish()).length ? undefined : t("famc.correct_nothing") });
  return (
    <div class="stack">
      <Simple label={t("famc.correct_save")} check={check} send={async () => { await post(doors.corrections(one.person), { id, ...wish(), reason: v.reason.trim() }); done(); }}>
        {(wrongs) => (
          <>
            <p class="hush">{t("famc.correct_text")}</p>
            <Field name="name" label={t("fam.name")} value={v.name} on_input={(name) => set({ ...v, name })} wrong={wrongs.name} maxLength={100} />
            <Field name="birth_date" type="date" label={t("fam.birth")} value={v.birth_date} on_input={(birth_date) => set({ ...v, birth_date })} wrong={wrongs.birth_date} />
            <Choices line name="sex" legend={t("fam.sex")} value={v.sex} on_pick={(sex) => set({ ...v, sex })} options={["P", "L"].map((sex) => ({ value: sex, label: t_or(`famc.sex_${sex}`, sex) }))} />
            <Field name="nik" label={t("famc.correct_nik")} hint={one.nik ? t("famc.correct_nik_now", { nik: one.nik }) : undefined} inputMode="numeric" value={v.nik} on_input={(nik) => set({ ...v, nik })} wrong={wrongs.nik} maxLength={30} />
            {one.nik && <Tick name="remove_nik" checked={v.remove_nik} on_tick={(remove_nik) => set({ ...v, remove_nik })}>{t("famc.correct_remove_nik")}</Tick>}
            <Field name="phone" type="tel" label={t("famc.correct_phone")} value={v.phone} on_input={(phone) => set({ ...v, phone })} wrong={wrongs.phone} maxLength={30} />
            <Field name="reason" label={t("famc.correct_reason")} hint={t("famc.correct_reason_hint")} value={v.reason} on_input={(reason) => set({ ...v, reason })} wrong={wrongs.reason} maxLength={300} />
          </>
        )}
      </Simple>
      <Shown got={history} rows={1}>{(data) => data.items.length === 0 ? <p class="small hush">{t("famc.correct_none")}</p> : (
        <ul class="list">{data.items.map((row) => <li key={row.id} class="stack-xs"><span class="small hush">{moment(row.at)} · {row.by ?? t("con.system")} · {row.reason}</span>{row.before.map((was) => <span key={was.field} class="small">{t("famc.correct_was", { field: t_or(`famc.field_${was.field}`, was.field), value: as_read(was) })}</span>)}</li>)}</ul>
      )}</Shown>
    </div>
  );
}

const reasons = ["died", "away", "other"] as const;

function Leave({ one, done }: Props) {
  const [v, set] = useState({ why: "", on: today(), other: "" });
  const words = v.why === "other" ? v.other.trim() : v.why ? t_or(`famc.why_${v.why}`, v.why) : "";
  const check = () => wrongs_in({ reason: v.why ? undefined : t("famc.why_missing"), other: v.why === "other" ? needed(v.other, t("famc.reason")) : undefined, on: not_future(v.on, t("famc.left_on")) });
  return (
    <Simple label={t("famc.leave")} check={check} send={async () => { await post(`/api/persons/${one.person}/leaving`, { on: v.on, reason: words }); done(); }}>
      {(wrongs) => (
        <>
          <p class="hush">{t("famc.leave_text")}</p>
          <Choices line name="reason" legend={t("famc.reason")} value={v.why} on_pick={(why) => set({ ...v, why })} wrong={wrongs.reason} options={reasons.map((why) => ({ value: why, label: t_or(`famc.why_${why}`, why) }))} />
          {v.why === "other" && <Field name="other" label={t("famc.reason")} value={v.other} on_input={(other) => set({ ...v, other })} wrong={wrongs.other} maxLength={100} />}
          <Field name="on" type="date" label={t("famc.left_on")} value={v.on} on_input={(on) => set({ ...v, on })} wrong={wrongs.on} />
        </>
      )}
    </Simple>
  );
}

const purposes = ["assistance", "pictures", "research", "contact", "sharing"] as const;
const manners = ["written", "spoken", "thumbprint", "digital"] as const;

function Consents({ one }: { one: Member }) {
  const list = useData(doors.consents(one.person));
  const [id, renew] = useFormId();
  const [v, set] = useState({ purpose: "", decision: "given", manner: "", on: today() });
  const check = () => wrongs_in({ purpose: needed(v.purpose, t("famc.purpose")), manner: needed(v.manner, t("famc.manner")), on: not_future(v.on, t("famc.consent_on")) });
  // A day of today is now, a little back: the clock of a phone may run ahead of the server's.
  const moment_of = (day: string): string => (day === today() ? new Date(Date.now() - 120_000).toISOString() : instant_of(`${day}T12:00`));
  const send = async (): Promise<void> => {
    await post(doors.consents(one.person), { id, purpose: v.purpose, decision: v.decision, manner: v.manner, at: moment_of(v.on) });
    renew();
    set({ purpose: "", decision: "given", manner: "", on: today() });
    list.again();
  };
  return (
    <div class="stack">
      <Shown got={list} rows={1}>{(data) => data.items.length === 0 ? <Notice tone="warn">{t("famc.no_consents")}</Notice> : (
        <ul class="list">{data.items.map((row) => <li key={row.id} class="row between"><span><strong>{t_or(`purpose_con.${row.purpose}`, row.purpose)}</strong><span class="small hush block">{t_or(`manner.${row.manner}`, row.manner)} · {moment(row.at)}</span></span><State list="consent" state={row.decision} tone={row.decision === "given" ? "good" : "bad"} /></li>)}</ul>
      )}</Shown>
      <h3>{t("famc.record_consent")}</h3>
      <Simple label={t("act.save")} check={check} send={send}>
        {(wrongs) => (
          <>
            <Select name="purpose" label={t("famc.purpose")} value={v.purpose} on_pick={(purpose) => set({ ...v, purpose })} wrong={wrongs.purpose} options={purposes.map((p) => [p, t_or(`purpose_con.${p}`, p)])} />
            <Choices name="decision" legend={t("famc.decision")} value={v.decision} on_pick={(decision) => set({ ...v, decision })} options={[{ value: "given", label: t("consent.given") }, { value: "withdrawn", label: t("consent.withdrawn") }]} />
            <Select name="manner" label={t("famc.manner")} value={v.manner} on_pick={(manner) => set({ ...v, manner })} wrong={wrongs.manner} options={manners.map((m) => [m, t_or(`manner.${m}`, m)])} />
            <Field name="on" type="date" label={t("famc.consent_on")} value={v.on} on_input={(on) => set({ ...v, on })} wrong={wrongs.on} />
          </>
        )}
      </Simple>
    </div>
  );
}

function Forget({ one, done }: Props) {
  const [sure, set_sure] = useState(false);
  return (
    <Simple danger label={t("famc.forget")} check={() => wrongs_in({ sure: sure ? undefined : t("famc.forget_sure_missing") })} send={async () => { await post(`/api/persons/${one.person}/erasure`, {}); done(); }}>
      {(wrongs) => (
        <>
          <Notice tone="bad">{t("famc.forget_text", { name: one.name ?? "" })}</Notice>
          <Tick name="sure" checked={sure} on_tick={set_sure} wrong={wrongs.sure}>{t("famc.forget_sure")}</Tick>
        </>
      )}
    </Simple>
  );
}

/** The changes of one person, behind one line that opens. A person who was forgotten has none. */
export function PersonChanges({ f, one, again }: { f: doors.Family; one: Member; again: () => void }) {
  if (one.name === null) return null;
  const name = one.name;
  const with_close = (close: () => void): Props => ({ f, one, done: () => { close(); again(); } });
  return (
    <details class="no-print">
      <summary class="link-row small">{t("famc.person_changes")}<span class="unseen-always"> {name}</span></summary>
      <p class="small hush">{t("famc.here_since", { day: day_long(one.since) })}</p>
      <div class="row">
        <Popup label={t("famc.consents")} about={name} title={t("famc.consents_of", { name })} icon="shield">{() => <Consents one={one} />}</Popup>
        <Popup label={t("famc.correct")} about={name} icon="check">{(close) => <Correct {...with_close(close)} />}</Popup>
        <Popup label={t("famc.move")} about={name} icon="arrow">{(close) => <Move {...with_close(close)} />}</Popup>
        <Popup label={t("famc.leave")} about={name} icon="undo">{(close) => <Leave {...with_close(close)} />}</Popup>
        <Popup label={t("famc.forget")} about={name} icon="cross">{(close) => <Forget {...with_close(close)} />}</Popup>
      </div>
      {one.person === f.head && f.members.length > 1 && <p class="small hush">{t("famc.head_after")}</p>}
    </details>
  );
}
