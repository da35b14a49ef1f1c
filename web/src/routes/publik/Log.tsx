// The public log: its head, and how anyone checks it, here or with programs that we did not write.
import { useState } from "preact/hooks";
import { Icon } from "../../ui/Icon.tsx";
import { Notice, Pill } from "../../ui/marks.tsx";
import { Skeleton, Trouble } from "../../ui/states.tsx";
import { useData } from "../../ui/hooks.ts";
import { CopyText, useTitle } from "../../ui/page.tsx";
import { count, moment_long } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import * as doors from "../../core/doors-log.ts";
import type { LogState } from "../../core/types.ts";
import type { Verdict } from "../../core/proof.ts";

function Result({ verdict }: { verdict: Verdict }) {
  const opening = verdict.receipt?.opening;
  return (
    <div class="stack-s" data-verdict={verdict.ok ? "good" : "bad"}>
      <Notice tone={verdict.ok ? "good" : "bad"}><strong>{verdict.ok ? t("log.file_good") : t("log.file_bad")}</strong></Notice>
      <ul class="checks">
        {verdict.steps.map(({ step, ok }) => <li key={step} class={ok ? "" : "no"}><Icon name={ok ? "check" : "cross"} class="" /><span>{t(`log.step_${step}`)}</span></li>)}
      </ul>
      {opening && (
        <details>
          <summary class="link-btn">{t("log.record")}</summary>
          <dl class="facts small">{opening.fields.map(([name, value], i) => <div key={i}><dt>{name}</dt><dd class="hash">{value}</dd></div>)}</dl>
        </details>
      )}
    </div>
  );
}

function CheckFile({ log }: { log: LogState }) {
  const [verdict, set_verdict] = useState<Verdict | null>(null);
  const pick = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const [{ check_receipt }, text] = await Promise.all([import("../../core/proof.ts"), file.size > 200_000 ? "" : file.text()]);
    set_verdict(check_receipt(text, log.key));
  };
  return (
    <section class="card stack" aria-labelledby="berkas">
      <h2 id="berkas">{t("log.check_file")}</h2>
      <p class="hush">{t("log.check_file_note")}</p>
      <div class="field">
        <label for="f-file">{t("log.file")}</label>
        <input class="input" id="f-file" type="file" accept=".tlog-proof,text/plain" onChange={(event) => void pick(event.currentTarget.files?.[0])} />
      </div>
      <div role="status">{verdict && <Result verdict={verdict} />}</div>
    </section>
  );
}

export default function Log() {
  useTitle(t("log.title"));
  const { data: log, problem, again } = useData(doors.log());
  const { data: check } = useData(doors.check());
  if (problem && !log) return <Trouble problem={problem} again={again} />;
  if (!log) return <div class="wrap"><Skeleton rows={2} /></div>;
  const site = location.origin;
  return (
    <div class="wrap stack-l">
      <div class="stack-s">
        <h1 tabIndex={-1}>{t("log.title")}</h1>
        <p class="measure hush">{t("log.lead")}</p>
      </div>
      <section class="panel stack" aria-labelledby="kepala">
        <div class="row between"><h2 id="kepala">{t("log.head")}</h2>
          {typeof check?.faults === "number" && !check.failing_since && (check.faults === 0 ? <Pill tone="good" icon="check">{t("log.no_faults")}</Pill> : <Pill tone="bad" icon="alert">{t("log.faults", { n: check.faults })}</Pill>)}</div>
        <p class="big num" data-size>{t("log.size", { n: count(log.size) })}</p>
        <dl class="facts loose on-deep">
          <div><dt>{t("log.root")}</dt><dd class="hash" data-root>{log.root}</dd></div>
          {log.published && <div><dt>{t("log.at")}</dt><dd>{moment_long(log.published)}</dd></div>}
          <div><dt>{t("log.origin")}</dt><dd class="hash">{log.origin}</dd></div>
          <div><dt>{t("log.waiting")}</dt><dd class="num">{count(log.waiting)}</dd></div>
          {check?.copied_until && <div><dt>{t("log.copied")}</dt><dd data-copied>{moment_long(check.copied_until)}</dd></div>}
          {check?.at && <div><dt>{t("log.checked_at")}</dt><dd>{moment_long(check.at)}</dd></div>}
          {check?.at && <div><dt>{t("log.checked")}</dt><dd data-checked>{t("log.checked_what", { entries: count(check.entries ?? 0), leaves: count(check.leaves ?? 0), events: count(check.events ?? 0) })}</dd></div>}
        </dl>
        {check?.copies_failing_since && <Notice tone="warn">{t("log.not_copied", { since: moment_long(check.copies_failing_since) })}</Notice>}
        {check?.failing_since && <Notice tone="bad">{t("log.not_checked", { since: moment_long(check.failing_since) })}</Notice>}
        {check?.faults ? <Notice tone="bad">{t("log.found", { n: check.faults })}</Notice> : null}
      </section>
      <CheckFile log={log} />
      <section class="stack" aria-labelledby="kunci">
        <h2 id="kunci">{t("log.key")}</h2>
        <p class="hush measure">{t("log.key_note")}</p>
        <div class="card"><CopyText text={log.key} label={t("log.copy_key")} /></div>
      </section>
      <section class="stack" aria-labelledby="sendiri">
        <h2 id="sendiri">{t("log.yourself")}</h2>
        <ol class="prose">
          <li>{t("log.do1")}<code class="code">curl -O {site}/log/checkpoint</code></li>
          <li>{t("log.do2")}<code class="code">lumbung verify --key '{log.key}' bukti.tlog-proof</code></li>
          <li>{t("log.do3")}<code class="code">curl {site}/log/tile/0/000.p/{Math.max(1, Math.min(255, log.size % 256))} | xxd -c 32</code></li>
        </ol>
        <p class="small hush measure">{t("log.formats")}</p>
      </section>
      <section class="stack" aria-labelledby="isi-log">
        <h2 id="isi-log">{t("log.kinds")}</h2>
        <dl class="facts card">{log.counts.filter((row) => row.leaves > 0).map(({ kind, leaves }) => <div key={kind}><dt>{t_or(`logkind.${kind}`, kind)}</dt><dd class="num">{count(leaves)}</dd></div>)}</dl>
        <p class="small hush measure">{t("log.privacy")}</p>
      </section>
    </div>
  );
}
