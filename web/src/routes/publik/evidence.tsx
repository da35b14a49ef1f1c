// Evidence of a delivery: its picture or the gap where it should be, what is lacking, and where to report it.
import { Icon } from "../../ui/Icon.tsx";
import { day_long } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import type { PublicDelivery } from "../../core/types.ts";
import { small } from "./gifts.ts";

export const evidence_alt = (d: PublicDelivery): string => t("delivery.picture", { item: d.item, area: d.area.name, on: day_long(d.on) });

/** The evidence picture, or the gap where it should be. */
export function Evidence({ d, ratio = "ratio-card", eager }: { d: PublicDelivery; ratio?: string; eager?: boolean }) {
  const picture = d.pictures[0];
  if (!picture || d.missing.includes("photo"))
    return <div class={`missing ${ratio}`}><Icon name="camera" class="" /><span>{t("proof.no_photo")}</span></div>;
  return <img class={`photo ${ratio}`} src={small(picture.url)} alt={evidence_alt(d)} width={480} height={270} loading={eager ? "eager" : "lazy"} decoding="async" />;
}

export const lacks = (d: PublicDelivery): string => d.missing.map((lack) => t_or(`lack.${lack}`, lack)).join(", ");

export const report_link = (about: "campaign" | "delivery" | "organisation", subject: string, name: string): string =>
  `/lapor?tentang=${about}&pokok=${encodeURIComponent(subject)}&nama=${encodeURIComponent(name)}`;
