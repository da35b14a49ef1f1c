// "Where is my rupiah?": one link, no sign-in. What this gift became, to the rupiah, with the evidence and the proof.
import type { ComponentChildren } from "preact";
import { Bar, Key, type Fill } from "../../ui/Bar.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { Flow, type FlowEnd } from "../../ui/Flow.tsx";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { Notice, Pill, ProofPill, VerifiedTick } from "../../ui/marks.tsx";
import { Money } from "../../ui/Money.tsx";
import { Skeleton, Trouble } from "../../ui/states.tsx";
import { useData } from "../../ui/hooks.ts";
import { CopyText, Rich, useTitle, whatsapp } from "../../ui/page.tsx";
import { count, day_long, moment_long, rupiah } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import * as doors from "../../core/doors.ts";
import type { PartKind, Trace as TraceData, TraceEntry, TracePart } from "../../core/types.ts";
import type { PageProps } from "../table.ts";
import { CheckHere } from "./CheckHere.tsx";
import { Evidence, evidence_alt, lacks, report_link } from "./evidence.tsx";
import { small } from "./gifts.ts";

const looks: Record<PartKind, { fill: Fill; tone: FlowEnd["tone"]; icon: IconName }> = {
  delivered: { fill: "brand", tone: "", icon: "box" },
  cost: { fill: "blue", tone: "info", icon: "people" },
  lost: { fill: "red", tone: "bad", icon: "alert" },
  in_goods: { fill: "amber", tone: "warn", icon: "cart" },
  released: { fill: "amber", tone: "warn", icon: "bank" },
  waiting: { fill: "soft", tone: "calm", icon: "clock" },
  held: { fill: "amber", tone: "warn", icon: "shield" },
  fee: { fill: "red", tone: "bad", icon: "coin" },
  refunded: { fill: "blue", tone: "info", icon: "undo" },
};

function part_title(part: TracePart): ComponentChildren {
  if (part.delivery) return <Rich k="trace.delivered_to" units={count(part.delivery.units)} item={part.delivery.item} household={<span class="nowrap">{part.delivery.household}</span>} />;
  if (part.cost) return part.cost.name;
  if (part.loss) return t(part.loss.kind === "lost" ? "part.gone" : "part.spoiled", { n: count(part.loss.units), item: part.loss.item });
  return t_or(`part.${part.kind}`, part.kind);
}

function part_note(part: TracePart): string {
  if (part.delivery) return `${part.delivery.area.name} · ${day_long(part.delivery.on)}`;
  if (part.cost) return day_long(part.cost.on);
  if (part.loss) return `${day_long(part.loss.on)} · ${part.loss.reason}`;
  return t_or(`part.${part.kind}_note`, "");
}

const anchor = (i: number): string => `bagian-${i + 1}`;

function Picture({ trace }: { trace: TraceData }) {
  const ends: FlowEnd[] = trace.parts.map((part, i) => {
    const look = looks[part.kind] ?? looks.waiting;
    const doubtful = part.delivery && !part.delivery.proven;
    return {
      key: anchor(i), value: part.amount, fill: doubtful ? "amber" : look.fill, tone: doubtful ? "warn" : look.tone, href: `#${anchor(i)}`,
      children: (
        <>
          <span class={`disc ${doubtful ? "warn" : look.tone === "calm" ? "" : look.tone}`}><Icon name={look.icon} /></span>
          <span class="grow"><b><Money sen={part.amount} /></b><span class="small">{part_title(part)}</span>
            {part.delivery && <span class="tiny hush block">{doubtful ? t("proof.not_proven") : part.delivery.area.name}</span>}</span>
        </>
      ),
    };
  });
  return (
    <section class="card" aria-labelledby="gambar">
      <h2 id="gambar" class="unseen-always">{t("trace.picture")}</h2>
      <Flow label={t("trace.picture")} ends={ends} source={<div><p class="small hush">{t("trace.your_gift")}</p><p class="big num">{rupiah(trace.gift.amount)}</p>{trace.gift.paid_at && <p class="small hush">{day_long(trace.gift.paid_at)}</p>}</div>} />
    </section>
  );
}

/** amount = fee + used + refunded + unused, said so that it can be added up. */
function Identity({ sums }: { sums: TraceData["sums"] }) {
  const rows = [["used", sums.used, "brand"], ["unused", sums.unused, "soft"], ["fee", sums.fee, "red"], ["refunded", sums.refunded, "blue"]] as const;
  return (
    <section class="card stack-s" aria-labelledby="hitung">
      <h2 id="hitung">{t("trace.adds_up")}</h2>
      <Bar thick whole={sums.amount} parts={rows.map(([key, value, fill]) => ({ key, value, fill }))} label={t("trace.sum_label", { used: rupiah(sums.used), unused: rupiah(sums.unused) })} />
      <dl class="facts">
        {rows.filter(([key, value]) => value > 0 || key === "used" || key === "unused").map(([key, value, fill]) => (
          <div key={key}><dt class="dt-key"><i class={`dot fill-${fill}`} aria-hidden="true" />{t(`sum.${key}`)}</dt><dd class="num" data-sum={key}>{rupiah(value)}</dd></div>
        ))}
        <div class="total"><dt>{t("sum.amount")}</dt><dd class="num" data-sum="amount">{rupiah(sums.amount)}</dd></div>
      </dl>
    </section>
  );
}

