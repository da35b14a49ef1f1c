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

const program = "/konsol/program/019330a0-0000-7000-8000-000000000201";
/** Pages of staff; those of the console want somebody signed in (in the mock: the cookie contoh=petugas). */
export const staff_pages = [
  ["masuk", "/masuk", "[data-password]"],
  ["undangan", "/undangan/contoh", "[data-invitation]"],
  ["daftar-lembaga", "/daftar-lembaga", "form"],
  ["konsol-beranda", "/konsol", "[data-bars]"],
  ["konsol-persetujuan", "/konsol/persetujuan/019330a0-0000-7000-8000-000000000701", "[data-content]"],
  ["konsol-program", program, ".table"],
  ["konsol-rencana", program + "/rencana", "[data-sums]"],
  ["konsol-keluarga-program", program + "/keluarga", ".table"],
  ["konsol-pencairan", program + "/pencairan", ".list"],
  ["konsol-pembelian", program + "/pembelian", ".list"],
  ["konsol-penyerahan", program + "/penyerahan", ".deliveries-con"],
  ["konsol-serahkan", program + "/serahkan", ".pick-list"],
  ["konsol-bukti", "/konsol/bukti", "[data-evidence]"],
  ["konsol-kampanye", "/konsol/kampanye", "[data-bars]"],
  ["konsol-kampanye-baru", "/konsol/kampanye-baru", "form"],
  ["konsol-kampanye-satu", "/konsol/kampanye/019330a0-0000-7000-8000-000000000110", "[data-open]"],
  ["konsol-donasi", "/konsol/kampanye/019330a0-0000-7000-8000-000000000101/pemberian", ".table"],
  ["konsol-keluarga", "/konsol/keluarga", ".list"],
  ["konsol-keluarga-baru", "/konsol/keluarga-baru", "form"],
  ["konsol-keluarga-satu", "/konsol/keluarga/019330a0-0000-7000-8000-000000000840", ".list"],
  ["konsol-buku", "/konsol/buku", "[data-trial]"],
  ["konsol-mutasi", "/konsol/buku/akun/019330a0-0000-7000-8000-000000000950", "[data-statement]"],
  ["konsol-jurnal", "/konsol/buku/jurnal/019330a0-0000-7000-8000-000000000985", ".table"],
  ["konsol-laporan", "/konsol/buku/laporan", "[data-reports]"],
  ["konsol-titipan", "/konsol/titipan", "[data-suspense]"],
  ["konsol-lembaga", "/konsol/lembaga", ".facts"],
  ["konsol-petugas", "/konsol/lembaga/petugas", ".list"],
  ["konsol-audit", "/konsol/audit", "[data-audit]"],
  ["konsol-platform", "/konsol/platform", ".list"],
  ["konsol-platform-petugas", "/konsol/platform/petugas", ".list"],
  ["konsol-akun", "/konsol/akun", "form"],
  ["konsol-tutup-buku", "/konsol/buku/tutup", "form"],
];
