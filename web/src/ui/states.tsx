// What stands where something is not there: coming, empty, refused, out of reach.
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.tsx";
import { Button, LinkButton } from "./Button.tsx";
import { t } from "../core/i18n.ts";
import type { Problem } from "../core/api.ts";

export function Skeleton({ rows = 3 }: { rows?: number }) {
  return (
    <div class="stack sk-page" role="status">
      <span class="unseen-always">{t("state.loading")}</span>
      <div class="sk title" />
      {Array.from({ length: rows }, (_, i) => <div class="sk block" key={i} />)}
    </div>
  );
}

export function Empty({ icon = "box", title, children }: { icon?: IconName; title: string; children?: ComponentChildren }) {
  return <div class="empty card flat"><Icon name={icon} class="" /><p class="strong">{title}</p>{children && <div class="hush">{children}</div>}</div>;
}

/** A whole page's answer to trouble: what happened, what can be done. */
export function Trouble({ problem, again }: { problem: Problem; again?: () => void }) {
  const missing = problem.status === 404;
  return (
    <div class="wrap wrap-narrow stack" data-trouble={problem.status}>
      <div class="empty">
        <Icon name={problem.status === 0 ? "wifi_off" : missing ? "search" : "alert"} class="" />
        <h1 tabIndex={-1}>{problem.status === 0 ? t("trouble.offline") : missing ? t("trouble.missing") : t("trouble.title")}</h1>
        <p class="hush">{problem.text}</p>
      </div>
      <div class="row mid">
        {again && !missing && <Button kind="main" icon="undo" onClick={again}>{t("act.again")}</Button>}
        <LinkButton href="/">{t("act.to_home")}</LinkButton>
        <LinkButton href="/kampanye">{t("nav.campaigns")}</LinkButton>
      </div>
    </div>
  );
}
