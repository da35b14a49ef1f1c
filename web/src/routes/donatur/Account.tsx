// "Donasi saya": what I gave, by year and one by one; taking a gift of a guest in; my account.
import { useState } from "preact/hooks";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { ErrorSummary, Field, wrongs_of } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Empty, Skeleton, Trouble } from "../../ui/states.tsx";
import { useAction, useList } from "../../ui/hooks.ts";
import { day_long, rupiah, count } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import * as open from "../../core/doors.ts";
import * as doors from "../../core/doors-donatur.ts";
import { More } from "../publik/More.tsx";
import { ForGiver, State } from "./parts.tsx";

function Years({ giver }: { giver: doors.Giver }) {
  if (!giver.years?.length) return null;
  return (
    <section class="card stack" data-years>
      <h2>{t("donor.years")}</h2>
      <ul class="list">
        {giver.years.map((year) => (
          <li key={year.year} class="stack-xs">
            <p><span class="strong">{String(year.year)}</span> · <span class="num strong">{rupiah(year.given)}</span></p>
            <p class="small hush">{t("donor.year_gifts", { n: count(year.gifts) })}{year.refunded > 0 && <> · {t("donor.year_back", { amount: rupiah(year.refunded) })}</>}</p>
            <p><LinkButton icon="download" href={doors.statement_address(year.year)} download>{t("donor.statement", { year: year.year })}</LinkButton></p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Gift({ gift }: { gift: doors.OwnGift }) {
  return (
    <li class="stack-xs">
      <p><span class="num strong">{rupiah(gift.amount)}</span> <State state={gift.state} /></p>
      <p><a href={`/kampanye/${gift.slug}`}>{gift.title}</a> <span class="small hush">· {gift.organisation} · {day_long((gift.paid_at ?? gift.at).slice(0, 10))}</span></p>
      {gift.refunded > 0 && <p class="small hush">{t("donor.came_back", { amount: rupiah(gift.refunded) })}</p>}
      <p class="row">
        {gift.state === "waiting" && <LinkButton kind="main" icon="qr" href={`/bayar/${gift.id}#${gift.trace}`}>{t("donor.pay")}</LinkButton>}
        {gift.paid_at && <LinkButton icon="pin" href={`/jejak/${gift.trace}`}>{t("donor.follow")}</LinkButton>}
        {gift.paid_at && <LinkButton icon="download" href={open.receipt_pdf_address(gift.trace)} download>{t("donor.receipt")}</LinkButton>}
      </p>
    </li>
  );
}

function Claim({ done }: { done: () => void }) {
  const [link, set_link] = useState("");
  const send = useAction(async () => { await doors.claim(link.trim()); set_link(""); done(); });
  return (
    <form class="card stack" onSubmit={(event) => { event.preventDefault(); void send.run(); }} noValidate>
      <h2>{t("donor.claim")}</h2>
      <ErrorSummary wrongs={wrongs_of(send.problem)} problem={send.problem} />
      <Field name="link" label={t("donor.claim_link")} hint={t("donor.claim_hint")} value={link} on_input={set_link} wrong={wrongs_of(send.problem).link} />
      <Button type="submit" busy={send.busy}>{t("donor.claim_do")}</Button>
    </form>
  );
}

function Mine({ giver, again }: { giver: doors.Giver; again: () => void }) {
  const [name, set_name] = useState(giver.name ?? "");
  const [erasing, set_erasing] = useState(false);
  const save = useAction(async () => { await doors.rename(name.trim()); again(); });
  const leave = useAction(async () => { await doors.sign_out(); again(); });
  const erase = useAction(async () => { await doors.erase(); set_erasing(false); again(); });
  return (
    <section class="card stack">
      <h2>{t("donor.account")}</h2>
      <p class="small hush">{t("donor.account_of", { email: giver.email ?? "" })}</p>
      <form class="stack" onSubmit={(event) => { event.preventDefault(); void save.run(); }} noValidate>
        <Field name="name" label={t("donor.name")} hint={t("donor.name_hint")} value={name} on_input={set_name} maxLength={60} autoComplete="name" wrong={wrongs_of(save.problem).name} />
        <Button type="submit" busy={save.busy}>{t("act.save")}</Button>
      </form>
      <div class="row">
        <Button onClick={() => void leave.run()} busy={leave.busy}>{t("donor.leave")}</Button>
        <Button kind="danger" onClick={() => set_erasing(true)}>{t("donor.erase")}</Button>
      </div>
      <Dialog open={erasing} title={t("donor.erase")} on_close={() => set_erasing(false)}>
        <div class="stack">
          <p>{t("donor.erase_note")}</p>
          {erase.problem && <Notice tone="bad" live>{erase.problem.text}</Notice>}
          <Button kind="danger" wide onClick={() => void erase.run()} busy={erase.busy}>{t("donor.erase_do")}</Button>
        </div>
      </Dialog>
    </section>
  );
}

function Gifts({ giver, again }: { giver: doors.Giver; again: () => void }) {
  const list = useList(doors.gifts(), (after) => doors.gifts(after));
  if (list.problem && !list.data) return <Trouble problem={list.problem} again={list.again} />;
  return (
    <>
      <div class="row"><LinkButton kind="main" href="/kampanye">{t("donor.give")}</LinkButton><LinkButton icon="clock" href="/donatur/rutin">{t("donor.plans")}</LinkButton></div>
      <Years giver={giver} />
      <section class="card stack" data-gifts>
        <h2>{t("donor.gifts")}</h2>
        {!list.data ? <Skeleton rows={2} /> : list.items.length === 0 ? <Empty icon="heart" title={t("donor.none")}>{t("donor.none_note")}</Empty> : <ul class="list">{list.items.map((gift) => <Gift key={gift.id} gift={gift} />)}</ul>}
        <More {...list} />
      </section>
      <Claim done={() => { list.again(); again(); }} />
      <Mine giver={giver} again={again} />
    </>
  );
}

export default function Account() {
  return <ForGiver title={t("donor.title")}>{(giver, again) => <Gifts giver={giver} again={again} />}</ForGiver>;
}
