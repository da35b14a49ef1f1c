// The card that takes gifts, and the bar with its button that stays at the bottom of a phone.
import { useState } from "preact/hooks";
import { Bar, Key } from "../../ui/Bar.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { Choices } from "../../ui/Choices.tsx";
import { Money } from "../../ui/Money.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Rich, whatsapp } from "../../ui/page.tsx";
import { count, day_long, rupiah, rupiah_short } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import type { Campaign } from "../../core/types.ts";
import { amounts, buys } from "./gifts.ts";
import { money_parts } from "./parts.tsx";

export const share_text = (c: { title: string; slug: string }): string => `${c.title}\n${location.origin}/kampanye/${c.slug}`;

function Shut({ c }: { c: Campaign }) {
  const full = c.bars.money.raised >= c.bars.money.target;
  return (
    <Notice tone={c.state === "suspended" ? "warn" : "info"}>
      {c.state === "suspended" ? t("give.held") : full ? t("give.full") : t("give.closed")}
    </Notice>
  );
}

export function GiveCard({ c, open }: { c: Campaign; open: boolean }) {
  const [picked, pick] = useState(String(amounts[1]));
  const { money } = c.bars;
  return (
    <div class="card raised stack" id="beri">
      <div>
        <p class="big num">{rupiah(money.raised)}</p>
        <p class="small hush"><Rich k="give.of_target" target={<strong class="num">{rupiah(money.target)}</strong>} /></p>
      </div>
      <Bar thick parts={money_parts(c.bars)} whole={money.target} label={t("camp.money_label", { raised: rupiah(money.raised), target: rupiah(money.target) })} />
      <Key items={[{ fill: "brand", text: <Rich k="give.became_help" amount={<Money sen={money.spent} short />} /> }]} />
      <dl class="figures three">
        <div><dt>{t("give.givers", { n: c.givers })}</dt><dd class="num">{count(c.givers)}</dd></div>
        <div><dt>{t("give.families", { n: c.bars.targeting.served })}</dt><dd class="num">{count(c.bars.targeting.served)}</dd></div>
        {c.state === "open" && c.days_left !== null && c.days_left >= 0
          ? <div><dt>{t("give.days", { n: c.days_left })}</dt><dd class="num">{count(c.days_left)}</dd></div>
          : c.deadline && <div><dt>{t("give.ended")}</dt><dd class="small">{day_long(c.deadline)}</dd></div>}
      </dl>
      {open ? (
        <>
          <Choices name="cepat" legend={t("give.how_much")} quiet_legend value={picked} on_pick={pick}
            options={amounts.slice(0, 3).map((sen) => ({ value: String(sen), label: rupiah_short(sen), note: buys(c, sen) }))} />
          <LinkButton kind="main" wide tall href={`/kampanye/${c.slug}/beri?jumlah=${Number(picked) / 100}`}>{t("give.now_amount", { amount: rupiah(Number(picked)) })}</LinkButton>
        </>
      ) : <Shut c={c} />}
      <LinkButton wide icon="share" href={whatsapp(share_text(c))} target="_blank" rel="noopener">{t("act.share")}</LinkButton>
      <p class="tiny hush center">{c.fee_permille > 0 ? t("give.fee_line", { n: String(c.fee_permille / 10).replace(".", ",") }) : t("give.no_fee_line")}</p>
    </div>
  );
}

export function StickyGive({ c, open }: { c: Campaign; open: boolean }) {
  return (
    <div class="sticky-give">
      {open && <LinkButton kind="main" href={`/kampanye/${c.slug}/beri`}>{t("give.now")}</LinkButton>}
      <LinkButton icon="share" href={whatsapp(share_text(c))} target="_blank" rel="noopener">{t("act.share")}</LinkButton>
    </div>
  );
}
