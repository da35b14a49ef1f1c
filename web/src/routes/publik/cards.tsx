// A campaign in a list.
import { Bar } from "../../ui/Bar.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Tick } from "../../ui/marks.tsx";
import { Rich } from "../../ui/page.tsx";
import { count, rupiah } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import type { CampaignCard } from "../../core/types.ts";
import { small } from "./gifts.ts";
import { Badges, money_parts } from "./parts.tsx";

/** `first`: at the top of its page; its picture is the largest paint, and the server has it fetched before any script runs. */
export function CampaignCardView({ c, heading: H = "h3", first }: { c: CampaignCard; heading?: "h2" | "h3"; first?: boolean }) {
  const { money, delivery } = c.bars;
  return (
    <article class="card cc">
      <img class="photo ratio-card" src={small(c.picture)} alt="" width={640} height={360} {...(first ? { fetchpriority: "high" } : { loading: "lazy", decoding: "async" })} />
      <div class="over"><Badges c={c} /></div>
      <div class="body">
        <p class="small hush">{c.organisation.name} <Tick verified={c.organisation.verified} /></p>
        <H><a href={`/kampanye/${c.slug}`}>{c.title}</a></H>
        <p class="small hush link-row"><Icon name="pin" />{c.area.name}</p>
        <div class="foot stack-s">
          <Bar parts={money_parts(c.bars)} whole={money.target} label={t("camp.money_label", { raised: rupiah(money.raised), target: rupiah(money.target) })} />
          <p class="small"><Rich k="camp.raised_of" raised={<strong class="num">{rupiah(money.raised)}</strong>} target={<span class="num">{rupiah(money.target)}</span>} /></p>
          <p class="small hush">
            {t("camp.delivered_short", { n: count(delivery.delivered), planned: count(delivery.planned), unit: delivery.unit })}
            {c.state === "open" && c.days_left !== null && c.days_left >= 0 && <> · {t("camp.days_left", { n: c.days_left })}</>}
          </p>
        </div>
      </div>
    </article>
  );
}
