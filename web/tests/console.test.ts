import test from "node:test";
import assert from "node:assert/strict";
import { sen_of, typed_of, whole_of } from "../src/core/typed.ts";
import { moment, moment_long, show_zone } from "../src/core/fmt.ts";
import { set_lang } from "../src/core/i18n.ts";
import { birth_of, digits_of, nik_says } from "../src/core/nik.ts";
import { fitted } from "../src/core/picture.ts";
import { place_of } from "../src/core/place.ts";
import { asset_of, draft_of, item_sum, sums_of, wish_of, type PlanDraft } from "../src/core/plan_form.ts";
import { employers, for_platform, may, me, roles_in, safe_return, sign_in_address, type Me } from "../src/core/session.ts";
import { instant_of, last_month_end, today, wall_clock, yesterday, zone_of_area } from "../src/core/zone.ts";

const id = (n: number): string => `019330a0-0000-7000-8000-${String(n).padStart(12, "0")}`;

test("after signing in nobody is led to another site", () => {
  assert.equal(safe_return("/konsol/buku?x=1"), "/konsol/buku?x=1");
  for (const bad of [null, "", "https://jahat.example", "//jahat.example", "/\\jahat.example", "javascript:alert(1)", "konsol"]) assert.equal(safe_return(bad), "/konsol", String(bad));
  assert.equal(sign_in_address("/konsol?a=b&c"), "/masuk?ke=%2Fkonsol%3Fa%3Db%26c");
});

test("roles are told apart by organisation, and the platform is none", () => {
  const who = { signed_in: true, rights: ["ledger.view"], holdings: [
    { role: "treasurer", area: "", organisation: id(2), organisation_name: "Zakat Subur" }, { role: "auditor", area: "", organisation: id(1), organisation_name: "Amal Jaya" },
    { role: "org_admin", area: "", organisation: id(2), organisation_name: "Zakat Subur" }, { role: "platform_verifier", area: "" },
  ] } as unknown as Me;
  assert.deepEqual(employers(who).map((one) => one.name), ["Amal Jaya", "Zakat Subur"]);
  assert.deepEqual(roles_in(who, id(2)), ["treasurer", "org_admin"]);
  assert.deepEqual(roles_in(who, undefined), ["platform_verifier"]);
  assert.ok(for_platform(who) && !for_platform({ ...who, holdings: who.holdings!.slice(0, 3) }));
  assert.deepEqual(employers(null), []);
  me.set(who);
  assert.ok(may("registry.edit", "ledger.view") && !may("registry.edit"));
  me.set(null);
  assert.ok(!may("ledger.view"));
});

test("an amount in a form is whole rupiah above nothing, or none", () => {
  assert.deepEqual(["70.000", "Rp 1.500.000", "4,5 jt", "70.000,50", "0", "-5.000", "4,200", "tujuh", ""].map(sen_of), [7_000_000, 150_000_000, 450_000_000, null, null, null, null, null, null]);
  assert.equal(typed_of(434_000_000), "4.340.000");
  assert.equal(sen_of(typed_of(434_000_000)), 434_000_000);
  assert.deepEqual(["62", "1.200", " 7 ", "0", "-1", "2,5", "", "1234567890"].map(whole_of), [62, 1200, 7, 0, null, null, null, null]);
});

const draft = (part: Partial<PlanDraft> = {}): PlanDraft => ({
  version: 3, target_households: "62", reason: "", needs: [{ text: " Perlengkapan ", households: "62" }],
  items: [{ id: id(9), name: "Paket sekolah", asset: "", unit_cost: "70.000", units: "62" }], activities: [{ title: "Serah", from: "2026-11-01", to: "2026-12-01" }],
  budget: [{ name: "Paket", amount: "4.340.000", kind: "goods" }, { name: "Ojek", amount: "360.000", kind: "service" }], ...part,
});

test("the plan's sums follow what is typed, and goods must equal units times cost", () => {
  assert.deepEqual(sums_of(draft()), { items: 434_000_000, goods: 434_000_000, service: 36_000_000, collection: 0, whole: 470_000_000, differs: 0 });
  assert.equal(sums_of(draft({ budget: [{ name: "Paket", amount: "4.000.000", kind: "goods" }] })).differs, -34_000_000);
  assert.equal(item_sum({ id: id(1), name: "", asset: "", unit_cost: "tujuh", units: "3" }), 0, "what cannot be read counts nothing yet");
});

