// The lower part of a campaign's page, fetched when the reader comes near it: plan, steps, updates, givers, rules.
import { Icon } from "../../ui/Icon.tsx";
import { Money } from "../../ui/Money.tsx";
import { Table } from "../../ui/Table.tsx";
import { paragraphs, Rich } from "../../ui/page.tsx";
import { figure } from "../../core/figures.ts";
import { count, day_long, moment, rupiah, percent } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import type { Campaign as CampaignData, Milestone } from "../../core/types.ts";
import { small } from "./gifts.ts";
import { Over } from "./Over.tsx";

function Rules({ c }: { c: CampaignData }) {
  return (
    <section class="section" aria-labelledby="aturan">
      <h2 id="aturan">{t("camp.rules")}</h2>
      <dl class="facts loose">
        <div><dt>{t("camp.permit")}</dt><dd>{c.permit ? <>{c.permit.number}<br /><span class="small hush">{t_or(`permit_by.${c.permit.issuer}`, c.permit.issuer)} · {t("camp.until", { day: day_long(c.permit.to) })}</span></> : (c.exemption ? t_or(`exempt.${c.exemption}`, c.exemption) : "–")}</dd></div>
        <div><dt>{t("camp.fee")}</dt><dd>{c.fee_permille > 0 ? t("camp.fee_some", { n: String(c.fee_permille / 10).replace(".", ",") }) : t("camp.fee_none")}</dd></div>
        <div><dt>{t("camp.cap")}</dt><dd>{c.disaster ? t("camp.cap_disaster") : t("camp.cap_some", { n: String(c.cost_cap_permille / 10).replace(".", ",") })}</dd></div>
        <div><dt>{t("camp.over")}</dt><dd>{t_or(`over.${c.over_funding}`, c.over_funding)}</dd></div>
        <div><dt>{t("camp.under")}</dt><dd>{t_or(`under.${c.under_funding}`, c.under_funding)}</dd></div>
        <div><dt>{t("camp.deadline")}</dt><dd>{c.deadline ? day_long(c.deadline) : t("camp.no_deadline")}</dd></div>
        {c.rule && <div><dt>{t("camp.rule")}</dt><dd class="hash">{c.rule.hash}</dd></div>}
      </dl>
    </section>
  );
}

function PlanView({ c }: { c: CampaignData }) {
  const { plan } = c;
  if (!plan) return null;
  const total = plan.budget.reduce((sum, line) => sum + line.amount, 0);
  return (
    <section class="section stack" aria-labelledby="rencana">
      <h2 id="rencana">{t("plan.title")}</h2>
      <p class="hush">{t("plan.for", { n: count(plan.target_households), area: c.programme.area.name, from: day_long(c.programme.starts), to: day_long(c.programme.ends) })}</p>
      {plan.needs.length > 0 && <ul class="prose">{plan.needs.map((need) => <li key={need.text}>{need.text}{need.households > 0 && <span class="hush"> ({t("plan.households", { n: count(need.households) })})</span>}</li>)}</ul>}
      {plan.items.length > 0 && (
        <Table caption={t("plan.items")} rows={plan.items} row_key={(item) => item.id} columns={[
          { name: t("plan.item"), cell: (item) => item.name },
          { name: t("plan.units"), cell: (item) => count(item.units), right: true },
          { name: t("plan.unit_cost"), cell: (item) => rupiah(item.unit_cost), right: true },
          { name: t("plan.sum"), cell: (item) => rupiah(item.unit_cost * item.units), right: true },
        ]} />
      )}
      {plan.budget.length > 0 && (
        <details>
          <summary class="link-btn">{t("plan.budget_of", { total: rupiah(total) })}</summary>
          <Table caption={t("plan.budget")} rows={plan.budget} row_key={(row) => row.name} columns={[
            { name: t("plan.line"), cell: (row) => row.name },
            { name: t("plan.kind"), cell: (row) => t_or(`budget.${row.kind}`, row.kind) },
            { name: t("plan.amount"), cell: (row) => rupiah(row.amount), right: true },
          ]} />
        </details>
      )}
      {plan.activities.length > 0 && (
        <ol class="timeline">{plan.activities.map((a) => <li key={a.title}><strong>{a.title}</strong><p class="small hush">{day_long(a.from)} – {day_long(a.to)}</p></li>)}</ol>
      )}
    </section>
  );
}

