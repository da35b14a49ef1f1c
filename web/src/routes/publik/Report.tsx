// "Laporkan": something is wrong with a campaign, a delivery or an organisation. No sign-in, contact only if wished.
import { useState } from "preact/hooks";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { Choices } from "../../ui/Choices.tsx";
import { ErrorSummary, Field, wrongs_of, type Wrongs } from "../../ui/form.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useAction } from "../../ui/hooks.ts";
import { useTitle } from "../../ui/page.tsx";
import { t } from "../../core/i18n.ts";
import { new_id } from "../../core/ids.ts";
import * as doors from "../../core/doors-log.ts";
import type { PageProps } from "../table.ts";

const kinds = ["campaign", "delivery", "organisation"] as const;
type Kind = (typeof kinds)[number];

export default function Report({ query }: PageProps) {
  useTitle(t("report.title"));
  const asked = kinds.find((kind) => kind === query.get("tentang"));
  const page = query.get("halaman") ?? "";
  const guess = /^\/kampanye\/([^/]+)/.exec(page)?.[1] ?? /^\/lembaga\/([^/]+)/.exec(page)?.[1] ?? "";
  const [id] = useState(() => new_id());
  const [about, set_about] = useState<Kind>(asked ?? (page.startsWith("/lembaga/") ? "organisation" : "campaign"));
  const [subject, set_subject] = useState(query.get("pokok") ?? guess);
  const [text, set_text] = useState("");
  const [contact, set_contact] = useState("");
  const [wrongs, set_wrongs] = useState<Wrongs>({});
  const [sent, set_sent] = useState(false);
  const send = useAction(async () => {
    await doors.report({ id, about, subject: subject.trim(), text: text.trim(), ...(contact.trim() ? { contact: contact.trim() } : {}) });
    set_sent(true);
  });
  const submit = (event: Event): void => {
    event.preventDefault();
    const found: Wrongs = {};
    if (!subject.trim()) found.subject = t("report.no_subject");
    if (text.trim().length < 10) found.text = t("report.no_text");
    set_wrongs(found);
    if (!Object.keys(found).length) void send.run();
  };
  if (sent) return (
    <div class="wrap wrap-narrow stack center" data-sent>
      <div class="done-mark"><Icon name="check" class="" /></div>
      <h1 tabIndex={-1}>{t("report.sent")}</h1>
      <p>{t("report.sent_note")}</p>
      <p class="hash">{id}</p>
      <LinkButton href="/">{t("act.to_home")}</LinkButton>
    </div>
  );
  const name = query.get("nama");
  return (
    <div class="wrap wrap-narrow stack">
      <h1 tabIndex={-1}>{t("report.title")}</h1>
      <p class="hush">{t("report.lead")}</p>
      {name && <p class="strong">{name}</p>}
      <ErrorSummary wrongs={{ ...wrongs_of(send.problem), ...wrongs }} problem={send.problem} />
      <form class="card stack-l" onSubmit={submit} noValidate>
        {!asked && (
          <>
            <Choices line name="about" legend={t("report.about")} value={about} on_pick={(value) => set_about(value as Kind)} options={kinds.map((kind) => ({ value: kind, label: t(`report.${kind}`) }))} />
            <Field name="subject" label={t("report.subject")} hint={t("report.subject_hint")} value={subject} on_input={set_subject} wrong={wrongs.subject} maxLength={200} />
          </>
        )}
        <Field name="text" label={t("report.text")} hint={t("report.text_hint")} many_lines value={text} on_input={set_text} wrong={wrongs.text} maxLength={4000} />
        <Field name="contact" label={t("report.contact")} hint={t("report.contact_hint")} value={contact} on_input={set_contact} wrong={wrongs.contact} maxLength={200} />
        <Button type="submit" kind="main" wide tall busy={send.busy} icon="flag">{t("report.send")}</Button>
      </form>
    </div>
  );
}
