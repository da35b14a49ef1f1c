// What waits for a second person, and what became of it.
import { Empty } from "../../ui/states.tsx";
import { useList } from "../../ui/hooks.ts";
import { moment } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import { employer } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import { More } from "../publik/More.tsx";
import { Head, Shown, State } from "./parts.tsx";

export default function Approvals() {
  const organisation = employer.get()?.id;
  const list = useList(doors.approvals(organisation), (after) => doors.approvals(organisation, after));
  return (
    <div class="stack">
      <Head title={t("nav_con.approvals")} lead={t("app.lead")} />
      <Shown got={list}>{() => list.items.length === 0 ? <Empty icon="shield" title={t("app.none")}>{t("app.none_do")}</Empty> : (
        <ul class="list card">
          {list.items.map((one) => (
            <li key={one.id} class="row between">
              <div class="stack-xs">
                <a class="figure-link" href={`/konsol/persetujuan/${one.id}`}>{t_or(`approval_kind.${one.kind}`, one.kind)}</a>
                <p class="small hush">{one.organisation_name ?? t("con.platform")} · {one.preparer?.name ?? t("con.system")} · {moment(one.opened)}</p>
              </div>
              {one.state === "open" && one.may_decide ? <State list="app" state="for_you" tone="warn" /> : <State list="state_app" state={one.state} tone={one.state === "open" ? "info" : undefined} />}
            </li>
          ))}
        </ul>
      )}</Shown>
      <More {...list} />
    </div>
  );
}
