// A believable made-up world for looking at the pages: three organisations, five campaigns in different states, and the
// gifts and kits of journey J8. Sums agree with each other wherever two pages show the same thing.
import { add, index_of } from "./log.mjs";

const rp = (n) => n * 100;
const uuid = (n) => `019330a0-0000-7000-8000-${String(n).padStart(12, "0")}`;
const day = (n) => `2026-11-${String(n).padStart(2, "0")}`;
const record = (id, type, amount) => `lumbung/record@v1\nid ${id}\ntype ${type}\namount ${amount}\n`;

const kamura = { id: uuid(1), name: "Koperasi KAMURA", verified: true };
const isban = { id: uuid(2), name: "Yayasan Isban Nusantara", verified: true };
const bumi = { id: uuid(3), name: "Perkumpulan Bumi Tangguh", verified: true };
const area = { mekarmukti: { code: "32.17.10.2005", name: "Desa Mekarmukti, Bandung Barat" }, batu: { code: "35.79.01", name: "Kecamatan Batu, Kota Batu" }, cianjur: { code: "32.03.12", name: "Cugenang, Cianjur" }, lombok: { code: "52.01.08", name: "Sekotong, Lombok Barat" } };

let next_entry = 1000;
function entry(kind, on, amount) {
  const id = uuid(next_entry++);
  add(id, on, record(id, kind, amount));
  return { id, kind, on, log_index: index_of(id) };
}

function deliveries(n, make) { return Array.from({ length: n }, (_, i) => make(i)); }
const labels = ["K-4F2A", "K-9B10", "K-77C3", "K-0D5E", "K-A31B", "K-62F8", "K-E904", "K-18D7", "K-5C2C", "K-B6A9", "K-30E1", "K-F47D"];

function delivery(n, { item, cost, on, where, kind, missing = [], cleared = true, units = 1 }) {
  const e = entry("delivery", on, cost);
  return {
    id: uuid(5000 + n), item, units, cost, on, area: where, household: `Keluarga ${labels[n % labels.length]}`, proven: missing.length === 0, missing,
    pictures: missing.includes("photo") ? [] : [{ url: `/evidence/${kind}-${n}.jpg?size=small`, kind: "photo", hash: "", cleared }], entry: { id: e.id, log_index: e.log_index }, e,
  };
}

const school_story =
  "Di RW 08 Desa Mekarmukti ada 62 anak kelas 1 sampai 3 yang berangkat sekolah tanpa tas dan buku sendiri. Sebagian bergantian memakai tas kakaknya. Guru kelas mencatat, anak yang tidak membawa perlengkapan lebih sering tidak masuk pada hari Senin, saat seragam dan buku diperiksa.\n\nSatu paket sekolah berisi tas, enam buku tulis, pensil, penghapus, penggaris, dan sepatu. Harganya Rp70.000 karena dibeli langsung dari perajin tas di Cihampelas, tiga kali lebih murah daripada di toko. Tiga penawaran harga dilampirkan pada catatan pembelian.\n\nPaket diserahkan di rumah keluarga oleh pendamping desa, bukan di panggung. Tidak ada foto wajah anak. Setiap penyerahan dicatat dengan tempat, waktu, dan tanda terima orang tua, lalu muncul di halaman ini pada hari yang sama.\n\nKami memilih keluarga dari data desil yang sudah diverifikasi dan dimusyawarahkan di desa. Keluarga di desil 1 sampai 4 didahulukan. Daftar lengkapnya diumumkan tujuh hari di balai desa supaya ada kesempatan menyanggah.";

