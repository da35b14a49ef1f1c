// Serves dist as the C++ server would, with answers from world.mjs: to look at pages without building the server.
//   node dev/mock.mjs [port]
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import * as world from "./world.mjs";
import * as log from "./log.mjs";
import { scene } from "./scenes.mjs";
import { donor_answer } from "./donor.mjs";
import { staff_answer } from "./staff.mjs";

const dist = join(dirname(fileURLToPath(import.meta.url)), "..", "dist");
const shell = () => ({ html: readFileSync(join(dist, "index.html"), "utf8"), ...JSON.parse(readFileSync(join(dist, "shell.json"), "utf8")) });
export const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
const types = { ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".json": "application/json", ".html": "text/html; charset=utf-8", ".txt": "text/plain" };
const gifts = new Map();

const no = (status, code, id, en, errors = []) => ({ status, body: { type: "about:blank", status, code, detail: id, details: { id, en }, errors } });
const missing = () => no(404, "http.missing", "Yang Anda cari tidak ada.", "What you look for is not here.");
const found = (body) => (body === null || body === undefined ? missing() : { status: 200, body });
const page_of = (items) => ({ items, next: null });

function give(wish) {
  const c = world.campaigns.find((one) => one.slug === wish.campaign);
  if (!c) return missing();
  if (c.state !== "open") return no(409, "giving.closed", "Kampanye ini sudah ditutup.", "This campaign is closed.");
  if (!Number.isInteger(wish.amount) || wish.amount < 100000) return no(422, "giving.amount", "Jumlahnya terlalu kecil.", "The amount is too small.", [{ pointer: "/amount", code: "range", detail: "Paling sedikit Rp1.000." }]);
  if (/[\x00-\x09]/.test(wish.message ?? "")) return no(422, "http.text_has_controls", "Teks memuat karakter kendali yang tidak boleh ada.", "The text contains control characters, which must not be there.", [{ pointer: "/message", code: "http.text_has_controls", detail: "Teks memuat karakter kendali yang tidak boleh ada." }]);
  const gift = gifts.get(wish.id) ?? { ...wish, state: "waiting", paid_at: null, polls: 0, token: `t${wish.id.replace(/-/g, "").slice(-20)}` };
  gifts.set(wish.id, gift);
  return { status: 201, body: bill_of(gift) };
}

/** The way to pay a gift, as the server tells it. */
function bill_of(gift) {
  const whole = String(gift.amount / 100);
  return {
    id: gift.id, state: gift.state, charge: gift.id, qr: gift.method === "qris" ? `00020101021226630016ID.CO.CONTOH.WWW01189360099900000000010210CONTOH00010303UKE51440014ID.CO.QRIS.WWW0215ID10990000000190303UKE52048398530336054${String(whole.length).padStart(2, "0")}${whole}5802ID5922YAYASAN CONTOH LUMBUNG6013BANDUNG BARAT61054056262070703A0163041D9A` : null,
    qr_svg: null, va: gift.method === "va" ? "88081234567890123" : null, amount: gift.amount, expires: gift.expires ?? new Date(Date.now() + 15 * 60_000).toISOString(), trace: gift.token, sandbox: "/sandbox",
  };
}

// Gifts with an address of their own: /bayar/ID#TOKEN, as in a letter.
for (const [n, token, method, state] of [[9401, "tagihan-qris", "qris", "waiting"], [9402, "tagihan-va", "va", "waiting"], [9403, "tagihan-lunas", "qris", "paid"], [9404, "tagihan-hangus", "qris", "expired"]])
  gifts.set(`019330a0-0000-7000-8000-00000000${n}`, { id: `019330a0-0000-7000-8000-00000000${n}`, campaign: "tas-dan-buku-mekarmukti", amount: 7_500_000, method, state, token, paid_at: state === "paid" ? "2026-11-22T08:40:00+07:00" : null, expires: state === "expired" ? "2026-11-21T08:00:00+07:00" : "2026-11-23T08:30:00+07:00" });

function payment(token) {
  const gift = [...gifts.values()].find((one) => one.token === token);
  return gift ? found({ ...bill_of(gift), slug: gift.campaign, title: world.campaigns.find((c) => c.slug === gift.campaign).title }) : missing();
}

function status(id) {
  const gift = gifts.get(id);
  if (!gift) return missing();
  return found({ state: gift.state, paid_at: gift.paid_at, trace: gift.token });
}

