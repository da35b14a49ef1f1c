// The registry: families by name and place. Numbers never stand in the address of the page.
import { useState } from "preact/hooks";
import { AreaField } from "../../ui/Area.tsx";
import { Button } from "../../ui/Button.tsx";
import { Empty } from "../../ui/states.tsx";
import { useList } from "../../ui/hooks.ts";
import { t } from "../../core/i18n.ts";
import { may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import { More } from "../publik/More.tsx";
import { Go, Head, Shown, WithEmployer } from "./parts.tsx";

function Body({ organisation }: { organisation: string }) {
  const [typed, set_typed] = useState("");
  const [area, set_area] = useState("");
  const [q, set_q] = useState("");
  const list = useList(doors.families({ organisation, area, q }), (after) => doors.families({ organisation, area, q, after }));
  return (
    <>
      <form class="card stack" role="search" onSubmit={(event) => { event.preventDefault(); set_q(typed.trim()); }}>
        <div class="search">
          <label class="unseen-always" for="cari">{t("fam.search")}</label>
          <input id="cari" class="input" type="search" placeholder={t("fam.search")} value={typed} onInput={(event) => set_typed(event.currentTarget.value)} autoComplete="off" />
          <Button type="submit" icon="search">{t("act.search")}</Button>
        </div>
        <details><summary class="link-row">{t("fam.by_area")}</summary><AreaField name="area" legend={t("fam.area")} value={area} on_pick={set_area} /></details>
      </form>
      <Shown got={list}>{() => list.items.length === 0 ? <Empty icon="people" title={q || area ? t("fam.not_found") : t("fam.none")}>{t("fam.none_do")}</Empty> : (
        <ul class="list card">
          {list.items.map((one) => (
            <li key={one.id} class="row between">
              <span><a class="figure-link" href={`/konsol/keluarga/${one.id}`}>{one.head ?? t("fam.nameless")}</a>{one.found && one.found !== one.head && <span class="small block">{t("fam.found", { name: one.found })}</span>}<span class="small hush block">{one.hamlet && `${one.hamlet}, `}RT {one.rt || "–"} / RW {one.rw || "–"} · {one.area.name}</span></span>
              <span class="small hush">{t("fam.members_n", { n: one.members })}{one.decile !== null && ` · ${t("fam.decile_n", { n: one.decile })}`}</span>
            </li>
          ))}
        </ul>
      )}</Shown>
      <More {...list} />
    </>
  );
}

export default function Families() {
  return <WithEmployer>{(chosen) => <div class="stack"><Head title={t("nav_con.families")} lead={t("fam.lead")} actions={may("registry.edit") && <Go href="/konsol/keluarga-baru" kind="main" icon="people">{t("fam.register")}</Go>} /><Body organisation={chosen.id} /></div>}</WithEmployer>;
}
