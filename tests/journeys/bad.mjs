// Bad input: what strangers and staff send that must not be taken. Each line gets its own refusal, with status, code and
// field, in both languages; and afterwards the books and every table are as they were.
import { Socket } from "node:net";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { equal, finish, holds, truth, until } from "./expect.mjs";
import { behind_the_back, new_place } from "./place.mjs";
import { photos } from "./pictures.mjs";
import { static_qris } from "../../tools/world/qris.mjs";

const rp = (rupiah) => rupiah * 100; // the wire speaks sen
const village = "32.17.10.2005";

const place = await new_place();
const { installation, platform } = place;
const foundation = await platform.foundation({ name: "Yayasan Contoh Lumbung", nmid_qris: static_qris("Yayasan Contoh Lumbung", "Bandung Barat", 1), va_prefix: "12345" });
await platform.trust_bank(foundation.id);
const { id: programme, items } = await foundation.programme({
  title: "Kit sekolah", summary: "Kit sekolah untuk anak", needs: [{ text: "Anak tanpa alat tulis", households: 2 }],
  items: [{ name: "Kit sekolah", asset: "KIT-SEKOLAH", unit_cost: rp(70_000), units: 2 }], target_households: 2,
});
const kit = items[0].id;
const words = { title: "Kit sekolah", summary: "Satu kit, satu anak.", story: "Tas dan buku.", target: rp(3_500_000) };
const open = await foundation.campaign({ programme, slug: "kit-sekolah", ...words });
const closed = await foundation.campaign({ programme, slug: "sudah-tutup", ...words });
await foundation.campaign_editor.post(`/api/campaigns/${closed.id}/closing`, { reason: "selesai" });
const draft = { id: foundation.campaign_editor.new_id(), organisation: foundation.id, programme, slug: "rancangan", ...words, fee_permille: 0, disaster: false, over_funding: "continue", under_funding: "carry_on" };
await foundation.campaign_editor.post("/api/campaigns", draft);
const given = await foundation.gift(open.slug, rp(200_000));
const minutes = await foundation.picture(photos.minutes, "image/png", foundation.treasurer);
const photo = await foundation.picture(photos.first, "image/png");
await foundation.release(programme, open.id, rp(100_000), "Tahap 1", [minutes]);
await foundation.buy(programme, kit, 1, rp(70_000), { evidence: [minutes] });
const family = await foundation.family({ area: village, head: "Ibu Ratna", decile: 2 });
const enrolled = await foundation.enrol(programme, family);
const { treasurer, approver, field_officer: officer, campaign_editor: editor } = foundation;
const visitor = platform.client();
const waiting = await foundation.gift(open.slug, rp(30_000), { paid: false });
const waiting_va = await foundation.gift(open.slug, rp(40_000), { paid: false, method: "va" });

// ---- What must stay as it is: the books, and how many rows each table has (but for sessions and the like).

const moving = /^(sessions|signin|sign_in|totp|used_|payment_tokens)/;
async function standing() {
  await until(async () => Number(await behind_the_back(installation, "SELECT count(*) FROM log_outbox")) === 0, "the log to take what is done");
  const { items: accounts, totals } = await treasurer.get(`/api/ledger/accounts?organisation=${foundation.id}`);
  const list = installation.settings.database
    ? "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1";
  const tables = (await behind_the_back(installation, list)).trim().split("\n").filter((name) => !moving.test(name));
  // The bank may take a new token at any time; that is its good right.
  const rows = (name) => (name === "audit_events" ? "audit_events WHERE kind <> 'payments.token_issued'" : name);
  const counts = await behind_the_back(installation, tables.map((name) => `SELECT '${name}', count(*) FROM ${rows(name)}`).join(" UNION ALL "));
  return { accounts, totals, counts: counts.trim().split("\n").sort() };
}

/** Does what must be refused, and sees that nothing was changed by it. */
async function changes_nothing(sentence, act) {
  await holds(sentence, async () => {
    const before = await standing();
    await act();
    equal(await standing(), before);
  });
}

