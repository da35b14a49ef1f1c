// Amounts and counts in the forms of staff. Apart from amount.ts, so that givers do not fetch it.

import { parse_rupiah } from "./amount.ts";
import { rupiah } from "./fmt.ts";

/** Sen of an amount in whole rupiah above nothing, or null. */
export const sen_of = (typed: string): number | null => {
  const parsed = parse_rupiah(typed);
  return "sen" in parsed && parsed.sen > 0 && parsed.sen % 100 === 0 ? parsed.sen : null;
};

/** A whole number of things, "1.200" too, or null. */
export const whole_of = (typed: string): number | null => (/^\d{1,9}$/.test(typed.replace(/\./g, "").trim()) ? Number(typed.replace(/\./g, "").trim()) : null);
/** An amount as a form shows it: without "Rp". */
export const typed_of = (sen: number): string => rupiah(sen).replace(/^Rp/, "");
