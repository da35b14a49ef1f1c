// Who runs the platform and who verifies organisations; inviting, and taking a role away.
import { t } from "../../core/i18n.ts";
import { PlatformTabs } from "./platform_tabs.tsx";
import { StaffList } from "./Staff.tsx";
import { Head } from "./parts.tsx";

export default function PlatformStaff() {
  return (
    <div class="stack">
      <Head title={t("plat.staff")} lead={t("plat.staff_lead")} />
      <PlatformTabs at="/konsol/platform/petugas" />
      <StaffList whose={null} note={t("plat.staff_two")} />
    </div>
  );
}
