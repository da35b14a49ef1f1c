// What the pages know about giving, without any drawing: who takes gifts, what an amount buys.
import { count } from "../../core/fmt.ts";
import { t } from "../../core/i18n.ts";
import type { Campaign, CampaignCard } from "../../core/types.ts";

export const fallback_picture = "/assets/img/lumbung.svg";

/** A picture at the size of a page (at most 800 pixels); the server preloads the very same address. */
export const small = (picture: string | null): string => (picture === null ? fallback_picture : picture.includes("?") ? picture : `${picture}?size=small`);

/** Whether gifts are taken now. */
export const takes_gifts = (c: CampaignCard & { over_funding?: string }): boolean =>
  c.state === "open" && (c.days_left === null || c.days_left >= 0) && !(c.over_funding === "stop" && c.bars.money.raised >= c.bars.money.target);

export const amounts = [2_500_000, 5_000_000, 10_000_000, 25_000_000];

/** What an amount buys after the fee, in the words of the plan: "1 Paket sekolah" or "71% dari 1 Paket sekolah". */
export function buys(c: Campaign, sen: number): string {
  const item = [...(c.plan?.items ?? [])].sort((a, b) => b.units * b.unit_cost - a.units * a.unit_cost)[0];
  if (!item || item.unit_cost <= 0) return "";
  const left = sen - Math.floor((sen * c.fee_permille) / 1000);
  const whole = Math.floor(left / item.unit_cost);
  return whole >= 1 ? t("give.buys", { n: count(whole), item: item.name }) : t("give.buys_part", { percent: Math.floor((left * 100) / item.unit_cost), item: item.name });
}
