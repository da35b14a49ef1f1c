// J8: a campaign with a service plan. Gifts of 50.000, 100.000 and 25.000; school kits at 70.000; two kits handed over
// with evidence. Without a fee and with 5 %. To the rupiah, through HTTP and through a phone-sized browser.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { equal, finish, holds, truth, until } from "./expect.mjs";
import { behind_the_back, new_place, postgres } from "./place.mjs";
import { photo as photo_of, photos, signature as signature_of } from "./pictures.mjs";
import { static_qris } from "../../tools/world/qris.mjs";
import { walk_in_browser } from "./J8_browser.mjs";

const rp = (rupiah) => rupiah * 100; // the wire speaks sen
const village = "32.17.10.2005";

const place = await new_place();
const { installation, platform } = place;
const visitor = platform.client();

async function told(token) {
  const trace = await visitor.get(`/api/trace/${token}`);
  const of = (kind) => trace.parts.filter((part) => part.kind === kind);
  return {
    trace,
    sums: trace.sums,
    kits: Object.fromEntries(of("delivered").map((part) => [part.delivery.id, part.amount])),
    waiting: of("waiting").reduce((sum, part) => sum + part.amount, 0),
    fee: of("fee").reduce((sum, part) => sum + part.amount, 0),
  };
}

let pictures = 0; // each hand-over has a photo and a signature of its own
/** One campaign from plan to two handed-over kits. */
async function campaign_with_kits(foundation, slug, fee_permille) {
  const { id: programme, items } = await foundation.programme({
    title: `Kit sekolah ${slug}`, summary: "Kit sekolah untuk anak di Mekarmukti", needs: [{ text: "Anak tanpa alat tulis", households: 50 }],
    items: [{ name: "Kit sekolah", asset: "KIT-SEKOLAH", unit_cost: rp(70_000), units: 50 }], target_households: 50, activities: ["Penyerahan di balai desa"],
  });
  const campaign = await foundation.campaign({
    programme, slug, title: "Kit sekolah untuk anak Mekarmukti", summary: "Satu kit, satu anak, satu tahun ajaran.", story: "Setiap kit berisi tas, buku dan alat tulis.",
    target: rp(3_500_000), fee_permille,
  });
  const gifts = {};
  for (const [name, amount] of [["A", 50_000], ["B", 100_000], ["C", 25_000]])
    gifts[name] = await foundation.gift(slug, rp(amount), name === "A" ? { name: "Ibu Ani", message: "Semoga bermanfaat" } : {});
  const minutes = await foundation.picture(photos.minutes, "image/png", foundation.treasurer);
  await foundation.release(programme, campaign.id, rp(140_000), "Tahap 1: dua kit", [minutes]);
  await foundation.buy(programme, items[0].id, 2, rp(140_000), { evidence: [minutes] });
  const kits = [];
  for (const name of ["Ibu Ratna", "Ibu Yuyun"]) {
    const family = await foundation.family({ area: village, head: name, decile: 2, members: ["Asep"] });
    const enrolment = await foundation.enrol(programme, family);
    pictures += 1;
    const photo = await foundation.picture(photo_of(pictures), "image/png");
    const signature = await foundation.picture(signature_of(pictures), "image/png");
    kits.push(await foundation.deliver(programme, items[0].id, enrolment.id, { photo, signature }));
  }
  return { programme, campaign, gifts, kits, slug, item: items[0].id };
}

const foundation = await platform.foundation({ name: "Yayasan Contoh Lumbung", nmid_qris: static_qris("Yayasan Contoh Lumbung", "Bandung Barat", 1) });
await platform.trust_bank(foundation.id);
const plain = await campaign_with_kits(foundation, "kit-tanpa-biaya", 0);
const with_fee = await campaign_with_kits(foundation, "kit-dengan-biaya", 50);

