// A browser at somebody's desk or in somebody's hand: signs in with both factors, fills in forms by their labels, counts complaints.
import { createRequire } from "node:module";
import { join } from "node:path";
import { truth, until, witnesses } from "./expect.mjs";
import { root } from "../../tools/world/server.mjs";

const { chromium } = createRequire(join(root, "web/package.json"))("playwright-core");

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

export const sizes = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 360, height: 800 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};

/** Waits until somebody's next code may be used: each is good once, and the server takes the next step at most one early. */
export const code_due = (client) => until(() => Math.floor(Date.now() / 30_000) >= (client.last_step ?? 0), "the next code", 65);

/** One person in one browser of their own. `client` knows the password and the authenticator's secret. */
export class Desk {
  static async of(browser, size, installation, client) {
    const desk = new Desk();
    Object.assign(desk, { size, installation, client, faults: [] });
    desk.context = await browser.newContext({ ...sizes[size], locale: "id-ID", timezoneId: "Asia/Jakarta", permissions: ["geolocation"], geolocation: { latitude: -6.9312, longitude: 107.4861, accuracy: 8 } });
    desk.context.setDefaultTimeout(45_000);
    desk.page = await desk.context.newPage();
    // A wrong password is refused, and once somebody has signed out so is what was under way and what is asked in vain.
    const refused_rightly = (message) => message.text().includes("401") && (desk.signed_out || message.location().url.endsWith("/api/sign-in"));
    desk.page.on("console", (message) => { if (message.type() === "error" && !refused_rightly(message)) desk.faults.push(`${message.text()} ${message.location().url}`); });
    desk.page.on("pageerror", (error) => desk.faults.push(String(error)));
    desk.watch();
    return desk;
  }

  // What was asked of the server, and how long ago: beside a failure it tells whether page or server was waited for.
  watch() {
    const asked = [];
    const note = (request, outcome) => {
      const one = asked.find((each) => each.request === request);
      if (one) Object.assign(one, { outcome, took: Date.now() - one.at });
    };
    this.page.on("request", (request) => {
      asked.push({ request, at: Date.now(), outcome: "no answer yet" });
      if (asked.length > 30) asked.splice(0, asked.length - 30);
    });
    this.page.on("requestfinished", async (request) => note(request, (await request.response())?.status()));
    this.page.on("requestfailed", (request) => note(request, request.failure()?.errorText));
    this.witness = async () => [
      `        -- ${this.size}, ${this.page.url()}; complaints: ${this.faults.join("; ") || "none"}`,
      ...asked.slice(-12).map(({ request, at, outcome, took }) => `        ${((Date.now() - at) / 1000).toFixed(1)} s ago ${request.method()} ${request.url()}: ${outcome}${took === undefined ? "" : ` after ${took} ms`}`),
      (await this.text()).replace(/^/gm, "        | ").slice(0, 1500),
    ].join("\n");
    witnesses.add(this.witness);
  }

  async open(path) { await this.page.goto(this.installation.url + path); }
  async text() { return this.page.locator("body").innerText(); }
  /** Waits until the page says something. */
  says(words) { return until(async () => (words instanceof RegExp ? words.test(await this.text()) : (await this.text()).includes(words)), `"${words}" on ${this.page.url()}`, 45); }
  button(name) { return this.page.getByRole("button", { name }).filter({ visible: true }).first(); }
  async press(name) { await this.button(name).click(); }
  async follow(name) { await this.page.getByRole("link", { name }).filter({ visible: true }).first().click(); }
  /** Fills a field by the name of its form. */
  async fill(fields) { for (const [name, value] of Object.entries(fields)) await this.page.locator(`#f-${name}`).fill(String(value)); }
  async pick(name, value) { await this.page.locator(`#f-${name}`).selectOption(value); }
  /** Hands a picture to a file input, as camera or gallery do, and waits until it is with the server. */
  async photo(name, buffer, label = "foto.png") {
    const box = this.page.locator(`#f-${name}`);
    const before = await this.page.getByText("Terunggah", { exact: true }).count();
    await box.setInputFiles({ name: label, mimeType: "image/png", buffer });
    await until(async () => (await this.page.getByText("Terunggah", { exact: true }).count()) > before, `the picture ${name}`, 20);
  }
  async shot(name) {
    const folder = process.env.LUMBUNG_TEST_SHOTS;
    if (folder) await this.page.screenshot({ path: join(folder, `staff-${this.size}-${name}.png`), fullPage: true });
  }
  /** Nothing sticks out of the page at the right. */
  async fits() {
    const over = await this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    truth(over <= 0, `nothing sticks out of ${this.page.url()} (${over} px)`);
  }

  async code() { await code_due(this.client); return this.client.code(); }

  async sign_in() {
    this.signed_out = false;
    await this.open("/konsol");
    await this.page.waitForURL(/\/masuk\?ke=/);
    await this.fill({ email: this.client.email, password: this.client.password });
    await this.press("Masuk");
    await this.page.locator("[data-code]").waitFor();
    await this.fill({ code: await this.code() });
    await this.press("Lanjut");
    await this.page.waitForURL(/\/konsol$/);
    await this.says("Halo, ");
    return this;
  }

  async sign_out() {
    this.signed_out = true;
    if (this.size === "phone") await this.press("Menu");
    await this.press(/^Keluar$/);
    await this.page.waitForURL(/\/masuk/);
  }
  close() {
    witnesses.delete(this.witness);
    return this.context.close();
  }
}
