// What ./run starts: the made-up world (seeded on the first start), the server and the sandbox bank. Ctrl-C stops both.
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Installation } from "../world/server.mjs";
import { address_in_the_network, alone, begin, binary, done_seeding, forget_running, home, port_from, remember, remember_running, words } from "./place.mjs";
import { seed } from "./seed.mjs";
import { smoke } from "./smoke.mjs";

const say = (text = "") => process.stdout.write(text + "\n");

// The log is the same one whatever port the demo gets today.
const log_origin = "lumbung.example/demo";

async function first_start() {
  say(words("Menyiapkan dunia contoh (sekali saja, sekitar satu menit) …", "Making the sample world (once, about a minute) …"));
  begin();
  const began = Date.now();
  const world = await seed({ binary, directory: home, settings: { log_origin }, say });
  writeFileSync(join(home, "people.txt"), people_text(world), { mode: 0o600 });
  done_seeding(world);
  say(words(`Dunia contoh siap dalam ${Math.round((Date.now() - began) / 1000)} detik.`, `The sample world is ready after ${Math.round((Date.now() - began) / 1000)} s.`));
  return world;
}

function people_text(world) {
  const lines = world.people.map(({ name, email, role, at, secret }) => `${at}\n  ${name} (${role})\n  ${email}\n  TOTP ${secret}\n`);
  return words("Semua orang contoh memakai kata sandi yang sama: ", "All sample people share one password: ") + world.password + "\n\n" + lines.join("\n");
}

async function open_doors() {
  const address = process.env.LUMBUNG_ADDRESS ?? "0.0.0.0";
  const wanted = Number(process.env.LUMBUNG_PORT ?? 8080), wanted_bank = Number(process.env.DEMO_BANK_PORT ?? 8090);
  const port = await port_from(wanted, address);
  const bank_port = await port_from(wanted_bank, address, port);
  if (port !== wanted) say(words(`Porta ${wanted} sedang dipakai; Lumbung memakai ${port}.`, `Port ${wanted} is taken; Lumbung uses ${port}.`));
  if (bank_port !== wanted_bank) say(words(`Porta ${wanted_bank} sedang dipakai; bank uji coba memakai ${bank_port}.`, `Port ${wanted_bank} is taken; the sandbox bank uses ${bank_port}.`));
  const outside = address === "0.0.0.0" ? address_in_the_network() : null;
  // One name everywhere: what is printed here also stands in letters, receipts and canonical links.
  const host = outside ?? (["0.0.0.0", "127.0.0.1"].includes(address) ? "localhost" : address);
  const public_url = process.env.LUMBUNG_PUBLIC_URL ?? `http://${host}:${port}`;
  const installation = new Installation({
    binary, directory: home,
    settings: { demo: "true", log_origin, address, port, bank_port, public_url, sandbox_bank: `http://${host}:${bank_port}` },
  });
  await installation.prepare();
  await installation.start();
  return { installation, public_url, bank: `http://${host}:${bank_port}`, outside, port };
}

function tell(world, { public_url, bank, outside, port }) {
  const here = `http://localhost:${port}`; // staff's cookie asks for HTTPS or localhost
  const someone = (role, at) => world.people.find((person) => person.role === role && (!at || person.at === at));
  // A world that an older version made may lack one of them.
  const line = (title, person) => (person ? `   ${title.padEnd(13)} ${person.email.padEnd(38)} tools/demo-code ${person.email}` : `   ${title.padEnd(13)} -`);
  const at = "Yayasan Contoh Lumbung";
  say();
  say(`  Lumbung    ${public_url}` + (outside ? words("   (juga dari telepon di Wi-Fi yang sama)", "   (also from a phone in the same Wi-Fi)") : ""));
  say();
  say(words("  Berdonasi: pilih kampanye, beri, lalu tekan \"Bayar di bank uji coba\" di bawah kode QR.", "  Give: choose a campaign, give, then press \"Pay in the sandbox bank\" under the QR code."));
  say(words("  Bank uji coba ada di ", "  The sandbox bank is at ") + bank + words("; uangnya tidak sungguhan.", "; its money is not real."));
  say(words("  Surel uji coba (kode masuk donatur, undangan, kata sandi baru): ", "  Trial letters (givers' codes, invitations, new passwords): ") + `${public_url}/uji-coba/surel`);
  say();
  say(words("  Satu donasi yang sudah sampai, diikuti sampai ke keluarga:", "  A gift that has arrived, followed to the households:"));
  say(`   ${public_url}/jejak/${world.trace}`);
  say();
  say(words(`  Masuk di ${here}/masuk, kata sandi semua orang contoh: ${world.password}`, `  Sign in at ${here}/masuk; the password of all sample people: ${world.password}`));
  say(words("  Kode enam angka diberikan perintah di kanan:", "  The six digits are given by the command on the right:"));
  say(line(words("Bendahara", "Treasurer"), someone("treasurer", at)));
  say(line(words("Penyetuju", "Approver"), someone("approver", at)));
  say(line(words("Pendamping", "Field officer"), someone("field_officer", at)));
  say(line(words("Penulis", "Editor"), someone("campaign_editor", at)));
  say(line(words("Pemeriksa", "Auditor"), someone("auditor", at)));
  say(line(words("Pengelola", "Administrator"), someone("platform_admin")));
  say(words(`  Yang lain di ${join(home, "people.txt")}. Yang bisa dicoba: docs/demo.md`, `  The others are in ${join(home, "people.txt")}. What to try: docs/demo.md`));
  say();
}

async function until_stopped(installation) {
  let stopping = null;
  const stop = () => (stopping ??= installation.stop());
  const asked = new Promise((resolve) => { for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => resolve("asked")); });
  const broken = Promise.race([[installation.server, "server.log"], [installation.sandbox, "bank.log"]].map(([child, log]) => once(child, "exit").then(() => log)));
  say(words("Ctrl-C menghentikan keduanya.", "Ctrl-C stops both."));
  // A child that ends at the same Ctrl-C is no breakdown, so the signal gets a moment to arrive here as well.
  const first = await Promise.race([asked, broken.then(async (log) => Promise.race([asked, new Promise((resolve) => setTimeout(resolve, 200, log))]))]);
  await stop();
  forget_running();
  if (first === "asked") return say(words("\nLumbung berhenti dengan baik; data tetap di ", "\nLumbung stopped; its data stay in ") + home + ".");
  const file = join(home, first);
  const last = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").slice(-5).join("\n  ") : "";
  say(words(`Berhenti karena kesalahan; baris terakhir ${file}:\n  ${last}`, `Stopped by a fault; the last lines of ${file}:\n  ${last}`));
  process.exitCode = 1;
}

async function main() {
  if (process.argv[2] === "--smoke") return void (process.exitCode = await smoke(binary, say));
  await alone();
  let world = remember();
  if (!world) {
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => { say(words("\nDihentikan sebelum selesai; ./run berikutnya mulai dari awal.", "\nStopped half-way; the next ./run begins anew.")); process.exit(130); });
    world = await first_start();
    for (const signal of ["SIGINT", "SIGTERM"]) process.removeAllListeners(signal);
  }
  const opened = await open_doors();
  remember_running(`http://localhost:${opened.port}`, [opened.installation.server.pid, opened.installation.sandbox.pid]);
  tell(world, opened);
  await until_stopped(opened.installation);
}

main().catch((error) => {
  say(words("Gagal: ", "Failed: ") + (process.env.DEMO_DEBUG ? error.stack : error.message));
  process.exit(1);
});
