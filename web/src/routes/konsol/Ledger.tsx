// The trial balance: every account with its sums; debits equal credits. Goods are counted in units, each kind for itself.
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Empty } from "../../ui/states.tsx";
import { Table } from "../../ui/Table.tsx";
import { count, rupiah } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import { account_name, useBook } from "./accounts.ts";
import { LedgerTabs } from "./ledger_tabs.tsx";
import { Head, Shown, WithEmployer } from "./parts.tsx";

export const in_asset = (amount: number, asset: string): string => (asset === "IDR" ? rupiah(amount) : count(amount));

function Body({ organisation }: { organisation: string }) {
  const got = useBook(organisation);
  return (
    <Shown got={got}>{(book) => (
      <>
        {book.rows.length === 0 && <Empty icon="book" title={t("book.none")}>{t("book.none_do")}</Empty>}
        {[...book.totals].sort((a, b) => Number(b.asset === "IDR") - Number(a.asset === "IDR")).map((total) => {
          const rows = book.rows.filter((row) => row.asset === total.asset);
          const equal = total.debits === total.credits;
          return (
            <section key={total.asset} class="stack-s" data-trial={total.asset}>
              <div class="row between"><h2 class="h3">{total.asset === "IDR" ? t("book.rupiah") : t("book.units_of", { asset: total.asset })}</h2>
                {equal ? <span class="row small good-ink"><Icon name="check" />{t("book.equal")}</span> : <Notice tone="bad">{t("book.unequal")}</Notice>}</div>
              <Table shape="book" caption={t("book.trial")} rows={rows} row_key={(row) => row.id} columns={[
                { name: t("book.account"), as: "lead", cell: (row) => <a class="figure-link" href={`/konsol/buku/akun/${row.id}`}>{account_name(book, row.id)}</a> },
                { name: t("book.class"), as: "under", cell: (row) => t_or(`class.${row.class}`, row.class) },
                { name: t("book.debit"), cell: (row) => in_asset(row.debits, row.asset), right: true },
                { name: t("book.credit"), cell: (row) => in_asset(row.credits, row.asset), right: true },
                { name: t("book.balance"), cell: (row) => <strong>{in_asset(row.balance, row.asset)}</strong>, right: true },
              ]} foot={<tr><th scope="row" colSpan={2}>{t("book.sum")}</th><td data-name={t("book.debit")} class="right num"><span>{in_asset(total.debits, total.asset)}</span></td><td data-name={t("book.credit")} class="right num"><span>{in_asset(total.credits, total.asset)}</span></td><td class="blank" /></tr>} />
            </section>
          );
        })}
      </>
    )}</Shown>
  );
}

export default function Ledger() {
  return <WithEmployer>{(chosen) => <div class="stack"><Head title={t("nav_con.ledger")} lead={t("book.lead", { name: chosen.name })} actions={<Button icon="download" onClick={() => print()}>{t("book.print")}</Button>} /><LedgerTabs at="/konsol/buku" /><Body organisation={chosen.id} /></div>}</WithEmployer>;
}