const stone_class = (m: Milestone): string => (m.state === "released" ? "done" : m.state === "proposed" ? "now" : "");

function Milestones({ rows }: { rows: Milestone[] }) {
  if (!rows.length) return null;
  return (
    <section class="section" aria-labelledby="tahap">
      <h2 id="tahap">{t("stone.title")}</h2>
      <p class="hush small">{t("stone.note")}</p>
      <ol class="timeline card section-gap">
        {rows.map((m) => (
          <li key={m.id} class={stone_class(m)}>
            <div class="row between"><strong>{m.title}</strong><Money sen={m.amount} /></div>
            <p class="small hush">{t("stone.due", { day: day_long(m.due) })} · {t_or(`stone.${m.state}`, m.state)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Updates({ c }: { c: CampaignData }) {
  if (!c.updates.length) return null;
  return (
    <section class="section" aria-labelledby="kabar">
      <h2 id="kabar">{t("camp.updates")}</h2>
      <ul class="list card section-gap">
        {c.updates.map((u) => (
          <li key={u.id} class="stack-s">
            <p class="small hush">{moment(u.at)}</p>
            <h3>{u.title}</h3>
            {u.picture && <img class="photo ratio-card" src={small(u.picture)} alt="" width={640} height={360} loading="lazy" />}
            <div class="prose">{paragraphs(u.text)}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Indicators({ c }: { c: CampaignData }) {
  if (!c.indicators.length) return null;
  return (
    <section class="section stack" aria-labelledby="indikator">
      <h2 id="indikator">{t("camp.indicators")}</h2>
      <Table caption={t("camp.indicators")} rows={c.indicators} row_key={(row) => row.name} columns={[
        { name: t("ind.name"), cell: (row) => `${row.name} (${row.unit})` },
        { name: t("ind.baseline"), cell: (row) => figure(row.baseline), right: true },
        { name: t("ind.target"), cell: (row) => figure(row.target), right: true },
        { name: t("ind.actual"), cell: (row) => (row.actual === null ? "–" : figure(row.actual)), right: true },
      ]} />
    </section>
  );
}

function Givers({ c }: { c: CampaignData }) {
  if (!c.gifts.length) return null;
  return (
    <section class="section" aria-labelledby="pemberi">
      <h2 id="pemberi">{t("camp.givers", { n: count(c.givers) })}</h2>
      <ul class="list card section-gap">
        {c.gifts.map((g) => (
          <li key={g.at + g.shown_as + g.amount} class="media">
            <span class="disc"><Icon name="heart" /></span>
            <div class="grow">
              <div class="row between"><strong>{g.shown_as}</strong><Money sen={g.amount} /></div>
              {g.message && <p class="small">“{g.message}”</p>}
              <p class="small hush">{moment(g.at)}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

export default function CampaignMore({ c }: { c: CampaignData }) {
  return (
    <>
      <PlanView c={c} />
      <Milestones rows={c.milestones} />
      <Over slug={c.slug} />
      <Updates c={c} />
      <Indicators c={c} />
      <Givers c={c} />
      <Rules c={c} />
      <section class="section panel stack">
        <h2>{t("camp.proof_title")}</h2>
        <p><Rich k="camp.proof_text" share={<strong>{percent(c.bars.delivery.proven, c.bars.delivery.delivered)}</strong>} /></p>
        <p><a href="/log">{t("home.check_yourself")}</a></p>
      </section>
    </>
  );
}
