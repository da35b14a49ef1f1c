// The organisation's programmes, and beginning one.
import { Empty } from "../../ui/states.tsx";
import { AreaField } from "../../ui/Area.tsx";
import { Field } from "../../ui/form.tsx";
import { useData } from "../../ui/hooks.ts";
import { post } from "../../core/api.ts";
import { day_long } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import { go } from "../../core/router.ts";
import { may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import { Head, needed, Shown, Simple, State, Unfold, useDraft, WithEmployer, wrongs_in } from "./parts.tsx";

function Begin({ organisation }: { organisation: string }) {
  const [v, put, drop] = useDraft("program", () => ({ title: "", summary: "", area: "", starts: "", ends: "" }));
  const send = async (): Promise<void> => {
    await post("/api/programmes", { id: v.id, organisation, title: v.title.trim(), summary: v.summary.trim(), area: v.area, starts: v.starts, ends: v.ends });
    drop();
    go(`/konsol/program/${v.id}/rencana`);
  };
  return (
    <Simple label={t("prog.begin")} send={send} check={() => wrongs_in({ title: needed(v.title, t("prog.title")), summary: needed(v.summary, t("prog.summary")), area: needed(v.area, t("prog.area")), starts: needed(v.starts, t("prog.starts")), ends: needed(v.ends, t("prog.ends")) ?? (v.ends <= v.starts ? t("prog.ends_wrong") : undefined) })}>
      {(wrongs) => (
        <>
          <Field name="title" label={t("prog.title")} hint={t("prog.title_hint")} value={v.title} on_input={(title) => put({ title })} wrong={wrongs.title} maxLength={120} />
          <Field name="summary" label={t("prog.summary")} many_lines value={v.summary} on_input={(summary) => put({ summary })} wrong={wrongs.summary} maxLength={500} />
          <AreaField name="area" legend={t("prog.area")} hint={t("prog.area_hint")} value={v.area} on_pick={(area) => put({ area })} wrong={wrongs.area} />
          <div class="pair">
            <Field name="starts" type="date" label={t("prog.starts")} value={v.starts} on_input={(starts) => put({ starts })} wrong={wrongs.starts} />
            <Field name="ends" type="date" label={t("prog.ends")} value={v.ends} on_input={(ends) => put({ ends })} wrong={wrongs.ends} />
          </div>
        </>
      )}
    </Simple>
  );
}

function Body({ organisation }: { organisation: string }) {
  const got = useData(doors.programmes(organisation));
  const edits = may("programme.edit_plan");
  return (
    <>
      {edits && <Unfold icon="tree" label={t("prog.begin")}>{() => <Begin organisation={organisation} />}</Unfold>}
      <Shown got={got}>{(data) => data.items.length === 0 ? <Empty icon="tree" title={t("prog.none")}>{edits ? t("prog.none_do") : t("prog.none_wait")}</Empty> : (
        <ul class="stack">
          {data.items.map((one) => (
            <li key={one.id} class="card stack-xs">
              <div class="row between"><h2 class="h3"><a href={`/konsol/program/${one.id}`}>{one.title}</a></h2><State list="state_prog" state={one.state} /></div>
              <p>{one.summary}</p>
              <p class="small hush">{one.area.name} · {day_long(one.starts)} – {day_long(one.ends)}</p>
              {may("programme.deliver") && <a class="btn" href={`/konsol/program/${one.id}/serahkan`}>{t("prog.deliver")}</a>}
            </li>
          ))}
        </ul>
      )}</Shown>
    </>
  );
}

export default function Programmes() {
  return <WithEmployer>{(chosen) => <div class="stack"><Head title={t("nav_con.programmes")} lead={t("prog.lead")} /><Body organisation={chosen.id} /></div>}</WithEmployer>;
}
