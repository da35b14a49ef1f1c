// The organisation's campaigns with their three bars, drafts too.
import { Empty } from "../../ui/states.tsx";
import { useList } from "../../ui/hooks.ts";
import { rupiah } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import { may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import { More } from "../publik/More.tsx";
import { ThreeBars } from "../publik/parts.tsx";
import { Go, Head, Shown, State, WithEmployer } from "./parts.tsx";

function Body({ organisation }: { organisation: string }) {
  const list = useList(doors.campaigns(organisation), (after) => doors.campaigns(organisation, after));
  return (
    <>
      <Shown got={list}>{() => list.items.length === 0 ? <Empty icon="heart" title={t("kam.none")}>{t("kam.none_do")} <a href="/konsol/program">{t("nav_con.programmes")}</a></Empty> : (
        <ul class="stack-l">
          {list.items.map((one) => (
            <li key={one.id} class="stack-s">
              <div class="row between"><h2 class="h3"><a href={`/konsol/kampanye/${one.id}`}>{one.title}</a></h2><State list="state_camp" state={one.state} /></div>
              {one.state === "draft" ? <p class="card">{one.summary}<span class="small hush block">{t("kam.target_is", { amount: rupiah(one.bars.money.target) })}</span></p> : <ThreeBars bars={one.bars} slug={one.slug} />}
            </li>
          ))}
        </ul>
      )}</Shown>
      <More {...list} />
    </>
  );
}

export default function Campaigns() {
  return <WithEmployer>{(chosen) => <div class="stack"><Head title={t("nav_con.campaigns")} actions={<>{may("giving.view_gifts") && <Go href="/konsol/kampanye-rutin" icon="clock">{t("rec.title")}</Go>}{may("giving.edit_campaign") && <Go href="/konsol/kampanye-baru" kind="main" icon="heart">{t("kam.new")}</Go>}</>} /><Body organisation={chosen.id} /></div>}</WithEmployer>;
}
