// Who works here in which role; inviting somebody, with the link sent by letter or shown once; who was invited
// and has not come yet; taking a role away.
import { useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { ErrorSummary, Field } from "../../ui/form.tsx";
import { AreaField, AreaName } from "../../ui/Area.tsx";
import { Initials, Notice, Pill } from "../../ui/marks.tsx";
import { Select } from "../../ui/Select.tsx";
import { useData, useList } from "../../ui/hooks.ts";
import { useProved } from "../../ui/SecondFactor.tsx";
import { post } from "../../core/api.ts";
import { t, t_or } from "../../core/i18n.ts";
import { may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import { More } from "../publik/More.tsx";
import { Invitations, Sent } from "./Invitations.tsx";
import { Head, needed, Shown, Simple, Tabs, Unfold, useFormId, WithEmployer, wrongs_in } from "./parts.tsx";

const roles = ["org_admin", "campaign_editor", "treasurer", "approver", "field_officer", "auditor"] as const;
const platform_roles = ["platform_verifier", "platform_admin"] as const;

/** Whose staff: an organisation's, or the platform's own (null). */
type Whose = string | null;
const staff_door = (whose: Whose): string => (whose ? `${doors.organisation(whose)}/staff` : "/api/platform/staff");

function Invite({ whose, on_done }: { whose: Whose; on_done: () => void }) {
  const [id, renew] = useFormId();
  const [v, set] = useState({ name: "", email: "", role: "", area: "" });
  const [made, set_made] = useState<doors.Invited | null>(null);
  const put = (part: Partial<typeof v>): void => set({ ...v, ...part });
  const send = async (): Promise<void> => {
    set_made(await post(staff_door(whose), { id, name: v.name.trim(), email: v.email.trim(), role: v.role, ...(v.area ? { area: v.area } : {}) }));
    renew();
    on_done();
  };
  if (made) return (
    <div class="stack" role="status" data-done>
      <p class="strong">{t("staff.invited", { name: v.name })}</p>
      <Sent made={made} email={v.email.trim()} />
      <Button onClick={() => { set_made(null); set({ name: "", email: "", role: "", area: "" }); }}>{t("staff.another")}</Button>
    </div>
  );
  return (
    <Simple label={t("staff.invite")} send={send} check={() => wrongs_in({ name: needed(v.name, t("staff.name")), email: /.+@.+\..+/.test(v.email) ? undefined : t("staff.email_wrong"), role: needed(v.role, t("staff.role")) })}>
      {(wrongs) => (
        <>
          <Field name="name" label={t("staff.name")} value={v.name} on_input={(name) => put({ name })} wrong={wrongs.name} maxLength={120} />
          <Field name="email" type="email" inputMode="email" label={t("staff.email")} value={v.email} on_input={(email) => put({ email })} wrong={wrongs.email} maxLength={254} />
          <Select name="role" label={t("staff.role")} value={v.role} on_pick={(role) => put({ role })} wrong={wrongs.role} options={(whose ? roles : platform_roles).map((one) => [one, t_or(`role.${one}`, one)])}
            after={v.role && <p class="small hush">{t_or(`role_does.${v.role}`, "")}</p>} />
          {v.role === "field_officer" && <AreaField name="area" legend={t("staff.area")} hint={t("staff.area_hint")} value={v.area} on_pick={(area) => put({ area })} wrong={wrongs.area} />}
        </>
      )}
    </Simple>
  );
}

function End({ whose, person, held, on_done }: { whose: Whose; person: doors.StaffRow; held: doors.StaffRow["holdings"][number]; on_done: () => void }) {
  const [open, set_open] = useState(false);
  const send = useProved(async () => {
    await post(`${staff_door(whose)}/${person.account}/ending`, { role: held.role, ...(held.area ? { area: held.area } : {}) });
    set_open(false);
    on_done();
  });
  return (
    <>
      <button type="button" class="link-btn" onClick={() => set_open(true)}>{t("staff.end")}<span class="unseen-always"> {t_or(`role.${held.role}`, held.role)} {person.name}</span></button>
      <Dialog open={open} title={t("staff.end_title")} on_close={() => set_open(false)}>
        <p>{t("staff.end_text", { name: person.name, role: t_or(`role.${held.role}`, held.role) })}</p>
        <ErrorSummary problem={send.problem} />
        <div class="row"><Button kind="danger" busy={send.busy} onClick={() => void send.run()}>{t("staff.end")}</Button><Button onClick={() => set_open(false)}>{t("act.cancel")}</Button></div>
      </Dialog>
      {send.dialog}
    </>
  );
}

/** Everybody with a role, for an organisation or (null) for the platform. */
export function StaffList({ whose, note }: { whose: Whose; note: string }) {
  const list = useList(doors.staff(whose), (after) => doors.staff(whose, after));
  const pending = useData(doors.invitations(whose));
  const edits = may(whose ? "access.manage_staff" : "access.manage_platform");
  const held_here = (person: doors.StaffRow): doors.StaffRow["holdings"] => person.holdings.filter((held) => (whose ? held.organisation === whose : !held.organisation));
  return (
    <>
      {edits && <Unfold icon="people" label={t("staff.invite")}>{() => <Invite whose={whose} on_done={pending.again} />}</Unfold>}
      <Shown got={list}>{() => (
        <ul class="list card">
          {list.items.map((person) => (
            <li key={person.account} class="media">
              <Initials name={person.name} />
              <div class="grow stack-xs">
                <p class="row"><strong>{person.name}</strong>{!person.second_factor && <Pill tone="warn">{t("staff.no_second")}</Pill>}</p>
                <p class="small hush">{person.email}</p>
                <ul>{held_here(person).map((held) => <li key={held.role + held.area} class="row between"><span>{t_or(`role.${held.role}`, held.role)}{held.area && <> · <AreaName code={held.area} /></>}</span>{edits && <End whose={whose} person={person} held={held} on_done={list.again} />}</li>)}</ul>
              </div>
            </li>
          ))}
        </ul>
      )}</Shown>
      <More {...list} />
      <Invitations whose={whose} edits={edits} got={pending} />
      <Notice tone="info">{note}</Notice>
    </>
  );
}

export default function Staff() {
  return (
    <WithEmployer>
      {(chosen) => (
        <div class="stack">
          <Head title={t("org.staff")} lead={chosen.name} />
          <Tabs label={t("nav_con.organisation")} at="/konsol/lembaga/petugas" tabs={[["/konsol/lembaga", t("org.papers")], ["/konsol/lembaga/petugas", t("org.staff")]]} />
          <StaffList whose={chosen.id} note={t("staff.two")} />
        </div>
      )}
    </WithEmployer>
  );
}
