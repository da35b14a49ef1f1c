// Paying, without any drawing: what a QRIS payload says, the way to the sandbox bank, and until when.
import { moment_long, time_of_day, zone_here, zones, type Zone } from "./fmt.ts";

/** The value of a top-level tag of an EMVCo payload (two digits of tag, two of length), or "". */
export function emv_value(payload: string, tag: string): string {
  for (let at = 0; at + 4 <= payload.length;) {
    const length = Number(payload.slice(at + 2, at + 4));
    if (!Number.isInteger(length)) return "";
    if (payload.slice(at, at + 2) === tag) return payload.slice(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return "";
}

/** The name that the payer's bank will show (tag 59). */
export const payee = (payload: string | null): string => (payload ? emv_value(payload, "59").trim() : "");

const of_this_machine = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);

/**
 * The sandbox bank's page on which one press pays this bill. `here` is the page's own address: a bank that calls itself
 * localhost is reached by a phone under the name that brought the phone here. No trace link goes along: it is a secret.
 */
export function bank_address(bank: string, bill: { id: string; qr: string | null; va: string | null }, here: string): string {
  const to = new URL(bank, here);
  const from = new URL(here);
  if (of_this_machine(to.hostname)) to.hostname = from.hostname;
  to.pathname = to.pathname.replace(/\/$/, "") + (bill.va ? "/bayar-va" : "/bayar");
  to.search = new URLSearchParams({ ...(bill.va ? { va: bill.va } : { qr: bill.qr ?? "" }), kembali: `${from.origin}/bayar/${bill.id}` }).toString();
  return to.href;
}

/** "20.05 WIB" when that is today, else with its day. */
export function until_words(until: string, now: number, zone: Zone = zone_here()): string {
  const day_of = (at: number): string => new Date(at + zones[zone] * 60_000).toISOString().slice(0, 10);
  return day_of(Date.parse(until)) === day_of(now) ? time_of_day(until, zone) : moment_long(until, zone);
}
