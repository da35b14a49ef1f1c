// My own account: who I am here, changing the password, ending every session.
import { useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { ErrorSummary, Field } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { AreaName } from "../../ui/Area.tsx";
import { useAction } from "../../ui/hooks.ts";
import { put } from "../../core/api.ts";
import { moment_long } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import { go } from "../../core/router.ts";
import { me, sign_out } from "../../core/session.ts";
import { Enrol, RecoveryCodes } from "../masuk/Codes.tsx";
import { Facts, Head, Simple, wrongs_in } from "./parts.tsx";

const empty = { present: "", password: "", again: "" };

function Password() {
  const [v, set] = useState(empty);
  const [changed, set_changed] = useState(false);
  const [seen, set_seen] = useState(false);
  const type = (part: Partial<typeof v>): void => { set_changed(false); set({ ...v, ...part }); };
  const kind = seen ? "text" : "password";
  const check = () => wrongs_in({
    present: v.present ? undefined : t("acc.present_missing"),
    password: [...v.password].length < 12 ? t("acc.next_short") : v.password === v.present ? t("acc.same") : undefined,
    again: v.again === v.password ? undefined : t("acc.differs"),
  });
  return (
    <section class="card stack">
      <h2 class="h3">{t("acc.change")}</h2>
      {changed && <Notice tone="good" live>{t("acc.changed")}</Notice>}
      <Simple label={t("acc.change")} check={check} send={async () => { await put("/api/me/password", { present: v.present, password: v.password }); set(empty); set_changed(true); }}>
        {(wrongs) => (
          <>
            <Field name="present" type={kind} label={t("acc.present")} value={v.present} on_input={(present) => type({ present })} wrong={wrongs.present} autoComplete="current-password" maxLength={512} />
            <Field name="password" type={kind} label={t("acc.next")} hint={t("acc.next_hint")} value={v.password} on_input={(password) => type({ password })} wrong={wrongs.password} autoComplete="new-password" maxLength={512} />
            <Field name="again" type={kind} label={t("acc.again")} value={v.again} on_input={(again) => type({ again })} wrong={wrongs.again} autoComplete="new-password" maxLength={512} />
            <p><button type="button" class="link-btn" aria-pressed={seen} onClick={() => set_seen(!seen)}>{seen ? t("acc.hide") : t("acc.show")}</button></p>
          </>
        )}
      </Simple>
    </section>
  );
}

/** A new authenticator, after a new phone or a recovery code; the old one and the old codes are void then. */
function Authenticator() {
  const [step, set_step] = useState<"idle" | "enrol" | "done">("idle");
  const [codes, set_codes] = useState<string[]>([]);
  return (
    <section class="card stack">
      <h2 class="h3">{t("acc.second")}</h2>
      {step === "done" && <Notice tone="good" live>{t("acc.second_new")}</Notice>}
      {step !== "enrol" && <><p>{t("acc.second_text")}</p><Button icon="phone" onClick={() => { set_codes([]); set_step("enrol"); }}>{t("acc.second_change")}</Button></>}
      {step === "enrol" && (codes.length === 0
        ? <><Enrol on_done={set_codes} /><Button onClick={() => set_step("idle")}>{t("act.cancel")}</Button></>
        : <RecoveryCodes codes={codes} done_label={t("acc.codes_done")} on_done={() => set_step("done")} />)}
    </section>
  );
}

function Sessions() {
  const end = useAction(async () => { await sign_out(true); go("/masuk?keluar=1", true); });
  return (
    <section class="card stack">
      <h2 class="h3">{t("acc.others")}</h2>
      <p>{t("acc.others_text")}</p>
      <ErrorSummary problem={end.problem} />
      <Button kind="danger" busy={end.busy} onClick={() => void end.run()}>{t("acc.end_all")}</Button>
    </section>
  );
}

export default function Account() {
  const who = me.get();
  return (
    <div class="stack wrap-narrow">
      <Head title={t("nav_con.account")} lead={t("acc.lead")} />
      <Facts loose rows={[
        [t("acc.name"), who?.name],
        [t("acc.roles"), <ul>{(who?.holdings ?? []).map((held) => <li key={`${held.role}${held.organisation}${held.area}`}>{t_or(`role.${held.role}`, held.role)} · {held.organisation_name ?? t("con.platform")}{held.area && <> · <AreaName code={held.area} /></>}</li>)}</ul>],
        who?.ends && [t("acc.session"), moment_long(who.ends)],
      ]} />
      <Password />
      <Authenticator />
      <Sessions />
    </div>
  );
}
