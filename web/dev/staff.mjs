// The console's side of the made-up world: one person signed in with every role of one foundation, so that all pages can be looked at.
// Any email and password; the code 123456 is right; "baru@" as email enrols an authenticator first.
import { createHash } from "node:crypto";
import * as world from "./world.mjs";

const rp = (n) => n * 100;
const uuid = (n) => `019330a0-0000-7000-8000-${String(n).padStart(12, "0")}`;
const isban = world.campaigns[0].organisation;
const mine = world.campaigns.filter((c) => c.organisation.id === isban.id);
const sha = (text) => createHash("sha256").update(text).digest("hex");
const hash = (n) => sha(`gambar ${n}`);
const area = { code: "32.17.09.2003", name: "Desa Mekarmukti" };
const p1 = uuid(201), c1 = mine[0];

const no = (status, code, id, en = id, errors = []) => ({ status, body: { type: "about:blank", status, code, detail: id, details: { id, en }, errors } });
const yes = (body, status = 200) => ({ status, body });
const list = (items) => yes({ items, next: null });

const rights = [
  "access.manage_organisation", "access.view_organisation", "access.manage_staff", "access.view_audit", "access.verify_organisation", "access.manage_platform", "giving.edit_campaign", "giving.view_gifts", "giving.refund", "programme.edit_plan", "programme.view",
  "programme.clear_evidence", "programme.enrol", "programme.deliver", "programme.prepare_release", "programme.approve_release", "programme.purchase", "registry.view", "registry.edit", "registry.view_identity", "ledger.view", "ledger.close_period", "ledger.open_balances", "payments.see_suspense", "payments.resolve_suspense",
];
const me = { signed_in: true, next: "done", account: uuid(9), name: "Rina Kartika", fresh: false, ends: "2026-11-22T20:00:00+07:00", rights, holdings: [...["org_admin", "treasurer"].map((role) => ({ role, area: "", organisation: isban.id, organisation_name: isban.name })), { role: "auditor", area: "", organisation: uuid(1), organisation_name: "Yayasan Teras Kasih" }, { role: "platform_verifier", area: "" }] };

const organisation = {
  id: isban.id, name: isban.name, kind: "yayasan", area: "32", state: "verified", registered: "2026-07-02T09:00:00+07:00", decided: "2026-08-14T10:00:00+07:00", contact_phone: "+62 22 555 0101",
  documents: ["akta", "sk_kemenkumham", "npwp", "izin_pub"].map((kind, i) => ({ id: uuid(20 + i), kind, file: hash(kind), added: "2026-07-03T09:00:00+07:00" })),
  permit: { valid_today: true, number: "112/HUK-UND/2026", issuer: "minister", area: "", from: "2026-09-01", to: "2026-12-31" }, bank_account: { bank_code: "008", number: "•••• 8776", holder: "YAYASAN ISBAN NUSANTARA" },
};
const waiting_organisation = { ...organisation, id: uuid(31), name: "Yayasan Teras Kasih", state: "submitted", decided: undefined, documents: organisation.documents.slice(0, 3) };

