// Closing the book through a day. It cannot be undone, so it is checked before it is sent.
import { useState } from "preact/hooks";
import { Field } from "../../ui/form.tsx";
import { Notice } from "../../ui/marks.tsx";
import { post } from "../../core/api.ts";
import { day_long } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import { may, type Employer } from "../../core/session.ts";
import { last_month_end, yesterday } from "../../core/zone.ts";
import { LedgerTabs } from "./ledger_tabs.tsx";
import { Checked, Go, Head, WithEmployer, wrongs_in } from "./parts.tsx";

function Form({ chosen }: { chosen: Employer }) {
  const [last_day, set] = useState(last_month_end());
  return (
    <Checked
      check={() => wrongs_in({ last_day: !last_day ? t("close.day_missing") : last_day > yesterday() ? t("close.day_future") : undefined })}
      facts={() => [[t("close.book"), chosen.name], [t("close.day"), day_long(last_day)]]}
      note={<Notice tone="warn">{t("close.no_undo")}</Notice>}
      send_label={t("close.send")}
      send={async () => { await post("/api/ledger/closings", { organisation: chosen.id, last_day }); return last_day; }}
      done={(day) => <><h2>{t("close.done", { day: day_long(day) })}</h2><p>{t("close.done_text")}</p><div class="row"><Go href="/konsol/buku">{t("nav_con.ledger")}</Go></div></>}
      fields={(wrongs) => (
        <div class="stack">
          <Notice tone="info">{t("close.before")}</Notice>
          <Field name="last_day" type="date" label={t("close.day")} hint={t("close.day_hint")} value={last_day} on_input={set} wrong={wrongs.last_day} />
        </div>
      )} />
  );
}

export default function CloseBook() {
  return (
    <WithEmployer>
      {(chosen) => (
        <div class="stack wrap-narrow">
          <Head title={t("close.title")} lead={t("close.lead")} back={["/konsol/buku", t("nav_con.ledger")]} />
          <LedgerTabs at="/konsol/buku/tutup" />
          {may("ledger.close_period") ? <Form chosen={chosen} /> : <Notice tone="info">{t("close.not_yours")}</Notice>}
        </div>
      )}
    </WithEmployer>
  );
}
