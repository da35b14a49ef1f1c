// The link of the letter: a new password. The token stands after '#', which no server sees; it is taken out of the address at once.
import { useEffect, useRef, useState } from "preact/hooks";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { ErrorSummary, Field, wrongs_of, type Wrongs } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { useAction } from "../../ui/hooks.ts";
import { useTitle } from "../../ui/page.tsx";
import { post } from "../../core/api.ts";
import { t } from "../../core/i18n.ts";
import { me } from "../../core/session.ts";
import { Rules } from "./Rules.tsx";

function take_token(): string {
  const token = location.hash.slice(1);
  if (token) history.replaceState(history.state, "", location.pathname);
  return token;
}

/** Said instead of the form: it is done, or the link is no good. */
function Said({ title, text, href, label, done }: { title: string; text: string; href: string; label: string; done: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class="wrap sign-in">
      <div class="card raised stack" data-done={done || undefined} data-gone={!done || undefined}>
        <h1 tabIndex={-1} ref={heading}>{title}</h1>
        {done ? <Notice tone="good">{text}</Notice> : <p>{text}</p>}
        <LinkButton kind="main" wide tall href={href}>{label}</LinkButton>
      </div>
    </div>
  );
}

export default function NewPassword() {
  const [token, set_token] = useState(take_token);
  const [password, set_password] = useState("");
  const [seen, set_seen] = useState(false);
  const [wrongs, set_wrongs] = useState<Wrongs>({});
  const [done, set_done] = useState(false);
  useTitle(t("np.title"));
  // A newer letter opened in the same tab changes nothing but what stands after '#'.
  useEffect(() => {
    const renew = (): void => { const next = take_token(); if (next) { set_token(next); set_done(false); send.clear(); } };
    addEventListener("hashchange", renew);
    return () => removeEventListener("hashchange", renew);
  }, []);
  const send = useAction(async () => {
    await post("/api/password-resets/completion", { token, password });
    me.set(null);
    set_password("");
    set_done(true);
  });
  if (done) return <Said done title={t("np.done")} text={t("np.done_text")} href="/masuk" label={t("in.go")} />;
  if (!token || send.problem?.code === "access.reset_not_valid") return <Said done={false} title={t("np.gone")} text={t("np.gone_text")} href="/masuk/lupa" label={t("np.ask")} />;
  const submit = (event: Event): void => {
    event.preventDefault();
    const found: Wrongs = [...password].length < 12 ? { password: t("inv.password_short") } : {};
    set_wrongs(found);
    if (!found.password) void send.run();
  };
  const all = { ...wrongs_of(send.problem), ...wrongs };
  return (
    <div class="wrap sign-in">
      <form class="card raised stack" noValidate onSubmit={submit} data-new-password>
        <h1 tabIndex={-1}>{t("np.title")}</h1>
        <ErrorSummary wrongs={all} problem={wrongs.password ? null : send.problem} />
        <Field name="password" type={seen ? "text" : "password"} label={t("inv.password")} value={password} on_input={set_password} wrong={all.password} autoComplete="new-password" maxLength={128}
          hint={t("inv.password_hint")} after={<Rules password={password} />} />
        <button type="button" class="link-btn" aria-pressed={seen} onClick={() => set_seen(!seen)}>{seen ? t("in.hide") : t("in.show")}</button>
        <p class="small hush">{t("np.then")}</p>
        <Button type="submit" kind="main" wide tall busy={send.busy}>{t("np.save")}</Button>
      </form>
    </div>
  );
}
