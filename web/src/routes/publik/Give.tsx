// Giving in three steps, one question each: how much, in whose name, check. Nothing is ticked beforehand and nothing is added.
import { useEffect, useState } from "preact/hooks";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { Choices } from "../../ui/Choices.tsx";
import { ErrorSummary, Field, wrongs_of, type Wrongs } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Skeleton, Trouble } from "../../ui/states.tsx";
import { useAction, useData } from "../../ui/hooks.ts";
import { Crumb, useTitle } from "../../ui/page.tsx";
import { address } from "../../core/api.ts";
import { parse_rupiah, terbilang_rupiah } from "../../core/amount.ts";
import { rupiah } from "../../core/fmt.ts";
import { lang, t } from "../../core/i18n.ts";
import { keep, kept } from "../../core/keep.ts";
import { new_id } from "../../core/ids.ts";
import { go } from "../../core/router.ts";
import * as doors from "../../core/doors.ts";
import type { Campaign, GiftMade } from "../../core/types.ts";
import type { PageProps } from "../table.ts";
import { amounts, buys, takes_gifts } from "./gifts.ts";

interface Draft { id: string; picked: string; typed: string; shown_as: "anonymous" | "name"; name: string; message: string; method: "qris" | "va" }
export interface Kept extends GiftMade { slug: string; title: string }

const lowest = 100_000; // Rp1.000: below this a payment costs more than it carries.
const highest = 1_000_000_000; // Rp10.000.000: the ceiling of one QRIS payment (PADG BI 24/2022).

/** The amount in sen, or what is wrong with what was typed. */
function amount_of(draft: Draft): { sen: number } | { wrong: string } {
  const parsed = draft.picked === "other" ? parse_rupiah(draft.typed) : { sen: Number(draft.picked) };
  if ("ask" in parsed) return { wrong: t("give.ask", { amount: rupiah(parsed.ask[0]!), typed: String(parsed.ask[0]! / 100) }) };
  if ("wrong" in parsed) return { wrong: draft.typed.trim() ? t("give.unreadable") : t("give.empty") };
  if (parsed.sen % 100) return { wrong: t("give.no_sen") };
  if (parsed.sen < lowest) return { wrong: t("give.too_low", { amount: rupiah(lowest) }) };
  return parsed;
}

function first_draft(slug: string, query: URLSearchParams): Draft {
  const old = kept<Draft>(`beri.${slug}`);
  const asked = Number(query.get("jumlah")) * 100;
  const fresh: Draft = { id: new_id(), picked: String(amounts[1]), typed: "", shown_as: "anonymous", name: "", message: "", method: "qris" };
  const draft = old ?? fresh;
  if (!(asked > 0)) return draft;
  return amounts.includes(asked) ? { ...draft, picked: String(asked) } : { ...draft, picked: "other", typed: String(asked / 100) };
}

type Change = (part: Partial<Draft>) => void;

function HowMuch({ c, draft, change, wrongs }: { c: Campaign; draft: Draft; change: Change; wrongs: Wrongs }) {
  const amount = amount_of(draft);
  return (
    <div class="stack">
      <Choices name="pilihan" legend={t("give.how_much")} value={draft.picked} on_pick={(picked) => change({ picked })}
        options={[...amounts.map((sen) => ({ value: String(sen), label: rupiah(sen), note: buys(c, sen) })), { value: "other", label: t("give.other") }]} />
      {draft.picked === "other" && (
        <Field name="amount" label={t("give.own_amount")} prefix="Rp" money inputMode="text" value={draft.typed} on_input={(typed) => change({ typed })} hint={t("give.own_hint")} wrong={wrongs.amount}
          after={"sen" in amount ? <p class="small hush" data-read>= <strong>{rupiah(amount.sen)}</strong>{lang() === "id" && <> · {terbilang_rupiah(amount.sen)}</>}{buys(c, amount.sen) && <> · {buys(c, amount.sen)}</>}</p> : undefined} />
      )}
    </div>
  );
}