const kits = [
  delivery(0, { item: "Paket sekolah", cost: rp(70000), on: day(18), where: area.mekarmukti, kind: "school" }),
  delivery(1, { item: "Paket sekolah", cost: rp(70000), on: day(18), where: area.mekarmukti, kind: "school", missing: ["photo"] }),
  ...deliveries(9, (i) => delivery(i + 2, { item: "Paket sekolah", cost: rp(70000), on: day(12 + (i % 8)), where: area.mekarmukti, kind: "school", cleared: i !== 4 })),
];
const rice = deliveries(8, (i) => delivery(20 + i, { item: "Paket sembako", cost: rp(185000), on: day(4 + i), where: area.cianjur, kind: "rice", missing: i === 6 ? ["signature", "place"] : [] }));
const water = deliveries(3, (i) => delivery(40 + i, { item: "Toren air 1.000 liter", cost: rp(1450000), on: day(6 + 3 * i), where: area.lombok, kind: "water" }));
const fish = deliveries(6, (i) => delivery(60 + i, { item: "Paket olahan ikan", cost: rp(25000), on: day(3 + i), where: area.mekarmukti, kind: "fish" }));

const clean = ({ e, ...d }) => d;
const permit = (number) => ({ number, issuer: "Kementerian Sosial RI", from: "2026-09-01", to: "2026-12-31" });
const names = ["Hamba Allah", "Hamba Allah", "Rina P.", "PT Sumber Pangan", "Keluarga Hartono", "Hamba Allah", "Dewi Lestari", "Alumni SMAN 3"];
const words = [null, "Semoga rajin sekolahnya, Nak.", null, "Dari tim gudang kami.", null, "Bismillah.", null, "Semangat!"];
const gifts = (n) => Array.from({ length: n }, (_, i) => ({ shown_as: names[i % 8], amount: rp([50000, 100000, 25000, 2500000, 150000, 20000, 75000, 500000][i % 8]), message: words[i % 8] ?? "", anonymous: names[i % 8] === "Hamba Allah", at: `2026-11-${String(21 - (i >> 1)).padStart(2, "0")}T0${i % 9}:30:00+07:00` }));

function campaign(n, slug, title, o) {
  const proven = o.rows.filter((d) => d.proven).length;
  const spent = o.spent ?? o.rows.reduce((s, d) => s + d.cost, 0);
  return {
    id: uuid(100 + n), slug, title, summary: o.summary, picture: `/evidence/${o.kind}-${n + 90}.jpg`, organisation: o.organisation, area: o.area,
    disaster: o.disaster ?? false, state: o.state ?? "open", days_left: o.days_left === undefined ? 38 : o.days_left, givers: o.givers,
    bars: {
      money: { raised: o.raised, target: o.target, fee: o.fee ?? 0, released: o.released ?? spent, spent, in_goods: 0, lost: 0, refunded: 0, held: 0, waiting: o.raised - (o.fee ?? 0) - (o.released ?? spent) },
      delivery: { delivered: o.rows.length, planned: o.planned, proven, shared: 0, unit: o.unit },
      targeting: { in_1_to_4: o.in_1_to_4, with_decile: o.with_decile, served: o.rows.length },
    },
    story: o.story ?? school_story, deadline: o.deadline === undefined ? "2026-12-30" : o.deadline, fee_permille: o.fee_permille ?? 0, cost_cap_permille: 100,
    over_funding: o.over_funding ?? "continue", under_funding: "carry_on", permit: o.permit === undefined ? permit(`${n}12/HUK-UND/2026`) : o.permit, exemption: o.exemption ?? null,
    programme: { id: uuid(200 + n), title, starts: "2026-10-01", ends: "2027-03-31", area: o.area },
    plan: o.plan, milestones: o.milestones, updates: o.updates ?? [], deliveries: o.rows.slice(0, 12).map(clean), gifts: gifts(Math.min(8, o.givers)), indicators: o.indicators ?? [],
    rule: { hash: "b61f3ce09c5ad8a1d5c1e7b8a1f2c3d4e5f60718293a4b5c6d7e8f9012e09c5a" }, rows: o.rows,
  };
}

