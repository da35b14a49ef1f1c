// One campaign for those who run it: its bars, opening and closing, updates.
import { useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { ErrorSummary, Field } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Pictures, type Picture } from "../../ui/Pictures.tsx";
import { useAction, useData } from "../../ui/hooks.ts";
import { post } from "../../core/api.ts";
import { day_long, moment, rupiah } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import { may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import type { PageProps } from "../table.ts";
import { ThreeBars } from "../publik/parts.tsx";
import { Facts, Go, Head, needed, Shown, Simple, State, Unfold, useDraft, wrongs_in } from "./parts.tsx";

function Open({ c, again }: { c: doors.Campaign; again: () => void }) {
  const send = useAction(async () => { await post(`/api/campaigns/${c.id}/opening`, {}); again(); });
  const ready: Array<[boolean, string]> = [[Boolean(c.plan), t("kam.ready_plan")], [Boolean(c.picture), t("kam.ready_picture")], [Boolean(c.permit || c.exemption), t("kam.ready_permit")], [c.organisation.verified, t("kam.ready_verified")]];
  return (
    <section class="card raised stack" data-open>
      <h2 class="h3">{t("kam.open_title")}</h2>
      <ul class="rules">{ready.map(([good, text]) => <li key={text} class={good ? "good" : "lacks"}>{good ? "✓" : "•"} {text}{!good && <span class="unseen-always"> {t("kam.not_yet")}</span>}</li>)}</ul>
      <p>{t("kam.open_text")}</p>
      <ErrorSummary problem={send.problem} />
      <div class="row"><Button kind="main" tall busy={send.busy} onClick={() => void send.run()}>{t("kam.open")}</Button><Go href={`/konsol/kampanye/${c.id}/ubah`}>{t("kam.edit")}</Go></div>
    </section>
  );
}

function Close({ c, again }: { c: doors.Campaign; again: () => void }) {
  const [open, set_open] = useState(false);
  const [reason, set_reason] = useState("");
  return (
    <>
      <Button kind="danger" onClick={() => set_open(true)}>{t("kam.close")}</Button>
      <Dialog open={open} title={t("kam.close")} on_close={() => set_open(false)}>
        <p>{t("kam.close_text")}</p>
        <Simple label={t("kam.close")} check={() => wrongs_in({ reason: needed(reason, t("kam.reason")) })} send={async () => { await post(`/api/campaigns/${c.id}/closing`, { reason: reason.trim() }); set_open(false); again(); }}>
          {(wrongs) => <Field name="reason" label={t("kam.reason")} hint={t("kam.reason_hint")} value={reason} on_input={set_reason} wrong={wrongs.reason} maxLength={300} />}
        </Simple>
      </Dialog>
    </>
  );
}

function Update({ c, again }: { c: doors.Campaign; again: () => void }) {
  const [v, put, drop] = useDraft(`kabar.${c.id}`, () => ({ title: "", text: "" }));
  const [pictures, set_pictures] = useState<Picture[]>([]);
  return (
    <Simple label={t("kam.post_update")} check={() => wrongs_in({ title: needed(v.title, t("kam.update_title")), text: needed(v.text, t("kam.update_text")), picture: pictures.some((one) => one.state !== "sent") ? t("photo.not_all_sent") : undefined })}
      send={async () => { await post(`/api/campaigns/${c.id}/updates`, { id: v.id, title: v.title.trim(), text: v.text.trim(), ...(pictures[0]?.hash ? { picture: pictures[0].hash } : {}) }); drop(); again(); }}>
      {(wrongs) => (
        <>
          <Field name="title" label={t("kam.update_title")} value={v.title} on_input={(title) => put({ title })} wrong={wrongs.title} maxLength={120} />
          <Field name="text" label={t("kam.update_text")} many_lines value={v.text} on_input={(text) => put({ text })} wrong={wrongs.text} maxLength={5000} />
          <Pictures purpose="campaign" name="picture" label={t("kam.picture")} hint={t("kam.update_picture_hint")} most={1} pictures={pictures} change={set_pictures} wrong={wrongs.picture} />
        </>
      )}
    </Simple>
  );
}

function Body({ c, again }: { c: doors.Campaign; again: () => void }) {
  const edits = may("giving.edit_campaign");
  return (
    <>
      {c.state === "suspended" && <Notice tone="bad">{t("kam.suspended")}</Notice>}
      {c.state === "closed" && <Notice tone="info">{t("kam.closed_because", { reason: c.closed_reason || t("kam.deadline_over") })}</Notice>}
      {c.state === "draft" && edits && <Open c={c} again={again} />}
      {c.state !== "draft" && <ThreeBars bars={c.bars} slug={c.slug} />}
      <Facts loose rows={[
        [t("kam.target"), <span class="num">{rupiah(c.bars.money.target)}</span>], [t("kam.fee"), `${String(c.fee_permille / 10).replace(".", ",")}%`], [t("kam.deadline"), c.deadline ? day_long(c.deadline) : t("kam.no_deadline")],
        [t("kam.over"), t_or(`kam.over_${c.over_funding}`, c.over_funding)], [t("kam.under"), t_or(`kam.under_${c.under_funding}`, c.under_funding)], [t("kam.programme"), <a href={`/konsol/program/${c.programme.id}`}>{c.programme.title}</a>],
      ]} />
      <div class="row">
        {may("giving.view_gifts") && c.state !== "draft" && <Go href={`/konsol/kampanye/${c.id}/pemberian`} icon="heart">{t("kam.gifts")}</Go>}
        {c.state !== "draft" && <Go href={`/kampanye/${c.slug}`} icon="eye">{t("kam.public")}</Go>}
        {edits && c.state === "open" && <Close c={c} again={again} />}
      </div>
      {c.state !== "draft" && (
        <section class="stack">
          <h2 class="h3">{t("kam.updates")}</h2>
          {edits && <Unfold icon="book" label={t("kam.post_update")}>{(close) => <Update c={c} again={() => { close(); again(); }} />}</Unfold>}
          {c.updates.length === 0 ? <p class="hush">{t("kam.no_updates")}</p> : <ul class="list card">{c.updates.map((one) => <li key={one.id} class="stack-xs"><strong>{one.title}</strong><p class="small hush">{moment(one.at)}</p><p>{one.text}</p></li>)}</ul>}
        </section>
      )}
    </>
  );
}

export default function Campaign({ params }: PageProps) {
  const got = useData(doors.campaign(params.campaign!));
  return (
    <div class="stack">
      <Head title={got.data?.title ?? t("nav_con.campaigns")} back={["/konsol/kampanye", t("nav_con.campaigns")]} lead={got.data && <State list="state_camp" state={got.data.state} />} />
      <Shown got={got}>{(c) => <Body c={c} again={got.again} />}</Shown>
    </div>
  );
}