const content = `lumbung/release@v1\nid ${uuid(801)}\nprogramme ${p1}\nsource ${c1.id}\namount 1175000.00\nmilestone ${uuid(402)}\nreason Membeli 16 paket sekolah tahap 2 dari perajin di Cihampelas\nevidence ${hash(1)}\nevidence ${hash(2)}\n`;
const approval = { id: uuid(701), kind: "programme.release", subject: uuid(801), organisation: isban.id, organisation_name: isban.name, state: "open", reason: "", people: 2, moves_money: true, opened: "2026-11-21T15:10:00+07:00", content, content_hash: sha(content), preparer: { account: uuid(10), name: "Dadang Suhendar" }, voices: [], may_decide: true };
const old_approval = { ...approval, id: uuid(702), state: "approved", decided: "2026-11-08T11:00:00+07:00", opened: "2026-11-08T09:30:00+07:00", may_decide: false, voices: [{ account: uuid(9), name: "Rina Kartika", given: "2026-11-08T11:00:00+07:00" }] };
/** An approval of each kind and in each state: its text as the server writes it. */
const another = (n, kind, content, more = {}) => ({ ...approval, id: uuid(n), kind, content, content_hash: sha(content), moves_money: false, ...more });
const about_isban = `id ${isban.id}\nname ${isban.name}\nkind yayasan\narea 32\n`;
const permit_lines = "permit 112/HUK-UND/2026\nissuer minister\narea \nfrom 2026-09-01\nto 2026-12-31\n";
const account_lines = `bank 008\naccount ${sha("rekening")}\nholder YAYASAN ISBAN NUSANTARA\n`;
const approvals = [
  approval, old_approval,
  another(703, "programme.release", `lumbung/release@v2\nid ${uuid(802)}\namount 1175000.00\nprogramme ${p1}\nprogramme_title Perlengkapan sekolah Mekarmukti\ncampaign ${c1.id}\ncampaign_title ${c1.title}\nmilestone ${uuid(402)}\nmilestone_title Tahap 2: setelah 20 penyerahan terbukti\nmilestone_due 2026-12-01\nmilestone_amount 1175000.00\nreason Membeli 16 paket.\\nPerajin minta uang muka.\nevidence ${hash(1)}\n`, { moves_money: true, state: "refused", may_decide: false, reason: "Nota perajin belum ada tanggalnya.", decided: "2026-11-20T16:00:00+07:00" }),
  another(704, "programme.loss", `lumbung/loss@v1\nid ${uuid(805)}\nprogramme ${p1}\nitem ${uuid(301)}\nkind spoiled\nunits 2\non 2026-11-16\nreason Basah karena atap gudang bocor\nevidence ${hash(6)}\n`),
  another(705, "giving.settlement", `lumbung/settlement@v1\nid ${uuid(791)}\namount 60000.00\norganisation ${isban.id}\npaid_from own_account\nreference TRF-0099\nreason Dari kas lembaga, rapat 18 November\n`, { moves_money: true, may_decide: false, why_not: "access.own_approval", preparer: { account: uuid(9), name: "Rina Kartika" } }),
  another(706, "access.verification", `lumbung/verification@v1\n${about_isban}state submitted\nakta ${hash("akta")}\nsk_kemenkumham ${hash("sk")}\nnpwp ${hash("npwp")}\nizin_pub ${hash("izin")}\n${permit_lines}${account_lines}`, { preparer: { account: uuid(50), name: "Wayan Pemeriksa" } }),
  another(707, "access.permit_change", `lumbung/permit_change@v1\n${about_isban}${permit_lines}`, { preparer: null, state: "voided", may_decide: false, reason: "newer", decided: "2026-11-19T10:00:00+07:00" }),
  another(708, "access.bank_account_change", `lumbung/bank_account_change@v1\n${about_isban}${account_lines}explanation Rekening lama ditutup bank\n`, { preparer: null, people: 2 }),
];

