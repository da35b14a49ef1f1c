// What changes in a family: where it lives, its KK number, its decile, its head, a new member. Nothing typed here is kept.
import { useState } from "preact/hooks";
import { AreaField } from "../../ui/Area.tsx";
import { Choices } from "../../ui/Choices.tsx";
import { Field } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Select } from "../../ui/Select.tsx";
import { post, put } from "../../core/api.ts";
import { t } from "../../core/i18n.ts";
import { digits_of } from "../../core/nik.ts";
import * as doors from "../../core/console.ts";
import { Popup } from "./Popup.tsx";
import { relation_options } from "./relations.ts";
import { needed, Simple, today, useFormId, wrongs_in } from "./parts.tsx";

interface Props { f: doors.Family; done: () => void }
const three = (text: string): string => (text ? text.replace(/\D/g, "").padStart(3, "0") : "");
const not_future = (day: string, what: string): string | undefined => needed(day, what) ?? (day > today() ? t("wrong.future") : undefined);
const at = (f: doors.Family, rest: string): string => `${doors.family(f.id)}/${rest}`;

function Home({ f, done }: Props) {
  const [v, set] = useState({ area: f.area.code, rt: f.home.rt, rw: f.home.rw, hamlet: f.home.hamlet, street: f.home.street });
  const type = (part: Partial<typeof v>): void => set({ ...v, ...part });
  const send = async (): Promise<void> => {
    const same = v.area === f.area.code && v.street === f.home.street && f.home.latitude !== null && f.home.longitude !== null;
    await put(at(f, "home"), { area: v.area, rt: three(v.rt), rw: three(v.rw), hamlet: v.hamlet.trim(), street: v.street.trim(), ...(same ? { latitude: f.home.latitude, longitude: f.home.longitude } : {}) });
    done();
  };
  return (
    <Simple label={t("act.save")} send={send} check={() => wrongs_in({ area: v.area.split(".").length === 4 ? undefined : t("fam.village_missing") })}>
      {(wrongs) => (
        <>
          <AreaField name="area" legend={t("fam.area")} value={v.area} on_pick={(area) => type({ area })} wrong={wrongs.area} />
          <div class="pair">
            <Field name="rt" inputMode="numeric" label="RT" value={v.rt} on_input={(rt) => type({ rt })} wrong={wrongs.rt} maxLength={3} />
            <Field name="rw" inputMode="numeric" label="RW" value={v.rw} on_input={(rw) => type({ rw })} wrong={wrongs.rw} maxLength={3} />
          </div>
          <Field name="hamlet" label={t("fam.hamlet")} value={v.hamlet} on_input={(hamlet) => type({ hamlet })} wrong={wrongs.hamlet} maxLength={100} />
          <Field name="street" label={t("fam.street")} value={v.street} on_input={(street) => type({ street })} wrong={wrongs.street} maxLength={200} />
        </>
      )}
    </Simple>
  );
}

function Kk({ f, done }: Props) {
  const [v, set] = useState({ kk: "", from: today(), reason: "" });
  const check = () => wrongs_in({ kk: digits_of(v.kk).length === 16 ? undefined : t("fam.kk_wrong"), from: not_future(v.from, t("famc.from")) });
  return (
    <Simple label={t("act.save")} check={check} send={async () => { await post(at(f, "kk"), { kk: digits_of(v.kk), from: v.from, ...(v.reason.trim() ? { reason: v.reason.trim() } : {}) }); done(); }}>
      {(wrongs) => (
        <>
          <p class="hush">{t("famc.kk_text")}</p>
          <Field name="kk" inputMode="numeric" label={t("fam.kk")} hint={t("famc.kk_hint")} value={v.kk} on_input={(kk) => set({ ...v, kk })} wrong={wrongs.kk} maxLength={25} />
          <Field name="from" type="date" label={t("famc.from")} value={v.from} on_input={(from) => set({ ...v, from })} wrong={wrongs.from} />
          <Field name="reason" label={t("famc.reason")} hint={t("famc.kk_reason_hint")} value={v.reason} on_input={(reason) => set({ ...v, reason })} wrong={wrongs.reason} maxLength={100} />
        </>
      )}
    </Simple>
  );
}

function Decile({ f, done }: Props) {
  const [v, set] = useState({ value: f.decile ? String(f.decile.value) : "", source: f.decile?.source ?? "", on: today() });
  const check = () => wrongs_in({ value: needed(v.value, t("fam.decile")), source: v.source.trim() ? undefined : t("fam.source_missing"), on: not_future(v.on, t("famc.on")) });
  return (
    <Simple label={t("act.save")} check={check} send={async () => { await put(at(f, "decile"), { value: Number(v.value), source: v.source.trim(), on: v.on }); done(); }}>
      {(wrongs) => (
        <>
          <Select name="value" label={t("fam.decile")} hint={t("fam.decile_hint")} value={v.value} on_pick={(value) => set({ ...v, value })} wrong={wrongs.value} options={Array.from({ length: 10 }, (_, i) => [String(i + 1), t("fam.decile_n", { n: i + 1 })])} />
          <Field name="source" label={t("fam.source")} hint={t("fam.source_hint")} value={v.source} on_input={(source) => set({ ...v, source })} wrong={wrongs.source} maxLength={60} />
          <Field name="on" type="date" label={t("famc.on")} value={v.on} on_input={(on) => set({ ...v, on })} wrong={wrongs.on} />
        </>
      )}
    </Simple>
  );
}

