// The way between the pages of one programme.
import { t } from "../../core/i18n.ts";
import { may } from "../../core/session.ts";
import { Tabs } from "./parts.tsx";

export function ProgrammeTabs({ id, at }: { id: string; at: string }) {
  const to = (rest: string): string => `/konsol/program/${id}${rest}`;
  const tabs: Array<[string, string]> = [
    [to(""), t("prog.overview")], [to("/rencana"), t("prog.plan")], [to("/keluarga"), t("prog.households")], [to("/penyerahan"), t("prog.deliveries")],
    ...(may("programme.purchase", "programme.deliver", "programme.approve_release", "ledger.view") ? [[to("/rusak"), t("prog.losses")]] as Array<[string, string]> : []),
    ...(may("programme.prepare_release", "programme.approve_release", "programme.purchase", "ledger.view") ? [[to("/pencairan"), t("prog.releases")], [to("/pembelian"), t("prog.purchases")], [to("/biaya"), t("prog.costs")]] as Array<[string, string]> : []),
  ];
  return <Tabs label={t("prog.pages")} at={to(at)} tabs={tabs} />;
}
