// Words in two languages. `t("key", { name: value })` is typed from the Indonesian files (tools/strings.mjs writes
// strings.gen.ts), so a missing key or placeholder does not compile; tests/locales.test.ts holds English to the same.

import type { Group, Strings } from "./strings.gen.ts";
import shared_id from "../../locales/id/umum.json";

export type Lang = "id" | "en";
export type Key = keyof Strings;
type Values = Record<string, string | number>;

type Loaders = Partial<Record<Group, () => Promise<{ default: Record<string, string> }>>>;
const files: Record<Lang, Loaders> = {
  id: {
    umum: async () => ({ default: shared_id }),
    publik: () => import("../../locales/id/publik.json"),
    beranda: () => import("../../locales/id/beranda.json"),
    bukti: () => import("../../locales/id/bukti.json"),
    kampanye: () => import("../../locales/id/kampanye.json"),
    lembaga: () => import("../../locales/id/lembaga.json"),
    lapor: () => import("../../locales/id/lapor.json"),
    beri: () => import("../../locales/id/beri.json"),
    memberi: () => import("../../locales/id/memberi.json"),
    daftar: () => import("../../locales/id/daftar.json"),
    bayar: () => import("../../locales/id/bayar.json"),
    jejak: () => import("../../locales/id/jejak.json"),
    log: () => import("../../locales/id/log.json"),
    baca: () => import("../../locales/id/baca.json"),
  },
  en: {
    umum: () => import("../../locales/en/umum.json"),
    publik: () => import("../../locales/en/publik.json"),
    beranda: () => import("../../locales/en/beranda.json"),
    bukti: () => import("../../locales/en/bukti.json"),
    kampanye: () => import("../../locales/en/kampanye.json"),
    lembaga: () => import("../../locales/en/lembaga.json"),
    lapor: () => import("../../locales/en/lapor.json"),
    beri: () => import("../../locales/en/beri.json"),
    memberi: () => import("../../locales/en/memberi.json"),
    daftar: () => import("../../locales/en/daftar.json"),
    bayar: () => import("../../locales/en/bayar.json"),
    jejak: () => import("../../locales/en/jejak.json"),
    log: () => import("../../locales/en/log.json"),
    baca: () => import("../../locales/en/baca.json"),
  },
};

/** Adds the groups of pages that are fetched later (routes/petugas.ts). */
export function add_groups(more: Record<Lang, Loaders>): void {
  Object.assign(files.id, more.id);
  Object.assign(files.en, more.en);
}

let current: Lang = "id";
const words: Record<Lang, Record<string, string>> = { id: { ...shared_id }, en: {} };
const loaded = new Set<string>(["id/umum"]);

export const lang = (): Lang => current;

/** Loads groups of strings for the present language; a second call costs nothing. */
export async function load_strings(...groups: Group[]): Promise<void> {
  const wanted = current;
  await Promise.all(
    groups.map(async (group) => {
      const name = `${wanted}/${group}`;
      if (loaded.has(name)) return;
      Object.assign(words[wanted], (await files[wanted][group]!()).default);
      loaded.add(name);
    }),
  );
}

/** Changes the language; the caller loads the groups it shows and draws again. */
export function set_lang(next: Lang): void {
  current = next;
  if (typeof document !== "undefined") document.documentElement.lang = next;
}

/** Puts a whole file of words in by hand: for tests. */
export function put_words(which: Lang, more: Record<string, string>): void {
  Object.assign(words[which], more);
}

/** "{n}" takes a value; "{n:one|many}" picks a form by it (1 is one); "{item}" and "{unit}" are names of goods inside a
    sentence. */
const slot = /\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g;

const holy = /^(al-?)?(qur.?an|kitab|injil|taurat|zabur)/i;

/** "2 paket sembako": goods are named as titles are, and lose that capital inside a sentence. What has another one in the same word
    ("ATK", "Al-Qur'an") or at a later one ("Beras Rojolele") is a name of its own and stays, as do holy books. */
export function inside(name: string): string {
  const own = /^\S+\p{Lu}|\s\p{Lu}\p{Ll}/u.test(name) || holy.test(name);
  return own ? name : name.charAt(0).toLowerCase() + name.slice(1);
}

const filled = <T>(name: string, value: T): T | string => ((name === "item" || name === "unit") && typeof value === "string" ? inside(value) : value);

const pick = (values: Values, name: string, one?: string, many?: string): string =>
  one === undefined ? String(filled(name, values[name] ?? "")) : (Number(values[name]) === 1 ? one : many!);

const text_of = (key: string): string => words[current][key] ?? words.id[key] ?? key;

export function t<K extends Key>(key: K, ...values: Strings[K] extends null ? [] : [Strings[K]]): string {
  const given = (values[0] ?? {}) as Values;
  return text_of(key).replace(slot, (_, name: string, one?: string, many?: string) => pick(given, name, one, many));
}

/** For keys made at run time (a state, a kind): the words, or the fallback when there are none. */
export function t_or(key: string, fallback: string): string {
  return words[current][key] ?? words.id[key] ?? fallback;
}

/** The same with things instead of words in the slots: a list of text and things, for the page to draw. */
export function t_parts<K extends Key, T>(key: K, things: Record<string, T | string | number>): Array<T | string> {
  const out: Array<T | string> = [];
  const text = text_of(key);
  let from = 0;
  for (const hit of text.matchAll(slot)) {
    out.push(text.slice(from, hit.index));
    const thing = things[hit[1]!];
    if (hit[2] !== undefined) out.push(Number(thing) === 1 ? hit[2] : hit[3]!);
    else out.push(typeof thing === "number" ? String(thing) : filled(hit[1]!, thing ?? ""));
    from = hit.index! + hit[0].length;
  }
  out.push(text.slice(from));
  return out.filter((piece) => piece !== "");
}
