// Signing in: password, then a code of the authenticator (or a recovery code), the first time setting the authenticator up.
import { useEffect, useRef, useState } from "preact/hooks";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { ErrorSummary, Field } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { useAction } from "../../ui/hooks.ts";
import { useTitle } from "../../ui/page.tsx";
import { post } from "../../core/api.ts";
import { t } from "../../core/i18n.ts";
import { go } from "../../core/router.ts";
import { load_me, safe_return, sign_out, type Step } from "../../core/session.ts";
import type { PageProps } from "../table.ts";
import { Enrol, RecoveryCodes } from "./Codes.tsx";

type At = "asking" | "password" | "totp" | "recovery" | "enrol" | "codes";
const shown: Record<Step, At> = { totp: "totp", enrol_totp: "enrol", done: "password" };

function Password({ on_step, notice, letters }: { on_step: (next: Step) => void; notice: string | null; letters: boolean }) {
  const [email, set_email] = useState("");
  const [password, set_password] = useState("");
  const [seen, set_seen] = useState(false);
  const send = useAction(async () => on_step((await post<{ next: Step }>("/api/sign-in", { email: email.trim(), password })).next));
  return (
    <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); void send.run(); }} data-password>
      {notice && <Notice tone="info">{notice}</Notice>}
      <ErrorSummary problem={send.problem} />
      <Field name="email" type="email" label={t("in.email")} value={email} on_input={set_email} inputMode="email" autoComplete="username" maxLength={254} />
      <Field name="password" type={seen ? "text" : "password"} label={t("in.password")} value={password} on_input={set_password} autoComplete="current-password" maxLength={512} />
      <button type="button" class="link-btn" aria-pressed={seen} onClick={() => set_seen(!seen)}>{seen ? t("in.hide") : t("in.show")}</button>
      <Button type="submit" kind="main" wide tall busy={send.busy}>{t("in.go")}</Button>
      {letters ? <p><a href="/masuk/lupa" class="link-btn">{t("fg.link")}</a></p> : <p class="small hush">{t("in.forgot")}</p>}
    </form>
  );
}

function Code({ recovery, on_done, on_switch, on_cancel }: { recovery: boolean; on_done: (next: Step) => void; on_switch: () => void; on_cancel: () => void }) {
  const [code, set_code] = useState("");
  const send = useAction(async () => on_done((await post<{ next: Step }>(recovery ? "/api/sign-in/recovery" : "/api/sign-in/totp", { code: recovery ? code.trim() : code.replace(/\s/g, "") })).next));
  return (
    <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); void send.run(); }} data-code>
      <p>{recovery ? t("in.recovery_what") : t("in.totp_what")}</p>
      <ErrorSummary problem={send.problem} />
      <Field name="code" label={recovery ? t("in.recovery") : t("in.code")} value={code} on_input={set_code} inputMode={recovery ? "text" : "numeric"} autoComplete="one-time-code" maxLength={recovery ? 40 : 7} />
      <Button type="submit" kind="main" wide tall busy={send.busy}>{t("in.prove")}</Button>
      <div class="row between">
        <button type="button" class="link-btn" onClick={() => { set_code(""); send.clear(); on_switch(); }}>{recovery ? t("in.use_totp") : t("in.use_recovery")}</button>
        <button type="button" class="link-btn" onClick={on_cancel}>{t("in.other_account")}</button>
      </div>
    </form>
  );
}

const titles = { asking: "in.title", password: "in.title", totp: "in.totp", recovery: "in.totp", enrol: "in.enrol", codes: "in.codes_title" } as const;

export default function SignIn({ query }: PageProps) {
  const [at, set_at] = useState<At>("asking");
  const [codes, set_codes] = useState<string[]>([]);
  const [letters, set_letters] = useState(true); // until somebody says otherwise
  const heading = useRef<HTMLHeadingElement>(null);
  const to = safe_return(query.get("ke"));
  useTitle(t(titles[at]));
  const finish = useAction(async () => { await load_me(); go(to, true); });
  const step = (next: Step): void => { if (next === "done") void finish.run(); else set_at(shown[next]); };
  useEffect(() => {
    load_me().then((who) => { set_letters(who.letters ?? true); if (who.signed_in) go(to, true); else set_at(who.next ? shown[who.next] : "password"); }, () => set_at("password"));
  }, []);
  useEffect(() => { if (at !== "asking" && at !== "password") heading.current?.focus(); }, [at]);
  const notice = query.has("habis") ? t("in.ended") : query.has("keluar") ? t("in.out") : null;
  return (
    <div class="wrap sign-in stack">
      {at === "password" && <p class="card flat row between" data-for-givers><span>{t("in.giver")}</span> <LinkButton icon="heart" href="/donatur">{t("nav.mine")}</LinkButton></p>}
      <div class="card raised stack">
        <h1 tabIndex={-1} ref={heading}>{t(titles[at])}</h1>
        {finish.problem && <ErrorSummary problem={finish.problem} />}
        {at === "asking" && <Skeleton rows={1} />}
        {at === "password" && <Password on_step={step} notice={notice} letters={letters} />}
        {(at === "totp" || at === "recovery") && <Code recovery={at === "recovery"} on_done={step} on_switch={() => set_at(at === "totp" ? "recovery" : "totp")} on_cancel={() => void sign_out().then(() => set_at("password"))} />}
        {at === "enrol" && <Enrol on_done={(made) => { set_codes(made); set_at("codes"); }} />}
        {at === "codes" && <RecoveryCodes codes={codes} on_done={() => void finish.run()} />}
      </div>
      {at === "password" && <p class="small hush center">{t("in.new_here")} <a href="/daftar-lembaga">{t("in.register")}</a></p>}
    </div>
  );
}