const plan = { ...c1.plan, version: 2, reason: "", hash: hash("rencana") };
const programme = {
  id: p1, organisation: isban.id, title: "Perlengkapan sekolah Mekarmukti", summary: "Tas, buku, dan alat tulis untuk 62 anak kelas 1 sampai 3.", area, starts: "2026-10-01", ends: "2027-03-31", state: "open", plan,
  money: { released: rp(600000), in_goods: rp(700000), delivered: rp(770000), service_costs: rp(280000), collection_costs: 0 }, stock: [{ item: plan.items[0].id, name: "Paket sekolah", planned: 62, bought: 21, delivered: 11, units: 10, value: rp(700000) }],
  milestones: c1.milestones.map(({ state, ...m }) => m), indicators: [{ id: uuid(601), name: "Anak yang masuk setiap hari Senin", unit: "anak", baseline: 41000, target: 62000, actual: 53000 }], units_delivered: 11, units_proven: 10, households_served: 11,
};
const labels = ["K-4F2A", "K-9B10", "K-77C3", "K-0D5E", "K-A31B", "K-62F8", "K-E904", "K-18D7"];
const heads = ["Siti Aminah", "Asep Saepudin", "Euis Rohaeti", "Ujang Hidayat", "Nyai Kartini", "Dede Kurnia", "Cucu Sumiati", "Oman Abdurahman"];
const enrolments = labels.map((label, i) => ({ id: uuid(810 + i), label, family: uuid(840 + i), area, decile: i === 5 ? undefined : 1 + (i % 4), state: i === 7 ? "ended" : "active", delivered: i % 3, head: heads[i % heads.length], received: i % 3 ? [{ item: plan.items[0].id, units: i % 3 }] : [] }));
const families = heads.map((head, i) => ({ id: uuid(840 + i), area, rt: "003", rw: "008", hamlet: "Cikareo", head, found: null, members: 3 + (i % 3), decile: i === 5 ? null : 1 + (i % 4) }));
const person = (n, name, relation, sex, more = {}) => ({ person: uuid(870 + n), name, sex, birth_date: "1988-05-12", birth_place: "Bandung", nik: "3217••••••••0003", phone: n ? null : "+62 812•••••21", warnings: [], relation, since: "2026-10-08", ...more });
const family = { id: uuid(840), organisation: isban.id, area, home: { rt: "003", rw: "008", hamlet: "Cikareo", street: "Depan mushala", latitude: null, longitude: null }, decile: { value: 1, source: "DTSEN", on: "2026-09-01" }, head: uuid(870), registered: "2026-10-08T09:00:00+07:00", kk_numbers: [{ id: uuid(880), kk: "3217••••••••0012", from: "2019-02-01", until: null, reason: "" }], members: [person(0, "Siti Aminah", "head", "P"), person(1, "Agus Salim", "child", "L", { birth_date: "2018-03-02", warnings: ["DOB_MISMATCH"] }), person(2, "Lilis", "child", "P", { birth_date: "2020-07-21", nik: null })] };
const deliveries = c1.rows.map(({ e, ...d }, i) => ({ ...d, enrolment: enrolments[i % 8].id, evidence: d.pictures.length ? [{ id: uuid(900 + i), kind: "photo", hash: hash(i), cleared: i > 2, revoked: false }, { id: uuid(930 + i), kind: "signature", hash: hash(i + 50), cleared: true, revoked: false }] : [] }));
const releases = [{ id: uuid(801), approval: approval.id, campaign: c1.id, milestone: uuid(402), amount: rp(1175000), reason: "Membeli 16 paket sekolah tahap 2 dari perajin di Cihampelas", evidence: [hash(1), hash(2)], state: "proposed", proposed_at: approval.opened }, { id: uuid(802), approval: old_approval.id, campaign: c1.id, milestone: uuid(401), amount: rp(2350000), reason: "Tahap 1: separuh paket", evidence: [hash(3)], state: "released", proposed_at: old_approval.opened, released_at: old_approval.decided }];
const purchases = [{ id: uuid(803), item: plan.items[0].id, units: 21, total: rp(1470000), vendor: "Perajin Tas Cihampelas", on: "2026-11-09", quotes: [], evidence: [hash(4)] }];
const losses = [{ id: uuid(805), approval: uuid(701), item: "Paket sekolah", kind: "spoiled", units: 2, cost: rp(140000), reason: "Basah karena atap gudang bocor", on: "2026-11-16", evidence: [hash(6)], state: "booked", reported_at: "2026-11-16T09:00:00+07:00" }, { id: uuid(806), approval: uuid(701), item: "Paket sekolah", kind: "lost", units: 1, cost: 0, reason: "Tidak ditemukan saat barang dihitung", on: "2026-11-20", evidence: [hash(7)], state: "reported", reported_at: "2026-11-20T09:00:00+07:00" }];
const costs = [{ id: uuid(804), name: "Transportasi pendamping, minggu pertama", kind: "service", amount: rp(280000), on: "2026-11-14", evidence: [hash(5)] }];
const suspense = [{ id: uuid(820), organisation: isban.id, reason: "wrong_amount", state: "open", amount: rp(50001), received: "2026-11-20T08:11:00+07:00", paid_at: "2026-11-20T08:10:00+07:00", partner: "BANK-CONTOH", acquirer_reference: "A0093381", reference: "703A01", charge: uuid(821) }, { id: uuid(822), organisation: isban.id, reason: "late", state: "open", amount: rp(100000), received: "2026-11-21T19:41:00+07:00", paid_at: "2026-11-21T19:40:00+07:00", partner: "BANK-CONTOH", acquirer_reference: "A0093977", reference: "703A77" }];

