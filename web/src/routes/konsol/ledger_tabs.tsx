// The way between the pages of the ledger.
import { t } from "../../core/i18n.ts";
import { may } from "../../core/session.ts";
import { Tabs } from "./parts.tsx";

export const LedgerTabs = ({ at }: { at: string }) => <Tabs label={t("nav_con.ledger")} at={at} tabs={[["/konsol/buku", t("book.trial")], ["/konsol/buku/laporan", t("book.reports")], ...(may("giving.view_gifts") ? [["/konsol/buku/utang", t("owed.tab")] as [string, string]] : []), ...(may("ledger.open_balances") ? [["/konsol/buku/saldo-awal", t("opening.title")] as [string, string]] : []), ...(may("ledger.close_period") ? [["/konsol/buku/tutup", t("close.title")] as [string, string]] : [])]} />;
