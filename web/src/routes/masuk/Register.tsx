// Registering an organisation: what it is and who administers it. The administrator's link goes by letter; where none go out it is shown once.
import { useState } from "preact/hooks";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { AreaField } from "../../ui/Area.tsx";
import { ErrorSummary, Field, type Wrongs } from "../../ui/form.tsx";
import { Select } from "../../ui/Select.tsx";
import { Notice } from "../../ui/marks.tsx";
import { useAction } from "../../ui/hooks.ts";
import { CopyText, Crumb, useTitle } from "../../ui/page.tsx";
import { post } from "../../core/api.ts";
import { new_id } from "../../core/ids.ts";
import { t } from "../../core/i18n.ts";
import type { Gives } from "../../core/types.ts";
import { SandboxNote } from "./SandboxNote.tsx";

export default function Register() {
  const [ids] = useState(() => [new_id(), new_id()] as const);
  const [v, set] = useState({ name: "", kind: "", area: "", phone: "", admin: "", email: "" });
  const [wrongs, set_wrongs] = useState<Wrongs>({});
  const [made, set_made] = useState<Gives<"POST /api/organisations"> | null>(null);
  const put = (part: Partial<typeof v>): void => set({ ...v, ...part });
  useTitle(t("reg.title"));
  const send = useAction(async () => set_made(await post("/api/organisations", {
    id: ids[0], name: v.name.trim(), kind: v.kind, area: v.area, contact_phone: v.phone.trim(), administrator: { id: ids[1], name: v.admin.trim(), email: v.email.trim() },
  })));
  const submit = (event: Event): void => {
    event.preventDefault();
    const found: Wrongs = {};
    if (v.name.trim().length < 3) found.name = t("reg.name_missing");
    if (!v.kind) found.kind = t("reg.kind_missing");
    if (!v.area) found.area = t("reg.area_missing");
    if (!v.phone.trim()) found.contact_phone = t("reg.phone_missing");
    if (!v.admin.trim()) found["administrator-name"] = t("reg.admin_missing");
    if (!/.+@.+\..+/.test(v.email)) found["administrator-email"] = t("reg.email_missing");
    set_wrongs(found);
    if (!Object.keys(found).length) void send.run();
  };
  const all: Wrongs = { ...Object.fromEntries((send.problem?.errors ?? []).map((error) => [error.pointer.slice(1).replaceAll("/", "-"), error.detail])), ...wrongs };
  if (made) return (
    <div class="wrap sign-in">
      <div class="card raised stack" data-done>
        <h1 tabIndex={-1}>{t("reg.done")}</h1>
        {made.invitation?.sent ? (
          <>
            <p>{t("reg.sent_text", { name: made.name, email: v.email.trim() })}</p>
            {made.invitation.sandbox && <SandboxNote />}
            <p class="small hush">{t("reg.no_letter")}</p>
          </>
        ) : made.invitation?.link ? (
          <>
            <p>{t("reg.done_text", { name: made.name, email: v.email })}</p>
            <Notice tone="warn">{t("reg.once")}</Notice>
            <CopyText text={made.invitation.link} label={t("reg.copy")} />
            <LinkButton kind="main" wide tall href={`/undangan/${made.invitation.token}`}>{t("reg.accept")}</LinkButton>
          </>
        ) : <p>{t("reg.known")}</p>}
      </div>
    </div>
  );
  return (
    <div class="wrap wrap-narrow stack">
      <Crumb href="/masuk">{t("in.title")}</Crumb>
      <h1 tabIndex={-1}>{t("reg.title")}</h1>
      <p class="hush">{t("reg.lead")}</p>
      <form class="card stack-l" noValidate onSubmit={submit}>
        <ErrorSummary wrongs={all} problem={Object.keys(wrongs).length ? null : send.problem} />
        <div class="stack">
          <Field name="name" label={t("reg.name")} hint={t("reg.name_hint")} value={v.name} on_input={(name) => put({ name })} wrong={all.name} maxLength={120} autoComplete="organization" />
          <Select name="kind" label={t("reg.kind")} value={v.kind} on_pick={(kind) => put({ kind })} wrong={all.kind} empty={t("reg.choose")}
            options={[["yayasan", t("reg.yayasan")], ["perkumpulan", t("reg.perkumpulan")], ["koperasi", t("reg.koperasi")], ["dinas", t("reg.dinas")], ["perusahaan", t("reg.perusahaan")]]} />
          <AreaField name="area" legend={t("reg.area")} hint={t("reg.area_hint")} deepest={2} value={v.area} on_pick={(area) => put({ area })} wrong={all.area} />
          <Field name="contact_phone" type="tel" inputMode="tel" label={t("reg.phone")} value={v.phone} on_input={(phone) => put({ phone })} wrong={all.contact_phone} maxLength={30} autoComplete="tel" />
        </div>
        <fieldset class="stack">
          <legend class="legend">{t("reg.admin")}</legend>
          <Field name="administrator-name" label={t("reg.admin_name")} value={v.admin} on_input={(admin) => put({ admin })} wrong={all["administrator-name"]} maxLength={120} autoComplete="name" />
          <Field name="administrator-email" type="email" inputMode="email" label={t("in.email")} value={v.email} on_input={(email) => put({ email })} wrong={all["administrator-email"]} maxLength={254} autoComplete="email" />
        </fieldset>
        <Button type="submit" kind="main" wide tall busy={send.busy}>{t("reg.send")}</Button>
      </form>
    </div>
  );
}
