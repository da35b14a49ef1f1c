// The front door: what Lumbung is, its live totals, campaigns, what arrived lately, and how anyone can check.
import { LinkButton } from "../../ui/Button.tsx";
import { Empty, Skeleton, Trouble } from "../../ui/states.tsx";
import { useData } from "../../ui/hooks.ts";
import { useTitle } from "../../ui/page.tsx";
import { count, rupiah } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import * as doors from "../../core/doors.ts";
import type { Home as HomeData } from "../../core/types.ts";
import { fallback_picture } from "./gifts.ts";
import { CampaignCardView } from "./cards.tsx";
import { DeliveryCard } from "./parts.tsx";

function Totals({ totals }: { totals: HomeData["totals"] }) {
  return (
    <dl class="figures card" data-totals>
      <div><dt>{t("home.raised")}</dt><dd class="num" data-total="raised">{rupiah(totals.raised)}</dd></div>
      <div><dt>{t("home.delivered")}</dt><dd class="num">{rupiah(totals.delivered)}</dd></div>
      <div><dt>{t("home.households")}</dt><dd class="num">{count(totals.households)}</dd></div>
      <div><dt>{t("home.campaigns")}</dt><dd class="num">{count(totals.campaigns)}</dd></div>
    </dl>
  );
}

function Proof() {
  return (
    <section class="section panel stack" aria-labelledby="bukti">
      <h2 id="bukti">{t("home.proof_title")}</h2>
      <p class="measure">{t("home.proof_lead")}</p>
      <ol class="how">
        <li><h3>{t("home.how1_title")}</h3><p>{t("home.how1")}</p></li>
        <li><h3>{t("home.how2_title")}</h3><p>{t("home.how2")}</p></li>
        <li><h3>{t("home.how3_title")}</h3><p>{t("home.how3")}</p></li>
      </ol>
      <div class="row"><LinkButton kind="light" href="/log" icon="shield">{t("home.check_yourself")}</LinkButton></div>
    </section>
  );
}

/** Three stand in a row at a desk: what would stand alone below them is behind the link to all. */
const full_rows = <T,>(all: T[]): T[] => (all.length > 3 ? all.slice(0, all.length - (all.length % 3)) : all);

export default function Home() {
  useTitle(t("home.title"));
  const { data, problem, again } = useData(doors.home());
  return (
    <div class="wrap">
      <section class="hero">
        <div class="art"><img src={fallback_picture} alt={t("home.art")} width={750} height={400} class="photo ratio-hero" /></div>
        <div class="stack">
          <h1 tabIndex={-1}>{t("home.h1")}</h1>
          <p class="lead">{t("home.lead")}</p>
          <div class="row">
            <LinkButton kind="main" tall href="/kampanye" icon="heart">{t("home.see_campaigns")}</LinkButton>
            <LinkButton tall href="/cara-kerja">{t("home.see_how")}</LinkButton>
          </div>
        </div>
      </section>
      {problem && !data ? <Trouble problem={problem} again={again} /> : !data ? <Skeleton rows={2} /> : (
        <>
          <Totals totals={data.totals} />
          <section class="section" aria-labelledby="kampanye">
            <div class="section-head"><h2 id="kampanye">{t("home.open_now")}</h2><a href="/kampanye">{t("home.all_campaigns")}</a></div>
            {data.campaigns.length ? <div class="cards">{full_rows(data.campaigns).map((c) => <CampaignCardView key={c.id} c={c} />)}</div> : <Empty title={t("list.none")} />}
          </section>
          {data.latest_deliveries.length > 0 && (
            <section class="section" aria-labelledby="sampai">
              <div class="section-head"><h2 id="sampai">{t("home.arrived")}</h2><p class="small hush">{t("home.arrived_note")}</p></div>
              <div class="deliveries">{data.latest_deliveries.map((d) => <DeliveryCard key={d.id} d={d} />)}</div>
            </section>
          )}
        </>
      )}
      <Proof />
    </div>
  );
}
