// What people reported: newest first. Opening one marks it as seen and shows how to reach the reporter; both are recorded.
import { useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/form.tsx";
import { Empty } from "../../ui/states.tsx";
import { useAction, useList } from "../../ui/hooks.ts";
import { moment_long } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import * as doors from "../../core/console.ts";
import type { PageProps } from "../table.ts";
import { More } from "../publik/More.tsx";
import { PlatformTabs } from "./platform_tabs.tsx";
import { Head, Shown, State, Tabs } from "./parts.tsx";

/** The page of what is reported; a hand-over has none of its own. */
function place_of(row: doors.ReportRow): string | null {
  if (row.about === "campaign") return `/kampanye/${encodeURIComponent(row.subject)}`;
  return row.about === "organisation" ? `/lembaga/${encodeURIComponent(row.subject)}` : null;
}

function One({ row }: { row: doors.ReportRow }) {
  const [opened, set_opened] = useState<doors.OpenedReport | null>(null);
  const open = useAction(async () => set_opened(await doors.open_report(row.id)));
  const place = place_of(row);
  return (
    <li class="stack" data-report={row.id}>
      <div class="row between">
        <p><strong>{t(`rep.about_${row.about}`)}</strong>{place ? <> · <a href={place}>{t(row.about === "campaign" ? "rep.see_campaign" : "rep.see_organisation")}<span class="unseen-always"> {t("rep.reported_at", { at: moment_long(row.at) })}</span></a></> : <span class="hash block">{row.subject}</span>}</p>
        <State list="state_rep" state={opened?.state ?? row.state} />
      </div>
      <p class="small hush">{moment_long(row.at)}</p>
      {row.text.split("\n").map((line, i) => <p key={i}>{line}</p>)}
      <ErrorSummary wrongs={{}} problem={open.problem} />
      {opened
        ? <p role="status">{opened.contact ? t("rep.contact", { contact: opened.contact }) : t("rep.no_contact")}</p>
        : <div><Button busy={open.busy} onClick={() => void open.run()}>{row.has_contact ? t("rep.open_contact") : t("rep.open")}<span class="unseen-always"> {t("rep.reported_at", { at: moment_long(row.at) })}</span></Button></div>}
    </li>
  );
}

export default function PlatformReports({ query }: PageProps) {
  const state = query.get("keadaan") === "semua" ? undefined : "new";
  const list = useList(doors.reports({ state }), (after) => doors.reports({ state, after }));
  return (
    <div class="stack">
      <Head title={t("rep.title")} lead={t("rep.lead")} />
      <PlatformTabs at="/konsol/platform/laporan" />
      <Tabs label={t("rep.states")} at={`/konsol/platform/laporan${state ? "" : "?keadaan=semua"}`} tabs={[["/konsol/platform/laporan", t("rep.new")], ["/konsol/platform/laporan?keadaan=semua", t("rep.all")]]} />
      <Shown got={list}>{() => list.items.length === 0 ? <Empty icon="flag" title={t("rep.none")} /> : (
        <ul class="list card">{list.items.map((row) => <One key={row.id} row={row} />)}</ul>
      )}</Shown>
      <More {...list} />
    </div>
  );
}
