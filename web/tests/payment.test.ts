import test from "node:test";
import assert from "node:assert/strict";
import { bank_address, emv_value, payee, until_words } from "../src/core/payment.ts";
import { set_lang } from "../src/core/i18n.ts";

const qr = "00020101021126630016ID.CO.CONTOH.WWW01189360099900000000010210CONTOH00010303UKE51440014ID.CO.QRIS.WWW0215ID10990000000190303UKE5204839853033605802ID5922YAYASAN CONTOH LUMBUNG6013BANDUNG BARAT61054056262070703A0163041733";
const bill = { id: "019330a0-0000-7000-8000-000000000001", qr, va: null };

test("the payee is the name in the code", () => {
  assert.equal(payee(qr), "YAYASAN CONTOH LUMBUNG");
  assert.equal(payee(null), "");
  assert.equal(emv_value("59xxYAYASAN", "59"), "", "a broken length ends the reading");
  assert.equal(emv_value("000201", "59"), "");
});

test("the way to the bank carries the bill and the way back, and no secret", () => {
  const to = new URL(bank_address("http://bank.example:8090/", bill, "http://lumbung.example/bayar/1#rahasia"));
  assert.equal(to.origin + to.pathname, "http://bank.example:8090/bayar");
  assert.equal(to.searchParams.get("qr"), qr);
  assert.equal(to.searchParams.get("kembali"), `http://lumbung.example/bayar/${bill.id}`);
  assert.ok(!to.href.includes("rahasia"));
  const va = new URL(bank_address("http://bank.example", { ...bill, qr: null, va: "88001 0123" }, "http://lumbung.example/bayar/1"));
  assert.equal(va.pathname, "/bayar-va");
  assert.equal(va.searchParams.get("va"), "88001 0123");
  assert.equal(va.searchParams.get("qr"), null);
});

test("a bank on the server's own machine is reached from a phone under the server's name", () => {
  for (const host of ["localhost", "127.0.0.1"])
    assert.match(bank_address(`http://${host}:8090`, bill, "http://192.168.1.7:8080/bayar/1"), /^http:\/\/192\.168\.1\.7:8090\/bayar\?/);
  assert.match(bank_address("http://bank.example:8090", bill, "http://192.168.1.7:8080/bayar/1"), /^http:\/\/bank\.example:8090\//);
});

test("a deadline of another day is said with its day, in the zone of the reader", () => {
  set_lang("id");
  const until = "2026-11-23T18:22:00+07:00";
  assert.equal(until_words(until, Date.parse("2026-11-23T00:01:00+07:00"), "WIB"), "18.22 WIB");
  assert.equal(until_words(until, Date.parse("2026-11-22T23:59:00+07:00"), "WIB"), "Senin, 23 November 2026 pukul 18.22 WIB");
  assert.equal(until_words("2026-11-23T00:30:00+09:00", Date.parse("2026-11-22T20:00:00+07:00"), "WIB"), "22.30 WIB");
});
