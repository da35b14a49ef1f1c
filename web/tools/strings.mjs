// Writes src/core/strings.gen.ts: every key of the Indonesian files with the placeholders that its text has in any language.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const slot = /\{(\w+)(?::[^}]*)?\}/g;
const read = (file) => JSON.parse(readFileSync(file, "utf8"));

export function write_strings(root) {
  const groups = readdirSync(`${root}/locales/id`).filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5)).sort();
  const lines = [];
  const seen = new Map();
  for (const group of groups) {
    const both = [read(`${root}/locales/id/${group}.json`), read(`${root}/locales/en/${group}.json`)];
    for (const key of Object.keys(both[0])) {
      if (seen.has(key)) throw new Error(`the key ${key} stands in ${seen.get(key)}.json and in ${group}.json`);
      seen.set(key, group);
      const names = [...new Set(both.flatMap((words) => [...(words[key] ?? "").matchAll(slot)].map((hit) => hit[1])))];
      lines.push(`  ${JSON.stringify(key)}: ${names.length ? `{ ${names.map((n) => `${n}: string | number`).join("; ")} }` : "null"};`);
    }
  }
  const text =
    "// Made by tools/strings.mjs from locales/; not written by hand.\n" +
    `export type Group = ${groups.map((g) => JSON.stringify(g)).join(" | ")};\n` +
    `export interface Strings {\n${lines.join("\n")}\n}\n`;
  const file = `${root}/src/core/strings.gen.ts`;
  let old = "";
  try { old = readFileSync(file, "utf8"); } catch { /* the first time there is none */ }
  if (old !== text) writeFileSync(file, text);
}
