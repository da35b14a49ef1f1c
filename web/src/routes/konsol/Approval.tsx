// The second person's screen: exactly the text that is agreed upon, its hash computed here too, the evidence, approve or refuse.
import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import { AreaName } from "../../ui/Area.tsx";
import { Button } from "../../ui/Button.tsx";
import { Field, type Wrongs, ErrorSummary } from "../../ui/form.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/marks.tsx";
import { useData } from "../../ui/hooks.ts";
import { useProved } from "../../ui/SecondFactor.tsx";
import { day_long, moment_long, rupiah } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import { sha256 } from "../../core/sha2.ts";
import * as doors from "../../core/console.ts";
import type { PageProps } from "../table.ts";
import { StaffPicture } from "./StaffPicture.tsx";
import { Facts, Head, Shown, State } from "./parts.tsx";

const hex_of = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");

/** "name value" lines of the text, without its first line that names its form. */
export function lines_of(content: string): Array<[string, string]> {
  return content.split("\n").slice(1).filter(Boolean).map((line) => { const cut = line.indexOf(" "); return cut < 0 ? [line, ""] : [line.slice(0, cut), line.slice(cut + 1)]; });
}

/** An amount in the text is written as a decimal number of rupiah, or of sen without a point. */
const amount_in = (text: string): string => (/^\d+\.\d{2}$/.test(text) ? rupiah(Number(text.replace(".", ""))) : text);
/** What people wrote stands on one line of the text: "\\n" is a line break there. */
const as_typed = (text: string): string => text.replace(/\\([\\n])/g, (_, c: string) => (c === "n" ? "\n" : "\\"));
/** Ids say nothing to a person: they stay in the exact text, behind its button. */
const is_id = (text: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text);
const is_hash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);
const is_day = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);
/** The words of a line: amounts, days, and what forms offer for choice; the rest as somebody typed it. */
const lists: Record<string, string> = { kind: "org_kind", issuer: "issuer", exemption: "exemption" };
function in_words(name: string, value: string): ComponentChildren {
  if (name === "amount" || name === "milestone_amount") return amount_in(value);
  if (name === "area") return <AreaName code={value} />;
  if (is_day(value)) return day_long(value);
  return t_or(`${lists[name] ?? "value"}.${value}`, t_or(`value.${value}`, as_typed(value)));
}

function Decide({ a, on_done }: { a: doors.Approval; on_done: (next: doors.Approval) => void }) {
  const [reason, set_reason] = useState("");
  const [wrongs, set_wrongs] = useState<Wrongs>({});
  const [refusing, set_refusing] = useState(false);
  const send = useProved(async (decision: "approve" | "refuse") => on_done(await doors.decide(a.id, { decision, content_hash: a.content_hash, ...(decision === "refuse" ? { reason: reason.trim() } : {}) })));
  const refuse = (): void => {
    if (!refusing) { set_refusing(true); return; }
    if (!reason.trim()) { set_wrongs({ reason: t("app.reason_missing") }); return; }
    set_wrongs({});
    void send.run("refuse");
  };
  return (
    <section class="card raised stack" aria-label={t("app.decide")}>
      <h2>{t("app.decide")}</h2>
      <p>{a.moves_money ? t("app.promise_money") : t("app.promise")}</p>
      <ErrorSummary wrongs={wrongs} problem={send.problem} />
      {refusing && <Field name="reason" label={t("app.reason")} hint={t("app.reason_hint")} many_lines value={reason} on_input={set_reason} wrong={wrongs.reason} maxLength={1000} />}
      <div class="row">
        {!refusing && <Button kind="main" tall icon="check" busy={send.busy} onClick={() => void send.run("approve")}>{t("app.approve")}</Button>}
        <Button kind="danger" tall icon="cross" busy={refusing && send.busy} onClick={refuse}>{refusing ? t("app.refuse_now") : t("app.refuse")}</Button>
        {refusing && <Button tall onClick={() => { set_refusing(false); set_wrongs({}); }}>{t("act.cancel")}</Button>}
      </div>
      {send.dialog}
    </section>
  );
}

function Body({ a, on_done }: { a: doors.Approval; on_done: (next: doors.Approval) => void }) {
  const own = useMemo(() => hex_of(sha256(new TextEncoder().encode(a.content))), [a.content]);
  const rank = (name: string): number => { const place = ["amount", "campaign_title", "programme_title", "milestone_title", "reason", "name"].indexOf(name); return place < 0 ? 9 : place; };
  const rows = lines_of(a.content).map((row, i) => ({ row, i })).sort((x, y) => rank(x.row[0]) - rank(y.row[0]) || x.i - y.i).map(({ row }) => row);
  const pictures = rows.filter(([name, value]) => name === "evidence" && value.length === 64);
  return (
    <>
      <Facts rows={[
        [t("app.state"), <State list="state_app" state={a.state} />],
        [t("app.organisation"), a.organisation_name ?? t("con.platform")],
        [t("app.preparer"), a.preparer?.name ?? t("con.system")],
        [t("app.opened"), moment_long(a.opened)],
        [t("app.people"), t("app.people_n", { n: a.people, given: a.voices.length + (a.preparer ? 1 : 0) })],
        a.decided && [t("app.decided"), moment_long(a.decided)],
        a.reason && [t("app.reason"), a.state === "voided" ? t_or(`voided.${a.reason}`, a.reason) : a.reason],
      ]} />
      <section class="card stack" data-content>
        <h2>{t("app.content")}</h2>
        <Facts loose rows={rows.filter(([name, value]) => name !== "evidence" && !is_id(value)).map(([name, value]) => [t_or(`line.${name}`, name), <span class={is_hash(value) ? "hash" : undefined}>{in_words(name, value)}</span>])} />
        {pictures.length > 0 && <div class="evidence">{pictures.map(([, hash], i) => <StaffPicture key={hash} hash={hash} alt={t("app.picture", { n: i + 1 })} />)}</div>}
        <details>
          <summary class="link-row">{t("app.exact")}</summary>
          <pre class="code" tabIndex={0}>{a.content}</pre>
        </details>
        <div class="stack-xs">
          <p class="small hush">{t("app.hash")}</p>
          <p class="hash" data-hash>{a.content_hash}</p>
          {own === a.content_hash
            ? <p class="small row good-ink"><Icon name="check" /><span>{t("app.hash_good")}</span></p>
            : <Notice tone="bad" live>{t("app.hash_bad")}</Notice>}
        </div>
      </section>
      {a.voices.length > 0 && <section class="stack-s"><h2 class="h3">{t("app.voices")}</h2><ul class="list card">{a.voices.map((voice) => <li key={voice.account}>{voice.name} · {moment_long(voice.given)}</li>)}</ul></section>}
      {a.state === "open" && (a.may_decide && own === a.content_hash ? <Decide a={a} on_done={on_done} /> : <Notice tone="info">{t_or(`why_not.${a.why_not}`, t("app.not_yours"))}</Notice>)}
      {a.state === "approved" && <div role="status"><Notice tone="good">{a.kind === "programme.release" ? t("app.now_released") : t("app.now_approved")}</Notice></div>}
    </>
  );
}

export default function Approval({ params }: PageProps) {
  const got = useData(doors.approval(params.approval!));
  return (
    <div class="stack wrap-narrow">
      <Head title={got.data ? t_or(`approval_kind.${got.data.kind}`, got.data.kind) : t("nav_con.approvals")} back={["/konsol/persetujuan", t("nav_con.approvals")]} />
      <Shown got={got}>{(a) => <Body a={a} on_done={got.set} />}</Shown>
    </div>
  );
}
