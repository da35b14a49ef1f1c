// Releasing money of a campaign to its programme: proposed by one with evidence, approved by another.
import { useState } from "preact/hooks";
import { Field } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Pictures, hashes, unsent, type Picture } from "../../ui/Pictures.tsx";
import { Select } from "../../ui/Select.tsx";
import { Empty } from "../../ui/states.tsx";
import { useData } from "../../ui/hooks.ts";
import { moment, rupiah } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import { may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import type { PageProps } from "../table.ts";
import { ProgrammeTabs } from "./programme_tabs.tsx";
import { Checked, Go, Head, needed, RupiahField, sen_of, Shown, State, typed_of, Unfold, useDraft, WithEmployer, wrong_amount, wrongs_in } from "./parts.tsx";

function Propose({ p, campaigns, taken, again }: { p: doors.Programme; campaigns: doors.CampaignRow[]; taken: Set<string>; again: () => void }) {
  const [v, put, drop] = useDraft(`pelepasan.${p.id}`, () => ({ campaign: campaigns.length === 1 ? campaigns[0]!.id : "", milestone: "", amount: "", reason: "" }));
  const [pictures, set_pictures] = useState<Picture[]>([]);
  const campaign = campaigns.find((one) => one.id === v.campaign);
  const milestone = p.milestones.find((one) => one.id === v.milestone);
  const waiting = campaign?.bars.money.waiting ?? 0;
  const amount = sen_of(v.amount);
  return (
    <Checked
      check={() => wrongs_in({
        campaign: needed(v.campaign, t("rel.campaign")), reason: needed(v.reason, t("rel.reason")),
        amount: wrong_amount(v.amount) ?? (amount !== null && campaign && amount > waiting ? t("rel.too_much", { left: rupiah(waiting) }) : undefined),
        evidence: !pictures.length ? t("rel.evidence_missing") : unsent(pictures) ? t("photo.not_all_sent") : undefined,
      })}
      facts={() => [
        [t("rel.amount"), <span class="num">{rupiah(amount ?? 0)}</span>], [t("rel.campaign"), campaign?.title], [t("rel.to"), p.title],
        milestone && [t("rel.milestone"), milestone.title], [t("rel.reason"), v.reason], [t("rel.evidence"), t("photo.n", { n: pictures.length })],
        [t("rel.left_after"), <span class="num">{rupiah(waiting - (amount ?? 0))}</span>],
      ]}
      note={<Notice tone="info" icon="shield">{t("rel.check_note")}</Notice>}
      send_label={t("rel.send")}
      send={async () => {
        const made = await doors.add_to(p.id, "releases", { id: v.id, campaign: v.campaign, ...(v.milestone ? { milestone: v.milestone } : {}), amount, reason: v.reason.trim(), evidence: hashes(pictures) }) as unknown as { approval: string };
        drop();
        again();
        return { approval: made.approval, amount: amount! };
      }}
      done={(made, more) => (
        <>
          <h2>{t("rel.done", { amount: rupiah(made.amount) })}</h2>
          <p>{t("rel.done_text")}</p>
          <div class="row"><Go href={`/konsol/persetujuan/${made.approval}`}>{t("rel.see_approval")}</Go><button type="button" class="btn" onClick={() => { set_pictures([]); more(); }}>{t("rel.another")}</button></div>
        </>
      )}
      fields={(wrongs) => (
        <div class="stack">
          <Select name="campaign" label={t("rel.campaign")} value={v.campaign} on_pick={(next) => put({ campaign: next })} wrong={wrongs.campaign} options={campaigns.map((one) => [one.id, one.title])}
            after={campaign && <p class="small hush">{t("rel.waiting", { amount: rupiah(waiting) })}</p>} />
          {p.milestones.length > 0 && <Select name="milestone" label={t("rel.milestone")} hint={t("rel.milestone_hint")} value={v.milestone} empty={t("rel.no_milestone")} on_pick={(next) => { const stone = p.milestones.find((one) => one.id === next); put({ milestone: next, ...(stone && !v.amount ? { amount: typed_of(stone.amount) } : {}) }); }}
            wrong={wrongs.milestone} options={p.milestones.filter((one) => !taken.has(one.id)).map((one) => [one.id, `${one.title} · ${rupiah(one.amount)}`])} />}
          <RupiahField name="amount" label={t("rel.amount")} value={v.amount} on_input={(next) => put({ amount: next })} wrong={wrongs.amount} />
          <Field name="reason" label={t("rel.reason")} hint={t("rel.reason_hint")} many_lines value={v.reason} on_input={(reason) => put({ reason })} wrong={wrongs.reason} maxLength={500} />
          <Pictures name="evidence" label={t("rel.evidence")} hint={t("rel.evidence_hint")} pictures={pictures} change={set_pictures} wrong={wrongs.evidence} />
        </div>
      )}
    />
  );
}

function Body({ id, organisation }: { id: string; organisation: string }) {
  const programme = useData(doors.programme(id));
  const list = useData(doors.releases(id));
  const cards = useData(doors.campaigns(organisation));
  const may_propose = may("programme.prepare_release");
  const open = (cards.data?.items ?? []).filter((one) => one.state !== "draft");
  const taken = new Set((list.data?.items ?? []).filter((one) => one.state !== "refused" && one.milestone).map((one) => one.milestone!));
  const name_of = (campaign: string): string => cards.data?.items.find((one) => one.id === campaign)?.title ?? "";
  return (
    <>
      {may_propose && programme.data && cards.data && (open.length ? <Unfold icon="coin" label={t("rel.propose")}>{() => <Propose p={programme.data!} campaigns={open} taken={taken} again={list.again} />}</Unfold> : <Notice tone="info">{t("rel.no_campaign")}</Notice>)}
      <Shown got={list}>{(data) => data.items.length === 0 ? <Empty icon="coin" title={t("rel.none")}>{t("rel.none_do")}</Empty> : (
        <ul class="list card">
          {data.items.map((one) => (
            <li key={one.id} class="stack-xs">
              <div class="row between"><a class="figure-link num" href={`/konsol/persetujuan/${one.approval}`}>{rupiah(one.amount)}</a><State list="state_rel" state={one.state} /></div>
              <p>{one.reason}</p>
              <p class="small hush">{name_of(one.campaign)} · {t("rel.proposed_at", { when: moment(one.proposed_at) })}{one.released_at && ` · ${t("rel.released_at", { when: moment(one.released_at) })}`} · {t("photo.n", { n: one.evidence.length })}</p>
            </li>
          ))}
        </ul>
      )}</Shown>
    </>
  );
}

export default function Releases({ params }: PageProps) {
  const id = params.programme!;
  const programme = useData(doors.programme(id));
  return (
    <div class="stack">
      <Head title={t("prog.releases")} back={[`/konsol/program/${id}`, programme.data?.title ?? t("prog.one")]} lead={t("rel.lead")} />
      <ProgrammeTabs id={id} at="/pencairan" />
      <WithEmployer>{(chosen) => <Body id={id} organisation={chosen.id} />}</WithEmployer>
    </div>
  );
}
