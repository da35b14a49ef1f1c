import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { figure, thousandths } from "../src/core/figures.ts";

test("an indicator's figure is typed in units, sent in thousandths and read in units", () => {
  assert.equal(thousandths("60"), 60_000);
  assert.equal(figure(60_000), "60");
  assert.equal(figure(21_500), "21,5");
  assert.equal(figure(21), "0,021");
  assert.equal(figure(-1_250_040), "-1.250,04");
  assert.equal(figure(0), "0");
  assert.equal(thousandths(""), null);
  assert.equal(thousandths("dua"), null);
  for (const typed of ["0", "0,5", "60", "1.250,05", "-3"]) assert.equal(figure(thousandths(typed)!), typed);
});

test("console, public page and demo speak of the same unit", () => {
  const source = (path: string) => readFileSync(`${process.cwd()}/${path}`, "utf8");
  for (const page of ["src/routes/konsol/Programme.tsx", "src/routes/publik/CampaignMore.tsx"])
    for (const field of ["baseline", "target", "actual"]) assert.match(source(page), new RegExp(`figure\\(row\\.${field}\\)`), `${page}: ${field}`);
  assert.match(source("../tools/demo/seed.mjs"), /baseline: baseline \* 1000, target: target \* 1000/);
  assert.match(source("../tools/demo/seed.mjs"), /actual: actual \* 1000/);
});
