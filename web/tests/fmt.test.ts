import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as fmt from "../src/core/fmt.ts";
import { parse_rupiah, terbilang, terbilang_rupiah } from "../src/core/amount.ts";

const vectors = JSON.parse(readFileSync(process.env.WEB_ROOT + "/../tests/standards/vectors.json", "utf8"));

test("rupiah are written as the standard writes them", () => {
  for (const row of vectors.rupiah_format) assert.equal(fmt.rupiah(row.sen), row.ui);
});

test("amounts are read as people type them, and asked about when unclear", () => {
  for (const row of vectors.rupiah_parse) {
    const got = parse_rupiah(row.in);
    if (typeof row.sen === "number") assert.deepEqual(got, { sen: row.sen }, row.in);
    else assert.ok(String(row.sen).startsWith("AMBIGUOUS") ? "ask" in got : "wrong" in got, `${row.in} gave ${JSON.stringify(got)}`);
  }
  for (const nonsense of ["", "Rp", "dua ribu", "1.2.3", "12,3456", "1e9", "٣", "--5", "99999999999999999999"]) assert.ok("wrong" in parse_rupiah(nonsense), nonsense);
});

test("numbers are spelled in Indonesian", () => {
  for (const row of vectors.terbilang) if (row.n <= Number.MAX_SAFE_INTEGER) assert.equal(terbilang(row.n), row.id);
  for (const row of vectors.terbilang_rupiah_sen) if (row.sen >= 0 && row.sen <= Number.MAX_SAFE_INTEGER) assert.equal(terbilang_rupiah(row.sen), row.id);
});

test("dates are written in the zone of the place", () => {
  const zone: Record<string, fmt.Zone> = { "Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT" };
  for (const row of vectors.dates) {
    assert.equal(fmt.moment_long(row.utc, zone[row.tz]), row.long);
    if (row.medium) assert.equal(fmt.moment(row.utc, zone[row.tz]), row.medium);
    if (row.short) assert.equal(fmt.day_digits(row.iso), row.short);
  }
});

test("short amounts are cut and never rounded up", () => {
  assert.equal(fmt.rupiah_short(3_919_999_900), "Rp39,1 jt");
  assert.equal(fmt.rupiah_short(2_500_000), "Rp25 rb");
  assert.equal(fmt.rupiah_short(99_999_900), "Rp999 rb");
  assert.equal(fmt.rupiah_short(4_640_000_000_000), "Rp46,4 M");
  assert.equal(fmt.rupiah_short(50_000), "Rp500");
});

test("99.9 percent is not 100 percent", () => {
  assert.equal(fmt.percent(999, 1000), "99%");
  assert.equal(fmt.percent(3, 0), "–");
});
