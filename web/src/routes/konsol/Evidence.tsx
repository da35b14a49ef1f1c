// Looking for faces and NIK in pictures, by somebody other than who took them; then the public sees the whole picture.
import { useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { Tick } from "../../ui/Tick.tsx";
import { Empty, Skeleton, Trouble } from "../../ui/states.tsx";
import { useAction } from "../../ui/hooks.ts";
import { post } from "../../core/api.ts";
import { count, day_long } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import { Revoke } from "./Deliveries.tsx";
import { StaffPicture } from "./StaffPicture.tsx";
import { Head, WithEmployer } from "./parts.tsx";
import { useUncleared, type Uncleared } from "./uncleared.ts";

function One({ row, left, on_gone }: { row: Uncleared; left: number; on_gone: () => void }) {
  const [whole, set_whole] = useState<boolean | null>(null);
  const [seen, set_seen] = useState({ faces: false, numbers: false });
  const clear = useAction(async () => { await post(`/api/evidence/${row.id}/clearance`, {}); on_gone(); });
  const ready = whole === true && seen.faces && seen.numbers;
  const alt = t("evid.alt", { kind: t_or(`evid.${row.kind}`, row.kind), household: row.delivery.household });
  return (
    <section class="card stack" data-evidence>
      <p class="small hush" role="status">{t("evid.left", { n: left })}</p>
      <h2 class="h3">{row.delivery.household} · {t_or(`evid.${row.kind}`, row.kind)}</h2>
      <p class="small hush">{count(row.delivery.units)} × {row.delivery.item} · {day_long(row.delivery.on)} · {row.programme.title}</p>
      <StaffPicture hash={row.hash} alt={alt} on_whole={set_whole} />
      {whole === false && <Notice tone="warn">{t("evid.only_mosaic")}</Notice>}
      <ErrorSummary problem={clear.problem} />
      {row.why_not && <Notice tone="info">{row.why_not === "programme.same_person_clears" ? t("evid.own") : t("evid.not_yours")}</Notice>}
      {row.may_clear && <div class="stack-s">
        <Tick name="faces" checked={seen.faces} on_tick={(faces) => set_seen({ ...seen, faces })}>{t("evid.no_faces")}</Tick>
        <Tick name="numbers" checked={seen.numbers} on_tick={(numbers) => set_seen({ ...seen, numbers })}>{t("evid.no_numbers")}</Tick>
      </div>}
      <div class="row">
        {row.may_clear && <Button kind="main" tall icon="eye" busy={clear.busy} disabled={!ready} onClick={() => void clear.run()}>{t("evid.clear")}</Button>}
        <Revoke evidence={row.id} label={row.delivery.household} on_done={on_gone} />
      </div>
    </section>
  );
}

function Body({ organisation }: { organisation: string }) {
  const got = useUncleared(organisation);
  const [skip, set_skip] = useState(0);
  if (got.problem && !got.rows) return <Trouble problem={got.problem} again={got.again} />;
  if (!got.rows) return <Skeleton rows={1} />;
  if (!got.rows.length) return <Empty icon="camera" title={t("evid.none")}>{t("evid.none_do")}</Empty>;
  const row = got.rows[skip % got.rows.length]!;
  return (
    <>
      <One key={row.id} row={row} left={got.waiting} on_gone={() => got.drop(row.id)} />
      {got.rows.length > 1 && <Button icon="right" onClick={() => set_skip(skip + 1)}>{t("evid.next")}</Button>}
    </>
  );
}

export default function Evidence() {
  return <WithEmployer>{(chosen) => <div class="stack wrap-narrow"><Head title={t("nav_con.evidence")} lead={t("evid.lead")} /><Body organisation={chosen.id} /></div>}</WithEmployer>;
}
