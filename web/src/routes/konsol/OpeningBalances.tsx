// Opening balances: a file is looked at whole, what is wrong in it is listed line by line, and only then it is posted, as one entry.
import { useRef, useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { ErrorSummary, Field, type Wrongs } from "../../ui/form.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Table } from "../../ui/Table.tsx";
import { useProved } from "../../ui/SecondFactor.tsx";
import { post } from "../../core/api.ts";
import type { Gives } from "../../core/types.ts";
import { count, day_long, rupiah } from "../../core/fmt.ts";
import { lang, t } from "../../core/i18n.ts";
import { may, type Employer } from "../../core/session.ts";
import { today } from "../../core/zone.ts";
import { LedgerTabs } from "./ledger_tabs.tsx";
import { Go, Head, useFormId, WithEmployer, wrongs_in } from "./parts.tsx";

type Looked = Gives<"POST /api/ledger/opening-checks">;
type Posted = Gives<"POST /api/ledger/openings">;

const most_bytes = 200_000;

/** Every difference, each with its line. */
function Differences({ looked }: { looked: Looked }) {
  return (
    <section class="stack-s" data-differences aria-labelledby="beda">
      <h2 class="h3" id="beda">{t("opening.differences", { count: count(looked.found) })}</h2>
      <Notice tone="bad">{t("opening.nothing_imported")}</Notice>
      <ul class="stack-s">{looked.differences.map((one, i) => <li key={i}>{lang() === "id" ? one.id : one.en}</li>)}</ul>
      {looked.found > looked.differences.length && <p class="small hush">{t("opening.more", { count: count(looked.found - looked.differences.length) })}</p>}
    </section>
  );
}

/** What would be posted. */
function Lines({ looked }: { looked: Looked }) {
  return (
    <Table shape="book" caption={t("opening.will_post")} rows={looked.items} row_key={(line) => line.account} columns={[
      { name: t("book.account"), as: "lead", cell: (line) => line.name[lang()] },
      { name: t("opening.line"), as: "under", cell: (line) => t("opening.line_no", { line: count(line.line) }) },
      { name: t("book.debit"), cell: (line) => (line.debit ? rupiah(line.debit) : "–"), right: true },
      { name: t("book.credit"), cell: (line) => (line.credit ? rupiah(line.credit) : "–"), right: true },
    ]} foot={<tr><th scope="row" colSpan={2}>{t("book.sum")}</th><td data-name={t("book.debit")} class="right num"><span>{rupiah(looked.debits)}</span></td><td data-name={t("book.credit")} class="right num"><span>{rupiah(looked.credits)}</span></td></tr>} />
  );
}

function Form({ chosen }: { chosen: Employer }) {
  const [id, renew] = useFormId();
  const [on, set_on] = useState(today());
  const [file, set_file] = useState("");
  const [wrongs, set_wrongs] = useState<Wrongs>({});
  const [looked, set_looked] = useState<Looked | null>(null);
  const [posted, set_posted] = useState<Posted | null>(null);
  const result = useRef<HTMLDivElement>(null);
  const asked = (): object => ({ organisation: chosen.id, on, file });
  const look = useProved(async () => {
    set_looked(await post<Looked>("/api/ledger/opening-checks", asked()));
    result.current?.focus();
  });
  const send = useProved(async () => set_posted(await post<Posted>("/api/ledger/openings", { id, ...asked() })));
  const change = (act: () => void): void => { act(); set_looked(null); send.clear(); };
  const pick = async (chosen_file: File | undefined): Promise<void> => {
    if (!chosen_file) return;
    if (chosen_file.size > most_bytes) return set_wrongs({ file: t("opening.too_large") });
    const text = await chosen_file.text();
    set_wrongs({});
    change(() => set_file(text.replace(/^\uFEFF/, "")));
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const found = wrongs_in({ on: !on ? t("close.day_missing") : on > today() ? t("opening.day_future") : undefined, file: !file.trim() && t("opening.file_missing") });
    set_wrongs(found);
    if (!Object.keys(found).length) { send.clear(); void look.run(); }
  };
  if (posted) return (
    <section class="card stack" data-done role="status">
      <span class="done-mark"><Icon name="check" /></span>
      <h2>{t("opening.done", { day: day_long(on) })}</h2>
      <p>{t("opening.done_text")}</p>
      <div class="row"><Go href={`/konsol/buku/jurnal/${posted.id}`}>{t("opening.see_entry")}</Go><Go href="/konsol/buku">{t("book.trial")}</Go></div>
      <Button onClick={() => { renew(); set_posted(null); change(() => set_file("")); }}>{t("opening.another")}</Button>
    </section>
  );
  const fits = looked !== null && looked.found === 0;
  return (
    <div class="stack-l">
      <form class="card stack-l" noValidate onSubmit={submit}>
        <ErrorSummary wrongs={wrongs} problem={look.problem} />
        <Notice tone="info">{t("opening.before")}</Notice>
        <Field name="on" type="date" label={t("opening.day")} hint={t("opening.day_hint")} value={on} on_input={(value) => change(() => set_on(value))} wrong={wrongs.on} />
        <div class="field">
          <label for="f-pick">{t("opening.pick")}</label>
          <div class="hint" id="f-pick-hint">{t("opening.pick_hint")}</div>
          <input class="input" id="f-pick" type="file" accept=".csv,.txt,text/csv,text/plain" aria-describedby="f-pick-hint" onChange={(event) => void pick(event.currentTarget.files?.[0])} />
        </div>
        <Field name="file" many_lines label={t("opening.file")} hint={t("opening.file_hint")} value={file} on_input={(value) => change(() => set_file(value))} wrong={wrongs.file} />
        <Button type="submit" kind={fits ? undefined : "main"} wide tall busy={look.busy}>{t("opening.check")}</Button>
        {look.dialog}
      </form>
      <div ref={result} tabIndex={-1} role="status" class="stack">
        {looked && looked.found > 0 && <Differences looked={looked} />}
        {fits && (
          <section class="card stack" data-fits>
            <h2>{t("opening.fits")}</h2>
            <Lines looked={looked} />
            <Notice tone="warn">{t("opening.once")}</Notice>
            <ErrorSummary problem={send.problem} wrongs={{}} />
            <Button kind="main" wide tall busy={send.busy} onClick={() => void send.run()}>{t("opening.send")}</Button>
            {send.dialog}
          </section>
        )}
      </div>
    </div>
  );
}

export default function OpeningBalances() {
  return (
    <WithEmployer>
      {(chosen) => (
        <div class="stack wrap-narrow">
          <Head title={t("opening.title")} lead={t("opening.lead")} back={["/konsol/buku", t("nav_con.ledger")]} />
          <LedgerTabs at="/konsol/buku/saldo-awal" />
          {may("ledger.open_balances") ? <Form chosen={chosen} /> : <Notice tone="info">{t("opening.not_yours")}</Notice>}
        </div>
      )}
    </WithEmployer>
  );
}
