// Goods bought with released money: they come into stock at cost. Dear purchases want quotes of two vendors.
import { useState } from "preact/hooks";
import { Field } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Pictures, hashes, unsent, type Picture } from "../../ui/Pictures.tsx";
import { Select } from "../../ui/Select.tsx";
import { Empty } from "../../ui/states.tsx";
import { useData } from "../../ui/hooks.ts";
import { count, day_long, rupiah } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import { may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import type { PageProps } from "../table.ts";
import { ProgrammeTabs } from "./programme_tabs.tsx";
import { Checked, Head, needed, RupiahField, sen_of, Shown, today, Unfold, useDraft, whole_of, wrong_amount, wrongs_in } from "./parts.tsx";

/** Above this a purchase needs quotes of two vendors (quotes_needed_above of the server). */
export const quotes_above = 500_000_000;

function Record({ p, again }: { p: doors.Programme; again: () => void }) {
  const quote = () => ({ vendor: "", total: "" });
  const [v, put, drop] = useDraft(`pembelian.${p.id}`, () => ({ item: "", units: "", total: "", vendor: "", on: today(), quotes: [quote(), quote()] }));
  const [pictures, set_pictures] = useState<Picture[]>([]);
  const total = sen_of(v.total);
  const units = whole_of(v.units);
  const item = p.plan?.items.find((one) => one.id === v.item);
  const dear = (total ?? 0) > quotes_above;
  const quotes = v.quotes.filter((one) => one.vendor.trim() || one.total.trim());
  return (
    <Checked
      check={() => wrongs_in({
        item: needed(v.item, t("buy.item")), units: units ? undefined : t("wrong.whole"), total: wrong_amount(v.total), vendor: needed(v.vendor, t("buy.vendor")), on: needed(v.on, t("buy.on")) ?? (v.on > today() ? t("wrong.future") : undefined),
        ...Object.fromEntries(quotes.flatMap((one, i) => [[`quotes-${i}-vendor`, needed(one.vendor, t("buy.quote_vendor"))], [`quotes-${i}-total`, wrong_amount(one.total)]])),
        quotes: dear && quotes.length < 2 ? t("buy.quotes_missing") : undefined, evidence: !pictures.length ? t("buy.evidence_missing") : unsent(pictures) ? t("photo.not_all_sent") : undefined,
      })}
      facts={() => [
        [t("buy.total"), <span class="num">{rupiah(total ?? 0)}</span>], [t("buy.item"), `${count(units ?? 0)} × ${item?.name ?? ""}`], total !== null && units ? [t("buy.each"), rupiah(Math.round(total / units))] : null,
        [t("buy.vendor"), v.vendor], [t("buy.on"), day_long(v.on)], ...quotes.map((one, i): [string, string] => [t("buy.quote_n", { n: i + 1 }), `${one.vendor}: ${rupiah(sen_of(one.total) ?? 0)}`]), [t("buy.evidence"), t("photo.n", { n: pictures.length })],
      ]}
      note={<Notice tone="info">{t("buy.check_note", { left: rupiah(p.money.released) })}</Notice>}
      send_label={t("buy.send")}
      send={async () => {
        await doors.add_to(p.id, "purchases", { id: v.id, item: v.item, units, total, vendor: v.vendor.trim(), on: v.on, quotes: quotes.map((one) => ({ vendor: one.vendor.trim(), total: sen_of(one.total) })), evidence: hashes(pictures) });
        drop();
        again();
        return { units: units!, name: item?.name ?? "", total: total! };
      }}
      done={(made, more) => (
        <>
          <h2>{t("buy.done", { n: count(made.units), item: made.name })}</h2>
          <p>{t("buy.done_text", { total: rupiah(made.total) })}</p>
          <button type="button" class="btn" onClick={() => { set_pictures([]); more(); }}>{t("buy.another")}</button>
        </>
      )}
      fields={(wrongs) => (
        <div class="stack">
          <p class="hush">{t("buy.left", { left: rupiah(p.money.released) })}</p>
          <Select name="item" label={t("buy.item")} value={v.item} on_pick={(next) => put({ item: next })} wrong={wrongs.item} options={(p.plan?.items ?? []).map((one) => [one.id, one.name])}
            after={item && <p class="small hush">{t("buy.planned", { n: count(item.units), cost: rupiah(item.unit_cost), bought: count(p.stock.find((s) => s.item === item.id)?.bought ?? 0) })}</p>} />
          <div class="pair">
            <Field name="units" inputMode="numeric" label={t("buy.units")} value={v.units} on_input={(next) => put({ units: next })} wrong={wrongs.units} />
            <Field name="on" type="date" label={t("buy.on")} value={v.on} on_input={(next) => put({ on: next })} wrong={wrongs.on} />
          </div>
          <RupiahField name="total" label={t("buy.total")} value={v.total} on_input={(next) => put({ total: next })} wrong={wrongs.total} />
          <Field name="vendor" label={t("buy.vendor")} value={v.vendor} on_input={(next) => put({ vendor: next })} wrong={wrongs.vendor} maxLength={120} />
          <fieldset class="stack-s" id="f-quotes" tabIndex={-1}>
            <legend class="sub-legend">{t("buy.quotes")}</legend>
            <p class="hint">{dear ? t("buy.quotes_needed", { limit: rupiah(quotes_above) }) : t("buy.quotes_hint", { limit: rupiah(quotes_above) })}</p>
            {wrongs.quotes && <p class="wrong">{wrongs.quotes}</p>}
            {dear && v.quotes.map((one, i) => (
              <div class="pair" key={i}>
                <Field name={`quotes-${i}-vendor`} label={t("buy.quote_vendor_n", { n: i + 1 })} value={one.vendor} on_input={(vendor) => put({ quotes: v.quotes.map((q, n) => (n === i ? { ...q, vendor } : q)) })} wrong={wrongs[`quotes-${i}-vendor`]} maxLength={120} />
                <Field name={`quotes-${i}-total`} prefix="Rp" label={t("buy.quote_total")} value={one.total} on_input={(next) => put({ quotes: v.quotes.map((q, n) => (n === i ? { ...q, total: next } : q)) })} wrong={wrongs[`quotes-${i}-total`]} />
              </div>
            ))}
          </fieldset>
          <Pictures name="evidence" label={t("buy.evidence")} hint={t("buy.evidence_hint")} pictures={pictures} change={set_pictures} wrong={wrongs.evidence} />
        </div>
      )}
    />
  );
}

export default function Purchases({ params }: PageProps) {
  const id = params.programme!;
  const programme = useData(doors.programme(id));
  const list = useData(doors.purchases(id));
  const name_of = (item: string): string => programme.data?.plan?.items.find((one) => one.id === item)?.name ?? "";
  return (
    <div class="stack">
      <Head title={t("prog.purchases")} back={[`/konsol/program/${id}`, programme.data?.title ?? t("prog.one")]} />
      <ProgrammeTabs id={id} at="/pembelian" />
      {may("programme.purchase") && programme.data && (programme.data.plan ? <Unfold icon="cart" label={t("buy.record")}>{() => <Record p={programme.data!} again={() => { list.again(); programme.again(); }} />}</Unfold> : <Notice tone="info">{t("prog.no_plan")}</Notice>)}
      <Shown got={list}>{(data) => data.items.length === 0 ? <Empty icon="cart" title={t("buy.none")}>{t("buy.none_do")}</Empty> : (
        <ul class="list card">
          {data.items.map((one) => (
            <li key={one.id} class="stack-xs">
              <div class="row between"><strong>{count(one.units)} × {name_of(one.item)}</strong><span class="num strong">{rupiah(one.total)}</span></div>
              <p class="small hush">{one.vendor} · {day_long(one.on)} · {t("photo.n", { n: one.evidence.length })}{one.quotes.length > 0 && ` · ${t("buy.quotes_n", { n: one.quotes.length })}`}</p>
            </li>
          ))}
        </ul>
      )}</Shown>
    </div>
  );
}