const school_plan = {
  needs: [{ text: "Perlengkapan sekolah untuk anak kelas 1 sampai 3", households: 62 }, { text: "Pendampingan orang tua agar anak masuk setiap hari", households: 62 }],
  items: [{ id: uuid(301), name: "Paket sekolah", asset: "PAKET-SEKOLAH", unit_cost: rp(70000), units: 62 }],
  activities: [{ title: "Verifikasi keluarga dan musyawarah desa", from: "2026-10-05", to: "2026-10-20" }, { title: "Pembelian dari perajin", from: "2026-11-01", to: "2026-11-15" }, { title: "Penyerahan di rumah keluarga", from: "2026-11-12", to: "2026-12-20" }],
  budget: [{ name: "62 paket sekolah", amount: rp(4340000), kind: "goods" }, { name: "Transportasi pendamping", amount: rp(360000), kind: "service" }],
  target_households: 62,
};
const stones = (a, b) => [
  { id: uuid(401), title: "Tahap 1: separuh paket", due: "2026-11-10", amount: a, state: "released",  },
  { id: uuid(402), title: "Tahap 2: setelah 20 penyerahan terbukti", due: "2026-12-01", amount: b, state: "proposed" },
  { id: uuid(403), title: "Tahap 3: sisanya", due: "2026-12-20", amount: b, state: "planned" },
];
const one_item = (name, unit_cost, units, households) => ({ needs: [{ text: `${name} untuk keluarga yang paling membutuhkan`, households }], items: [{ id: uuid(310), name, asset: "BARANG", unit_cost, units }], activities: [{ title: "Penyaluran", from: "2026-11-01", to: "2026-12-31" }], budget: [{ name, amount: unit_cost * units, kind: "goods" }], target_households: households });

export const campaigns = [
  campaign(1, "tas-dan-buku-mekarmukti", "Tas dan buku untuk 62 anak Mekarmukti", {
    kind: "school", organisation: isban, area: area.mekarmukti, summary: "Satu paket sekolah Rp70.000: tas, buku, alat tulis, sepatu. Diserahkan di rumah, tanpa panggung.", rows: kits, raised: rp(3185000), target: rp(4700000), released: rp(2350000), spent: rp(1050000), planned: 62, unit: "paket", in_1_to_4: 9, with_decile: 10, givers: 41, plan: school_plan, milestones: stones(rp(2350000), rp(1175000)),
    updates: [{ id: uuid(501), title: "Sebelas paket sudah sampai", text: "Pendamping Rina dan Pak Dadang menyerahkan paket ke rumah-rumah di RT 03. Satu foto belum terunggah karena sinyal; kami lengkapi minggu ini.", picture: null, at: "2026-11-19T16:20:00+07:00" }, { id: uuid(502), title: "Tas selesai dijahit", text: "Perajin di Cihampelas menyelesaikan 15 tas pertama. Nota dan tiga penawaran harga sudah dilampirkan.", picture: "/evidence/school-77.jpg", at: "2026-11-10T09:00:00+07:00" }],
    indicators: [{ name: "Anak yang masuk setiap hari Senin", unit: "anak", baseline: 41000, target: 62000, actual: 53000 }],
  }),
  campaign(2, "beras-untuk-cugenang", "Beras untuk keluarga di tenda Cugenang", { kind: "rice", organisation: bumi, area: area.cianjur, disaster: true, summary: "Gempa merusak 240 rumah. Satu paket sembako cukup untuk dua minggu.", rows: rice, raised: rp(46250000), target: rp(44400000), released: rp(22200000), planned: 240, unit: "paket", in_1_to_4: 5, with_decile: 5, givers: 388, permit: null, exemption: "Bencana alam: pengumpulan mendesak, dilaporkan ke Dinas Sosial 20 November 2026", plan: one_item("Paket sembako", rp(185000), 240, 240), milestones: stones(rp(22200000), rp(11100000)), days_left: 9, deadline: "2026-12-01" }),
  campaign(3, "toren-air-sekotong", "Toren air untuk tiga dusun di Sekotong", { kind: "water", organisation: bumi, area: area.lombok, summary: "Kemarau panjang. Satu toren melayani 14 keluarga dan berumur sepuluh tahun.", rows: water, raised: rp(8700000), target: rp(8700000), released: rp(8700000), planned: 3, spent: rp(4350000), unit: "toren", in_1_to_4: 0, with_decile: 0, givers: 96, over_funding: "stop", plan: one_item("Toren air 1.000 liter", rp(1450000), 6, 84), milestones: stones(rp(4350000), rp(2175000)), days_left: 21, deadline: "2026-12-13" }),
  campaign(4, "modal-olahan-ikan", "Modal olahan ikan untuk kelompok ibu", { kind: "fish", organisation: kamura, area: area.mekarmukti, summary: "Paket modal Rp25.000 per keluarga untuk membeli ikan, bumbu, dan kemasan.", rows: fish, raised: rp(1125000), target: rp(1125000), released: rp(1125000), planned: 45, fee: rp(56250), fee_permille: 50, spent: rp(1068750), unit: "paket", in_1_to_4: 5, with_decile: 6, givers: 27, state: "closed", days_left: null, deadline: "2026-10-31", plan: one_item("Paket olahan ikan", rp(25000), 45, 45), milestones: [] }),
  campaign(5, "atap-rumah-lansia", "Atap rumah untuk lansia di Batu", { kind: "house", organisation: isban, area: area.batu, summary: "Sepuluh rumah lansia bocor setiap hujan. Satu atap Rp1.800.000 termasuk tukang.", rows: [], raised: rp(540000), target: rp(18000000), planned: 10, unit: "rumah", in_1_to_4: 0, with_decile: 0, givers: 7, plan: one_item("Atap seng dan tukang", rp(1800000), 10, 10), milestones: [{ id: uuid(410), title: "Tahap 1: dua rumah", due: "2027-01-10", amount: rp(3600000), state: "planned" }], days_left: null, deadline: null }),
];

