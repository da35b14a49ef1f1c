// Money, numbers and dates as people here write them. Not Intl: it puts a no-break space into "Rp 25.000" and rounds sen.
// Amounts are integers in sen (Rp1 = 100 sen). The tables these follow are tests/standards/vectors.json.

import { lang } from "./i18n.ts";

/** Offset from UTC in minutes of the three Indonesian zones. */
export const zones = { WIB: 420, WITA: 480, WIT: 540 } as const;
export type Zone = keyof typeof zones;

/** The zone that clocks are shown in: WIB for the public, in the console the zone of the organisation. */
let here: Zone = "WIB";
export const zone_here = (): Zone => here;
export const show_zone = (zone: Zone): void => { here = zone; };

const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ".");

/** 2500000 → "Rp25.000"; sen are shown only when there are some. */
export function rupiah(sen: number): string {
  const whole = Math.floor(Math.abs(sen) / 100);
  const rest = Math.abs(sen) % 100;
  return (sen < 0 ? "-" : "") + "Rp" + group(String(whole)) + (rest ? "," + String(rest).padStart(2, "0") : "");
}

/** 3912500000 → "Rp39,1 jt": for places where the exact figure stands beside it. Cut, never rounded up. */
export function rupiah_short(sen: number): string {
  const rp = Math.floor(Math.abs(sen) / 100);
  const units = lang() === "en" ? (["bn", "m", "k"] as const) : (["M", "jt", "rb"] as const);
  const sizes = [1e9, 1e6, 1e3] as const;
  for (let i = 0; i < 3; i++) {
    const size = sizes[i]!;
    if (rp < size) continue;
    const tenths = Math.floor(rp / (size / 10));
    const text = tenths >= 1000 || tenths % 10 === 0 ? group(String(Math.floor(tenths / 10))) : decimal(tenths / 10, 1);
    return `${sen < 0 ? "-" : ""}Rp${text} ${units[i]}`;
  }
  return rupiah(sen);
}

export function decimal(value: number, places: number): string {
  const text = value.toFixed(places);
  return lang() === "en" ? text : text.replace(".", ",");
}

export const count = (n: number): string => (n < 0 ? "-" : "") + group(String(Math.abs(Math.trunc(n))));

/** Whole percent, cut so that 99,9 % never reads as 100 %. */
export function percent(part: number, whole: number): string {
  return whole <= 0 ? "–" : `${Math.floor((part * 100) / whole)}%`;
}

const months = {
  id: ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"],
  en: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
};
const months_short = {
  id: ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
  en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
};
const days = {
  id: ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};

/** A moment's wall clock in a zone, as a Date whose UTC fields are that clock. */
const wall = (at: string, zone: Zone): Date => new Date(Date.parse(at) + zones[zone] * 60_000);
const two = (n: number): string => String(n).padStart(2, "0");
const clock = (d: Date): string => two(d.getUTCHours()) + (lang() === "en" ? ":" : ".") + two(d.getUTCMinutes());

/** "Minggu, 22 November 2026 pukul 20.05 WIB" */
export function moment_long(at: string, zone: Zone = here): string {
  const d = wall(at, zone);
  return `${days[lang()][d.getUTCDay()]}, ${day_long(d.toISOString())} ${lang() === "en" ? "at" : "pukul"} ${clock(d)} ${zone}`;
}

/** "22 Nov 2026, 20.05" */
export function moment(at: string, zone: Zone = here): string {
  const d = wall(at, zone);
  return `${day(d.toISOString())}, ${clock(d)}`;
}

/** "20.05 WIB" */
export const time_of_day = (at: string, zone: Zone = here): string => `${clock(wall(at, zone))} ${zone}`;

const parts = (text: string): [number, number, number] => {
  const [y, m, d] = text.slice(0, 10).split("-").map(Number);
  return [y!, m!, d ?? 1];
};

/** A day "2026-11-22" → "22 November 2026". Takes no zone: a day is a day. */
export function day_long(text: string): string {
  const [y, m, d] = parts(text);
  return `${d} ${months[lang()][m - 1]} ${y}`;
}

/** "22 Nov 2026" */
export function day(text: string): string {
  const [y, m, d] = parts(text);
  return `${d} ${months_short[lang()][m - 1]} ${y}`;
}

/** "22 Nov", for axes. */
export function day_short(text: string): string {
  const [, m, d] = parts(text);
  return `${d} ${months_short[lang()][m - 1]}`;
}

/** "2026-11" → "Nov 2026" */
export function month(text: string): string {
  const [y, m] = parts(text + "-01");
  return `${months_short[lang()][m - 1]} ${y}`;
}

/** 22/11/2026 */
export function day_digits(text: string): string {
  const [y, m, d] = parts(text);
  return `${two(d)}/${two(m)}/${y}`;
}

/** Seconds as "14:59", or "1:02:03" from an hour on. */
export function countdown(seconds: number): string {
  const s = Math.max(0, Math.ceil(seconds));
  const h = Math.floor(s / 3600);
  const rest = `${h ? two(Math.floor(s / 60) % 60) : Math.floor(s / 60)}:${two(s % 60)}`;
  return h ? `${h}:${rest}` : rest;
}
