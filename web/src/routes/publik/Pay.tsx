// The payment: QR or account number, a clock, and waiting that tells what it is waiting for. Then: received.
import { useEffect, useState } from "preact/hooks";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Qr } from "../../ui/Qr.tsx";
import { Empty, Skeleton } from "../../ui/states.tsx";
import { useAction, useEvery } from "../../ui/hooks.ts";
import { CopyText, useTitle, whatsapp } from "../../ui/page.tsx";
import { address, call } from "../../core/api.ts";
import { countdown, moment_long, rupiah } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import { keep, kept } from "../../core/keep.ts";
import { bank_address, payee, until_words } from "../../core/payment.ts";
import * as doors from "../../core/doors.ts";
import type { GiftPayment, GiftStatus } from "../../core/types.ts";
import type { PageProps } from "../table.ts";
import type { Kept } from "./Give.tsx";

function Clock({ until }: { until: string }) {
  const [now, set_now] = useState(Date.now());
  useEvery(1000, () => set_now(Date.now()));
  const left = (Date.parse(until) - now) / 1000;
  return <p class="small hush center">{t("pay.until", { time: until_words(until, now) })} · <span class="num" aria-hidden="true">{countdown(left)}</span></p>;
}

function Paid({ gift, token }: { gift: Kept; token: string }) {
  const link = `${location.origin}/jejak/${token}`;
  return (
    <div class="stack fade-in" data-paid>
      <div class="done-mark"><Icon name="check" class="" /></div>
      <div class="center stack-xs">
        <h1 tabIndex={-1}>{t("paid.title")}</h1>
        <p class="big num">{rupiah(gift.amount)}</p>
        <p class="hush">{gift.title}</p>
      </div>
      <LinkButton kind="main" wide tall icon="pin" href={`/jejak/${token}`}>{t("paid.follow")}</LinkButton>
      <div class="card flat stack-s">
        <p class="small hush">{t("paid.keep_link")}</p>
        <CopyText text={link} label={t("paid.copy_link")} />
      </div>
      <div class="row">
        <LinkButton icon="download" href={doors.receipt_pdf_address(token)} download>{t("paid.receipt")}</LinkButton>
        <LinkButton icon="share" href={whatsapp(t("paid.share_text", { title: gift.title, link: `${location.origin}/kampanye/${gift.slug}` }))} target="_blank" rel="noopener">{t("act.share")}</LinkButton>
      </div>
      <p class="small"><a class="link-row" href={`/donatur/rutin/baru?kampanye=${gift.slug}`}><Icon name="clock" />{t("paid.recurring")}</a></p>
      <p class="small hush">{t("paid.reference")} <span class="hash">{gift.id}</span></p>
    </div>
  );
}

function HowToPay({ gift }: { gift: Kept }) {
  if (gift.va) return (
    <div class="stack">
      <p class="center hush">{t("pay.va_to")}</p>
      <div class="card flat"><CopyText text={gift.va} label={t("pay.copy_va")} /></div>
    </div>
  );
  if (!gift.qr) return null;
  const name = payee(gift.qr);
  return (
    <>
      <Qr payload={gift.qr} label={t("pay.qr_alt", { amount: rupiah(gift.amount) })} />
      {name && <p class="center">{t("pay.payee")} <strong data-payee>{name}</strong></p>}
    </>
  );
}

/** A picture of the code for the gallery. PNG: galleries and wallets do not open SVG. */
function SaveQr({ gift, qr }: { gift: Kept; qr: string }) {
  const save = useAction(async () => {
    const { save_qr } = await import("../../core/qr_picture.ts");
    await save_qr(qr, [rupiah(gift.amount), payee(qr), t("pay.until", { time: moment_long(gift.expires) })], `qris-${gift.id.slice(-6)}.png`);
  });
  return (
    <>
      <Button icon="download" wide onClick={() => void save.run()} busy={save.busy}>{t("pay.save_qr")}</Button>
      {save.problem && <Notice tone="bad" live>{save.problem.text}</Notice>}
    </>
  );
}

