// A stranger's client of Lumbung's API, with nothing but what Node brings: cookies, ids, problems, the second factor.
import { createHmac, randomBytes } from "node:crypto";

/** A new UUIDv7 (RFC 9562) of the moment `at` (milliseconds). */
export function new_id(at = Date.now()) {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at, 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function from_base32(text) {
  let bits = "";
  for (const letter of text.replace(/=+$/, "")) bits += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0");
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

/** The six digits of RFC 6238 for a step of 30 seconds. */
export function totp(secret, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", from_base32(secret)).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** A refusal of the server (RFC 9457), as an error. */
export class Refused extends Error {
  constructor(status, problem, what) {
    super(`${what}: ${status} ${problem?.code ?? ""} ${problem?.detail ?? ""} ${JSON.stringify(problem?.errors ?? [])}`);
    this.status = status;
    this.problem = problem;
    this.code = problem?.code;
  }
}

/** Tokens of invitations that were taken out of letters: somebody who is invited twice has two letters. */
const tokens_found = [];

export class Client {
  /** `now` gives the server's time in milliseconds, where it lives in another one (demos). */
  constructor(server, now = Date.now) {
    this.server = server;
    this.now = now;
    this.cookie = "";
    this.sent = []; // every change, to be sent again by those who want to see that nothing happens twice
  }

  new_id() { return new_id(this.now()); }

  async raw(method, path, { body, type, headers = {} } = {}) {
    const response = await fetch(this.server + path, {
      method, body, redirect: "manual",
      headers: { ...(type ? { "Content-Type": type } : {}), ...(this.cookie ? { Cookie: this.cookie } : {}), ...headers },
    });
    const cookies = response.headers.getSetCookie?.() ?? [response.headers.get("set-cookie")].filter(Boolean); // Node 18 has the latter
    for (const line of cookies) this.cookie = line.split(";")[0];
    return response;
  }

  async call(method, path, json) {
    if (this.asleep) await this.sign_in();
    const body = json === undefined ? undefined : JSON.stringify(json);
    const response = await this.raw(method, path, { body, type: body === undefined ? undefined : "application/json" });
    const text = await response.text();
    const is_json = /json/.test(response.headers.get("content-type") ?? "");
    const answer = text && is_json ? JSON.parse(text) : text;
    if (response.status >= 400) throw new Refused(response.status, is_json ? answer : null, `${method} ${path}`);
    if (method !== "GET") this.sent.push({ client: this, method, path, json, answer });
    return answer;
  }
  get(path) { return this.call("GET", path); }
  post(path, json = {}) { return this.call("POST", path, json); }
  put(path, json = {}) { return this.call("PUT", path, json); }

  /** The refusal that a call must get; an error when it went through. */
  async refusal(method, path, json) {
    try {
      await this.call(method, path, json);
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
    throw new Error(`${method} ${path} should have been refused`);
  }

  async upload(path, bytes, type) {
    if (this.asleep) await this.sign_in();
    const response = await this.raw("POST", path, { body: bytes, type });
    const answer = await response.json();
    if (response.status >= 400) throw new Refused(response.status, answer, `POST ${path}`);
    return answer;
  }

  /** A code that was not used yet: each step is good once, and the next one is taken a little early if need be. */
  code() {
    const step = Math.max(Math.floor(this.now() / 30_000), (this.last_step ?? 0) + 1);
    this.last_step = step;
    this.proved_at = this.now();
    return totp(this.secret, step);
  }

  /** The newest letter to an address in the trial mailbox that has the pattern in it; what the pattern's group found. Letters come
      moments after whatever they are about; `old` are findings of earlier ones. */
  async in_letter(address, pattern, old = []) {
    for (const end = Date.now() + 20_000; ; ) {
      const { items } = await this.get("/api/sandbox/letters");
      const found = items.filter((one) => one.to === address.toLowerCase()).map((one) => pattern.exec(one.text)).find((one) => one && !old.includes(one[1]));
      if (found) return found[1];
      if (Date.now() > end) throw new Error(`no letter to ${address} with ${pattern}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The token of an invitation: out of the letter, or out of the answer where no letters go out. */
  async invitation_token(invited, address) {
    if (!invited.sent) return invited.token;
    const token = await this.in_letter(address, /\/undangan\/(\S+)/, tokens_found);
    tokens_found.push(token);
    return token;
  }

  /** Takes an invitation, sets a password and the second factor; ready for work then. */
  async accept(token, { name, email, password }) {
    await this.post(`/api/invitations/${token}/acceptance`, { name, password });
    await this.post("/api/sign-in", { email, password });
    const enrolment = await this.post("/api/me/totp", {});
    this.secret = enrolment.secret;
    this.email = email;
    this.password = password;
    await this.post("/api/me/totp/confirmation", { code: this.code() });
    return this;
  }

  /** The session has ended, as one does over night: the next call signs in first. */
  rest() { this.asleep = this.secret !== undefined; }

  async sign_in() {
    this.asleep = false;
    this.cookie = "";
    await this.post("/api/sign-in", { email: this.email, password: this.password });
    await this.post("/api/sign-in/totp", { code: this.code() });
    return this;
  }
  /** Proves the second factor again, as moving money asks for every five minutes. */
  async prove() {
    if (this.asleep) return void (await this.sign_in());
    if (this.now() - (this.proved_at ?? 0) > 4 * 60_000) await this.post("/api/sign-in/totp", { code: this.code() });
  }
}
