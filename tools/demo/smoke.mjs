// ./run --smoke: an empty directory, free ports, the main job through HTTP against the running programs, the figures.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { Platform } from "../world/foundation.mjs";
import { static_qris } from "../world/qris.mjs";
import { Installation, root } from "../world/server.mjs";
import { households } from "./people.mjs";
import { words } from "./place.mjs";

const rp = (rupiah) => rupiah * 100;
const shown = (sen) => `Rp${(sen / 100).toLocaleString("id-ID")}`;
const picture = (name) => readFileSync(join(root, "tools/demo/pictures", `${name}.jpg`));

function must(true_, what) {
  if (!true_) throw new Error(what);
}
async function until(ask, what, seconds = 20) {
  for (const ends = Date.now() + seconds * 1000; Date.now() < ends; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const answer = await ask();
    if (answer) return answer;
  }
  throw new Error(`${what} did not come within ${seconds} s`);
}

/** Starts the server alone and counts the time until it answers a question about campaigns. */
async function time_to_first_answer(installation) {
  const began = performance.now();
  const starting = installation.start_server();
  starting.catch(() => {});
  for (;;) {
    const answer = await fetch(`${installation.url}/api/home`).catch(() => null);
    if (answer?.ok) break;
    must(performance.now() - began < 30_000, "the server did not answer within 30 s");
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const took = performance.now() - began;
  await starting;
  return took;
}

const memory_of = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;

/** One foundation, one campaign, two gifts, a release by two, a purchase, a hand-over: 50,000 + 50,000 for a kit of 70,000. */
async function main_job(platform) {
  const foundation = await platform.foundation({ name: "Yayasan Uji Asap", nmid_qris: static_qris("Yayasan Uji Asap", "Bandung Barat", 9), domain: "uji-asap.example", paper: picture("surat"), paper_type: "image/jpeg" });
  await platform.trust_bank(foundation.id);
  const { id: programme, items } = await foundation.programme({
    title: "Kit sekolah", summary: "Kit sekolah untuk anak Mekarmukti", needs: [{ text: "Anak tanpa alat tulis", households: 10 }], activities: ["Penyerahan"],
    items: [{ name: "Kit sekolah", asset: "KIT-SEKOLAH", unit_cost: rp(70_000), units: 10 }], target_households: 10,
  });
  const campaign = await foundation.campaign({ programme, slug: "kit-uji", title: "Kit sekolah", summary: "Satu kit, satu anak.", story: "Uji asap.", target: rp(750_000), fee_permille: 50 });
  const first = await foundation.gift("kit-uji", rp(50_000), { name: "Ibu Ani", message: "Semoga bermanfaat" });
  await foundation.gift("kit-uji", rp(50_000));
  const upload = (person, name) => foundation.picture(picture(name), "image/jpeg", person);
  const minutes = await upload(foundation.treasurer, "berita-acara");
  await foundation.release(programme, campaign.id, rp(70_000), "Satu kit", [minutes]);
  await foundation.buy(programme, items[0].id, 1, rp(70_000), { evidence: [await upload(foundation.treasurer, "kuitansi")] });
  const family = await foundation.family(households("32.17.10.2005", 1, 7)[0]);
  const enrolment = await foundation.enrol(programme, family);
  const officer = foundation.field_officer;
  const handed = await foundation.deliver(programme, items[0].id, enrolment.id, { photo: await upload(officer, "serah-kit-1"), form: await upload(officer, "formulir"), signature: await upload(officer, "tanda-tangan-1") });
  await foundation.campaign_editor.post(`/api/evidence/${handed.evidence[0].id}/clearance`);
  return { foundation, first };
}

async function check_trace(visitor, token) {
  const trace = await until(async () => {
    const told = await visitor.get(`/api/trace/${token}`);
    return told.proof?.state === "recorded" && told;
  }, "the gift's place in the public log");
  const { amount, fee, used, refunded, unused } = trace.sums;
  must(fee + used + refunded + unused === amount, "fee + used + refunded + unused is not the gift");
  must(amount === rp(50_000) && fee === rp(2_500) && used === rp(47_500) && unused === 0, `the trace is wrong: ${JSON.stringify(trace.sums)}`);
  const handed = trace.parts.find((part) => part.kind === "delivered");
  must(handed?.amount === rp(47_500) && handed.delivery.proven, "the kit is not delivered and proven");
  return trace;
}

async function prove_offline(installation, visitor, trace) {
  const receipt = await until(async () => {
    const response = await visitor.raw("GET", trace.proof.receipt);
    return response.status === 200 && response.text();
  }, "the receipt");
  const { key } = await visitor.get("/api/log");
  const file = join(installation.directory, "gift.tlog-proof");
  writeFileSync(file, receipt);
  await installation.run("verify", "--key", key, file);
  return statSync(file).size;
}

/** 0 when all held, else 1. */
export async function smoke(binary, say) {
  const began = performance.now();
  const directory = mkdtempSync(join(tmpdir(), "lumbung-smoke-"));
  const installation = new Installation({ binary, directory });
  const row = (title, figure) => say(`  ${title.padEnd(34)} ${figure}`);
  try {
    await installation.prepare();
    const invitation = await installation.run("init", "--email", "admin@lumbung.example");
    const first_answer = await time_to_first_answer(installation);
    const idle = memory_of(installation.server.pid);
    await installation.start_bank();
    const platform = await new Platform(installation).found(invitation);
    const { foundation, first } = await main_job(platform);
    const visitor = platform.client();
    const trace = await check_trace(visitor, first.trace);
    const proof_size = await prove_offline(installation, visitor, trace);
    const { totals } = await foundation.treasurer.get(`/api/ledger/accounts?organisation=${foundation.id}`);
    for (const total of totals) must(total.debits === total.credits, `${total.asset} does not balance`);
    const page = await visitor.raw("GET", "/kampanye/kit-uji");
    must(page.status === 200 && (await page.text()).includes("<html"), "the campaign's page is not served");
    const after = memory_of(installation.server.pid);
    await installation.stop();
    const checked = await installation.run("check");
    must(/(^|\D)0 kesalahan/.test(checked), `lumbung check found faults:\n${checked}`);
    const { amount, fee, used, unused } = trace.sums;
    row(words("Mulai sampai jawaban pertama", "Start to first answer"), `${Math.round(first_answer)} ms`);
    row(words("Memori server, menganggur", "Server memory, idle"), `${idle.toFixed(1)} MB`);
    row(words("Memori server, sesudah semuanya", "Server memory, after all of it"), `${after.toFixed(1)} MB`);
    row(words("Jejak donasi", "The gift's trace"), `${shown(amount)} = ${shown(used)} ${words("kit", "kit")} + ${shown(fee)} ${words("biaya", "fee")} + ${shown(unused)} ${words("belum terpakai", "unused")}`);
    row(words("Bukti diperiksa luring", "Proof checked offline"), words(`cocok, ${proof_size} bita`, `holds, ${proof_size} bytes`));
    row(words("Buku besar", "Ledger"), words("0 kesalahan", "0 faults"));
    say(words(`Uji asap berhasil dalam ${((performance.now() - began) / 1000).toFixed(1)} detik.`, `Smoke test passed in ${((performance.now() - began) / 1000).toFixed(1)} s.`));
    rmSync(directory, { recursive: true, force: true });
    return 0;
  } catch (error) {
    await installation.stop().catch(() => {});
    say(words("Uji asap GAGAL: ", "Smoke test FAILED: ") + (error.stderr ? `${error.message}\n${error.stderr}` : error.message));
    say(words("Berkas ditinggal di ", "Files are left in ") + directory);
    return 1;
  }
}
