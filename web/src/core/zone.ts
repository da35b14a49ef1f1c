// The three zones of the country, for forms: which one a place lies in, and its wall clock. As in src/core/time.cpp.

import { zone_here, zones, type Zone } from "./fmt.ts";

const wita = ["51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"];
const wit = ["81", "82", "91", "92", "93", "94", "95", "96"];

/** "73.71" → WITA. WIB where the province is not known, as for those who work everywhere. */
export function zone_of_area(code: string): Zone {
  const province = code.slice(0, 2);
  return wita.includes(province) ? "WITA" : wit.includes(province) ? "WIT" : "WIB";
}

/** The wall clock as a date-time input shows it: "2026-11-22T20:05". */
export const wall_clock = (now = Date.now(), zone: Zone = zone_here()): string => new Date(now + zones[zone] * 60_000).toISOString().slice(0, 16);
export const today = (now = Date.now(), zone: Zone = zone_here()): string => wall_clock(now, zone).slice(0, 10);
/** The last day that has ended everywhere: the west is the last to see a day end. Books close through such a day. */
export const yesterday = (now = Date.now()): string => today(now - 86_400_000, "WIB");
/** The last day of the month before. */
export function last_month_end(now = Date.now()): string {
  const [year, month] = today(now, "WIB").split("-").map(Number);
  return new Date(Date.UTC(year!, month! - 1, 0)).toISOString().slice(0, 10);
}
/** The moment that a wall clock shows. */
export const instant_of = (local: string, zone: Zone = zone_here()): string => `${local}:00+0${zones[zone] / 60}:00`;
