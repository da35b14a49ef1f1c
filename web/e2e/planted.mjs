// The looking itself is tried: a page with one fault of each kind, and each must be found. A page without them must pass.
import { createServer } from "node:http";
import { look_at_all } from "./look.mjs";

const page = (head, body) => `<!doctype html><html lang="id"><head><title>Uji</title><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width"><style>:root{color-scheme:light dark}body{margin:1rem;overflow-wrap:anywhere}button{min-height:48px}${head}</style></head><body><main><h1>Uji</h1>${body}</main></body></html>`;
const clean = page("", "<p>Baik.</p><button>Tekan</button>");
const pixel = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=";
/** name of the fault, the page that has it, what must be said of it, and what is pressed. */
const planted = [
  ["gambar tanpa alt", page("", `<img src="${pixel}">`), /image-alt/],
  ["kontras hanya di gelap", page("@media(prefers-color-scheme:dark){p{color:#333;background:#222}}", "<p>Samar di malam hari.</p>"), /360 dark: axe color-contrast/],
  ["aturan lain di gelap", page("b{display:none}@media(prefers-color-scheme:dark){b{display:block}}", `<b><img src="${pixel}"></b>`), /1280 dark: axe image-alt/],
  ["terlalu lebar", page("", '<div style="width:2000px">lebar</div>'), /320: scrolls sideways/],
  ["terlalu lebar pada teks 200 %", page("", '<div style="width:18rem">lebar</div>'), /200 % scrolls sideways/],
  ["tombol kecil", page("button{min-height:0;height:30px}", "<button>Kecil</button>"), /target under 48 px: BUTTON:30/],
  ["konsol berbunyi", page("", "<script>console.error('rusak')</script>"), /console: rusak/],
  ["kunci telanjang", page("", "<p>con.not_loaded</p>"), /not for people: con\.not_loaded/],
  ["nomor baris", page("", "<p>Donasi 019330a0-0000-7000-8000-000000000701</p>"), /not for people: Donasi/],
  ["tombol mati", page("", "<button>Buka formulir</button>"), /"Buka formulir" does nothing/, ["Buka formulir"]],
  ["tanggal mesin", page("", "<p>Sampai 2026-11-22</p>"), /not for people: Sampai/],
];

/** What was not found, as lines; empty when the looking holds. */
export async function not_found(browser) {
  const server = createServer((request, response) => {
    const at = Number(request.url.slice(1));
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
    response.end(planted[at]?.[1] ?? clean);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const base = `http://127.0.0.1:${server.address().port}`;
  const missed = [];
  const entries = [...planted.map(([name, , , presses], at) => [name, `/${at}`, "h1", presses]), ["tanpa cela", "/tanpa-cela", "h1"]];
  await look_at_all({ browser, base, mock: false }, entries, {}, ([name], faults) => {
    const fault = planted.find(([other]) => other === name);
    if (fault ? !faults.some((text) => fault[2].test(text)) : faults.length) missed.push(`${name}: ${faults.join("; ") || "nothing was said"}`);
  });
  server.close();
  return missed;
}
