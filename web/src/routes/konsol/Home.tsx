// What waits for me, and how the campaigns stand.
import { Notice } from "../../ui/marks.tsx";
import { Empty, Skeleton } from "../../ui/states.tsx";
import { useData } from "../../ui/hooks.ts";
import { count, moment, rupiah } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import { employer, for_platform, may, me } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import { ThreeBars } from "../publik/parts.tsx";
import { useUncleared } from "./uncleared.ts";
import { CardLink, Head, State, WithEmployer } from "./parts.tsx";

function Approvals({ organisation }: { organisation?: string }) {
  const { data, problem } = useData(doors.approvals(organisation));
  if (problem && !data) return <Notice tone="bad">{problem.text}</Notice>;
  if (!data) return <Skeleton rows={1} />;
  const mine = data.items.filter((one) => one.state === "open" && one.may_decide);
  const others = data.items.filter((one) => one.state === "open" && !one.may_decide).length;
  return (
    <>
      {mine.map((one) => <CardLink key={one.id} href={`/konsol/persetujuan/${one.id}`} icon="shield" tone="warn" title={t_or(`approval_kind.${one.kind}`, one.kind)} note={`${one.preparer?.name ?? t("con.system")} · ${moment(one.opened)}`} count={t("home_con.decide")} />)}
      {mine.length === 0 && <CardLink href="/konsol/persetujuan" icon="shield" title={t("home_con.no_approvals")} note={others ? t("home_con.others", { n: others }) : t("home_con.no_approvals_note")} />}
    </>
  );
}

function Uncleared({ organisation }: { organisation: string }) {
  const left = useUncleared(organisation);
  if (!left.rows) return null;
  const n = left.waiting;
  return <CardLink href="/konsol/bukti" icon="camera" tone={n ? "warn" : undefined} title={n ? t("home_con.uncleared") : t("home_con.no_uncleared")} note={n ? t("home_con.uncleared_note") : undefined} count={n ? count(n) : undefined} />;
}

function Suspense({ organisation }: { organisation: string }) {
  const { data } = useData(doors.suspense(organisation, "open"));
  if (!data) return null;
  const sum = data.items.reduce((total, one) => total + one.amount, 0);
  return <CardLink href="/konsol/titipan" icon="coin" tone={data.items.length ? "warn" : undefined} title={data.items.length ? t("home_con.suspense") : t("home_con.no_suspense")} note={data.items.length ? rupiah(sum) + (data.next ? "+" : "") : undefined} count={data.items.length ? count(data.items.length) + (data.next ? "+" : "") : undefined} />;
}

/** Straight to the hand-over of each running programme: who stands in front of a house has one thumb free. */
function HandOver({ organisation }: { organisation: string }) {
  const { data } = useData(doors.programmes(organisation));
  if (!data) return <Skeleton rows={1} />;
  const running = data.items.filter((one) => one.state !== "closed");
  if (running.length === 0) return <CardLink href="/konsol/program" icon="box" title={t("home_con.deliver_none")} note={t("home_con.deliver_note")} />;
  return (
    <>
      {running.slice(0, 4).map((one) => <CardLink key={one.id} href={`/konsol/program/${one.id}/serahkan`} icon="box" title={t("home_con.deliver_at")} note={`${one.title} · ${one.area.name}`} />)}
      {running.length > 4 && <CardLink href="/konsol/program" icon="tree" title={t("home_con.all_programmes")} />}
    </>
  );
}

function Standing({ id }: { id: string }) {
  const { data } = useData(doors.organisation(id));
  if (!data || data.state === "verified") return null;
  return <CardLink href="/konsol/lembaga" icon="bank" tone={data.state === "refused" || data.state === "suspended" ? "bad" : "info"} title={t_or(`home_con.org_${data.state}`, data.state)} note={data.reason ?? t("home_con.org_note")} />;
}

function Campaigns({ organisation }: { organisation: string }) {
  const { data, problem } = useData(doors.campaigns(organisation));
  if (problem && !data) return <Notice tone="bad">{problem.text}</Notice>;
  if (!data) return <Skeleton rows={2} />;
  if (!data.items.length) return (
    <Empty icon="heart" title={t("home_con.no_campaigns")}>{t("home_con.no_campaigns_do")} <a href="/konsol/program">{t("nav_con.programmes")}</a></Empty>
  );
  return (
    <ul class="stack">
      {data.items.filter((one) => one.state === "open" || one.state === "suspended").slice(0, 6).map((one) => (
        <li key={one.id} class="stack-s">
          <div class="row between"><h3><a href={`/konsol/kampanye/${one.id}`}>{one.title}</a></h3><State list="state_camp" state={one.state} /></div>
          <ThreeBars bars={one.bars} slug={one.slug} />
        </li>
      ))}
    </ul>
  );
}

export default function Home() {
  const who = me.get();
  const first = (who?.name ?? "").split(" ")[0]!;
  if (for_platform(who) && !employer.get()) return (
    <div class="stack-l">
      <Head title={t("home_con.hello", { name: first })} lead={t("home_con.platform_lead")} />
      <section class="stack-s"><h2>{t("home_con.waits")}</h2><Approvals />{may("access.verify_organisation") && <CardLink href="/konsol/platform" icon="flag" title={t("nav_con.platform")} note={t("home_con.platform_note")} />}</section>
    </div>
  );
  return (
    <WithEmployer>
      {(chosen) => (
        <div class="stack-l">
          <Head title={t("home_con.hello", { name: first })} lead={chosen.name} />
          <section class="stack-s" data-waits>
            <h2>{t("home_con.waits")}</h2>
            <Standing id={chosen.id} />
            <Approvals organisation={chosen.id} />
            {may("programme.clear_evidence") && <Uncleared organisation={chosen.id} />}
            {may("payments.see_suspense") && <Suspense organisation={chosen.id} />}
            {may("programme.deliver") && <HandOver organisation={chosen.id} />}
          </section>
          {may("giving.edit_campaign", "giving.view_gifts") && <section class="stack"><h2>{t("home_con.campaigns")}</h2><Campaigns organisation={chosen.id} /></section>}
        </div>
      )}
    </WithEmployer>
  );
}