await holds("WithoutFeeKit1IsA50PlusB20AndKit2IsB70", async () => {
  const [kit1, kit2] = plain.kits.map((kit) => kit.id);
  const a = await told(plain.gifts.A.trace), b = await told(plain.gifts.B.trace), c = await told(plain.gifts.C.trace);
  equal(a.kits, { [kit1]: rp(50_000) });
  equal(b.kits, { [kit1]: rp(20_000), [kit2]: rp(70_000) });
  equal([a.waiting, b.waiting, c.waiting], [0, rp(10_000), rp(25_000)]);
  equal([a.sums.unused, b.sums.unused, c.sums.unused], [0, rp(10_000), rp(25_000)]);
  equal([a.fee, b.fee, c.fee], [0, 0, 0]);
});

await holds("WithFivePercentKit1IsA475PlusB225AndKit2IsB70", async () => {
  const [kit1, kit2] = with_fee.kits.map((kit) => kit.id);
  const a = await told(with_fee.gifts.A.trace), b = await told(with_fee.gifts.B.trace), c = await told(with_fee.gifts.C.trace);
  equal(a.kits, { [kit1]: rp(47_500) });
  equal(b.kits, { [kit1]: rp(22_500), [kit2]: rp(70_000) });
  equal([a.waiting, b.waiting, c.waiting], [0, rp(2_500), rp(23_750)]);
  equal(a.fee + b.fee + c.fee, rp(8_750));
  equal([a.sums.fee, b.sums.fee, c.sums.fee], [rp(2_500), rp(5_000), rp(1_250)]);
});

await holds("EveryGiftIsFeePlusUsedPlusRefundedPlusUnused", async () => {
  for (const { gifts } of [plain, with_fee])
    for (const gift of Object.values(gifts)) {
      const { amount, fee, used, refunded, unused } = (await told(gift.trace)).sums;
      equal(fee + used + refunded + unused, amount);
    }
});

await holds("TheThreeBarsSayTheSame", async () => {
  const { bars } = await visitor.get("/api/campaigns/kit-dengan-biaya");
  equal(bars.money.raised, rp(175_000));
  equal(bars.money.fee, rp(8_750));
  equal(bars.money.spent, rp(140_000));
  equal(bars.money.waiting, rp(26_250));
  equal([bars.delivery.delivered, bars.delivery.planned, bars.delivery.proven], [2, 50, 2]);
  equal([bars.targeting.served, bars.targeting.with_decile, bars.targeting.in_1_to_4], [2, 2, 2]);
  const entries = await visitor.get("/api/campaigns/kit-dengan-biaya/entries?bar=money");
  equal(entries.items.reduce((sum, entry) => sum + entry.amount, 0), entries.sum);
  equal(entries.sum, bars.money.raised);
});

await holds("NoPublicAnswerTellsTheIdOfAGift", async () => {
  // Whoever knows the id and what was said with it could ask for the first answer again, and the trace link in it.
  const ids = Object.values(plain.gifts).map((gift) => gift.id);
  truth(ids.length > 1 && ids.every(Boolean), "there are gifts to look for");
  const slug = "/api/campaigns/kit-dengan-biaya";
  for (const path of ["/api/home", "/api/campaigns", slug, `${slug}/gifts`, `${slug}/entries?bar=money`, `${slug}/entries?bar=delivery`, `${slug}/deliveries`, `${slug}/series`]) {
    const text = JSON.stringify(await visitor.get(path));
    for (const id of ids) truth(!text.includes(id), `${path} tells no gift's id`);
  }
});

await holds("ATraceNamesNobody", async () => {
  const text = JSON.stringify((await told(plain.gifts.A.trace)).trace);
  for (const secret of ["Ratna", "Yuyun", "Asep", "0812", village, plain.gifts.B.id]) truth(!text.includes(secret), `no "${secret}" in the trace`);
});