function told(problem, status, code, pointer) {
  equal({ status: problem.status, code: problem.code }, { status, code });
  const error = pointer === undefined ? problem : problem.errors?.find((each) => each.pointer === pointer && each.code === code);
  truth(error, `${code} at ${pointer} in ${JSON.stringify(problem)}`);
  truth(error.details.id.length > 10 && error.details.en.length > 10 && error.details.id !== error.details.en, "a sentence in each language");
}

/** The raw text `body` is refused so, and the person reads it in their own language. */
async function raw_refused(client, method, path, body, [status, code, pointer], headers = {}) {
  for (const language of ["id", "en"]) {
    const answer = await client.raw(method, path, { body, type: "application/json", headers: { "Accept-Language": language, ...headers } });
    const text = await answer.text();
    truth(/problem\+json/.test(answer.headers.get("content-type")), `a problem instead of ${answer.status} ${text.slice(0, 200)}`);
    const problem = JSON.parse(text);
    equal(answer.status, status);
    told(problem, status, code, pointer);
    equal(problem.detail, problem.details[language]);
  }
}
const refused = (client, path, body, expected, method = "POST") => raw_refused(client, method, path, JSON.stringify(body), expected);

const gift = (more = {}) => ({ id: visitor.new_id(), campaign: open.slug, amount: rp(10_000), shown_as: "anonymous", method: "qris", ...more });
const text_of = (body, from, to) => JSON.stringify(body).replace(from, to);

// ---- Strangers

await changes_nothing("UnknownAndRepeatedFieldsAreNamed", async () => {
  await refused(visitor, "/api/gifts", gift({ surprise: 1 }), [422, "http.field_unknown", "/surprise"]);
  await raw_refused(visitor, "POST", "/api/gifts", text_of(gift(), '"amount":', '"amount":1000000,"amount":'), [422, "http.field_repeated", "/amount"]);
  await refused(visitor, "/api/gifts", { ...gift(), campaign: undefined }, [422, "http.field_missing", "/campaign"]);
  await raw_refused(visitor, "GET", "/api/campaigns?words=kit&surprise=1", undefined, [422, "http.field_unknown", "surprise"]);
});

await changes_nothing("WrongTypesAreNamed", async () => {
  await refused(visitor, "/api/gifts", gift({ amount: "1000000" }), [422, "http.field_wrong_type", "/amount"]);
  await refused(visitor, "/api/gifts", gift({ campaign: 7 }), [422, "http.field_wrong_type", "/campaign"]);
  await refused(visitor, "/api/gifts", gift({ amount: null }), [422, "http.field_wrong_type", "/amount"]);
  await refused(visitor, "/api/gifts", gift({ shown_as: "whoever" }), [422, "http.choice_unknown", "/shown_as"]);
  await refused(visitor, "/api/gifts", gift({ id: "abc" }), [422, "core.id_unreadable", "/id"]);
  await refused(visitor, "/api/gifts", [gift()], [422, "http.body_not_object"]);
});

await changes_nothing("AmountsOfNothingLessOrTooMuchAreRefused", async () => {
  const amount = (text, ...expected) => raw_refused(visitor, "POST", "/api/gifts", text_of(gift({ amount: 7 }), '"amount":7', `"amount":${text}`), expected);
  await amount("0", 422, "http.amount_not_positive", "/amount");
  await amount("-1000000", 422, "http.amount_not_positive", "/amount");
  await amount("1000000.5", 422, "http.field_not_whole", "/amount");
  await amount("1e6", 422, "http.field_not_whole", "/amount");
  await amount("9223372036854775808", 422, "http.amount_too_big", "/amount");
  await amount("99999999999999999999999999", 422, "http.amount_too_big", "/amount");
  await amount("1000050", 422, "giving.amount_not_whole", "/amount");
  await amount("99900", 422, "giving.amount_too_small", "/amount");
  await amount("1000000100", 422, "giving.amount_too_large", "/amount");
  await refused(visitor, "/api/gifts", gift({ method: "va", amount: rp(10_000_000_001) }), [422, "giving.amount_too_large", "/amount"]);
});

await changes_nothing("ClosedUnopenedAndUnknownCampaignsTakeNothing", async () => {
  await refused(visitor, "/api/gifts", gift({ campaign: closed.slug }), [409, "giving.campaign_closed", "/campaign"]);
  await refused(visitor, "/api/gifts", gift({ campaign: draft.slug }), [409, "giving.campaign_not_open", "/campaign"]);
  await refused(visitor, "/api/gifts", gift({ campaign: "tidak-ada" }), [404, "giving.unknown_campaign", "/campaign"]);
});

