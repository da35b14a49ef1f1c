// One recurring gift: its periods, and the ways to change it.
import { Button, LinkButton } from "../../ui/Button.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Empty, Skeleton, Trouble } from "../../ui/states.tsx";
import { useAction, useData } from "../../ui/hooks.ts";
import { Crumb } from "../../ui/page.tsx";
import { day_long, rupiah } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import * as doors from "../../core/doors-donatur.ts";
import type { PageProps } from "../table.ts";
import { ForGiver, State } from "./parts.tsx";

type Period = doors.PlanSeen["periods"][number];

function Row({ period }: { period: Period }) {
  return (
    <li class="stack-xs">
      <p>{day_long(period.due)} <State state={period.state} /></p>
      {period.state === "none" && <p class="small hush">{t("rutin.no_charge")}</p>}
      {period.state === "waiting" && period.gift && <p><LinkButton kind="main" icon="qr" href={`/bayar/${period.gift}#${period.trace}`}>{t("donor.pay")}</LinkButton></p>}
      {period.state === "paid" && <p><a href={`/jejak/${period.trace}`}>{t("donor.follow")}</a></p>}
    </li>
  );
}

function One({ id }: { id: string }) {
  const { data: plan, problem, again } = useData(doors.plan(id));
  const act = useAction(async (state: "active" | "paused" | "stopped") => { await doors.set_state(id, state); again(); });
  if (problem && !plan) return <Trouble problem={problem} again={again} />;
  if (!plan) return <Skeleton rows={2} />;
  const over = plan.state === "stopped" || plan.state === "ended";
  return (
    <>
      <Crumb href="/donatur/rutin">{t("rutin.title")}</Crumb>
      <section class="card stack" data-plan={plan.state}>
        <h2>{plan.title}</h2>
        <p><State state={plan.state} /></p>
        <dl class="facts">
          <div><dt>{t("rutin.amount")}</dt><dd><span class="num">{rupiah(plan.amount)}</span> {t(plan.every === "week" ? "rutin.each_week" : "rutin.each_month")}</dd></div>
          <div><dt>{t("rutin.organisation")}</dt><dd>{plan.organisation}</dd></div>
          <div><dt>{t("rutin.method")}</dt><dd>{t(plan.method === "va" ? "rutin.va" : "rutin.qris")}</dd></div>
          <div><dt>{t("rutin.starts")}</dt><dd>{day_long(plan.starts)}</dd></div>
          <div><dt>{t("rutin.ends")}</dt><dd>{plan.ends ? day_long(plan.ends) : t("rutin.no_end")}</dd></div>
          <div><dt>{t("rutin.at_end")}</dt><dd>{t(plan.at_end === "stop" ? "rutin.at_end_stop" : "rutin.at_end_choose")}</dd></div>
          {plan.next_due && <div><dt>{t("rutin.next_charge")}</dt><dd>{day_long(plan.next_due)}</dd></div>}
        </dl>
        {plan.state === "choosing" && <Notice tone="info">{t("rutin.choosing_note")}</Notice>}
        {act.problem && <Notice tone="bad" live>{act.problem.text}</Notice>}
        {!over && (
          <div class="row">
            {plan.state === "active" && <Button onClick={() => void act.run("paused")} busy={act.busy}>{t("rutin.pause")}</Button>}
            {plan.state === "paused" && <Button kind="main" onClick={() => void act.run("active")} busy={act.busy}>{t("rutin.resume")}</Button>}
            <Button kind="danger" onClick={() => void act.run("stopped")} busy={act.busy}>{t("rutin.stop")}</Button>
          </div>
        )}
      </section>
      <section class="card stack">
        <h2>{t("rutin.periods")}</h2>
        <p class="small hush">{t("rutin.periods_note")}</p>
        {plan.periods.length === 0 ? <Empty icon="clock" title={t("rutin.no_periods")} /> : <ul class="list">{plan.periods.map((period) => <Row key={period.number} period={period} />)}</ul>}
      </section>
    </>
  );
}

export default function Plan({ params }: PageProps) {
  return <ForGiver title={t("rutin.one")}>{() => <One id={params.plan!} />}</ForGiver>;
}