function trace(token) {
  const gift = [...gifts.values()].find((g) => g.token === token);
  return found(world.traces.get(token) ?? (gift && world.fresh_trace(gift)));
}

export function answer(method, path, query, body) {
  const [, , room, key, more, last] = path.split("/").map(decodeURIComponent);
  const campaign = () => world.campaigns.find((c) => c.slug === key);
  if (method === "POST") return room === "gifts" ? give(body) : room === "reports" ? { status: 202, body: {} } : missing();
  if (room === "home") return found(world.home());
  if (room === "campaigns" && !key) {
    const q = (query.get("q") ?? "").toLowerCase();
    const wanted = query.get("state");
    return found(page_of(world.campaigns.filter((c) => (!wanted || c.state === wanted) && `${c.title} ${c.organisation.name} ${c.area.name}`.toLowerCase().includes(q)).map(world.card)));
  }
  if (room === "campaigns") {
    const c = campaign();
    if (!c) return missing();
    if (!more) return found(world.full(c));
    if (more === "series") return found(world.series(c));
    if (more === "entries") return found(world.entries(c, query.get("bar")));
    if (more === "gifts") return found(page_of(c.gifts));
    if (more === "deliveries") return found(page_of(c.rows.map(({ e, ...d }) => d)));
  }
  if (room === "check") return found({ failing_since: process.env.LUMBUNG_MOCK_FAILING ?? null, faults: Number(process.env.LUMBUNG_MOCK_FAULTS ?? 0), entries: 18_204, leaves: 18_240, events: 41_377, seconds: 3, at: "2026-11-22T09:00:00+07:00", copied_until: "2026-11-22T10:14:55+07:00", copies_failing_since: process.env.LUMBUNG_MOCK_NO_COPIES ?? null });
  if (room === "organisations") return found(world.organisation(key));
  if (room === "gifts" && more === "status") return status(key);
  if (room === "trace" && !more) return trace(key);
  if (room === "trace" && more === "payment") return payment(key);
  if (room === "trace" && more === "proof") return { status: log.receipt(last) ? 200 : 404, text: log.receipt(last) ?? "" };
  if (room === "log") return found(log.state());
  return missing();
}

const escape = (text) => String(text ?? "").replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** What the server writes into the shell: see README.md. */
function shell_for(path) {
  const { html, routes } = shell();
  const parts = path.replace(/\/+$/, "").split("/");
  const route = routes.find((r) => { const w = r.pattern.replace(/\/+$/, "").split("/"); return w.length === parts.length && w.every((p, i) => p.startsWith(":") || p === parts[i]); });
  if (!route) return { status: 404, html };
  const params = Object.fromEntries(route.pattern.split("/").map((p, i) => [p, parts[i]]).filter(([p]) => p.startsWith(":")));
  const answers = {};
  for (const template of route.answers) {
    const url = template.replace(/:\w+/g, (name) => params[name] ?? "");
    const [p, q] = url.split("?");
    const got = answer("GET", p, new URLSearchParams(q), null);
    if (got.status === 200) answers[url] = got.body;
  }
  const main = Object.values(answers)[0] ?? {};
  const drawn = main.items?.[0] ?? main;
  const slots = { title: main.title ?? main.name ?? drawn.title, summary: main.summary, picture: drawn.picture ? `${drawn.picture}?size=small` : "/assets/img/lumbung.svg", organisation: main.organisation?.name };
  const skeleton = drawn === main ? route.skeleton.replace(/<!--first-->.*?<!--\/first-->/s, "") : route.skeleton;
  const pictures = [...route.pictures, ...(skeleton.includes("{{picture}}") ? [slots.picture] : [])];
  const head = `${route.secret ? '<meta name="robots" content="noindex">' : ""}${pictures.map((url) => `<link rel="preload" as="image" href="${escape(url)}" fetchpriority="high">`).join("")}${route.preload.map((url) => `<link rel="modulepreload" href="${url}">`).join("")}`;
  const data = JSON.stringify(answers).replace(/</g, "\\u003c");
  return {
    status: 200,
    html: html.replace(/<title>.*?<\/title>/, () => `<title>${escape(main.title ?? main.name ?? "Lumbung")}</title>`).replace("<!--lumbung:head-->", () => head).replace("<!--lumbung:skeleton-->", () => skeleton.replace(/\{\{(\w+)\}\}/g, (_, n) => escape(slots[n])))
      .replace("<!--lumbung:answers-->", () => `<script type="application/json" id="awal">${data}</script>`),
  };
}

