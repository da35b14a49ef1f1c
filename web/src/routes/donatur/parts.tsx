// What the pages of a giver's account share: signing in by a code, and words for states.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { ErrorSummary, Field, wrongs_of } from "../../ui/form.tsx";
import { Notice, Pill, type Tone } from "../../ui/marks.tsx";
import { Skeleton, Trouble } from "../../ui/states.tsx";
import { useAction, useData } from "../../ui/hooks.ts";
import { useTitle } from "../../ui/page.tsx";
import { t, t_or } from "../../core/i18n.ts";
import { keep } from "../../core/keep.ts";
import * as doors from "../../core/doors-donatur.ts";

const tones: Record<string, Tone> = { paid: "good", active: "good", waiting: "info", choosing: "info", paused: "warn", expired: "plain", refunded: "warn" };
export const State = ({ state }: { state: string }) => <Pill tone={tones[state] ?? "plain"}>{t_or(`state.${state}`, state)}</Pill>;

/** First the address, then the code that was sent to it. */
function SignIn({ again, letters }: { again: () => void; letters: boolean }) {
  const [email, set_email] = useState("");
  const [code, set_code] = useState("");
  const ask = useAction(async () => doors.ask_code(email.trim()));
  const [sent, set_sent] = useState<{ sandbox: boolean } | null>(null);
  const send = useAction(async () => { await doors.sign_in(email.trim(), code); again(); });
  const asked = async (event: Event): Promise<void> => {
    event.preventDefault();
    const answer = await ask.run();
    if (answer) set_sent(answer as { sandbox: boolean });
  };
  if (!letters) return <Notice tone="warn">{t("donor.no_letters")}</Notice>;
  if (!sent) return (
    <>
      <ErrorSummary wrongs={wrongs_of(ask.problem)} problem={ask.problem} />
      <form class="card stack" onSubmit={(event) => void asked(event)} noValidate data-email>
        <Field name="email" label={t("donor.email")} hint={t("donor.email_hint")} type="email" inputMode="email" autoComplete="email" value={email} on_input={set_email} wrong={wrongs_of(ask.problem).email} />
        <Button type="submit" kind="main" wide tall busy={ask.busy}>{t("donor.send_code")}</Button>
      </form>
      <p class="small hush">{t("donor.no_password")}</p>
    </>
  );
  return (
    <>
      <ErrorSummary wrongs={wrongs_of(send.problem)} problem={send.problem} />
      <form class="card stack" onSubmit={(event) => { event.preventDefault(); void send.run(); }} noValidate data-code>
        <p role="status">{t("donor.code_sent", { email: email.trim() })}</p>
        {sent.sandbox && <Notice tone="info"><strong>{t("donor.sandbox")}</strong> {t("donor.sandbox_note")} <a href="/uji-coba/surel" target="_blank" rel="noopener">{t("donor.sandbox_box")}</a></Notice>}
        <Field name="code" label={t("donor.code")} hint={t("donor.code_hint")} inputMode="numeric" autoComplete="one-time-code" maxLength={12} value={code} on_input={set_code} wrong={wrongs_of(send.problem).code} />
        <Button type="submit" kind="main" wide tall busy={send.busy}>{t("donor.enter")}</Button>
        <Button wide onClick={() => { set_sent(null); set_code(""); }}>{t("donor.other_address")}</Button>
      </form>
    </>
  );
}

/** A page for whoever is signed in; the others are asked to. */
export function ForGiver({ title, children }: { title: string; children: (giver: doors.Giver, again: () => void) => ComponentChildren }) {
  const { data, problem, again } = useData(doors.giver());
  useTitle(title);
  // Only that somebody is signed in here, for the button in the header; never who.
  useEffect(() => { if (data) keep("donatur", data.signed_in || null, "localStorage"); }, [data]);
  if (problem && !data) return <Trouble problem={problem} again={again} />;
  if (!data) return <div class="wrap wrap-narrow"><Skeleton rows={2} /></div>;
  return (
    <div class="wrap wrap-narrow stack" data-giver={data.signed_in ? "in" : "out"}>
      <h1 tabIndex={-1}>{data.signed_in ? title : t("donor.sign_in")}</h1>
      {data.signed_in ? children(data, again) : <><p class="hush">{t("donor.why")}</p><SignIn again={again} letters={data.letters} /></>}
    </div>
  );
}
