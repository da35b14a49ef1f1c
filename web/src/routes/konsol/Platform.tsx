// The platform's desk: organisations that wait for verification, and all others.
import { Empty } from "../../ui/states.tsx";
import { useList } from "../../ui/hooks.ts";
import { day_long } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import * as doors from "../../core/console.ts";
import type { PageProps } from "../table.ts";
import { More } from "../publik/More.tsx";
import { PlatformTabs } from "./platform_tabs.tsx";
import { Head, Shown, State, Tabs } from "./parts.tsx";

const states = ["submitted", "verified", "draft", "refused", "suspended"] as const;

export default function Platform({ query }: PageProps) {
  const state = query.get("keadaan") ?? "submitted";
  const list = useList(doors.organisations({ state }), (after) => doors.organisations({ state, after }));
  return (
    <div class="stack">
      <Head title={t("plat.organisations")} lead={t("plat.lead")} />
      <PlatformTabs at="/konsol/platform" />
      <Tabs label={t("plat.states")} at={`/konsol/platform?keadaan=${state}`} tabs={states.map((one) => [`/konsol/platform?keadaan=${one}`, t_or(`state_org.${one}`, one)])} />
      <Shown got={list}>{() => list.items.length === 0 ? <Empty icon="bank" title={t("plat.none")} /> : (
        <ul class="list card">
          {list.items.map((one) => (
            <li key={one.id} class="row between">
              <div><a class="figure-link" href={`/konsol/platform/${one.id}`}>{one.name}</a><p class="small hush">{t_or(`org_kind.${one.kind}`, one.kind)} · {t("plat.since", { day: day_long(one.registered) })}</p></div>
              <State list="state_org" state={one.state} />
            </li>
          ))}
        </ul>
      )}</Shown>
      <More {...list} />
    </div>
  );
}
