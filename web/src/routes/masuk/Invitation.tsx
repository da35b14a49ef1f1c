// Accepting an invitation: who invites to what, name and password, and then straight to the authenticator.
import { useState } from "preact/hooks";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { ErrorSummary, Field, wrongs_of, type Wrongs } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Skeleton, Trouble } from "../../ui/states.tsx";
import { useAction, useData } from "../../ui/hooks.ts";
import { useTitle } from "../../ui/page.tsx";
import { post } from "../../core/api.ts";
import * as doors from "../../core/console.ts";
import { t, t_or } from "../../core/i18n.ts";
import { go } from "../../core/router.ts";
import { sign_in_address } from "../../core/session.ts";
import type { PageProps } from "../table.ts";
import { Rules } from "./Rules.tsx";

export default function Invitation({ params }: PageProps) {
  const { data, problem, again } = useData(doors.invitation(params.token!));
  const [name, set_name] = useState<string | null>(null);
  const [password, set_password] = useState("");
  const [seen, set_seen] = useState(false);
  const [wrongs, set_wrongs] = useState<Wrongs>({});
  useTitle(t("inv.title"));
  const shown_name = name ?? data?.name ?? "";
  const accept = useAction(async () => {
    await post(`/api/invitations/${encodeURIComponent(params.token!)}/acceptance`, data?.has_account ? {} : { name: shown_name.trim(), password });
    if (data?.has_account) { go("/konsol", true); return; }
    await post("/api/sign-in", { email: data!.email, password });
    go("/masuk", true);
  });
  if (problem && !data) return <Trouble problem={problem} again={again} />;
  if (!data) return <div class="wrap sign-in"><Skeleton rows={1} /></div>;
  const submit = (event: Event): void => {
    event.preventDefault();
    const found: Wrongs = {};
    if (!data.has_account && shown_name.trim().length < 3) found.name = t("inv.name_missing");
    if (!data.has_account && [...password].length < 12) found.password = t("inv.password_short");
    set_wrongs(found);
    if (!Object.keys(found).length) void accept.run();
  };
  const all = { ...wrongs_of(accept.problem), ...wrongs };
  const must_sign_in = accept.problem?.code === "access.sign_in_to_accept" || accept.problem?.status === 401;
  return (
    <div class="wrap sign-in">
      <form class="card raised stack" noValidate onSubmit={submit} data-invitation>
        <h1 tabIndex={-1}>{t("inv.title")}</h1>
        <dl class="facts loose">
          <div><dt>{t("inv.organisation")}</dt><dd>{data.organisation_name ?? t("inv.platform")}</dd></div>
          <div><dt>{t("inv.role")}</dt><dd>{t_or(`inv_role.${data.role}`, data.role)}</dd></div>
          <div><dt>{t("in.email")}</dt><dd>{data.email}</dd></div>
        </dl>
        <ErrorSummary wrongs={all} problem={Object.keys(wrongs).length ? null : accept.problem} />
        {data.has_account ? (
          <>
            <p>{t("inv.has_account")}</p>
            {must_sign_in ? <LinkButton kind="main" href={sign_in_address(`/undangan/${params.token}`)}>{t("in.go")}</LinkButton> : <Button type="submit" kind="main" wide tall busy={accept.busy}>{t("inv.accept")}</Button>}
          </>
        ) : (
          <>
            <Field name="name" label={t("inv.name")} value={shown_name} on_input={set_name} wrong={all.name} autoComplete="name" maxLength={120} />
            <input type="email" class="unseen-always" tabIndex={-1} aria-hidden="true" autoComplete="username" value={data.email} readOnly />
            <Field name="password" type={seen ? "text" : "password"} label={t("inv.password")} value={password} on_input={set_password} wrong={all.password} autoComplete="new-password" maxLength={128}
              hint={t("inv.password_hint")} after={<Rules password={password} name={shown_name} email={data.email} />} />
            <button type="button" class="link-btn" aria-pressed={seen} onClick={() => set_seen(!seen)}>{seen ? t("in.hide") : t("in.show")}</button>
            <Notice tone="info" icon="phone">{t("inv.then")}</Notice>
            <Button type="submit" kind="main" wide tall busy={accept.busy}>{t("inv.accept")}</Button>
          </>
        )}
      </form>
    </div>
  );
}
