import test from "node:test";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { load_strings, put_words, set_lang, t, t_parts } from "../src/core/i18n.ts";

const folder = process.env.WEB_ROOT + "/locales";
const words = (lang: string, group: string): Record<string, string> => JSON.parse(readFileSync(`${folder}/${lang}/${group}`, "utf8"));
const values = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((hit) => hit[1]!))].sort();

test("both languages have the same groups, keys and placeholders", () => {
  const groups = readdirSync(`${folder}/id`).sort();
  assert.deepEqual(readdirSync(`${folder}/en`).sort(), groups);
  for (const group of groups) {
    const [id, en] = [words("id", group), words("en", group)];
    assert.deepEqual(Object.keys(en).sort(), Object.keys(id).sort(), group);
    for (const key of Object.keys(id)) assert.deepEqual(values(en[key]!), values(id[key]!), `${group} ${key}`);
  }
});

test("Indonesian comes first: no key of it is empty or English by oversight", () => {
  for (const group of readdirSync(`${folder}/id`)) {
    for (const [key, text] of Object.entries(words("id", group))) {
      assert.ok(text.trim().length > 0, key);
      assert.doesNotMatch(text, /\b(the|your|with|please)\b/i, key);
      assert.doesNotMatch(text, /Rp \d|,-/, key);
    }
  }
});

test("a form is picked by the number", async () => {
  put_words("en", words("en", "log.json"));
  set_lang("en");
  await load_strings("umum");
  assert.equal(t("log.faults", { n: 1 }), "1 mismatch");
  assert.equal(t("log.faults", { n: 2 }), "2 mismatches");
  set_lang("id");
});

test("goods lose their first capital inside a sentence, names of their own keep it", () => {
  put_words("id", { "buy.done": "{n} {item} masuk stok" });
  const said = (item: string): string => t("buy.done", { n: 2, item });
  for (const [name, written] of [["Paket sembako", "paket sembako"], ["Kit sekolah (SD)", "kit sekolah (SD)"], ["Tablet A9", "tablet A9"], ["ATK", "ATK"], ["Al-Qur'an", "Al-Qur'an"], ["Quran saku", "Quran saku"], ["Beras Rojolele", "Beras Rojolele"], ["tas", "tas"], ["Air 10 L", "air 10 L"], ["Élok", "élok"], ["", ""]] as const)
    assert.equal(said(name), `2 ${written} masuk stok`);
  put_words("id", { "camp.delivered_short": "{n} dari {planned} {unit} diserahkan" });
  assert.equal(t("camp.delivered_short", { n: 1, planned: 2, unit: "Kit sekolah" }), "1 dari 2 kit sekolah diserahkan");
  assert.deepEqual(t_parts("buy.done", { n: 2, item: "Paket sembako" }), ["2", " ", "paket sembako", " masuk stok"]);
});

test("things can stand in the slots of a sentence", () => {
  put_words("id", { "bars.fee": "{amount} biaya" });
  const thing = { bold: true };
  assert.deepEqual(t_parts("bars.fee", { amount: thing }), [thing, " biaya"]);
});
