// One organisation as an officer of the platform judges it: its papers, then verify, refuse or suspend.
import { useState } from "preact/hooks";
import { AreaName } from "../../ui/Area.tsx";
import { Choices } from "../../ui/Choices.tsx";
import { Field } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { useData } from "../../ui/hooks.ts";
import { post } from "../../core/api.ts";
import { day_long } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import { may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import type { PageProps } from "../table.ts";
import { AccountFacts, Documents, PermitFacts } from "./papers.tsx";
import { Facts, Go, Head, needed, Shown, Simple, State, useFormId, wrongs_in } from "./parts.tsx";

type Decision = "verify" | "refuse" | "suspend";
const offered: Record<string, Decision[]> = { submitted: ["verify", "refuse"], suspended: ["verify"], verified: ["suspend"] };

function Judge({ o, again }: { o: doors.Organisation; again: () => void }) {
  const [id, renew] = useFormId();
  const choices = offered[o.state] ?? [];
  const [decision, set_decision] = useState<Decision | "">("");
  const [reason, set_reason] = useState("");
  const [approval, set_approval] = useState<string | null>(null);
  if (!choices.length || !may("access.verify_organisation")) return null;
  if (approval) return <section class="card stack" role="status"><h2 class="h3">{t("plat.proposed")}</h2><p>{t("plat.proposed_text")}</p><Go href={`/konsol/persetujuan/${approval}`}>{t("plat.to_approval")}</Go></section>;
  const send = async (): Promise<void> => {
    const got = await post<{ approval?: string }>(`${doors.organisation(o.id)}/verification`, { id, decision, ...(reason.trim() ? { reason: reason.trim() } : {}) });
    renew();
    if (got.approval) set_approval(got.approval);
    again();
  };
  return (
    <section class="card raised stack">
      <h2 class="h3">{t("plat.judge")}</h2>
      <Simple label={decision ? t_or(`plat.do_${decision}`, decision) : t("plat.judge")} send={send} check={() => wrongs_in({ decision: needed(decision, t("plat.judge")), reason: decision && decision !== "verify" ? needed(reason, t("plat.reason")) : undefined })}>
        {(wrongs) => (
          <>
            <Choices line name="decision" legend={t("plat.decision")} quiet_legend value={decision} on_pick={(next) => set_decision(next as Decision)} wrong={wrongs.decision} options={choices.map((one) => ({ value: one, label: t_or(`plat.do_${one}`, one), note: t_or(`plat.note_${one}`, "") }))} />
            {decision && decision !== "verify" && <Field name="reason" label={t("plat.reason")} hint={t("plat.reason_hint")} many_lines value={reason} on_input={set_reason} wrong={wrongs.reason} maxLength={1000} />}
          </>
        )}
      </Simple>
    </section>
  );
}

export default function PlatformOrganisation({ params }: PageProps) {
  const got = useData(doors.organisation(params.organisation!));
  return (
    <div class="stack wrap-narrow">
      <Head title={got.data?.name ?? t("nav_con.platform")} back={["/konsol/platform", t("nav_con.platform")]} />
      <Shown got={got}>{(o) => (
        <>
          <Facts rows={[[t("org.state"), <State list="state_org" state={o.state} />], [t("org.kind"), t_or(`org_kind.${o.kind}`, o.kind)], [t("org.area"), <AreaName code={o.area} />], o.contact_phone && [t("org.phone"), o.contact_phone], [t("org.registered"), day_long(o.registered)]]} />
          {o.reason && <Notice tone="warn">{o.reason}</Notice>}
          <section class="card stack"><h2 class="h3">{t("org.papers_of")}</h2><Documents o={o} /></section>
          <section class="card stack"><h2 class="h3">{t("org.permit")}</h2>{o.permit ? <PermitFacts p={o.permit} /> : <p class="hush">{t("org.no_permit")}</p>}</section>
          <section class="card stack"><h2 class="h3">{t("org.bank")}</h2>{o.bank_account ? <AccountFacts a={o.bank_account} /> : <p class="hush">{t("org.no_account")}</p>}</section>
          <Judge o={o} again={got.again} />
        </>
      )}</Shown>
    </div>
  );
}
