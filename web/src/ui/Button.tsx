// One look for what acts. A link that goes somewhere stays a link (`href`), whatever it looks like.
import type { ComponentChildren, JSX } from "preact";
import { Icon, type IconName } from "./Icon.tsx";
import { t } from "../core/i18n.ts";

interface Looks { kind?: "main" | "plain" | "danger" | "light"; wide?: boolean; tall?: boolean; icon?: IconName; children?: ComponentChildren }
type AsButton = Looks & { busy?: boolean } & Omit<JSX.IntrinsicElements["button"], "icon">;
interface AsLink extends Looks { href: string; target?: string; rel?: string; download?: boolean | string; "data-outside"?: boolean }

const classes = ({ kind, wide, tall }: Looks): string => ["btn", kind, wide && "wide", tall && "tall"].filter(Boolean).join(" ");

export function Button({ kind, wide, tall, icon, busy, children, ...rest }: AsButton) {
  return (
    <button type="button" {...rest} class={classes({ kind, wide, tall })} aria-disabled={busy || undefined} onClick={busy ? undefined : rest.onClick}>
      {busy ? <span class="spin" aria-hidden="true" /> : icon && <Icon name={icon} />}
      <span>{children}</span>
      {busy && <span class="unseen-always" role="status">{t("state.sending")}</span>}
    </button>
  );
}

export function LinkButton({ kind, wide, tall, icon, children, ...rest }: AsLink) {
  return <a {...rest} class={classes({ kind, wide, tall })}>{icon && <Icon name={icon} />}<span>{children}</span></a>;
}