await holds("AnUnverifiedOrganisationOpensNoCampaign", async () => {
  const id = visitor.new_id();
  const { invitation } = await visitor.post("/api/organisations", {
    id, name: "Yayasan Belum Jelas", kind: "yayasan", area: "32.17", contact_phone: "0812-3456-7891",
    administrator: { id: visitor.new_id(), name: "Pak Baru", email: "baru@contoh.example" },
  });
  const admin = await platform.person(await visitor.invitation_token(invitation, "baru@contoh.example"), { name: "Pak Baru", email: "baru@contoh.example", role: "org_admin" });
  const writer = await platform.staff(admin, `/api/organisations/${id}/staff`, "Bu Penulis", "campaign_editor");
  const made = { id: writer.new_id(), organisation: id, title: "Bantuan", summary: "Bantuan beras", area: "32.17", starts: platform.today(), ends: platform.today() };
  const refusal = await writer.refusal("POST", "/api/programmes", made).catch(() => null);
  if (refusal) return told(refusal.problem, 409, "access.not_verified");
  const campaign = { ...draft, id: writer.new_id(), organisation: id, programme: made.id, slug: "belum-jelas" };
  await writer.post("/api/campaigns", campaign);
  await changes_nothing("… AndWhatItDraftedStaysADraft", () => refused(writer, `/api/campaigns/${campaign.id}/opening`, {}, [409, "access.not_verified"]));
});

await changes_nothing("AnIdWithOtherContentIsRefused", async () => {
  await refused(visitor, "/api/gifts", gift({ id: given.id, amount: rp(200_001) }), [409, "http.id_reused"]);
  await refused(visitor, "/api/gifts", gift({ id: waiting.id }), [409, "http.id_reused"]);
  await refused(editor, "/api/campaigns", { ...draft, slug: "lain" }, [409, "http.id_reused"]);
});

// A client that names its request otherwise each time does not get round the ids.
const news = { id: editor.new_id(), title: "Kabar", text: "Sudah dibeli." };
await editor.post(`/api/campaigns/${open.id}/updates`, news);
const complaint = { id: visitor.new_id(), about: "campaign", subject: open.slug, text: "Kitnya tidak sampai." };
await visitor.post("/api/reports", complaint);
await changes_nothing("AnIdWithOtherContentIsRefusedUnderAnyHeader", async () => {
  const other = (client, path, body) => raw_refused(client, "POST", path, JSON.stringify(body), [409, "programme.id_reused", "/id"], { "Idempotency-Key": client.new_id() });
  await other(visitor, "/api/gifts", gift({ id: given.id, amount: rp(200_001) }));
  await other(editor, "/api/campaigns", { ...draft, slug: "lain" });
  await other(editor, `/api/campaigns/${open.id}/updates`, { ...news, text: "Belum dibeli." });
  await other(visitor, "/api/reports", { ...complaint, text: "Sudah sampai." });
});

await changes_nothing("AReportIsAboutSomethingThatIsThere", async () => {
  const about = (about, subject) => refused(visitor, "/api/reports", { ...complaint, id: visitor.new_id(), about, subject }, [422, "giving.report_subject_unknown", "/subject"]);
  await about("campaign", "../../");
  await about("campaign", draft.slug);
  await about("delivery", open.slug);
  await about("organisation", visitor.new_id());
  equal((await visitor.refusal("GET", "/api/console/reports")).problem.code, "work.sign_in_first");
  equal((await treasurer.refusal("GET", "/api/console/reports")).problem.code, "work.not_allowed");
});

await changes_nothing("ADraftStaysWithItsProgramme", async () => {
  await refused(editor, `/api/campaigns/${draft.id}`, { ...draft, programme: editor.new_id() }, [409, "giving.campaign_stays", "/programme"], "PUT");
  await refused(editor, `/api/campaigns/${draft.id}`, { ...draft, organisation: editor.new_id() }, [409, "giving.campaign_stays", "/organisation"], "PUT");
});