function NewHead({ f, done }: Props) {
  const others = f.members.filter((one) => one.person !== f.head);
  const former = f.members.find((one) => one.person === f.head);
  const [v, set] = useState({ person: others.length === 1 ? others[0]!.person : "", former_head_is: "" });
  const check = () => wrongs_in({ person: needed(v.person, t("famc.new_head")), former_head_is: former && needed(v.former_head_is, t("famc.former")) });
  return (
    <Simple label={t("act.save")} check={check} send={async () => { await put(at(f, "head"), former ? v : { ...v, former_head_is: "other" }); done(); }}>
      {(wrongs) => (
        <>
          <Select name="person" label={t("famc.new_head")} value={v.person} on_pick={(person) => set({ ...v, person })} wrong={wrongs.person} options={others.map((one) => [one.person, one.name ?? t("fam.nameless")])} />
          {former && <Select name="former_head_is" label={t("famc.former_is", { name: former?.name ?? t("fam.nameless") })} value={v.former_head_is} on_pick={(former_head_is) => set({ ...v, former_head_is })} wrong={wrongs.former_head_is} options={relation_options()} />}
        </>
      )}
    </Simple>
  );
}

function NewMember({ f, done }: Props) {
  const [id] = useFormId();
  const [v, set] = useState({ name: "", sex: "", relation: "child", birth_date: "", nik: "", since: today() });
  const type = (part: Partial<typeof v>): void => set({ ...v, ...part });
  const check = () => wrongs_in({
    name: needed(v.name, t("fam.name")), sex: v.sex ? undefined : t("fam.sex_missing"), relation: needed(v.relation, t("fam.relation")),
    nik: v.nik && digits_of(v.nik).length !== 16 ? t("fam.nik_wrong") : undefined, since: not_future(v.since, t("famc.since")),
  });
  const send = async (): Promise<void> => {
    await post(at(f, "members"), { id, name: v.name.trim(), sex: v.sex, relation: v.relation, since: v.since, ...(v.birth_date ? { birth_date: v.birth_date } : {}), ...(v.nik ? { nik: digits_of(v.nik) } : {}) });
    done();
  };
  return (
    <Simple label={t("fam.add_member")} check={check} send={send}>
      {(wrongs) => (
        <>
          <p class="hush">{t("famc.member_text")}</p>
          <Field name="name" label={t("fam.name")} value={v.name} on_input={(name) => type({ name })} wrong={wrongs.name} maxLength={100} />
          <Choices name="sex" legend={t("fam.sex")} value={v.sex} on_pick={(sex) => type({ sex })} wrong={wrongs.sex} options={[{ value: "P", label: t("fam.P") }, { value: "L", label: t("fam.L") }]} />
          <Select name="relation" label={t("fam.relation")} value={v.relation} on_pick={(relation) => type({ relation })} wrong={wrongs.relation} options={relation_options()} />
          <div class="pair">
            <Field name="birth_date" type="date" label={t("fam.birth")} value={v.birth_date} on_input={(birth_date) => type({ birth_date })} wrong={wrongs.birth_date} />
            <Field name="since" type="date" label={t("famc.since")} value={v.since} on_input={(since) => type({ since })} wrong={wrongs.since} />
          </div>
          <Field name="nik" label={t("fam.nik")} hint={t("fam.nik_hint")} inputMode="numeric" value={v.nik} on_input={(nik) => type({ nik })} wrong={wrongs.nik} maxLength={25} />
        </>
      )}
    </Simple>
  );
}

/** The changes of a family, each behind its button. */
export function FamilyChanges({ f, again }: { f: doors.Family; again: () => void }) {
  const with_close = (close: () => void) => ({ f, done: () => { close(); again(); } });
  return (
    <section class="stack-s no-print" aria-label={t("famc.changes")}>
      <h2 class="h3">{t("famc.changes")}</h2>
      <div class="row">
        <Popup label={t("fam.add_member")} icon="people">{(close) => <NewMember {...with_close(close)} />}</Popup>
        <Popup label={t("famc.home")} icon="home">{(close) => <Home {...with_close(close)} />}</Popup>
        <Popup label={t("famc.kk")} icon="file">{(close) => <Kk {...with_close(close)} />}</Popup>
        <Popup label={t("famc.decile")} icon="chart">{(close) => <Decile {...with_close(close)} />}</Popup>
        {(f.members.length > 1 || (f.members.length === 1 && !f.head)) && <Popup label={t("famc.head")} icon="flag">{(close) => <NewHead {...with_close(close)} />}</Popup>}
      </div>
      {f.members.length > 0 && !f.head && <Notice tone="warn">{t("famc.no_head")}</Notice>}
      <Notice tone="info" icon="shield">{t("famc.trail")}</Notice>
    </section>
  );
}
