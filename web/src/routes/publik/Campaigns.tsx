// All campaigns, to search and to sift.
import { useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { Empty, Skeleton, Trouble } from "../../ui/states.tsx";
import { useList } from "../../ui/hooks.ts";
import { useTitle } from "../../ui/page.tsx";
import { address } from "../../core/api.ts";
import { t } from "../../core/i18n.ts";
import { go } from "../../core/router.ts";
import * as doors from "../../core/doors.ts";
import type { PageProps } from "../table.ts";
import { CampaignCardView } from "./cards.tsx";
import { More } from "./More.tsx";

const states = ["open", "closed"] as const;

export default function Campaigns({ query }: PageProps) {
  useTitle(t("list.title"));
  const q = query.get("q") ?? "";
  const state = query.get("keadaan") === "closed" ? "closed" : "open";
  const [typed, set_typed] = useState(q);
  const asked = { q: q || undefined, state };
  const list = useList(doors.campaigns(asked), (after) => doors.campaigns({ ...asked, after }));
  if (list.problem && !list.data) return <Trouble problem={list.problem} again={list.again} />;
  return (
    <div class="wrap stack">
      <h1 tabIndex={-1}>{t("list.title")}</h1>
      <p class="hush measure">{t("list.lead")}</p>
      <form class="search" role="search" onSubmit={(event) => { event.preventDefault(); go(address("/kampanye", { q: typed.trim(), keadaan: state === "closed" ? "closed" : "" })); }}>
        <label class="unseen-always" for="cari">{t("list.search")}</label>
        <input class="input" id="cari" type="search" name="q" value={typed} placeholder={t("list.search_hint")} onInput={(event) => set_typed(event.currentTarget.value)} />
        <Button type="submit" kind="main" icon="search">{t("act.search")}</Button>
      </form>
      <nav class="tabs" aria-label={t("list.filter")}>
        {states.map((s) => <a key={s} href={address("/kampanye", { q, keadaan: s === "closed" ? "closed" : "" })} aria-current={s === state ? "true" : undefined}>{t(s === "open" ? "list.open" : "list.closed")}</a>)}
      </nav>
      <div role="status" class="small hush">{list.data && (q ? t("list.found", { n: list.items.length, q }) : "")}</div>
      {!list.data ? <Skeleton rows={3} /> : list.items.length === 0
        ? <Empty icon="search" title={q ? t("list.no_match", { q }) : t("list.none")}>{q && <a href="/kampanye">{t("list.show_all")}</a>}</Empty>
        : <div class="cards">{list.items.map((c, i) => <CampaignCardView key={c.id} c={c} heading="h2" first={i === 0} />)}</div>}
      <More {...list} />
    </div>
  );
}