const account = (n, account_class, owner_kind, owner, purpose, debits, credits, asset = "IDR") => { const by_debit = ["asset", "expense"].includes(account_class); return { id: uuid(950 + n), class: account_class, owner_kind, owner, purpose, asset, debits, credits, balance: by_debit ? debits - credits : credits - debits, held: 0 }; };
const accounts = [
  account(0, "asset", "organisation", isban.id, "bank", rp(3875002), rp(1750000)), account(1, "asset", "programme", p1, "stock_value", rp(1470000), rp(770000)), account(2, "liability", "organisation", isban.id, "suspense", 0, rp(150001)),
  account(3, "net_assets_restricted", "campaign", c1.id, "fund", rp(2350000), rp(3185000)), account(4, "net_assets_restricted", "campaign", mine[1].id, "fund", 0, rp(540001)), account(5, "net_assets_restricted", "programme", p1, "released", rp(1750000), rp(2350000)),
  account(6, "net_assets_restricted", "programme", p1, "in_goods", rp(770000), rp(1470000)), account(7, "net_assets_unrestricted", "programme", p1, "spent", 0, rp(1050000)), account(8, "expense", "programme", p1, "expense", rp(1050000), 0),
  account(9, "asset", "programme", p1, "units_stock", 21, 11, "PAKET-SEKOLAH"), account(10, "income", "programme", p1, "units_bought", 0, 21, "PAKET-SEKOLAH"), account(11, "expense", "programme", p1, "units_delivered", 11, 0, "PAKET-SEKOLAH"),
];
const totals = ["IDR", "PAKET-SEKOLAH"].map((asset) => { const rows = accounts.filter((a) => a.asset === asset); const sum = (f) => rows.reduce((s, a) => s + f(a), 0); return { asset, debits: sum((a) => a.debits), credits: sum((a) => a.credits) }; });
function statement() {
  const steps = [["gift", 500000, 3], ["gift", 2500000, 3], ["gift", 185000, 3], ["gift", 540001, 4], ["suspense", 150001, 2], ["purchase", -1470000, 5], ["cost", -280000, 5]];
  let balance = 0;
  const rows = steps.map(([kind, n, other], i) => { balance += rp(n); return { transfer: i + 1, entry: uuid(980 + i), kind, subject: uuid(990 + i), on: `2026-11-${String(2 + i * 2).padStart(2, "0")}`, booked: "2026-11-02T07:30:00+07:00", debit: n > 0 ? rp(n) : 0, credit: n < 0 ? rp(-n) : 0, balance, other: accounts[other].id }; });
  return list(rows.reverse());
}
function report(query) {
  const group = (rows, sign = 1) => { const by = new Map(); for (const a of rows) { const line = by.get(a.purpose) ?? { class: a.class, purpose: a.purpose, kind: "", amount: 0, accounts: [] }; line.amount += sign * a.balance; line.accounts.push({ id: a.id, name: { id: a.purpose, en: a.purpose }, amount: sign * a.balance }); by.set(a.purpose, line); } const lines = [...by.values()]; return { lines, sum: lines.reduce((s, l) => s + l.amount, 0) }; };
  const of = (name) => accounts.filter((a) => a.asset === "IDR" && a.class === name);
  const income = group(of("income")), expense = group(of("expense"), -1), restricted = group(of("net_assets_restricted")), free = group(of("net_assets_unrestricted"));
  const without = { lines: [...income.lines, ...expense.lines], sum: income.sum + expense.sum }, released = free.sum;
  const gifts = { lines: restricted.lines.map((l) => ({ ...l, kind: "gift" })), sum: restricted.sum }; gifts.lines.push({ ...gifts.lines[0], amount: released, kind: "release" }); gifts.sum += released;
  const cash = group(of("asset").filter((a) => a.purpose === "bank")), none = { lines: [], sum: 0 };
  return yes({ from: query.get("from"), to: query.get("to"), position: { assets: group(of("asset")), liabilities: group(of("liability")), restricted, without_restriction: without.sum + released, with_restriction: restricted.sum }, activity: { without_restriction: without, with_restriction: gifts, released }, net_assets: { without_restriction: { opening: 0, result: without.sum, released, closing: without.sum + released }, with_restriction: { opening: 0, result: gifts.sum, released: -released, closing: restricted.sum } }, cash: { opening: 0, receipts: { lines: cash.lines.map((l) => ({ ...l, kind: "gift" })), sum: cash.sum }, payments: none, closing: cash.sum } });
}
const audit = [["programme.release_proposed", "Dadang Suhendar"], ["access.signed_in", "Rina Kartika"], ["giving.update_posted", "Rina Kartika"], ["programme.delivered", "Tati Herawati"]].map(([kind, name], i) => ({ number: 412 - i, at: `2026-11-21T${15 - i}:10:00+07:00`, actor: "staff", account: uuid(10 + i), name, kind, subject: uuid(801 + i), facts: "amount 117500000", hash: hash(kind) }));
const areas = { "": [["32", "Jawa Barat"], ["35", "Jawa Timur"]], 32: [["32.17", "Kabupaten Bandung Barat"]], "32.17": [["32.17.09", "Cihampelas"]], "32.17.09": [["32.17.09.2003", "Mekarmukti"]] };

