// The way between the pages of the platform.
import { t } from "../../core/i18n.ts";
import { may } from "../../core/session.ts";
import { Tabs } from "./parts.tsx";

export const PlatformTabs = ({ at }: { at: string }) => (may("access.manage_platform")
  ? <Tabs label={t("nav_con.platform")} at={at} tabs={[["/konsol/platform", t("plat.organisations")], ["/konsol/platform/laporan", t("rep.title")], ["/konsol/platform/petugas", t("plat.staff")]]} />
  : null);
