// No page lives at this address.
import { Trouble } from "../../ui/states.tsx";
import { useTitle } from "../../ui/page.tsx";
import { Problem } from "../../core/api.ts";
import { t } from "../../core/i18n.ts";

export default function Missing() {
  useTitle(t("trouble.missing"));
  const problem = new Problem(404, "web.missing", {
    id: "Alamat ini tidak ada, atau tautannya terpotong. Periksa lagi tautan yang Anda terima.",
    en: "There is no page at this address, or the link was cut off. Check the link you were given.",
  });
  return <Trouble problem={problem} />;
}
