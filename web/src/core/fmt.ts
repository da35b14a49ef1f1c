// Money, numbers and dates as people here write them. Not Intl: it puts a no-break space into "Rp 25.000" and rounds sen.
// Amounts are integers in sen (Rp1 = 100 sen). The tables these follow are tests/standards/vectors.json.

import { lang } from "./i18n.ts";

/** Offset from UTC in minutes of the three Indonesian zones. */
export const zones = { WIB: 420, WITA: 480, WIT: 540 } as const;
export type Zone = keyof typeof zones;

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

export type Parsed = { sen: number } | { ask: number[] } | { wrong: true };

/** What a person typed as an amount. Asks rather than guesses: "4,200" may mean 4.200 or 4,2. */
export function parse_rupiah(typed: string): Parsed {
  let text = typed.trim().replace(/\u00a0/g, " ").replace(/^-\s*/, "-");
  const negative = text.startsWith("-");
  if (negative) text = text.slice(1).trim();
  text = text.replace(/^rp\.?\s*/i, "").replace(/,\s*[-–]$/, "").trim();
  const unit = /^(.*?)\s*(rb|ribu|jt|juta|miliar)$/i.exec(text);
  const scale = unit ? { rb: 1e3, ribu: 1e3, jt: 1e6, juta: 1e6, miliar: 1e9 }[unit[2]!.toLowerCase()]! : 1;
  if (unit) text = unit[1]!;
  const done = (sen: number): Parsed =>
    Number.isSafeInteger(sen) && Math.abs(sen) <= 9e15 ? { sen: negative ? -sen : sen } : { wrong: true };
  if (/^\d+$/.test(text)) return done(Number(text) * scale * 100);
  if (/^\d{1,3}([. ])\d{3}(\1\d{3})*(,\d{1,2})?$/.test(text) || /^\d+,\d{1,2}$/.test(text)) {
    const [whole, part = ""] = text.replace(/[. ]/g, "").split(",");
    return done(Math.round((Number(whole) * 100 + Number(part.padEnd(2, "0"))) * scale));
  }
  if (unit && /^\d+\.\d{1,2}$/.test(text)) return done(Math.round(Number(text) * 100 * scale));
  if (/^\d{1,3}(,\d{3})+$/.test(text)) {
    const sen = Number(text.replace(/,/g, "")) * scale * 100;
    return { ask: [negative ? -sen : sen] };
  }
  return { wrong: true };
}

const ones = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];

/** A whole number below 10^18 in Indonesian words. */
export function terbilang(n: number): string {
  const below = (size: number, one: string, word: string): string => {
    const head = Math.floor(n / size);
    const rest = n % size;
    const start = head === 1 && one ? one : `${terbilang(head)} ${word}`;
    return rest ? `${start} ${terbilang(rest)}` : start;
  };
  if (n < 0) return "minus " + terbilang(-n);
  if (n < 10) return ones[n]!;
  if (n === 10) return "sepuluh";
  if (n === 11) return "sebelas";
  if (n < 20) return `${ones[n - 10]} belas`;
  if (n < 100) return below(10, "", "puluh");
  if (n < 1e3) return below(100, "seratus", "ratus");
  if (n < 1e6) return below(1e3, "seribu", "ribu");
  if (n < 1e9) return below(1e6, "", "juta");
  if (n < 1e12) return below(1e9, "", "miliar");
  if (n < 1e15) return below(1e12, "", "triliun");
  return below(1e15, "", "kuadriliun");
}

/** Sen as words: "dua puluh lima ribu rupiah", with the sen when there are some. */
export function terbilang_rupiah(sen: number): string {
  const whole = terbilang(Math.floor(sen / 100)) + " rupiah";
  return sen % 100 ? `${whole} ${terbilang(sen % 100)} sen` : whole;
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
export function moment_long(at: string, zone: Zone = "WIB"): string {
  const d = wall(at, zone);
  return `${days[lang()][d.getUTCDay()]}, ${day_long(d.toISOString())} ${lang() === "en" ? "at" : "pukul"} ${clock(d)} ${zone}`;
}

/** "22 Nov 2026, 20.05" */
export function moment(at: string, zone: Zone = "WIB"): string {
  const d = wall(at, zone);
  return `${day(d.toISOString())}, ${clock(d)}`;
}

/** "20.05 WIB" */
export const time_of_day = (at: string, zone: Zone = "WIB"): string => `${clock(wall(at, zone))} ${zone}`;

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