function InWhoseName({ draft, change, wrongs }: { draft: Draft; change: Change; wrongs: Wrongs }) {
  return (
    <div class="stack">
      <Choices line name="shown_as" legend={t("give.whose_name")} value={draft.shown_as} on_pick={(shown_as) => change({ shown_as: shown_as as Draft["shown_as"] })}
        options={[{ value: "anonymous", label: t("give.anonymous"), note: t("give.anonymous_note") }, { value: "name", label: t("give.with_name"), note: t("give.with_name_note") }]} />
      {draft.shown_as === "name" && <Field name="name" label={t("give.name")} value={draft.name} on_input={(name) => change({ name })} wrong={wrongs.name} maxLength={60} autoComplete="name" />}
      <Field name="message" label={t("give.message")} hint={t("give.message_hint")} many_lines value={draft.message} on_input={(message) => change({ message })} wrong={wrongs.message} maxLength={280} />
      <Choices line name="method" legend={t("give.method")} value={draft.method} wrong={wrongs.method} on_pick={(method) => change({ method: method as Draft["method"] })}
        options={[{ value: "qris", label: t("give.qris"), note: t("give.qris_note") }, { value: "va", label: t("give.va"), note: t("give.va_note") }]} />
    </div>
  );
}

function CheckAnswers({ c, draft, sen, to }: { c: Campaign; draft: Draft; sen: number; to: (step: number) => string }) {
  const fee = Math.floor((sen * c.fee_permille) / 1000);
  const change = (step: number, what: string) => <> <a class="small" href={to(step)}>{t("act.change")}<span class="unseen-always"> {what}</span></a></>;
  return (
    <div class="stack">
      <h2>{t("give.check")}</h2>
      <dl class="facts">
        <div><dt>{t("give.amount")}</dt><dd><span class="num" data-check="amount">{rupiah(sen)}</span>{change(1, t("give.amount"))}</dd></div>
        <div><dt>{t("give.for")}</dt><dd>{c.title}</dd></div>
        <div><dt>{t("give.shown")}</dt><dd>{draft.shown_as === "name" ? draft.name : t("give.anonymous")}{change(2, t("give.shown"))}</dd></div>
        {draft.message && <div><dt>{t("give.message_short")}</dt><dd>{draft.message}</dd></div>}
        <div><dt>{t("give.method")}</dt><dd>{draft.method === "qris" ? t("give.qris") : t("give.va")}</dd></div>
        {fee > 0 && <div><dt>{t("give.fee", { n: String(c.fee_permille / 10).replace(".", ",") })}</dt><dd class="num">{rupiah(fee)}</dd></div>}
        <div><dt>{t("give.to_programme")}</dt><dd class="num">{rupiah(sen - fee)}</dd></div>
      </dl>
      <Notice tone="good" icon="shield">{t("give.promise")}</Notice>
    </div>
  );
}

function check(draft: Draft, step: number): Wrongs {
  const amount = amount_of(draft);
  if ("wrong" in amount) return { amount: amount.wrong };
  if (step >= 2 && draft.method === "qris" && amount.sen > highest) return { method: t("give.too_high", { amount: rupiah(highest) }) };
  if (step >= 2 && draft.shown_as === "name" && draft.name.trim().length < 2) return { name: t("give.name_missing") };
  return {};
}

