// Which bill somebody meant to pay: found by the reference or the virtual account number that stands on the bank's statement.
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { ErrorSummary, Field } from "../../ui/form.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useAction } from "../../ui/hooks.ts";
import { read } from "../../core/api.ts";
import { moment, rupiah } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import * as doors from "../../core/console.ts";
import { State } from "./parts.tsx";

export function ChargeField({ organisation, reference, value, on_pick, wrong }: { organisation: string; reference: string; value: doors.Charge | null; on_pick: (next: doors.Charge | null) => void; wrong?: string }) {
  const [q, set_q] = useState(reference);
  const [found, set_found] = useState<doors.Charge[] | null>(null);
  const look = useAction(async () => { if (q.trim()) set_found((await read(doors.charges(organisation, q.trim()))).items); });
  useEffect(() => { if (reference && !value) void look.run(); }, []);
  const line = (one: doors.Charge) => (
    <span class="grow"><strong class="num">{rupiah(one.amount)}</strong> · {one.title}<span class="small hush block">{one.va_number || one.reference} · {moment(one.created)}</span></span>
  );
  if (value) return (
    <div class="field" id="f-charge">
      <span class="sub-legend">{t("sus.charge")}</span>
      <div class="picked"><Icon name="heart" />{line(value)}<button type="button" class="link-btn" onClick={() => on_pick(null)}>{t("act.change")}<span class="unseen-always"> {t("sus.charge")}</span></button></div>
    </div>
  );
  return (
    <div class="stack-s">
      <Field name="charge" type="search" label={t("sus.charge")} hint={t("sus.charge_hint")} value={q} on_input={set_q} wrong={wrong} maxLength={40} />
      <Button icon="search" busy={look.busy} onClick={() => void look.run()}>{t("sus.find")}</Button>
      <ErrorSummary problem={look.problem} />
      <div role="status">{found?.length === 0 && <p>{t("sus.not_found")}</p>}</div>
      {found && found.length > 0 && (
        <ul class="pick-list">{found.map((one) => (
          <li key={one.id}>{one.payable
            ? <button type="button" onClick={() => on_pick(one)}>{line(one)}<Icon name="right" /></button>
            : <div class="pick-none">{line(one)}<State list="state_gift" state={one.state} /><span class="small hush">{t_or(`sus.not_payable_${one.state}`, t("sus.not_payable"))}</span></div>}</li>
        ))}</ul>
      )}
    </div>
  );
}