await changes_nothing("ABodyCutInTheMiddleIsSaidToBeSo", async () => {
  const whole = JSON.stringify(gift());
  for (const end of [1, 20, whole.length - 1]) await raw_refused(visitor, "POST", "/api/gifts", whole.slice(0, end), [400, "http.body_unreadable"]);
  await raw_refused(visitor, "POST", "/api/gifts", whole + "}", [400, "http.body_unreadable"]);
  await raw_refused(visitor, "POST", "/api/gifts", '{"a":'.repeat(200) + "1" + "}".repeat(200), [400, "http.body_too_deep"]);
  await raw_refused(visitor, "POST", "/api/gifts", JSON.stringify(gift({ message: "a\u0000b" })), [422, "http.text_has_nul"]);
  const answer = await visitor.raw("POST", "/api/gifts", { body: JSON.stringify(gift()), type: "text/plain" });
  told(await answer.json(), 415, "http.wrong_content_type");
});

/** Sends bytes and hangs up in the middle; gives what came back, if anything. */
function hang_up(head, part) {
  return new Promise((resolve) => {
    const socket = new Socket();
    let heard = "";
    socket.on("data", (bytes) => (heard += bytes)).on("error", () => {}).on("close", () => resolve(heard));
    socket.connect(installation.port, "127.0.0.1", () => socket.write(head + part, () => setTimeout(() => socket.end(), 100)));
  });
}
await changes_nothing("AConnectionCutInTheMiddleOfABodyGivesNothing", async () => {
  const body = JSON.stringify(gift());
  const head = `POST /api/gifts HTTP/1.1\r\nHost: lumbung\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  truth(!/ 20\d /.test(await hang_up(head, body.slice(0, 40))), "no success for half a body");
  await visitor.get("/api/campaigns");
});

// ---- The acquirer, and who pretends to be

const notice = (qr, mischief) => installation.pay(qr, { mischief });
await changes_nothing("NoticesThatNobodySignedOrTooOldAreRefused", async () => {
  const wrong = await notice(waiting.qr, "wrong_signature");
  equal([wrong.sent[0].http, wrong.sent[0].response_code], [401, "4015200"]);
  const old = await notice(waiting.qr, "old");
  equal([old.sent[0].http, old.sent[0].response_code], [401, "4015200"]);
  const unsigned = await visitor.raw("POST", "/v1.0/qr/qr-mpm-notify", { body: "{}", type: "application/json" });
  truth([400, 401].includes(unsigned.status), `an unsigned notice gets ${unsigned.status}`);
  equal((await visitor.get(`/api/gifts/${waiting.id}/status?token=${waiting.trace}`)).state, "waiting");
});

await holds("AReplayedNoticeCountsOnce", async () => {
  const gift = await foundation.gift(open.slug, rp(11_000), { paid: false });
  const { sent } = await notice(gift.qr, "replay");
  equal([sent[0].http, sent[0].response_code], [409, "4095200"]);
  const trace = await visitor.get(`/api/trace/${gift.trace}`);
  equal(trace.sums.amount, rp(11_000));
  const { bars } = await visitor.get(`/api/campaigns/${open.slug}`);
  equal(bars.money.raised, rp(211_000));
});

await changes_nothing("AVirtualAccountIsNotPaidWithAnotherAmount", async () => {
  const { sent } = await installation.pay_va(waiting_va.va, { mischief: "wrong_amount" });
  truth(sent[0].http === 404 && sent[0].response_code === "4042513", `refused as an invalid amount: ${sent[0].http} ${sent[0].response_code}`);
  const answer = await fetch(`${installation.bank}/pay-va`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ va: "1234599999999999" }) });
  equal(answer.status, 404);
});

const suspense = async () => (await treasurer.get(`/api/suspense?organisation=${foundation.id}&state=open`)).items;
await holds("AWrongAmountAndAnUnknownReferenceAreListedInSuspense", async () => {
  const bars = (await visitor.get(`/api/campaigns/${open.slug}`)).bars;
  await notice(waiting.qr, "wrong_amount");
  await notice(waiting.qr, "unknown_reference");
  equal((await suspense()).map((item) => [item.reason, item.amount]).sort(), [["unknown_reference", rp(30_000)], ["wrong_amount", rp(31_000)]]);
  equal((await visitor.get(`/api/gifts/${waiting.id}/status?token=${waiting.trace}`)).state, "waiting");
  equal((await visitor.get(`/api/campaigns/${open.slug}`)).bars, bars);
});

await changes_nothing("SuspenseIsNotResolvedWithoutReasonChargeOrRight", async () => {
  const [item] = await suspense();
  const door = `/api/suspense/${item.id}/resolution`;
  await treasurer.prove();
  await refused(treasurer, door, { action: "assign", note: "cocok dengan mutasi" }, [422, "http.field_missing", "/charge"]);
  await refused(treasurer, door, { action: "return", note: "ya" }, [422, "http.text_too_short", "/note"]);
  await refused(treasurer, door, { action: "burn", note: "ke mana saja" }, [422, "http.choice_unknown", "/action"]);
  await refused(treasurer, door, { action: "assign", charge: visitor.new_id(), note: "cocok dengan mutasi" }, [404, "payments.charge_unknown", "/charge"]);
  await refused(visitor, door, { action: "return", note: "kirim ke saya" }, [401, "work.sign_in_first"]);
});

await holds("SuspenseIsResolvedByAssigningAndByReturning", async () => {
  await treasurer.prove();
  const open_items = await suspense();
  const wrong = open_items.find((item) => item.reason === "wrong_amount");
  const unknown = open_items.find((item) => item.reason === "unknown_reference");
  await treasurer.post(`/api/suspense/${wrong.id}/resolution`, { action: "assign", charge: wrong.charge, note: "donatur menambah seribu" });
  await treasurer.prove();
  await treasurer.post(`/api/suspense/${unknown.id}/resolution`, { action: "return", note: "bukan untuk kami" });
  equal(await suspense(), []);
  equal((await visitor.get(`/api/trace/${waiting.trace}`)).sums.amount, rp(31_000));
  const again = await treasurer.refusal("POST", `/api/suspense/${unknown.id}/resolution`, { action: "assign", charge: wrong.charge, note: "berubah pikiran" });
  told(again.problem, 409, "payments.suspense_settled");
});

await holds("WhatTheAcquirerTakesBackLeavesTheFund", async () => {
  const before = (await visitor.get(`/api/campaigns/${open.slug}`)).bars.money;
  const gift = await foundation.gift(open.slug, rp(12_000), { wish: { mischief: "refund" } });
  equal((await visitor.get(`/api/trace/${gift.trace}`)).sums, { amount: rp(12_000), fee: 0, used: 0, refunded: rp(12_000), unused: 0 });
  const after = (await visitor.get(`/api/campaigns/${open.slug}`)).bars.money;
  equal([after.raised, after.waiting], [before.raised, before.waiting]);
});

// ---- Staff

const deliveries = `/api/programmes/${programme}/deliveries`;
const hand_over = (more = {}) => ({ id: officer.new_id(), item: kit, enrolment: enrolled.id, units: 1, at: new Date().toISOString(), ...more });
const piece = (kind, hash) => ({ id: officer.new_id(), kind, hash });
await changes_nothing("AProofThatIsNotOfThisHandOverIsRefused", async () => {
  await refused(officer, deliveries, hand_over({ at: "1971-01-01T00:00:00Z" }), [422, "programme.happened_too_early", "/at"]);
  await refused(officer, deliveries, hand_over({ place: { lat: 0, lon: -30, accuracy: 5 } }), [422, "registry.place_abroad", "/place/lat"]);
  await refused(officer, deliveries, hand_over({ evidence: [piece("photo", photo), piece("signature", photo)] }), [409, "programme.evidence_used", "/evidence/1"]);
  await refused(officer, deliveries, hand_over({ evidence: [piece("photo", minutes)] }), [409, "programme.evidence_used", "/evidence/0"]);
});

await changes_nothing("WhatProvesSomethingIsNoPictureOfACampaign", async () => {
  for (const picture of [photo, minutes]) {
    await refused(editor, "/api/campaigns", { ...draft, id: editor.new_id(), slug: "foto-bukti", picture }, [422, "giving.picture_not_stored", "/picture"]);
    await refused(editor, `/api/campaigns/${open.id}/updates`, { id: editor.new_id(), title: "Kabar", text: "Kabar baik", picture }, [422, "giving.picture_not_stored", "/picture"]);
    equal((await visitor.raw("GET", `/pictures/${picture}.jpg`)).status, 404);
  }
});

await changes_nothing("ADeliveryWithoutStockBeyondThePlanOrToStrangersIsRefused", async () => {
  await refused(officer, deliveries, hand_over({ units: 2 }), [409, "programme.no_stock", "/units"]);
  await refused(officer, deliveries, hand_over({ units: 3 }), [409, "programme.beyond_plan", "/units"]);
  await refused(officer, deliveries, hand_over({ enrolment: officer.new_id() }), [409, "programme.not_enrolled", "/enrolment"]);
  await refused(officer, deliveries, hand_over({ item: officer.new_id() }), [422, "programme.unknown_item", "/item"]);
  await refused(officer, deliveries, hand_over({ at: new Date(Date.now() + 3_600_000).toISOString() }), [422, "programme.not_yet_happened", "/at"]);
  await refused(officer, deliveries, hand_over({ evidence: [piece("photo", "0".repeat(64))] }), [422, "programme.evidence_not_stored", "/evidence/0"]);
  await refused(officer, deliveries, hand_over({ units: 0 }), [422, "http.field_too_small", "/units"]);
  await refused(visitor, deliveries, hand_over(), [401, "work.sign_in_first"]);
});

await changes_nothing("PurchasesAndCostsBeyondWhatTheRulesAllowAreRefused", async () => {
  const purchase = (more) => ({ id: treasurer.new_id(), item: kit, units: 1, total: rp(30_000), vendor: "Toko", on: platform.today(), quotes: [], evidence: [minutes], ...more });
  await refused(treasurer, `/api/programmes/${programme}/purchases`, purchase({ total: rp(30_001) }), [409, "programme.not_enough_released", "/total"]);
  await refused(treasurer, `/api/programmes/${programme}/purchases`, purchase({ units: 2 }), [409, "programme.purchase_beyond_plan", "/units"]);
  const cost = (more) => ({ id: treasurer.new_id(), name: "Spanduk", kind: "collection", amount: rp(25_000), on: platform.today(), evidence: [minutes], ...more });
  await refused(treasurer, `/api/programmes/${programme}/costs`, cost(), [409, "giving.cost_cap", "/amount"]);
  await refused(treasurer, `/api/programmes/${programme}/purchases`, purchase({ evidence: [] }), [422, "programme.spending_needs_receipt", "/evidence"]);
  await refused(treasurer, `/api/programmes/${programme}/costs`, cost({ evidence: [] }), [422, "programme.spending_needs_receipt", "/evidence"]);
  await refused(treasurer, `/api/gifts/${given.id}/refund`, { id: treasurer.new_id(), amount: rp(100_001), reason: "diminta" }, [409, "giving.nothing_unused", "/amount"]);
});

await holds("AReleaseIsNotCarriedOutByItsPreparerNorByOnePerson", async () => {
  await treasurer.prove();
  const door = `/api/programmes/${programme}/releases`;
  const wish = { id: treasurer.new_id(), campaign: open.id, amount: rp(50_000), reason: "Tahap 2", evidence: [minutes] };
  await changes_nothing("… ReleasesWithoutEvidenceOrMoneyAreNotProposed", async () => {
    await refused(treasurer, door, { ...wish, evidence: [] }, [422, "programme.release_needs_evidence", "/evidence"]);
    await refused(treasurer, door, { ...wish, amount: rp(10_000_000) }, [409, "programme.nothing_to_release", "/amount"]);
    await refused(officer, door, wish, [403, "work.not_allowed"]);
  });
  // Even who holds both roles does not approve their own.
  const invited = await foundation.admin.post(`/api/organisations/${foundation.id}/staff`, { id: foundation.admin.new_id(), email: treasurer.email, name: "Budi Bendahara", role: "approver" });
  const token = await treasurer.invitation_token(invited, treasurer.email);
  await treasurer.post(`/api/invitations/${token}/acceptance`, { name: "Budi Bendahara" });
  const { approval } = await treasurer.post(door, wish);
  const { content_hash } = await approver.get(`/api/approvals/${approval}`);
  const decision = `/api/approvals/${approval}/decision`;
  await treasurer.prove();
  await approver.prove();
  await changes_nothing("… NeitherThePreparerNorAStrangerNorAnotherTextDecides", async () => {
    const of = (person, hash, ...expected) => refused(person, decision, { decision: "approve", content_hash: hash }, expected);
    await of(treasurer, content_hash, 403, "access.own_approval");
    await of(editor, content_hash, 403, "work.not_allowed");
    await of(visitor, content_hash, 403, "work.not_allowed");
    await of(approver, "0".repeat(64), 409, "access.content_differs");
  });
  const { bars } = await visitor.get(`/api/campaigns/${open.slug}`);
  equal(bars.money.released, rp(100_000)); // proposed is not released
  await approver.post(decision, { decision: "refuse", content_hash, reason: "belum perlu" });
  const late = await approver.refusal("POST", decision, { decision: "approve", content_hash });
  equal(late.status, 409);
});

const uploads = `/api/evidence?purpose=evidence&organisation=${foundation.id}`;
await changes_nothing("APhotoOfSomebodyWithoutARightToItIsRefused", async () => {
  const upload = async (person, path, status, code) => told(await (await person.raw("POST", path, { body: photos.second, type: "image/png" })).json(), status, code);
  await upload(approver, uploads, 403, "work.not_allowed");
  await upload(officer, uploads.replace("purpose=evidence", "purpose=campaign"), 403, "work.not_allowed");
  await upload(officer, uploads.replace(foundation.id, officer.new_id()), 403, "work.not_allowed");
  await upload(officer, "/api/evidence", 422, "http.field_missing");
});

await changes_nothing("APhotoThatIsNoPhotoIsRefused", async () => {
  const upload = async (bytes, type, status, code) => {
    const answer = await officer.raw("POST", uploads, { body: bytes, type });
    told(await answer.json(), status, code);
  };
  await upload(Buffer.from("bukan foto"), "image/jpeg", 415, "programme.picture_unreadable");
  await upload(Buffer.from("\x89PNG\r\n\x1a\n dan seterusnya", "latin1"), "image/png", 415, "programme.picture_unreadable");
  await upload(photos.first.subarray(0, 200), "image/png", 415, "programme.picture_unreadable");
  await upload(Buffer.from("%PDF-1.7"), "application/pdf", 415, "http.wrong_content_type");
  const stranger = await visitor.raw("POST", uploads, { body: photos.first, type: "image/png" });
  told(await stranger.json(), 401, "work.sign_in_first");
});

/** Uploads `size` bytes over a socket of its own, as a phone does that reads the answer only afterwards. */
function upload_raw(size, sent_at_most) {
  return new Promise((resolve) => {
    const socket = new Socket();
    let heard = "", sent = 0;
    const piece = Buffer.alloc(1 << 16, 0xff);
    const more = () => {
      while (!socket.destroyed && sent < Math.min(size, sent_at_most)) {
        sent += piece.length;
        if (!socket.write(piece)) return;
      }
    };
    socket.on("data", (bytes) => (heard += bytes)).on("drain", more).on("error", () => {}).on("close", () => resolve({ heard, sent }));
    socket.connect(installation.port, "127.0.0.1", () => {
      socket.write(`POST /api/evidence HTTP/1.1\r\nHost: lumbung\r\nCookie: ${officer.cookie}\r\nContent-Type: image/jpeg\r\nContent-Length: ${size}\r\n\r\n`);
      more();
    });
    setTimeout(() => socket.destroy(), 15_000).unref();
  });
}
await changes_nothing("APhotoOf60MegabytesIsRefusedBeforeItIsRead", async () => {
  const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${installation.server.pid}/status`, "utf8"))[1]);
  const before = memory();
  const { heard } = await upload_raw(60 << 20, 60 << 20);
  truth(/^HTTP\/1\.1 413 /.test(heard), `413 instead of ${JSON.stringify(heard.slice(0, 80))}`);
  told(JSON.parse(heard.slice(heard.indexOf("\r\n\r\n") + 4)), 413, "http.too_large_to_read");
  truth(memory() - before < 40_000, `memory rose by ${memory() - before} kB`);
  await visitor.get("/api/campaigns");
});

