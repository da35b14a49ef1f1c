// Goods that spoiled or were lost (berita acara): reported by one person with a picture, approved by another.
import { useState } from "preact/hooks";
import { Choices } from "../../ui/Choices.tsx";
import { Field } from "../../ui/form.tsx";
import { Notice, Pill } from "../../ui/marks.tsx";
import { Pictures, hashes, unsent, type Picture } from "../../ui/Pictures.tsx";
import { Empty } from "../../ui/states.tsx";
import { useData } from "../../ui/hooks.ts";
import { count, day_long, rupiah } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import { may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import type { PageProps } from "../table.ts";
import { ProgrammeTabs } from "./programme_tabs.tsx";
import { Checked, Head, needed, Shown, today, Unfold, useDraft, wrongs_in } from "./parts.tsx";

function Record({ p, again }: { p: doors.Programme; again: () => void }) {
  const [v, put, drop] = useDraft(`rusak.${p.id}`, () => ({ item: p.stock[0]?.item ?? "", kind: "spoiled", units: "", reason: "", on: today() }));
  const [pictures, set_pictures] = useState<Picture[]>([]);
  const units = /^[1-9][0-9]{0,8}$/.test(v.units.trim()) ? Number(v.units) : null;
  const name = (id: string): string => p.plan?.items.find((one) => one.id === id)?.name ?? id;
  return (
    <Checked
      check={() => wrongs_in({
        item: needed(v.item, t("loss.item")), units: units === null ? needed("", t("loss.units")) : undefined, on: needed(v.on, t("loss.on")) ?? (v.on > today() ? t("wrong.future") : undefined),
        reason: v.reason.trim().length < 10 ? t("loss.too_short") : undefined,
        evidence: unsent(pictures) ? t("photo.not_all_sent") : pictures.length === 0 ? t("loss.evidence_hint") : undefined,
      })}
      facts={() => [[t("loss.item"), name(v.item)], [t("loss.kind"), t_or(`loss.${v.kind}`, v.kind)], [t("loss.units"), <span class="num">{count(units ?? 0)}</span>], [t("loss.on"), day_long(v.on)], [t("loss.reason"), v.reason], [t("loss.evidence"), t("photo.n", { n: pictures.length })]]}
      note={<Notice tone="warn">{t("loss.note")}</Notice>}
      send_label={t("loss.send")}
      send={async () => { await doors.add_to(p.id, "losses", { id: v.id, item: v.item, kind: v.kind, units, reason: v.reason.trim(), on: v.on, evidence: hashes(pictures) }); drop(); again(); return { units: units! }; }}
      done={(made) => <><h2>{t("loss.done", { n: count(made.units) })}</h2><p>{t("loss.waits")}</p></>}
      fields={(wrongs) => (
        <div class="stack">
          <Choices line name="item" legend={t("loss.item")} value={v.item} on_pick={(item) => put({ item })} wrong={wrongs.item} options={p.stock.map((one) => ({ value: one.item, label: one.name, note: t("loss.in_stock", { n: count(one.units) }) }))} />
          <Choices line name="kind" legend={t("loss.kind")} value={v.kind} on_pick={(kind) => put({ kind })} wrong={wrongs.kind} options={[{ value: "spoiled", label: t("loss.spoiled"), note: t("loss.spoiled_note") }, { value: "lost", label: t("loss.lost"), note: t("loss.lost_note") }]} />
          <Field name="units" label={t("loss.units")} inputMode="numeric" value={v.units} on_input={(next) => put({ units: next })} wrong={wrongs.units} maxLength={9} />
          <Field name="on" type="date" label={t("loss.on")} value={v.on} on_input={(on) => put({ on })} wrong={wrongs.on} />
          <Field name="reason" label={t("loss.reason")} hint={t("loss.reason_hint")} many_lines value={v.reason} on_input={(reason) => put({ reason })} wrong={wrongs.reason} maxLength={500} />
          <Pictures name="evidence" label={t("loss.evidence")} hint={t("loss.evidence_hint")} pictures={pictures} change={set_pictures} wrong={wrongs.evidence} />
        </div>
      )}
    />
  );
}

const tones = { reported: "info", booked: "warn", refused: "plain" } as const;

export default function Losses({ params }: PageProps) {
  const id = params.programme!;
  const programme = useData(doors.programme(id));
  const list = useData(doors.losses(id));
  return (
    <div class="stack" data-losses>
      <Head title={t("loss.title")} back={[`/konsol/program/${id}`, programme.data?.title ?? t("prog.one")]} />
      <ProgrammeTabs id={id} at="/rusak" />
      {may("programme.purchase", "programme.deliver") && programme.data && programme.data.stock.length > 0 && <Unfold icon="alert" label={t("loss.record")}>{() => <Record p={programme.data!} again={() => { list.again(); programme.again(); }} />}</Unfold>}
      <Shown got={list}>{(data) => data.items.length === 0 ? <Empty icon="box" title={t("loss.none")} /> : (
        <ul class="list card">{data.items.map((one) => (
          <li key={one.id} class="stack-xs">
            <p class="row between"><strong>{t("loss.units_of", { n: count(one.units), item: one.item })}</strong><Pill tone={tones[one.state]}>{t_or(`loss.${one.state}`, one.state)}</Pill></p>
            <p>{one.reason}</p>
            <p class="small hush">{t_or(`loss.${one.kind}`, one.kind)} · {day_long(one.on)} · {t("photo.n", { n: one.evidence.length })}{one.state === "booked" && <> · <span class="num">{rupiah(one.cost)}</span></>}</p>
            {one.state === "reported" && <p><a class="link-row" href={`/konsol/persetujuan/${one.approval}`}>{t("loss.see")}</a></p>}
          </li>
        ))}</ul>
      )}</Shown>
    </div>
  );
}
