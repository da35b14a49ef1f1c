// What several public pages show: badges, the three bars, deliveries with their evidence.
import { Bar, Key } from "../../ui/Bar.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Money } from "../../ui/Money.tsx";
import { Pill, ProofPill, VerifiedTick } from "../../ui/marks.tsx";
import { Rich } from "../../ui/page.tsx";
import { count, day_long, percent, rupiah } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import type { Bars, CampaignCard, PublicDelivery } from "../../core/types.ts";
import { Evidence, lacks } from "./evidence.tsx";

export function Badges({ c }: { c: CampaignCard }) {
  const full = c.bars.money.target > 0 && c.bars.money.raised >= c.bars.money.target;
  return (
    <>
      {c.disaster && <Pill tone="bad" icon="bolt">{t("camp.disaster")}</Pill>}
      {c.state === "closed" && <Pill icon="check">{t("camp.closed")}</Pill>}
      {c.state === "suspended" && <Pill tone="warn" icon="alert">{t("camp.held")}</Pill>}
      {c.state === "open" && full && <Pill tone="good" icon="check">{t("camp.full")}</Pill>}
    </>
  );
}

/** Where what was raised is now; the parts sum to it. */
export const money_parts = ({ money: m }: Bars) => ([
  ["spent", m.spent, "brand"], ["in_goods", m.in_goods, "blue"], ["held", m.released - m.spent - m.in_goods - m.lost, "amber"],
  ["waiting", m.waiting, "soft"], ["lost", m.lost, "ink"], ["fee", m.fee, "red"],
] as const).map(([key, value, fill]) => ({ key, value, fill }));

/** The three bars, each figure opening the entries that sum to it. */
export function ThreeBars({ bars, slug }: { bars: Bars; slug: string }) {
  const { money, delivery, targeting } = bars;
  return (
    <ul class="list card" data-bars>
      <li class="bar-row">
        <span class="disc"><Icon name="coin" /></span>
        <div class="stack-xs">
          <div class="head"><strong>{t("bars.money")}</strong><a class="figure-link num" data-figure="raised" href={`/kampanye/${slug}/catatan?batang=money`}>{rupiah(money.raised)}</a></div>
          <Bar thick parts={money_parts(bars)} whole={money.target} label={t("camp.money_label", { raised: rupiah(money.raised), target: rupiah(money.target) })} />
          <div class="foot"><span>{t("bars.money_of", { target: rupiah(money.target) })}</span><span class="num">{percent(money.raised, money.target)}</span></div>
          <Key items={[...money_parts(bars), { key: "refunded" as const, value: money.refunded, fill: "track" as const }].filter((part) => part.value || part.key === "spent").map((part) => (
            { fill: part.fill, text: <Rich k={`bars.${part.key}`} amount={<Money sen={part.value} />} /> }
          ))} />
        </div>
      </li>
      <li class="bar-row">
        <span class="disc"><Icon name="box" /></span>
        <div class="stack-xs">
          <div class="head"><strong>{t("bars.delivery")}</strong><a class="figure-link num" data-figure="delivered" href={`/kampanye/${slug}/catatan?batang=delivery`}>{t("bars.units", { n: count(delivery.delivered), unit: delivery.unit })}</a></div>
          <Bar thick parts={[{ key: "proven", value: delivery.proven, fill: "brand" }, { key: "rest", value: delivery.delivered - delivery.proven, fill: "amber" }]} whole={delivery.planned}
            label={t("bars.delivery_label", { n: delivery.delivered, planned: delivery.planned, proven: delivery.proven })} />
          <div class="foot"><span>{t("bars.delivery_of", { planned: count(delivery.planned), unit: delivery.unit })}</span><span class="num">{percent(delivery.delivered, delivery.planned)}</span></div>
          <Key items={[
            { fill: "brand", text: t("bars.proven", { n: count(delivery.proven) }) },
            ...(delivery.shared ? [{ fill: "track" as const, text: t("bars.shared", { n: count(delivery.shared) }) }] : []),
            ...(delivery.delivered > delivery.proven ? [{ fill: "amber" as const, text: t("bars.not_proven", { n: count(delivery.delivered - delivery.proven) }) }] : []),
          ]} />
        </div>
      </li>
      <li class="bar-row">
        <span class="disc info"><Icon name="target" /></span>
        <div class="stack-xs">
          <div class="head"><strong>{t("bars.targeting")}</strong><a class="figure-link num" data-figure="targeting" href={`/kampanye/${slug}/penyerahan`}>{percent(targeting.in_1_to_4, targeting.with_decile)}</a></div>
          <Bar thick parts={[{ key: "in", value: targeting.in_1_to_4, fill: "blue" }]} whole={targeting.with_decile || 1}
            label={t("bars.targeting_label", { n: targeting.in_1_to_4, all: targeting.with_decile })} />
          <p class="small hush">
            {targeting.with_decile > 0
              ? t("bars.targeting_of", { n: count(targeting.in_1_to_4), all: count(targeting.with_decile) })
              : t("bars.targeting_none")}
            {targeting.served > targeting.with_decile && <> {t("bars.no_decile", { n: count(targeting.served - targeting.with_decile) })}</>}
          </p>
        </div>
      </li>
    </ul>
  );
}

export function DeliveryCard({ d, heading: H = "h3" }: { d: PublicDelivery; heading?: "h2" | "h3" }) {
  return (
    <article class="card delivery" data-delivery={d.id} data-proven={d.proven}>
      <Evidence d={d} />
      <div class="body stack-xs">
        <div class="row between"><H class="small">{t("delivery.units", { n: count(d.units), item: d.item })}</H><ProofPill proven={d.proven} /></div>
        <p class="small">{d.household} · <Money sen={d.cost} /></p>
        <p class="small hush">{d.area.name} · {day_long(d.on)}</p>
        {!d.proven && <p class="small wrong-ish">{t("proof.missing", { what: lacks(d) })}</p>}
      </div>
    </article>
  );
}

export function OrganisationLine({ c }: { c: CampaignCard }) {
  return (
    <div class="row">
      <strong><a href={`/lembaga/${c.organisation.id}`}>{c.organisation.name}</a></strong>
      <VerifiedTick verified={c.organisation.verified} />
    </div>
  );
}