await changes_nothing("ANikWithLettersOfNoDayOrWithoutSerialIsRefused", async () => {
  const with_nik = (nik, code) => refused(officer, "/api/families", {
    id: officer.new_id(), organisation: foundation.id, area: village, rt: "001", rw: "008", since: platform.today(),
    members: [{ id: officer.new_id(), name: "Ibu Yuyun", sex: "P", relation: "head", nik }],
  }, [422, code, "/members/0/nik"]);
  await with_nik("32171A5502900001", "core.nik_not_digits");
  await with_nik("3217107102900001", "core.nik_date"); // 31 February
  await with_nik("3217105502900000", "core.nik_serial");
  await with_nik("321710550290001", "core.nik_length");
  await with_nik("1111111111111111", "core.nik_placeholder");
});

await changes_nothing("StrangersAndOtherSitesChangeNothing", async () => {
  await refused(visitor, "/api/programmes", { id: visitor.new_id(), organisation: foundation.id, title: "A", summary: "B", area: "32.17", starts: platform.today(), ends: platform.today() }, [401, "work.sign_in_first"]);
  const foreign = await editor.raw("POST", "/api/campaigns", { body: JSON.stringify({ ...draft, id: editor.new_id(), slug: "dari-luar" }), type: "application/json", headers: { Origin: "https://jahat.example" } });
  told(await foreign.json(), 403, "http.foreign_origin");
  await raw_refused(visitor, "GET", "/api/tidak-ada", undefined, [404, "http.no_such_page"]);
  await raw_refused(visitor, "DELETE", "/api/gifts", undefined, [405, "http.method_not_allowed"]);
  await raw_refused(visitor, "GET", `/api/trace/${given.trace.slice(0, -1)}${given.trace.endsWith("A") ? "B" : "A"}`, undefined, [404, "giving.unknown_gift"]);
});

