// The organisation's own papers, step by step up to verification: documents, permit or exemption, bank account, submission.
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { AreaField, AreaName } from "../../ui/Area.tsx";
import { Choices } from "../../ui/Choices.tsx";
import { ErrorSummary, Field } from "../../ui/form.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Select } from "../../ui/Select.tsx";
import { useAction, useData } from "../../ui/hooks.ts";
import { call, post, put } from "../../core/api.ts";
import { day_long } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import { new_id } from "../../core/ids.ts";
import { may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import { AccountFacts, document_kinds, Documents, PermitFacts } from "./papers.tsx";
import { Facts, Head, needed, Shown, Simple, State, Tabs, Unfold, WithEmployer, wrongs_in } from "./parts.tsx";

const largest = 10_000_000;

function Upload({ o, again }: { o: doors.Organisation; again: () => void }) {
  const [kind, set_kind] = useState("");
  const [wrong, set_wrong] = useState<Record<string, string>>({});
  const input = useRef<HTMLInputElement>(null);
  const send = useAction(async (file: File) => {
    await call("POST", `${doors.organisation(o.id)}/documents?id=${new_id()}&kind=${kind}`, { body: file });
    set_kind("");
    again();
  });
  const pick = (): void => {
    if (!kind) { set_wrong({ document_kind: t("org.kind_first") }); return; }
    set_wrong({});
    input.current?.click();
  };
  const picked = (): void => {
    const file = input.current?.files?.[0];
    if (input.current) input.current.value = "";
    if (!file) return;
    if (!["application/pdf", "image/jpeg", "image/png"].includes(file.type)) { set_wrong({ document: t("org.document_type") }); return; }
    if (file.size > largest) { set_wrong({ document: t("org.document_large") }); return; }
    void send.run(file);
  };
  return (
    <div class="stack-s">
      <ErrorSummary wrongs={wrong} problem={send.problem} />
      <Select name="document_kind" label={t("org.document_kind")} value={kind} on_pick={set_kind} wrong={wrong.document_kind} options={document_kinds.map((one) => [one, t_or(`doc_con.${one}`, one)])} />
      <input ref={input} id="f-document" class="file-input" type="file" tabIndex={-1} aria-label={t("org.document")} accept="application/pdf,image/jpeg,image/png" onChange={picked} />
      <p class="hint">{t("org.document_hint")}</p>
      <Button icon="upload" busy={send.busy} onClick={pick}>{t("org.upload")}</Button>
    </div>
  );
}

const exemptions = ["zakat", "place_of_worship", "limited_emergency", "limited_gotong_royong", "spontaneous_meeting"] as const;

function PermitForm({ o, again }: { o: doors.Organisation; again: () => void }) {
  const [how, set_how] = useState(o.permit?.exemption ? "exemption" : "permit");
  const [v, set] = useState({ exemption: o.permit?.exemption ?? "", explanation: o.permit?.explanation ?? "", number: o.permit?.number ?? "", issuer: o.permit?.issuer ?? "", area: o.permit?.area ?? "", from: o.permit?.from ?? "", to: o.permit?.to ?? "", extended_to: o.permit?.extended_to ?? "" });
  const put_in = (part: Partial<typeof v>): void => set({ ...v, ...part });
  const by_permit = how === "permit";
  const send = async (): Promise<void> => {
    await put(`${doors.organisation(o.id)}/permit`, by_permit
      ? { number: v.number.trim(), issuer: v.issuer, area: v.area, from: v.from, to: v.to, ...(v.extended_to ? { extended_to: v.extended_to } : {}) }
      : { exemption: v.exemption, explanation: v.explanation.trim() });
    again();
  };
  const check = () => wrongs_in(by_permit
    ? { number: needed(v.number, t("org.permit_number")), issuer: needed(v.issuer, t("org.issuer")), from: needed(v.from, t("org.from")), to: needed(v.to, t("org.to")) }
    : { exemption: needed(v.exemption, t("org.exemption")), explanation: v.explanation.trim().length < 20 ? t("org.explanation_short") : undefined });
  return (
    <Simple label={o.state === "verified" ? t("org.propose_change") : t("act.save")} send={send} check={check}>
      {(wrongs) => (
        <>
          <Choices line name="how" legend={t("org.permit_how")} value={how} on_pick={set_how} options={[{ value: "permit", label: t("org.have_permit"), note: t("org.have_permit_note") }, { value: "exemption", label: t("org.have_exemption"), note: t("org.have_exemption_note") }]} />
          {by_permit ? (
            <>
              <Field name="number" label={t("org.permit_number")} value={v.number} on_input={(number) => put_in({ number })} wrong={wrongs.number} maxLength={80} />
              <Select name="issuer" label={t("org.issuer")} value={v.issuer} on_pick={(issuer) => put_in({ issuer: issuer as typeof v.issuer })} wrong={wrongs.issuer} options={(["minister", "governor", "regent"] as const).map((one) => [one, t_or(`issuer.${one}`, one)])} />
              <AreaField name="area" legend={t("org.permit_area")} hint={t("org.permit_area_hint")} deepest={2} value={v.area} on_pick={(area) => put_in({ area })} wrong={wrongs.area} />
              <div class="pair">
                <Field name="from" type="date" label={t("org.from")} value={v.from} on_input={(from) => put_in({ from })} wrong={wrongs.from} />
                <Field name="to" type="date" label={t("org.to")} value={v.to} on_input={(to) => put_in({ to })} wrong={wrongs.to} />
                <Field name="extended_to" type="date" label={t("org.extended_to")} value={v.extended_to} on_input={(extended_to) => put_in({ extended_to })} wrong={wrongs.extended_to} />
              </div>
            </>
          ) : (
            <>
              <Select name="exemption" label={t("org.exemption")} value={v.exemption} on_pick={(exemption) => put_in({ exemption: exemption as typeof v.exemption })} wrong={wrongs.exemption} options={exemptions.map((one) => [one, t_or(`exemption.${one}`, one)])} />
              <Field name="explanation" label={t("org.explanation")} hint={t("org.explanation_hint")} many_lines value={v.explanation} on_input={(explanation) => put_in({ explanation })} wrong={wrongs.explanation} maxLength={1000} />
            </>
          )}
        </>
      )}
    </Simple>
  );
}

function AccountForm({ o, again }: { o: doors.Organisation; again: () => void }) {
  const [v, set] = useState({ bank_code: "", number: "", holder: o.bank_account?.holder ?? o.name, explanation: "" });
  const put_in = (part: Partial<typeof v>): void => set({ ...v, ...part });
  const send = async (): Promise<void> => {
    await put(`${doors.organisation(o.id)}/bank-account`, { bank_code: v.bank_code.trim(), number: v.number.replace(/[\s.-]/g, ""), holder: v.holder.trim(), ...(v.explanation.trim() ? { explanation: v.explanation.trim() } : {}) });
    again();
  };
  const check = () => wrongs_in({ bank_code: /^\d{3}$/.test(v.bank_code.trim()) ? undefined : t("org.bank_code_wrong"), number: /^\d{8,20}$/.test(v.number.replace(/[\s.-]/g, "")) ? undefined : t("org.number_wrong"), holder: needed(v.holder, t("org.holder")) });
  return (
    <Simple label={o.state === "verified" ? t("org.propose_change") : t("act.save")} send={send} check={check}>
      {(wrongs) => (
        <>
          <div class="pair">
            <Field name="bank_code" inputMode="numeric" label={t("org.bank_code")} hint={t("org.bank_code_hint")} value={v.bank_code} on_input={(bank_code) => put_in({ bank_code })} wrong={wrongs.bank_code} maxLength={3} />
            <Field name="number" inputMode="numeric" label={t("org.account_number")} hint={t("org.account_number_hint")} value={v.number} on_input={(number) => put_in({ number })} wrong={wrongs.number} maxLength={26} />
          </div>
          <Field name="holder" label={t("org.holder")} hint={t("org.holder_hint")} value={v.holder} on_input={(holder) => put_in({ holder })} wrong={wrongs.holder} maxLength={120} />
          <Field name="explanation" label={t("org.holder_differs")} value={v.explanation} on_input={(explanation) => put_in({ explanation })} wrong={wrongs.explanation} maxLength={1000} />
        </>
      )}
    </Simple>
  );
}

function Step({ n, title, done, children }: { n: number; title: string; done: boolean; children: ComponentChildren }) {
  return (
    <section class="card stack">
      <h2 class="h3 row"><span class={`step-n ${done ? "done" : ""}`} aria-hidden="true">{done ? <Icon name="check" /> : n}</span>{title}{done && <span class="unseen-always">{t("org.step_done")}</span>}</h2>
      {children}
    </section>
  );
}

function Body({ o, again }: { o: doors.Organisation; again: () => void }) {
  const edits = may("access.manage_organisation");
  const open = o.state === "draft" || o.state === "refused";
  const submit = useAction(async () => { await post(`${doors.organisation(o.id)}/submission`, {}); again(); });
  const verified = o.state === "verified";
  return (
    <>
      <Facts rows={[[t("org.state"), <State list="state_org" state={o.state} />], [t("org.kind"), t_or(`org_kind.${o.kind}`, o.kind)], [t("org.area"), <AreaName code={o.area} />], o.contact_phone && [t("org.phone"), o.contact_phone], [t("org.registered"), day_long(o.registered)]]} />
      {o.reason && <Notice tone="bad"><p class="strong">{t_or(`org.reason_${o.state}`, t("org.reason"))}</p><p>{o.reason}</p></Notice>}
      {o.state === "submitted" && <Notice tone="info">{t("org.submitted")}</Notice>}
      <Step n={1} title={t("org.papers_of")} done={(o.documents ?? []).length >= 3}><Documents o={o} />{edits && (open || verified) && <Upload o={o} again={again} />}</Step>
      <Step n={2} title={t("org.permit")} done={Boolean(o.permit)}>
        {o.permit ? <PermitFacts p={o.permit} /> : <p class="hush">{t("org.no_permit")}</p>}
        {o.proposed_permit && <Notice tone="info"><p>{t("org.proposed")}</p><PermitFacts p={o.proposed_permit} /></Notice>}
        {edits && (open || verified) && <Unfold icon="file" label={o.permit ? t("org.change_permit") : t("org.add_permit")}>{(close) => <PermitForm o={o} again={() => { close(); again(); }} />}</Unfold>}
      </Step>
      <Step n={3} title={t("org.bank")} done={Boolean(o.bank_account)}>
        {o.bank_account ? <AccountFacts a={o.bank_account} /> : <p class="hush">{t("org.no_account")}</p>}
        {o.proposed_bank_account && <Notice tone="info"><p>{t("org.proposed")}</p><AccountFacts a={o.proposed_bank_account} /></Notice>}
        {edits && (open || verified) && <Unfold icon="bank" label={o.bank_account ? t("org.change_account") : t("org.add_account")}>{(close) => <AccountForm o={o} again={() => { close(); again(); }} />}</Unfold>}
      </Step>
      {open && edits && (
        <Step n={4} title={t("org.submit_title")} done={false}>
          <p>{t("org.submit_text")}</p>
          {submit.problem && <div class="summary stack-s" role="alert"><h3>{t("org.lacking")}</h3><p>{submit.problem.text}</p>{submit.problem.errors.length > 0 && <ul class="prose">{submit.problem.errors.map((one) => <li key={one.detail}>{one.detail}</li>)}</ul>}</div>}
          <Button kind="main" tall busy={submit.busy} onClick={() => void submit.run()}>{t("org.submit")}</Button>
        </Step>
      )}
    </>
  );
}

export default function Organisation() {
  return (
    <WithEmployer>
      {(chosen) => {
        const got = useData(doors.organisation(chosen.id));
        return (
          <div class="stack">
            <Head title={chosen.name} lead={t("org.lead")} />
            {may("access.manage_staff", "access.view_audit") && <Tabs label={t("nav_con.organisation")} at="/konsol/lembaga" tabs={[["/konsol/lembaga", t("org.papers")], ["/konsol/lembaga/petugas", t("org.staff")]]} />}
            <Shown got={got}>{(o) => <Body o={o} again={got.again} />}</Shown>
          </div>
        );
      }}
    </WithEmployer>
  );
}
