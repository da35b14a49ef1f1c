// The donor's way through a phone-sized browser: campaign, give, pay, trace.
import { createRequire } from "node:module";
import { join } from "node:path";
import { holds, truth, until } from "./expect.mjs";
import { root } from "../../tools/world/server.mjs";

const { chromium } = createRequire(join(root, "web/package.json"))("playwright-core");

export async function walk_in_browser({ installation, slug, trace, directory }) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, locale: "id-ID", deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
  page.on("pageerror", (error) => faults.push(String(error)));
  const picture = (name) => (process.env.LUMBUNG_TEST_SHOTS ? page.screenshot({ path: join(process.env.LUMBUNG_TEST_SHOTS, `${name}.png`), fullPage: true }) : null);
  const text = () => page.locator("body").innerText();

  await holds("InTheBrowserADonorGivesAndSeesItPaid", async () => {
    await page.goto(`${installation.url}/kampanye/${slug}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    truth((await text()).includes("Yayasan Contoh Lumbung"), "the organisation is named");
    await picture("j8-campaign");
    await page.goto(`${installation.url}/kampanye/${slug}/beri`);
    await page.getByRole("radio", { name: /50\.000/ }).first().check({ force: true });
    await picture("j8-give");
    let paid = null;
    page.on("response", async (response) => {
      if (response.request().method() === "POST" && response.url().endsWith("/api/gifts") && response.ok()) paid = await response.json();
    });
    // Amount, then name, then checking: one button leads on at each step.
    await until(async () => {
      if (paid) return true;
      const next = page.locator("main form button[type=submit], main button.primary").last();
      if (await next.isVisible()) await next.click();
      return false;
    }, "the QR code");
    await page.locator("svg, img").first().waitFor();
    await picture("j8-qr");
    // The bank opens with this bill filled in: one press there pays, and one link leads back.
    await page.getByRole("link", { name: "Bayar di bank uji coba" }).click();
    await page.waitForURL((url) => url.href.startsWith(`${installation.bank}/bayar?`));
    truth(!page.url().includes(paid.trace), "the bank's address does not hold the trace link");
    truth((await text()).includes("Rp50.000"), "the bank says the amount");
    await picture("j8-bank");
    await page.getByRole("button", { name: /^Bayar Rp50\.000/ }).click();
    await page.getByText("Pembayaran berhasil").waitFor();
    await picture("j8-bank-paid");
    await page.getByRole("link", { name: "Kembali ke Lumbung" }).click();
    await page.waitForURL(`${installation.url}/bayar/${paid.id}`);
    await until(async () => /diterima|terima kasih/i.test(await text()), "the thanks");
    await picture("j8-paid");
  });

  await holds("InTheBrowserDonorASeesKit1ItsEvidenceAndItsProof", async () => {
    await page.goto(`${installation.url}/jejak/${trace}`);
    await until(async () => (await text()).includes("Rp50.000"), "the amount");
    const shown = await text();
    truth(/Keluarga K-/.test(shown), "an anonymous household");
    truth(!/Ratna|Yuyun/.test(shown), "no name of a household");
    truth((await page.locator("main img[src*='/evidence/']").count()) > 0, "a picture of the evidence");
    await picture("j8-trace");
  });

  await holds("TheBrowserHadNothingToComplainAbout", () => truth(faults.length === 0, `no complaints: ${faults.join(" | ")}`));
  await browser.close();
}