const card_keys = ["id", "slug", "title", "summary", "picture", "organisation", "area", "disaster", "state", "bars", "days_left", "givers"];
export const card = (c) => Object.fromEntries(card_keys.map((k) => [k, c[k]]));
export const full = ({ rows, ...c }) => c;

export const home = () => ({
  totals: { raised: campaigns.reduce((s, c) => s + c.bars.money.raised, 0), delivered: campaigns.reduce((s, c) => s + c.rows.reduce((t, d) => t + d.cost, 0), 0), households: campaigns.reduce((s, c) => s + c.rows.length, 0), campaigns: campaigns.length },
  campaigns: campaigns.filter((c) => c.state === "open").map(card), latest_deliveries: [kits[0], rice[7], water[2], kits[1]].map(clean),
});

const series_of = (c) => Array.from({ length: 20 }, (_, i) => ({ day: day(i + 1), in: Math.round((c.bars.money.raised * (1 + ((i * 7) % 5))) / 6000) * 100, out: i < 9 ? 0 : Math.round(c.bars.money.spent / 1100) * 100 }));
export const series = (c) => ({ days: series_of(c) });

export const organisation = (id) => {
  const o = [kamura, isban, bumi].find((one) => one.id === id);
  if (!o) return null;
  const mine = campaigns.filter((c) => c.organisation.id === id);
  const sum = (f) => mine.reduce((s, c) => s + f(c.bars.money), 0);
  const income = sum((m) => m.raised);
  return {
    ...o, kind: o === kamura ? "koperasi" : o === isban ? "yayasan" : "perkumpulan", area: mine[0].area, verified_on: "2026-08-14", documents: [{ kind: "deed", verified: true }, { kind: "legal_entity", verified: true }, { kind: "permit", verified: true }, { kind: "bank_account", verified: true }, { kind: "npwp", verified: false }],
    permit: permit("112/HUK-UND/2026"), exemption: null, bank_account_holder: o.name.toUpperCase(),
    books: { income, used: sum((m) => m.spent), lost: 0, waiting: income - sum((m) => m.spent) - sum((m) => m.fee), fee: sum((m) => m.fee), by_month: ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11"].map((month, i) => ({ month, in: Math.round((income * (i + 1)) / 2100) * 100, out: Math.round((sum((m) => m.spent) * (i + 1)) / 2100) * 100 })) },
    campaigns: mine.map(card),
  };
};

export function entries(c, bar) {
  if (bar === "delivery") return { items: c.rows.map((d) => ({ id: d.entry.id, kind: "delivery", on: d.on, units: d.units, log_index: d.entry.log_index })), sum: c.bars.delivery.delivered, next: null };
  const n = 12;
  const each = Math.floor(c.bars.money.raised / n / 100) * 100;
  return { items: Array.from({ length: n }, (_, i) => ({ id: uuid(9000 + i), kind: "gift", on: day(1 + i), amount: i ? each : c.bars.money.raised - each * (n - 1), log_index: 20 + i })), sum: c.bars.money.raised, next: null };
}

/** Gift B of J8 with a 5 % fee: two kits, a fee, and a rest. */
function j8(token, amount, fee, parts) {
  const gift_entry = entry("gift", day(2), amount);
  const used = parts.filter((p) => p.d).reduce((s, p) => s + p.amount, 0);
  const rows = [
    ...(fee ? [{ kind: "fee", amount: fee, entries: [entry("fee", day(2), fee)] }] : []),
    ...parts.map((p) => (p.d ? { kind: "delivered", amount: p.amount, delivery: { ...clean(p.d), from_this_gift: p.amount, from_others: p.d.cost - p.amount }, entries: [p.d.e] } : { kind: p.kind, amount: p.amount, entries: p.kind === "waiting" ? [] : [entry("release", day(11), p.amount)] })),
  ];
  const c = campaigns[0];
  return [token, {
    gift: { id: uuid(700), amount, state: "paid", paid_at: "2026-11-02T07:30:00+07:00", shown_as: "Hamba Allah", message: "" }, campaign: { slug: c.slug, title: c.title, picture: c.picture }, organisation: c.organisation,
    sums: { amount, fee, used, refunded: 0, unused: amount - fee - used }, parts: rows, more: false, proof: { entry: gift_entry.id, log_index: gift_entry.log_index, state: "recorded", receipt: "" },
  }];
}

export const traces = new Map([
  j8("contoh-a", rp(50000), rp(2500), [{ d: kits[0], amount: rp(47500) }]),
  j8("contoh-b", rp(100000), rp(5000), [{ d: kits[0], amount: rp(22500) }, { d: kits[1], amount: rp(70000) }, { kind: "waiting", amount: rp(2500) }]),
  j8("contoh-c", rp(25000), rp(1250), [{ kind: "waiting", amount: rp(23750) }]),
  j8("contoh-d", rp(500000), 0, [...kits.slice(2, 6).map((d) => ({ d, amount: rp(70000) })), { kind: "in_goods", amount: rp(70000) }, { kind: "released", amount: rp(50000) }, { kind: "waiting", amount: rp(60000) }, { kind: "held", amount: rp(40000) }]),
]);

export const fresh_trace = (gift) => ({
  gift: { id: gift.id, amount: gift.amount, state: gift.state, paid_at: gift.paid_at, shown_as: gift.shown_as === "name" ? gift.name : "Hamba Allah", message: gift.message ?? "" }, campaign: { slug: campaigns[0].slug, title: campaigns[0].title, picture: null }, organisation: campaigns[0].organisation,
  sums: { amount: gift.amount, fee: 0, used: 0, refunded: 0, unused: gift.amount }, parts: gift.paid_at ? [{ kind: "waiting", amount: gift.amount, entries: [] }] : [], more: false, proof: { entry: gift.id, log_index: null, state: "waiting", receipt: "" },
});
