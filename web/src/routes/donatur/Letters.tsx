// The mailbox of a demo: letters that would have gone out. There is none where letters are really sent.
import { Notice } from "../../ui/marks.tsx";
import { Empty, Skeleton, Trouble } from "../../ui/states.tsx";
import { useData, useEvery } from "../../ui/hooks.ts";
import { useTitle } from "../../ui/page.tsx";
import { moment } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import * as doors from "../../core/doors-donatur.ts";

/** The text with its addresses as links. */
const linked = (text: string) => text.split(/(https?:\/\/[^\s]+)/).map((piece, i) => (i % 2 ? <a key={i} href={piece.replace(/[.,]$/, "")}>{piece}</a> : piece));

export default function Letters() {
  const { data, problem, again } = useData(doors.letters());
  useTitle(t("box.title"));
  useEvery(4000, again);
  if (problem && !data) return <Trouble problem={problem} again={again} />;
  return (
    <div class="wrap wrap-narrow stack" data-letters>
      <h1 tabIndex={-1}>{t("box.title")}</h1>
      <Notice tone="warn"><strong>{t("box.mark")}</strong> {t("box.note")}</Notice>
      {!data ? <Skeleton rows={2} /> : data.items.length === 0 ? <Empty icon="file" title={t("box.none")} /> : data.items.map((letter) => (
        <article key={letter.id} class="card stack-s">
          <h2>{letter.subject}</h2>
          <p class="small hush">{t("box.to", { to: letter.to })} · {moment(letter.at)}</p>
          <p class="code">{linked(letter.text)}</p>
        </article>
      ))}
    </div>
  );
}