await holds("TheEvidenceIsShownAsAMosaicUntilASecondPersonClearsIt", async () => {
  const { delivery } = (await told(plain.gifts.A.trace)).trace.parts.find((part) => part.kind === "delivered");
  const photo = delivery.pictures.find((picture) => picture.kind === "photo");
  equal(photo.cleared, false);
  const whole = await foundation.campaign_editor.raw("GET", `/api/evidence/${photo.hash}`);
  equal([whole.status, whole.headers.get("content-type")], [200, "image/jpeg"]);
  equal((await visitor.raw("GET", `/api/evidence/${photo.hash}`)).status, 404); // not for strangers
  const before = Buffer.from(await (await visitor.raw("GET", photo.url)).arrayBuffer());
  await foundation.campaign_editor.post(`/api/evidence/${plain.kits[0].evidence[0].id}/clearance`);
  const after = Buffer.from(await (await visitor.raw("GET", photo.url)).arrayBuffer());
  truth(before.subarray(0, 2).toString("hex") === "ffd8" && after.subarray(0, 2).toString("hex") === "ffd8", "both are JPEG");
  truth(!before.equals(after), "the mosaic differs from the cleared picture");
});

await holds("TheProofChecksOfflineAndAChangedOneDoesNot", async () => {
  const recorded = await until(async () => {
    const { proof } = (await told(plain.gifts.A.trace)).trace;
    return proof?.state === "recorded" ? proof : null;
  }, "the gift's place in the log");
  const receipt = await until(async () => {
    const response = await visitor.raw("GET", recorded.receipt);
    return response.status === 200 ? response.text() : null;
  }, "the receipt");
  const { key } = await visitor.get("/api/log");
  const file = join(place.directory, "a.tlog-proof");
  writeFileSync(file, receipt);
  await installation.run("verify", "--key", key, file);
  const lines = receipt.split("\n");
  const extra = lines.findIndex((line) => line.startsWith("extra "));
  const opening = Buffer.from(lines[extra].slice(6), "base64").toString().replace("5000000", "5000001");
  lines[extra] = "extra " + Buffer.from(opening).toString("base64");
  writeFileSync(file, lines.join("\n"));
  const changed = await installation.run("verify", "--key", key, file).then(() => "passed", () => "refused");
  equal(changed, "refused");
});

await holds("TheReceiptIsAPdfWithTheAmountInWords", async () => {
  const response = await visitor.raw("GET", `/api/trace/${plain.gifts.A.trace}/receipt.pdf`);
  equal(response.headers.get("content-type"), "application/pdf");
  truth(Buffer.from(await response.arrayBuffer()).subarray(0, 5).toString() === "%PDF-", "it is a PDF");
});

await holds("RemovingThePhotoTurnsKit1IntoNotProvenInPublic", async () => {
  await foundation.campaign_editor.post(`/api/evidence/${with_fee.kits[0].evidence[0].id}/revocation`, { reason: "Wajah anak terlihat" });
  const { delivery } = (await told(with_fee.gifts.A.trace)).trace.parts.find((part) => part.kind === "delivered");
  equal(delivery.proven, false);
  equal(delivery.missing, ["photo"]);
  const { bars } = await visitor.get("/api/campaigns/kit-dengan-biaya");
  equal([bars.delivery.delivered, bars.delivery.proven], [2, 1]);
});

await holds("UnusedMoneyGoesBackToItsGiverAndNoMore", async () => {
  const { treasurer } = foundation;
  const much = await treasurer.refusal("POST", `/api/gifts/${plain.gifts.B.id}/refund`, { id: treasurer.new_id(), amount: rp(10_001), reason: "salah kirim" });
  equal(much.code, "giving.nothing_unused");
  truth(much.problem.detail.includes("Rp10.000"), "it says how much is left");
});

