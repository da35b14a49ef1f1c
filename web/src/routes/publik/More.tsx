import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/marks.tsx";
import { t } from "../../core/i18n.ts";
import type { Problem } from "../../core/api.ts";

/** The way to the next page of a list. */
export function More({ more, more_busy, more_problem }: { more: (() => unknown) | null; more_busy: boolean; more_problem: Problem | null }) {
  return (
    <div class="stack-s center">
      {more_problem && <Notice tone="bad" live>{more_problem.text}</Notice>}
      {more && <Button onClick={() => void more()} busy={more_busy} icon="down">{t("act.more")}</Button>}
    </div>
  );
}