test("a plan that is only looked at and saved again says the same", () => {
  const wish = wish_of(draft({ reason: "  " }));
  assert.deepEqual(wish.items![0], { id: id(9), name: "Paket sekolah", asset: "PAKET-SEKOLAH", unit_cost: 7_000_000, units: 62 });
  assert.deepEqual(wish.needs![0], { text: "Perlengkapan", households: 62 });
  assert.ok(!("reason" in wish), "an empty reason is none");
  const plan = { ...wish, version: 3 } as unknown as Parameters<typeof draft_of>[0];
  assert.deepEqual(wish_of(draft_of(plan)), wish);
  assert.equal(draft_of(null).version, 0);
});

test("the name of goods in the ledger is made of letters that it takes", () => {
  assert.equal(asset_of("Paket sekolah"), "PAKET-SEKOLAH");
  assert.equal(asset_of("  Beras (10 kg)! "), "BERAS-10-KG");
  assert.equal(asset_of("Lémari café"), "LEMARI-CAFE");
  for (const name of ["Perlengkapan sekolah dasar kelas satu", "a".repeat(40), "Toren air 300 liter-----------x"]) assert.match(asset_of(name), /^[A-Z0-9]([A-Z0-9-]{0,21}[A-Z0-9])?$/);
});

test("a NIK tells district, birthday and sex, and never more than it knows", () => {
  assert.deepEqual(nik_says("3217.0952.0588.0003", 2026), { day: 12, month: 5, year: 1988, female: true, area: "32.17.09" });
  assert.equal(nik_says("3217090203180001", 2026)?.year, 2018);
  assert.equal(nik_says("3217090203270001", 2026)?.year, 1927, "nobody is born after this year");
  assert.equal(birth_of(nik_says("3217095205880003", 2026)!), "1988-05-12");
  for (const bad of ["321709520588000", "3217093002880003", "3217097105880000", "3217090013880003", "32170952058800O3", ""]) assert.equal(nik_says(bad, 2026), null, bad);
  assert.equal(digits_of(" 3217-0952.0588 0003"), "3217095205880003");
});

test("a photo is made smaller in proportion and never larger", () => {
  assert.deepEqual(fitted(4000, 3000), { width: 1600, height: 1200 });
  assert.deepEqual(fitted(3000, 4000), { width: 1200, height: 1600 });
  assert.deepEqual(fitted(640, 480), { width: 640, height: 480 });
  assert.deepEqual(fitted(10_000, 1), { width: 1600, height: 1 });
  assert.deepEqual(fitted(0, 0), { width: 1, height: 1 });
});

test("a typed place is read as maps write it, in either spelling, and refused off the globe", () => {
  assert.deepEqual(place_of("-6.91234, 107.61234"), { lat: -6.91234, lon: 107.61234, accuracy: 100 });
  assert.deepEqual(place_of("-6,91234; 107,61234"), { lat: -6.91234, lon: 107.61234, accuracy: 100 });
  for (const bad of ["", "Mekarmukti", "-6.9", "-96.1, 107.2", "-6.1, 190.5", "-6, 107"]) assert.equal(place_of(bad), null, bad);
});

test("clocks show the zone of the place: WIB, WITA or WIT", () => {
  assert.deepEqual(["32.17.10.2005", "61", "51", "73.71", "65", "81", "96", "", "99"].map(zone_of_area), ["WIB", "WIB", "WITA", "WITA", "WITA", "WIT", "WIT", "WIB", "WIB"]);
  const evening = Date.parse("2026-11-22T15:30:00Z");
  assert.deepEqual([wall_clock(evening, "WIB"), wall_clock(evening, "WITA"), wall_clock(evening, "WIT")], ["2026-11-22T22:30", "2026-11-22T23:30", "2026-11-23T00:30"]);
  assert.equal(today(evening, "WIT"), "2026-11-23");
  for (const zone of ["WIB", "WITA", "WIT"] as const) assert.equal(Date.parse(instant_of(wall_clock(evening, zone), zone)), evening, "there and back");
  set_lang("id");
  show_zone("WIT");
  assert.equal(moment(new Date(evening).toISOString()), "23 Nov 2026, 00.30");
  assert.equal(moment_long(new Date(evening).toISOString()), "Senin, 23 November 2026 pukul 00.30 WIT");
  show_zone("WIB");
  assert.equal(moment(new Date(evening).toISOString()), "22 Nov 2026, 22.30");
});

test("a book closes through a day that has ended in the west, too", () => {
  const new_year = Date.parse("2026-12-31T17:30:00Z"); // 00.30 of 1 January in the west
  assert.equal(yesterday(new_year), "2026-12-31");
  assert.equal(last_month_end(new_year), "2026-12-31");
  assert.equal(yesterday(new_year - 3_600_000), "2026-12-30");
  assert.equal(last_month_end(Date.parse("2028-03-15T05:00:00Z")), "2028-02-29");
});