await holds("WhatTheRulesForbidIsRefusedAndChangesNothing", async () => {
  const before = await foundation.treasurer.get(`/api/ledger/accounts?organisation=${foundation.id}`);
  const gift = { id: visitor.new_id(), campaign: plain.slug, amount: rp(10_000), shown_as: "anonymous", method: "qris" };
  const refused = async (body, status, code, client = visitor, path = "/api/gifts") => {
    const refusal = await client.refusal("POST", path, body);
    equal([refusal.status, refusal.code], [status, code]);
    truth(refusal.problem.details.id && refusal.problem.details.en, "in both languages");
  };
  await refused({ ...gift, amount: 0 }, 422, "http.amount_not_positive");
  await refused({ ...gift, amount: rp(10) }, 422, "giving.amount_too_small");
  await refused({ ...gift, amount: rp(10_000_001) }, 422, "giving.amount_too_large");
  await refused({ ...gift, campaign: "tidak-ada" }, 404, "giving.unknown_campaign");
  await refused({ ...gift, id: plain.gifts.A.id }, 409, "http.id_reused");
  const officer = foundation.field_officer;
  const hand_over = { id: officer.new_id(), item: plain.item, enrolment: officer.new_id(), units: 1, at: new Date().toISOString() };
  await refused(hand_over, 409, "programme.not_enrolled", officer, `/api/programmes/${plain.programme}/deliveries`);
  const { items } = await foundation.field_officer.get(`/api/programmes/${plain.programme}/enrolments`);
  await refused({ ...hand_over, enrolment: items[0].id }, 409, "programme.no_stock", officer, `/api/programmes/${plain.programme}/deliveries`);
  equal(await foundation.treasurer.get(`/api/ledger/accounts?organisation=${foundation.id}`), before);
});

await holds("SendingEverythingAgainChangesNothing", async () => {
  const before = await foundation.treasurer.get(`/api/ledger/accounts?organisation=${foundation.id}`);
  const people = [foundation.treasurer, foundation.field_officer, foundation.campaign_editor];
  let again = 0;
  for (const person of people)
    for (const { path, json, answer } of [...person.sent]) {
      if (!json?.id || path.includes("sign-in")) continue;
      equal(await person.post(path, json), answer);
      again += 1;
    }
  truth(again > 15, `${again} requests were sent again`);
  equal(await foundation.treasurer.get(`/api/ledger/accounts?organisation=${foundation.id}`), before);
});

await walk_in_browser({ installation, foundation, slug: plain.slug, trace: plain.gifts.A.trace, directory: place.directory });

await holds("TheBooksBalanceAndTheCheckFindsNothing", async () => {
  const { totals } = await foundation.treasurer.get(`/api/ledger/accounts?organisation=${foundation.id}`);
  for (const total of totals) equal(total.debits, total.credits);
  await installation.stop();
  truth((await installation.run("check")).includes("0 kesalahan"), "0 faults");
});

await holds("TheCheckNamesWhatWasDoneBehindTheServersBack", async () => {
  const faults = async () => Number(/(\d+) kesalahan \/ faults/.exec(await installation.run("check").catch((error) => error.stdout))[1]);
  const plant = async (what, sql, undo) => {
    await behind_the_back(installation, sql);
    truth((await faults()) > 0, what);
    await behind_the_back(installation, undo);
  };
  await plant("a transfer changed by one sen is found", "UPDATE ledger_transfers SET amount = amount + 1 WHERE transfer_no = 2", "UPDATE ledger_transfers SET amount = amount - 1 WHERE transfer_no = 2");
  await plant("a changed entry is found", "UPDATE ledger_entries SET kind = 'hadiah' WHERE entry_no = 3", "UPDATE ledger_entries SET kind = 'gift' WHERE entry_no = 3");
  const swap = "CREATE TEMP TABLE two AS SELECT leaf_index, hash FROM log_leaves WHERE leaf_index IN (3, 4); UPDATE log_leaves SET hash = (SELECT two.hash FROM two WHERE two.leaf_index = 7 - log_leaves.leaf_index) WHERE leaf_index IN (3, 4)";
  await plant("two swapped leaves are found", swap, swap);
  equal(await faults(), 0);
  await behind_the_back(installation, "DELETE FROM ledger_transfers WHERE entry_no = 4; DELETE FROM ledger_entry_ids WHERE entry_no = 4; DELETE FROM ledger_entries WHERE entry_no = 4");
  truth((await faults()) > 0, "a deleted entry is found");
});

await installation.stop();
place.forget();
console.log(`J8 on ${postgres ? "PostgreSQL" : "SQLite"}`);
finish();
