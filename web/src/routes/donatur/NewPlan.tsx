// A new recurring gift for a campaign: how much, how often, until when, and what then.
import { useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { Choices } from "../../ui/Choices.tsx";
import { ErrorSummary, Field, wrongs_of, type Wrongs } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Empty, Skeleton, Trouble } from "../../ui/states.tsx";
import { useAction, useData } from "../../ui/hooks.ts";
import { Crumb } from "../../ui/page.tsx";
import { parse_rupiah } from "../../core/amount.ts";
import { t } from "../../core/i18n.ts";
import { new_id } from "../../core/ids.ts";
import { go } from "../../core/router.ts";
import * as open from "../../core/doors.ts";
import * as doors from "../../core/doors-donatur.ts";
import type { PageProps } from "../table.ts";
import { ForGiver } from "./parts.tsx";

/** Today in Indonesia's western zone, "2026-11-22". */
const today = (): string => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

function Form({ slug, title }: { slug: string; title: string }) {
  const [draft, set_draft] = useState({ id: new_id(), amount: "50000", every: "month" as "week" | "month", method: "qris" as "qris" | "va", shown_as: "anonymous" as "anonymous" | "name", name: "", starts: today(), ends: "", at_end: "" });
  const [wrongs, set_wrongs] = useState<Wrongs>({});
  const change = (part: Partial<typeof draft>): void => { set_draft((old) => ({ ...old, ...part })); set_wrongs({}); };
  const send = useAction(async () => {
    const parsed = parse_rupiah(draft.amount);
    if (!("sen" in parsed)) return set_wrongs({ amount: t("rutin.amount_wrong") });
    if (!draft.at_end) return set_wrongs({ at_end: t("rutin.at_end_missing") });
    const made = await doors.make_plan({
      id: draft.id, campaign: slug, amount: parsed.sen, method: draft.method, shown_as: draft.shown_as, every: draft.every, starts: draft.starts,
      at_end: draft.at_end as doors.PlanWish["at_end"], ...(draft.shown_as === "name" ? { name: draft.name.trim() } : {}), ...(draft.ends ? { ends: draft.ends } : {}),
    });
    go(`/donatur/rutin/${made.id}`);
  });
  const wrong = { ...wrongs_of(send.problem), ...wrongs };
  return (
    <>
      <Crumb href={`/kampanye/${slug}`}>{title}</Crumb>
      <ErrorSummary wrongs={wrong} problem={send.problem} />
      <form class="card stack-l" onSubmit={(event) => { event.preventDefault(); void send.run(); }} noValidate data-new-plan>
        <h2>{title}</h2>
        <Field name="amount" label={t("rutin.amount")} prefix="Rp" money value={draft.amount} on_input={(amount) => change({ amount })} wrong={wrong.amount} />
        <Choices line name="every" legend={t("rutin.how_often")} value={draft.every} on_pick={(every) => change({ every: every as "week" | "month" })} options={[{ value: "week", label: t("rutin.weekly") }, { value: "month", label: t("rutin.monthly") }]} />
        <Field name="starts" label={t("rutin.starts")} type="date" value={draft.starts} on_input={(starts) => change({ starts })} wrong={wrong.starts} />
        <Field name="ends" label={t("rutin.ends_label")} hint={t("rutin.ends_hint")} type="date" value={draft.ends} on_input={(ends) => change({ ends })} wrong={wrong.ends} />
        <Choices line name="method" legend={t("rutin.method")} value={draft.method} on_pick={(method) => change({ method: method as "qris" | "va" })} options={[{ value: "qris", label: t("rutin.qris") }, { value: "va", label: t("rutin.va") }]} />
        <Choices line name="shown_as" legend={t("rutin.shown")} value={draft.shown_as} on_pick={(shown_as) => change({ shown_as: shown_as as "anonymous" | "name" })} options={[{ value: "anonymous", label: t("rutin.anonymous") }, { value: "name", label: t("rutin.with_name") }]} />
        {draft.shown_as === "name" && <Field name="name" label={t("donor.name")} value={draft.name} on_input={(name) => change({ name })} wrong={wrong.name} maxLength={60} autoComplete="name" />}
        <Choices line name="at_end" legend={t("rutin.at_end_ask")} value={draft.at_end} on_pick={(at_end) => change({ at_end })} wrong={wrong.at_end} options={[{ value: "stop", label: t("rutin.at_end_stop") }, { value: "organisation_chooses", label: t("rutin.at_end_choose"), note: t("rutin.at_end_choose_note") }]} />
        <Notice icon="shield" tone="good">{t("rutin.promise")}</Notice>
        <Button type="submit" kind="main" wide tall busy={send.busy}>{t("rutin.make")}</Button>
      </form>
    </>
  );
}

function ForCampaign({ slug }: { slug: string }) {
  const { data, problem, again } = useData(open.campaign(slug));
  if (problem && !data) return <Trouble problem={problem} again={again} />;
  return data ? <Form slug={slug} title={data.title} /> : <Skeleton rows={2} />;
}

function Choose() {
  const { data, problem, again } = useData(open.campaigns({ state: "open" }));
  if (problem && !data) return <Trouble problem={problem} again={again} />;
  if (!data) return <Skeleton rows={2} />;
  return (
    <section class="card stack">
      <h2>{t("rutin.choose_campaign")}</h2>
      {data.items.length === 0 ? <Empty icon="heart" title={t("donor.none")} /> : <ul class="list">{data.items.map((c) => <li key={c.id}><a class="link-row" href={`/donatur/rutin/baru?kampanye=${c.slug}`}>{c.title}</a> <span class="small hush">· {c.organisation.name}</span></li>)}</ul>}
    </section>
  );
}

export default function NewPlan({ query }: PageProps) {
  const slug = query.get("kampanye");
  return <ForGiver title={t("rutin.new")}>{() => (slug ? <ForCampaign key={slug} slug={slug} /> : <Choose />)}</ForGiver>;
}
