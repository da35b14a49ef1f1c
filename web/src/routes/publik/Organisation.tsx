// One organisation: what was verified about it, and its books in public totals.
import { Icon } from "../../ui/Icon.tsx";
import { Initials, Pill, VerifiedTick } from "../../ui/marks.tsx";
import { Later } from "../../ui/Later.tsx";
import { Empty, Skeleton, Trouble } from "../../ui/states.tsx";
import { useData } from "../../ui/hooks.ts";
import { useTitle } from "../../ui/page.tsx";
import { day_long, month, rupiah } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import * as doors from "../../core/doors.ts";
import type { Organisation as OrganisationData } from "../../core/types.ts";
import type { PageProps } from "../table.ts";
import { report_link } from "./evidence.tsx";
import { CampaignCardView } from "./cards.tsx";

function Books({ o }: { o: OrganisationData }) {
  const { books } = o;
  return (
    <section class="section stack" aria-labelledby="buku">
      <div class="section-head"><h2 id="buku">{t("org.books")}</h2><p class="small hush">{t("org.books_note")}</p></div>
      <dl class="figures card">
        <div><dt>{t("org.income")}</dt><dd class="num">{rupiah(books.income)}</dd></div>
        <div><dt>{t("org.used")}</dt><dd class="num">{rupiah(books.used)}</dd></div>
        {books.lost > 0 && <div><dt>{t("org.lost")}</dt><dd class="num">{rupiah(books.lost)}</dd></div>}
        <div><dt>{t("org.waiting")}</dt><dd class="num">{rupiah(books.waiting)}</dd></div>
        <div><dt>{t("org.fee")}</dt><dd class="num">{rupiah(books.fee)}</dd></div>
      </dl>
      {books.by_month.length > 1 && <div class="card"><Later room="sk block" load={async () => (await import("../../ui/Line.tsx")).RunningLine} with={{ label: t("over.title"), rows: books.by_month.map((row) => ({ name: month(row.month), in: row.in, out: row.out })) }} /></div>}
    </section>
  );
}

export default function Organisation({ params }: PageProps) {
  const { data: o, problem, again } = useData(doors.organisation(params.organisation!));
  useTitle(o?.name);
  if (problem && !o) return <Trouble problem={problem} again={again} />;
  if (!o) return <div class="wrap"><Skeleton rows={2} /></div>;
  return (
    <div class="wrap">
      <div class="media">
        <Initials name={o.name} />
        <div class="grow stack-xs">
          <h1 tabIndex={-1}>{o.name}</h1>
          <div class="row"><VerifiedTick verified={o.verified} /><Pill icon="pin">{o.area.name}</Pill><span class="small hush">{t_or(`orgkind.${o.kind}`, o.kind)}</span></div>
        </div>
      </div>
      <Books o={o} />
      <section class="section two-halves">
        <div class="stack">
          <h2>{t("org.facts")}</h2>
          <dl class="facts loose card">
            <div><dt>{t("org.verified_on")}</dt><dd>{o.verified_on ? day_long(o.verified_on) : "–"}</dd></div>
            <div><dt>{t("camp.permit")}</dt><dd>{o.permit ? <>{o.permit.number}<br /><span class="small hush">{t("camp.until", { day: day_long(o.permit.to) })}</span></> : (o.exemption ? t("org.exempt") : "–")}</dd></div>
            <div><dt>{t("org.account")}</dt><dd>{o.bank_account_holder ?? "–"}</dd></div>
          </dl>
        </div>
        <div class="stack">
          <h2>{t("org.documents")}</h2>
          <ul class="checks card">
            {o.documents.map((d) => <li key={d.kind}><Icon name={d.verified ? "check" : "clock"} class="" /><span>{t_or(`doc.${d.kind}`, d.kind)}<br /><span class="small hush">{d.verified ? t("org.doc_ok") : t("org.doc_wait")}</span></span></li>)}
          </ul>
        </div>
      </section>
      <section class="section stack" aria-labelledby="kampanye">
        <h2 id="kampanye">{t("org.campaigns")}</h2>
        {o.campaigns.length ? <div class="cards">{o.campaigns.map((c) => <CampaignCardView key={c.id} c={c} />)}</div> : <Empty title={t("list.none")} />}
      </section>
      <p class="section-gap"><a class="link-row" href={report_link("organisation", o.id, o.name)}><Icon name="flag" />{t("act.report_org")}</a></p>
    </div>
  );
}
