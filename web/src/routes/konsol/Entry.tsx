// One journal entry: its legs, its evidence, and its line in the public log.
import { Notice } from "../../ui/marks.tsx";
import { Table } from "../../ui/Table.tsx";
import { useData } from "../../ui/hooks.ts";
import { CopyText } from "../../ui/page.tsx";
import { count, day_long, moment_long } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import * as doors from "../../core/console.ts";
import type { PageProps } from "../table.ts";
import { account_name, useBook } from "./accounts.ts";
import { in_asset } from "./Ledger.tsx";
import { StaffPicture } from "./StaffPicture.tsx";
import { Facts, Head, Shown, WithEmployer } from "./parts.tsx";

function Body({ id, organisation }: { id: string; organisation: string }) {
  const got = useData(doors.entry(id, organisation));
  const book = useBook(organisation);
  return (
    <div class="stack">
      <Head title={got.data ? t_or(`entry_kind.${got.data.kind}`, got.data.kind) : t("book.entry")} back={["/konsol/buku", t("nav_con.ledger")]} lead={got.data && t("book.entry_n", { n: count(got.data.number) })} />
      <Shown got={got}>{(e) => (
        <>
          <Facts rows={[[t("book.on"), day_long(e.on)], [t("book.booked"), moment_long(e.booked)], [t("book.log"), e.log_index === null ? t("proof.waiting") : <a href="/log">{t("proof.log_index", { n: count(e.log_index as number) })}</a>]]} />
          <h2 class="h3">{t("book.legs")}</h2>
          <Table caption={t("book.legs")} rows={e.transfers} row_key={(leg) => leg.debit + leg.credit + leg.amount} columns={[
            { name: t("book.debit"), cell: (leg) => <a class="figure-link" href={`/konsol/buku/akun/${leg.debit}`}>{account_name(book.data, leg.debit)}</a> },
            { name: t("book.credit"), cell: (leg) => <a class="figure-link" href={`/konsol/buku/akun/${leg.credit}`}>{account_name(book.data, leg.credit)}</a> },
            { name: t("book.amount"), cell: (leg) => <strong>{in_asset(leg.amount, leg.asset)}{leg.asset !== "IDR" && ` ${leg.asset}`}</strong>, right: true },
          ]} />
          {e.lines > e.transfers.length && <Notice tone="plain">{t("book.more_lines", { shown: count(e.transfers.length), all: count(e.lines) })}</Notice>}
          <h2 class="h3">{t("book.evidence")}</h2>
          {e.evidence.length === 0 ? <Notice tone="plain">{t("book.no_evidence")}</Notice> : <div class="evidence">{e.evidence.map((hash, i) => <StaffPicture key={hash} hash={hash} alt={t("book.evidence_n", { n: i + 1 })} />)}</div>}
          <CopyText text={e.id} label={t("book.copy_id")} />
        </>
      )}</Shown>
    </div>
  );
}

export default function Entry({ params }: PageProps) {
  return <WithEmployer>{(chosen) => <Body id={params.entry!} organisation={chosen.id} />}</WithEmployer>;
}
