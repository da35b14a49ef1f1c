// Setting up the authenticator, and the recovery codes that are shown once.
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { ErrorSummary, Field } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { CopyText } from "../../ui/page.tsx";
import { Qr } from "../../ui/Qr.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { Tick } from "../../ui/Tick.tsx";
import { useAction } from "../../ui/hooks.ts";
import { useProved } from "../../ui/SecondFactor.tsx";
import { post } from "../../core/api.ts";
import { t } from "../../core/i18n.ts";

interface Begun { secret: string; uri: string }

/** The secret in groups of four, as people read it aloud. */
export const in_fours = (secret: string): string => secret.replace(/(.{4})(?=.)/g, "$1 ");

export function Enrol({ on_done }: { on_done: (codes: string[]) => void }) {
  const [begun, set_begun] = useState<Begun | null>(null);
  const [code, set_code] = useState("");
  const begin = useProved(async () => set_begun(await post<Begun>("/api/me/totp", {})));
  const confirm = useAction(async () => on_done((await post<{ recovery_codes: string[] }>("/api/me/totp/confirmation", { code: code.replace(/\s/g, "") })).recovery_codes));
  useEffect(() => { void begin.run(); }, []);
  if (!begun) return begin.problem ? <><ErrorSummary problem={begin.problem} /><Button onClick={() => void begin.run()}>{t("act.again")}</Button>{begin.dialog}</> : <><Skeleton rows={1} />{begin.dialog}</>;
  return (
    <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); void confirm.run(); }} data-enrol>
      <p>{t("in.enrol_why")}</p>
      <ErrorSummary problem={confirm.problem} />
      <ol class="numbered stack">
        <li class="stack-s"><p>{t("in.enrol_app")}</p></li>
        <li class="stack-s">
          <p>{t("in.enrol_scan")}</p>
          <Qr payload={begun.uri} label={t("in.enrol_qr")} />
          <p class="small hush">{t("in.enrol_type")}</p>
          <CopyText text={in_fours(begun.secret)} label={t("in.copy_secret")} />
        </li>
        <li class="stack-s">
          <Field name="code" label={t("in.code")} hint={t("in.enrol_code")} value={code} on_input={set_code} inputMode="numeric" autoComplete="one-time-code" maxLength={7} />
        </li>
      </ol>
      <Button type="submit" kind="main" wide tall busy={confirm.busy}>{t("in.enrol_go")}</Button>
    </form>
  );
}

export function RecoveryCodes({ codes, on_done, done_label }: { codes: string[]; on_done: () => void; done_label?: string }) {
  const [kept, set_kept] = useState(false);
  const [wrong, set_wrong] = useState("");
  const forward = (event: Event): void => {
    event.preventDefault();
    if (kept) on_done();
    else set_wrong(t("in.codes_wrong"));
  };
  return (
    <form class="stack" noValidate onSubmit={forward} data-codes>
      <Notice tone="warn">{t("in.codes_once")}</Notice>
      <p>{t("in.codes_what")}</p>
      <ul class="codes" aria-label={t("in.codes_title")}>{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ul>
      <div class="row no-print">
        <CopyAll text={codes.join("\n")} />
        <Button icon="download" onClick={() => print()}>{t("in.print")}</Button>
      </div>
      <div class="no-print stack">
        <Tick name="kept" checked={kept} on_tick={(next) => { set_kept(next); set_wrong(""); }} wrong={wrong}>{t("in.codes_kept")}</Tick>
        <Button type="submit" kind="main" wide tall>{done_label ?? t("in.codes_go")}</Button>
      </div>
    </form>
  );
}

function CopyAll({ text }: { text: string }) {
  const [done, set_done] = useState(false);
  return (
    <>
      <Button icon={done ? "check" : "copy"} onClick={() => navigator.clipboard?.writeText(text).then(() => set_done(true), () => undefined)}>{done ? t("act.copied") : t("in.copy_codes")}</Button>
      <span class="unseen-always" role="status">{done ? t("act.copied") : ""}</span>
    </>
  );
}
