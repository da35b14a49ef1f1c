// What waits for a second person, and what became of it.
import { useState } from "preact/hooks";
import { Select } from "../../ui/Select.tsx";
import { Empty } from "../../ui/states.tsx";
import { useList } from "../../ui/hooks.ts";
import { moment } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import { employer } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import { More } from "../publik/More.tsx";
import { Head, Shown, State } from "./parts.tsx";

const states = ["open", "approved", "refused", "voided"] as const;
const shown_state = (one: doors.Approval) => (one.state !== "open" ? <State list="state_app" state={one.state} /> : one.may_decide ? <State list="app" state="for_you" tone="warn" /> : one.why_not === "access.own_approval" ? <State list="app" state="own" tone="info" /> : <State list="state_app" state="open" tone="info" />);

function List({ organisation, state }: { organisation: string | undefined; state: string }) {
  const list = useList(doors.approvals(organisation, null, state), (after) => doors.approvals(organisation, after, state));
  return (
    <>
      <Shown got={list}>{() => list.items.length === 0 ? <Empty icon="shield" title={t("app.none")}>{t("app.none_do")}</Empty> : (
        <ul class="list card">
          {list.items.map((one) => (
            <li key={one.id} class="row between">
              <div class="stack-xs">
                <a class="figure-link" href={`/konsol/persetujuan/${one.id}`}>{t_or(`approval_kind.${one.kind}`, one.kind)}</a>
                <p class="small hush">{one.organisation_name ?? t("con.platform")} · {one.preparer?.name ?? t("con.system")} · {moment(one.opened)}</p>
              </div>
              {shown_state(one)}
            </li>
          ))}
        </ul>
      )}</Shown>
      <More {...list} />
    </>
  );
}

export default function Approvals() {
  const [state, set] = useState<string>("open");
  return (
    <div class="stack">
      <Head title={t("nav_con.approvals")} lead={t("app.lead")} />
      <Select name="state" label={t("app.state")} value={state} on_pick={set} options={states.map((one) => [one, t_or(`state_app.${one}`, one)])} />
      <List key={state} organisation={employer.get()?.id} state={state} />
    </div>
  );
}
