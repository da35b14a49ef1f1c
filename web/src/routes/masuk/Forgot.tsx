// A forgotten password: asking for the letter. The page says the same whether or not anybody signs in by that address.
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { ErrorSummary, Field, wrongs_of, type Wrongs } from "../../ui/form.tsx";
import { useAction } from "../../ui/hooks.ts";
import { Crumb, useTitle } from "../../ui/page.tsx";
import { post } from "../../core/api.ts";
import { t } from "../../core/i18n.ts";
import type { Gives } from "../../core/types.ts";
import { SandboxNote } from "./SandboxNote.tsx";

function Sent({ email, sent, on_other }: { email: string; sent: Gives<"POST /api/password-resets">; on_other: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class="card raised stack" data-sent>
      <h1 tabIndex={-1} ref={heading}>{t("fg.sent")}</h1>
      <p>{t("fg.sent_text", { email, minutes: String(sent.minutes) })}</p>
      {sent.sandbox && <SandboxNote />}
      <p class="small hush">{t("fg.no_letter")}</p>
      <Button onClick={on_other}>{t("fg.again")}</Button>
    </div>
  );
}

export default function Forgot() {
  const [email, set_email] = useState("");
  const [wrongs, set_wrongs] = useState<Wrongs>({});
  const [sent, set_sent] = useState<Gives<"POST /api/password-resets"> | null>(null);
  useTitle(t("fg.title"));
  const ask = useAction(async () => set_sent(await post("/api/password-resets", { email: email.trim() })));
  const submit = (event: Event): void => {
    event.preventDefault();
    const found: Wrongs = /.+@.+\..+/.test(email) ? {} : { email: t("reg.email_missing") };
    set_wrongs(found);
    if (!found.email) void ask.run();
  };
  const all = { ...wrongs_of(ask.problem), ...wrongs };
  return (
    <div class="wrap sign-in stack">
      <Crumb href="/masuk">{t("in.title")}</Crumb>
      {sent ? <Sent email={email.trim()} sent={sent} on_other={() => set_sent(null)} /> : (
        <form class="card raised stack" noValidate onSubmit={submit} data-forgot>
          <h1 tabIndex={-1}>{t("fg.title")}</h1>
          <p>{t("fg.lead")}</p>
          <ErrorSummary wrongs={all} problem={wrongs.email ? null : ask.problem} />
          <Field name="email" type="email" label={t("in.email")} value={email} on_input={set_email} wrong={all.email} inputMode="email" autoComplete="username" maxLength={254} />
          <Button type="submit" kind="main" wide tall busy={ask.busy}>{t("fg.send")}</Button>
          <p class="small hush">{t("fg.factor")}</p>
        </form>
      )}
    </div>
  );
}
