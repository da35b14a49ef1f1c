// Pages to read: how it works, help, privacy. Their text lies in locales/*/baca.json as numbered pieces.
import { useTitle, paragraphs } from "../../ui/page.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { t, t_or } from "../../core/i18n.ts";

type Book = "how" | "help" | "privacy";
const books: Record<string, Book> = { "/cara-kerja": "how", "/bantuan": "help", "/privasi": "privacy" };

/** Pieces "how.1", "how.1_text", "how.2", ... until one is missing. */
function pieces(book: Book): Array<{ title: string; text: string }> {
  const out = [];
  for (let n = 1; t_or(`${book}.${n}`, "") !== ""; n++) out.push({ title: t_or(`${book}.${n}`, ""), text: t_or(`${book}.${n}_text`, "") });
  return out;
}

export default function Read() {
  const book = books[location.pathname.replace(/\/$/, "")] ?? "how";
  const title = t(`${book}.title`);
  useTitle(title);
  return (
    <article class="wrap wrap-narrow stack" data-book={book}>
      <h1 tabIndex={-1}>{title}</h1>
      <p class="lead-text">{t(`${book}.lead`)}</p>
      <div class="prose">
        {pieces(book).map(({ title: head, text }) => <section key={head}><h2>{head}</h2>{paragraphs(text)}</section>)}
      </div>
      <div class="row section-gap"><LinkButton kind="main" href="/kampanye">{t("nav.campaigns")}</LinkButton><LinkButton href="/log">{t("nav.log")}</LinkButton></div>
    </article>
  );
}
