// The one way this folder opens a browser, and the list of pages it looks at.
import { chromium } from "playwright-core";

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

const slug = "tas-dan-buku-mekarmukti";
/** name, address, and what must have appeared. */
export const pages = [
  ["beranda", "/", "[data-totals]"],
  ["kampanye", "/kampanye", ".cards"],
  ["kampanye-cari-kosong", "/kampanye?q=zzzz", ".empty"],
  ["kampanye-satu", `/kampanye/${slug}`, "[data-bars]"],
  ["kampanye-bencana", "/kampanye/beras-untuk-cugenang", "[data-bars]"],
  ["kampanye-penuh", "/kampanye/toren-air-sekotong", "[data-bars]"],
  ["kampanye-selesai", "/kampanye/modal-olahan-ikan", "[data-bars]"],
  ["kampanye-baru", "/kampanye/atap-rumah-lansia", "[data-bars]"],
  ["catatan-dana", `/kampanye/${slug}/catatan?batang=money`, "[data-sum]"],
  ["penyerahan", `/kampanye/${slug}/penyerahan`, ".deliveries"],
  ["beri-jumlah", `/kampanye/${slug}/beri`, "[data-step='1']"],
  ["beri-nama", `/kampanye/${slug}/beri?langkah=2`, "[data-step='2']"],
  ["beri-periksa", `/kampanye/${slug}/beri?langkah=3`, "[data-step='3']"],
  ["jejak-a", "/jejak/contoh-a", "[data-trace]"],
  ["jejak-b", "/jejak/contoh-b", "[data-trace]"],
  ["jejak-d", "/jejak/contoh-d", "[data-trace]"],
  ["lembaga", "/lembaga/019330a0-0000-7000-8000-000000000002", ".figures"],
  ["log", "/log", "[data-root]"],
  ["lapor", `/lapor?tentang=campaign&pokok=${slug}&nama=Tas`, "form"],
  ["lapor-bebas", "/lapor", "form"],
  ["cara-kerja", "/cara-kerja", "[data-book]"],
  ["bantuan", "/bantuan", "[data-book]"],
  ["privasi", "/privasi", "[data-book]"],
  ["tidak-ada", "/tidak/ada", "[data-trouble]"],
  ["jejak-tidak-ada", "/jejak/salah", "[data-trouble='404']"],
];