const people = [{ account: uuid(9), name: "Rina Kartika", email: "rina@isban.example", second_factor: true, holdings: me.holdings.slice(0, 2) }, { account: uuid(10), name: "Dadang Suhendar", email: "dadang@isban.example", second_factor: true, holdings: [{ role: "treasurer", area: "", organisation: isban.id }] }, { account: uuid(11), name: "Tati Herawati", email: "tati@isban.example", second_factor: false, holdings: [{ role: "field_officer", area: "32.17.09.2003", organisation: isban.id }] }];
const reports = [["campaign", "kit-sekolah", "Kitnya belum sampai di kampung kami.", true, "new"], ["organisation", isban.id, "Alamat kantornya tidak ada.", false, "seen"]].map(([about, subject, text, has_contact, state], i) => ({ id: uuid(890 + i), about, subject, text, has_contact, at: "2026-11-20T09:00:00+07:00", state, seen_at: state === "seen" ? "2026-11-21T09:00:00+07:00" : null }));
const pending = [["Neng Kartini", "approver", "", false], ["Ujang Permana", "field_officer", "32.17.09.2003", true]].map(([name, role, area, expired], i) => ({ id: uuid(42 + i), name, email: `${name.split(" ")[0].toLowerCase()}@isban.example`, role, area, organisation: isban.id, made: "2026-11-12T09:00:00+07:00", expires: expired ? "2026-11-19T09:00:00+07:00" : "2026-11-28T09:00:00+07:00", expired }));
const officers = [["Rahma Pengelola", "platform_admin"], ["Wayan Pemeriksa", "platform_verifier"], ["Butet Pemeriksa", "platform_verifier"]].map(([name, role], i) => ({ account: uuid(50 + i), name, email: `${name.split(" ")[0].toLowerCase()}@lumbung.example`, second_factor: i < 2, holdings: [{ role, area: "" }] }));
const draft = { ...world.full(mine[1]), id: uuid(110), slug: "sepatu-untuk-cikareo", title: "Sepatu untuk anak Cikareo", state: "draft", closed_reason: "", programme: { ...world.full(mine[1]).programme, id: p1 }, bars: { ...mine[1].bars, money: { ...mine[1].bars.money, raised: 0, waiting: 0 } } };
const cards = [...mine.map(world.card), world.card(draft)];
const hold_of = (amount) => ({ id: uuid(790), kind: "dispute", reason: "Pembayar membantah lewat banknya", reference: "CB-2026-0077", deadline: "2026-11-30", amount, from_fund: amount, from_released: 0, state: "open", note: "", placed_at: "2026-11-20T10:00:00+07:00", ended_at: null });
const owed = { owed: rp(95000), own_money: -rp(40000), items: [{ id: uuid(791), approval: approval.id, amount: rp(60000), paid_from: "own_account", reference: "TRF-0099", reason: "Dari kas lembaga, rapat 18 November", state: "proposed", proposed_at: "2026-11-20T10:00:00+07:00", decided_at: null }, { id: uuid(792), approval: approval.id, amount: rp(15000), paid_from: "bank", reference: "", reason: "Dari potongan biaya pengumpulan", state: "paid", proposed_at: "2026-11-10T10:00:00+07:00", decided_at: "2026-11-11T10:00:00+07:00" }] };
const recurring = [{ campaign: c1.id, title: c1.title, active: 12, choosing: 0, each_month: rp(640000) }, { campaign: mine[1].id, title: mine[1].title, active: 0, choosing: 3, each_month: rp(150000) }];
const gifts = c1.gifts.map((g, i) => ({ id: uuid(760 + i), at: g.at, amount: g.amount, fee: 0, refunded: i === 4 ? g.amount : 0, state: i === 4 ? "refunded" : i === 0 ? "waiting" : "paid", shown_as: g.shown_as, message: g.message, unused: i === 0 || i === 4 ? 0 : g.amount, returnable: i < 2 || i === 4 ? 0 : g.amount, hold: i === 1 ? hold_of(g.amount) : null }));

