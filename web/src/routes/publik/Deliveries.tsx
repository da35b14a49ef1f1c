// Every delivery of a campaign, with its evidence or the gap where it should be.
import { Skeleton, Trouble, Empty } from "../../ui/states.tsx";
import { useData, useList } from "../../ui/hooks.ts";
import { Crumb, useTitle } from "../../ui/page.tsx";
import { t } from "../../core/i18n.ts";
import * as doors from "../../core/doors.ts";
import type { PageProps } from "../table.ts";
import { More } from "./More.tsx";
import { DeliveryCard } from "./parts.tsx";

export default function Deliveries({ params }: PageProps) {
  const slug = params.slug!;
  const campaign = useData(doors.campaign(slug));
  const list = useList(doors.deliveries(slug), (after) => doors.deliveries(slug, after));
  useTitle(t("deliveries.title"));
  if (list.problem && !list.data) return <Trouble problem={list.problem} again={list.again} />;
  return (
    <div class="wrap stack">
      <Crumb href={`/kampanye/${slug}`}>{campaign.data?.title ?? t("act.back")}</Crumb>
      <h1 tabIndex={-1}>{t("deliveries.title")}</h1>
      <p class="hush measure">{t("deliveries.note")}</p>
      {!list.data ? <Skeleton rows={2} /> : list.items.length === 0 ? <Empty title={t("camp.nothing_yet")} /> : <div class="deliveries">{list.items.map((d) => <DeliveryCard key={d.id} d={d} heading="h2" />)}</div>}
      <More {...list} />
    </div>
  );
}
