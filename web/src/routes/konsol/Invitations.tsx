// Invitations that nobody has taken yet: send a lost one again, withdraw one that went to the wrong person.
import { useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { ErrorSummary } from "../../ui/form.tsx";
import { AreaName } from "../../ui/Area.tsx";
import { Initials, Notice, Pill } from "../../ui/marks.tsx";
import { CopyText } from "../../ui/page.tsx";
import { Trouble } from "../../ui/states.tsx";
import { useAction } from "../../ui/hooks.ts";
import { moment_long } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import * as doors from "../../core/console.ts";

/** Where the link of an invitation went: by letter, or here, once, for whoever invites. */
export function Sent({ made, email }: { made: doors.Invited; email: string }) {
  return (
    <>
      {made.link ? (
        <>
          <Notice tone="warn">{t("staff.once", { when: moment_long(made.expires) })}</Notice>
          <CopyText text={made.link} label={t("staff.copy")} />
        </>
      ) : <p>{t("staff.sent", { email, when: moment_long(made.expires) })}</p>}
      {made.sandbox && <p><a href="/uji-coba/surel" target="_blank" rel="noopener">{t("staff.box")}</a></p>}
    </>
  );
}

function Withdraw({ whose, one, on_done }: { whose: string | null; one: doors.Pending; on_done: () => void }) {
  const [open, set_open] = useState(false);
  const send = useAction(async () => {
    await doors.withdraw_invitation(whose, one.id);
    set_open(false);
    on_done();
  });
  return (
    <>
      <button type="button" class="link-btn" onClick={() => set_open(true)}>{t("staff.withdraw")}<span class="unseen-always"> {one.name}</span></button>
      <Dialog open={open} title={t("staff.withdraw_title")} on_close={() => set_open(false)}>
        <p>{t("staff.withdraw_text", { name: one.name })}</p>
        <ErrorSummary problem={send.problem} />
        <div class="row"><Button kind="danger" busy={send.busy} onClick={() => void send.run()}>{t("staff.withdraw")}</Button><Button onClick={() => set_open(false)}>{t("act.back")}</Button></div>
      </Dialog>
    </>
  );
}

function Row({ whose, one, edits, again }: { whose: string | null; one: doors.Pending; edits: boolean; again: () => void }) {
  const [made, set_made] = useState<doors.Invited | null>(null);
  const send = useAction(async () => {
    set_made(await doors.renew_invitation(whose, one.id));
    again();
  });
  return (
    <li class="media">
      <Initials name={one.name} />
      <div class="grow stack-xs">
        <p class="row"><strong>{one.name}</strong>{one.expired && <Pill tone="warn">{t("staff.expired")}</Pill>}</p>
        <p class="small hush">{one.email}</p>
        <p>{t_or(`role.${one.role}`, one.role)}{one.area && <> · <AreaName code={one.area} /></>}</p>
        {!one.expired && <p class="small hush">{t("staff.good_until", { when: moment_long(one.expires) })}</p>}
        {edits && <div class="row between"><Button busy={send.busy} onClick={() => void send.run()}>{t("staff.send_again")}<span class="unseen-always"> {one.name}</span></Button><Withdraw whose={whose} one={one} on_done={again} /></div>}
        {send.problem && <ErrorSummary problem={send.problem} />}
        {made && <div class="stack-xs" role="status" data-sent-again><Sent made={made} email={one.email} /></div>}
      </div>
    </li>
  );
}

/** Nothing at all when nobody is waited for. */
export function Invitations({ whose, edits, got }: { whose: string | null; edits: boolean; got: { data: { items: doors.Pending[] } | null; problem: import("../../core/api.ts").Problem | null; again: () => void } }) {
  if (got.problem && !got.data) return <Trouble problem={got.problem} again={got.again} />;
  if (!got.data || got.data.items.length === 0) return null;
  return (
    <section class="stack-s" aria-labelledby="menunggu">
      <h2 class="h3" id="menunggu">{t("staff.pending")}</h2>
      <ul class="list card" data-pending>{got.data.items.map((one) => <Row key={one.id} whose={whose} one={one} edits={edits} again={got.again} />)}</ul>
    </section>
  );
}
