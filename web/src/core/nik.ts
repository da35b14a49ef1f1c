// What a NIK says about its bearer: district, birth date, sex. Told while typing; it warns and never stops anybody.

export interface NikSays { day: number; month: number; year: number; female: boolean; area: string }
export const digits_of = (typed: string): string => typed.replace(/[\s.-]/g, "");

/** Digits 1–6 district, 7–12 day (+40 for women), month, year in two digits, 13–16 serial. Null unless 16 digits with a real date. */
export function nik_says(typed: string, this_year: number): NikSays | null {
  const nik = digits_of(typed);
  if (!/^\d{16}$/.test(nik) || nik.endsWith("0000")) return null;
  const raw = Number(nik.slice(6, 8));
  const female = raw > 40;
  const day = female ? raw - 40 : raw;
  const month = Number(nik.slice(8, 10));
  const two = Number(nik.slice(10, 12));
  const year = two + (2000 + two > this_year ? 1900 : 2000);
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return { day, month, year, female, area: `${nik.slice(0, 2)}.${nik.slice(2, 4)}.${nik.slice(4, 6)}` };
}

export const birth_of = (says: NikSays): string => `${says.year}-${String(says.month).padStart(2, "0")}-${String(says.day).padStart(2, "0")}`;
