// Figures of indicators: the API counts thousandths of the unit, people read and type units ("21,5").
import { count } from "./fmt.ts";

export function figure(thousandths: number): string {
  const whole = count(Math.abs(thousandths) / 1000);
  const rest = String(Math.abs(thousandths) % 1000).padStart(3, "0").replace(/0+$/, "");
  return (thousandths < 0 ? "-" : "") + whole + (rest && `,${rest}`);
}

/** What was typed ("1.250,5"), in thousandths; null when it is no number. */
export function thousandths(typed: string): number | null {
  const n = Number(typed.trim().replace(/\./g, "").replace(",", "."));
  return typed.trim() && Number.isFinite(n) ? Math.round(n * 1000) : null;
}
