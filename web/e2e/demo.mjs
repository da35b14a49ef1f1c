// The pages of a running demo (./run): the addresses of list.mjs with the demo's own ids, each opened by somebody who may see it.
// BASE is the server, DEMO_DIR where the demo lives; without DEMO_DIR only what everybody sees is looked at.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client, new_id } from "../../tools/world/client.mjs";
import { all } from "./list.mjs";

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
/** What makes a page of the mock one of its own state; the demo has other states. */
const only_at_the_mock = /^(kampanye-(penuh|baru)|jejak-([bd]|belum-dibayar)$|bayar-(qris|va|diterima|hangus)|donatur-(saya|rutin)|undangan|konsol-persetujuan-|buka-(titipan|pemeriksaan|pelunasan|penerus|tahan|laporan|kembalikan|sembunyikan))/;

/** Signs somebody of the demo in; a code that was used a moment ago is waited out. */
async function sign_in(base, { email, secret }, password) {
  const client = Object.assign(new Client(base), { email, secret, password });
  for (let tries = 0; ; tries++) {
    try { return await client.sign_in(); } catch (trouble) { if (tries > 2) throw trouble; await wait(31_000 - (Date.now() % 30_000)); }
  }
}

/** What a browser keeps of a client's session. */
function kept(client, base) {
  const [name, value] = client.cookie.split(/=(.*)/s);
  return { cookies: [{ name, value, domain: new URL(base).hostname, path: "/", expires: -1, httpOnly: true, secure: /^__/.test(name), sameSite: "Lax" }], origins: [] };
}

/** The pages that show something of this world, by what each pattern of an address is in it. */
async function places(base, of, trace) {
  const get = (path) => of.get(path);
  const campaigns = (await (await fetch(`${base}/api/campaigns`)).json()).items;
  const at = (part) => campaigns.find((one) => one.slug.includes(part) || one.title.includes(part)) ?? campaigns[0];
  const first = at("kit-sekolah");
  const programmes = (await get(`/api/programmes?organisation=${first.organisation.id}`)).items;
  const programme = (programmes.find((one) => one.title.includes("ekolah")) ?? programmes[0]).id;
  const one_of = async (path) => (await get(path)).items[0]?.id ?? "";
  const account = (await get(`/api/ledger/accounts?organisation=${first.organisation.id}`)).items.find((one) => one.purpose === "bank").id;
  const statement = (await get(`/api/ledger/accounts/${account}/statement?organisation=${first.organisation.id}`)).items[0];
  return {
    slug: first.slug, flood: at("banjir").slug, done: campaigns.find((one) => one.state === "closed")?.slug ?? first.slug, organisation: first.organisation.id, campaign: first.id, programme, trace,
    family: await one_of(`/api/families?organisation=${first.organisation.id}`), approval: await one_of("/api/approvals"), account, entry: statement.entry,
  };
}

/** A new gift that waits, so that its payment and the bank's pages can be looked at: it expires after a day. */
async function waiting_gift(base, slug, method) {
  const id = new_id();
  const response = await fetch(`${base}/api/gifts`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ id, campaign: slug, amount: 2_500_000, shown_as: "anonymous", method }) });
  if (!response.ok) throw new Error(`no gift: ${await response.text()}`);
  return response.json();
}

/** The pages of paying: ours, the trace that waits, and the bank's own. The last one pays. */
async function paying(base, slug) {
  const gift = await waiting_gift(base, slug, "qris"), by_va = await waiting_gift(base, slug, "va");
  const back = `${base}/bayar/${gift.id}`;
  const bill = `${gift.sandbox}/bayar?${new URLSearchParams({ qr: gift.qr, kembali: back })}`;
  return [
    ["bayar-qris", `/bayar/${gift.id}#${gift.trace}`, "[data-state='waiting'] .qr svg"], ["bayar-va", `/bayar/${by_va.id}#${by_va.trace}`, "[data-state='waiting']"], ["jejak-belum-dibayar", `/jejak/${gift.trace}`, "[data-trace='waiting'] .btn"],
    ["bank", gift.sandbox, "h1"], ["bank-tagihan-va", `${by_va.sandbox}/bayar-va?${new URLSearchParams({ va: by_va.va, kembali: `${base}/bayar/${by_va.id}` })}`, "button"],
    ["bank-tagihan", bill, "button"], ["bank-dibayar", bill, "button", ["Bayar Rp"]],
  ];
}

const swaps = (here) => [
  [/^\/kampanye\/beras-untuk-cugenang/, `/kampanye/${here.flood}`], [/^\/kampanye\/modal-olahan-ikan/, `/kampanye/${here.done}`], [/tas-dan-buku-mekarmukti/g, here.slug],
  [/^\/jejak\/contoh-a/, `/jejak/${here.trace}`], [/^(\/lembaga\/|\/konsol\/platform\/)[0-9a-f-]{36}/, `$1${here.organisation}`], [/^\/konsol\/program\/[0-9a-f-]{36}/, `/konsol/program/${here.programme}`],
  [/^\/konsol\/kampanye\/[0-9a-f-]{36}/, `/konsol/kampanye/${here.campaign}`], [/^\/konsol\/keluarga\/[0-9a-f-]{36}/, `/konsol/keluarga/${here.family}`], [/^\/konsol\/persetujuan\/[0-9a-f-]{36}/, `/konsol/persetujuan/${here.approval}`],
  [/\/buku\/akun\/[0-9a-f-]{36}/, `/buku/akun/${here.account}`], [/\/buku\/jurnal\/[0-9a-f-]{36}/, `/buku/jurnal/${here.entry}`],
];

/** Whose page it is. */
const role_of = (path) => [
  [/platform/, "platform_admin"], [/persetujuan/, "approver"], [/lembaga|audit|akun$|rutin/, "org_admin"], [/keluarga|serahkan|penyerahan/, "field_officer"], [/buku|titipan|pembelian|biaya|pencairan|rusak|pemberian/, "treasurer"],
].find(([pattern]) => pattern.test(path))?.[1] ?? "campaign_editor";

export async function entries_of({ base }) {
  const found = process.env.DEMO_DIR;
  if (!found) return all.filter(([name, path]) => !path.startsWith("/konsol") && ["beranda", "kampanye", "kampanye-cari-kosong", "log", "lapor-bebas", "cara-kerja", "bantuan", "privasi", "donatur-masuk", "masuk", "daftar-lembaga", "tidak-ada"].includes(name));
  const demo = JSON.parse(readFileSync(join(found, "demo.json"), "utf8"));
  const clients = {};
  for (const role of ["approver", "org_admin", "field_officer", "treasurer", "campaign_editor", "platform_admin"]) clients[role] = await sign_in(base, demo.people.find((one) => one.role === role), demo.password);
  const places_here = await places(base, { get: (path) => clients[/families/.test(path) ? "field_officer" : /ledger/.test(path) ? "treasurer" : /approvals/.test(path) ? "approver" : "campaign_editor"].get(path) }, demo.trace);
  const swapped = all.filter(([name]) => !only_at_the_mock.test(name)).map(([name, path, sign, presses]) => {
    const here = swaps(places_here).reduce((text, [from, to]) => text.replace(from, to), path);
    return [name, here, sign, presses, path.startsWith("/konsol") ? kept(clients[role_of(path)], base) : undefined];
  });
  return [...swapped, ...(await paying(base, places_here.slug))];
}
