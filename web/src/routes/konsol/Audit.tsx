// What happened in an organisation, newest first, each line with its hash.
import { Empty } from "../../ui/states.tsx";
import { useList } from "../../ui/hooks.ts";
import { moment } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import * as doors from "../../core/console.ts";
import { More } from "../publik/More.tsx";
import { Head, Shown, WithEmployer } from "./parts.tsx";

function Body({ organisation }: { organisation: string }) {
  const list = useList(doors.audit(organisation), (after) => doors.audit(organisation, after));
  return (
    <>
      <Shown got={list}>{() => list.items.length === 0 ? <Empty icon="search" title={t("audit.none")} /> : (
        <ol class="list card" data-audit>
          {list.items.map((row) => (
            <li key={row.number} class="stack-xs">
              <div class="row between"><strong>{t_or(`event.${row.kind}`, row.kind)}</strong><span class="small hush num">{moment(row.at)} · {t("audit.number", { n: row.number })}</span></div>
              <p class="small">{row.name ?? t_or(`actor.${row.actor}`, row.actor)}</p>
              <details>
                <summary class="link-row small">{t("audit.facts")}<span class="unseen-always"> {t("audit.number", { n: row.number })}</span></summary>
                <pre class="code" tabIndex={0}>{`${row.kind}\n${row.facts}`}</pre>
                <p class="hash small">{row.hash}</p>
              </details>
            </li>
          ))}
        </ol>
      )}</Shown>
      <More {...list} />
    </>
  );
}

export default function Audit() {
  return <WithEmployer>{(chosen) => <div class="stack"><Head title={t("nav_con.audit")} lead={t("audit.lead")} /><Body organisation={chosen.id} /></div>}</WithEmployer>;
}
