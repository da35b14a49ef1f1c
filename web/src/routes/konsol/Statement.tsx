// One account's lines, newest first, each with the balance after it.
import { Button } from "../../ui/Button.tsx";
import { Empty } from "../../ui/states.tsx";
import { Table } from "../../ui/Table.tsx";
import { useList } from "../../ui/hooks.ts";
import { day, rupiah, count } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import * as doors from "../../core/console.ts";
import type { PageProps } from "../table.ts";
import { More } from "../publik/More.tsx";
import { account_name, useBook } from "./accounts.ts";
import { Head, Shown, WithEmployer } from "./parts.tsx";

function Body({ account, organisation }: { account: string; organisation: string }) {
  const book = useBook(organisation);
  const list = useList(doors.statement(account, organisation), (after) => doors.statement(account, organisation, after));
  const row = book.data?.rows.find((one) => one.id === account);
  const show = (amount: number): string => (row && row.asset !== "IDR" ? count(amount) : rupiah(amount));
  return (
    <>
      <Head title={book.data ? account_name(book.data, account) : t("book.statement")} back={["/konsol/buku", t("book.trial")]} lead={row && t_or(`class.${row.class}`, row.class)} actions={<Button icon="download" onClick={() => print()}>{t("book.print")}</Button>} />
      {row && <dl class="figures card" data-statement><div><dt>{t("book.debit")}</dt><dd class="num">{show(row.debits)}</dd></div><div><dt>{t("book.credit")}</dt><dd class="num">{show(row.credits)}</dd></div><div><dt>{t("book.balance_now")}</dt><dd class="num">{show(row.balance)}</dd></div></dl>}
      <Shown got={list}>{() => list.items.length === 0 ? <Empty icon="book" title={t("book.no_lines")} /> : (
        <Table shape="book" caption={t("book.statement")} rows={list.items} row_key={(line) => String(line.transfer)} columns={[
          { name: t("book.on"), as: "when", cell: (line) => day(line.on) },
          { name: t("book.entry"), cell: (line) => <a class="figure-link" href={`/konsol/buku/jurnal/${line.entry}`}>{t_or(`entry_kind.${line.kind}`, line.kind)}</a> },
          { name: t("book.other"), as: "under", cell: (line) => account_name(book.data, line.other) },
          { name: t("book.debit"), cell: (line) => (line.debit ? show(line.debit) : "–"), right: true },
          { name: t("book.credit"), cell: (line) => (line.credit ? show(line.credit) : "–"), right: true },
          { name: t("book.balance"), cell: (line) => <strong>{show(line.balance)}</strong>, right: true },
        ]} />
      )}</Shown>
      <More {...list} />
    </>
  );
}

export default function Statement({ params }: PageProps) {
  return <WithEmployer>{(chosen) => <div class="stack"><Body account={params.account!} organisation={chosen.id} /></div>}</WithEmployer>;
}
