// Parts that every page shares: its title, way back, copying, sharing, text with things in it.
import { Fragment, type ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "./Icon.tsx";
import { t, t_parts, type Key } from "../core/i18n.ts";

export function useTitle(title: string | null | undefined): void {
  useEffect(() => { if (title) document.title = `${title} · Lumbung`; }, [title]);
}

export const Crumb = ({ href, children }: { href: string; children: ComponentChildren }) => <a class="crumb no-print" href={href}><Icon name="left" class="" />{children}</a>;

/** A sentence with links, amounts or bold words in its slots. */
export function Rich<K extends Key>({ k, ...things }: { k: K } & Record<string, ComponentChildren>) {
  return <>{t_parts<K, ComponentChildren>(k, things as Record<string, ComponentChildren & {}>).map((piece, i) => <Fragment key={i}>{piece}</Fragment>)}</>;
}

/** Copies where the browser allows it; otherwise selects the text so that the person can. */
async function copy(text: string, box: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (box) getSelection()?.selectAllChildren(box);
    return document.execCommand?.("copy") ?? false;
  }
}

export function CopyText({ text, label }: { text: string; label: string }) {
  const [done, set_done] = useState(false);
  const id = `copy-${label.replace(/\W+/g, "-")}`;
  return (
    <div class="row">
      <span class="hash grow" id={id}>{text}</span>
      <button type="button" class="link-btn" onClick={async () => set_done(await copy(text, document.getElementById(id)))}>
        <Icon name={done ? "check" : "copy"} class="icon" />{done ? t("act.copied") : label}
      </button>
      <span class="unseen-always" role="status">{done ? t("act.copied") : ""}</span>
    </div>
  );
}

export const whatsapp = (text: string): string => `https://wa.me/?text=${encodeURIComponent(text)}`;

export function paragraphs(text: string): ComponentChildren {
  return text.split(/\n{2,}/).map((block, i) => <p key={i}>{block}</p>);
}