function Waiting({ gift, check, busy, said }: { gift: Kept; check: () => void; busy: boolean; said: string }) {
  return (
    <div class="stack">
      <div class="center stack-xs">
        <h1 tabIndex={-1}>{gift.va ? t("pay.title_va") : t("pay.title")}</h1>
        <p class="hush">{gift.title}</p>
        <p class="big num" data-amount>{rupiah(gift.amount)}</p>
      </div>
      <div class="card stack">
        <HowToPay gift={gift} />
        <Clock until={gift.expires} />
        {!gift.va && gift.qr && <SaveQr gift={gift} qr={gift.qr} />}
      </div>
      {gift.sandbox && (
        <div class="card flat stack-s">
          <p class="small"><strong>{t("pay.demo")}</strong> {t("pay.demo_note")}</p>
          <LinkButton kind="main" wide tall icon="bank" href={bank_address(gift.sandbox, gift, location.href)} data-outside>{t("pay.sandbox")}</LinkButton>
        </div>
      )}
      <Notice icon="clock"><span class="strong">{t("pay.waiting")}</span> {t("pay.waiting_note")}<span role="status" class="small">{said && <><br />{said}</>}</span></Notice>
      <Button wide tall onClick={check} busy={busy}>{t("pay.check_now")}</Button>
      <ol class="prose small hush">
        <li>{gift.va ? t("pay.how_va1") : t("pay.how1")}</li>
        <li>{gift.va ? t("pay.how_va2") : t("pay.how2")}</li>
        <li>{t("pay.how3")}</li>
      </ol>
    </div>
  );
}

export default function Pay({ params }: PageProps) {
  const [gift, set_gift] = useState(() => kept<Kept>(`bayar.${params.gift}`));
  const token = location.hash.slice(1) || gift?.trace || "";
  // From a letter, or on another device: whoever holds the trace link may pay.
  const fetching = useAction(async () => {
    const found = await call<GiftPayment>("GET", `/api/trace/${encodeURIComponent(token)}/payment`);
    if (found.id !== params.gift) return;
    keep(`bayar.${found.id}`, found satisfies Kept);
    set_gift(found);
  });
  useEffect(() => { if (!gift && token) void fetching.run(); }, []);
  const [status, set_status] = useState<GiftStatus | null>(null);
  const [said, say] = useState("");
  const [tries, set_tries] = useState(0);
  const state = status?.state ?? gift?.state ?? "waiting";
  useTitle(state === "paid" ? t("paid.title") : t("pay.title"));

  const look = async (): Promise<GiftStatus> => {
    const next = await call<GiftStatus>("GET", address(`/api/gifts/${encodeURIComponent(params.gift!)}/status`, { token }));
    set_status(next);
    if (gift && next.state !== gift.state) keep(`bayar.${gift.id}`, { ...gift, state: next.state });
    return next;
  };
  const by_hand = useAction(async () => {
    const next = await look();
    if (next.state === "waiting") say(t("pay.not_yet"));
  });
  const waiting = gift !== null && state === "waiting";
  useEvery(waiting ? (tries < 80 ? 2500 : 8000) : null, () => { set_tries((n) => n + 1); look().catch(() => undefined); });
  useEffect(() => { if (waiting) look().catch(() => undefined); }, []);
  useEffect(() => { if (state === "paid") document.querySelector<HTMLElement>("h1")?.focus(); }, [state]);

  if (!gift) return (
    <div class="wrap wrap-narrow stack">
      <h1 tabIndex={-1}>{t("pay.title")}</h1>
      {fetching.busy ? <Skeleton rows={1} /> : <Empty icon="phone" title={t("pay.other_device")}>{token ? <a href={`/jejak/${token}`}>{t("paid.follow")}</a> : <a href="/kampanye">{t("home.see_campaigns")}</a>}</Empty>}
    </div>
  );
  const over = state === "expired" || state === "cancelled" || state === "refunded";
  return (
    <div class="wrap wrap-narrow" data-state={state}>
      {by_hand.problem && <Notice tone="bad" live>{by_hand.problem.text}</Notice>}
      {state === "paid" ? <Paid gift={gift} token={status?.trace || token} /> : over ? (
        <div class="stack">
          <h1 tabIndex={-1}>{t("pay.expired")}</h1>
          <Notice tone="warn">{t("pay.expired_note")}</Notice>
          <LinkButton kind="main" href={`/kampanye/${gift.slug}/beri?jumlah=${gift.amount / 100}`}>{t("pay.again")}</LinkButton>
        </div>
      ) : <Waiting gift={gift} check={() => void by_hand.run()} busy={by_hand.busy} said={by_hand.busy ? "" : said} />}
    </div>
  );
}
