// In a demo letters go to a box that everybody may read; whoever waits for one is told where.
import { Notice } from "../../ui/marks.tsx";
import { t } from "../../core/i18n.ts";

export const SandboxNote = () => <Notice tone="info"><strong>{t("in.sandbox")}</strong> {t("in.sandbox_note")} <a href="/uji-coba/surel" target="_blank" rel="noopener">{t("in.sandbox_box")}</a></Notice>;
