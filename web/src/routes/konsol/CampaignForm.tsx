// A campaign's draft: what the public will read, the target, and the rules that cannot change once it is open.
import { useState } from "preact/hooks";
import { Choices } from "../../ui/Choices.tsx";
import { Field } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Pictures, type Picture } from "../../ui/Pictures.tsx";
import { Select } from "../../ui/Select.tsx";
import { Tick } from "../../ui/Tick.tsx";
import { useData } from "../../ui/hooks.ts";
import { post, put as put_to, type Door } from "../../core/api.ts";
import { t } from "../../core/i18n.ts";
import { go } from "../../core/router.ts";
import * as doors from "../../core/console.ts";
import type { PageProps } from "../table.ts";
import { Head, needed, RupiahField, sen_of, Shown, Simple, today, typed_of, useDraft, WithEmployer, wrong_amount, wrongs_in } from "./parts.tsx";

export const slug_of = (title: string): string => title.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60).replace(/-+$/, "");
/** "5" → 50 ‰, "2,5" → 25 ‰; null when it is no percentage. */
export const permille_of = (typed: string): number | null => { const n = Number(typed.trim().replace(",", ".").replace("%", "")); return typed.trim() && Number.isFinite(n) && n >= 0 ? Math.round(n * 10) : null; };

function Form({ organisation, programmes, c, asked }: { organisation: string; programmes: doors.ProgrammeRow[]; c: doors.Campaign | null; asked: string }) {
  const [v, put, drop] = useDraft(c ? `kampanye.${c.id}` : "kampanye", () => (c
    ? { programme: c.programme.id, title: c.title, slug: c.slug, summary: c.summary, story: c.story, target: typed_of(c.bars.money.target), deadline: c.deadline ?? "", fee: String(c.fee_permille / 10).replace(".", ","), disaster: c.disaster, over_funding: c.over_funding as string, under_funding: c.under_funding as string }
    : { programme: asked || (programmes.length === 1 ? programmes[0]!.id : ""), title: "", slug: "", summary: "", story: "", target: "", deadline: "", fee: "0", disaster: false, over_funding: "continue", under_funding: "carry_on" }));
  const [pictures, set_pictures] = useState<Picture[]>([]);
  const id = c?.id ?? v.id;
  const fee = permille_of(v.fee);
  const slug = v.slug || slug_of(v.title);
  const send = async (): Promise<void> => {
    const picture = pictures[0]?.hash ?? c?.picture_hash;
    const body: doors.CampaignWish = {
      id, organisation, programme: v.programme, slug, title: v.title.trim(), summary: v.summary.trim(), story: v.story.trim(), target: sen_of(v.target)!, fee_permille: v.disaster ? 0 : fee!,
      disaster: v.disaster, over_funding: v.over_funding as "stop", under_funding: v.under_funding as "refund", ...(v.deadline ? { deadline: v.deadline } : {}), ...(picture ? { picture } : {}),
    };
    if (c) await put_to(`/api/campaigns/${c.id}`, body);
    else await post("/api/campaigns", body);
    drop();
    go(`/konsol/kampanye/${id}`);
  };
  const check = () => wrongs_in({
    programme: needed(v.programme, t("kam.programme")), title: needed(v.title, t("kam.title")), slug: /^[a-z0-9-]{3,60}$/.test(slug) ? undefined : t("kam.slug_wrong"), summary: needed(v.summary, t("kam.summary")), story: needed(v.story, t("kam.story")),
    target: wrong_amount(v.target), deadline: v.deadline && v.deadline <= today() ? t("kam.deadline_wrong") : undefined, fee_permille: v.disaster ? undefined : fee === null ? t("kam.fee_unreadable") : fee > 100 ? t("kam.fee_wrong") : undefined,
    picture: pictures.some((one) => one.state !== "sent") ? t("photo.not_all_sent") : undefined,
  });
  return (
    <div class="card">
      <Simple label={c ? t("kam.save") : t("kam.make")} send={send} check={check}>
        {(wrongs) => (
          <div class="stack">
            <Select name="programme" label={t("kam.programme")} hint={t("kam.programme_hint")} value={v.programme} on_pick={(programme) => put({ programme })} wrong={wrongs.programme} options={programmes.map((one) => [one.id, one.title])} />
            <Field name="title" label={t("kam.title")} hint={t("kam.title_hint")} value={v.title} on_input={(title) => put({ title })} wrong={wrongs.title} maxLength={100} />
            <Field name="slug" label={t("kam.slug")} hint={<span>/kampanye/<strong>{slug || "…"}</strong></span>} value={v.slug} on_input={(next) => put({ slug: next.toLowerCase() })} wrong={wrongs.slug} maxLength={60} />
            <Field name="summary" label={t("kam.summary")} hint={t("kam.summary_hint", { n: 200 - v.summary.length })} many_lines value={v.summary} on_input={(summary) => put({ summary })} wrong={wrongs.summary} maxLength={200} />
            <Field name="story" label={t("kam.story")} hint={t("kam.story_hint")} many_lines value={v.story} on_input={(story) => put({ story })} wrong={wrongs.story} maxLength={10_000} />
            {c?.picture_hash && !pictures.length && <img class="photo ratio-hero" src={doors.staff_picture(c.picture_hash)} alt={t("kam.picture_now")} width={640} height={342} />}
            <Pictures purpose="campaign" name="picture" label={c?.picture ? t("kam.picture_other") : t("kam.picture")} hint={t("kam.picture_hint")} most={1} pictures={pictures} change={set_pictures} wrong={wrongs.picture} />
            <RupiahField name="target" label={t("kam.target")} hint={t("kam.target_hint")} value={v.target} on_input={(target) => put({ target })} wrong={wrongs.target} />
            <Field name="deadline" type="date" label={t("kam.deadline")} hint={t("kam.deadline_hint")} value={v.deadline} on_input={(deadline) => put({ deadline })} wrong={wrongs.deadline} />
            <Tick name="disaster" checked={v.disaster} on_tick={(disaster) => put({ disaster })}><b>{t("kam.disaster")}</b><span class="small hush block">{t("kam.disaster_note")}</span></Tick>
            {v.disaster ? <Notice tone="info">{t("kam.fee_disaster")}</Notice> : <Field name="fee_permille" inputMode="decimal" label={t("kam.fee")} hint={t("kam.fee_hint")} value={v.fee} on_input={(next) => put({ fee: next })} wrong={wrongs.fee_permille} />}
            <Choices line name="over_funding" legend={t("kam.over")} value={v.over_funding} on_pick={(over_funding) => put({ over_funding })} options={[{ value: "continue", label: t("kam.over_continue") }, { value: "stop", label: t("kam.over_stop") }]} />
            <Choices line name="under_funding" legend={t("kam.under")} value={v.under_funding} on_pick={(under_funding) => put({ under_funding })} options={[{ value: "carry_on", label: t("kam.under_carry_on") }, { value: "refund", label: t("kam.under_refund") }]} />
            <Notice tone="info" icon="shield">{t("kam.rules_fixed")}</Notice>
          </div>
        )}
      </Simple>
    </div>
  );
}

function Body({ organisation, campaign, asked }: { organisation: string; campaign: string | undefined; asked: string }) {
  const programmes = useData(doors.programmes(organisation));
  // A new campaign reads nothing: the list of programmes stands for it.
  const got = useData<doors.Campaign>((campaign ? doors.campaign(campaign) : doors.programmes(organisation)) as Door<doors.Campaign>);
  return <Shown got={programmes}>{(list) => (campaign ? <Shown got={got}>{(c) => <Form organisation={organisation} programmes={list.items} c={c} asked="" />}</Shown> : <Form organisation={organisation} programmes={list.items} c={null} asked={asked} />)}</Shown>;
}

export default function CampaignForm({ params, query }: PageProps) {
  const campaign = params.campaign;
  return (
    <div class="stack wrap-narrow">
      <Head title={campaign ? t("kam.edit") : t("kam.new")} back={campaign ? [`/konsol/kampanye/${campaign}`, t("act.back")] : ["/konsol/kampanye", t("nav_con.campaigns")]} />
      <WithEmployer>{(chosen) => <Body organisation={chosen.id} campaign={campaign} asked={query.get("program") ?? ""} />}</WithEmployer>
    </div>
  );
}