export default function Give({ params, query }: PageProps) {
  const slug = params.slug!;
  const { data: c, problem, again } = useData(doors.campaign(slug));
  const [draft, set_draft] = useState(() => first_draft(slug, query));
  const [wrongs, set_wrongs] = useState<Wrongs>({});
  const asked = Math.min(3, Math.max(1, Number(query.get("langkah")) || 1));
  const missing = asked > 1 ? check(draft, asked - 1) : {};
  const step = missing.amount ? 1 : Object.keys(missing).length ? 2 : asked;
  const to = (next: number): string => address(`/kampanye/${slug}/beri`, { langkah: next > 1 ? next : undefined });
  useTitle(c ? `${t("give.title")}: ${c.title}` : t("give.title"));
  useEffect(() => keep(`beri.${slug}`, draft), [draft]);
  const change: Change = (part) => { set_draft((old) => ({ ...old, ...part })); set_wrongs({}); send.clear(); };

  const send = useAction(async () => {
    const amount = amount_of(draft);
    if (!("sen" in amount) || !c) return;
    const made = await doors.give({
      id: draft.id, campaign: slug, amount: amount.sen, shown_as: draft.shown_as, method: draft.method,
      ...(draft.shown_as === "name" ? { name: draft.name.trim() } : {}), ...(draft.message.trim() ? { message: draft.message.trim() } : {}),
    });
    keep(`bayar.${made.id}`, { ...made, slug, title: c.title } satisfies Kept);
    keep(`beri.${slug}`, null);
    go(`/bayar/${made.id}#${made.trace}`);
  });

  // What the server refuses is mended where its field stands, not on the page that only repeats it.
  const refused = wrongs_of(send.problem);
  useEffect(() => { if (refused.amount || refused.name || refused.message || refused.method) go(to(refused.amount ? 1 : 2)); }, [send.problem]);

  if (problem && !c) return <Trouble problem={problem} again={again} />;
  if (!c) return <div class="wrap wrap-narrow"><Skeleton rows={1} /></div>;
  if (!takes_gifts(c)) return (
    <div class="wrap wrap-narrow stack">
      <Crumb href={`/kampanye/${slug}`}>{c.title}</Crumb>
      <h1 tabIndex={-1}>{t("give.title")}</h1>
      <Notice tone="info">{c.state === "suspended" ? t("give.held") : t("give.closed")}</Notice>
      <LinkButton href="/kampanye">{t("home.see_campaigns")}</LinkButton>
    </div>
  );

  const amount = amount_of(draft);
  const forward = (event: Event): void => {
    event.preventDefault();
    const found = check(draft, step);
    set_wrongs(found);
    if (Object.keys(found).length) return;
    // More than QRIS carries goes by virtual account; the next step says so and lets it be changed.
    if (step === 1 && draft.method === "qris" && "sen" in amount && amount.sen > highest) change({ method: "va" });
    if (step < 3) go(to(step + 1));
    else void send.run().then(() => undefined);
  };
  const all = { ...refused, ...wrongs };
  return (
    <div class="wrap wrap-narrow stack" data-step={step}>
      <Crumb href={step > 1 ? to(step - 1) : `/kampanye/${slug}`}>{t("act.back")}</Crumb>
      <p class="small hush">{c.title} · {c.organisation.name}</p>
      <h1 tabIndex={-1}>{t("give.title")}</h1>
      <ol class="steps" aria-hidden="true">{[1, 2, 3].map((n) => <li key={n} class={n <= step ? "done" : ""} />)}</ol>
      <p class="unseen-always">{t("give.step", { n: step })}</p>
      <ErrorSummary wrongs={all} problem={send.problem} />
      <form class="card stack-l" onSubmit={forward} noValidate>
        {step === 1 && <HowMuch c={c} draft={draft} change={change} wrongs={all} />}
        {step === 2 && <InWhoseName draft={draft} change={change} wrongs={all} />}
        {step === 3 && "sen" in amount && <CheckAnswers c={c} draft={draft} sen={amount.sen} to={to} />}
        <Button type="submit" kind="main" wide tall busy={send.busy} icon={step === 3 ? "qr" : undefined}>
          {step < 3 ? t("act.next") : draft.method === "qris" ? t("give.make_qr") : t("give.make_va")}
        </Button>
      </form>
      <p class="small hush">{c.fee_permille > 0 ? t("give.fee_line", { n: String(c.fee_permille / 10).replace(".", ",") }) : t("give.no_fee_line")}</p>
    </div>
  );
}