function file(res, path, req) {
  const full = join(dist, normalize(path));
  if (!full.startsWith(dist) || !existsSync(full)) return send(res, 404, "text/plain", "");
  const gz = /gzip/.test(req.headers["accept-encoding"] ?? "") && existsSync(full + ".gz");
  send(res, 200, types[extname(full)] ?? "application/octet-stream", readFileSync(gz ? full + ".gz" : full), { ...(gz ? { "Content-Encoding": "gzip" } : {}), "Cache-Control": "public, max-age=86400" });
}

function send(res, code, type, body, more = {}) {
  res.writeHead(code, { "Content-Type": type, "Content-Security-Policy": policy, "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", ...more });
  res.end(body);
}

async function handle(req, res) {
  const url = new URL(req.url, "http://localhost");
  const path = url.pathname;
  if (path.startsWith("/assets/")) return file(res, path, req);
  if (path.startsWith("/evidence/")) {
    const [, kind, n] = /\/evidence\/([a-z]+)-(\d+)/.exec(path) ?? [null, "house", "1"];
    return send(res, 200, "image/svg+xml", scene(kind, Number(n)));
  }
  if (path.startsWith("/sandbox/")) {
    // The bank's two pages: the bill with its button, and that it was paid.
    const back = url.searchParams.get("kembali") ?? "";
    const gift = gifts.get(back.split("/").pop());
    if (!gift || !(url.searchParams.get("qr") || url.searchParams.get("va"))) return send(res, 404, "text/plain; charset=utf-8", "no bill");
    const page = (text) => send(res, 200, "text/html; charset=utf-8", `<!doctype html><link rel="icon" href="data:,"><title>Bank uji coba</title>${text}`);
    if (req.method !== "POST") return page(`<form method="post"><button>Bayar ${gift.amount / 100}</button></form>`);
    Object.assign(gift, { state: "paid", paid_at: new Date().toISOString() });
    return page(`<p>Dibayar.</p><a href="${encodeURI(back)}">Kembali ke Lumbung</a>`);
  }
  if (path === "/log/checkpoint") return send(res, 200, "text/plain; charset=utf-8", log.head());
  if (path.startsWith("/api/")) {
    if (req.method === "GET" && /^\/api\/evidence\/[0-9a-f]{64}$/.test(path)) return send(res, 200, "image/svg+xml", scene("school", parseInt(path.slice(14, 18), 16) % 90));
    let text = "";
    for await (const piece of req) text += piece;
    const body = text && /json/.test(req.headers["content-type"] ?? "") ? JSON.parse(text) : null;
    const donor = donor_answer(req.method, path, body, req.headers.cookie ?? "");
    if (donor) return send(res, donor.status, "application/json", JSON.stringify(donor.body));
    // The session is what the cookie says: "contoh=petugas" is somebody signed in.
    const state = { next: /contoh=petugas/.test(req.headers.cookie ?? "") ? "done" : (/contoh=(\w+)/.exec(req.headers.cookie ?? "")?.[1] ?? null), fresh: /segar=ya/.test(req.headers.cookie ?? "") };
    const before = state.next;
    const staff = staff_answer(req.method, path, url.searchParams, body, state);
    if (staff && (state.next !== before || state.fresh)) res.setHeader("Set-Cookie", [`contoh=${state.next === "done" ? "petugas" : (state.next ?? "")}; Path=/; HttpOnly`, ...(state.fresh ? ["segar=ya; Path=/; HttpOnly"] : [])]);
    const got = staff ?? answer(req.method, path, url.searchParams, body);
    if (got.text !== undefined) return send(res, got.status, "text/plain; charset=utf-8", got.text);
    return send(res, got.status, got.status < 400 ? "application/json" : "application/problem+json", JSON.stringify(got.body));
  }
  const page = shell_for(path);
  return send(res, page.status, "text/html; charset=utf-8", page.html, { "Cache-Control": "no-cache", ...(path.startsWith("/donatur/rutin") ? { "Set-Cookie": "donatur=siti; Path=/; HttpOnly" } : {}) });
}

export function start(port) {
  const server = createServer((req, res) => handle(req, res).catch((trouble) => { console.error(trouble); send(res, 500, "text/plain", "mock trouble"); }));
  return new Promise((done) => server.listen(port, "127.0.0.1", () => done(server)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.argv[2] ?? 4300);
  await start(port);
  console.log(`mock: http://127.0.0.1:${port}/ · /jejak/contoh-b · /kampanye/${world.campaigns[0].slug}`);
}
