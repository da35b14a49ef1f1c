import test from "node:test";
import assert from "node:assert/strict";
import { qr_cells, qr_path } from "../src/core/qr.ts";

const picture = (text: string): string => qr_cells(text).map((row) => row.map((dark) => (dark ? "#" : ".")).join("")).join("\n");

test("sizes follow the length of the text", () => {
  assert.equal(qr_cells("A").length, 21);
  assert.equal(qr_cells("x".repeat(14)).length, 21);
  assert.equal(qr_cells("x".repeat(15)).length, 25);
  assert.equal(qr_cells("x".repeat(2331)).length, 177);
  assert.throws(() => qr_cells("x".repeat(2332)), RangeError);
});

test("the three finders and the timing rows stand where they must", () => {
  const rows = picture("https://lumbung.example/jejak/abc").split("\n");
  for (const corner of [rows.slice(0, 7).map((r) => r.slice(0, 7)), rows.slice(0, 7).map((r) => r.slice(-7)), rows.slice(-7).map((r) => r.slice(0, 7))])
    assert.deepEqual(corner, ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]);
  const timing = rows[6]!.slice(8, -8);
  assert.match(timing, /^(#\.)*#$/);
});

test("the path covers exactly the dark cells, inside the quiet zone", () => {
  const dark = qr_cells("Rp25.000").flat().filter(Boolean).length;
  const { path, box } = qr_path("Rp25.000");
  assert.equal(path.split("M").length - 1, dark);
  assert.equal(box, 21 + 8);
});
