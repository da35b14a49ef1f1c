// "Donasi rutin": what I give each week or month.
import { LinkButton } from "../../ui/Button.tsx";
import { Empty, Skeleton, Trouble } from "../../ui/states.tsx";
import { useData } from "../../ui/hooks.ts";
import { Crumb } from "../../ui/page.tsx";
import { day_long, rupiah } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import * as doors from "../../core/doors-donatur.ts";
import { ForGiver, State } from "./parts.tsx";

function List() {
  const { data, problem, again } = useData(doors.plans());
  if (problem && !data) return <Trouble problem={problem} again={again} />;
  if (!data) return <Skeleton rows={2} />;
  return (
    <>
      <Crumb href="/donatur">{t("donor.title")}</Crumb>
      <p class="hush">{t("rutin.what")}</p>
      <section class="card stack" data-plans>
        {data.items.length === 0 ? <Empty icon="clock" title={t("rutin.none")}><a href="/kampanye">{t("home.see_campaigns")}</a></Empty> : (
          <ul class="list">
            {data.items.map((plan) => (
              <li key={plan.id} class="stack-xs">
                <p><a class="strong" href={`/donatur/rutin/${plan.id}`}>{plan.title}</a> <State state={plan.state} /></p>
                <p><span class="num">{rupiah(plan.amount)}</span> {t(plan.every === "week" ? "rutin.each_week" : "rutin.each_month")} <span class="small hush">· {plan.organisation}</span></p>
                {plan.next_due && <p class="small hush">{t("rutin.next", { day: day_long(plan.next_due) })}</p>}
              </li>
            ))}
          </ul>
        )}
      </section>
      <LinkButton kind="main" href="/donatur/rutin/baru">{t("rutin.new")}</LinkButton>
    </>
  );
}

export default function Plans() {
  return <ForGiver title={t("rutin.title")}>{() => <List />}</ForGiver>;
}
