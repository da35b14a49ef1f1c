// The giver's way on a phone, by keyboard where it matters: choose, check, pay in the sandbox, follow the trace, check the
// proof in the browser. Against the mock, or BASE=… SLUG=… of a running server in demo mode.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { launch } from "./browser.mjs";

let base = process.env.BASE;
if (!base) {
  const { start } = await import("../dev/mock.mjs");
  base = `http://127.0.0.1:${(await start(0)).address().port}`;
}
const slug = process.env.SLUG ?? "tas-dan-buku-mekarmukti";
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 360, height: 800 }, locale: "id-ID", reducedMotion: "reduce" });
context.setDefaultTimeout(20_000);
const page = await context.newPage();
const said = [];
page.on("pageerror", (e) => said.push(String(e)));
page.on("console", (m) => { if (m.type() === "error" && !/404|422|409/.test(m.text())) said.push(m.text()); });
const text = (selector) => page.textContent(selector);
const press = (name) => page.getByRole("button", { name }).click();

// From the campaign's page to the form, with an amount of one's own.
await page.goto(`${base}/kampanye/${slug}`);
await page.locator(".sticky-give a").first().click();
await page.waitForSelector("[data-step='1']");
assert.match(page.url(), /\/beri$/);
await page.getByLabel("Jumlah lain").check();
const own = page.getByLabel("Jumlah Anda");
await own.fill("4,200");
await press("Lanjut");
assert.match(await text(".summary"), /Maksudnya Rp4\.200/, "an unclear amount is asked about");
await page.locator(".summary a").click();
assert.ok(await own.evaluate((e) => e === document.activeElement), "the summary's link goes to the field");
// More than QRIS carries is let through to the step where the way of paying is chosen.
await own.fill("25 juta");
await press("Lanjut");
await page.waitForSelector("[data-step='2']");
assert.ok(await page.getByRole("radio", { name: /Virtual account/ }).isChecked(), "a virtual account is chosen for 25 million");
await page.getByRole("radio", { name: /QRIS/ }).check({ force: true });
await press("Lanjut");
assert.match(await text(".summary"), /Lewat QRIS paling banyak/);
assert.equal(await page.locator("[data-step='2']").count(), 1);
await page.goBack();
await page.waitForSelector("[data-step='1']");
await own.fill("75 rb");
assert.match(await text("[data-read]"), /Rp75\.000.*tujuh puluh lima ribu rupiah/s);
await own.press("Enter");

await page.waitForSelector("[data-step='2']");
await page.getByLabel("Tampilkan nama").check();
await press("Lanjut");
assert.match(await text(".summary"), /Tulis nama/);
await page.getByLabel("Nama yang ditampilkan").fill("Rina P.");
// What the server refuses is said once, at its field.
await page.getByLabel("Pesan atau doa").fill("Semoga\u0007rajin");
await press("Lanjut");
await page.waitForSelector("[data-step='3']");
await press("Buat kode QRIS");
await page.waitForSelector("[data-step='2'] #f-message-wrong");
assert.equal((await text(".summary")).split("karakter kendali").length, 2, "the refusal is said once in the summary");
await page.locator(".summary a").click();
assert.ok(await page.getByLabel("Pesan atau doa").evaluate((e) => e === document.activeElement));
await page.getByLabel("Pesan atau doa").fill("Semoga <b>rajin</b> sekolahnya");
assert.equal(await page.locator(".summary").count(), 0, "a mended field takes the refusal away");
await press("Lanjut");

// Check the answers; going back keeps them.
await page.waitForSelector("[data-step='3']");
assert.equal(await text("[data-check='amount']"), "Rp75.000");
await page.goBack();
await page.waitForSelector("[data-step='2']");
assert.equal(await page.getByLabel("Nama yang ditampilkan").inputValue(), "Rina P.");
await page.goForward();
await page.waitForSelector("[data-step='3']");
await press("Buat kode QRIS");

// Pay in the sandbox; the page changes by itself.
await page.waitForSelector("[data-state='waiting'] .qr svg");
assert.equal(await text("[data-amount]"), "Rp75.000");
assert.equal(await text("[data-payee]"), "YAYASAN CONTOH LUMBUNG");
const [saved] = await Promise.all([page.waitForEvent("download"), press("Simpan gambar QR")]);
assert.match(saved.suggestedFilename(), /\.png$/);
assert.equal(readFileSync(await saved.path()).subarray(0, 8).toString("latin1"), "\x89PNG\r\n\x1a\n", "what is saved is a PNG");
await press("Sudah bayar? Kami cek");
await page.getByText("Bank belum memberi kabar").waitFor();
// One press leads to the bank with the bill filled in, one press there pays, one link leads back.
await page.getByRole("link", { name: "Bayar di bank uji coba" }).click();
await page.getByRole("button", { name: /^Bayar .*75\.?000/ }).click();
await page.getByRole("link", { name: "Kembali ke Lumbung" }).click();
await page.waitForSelector("[data-paid]");
assert.match(await text("[data-paid] .big"), /Rp75\.000/);

// The trace adds up.
await page.getByRole("link", { name: "Ikuti jejak pemberian ini" }).click();
await page.waitForSelector("[data-trace]");
const sen = async (name) => { const cell = page.locator(`[data-sum='${name}']`); return (await cell.count()) ? Number((await cell.textContent()).replace(/\D/g, "")) : 0; };
assert.equal(await sen("amount"), 75000);
assert.equal((await sen("used")) + (await sen("unused")) + (await sen("fee")) + (await sen("refunded")), 75000);

// A trace with deliveries: the proof is checked here, in the browser.
if (!process.env.BASE) {
  await page.goto(`${base}/jejak/contoh-b`);
  await page.waitForSelector("[data-part='delivered']");
  assert.equal(await sen("used"), 92500);
  assert.equal(await page.locator("[data-proven='false']").count(), 1);
  await page.getByRole("button", { name: /Periksa \d+ bukti/ }).click();
  await page.waitForSelector("[data-verdict='good']");
}

// English, and back; the choice is remembered.
await page.getByRole("button", { name: "Menu" }).click();
await page.getByRole("button", { name: "English" }).click();
await page.waitForSelector("html[lang='en']");
await page.reload();
await page.waitForSelector("html[lang='en']");
await page.getByText("It adds up").waitFor();

// The keyboard alone: skip link first, then the page.
await page.goto(`${base}/`);
await page.waitForSelector("[data-totals]");
await page.keyboard.press("Tab");
assert.equal(await page.evaluate(() => document.activeElement?.className), "skip btn");
await page.keyboard.press("Enter");
assert.equal(await page.evaluate(() => document.activeElement?.id), "isi");

assert.deepEqual(said, [], "the console stays quiet");
await browser.close();
console.log("flow: 1 passed, 0 failed");
process.exit(0);
