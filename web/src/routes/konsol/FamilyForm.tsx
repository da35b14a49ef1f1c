// Registering a family with its members. Nothing typed here is kept in the browser.
import { useState } from "preact/hooks";
import { AreaField } from "../../ui/Area.tsx";
import { Button } from "../../ui/Button.tsx";
import { Choices } from "../../ui/Choices.tsx";
import { Field, type Wrongs } from "../../ui/form.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Select } from "../../ui/Select.tsx";
import { post } from "../../core/api.ts";
import { day_long } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import { new_id } from "../../core/ids.ts";
import * as doors from "../../core/console.ts";
import { relation_options, type Relation } from "./relations.ts";
import { birth_of, digits_of, nik_says } from "../../core/nik.ts";
import { Checked, Go, Head, needed, today, WithEmployer, wrongs_in } from "./parts.tsx";

interface Person { id: string; name: string; sex: string; birth_date: string; nik: string; phone: string; relation: Relation }
const person = (relation: Relation): Person => ({ id: new_id(), name: "", sex: "", birth_date: "", nik: "", phone: "", relation });

function NikNote({ one }: { one: Person }) {
  const typed = digits_of(one.nik);
  if (!typed) return null;
  const says = nik_says(typed, new Date().getFullYear());
  if (!says) return <p class="small hush">{typed.length < 16 ? t("fam.nik_digits", { n: typed.length }) : t("fam.nik_odd")}</p>;
  const odd = [one.birth_date && one.birth_date.slice(5) !== birth_of(says).slice(5) && t("fam.nik_birth"), one.sex && (one.sex === "P") !== says.female && t("fam.nik_sex")].filter(Boolean);
  return odd.length ? <p class="small warn-ink">{odd.join(" ")} {t("fam.nik_may_save")}</p> : <p class="small hush">{t("fam.nik_says", { sex: t(says.female ? "fam.P" : "fam.L"), day: day_long(birth_of(says)) })}</p>;
}

function Member({ one, i, change, drop, wrongs }: { one: Person; i: number; change: (part: Partial<Person>) => void; drop: (() => void) | null; wrongs: Wrongs }) {
  const at = (field: string): string => `members-${i}-${field}`;
  const says = nik_says(one.nik, new Date().getFullYear());
  return (
    <fieldset class="card stack">
      <legend class="sub-legend">{i === 0 ? t("fam.head") : t("fam.member_n", { n: i + 1 })}</legend>
      <Field name={at("name")} label={t("fam.name")} value={one.name} on_input={(name) => change({ name })} wrong={wrongs[at("name")]} maxLength={100} />
      {i > 0 && <Select name={at("relation")} label={t("fam.relation")} value={one.relation} on_pick={(relation) => change({ relation: (relation || "other") as Relation })} wrong={wrongs[at("relation")]} options={relation_options()} />}
      <Field name={at("nik")} label={t("fam.nik")} hint={t("fam.nik_hint")} inputMode="numeric" value={one.nik} on_input={(nik) => change({ nik })} wrong={wrongs[at("nik")]} maxLength={25} after={<NikNote one={one} />} />
      {says && (!one.birth_date || !one.sex) && <Button icon="copy" onClick={() => change({ birth_date: one.birth_date || birth_of(says), sex: one.sex || (says.female ? "P" : "L") })}>{t("fam.take_from_nik")}</Button>}
      <Choices name={at("sex")} legend={t("fam.sex")} value={one.sex} on_pick={(sex) => change({ sex })} wrong={wrongs[at("sex")]} options={[{ value: "P", label: t("fam.P") }, { value: "L", label: t("fam.L") }]} />
      <div class="pair">
        <Field name={at("birth_date")} type="date" label={t("fam.birth")} value={one.birth_date} on_input={(birth_date) => change({ birth_date })} wrong={wrongs[at("birth_date")]} />
        <Field name={at("phone")} type="tel" inputMode="tel" label={t("fam.phone")} value={one.phone} on_input={(phone) => change({ phone })} wrong={wrongs[at("phone")]} maxLength={40} />
      </div>
      {drop && <button type="button" class="link-btn" onClick={drop}><Icon name="cross" />{t("fam.drop")}<span class="unseen-always"> {one.name}</span></button>}
    </fieldset>
  );
}