function sign_in(path, body, state) {
  if (path === "/api/sign-in") {
    if (!body?.email || !body.password) return no(401, "access.sign_in_wrong", "Alamat surel atau kata sandi salah.", "Wrong email or password.");
    state.next = body.email.startsWith("baru") ? "enrol_totp" : "totp";
    return yes({ next: state.next, ends: me.ends });
  }
  if (path === "/api/sign-out") { state.next = null; return yes({ ended: 1 }); }
  if (path === "/api/me/totp") return yes({ secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", uri: "otpauth://totp/Lumbung:rina%40isban.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Lumbung" });
  if (path !== "/api/sign-in/recovery" && body?.code !== "123456") return no(401, "access.code_wrong", "Kodenya salah atau sudah terpakai. Tunggu kode berikutnya.", "Wrong or used code. Wait for the next.");
  state.next = "done";
  state.fresh = true;
  return yes({ next: "done", ends: me.ends, ...(path === "/api/me/totp/confirmation" ? { recovery_codes: Array.from({ length: 10 }, (_, i) => hash(`kode${i}`).slice(0, 10).replace(/(.{5})/, "$1-")) } : {}) });
}

/** What the server answers to the console; null when the door is not one of these. `state` is this browser's session. */
export function staff_answer(method, path, query, body, state) {
  if (/^\/api\/(sign-in|sign-out|me\/totp)/.test(path)) return sign_in(path, body, state);
  if (path === "/api/password-resets") return yes({ minutes: 30, sandbox: false }, 202);
  if (path === "/api/password-resets/completion") return body?.token === "contoh" ? yes(null, 204) : no(410, "access.reset_not_valid", "Tautan ini tidak berlaku lagi.", "This link is no longer good.");
  if (path === "/api/me/password") return yes(null, 204);
  if (path === "/api/me") return yes(state.next === "done" ? me : state.next ? { signed_in: false, next: state.next, rights: [], holdings: [] } : { signed_in: false, letters: true });
  if (path.startsWith("/api/invitations/")) return method === "GET" ? yes({ id: uuid(40), name: "Tati Herawati", email: "tati@isban.example", has_account: false, role: "field_officer", area: "32.17.09.2003", organisation: isban.id, organisation_name: isban.name }) : yes({ account: uuid(11) }, 201);
  if (path === "/api/areas") return list((areas[query.get("parent") ?? ""] ?? []).map(([code, name]) => ({ code, name, kind: "village", parent: null })));
  if (path.startsWith("/api/areas/")) return yes({ code: path.slice(11), name: "", kind: "village", parent: null, full_name: path.slice(11) === "32" ? "Jawa Barat" : "Desa Mekarmukti, Kec. Cihampelas, Kab. Bandung Barat" });
  if (path === "/api/organisations" && method === "POST") return yes({ ...waiting_organisation, ...body, state: "draft", invitation: { id: uuid(41), expires: me.ends, sent: true, sandbox: false } }, 201);
  const room = path.split("/")[2];
  const console_only = ["charges", "approvals", "audit", "families", "persons", "programmes", "console", "ledger", "suspense", "evidence", "deliveries", "enrolments", "platform"];
  if (/^\/api\/organisations\/[^/]+\/evidence$/.test(path)) return yes({ items: (query.get("state") ?? "waiting") !== "waiting" ? [] : [{ id: uuid(871), kind: "photo", hash: hash(7), state: "waiting", reason: "", added_at: "2026-11-20T09:00:00+07:00", programme: { id: p1, title: "Perlengkapan sekolah" }, delivery: { id: uuid(870), item: "Paket sekolah", units: 1, on: "2026-11-20", household: "Keluarga K-4F2A" }, may_clear: true, why_not: null }], waiting: (query.get("state") ?? "waiting") === "waiting" ? 1 : 0, next: null });
  const organisation_bare = room === "organisations" && !path.endsWith("/page");
  if (!console_only.includes(room) && !organisation_bare && !(method !== "GET" && room === "campaigns") && !/\/(refund|hold|ending)$/.test(path)) return null;
  if (state.next !== "done") return no(401, "access.session_ended", "Sesi Anda berakhir. Masuk lagi.", "Your session ended. Sign in again.");
  if (method !== "GET") return change(path, body, state);
  const [, , , key, more, last] = path.split("/");
  if (room === "organisations" && more === "owed") return yes(owed);
  if (room === "organisations") return !key ? list([waiting_organisation].filter((o) => o.state === (query.get("state") ?? o.state))) : more === "staff" ? list(people) : more === "invitations" ? list(pending) : yes(key === organisation.id ? organisation : waiting_organisation);
  if (room === "approvals") return key ? yes(approvals.find((a) => a.id === key) ?? approval) : list(approvals);
  if (room === "audit") return list(audit);
  if (room === "families") return key ? yes(family) : list(families.filter((f) => f.head.toLowerCase().includes((query.get("q") ?? "").toLowerCase())));
  if (room === "programmes") return !key ? list([programme]) : !more ? yes(programme) : list({ enrolments, releases, purchases, costs, losses, deliveries }[more] ?? []);
  if (room === "console" && key === "reports") return list(reports.filter((r) => !query.get("state") || r.state === query.get("state")));
  if (room === "console" && last === "recurring") return list(recurring);
  if (room === "console") return !more ? list(key === "campaigns" ? cards : []) : last === "gifts" ? list(query.get("held") ? gifts.filter((g) => g.hold) : gifts) : yes({ ...(more === draft.id ? draft : world.full(world.campaigns.find((c) => c.id === more) ?? c1)), closed_reason: "", picture_hash: null });
  if (room === "platform") return list(key === "invitations" ? [] : officers);
  if (room === "persons" && more === "corrections") return list([{ id: uuid(895), at: "2026-11-02T10:00:00+07:00", by: "Rina Kartika", reason: "Tanggal lahir menurut KK yang baru", before: [{ field: "birth_date", value: "1988-05-21" }, { field: "sex", value: "L" }] }]);
  if (room === "persons") return list([{ id: uuid(870), purpose: "assistance", decision: "given", manner: "thumbprint", at: "2026-09-01T10:00:00+07:00" }, { id: uuid(871), purpose: "pictures", decision: "withdrawn", manner: "spoken", at: "2026-10-12T10:00:00+07:00" }]);
  if (room === "charges") return list([["waiting", rp(50000), true], ["paid", rp(100000), false]].map(([state, amount, payable], i) => ({ id: uuid(880 + i), reference: `703A0${i + 1}`, method: "qris", va_number: "", title: c1.title, amount, state, created: "2026-11-20T08:05:00+07:00", expires: "2026-11-20T08:20:00+07:00", payable })));
  if (room === "suspense") return list(suspense.filter((s) => s.state === (query.get("state") ?? s.state)));
  if (room === "ledger") return key === "report" ? report(query) : key === "entries" ? yes({ id: more, number: 77, kind: "purchase", on: "2026-11-09", booked: "2026-11-09T10:00:00+07:00", subject: uuid(803), transfers: [{ debit: accounts[5].id, credit: accounts[6].id, amount: rp(1470000), asset: "IDR" }, { debit: accounts[9].id, credit: accounts[10].id, amount: 21, asset: "PAKET-SEKOLAH" }], lines: 2, evidence: [hash(4)], log_index: 31 }) : last === "statement" ? statement() : yes({ items: accounts, next: null, totals });
  return null;
}

/** Two lines that fit; or, when the file names a till, two things that do not. */
function opening_checked(file) {
  const bank = accounts[6];
  const item = (line, id, name, en, debit, credit) => ({ line, account: id, name: { id: name, en }, class: debit ? "asset" : "net_assets_unrestricted", debit: rp(debit), credit: rp(credit) });
  const differences = !file.includes("Kas") ? [] : [
    { line: 3, field: "account", code: "ledger.opening_account_unknown", id: "Baris 3: tidak ada akun dengan nama atau nomor ini. Pakai nama seperti di neraca saldo.", en: "Line 3: there is no account of this name or number. Use the name in the trial balance." },
    { line: 4, field: "amount", code: "ledger.opening_amount_ambiguous", id: "Baris 4: saldonya dapat dibaca dengan dua cara. Pakai titik untuk ribuan (4.200) dan koma untuk sen (4,20).", en: "Line 4: the amount can be read in two ways. Use a dot for thousands (4.200) and a comma for sen (4,20)." }];
  return { items: [item(2, bank.id, "Bank", "Bank", 12_500_000, 0), item(3, uuid(970), "Aset neto awal", "Opening net assets", 0, 12_500_000)], debits: rp(12_500_000), credits: rp(12_500_000), differences, found: differences.length };
}

function change(path, body, state) {
  if (path === "/api/evidence") return yes({ hash: hash(Math.random()), width: 1600, height: 1200 }, 201);
  if (/reports\/[^/]+\/opening$/.test(path)) return yes({ ...reports[0], state: "seen", seen_at: "2026-11-21T09:00:00+07:00", contact: "0812 3456 7890" });
  if (/decision$/.test(path)) {
    if (body.decision === "approve" && !state.fresh) return no(403, "access.second_factor_again", "Tindakan ini memindahkan uang. Masukkan lagi kode dua langkah, lalu ulangi.", "This moves money. Enter a code of your second factor again, then repeat.");
    return yes({ ...approval, state: body.decision === "approve" ? "approved" : "refused", may_decide: false, voices: old_approval.voices });
  }
  if (/\/hold(\/ending)?$/.test(path)) return yes({ ...hold_of(rp(50000)), state: body.outcome ?? "open" });
  if (/opening-checks$/.test(path)) return yes(opening_checked(body.file));
  if (/openings$/.test(path)) return yes({ id: body.id, number: 1, booked: "2026-11-22T09:00:00+07:00" }, 201);
  if (/settlements$/.test(path)) return yes({ id: body.id, approval: approval.id }, 201);
  if (/successor$/.test(path)) return yes({ moved: 3 });
  if (/invitations\/[^/]+\/renewal$/.test(path)) return yes({ id: pending[0].id, expires: me.ends, sent: true, sandbox: false });
  if (/invitations\/[^/]+\/withdrawal$/.test(path)) return yes(null, 204);
  if (/staff$/.test(path)) return yes({ id: body.id, expires: me.ends, sent: true, sandbox: false }, 201);
  if (/releases$/.test(path)) return yes({ id: body.id, approval: approval.id, state: "proposed" }, 201);
  if (/plan$/.test(path)) return yes({ version: body.version + 1 });
  if (/identity$/.test(path)) return yes({ nik: "3217095205880003" });
  if (/enrolments$/.test(path)) return yes({ id: body.id, label: "K-B0BA" }, 201);
  return yes({ id: body?.id }, 201);
}
