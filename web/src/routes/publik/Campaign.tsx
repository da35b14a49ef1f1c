// One campaign: who asks, for what, what came in, what arrived, and what is not proven yet. The rest comes when scrolled to.
import { useState } from "preact/hooks";
import { Icon } from "../../ui/Icon.tsx";
import { Later } from "../../ui/Later.tsx";
import { Pill, Initials, Notice } from "../../ui/marks.tsx";
import { Skeleton, Trouble, Empty } from "../../ui/states.tsx";
import { useData } from "../../ui/hooks.ts";
import { paragraphs, useTitle } from "../../ui/page.tsx";
import { count } from "../../core/fmt.ts";
import { load_strings, t } from "../../core/i18n.ts";
import * as doors from "../../core/doors.ts";
import type { Campaign as CampaignData } from "../../core/types.ts";
import type { PageProps } from "../table.ts";
import { report_link } from "./evidence.tsx";
import { small, takes_gifts } from "./gifts.ts";
import { Badges, DeliveryCard, OrganisationLine, ThreeBars } from "./parts.tsx";
import { GiveCard, StickyGive } from "./GiveCard.tsx";

function Story({ text }: { text: string }) {
  const long = text.length > 700;
  const [open, set_open] = useState(!long);
  return (
    <div class="stack-s">
      <div class={open ? "prose" : "prose clamp"}>{paragraphs(text)}</div>
      {long && <button type="button" class="link-btn" aria-expanded={open} onClick={() => set_open(!open)}>{open ? t("act.less") : t("act.read_on")}</button>}
    </div>
  );
}

function Arrived({ c }: { c: CampaignData }) {
  const not_proven = c.bars.delivery.delivered - c.bars.delivery.proven;
  return (
    <section class="section stack" aria-labelledby="sampai">
      <div class="section-head"><h2 id="sampai">{t("camp.arrived")}</h2>{c.deliveries.length > 0 && <a href={`/kampanye/${c.slug}/penyerahan`}>{t("camp.all_deliveries", { n: count(c.bars.delivery.delivered) })}</a>}</div>
      {not_proven > 0 && <Notice tone="warn"><strong>{t("camp.not_proven", { n: not_proven })}</strong> {t("camp.not_proven_note")}</Notice>}
      {c.deliveries.length ? <div class="deliveries">{c.deliveries.slice(0, 4).map((d) => <DeliveryCard key={d.id} d={d} />)}</div> : <Empty title={t("camp.nothing_yet")}>{t("camp.nothing_yet_note")}</Empty>}
    </section>
  );
}

export default function Campaign({ params }: PageProps) {
  const { data: c, problem, again } = useData(doors.campaign(params.slug!));
  useTitle(c?.title);
  if (problem && !c) return <Trouble problem={problem} again={again} />;
  if (!c) return <div class="wrap"><Skeleton rows={3} /></div>;
  const open = takes_gifts(c);
  return (
    <div class="wrap" data-campaign={c.slug}>
      <div class="two-cols">
        <div>
          <div class="hero-photo"><img class="photo ratio-hero" src={small(c.picture)} alt={c.picture ? t("camp.photo", { title: c.title }) : ""} width={960} height={512} fetchpriority="high" /></div>
          <div class="stack-s section-gap">
            <div class="row"><Badges c={c} /><Pill icon="pin">{c.area.name}</Pill></div>
            <h1 tabIndex={-1}>{c.title}</h1>
            <div class="media"><Initials name={c.organisation.name} /><div class="grow"><OrganisationLine c={c} />
              <p class="small hush">{c.permit ? t("camp.permit_line", { number: c.permit.number }) : ""}</p></div></div>
            <p class="hush">{c.summary}</p>
          </div>
        </div>
        <aside aria-label={t("give.title")}><GiveCard c={c} open={open} /></aside>
        <div>
          <section aria-labelledby="batang">
            <div class="section-head"><h2 id="batang">{t("bars.title")}</h2><span class="small hush">{t("bars.note")}</span></div>
            <ThreeBars bars={c.bars} slug={c.slug} />
          </section>
          <Arrived c={c} />
          <section class="section" aria-labelledby="cerita"><h2 id="cerita">{t("camp.story")}</h2><div class="section-gap"><Story text={c.story} /></div></section>
          <Later load={async () => (await Promise.all([import("./CampaignMore.tsx"), load_strings("kampanye")]))[0].default} with={{ c }} />
          <p class="section-gap"><a class="link-row" href={report_link("campaign", c.slug, c.title)}><Icon name="flag" />{t("act.report_campaign")}</a></p>
        </div>
      </div>
      <StickyGive c={c} open={open} />
    </div>
  );
}
