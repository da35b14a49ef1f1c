// The staff's work in the browser, at a desk and on a phone: a programme with its plan, a campaign, gifts, a release that a second
// person approves, a purchase, a hand-over with photo and signature, the review of the photo, the ledger, the reports.
// What the screens say is held against the API, to the rupiah.
import { equal, finish, holds, truth, until } from "./expect.mjs";
import { new_place, postgres } from "./place.mjs";
import { photos } from "./pictures.mjs";
import { code_due, Desk, launch } from "./staff_browser.mjs";
import { static_qris } from "../../tools/world/qris.mjs";

const rp = (rupiah) => rupiah * 100; // the wire speaks sen
const village = "32.17.10.2005";
const place = await new_place();
const { installation, platform } = place;
const foundation = await platform.foundation({ name: "Yayasan Contoh Lumbung", nmid_qris: static_qris("Yayasan Contoh Lumbung", "Bandung Barat", 1) });
await platform.trust_bank(foundation.id);
const browser = await launch();

/** The whole work once, at one size. */
async function work(size, title, slug) {
  const at = (sentence) => `${sentence}${size === "phone" ? "OnAPhone" : "AtADesk"}`;
  const desk = (role) => Desk.of(browser, size, installation, foundation[role]);
  const [editor, treasurer, approver, officer] = [await desk("campaign_editor"), await desk("treasurer"), await desk("approver"), await desk("field_officer")];
  const everybody = [editor, treasurer, approver, officer];
  let programme = "", campaign = "", family = "", label = "";

  await holds(at("StaffSignInWithPasswordAndCode"), async () => {
    await editor.open("/konsol");
    await editor.page.waitForURL(/\/masuk\?ke=/);
    await editor.fill({ email: foundation.campaign_editor.email, password: "bukan kata sandinya" });
    await editor.press("Masuk");
    await editor.says(/salah/i);
    editor.faults.length = 0; // the browser itself reports the 401 that was asked for
    for (const one of everybody) await one.sign_in();
    await editor.shot("home");
  });

  await holds(at("AnEditorWritesAProgrammeWithItsPlan"), async () => {
    await editor.open("/konsol/program");
    await editor.press("Mulai program");
    await editor.fill({ title, summary: "Kit sekolah untuk anak di Mekarmukti", starts: platform.today(), ends: "2099-12-31" });
    for (const [level, code] of ["32", "32.17"].entries()) {
      await editor.page.locator(`#f-area-${level} option[value="${code}"]`).waitFor({ state: "attached" });
      await editor.pick(`area-${level}`, code);
    }
    await editor.page.locator("form").getByRole("button", { name: "Mulai program" }).click();
    await editor.page.waitForURL(/\/konsol\/program\/[^/]+\/rencana$/);
    programme = /program\/([^/]+)\//.exec(editor.page.url())[1];
    await editor.fill({ "needs-0-text": "Anak tanpa alat tulis", "needs-0-households": 3, target_households: 3, "items-0-name": "Kit sekolah", "items-0-units": 3, "items-0-unit_cost": "70.000", "budget-0-name": "Tiga kit sekolah", "budget-0-amount": "200.000" });
    truth((await editor.page.locator("[data-sums]").innerText()).includes("Rp210.000"), "the items add up while typing");
    await editor.press("Simpan rencana");
    await editor.says(/berbeda dari barang/); // 200.000 is not 3 × 70.000
    await editor.fill({ "budget-0-amount": "210.000" });
    await editor.press("Simpan rencana");
    await editor.says("Tersimpan sebagai versi 1.");
    const { plan } = await foundation.campaign_editor.get(`/api/programmes/${programme}`);
    equal([plan.items[0].name, plan.items[0].unit_cost, plan.items[0].units, plan.budget[0].amount], ["Kit sekolah", rp(70_000), 3, rp(210_000)]);
    await editor.fits();
    await editor.shot("plan");
  });

  await holds(at("AndOpensACampaignForIt"), async () => {
    await editor.follow("Buat kampanye untuk program ini");
    await editor.page.locator("#f-title").waitFor();
    await editor.fill({ title, slug, summary: "Satu kit, satu anak.", story: "Setiap kit berisi tas, buku dan alat tulis.", target: "210.000" });
    await editor.photo("picture", photos.hero);
    await editor.press("Simpan draf");
    await editor.page.waitForURL(/\/konsol\/kampanye\/[0-9a-f-]{36}$/);
    campaign = editor.page.url().split("/").at(-1);
    await editor.press("Buka kampanye");
    await editor.says("Dibuka");
    equal((await foundation.campaign_editor.get(`/api/console/campaigns/${campaign}`)).state, "open");
  });

  await holds(at("WhatGiversPaidIsListed"), async () => {
    await foundation.gift(slug, rp(100_000), { name: "Ibu Ani" });
    await foundation.gift(slug, rp(50_000));
    await treasurer.open(`/konsol/kampanye/${campaign}/pemberian`);
    await treasurer.says("Ibu Ani");
    const shown = await treasurer.text();
    truth(shown.includes("Rp100.000") && shown.includes("Rp50.000") && shown.includes("Dibayar"), "both gifts with their amounts");
    const { items } = await foundation.treasurer.get(`/api/console/campaigns/${campaign}/gifts`);
    equal(items.map((one) => [one.amount, one.state]).sort(), [[rp(100_000), "paid"], [rp(50_000), "paid"]].sort());
    await treasurer.fits();
  });

  await holds(at("TheTreasurerProposesAReleaseAndCannotApproveIt"), async () => {
    await treasurer.open(`/konsol/program/${programme}/pencairan`);
    await treasurer.press("Ajukan pencairan dana");
    await treasurer.pick("campaign", campaign);
    await treasurer.says("Menunggu dicairkan: Rp150.000");
    await treasurer.fill({ amount: "150.000", reason: "Membeli dua kit sekolah" });
    await treasurer.photo("evidence", photos.minutes);
    await treasurer.press("Lanjut ke pemeriksaan");
    await treasurer.page.locator("[data-check]").waitFor();
    truth((await treasurer.page.locator("[data-check]").innerText()).includes("Rp150.000"), "the amount is shown once more");
    await treasurer.press("Kirim pengajuan");
    await treasurer.says("Pengajuan Rp150.000 terkirim");
    await treasurer.follow("Lihat pengajuan");
    await treasurer.page.locator("[data-content]").waitFor();
    await treasurer.says(/Orang lain yang memutuskan|tidak mencakup keputusan ini/);
    equal(await treasurer.page.getByRole("button", { name: "Setujui" }).count(), 0);
    await treasurer.shot("own-proposal");
    const id = treasurer.page.url().split("/").at(-1);
    const { content_hash } = await foundation.treasurer.get(`/api/approvals/${id}`);
    await foundation.treasurer.prove();
    const refusal = await foundation.treasurer.refusal("POST", `/api/approvals/${id}/decision`, { decision: "approve", content_hash });
    equal([refusal.status, (await foundation.treasurer.get(`/api/approvals/${id}`)).state], [403, "open"]);
    equal((await foundation.treasurer.get(`/api/programmes/${programme}`)).money.released, 0);
  });

  await holds(at("TheSecondPersonApprovesExactlyWhatStandsThere"), async () => {
    await approver.open("/konsol");
    await approver.page.locator("[data-waits] a[href^='/konsol/persetujuan/']").first().click();
    await approver.page.locator("[data-content]").waitFor();
    await approver.says("Rp150.000");
    await approver.says("cocok dengan teks di atas");
    await approver.shot("approval");
    await approver.fits();
    await approver.press("Setujui");
    await approver.says("Dana sudah dicairkan");
    equal((await foundation.treasurer.get(`/api/programmes/${programme}`)).money.released, rp(150_000));
  });

  await holds(at("ThePurchaseTurnsMoneyIntoGoods"), async () => {
    await treasurer.open(`/konsol/program/${programme}/pembelian`);
    await treasurer.press("Catat pembelian");
    await treasurer.says("Dana dicairkan yang masih ada: Rp150.000");
    await treasurer.pick("item", { label: "Kit sekolah" });
    await treasurer.fill({ units: 2, total: "140.000", vendor: "Toko Sumber Jaya" });
    await treasurer.photo("evidence", photos.minutes);
    await treasurer.press("Lanjut ke pemeriksaan");
    await treasurer.says("Rp70.000"); // per unit
    await treasurer.page.locator("[data-check]").getByRole("button", { name: "Catat pembelian" }).click();
    await treasurer.says("2 kit sekolah masuk stok");
    const { money, stock } = await foundation.treasurer.get(`/api/programmes/${programme}`);
    equal([money.released, money.in_goods, stock[0].units, stock[0].value], [rp(10_000), rp(140_000), 2, rp(140_000)]);
  });

  await holds(at("AFamilyChangesAndTheChangeIsThere"), async () => {
    family = await foundation.family({ area: village, head: "Ibu Ratna", decile: 2 });
    label = (await foundation.enrol(programme, family)).label;
    await officer.open(`/konsol/keluarga/${family}`);
    await officer.says("Keluarga Ibu Ratna");
    await officer.press("Tambah anggota");
    const sheet = officer.page.locator("dialog[open]");
    await officer.fill({ name: "Asep" });
    await sheet.getByRole("radio", { name: "Laki-laki" }).check({ force: true });
    await sheet.getByRole("button", { name: "Tambah anggota" }).click();
    await officer.page.locator(".list strong", { hasText: "Asep" }).waitFor();
    await officer.press("Ubah desil");
    await officer.pick("value", "1");
    await sheet.getByRole("button", { name: "Simpan" }).click();
    await officer.says("Desil 1 menurut DTSEN");
    const now = await foundation.field_officer.get(`/api/families/${family}`);
    equal([now.members.map((one) => one.name).sort(), now.decile.value], [["Asep", "Ibu Ratna"], 1]);
    await officer.fits();
    await officer.shot("family");
  });

  await holds(at("AHandOverIsProvenByPhotoSignatureAndPlace"), async () => {
    await officer.open("/konsol");
    await officer.page.locator(`[data-waits] a[href='/konsol/program/${programme}/serahkan']`).click();
    await officer.page.locator(".pick-list button").filter({ hasText: label }).click();
    equal(await officer.page.locator("#f-photos").getAttribute("capture"), "environment"); // a phone opens its camera
    await officer.photo("photos", size === "phone" ? photos.second : photos.first);
    const pad = officer.page.locator("canvas.pad");
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    await officer.page.mouse.move(box.x + 30, box.y + box.height / 2);
    await officer.page.mouse.down();
    for (const [x, y] of [[0.3, 0.2], [0.5, 0.8], [0.7, 0.3], [0.9, size === "phone" ? 0.6 : 0.4]]) await officer.page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 4 });
    await officer.page.mouse.up();
    await officer.press("Pakai tanda tangan ini");
    await until(async () => (await officer.page.getByText("Terunggah", { exact: true }).count()) === 2, "the signature", 20);
    await officer.press("Pakai lokasi telepon");
    await officer.says("dalam jarak 8 meter");
    await officer.fits();
    await officer.shot("hand-over");
    await officer.press("Lanjut ke pemeriksaan");
    await officer.press("Simpan penyerahan");
    await officer.says("Buktinya lengkap");
    const { items } = await foundation.field_officer.get(`/api/programmes/${programme}/deliveries`);
    equal([items.length, items[0].proven, items[0].units, items[0].cost, items[0].evidence.length], [1, true, 1, rp(70_000), 2]);
    const { money } = await foundation.treasurer.get(`/api/programmes/${programme}`);
    equal([money.in_goods, money.delivered], [rp(70_000), rp(70_000)]);
  });

  await holds(at("ASecondPersonLooksAtTheEvidenceBeforeThePublicSeesIt"), async () => {
    const unseen = async () => (await foundation.campaign_editor.get(`/api/programmes/${programme}/deliveries`)).items[0].evidence.filter((one) => !one.cleared);
    const signatures = (await unseen()).filter((one) => one.kind === "signature");
    for (const one of signatures) equal((await foundation.campaign_editor.refusal("POST", `/api/evidence/${one.id}/clearance`, {})).code, "programme.signature_stays_hidden");
    for (let left = (await unseen()).length - signatures.length; left > 0; left--) {
      await editor.open("/konsol/bukti");
      await editor.page.locator("[data-evidence] img").first().waitFor();
      truth((await editor.button("Tampilkan utuh kepada publik").getAttribute("disabled")) !== null, "nobody clears without having looked");
      await editor.page.locator("label", { hasText: "Tidak ada wajah" }).click();
      await editor.page.locator("label", { hasText: "Tidak ada NIK" }).click();
      await editor.shot(`evidence-${left}`);
      await editor.press("Tampilkan utuh kepada publik");
      await until(async () => (await unseen()).length === signatures.length + left - 1, "the cleared picture", 20);
    }
    await editor.says("Tidak ada foto yang menunggu");
  });

  await holds(at("LedgerAndStatementSayWhatTheApiSays"), async () => {
    await treasurer.open("/konsol/buku");
    await treasurer.page.locator("[data-trial='IDR']").waitFor();
    const shown = await treasurer.page.locator("[data-trial='IDR']").innerText();
    const { items, totals } = await foundation.treasurer.get(`/api/ledger/accounts?organisation=${foundation.id}`);
    const rupiah = (sen) => "Rp" + String(sen / 100).replace(/\B(?=(\d{3})+$)/g, ".");
    const total = totals.find((one) => one.asset === "IDR");
    equal(total.debits, total.credits);
    truth(shown.includes(rupiah(total.debits)) && shown.includes("Debit sama dengan kredit"), "the sums of the trial balance");
    const bank = items.find((one) => one.purpose === "bank");
    truth(shown.includes(rupiah(bank.balance)), "the bank's balance");
    await treasurer.fits();
    await treasurer.shot("ledger");
    await treasurer.open(`/konsol/buku/akun/${bank.id}`);
    await treasurer.page.locator("[data-statement]").waitFor();
    truth((await treasurer.page.locator("[data-statement]").innerText()).includes(rupiah(bank.balance)), "the same balance above its statement");
    const lines = await foundation.treasurer.get(`/api/ledger/accounts/${bank.id}/statement?organisation=${foundation.id}`);
    equal(lines.items[0].balance, bank.balance);
    equal(await treasurer.page.locator("table tbody tr").count(), lines.items.length);
    await treasurer.fits();
    await treasurer.shot("statement");
    await treasurer.open("/konsol/buku/laporan");
    await treasurer.says("Laporan posisi keuangan");
    await treasurer.says(rupiah(bank.balance));
    await treasurer.fits();
    await treasurer.shot("reports");
  });

  await holds(at("WhoSignsOutIsOut"), async () => {
    for (const one of everybody) await one.sign_out();
    await treasurer.open("/konsol/buku");
    await treasurer.page.waitForURL(/\/masuk\?ke=/);
    equal((await treasurer.page.request.get(`${installation.url}/api/ledger/accounts?organisation=${foundation.id}`)).status(), 401);
  });

  await holds(at("TheBrowsersHadNothingToComplainAbout"), () => truth(everybody.every((one) => one.faults.length === 0), `no complaints: ${everybody.flatMap((one) => one.faults).join(" | ")}`));
  for (const one of everybody) await one.close();
}

