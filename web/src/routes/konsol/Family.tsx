// One family with its members; NIK, KK and phone are masked by the server. What looks odd in a NIK stands as a warning.
import { useState } from "preact/hooks";
import { Dialog } from "../../ui/Dialog.tsx";
import { Notice, Pill } from "../../ui/marks.tsx";
import { Select } from "../../ui/Select.tsx";
import { Empty } from "../../ui/states.tsx";
import { useData } from "../../ui/hooks.ts";
import { post } from "../../core/api.ts";
import { day_long } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import { may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";
import type { PageProps } from "../table.ts";
import { FamilyChanges } from "./FamilyChanges.tsx";
import { PersonChanges } from "./PersonChanges.tsx";
import { Facts, Head, needed, Shown, Simple, wrongs_in } from "./parts.tsx";

function FullNik({ person, name }: { person: string; name: string }) {
  const [open, set_open] = useState(false);
  const [reason, set_reason] = useState("");
  const [nik, set_nik] = useState("");
  const close = (): void => { set_open(false); set_nik(""); };
  return (
    <>
      <button type="button" class="link-btn" onClick={() => set_open(true)}>{t("fam.see_nik")}<span class="unseen-always"> {name}</span></button>
      <Dialog open={open} title={t("fam.see_nik_title")} on_close={close}>
        <p>{t("fam.see_nik_text")}</p>
        {nik ? <p class="big num" role="status">{nik}</p> : (
          <Simple label={t("fam.see_nik")} check={() => wrongs_in({ reason: needed(reason, t("fam.see_reason")) })} send={async () => set_nik((await post<{ nik: string }>(`/api/persons/${person}/identity`, { reason })).nik)}>
            {(wrongs) => <Select name="reason" label={t("fam.see_reason")} value={reason} on_pick={set_reason} wrong={wrongs.reason} options={(["verification", "hand_over", "correction", "duplicate"] as const).map((one) => [one, t_or(`see.${one}`, one)])} />}
          </Simple>
        )}
      </Dialog>
    </>
  );
}

export default function Family({ params }: PageProps) {
  const got = useData(doors.family(params.family!));
  const head = got.data?.members.find((one) => one.person === got.data?.head);
  return (
    <div class="stack">
      <Head title={head?.name ? t("fam.family_of", { name: head.name }) : t("nav_con.families")} back={["/konsol/keluarga", t("nav_con.families")]} />
      <Shown got={got}>{(f) => (
        <>
          <Facts loose rows={[
            [t("fam.home"), [f.home.street, f.home.hamlet, `RT ${f.home.rt || "–"} / RW ${f.home.rw || "–"}`, f.area.name].filter(Boolean).join(", ")],
            [t("fam.decile"), f.decile ? t("fam.decile_of", { n: f.decile.value, source: f.decile.source, day: day_long(f.decile.on) }) : t("fam.decile_unknown")],
            ...f.kk_numbers.map((one): [string, string] => [t("fam.kk"), `${one.kk} · ${one.until ? t("famc.kk_until", { from: day_long(one.from), until: day_long(one.until) }) : t("fam.since", { day: day_long(one.from) })}`]),
          ]} />
          <h2 class="h3">{t("fam.members")}</h2>
          <ul class={f.members.length ? "list card" : undefined}>
            {f.members.map((one) => (
              <li key={one.person} class="stack-xs">
                <div class="row between"><strong>{one.name ?? t("fam.nameless")}</strong><Pill>{t_or(`relation.${one.relation}`, one.relation)}</Pill></div>
                <p class="small hush">{t(one.sex === "P" ? "fam.P" : "fam.L")}{one.birth_date && ` · ${t("fam.born", { day: day_long(one.birth_date) })}`}{one.phone && ` · ${one.phone}`}</p>
                <p class="small num">NIK {one.nik ?? t("fam.not_given")}</p>
                {one.warnings.length > 0 && <Notice tone="warn">{one.warnings.map((w) => t_or(`nik_warn.${w}`, w)).join(" ")}</Notice>}
                {one.nik && may("registry.view_identity") && <FullNik person={one.person} name={one.name ?? ""} />}
                {may("registry.edit") && <PersonChanges f={f} one={one} again={got.again} />}
              </li>
            ))}
          </ul>
          {f.members.length === 0 && <Empty icon="people" title={t("famc.nobody")} />}
          {may("registry.edit") && <FamilyChanges f={f} again={got.again} />}
        </>
      )}</Shown>
    </div>
  );
}