function Form({ organisation }: { organisation: string }) {
  const [id, set_id] = useState(new_id);
  const [v, set] = useState({ area: "", rt: "", rw: "", hamlet: "", street: "", kk: "", decile: "", source: "", since: today() });
  const [members, set_members] = useState<Person[]>([person("head")]);
  const put = (part: Partial<typeof v>): void => set({ ...v, ...part });
  const three = (text: string): string => (text ? text.replace(/\D/g, "").padStart(3, "0") : "");
  const check = (): Wrongs => wrongs_in({
    area: v.area.split(".").length === 4 ? undefined : t("fam.village_missing"), kk: v.kk && digits_of(v.kk).length !== 16 ? t("fam.kk_wrong") : undefined, decile: v.decile && !v.source.trim() ? t("fam.source_missing") : undefined,
    ...Object.fromEntries(members.flatMap((one, i) => [[`members-${i}-name`, needed(one.name, t("fam.name"))], [`members-${i}-sex`, one.sex ? undefined : t("fam.sex_missing")], [`members-${i}-nik`, one.nik && digits_of(one.nik).length !== 16 ? t("fam.nik_wrong") : undefined]])),
  });
  const send = async () => {
    const body: doors.NewFamily = {
      id, organisation, area: v.area, since: v.since, ...(v.rt ? { rt: three(v.rt) } : {}), ...(v.rw ? { rw: three(v.rw) } : {}), ...(v.hamlet.trim() ? { hamlet: v.hamlet.trim() } : {}), ...(v.street.trim() ? { street: v.street.trim() } : {}),
      ...(v.kk ? { kk: digits_of(v.kk) } : {}), ...(v.decile ? { decile: { value: Number(v.decile), source: v.source.trim(), on: today() } } : {}),
      members: members.map((one) => ({ id: one.id, name: one.name.trim(), sex: one.sex as "L", relation: one.relation, ...(one.birth_date ? { birth_date: one.birth_date } : {}), ...(one.nik ? { nik: digits_of(one.nik) } : {}), ...(one.phone.trim() ? { phone: one.phone.trim() } : {}) })),
    };
    await post("/api/families", body);
    return { id, name: members[0]!.name };
  };
  return (
    <Checked check={check} send={send} send_label={t("fam.send")}
      facts={() => [[t("fam.head"), members[0]!.name], [t("fam.members"), t("fam.members_n", { n: members.length })], ...members.slice(1).map((one): [string, string] => [t_or(`relation.${one.relation}`, one.relation), one.name]), [t("fam.home"), [v.hamlet, v.rt && `RT ${three(v.rt)}`, v.rw && `RW ${three(v.rw)}`].filter(Boolean).join(", ") || "–"], [t("fam.kk"), v.kk ? "•••• " + digits_of(v.kk).slice(-4) : t("fam.not_given")]]}
      done={(made, more) => <><h2>{t("fam.done", { name: made.name })}</h2><div class="row"><Go href={`/konsol/keluarga/${made.id}`} kind="main">{t("fam.open")}</Go><Button onClick={() => { set_id(new_id()); set({ ...v, kk: "", decile: "", street: "" }); set_members([person("head")]); more(); }}>{t("fam.another")}</Button></div></>}
      fields={(wrongs) => (
        <div class="stack-l">
          <Notice tone="info" icon="shield">{t("fam.consent")}</Notice>
          <div class="stack">
            <AreaField name="area" legend={t("fam.area")} value={v.area} on_pick={(area) => put({ area })} wrong={wrongs.area} />
            <div class="pair">
              <Field name="rt" inputMode="numeric" label="RT" value={v.rt} on_input={(rt) => put({ rt })} wrong={wrongs.rt} maxLength={3} />
              <Field name="rw" inputMode="numeric" label="RW" value={v.rw} on_input={(rw) => put({ rw })} wrong={wrongs.rw} maxLength={3} />
              <Field name="hamlet" label={t("fam.hamlet")} value={v.hamlet} on_input={(hamlet) => put({ hamlet })} wrong={wrongs.hamlet} maxLength={100} />
            </div>
            <Field name="street" label={t("fam.street")} value={v.street} on_input={(street) => put({ street })} wrong={wrongs.street} maxLength={200} />
            <Field name="kk" inputMode="numeric" label={t("fam.kk")} hint={t("fam.kk_hint")} value={v.kk} on_input={(kk) => put({ kk })} wrong={wrongs.kk} maxLength={25} />
            <div class="pair">
              <Select name="decile" label={t("fam.decile")} hint={t("fam.decile_hint")} value={v.decile} empty={t("fam.decile_unknown")} on_pick={(decile) => put({ decile })} wrong={wrongs.decile} options={Array.from({ length: 10 }, (_, i) => [String(i + 1), t("fam.decile_n", { n: i + 1 })])} />
              {v.decile && <Field name="source" label={t("fam.source")} hint={t("fam.source_hint")} value={v.source} on_input={(source) => put({ source })} wrong={wrongs["decile-source"]} maxLength={60} />}
            </div>
          </div>
          {members.map((one, i) => <Member key={one.id} one={one} i={i} wrongs={wrongs} change={(part) => set_members(members.map((other, n) => (n === i ? { ...other, ...part } : other)))} drop={i > 0 ? () => set_members(members.filter((_, n) => n !== i)) : null} />)}
          <Button icon="people" onClick={() => set_members([...members, person("child")])}>{t("fam.add_member")}</Button>
        </div>
      )} />
  );
}

export default function FamilyForm() {
  return <WithEmployer>{(chosen) => <div class="stack wrap-narrow"><Head title={t("fam.register")} back={["/konsol/keluarga", t("nav_con.families")]} /><Form organisation={chosen.id} /></div>}</WithEmployer>;
}
