// Families in a programme; enrolling one from the registry.
import { useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { ErrorSummary, Field } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Empty } from "../../ui/states.tsx";
import { Table } from "../../ui/Table.tsx";
import { useAction, useData, useList } from "../../ui/hooks.ts";
import { post, read } from "../../core/api.ts";
import { count } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import { new_id } from "../../core/ids.ts";
import { may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import type { PageProps } from "../table.ts";
import { More } from "../publik/More.tsx";
import { ProgrammeTabs } from "./programme_tabs.tsx";
import { Go, Head, needed, Shown, Simple, State, Unfold, WithEmployer, wrongs_in } from "./parts.tsx";

function Enrol({ programme, organisation, on_done }: { programme: string; organisation: string; on_done: () => void }) {
  const [q, set_q] = useState("");
  const [found, set_found] = useState<doors.FamilyRow[] | null>(null);
  const [in_it, set_in] = useState<Record<string, string>>({});
  const look = useAction(async () => set_found((await read(doors.families({ organisation, q: q.trim() }))).items));
  const enrol = useAction(async (family: string) => {
    const made = await post<{ label: string }>(`/api/programmes/${programme}/enrolments`, { id: new_id(), family });
    set_in((old) => ({ ...old, [family]: made.label }));
    on_done();
  });
  return (
    <div class="stack">
      <form class="search" role="search" onSubmit={(event) => { event.preventDefault(); void look.run(); }}>
        <label class="unseen-always" for="cari-keluarga">{t("enr.search")}</label>
        <input id="cari-keluarga" class="input" type="search" placeholder={t("enr.search")} value={q} onInput={(event) => set_q(event.currentTarget.value)} autoComplete="off" />
        <Button type="submit" icon="search" busy={look.busy}>{t("act.search")}</Button>
      </form>
      <ErrorSummary problem={look.problem ?? enrol.problem} />
      <div role="status">{found && (found.length === 0 ? <p>{t("enr.not_found")} {may("registry.edit") && <a href="/konsol/keluarga-baru">{t("enr.register_first")}</a>}</p> : <p class="small hush">{t("enr.found", { n: found.length })}</p>)}</div>
      {found && found.length > 0 && (
        <ul class="list">
          {found.map((one) => (
            <li key={one.id} class="row between">
              <span><strong>{one.head ?? t("fam.nameless")}</strong><span class="small hush block">{one.area.name} · RT {one.rt || "–"} / RW {one.rw || "–"} · {t("fam.members_n", { n: one.members })}{one.decile !== null && ` · ${t("fam.decile_n", { n: one.decile })}`}</span></span>
              {in_it[one.id] ? <span class="good-ink strong" role="status">{t("enr.enrolled", { label: in_it[one.id]! })}</span> : <Button busy={enrol.busy} onClick={() => void enrol.run(one.id)}>{t("enr.enrol")}<span class="unseen-always"> {one.head}</span></Button>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function End({ row, on_done }: { row: doors.Enrolment; on_done: () => void }) {
  const [open, set_open] = useState(false);
  const [reason, set_reason] = useState("");
  return (
    <>
      <button type="button" class="link-btn" onClick={() => set_open(true)}>{t("enr.end")}<span class="unseen-always"> {row.label}</span></button>
      <Dialog open={open} title={t("enr.end_title", { label: row.label })} on_close={() => set_open(false)}>
        <Simple label={t("enr.end")} check={() => wrongs_in({ reason: needed(reason, t("enr.reason")) })} send={async () => { await post(`/api/enrolments/${row.id}/end`, { reason: reason.trim() }); set_open(false); on_done(); }}>
          {(wrongs) => <Field name="reason" label={t("enr.reason")} hint={t("enr.reason_hint")} value={reason} on_input={set_reason} wrong={wrongs.reason} maxLength={300} />}
        </Simple>
      </Dialog>
    </>
  );
}

function Body({ id, organisation }: { id: string; organisation: string }) {
  const list = useList(doors.enrolments(id), (after) => doors.enrolments(id, after));
  const edits = may("programme.enrol");
  return (
    <>
      {edits && may("registry.view") && <Unfold icon="people" label={t("enr.add")}>{() => <Enrol programme={id} organisation={organisation} on_done={list.again} />}</Unfold>}
      <Shown got={list}>{() => list.items.length === 0 ? <Empty icon="people" title={t("enr.none")}>{t("enr.none_do")}</Empty> : (
        <Table shape="book" caption={t("prog.households")} rows={list.items} row_key={(row) => row.id} columns={[
          { name: t("enr.label"), as: "lead", cell: (row) => <strong>{row.label}</strong> },
          { name: t("enr.area"), as: "under", cell: (row) => row.area.name },
          { name: t("enr.decile"), cell: (row) => (row.decile === undefined ? t("enr.no_decile") : String(row.decile)), right: true },
          { name: t("enr.delivered"), cell: (row) => count(row.delivered), right: true },
          { name: t("enr.state"), cell: (row) => <State list="state_enr" state={row.state} /> },
          ...(edits ? [{ name: t("enr.act"), cell: (row: doors.Enrolment) => (row.state === "active" ? <End row={row} on_done={list.again} /> : "–") }] : []),
        ]} />
      )}</Shown>
      <More {...list} />
      <Notice tone="info" icon="shield">{t("enr.privacy")}</Notice>
    </>
  );
}

export default function Enrolments({ params }: PageProps) {
  const id = params.programme!;
  const got = useData(doors.programme(id));
  return (
    <div class="stack">
      <Head title={t("prog.households")} back={[`/konsol/program/${id}`, got.data?.title ?? t("nav_con.programmes")]} actions={may("programme.deliver") && <Go href={`/konsol/program/${id}/serahkan`} kind="main" icon="box">{t("prog.deliver")}</Go>} />
      <ProgrammeTabs id={id} at="/keluarga" />
      <WithEmployer>{(chosen) => <Body id={id} organisation={chosen.id} />}</WithEmployer>
    </div>
  );
}
