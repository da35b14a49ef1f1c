// Small marks of state: pills, ticks, notices, initials.
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.tsx";
import { t } from "../core/i18n.ts";

export type Tone = "good" | "warn" | "bad" | "info" | "plain";

export function Pill({ tone = "plain", icon, children }: { tone?: Tone; icon?: IconName; children: ComponentChildren }) {
  return <span class={`pill ${tone}`}>{icon && <Icon name={icon} />}{children}</span>;
}

/** The verified tick beside an organisation's name. */
export function VerifiedTick({ verified }: { verified: boolean }) {
  return verified ? <Pill tone="good" icon="shield">{t("org.verified")}</Pill> : <Pill tone="warn" icon="clock">{t("org.unverified")}</Pill>;
}

/** The tick alone, for narrow places. */
export function Tick({ verified }: { verified: boolean }) {
  return verified ? <span class="tick"><Icon name="shield" class="tick" /><span class="unseen-always">{t("org.verified")}</span></span> : null;
}

export function Initials({ name }: { name: string }) {
  const letters = name.replace(/^(PT|CV|Yayasan|Koperasi|Dinas)\s+/i, "").split(/\s+/).slice(0, 2).map((word) => word[0]?.toUpperCase() ?? "").join("");
  return <span class="avatar" aria-hidden="true">{letters}</span>;
}

const notice_icons: Record<Tone, IconName> = { good: "check", warn: "alert", bad: "alert", info: "info", plain: "info" };

/** A sentence that must be seen. `live` makes screen readers say it when it appears. */
export function Notice({ tone = "plain", icon, live, children }: { tone?: Tone; icon?: IconName; live?: boolean; children: ComponentChildren }) {
  return (
    <div class={`notice ${tone}`} role={live ? (tone === "bad" ? "alert" : "status") : undefined}>
      <Icon name={icon ?? notice_icons[tone]} class="" />
      <div>{children}</div>
    </div>
  );
}

/** Proven, or not proven with what is missing. */
export function ProofPill({ proven }: { proven: boolean }) {
  return proven ? <Pill tone="good" icon="check">{t("proof.proven")}</Pill> : <Pill tone="warn" icon="alert">{t("proof.not_proven")}</Pill>;
}