// ---- Ten thousand who open a connection and hardly say a word

async function files_allowed() {
  const limit = (await promisify(execFile)("bash", ["-c", "ulimit -n"])).stdout.trim();
  return limit === "unlimited" ? Infinity : Number(limit);
}
// As many as this machine lets a program open; `./test` raises the limit as far as it may.
const many = Math.min(10_000, (await files_allowed()) - 500);
if (many < 10_000) console.log(`only ${many} slow connections: no more files may be opened here`);
if (many < 1_000) {
  await holds("TenThousandSlowConnectionsDelayNobody", async () => truth(false, "too few files may be opened here: ulimit -n"));
} else {
  await changes_nothing("TenThousandSlowConnectionsDelayNobody", async () => {
    const sockets = [];
    let cut = 0;
    const slow = () => new Promise((resolve) => {
      const socket = new Socket();
      socket.on("error", () => {}).on("close", () => (cut += 1)).on("data", () => {});
      socket.connect(installation.port, "127.0.0.1", () => {
        socket.write("GET /api/campaigns HTTP/1.1\r\nHo");
        resolve();
      });
      sockets.push(socket);
    });
    const times = [];
    const ask = async () => {
      const began = performance.now();
      await visitor.get(`/api/campaigns/${open.slug}`);
      times.push(performance.now() - began);
    };
    for (let i = 0; i < many / 200; i += 1) {
      await Promise.all(Array.from({ length: 200 }, slow));
      if (i % 5 === 4) await ask();
    }
    const at_once = many - cut;
    for (let i = 0; i < 5; i += 1) await ask();
    truth(at_once > many / 2, `${at_once} were open at once`);
    truth(Math.max(...times) < 1000, `others waited ${Math.max(...times).toFixed(0)} ms`);
    await until(() => cut === many, "the slow ones to be cut", 30); // ten seconds for a head
    await ask();
    truth(times.at(-1) < 1000, "it answers afterwards");
    console.log(`        ${at_once} open at once; others waited ${Math.max(...times).toFixed(0)} ms at most`);
    for (const socket of sockets) socket.destroy();
  });
}

await holds("TheBooksBalanceAndTheCheckFindsNothing", async () => {
  const { totals } = await treasurer.get(`/api/ledger/accounts?organisation=${foundation.id}`);
  for (const total of totals) equal(total.debits, total.credits);
  await installation.stop();
  truth((await installation.run("check")).includes("0 kesalahan"), "0 faults");
});

await installation.stop();
place.forget();
finish();
