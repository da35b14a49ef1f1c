// Checks receipts in this browser; the checking code is fetched when asked for. The server's word is not taken for any of it
// but the key, which stands on the log page and with the witnesses.
import { useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useAction } from "../../ui/hooks.ts";
import { read } from "../../core/api.ts";
import { count } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import * as doors from "../../core/doors.ts";
import { log as log_door } from "../../core/doors-log.ts";
import type { Verdict } from "../../core/proof.ts";

type Row = Verdict & { entry: string };

export function CheckHere({ token, entries }: { token: string; entries: string[] }) {
  const [rows, set_rows] = useState<Row[] | null>(null);
  const act = useAction(async () => {
    const [{ check_receipt }, log] = await Promise.all([import("../../core/proof.ts"), read(log_door())]);
    const done: Row[] = [];
    for (const entry of entries.slice(0, 30)) done.push({ entry, ...check_receipt(await doors.proof_file(token, entry), log.key) });
    set_rows(done);
  });
  const bad = rows?.filter((row) => !row.ok) ?? [];
  return (
    <div class="stack-s no-print">
      <div class="row"><Button kind="light" icon="shield" onClick={() => void act.run()} busy={act.busy}>{t("check.here", { n: entries.length })}</Button></div>
      <div role="status" data-verdict={rows ? (bad.length ? "bad" : "good") : act.problem ? "failed" : "none"}>
        {act.problem && <p>{act.problem.text}</p>}
        {rows && (
          <ul class="checks on-deep">
            {bad.length === 0
              ? <li><Icon name="check" class="" /><span><strong>{t("check.good", { n: rows.length })}</strong><br /><span class="small">{t("check.good_note", { size: count(rows[0]?.receipt?.head.size ?? 0) })}</span></span></li>
              : bad.map((row) => <li class="no" key={row.entry}><Icon name="cross" class="" /><span><strong>{t("check.bad", { entry: row.entry.slice(-8) })}</strong><br /><span class="small">{t(`check.step_${row.steps.find((s) => !s.ok)?.step ?? "read"}`)}</span></span></li>)}
          </ul>
        )}
      </div>
    </div>
  );
}
