// Recording a hand-over on a phone: which family, what, photo, signature, where and when; check; saved with its number.
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { Choices } from "../../ui/Choices.tsx";
import { Field, type Wrongs } from "../../ui/form.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice, Pill } from "../../ui/marks.tsx";
import { add_drawing, Pictures, unsent, type Picture } from "../../ui/Pictures.tsx";
import { Select } from "../../ui/Select.tsx";
import { Signature } from "../../ui/Signature.tsx";
import { Empty } from "../../ui/states.tsx";
import { useAction, useData } from "../../ui/hooks.ts";
import { Problem } from "../../core/api.ts";
import { count, moment_long, zone_here } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import { new_id } from "../../core/ids.ts";
import { employer, may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import type { PageProps } from "../table.ts";
import type { Place } from "../../core/place.ts";
import { instant_of, wall_clock } from "../../core/zone.ts";
import { PlaceField } from "./PlaceField.tsx";
import { Checked, Go, Head, Shown, useFormId, whole_of, wrongs_in } from "./parts.tsx";

/** "Desa Mekarmukti, Kec. Cihampelas": enough for somebody who stands there. */
const near = (name: string): string => name.split(", ").slice(0, 2).join(", ");

/** Units of this item that the household has got so far. */
const got = (one: doors.Enrolment, item: string): number => one.received.find((line) => line.item === item)?.units ?? 0;

/** "K-59QX · Ratna Sari" for whoever may see names, else the label; where; and whether this kit was handed over before. */
function Line({ one, found, item, item_name }: { one: doors.Enrolment; found?: string; item: string; item_name: string }) {
  const name = found ?? one.head;
  const before = got(one, item);
  return (
    <span class="grow"><strong>{name ?? one.label}</strong>{name && <> · {one.label}</>}
      <span class="small hush block">{near(one.area.name)} · {t("deliver.had", { n: one.delivered })}</span>
      {before > 0 && <Pill tone="warn" icon="check">{t("deliver.served", { n: count(before), item: item_name })}</Pill>}
    </span>
  );
}

function Household({ programme, chosen, on_pick, wrong, item, item_name }: { item: string; item_name: string; programme: string; chosen: doors.Enrolment | null; on_pick: (next: doors.Enrolment | null) => void; wrong?: string }) {
  const [all, set_all] = useState<doors.Enrolment[] | null>(null);
  const [q, set_q] = useState("");
  const [names, set_names] = useState<Record<string, string> | null>(null);
  const load = useAction(async () => set_all((await doors.read_all((after) => doors.enrolments(programme, after))).filter((one) => one.state === "active")));
  const [searching, set_searching] = useState(false);
  const [unsearched, set_unsearched] = useState<Problem | null>(null);
  useEffect(() => { void load.run(); }, [programme]);
  useEffect(() => {
    set_names(null);
    set_searching(false);
    set_unsearched(null);
    if (q.trim().length < 3 || !may("registry.view")) return;
    let latest = true; // what was typed after this asks again, and only its answer counts
    const find = async (): Promise<void> => {
      const organisation = employer.get()!.id;
      set_searching(true);
      try {
        const found = await doors.read_all((after) => doors.families({ organisation, q: q.trim(), after }), 3);
        if (latest) set_names(Object.fromEntries(found.map((one) => [one.id, one.found ?? one.head ?? t("fam.nameless")])));
      } catch (trouble) {
        if (latest && trouble instanceof Problem) set_unsearched(trouble);
      }
      if (latest) set_searching(false);
    };
    const wait = setTimeout(() => void find(), 350);
    return () => { latest = false; clearTimeout(wait); };
  }, [q]);
  if (chosen) return (
    <div class="field" id="f-enrolment">
      <span class="sub-legend">{t("deliver.household")}</span>
      <div class="picked"><Icon name="home" /><Line one={chosen} found={names?.[chosen.family]} item={item} item_name={item_name} />
        <button type="button" class="link-btn" onClick={() => on_pick(null)}>{t("act.change")}<span class="unseen-always"> {t("deliver.household")}</span></button></div>
    </div>
  );
  const asked = q.trim().toLowerCase();
  // Who has not got this yet comes first; the order is otherwise the server's.
  const fits = [...(all ?? [])].sort((a, b) => Number(got(a, item) > 0) - Number(got(b, item) > 0)).filter((one) => !asked || one.label.toLowerCase().includes(asked) || one.head?.toLowerCase().includes(asked) || one.area.name.toLowerCase().includes(asked) || names?.[one.family] !== undefined).slice(0, 12);
  return (
    <div class="stack-s">
      <Field name="enrolment" type="search" label={t("deliver.household")} hint={may("registry.view") ? t("deliver.household_hint") : t("deliver.label_hint")} value={q} on_input={set_q} wrong={wrong} />
      {load.problem && <Notice tone="bad">{load.problem.text} <button type="button" class="link-btn" onClick={() => void load.run()}>{t("act.again")}</button></Notice>}
      {unsearched && <Notice tone="warn">{unsearched.text}</Notice>}
      <p class="unseen-always" role="status">{all && t("deliver.found", { n: fits.length })}</p>
      {all?.length === 0 && <Empty icon="people" title={t("enr.none")}><a href={`/konsol/program/${programme}/keluarga`}>{t("deliver.enrol_first")}</a></Empty>}
      {all && all.length > 0 && (fits.length === 0 ? <p>{searching ? t("state.loading") : t("deliver.none_fit")}</p> : (
        <ul class="pick-list">{fits.map((one) => <li key={one.id}><button type="button" onClick={() => on_pick(one)}><Line one={one} found={names?.[one.family]} item={item} item_name={item_name} /><Icon name="right" /></button></li>)}</ul>
      ))}
    </div>
  );
}

interface Draft { household: doors.Enrolment | null; item: string; units: string; at: string; place: Place | null; proof: "signature" | "form" }

function Form({ p }: { p: doors.Programme }) {
  const [id, renew] = useFormId();
  const goods = p.stock.filter((one) => one.units > 0);
  const first = (): Draft => ({ household: null, item: goods.length === 1 ? goods[0]!.item : "", units: "1", at: wall_clock(), place: null, proof: "signature" });
  const [v, set] = useState(first);
  const [photos, set_photos] = useState<Picture[]>([]);
  const [signed, set_signed] = useState<Picture[]>([]);
  const [ids, set_ids] = useState<Record<number, string>>({});
  const put = (part: Partial<Draft>): void => set((old) => ({ ...old, ...part }));
  const stock = p.stock.find((one) => one.item === v.item);
  const units = whole_of(v.units);
  const again = v.household ? got(v.household, v.item) : 0;
  const missing = [photos.length === 0 && t("lack_con.photo"), signed.length === 0 && t("lack_con.signature"), !v.place && t("lack_con.place")].filter(Boolean) as string[];
  const check = (): Wrongs => wrongs_in({
    enrolment: v.household ? undefined : t("deliver.household_missing"), item: v.item ? undefined : t("deliver.item_missing"),
    units: !units ? t("wrong.whole") : stock && units > stock.units ? t("deliver.too_many", { n: count(stock.units) }) : undefined,
    at: !v.at ? t("deliver.at_missing") : v.at > wall_clock() ? t("wrong.future") : undefined,
    photos: unsent(photos) ? t("photo.not_all_sent") : undefined, signed: unsent(signed) ? t("photo.not_all_sent") : undefined,
  });
  const send = async () => {
    const pieces = [...photos.map((one) => ({ one, kind: "photo" as const })), ...signed.map((one) => ({ one, kind: v.proof }))];
    const known = { ...ids };
    for (const { one } of pieces) known[one.key] ??= new_id();
    set_ids(known);
    const wish: doors.DeliveryWish = {
      id, item: v.item, enrolment: v.household!.id, units: units!, at: instant_of(v.at), ...(v.place ? { place: v.place } : {}),
      evidence: pieces.map(({ one, kind }) => ({ id: known[one.key]!, kind, hash: one.hash! })),
    };
    await doors.add_to(p.id, "deliveries", wish);
    return { label: v.household!.label, missing: [...missing] };
  };
  if (!goods.length) return <Empty icon="box" title={t("deliver.no_stock")}>{t("deliver.no_stock_do")}</Empty>;
  return (
    <Checked check={check} send={send} send_label={t("deliver.send")}
      facts={() => [
        [t("deliver.household"), v.household && [v.household.head, v.household.label].filter(Boolean).join(" · ")], [t("deliver.item"), `${count(units ?? 0)} × ${stock?.name ?? ""}`], [t("deliver.at"), moment_long(instant_of(v.at))],
        [t("deliver.photos"), photos.length ? t("photo.n", { n: photos.length }) : t("deliver.none")], [v.proof === "form" ? t("evid.form") : t("evid.signature"), signed.length ? t("photo.n", { n: signed.length }) : t("deliver.none")],
        [t("deliver.place"), v.place ? t("place.within", { n: v.place.accuracy }) : t("deliver.none")],
      ]}
      note={(missing.length > 0 || again > 0) && (
        <>
          {again > 0 && <Notice tone="warn">{t("deliver.served", { n: count(again), item: stock?.name ?? "" })}. {t("deliver.served_note")}</Notice>}
          {missing.length > 0 && <Notice tone="warn">{t("deliver.will_lack", { what: missing.join(", ") })}</Notice>}
        </>
      )}
      done={(made, more) => (
        <>
          <h2>{t("deliver.done", { label: made.label })}</h2>
          <p>{made.missing.length ? t("deliver.done_lacks", { what: made.missing.join(", ") }) : t("deliver.done_proven")}</p>
          <p class="small hush">{t("deliver.number")} <span class="hash">{id}</span></p>
          <div class="row"><Button kind="main" tall onClick={() => { set(first()); set_photos([]); set_signed([]); renew(); more(); }}>{t("deliver.next")}</Button><Go tall href={`/konsol/program/${p.id}/penyerahan`}>{t("deliver.list")}</Go></div>
        </>
      )}
      fields={(wrongs) => (
        <div class="stack-l">
          <Household programme={p.id} chosen={v.household} on_pick={(household) => put({ household })} wrong={wrongs.enrolment} item={v.item} item_name={stock?.name ?? ""} />
          <div class="stack">
            {goods.length > 1
              ? <Select name="item" label={t("deliver.item")} value={v.item} on_pick={(item) => put({ item })} wrong={wrongs.item} options={goods.map((one) => [one.item, `${one.name} · ${t("deliver.stock", { n: count(one.units) })}`])} />
              : <p><span class="sub-legend">{t("deliver.item")}</span>{goods[0]!.name} · <span class="hush">{t("deliver.stock", { n: count(goods[0]!.units) })}</span></p>}
            <div class="field">
              <label for="f-units">{t("deliver.units")}</label>
              <div class="stepper">
                <button type="button" aria-label={t("deliver.fewer")} onClick={() => put({ units: String(Math.max(1, (units ?? 1) - 1)) })}>−</button>
                <input id="f-units" class="input" inputMode="numeric" value={v.units} onInput={(event) => put({ units: event.currentTarget.value })} aria-invalid={wrongs.units ? "true" : undefined} aria-describedby={wrongs.units ? "f-units-wrong" : undefined} />
                <button type="button" aria-label={t("deliver.more")} onClick={() => put({ units: String((units ?? 0) + 1) })}>+</button>
              </div>
              {wrongs.units && <p class="wrong" id="f-units-wrong"><Icon name="alert" class="" />{wrongs.units}</p>}
            </div>
          </div>
          <Pictures name="photos" label={t("deliver.photos")} hint={t("deliver.photos_hint")} camera most={3} pictures={photos} change={set_photos} wrong={wrongs.photos} />
          <div class="stack-s">
            <Choices name="proof" legend={t("deliver.receipt")} value={v.proof} on_pick={(proof) => { put({ proof: proof as Draft["proof"] }); set_signed([]); }} options={[{ value: "signature", label: t("evid.signature"), note: t("deliver.sign_note") }, { value: "form", label: t("evid.form"), note: t("deliver.form_note") }]} />
            {v.proof === "form" || signed.length > 0
              ? <Pictures name="signed" label={v.proof === "form" ? t("evid.form") : t("evid.signature")} camera most={v.proof === "form" ? 2 : 1} pictures={signed} change={set_signed} wrong={wrongs.signed} />
              : <Signature on_done={(drawing) => add_drawing(drawing, set_signed)} />}
          </div>
          <PlaceField place={v.place} on_place={(place) => put({ place })} />
          <Field name="at" label={t("deliver.at")} hint={t("deliver.at_hint", { zone: zone_here() })} type={"datetime-local" as "date"} value={v.at} on_input={(at) => put({ at })} wrong={wrongs.at} />
        </div>
      )} />
  );
}

export default function Deliver({ params }: PageProps) {
  const id = params.programme!;
  const got = useData(doors.programme(id));
  return (
    <div class="stack wrap-narrow">
      <Head title={t("prog.deliver")} back={[`/konsol/program/${id}/penyerahan`, got.data?.title ?? t("prog.deliveries")]} />
      <Shown got={got}>{(p) => <Form p={p} />}</Shown>
    </div>
  );
}