// The screen is the same whatever database stands behind it: both sizes on the embedded one.
if (!postgres) await work("desktop", "Kit sekolah di meja", "kit-di-meja");
await work("phone", "Kit sekolah di telepon", "kit-di-telepon");

await holds("ATreasurerChangesThePasswordAndThePlatformInvitesAVerifier", async () => {
  const treasurer = await (await Desk.of(browser, "desktop", installation, foundation.treasurer)).sign_in();
  await treasurer.open("/konsol/akun");
  const next = "jagung-menguning-di-ladang-31";
  await treasurer.fill({ present: foundation.treasurer.password, password: "pendek", again: "pendek" });
  await treasurer.press("Ganti kata sandi");
  await treasurer.says("Kata sandi baru paling sedikit 12 huruf.");
  await treasurer.fill({ password: next, again: next });
  await treasurer.press("Ganti kata sandi");
  await treasurer.says("Kata sandi diganti.");
  const old = await platform.client().refusal("POST", "/api/sign-in", { email: foundation.treasurer.email, password: foundation.treasurer.password });
  equal(old.status, 401);
  foundation.treasurer.password = next;
  equal((await platform.client().post("/api/sign-in", { email: foundation.treasurer.email, password: next })).next, "totp");
  const told = /Kata sandi akun Lumbung Anda (diganti pada .* WIB), dan sesi di perangkat lain diakhiri/;
  truth((await platform.client().in_letter(foundation.treasurer.email, told)).startsWith("diganti pada"), "a letter says when it was replaced");
  await code_due(foundation.treasurer);
  await foundation.treasurer.sign_in(); // its session ended with the old password
  await treasurer.close();

  const admin = await (await Desk.of(browser, "phone", installation, platform.admin)).sign_in();
  await admin.open("/konsol/platform/petugas");
  await admin.says("Wayan Pemeriksa");
  await admin.press("Undang petugas");
  await admin.fill({ name: "Nyoman Pemeriksa", email: "nyoman@lumbung.example" });
  await admin.pick("role", "platform_verifier");
  await admin.page.locator("form").getByRole("button", { name: "Undang petugas" }).click();
  await admin.says("Undangan untuk Nyoman Pemeriksa dibuat");
  truth(!/\/undangan\//.test(await admin.text()), "whoever invites does not see the link: only the letter has it");
  truth(/^\S{40,}$/.test(await platform.client().in_letter("nyoman@lumbung.example", /\/undangan\/(\S+)/)), "the letter has it");
  await admin.fits();

  // The letter got lost: it is sent again, and the older link is void.
  const link = /\/undangan\/(\S+)/;
  const stranger = platform.client();
  const lost = await stranger.in_letter("nyoman@lumbung.example", link);
  await admin.open("/konsol/platform/petugas");
  await admin.says("Undangan yang belum diterima");
  await admin.press("Kirim ulang undangan");
  await admin.page.locator("[data-sent-again]").waitFor();
  truth(!/\/undangan\//.test(await admin.text()), "whoever sends it again does not see the link either");
  const found = await stranger.in_letter("nyoman@lumbung.example", link, [lost]);
  equal((await stranger.refusal("GET", `/api/invitations/${lost}`)).code, "access.invitation_not_valid");
  equal((await stranger.get(`/api/invitations/${found}`)).email, "nyoman@lumbung.example");
  await admin.fits();
  await admin.shot("sent-again");
  // It went to the wrong person: it is withdrawn, and nobody is waited for.
  await admin.press("Batalkan undangan");
  const sheet = admin.page.locator("dialog[open]");
  await sheet.getByRole("button", { name: "Batalkan undangan" }).click();
  await until(async () => !(await admin.text()).includes("nyoman@lumbung.example"), "the withdrawn invitation to go", 20);
  equal((await stranger.refusal("GET", `/api/invitations/${found}`)).code, "access.invitation_not_valid");
  await admin.close();
});

const used = [];
// Four codes, each good once in its half minute: at one size only. The suite `pages` looks at the pages at both.
await holds("WhoForgotThePasswordSetsANewOneByLetterAndStillNeedsTheCodeOnAPhone", async () => {
  const size = "phone";
  const { approver } = foundation;
  const desk = await (await Desk.of(browser, size, installation, approver)).sign_in();
  await desk.sign_out();
  await code_due(approver);
  await approver.sign_in(); // on another device
  equal((await approver.get("/api/me")).signed_in, true);
  await desk.open("/masuk");
  await desk.follow("Lupa kata sandi?");
  await desk.page.locator("[data-forgot]").waitFor();
  await desk.fill({ email: "bukan surel" });
  await desk.press("Kirim tautan");
  await desk.says("Tulis alamat surel yang benar");
  await desk.fill({ email: approver.email });
  await desk.press("Kirim tautan");
  await desk.page.locator("[data-sent]").waitFor();
  await desk.says("Berlaku 30 menit");
  await desk.fits();
  await desk.shot("forgot-sent");
  const token = await approver.in_letter(approver.email, /\/masuk\/sandi-baru#(\S+)/, used);
  used.push(token);
  await desk.open("/uji-coba/surel");
  await desk.page.locator(`a[href$="/masuk/sandi-baru#${token}"]`).first().click();
  await desk.page.locator("[data-new-password]").waitFor();
  truth(!desk.page.url().includes(token), "the token does not stay in the address");
  const next = `sawah-hijau-di-kaki-gunung-${size}`;
  await desk.fill({ password: "pendek" });
  await desk.press("Simpan kata sandi");
  await desk.says("Kata sandi paling sedikit 12 huruf.");
  await desk.fill({ password: next });
  await desk.shot("forgot-new");
  await desk.fits();
  await desk.press("Simpan kata sandi");
  await desk.page.locator("[data-done]").waitFor();
  await desk.shot("forgot-done");
  equal((await platform.client().refusal("POST", "/api/sign-in", { email: approver.email, password: approver.password })).status, 401);
  equal((await platform.client().refusal("POST", "/api/password-resets/completion", { token, password: "kata-lain-yang-panjang-sekali" })).code, "access.reset_not_valid");
  equal((await approver.get("/api/me")).signed_in, false); // the session on the other device has ended
  approver.password = next;
  await desk.sign_in(); // password and code
  await desk.sign_out();
  await desk.open(`/masuk/sandi-baru#${token}`);
  await desk.page.locator("[data-new-password]").waitFor();
  await desk.fill({ password: "kata-lain-yang-panjang-sekali" });
  desk.faults.length = 0;
  await desk.press("Simpan kata sandi");
  await desk.says("Tautan ini tidak berlaku lagi");
  equal(desk.faults.filter((line) => !line.includes("410")), []);
  truth((await approver.in_letter(approver.email, /Kata sandi akun Lumbung Anda (diganti)/)) === "diganti", "a letter says so");
  await code_due(approver);
  await approver.sign_in();
  await desk.close();
});

await holds("TheTreasurerClosesTheBookThroughYesterdayAndItStaysClosed", async () => {
  const treasurer = await (await Desk.of(browser, "phone", installation, foundation.treasurer)).sign_in();
  await treasurer.open("/konsol/buku/tutup");
  const yesterday = new Date(Date.now() + 7 * 3600_000 - 86_400_000).toISOString().slice(0, 10);
  await treasurer.fill({ last_day: platform.today() });
  await treasurer.press("Lanjut ke pemeriksaan");
  await treasurer.says("Hari ini belum selesai.");
  await treasurer.fill({ last_day: yesterday });
  await treasurer.press("Lanjut ke pemeriksaan");
  await treasurer.says("Penutupan tidak dapat dibatalkan.");
  await treasurer.page.locator("[data-check]").getByRole("button", { name: "Tutup buku" }).click();
  await treasurer.says("Buku ditutup sampai");
  await treasurer.fits();
  const { items } = await foundation.treasurer.get(`/api/programmes?organisation=${foundation.id}`);
  const { plan } = await foundation.treasurer.get(`/api/programmes/${items[0].id}`);
  const late = await foundation.treasurer.refusal("POST", `/api/programmes/${items[0].id}/purchases`, { id: foundation.treasurer.new_id(), item: plan.items[0].id, units: 1, total: rp(1_000), vendor: "Toko", on: yesterday, quotes: [], evidence: [await foundation.picture(photos.minutes, "image/png", foundation.treasurer)] });
  equal(late.code, "ledger.day_in_closed_period");
  await treasurer.close();
});

await browser.close();
await installation.stop();
await holds("TheCheckFindsNothing", async () => truth((await installation.run("check")).includes("0 kesalahan"), "0 faults"));
place.forget();
console.log(`staff on ${postgres ? "PostgreSQL" : "SQLite"}`);
finish();