function Entries({ rows, token }: { rows: TraceEntry[]; token: string }) {
  if (!rows.length) return null;
  return (
    <details>
      <summary class="link-btn"><Icon name="shield" />{t("trace.records", { n: rows.length })}</summary>
      <ul class="list small">
        {rows.map((row) => (
          <li key={row.id} class="row between">
            <span>{t_or(`kind.${row.kind}`, row.kind)} · {day_long(row.on)}<br /><span class="hush">{row.log_index === null ? t("proof.waiting") : t("proof.log_index", { n: count(row.log_index) })}</span></span>
            {row.log_index !== null && <a class="link-row" href={doors.proof_address(token, row.id)} download={`${row.id.slice(-8)}.tlog-proof`}><Icon name="download" />{t("proof.download")}</a>}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Delivered({ part, i, token }: { part: TracePart; i: number; token: string }) {
  const d = part.delivery!;
  // Without its photo a delivery shows the gap first, and then whatever else there is. Each picture says for itself whether it is masked.
  const first = d.missing.includes("photo") ? undefined : d.pictures[0];
  const rest = first ? d.pictures.slice(1) : d.pictures;
  return (
    <article class="card part stack-s" id={anchor(i)} tabIndex={-1} data-part="delivered" data-delivery={d.id} data-proven={d.proven}>
      <div class="part-grid">
        <div class="evidence one">
          <Evidence d={d} />
          {first && !first.cleared && <p class="tiny hush">{t("proof.mosaic", { what: t_or(`proof.${first.kind}`, first.kind) })}</p>}
          {rest.length > 0 && (
            <div class="evidence">
              {rest.map((p) => (
                <figure key={p.url}>
                  <img class="photo ratio-square" src={small(p.url)} alt={`${t_or(`proof.${p.kind}`, p.kind)}: ${evidence_alt(d)}`} width={160} height={160} loading="lazy" />
                  <figcaption class="tiny hush">{p.kind === "signature" ? t("proof.signature_hidden") : p.cleared ? t_or(`proof.${p.kind}`, p.kind) : t("proof.mosaic", { what: t_or(`proof.${p.kind}`, p.kind) })}</figcaption>
                </figure>
              ))}
            </div>
          )}
        </div>
        <div class="stack-s">
          <div class="row"><ProofPill proven={d.proven} /></div>
          <h3>{t("delivery.units", { n: count(d.units), item: d.item })}</h3>
          <dl class="facts small">
            <div><dt>{t("trace.for")}</dt><dd>{d.household}</dd></div>
            <div><dt>{t("trace.place")}</dt><dd>{d.area.name}</dd></div>
            <div><dt>{t("trace.on")}</dt><dd>{day_long(d.on)}</dd></div>
            <div><dt>{t("trace.cost")}</dt><dd class="num">{rupiah(d.cost)}</dd></div>
          </dl>
          <Bar whole={d.from_this_gift + d.from_others} parts={[{ key: "you", value: d.from_this_gift, fill: "brand" }, { key: "others", value: d.from_others, fill: "soft" }]}
            label={t("trace.paid_by_label", { you: rupiah(d.from_this_gift), others: rupiah(d.from_others) })} />
          <Key items={[
            { fill: "brand", text: <Rich k="trace.from_you" amount={<strong class="num" data-from="you">{rupiah(d.from_this_gift)}</strong>} /> },
            ...(d.from_others > 0 ? [{ fill: "soft" as const, text: <Rich k="trace.from_others" amount={<strong class="num" data-from="others">{rupiah(d.from_others)}</strong>} /> }] : []),
          ]} />
          {!d.proven && <Notice tone="warn"><strong>{t("proof.not_proven")}.</strong> {t("proof.missing", { what: lacks(d) })} {t("proof.not_proven_note")}</Notice>}
          <Entries rows={part.entries} token={token} />
          <p><a class="link-row small" href={report_link("delivery", d.id, d.item)}><Icon name="flag" />{t("act.report_delivery")}</a></p>
        </div>
      </div>
    </article>
  );
}

function Other({ part, i, token }: { part: TracePart; i: number; token: string }) {
  const look = looks[part.kind] ?? looks.waiting;
  return (
    <article class="card part media" id={anchor(i)} tabIndex={-1} data-part={part.kind}>
      <span class={`disc ${look.tone === "calm" ? "" : look.tone}`}><Icon name={look.icon} /></span>
      <div class="grow stack-xs">
        <div class="row between"><h3>{part_title(part)}</h3><strong class="num">{rupiah(part.amount)}</strong></div>
        <p class="small hush">{part_note(part)}</p>
        <Entries rows={part.entries} token={token} />
      </div>
    </article>
  );
}

function Proof({ trace, token }: { trace: TraceData; token: string }) {
  const { proof } = trace;
  if (!proof) return null;
  const recorded = proof.state === "recorded" && proof.log_index !== null;
  const entries = [proof.entry, ...trace.parts.flatMap((part) => part.entries.filter((e) => e.log_index !== null).map((e) => e.id))];
  return (
    <section class="panel stack section" aria-labelledby="bukti">
      <div class="row between"><h2 id="bukti">{t("trace.proof")}</h2>{recorded ? <Pill tone="good" icon="check">{t("proof.recorded")}</Pill> : <Pill tone="warn" icon="clock">{t("proof.waiting")}</Pill>}</div>
      <p class="measure">{recorded ? t("trace.proof_recorded", { n: count(proof.log_index!) }) : t("trace.proof_waiting")}</p>
      {recorded && (
        <>
          <CheckHere token={token} entries={[...new Set(entries)]} />
          <details>
            <summary class="link-btn on-deep">{t("trace.proof_how")}</summary>
            <ol class="prose small section-gap">
              <li>{t("trace.proof_step1")} <a href={doors.proof_address(token, proof.entry)} download={`${proof.entry.slice(-8)}.tlog-proof`}>{t("proof.download")}</a></li>
              <li>{t("trace.proof_step2")} <code class="code">lumbung verify {proof.entry.slice(-8)}.tlog-proof</code></li>
              <li>{t("trace.proof_step3")} <a href="/log">{t("nav.log")}</a></li>
            </ol>
          </details>
        </>
      )}
    </section>
  );
}

export default function Trace({ params }: PageProps) {
  const token = params.token!;
  const { data: trace, problem, again } = useData(doors.trace(token));
  useTitle(trace ? t("trace.h1", { amount: rupiah(trace.gift.amount) }) : t("trace.title"));
  if (problem && !trace) return <Trouble problem={problem} again={again} />;
  if (!trace) return <div class="wrap"><Skeleton rows={2} /></div>;
  const { gift, campaign, organisation } = trace;
  const link = `${location.origin}/jejak/${token}`;
  return (
    <div class="wrap trace stack-l" data-trace={gift.state}>
      <div class="stack-s">
        <p class="small hush">{t("trace.title")}</p>
        <h1 tabIndex={-1}>{t("trace.h1", { amount: rupiah(gift.amount) })}</h1>
        <p><a href={`/kampanye/${campaign.slug}`}>{campaign.title}</a></p>
        <div class="row small"><a href={`/lembaga/${organisation.id}`}>{organisation.name}</a><VerifiedTick verified={organisation.verified} /></div>
        <p class="small hush">{gift.paid_at ? t("trace.paid_at", { when: moment_long(gift.paid_at) }) : t("trace.unpaid")} · {t("trace.shown_as", { name: gift.shown_as })}{gift.message && <> · “{gift.message}”</>}</p>
      </div>
      {!gift.paid_at && <Notice tone="warn" icon="clock">{t("trace.unpaid_note")}</Notice>}
      {gift.state === "waiting" && <p><LinkButton kind="main" tall icon="qr" href={`/bayar/${gift.id}#${token}`}>{t("trace.pay")}</LinkButton></p>}
      {trace.parts.length > 0 && <Picture trace={trace} />}
      {gift.paid_at && <Identity sums={trace.sums} />}
      {trace.parts.length > 0 && (
        <section class="stack" aria-labelledby="rinci">
          <h2 id="rinci">{t("trace.details")}</h2>
          {trace.parts.map((part, i) => (part.delivery ? <Delivered key={i} part={part} i={i} token={token} /> : <Other key={i} part={part} i={i} token={token} />))}
          {trace.more && <Notice tone="info">{t("trace.more")}</Notice>}
          <p class="small hush">{t("trace.fifo")}</p>
        </section>
      )}
      {gift.paid_at && <Proof trace={trace} token={token} />}
      <section class="card stack-s no-print" aria-labelledby="simpan">
        <h2 id="simpan">{t("trace.keep")}</h2>
        <p class="small hush">{t("paid.keep_link")}</p>
        <CopyText text={link} label={t("paid.copy_link")} />
        <div class="row">
          {gift.paid_at && <LinkButton icon="file" href={doors.receipt_pdf_address(token)} download>{t("paid.receipt")}</LinkButton>}
          <LinkButton icon="share" href={whatsapp(`${t("trace.share_text", { amount: rupiah(gift.amount) })}\n${link}`)} target="_blank" rel="noopener">{t("act.share")}</LinkButton>
        </div>
      </section>
    </div>
  );
}
