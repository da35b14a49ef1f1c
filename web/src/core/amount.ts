// Amounts as people type them and as they are spelled. Apart from fmt, for only forms need them.

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
