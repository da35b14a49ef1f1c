// The plan for those who read it: treasurer, approver, field officer, auditor.
import { Notice } from "../../ui/marks.tsx";
import { Empty } from "../../ui/states.tsx";
import { Table } from "../../ui/Table.tsx";
import { count, day_long, rupiah } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import type { Plan } from "../../core/schema.gen.ts";
import { Facts } from "./parts.tsx";

const kinds = { goods: "plan_con.goods", service: "plan_con.service", collection: "plan_con.collection" } as const;

export function PlanRead({ plan }: { plan: Plan | null }) {
  if (!plan) return <Empty icon="file" title={t("plan_con.none")}>{t("plan_con.not_yours")}</Empty>;
  const whole = plan.budget.reduce((sum, one) => sum + one.amount, 0);
  return (
    <div class="stack-l" data-plan>
      <Notice tone="info">{t("plan_con.not_yours")}</Notice>
      <section class="stack-s">
        <h2 class="h3">{t("plan_con.needs")}</h2>
        <div class="card"><Facts rows={[...plan.needs.map((one): [string, string] => [one.text, t("plan_con.households_n", { n: count(one.households) })]), [t("plan_con.target"), t("plan_con.households_n", { n: count(plan.target_households) })]]} /></div>
      </section>
      <section class="stack-s">
        <h2 class="h3">{t("plan_con.items")}</h2>
        <Table caption={t("plan_con.items")} rows={plan.items} row_key={(row) => row.id} columns={[
          { name: t("plan_con.item"), cell: (row) => <strong>{row.name}</strong> }, { name: t("plan_con.units"), cell: (row) => count(row.units), right: true },
          { name: t("plan_con.unit_cost"), cell: (row) => rupiah(row.unit_cost), right: true }, { name: t("plan_con.row_sum"), cell: (row) => rupiah(row.unit_cost * row.units), right: true },
        ]} />
      </section>
      <section class="stack-s">
        <h2 class="h3">{t("plan_con.budget")}</h2>
        <Table caption={t("plan_con.budget")} rows={plan.budget} row_key={(row) => row.name} columns={[
          { name: t("plan_con.line"), cell: (row) => <strong>{row.name}</strong> }, { name: t("plan_con.kind"), cell: (row) => t(kinds[row.kind]) }, { name: t("plan_con.amount"), cell: (row) => rupiah(row.amount), right: true },
        ]} foot={<tr><th scope="row" colSpan={2}>{t("plan_con.whole")}</th><td data-name={t("plan_con.amount")} class="right num"><span>{rupiah(whole)}</span></td></tr>} />
      </section>
      {plan.activities.length > 0 && (
        <section class="stack-s">
          <h2 class="h3">{t("plan_con.activities")}</h2>
          <ol class="list card">{plan.activities.map((one) => <li key={one.title} class="row between"><strong>{one.title}</strong><span class="small hush">{day_long(one.from)} – {day_long(one.to)}</span></li>)}</ol>
        </section>
      )}
    </div>
  );
}
